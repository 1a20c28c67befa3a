from __future__ import annotations

from datetime import date

import pytest

from clausegap.loaders import load_text
from clausegap.pipeline.segment import find_units
from clausegap.pipeline.structure import find_structure
from clausegap.pipeline.term import find_term

_OPENING = 'This Services Agreement is made as of May 1, 2020 (the "Effective Date") by Acme and Bolt.\n\n'


def _term(*sentences, opening=_OPENING):
    document = load_text(opening + "".join(f"{n}. {words}\n\n" for n, words in enumerate(sentences, start=1)))
    sections, zones = find_structure(document.text, document.blocks)
    units = find_units(document.text, document.blocks, zones, sections)
    return document.text, find_term(document.text, units)


@pytest.mark.parametrize(
    ("sentence", "expires", "computed"),
    [
        ("This Agreement shall expire on December 31, 2025.", date(2025, 12, 31), False),
        ("The term of this Agreement shall continue through 30 June 2024.", date(2024, 6, 30), False),
        ('The "Term" shall begin on the date hereof and shall expire March 3, 2023.', date(2023, 3, 3), False),
        ("This Agreement commences on the Effective Date and continues for three (3) years.", date(2023, 4, 30), True),
        ("The initial term of this Agreement is twelve months from the date hereof.", date(2021, 4, 30), True),
        (
            "This Agreement, unless sooner terminated, shall run for 18 months from 31 August 2020.",
            date(2022, 2, 27),
            True,
        ),
        (
            "Unless terminated earlier as provided herein, this Agreement shall terminate on the fifth anniversary "
            "of the Effective Date.",
            date(2025, 5, 1),
            True,
        ),
        ("The term of this Agreement is two years.", None, False),  # counted from no date
        ("This Agreement shall continue for five years from the Launch Date.", None, False),
        ("This Agreement shall continue for [***] years from the Effective Date.", None, False),
        ("This Agreement ends on 03/04/2025.", None, False),
        ("This Agreement continues until the later of May 1, 2022 or until two years have gone by.", None, False),
        ("This Agreement continues for two years or until the Project is complete.", None, False),
    ],
)
def test_a_fixed_term_has_a_last_day_only_where_the_text_names_one_or_both_start_and_length(
    sentence, expires, computed
):
    _, found = _term(sentence)
    assert found.kind == "fixed"
    assert (found.expires, found.computed) == (expires, computed)


@pytest.mark.parametrize(
    "sentence",
    [
        "This Agreement shall remain in force until terminated by either party.",
        "This Agreement shall continue unless and until terminated as provided herein.",
        "The term of this Agreement begins on the Effective Date and continues indefinitely.",
    ],
)
def test_a_contract_that_only_a_notice_ends_is_open_ended(sentence):
    assert _term(sentence)[1].kind == "open_ended"


@pytest.mark.parametrize(
    "sentence",
    [
        "During the term of this Agreement and for two years thereafter, Supplier keeps records.",
        "The obligations of confidentiality shall continue for five years.",
        "If this Agreement continues for two years, the fees rise.",
        "Customer may audit while this Agreement remains in effect and for three years thereafter.",
        "This Agreement shall terminate thirty days after notice of a breach, or one year if cured.",
        "This Agreement is made for the two years of the pilot.",
        "This Agreement shall continue until the termination of the Alliance Agreement.",
        "This Agreement ends on the later of May 1, 2022 and the end of the Project.",
        "This Agreement shall expire when the Services are completed, after two years.",
        "The licence expires on December 31, 2025.",
    ],
)
def test_other_sentences_say_nothing_of_the_term(sentence):
    assert _term(sentence)[1].kind == "unknown"


def test_sentences_that_differ_give_no_answer():
    text, found = _term(
        "This Agreement shall continue for two years from the Effective Date.",
        "This Agreement shall continue for three years from the Effective Date.",
    )
    assert (found.kind, found.expires) == ("unknown", None)
    assert ["two" in text[a:b] or "three" in text[a:b] for a, b in found.spans] == [True, True]


def test_an_end_that_hangs_on_an_event_is_not_made_certain_by_another_sentence():
    _, found = _term(
        "This Agreement shall expire on December 31, 2025.",
        "This Agreement continues for six years or until the Project is complete.",
    )
    assert (found.kind, found.expires) == ("fixed", None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thereafter this Agreement shall automatically renew for successive one-year terms.",
        "The Term will be extended automatically unless a party objects.",
        "Thereafter it is renewed from year to year, as this Agreement says.",
        "Thereafter this Agreement shall continue until terminated by either party.",
    ],
)
def test_a_contract_that_may_run_on_says_so(sentence):
    _, found = _term("This Agreement shall continue for two years from the Effective Date.", sentence)
    assert (found.expires, found.renews) == (date(2022, 4, 30), True)


@pytest.mark.parametrize(
    "sentence",
    [
        "This Agreement shall not automatically renew.",
        "The insurance policy is renewed every year under this Agreement.",
    ],
)
def test_a_renewal_that_is_excluded_or_of_something_else_does_not_count(sentence):
    assert not _term("This Agreement shall continue for two years from the Effective Date.", sentence)[1].renews


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ('"Effective Date" means 5 March 2019.', date(2019, 3, 5)),
        ("Effective Date: 5 March 2019", date(2019, 3, 5)),
        ('"Effective Date" means the date of the last signature.', None),
        ('"Effective Date" means 5 March 2019. In the Lease "Effective Date" means 6 March 2019.', None),
    ],
)
def test_the_effective_date_is_taken_where_the_text_defines_one(words, starts):
    assert _term(words, opening="SERVICES AGREEMENT\n\n")[1].starts == starts


def test_the_sentences_are_kept():
    text, found = _term("Fees are due.", "This Agreement shall expire on December 31, 2025.")
    assert ["".join(text[start:end].split()) for start, end in found.spans] == [
        "2.ThisAgreementshallexpireonDecember31,2025."
    ]
