"""The pages of the documentation, and the code blocks in them.

A block in one of the languages of ``RUN`` is executed by the tests, one in a language of ``READ`` parsed. One that
cannot be is preceded by ``<!-- not run: the reason -->``. One that needs what the tests do not install is preceded by
``<!-- needs: package, program -->`` and is executed where all of these are there. A ``text`` block right
after a ``python`` block is its output. A block after ``<!-- file: name.yaml -->`` is saved under that name.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import yaml

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # comes with pytest there

ROOT = Path(__file__).resolve().parents[2]
RUN = ("python", "console", "pycon")
READ = {"yaml": yaml.safe_load, "json": json.loads, "toml": tomllib.loads, "pyi": ast.parse}
SHELL = ("sh",)  # commands without their output: never run here, so they need a reason
ELLIPSIS = "..."

_FENCE = re.compile(r"^```(?P<language>[\w-]*)[^\n]*\n(?P<body>.*?)^```[ ]*$", re.M | re.S)
_REASON = re.compile(r"<!--\s*not run:\s*(?P<reason>(?:(?!-->).)*?)\s*-->\s*\Z", re.S)
_FILE = re.compile(r"<!--\s*file:\s*(?P<name>[\w./-]+)\s*-->\s*\Z")
_NEEDS = re.compile(r"<!--\s*needs:\s*(?P<names>[\w, -]+?)\s*-->\s*\Z")


@dataclass(frozen=True)
class Block:
    """A fenced block.

    Attributes:
        page: Its page, relative to the project.
        line: Line of its fence, from 1.
        language: As after the fence.
        body: Its lines.
        reason: Why it is not run, or None.
        needs: Packages and programs without which it cannot run.
        file: Name under which it is saved for the blocks after it, or None.
        output: Lines of the output block after a Python block, or None.
        is_output: Whether it is such an output block itself.
        span: Start and end of the body in the page.
        output_span: The same for the output block.
    """

    page: str
    line: int
    language: str
    body: str
    reason: str | None
    needs: tuple[str, ...]
    output: str | None
    span: tuple[int, int]
    output_span: tuple[int, int] | None
    is_output: bool = False
    file: str | None = None

    @property
    def acts(self) -> bool:
        """Whether the tests do something with it, in the order of the page."""
        return self.reason is None and (self.language in RUN or self.file is not None)

    @property
    def missing(self) -> tuple[str, ...]:
        """What it needs and is not on this machine."""
        return tuple(name for name in self.needs if not (find_spec(name) or shutil.which(name)))

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


@dataclass(frozen=True)
class Step:
    """A command of a console block and the output shown under it; None shows nothing of it."""

    command: str
    output: tuple[str, ...]


def pages() -> list[Path]:
    """Returns every page, generated ones included, in a fixed order."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path) -> list[Block]:
    """Returns the fenced blocks of a page."""
    return blocks_in(page.read_text(encoding="utf-8"), page.relative_to(ROOT).as_posix())


def blocks_in(text: str, name: str) -> list[Block]:
    """Returns the fenced blocks of the text of a page."""
    matches = list(_FENCE.finditer(text))
    found = []
    for index, match in enumerate(matches):
        before = text[: match.start()]
        reason, needs, file = (sign.search(before) for sign in (_REASON, _NEEDS, _FILE))
        following = matches[index + 1] if index + 1 < len(matches) else None
        shown = following if following and _is_output(text, match, following) else None
        is_output = index > 0 and _is_output(text, matches[index - 1], match)
        found.append(
            Block(
                page=name,
                line=text.count("\n", 0, match.start()) + 1,
                language=match["language"],
                body=match["body"],
                reason=reason["reason"] if reason else None,
                needs=tuple(re.split(r"[\s,]+", needs["names"])) if needs else (),
                output=shown["body"] if shown else None,
                span=match.span("body"),
                output_span=shown.span("body") if shown else None,
                is_output=is_output,
                file=file["name"] if file else None,
            )
        )
    return found


def _is_output(text: str, block: re.Match[str], following: re.Match[str]) -> bool:
    between = text[block.end() : following.start()]
    return block["language"] == "python" and following["language"] == "text" and not between.strip()


def steps(block: Block) -> list[Step]:
    """Returns the commands of a console block with their outputs."""
    found: list[Step] = []
    for line in block.body.splitlines():
        if line.startswith("$ "):
            found.append(Step(line[2:], ()))
        elif found:
            found[-1] = Step(found[-1].command, (*found[-1].output, line))
        else:
            raise ValueError(f"{block.place}: a console block begins with '$ '")
    return found


def same_output(shown: list[str], real: list[str]) -> bool:
    """Whether real lines are those shown; three dots stand for any lines, or within a line for any words."""
    if not shown:
        return not real
    first, rest = shown[0], shown[1:]
    if first == ELLIPSIS:
        return any(same_output(rest, real[skip:]) for skip in range(len(real) + 1))
    return bool(real) and _same_line(first, real[0]) and same_output(rest, real[1:])


def _same_line(shown: str, real: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, shown.split(ELLIPSIS))), real) is not None


def renewed(shown: list[str], real: list[str]) -> list[str]:
    """Returns the lines to show from now on: the old ones while they hold, else real ones, cut as they were."""
    if shown != [ELLIPSIS] and same_output(shown, real):
        return shown
    kept = len(shown) - 1 if shown and shown[-1] == ELLIPSIS else len(real)
    return real if kept in (0, len(real)) else [*real[:kept], ELLIPSIS]
