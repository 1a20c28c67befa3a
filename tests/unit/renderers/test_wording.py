from __future__ import annotations

import pytest
from report_factory import build_clean_report, build_unread_report

from clausegap.model.clause import Party
from clausegap.model.evidence import Parameter
from clausegap.model.finding import Search
from clausegap.model.report import TypeGuess
from clausegap.renderers import wording


def test_headline_counts_gaps_gravest_first(report):
    assert wording.headline(report) == "6 gaps among 9 protections: 1 critical, 4 high, 1 medium."


def test_headline_without_gaps():
    assert wording.headline(build_clean_report()) == "No gaps among 1 protection."


@pytest.mark.parametrize(
    ("guess", "words"),
    [
        (TypeGuess(type="nda", given=True), "non-disclosure agreement (as named by the user)"),
        (
            TypeGuess(type="msa", assumed=True),
            "master services agreement (assumed: the text gives no sign of its type)",
        ),
        (TypeGuess(type="sow", evidence=("SOW", "Work")), "statement of work (because of “SOW”, “Work”)"),
    ],
)
def test_contract_type_says_why(report, guess, words):
    facts = dict(wording.facts(report.model_copy(update={"contract_type": guess})))
    assert facts["Contract type"] == words


def test_each_party_is_named_once_and_called_what_its_name_does_not_tell(report):
    parties = (
        Party(name="Acme Foods, LLC", terms=("Client", "Acme Foods, LLC", "Acme Foods", "Foods"), role="customer"),
        Party(name="Vendor GmbH", terms=("Vendor", "Vend"), role="supplier"),
        Party(name="ACME FOODS LLC", terms=("Client", "Buyer"), role="customer"),
    )
    said = dict(wording.facts(report.model_copy(update={"parties": parties})))["Parties"]
    assert said == "Acme Foods, LLC (“Client”, “Foods”, “Buyer”), customer; Vendor GmbH (“Vend”), supplier"


def test_readable_share_is_never_rounded_up_to_all():
    assert "99% of the file was readable" in wording.search_line(Search(rules=2, units=1, readable_share=0.999))
    assert "all of the file was readable" in wording.search_line(Search(rules=2, units=1))


def test_undetermined_says_what_was_not_read(report):
    unread = build_unread_report()
    assert wording.undetermined_lines(unread.finding("non_compete"), unread) == (
        "Not read: p. 4: The page has no text layer.",
    )


def test_undetermined_says_which_search_did_not_finish(report):
    lines = wording.undetermined_lines(report.finding("background_license"), report)
    assert lines == ("1 search pattern did not finish on this file: bgl_a_license_back.",)


def test_other_statuses_have_nothing_undetermined():
    unread = build_unread_report()
    assert wording.undetermined_lines(unread.finding("audit_rights"), unread) == ()


@pytest.mark.parametrize(
    ("parameter", "line"),
    [
        (Parameter(kind="duration", value=12, text="one year"), "12 months (“one year”)"),
        (Parameter(kind="duration", value=1, text="a month"), "1 month (“a month”)"),
        (Parameter(kind="amount", value=2500000, text="EUR 2.5m"), "2,500,000 (“EUR 2.5m”)"),
        (Parameter(kind="percentage", value=7.5, text="7.5%"), "7.50% (“7.5%”)"),
        (
            Parameter(kind="duration", value=None, text="[***]", note="redacted"),
            "blank or redacted (“[***]”)",
        ),
        (
            Parameter(kind="notice", value=7, text="5 business days", note="business_days"),
            "7 days, counted from business days (“5 business days”)",
        ),
    ],
)
def test_parameters_have_units_and_their_words(parameter, line):
    assert wording.parameter_line(parameter) == line


def test_cure_names_what_the_element_checks(report):
    finding = report.finding("confidentiality")
    uncured, cured = finding.weakeners
    assert wording.cure_line(finding, uncured) == "Nothing in the contract cures this."
    assert wording.cure_line(finding, cured) == "Cured by: Use limited to a defined purpose."


def test_every_finding_is_a_gap_or_present_or_unneeded(report):
    parts = [*report.gaps, *wording.present(report), *wording.unneeded(report)]
    assert sorted(f.protection for f in parts) == sorted(f.protection for f in report.findings)


def test_printable_takes_control_and_direction_characters_out():
    assert wording.printable("a\x1b[2J\n b\x00 \u202edlrow") == "a\ufffd[2J b\ufffd \ufffddlrow"


def test_visible_keeps_tabs_and_line_breaks():
    assert wording.visible("a\tb\nc\x07") == "a\tb\nc\ufffd"


def test_shortened_cuts_at_a_word_and_keeps_the_limit():
    assert wording.shortened("confidential information", 16) == "confidential…"
    assert wording.shortened("x" * 50, 10) == "x" * 9 + "…"
    assert wording.shortened("short", 10) == "short"


@pytest.mark.parametrize(("text", "expected"), [("no cap", "No cap."), ("Done.", "Done."), ("", "")])
def test_sentence(text, expected):
    assert wording.sentence(text) == expected
