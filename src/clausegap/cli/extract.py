"""``clausegap extract``: what was read from a file, so that a user can check it."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Final

from clausegap.cli.exits import UNREADABLE
from clausegap.errors import UsageError
from clausegap.extraction import extract
from clausegap.loaders.apart import Request, load_apart
from clausegap.loaders.remote import path_or_url
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, Limits, ReadOptions
from clausegap.processes import bounded
from clausegap.renderers.extract_json import render_extract_json
from clausegap.renderers.extract_text import render_extract

_STDOUT: Final = "-"


def run_extract(
    file: str,
    *,
    reading: ReadOptions = DEFAULT_READING,
    limits: Limits = DEFAULT_LIMITS,
    format_name: str | None = None,
    output: str | None = None,
    parts: tuple[str, ...] = (),
) -> int:
    """Prints or writes what was read; returns 0, or 3 when words of the file may not be in it.

    Args:
        file: The contract.
        reading: How to read it.
        limits: What reading it may take, and again finding its structure.
        format_name: text or json; None leaves it to the output's suffix.
        output: File; None or ``-`` for standard output.
        parts: Parts of the text form to show; none for the usual ones.

    Raises:
        InputError: The file cannot be read.
        UsageError: The output cannot be written, or parts were asked of JSON.
    """
    name = format_name or ("json" if (output or "").lower().endswith(".json") else "text")
    if name == "json" and parts:
        raise UsageError("--show: JSON always holds everything; use it with --format text")
    if output not in (None, _STDOUT) and Path(output or "").resolve() == Path(file).resolve():
        raise UsageError(f"{output}: the output would overwrite the contract; choose another output")
    document = load_apart(Request(path_or_url(file), reading), limits)
    with bounded(limits, file):
        found = extract(document)
    text = render_extract_json(found) if name == "json" else render_extract(found, parts)
    if output is None or output == _STDOUT:
        _print(text)
    else:
        _write(Path(output), text)
    return 0 if found.coverage.complete else UNREADABLE


def _print(text: str) -> None:
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        # As for reports: a terminal's own encoding may lack some quotes.
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    stream.write(text)


def _write(target: Path, text: str) -> None:
    from clausegap.batch.files import write_whole  # brings the engine along, which printing does not need

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, text)
    except OSError as error:
        raise UsageError(f"{target}: the output cannot be written: {error.strerror}") from error
