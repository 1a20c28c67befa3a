"""``clausegap extract``: what was read from a file, so that a user can check it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clausegap.cli.exits import UNREADABLE
from clausegap.cli.inputs import STDIN_NAME, request_of, shown_name
from clausegap.errors import UsageError
from clausegap.extraction import extract
from clausegap.loaders.apart import load_apart
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, Limits, ReadOptions
from clausegap.processes import bounded
from clausegap.renderers.extract_json import render_extract_json
from clausegap.renderers.extract_text import render_extract

_STDOUT: Final = "-"


@dataclass(frozen=True, slots=True)
class ExtractRequest:
    """What the user asked for.

    Attributes:
        file: The contract; ``-`` is standard input.
        reading: How to read it.
        limits: What reading it may take, and again finding its structure.
        format: text or json; None leaves it to the output's suffix.
        output: File; None or ``-`` for standard output.
        parts: Parts of the text form to show; none for the usual ones.
        stdin_name: What a contract from standard input is called.
    """

    file: str
    reading: ReadOptions = DEFAULT_READING
    limits: Limits = DEFAULT_LIMITS
    format: str | None = None
    output: str | None = None
    parts: tuple[str, ...] = ()
    stdin_name: str = STDIN_NAME


def run_extract(request: ExtractRequest) -> int:
    """Prints or writes what was read; returns 0, or 3 when words of the file may not be in it.

    Raises:
        InputError: The file cannot be read.
        UsageError: The output cannot be written, or parts were asked of JSON.
    """
    output, shown = request.output, shown_name(request.file, request.stdin_name)
    name = request.format or _format_of(output)
    if name == "json" and request.parts:
        raise UsageError("--show: JSON always holds everything; use it with --format text")
    if output not in (None, _STDOUT) and Path(output or "").resolve() == Path(request.file).resolve():
        raise UsageError(f"{output}: the output would overwrite the contract; choose another output")
    document = load_apart(request_of(request.file, request.reading, request.stdin_name), request.limits)
    with bounded(request.limits, shown):
        found = extract(document)
    text = render_extract_json(found) if name == "json" else render_extract(found, request.parts)
    if output is None or output == _STDOUT:
        sys.stdout.write(text)
    else:
        _write(Path(output), text)
    return 0 if found.coverage.complete else UNREADABLE


def _format_of(output: str | None) -> str:
    suffix = Path(output or "").suffix.lower()
    if suffix in ("", ".txt"):
        return "text"
    if suffix == ".json":
        return "json"
    raise UsageError(f"-o {output}: what was read is written as .txt or .json; or name a format by --format")


def _write(target: Path, text: str) -> None:
    from clausegap.batch.files import write_whole  # brings the engine along, which printing does not need

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, text)
    except OSError as error:
        raise UsageError(f"{target}: the output cannot be written: {error.strerror}") from error
