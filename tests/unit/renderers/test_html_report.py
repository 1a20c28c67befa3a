from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from document_factory import HOSTILE_NAME, HOSTILE_QUOTE
from report_factory import build_clean_report, build_ranked_report, build_unread_report

from clausegap.errors import UsageError
from clausegap.renderers.html import render_html

_VOID = {"meta", "br"}


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.links, self.open, self.text = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        assert not any(name.startswith("on") or name == "src" for name in values)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.text.append(data)


def _parsed(html):
    page = _Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


def _words(html):
    return " ".join("".join(_parsed(html).text).split())


def test_hostile_text_stays_text(report, document):
    page = _parsed(render_html(report, document))
    assert "script" not in page.tags
    words = _words(render_html(report, document))
    assert HOSTILE_NAME in words
    assert HOSTILE_QUOTE.replace("\x1b", "\ufffd") in words


def test_the_page_asks_nothing_from_the_network(report, document):
    html = render_html(report, document)
    assert not {"script", "img", "link", "iframe", "object"} & set(_parsed(html).tags)
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_every_link_has_its_target_and_every_id_is_unique(report, document):
    page = _parsed(render_html(report, document))
    assert len(set(page.ids)) == len(page.ids)
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_links_lead_from_finding_to_passage_and_back(report, document):
    links = _parsed(render_html(report, document)).links
    assert any(link.startswith("#passage-") for link in links)
    # Once in the table and again below the quoted paragraph; the finding without any quote only in the table.
    assert links.count("#finding-9") == 2
    assert links.count("#finding-8") == 1


def test_the_whole_contract_is_shown(report, document):
    words = _words(render_html(report, document))
    for block in document.blocks:
        expected = " ".join(document.text[block.start : block.end].replace("\x1b", "\ufffd").split())
        assert expected in words


def test_without_a_document_there_is_no_contract_and_no_link_into_it(report):
    page = _parsed(render_html(report))
    assert "mark" not in page.tags
    assert not any(link.startswith("#passage-") for link in page.links)


def test_another_document_is_refused(report, document):
    with pytest.raises(UsageError, match="not the document"):
        render_html(report, replace(document, text=document.text + "x"))
    with pytest.raises(UsageError, match="not the document"):
        render_html(report, replace(document, source=replace(document.source, sha256="0")))


def test_gaps_come_gravest_first_and_before_what_is_present(report, document):
    html = render_html(report, document)
    order = [int(n) for n in re.findall(r'id="finding-(\d+)"', html)]
    assert order == [6, 1, 3, 8, 9, 2, 4, 7, 5]


def test_a_missing_protection_says_what_was_searched_and_what_came_near(report, document):
    words = _words(render_html(report, document))
    assert "Searched with 17 patterns in 18 sentences and list items; all of the file was readable." in words
    assert "Nearest passage that does not count: It speaks of bids in a tender" in words


def test_undetermined_says_what_was_not_read(document):
    assert "Not read: p. 4: The page has no text layer." in _words(render_html(build_unread_report(), document))


def test_weakeners_come_with_their_cure(report, document):
    words = _words(render_html(report, document))
    assert "A leak without fault is no breach. Cured by: Use limited to a defined purpose." in words
    assert "A fee dispute suspends the protection. Nothing in the contract cures this." in words


def test_fallback_wording_is_there_to_copy(report, document):
    words = _words(render_html(report, document))
    assert "Supplier shall keep Confidential Information secret & use it only for the Services." in words


def test_a_report_without_gaps_says_so(document):
    assert "Gaps None." in _words(render_html(build_clean_report(), document))


def test_it_is_not_legal_advice(report):
    assert "It is not legal advice" in _words(render_html(report))


def test_the_same_report_gives_the_same_page(report, document):
    assert render_html(report, document) == render_html(report, document)


def test_risks_lead_to_the_findings_that_decide_them(report):
    page = _parsed(render_html(report))
    text = " ".join(page.text)
    assert "Secrets leak" in text
    assert "partly covered" in text
    assert "#finding-1" in page.links


def test_the_checklist_is_marked_as_outside_the_contract(report):
    text = " ".join(_parsed(render_html(report)).text)
    assert text.index("Outside the contract") < text.index("Look before you sign.")


def test_clauses_by_type_are_a_table_with_links_into_the_contract(document):
    page = _parsed(render_html(build_ranked_report(), document))
    words = " ".join("".join(page.text).split())
    assert "Clauses by type" in words
    assert "heading “records”; “[advised party] … inspect”; names the books and records" in words
    assert "audit_rights:1" in words
    assert "no single passage stands out" in words
    assert "Non-compete" not in words
    assert "script" not in page.tags
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_clauses_have_their_probability_and_a_mark_when_doubtful(document):
    html = render_html(build_ranked_report(), document)
    assert "<span>probability 0.93</span>" in html
    assert '<span class="doubtful">probability under 0.01, doubtful</span>' in html


def test_without_weights_there_are_no_clauses_by_type(report, document):
    assert "Clauses by type" not in render_html(report, document)
