"""Readings keep their way back to the text, whatever the text is."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clausegap.rules.reading import Mention, Reader

READER = Reader(
    {"licence": "license", "work product": "workproduct", "noncompete": "non compete"},
    (Mention(("Service", "Provider"), "SUPPLIER"), Mention(("Acme",), "CUSTOMER")),
)
PIECES = (
    "Service|Provider's|Acme|licence|Work|product|noncompete|Section 4(a)|[***]|(a)|party|(Secret)|“so”|,|;|%|U.S.|____"
)
WORDS = st.sampled_from([*PIECES.split("|"), "\n", "5.1", "é\U0001f600"])
# What a split at the words has otherwise than it is read, joined without spaces too.
ODD = (
    "Section|Section 4|4(a)|IV|Article IV.A|Exhibit A-1|to 5.1|and 3(b)|SECTION|Annex 1 (Data Terms)|(Title|XX|XXX|XX.Y"
    "|Acme's|’s|'s|s|'|s.x|_s|_|__|___|*|***|[|]|[***]|(|)|(ii)|%|50%|.|İ|Acme and the Service Provider|third party| |"
)
JOINED = st.lists(st.tuples(st.sampled_from([*ODD.split("|"), *PIECES.split("|")]), st.sampled_from(["", " ", " "])))
TEXTS = st.one_of(st.lists(WORDS, max_size=20).map(" ".join), st.text(max_size=80))


@given(TEXTS)
def test_sources_lie_in_the_text_in_order(text):
    reading = READER.read(text)
    assert len(reading.starts) == len(reading.sources)
    assert all(0 <= start < end <= len(text) for start, end in reading.sources)
    assert all(
        a[0] <= b[0] and (a == b or a[1] <= b[0]) for a, b in zip(reading.sources, reading.sources[1:], strict=False)
    )


@given(TEXTS)
def test_starts_point_at_the_tokens(text):
    reading = READER.read(text)
    tokens = reading.text.split()
    assert [reading.text[s:].split(" ", 1)[0] for s in reading.starts] == tokens
    assert reading.words == frozenset(tokens)


@given(TEXTS, st.data())
def test_stretch_of_tokens_leads_to_their_sources(text, data):
    reading = READER.read(text)
    assume(reading.starts)
    first = data.draw(st.integers(0, len(reading.starts) - 1))
    last = data.draw(st.integers(first, len(reading.starts) - 1))
    end = reading.starts[last + 1] if last + 1 < len(reading.starts) else len(reading.text)
    assert reading.source(reading.starts[first], end) == (reading.sources[first][0], reading.sources[last][1])


@given(TEXTS)
def test_offset_of_a_source_is_its_token(text):
    reading = READER.read(text)
    for start, (source, end) in zip(reading.starts, reading.sources, strict=True):
        at = reading.offset_of(source)
        assert at <= start
        assert reading.source(at, at + 1) == (source, end)


@given(TEXTS, TEXTS)
def test_part_of_a_text_reads_like_the_part_alone(before, text):
    whole = f"{before}\n\n{text}"
    shift = len(before) + 2
    part, alone = READER.read(whole, shift), READER.read(text)
    assert part.text == alone.text
    assert part.sources == tuple((a + shift, b + shift) for a, b in alone.sources)


@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_reading_of_a_reading_s_plain_words_is_stable(text):
    once = READER.read(text.lower()).text
    assume(not any(c.isupper() for c in once))
    assert READER.read(once).text == once


@settings(max_examples=500)
@given(JOINED.map(lambda pieces: "".join(piece for pair in pieces for piece in pair)), st.data())
def test_stretches_read_together_read_like_each_alone(text, data):
    offsets = st.integers(0, len(text))
    drawn = data.draw(st.lists(st.tuples(offsets, offsets), max_size=4))
    stretches = [(0, len(text)), *((min(pair), max(pair)) for pair in drawn)]
    assert READER.read_all(text, stretches) == [READER.read(text, *stretch) for stretch in stretches]
