from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from document_factory import HOSTILE_NAME, HOSTILE_QUOTE, evidence
from report_factory import build_clean_report, build_ranked_report, build_unread_report

from clausegap.errors import UsageError
from clausegap.model.duty import Duty
from clausegap.model.evidence import Location
from clausegap.model.finding import WeakenerFinding
from clausegap.renderers.assets import script, style
from clausegap.renderers.html import render_html
from clausegap.renderers.markdown import render_markdown
from clausegap.renderers.page import COLUMNS, counts, families, groups, short_place
from clausegap.renderers.wording import sentence

_VOID = {"meta", "br", "input"}
# Elements whose end tag HTML lets out, each with the elements whose beginning or end ends it.
_ENDED_BY = {
    "p": {"p", "ul", "dl", "h2", "h3", "h4", "h5", "details", "article", "section", "div", "li"},
    "li": {"li", "ul"},
    "dt": {"dt", "dd", "dl"},
    "dd": {"dt", "dd", "dl"},
    "td": {"td", "th", "tr", "table"},
    "th": {"td", "th", "tr", "thead", "table"},
    "tr": {"tr", "thead", "table"},
}


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.links, self.open, self.text = [], [], [], [], []

    def _end_before(self, tag):
        while self.open and tag in _ENDED_BY.get(self.open[-1], ()):
            self.open.pop()

    def handle_starttag(self, tag, attrs):
        self._end_before(tag)
        values = dict(attrs)
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        assert not any(name.startswith("on") or name == "src" for name in values)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open[-1] != tag:
            self._end_before(tag)
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "script"):
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
    assert page.tags.count("script") == 1
    words = _words(render_html(report, document))
    assert HOSTILE_NAME in words
    assert HOSTILE_QUOTE.replace("\x1b", "\ufffd") in words


def test_the_page_asks_nothing_from_the_network(report, document):
    html = render_html(report, document)
    assert not {"img", "link", "iframe", "object"} & set(_parsed(html).tags)
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
    assert "#p1" in links
    # Of the ninth finding a passage is quoted, of the eighth none, so that nothing below a paragraph leads to it.
    bare = _parsed(render_html(report)).links
    assert links.count("#f9") == bare.count("#f9") + 1
    assert links.count("#f8") == bare.count("#f8")


def test_the_one_script_is_the_one_that_the_page_allows(report, document):
    html = render_html(report, document)
    allowed = re.search(r"script-src 'sha256-([^']+)'", html)[1]
    code = html[html.index("<script>") + len("<script>") : html.index("</script>")]
    assert base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() == allowed
    assert "default-src 'none'" in html


def test_controls_that_need_the_script_are_hidden_without_it(report):
    html = render_html(report)
    assert re.search(r"<form class=bar [^>]*hidden>", html)
    assert "<button" not in html[: html.index("<form")] + html[html.index("</form>") : html.index("<dialog")]


def test_findings_are_counted_by_status_and_severity(report):
    found = counts(report)
    assert sum(count.total for count in found) == len(report.findings)
    assert sum(sum(count.gaps) for count in found) == len(report.gaps)
    weak = next(count for count in found if count.status == "weak")
    severities = [f.severity for f in report.gaps if f.status == "weak"]
    assert dict(zip(COLUMNS, weak.gaps, strict=True)) == {s: severities.count(s) for s in COLUMNS}


def test_every_finding_stands_in_one_group(report):
    numbers = [view.number for group in groups(report) for view in group.views]
    assert sorted(numbers) == list(range(1, len(report.findings) + 1))


def test_families_have_names_and_each_its_own_number(report):
    found = families(report)
    assert [family.number for family in found] == list(range(len(found)))
    assert {family.id for family in found} == {finding.family for finding in report.findings}
    assert not any("_" in family.name for family in found)


def test_words_are_quoted_once_in_a_finding(report, document):
    words = evidence(document, "in its sole discretion")
    weakener = WeakenerFinding(id="aud_w", severity="high", why="It is soft.", evidence=(words,))
    found = {"evidence": (words,), "weakeners": (weakener,)}
    finding = report.finding("audit_rights").model_copy(update=found)
    view = groups(report.model_copy(update={"findings": (finding,)}))[0].views[0]
    assert [shown.repeated for shown in view.clauses] == [False]
    assert [shown.repeated for _, quotes in view.weakeners for shown in quotes] == [True]


def test_a_reason_that_a_weakener_gives_again_is_left_to_it(report):
    for group in groups(report):
        for view in group.views:
            said = {sentence(weakener.why) for weakener, _ in view.weakeners}
            assert not said & set(view.reasons)
            assert {sentence(reason) for reason in view.finding.reasons} <= said | set(view.reasons)


def test_a_place_is_short_where_page_or_section_tell_it():
    assert short_place(Location(page=2, section="4.02", heading="Transfer")) == "p. 2, section 4.02"
    assert "Transfer" in short_place(Location(heading="Transfer"))


def test_style_loses_comments_space_and_the_names_of_its_own_properties():
    text = style("report.css", "contract.css")
    assert "/*" not in text
    assert "a:hover{text-decoration-color:currentColor}" in text
    used, defined = set(re.findall(r"var\((--\w+)", text)), set(re.findall(r"(--\w+):", text))
    assert used - defined == {"--cover"}  # which the rows of the risks set
    assert {name for name in used if not name[2:].isdigit()} == {"--hue", "--cover"}


def test_script_loses_comments_and_space_but_not_in_what_it_says():
    text = script("search.js", "report.js").text
    assert not any(line.startswith(("//", " ")) for line in text.splitlines())
    assert "const all=(selector,root=document)=>[...root.querySelectorAll(selector)];" in text
    assert '":scope > summary > b, h4 + p > b"' in text
    assert """.replace(/["“”]/g,'["“”]')""" in text
    assert "</" not in text


