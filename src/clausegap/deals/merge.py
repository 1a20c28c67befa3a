"""Documents of a deal put together to one: one text, one offset space, and what the pipeline found in each."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from clausegap.deals.rankings import joined_ranking, moved_ranking
from clausegap.model.analysis import Analysis, Hit, Reference, Target
from clausegap.model.clause import Clause, Party
from clausegap.model.document import Document, Notice, Part, SourceInfo

_GAP: Final = "\n\n"
MEDIA_TYPE: Final = "application/vnd.clausegap.deal"


def merged_document(documents: Sequence[Document]) -> Document:
    """Returns the documents as one; its parts say which stretch came from which file."""
    shifts = list(_shifts(documents))
    parts = [
        Part(document.source.name, shift, shift + len(document.text))
        for document, shift in zip(documents, shifts, strict=True)
    ]
    pairs = list(zip(documents, shifts, strict=True))
    shares = [document.readable_share * max(len(document.pages), 1) for document in documents]
    return Document(
        text=_GAP.join(document.text for document in documents),
        source=_source(documents),
        blocks=tuple(replace(b, start=b.start + s, end=b.end + s) for d, s in pairs for b in d.blocks),
        segments=tuple(replace(g, start=g.start + s, end=g.end + s) for d, s in pairs for g in d.segments),
        pages=tuple(replace(p, start=p.start + s, end=p.end + s) for d, s in pairs for p in d.pages),
        furniture=tuple(replace(f, at=f.at + s) for d, s in pairs for f in d.furniture),
        notices=tuple(_named(notice, document.source.name) for document in documents for notice in document.notices),
        revisions=tuple(replace(r, start=r.start + s, end=r.end + s) for d, s in pairs for r in d.revisions),
        parts=tuple(parts),
        share=sum(shares) / sum(max(len(document.pages), 1) for document in documents),
    )


def merged_analysis(analyses: Sequence[Analysis], documents: Sequence[Document], main: int) -> Analysis:
    """Returns what was found in all documents, in the offsets of the merged one.

    Args:
        analyses: One for each document.
        documents: In the same order.
        main: Index of the document whose parties and law are those of the deal.
    """
    moved = [
        _moved(analysis, shift, sections, units)
        for analysis, shift, sections, units in zip(
            analyses,
            _shifts(documents),
            _counts(len(a.sections) for a in analyses),
            _counts(len(a.units) for a in analyses),
            strict=True,
        )
    ]
    families: dict[str, set[int]] = defaultdict(set)
    for analysis in moved:
        for name, indexes in analysis.families.items():
            families[name] |= indexes
    first = [moved[main], *(a for index, a in enumerate(moved) if index != main)]
    return Analysis(
        sections=tuple(section for a in moved for section in a.sections),
        units=tuple(unit for a in moved for unit in a.units),
        definitions=tuple(definition for a in moved for definition in a.definitions),
        references=tuple(reference for a in moved for reference in a.references),
        parties=_joined_parties(first),
        facts=tuple(sorted({fact for a in moved for fact in a.facts})),
        families={name: frozenset(indexes) for name, indexes in families.items()},
        hits=tuple(hit for a in moved for hit in a.hits),
        clauses=_renumbered(clause for a in moved for clause in a.clauses),
        unfinished=tuple(sorted({key for a in moved for key in a.unfinished})),
        governing_law=next((a.governing_law for a in first if a.governing_law), None),
        ranking=joined_ranking([a.ranking for a in moved if a.ranking is not None]),
    )


def _shifts(documents: Sequence[Document]) -> Iterator[int]:
    place = 0
    for document in documents:
        yield place
        place += len(document.text) + len(_GAP)


def _counts(lengths: Iterable[int]) -> Iterator[int]:
    place = 0
    for length in lengths:
        yield place
        place += length


def _moved(analysis: Analysis, shift: int, sections: int, units: int) -> Analysis:
    """Returns an analysis with offsets and indexes moved behind those of the documents before it."""

    def hit(found: Hit) -> Hit:
        return found._replace(start=found.start + shift, end=found.end + shift, unit=found.unit + units)

    def target(found: Target | None) -> Target | None:
        if found is None:
            return None
        return found._replace(section=found.section + sections, start=found.start + shift, end=found.end + shift)

    def reference(found: Reference) -> Reference:
        targets = tuple(map(target, found.targets))
        return replace(found, start=found.start + shift, end=found.end + shift, targets=targets)

    def clause(found: Clause) -> Clause:
        matches = tuple(m.model_copy(update={"start": m.start + shift, "end": m.end + shift}) for m in found.matches)
        return found.model_copy(update={"start": found.start + shift, "end": found.end + shift, "matches": matches})

    return replace(
        analysis,
        sections=tuple(
            replace(s, start=s.start + shift, end=s.end + shift, last=s.last + shift) for s in analysis.sections
        ),
        units=tuple(
            replace(
                u,
                start=u.start + shift,
                end=u.end + shift,
                section=u.section + sections,
                stem=(u.stem[0] + shift, u.stem[1] + shift) if u.stem else None,
            )
            for u in analysis.units
        ),
        definitions=tuple(replace(d, start=d.start + shift, end=d.end + shift) for d in analysis.definitions),
        references=tuple(map(reference, analysis.references)),
        families={name: frozenset(i + sections for i in indexes) for name, indexes in analysis.families.items()},
        hits=tuple(map(hit, analysis.hits)),
        clauses=tuple(map(clause, analysis.clauses)),
        ranking=None if analysis.ranking is None else moved_ranking(analysis.ranking, shift),
    )


def _joined_parties(analyses: Iterable[Analysis]) -> tuple[Party, ...]:
    """Returns the parties of all documents, those of one name and role as one, the main document's first."""
    found: dict[tuple[str, object], Party] = {}
    for analysis in analyses:
        for party in analysis.parties:
            key = (party.name.casefold(), party.role)
            known = found.get(key)
            terms = tuple(dict.fromkeys((*(known.terms if known else ()), *party.terms)))
            found[key] = (known or party).model_copy(update={"terms": terms})
    return tuple(found.values())


def _renumbered(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    counts: dict[str, int] = defaultdict(int)
    found = []
    for clause in clauses:
        counts[clause.protection] += 1
        found.append(clause.model_copy(update={"id": f"{clause.protection}-{counts[clause.protection]}"}))
    return tuple(found)


def _named(notice: Notice, name: str) -> Notice:
    return replace(notice, message=f"{name}: {notice.message}")


def _source(documents: Sequence[Document]) -> SourceInfo:
    digest = hashlib.sha256("\n".join(document.source.sha256 for document in documents).encode())
    return SourceInfo(
        name=" + ".join(document.source.name for document in documents),
        media_type=MEDIA_TYPE,
        sha256=digest.hexdigest(),
        size=sum(document.source.size for document in documents),
    )
