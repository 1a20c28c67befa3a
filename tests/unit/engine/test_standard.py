"""One contract beside standard wording, with the shipped rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausegap import Reviewer, load_text

HEAD = """MASTER SERVICES AGREEMENT

This Master Services Agreement is made on 1 March 2025 between Alpha Ltd (the "Client") and Beta Ltd (the "Contractor").

1. Services. The Contractor shall perform the services described in statements of work. The Client shall pay the fees.

2. Audit. {}
"""
PLAYBOOK = """id: acme
extends: msa
positions:
  audit_rights:
    preferred: Customer may audit Supplier's records, systems and premises at any time on five days' notice to verify
      compliance with this Agreement.
    fallback:
      - Customer may audit Supplier's records on thirty days' notice to verify compliance with this Agreement.
"""
PREFERRED = (
    "The Client may audit the Contractor's records, systems and premises at any time on five days' notice to verify "
    "compliance with this Agreement."
)


@pytest.fixture(scope="module")
def reviewer(tmp_path_factory):
    path = tmp_path_factory.mktemp("playbook") / "acme.yaml"
    path.write_text(PLAYBOOK, encoding="utf-8")
    return Reviewer(playbook=path)


def audit(reviewer, words):
    return reviewer.compare_with_standard(load_text(HEAD.format(words))).deviation("audit_rights")


def test_the_preferred_wording_is_met_under_other_names_of_the_parties(reviewer):
    found = audit(reviewer, PREFERRED)
    assert (found.kind, found.against, found.wording.closeness) == ("meets", "own preferred", 100)
    assert found.wording.words == PREFERRED
    assert not found.is_loss


def test_a_weakness_beyond_the_standard_is_weaker_and_says_which_words_do_it(reviewer):
    words = PREFERRED.replace("may audit", "may, with the Contractor's prior written consent in each case, audit")
    found = audit(reviewer, words)
    assert (found.kind, found.severity, found.against) == ("weaker", "critical", "own preferred")
    assert found.wording.weakeners[0].contract == "critical"
    assert found.wording.weakeners[0].standard is None
    inserted = "".join(p.words for p in found.wording.passages[0].pieces if p.kind == "insert")
    assert inserted.strip(" ,") == "with the Contractor's prior written consent in each case"


def test_other_words_that_lack_nothing_are_not_called_weaker(reviewer):
    found = audit(
        reviewer,
        "Upon five days' written notice and as often as it likes, the Client is entitled to audit and inspect the "
        "Contractor's records, systems and premises in order to verify that this Agreement is complied with.",
    )
    assert found.kind in ("reworded", "stronger")
    assert "Nothing is lacking" in found.wording.reasons[0]
    assert not found.is_loss


def test_a_clause_as_a_fallback_is_compared_with_the_fallback(reviewer):
    words = (
        "The Client may audit the Contractor's records on thirty days' notice to verify compliance with this Agreement."
    )
    found = audit(reviewer, words)
    assert (found.kind, found.against) == ("meets", "own fallback 1")
    (preferred,) = found.others
    assert preferred.kind == "weaker"


def test_no_clause_is_said_and_counts_where_one_is_expected(reviewer):
    found = audit(reviewer, "Intentionally omitted.")
    assert (found.kind, found.wordings, found.against, found.wording) == ("no_clause", (), None, None)
    assert found.is_loss
    assert found.severity != "info"


def test_without_own_positions_the_shipped_wording_is_the_standard(shipped):
    found = shipped.compare_with_standard(load_text(HEAD.format(PREFERRED)))
    deviation = found.deviation("audit_rights")
    assert {one.origin for one in deviation.wordings} == {"rules"}
    assert found.playbook == "msa"


@pytest.fixture(scope="module")
def shipped():
    return Reviewer(contract_type="msa")


def test_each_shipped_wording_is_met_by_itself(shipped):
    head, found = HEAD.replace("Client", "Customer").replace("Contractor", "Supplier"), {}
    for protection in shipped._engine.library.protections:
        text = head.format(protection.fallbacks.customer)
        found[protection.id] = shipped.compare_with_standard(load_text(text)).deviation(protection.id)
    # What the rules do not take for a clause is not compared, and none is called weaker.
    compared = [one for one in found.values() if one.kind != "no_clause"]
    assert [one.protection for one in compared if (one.kind, one.against) != ("meets", "customer")] == []
    assert len(compared) > len(found) - 5


def test_what_was_not_read_is_not_called_lacking(reviewer):
    document = load_text("Der Auftraggeber darf die Bücher des Auftragnehmers jederzeit prüfen und einsehen.\n" * 9)
    found = reviewer.compare_with_standard(document)
    assert {one.kind for one in found.deviations} == {"undetermined"}
    assert any(notice.level == "unread" for notice in found.notices)


def test_the_same_input_gives_the_same_bytes(reviewer):
    document = load_text(HEAD.format(PREFERRED))
    first = reviewer.compare_with_standard(document)
    again = Reviewer(playbook=reviewer.spec.playbook).compare_with_standard(document)
    assert first.to_json() == again.to_json()
    assert first.to_html() == again.to_html()


def test_named_parties_of_the_contract_do_not_reach_the_standard():
    reviewer = Reviewer(playbook="msa", customer="Alpha Ltd", supplier="Beta Ltd")
    found = reviewer.compare_with_standard(load_text(HEAD.format(PREFERRED))).deviation("audit_rights")
    assert found.wordings
    assert all(one.parts for one in found.wordings)


def test_a_file_is_read_like_any_other(reviewer, tmp_path):
    path = Path(tmp_path) / "contract.txt"
    path.write_text(HEAD.format(PREFERRED), encoding="utf-8")
    found = reviewer.compare_with_standard(path)
    assert found.source.name == "contract.txt"
    assert found.losses[0].is_loss
