"""Pages of contracts as printers set them, for the tests of reading PDFs."""

from printing import rows

PROSE = (
    "The Receiving Party shall hold the Confidential Information in strict confidence and shall not disclose it to"
    " any person without the prior written consent of the Disclosing Party, except to those of its employees who"
    " need to know it for the purpose of this Agreement and who are bound by duties that are no less strict."
)


def wrapped(text, width):
    """Breaks a text into lines of at most so many characters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def prose(times=1, width=76, **where):
    """A paragraph of prose, set from the left margin."""
    return rows(*wrapped(" ".join([PROSE] * times), width), **where)


def blocks(document, kind=None):
    """The words of a document's blocks."""
    return [document.text[b.start : b.end] for b in document.blocks if kind in (None, b.kind)]


def apart(document, kind):
    """The words of a document's furniture of a kind."""
    return [piece.text for piece in document.furniture if piece.kind == kind]
