"""Several documents reviewed as one: what is found where, and what decides conflicts."""

from dataclasses import replace

import pytest

from clausegap import ReviewSpec
from clausegap.deals.merge import merged_analysis, merged_document
from clausegap.engine import Engine
from clausegap.errors import UsageError
from clausegap.loaders import load_text
from clausegap.model.document import Revision

PARTIES = 'between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier")'
MASTER = f"""\
MASTER SERVICES AGREEMENT

This Master Services Agreement is made on 1 March 2025 {PARTIES}.

1. Services. Supplier shall perform the services described in each statement of work.

2. Ownership. Supplier hereby assigns to Customer all right, title and interest in the deliverables as they are created.
Supplier shall sign all documents needed to record title.

3. Audit. Customer may audit Supplier's records, systems and premises at any time on five days' notice to verify
compliance with this Agreement.
"""
PRECEDENCE = (
    "\n4. Precedence. In the event of a conflict between this Agreement and a statement of work, {} shall prevail.\n"
)
ORDER = """\
STATEMENT OF WORK No. 1

This Statement of Work is issued under the Master Services Agreement dated 1 March 2025.

1. Scope. Supplier shall develop the application.

2. Audit. Section 3 (Audit) of the Master Services Agreement applies.
"""
SELLER_OWNS = "\n3. Ownership. All intellectual property rights in the deliverables shall remain with Supplier.\n"
AMENDMENT = """\
AMENDMENT No. 1

This Amendment amends the Master Services Agreement dated 1 March 2025.

1. Section 3 of the Agreement is {}.
"""


@pytest.fixture(scope="module")
def engine():
    return Engine(ReviewSpec())


def deal(engine, **texts):
    documents = [load_text(text, name=f"{name}.txt") for name, text in texts.items()]
    return engine.review_deal(documents)[0]


def places(finding):
    return {evidence.location.document for evidence in finding.evidence}


def test_each_quote_names_its_document(engine):
    report = deal(engine, msa=MASTER, sow=ORDER)
    assert places(report.finding("ip_ownership")) == {"msa.txt"}
    assert str(report.finding("ip_ownership").evidence[0].location).startswith("msa.txt, section 2")


def test_what_is_incorporated_from_a_supplied_document_counts_as_found_there(engine):
    alone = engine.review(load_text(ORDER, name="sow.txt")).finding("audit_rights")
    together = deal(engine, sow=ORDER, msa=MASTER).finding("audit_rights")
    assert (alone.status, alone.flags) == ("weak", ("by_reference",))
    assert (together.status, places(together)) == ("present", {"msa.txt"})


def test_what_is_incorporated_from_a_supplied_document_that_lacks_it_is_missing(engine):
    without = MASTER[: MASTER.index("3. Audit")]
    assert deal(engine, sow=ORDER, msa=without).finding("audit_rights").status == "missing"


def test_an_order_takes_its_parties_from_the_agreement(engine):
    report = deal(engine, sow=ORDER + SELLER_OWNS, msa=MASTER)
    assert {(party.name, party.role) for party in report.parties} == {
        ("Alpha Ltd", "customer"),
        ("Beta Ltd", "supplier"),
    }
    assert report.contract_type.type == "msa"


def test_a_prevailing_document_decides_a_conflict(engine):
    order = ORDER + SELLER_OWNS
    master_wins = deal(engine, msa=MASTER + PRECEDENCE.format("this Agreement"), sow=order)
    order_wins = deal(engine, msa=MASTER + PRECEDENCE.format("the statement of work"), sow=order)
    assert master_wins.finding("ip_ownership").status == "present"
    assert order_wins.finding("ip_ownership").status == "missing"
    assert [n.message for n in master_wins.notices if n.code == "precedence"] == [
        "Order of precedence, by msa.txt: msa.txt, then sow.txt."
    ]


