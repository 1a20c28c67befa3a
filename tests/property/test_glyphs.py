"""Made-up phrases find the same over glyphs and behind the pre-filter as letter by letter and everywhere."""

import re
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from clausegap.pipeline.english import English
from clausegap.pipeline.matchers import PatternMatcher
from clausegap.rules import phrase as phrases
from clausegap.rules.base import Pattern
from clausegap.rules.compiled import compile_pattern
from clausegap.rules.glyphs import Alphabet
from clausegap.rules.reading import Mention, Reader

READER = Reader(
    {"licence": "license", "noncompete": "non compete", "trade secret": "tradesecret"},
    [Mention(("Acme",), "CUSTOMER"), Mention(("Beta",), "SUPPLIER"), Mention(("We",), "UNKNOWN")],
)
LEXICON = {}
LEXICON["MUST"] = (
    phrases.Choice(tuple(phrases.parse(entry, {}, READER.fold) for entry in ("shall", "agree* to", "shall not"))),
)
NAMES = [
    "MUST", "NUM", "PERIOD", "PARTY", "CUSTOMER", "SUPPLIER_ONLY", "BOTH", "XREF", "REDACTED", "<ower>", "<holder>",
]  # fmt: skip
# Some begin as others do, some are numbers, and of some numbers rules have the beginning.
WORDS = [
    "keep", "kept", "keeper", "keeping", "safe", "safely", "it", "all", "of", "twenty", "four", "years", "day", "20",
    "2024", "licence", "noncompete", "party",
]  # fmt: skip
BEGINNINGS = ["keep*", "ke*", "saf*", "2*", "20*", "noncomp*", "trade*", "licen*"]
ITEMS = st.sampled_from([*WORDS, *WORDS, *BEGINNINGS, *NAMES])
GAPS = st.sampled_from(["...", "..1", "..2", "..5"])
ROWS = st.deferred(lambda: st.lists(st.one_of(NODES, NODES, NODES, GAPS), min_size=1, max_size=3).map(" ".join))
NODES = st.recursive(
    ITEMS,
    lambda inner: st.one_of(
        st.lists(st.one_of(inner, ROWS), min_size=1, max_size=3).map(lambda options: f"({'|'.join(options)})"),
        st.tuples(ITEMS, ITEMS).map("|".join),
        inner.map(lambda item: f"{item}?"),
    ),
    max_leaves=6,
)
MIDDLES = st.lists(st.one_of(NODES, NODES, GAPS), max_size=3)
# Gaps stand inside; what a match must hold may stand at either end, or at both.
PHRASES = st.one_of(
    st.tuples(NODES, MIDDLES, ITEMS).map(lambda drawn: " ".join([drawn[0], *drawn[1], drawn[2]])),
    st.tuples(ITEMS, MIDDLES, NODES).map(lambda drawn: " ".join([drawn[0], *drawn[1], drawn[2]])),
)
SHOWN = [
    *WORDS, "Acme", "Beta", "We", "Party", "third party", "shall", "shall not", "agrees to", "keepé", "keep.safe",
    "20.5", "2024th", "20th", "1,000", "Section 4", "[***]", "U.S.", "trade secret", "trade", "non", "competes",
    ",", ".", ";", "%",
]  # fmt: skip
SENTENCES = st.lists(st.lists(st.sampled_from(SHOWN), min_size=1, max_size=14).map(" ".join), min_size=1, max_size=6)


def pattern_of(index, phrase):
    written = Pattern(phrase=phrase, match=("a",), avoid=("b",))
    return compile_pattern(("made", "anchor", "made", "", index), written, LEXICON, READER.fold)


def well_formed(phrase):
    try:
        sequence = phrases.parse(phrase, LEXICON, READER.fold)
    except phrases.PhraseError:
        return False
    # What may be nothing is matched between any two tokens; no rule is like that.
    return re.fullmatch(phrases.to_regex(sequence).removeprefix(phrases.LEAD), "") is None


def matchers(texts):
    patterns = tuple(pattern_of(index, text) for index, text in enumerate(texts))
    library = SimpleNamespace(patterns=patterns, alphabet=Alphabet.of(pattern.source for pattern in patterns))
    return [PatternMatcher(library, English(), prefilter=filtered) for filtered in (True, False)]


@settings(max_examples=300, deadline=None)
@given(st.lists(PHRASES, min_size=1, max_size=5), SENTENCES)
def test_made_up_phrases_find_the_same(texts, sentences):
    texts = [text for text in texts if well_formed(text)]
    text = "\n".join(sentences)
    ends = [sum(map(len, sentences[: index + 1])) + index for index in range(len(sentences))]
    readings = READER.read_all(text, [(end - len(one), end) for one, end in zip(sentences, ends, strict=True)])
    filtered, whole = matchers(texts)
    assert list(filtered.find(readings, text)) == list(whole.find(readings, text))


def test_made_up_phrases_do_find_something():
    texts = ["<ower> MUST ..2 keep* (it|all of it)? safe*", "PERIOD|NUM", "(keep|20*) ..1 <holder>"]
    reading = READER.read("Acme shall not only keep all of it safely, 2024 Beta keeps")
    filtered, whole = matchers(texts)
    assert list(filtered.find([reading], "")) == list(whole.find([reading], ""))
    ((matches, _),) = filtered.find([reading], "")
    assert [(match.pattern, match.ower, match.holder) for match in matches] == [
        (0, "CUSTOMER", ""),
        (1, "", ""),
        (2, "", "SUPPLIER"),
    ]


def test_tokens_with_one_beginning_are_of_one_kind_unless_a_rule_names_them():
    alphabet = Alphabet.of([phrases.to_regex(phrases.parse("keep*|keeping|2*", {}, READER.fold))])
    glyphs = [
        alphabet.spelled([token]) for token in ("keep", "keeper", "keeping", "kept", "2024", "2nd", "35", "3.5", "u.s")
    ]
    assert glyphs[0] == glyphs[1] != glyphs[2]
    assert glyphs[3] == glyphs[8]
    assert glyphs[6] == glyphs[7]
    assert len({glyphs[4], glyphs[5], glyphs[6], glyphs[3]}) == 4
