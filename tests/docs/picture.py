"""Makes the picture of a report on the home page, in a headless Chromium.

Run it after a change to the HTML report:

    python tests/docs/picture.py
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from pathlib import Path

from doc_pages import ROOT
from PIL import Image

import clausegap

PICTURE = ROOT / "docs" / "assets" / "report.png"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SIZE = "1400,860"
_COLOURS = 128  # a third of the bytes, and the eye sees no difference


def take(page: Path, picture: Path, browser: str) -> None:
    """Writes what a browser shows of a page."""
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={_SIZE}")
    subprocess.run([browser, *flags, f"--screenshot={picture}", page.as_uri()], check=True, capture_output=True)
    Image.open(picture).convert("RGB").quantize(_COLOURS).save(picture, optimize=True)


def main() -> None:
    """Reviews a sample contract and takes the picture of its report."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise SystemExit(f"no browser: install one of {', '.join(_BROWSERS)}")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        report = clausegap.review(ROOT / "sample_contracts" / "weak-msa.docx")
        page.write_text(report.to_html(), encoding="utf-8", newline="\n")
        take(page, PICTURE, browser)


if __name__ == "__main__":
    main()
