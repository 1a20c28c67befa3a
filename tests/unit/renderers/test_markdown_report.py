from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from report_factory import build_clean_report, build_ranked_report, build_unread_report

from clausegap.renderers.markdown import escaped, render_markdown

_MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")


@pytest.mark.parametrize(
    "hostile",
    [
        "a | b",
        "<script>alert(1)</script>",
        "&lt;b&gt;",
        "# heading",
        "- item",
        "+ item",
        "12. item",
        "1) item",
        "=====",
        "> quote",
        "*bold* _it_ `code` ~~no~~",
        "[click](javascript:alert(1))",
        "![pic](http://evil.example/x.png)",
        "back\\slash \\| pipe",
        "<http://evil.example>",
        "```",
    ],
)
def test_hostile_text_is_shown_as_it_is(hostile):
    tokens = _MARKDOWN.parse(escaped(hostile))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children} <= {"text", "text_special"}
    assert "".join(child.content for child in tokens[1].children) == hostile


def test_line_breaks_and_dollars_cannot_start_anything():
    assert escaped("one\n# two") == "one # two"
    assert escaped("$x$") == "\\$x\\$"


def test_hostile_text_does_not_break_the_tables(report):
    finding = report.findings[0].model_copy(update={"title": "a | b\n| c | d |"})
    text = render_markdown(report.model_copy(update={"findings": (finding, *report.findings[1:])}))
    tokens = _MARKDOWN.parse(text)
    ends = [i for i, token in enumerate(tokens) if token.type == "table_close"]
    risks, protections = tokens[: ends[0]], tokens[ends[0] : ends[1]]
    assert sum(token.type == "td_open" for token in risks) == 4 * len(report.risks.risks)
    assert sum(token.type == "td_open" for token in protections) == 5 * len(report.findings)
    assert "html_block" not in {token.type for token in tokens}


def test_order_is_summary_gaps_present_unneeded(report):
    lines = render_markdown(report).splitlines()
    heads = [line for line in lines if line.startswith("## ")]
    assert heads == [
        "## Risks",
        "## What the contract takes from the customer",
        "## All protections",
        "## Gaps",
        "## Protections that are present",
        "## Not asked for by this playbook",
        "## Points of law to check with local counsel",
        "## Outside the contract",
    ]
    titles = [line for line in lines if line.startswith("### ")]
    assert titles[0] == "### Ownership of the results: weak, critical"
    assert titles[5] == "### Non-competition: missing, medium"


def test_missing_and_undetermined_say_why():
    text = render_markdown(build_unread_report())
    assert "- Not read: p. 4: The page has no text layer." in text
    assert "Searched with 17 patterns" in text
    assert "> “Supplier may submit competing bids”  \n> (p. 1, section 4.3 (Staff))" in text


def test_no_line_is_doubly_blank_and_the_text_ends_once(report):
    text = render_markdown(report)
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_a_report_without_gaps_says_so():
    assert "## Gaps\n\nNone.\n" in render_markdown(build_clean_report())


def test_clauses_by_type_are_a_table_that_hostile_text_does_not_break():
    text = render_markdown(build_ranked_report())
    part = text[text.index("## Clauses by type") : text.index("## Points of law")]
    tokens = _MARKDOWN.parse(part)
    assert sum(token.type == "td_open" for token in tokens) == 5 * 3
    assert "html_block" not in {token.type for token in tokens}
    assert "heading “records”; “\\[advised party\\] … inspect”; names the books and records" in part
    assert "clausegap explain FILE --clause ID" in part


def test_clauses_have_their_probability_and_a_mark_when_doubtful():
    text = render_markdown(build_ranked_report())
    assert "section 12.1 (Records); probability 0.93)" in text
    assert "section 9.1 (Confidentiality); probability under 0.01, doubtful)" in text
