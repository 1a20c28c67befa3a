"""The cards of notebooks, for every value that has one."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from comparison_factory import build_comparison
from document_factory import build_document
from report_factory import build_ranked_report, build_report, build_unread_report
from row_factory import rows
from standard_factory import build_standard

import clausegap
from clausegap.model.outcome import Outcome, OutcomeError
from clausegap.model.shown import Shown
from clausegap.portfolio import Portfolio
from clausegap.renderers.cards import render

_HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)>"\x1b[2J\u202e'
_LONGEST = 60_000  # characters of a card, whatever it shows


def _values():
    report = build_ranked_report()
    error = OutcomeError(code="no_text", message=f"{_HOSTILE}: no text layer")
    return {
        "report": report,
        "comparison": build_comparison(),
        "standard": build_standard(),
        "finding": report.finding("audit_rights"),
        "missing": next(f for f in report.findings if f.status == "missing"),
        "clause": report.clauses[0],
        "extract": clausegap.extract(build_document()),
        "reviewed": Outcome(source=_HOSTILE, status="reviewed", report=report, duplicate_of=_HOSTILE),
        "unreadable": Outcome(source=_HOSTILE, status="unreadable", error=error),
        "filed": Outcome(source="a.pdf", status="reviewed", gaps=2, worst_severity="high", files=("a.json",)),
        "portfolio": Portfolio(rows()),
    }


VALUES = _values()


class _Tags(HTMLParser):
    """Collects the tags and attributes of a fragment, and whether they are closed in order."""

    def __init__(self):
        super().__init__()
        self.seen, self.attributes, self.open = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def _tags(html):
    found = _Tags()
    found.feed(html)
    assert found.open == []
    return found


@pytest.mark.parametrize("name", VALUES)
def test_a_card_is_self_contained_and_disturbs_no_other(name):
    found = _tags(VALUES[name]._repr_html_())
    assert set(found.seen) <= {
        "div", "span", "b", "br", "code", "details", "summary", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert set(found.attributes) <= {"style", "title"}


@pytest.mark.parametrize("name", VALUES)
def test_a_card_suits_light_and_dark_ground(name):
    html = VALUES[name]._repr_html_()
    assert "color:inherit" in html
    assert "url(" not in html
    grounds = re.findall(r"background:([^;\"]*)", html)
    assert all(ground == "transparent" or ground.startswith("rgba(") for ground in grounds)
    assert not re.search(r"[;\"]color:(?!inherit)", html)


@pytest.mark.parametrize("name", VALUES)
def test_characters_that_steer_are_replaced(name):
    assert not set("\x1b\u202e") & set(VALUES[name]._repr_html_())


def _swollen(value, size=400):
    """Returns a value with every text longer and every tuple of values repeated; what it speaks of stays the same."""
    changes = {}
    for name in type(value).model_fields:
        old = getattr(value, name)
        if name in ("reasons", "title", "text", "why", "message", "quote", "content", "source", "name", "heading"):
            if isinstance(old, str):
                changes[name] = f"{old} <&" * size
            elif isinstance(old, tuple):
                changes[name] = tuple(f"{line} <&" * size for line in old) * 40
        elif isinstance(old, tuple) and old and hasattr(old[0], "model_copy"):
            changes[name] = tuple(_swollen(one) for one in old[:3]) * 40
    return value.model_copy(update=changes)


@pytest.mark.parametrize("name", ["finding", "missing", "clause", "extract", "unreadable"])
def test_length_is_bounded_whatever_the_contract_holds(name):
    html = _swollen(VALUES[name])._repr_html_()
    assert len(html) < _LONGEST
    _tags(html)


def test_a_swollen_value_is_much_longer_than_its_card():
    assert len(_swollen(VALUES["finding"]).model_dump_json()) > 10 * _LONGEST


def test_a_finding_shows_why_and_what_to_propose():
    html = VALUES["finding"]._repr_html_()
    assert "the playbook says: required" in html
    assert "Searched with" in html
    gap = build_report().finding("ip_ownership").model_copy(update={"fallbacks": {"customer": "Take <this>."}})
    assert "Wording to propose (customer)" in render(gap)
    assert "Take &lt;this&gt;." in render(gap)


def test_what_a_weakener_says_is_not_said_twice():
    finding = next(f for f in build_report().findings if f.weakeners)
    said = finding.weakeners[0].why
    html = render(finding.model_copy(update={"reasons": (said, "Another reason")}))
    assert html.lower().count(said.lower()) == 1
    assert "Another reason." in html


def test_more_than_fits_is_counted():
    finding = VALUES["missing"].model_copy(update={"reasons": tuple(f"reason {n}" for n in range(7))})
    assert "and 1 more reason<" in render(finding)
    finding = finding.model_copy(update={"reasons": tuple(f"reason {n}" for n in range(9))})
    assert "and 3 more reasons<" in render(finding)


def test_an_outcome_without_a_report_says_why():
    error = OutcomeError(code="no_text", message="nda.pdf: no text layer")
    unreadable = Outcome(source="nda.pdf", status="unreadable", error=error)
    assert "</code> nda.pdf: no text layer\n" in unreadable._repr_html_()
    assert "2 gaps, the gravest high; the report is in its file." in VALUES["filed"]._repr_html_()


def test_an_extract_says_that_not_everything_was_read():
    coverage = VALUES["extract"].coverage.model_copy(update={"complete": False, "unread_pages": (2,)})
    html = render(VALUES["extract"].model_copy(update={"coverage": coverage}))
    assert "Not everything was read." in html
    assert "3 pages, 1 of them not wholly readable." in html


def test_reports_of_any_class_have_a_card():
    assert "Gap report" in build_unread_report()._repr_html_()
    assert "Gap report" in clausegap.GapReport.model_construct(**dict(build_report()))._repr_html_()


def test_a_value_without_a_card_is_named():
    class Odd(Shown):
        pass

    with pytest.raises(TypeError, match="no card shows a Odd"):
        render(Odd())
