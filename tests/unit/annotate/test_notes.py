from __future__ import annotations

import re
from dataclasses import replace

import pytest

from clausegap.annotate.notes import NoteOptions, notes
from clausegap.model.frame import Frame
from clausegap.model.policy import PolicyFinding
from clausegap.model.section import Section

FRAME = Frame((Section(0, 10_000, 10_000, None, None, 0),), {}, ())


def of(found, protection, kind="finding"):
    return [note for note in found if note.protection == protection and note.kind == kind]


def test_every_gap_has_a_note_and_the_words_to_propose_stand_once(report, document):
    found = notes(report, document, FRAME)
    for gap in report.gaps:
        mine = of(found, gap.protection)
        assert len(mine) == max(len(gap.evidence), 1)
        assert [bool(note.fallback) for note in mine] == [bool(gap.fallbacks)] + [False] * (len(mine) - 1)
        assert {(note.title, note.status, note.severity) for note in mine} == {(gap.title, gap.status, gap.severity)}


def test_notes_on_a_weak_clause_stand_on_its_words(report, document):
    first, second = of(notes(report, document, FRAME), "confidentiality")
    finding = report.finding("confidentiality")
    assert [(first.start, first.end), (second.start, second.end)] == [(e.start, e.end) for e in finding.evidence]
    lines = first.body.split("\n")
    assert lines[0] == "Confidentiality, non-disclosure and non-use: weak (severity: high)"
    assert "Not found: permitted recipients; trade secret tail." in lines
    assert lines[-1].startswith("Wording to propose: Supplier shall keep")
    assert second.body.split("\n")[1] == "See the first comment on it."


def test_wording_that_stands_in_the_contract_is_not_proposed_again(report, document):
    wording = next(iter(report.finding("confidentiality").fallbacks.values()))
    more = replace(document, text=f"{document.text}\n{wording}")
    first = of(notes(report, more, FRAME), "confidentiality")[0]
    assert first.fallback == ""
    assert first.body.endswith("The wording to propose stands in the contract already: strike what says otherwise.")


def test_wording_that_weakens_has_a_note_of_its_own_unless_it_is_cured(report, document):
    (note,) = of(notes(report, document, FRAME), "confidentiality", "weakener")
    assert document.text[note.start : note.end] == "information that is clearly marked as confidential"
    assert note.body.split("\n")[1] == "Unmarked code and site knowledge fall outside."


def test_what_is_missing_stands_behind_a_paragraph(report, document):
    (note,) = of(notes(report, document, FRAME), "non_compete")
    assert note.start == note.end
    assert note.end in {block.end for block in document.blocks}
    assert "The nearest wording does not count: It speaks of bids in a tender" in note.body


def test_what_is_present_is_named_in_the_summary_only(report, document):
    found = notes(report, document, FRAME)
    (summary,) = of(found, "", "summary")
    assert found[0] == summary
    present = [f for f in report.findings if f.status == "present" and not f.is_gap]
    assert present
    for finding in present:
        assert finding.title in summary.body
        assert of(found, finding.protection) == []
        (note, *_) = of(notes(report, document, FRAME, NoteOptions(extent="all")), finding.protection)
        assert note.body == f"{finding.title}: present, {finding.grade}"
        assert note.fallback == ""


def test_the_summary_says_what_was_not_read(report, document):
    notice = report.notices[0].model_copy(update={"level": "unread", "message": "Page 2 has no text."})
    (summary,) = of(notes(report.model_copy(update={"notices": (notice,)}), document, FRAME), "", "summary")
    assert "Not read: p. 2: Page 2 has no text." in summary.body
    assert "not legal advice" in summary.body


def test_only_gaps_of_some_severity(report, document):
    found = notes(report, document, FRAME, NoteOptions(severity="high"))
    graves = {gap.protection for gap in report.gaps if gap.severity in ("high", "critical")}
    assert {note.protection for note in found if note.kind == "finding"} == graves


def test_inserted_wording_is_not_said_again(report, document):
    found = notes(report, document, FRAME, NoteOptions(insert_fallbacks=True))
    first = of(found, "confidentiality")[0]
    assert first.fallback
    assert first.fallback not in first.body
    assert "inserted behind this paragraph as a tracked change" in first.body
    old = [note.protection for note in found if note.fallback and "The old wording still stands" in note.body]
    assert sorted(old) == sorted(gap.protection for gap in report.gaps if gap.evidence and gap.fallbacks)


@pytest.mark.parametrize(("result", "status"), [("deviates", "weak"), ("silent", "missing")])
def test_deviations_from_the_playbook_are_notes_too(report, document, result, status):
    where = report.finding("confidentiality").evidence[:1] if result == "deviates" else ()
    rule = PolicyFinding(
        id="cap", title="Cap of liability", check="amount_at_most", result=result, severity="high", said="none",
        evidence=where, action="ask for one",
    )  # fmt: skip
    (note,) = of(notes(report.model_copy(update={"policy": (rule,)}), document, FRAME), "cap", "policy")
    assert (note.status, note.start == note.end) == (status, result == "silent")
    assert note.body == f"Playbook: Cap of liability: {result} (severity: high)\nNone.\nAsk for one."


def test_notes_are_in_order_and_hold_no_control_characters(report, document):
    found = notes(report, document, FRAME, NoteOptions(extent="all", author="Roe"))
    assert [(n.start, n.end) for n in found] == sorted((n.start, n.end) for n in found)
    assert not any(re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", n.title + n.body + n.fallback) for n in found)
    assert {note.author for note in found} == {"Roe"}


def test_the_wording_of_the_playbook_comes_before_that_of_the_rules(report, document):
    finding = report.finding("confidentiality")
    own = finding.model_copy(update={"fallbacks": {"own preferred": "Ours.", **finding.fallbacks}})
    findings = tuple(own if f is finding else f for f in report.findings)
    first = of(notes(report.model_copy(update={"findings": findings}), document, FRAME), "confidentiality")[0]
    assert first.fallback == "Ours."


def test_a_document_without_blocks_still_has_a_summary(report, document):
    (summary,) = of(notes(report, replace(document, blocks=()), FRAME), "", "summary")
    assert (summary.start, summary.end) == (0, 0)


def test_the_summary_names_the_advised_party_and_the_gravest_gaps(report, document):
    (summary,) = of(notes(report, document, FRAME), "", "summary")
    (advised,) = [party.name for party in report.parties if party.role == report.side]
    worst = report.gaps[0].severity
    lines = summary.body.split("\n")
    assert lines[0] == f"Review for the {report.side}, {advised}"
    named = next(line for line in lines if line.startswith(f"{worst.capitalize()}: "))
    for gap in report.gaps:
        assert (gap.title in named) == (gap.severity == worst)
    alone = report.model_copy(update={"findings": (), "parties": ()})
    (summary,) = of(notes(alone, document, FRAME), "", "summary")
    assert [line.split(":")[0] for line in summary.body.split("\n")][:3] == [
        "Review for the customer", "No gaps among 0 protections. Playbook", "Present"
    ]  # fmt: skip


@pytest.mark.parametrize(("space", "length"), [(" ", 197), ("-", 200)])
def test_the_summary_does_not_mark_a_long_first_paragraph(report, document, space, length):
    text = space.join(["Words"] * 100)
    long = replace(document, text=text, blocks=(replace(document.blocks[0], start=0, end=len(text)),), segments=())
    (summary,) = of(notes(report.model_copy(update={"findings": ()}), long, FRAME), "", "summary")
    assert (summary.start, summary.end) == (0, length)
