"""Readings keep their way back to the text, whatever the text is."""

from hypothesis import assume, given
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
