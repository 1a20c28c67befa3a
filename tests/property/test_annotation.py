"""Comments on random stretches of random runs leave every character, and its look, as it was."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from word_comments import commented, faults, name_of, part
from word_files import load, word_file

from clausegap.annotate.notes import Note
from clausegap.annotate.word import annotate_word

LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>", '<w:sz w:val="18"/>'])
WORDS = st.text("ab c.", min_size=1, max_size=6)
CONTENT = st.lists(
    st.one_of(
        WORDS.map(lambda text: f'<w:t xml:space="preserve">{text}</w:t>'),
        st.sampled_from(["<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", "<w:lastRenderedPageBreak/>"]),
    ),
    max_size=3,
).map("".join)
RUNS = st.tuples(LOOKS, CONTENT).map(lambda pair: f"<w:r><w:rPr>{pair[0]}</w:rPr>{pair[1]}</w:r>")
WRAPPERS = [
    "{}",
    "{}",
    '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
    '<w:ins w:id="1" w:author="A">{}</w:ins>',
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
]
WRAPPED = st.tuples(st.sampled_from(WRAPPERS), st.lists(RUNS, min_size=1, max_size=3)).map(
    lambda pair: pair[0].format("".join(pair[1]))
)
PARAGRAPHS = st.lists(WRAPPED, max_size=4).map(lambda inner: f"<w:p>{''.join(inner)}</w:p>")
FIRST = "<w:p><w:r><w:t>start</w:t></w:r></w:p>"
BODIES = st.lists(PARAGRAPHS, min_size=1, max_size=3).map(lambda inner: FIRST + "".join(inner))
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), min_size=1, max_size=4)


def characters(data):
    """Each character of the text with the look of its run and the wrapper that it stands in."""
    found = []
    for run in part(data).iter():
        if name_of(run) != "r":
            continue
        look = [name_of(el) for el in next((el for el in run if name_of(el) == "rPr"), ())]
        wrapper = name_of(run.getparent())
        for el in run:
            signs = (el.text or "") if name_of(el) == "t" else name_of(el)
            if name_of(el) == "t":
                found += [(sign, look, wrapper) for sign in signs]
            elif name_of(el) not in ("rPr", "commentReference"):
                found.append((signs, look, wrapper))
    return found


def placed(document, start, length):
    start = min(start, len(document.text))
    end = min(start + length, len(document.text))
    return Note("x", "X", "weak", "high", start, end, "X: weak")


@settings(max_examples=50, deadline=None)  # reading a file takes most of the time
@given(BODIES, SPANS)
@example(  # an insertion of nothing but white space at the beginning of a paragraph
    FIRST + '<w:p><w:ins w:id="1" w:author="A"><w:r><w:tab/></w:r></w:ins><w:r><w:t>a</w:t></w:r></w:p>', [(0, 8)]
)
def test_every_character_and_its_look_stay_and_the_words_are_exact(body, spans):
    data = word_file(body)
    document = load(data)
    notes = [placed(document, *span) for span in spans]
    copy = annotate_word(data, document, notes)
    assert characters(copy) == characters(data)
    assert load(copy).text == document.text
    assert faults(copy) == []
    for note, words in zip(notes, commented(copy).values(), strict=True):
        assert "".join(words.split()) == "".join(document.text[note.start : note.end].split())
