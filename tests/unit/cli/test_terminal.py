from __future__ import annotations

import io

import pytest
from report_factory import build_clean_report, build_ranked_report, build_unread_report
from rich.cells import cell_len
from rich.console import Console

from clausegap.cli.terminal import print_report
from clausegap.model.policy import PolicyFinding


def _printed(report, **options):
    out = io.StringIO()
    print_report(report, Console(file=out, **{"width": 80, **options}))
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(report, width):
    lines = _printed(report, width=width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_a_long_word_is_folded(report):
    finding = report.findings[0].model_copy(update={"reasons": ("x" * 300,)})
    text = _printed(report.model_copy(update={"findings": (finding,)}))
    assert max(len(line) for line in text.splitlines()) <= 80
    assert text.count("x") >= 300


def test_the_result_comes_first_then_the_table_then_gaps_gravest_first(report):
    text = _printed(report)
    marks = [
        "6 gaps among 9 protections",
        "Protection  ",
        "Ownership of the results: weak, critical",
        "Confidentiality, non-disclosure and non-use: weak, high",
        "Non-competition: missing, medium",
        "not legal advice",
    ]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_a_gap_has_reason_quote_location_and_what_is_lacking(report):
    text = " ".join(_printed(report).split())
    assert "- The supplier decides whether an inspection takes place at all." in text
    assert "thirty (30) days' notice” [p. 3, section 12.1 (Records)]" in text
    assert "Weakened (high): The ower decides whether the protection exists. [p. 3, section 12.1 (Records)]" in text
    assert "Not found: scope compliance, subcontractors." in text


def test_a_cured_weakener_is_left_out(report):
    assert "a leak without fault" not in _printed(report).lower()


def test_a_missing_protection_says_what_was_searched_and_what_came_near(report):
    text = " ".join(_printed(report).split())
    assert "Searched with 17 patterns in 18 sentences and list items" in text
    assert "Nearest passage that does not count: It speaks of bids" in text


def test_undetermined_says_what_was_not_read():
    text = " ".join(_printed(build_unread_report()).split())
    assert "- Not read: p. 4: The page has no text layer." in text


def test_contract_text_cannot_steer_the_terminal_or_use_markup(report):
    finding = report.findings[0].model_copy(update={"reasons": ("[bold]x[/bold] \x1b]0;evil\x07",)})
    text = _printed(report.model_copy(update={"findings": (finding,)}))
    assert "[bold]x[/bold] \ufffd]0;evil\ufffd." in text
    assert "\x1b" not in text


def test_colour_is_used_on_a_terminal_and_not_with_no_color(report, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[31m" in _printed(report, force_terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[31m" not in _printed(report, force_terminal=True)


def test_a_report_without_gaps_is_short():
    text = _printed(build_clean_report())
    assert "No gaps among 1 protection." in text
    assert "Wording to propose" not in text


def test_risks_open_the_report_with_their_states(report):
    text = _printed(report)
    assert "2 risks: 1 open, 1 partly covered. Coverage 12%." in text
    assert text.index("R02 Nobody watches") < text.index(
        "All protections" if "All protections" in text else "Protection "
    )


def test_what_is_taken_from_the_advised_side_is_listed(report):
    text = _printed(report)
    assert "What the contract takes from the customer" in text


def test_results_of_the_playbook_are_listed(report):
    found = PolicyFinding(
        id="r", title="Notice of a month", check="at_most", result="deviates", severity="high", said="sixty days",
        action="Ask for a month",
    )  # fmt: skip
    text = _printed(report.model_copy(update={"policy": (found,)}))
    assert "Notice of a month: not as asked (high): Sixty days. Ask for a month." in text


@pytest.mark.parametrize("width", [40, 80])
def test_clauses_by_type_take_few_lines_within_the_width(width):
    text = _printed(build_ranked_report(), width=width)
    part = text[text.index("Clauses by type") : text.index("To check with local counsel")]
    assert max(cell_len(line) for line in part.splitlines()) <= width
    words = " ".join(part.split())
    assert "- 0.97 Audit rights: audit_rights:1 [p. 3, section 12.1 (Records)]; heading “records”" in words
    assert "- 0.41 Insurance: no single passage stands out" in words
    assert "Non-compete" not in words
    assert "\x1b" not in part


def test_the_quote_of_a_gap_has_its_probability_and_a_mark_when_doubtful():
    text = " ".join(_printed(build_ranked_report()).split())
    assert "section 9.1 (Confidentiality); probability under 0.01, doubtful]" in text
    assert "section 12.1 (Records); probability 0.93]" in text


def test_the_ranker_is_among_the_facts(report):
    assert "Ranker 0.1.0 (weights efefefefefef and 121212121212)" in " ".join(_printed(build_ranked_report()).split())
    assert "Ranker" not in _printed(report)
