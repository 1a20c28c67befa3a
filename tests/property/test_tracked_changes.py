"""A Word file with tracked changes reads back the text before them and the text after them, exactly."""

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st
from word_files import definition, level, lines, num, word_file

from clausegap.loaders.word import load_word
from clausegap.model.document import SourceInfo
from clausegap.model.reading import ReadOptions

WORDS = st.lists(st.sampled_from(["shall", "not", "keep", "secret", "the", "30", "days", "(a)", "“IP”"]), max_size=6)
PAIRS = st.lists(st.tuples(WORDS | st.none(), WORDS | st.none()), max_size=6)
RUNS = st.lists(
    st.tuples(st.sampled_from(["a", "b ", "c", " d", " "]), st.sampled_from(["=", "+", "-", ">", "<", "*"])), max_size=4
)
PARAGRAPHS = st.lists(st.tuples(RUNS, st.sampled_from("=+-")), max_size=6)

# Which texts hold a run or a paragraph mark of each sign: the original, and the accepted one.
HELD = {
    "=": (True, True),
    "+": (False, True),
    ">": (False, True),
    "-": (True, False),
    "<": (True, False),
    "*": (False, False),
}
TAGS = {"+": "ins", "-": "del", ">": "moveTo", "<": "moveFrom"}
NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
PARTS = {"numbering": definition(0, level(0, "%1.")) + num(1, 0)}


def tracked(tag, content):
    return f'<w:{tag} w:id="1" w:author="A">{content}</w:{tag}>'


def run_of(text, sign):
    deleted = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    plain = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    if sign == "=":
        return plain
    if sign == "*":  # put there by one and taken away by another
        return tracked("ins", tracked("del", deleted))
    return tracked(TAGS[sign], deleted if sign == "-" else plain)


def paragraph(runs, sign, properties=""):
    mark = f"<w:rPr>{tracked(TAGS[sign], '')}</w:rPr>" if sign != "=" else ""
    return f"<w:p><w:pPr>{properties}{mark}</w:pPr>{''.join(run_of(*run) for run in runs)}</w:p>"


def read(body, changes):
    data = word_file(body, parts=PARTS)
    return load_word(data, SourceInfo("a.docx", "", "", len(data)), ReadOptions(changes=changes))


def differences(old, new):
    """The runs of a paragraph that was changed word by word."""
    before, after = ([word + " " for word in words or ()] for words in (old, new))
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "".join(before[i:j]), "="
        else:
            yield "".join(before[i:j]), "-"
            yield "".join(after[k:m]), "+"


@given(PAIRS)
def test_old_and_new_paragraphs_are_read_back(pairs):
    body = ""
    for old, new in pairs:
        sign = "+" if old is None else "-" if new is None else "="
        body += paragraph(list(differences(old, new)), sign)
    body += paragraph([("END", "=")], "=")
    for changes, index in (("original", 0), ("accepted", 1)):
        wanted = [" ".join(pair[index]) for pair in pairs if pair[index]]
        assert lines(read(body, changes)) == [*wanted, "END"]


def shown(paragraphs, index):
    """The numbered lines of one text, worked out from the signs."""
    found, open_line = [], ""
    for runs, sign in paragraphs:
        open_line += "".join(text for text, run_sign in runs if HELD[run_sign][index])
        if HELD[sign][index]:
            found.append(open_line.strip())
            open_line = ""
    return [f"{number}. {text}".strip() for number, text in enumerate(found, 1)]


@given(PARAGRAPHS)
def test_joined_and_split_paragraphs_are_read_back_with_their_numbers(paragraphs):
    paragraphs = [*paragraphs, ([("end", "=")], "=")]
    body = "".join(paragraph(runs, sign, NUMBER) for runs, sign in paragraphs)
    assert lines(read(body, "original")) == shown(paragraphs, 0)
    assert lines(read(body, "accepted")) == shown(paragraphs, 1)


@given(PARAGRAPHS, st.sampled_from(["accepted", "original", "both"]))
def test_revisions_tell_what_is_there_and_what_is_not(paragraphs, changes):
    paragraphs = [*paragraphs, ([("end", "=")], "=")]
    document = read("".join(paragraph(runs, sign) for runs, sign in paragraphs), changes)
    absent = {"accepted": ("deletion", "move_from"), "original": ("insertion", "move_to"), "both": ()}[changes]
    starts = [revision.start for revision in document.revisions]
    assert starts == sorted(starts)
    for revision in document.revisions:
        there = document.text[revision.start : revision.end]
        assert there == revision.text or not there  # white space at the ends of a block is nowhere
        if revision.text.strip() and not any("*" in sign for runs, _ in paragraphs for _, sign in runs):
            assert (not there) == (revision.kind in absent)


@given(PARAGRAPHS)
def test_both_shows_every_word_once(paragraphs):
    document = read(
        "".join(paragraph(runs, sign) for runs, sign in paragraphs) + paragraph([("end", "=")], "="), "both"
    )
    wanted = [text.strip() for text in ("".join(t for t, _ in runs) for runs, _ in paragraphs)]
    assert lines(document) == [*filter(None, wanted), "end"]


@given(st.lists(st.lists(st.sampled_from(["a", "b ", " c"]), max_size=3), max_size=5))
def test_views_of_a_file_without_changes_are_equal(texts):
    body = "".join(paragraph([(text, "=") for text in runs], "=", NUMBER) for runs in [*texts, ["end"]])
    first, *rest = (read(body, changes) for changes in ("accepted", "original", "both"))
    assert all(document == first for document in rest)
