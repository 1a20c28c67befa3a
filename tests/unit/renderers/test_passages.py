from __future__ import annotations

from dataclasses import replace

from document_factory import evidence

from clausegap.model.document import Block, Document, Part, SourceInfo
from clausegap.renderers.passages import Passage, paragraphs, passages


def _document(text, *blocks):
    source = SourceInfo("a.txt", "text/plain", "0", len(text))
    return Document(text, source, tuple(Block("paragraph", start, end) for start, end in blocks))


def _passage(number, start, end):
    return Passage(number, start, end, (number,), "evidence")


def _cut(document, *marked):
    return [[(p.text, [q.number for q in p.passages]) for p in par.pieces] for par in paragraphs(document, marked)]


def test_nothing_of_the_text_is_lost_or_doubled(report, document):
    made = paragraphs(document, passages(report))
    for paragraph, block in zip(made, document.blocks, strict=True):
        assert "".join(piece.text for piece in paragraph.pieces) == document.text[block.start : block.end]


def test_overlapping_passages_are_cut_into_flat_pieces():
    document = _document("abcdef", (0, 6))
    assert _cut(document, _passage(1, 0, 4), _passage(2, 2, 5)) == [
        [("ab", [1]), ("cd", [2, 1]), ("e", [2]), ("f", [])]
    ]


def test_the_innermost_passage_comes_first():
    document = _document("abcdef", (0, 6))
    assert _cut(document, _passage(1, 0, 6), _passage(2, 2, 3)) == [[("ab", [1]), ("c", [2, 1]), ("def", [1])]]


def test_a_passage_over_two_blocks_is_anchored_once():
    document = _document("ab\ncd", (0, 2), (3, 5))
    made = paragraphs(document, (_passage(1, 1, 4),))
    assert [piece.anchors for par in made for piece in par.pieces] == [(), (1,), (), ()]
    assert [par.findings for par in made] == [(1,), (1,)]


def test_a_passage_that_begins_between_blocks_is_anchored_in_the_next():
    document = _document("ab\ncd", (0, 2), (3, 5))
    made = paragraphs(document, (_passage(1, 2, 5),))
    assert made[1].pieces[0].anchors == (1,)


def test_words_outside_all_blocks_are_shown():
    document = _document("lost\nkept\ntail", (5, 9))
    assert [par.pieces[0].text.strip() for par in paragraphs(document, ())] == ["lost", "kept", "tail"]


def test_passages_are_numbered_in_text_order_and_quoted_once(report):
    made = passages(report)
    assert [p.number for p in made] == list(range(1, len(made) + 1))
    spans = [(p.start, p.end) for p in made]
    assert len(set(spans)) == len(spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


def test_a_weakener_prevails_over_other_uses_of_the_same_words(report, document):
    words = evidence(document, "in its sole discretion")
    finding = report.finding("audit_rights").model_copy(update={"evidence": (words,)})
    made = passages(report.model_copy(update={"findings": (finding,)}))
    assert [p.kind for p in made if p.start == words.start] == ["weakener"]


def test_the_first_paragraph_of_each_page_bears_its_number(report, document):
    assert [p.page for p in paragraphs(document, ()) if p.page] == [1, 2, 3]
    assert not any(p.page for p in paragraphs(replace(document, pages=()), ()))


def test_each_file_of_a_deal_is_named_where_it_begins():
    document = _document("ab\ncd\nef", (0, 2), (3, 5), (6, 8))
    deal = replace(document, parts=(Part("a.docx", 0, 6), Part("b.docx", 6, 8)))
    assert [p.part for p in paragraphs(deal, ())] == ["a.docx", None, "b.docx"]
    assert [p.part for p in paragraphs(document, ())] == [None, None, None]
