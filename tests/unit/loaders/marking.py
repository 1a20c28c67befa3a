"""Writes PDFs with forms, annotations and attachments for the tests, by the letter of ISO 32000-1."""

from printing import assemble

FREE_TEXT = "/Subtype /FreeText /Rect [72 600 400 620] /Contents (%s)"


def print_marked(lines, annotations=(), *, form="", names="", needs_rendering=False):
    """Returns a PDF of one page of lines (x, y, text) with annotations, each the inside of its dictionary.

    Args:
        form: Inside of the form's dictionary; widgets among the annotations are its fields.
        names: Inside of the catalog's dictionary of names.
        needs_rendering: Whether the file says that only a program for dynamic forms can show it.
    """
    first = 6
    numbers = range(first, first + len(annotations))
    fields = " ".join(f"{n} 0 R" for n, inside in zip(numbers, annotations, strict=True) if "/Widget" in inside)
    catalog = "/Type /Catalog /Pages 2 0 R"
    if fields or form:
        catalog += f" /AcroForm << /Fields [{fields}] {form} >>"
    if names:
        catalog += f" /Names << {names} >>"
    if needs_rendering:
        catalog += " /NeedsRendering true"
    content = "\n".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in lines)
    objects = {
        1: f"<< {catalog} >>",
        2: "<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        4: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        f" /Annots [{' '.join(f'{n} 0 R' for n in numbers)}] /Resources << /Font << /F1 3 0 R >> >> >>",
        5: f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        **{n: f"<< /Type /Annot {inside} >>" for n, inside in zip(numbers, annotations, strict=True)},
    }
    return assemble({number: body.encode("cp1252") for number, body in objects.items()})


def field(kind, value, *, at=(200, 736), size=(120, 14), more=""):
    """Returns the inside of a form field's dictionary."""
    x, y = at
    return (
        f"/Subtype /Widget /FT /{kind} /T (f{x}.{y}) /V {value} /Rect [{x} {y} {x + size[0]} {y + size[1]}]"
        f" /F 4 /DA (/Helv 10 Tf 0 g) {more}"
    )


def attached(*names):
    """Returns the inside of a dictionary of names that lists attached files."""
    files = " ".join(f"({name}) << /Type /Filespec /F ({name}) /UF ({name}) /EF << >> >>" for name in names)
    return f"/EmbeddedFiles << /Names [{files}] >>"
