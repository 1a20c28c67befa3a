"""Executes the code blocks of the documentation in a scratch folder with the sample contracts."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import warm
from doc_pages import ROOT, Block, Step, steps

# Between two commands of one shell, so that the exit code of one can be shown by the next.
_MARK = "<<<<end of step>>>>"
_LIMIT_S = 300


@dataclass
class Session:
    """The folder and the Python names that the blocks of one page share."""

    folder: Path
    names: dict[str, object] = field(default_factory=lambda: {"__name__": "__docs__"})

    def __post_init__(self) -> None:
        shutil.copytree(ROOT / "sample_contracts", self.folder / "sample_contracts")
        tools = self.folder / ".tools"
        tools.mkdir()
        # The page says `clausegap` and `python`: those of the interpreter that runs the tests.
        cold = f'#!/bin/sh\nexec "{sys.executable}" -m clausegap "$@"\n'
        _script(tools / "clausegap", warm.client() if sys.platform == "linux" else cold)
        _script(tools / "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')

    def save(self, block: Block) -> None:
        """Writes a block that a page says to save."""
        path = self.folder / str(block.file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.body, encoding="utf-8", newline="\n")

    def run_python(self, block: Block) -> list[str]:
        """Returns the lines that a Python block prints."""
        out = io.StringIO()
        code = compile("\n" * block.line + block.body, block.page, "exec")
        with _working_in(self.folder), contextlib.redirect_stdout(out):
            exec(code, self.names)
        return _lines(out.getvalue())

    def run_doctest(self, block: Block) -> str:
        """Returns what a block of Python with its prompts and output does otherwise than shown, or nothing."""
        found = doctest.DocTestParser().get_doctest(block.body, self.names, block.place, block.page, block.line)
        said: list[str] = []
        with _working_in(self.folder):
            doctest.DocTestRunner(verbose=False).run(found, out=said.append)
        return "".join(said)

    def run_console(self, block: Block) -> list[tuple[Step, list[str], int]]:
        """Returns for each command of a console block what it printed and its exit code."""
        wanted = steps(block)
        script = "".join(f'{step.command}\nrc=$?; echo "{_MARK}$rc"; (exit $rc)\n' for step in wanted)
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=_LIMIT_S,
            check=False,
        )
        found = []
        rest = done.stdout
        for step in wanted:
            shown, _, rest = rest.partition(_MARK)
            code, _, rest = rest.partition("\n")
            found.append((step, _lines(shown), int(code)))
        return found

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PATH": f"{self.folder / '.tools'}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "PYTHONIOENCODING": "utf-8",
        }


@contextlib.contextmanager
def _working_in(folder: Path) -> Iterator[None]:  # contextlib.chdir came only with Python 3.11
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _script(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def _lines(text: str) -> list[str]:
    lines = [line.rstrip() for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return lines
