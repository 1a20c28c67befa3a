"""Reviews what is to be compared: two versions of a contract, or a contract and the standard wording.

Both sides of a comparison are reviewed alike: under one contract type, one playbook and one view of the parties.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from clausegap.compare.reports import compare_reports
from clausegap.compare.standard import compare_with_wordings
from clausegap.compare.versions import Version
from clausegap.compare.wordings import Wording
from clausegap.gaps.quotes import location_in
from clausegap.gaps.standard import Standards
from clausegap.loaders import load_text
from clausegap.model.analysis import Analysis
from clausegap.model.clause import Party
from clausegap.model.comparison import Comparison, Subject
from clausegap.model.deviation import Origin, StandardComparison
from clausegap.model.document import Document
from clausegap.model.report import ReportNotice, TypeGuess
from clausegap.model.terms import ContractType, Side

if TYPE_CHECKING:
    from clausegap.engine.core import Engine

KeptReviews = dict[tuple[ContractType, str], Version]  # by contract type and words

# What standard wording calls the parties.
_STANDARD_PARTIES: Final = (
    Party(name="Customer", terms=("Customer",), role="customer"),
    Party(name="Supplier", terms=("Supplier",), role="supplier"),
)


def compare_versions(engine: Engine, old: Document, new: Document, subject: Subject) -> Comparison:
    """Returns what became of each protection between two versions of a contract; see ``Engine.compare``."""
    before, after, customer = _analysed_alike(engine, old, new)
    guess = engine.type_of(new, after)
    remarks = []
    if customer is not None:
        message = f"The roles of the parties are those of the new version: {customer} is the customer."
        remarks.append(ReportNotice(level="info", code="roles_of_new", message=message))
    own = engine.type_of(old, before).type
    if own != guess.type:
        message = f"The old version alone would be taken for {own}; both were reviewed as {guess.type}."
        remarks.append(ReportNotice(level="info", code="type_of_new", message=message))
    if subject == "tracked_changes" and old.text == new.text:
        message = "The file has no tracked changes that alter its words."
        remarks.append(ReportNotice(level="info", code="no_tracked_changes", message=message))
    versions = [_version(engine, document, analysis, guess) for document, analysis in ((old, before), (new, after))]
    return compare_reports(versions[0], versions[1], subject, tuple(remarks))


def _analysed_alike(engine: Engine, old: Document, new: Document) -> tuple[Analysis, Analysis, str | None]:
    """Returns the analyses of both versions, and the customer if the old one had to be told who that is."""
    after = engine.analyse(new)
    before = engine.analyse(old, after.parties)
    if not _tells_roles(after):
        after = engine.analyse(new, before.parties)
    customer = _customer_of_both(after, before)
    if customer is not None:
        before = engine.with_customer(customer).analyse(old, after.parties)
    return before, after, customer


def _tells_roles(analysis: Analysis) -> bool:
    return {"customer", "supplier"} <= {party.role for party in analysis.parties}


def _customer_of_both(new: Analysis, old: Analysis) -> str | None:
    """Returns the customer of the new version if the old one takes that party for the supplier; else None."""
    roles: dict[str, Side | None] = {name: party.role for party in old.parties for name in (party.name, *party.terms)}
    customers = [party for party in new.parties if party.role == "customer"]
    names = [name for party in customers for name in (party.name, *party.terms)]
    return next((name for name in names if roles.get(name) == "supplier"), None)


def compare_with_standard(engine: Engine, document: Document, kept: KeptReviews) -> StandardComparison:
    """Returns how a contract stands against standard wording; see ``Engine.compare_with_standard``.

    Args:
        engine: Reviews the contract, and each wording.
        document: The contract.
        kept: Wordings that are reviewed already; those that are not yet are added.
    """
    analysis = engine.analyse(document)
    guess = engine.type_of(document, analysis)
    contract = _version(engine, document, analysis, guess)
    wordings = _wordings(engine.standards_for(guess.type))
    return compare_with_wordings(contract, wordings, partial(_reviewed, engine, guess.type, kept))


def _wordings(standards: Standards) -> dict[str, list[Wording]]:
    """Returns the standard wording of each protection, the better first."""
    found = {}
    for standard in standards:
        own = standards.own_wordings(standard.protection.id)
        origin: Origin = "playbook" if own else "rules"
        wordings = own or standard.fallbacks
        found[standard.protection.id] = [Wording(name, origin, words) for name, words in wordings.items()]
    return found


def _reviewed(engine: Engine, contract_type: ContractType, kept: KeptReviews, wording: Wording) -> Version:
    """Returns a standard wording, reviewed as if it were a contract between the parties that it names."""
    key = (contract_type, wording.words)
    if key not in kept:
        document = load_text(wording.words, wording.name)
        guess = TypeGuess(type=contract_type, given=True)
        kept[key] = _version(engine, document, engine.analyse(document, _STANDARD_PARTIES), guess)
    return kept[key]


def _version(engine: Engine, document: Document, analysis: Analysis, guess: TypeGuess) -> Version:
    return Version(
        report=engine.report(document, analysis, guess),
        document=document,
        units=tuple((unit.start, unit.end) for unit in analysis.units),
        locate=lambda offset: location_in(document, analysis, offset),
        terms=tuple(dict.fromkeys(chain(_defined(analysis), *(party.terms for party in analysis.parties)))),
    )


def _defined(analysis: Analysis) -> list[str]:
    return [definition.term for definition in analysis.definitions]
