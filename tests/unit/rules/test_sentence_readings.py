"""Readings: what the patterns see of a sentence."""

import pytest

from clausegap.rules.reading import Mention, Reader

SPELLING = {
    "licence": "license",
    "work product": "workproduct",
    "noncompete": "non compete",
    "sub contractors": "subcontractors",
}
MENTIONS = (
    Mention(("Service", "Provider"), "SUPPLIER"),
    Mention(("Acme",), "CUSTOMER"),
    Mention(("Provider",), "UNKNOWN"),
    Mention(("Receiving", "Party"), "RECIPIENT"),
)
READER = Reader(SPELLING, MENTIONS)


@pytest.mark.parametrize(
    ("sentence", "reading"),
    [
        ("It shall  keep\nsecrets.", "it shall keep secrets ."),
        ("Service Provider's staff", "SUPPLIER staff"),
        ("SERVICE PROVIDER shall", "SUPPLIER shall"),
        ("the Provider shall", "the UNKNOWN shall"),
        ("Acme’s data; ACME", "CUSTOMER data ; CUSTOMER"),
        ("an acme of skill", "an acme of skill"),
        ("neither Party's staff", "neither MUTUAL staff"),
        ("the parties agree", "the MUTUAL agree"),
        ("Acme and Service Provider agree", "MUTUAL agree"),
        ("the Receiving Party shall", "the RECIPIENT shall"),
        ("any third party and third parties", "any third party and third parties"),
        ("subject to Section 9 (Confidentiality), it", "subject to XREF , it"),
        ("under Clauses 4.1(a), 4.2 and 5", "under XREF"),
        ("Schedule 7 applies", "XREF applies"),
        ("in Article IV", "in XREF"),
        ("for [***] years", "for REDACTED years"),
        ("for [ ] years or ____ days", "for REDACTED years or REDACTED days"),
        ("(a) disclose, (ii) use", "disclose , use"),
        ("its “Licence Data” (secret)", "its license data secret"),
        ("Work Product, work-product", "workproduct , workproduct"),
        ("a noncompete", "a non compete"),
        ("sub-contractors", "subcontractors"),
        ("two (2) years", "two 2 years"),
        ("five percent (5%)", "five percent 5 percent"),
        ("U.S. law", "u.s . law"),
        ("e.g. this", "e.g . this"),
        ("", ""),
    ],
)
def test_sentence_reads(sentence, reading):
    assert " ".join(READER.read(sentence).text.split()) == reading


def test_every_token_stands_between_spaces():
    assert READER.read("Acme shall pay.").text == " CUSTOMER shall pay . "


def test_longer_mention_wins():
    reader = Reader({}, (Mention(("Beta",), "CUSTOMER"), Mention(("Beta", "India"), "SUPPLIER")))
    assert reader.read("Beta India serves Beta").text == " SUPPLIER serves CUSTOMER "


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("SUPPLIER", "Service Provider"),
        ("shall keep", "shall  keep"),
        ("non compete", "noncompete"),
        ("XREF", "Section 9 (Confidentiality)"),
        ("secrets ,", "“secrets”,"),
    ],
)
def test_stretch_of_the_reading_leads_back_to_the_text(words, source):
    text = "Service Provider's men shall  keep a noncompete under Section 9 (Confidentiality), and “secrets”, too."
    reading = READER.read(text)
    at = reading.text.index(words)
    start, end = reading.source(at, at + len(words))
    assert text[start:end].strip("“") == source.strip("“")


def test_offset_of_finds_the_token_at_a_place():
    text = "Service Provider shall keep it."
    reading = READER.read(text)
    assert reading.text[reading.offset_of(text.index("keep")) :] == "keep it . "
    assert reading.offset_of(len(text)) == len(reading.text)


def test_part_of_a_text_keeps_the_text_s_offsets():
    text = "First one. Acme pays."
    reading = READER.read(text, 11, len(text))
    assert reading.text == " CUSTOMER pays . "
    assert reading.sources[0] == (11, 15)


@pytest.mark.parametrize(
    ("item", "words"), [("Licence", ("license",)), ("noncompete", ("non", "compete")), ("$", ("$",))]
)
def test_fold_spells_an_item_as_readings_do(item, words):
    assert READER.fold(item) == words
