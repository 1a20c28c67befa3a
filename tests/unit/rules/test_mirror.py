"""Rules as the supplier reads them: words and tokens exchanged, and each side's own catalogue."""

import pytest
from rule_factory import GUARDING, playbook_text, sources_with, supplier_library

from clausegap import ReviewSpec, UsageError
from clausegap.engine import Engine
from clausegap.errors import RulesError
from clausegap.loaders import load_text
from clausegap.rules.library import build_library, load_library
from clausegap.rules.mirror import exchanged, with_roles_exchanged

OWN = (
    GUARDING.replace("gu_", "ow_")
    .replace("id: guarding", "id: owning\nside: supplier")
    .replace("order: 1", "order: 2")
    .replace("fallbacks: {customer:", "fallbacks: {supplier:")
    .replace('"<ower> shall guard"', '"SUPPLIER_ONLY may own"')
    .replace("Supplier shall guard it.", "Supplier may own it.")
    .replace("Supplier shall sell it.", "Customer may own it.")
)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The supplier keeps the customer's plans.", "The customer keeps the supplier's plans."),
        ("Suppliers and a vendor", "Customers and a customer"),
        ("customisation by suppliership", "customisation by suppliership"),
    ],
)
def test_words_for_the_parties_are_exchanged(text, other):
    assert exchanged(text) == other


def test_tokens_of_the_parties_are_exchanged():
    assert with_roles_exchanged("CUSTOMER pays SUPPLIER_ONLY, MUTUAL") == "SUPPLIER pays CUSTOMER_ONLY, MUTUAL"


def test_the_customer_has_the_catalogue_it_always_had():
    library = load_library()
    assert len(library.protections) == len(library.catalogue) == 36
    assert library.unranked == frozenset()
    assert library.duties == ()


def test_the_supplier_has_its_own_and_those_that_serve_both_sides():
    library = load_library(side="supplier")
    shared = {protection.id for protection in library.catalogue} - library.unranked
    assert shared == {protection.id for protection in load_library().protections if protection.mirror}
    assert library.unranked


def test_patterns_of_the_supplier_run_for_the_supplier_only():
    files = {"guarding.yaml": GUARDING, "supplier/owning.yaml": OWN, "playbooks/house.yaml": playbook_text()}
    sides = {side: build_library(sources_with(files), side) for side in ("customer", "supplier")}
    assert {pattern.protection for pattern in sides["customer"].patterns} == {"guarding"}
    phrases = {p.pattern.phrase for p in sides["supplier"].patterns if p.protection == "owning"}
    assert "CUSTOMER_ONLY may own" in phrases


def test_a_shared_protection_speaks_of_the_other_party():
    guarding = supplier_library().protection("guarding")
    assert guarding.definition == "The customer guards what it is given."
    assert guarding.fallbacks.for_side("supplier")["supplier"] == "Customer shall guard it."


def test_a_playbook_of_the_other_side_is_refused_with_the_one_to_take():
    with pytest.raises(UsageError, match=r"'msa' is written for the customer.*take 'supplier_msa'"):
        Engine(ReviewSpec(side="supplier", playbook="msa"))


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("supplier/owning.yaml", OWN.replace("headings:", "mirror: {missing_severity: low}\nheadings:", 1), "mirror"),
        ("supplier/owning.yaml", OWN.replace("{supplier:", "{customer:"), "in favour of the supplier"),
        ("playbooks/b.yaml", "id: b\nextends: house\nside: supplier\n", "is for the customer"),
        ("playbooks/b.yaml", playbook_text(extra="side: supplier\n").replace("house", "b"), "no protection 'guarding'"),
    ],
)
def test_a_mistake_about_sides_is_named(name, text, reason):
    files = {"guarding.yaml": GUARDING, "playbooks/house.yaml": playbook_text(), name: text}
    with pytest.raises(RulesError, match=reason):
        build_library(sources_with(files), "supplier")


def test_a_review_says_which_of_the_user_s_own_rules_it_does_not_ask_about(tmp_path):
    rule = tmp_path / "guarding.yaml"
    rule.write_text(GUARDING.replace("family: testing", "family: generic"), encoding="utf-8")
    document = load_text(
        'Agreement between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier"). Supplier shall guard.'
    )
    for side, said in (("customer", []), ("supplier", ["guarding"])):
        report = Engine(ReviewSpec(side=side, contract_type="msa", rules=(str(rule),))).review(document)
        notices = [notice for notice in report.notices if notice.code == "rules_of_other_side"]
        assert [name for name in ["guarding"] for notice in notices if name in notice.message] == said


def test_shipped_rules_of_the_customer_are_no_news_to_the_supplier():
    assert load_library(side="supplier").unheard == ()
