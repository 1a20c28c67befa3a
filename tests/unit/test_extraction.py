"""What was read, as values: sections, terms, references, coverage."""

import pytest

from clausegap import Document, extract, load_text
from clausegap.model.document import Block, Furniture, Notice, Page, SourceInfo
from clausegap.model.extract import Extract

TEXT = """MASTER SERVICES AGREEMENT

WHEREAS, Customer wants services.

NOW, THEREFORE, the parties agree:

1. Definitions

"Services" means what Schedule 1 describes, and Schedule 9 too.

2. Audit

2.1 Customer may, subject to Section 2.2(b) and Section 365(n) of the Bankruptcy Code:

(a) look; and

(b) copy.

2.2 Nothing in Section 2.1(b), Section 2.1(z), Section 7 or Section 365(n) limits this.

SCHEDULE 1

1. Hosting

Supplier hosts.

Signed for and on behalf of Alpha
"""


@pytest.fixture(scope="module")
def found():
    return extract(TEXT)


def test_sections_form_a_tree(found):
    rows = [(s.kind, s.number, s.heading, s.parent) for s in found.sections]
    assert rows[0] == ("opening", None, None, None)
    names = {number or heading: index for index, (_, number, heading, _) in enumerate(rows)}
    assert rows[names["2.1"]][3] == names["2"]
    assert [kind for kind, *_ in rows if kind in ("definitions", "part")] == ["definitions", "part"]


def test_sections_of_a_schedule_lie_in_it(found):
    schedule = next(i for i, s in enumerate(found.sections) if s.kind == "part")
    assert [(s.number, s.heading) for s in found.sections if s.parent == schedule] == [("1", "Hosting")]


def test_each_number_of_a_reference_has_its_resolution(found):
    assert [(t.number, t.resolution) for r in found.references for t in r.targets] == [
        ("Schedule 1", "resolved"),
        ("Schedule 9", "not_attached"),
        ("2.2(b)", "section_only"),
        ("365(n)", "elsewhere"),
        ("2.1(b)", "resolved"),
        ("2.1(z)", "section_only"),
        ("7", "not_resolved"),
        ("365(n)", "elsewhere"),
    ]


def test_a_target_is_the_list_item(found):
    target = next(t for r in found.references for t in r.targets if t.number == "2.1(b)")
    assert found.text[target.start : target.end] == "(b) copy."


def test_terms_name_their_section(found):
    (term,) = found.terms
    assert (term.term, found.sections[term.section].heading) == ("Services", "Definitions")


def test_blocks_carry_their_zone(found):
    zones = [block.zone for block in found.blocks]
    assert zones.count("recital") == 1
    assert zones[-1] == "signature"


def test_a_section_number_is_no_reference_to_itself():
    assert extract("Section 1. Fees\n\nPay.\n\nSection 2. Audit\n\nLook.").references == ()


def test_entries_of_a_table_of_contents_are_no_references():
    text = "CONTENTS\n\nSection 1 Fees .......... 2\n\nSection 1 Fees\n\nPay as in Section 1."
    assert len(extract(text).references) == 1


def test_coverage_counts_what_was_read_and_what_was_kept_apart():
    text = "Pay.\nSee below."
    document = Document(
        text,
        SourceInfo("a.pdf", "application/pdf", "ab", 10),
        (Block("paragraph", 0, 4), Block("footnote", 5, 15)),
        pages=(Page(1, 0, 15), Page(2, 15, 15)),
        furniture=(Furniture("footer", "Page 1", 15, 1),),
        notices=(Notice("unread", "no_text_page", "Page 2 has no text.", 2),),
    )
    coverage = extract(document).coverage
    assert (coverage.complete, coverage.readable_share, coverage.pages, coverage.unread_pages) == (False, 0.5, 2, (2,))
    assert (coverage.characters, coverage.note_characters, coverage.apart_characters) == (15, 10, 6)
    assert coverage.blocks == {"paragraph": 1, "footnote": 1}
    assert coverage.apart == {"footer": 1}


def test_json_can_be_read_back(found):
    assert Extract.model_validate_json(found.model_dump_json()) == found


def test_text_is_that_of_load(found):
    assert found.text == load_text(TEXT).text