def test_a_listed_order_of_precedence_is_read(engine):
    clause = "\n4. Rank. The following order of precedence applies: (a) the statements of work; (b) this Agreement.\n"
    report = deal(engine, msa=MASTER + clause, sow=ORDER + SELLER_OWNS)
    assert report.finding("ip_ownership").status == "missing"


def test_a_conflict_without_an_order_of_precedence_is_named(engine):
    report = deal(engine, msa=MASTER, sow=ORDER + SELLER_OWNS)
    assert [n.message for n in report.notices if n.code == "conflict"] == [
        "msa.txt, sow.txt disagree on ip ownership, and no order of precedence was found."
    ]


def test_an_amendment_deletes_a_section(engine):
    finding = deal(engine, msa=MASTER, amendment=AMENDMENT.format("deleted")).finding("audit_rights")
    assert (finding.status, finding.flags) == ("missing", ("deleted_by_amendment",))
    assert finding.search.near_miss.why == "an amendment deletes or replaces this section"


def test_an_amendment_replaces_a_section(engine):
    words = (
        "deleted and replaced with the following: Customer may audit Supplier's records once during the term of this "
        "Agreement to verify invoices"
    )
    finding = deal(engine, msa=MASTER, amendment=AMENDMENT.format(words)).finding("audit_rights")
    assert (finding.status, places(finding)) == ("weak", {"amendment.txt"})


def test_documents_that_were_not_supplied_are_listed(engine):
    order = ORDER + "\n3. Data. The terms of Schedule 4 (Data) apply.\n"
    alone = {r.name: r.supplied for r in engine.review(load_text(order, name="sow.txt")).references}
    together = {r.name: r.supplied for r in deal(engine, sow=order, msa=MASTER).references}
    assert alone == {"Master Services Agreement": False, "Schedule 4": False}
    assert together == {"Master Services Agreement": True, "Schedule 4": False}


def test_an_attached_schedule_is_supplied(engine):
    text = MASTER + "\n4. Data. Schedule 1 applies.\n\nSCHEDULE 1\n\nData protection terms.\n"
    report = engine.review(load_text(text, name="msa.txt"))
    assert [(r.name, r.supplied) for r in report.references] == [("Schedule 1", True)]


def test_files_of_a_deal_are_listed_in_the_order_given(engine):
    report = deal(engine, sow=ORDER, msa=MASTER)
    assert [source.name for source in report.documents] == ["sow.txt", "msa.txt"]
    assert report.source.name == "sow.txt + msa.txt"
    assert report.source.characters == len(ORDER) + len(MASTER) + 2


def test_a_deal_of_one_document_is_judged_like_the_document(engine):
    alone = engine.review(load_text(MASTER, name="msa.txt"))
    assert [(f.protection, f.status, f.severity) for f in deal(engine, msa=MASTER).findings] == [
        (f.protection, f.status, f.severity) for f in alone.findings
    ]


def test_a_deal_of_nothing_is_refused(engine):
    with pytest.raises(UsageError, match="at least one"):
        engine.review_deal([])


def test_revisions_of_a_deal_move_with_their_document():
    change = Revision("deletion", 3, 3, "old")
    documents = [replace(load_text(text), revisions=(change,)) for text in ("One.", "Second one.")]
    assert [(r.start, r.end) for r in merged_document(documents).revisions] == [(3, 3), (9, 9)]


def test_targets_of_references_move_with_their_document():
    texts = ("1. Fees\n\nPay.", "1. Scope\n\nAs in Section 2.\n\n2. Audit\n\nLook.")
    documents = [load_text(text) for text in texts]
    engine = Engine(ReviewSpec())
    whole = merged_document(documents)
    analysis = merged_analysis([engine.analyse(document) for document in documents], documents, 0)
    (reference,) = analysis.references
    (target,) = reference.targets
    assert whole.text[target.start : target.end].startswith("2. Audit")
    assert analysis.sections[target.section].heading == "Audit"
