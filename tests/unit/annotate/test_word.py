"""Comments on the exact words of Word files of every anatomy, read back by code that shares nothing with the writer."""

import io
import warnings
import zipfile
import zlib
from datetime import date

import docx
import pytest
from lxml import etree
from word_comments import bodies, commented, faults, name_of, part
from word_contract import ABSENT, IN_TEXT, contract, word
from word_files import DOCM, DOCX, STRICT, definition, level, listed, load, num, para, run, table, word_file, zipped

from clausegap.annotate.notes import Note, NoteOptions
from clausegap.annotate.word import annotate_word
from clausegap.annotate.word_comments import highest_id
from clausegap.errors import MalformedFileError, UsageError
from clausegap.loaders import word_names as names
from clausegap.loaders.word import load_word
from clausegap.model.document import SourceInfo
from clausegap.model.reading import ReadOptions

LISTS = {"numbering": definition(0, level(0, "%1.")) + num(1, 0)}
BOX = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


def tracked(tag, content):
    return f'<w:{tag} w:id="1" w:author="A">{content}</w:{tag}>'


def inserted(text):
    return tracked("ins", run(text))


def deleted(text):
    return tracked("del", f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>')


def field(result):
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{role}"/></w:r>' for role in ("begin", "separate", "end"))
    return begin + "<w:r><w:instrText> REF x </w:instrText></w:r>" + separate + result + end


def link(text):
    return f'<w:hyperlink r:id="x">{run(text)}</w:hyperlink>'


def control(content):
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def alternate(choice, fallback=""):
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def zlib_of(text):
    """A text as the archive holds it."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(text.encode()) + packer.flush()


def note(document, words, **more):
    """A note on some words, or behind the paragraph that ends with them."""
    start = document.text.index(words)
    given = {"start": start, "end": start + len(words), "body": "Audit rights: weak\nWhy.", **more}
    return Note("audit_rights", "Audit rights", "weak", "high", **given)


def annotated(data, *words, view="accepted", options=None, **more):
    document = load_word(data, SourceInfo("a.docx", "", "", 0), ReadOptions(changes=view))
    return annotate_word(data, document, [note(document, one, **more) for one in words], options or NoteOptions())


def words_of(data, view="accepted"):
    """The words under each comment, white space collapsed."""
    return [" ".join(words.split()) for words in commented(data, view).values()]


def texts(data):
    """The text in both views, and the paragraphs that python-docx sees."""
    readings = [ReadOptions(changes="accepted"), ReadOptions(changes="original")]
    views = [load_word(data, SourceInfo("", "", "", 0), reading).text for reading in readings]
    return views, [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


BODIES = {
    "one run": (para("The Supplier shall keep records."), "shall keep"),
    "whole paragraph": (para("The Supplier shall keep records."), "The Supplier shall keep records."),
    "several runs": (para(run("The Sup", "<w:b/>") + run("plier sh") + run("all keep", "<w:i/>")), "Supplier shall"),
    "bounds of runs": (para(run("a ") + run("shall", "<w:b/>") + run(" b")), "shall"),
    "tab and break": (para("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>"), "two\nthree"),
    "hard hyphen": (para("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>public facts</w:t></w:r>"), "non-public"),
    "sign of a font": (para('<w:r><w:sym w:font="Symbol" w:char="F0A3"/><w:t> ten days</w:t></w:r>'), "≤ ten"),
    "soft hyphens": (para("con\u00adfi\u00adden\u00adtial facts stay"), "confidential facts"),
    "hard spaces": (para("ten\u00a0(10)\u2011day notice"), "(10)-day"),
    "link": (para(run("see ") + link("our policy") + run(" now")), "our policy now"),
    "part of a link": (para(link("our policy page")), "policy"),
    "control": (para(control(run("thirty days")) + run(" net")), "thirty days"),
    "smart tag": (para(f'<w:smartTag w:element="x"><w:smartTagPr/>{run("London court")}</w:smartTag>'), "London"),
    "insertion": (para(run("shall ") + inserted("not ") + run("sell")), "shall not sell"),
    "in an insertion": (para(inserted("may never sell") + run(" it")), "never"),
    "over a deletion": (para(run("shall ") + deleted("not ") + run("sell")), "shall sell"),
    "moved here": (para(tracked("moveTo", run("moved words stay")) + run(".")), "words"),
    "simple field": (para(f'<w:fldSimple w:instr="REF x">{run("Section 4 applies")}</w:fldSimple>'), "Section 4"),
    "complex field": (para(run("see ") + field(run("Section 4")) + run(" below")), "see Section"),
    "field in one run": (
        para("<w:r>" + field("<w:t>Section 4 of it</w:t>").replace("<w:r>", "").replace("</w:r>", "") + "</w:r>"),
        "4 of",
    ),
    "two paragraphs": (para("The Supplier shall") + para("keep all records secret."), "shall\nkeep all"),
    "footnote sign inside": (para(run("keep secret") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" always")),
                             "secret[1] al"),
    "cell": (table([para("Item"), para("Audit once a year")]), "once"),
    "two cells": (table([para("Item"), para("Audit once")]), "Item | Audit"),
    "revision ids": ('<w:p w:rsidR="00A1"><w:r w:rsidRPr="00B2"><w:t>The Supplier</w:t></w:r></w:p>', "Supplier"),
    "pretty printed": ("<w:p>\n  <w:r>\n    <w:t>The Supplier shall</w:t>\n  </w:r>\n</w:p>", "Supplier"),
    "alternate text": (para(run("see ") + alternate(run("the new form"), run("old"))), "the new form"),
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_a_comment_stands_on_exactly_these_words(name):
    body, words = BODIES[name]
    data = word_file(body, parts={"footnotes": f'<w:footnote w:id="2">{para("A note.")}</w:footnote>'})
    copy = annotated(data, words)
    shown = words.replace("[1]", "").replace(" | ", " ").replace("≤", "?")
    assert words_of(copy) == [" ".join(shown.split())]
    assert faults(copy) == []
    assert texts(copy) == texts(data)


def test_displayed_numbers_have_no_characters_to_stand_on():
    data = word_file(listed("Audit of the books.") + listed("Term."), parts=LISTS)
    assert words_of(annotated(data, "1. Audit of")) == ["Audit of"]


def test_a_note_on_a_number_alone_stands_behind_the_words_before_it():
    data = word_file(para("Before.") + listed("Audit.") + listed("Term."), parts=LISTS)
    assert words_of(annotated(data, "2.")) == [""]


def test_a_split_run_keeps_its_look_and_its_revision_ids():
    body = '<w:p><w:r w:rsidR="00A1"><w:rPr><w:b/><w:sz w:val="18"/></w:rPr><w:t>one two three</w:t></w:r></w:p>'
    runs = [el for el in part(annotated(word_file(body), "two")).iter() if name_of(el) == "r"]
    looks = [sorted(name_of(inner) for inner in run[0]) for run in runs if name_of(run[0]) == "rPr"]
    assert looks == [["b", "sz"]] * 3
    assert [len(run.attrib) for run in runs] == [1, 1, 0, 1]  # the third is the sign of the comment


def test_what_the_text_says_of_deletions_counts_in_the_original_view():
    data = word_file(para(run("shall ") + deleted("not ever ") + inserted("always ") + run("sell it")))
    copy = annotated(data, "not ever sell", view="original")
    assert words_of(copy, "original") == ["not ever sell"]
    assert faults(copy) == []


def test_overlapping_comments_each_keep_their_words():
    data = word_file(para(run("one two three ") + run("four five", "<w:b/>")))
    copy = annotated(data, "one two three four", "two three", "three four", "four five", "two", "five")
    assert words_of(copy) == ["one two three four", "two three", "three four", "four five", "two", "five"]
    assert faults(copy) == []


def test_a_note_on_no_words_stands_at_the_end_of_its_paragraph():
    data = word_file(para("Audit.") + para("Term."))
    document = load(data)
    copy = annotate_word(data, document, [note(document, "Audit.", start=6, end=6)])
    marks = [name_of(el) for el in part(copy).iter() if name_of(el).startswith("comment") or name_of(el) == "p"]
    assert marks == ["p", "commentRangeStart", "commentRangeEnd", "commentReference", "p"]


def test_the_first_sign_in_a_content_control_stands_before_its_words():
    data = word_file(control(para("Audit at any time.") + para("Term.")))
    document = load(data)
    copy = annotate_word(data, document, [note(document, "Audit"), note(document, "time"), note(document, "Term")])
    first, second = (el for el in part(copy).iter() if name_of(el) == "p")
    words, sign = "t", "commentReference"
    assert [name_of(el) for el in first.iter() if name_of(el) in (words, sign)] == [sign, *[words] * 3, sign, words]
    assert [name_of(el) for el in second.iter() if name_of(el) in (words, sign)] == [words, sign, words]
    assert list(commented(copy).values()) == ["Audit", "time", "Term"]
    assert faults(copy) == []


def test_words_of_a_footnote_are_commented_at_its_sign_and_quoted():
    body = para(run("Secret") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" for ever."))
    data = word_file(body, parts={"footnotes": f'<w:footnote w:id="2">{para("Save by law.")}</w:footnote>'})
    copy = annotated(data, "by law")
    assert faults(copy) == []
    assert texts(copy) == texts(data)
    ((lines, _, _),) = bodies(copy).values()
    assert lines[1] == "On the words “by law”, which stand in a note or a text box."
    order = [name_of(el) for el in part(copy).iter()]
    assert order.index("commentRangeStart") < order.index("footnoteReference") < order.index("commentRangeEnd")


def test_words_of_a_text_box_are_commented_where_it_is_anchored():
    drawing = f"<w:drawing><a:graphic><w:txbxContent>{para('Box words.')}</w:txbxContent></a:graphic></w:drawing>"
    body = para(run("Before.") + f"<w:r>{alternate(drawing)}</w:r>" + BOX.format(para("Old.")))
    copy = annotated(word_file(body), "Box words", "Old")
    assert faults(copy) == []
    assert all("text box" in lines[1] for lines, _, _ in bodies(copy).values())


def test_a_file_whose_words_all_stand_in_a_text_box():
    copy = annotated(word_file(para(BOX.format(para("All of it.")))), "All", start=10, end=10)
    assert faults(copy) == []


def test_comments_that_are_there_stay_and_ids_go_on():
    old = '<w:comment w:id="7" w:author="Roe"><w:p><w:r><w:t>Old.</w:t></w:r></w:p></w:comment>'
    body = ('<w:p><w:commentRangeStart w:id="7"/><w:r><w:t>one two three</w:t></w:r><w:commentRangeEnd w:id="7"/>'
            '<w:r><w:commentReference w:id="7"/></w:r></w:p>')  # fmt: skip
    copy = annotated(word_file(body, parts={"comments": old}), "two three")
    assert {key: lines[0] for key, (lines, _, _) in bodies(copy).items()} == {"7": "Old.", "8": "Audit rights: weak"}
    assert words_of(copy) == ["one two three", "two three"]
    assert faults(copy) == []


def test_only_four_parts_change_and_all_others_keep_their_bytes():
    files = {"word/media/image1.png": "\x89PNG", "docProps/core.xml": "<x/>", "word/settings.xml":
             '<w:settings><w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>'}  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(word_file(para("one two three")))) as archive:
        files |= {name: archive.read(name).decode() for name in archive.namelist()}
    data = zipped(files)
    copy = annotated(data, "two")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(copy)) as new:
        assert new.testzip() is None
        changed = {name for name in new.namelist() if name not in old.namelist() or old.read(name) != new.read(name)}
        assert old.namelist() == [name for name in new.namelist() if name != "word/comments.xml"]
    assert changed == {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}


def test_a_damaged_picture_is_told_and_not_dropped():
    with zipfile.ZipFile(io.BytesIO(word_file(para("one two three")))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    data = zipped({**files, "word/media/a.txt": "the very words of it"})
    broken = data.replace(zlib_of("the very words of it"), zlib_of("the very wards of it"))
    assert broken != data
    with pytest.raises(MalformedFileError, match="cannot be copied"):
        annotated(broken, "two")


def test_of_two_entries_of_one_name_the_one_that_is_read_is_changed():
    data = word_file(para("one two three"))
    buffer = io.BytesIO(data)
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", archive.read("word/document.xml").replace(b"three", b"four"))
    copy = annotated(buffer.getvalue(), "two four")
    assert words_of(copy) == ["two four"]


def test_a_link_to_comments_that_are_not_there_gets_them():
    with zipfile.ZipFile(io.BytesIO(word_file(para("one two"), parts={"comments": ""}))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist() if "comments" not in name}
    copy = annotated(zipped(files), "two")
    assert faults(copy) == []
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert archive.read("[Content_Types].xml").count(b"comments+xml") == 1
        assert archive.read("word/_rels/document.xml.rels").count(b"comments.xml") == 1


def test_white_space_alone_that_a_view_leaves_out_is_not_counted():
    data = word_file(para(run("one") + inserted(" ") + run("two three")))
    assert words_of(annotated(data, "two", view="original"), "original") == ["two"]
    assert words_of(annotated(data, "two")) == ["two"]


@pytest.mark.parametrize("author", ["", " ", "a\nb", "a\x00b", "\ud800"])
def test_an_author_is_a_name(author):
    with pytest.raises(UsageError, match="author"):
        NoteOptions(author=author)


def test_python_docx_reads_the_comments_with_author_initials_and_date():
    options = NoteOptions(date=date(2026, 5, 31))
    copy = annotated(word_file(para("one two")), "two", options=options, author="Jane van Doe")
    (comment,) = docx.Document(io.BytesIO(copy)).comments
    assert (comment.author, comment.initials, comment.text) == ("Jane van Doe", "JVD", "Audit rights: weak\nWhy.")
    assert comment.timestamp.date() == date(2026, 5, 31)


def test_without_a_date_equal_input_gives_equal_bytes():
    data = word_file(para("one two"))
    assert annotated(data, "two") == annotated(data, "two")
    assert [when for _, _, when in bodies(annotated(data, "two")).values()] == [None]


@pytest.mark.parametrize(("strict", "kind"), [(False, DOCX), (True, DOCX), (False, DOCM)])
def test_a_contract_with_every_kind_of_content(strict, kind):
    data = contract(2, strict=strict, kind=kind)
    document = load(data)
    words = [word(one) for one in IN_TEXT]
    copy = annotate_word(data, document, [note(document, one) for one in words])
    assert load(copy).text == document.text
    assert faults(copy) == []
    there = {"footnote", "endnote", "drawnbox", "vmlbox"}  # commented at their signs and anchors
    read = dict(zip(IN_TEXT, list(commented(copy).values())[-len(words) :], strict=True))
    exact = {one for one in IN_TEXT if read[one].strip() == word(one)}
    assert exact == set(IN_TEXT) - there
    space = STRICT.encode() if strict else b"schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert all(space in archive.read(f"word/{name}.xml") for name in ("document", "comments"))
        assert strict == (b"openxmlformats.org/wordprocessingml" not in archive.read("word/document.xml"))
    assert not any(word(one) in " ".join(read.values()) for one in ABSENT)


@pytest.mark.parametrize(("ids", "expected"), [(["3", "2147483647"], 3), (["2147483647"], -1), (["x", "7"], 7)])
def test_ids_go_on_below_the_highest_number_that_word_knows(ids, expected):
    root = etree.fromstring(
        f"<root xmlns:w='{names.MAIN.strip('{}')}'>" + "".join(f"<w:c w:id='{i}'/>" for i in ids) + "</root>"
    )
    assert highest_id(root) == expected
