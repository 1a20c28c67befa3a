"""Sections tile the text, the tree is well nested, and every reference leads to a place in it."""

from hypothesis import given
from hypothesis import strategies as st

from clausegap import extract, load_text

LINES = st.sampled_from([
    "MASTER SERVICES AGREEMENT", "TABLE OF CONTENTS", "1. Fees 3", "2. Audit ........ 4", "1. Fees", "2. Audit", "3.",
    "TERM", "2.1 Customer may look:", "(a) at books; and", "(b) at records (i) here, and (ii) there.",
    "2.2 Rates. Low.",
    "ARTICLE IV", "EXHIBIT A", "EXHIBIT A-1", "Schedule 2 - Rates", "Exhibit 10.1", "B1. It pays.", "A.3 Scope",
    "As in Section 2.1(b), Section 2.1(b)(ii), Article 4 and Sections 1 to 3.", "See Section 2 of Exhibit A, under",
    "Annexure B", "WHEREAS, it is so.", "NOW, THEREFORE, they agree as follows:", "Signed for Alpha",
    "\u201cData\u201d means data.",
    "Fees means what is paid.", "Section 365(n) of the Bankruptcy Code", "7.3", "x" * 130, "",
])  # fmt: skip
CONTRACTS = st.lists(LINES, min_size=1, max_size=25).map("\n\n".join).filter(str.strip)


@given(CONTRACTS)
def test_sections_tile_the_text(text):
    sections = extract(load_text(text)).sections
    assert [s.start for s in sections] == [0, *(s.end for s in sections[:-1])]
    assert sections[-1].end == len(text)


@given(CONTRACTS)
def test_the_tree_is_well_nested(text):
    sections = extract(load_text(text)).sections
    for index, section in enumerate(sections):
        assert section.start <= section.end <= section.last <= len(text)
        if section.parent is not None:
            parent = sections[section.parent]
            assert section.parent < index
            assert parent.level < section.level
            assert parent.start <= section.start
            assert section.last <= parent.last


@given(CONTRACTS)
def test_blocks_lie_in_their_section(text):
    found = extract(load_text(text))
    for block in found.blocks:
        assert found.sections[block.section].start <= block.start < found.sections[block.section].end


@given(CONTRACTS)
def test_every_target_is_a_place_in_its_section(text):
    found = extract(load_text(text))
    for reference in found.references:
        assert 0 <= reference.start < reference.end <= len(text)
        for target in reference.targets:
            if target.section is None:
                assert target.start is None
                assert target.resolution not in ("resolved", "section_only")
            else:
                section = found.sections[target.section]
                assert section.start <= target.start < target.end <= section.last


@given(CONTRACTS)
def test_terms_lie_in_their_section(text):
    found = extract(load_text(text))
    for term in found.terms:
        assert found.sections[term.section].start <= term.start < term.end <= len(text)
