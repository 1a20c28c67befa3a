import pytest
from pdf_pages import blocks, prose
from printing import print_pdf, rows

from clausegap.loaders import load
from clausegap.model.reading import ReadOptions

NOTE = "This note explains what a duty of confidence is."


def noted(mark="1", note=NOTE, size=7):
    """A paragraph with a raised mark behind its last word, and the note at the foot."""
    text = rows("1. Each party shall keep the secrets of the other party;")
    behind = (72 + 6 * len(text[0][2]), 744, mark, 6)
    foot = [(72, 63, mark, 5), (76, 60, note, size)]
    return [*text, behind, *prose(top=700), *foot]


@pytest.mark.parametrize("layout", [False, True], ids=["pdfium", "pdfplumber"])
def test_footnote_stands_behind_the_paragraph_that_refers_to_it(layout):
    document = load(print_pdf(noted()), reading=ReadOptions(layout=layout))
    assert blocks(document)[:2] == [
        "1. Each party shall keep the secrets of the other party;[1]",
        f"[1] {NOTE}",
    ]
    assert [block.kind for block in document.blocks][:2] == ["paragraph", "footnote"]


def test_signs_of_notes_are_not_put_in_brackets():
    document = load(print_pdf(noted(mark="*")))
    assert blocks(document, "footnote") == [f"* {NOTE}"]


def test_sentence_goes_on_over_the_page_behind_its_footnote():
    first = [
        *rows("The Supplier shall keep the Confidential Information secret and", top=120),
        (72, 106, "shall not disclose the terms of this Agreement"),
        (72 + 6 * 46, 110, "1", 6),
        (72 + 6 * 47, 106, " to any person"),
        (72, 63, "1", 5),
        (76, 60, NOTE, 7),
        (290, 30, "1"),
    ]
    second = [*rows("without consent.", "2. Term. One year."), (290, 30, "2")]
    document = load(print_pdf(first, second))
    assert "to any person without consent." in document.text
    assert blocks(document, "footnote") == [f"[1] {NOTE}"]
    assert document.text.index(NOTE) > document.text.index("without consent.")
    assert document.page_at(document.text.index(NOTE)) == 1


def test_note_that_runs_over_the_page_is_one():
    first = noted(note="This note explains what a duty of")
    second = [*prose(), (72, 60, "confidence is.", 7)]
    document = load(print_pdf(first, second))
    assert blocks(document, "footnote") == [f"[1] {NOTE}"]


def test_small_print_without_a_mark_stays_in_place():
    page = [*prose(), *[(x, y, text, 7) for x, y, text in rows("Form 12. Printed in the United States.", top=100)]]
    document = load(print_pdf(page))
    assert blocks(document, "footnote") == []
    assert document.text.endswith("Form 12. Printed in the United States.")


def test_numbered_small_print_that_nothing_refers_to_stays_in_place():
    page = [*prose(), *[(x, y, text, 7) for x, y, text in rows("1 The rates are reviewed.", top=100)]]
    document = load(print_pdf(page))
    assert blocks(document, "footnote") == []
    assert document.text.endswith("1 The rates are reviewed.")


def test_marks_have_their_places_and_brackets_none():
    document = load(print_pdf(noted()))
    at = document.text.index("[1]")
    assert [document.source_at(at + n) is None for n in range(3)] == [True, False, True]
