"""Flags refine a status; each shows in a small contract."""

from dataclasses import replace

import pytest
from rule_factory import PREAMBLE, analysed, finding_on, small_library, supplier_library

from clausegap.gaps.checker import Case, check
from clausegap.gaps.standard import Standards
from clausegap.loaders import load_text
from clausegap.model.document import Notice

GUARD = "Supplier shall guard it"


@pytest.mark.parametrize(
    ("words", "status", "flags"),
    [
        pytest.param(f"{GUARD} corestrong.", "present", (), id="none"),
        pytest.param("Customer shall guard it corestrong.", "missing", ("counterparty_only",), id="other-way"),
        pytest.param("Each party shall guard it corestrong.", "present", ("mutual",), id="mutual"),
        pytest.param(f"{GUARD} for ____ years.", "weak", ("redacted_parameter",), id="blank"),
        pytest.param(f"[{GUARD} corestrong.]", "present", ("draft_text",), id="brackets"),
        pytest.param(f"{GUARD} corestrong (Note to Draft: check).", "present", ("draft_text",), id="note-to-draft"),
        pytest.param(f"{GUARD} corestrong wadverse.", "present", ("adverse",), id="adverse"),
        pytest.param("Supplier sells it wadverse.", "missing", ("adverse",), id="adverse-without-clause"),
        pytest.param("1. Guarding\n\n2. Payment\n\nPay.", "missing", ("heading_only",), id="heading-only"),
        pytest.param("1. Guarding\n\n[Intentionally omitted]", "missing", ("deleted_by_amendment",), id="omitted"),
        pytest.param(
            "Section 5 (Guarding) of the Master Agreement is hereby deleted.",
            "missing",
            ("deleted_by_amendment",),
            id="deleted",
        ),
        pytest.param(
            "Section 5 (Guarding) of the Master Agreement applies.", "weak", ("by_reference",), id="incorporated"
        ),
        pytest.param(
            "The general terms of the Master Agreement apply.", "missing", (), id="incorporated-without-subject"
        ),
    ],
)
def test_wording_sets_flags(words, status, flags):
    finding = finding_on(words)
    assert (finding.status, finding.flags) == (status, flags)


def test_unresolved_parties_are_flagged():
    text = 'This Agreement is made between Alpha Ltd ("Alpha") and Beta Ltd ("Beta").\n\nBeta shall guard it corefine.'
    finding = finding_on(load_text(text))
    assert finding.flags == ("unresolved_party",)
    assert finding.direction == "unknown"


def test_missing_is_not_claimed_of_a_document_that_was_not_read_whole():
    document = load_text(f"{PREAMBLE}Supplier sells it.")
    unread = replace(document, notices=(Notice("unread", "no_text_page", "A page has no text.", 2),))
    finding = finding_on(unread)
    assert finding.status == "undetermined"
    assert "absence cannot be claimed" in finding.reasons[0]


def test_present_is_claimed_of_a_document_that_was_not_read_whole():
    document = load_text(f"{PREAMBLE}{GUARD} corestrong.")
    unread = replace(document, notices=(Notice("unread", "no_text_page", "A page has no text.", 2),))
    assert finding_on(unread).status == "present"


@pytest.mark.parametrize(
    ("key", "status"),
    [("gu_a_guard#0", "undetermined"), ("gu_core.strong#0", "undetermined"), ("other_rule#0", "missing")],
)
def test_missing_is_not_claimed_when_a_rule_did_not_finish(key, status):
    library, document = small_library(), load_text(f"{PREAMBLE}Supplier sells it.")
    analysis = replace(analysed(document, library), unfinished=(key,))
    finding = check(Case(document, analysis, Standards(library, library.playbooks["house"], "msa")))[0]
    assert finding.status == status
    assert finding.search.unfinished == ((key,) if status == "undetermined" else ())


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (f"nsentence {GUARD}.", "only a look-alike"),
        ("Customer shall guard it.", "it serves only the other side"),
        ("Supplier sells it minorstrong.", "it touches the subject but is no operative clause for the advised side"),
        (
            "The guards of the gate are paid.",
            "it uses words of the subject but lays down no duty or right of this kind",
        ),
    ],
)
def test_missing_names_the_nearest_miss(words, why):
    assert finding_on(words).search.near_miss.why == why


def test_missing_says_what_was_searched():
    search = finding_on("Supplier sells it.").search
    assert (search.rules, search.units, search.readable_share) == (16, 2, 1.0)


def test_negative_of_a_section_spares_other_sections():
    text = f"1. Listing\n\nnsection lists. {GUARD} corepoor.\n\n2. Keeping\n\n{GUARD} corestrong."
    finding = finding_on(text)
    assert finding.status == "present"
    assert [e.location.section for e in finding.evidence] == ["2"]


@pytest.mark.parametrize(
    ("words", "status"),
    [(f"{GUARD} corestrong nafter.", "present"), (f"corestrong nafter {GUARD}.", "missing")],
)
def test_negative_with_scope_after_takes_only_what_follows(words, status):
    assert finding_on(words).status == status


def test_supplier_side_sees_the_mirror_image():
    from clausegap.model.spec import ReviewSpec

    finding = finding_on("Customer shall guard it corestrong.", supplier_library(), ReviewSpec(side="supplier"))
    assert (finding.status, finding.direction) == ("present", "for_user")


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        (f"1. Guarding\n\n{GUARD} corestrong.", "high"),
        (f"{GUARD} corestrong.", "medium"),
        ("Supplier sells it.", "low"),
        (f"1. Guarding\n\n[{GUARD} corestrong.]", "low"),
        (f"1. Guarding\n\n{GUARD} for [***] years.", "low"),
        ("Section 5 (Guarding) of the Master Agreement applies.", "low"),
    ],
)
def test_confidence_needs_heading_and_roles(text, confidence):
    assert finding_on(text).confidence == confidence


def test_evidence_points_at_its_words():
    document = load_text(f"{PREAMBLE}4.2 Supplier shall guard\nit corestrong.")
    evidence = finding_on(document).evidence[0]
    assert " ".join(document.text[evidence.start : evidence.end].split()) == evidence.quote
    assert evidence.location.section == "4.2"
    assert evidence.rule == "gu_a_guard"


def test_long_sentence_is_quoted_around_the_match():
    filler = "and keeps the gardens tidy " * 60
    finding = finding_on(f"Supplier {filler}; Supplier shall guard it corestrong {filler}.")
    assert "shall guard it" in finding.evidence[0].quote
    assert len(finding.evidence[0].quote) < 700
