"""Measures whether a scanned contract, read by OCR, gets the same verdicts as the original file.

    scans.py [--docs FOLDER] [--most 5] [--dpi 200] [--blur 0] [--turn 0] [--mixed]

PDFs spread evenly over the list are printed as pictures, put back into PDFs without any text, loaded by OCR
and reviewed. Statuses are compared protection by protection with those of the original, words by the F1 of
their counts. --mixed makes a picture of the second page only: the other pages must read as before. --blur
(radius in points of print) and --turn (degrees) spoil the pictures, to see what confidence is worth.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from io import BytesIO
from pathlib import Path

import pypdfium2
from common import engine_for
from PIL import Image, ImageFilter
from rapidfuzz.distance import Indel

from clausegap import Document, load
from clausegap.loaders import pdf_ocr

SAMPLES = Path(__file__).resolve().parents[2] / "sample_contracts"


def spread(paths: list[Path], most: int) -> list[Path]:
    """Returns some of the paths at even distances."""
    return [paths[index * len(paths) // most] for index in range(most)] if len(paths) > most else paths


def picture(page: pypdfium2.PdfPage, opt: argparse.Namespace) -> Image.Image:
    """Returns a page as a scanner would give it."""
    image = page.render(scale=opt.dpi / 72, grayscale=True).to_pil().convert("L")
    if opt.blur:
        image = image.filter(ImageFilter.GaussianBlur(opt.blur * opt.dpi / 72))
    return image.rotate(opt.turn, fillcolor=255, resample=Image.Resampling.BICUBIC) if opt.turn else image


def scanned(data: bytes, opt: argparse.Namespace) -> bytes:
    """Returns a PDF of the pictures of a PDF's pages; with --mixed, of its second page only."""
    original, copy = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    for index in range(len(original)):
        if opt.mixed and index != min(1, len(original) - 1):
            copy.import_pages(original, [index])
            continue
        width, height = original[index].get_size()
        item = pypdfium2.PdfImage.new(copy)
        item.set_bitmap(pypdfium2.PdfBitmap.from_pil(picture(original[index], opt)))
        item.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page = copy.new_page(width, height)
        page.insert_obj(item)
        page.gen_content()
    out = BytesIO()
    copy.save(out)
    return out.getvalue()


def word_f1(first: str, second: str) -> float:
    """Returns the F1 of the counts of words."""
    one, two = Counter(first.split()), Counter(second.split())
    both = sum((one & two).values())
    return 2 * both / max(one.total() + two.total(), 1)


def letter_f1(first: str, second: str) -> float:
    """Returns the similarity of two texts, letter by letter in order, white space apart."""
    return float(Indel.normalized_similarity("".join(first.split()), "".join(second.split())))


def compared(original: Document, copy: Document) -> list[tuple[str, str, str]]:
    """Returns the protections whose status differs, with both."""
    first, second = (engine_for().review(document).findings for document in (original, copy))
    return [(a.protection, a.status, b.status) for a, b in zip(first, second, strict=True) if a.status != b.status]


def kept(original: Document, copy: Document) -> bool:
    """Whether the pages that OCR did not read have the same words in both."""
    texts = [{page.number: d.text[page.start : page.end].split() for page in d.pages} for d in (original, copy)]
    own = [page.number for page in copy.pages if page.confidence is None]
    return all(texts[0][number] == texts[1][number] for number in own)


def measure(path: Path, opt: argparse.Namespace) -> dict[str, object]:
    """Returns the figures of one contract."""
    data = path.read_bytes()
    original, scan = load(data, name=path.name), scanned(data, opt)
    begin = time.perf_counter()
    copy = load(scan, name=path.name)
    seconds = time.perf_counter() - begin
    sure = [page.confidence for page in copy.pages if page.confidence is not None]
    return {
        "name": path.name,
        "pages": len(sure),
        "seconds_per_page": round(seconds / max(len(sure), 1), 2),
        "confidence": [round(value, 3) for value in sure],
        "word_f1": round(word_f1(original.text, copy.text), 4),
        "letter_f1": round(letter_f1(original.text, copy.text), 4),
        "complete": copy.complete,
        "other_pages_kept": kept(original, copy),
        "protections": len(engine_for().review(original).findings),
        "differ": compared(original, copy),
    }


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--docs", type=Path, default=SAMPLES, help="folder of PDFs with text")
    args.add_argument("--most", type=int, default=5, help="how many of them at the most")
    args.add_argument("--dpi", type=int, default=200, help="dots per inch of the pictures")
    args.add_argument("--blur", type=float, default=0.0, help="radius of a blur, in points")
    args.add_argument("--turn", type=float, default=0.0, help="degrees by which the pages lie askew")
    args.add_argument("--mixed", action="store_true", help="scan the second page only")
    opt = args.parse_args()
    lack = pdf_ocr.lacking()
    if lack is not None:
        print(json.dumps({"skipped": lack}))
        return
    found = [measure(path, opt) for path in spread(sorted(opt.docs.glob("*.pdf")), opt.most)]
    whole = sum(int(str(row["protections"])) for row in found)
    differ = sum(len(row["differ"]) for row in found)  # type: ignore[arg-type]
    print(json.dumps({"contracts": found, "statuses": whole, "statuses_equal": round(1 - differ / max(whole, 1), 4)}))


if __name__ == "__main__":
    main()
