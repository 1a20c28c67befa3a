from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from comparison_factory import build_comparison

from clausegap.errors import UsageError
from clausegap.model.comparison import Comparison, Reviser
from clausegap.model.report import ReportNotice
from clausegap.renderers import comparison_wording as said
from clausegap.renderers.comparison_html import render_comparison_card, render_comparison_html
from clausegap.renderers.comparison_markdown import render_comparison_markdown
from clausegap.renderers.json_report import comparison_schema, render_comparison_json
from clausegap.renderers.table import COMPARISON_FORMATS, FORMATS, comparison_format


class _Page(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.links, self.open, self.words = [], [], [], [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        assert not any(name.startswith("on") or name == "src" for name in values)
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def words_of(html):
    return " ".join("".join(_Page(html).words).split())


def revised(comparison):
    change = comparison.change("audit_rights")
    revisers = (Reviser(author="Ann <b>", date="2025-02-01T10:00:00Z"), Reviser(author=None, date=None))
    return comparison.model_copy(update={"changes": (change.model_copy(update={"revisers": revisers}),)})


def test_hostile_words_stay_words():
    html = render_comparison_html(build_comparison())
    assert not {"script", "img", "link", "a b"} & set(_Page(html).tags)
    assert "<script>alert('x')</script> *bold*" in words_of(html)
    assert "\x1b" not in html


def test_the_page_asks_nothing_from_the_network():
    html = render_comparison_html(build_comparison())
    assert "url(" not in html
    assert all(link.startswith("#") for link in _Page(html).links)


def test_every_link_of_the_table_has_its_change():
    page = _Page(render_comparison_html(build_comparison()))
    assert len(set(page.ids)) == len(page.ids) == 6
    assert [link[1:] for link in page.links] == page.ids


def test_the_page_marks_deleted_and_inserted_words():
    html = render_comparison_html(build_comparison())
    assert "<del>five (5</del> <ins>sixty (60</ins>" in re.sub(r"\s+", " ", html).replace("</del><ins>", "</del> <ins>")


def test_markdown_escapes_the_words_of_a_contract():
    text = render_comparison_markdown(build_comparison())
    assert "&lt;script&gt;" in text
    assert "\\*bold\\*" in text
    assert "[link]" not in text
    assert "~~five (5~~**sixty (60**" in text


def test_who_changed_what_is_said():
    comparison = revised(build_comparison())
    assert said.revisers_line(comparison.changes[0]) == "Ann <b>, 2025-02-01; unnamed author"
    assert "Changed by Ann &lt;b&gt;, 2025-02-01" in render_comparison_html(comparison)
    assert "Changed by Ann &lt;b&gt;, 2025-02-01" in render_comparison_markdown(comparison)


def test_the_headline_counts():
    assert said.headline(build_comparison()) == (
        "1 removed, 1 weakened, 1 cannot be told, 1 worded otherwise, 1 added, 1 strengthened of 7 protections."
    )
    unchanged = build_comparison(changes=())
    assert said.headline(unchanged) == "None of 0 protections changed."
    assert said.NO_CHANGE in render_comparison_markdown(unchanged)
    assert said.NO_CHANGE in render_comparison_html(unchanged)


def test_tracked_changes_name_both_texts():
    comparison = build_comparison(subject="tracked_changes")
    assert said.title(comparison).startswith("Tracked changes of ")
    assert [text.rpartition(", ")[2] for _, text in said.facts(comparison)[:2]] == [
        "as if all changes were rejected",
        "as if all changes were accepted",
    ]


def test_a_gain_tells_the_gap_it_closes_and_a_loss_its_weight():
    comparison = build_comparison()
    assert said.verdict(comparison.change("survival")) == "added, high gap before"
    assert said.verdict(comparison.change("insurance")) == "removed, high"
    assert said.verdict(comparison.change("costs")) == "worded otherwise"


def test_json_has_the_fields_of_its_schema():
    comparison = build_comparison()
    text = render_comparison_json(comparison)
    assert Comparison.model_validate_json(text) == comparison
    assert list(json.loads(text)) == list(comparison_schema()["properties"])


def test_the_card_is_bounded_and_names_what_was_not_read():
    notice = ReportNotice(level="unread", code="no_text_page", message="The page has no text.", page=4)
    many = build_comparison().changes * 40
    card = render_comparison_card(build_comparison(changes=many, notices=(notice,)))
    assert len(card) < 9_000
    assert "and 230 more" in words_of(card)
    assert "p. 4: The page has no text." in words_of(card)
    assert "style" not in _Page(card).tags


def test_every_format_of_reports_is_one_of_comparisons():
    assert list(COMPARISON_FORMATS) == list(FORMATS)
    with pytest.raises(UsageError, match="no format of comparisons"):
        comparison_format("csv")