def test_the_whole_contract_is_shown(report, document):
    words = _words(render_html(report, document))
    for block in document.blocks:
        expected = " ".join(document.text[block.start : block.end].replace("\x1b", "\ufffd").split())
        assert expected in words


def test_without_a_document_there_is_no_contract_and_no_link_into_it(report):
    page = _parsed(render_html(report))
    assert "mark" not in page.tags
    assert not any(re.match("#p[0-9]", link) for link in page.links)


def test_another_document_is_refused(report, document):
    with pytest.raises(UsageError, match="not the document"):
        render_html(report, replace(document, text=document.text + "x"))
    with pytest.raises(UsageError, match="not the document"):
        render_html(report, replace(document, source=replace(document.source, sha256="0")))


def test_gaps_come_gravest_first_and_before_what_is_present(report, document):
    html = render_html(report, document)
    order = [int(n) for n in re.findall(r" id=f(\d+)>", html)]
    assert order == [6, 1, 3, 8, 9, 2, 4, 7, 5]


def test_a_missing_protection_says_what_was_searched_and_what_came_near(report, document):
    words = _words(render_html(report, document))
    reach = "Each protection was searched for in 18 sentences and list items; all of the file was readable."
    assert words.count(reach) == 1
    assert "Searched with 17 patterns. Nearest passage that does not count: It speaks of bids in a tender" in words


def test_searches_that_reached_unlike_shares_of_the_file_say_so_one_by_one(report, document):
    first, *others = report.findings
    shorter = first.model_copy(update={"search": first.search.model_copy(update={"units": 3})})
    words = _words(render_html(report.model_copy(update={"findings": (shorter, *others)}), document))
    assert "Each protection was searched for" not in words
    assert "Searched with 17 patterns in 18 sentences and list items; all of the file was readable." in words


def test_undetermined_says_what_was_not_read(document):
    assert "Not read: p. 4: The page has no text layer." in _words(render_html(build_unread_report(), document))


def test_weakeners_come_with_their_cure(report, document):
    words = _words(render_html(report, document))
    assert "A leak without fault is no breach. Cured by: Use limited to a defined purpose." in words
    assert "Nothing in the contract cures this. critical: A fee dispute suspends the protection." in words


def test_fallback_wording_is_there_to_copy(report, document):
    words = _words(render_html(report, document))
    assert "Supplier shall keep Confidential Information secret & use it only for the Services." in words


def test_a_report_without_gaps_says_so(document):
    assert "Gaps: none." in _words(render_html(build_clean_report(), document))


def test_it_is_not_legal_advice(report):
    assert "It is not legal advice" in _words(render_html(report))


def test_the_same_report_gives_the_same_page(report, document):
    assert render_html(report, document) == render_html(report, document)


def test_risks_lead_to_the_findings_that_decide_them(report):
    page = _parsed(render_html(report))
    text = " ".join(page.text)
    assert "Secrets leak" in text
    assert "partly covered" in text
    assert "#f1" in page.links


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
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_clauses_have_their_probability_and_a_mark_when_doubtful(document):
    html = render_html(build_ranked_report(), document)
    assert "</a>; probability 0.93</small>" in html
    assert "<span class=doubtful>probability under 0.01, doubtful</span>" in html


def test_without_weights_there_are_no_clauses_by_type(report, document):
    assert "Clauses by type" not in render_html(report, document)


def _with_duties(report, document):
    alone, shared = evidence(document, "in its sole discretion"), report.finding("confidentiality").evidence[0]
    duties = (
        Duty(kind="payment", title="Payment <b>", count=5, evidence=(alone, shared)),
        Duty(kind="other", title="Others", count=1, evidence=(shared,)),
    )
    return report.model_copy(update={"duties": duties})


def test_what_the_customer_owes_is_said_as_in_markdown(report, document):
    owing = _with_duties(report, document)
    words = _words(render_html(owing, document))
    said = ("What the customer owes", "Payment <b> (5 sentences)", "and 3 more", "Others (1 sentence)")
    assert [line for line in said if line not in words] == []
    plain = render_markdown(owing).replace("&lt;", "<").replace("&gt;", ">")
    assert [line for line in said if line not in plain] == []
    assert "What the customer owes" not in _words(render_html(report, document))


def test_duties_and_their_words_in_the_contract_lead_to_each_other(report, document):
    html = render_html(_with_duties(report, document), document)
    page = _parsed(html)
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert {"d1", "d2"} <= set(page.ids)
    assert "Duties <a href=#d1>1</a> <a href=#d2>2</a>" in html


def test_words_that_only_a_duty_quotes_have_no_family_colour(report, document):
    owing = _with_duties(report, document).model_copy(update={"findings": report.findings[:1]})
    html = render_html(owing, document)
    assert re.search("<mark class=duty id=p[0-9]+>in its sole discretion", html)


def test_what_came_near_is_cut_short_only_where_the_contract_stands_beside_it(report, document):
    found = report.finding("non_compete")
    near_miss = found.search.near_miss
    quote = near_miss.evidence.model_copy(update={"quote": "word " * 60})
    search = found.search.model_copy(update={"near_miss": near_miss.model_copy(update={"evidence": quote})})
    changed = found.model_copy(update={"search": search})
    near_by = report.model_copy(update={"findings": tuple(changed if f is found else f for f in report.findings)})
    assert "word " * 30 not in _words(render_html(near_by, document))
    assert "word " * 59 in _words(render_html(near_by))
