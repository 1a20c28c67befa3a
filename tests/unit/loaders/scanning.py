"""Makes scans for the tests: pages of print as pictures, without any text."""

import io

import pypdfium2
import pytest
from PIL import Image

from clausegap.loaders import pdf_ocr

NEEDS_OCR = pytest.mark.skipif(
    pdf_ocr.lacking() is not None, reason=f"OCR is not installed here: {pdf_ocr.lacking()} ({pdf_ocr.HOW_TO_GET})"
)


def scan(data, *, pages=None, dpi=150, turn=0, darken=None):
    """Returns a PDF in which some pages (all by default, from 1) are pictures of those of another.

    ``darken`` is a box (left, top, right, bottom in points) to be blackened.
    """
    original, copy = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    for number in range(1, len(original) + 1):
        if pages is not None and number not in pages:
            copy.import_pages(original, [number - 1])
            continue
        page = original[number - 1]
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        if darken is not None:
            picture.paste(0, tuple(round(edge * dpi / 72) for edge in darken))
        picture = picture.rotate(turn, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
        width, height = (edge * 72 / dpi for edge in picture.size)
        item = pypdfium2.PdfImage.new(copy)
        item.set_bitmap(pypdfium2.PdfBitmap.from_pil(picture))
        item.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        new = copy.new_page(width, height)
        new.insert_obj(item)
        new.gen_content()
    return saved(copy)


def saved(document):
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()
