"""Builds the sample contracts, as Word and PDF files, from the sources in tests/golden/samples.

The same sources give the same bytes: dates and document properties are fixed. reportlab, which writes the PDF
files, is needed by this script alone and is not a dependency of the project.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sample_pdf import write_pdf
from sample_source import read_contract
from sample_word import write_word

SOURCES = Path(__file__).resolve().parent / "samples"
TARGET = Path(__file__).resolve().parents[2] / "sample_contracts"


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the sample contracts as .docx and .pdf from their .md sources.")
    parser.add_argument("names", nargs="*", help="contracts to build, by the stem of their source (default: all)")
    parser.add_argument("--out", type=Path, default=TARGET, help="folder to write to (default: sample_contracts)")
    return parser.parse_args()


def build(source: Path, out: Path) -> None:
    contract = read_contract(source)
    pages = write_pdf(contract, out / f"{contract.name}.pdf")
    write_word(contract, out / f"{contract.name}.docx", pages)


def main() -> None:
    arguments = parse_arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    names = arguments.names or sorted(path.stem for path in SOURCES.glob("*.md"))
    for name in names:
        build(SOURCES / f"{name}.md", arguments.out)
        print(name)


if __name__ == "__main__":
    main()
