"""The tree keeps the rules that no linter knows."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_LONGEST_FUNCTION = 60  # lines
_TOP_LEVEL = {
    "clause_patterns",
    "docs",
    "sample_contracts",
    "src",
    "tests",
    "LICENSE",
    "README.md",
    "hatch_build.py",
    "pyproject.toml",
}  # fmt: skip
# Written in pieces, so that this file does not hold what it forbids.
_REGISTRIES = tuple("".join(parts) for parts in (("pypi", ".org"), ("python", "hosted.org"), ("index", "-url")))
_MACHINE_PATH = re.compile(
    rb"(?<![\w.~$}/-])/(?:"
    + b"|".join((b"ho" + b"me", b"ro" + b"ot", b"op" + b"t", b"wo" + b"rk", b"Us" + b"ers"))
    + rb")/\w"
)


def _files() -> list[Path]:
    """Returns the files that belong to the project: what git tracks, or without git what lies in its folders."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
        found = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
        if listed.returncode == 0 and found:
            return [path for path in found if path.is_file()]
    folders = [path for name in sorted(_TOP_LEVEL) for path in [ROOT / name] if path.is_dir()]
    inside = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in inside if "__pycache__" not in path.parts and path.suffix != ".pyc"]


def _functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {node.name}", node


def test_no_function_is_too_long() -> None:
    lengths = {place: (node.end_lineno or 0) - node.lineno + 1 for place, node in _functions()}
    assert {place: length for place, length in lengths.items() if length > _LONGEST_FUNCTION} == {}


def test_no_file_names_a_package_registry_or_a_place_on_somebodys_machine() -> None:
    bad = []
    for path in _files():
        data = path.read_bytes()
        name = path.relative_to(ROOT).as_posix()
        bad += [f"{name}: {host}" for host in _REGISTRIES if host.encode() in data]
        if path.suffix not in (".pdf", ".docx", ".png"):
            bad += [f"{name}: {match.group().decode()}" for match in _MACHINE_PATH.finditer(data)]
    assert bad == []


def test_the_top_level_is_fixed() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in _files()}
    assert {name for name in top if not name.startswith(".")} <= _TOP_LEVEL


def test_text_files_are_utf_8_with_plain_line_ends() -> None:
    texts = [path for path in _files() if path.suffix in (".py", ".md", ".yaml", ".toml", ".j2", ".css", ".ipynb")]
    assert texts
    for path in texts:
        data = path.read_bytes()
        data.decode("utf-8")
        assert b"\r" not in data, path


@pytest.mark.parametrize("words", [("TO" + "DO",), ("FIX" + "ME",), ("X" + "XX:",)])
def test_nothing_is_left_unfinished(words: tuple[str, ...]) -> None:
    sources = sorted((ROOT / "src").rglob("*.py"))
    found = [path.name for path in sources for word in words if word in path.read_text(encoding="utf-8")]
    assert found == []
