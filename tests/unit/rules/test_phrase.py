"""What a phrase matches, item by item, in readings given as plain words."""

import re

import pytest

from clausegap.rules import phrase as phrases
from clausegap.rules.reading import Reader
from clausegap.rules.required import required_words

READER = Reader({"licence": "license", "trade secret": "tradesecret", "noncompete": "non compete"})
UNITS = {f"{unit}{s}" for unit in ("hour", "hr", "day", "week", "month", "quarter", "year") for s in ("", "s")}
WORDS = {}
WORDS["MUST"] = (
    phrases.Choice((phrases.parse("shall", {}, READER.fold), phrases.parse("agree* to", {}, READER.fold))),
)


def found(phrase, reading):
    expression = re.compile(phrases.to_regex(phrases.parse(phrase, WORDS, READER.fold)))
    match = expression.search(f" {reading} ")
    return None if match is None else match.group().strip()


@pytest.mark.parametrize(
    ("phrase", "reading", "words"),
    [
        ("guard", "they guard it", "guard"),
        ("guard", "the guards sleep", None),
        ("guard*", "the guards sleep", "guards"),
        ("guard*", "the vanguards sleep", None),
        ("guard|keep it", "they keep it", "keep it"),
        ("guard|keep it", "they guard well", None),
        ("(hold fast|keep) it", "they hold fast it", "hold fast it"),
        ("keep it? safe", "keep safe", "keep safe"),
        ("keep it? safe", "keep it safe", "keep it safe"),
        ("keep (all of it)? safe", "keep all of it safe", "keep all of it safe"),
        ("keep it? safe", "keep them safe", None),
        ("keep it|them? safe", "keep safe", "keep safe"),
        ("keep ... safe", "keep " + "a " * 12 + "safe", "keep " + "a " * 12 + "safe"),
        ("keep ... safe", "keep " + "a " * 13 + "safe", None),
        ("keep ..2 safe", "keep a b safe", "keep a b safe"),
        ("keep ..2 safe", "keep a b c safe", None),
        ("keep ..2 safe", "keep safe and safe", "keep safe"),
        ("keep safe", "keep , safe", "keep , safe"),
        ("keep safe", "keep ; safe", None),
        ("MUST keep", "supplier shall keep it", "shall keep"),
        ("MUST keep", "supplier agrees to keep it", "agrees to keep"),
        ("licence", "the license ends", "license"),
        ("noncompete", "a non compete clause", "non compete"),
        ("trade secret", "each trade secret", "trade secret"),
        ("PARTY shall", "UNKNOWN shall", "UNKNOWN shall"),
        ("CUSTOMER shall", "MUTUAL shall", "MUTUAL shall"),
        ("CUSTOMER shall", "DISCLOSER shall", "DISCLOSER shall"),
        ("CUSTOMER shall", "SUPPLIER shall", None),
        ("CUSTOMER_ONLY shall", "MUTUAL shall", None),
        ("SUPPLIER shall", "RECIPIENT shall", "RECIPIENT shall"),
        ("BOTH shall", "MUTUAL shall", "MUTUAL shall"),
        ("for PERIOD", "for two 2 years", "for two 2 years"),
        ("for PERIOD", "for REDACTED years", "for REDACTED years"),
        ("for PERIOD", "for five business days", "for five business days"),
        ("for PERIOD", "for some years", None),
        ("in XREF", "in XREF", "in XREF"),
    ],
)
def test_phrase_matches(phrase, reading, words):
    assert found(phrase, reading) == words


def test_slots_capture_the_party():
    expression = re.compile(phrases.to_regex(phrases.parse("<ower> shall pay <holder>", WORDS, READER.fold)))
    match = expression.search(" SUPPLIER shall pay CUSTOMER ")
    assert match.groupdict() == {"ower": "SUPPLIER", "holder": "CUSTOMER"}


def test_slot_may_stand_in_several_alternatives():
    source = phrases.to_regex(phrases.parse("(<ower> shall|by <ower>)", WORDS, READER.fold))
    assert set(re.compile(source).search(" by SUPPLIER ").groupdict().values()) == {None, "SUPPLIER"}


@pytest.mark.parametrize(
    "phrase",
    ["", "()", "(a", "a)", "... a", "a ..2", "a?", "a|", "|a", "(a|)", "A1", "NOWHERE", "<x> a", "Abc", "Ä"],
)
def test_malformed_phrase_is_refused(phrase):
    with pytest.raises(phrases.PhraseError):
        phrases.parse(phrase, WORDS, READER.fold)


@pytest.mark.parametrize(
    ("phrase", "sets"),
    [
        ("keep safe", [{"keep"}, {"safe"}]),
        ("keep it? safe", [{"keep"}, {"safe"}]),
        ("keep ... safe", [{"keep"}, {"safe"}]),
        ("keep|hold it", [{"keep", "hold"}, {"it"}]),
        ("guard* it", [{"guard*"}, {"it"}]),
        ("(keep safely|hold) it", [{"hold", "safely"}, {"it"}]),
        ("(keep safely|..2 it|hold) it", [{"hold", "safely", "it"}, {"it"}]),
        ("(keep|BOTH) it", [{"keep", "MUTUAL"}, {"it"}]),
        ("(keep|NUM) it", [{"it"}]),
        ("(keep|it?) it", [{"it"}]),
        ("CUSTOMER_ONLY XREF", [{"CUSTOMER"}, {"XREF"}]),
        ("for PERIOD", [{"for"}, UNITS]),
    ],
)
def test_required_words_are_those_every_match_has(phrase, sets):
    found = required_words(phrases.parse(phrase, WORDS, READER.fold))
    flat = [one.flat() for one in found]
    assert [set(one.words) | {f"{prefix}*" for prefix in one.prefixes} for one in flat] == sets


def test_of_a_choice_each_option_is_required_whole():
    (one,) = required_words(phrases.parse("(keep safely|hold|hold* ... fast)", WORDS, READER.fold))
    assert (one.words, one.prefixes) == ({"hold"}, set())
    assert [[sorted(part.words | part.prefixes) for part in row] for row in one.options] == [
        [["keep"], ["safely"]],
        [["hold"], ["fast"]],
    ]
