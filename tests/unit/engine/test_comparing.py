"""Two versions of one contract from their words to the comparison, with the shipped rules."""

from __future__ import annotations

import io
import zipfile

import pytest

from clausegap import InputError, Reviewer, load_text
from clausegap.errors import NoTrackedChangesError

HEAD = """MASTER SERVICES AGREEMENT

This Master Services Agreement is made on 1 March 2025 between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").

1. Services. Supplier shall perform the services described in each statement of work. Customer shall pay the fees.
"""
AUDIT = """
2. Audit. Customer may audit Supplier's records, systems and premises at any time on five days' notice to verify
compliance with this Agreement.
"""
SECRECY = """
{}. Confidentiality. Supplier shall keep Customer's Confidential Information secret, shall use it only to perform the
services and shall not disclose it to any person, as Section {} says.
"""
OLD = HEAD + AUDIT + SECRECY.format(3, 3)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BY = 'w:id="1" w:author="B. Seller" w:date="2025-02-03T09:30:00Z"'


@pytest.fixture(scope="module")
def reviewer():
    return Reviewer()


def kinds(comparison):
    return {change.protection: change.kind for change in comparison.changes if change.kind != "unchanged"}


def test_a_version_compared_with_itself_has_no_change(reviewer):
    assert kinds(reviewer.compare(load_text(OLD), load_text(OLD))) == {}


def test_a_clause_that_went_is_removed_and_its_neighbour_renumbered_is_unchanged(reviewer):
    comparison = reviewer.compare(load_text(OLD), load_text(HEAD + SECRECY.format(2, 2)))
    assert kinds(comparison) == {"audit_rights": "removed"}
    assert comparison.losses[0].protection == "audit_rights"
    assert kinds(reviewer.compare(load_text(HEAD + SECRECY.format(2, 2)), load_text(OLD))) == {"audit_rights": "added"}


def test_a_clause_with_a_new_weakness_is_weakened(reviewer):
    new = OLD.replace("Customer may audit", "Customer may, with Supplier's prior written consent in each case, audit")
    change = reviewer.compare(load_text(OLD), load_text(new)).change("audit_rights")
    assert change.kind == "weakened"
    assert change.weakeners[0].new == "critical"
    inserted = "".join(piece.words for piece in change.passages[0].pieces if piece.kind == "insert")
    assert inserted.strip(" ,") == "with Supplier's prior written consent in each case"


def test_both_versions_are_reviewed_as_the_new_one_is(reviewer):
    plain = OLD.replace("MASTER SERVICES AGREEMENT", "CONSULTING AGREEMENT").replace("Master Services", "Consulting")
    comparison = reviewer.compare(load_text(plain), load_text(OLD))
    assert (comparison.contract_type.type, comparison.playbook) == ("msa", "msa")
    assert [notice.code for notice in comparison.notices if notice.code == "type_of_new"] == ["type_of_new"]


def test_both_versions_have_the_customer_of_the_new_one(reviewer):
    told = """SERVICES AGREEMENT

This Agreement is made between Alpha Ltd ("Alpha") and Beta Ltd ("Beta").

1. {0} shall perform the services. {0} shall deliver the reports. {1} shall pay the fees and {0} shall invoice {1}.

2. {1} may audit the records of {0} on five days' notice.
"""
    comparison = reviewer.compare(load_text(told.format("Alpha", "Beta")), load_text(told.format("Beta", "Alpha")))
    (notice,) = [notice for notice in comparison.notices if notice.code == "roles_of_new"]
    assert notice.message == "The roles of the parties are those of the new version: Alpha Ltd is the customer."
    # In the old version the audit is a right of the other side.
    assert comparison.change("audit_rights").kind == "added"


def test_a_page_that_was_not_read_makes_nothing_removed(reviewer):
    foreign = "Der Auftragnehmer hat die Leistungen ordnungsgemäß zu erbringen und haftet für jeden Schaden.\n" * 30
    comparison = reviewer.compare(load_text(OLD), load_text(foreign))
    assert not comparison.of_kind("removed", "weakened")
    assert comparison.change("audit_rights").kind == "undetermined"
    assert "audit_rights" in [change.protection for change in comparison.losses]


def word_file(*paragraphs):
    body = "".join(f"<w:p>{content}</w:p>" for content in paragraphs)
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def run(text, kind="t"):
    return f'<w:r><w:{kind} xml:space="preserve">{text.replace("&", "&amp;")}</w:{kind}></w:r>'


def tracked(text):
    """A paragraph for each line, with the audit clause's notice changed by a tracked deletion and insertion."""
    for line in text.splitlines():
        before, mark, after = line.partition("five days'")
        if not mark:
            yield run(line)
            continue
        gone = f"<w:del {BY}>{run(mark, 'delText')}</w:del>"
        come = run("ninety days'")
        yield f"{run(before)}{gone}<w:ins {BY}>{come}</w:ins>{run(after)}"


def test_pending_changes_are_told_with_who_made_them(reviewer):
    lines = [" ".join(part.split()) for part in OLD.split("\n\n")]
    comparison = reviewer.review_changes(word_file(*tracked("\n".join(lines))))
    assert comparison.subject == "tracked_changes"
    assert kinds(comparison) == {"audit_rights": "weakened"}
    change = comparison.change("audit_rights")
    assert [(r.author, r.date) for r in change.revisers] == [("B. Seller", "2025-02-03T09:30:00Z")]
    pieces = [(p.kind, p.words.strip()) for p in change.passages[0].pieces if p.kind != "equal"]
    assert pieces == [("delete", "five"), ("insert", "ninety")]


def test_a_file_without_tracked_changes_is_said_to_have_none(reviewer):
    comparison = reviewer.review_changes(word_file(*map(run, OLD.split("\n\n"))))
    assert kinds(comparison) == {}
    assert "no_tracked_changes" in [notice.code for notice in comparison.notices]


def test_a_format_that_keeps_no_changes_is_refused(reviewer, tmp_path):
    path = tmp_path / "contract.txt"
    path.write_text(OLD, encoding="utf-8")
    with pytest.raises(NoTrackedChangesError, match=r"contract\.txt: only Word files"):
        reviewer.review_changes(path)
    assert issubclass(NoTrackedChangesError, InputError)


def test_a_comparison_shows_itself(reviewer):
    comparison = reviewer.compare(load_text(OLD), load_text(HEAD))
    assert comparison.to_json().startswith("{")
    assert comparison.to_markdown().startswith("# Comparison")
    assert comparison.to_html().startswith("<!doctype html>")
    assert "removed" in comparison._repr_html_()
