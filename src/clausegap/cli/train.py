"""``clausegap train`` and ``clausegap evaluate``: weights from labelled data, and how good they are."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clausegap.cli.sources import find_contracts
from clausegap.errors import UsageError
from clausegap.model.spec import ReviewSpec

if TYPE_CHECKING:
    from clausegap.training.evaluate import Figures
    from clausegap.training.metrics import Interval
    from clausegap.training.train import Lesson, OwnType

_NEEDED: Final = ("sklearn", "scipy", "joblib", "snowballstemmer")


@dataclass(frozen=True, slots=True)
class LessonRequest:
    """What the user wants to teach.

    Attributes:
        data: Folder or file of labelled data.
        rules: Further rules that run.
        jobs: Processes.
        type: Id of an own clause type, or None.
        title: Its name; None makes one of the id.
        background: Folder of contracts without such a clause, or None.
        attribution: Whom the licence of the data asks to name; kept in the file of weights.
    """

    data: str
    rules: tuple[str, ...] = ()
    jobs: int = 2
    type: str | None = None
    title: str | None = None
    background: str | None = None
    attribution: str = ""


def run_train(request: LessonRequest, out: str) -> int:
    """Learns and writes weights; prints what was learned as JSON and returns 0.

    Raises:
        DataError: The data cannot be learned from.
        UsageError: An argument is wrong, or the training extra is not installed.
    """
    _check_extra()
    from clausegap.training.train import summary, write_own_type, write_weights

    lesson, own = _lesson(_with_own_rules(request, Path(out)))
    weights = lesson.learned(request.jobs)
    if own is None:
        size = write_weights(weights, Path(out))
    else:
        _, numbers = write_own_type(own, weights, Path(out))
        size = numbers.stat().st_size
    sys.stdout.write(summary(lesson, weights, size) + "\n")
    return 0


def run_evaluate(request: LessonRequest, *, as_json: bool) -> int:
    """Prints how well each clause type is found in documents left out of the learning; returns 0.

    Raises:
        DataError: The data cannot be learned from.
        UsageError: An argument is wrong, or the training extra is not installed.
    """
    _check_extra()
    from clausegap.training.evaluate import cross_validated, figures_of

    lesson, _ = _lesson(request)
    ranked = cross_validated(lesson.sheet, tuple(lesson.types), request.jobs)
    figures = [figures_of(name, contracts) for name, contracts in ranked.items()]
    text = json.dumps([asdict(one) for one in figures], indent=2) if as_json else _table(figures)
    sys.stdout.write(text + "\n")
    return 0


def _with_own_rules(request: LessonRequest, folder: Path) -> LessonRequest:
    """Returns the request with the rule folder it writes to, where the clause type lies there already.

    Whoever adds cues and trains again means them to be learned.
    """
    from clausegap.training.train import rule_file

    named = folder.resolve() in [Path(rules).resolve() for rules in request.rules]
    if request.type is None or named or not rule_file(request.type, folder).is_file():
        return request
    return replace(request, rules=(*request.rules, str(folder)))


def _lesson(request: LessonRequest) -> tuple[Lesson, OwnType | None]:
    from clausegap.training.train import OwnType, lesson_from

    own = None
    if request.type is not None:
        title = request.title or request.type.replace("_", " ").capitalize()
        own = OwnType(request.type, title, _contracts(request.background))
    elif request.title or request.background:
        raise UsageError("--title and --background go with --type")
    lesson = lesson_from(Path(request.data), ReviewSpec(rules=request.rules), request.jobs, own)
    return replace(lesson, about={**lesson.about, "attribution": request.attribution}), own


def _contracts(folder: str | None) -> tuple[Path, ...]:
    return () if folder is None else tuple(map(Path, find_contracts([folder]).paths))


def _table(figures: Sequence[Figures]) -> str:
    width = max(len(one.name) for one in figures)
    lines = [f"{'clause type'.ljust(width)}  marked  AUPR               precision  recall  F1"]
    for one in figures:
        decided = f"{one.precision.value:9.2f}  {one.recall.value:6.2f}  {_shown(one.f1)}"
        lines.append(f"{one.name.ljust(width)}  {one.marked:6}  {_shown(one.area)}  {decided}")
    lines.append(
        "In brackets: 95 % intervals over documents. Precision, recall and F1: does a document have such a clause."
    )
    return "\n".join(lines)


def _shown(interval: Interval) -> str:
    return f"{interval.value:.2f} [{interval.low:.2f}, {interval.high:.2f}]"


def _check_extra() -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise UsageError(f"training needs {', '.join(missing)}: install clausegap[train]")
