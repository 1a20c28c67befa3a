"""A wheel, an editable install and a plain checkout behave alike and carry the same rules."""

from __future__ import annotations

import json
import tarfile
import zipfile
from pathlib import Path

import pytest
from installations import ROOT, built, checkout, fresh_python, install, run

pytest.importorskip("build", reason="needs the package 'build': pip install '.[test]'")
pytest.importorskip("hatchling", reason="needs the package 'hatchling': pip install '.[test]'")

_PROBE = Path(__file__).with_name("probe.py")
_COMPONENTS = ["clauses", "matcher", "parties", "ranker", "sections", "sentences"]
_WEIGHTS = "clausegap/ranking/clauses.npz"
_MOST_WEIGHTS = 3_000_000  # bytes


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkout(tmp_path_factory.mktemp("packaging"))


@pytest.fixture(scope="module")
def wheel(source: Path, from_checkout: dict) -> Path:
    assert from_checkout  # seen before the build leaves the prepared rules beside the source
    return built(source, "wheel")


@pytest.fixture(scope="module")
def from_checkout(source: Path) -> dict:
    python = fresh_python(source.parent / "plain")
    return json.loads(run(python, _PROBE, cwd=source.parent, python_path=source / "src"))


@pytest.fixture(scope="module")
def wheel_python(source: Path, wheel: Path) -> Path:
    python = fresh_python(source.parent / "with_wheel")
    install(python, wheel)
    return python


def test_a_wheel_behaves_like_the_checkout(source: Path, wheel_python: Path, from_checkout: dict) -> None:
    seen = json.loads(run(wheel_python, _PROBE, cwd=source.parent))
    assert seen["same"] == from_checkout["same"]
    assert seen["rules"] == str(Path(seen["package"]) / "clause_patterns")
    assert seen["ready"]
    assert not seen["package"].startswith(str(source))
    assert seen["factories"] == [f"clausegap_{name}" for name in _COMPONENTS]
    assert seen["commands"] == ["clausegap"]


def test_an_editable_install_behaves_like_the_checkout(source: Path, from_checkout: dict) -> None:
    pytest.importorskip("editables", reason="needs the package 'editables': pip install '.[test]'")
    python = fresh_python(source.parent / "editable")
    install(python, "--editable", source)
    seen = json.loads(run(python, _PROBE, cwd=source.parent))
    assert seen["same"] == from_checkout["same"]
    assert seen["ready"]
    assert seen["rules"] == str(source / "clause_patterns")
    assert seen["factories"] == [f"clausegap_{name}" for name in _COMPONENTS]


def test_the_checkout_uses_the_rules_beside_its_source(source: Path, from_checkout: dict) -> None:
    assert not from_checkout["ready"]
    assert from_checkout["rules"] == str(source / "clause_patterns")
    assert from_checkout["same"]["typed"]
    assert "audit_rights" in from_checkout["same"]["protections"]


def test_the_installed_command_runs(source: Path, wheel_python: Path) -> None:
    command = wheel_python.parent / "clausegap"
    assert run(command, "--version", cwd=source.parent).startswith("clausegap ")
    assert run(command, "patterns", "list", cwd=source.parent).count("\n") > 1


def test_a_wheel_has_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
    rules = {f"clausegap/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "clause_patterns").rglob("*.yaml")}
    assert rules <= names
    assert {"clausegap/py.typed", "clausegap/renderers/templates/report.html.j2"} <= names
    assert [name for name in sorted(names) if not name.startswith(("clausegap/", "clausegap-"))] == []
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_a_wheel_has_the_weights_of_the_ranker(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert _WEIGHTS in archive.namelist()
        assert archive.getinfo(_WEIGHTS).file_size <= _MOST_WEIGHTS


def test_installed_weights_run(wheel_python: Path, source: Path) -> None:
    seen = json.loads(run(wheel_python, _PROBE, cwd=source.parent))
    assert seen["same"]["json"]["ranking"]["fingerprints"]
    assert [n for n in seen["same"]["json"]["notices"] if n["code"] == "rules_alone"] == []


def test_an_sdist_has_all_that_is_needed_to_build_and_test(source: Path) -> None:
    with tarfile.open(built(source, "sdist")) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {
        "pyproject.toml",
        "hatch_build.py",
        "README.md",
        "LICENSE",
        "clause_patterns/lexicon.yaml",
        "docs/limits.md",
    }
    assert needed <= names
    assert {"src/clausegap/py.typed", "tests/packaging/probe.py", "sample_contracts/weak-msa.pdf"} <= names
    assert f"src/{_WEIGHTS}" in names
