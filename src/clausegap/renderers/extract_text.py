"""What was read from a file, for a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final, get_args

from clausegap.model.analysis import Zone
from clausegap.model.extract import (
    Extract,
    ExtractBlock,
    ExtractReference,
    ExtractSection,
    ExtractTarget,
    Resolution,
    SectionKind,
)
from clausegap.renderers.wording import plural, printable, shortened, visible

WIDTH: Final = 80
_LABEL: Final = 18
_FIRST_WORDS: Final = 50  # characters of a section without a heading
_DEEPEST: Final = 8  # levels that are still set in
_ZONE_NAMES: Final[Mapping[Zone, str]] = {
    "toc": "table of contents",
    "recital": "recitals",
    "signature": "signatures",
    "definition": "definitions",
    "title": "title",
    "body": "body",
}
_KIND_NAMES: Final[Mapping[SectionKind, str]] = {
    "opening": "before the first heading",
    "clause": "",
    "definitions": "definitions",
    "recitals": "recitals",
    "signatures": "signatures",
    "part": "exhibit or schedule",
}
_RESOLUTION_NAMES: Final[Mapping[Resolution, str]] = {
    "resolved": "lead to their section or list item",
    "section_only": "lead to a section that has no such list item",
    "not_attached": "name an exhibit or schedule that is not in the file",
    "elsewhere": "lead into another document or a statute",
    "not_resolved": "not resolved",
}


def render_extract(extract: Extract, parts: Iterable[str] = ()) -> str:
    """Returns what was read as text, ending in a line break.

    Args:
        extract: What was read.
        parts: Names of ``PARTS`` to show, in the order of the table; by default all but ``apart``.
            ``text`` alone gives the words as they are, without a frame.
    """
    wanted = set(parts) or set(PARTS) - {"apart"}
    if wanted == {"text"}:
        return visible(extract.text) + "\n"
    lines: list[str] = []
    for name, part in PARTS.items():
        if name in wanted:
            lines += ["", *part(extract)] if lines else part(extract)
    return "".join(f"{line}\n" for line in lines)


def _file(extract: Extract) -> Iterator[str]:
    source = extract.source
    pages = "" if source.pages is None else f", {plural(source.pages, 'page')}"
    yield "FILE"
    yield from _row("Name", source.name)
    yield from _row("Type", source.media_type)
    yield from _row("Size", f"{plural(source.size, 'byte')}{pages}")
    yield f"  SHA-256  {source.sha256}"


def _coverage(extract: Extract) -> Iterator[str]:
    found = extract.coverage
    yield "COVERAGE"
    yield from _row("Read", "all" if found.complete else "NOT ALL: see the notices")
    if found.pages is not None:
        read = round(found.readable_share * found.pages)
        unread = f"; not: {', '.join(map(str, found.unread_pages))}" if found.unread_pages else ""
        yield from _row("Pages with text", f"{read} of {found.pages}{unread}")
    yield from _row("Text", f"{found.characters:,} characters in {_counted(found.blocks.items())}")
    if found.note_characters:
        yield from _row("Notes in it", f"{found.note_characters:,} characters of footnotes, endnotes and text boxes")
    apart = f"{found.apart_characters:,} characters in {_counted(found.apart.items())} (--show apart)"
    yield from _row("Kept apart", apart if found.apart else "nothing")


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(plural(count, name.replace("_", " ")) for name, count in counts) or "nothing"


def _notices(extract: Extract) -> Iterator[str]:
    yield f"NOTICES ({len(extract.notices)})"
    for notice in extract.notices:
        page = "" if notice.page is None else f"p. {notice.page}: "
        yield from _wrapped(f"  {notice.level}: {page}{printable(notice.message)}", 4)


def _structure(extract: Extract) -> Iterator[str]:
    yield f"STRUCTURE ({plural(len(extract.sections), 'section')})"
    zones = _zones_by_section(extract)
    for index, section in enumerate(extract.sections):
        indent = "  " * (min(_depth(extract.sections, section), _DEEPEST) + 1)
        yield from _section_line(extract, section, indent)
        for zone, blocks in zones.get(index, ()):
            if _ZONE_NAMES[zone] != _KIND_NAMES[section.kind]:
                shown = f"[{_ZONE_NAMES[zone]}: {plural(len(blocks), 'paragraph')}, not searched]"
                yield from _with_page(shown, f"{indent}  ", blocks[0].page)


def _section_line(extract: Extract, section: ExtractSection, indent: str) -> Iterator[str]:
    kind = _KIND_NAMES[section.kind]
    parts = [section.number, section.heading, f"[{kind}]" if kind else None]
    if section.heading is None and section.kind == "clause":
        words = extract.text[section.start : section.start + 2 * WIDTH]
        words = words[words.find(section.number) + len(section.number) if section.number else 0 :].lstrip(' .:)“"')
        parts.append(f"“{shortened(words, _FIRST_WORDS)}”")
    yield from _with_page("  ".join(printable(part) for part in parts if part), indent, section.page)


def _with_page(shown: str, indent: str, number: int | None) -> Iterator[str]:
    """Yields a line, or several, with the page at the right edge of the last."""
    page = "" if number is None else f"  p. {number}"
    width = WIDTH - len(page)
    lines = textwrap.wrap(shown, width, initial_indent=indent, subsequent_indent=f"{indent}    ") or [indent]
    yield from lines[:-1]
    yield f"{lines[-1]:<{width}}{page}" if page else lines[-1]


def _depth(sections: tuple[ExtractSection, ...], section: ExtractSection) -> int:
    depth = 0
    while section.parent is not None:
        section = sections[section.parent]
        depth += 1
    return depth


def _zones_by_section(extract: Extract) -> Mapping[int, list[tuple[Zone, list[ExtractBlock]]]]:
    """Returns the stretches that are no body, by the section in which they begin."""
    found: dict[int, list[tuple[Zone, list[ExtractBlock]]]] = {}
    for zone, run in groupby(extract.blocks, key=lambda block: block.zone):
        blocks = list(run)
        if zone != "body":
            found.setdefault(blocks[0].section, []).append((zone, blocks))
    return found


def _terms(extract: Extract) -> Iterator[str]:
    yield f"DEFINED TERMS ({len(extract.terms)})"
    for term in extract.terms:
        place = _place(extract, term.section)
        yield from _wrapped(f"  “{printable(term.term)}”: {place}{_page(term.page)}", 4)


def _references(extract: Extract) -> Iterator[str]:
    targets = [target for reference in extract.references for target in reference.targets]
    counts = Counter(target.resolution for target in targets)
    yield f"CROSS REFERENCES ({len(targets)})"
    for name in get_args(Resolution):
        if counts[name]:
            yield f"  {counts[name]:>4} {_RESOLUTION_NAMES[name]}"
    for reference in extract.references:
        for target in reference.targets:
            yield from _wrapped(f"  {_pointer(extract, reference, target)}", 4)


def _pointer(extract: Extract, reference: ExtractReference, target: ExtractTarget) -> str:
    place = _place(extract, reference.section)
    shown = f"{printable(reference.text)} [{place}{_page(reference.page)}]"
    number = "" if len(reference.targets) == 1 else f": {printable(target.number)}"
    return f"{shown}{number} -> {_destination(extract, target)}"


def _destination(extract: Extract, target: ExtractTarget) -> str:
    if target.section is None or target.start is None:
        named = {"elsewhere": "elsewhere", "not_attached": "NOT IN THE FILE"}
        return named.get(target.resolution, "NOT RESOLVED")
    page = _page(_page_at(extract, target.start))
    section = extract.sections[target.section]
    if target.resolution == "section_only":
        return f"{_place(extract, target.section)}{page}, WITHOUT SUCH A LIST ITEM"
    if target.start == section.start:
        return f"{_place(extract, target.section)}{page}"
    words = printable(extract.text[target.start : target.start + 40])
    return f"“{words}…” in {_place(extract, target.section)}{page}"


def _apart(extract: Extract) -> Iterator[str]:
    yield f"KEPT APART ({len(extract.apart)})"
    for piece in extract.apart:
        yield from _wrapped(f"  {piece.kind.replace('_', ' ')}{_page(piece.page)}: {printable(piece.text)}", 4)


def _text(extract: Extract) -> Iterator[str]:
    yield "TEXT"
    zone: Zone = "body"
    pages = iter(extract.pages)
    page = next(pages, None)
    for block in extract.blocks:
        while page is not None and page.start <= block.start:
            yield f"-- page {page.number} --"
            page = next(pages, None)
        if block.zone != zone:
            yield f"[{_ZONE_NAMES[block.zone]}]"
            zone = block.zone
        mark = f"[{block.kind.replace('_', ' ')}] " if block.kind in ("footnote", "endnote", "text_box") else ""
        cut = block.start
        while page is not None and page.start < block.end:
            yield from _paragraph(extract.text[cut : page.start], mark)
            yield f"-- page {page.number} --"
            cut, mark = page.start, ""
            page = next(pages, None)
        yield from _paragraph(extract.text[cut : block.end], mark)
    for rest in [page, *pages] if page is not None else []:
        yield f"-- page {rest.number} --"


def _paragraph(words: str, mark: str) -> Iterator[str]:
    shown = mark + printable(words)
    if shown:
        yield from _wrapped(shown, 0)


PARTS: Final[Mapping[str, Callable[[Extract], Iterable[str]]]] = {
    "file": _file,
    "coverage": _coverage,
    "notices": _notices,
    "structure": _structure,
    "terms": _terms,
    "references": _references,
    "apart": _apart,
    "text": _text,
}


def _row(label: str, value: str) -> Iterator[str]:
    yield from _wrapped(f"  {label.ljust(_LABEL)}{printable(value)}", _LABEL + 2)


def _wrapped(line: str, indent: int) -> list[str]:
    return textwrap.wrap(line, WIDTH, subsequent_indent=" " * indent, break_on_hyphens=False) or [""]


def _place(extract: Extract, index: int) -> str:
    """Returns the name of a section: its number or heading, with the exhibit around it."""
    section = extract.sections[index]
    name = section.number or section.heading or "before the first heading"
    top = section
    while top.parent is not None:
        top = extract.sections[top.parent]
    around = f" of {top.number or top.heading}" if top is not section and top.kind == "part" else ""
    return printable(name + around)


def _page(page: int | None) -> str:
    return "" if page is None else f", p. {page}"


def _page_at(extract: Extract, offset: int) -> int | None:
    index = bisect_right([page.start for page in extract.pages], offset) - 1
    return extract.pages[index].number if index >= 0 else None
