"""Over every playbook: it names what exists, and every contract type has one."""

import pytest

from clausegap.model.terms import CONTRACT_TYPES, SIDES
from clausegap.rules.library import load_library

LIBRARY = load_library()
PROTECTIONS = {protection.id for protection in LIBRARY.everything}
PLAYBOOKS = pytest.mark.parametrize("playbook", LIBRARY.playbooks.values(), ids=lambda p: p.id)


@PLAYBOOKS
def test_playbook_names_existing_protections(playbook):
    own = {protection.id for protection in LIBRARY.everything if protection.is_of(playbook.side)}
    assert sorted({*playbook.expects, *playbook.severity} - own) == []


@PLAYBOOKS
def test_playbook_names_existing_weakeners(playbook):
    known = {w.id for p in (*LIBRARY.everything, LIBRARY.generic) for w in p.weakeners}
    assert sorted(set(playbook.weakener_severity) - known) == []


@PLAYBOOKS
def test_playbook_requires_something(playbook):
    assert "required" in playbook.expects.values()


@PLAYBOOKS
def test_playbook_can_be_detected(playbook):
    # The signs stand in the customer's: a contract is of one type whoever reads it.
    assert bool(playbook.signs) == (playbook.side == "customer")


@PLAYBOOKS
def test_playbook_is_named_after_its_file(playbook):
    assert f"playbooks/{playbook.id}.yaml" in LIBRARY.sources


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("contract_type", CONTRACT_TYPES)
def test_contract_type_has_one_playbook_for_each_side(contract_type, side):
    assert [(p.contract_type, p.side) for p in LIBRARY.playbooks.values()].count((contract_type, side)) == 1


@pytest.mark.parametrize("name", sorted(PROTECTIONS))
def test_protection_is_expected_somewhere(name):
    assert any(name in playbook.expects for playbook in LIBRARY.playbooks.values())
