"""``clausegap explain``: why a passage was taken for a clause."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from clausegap._nearest import nearest_hint
from clausegap.batch.plan import make_engine
from clausegap.cli.engines import once_needed
from clausegap.cli.inputs import STDIN, STDIN_NAME, request_of, shown_name, standard_input
from clausegap.cli.streams import wrapped
from clausegap.errors import MalformedFileError, MissingFileError, UsageError
from clausegap.loaders.apart import ReadingProcess, Request
from clausegap.model.clause import Clause
from clausegap.model.ranking import Clue, RankedPassage, RankedType
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, Limits, ReadOptions
from clausegap.model.report import Report
from clausegap.model.spec import ReviewSpec
from clausegap.processes import bounded
from clausegap.renderers.ranking_wording import plain_tokens
from clausegap.renderers.wording import visible

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
    *,
    stdin_name: str = STDIN_NAME,
) -> int:
    """Prints the trace of a clause, or a list of all clauses; returns 0.

    Args:
        file: A contract, or the JSON report on one.
        clause: Id of a clause of the rules or of a ranked passage.
        spec: What to review for; a report already has its own.
        reading: How to read a contract.
        limits: What reading it may take, and likewise reviewing it.
        stdin_name: What a contract or report from standard input is called.

    Raises:
        InputError: The file cannot be read.
        UsageError: It has no clause of that id.
    """
    name = shown_name(file, stdin_name)
    given = standard_input(name) if file == STDIN else None
    if Path(name).suffix.lower() == ".json" or (given or b"").lstrip().startswith(b"{"):
        report = _kept(name, given)
    else:
        request = request_of(file, reading) if given is None else Request(given, reading, name)
        report = _made(request, spec, limits)
    lines = _overview(report) if clause is None else _trace(report, clause, name)
    sys.stdout.write("".join(f"{wrapped(visible(line))}\n" for line in lines))
    return 0


def _made(request: Request, spec: ReviewSpec, limits: Limits) -> Report:
    """Returns the report on a contract."""
    with ReadingProcess(limits) as reader:
        reader.begin(request)  # it is read while the engine is built
        make = once_needed(make_engine, reader, spec)
        document = reader.result()
    with bounded(limits, request.shown):
        return make(spec).review(document)


def _kept(name: str, given: bytes | None) -> Report:
    """Returns a report that was written before.

    Args:
        name: Its file.
        given: Its content, or None to read it from the file.
    """
    try:
        return Report.model_validate_json(Path(name).read_bytes() if given is None else given)
    except FileNotFoundError as error:
        raise MissingFileError(name, "no such file", "check the path") from error
    except OSError as error:
        raise MalformedFileError(name, f"cannot be read ({error.strerror})", "give a report in JSON") from error
    except ValidationError as error:
        wrong = error.errors()[0]
        place = ".".join(map(str, wrong["loc"]))
        reason = f"is no report of this version ({place + ': ' if place else ''}{wrong['msg']})"
        raise MalformedFileError(name, reason, "write it anew with 'clausegap review --format json'") from error


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
    hint = nearest_hint(name, [*clauses, *passages])
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
