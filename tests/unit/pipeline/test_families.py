"""Sections under the headings of a protection: the headings themselves, and all below them."""

import pytest

from clausegap.model.section import Section
from clausegap.pipeline.resolve import family_sections
from clausegap.rules.library import load_library
from clausegap.rules.reading import Reader

LIBRARY = load_library(())
READER = Reader(LIBRARY.spelling)
TITLES = [t for p in LIBRARY.protections for t in (*p.headings.match, *p.headings.avoid)]


def sections_of(rows):
    """Returns sections of one character each, from heading, level and where they end with all below them."""
    return [Section(at, at + 1, last, None, heading, level) for at, (heading, level, last) in enumerate(rows)]


@pytest.mark.parametrize("protection", LIBRARY.protections, ids=lambda protection: protection.id)
def test_each_heading_is_judged_as_if_it_were_alone(protection):
    sections = sections_of([(None, 0, 1), *((title, 1, at) for at, title in enumerate(TITLES, start=2))])
    headings = LIBRARY.headings[protection.id]
    expected = {at for at, title in enumerate(TITLES, start=1) if headings.name(READER.read(title).text)}
    assert family_sections(sections, LIBRARY, READER)[protection.id] == expected
    assert expected


def test_what_stands_below_a_heading_belongs_to_it():
    rows = [(None, 0, 1), ("Audit Rights", 1, 4), ("Notice", 2, 3), (None, 2, 4), ("Fees", 1, 5)]
    assert family_sections(sections_of(rows), LIBRARY, READER)["audit_rights"] == {1, 2, 3}


def test_a_contract_without_headings_has_no_families():
    found = family_sections(sections_of([(None, 0, 1)]), LIBRARY, READER)
    assert set(found) == {protection.id for protection in LIBRARY.protections}
    assert not any(found.values())
