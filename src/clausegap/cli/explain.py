"""``clausegap explain``: why a passage was taken for a clause."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from rapidfuzz import process

from clausegap.batch.plan import make_engine
from clausegap.cli.engines import once_needed
from clausegap.errors import MalformedFileError, UsageError
from clausegap.loaders.apart import ReadingProcess, Request
from clausegap.loaders.remote import path_or_url
from clausegap.model.clause import Clause
from clausegap.model.ranking import Clue, RankedPassage, RankedType
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, Limits, ReadOptions
from clausegap.model.report import Report
from clausegap.model.spec import ReviewSpec
from clausegap.processes import bounded
from clausegap.renderers.ranking_wording import plain_tokens
from clausegap.renderers.wording import visible

_WIDTH: Final = 80
_KINDS: Final = {
    "words": "words", "apart": "words apart", "heading": "heading", "before": "before it", "after": "after it",
    "rule": "rule",
}  # fmt: skip


def run_explain(
    file: str,
    clause: str | None,
    spec: ReviewSpec,
    reading: ReadOptions = DEFAULT_READING,
    limits: Limits = DEFAULT_LIMITS,
) -> int:
    """Prints the trace of a clause, or a list of all clauses; returns 0.

    Args:
        file: A contract, or the JSON report on one.
        clause: Id of a clause of the rules or of a ranked passage.
        spec: What to review for; a report already has its own.
        reading: How to read a contract.
        limits: What reading it may take, and likewise reviewing it.

    Raises:
        InputError: The file cannot be read.
        UsageError: It has no clause of that id.
    """
    report = _report(file, spec, reading, limits)
    lines = _overview(report) if clause is None else _trace(report, clause, file)
    sys.stdout.write("".join(f"{_wrapped(visible(line))}\n" for line in lines))
    return 0


def _wrapped(line: str) -> str:
    """Returns a line over as many lines as a terminal of the usual width needs, the later ones set in."""
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    return textwrap.fill(line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _report(file: str, spec: ReviewSpec, reading: ReadOptions, limits: Limits) -> Report:
    if Path(file).suffix.lower() != ".json":
        with ReadingProcess(limits) as reader:
            reader.begin(Request(path_or_url(file), reading))  # it is read while the engine is built
            make = once_needed(make_engine, reader, spec)
            document = reader.result()
        with bounded(limits, file):
            return make(spec).review(document)
    try:
        return Report.model_validate_json(Path(file).read_bytes())
    except OSError as error:
        raise MalformedFileError(file, f"cannot be read ({error.strerror})", "give a report in JSON") from error
    except ValidationError as error:
        wrong = error.errors()[0]
        place = ".".join(map(str, wrong["loc"]))
        reason = f"is no report of this version ({place + ': ' if place else ''}{wrong['msg']})"
        raise MalformedFileError(file, reason, "write it anew with 'clausegap review --format json'") from error


def _overview(report: Report) -> Iterator[str]:
    yield f"Clauses of {report.source.name}"
    for clause in report.clauses:
        yield f"  {clause.id.ljust(34)} {_chance(clause.probability)}  {clause.location}"
    if report.ranking is None:
        yield "No weights of the ranker ran."
        return
    yield f"Passages by clause type, ranker {report.ranking.version}"
    for one in report.ranking.types:
        for passage in one.passages:
            yield f"  {passage.id.ljust(34)} {_chance(passage.probability)}  {passage.location}"


def _trace(report: Report, name: str, file: str) -> Iterator[str]:
    clauses = {clause.id: clause for clause in report.clauses}
    types = report.ranking.types if report.ranking else ()
    passages = {passage.id: (one, passage) for one in types for passage in one.passages}
    if name in clauses:
        return _of_clause(clauses[name])
    if name in passages:
        return _of_passage(*passages[name])
    nearest = process.extractOne(name, [*clauses, *passages], score_cutoff=50)
    hint = f"; did you mean {nearest[0]!r}?" if nearest else ""
    raise UsageError(f"{file} has no clause {name!r}{hint} (without --clause all are listed)")


def _of_clause(clause: Clause) -> Iterator[str]:
    yield f"{clause.id}: {clause.location}"
    yield f"  serves: {clause.direction}   kind of sentence: {clause.modality}   score of the rules: {clause.score:.2f}"
    yield "  rules that fired"
    for match in clause.matches:
        mark = "*" if match.rule in clause.rules else " "
        yield f"  {mark} {match.rule}: “{match.text}”"
    yield "  (* makes it a clause of this kind)"
    yield from _chances(clause.probability, clause.clues)
    if clause.doubtful:
        yield "  DOUBTFUL: the ranker does not take this wording for such a clause; check it."


def _of_passage(one: RankedType, passage: RankedPassage) -> Iterator[str]:
    yield f"{passage.id}: {one.title}, {passage.location}"
    yield f"  “{passage.quote}”"
    yield f"  the document has such a clause: probability {one.presence:.2f}"
    yield from _chances(passage.probability, passage.clues)
    yield f"  rules that fired: {', '.join(passage.rules) or 'none'}"


def _chances(probability: float | None, clues: tuple[Clue, ...]) -> Iterator[str]:
    if probability is None:
        yield "  the ranker was not taught this kind of clause"
        return
    yield f"  probability by the learned ranker: {probability:.2f}; for (+) and against (-), the strongest first"
    for clue in clues:
        yield f"    {clue.weight:+6.2f}  {_KINDS[clue.kind].ljust(11)}  {plain_tokens(clue.text)}"


def _chance(probability: float | None) -> str:
    return "   -" if probability is None else f"{probability:.2f}"
