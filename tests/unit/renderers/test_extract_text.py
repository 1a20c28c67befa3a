"""What was read, shown on a terminal."""

import pytest
from document_factory import build_document

from clausegap import extract
from clausegap.renderers.extract_text import PARTS, WIDTH, render_extract


@pytest.fixture(scope="module")
def found():
    return extract(build_document())


@pytest.fixture(scope="module")
def shown(found):
    return render_extract(found, PARTS)


def test_lines_fit_the_terminal(shown):
    assert max(len(line) for line in shown.splitlines()) <= WIDTH


def test_characters_that_steer_a_terminal_are_replaced(found, shown):
    assert "\x1b" in found.text
    assert "\x1b" not in shown
    assert "\x1b" not in render_extract(found, ["text"])


def test_all_words_are_shown(found, shown):
    words = found.text.replace("\x1b", "\ufffd").split()
    flat = "".join(shown.split("\nTEXT\n")[1].split())
    assert all(word in flat for word in words)


def test_pages_are_marked_where_they_begin(shown):
    text = shown.split("\nTEXT\n")[1]
    assert [line for line in text.splitlines() if line.startswith("-- page")] == [f"-- page {n} --" for n in (1, 2, 3)]


def test_a_page_that_begins_in_a_paragraph_is_marked_in_it(found):
    first, second, *rest = found.pages
    cut = found.text.index("may submit")
    moved = found.model_copy(
        update={"pages": (first.model_copy(update={"end": cut}), second.model_copy(update={"start": cut}), *rest)}
    )
    assert "Supplier\n-- page 2 --\nmay submit" in render_extract(moved, ["file", "text"])


def test_text_alone_has_the_offsets_of_the_json(found):
    bare = render_extract(found, ["text"])
    section = found.sections[-1]
    assert bare[section.start : section.end] == found.text[section.start : section.end]


def test_parts_come_in_the_order_of_the_table(found):
    shown = render_extract(found, ["terms", "file"])
    assert shown.index("FILE") < shown.index("DEFINED TERMS")
    assert "STRUCTURE" not in shown


def test_what_was_kept_apart_is_shown_on_demand_only(found):
    assert "KEPT APART" not in render_extract(found)
    assert "KEPT APART (0)" in render_extract(found, ["apart"])


def test_where_references_lead_is_said_in_words():
    text = (
        "1. Fees\n\nPay as in Section 2(b), Section 2(c), Section 8, Exhibit A and Section 9 of the Tax Code.\n\n"
        "2. Audit\n\n(a) look; and\n\n(b) copy."
    )
    shown = " ".join(render_extract(extract(text), ["references"]).split())
    for words in (
        "“(b) copy.…” in 2",
        "WITHOUT SUCH A LIST ITEM",
        "Section 2(b), Section 2(c), Section 8 [1]: 8 -> NOT RESOLVED",
        "Exhibit A [1] -> NOT IN THE FILE",
        "Section 9 [1] -> elsewhere",
    ):
        assert words in shown
