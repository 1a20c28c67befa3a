from __future__ import annotations

from dataclasses import replace
from html import unescape

from row_factory import clean_row, rows, unread_row, weak_row

from clausegap.portfolio import Portfolio
from clausegap.portfolio.folder import PassedOver
from clausegap.renderers.portfolio_card import LETTERS


def test_counts_grid_and_failures():
    html = Portfolio(rows())._repr_html_()
    assert "2 contracts reviewed, 1 unreadable," in html
    assert "scan.pdf: unreadable, no_text: scan.pdf: no text layer; read it by OCR" in html
    cells = html.count("<td ")
    assert cells == 2 * len(weak_row().verdicts)


def test_a_cell_says_its_status_without_colour():
    html = unescape(Portfolio([weak_row()])._repr_html_())
    for verdict in weak_row().verdicts:
        assert f">{LETTERS[verdict.status]}</td>" in html
        assert f'title="{verdict.title}: {verdict.status}' in html


def test_what_is_no_gap_has_no_fill():
    html = Portfolio([clean_row()])._repr_html_()
    assert "background:rgba" not in html[html.index("<tbody>") : html.index("</tbody>")]


def test_length_is_bounded_whatever_the_portfolio_holds():
    row = weak_row("folder/" + "<n>" * 3000)
    assert row.review is not None
    many = tuple(replace(v, protection=f"p{n}", title="t&" * 900) for n in range(30) for v in row.review.verdicts)
    row = replace(row, review=replace(row.review, verdicts=many))
    failed = replace(unread_row(), error="e<" * 9000)
    passed_over = [PassedOver("p" * 3000, "w" * 3000)] * 50
    html = Portfolio([row] * 300 + [failed] * 100, passed_over)._repr_html_()
    assert len(html) < 250_000
    assert "and 285 more contracts<" in html
    assert "and 95 more contracts without a review<" in html
    assert "and 45 more files passed over<" in html
    assert "<n>" not in html


def test_the_grid_names_files_and_keeps_their_paths_at_hand():
    html = Portfolio([weak_row("https://store.example/a b/msa.pdf")])._repr_html_()
    assert ">msa.pdf</th>" in html
    assert 'title="https://store.example/a b/msa.pdf"' in html


def test_an_empty_portfolio_shows_itself():
    assert "0 contracts reviewed, 0 gaps." in Portfolio([])._repr_html_()
