"""Builds the reference pages on the shipped rules: protections, risks and notices."""

from __future__ import annotations

from collections.abc import Iterator

from clausegap.model.terms import CONTRACT_TYPES
from clausegap.rules.library import RuleLibrary, load_library
from clausegap.rules.models import Protection


def risks_page(note: str) -> str:
    """Returns the page on the risks and what answers them."""
    library = load_library()
    heads = [risk.id for risk in library.risks.risks]
    lines = [
        "# Risks",
        note,
        "The twelve risks of outsourcing to intellectual property, with which every report opens, and the protections",
        "that answer them: `P` a main (primary) answer, `s` a supporting one.",
        "[Read a report](../how-to/read-a-report.md#2-the-risks) explains states and coverage.",
        "",
        *(f"- **{risk.id} {risk.title}.** {risk.text}" for risk in library.risks.risks),
        "",
        "| protection | " + " | ".join(heads) + " | mitigations |",
        "|---" * (len(heads) + 2) + "|",
    ]
    for protection in library.protections:
        marks = [
            "P" if h in protection.answers.primary else "s" if h in protection.answers.supporting else "" for h in heads
        ]
        lines.append(f"| {protection.title} | {' | '.join(marks)} | {' '.join(protection.answers.mitigations)} |")
    lines += ["", *(f"- {name}: {text}" for name, text in library.risks.mitigations.items()), ""]
    lines += ["## Outside the contract", "", "No contract can give these; reports show them as a checklist.", ""]
    lines += [f"- {item.text} ({', '.join(item.risks)})" for item in library.risks.checklist]
    supplier = load_library(side="supplier").risks
    lines += ["", "## Risks of the supplier", "", "A report for the supplier opens with these.", ""]
    lines += [f"- **{risk.id} {risk.title}.** {risk.text}" for risk in supplier.risks]
    lines += ["", "Outside the contract:", "", *(f"- {i.text} ({', '.join(i.risks)})" for i in supplier.checklist)]
    return "\n".join([*lines, ""])


def notices_page(note: str) -> str:
    """Returns the page on the jurisdiction notices."""
    file = load_library().notices
    rows = [f"| `{notice.id}` | {' '.join(notice.text.split())} |" for notice in file.notices]
    return "\n".join(
        [
            "# Jurisdiction notices",
            note,
            "Points to check with local counsel. They are no advice, state no outcome and never change a verdict; a",
            "report shows those that the governing law, an address or wording of the contract brings up. Last reviewed",
            f"on {file.reviewed_on}.",
            "",
            "| id | notice |",
            "|---|---|",
            *rows,
            "",
        ]
    )


def protections_page(note: str) -> str:
    """Returns the page on the protections, their parts and the playbooks."""
    customer, supplier = load_library(), load_library(side="supplier")
    lines = [
        "# Protections and playbooks",
        note,
        "What the shipped rules look for. Each protection is one file of `clause_patterns/`;",
        "[Add a protection](../how-to/add-a-protection.md) explains how to change one.",
        "",
        "## What each playbook expects",
        "",
        *_expectations(customer),
    ]
    for protection in customer.catalogue:
        lines += _protection(protection)
    lines += [
        "## What each playbook of the supplier expects",
        "",
        "A review for the supplier has a catalogue of its own",
        "([review for a supplier](../how-to/review-for-a-supplier.md)). Those of its protections that are also the",
        "customer's follow the same rules with the parties exchanged; the others are in `clause_patterns/supplier/`.",
        "",
        *_expectations(supplier),
    ]
    for protection in supplier.catalogue:
        if protection.id in supplier.unranked:
            lines += _protection(protection)
    return "\n".join(lines)


def _expectations(library: RuleLibrary) -> Iterator[str]:
    """Yields the table of what the playbooks of a side expect."""
    books = [library.playbook_for(kind) for kind in CONTRACT_TYPES]
    yield "| protection | " + " | ".join(f"`{book.id}`" for book in books) + " |"
    yield "|---" * (len(books) + 1) + "|"
    for protection in library.catalogue:
        expected = [book.expects.get(protection.id, "not_expected").replace("_", " ") for book in books]
        yield f"| {protection.title} | " + " | ".join(expected) + " |"
    yield from ("", *(f"- `{book.id}`: {book.title}" for book in books), "")


def _protection(protection: Protection) -> Iterator[str]:
    yield f"## {protection.title}"
    yield ""
    yield " ".join(protection.definition.split())
    yield ""
    yield (
        f"`{protection.id}` of the family `{protection.family}`; "
        f"{protection.missing_severity} when it is required and missing."
    )
    yield ""
    yield "| element | role | what it asks for |"
    yield "|---|---|---|"
    for element in protection.elements:
        yield f"| `{element.id}` | {element.role} | {element.content} |"
    yield ""
    if protection.weakeners:
        yield "| weakener | severity | why |"
        yield "|---|---|---|"
    for weakener in protection.weakeners:
        yield f"| `{weakener.id}` | {weakener.severity} | {weakener.why} |"
    if protection.weakeners:
        yield ""
