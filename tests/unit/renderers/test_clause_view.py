"""Clauses in their place: every mark covers its words, and nothing of the contract becomes markup."""

from __future__ import annotations

import re
from html import unescape

import pytest
from document_factory import build_document
from report_factory import build_ranked_report

from clausegap.errors import UsageError
from clausegap.loaders import load_text
from clausegap.renderers.clause_view import render_clauses
from clausegap.reports import GapReport


def _report(document, *clauses):
    """Returns a report on a document with clauses of given protections, starts and ends."""
    base = build_ranked_report()
    made = tuple(
        base.clauses[0].model_copy(update={"id": f"{name}-{n}", "protection": name, "start": start, "end": end})
        for n, (name, start, end) in enumerate(clauses, start=1)
    )
    source = base.source.model_copy(update={"characters": len(document.text)})
    return base.model_copy(update={"clauses": made, "source": source})


def _shown(html):
    """Returns the words of the excerpts, without the labels of clauses."""
    html = re.sub(r"<span title=.*?</span>", "", html, flags=re.S)
    return unescape(re.sub(r"<[^>]*>", "", html))


def _marked(html):
    return [unescape(words) for words in re.findall(r'<span style="background:[^"]*">(.*?)</span>', html, re.S)]


def test_marks_cover_the_words_of_their_clauses():
    report = build_ranked_report()
    document = build_document()
    html = render_clauses(report, document, most=20, around=40).html
    marked = "".join(_marked(html))
    for clause in report.clauses:
        words = document.text[clause.start : clause.end].replace("\x1b", "\ufffd")
        assert words in marked
        assert f'title="{clause.id}"' in html


def test_hostile_text_is_escaped():
    text = "1. A\nSupplier shall <script>alert(1)</script> keep \x1b[2J it.\n"
    document = load_text(text)
    report = _report(document, ("audit_rights", text.index("Supplier"), len(text) - 1))
    html = render_clauses(report, document, most=5, around=100).html
    assert "<script" not in html
    assert "\x1b" not in html
    assert "Supplier shall <script>alert(1)</script> keep" in _shown(html)


def test_clauses_that_overlap_are_all_seen():
    text = "Supplier shall keep the books and Customer may look at all of them."
    document = load_text(text + "\n")
    report = _report(document, ("audit_rights", 0, 40), ("confidentiality", 20, 60), ("ip_ownership", 22, 30))
    html = render_clauses(report, document, most=5, around=0).html
    assert "".join(_marked(html)) == text[:60]
    assert html.count("box-shadow:0 2px 0") == 3  # under two clauses, and twice under three
    assert html.count("0 4px 0") == 1
    for name in ("audit_rights-1", "confidentiality-2", "ip_ownership-3"):
        assert f'title="{name}"' in html


def test_neighbours_share_an_excerpt_and_distant_clauses_do_not():
    text = "word " * 1000
    document = load_text(text)
    report = _report(document, ("audit_rights", 0, 50), ("audit_rights", 60, 100), ("audit_rights", 3000, 3050))
    html = render_clauses(report, document, most=5, around=40).html
    assert html.count("white-space:pre-line") == 2
    assert len(_shown(html)) < 600


def test_excerpts_are_bounded_and_the_rest_is_counted():
    text = "word " * 40_000
    document = load_text(text)
    report = _report(document, *(("audit_rights", start, start + 10_000) for start in range(0, 190_000, 12_000)))
    html = render_clauses(report, document, most=3, around=10_000_000).html
    assert "and 13 more clauses" in html
    assert "more characters]" in html
    assert len(html) < 20_000


def test_many_clauses_in_a_row_do_not_hide_one_another():
    text = "Supplier shall keep these records. " * 400
    document = load_text(text)
    report = _report(document, *(("audit_rights", n * 35, n * 35 + 34) for n in range(400)))
    html = render_clauses(report, document, most=1_000, around=60).html
    assert html.count('title="audit_rights-') == 400


def test_only_the_wanted_protections_are_shown():
    report = GapReport.model_construct(**{**dict(build_ranked_report()), "document": build_document()})
    assert "audit_rights-1" not in report.show_clauses("confidentiality").html
    assert "audit_rights-1" in report.show_clauses(["confidentiality", "audit_rights"]).html
    with pytest.raises(UsageError, match="no protection of the report named 'secrecy'"):
        report.show_clauses("secrecy")


def test_a_report_without_its_document_cannot_show_them():
    report = GapReport.model_construct(**dict(build_ranked_report()))
    with pytest.raises(UsageError, match="text is not at hand"):
        report.show_clauses()


def test_a_report_without_clauses_says_so():
    document = build_document()
    fragment = render_clauses(build_ranked_report().model_copy(update={"clauses": ()}), document, most=5, around=9)
    assert "No clause was recognised." in fragment.html
    assert str(fragment) == fragment.html == fragment._repr_html_()
    assert repr(fragment) == f"Fragment({len(fragment.html)} characters of HTML)"
