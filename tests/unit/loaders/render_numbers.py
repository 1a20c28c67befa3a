"""Renews ``rendered_numbers.json``: what LibreOffice shows before the paragraphs of every numbering scheme.

    python tests/unit/loaders/render_numbers.py

LibreOffice's plain-text export writes each list label before its paragraph.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from numbering_schemes import RENDERED, SCHEMES, shown_numbers

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_LIMIT_S = 300


def convert(files: list[Path], target: str, folder: Path) -> None:
    """Converts files by one run of LibreOffice, in a profile of its own.

    Raises:
        subprocess.CalledProcessError: It failed.
        subprocess.TimeoutExpired: It did not end in time.
    """
    command = [str(OFFICE), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", target, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=_LIMIT_S)


def render(files: dict[str, bytes]) -> dict[str, str]:
    """Returns the text that LibreOffice shows for Word files, by name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = {key: folder / f"{index}.docx" for index, key in enumerate(files)}
        for key, path in paths.items():
            path.write_bytes(files[key])
        convert(list(paths.values()), "txt:Text (encoded):UTF8", folder)
        return {key: path.with_suffix(".txt").read_text(encoding="utf-8-sig") for key, path in paths.items()}


def resave(files: dict[str, bytes]) -> dict[str, bytes]:
    """Returns Word files as LibreOffice saves them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        paths = {key: folder / "in" / f"{index}.docx" for index, key in enumerate(files)}
        for key, path in paths.items():
            path.write_bytes(files[key])
        convert(list(paths.values()), "docx:MS Word 2007 XML", folder)
        return {key: (folder / path.name).read_bytes() for key, path in paths.items()}


def render_schemes() -> dict[str, dict[str, str]]:
    """Returns what LibreOffice shows now, by scheme and marker."""
    texts = render({scheme.name: scheme.data(settled=True) for scheme in SCHEMES})
    return {name: shown_numbers(text) for name, text in texts.items()}


def main() -> int:
    if OFFICE is None:
        sys.stderr.write("LibreOffice is not installed\n")
        return 1
    shown = render_schemes()
    RENDERED.write_text(json.dumps(shown, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    sys.stdout.write(f"{sum(map(len, shown.values()))} paragraphs of {len(shown)} schemes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
