from __future__ import annotations

import json

import pytest
from rich.console import Console
from standard_factory import build_standard
from test_comparison_formats import _Page, words_of

from clausegap.cli.delivery import standard_text
from clausegap.errors import UsageError
from clausegap.model.deviation import StandardComparison
from clausegap.model.report import ReportNotice
from clausegap.renderers import standard_wording as said
from clausegap.renderers.json_report import render_standard_json, standard_schema
from clausegap.renderers.standard_html import render_standard_card, render_standard_html
from clausegap.renderers.standard_markdown import render_standard_markdown
from clausegap.renderers.table import FORMATS, STANDARD_FORMATS, standard_format


def test_hostile_words_stay_words():
    html = render_standard_html(build_standard())
    assert "script" not in _Page(html).tags
    assert "<script>alert('x')</script> *bold*" in words_of(html)
    assert "\x1b" not in html
    card = render_standard_card(build_standard())
    assert not {"script", "style"} & set(_Page(card).tags)


def test_the_page_asks_nothing_from_the_network_and_every_link_has_its_deviation():
    page = _Page(render_standard_html(build_standard()))
    assert "url(" not in "".join(page.words)
    assert [link[1:] for link in page.links] == page.ids
    assert len(page.ids) == 7


def test_both_quotes_and_the_difference_are_shown():
    html = words_of(render_standard_html(build_standard()))
    for words in ("Customer may audit the *records* of Supplier at no cost.", ", with its <b>consent</b>,"):
        assert words in html
    text = render_standard_markdown(build_standard())
    assert "Customer may**, with its &lt;b&gt;consent&lt;/b&gt;,** audit the" in text
    assert "[link]" not in text


def test_the_headline_counts_and_leaves_out_what_nobody_expects():
    assert said.headline(build_standard()) == (
        "Of 8 protections: 1 weaker; 1 without an expected clause; 2 cannot be told; "
        "1 less in one point, more in another; 1 stronger; 1 nearly the same words; 1 word for word."
    )
    assert said.headline(build_standard(deviations=())) == "None of 0 protections has a clause."
    assert said.NO_CLAUSE in render_standard_markdown(build_standard(deviations=()))
    assert said.NO_CLAUSE in render_standard_html(build_standard(deviations=()))


def test_whose_wording_is_the_standard_is_said():
    assert said.standard_line(build_standard()) == (
        "the playbook's own positions on 1 protection; the wording that comes with the rules on 5"
    )


def test_the_order_puts_losses_first():
    kinds = [one.kind for one in build_standard().deviations]
    told = ["weaker", "no_clause", "undetermined", "undetermined", "different", "stronger", "close", "meets"]
    assert kinds == told


def test_a_wording_without_rules_is_no_loss_but_an_unread_protection_is():
    comparison = build_standard()
    assert not comparison.deviation("knowledge").is_loss
    assert comparison.deviation("non_compete").is_loss
    assert [one.protection for one in comparison.losses] == ["audit_rights", "survival", "non_compete"]
    with pytest.raises(KeyError):
        comparison.deviation("nothing")


def test_json_has_the_fields_of_its_schema():
    comparison = build_standard()
    text = render_standard_json(comparison)
    assert StandardComparison.model_validate_json(text) == comparison
    assert list(json.loads(text)) == list(standard_schema()["properties"])


def test_the_terminal_is_readable_without_colour_at_80_columns():
    text = standard_text(build_standard(), "text", Console(width=80, no_color=True, highlight=False))
    assert max(map(len, text.splitlines())) <= 80
    words = " ".join(text.split())
    assert "Customer may{+, with its <b>consent</b>,+} audit the" in words
    assert "No clause, although the playbook asks for one: - high: Survival" in words
    assert "\x1b" not in text


def test_the_card_is_bounded_and_names_what_was_not_read():
    notice = ReportNotice(level="unread", code="no_text_page", message="The page has no text.", page=4)
    many = build_standard().deviations * 40
    card = render_standard_card(build_standard(deviations=many, notices=(notice,)))
    assert len(card) < 9_000
    assert "and 310 more" in words_of(card)
    assert "p. 4: The page has no text." in words_of(card)


def test_every_format_of_reports_is_one_of_comparisons_with_standard_wording():
    assert list(STANDARD_FORMATS) == list(FORMATS)
    with pytest.raises(UsageError, match="no format of comparisons"):
        standard_format("csv")
