"""Proposed clauses as tracked insertions: accepted they are there, rejected nothing is left of them."""

import pytest
from test_word import note, texts
from word_comments import attribute, faults, name_of, part
from word_files import definition, level, listed, load, num, para, run, table, word_file

from clausegap.annotate.notes import NoteOptions
from clausegap.annotate.word import annotate_word
from clausegap.loaders.word import load_word
from clausegap.model.document import SourceInfo
from clausegap.model.reading import ReadOptions

OPTIONS = NoteOptions(insert_fallbacks=True, author="Roe")
LISTS = {"numbering": definition(0, level(0, "%1.")) + num(1, 0)}
SECTION = '<w:sectPr><w:pgSz w:w="12240"/></w:sectPr>'


def control(content):
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def inserted(data, *pairs):
    """The file with a clause inserted behind the paragraph of each note; pairs of words and clause."""
    document = load(data)
    notes = [note(document, words, fallback=clause) for words, clause in pairs]
    return annotate_word(data, document, notes, OPTIONS)


def lines(data, view):
    return load_word(data, SourceInfo("", "", "", 0), ReadOptions(changes=view)).text.split("\n")


@pytest.mark.parametrize(
    ("body", "accepted"),
    [
        (para("Audit.") + para("Term."), ["Audit.", "New.", "Term."]),
        (para("Audit."), ["Audit.", "New."]),
        (para("Audit.") + SECTION, ["Audit.", "New."]),
        (para("Audit.", SECTION) + para("Term.") + SECTION, ["Audit.", "New.", "Term."]),
        (para("Audit.") + table([para("Cell")]), ["Audit.", "New.", "Cell"]),
        (table([para("Audit.")], [para("Term.")]) + para("End."), ["Audit.", "New.", "Term.", "End."]),
        (control(para("Audit.")) + para("Term."), ["Audit.", "New.", "Term."]),
        (control(para("Audit.") + para("Term.")) + para("End."), ["Audit.", "New.", "Term.", "End."]),
        (control(para("Term.") + para("Audit.")) + SECTION, ["Term.", "Audit.", "New."]),
        (control(para("Audit.")) + table([para("Cell")]), ["Audit.", "New.", "Cell"]),
        (para("Audit.") + control(table([para("Cell")])) + para("End."), ["Audit.", "New.", "Cell", "End."]),
        (listed("Audit.") + listed("Term."), ["1. Audit.", "New.", "2. Term."]),
        (listed("Audit."), ["1. Audit.", "2. New."]),
    ],
)  # fmt: skip
def test_accepted_the_clause_follows_and_rejected_it_is_gone(body, accepted):
    data = word_file(body, parts=LISTS)
    copy = inserted(data, ("Audit.", "New."))
    assert lines(copy, "accepted") == accepted
    assert texts(copy)[0][1] == load(data).text
    assert faults(copy) == []


def test_several_clauses_behind_one_paragraph_keep_their_order():
    for rest in ("", para("Term.")):
        data = word_file(para("Audit and escrow.") + rest)
        copy = inserted(data, ("Audit", "First."), ("escrow", "Second."))
        assert lines(copy, "accepted")[1:3] == ["First.", "Second."]
        assert lines(copy, "original") == load(data).text.split("\n")


def test_a_paragraph_that_runs_on_is_not_cut_in_two():
    gone = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    data = word_file(para("Audit at ", gone) + para("any time.") + para("Term."))
    copy = inserted(data, ("Audit", "New."))
    assert lines(copy, "accepted") == ["Audit at any time.", "New.", "Term."]
    assert lines(copy, "original") == ["Audit at", "any time.", "Term."]


def test_the_clause_looks_like_the_paragraph_before_but_takes_no_number():
    properties = '<w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="720"/>'
    words = run(
        "Customer may audit the books of Supplier at any time.", '<w:rFonts w:ascii="Arial"/><w:b/><w:sz w:val="18"/>'
    )
    root = part(inserted(word_file(para(words, properties) + para("Term."), parts=LISTS), ("any time.", "New.")))
    new = [el for el in root.iter() if name_of(el) == "p"][1]
    assert [name_of(el) for el in new[0]] == ["pStyle", "numPr", "ind", "rPr"]
    assert [attribute(el, "val") for el in new[0][1]] == ["0", "0"]
    look = next(el for el in new[1].iter() if name_of(el) == "rPr")
    assert [name_of(el) for el in look] == ["rFonts", "sz"]


def test_behind_a_heading_the_clause_is_no_heading():
    heading = para("Audit", '<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="0"/>')
    root = part(inserted(word_file(heading + para("Term.")), ("Audit", "New.")))
    new = [el for el in root.iter() if name_of(el) == "p"][1]
    assert [name_of(el) for el in new[0]] == ["rPr"]


def test_changes_have_an_author_and_ids_of_their_own():
    data = word_file(para(f'<w:ins w:id="41" w:author="A">{run("Audit.")}</w:ins>') + para("Term."))
    changes = [el for el in part(inserted(data, ("Audit.", "New."))).iter() if name_of(el) == "ins"]
    ids = [attribute(el, "id") for el in changes]
    assert len(set(ids)) == len(ids) == 3
    assert [attribute(el, "author") for el in changes if attribute(el, "id") != "41"] == ["Roe", "Roe"]


def test_an_inserted_end_mark_goes_over_to_the_clause():
    data = word_file(para("Audit.", '<w:rPr><w:ins w:id="41" w:author="A"/></w:rPr>'))
    marks = [el for el in part(inserted(data, ("Audit.", "New."))).iter() if name_of(el) == "rPr"]
    assert [[attribute(el, "author") for el in mark] for mark in marks if len(mark)] == [["Roe"], ["A"]]


def test_behind_a_control_the_clause_looks_like_the_paragraph_that_it_follows():
    title = para("Supply", '<w:pStyle w:val="Title"/>')
    data = word_file(control(title + para("Audit.", '<w:pStyle w:val="Body"/>')) + para("Term."))
    new = [el for el in part(inserted(data, ("Audit.", "New."))).iter() if name_of(el) == "p"][2]
    assert attribute(new[0][0], "val") == "Body"


def test_without_being_asked_for_nothing_is_inserted():
    data = word_file(para("Audit.") + para("Term."))
    document = load(data)
    assert texts(annotate_word(data, document, [note(document, "Audit.", fallback="New.")])) == texts(data)
