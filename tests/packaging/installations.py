"""Three ways to have clausegap: a wheel, an editable install, a plain checkout. All without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LIMIT_S = 240
_LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist", "reports", "prepared.json")


def run(*command: str | Path, cwd: Path, python_path: Path | None = None) -> str:
    """Returns what a command prints; its errors become part of the test's message."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if python_path is not None:
        environment["PYTHONPATH"] = str(python_path)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=_LIMIT_S,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def checkout(folder: Path) -> Path:
    """Returns a copy of the project as a clone of it would be."""
    return Path(shutil.copytree(ROOT, folder / "checkout", ignore=_LEFT_OUT))


def built(source: Path, kind: str) -> Path:
    """Returns the wheel or sdist built from a checkout."""
    out = source.parent / kind
    run(sys.executable, "-m", "build", "--no-isolation", f"--{kind}", "--outdir", out, source, cwd=source.parent)
    return next(out.iterdir())


def fresh_python(folder: Path) -> Path:
    """Returns the interpreter of a virtual environment that has the dependencies, but not clausegap.

    The packages of the running environment are put behind its own, which costs no download. What
    an editable install adds to the running environment does not come along.
    """
    venv.create(folder, with_pip=False)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    if not python.exists():
        python = scripts / "python"
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    places = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    Path(site, "dependencies.pth").write_text("".join(f"{place}\n" for place in places), encoding="utf-8")
    return python


def install(python: Path, *what: str | Path) -> None:
    """Installs something into a virtual environment, without its dependencies."""
    pip = ("-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation")
    run(sys.executable, *pip, *what, cwd=python.parent)
