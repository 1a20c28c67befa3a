"""Signs of roles: what is read sentence by sentence counts as if the whole opening had been read."""

import random

import pytest
from rule_factory import shipped_engine

from clausegap.pipeline.role_signs import RoleSigns
from clausegap.rules.reading import Mention, Reader

LIBRARY = shipped_engine().library
SIGNS = RoleSigns(LIBRARY)
NAMED = ((("Vendor",), 0), (("Customer",), 1), (("Service", "Provider"), 2))
EXAMPLES = [text for sign in LIBRARY.roles.signs for text in (*sign.match, *sign.avoid)]
ODD = [
    "Vendor grants Customer a licence to use the Software.",
    "Under Section 3 (Fees. Taxes) the fees are payable to Vendor.",
    "See Section 3. Vendor shall perform the Services (as per Exhibit B. Vendor shall invoice them).",
    "Either party shall provide the services to the Service Provider. and Vendor.",
    "The U.S. Vendor's personnel, i.e. staff, assigned to Customer's systems work for the Service Provider.Customer",
    "\n\nThe parties agree.\nVendor provides hosting services.\n",
]


def evidence_of_whole(text):
    """Returns what the signs show in a reading of all of a text, at most six times each."""
    reading = Reader(LIBRARY.spelling, [Mention(words, "UNKNOWN") for words, _ in NAMED]).read(text)
    numbers = {" ".join(words).lower(): number for words, number in NAMED}
    for sign in SIGNS.signs:
        matches = [match for sentence in sentences_of(reading.text) for match in matches_in(sign.scanner, *sentence)]
        for match in matches[:6]:
            for slot, side in (("ower", "supplier"), ("holder", "customer")):
                if match.groupdict().get(slot) == "UNKNOWN":
                    start, end = reading.source(match.start(slot), match.end(slot))
                    yield numbers[text[start:end].lower()], side, sign.weight


def sentences_of(reading):
    start = 0
    while (stop := reading.find(" . ", start)) >= 0:
        yield reading, start, stop + 3
        start = stop + 2
    yield reading, start, len(reading)


def matches_in(scanner, text, start, stop):
    while (match := scanner.search(text, start, stop)) is not None:
        yield match
        start = match.end() - 1


@pytest.mark.parametrize("text", [*EXAMPLES, *ODD])
def test_sentence_counts_as_in_the_whole(text):
    assert list(SIGNS.evidence(text, NAMED)) == list(evidence_of_whole(text))


@pytest.mark.parametrize("seed", range(20))
def test_text_counts_as_the_whole(seed):
    text = " ".join(random.Random(seed).choices([*EXAMPLES, *ODD], k=60))
    found = list(SIGNS.evidence(text, NAMED))
    assert found == list(evidence_of_whole(text))
    assert found


def test_without_parties_there_is_no_evidence():
    assert list(SIGNS.evidence(" ".join(EXAMPLES), ())) == []


def test_only_the_opening_is_read():
    assert list(SIGNS.evidence("x " * 20_000 + EXAMPLES[0], NAMED)) == []
