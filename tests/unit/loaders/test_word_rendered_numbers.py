"""Displayed numbers are those of a rendering, not those of the code."""

import pytest
import render_numbers
from numbering_schemes import SCHEMES, WORD_DIFFERS, expected, rendered, shown_numbers
from word_files import load

EXPECTED = expected()
SAVED_ALIKE = [scheme for scheme in SCHEMES if scheme.name not in WORD_DIFFERS]

needs_office = pytest.mark.skipif(render_numbers.OFFICE is None, reason="LibreOffice is not installed")


def test_there_are_enough_of_them():
    assert len(SCHEMES) >= 12
    assert sum(map(len, EXPECTED.values())) >= 300
    assert EXPECTED.keys() == {scheme.name for scheme in SCHEMES}


def test_the_known_differences_are_few_and_real():
    different = [(name, mark) for name, (_, shown) in WORD_DIFFERS.items() for mark in shown]
    assert len(different) < 0.03 * sum(map(len, EXPECTED.values()))
    assert all(rendered()[name][mark] != EXPECTED[name][mark] for name, mark in different)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_numbers_are_those_that_are_shown(scheme):
    assert shown_numbers(load(scheme.data()).text) == EXPECTED[scheme.name]


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_the_number_of_a_block_is_the_one_that_is_shown(scheme):
    document = load(scheme.data())
    for block in document.blocks:
        shown = document.text[block.start : block.end].partition("mk")[0].strip()
        if block.kind != "table_row":
            assert (block.number or "") == (
                "" if block.kind == "list_item" and shown in ("\u2022", "\u2013") else shown
            )


@needs_office
def test_the_rendering_is_still_the_same():
    assert render_numbers.render_schemes() == rendered()


@needs_office
def test_files_that_another_program_saved_show_the_same_numbers():
    saved = render_numbers.resave({scheme.name: scheme.data(settled=True) for scheme in SAVED_ALIKE})
    shown = {name: shown_numbers(load(data).text) for name, data in saved.items()}
    different = {name: (numbers, EXPECTED[name]) for name, numbers in shown.items() if numbers != EXPECTED[name]}
    assert different == {}
