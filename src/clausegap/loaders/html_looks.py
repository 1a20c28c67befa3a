"""What the names, attributes and inline styles of HTML elements say about how they are shown.

Style sheets are not evaluated; only the ``style`` attribute of an element is.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from clausegap.loaders.flow import BULLET, Label
from clausegap.loaders.word_numerals import write_numeral
from clausegap.model.reading import ChangesView

# Elements that stand in lines of their own (HTML Standard, chapter 15, "display: block" and tables).
BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup", "dd",
        "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing",
        "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp"
    }
)  # fmt: skip
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
# Never shown, or no part of the page's words: what scripts would do is not done here.
MUTED: Final = frozenset(
    {
        "script", "style", "noscript", "template", "head", "title", "datalist", "canvas", "audio", "video",
        "ix:header", "ix:hidden", "desc", "metadata", "noembed", "noframes"
    }
)  # fmt: skip
PREFORMATTED: Final = frozenset({"pre", "listing", "plaintext", "xmp", "textarea"})
STRONG: Final = frozenset({"b", "strong", "u", "th"})
STRUCK: Final = frozenset({"del", "s", "strike"})
# Other documents and programs inside the page; their words, if any, are not in it.
EMBEDDED: Final = frozenset({"iframe", "frame", "object", "embed", "applet"})
# Which changes each view is without.
LEFT_OUT: Final[dict[ChangesView, str | None]] = {"accepted": "struck", "original": "inserted", "both": None}
CELLS: Final = frozenset({"td", "th"})

_DECLARATION: Final = re.compile(r"([\w-]+)\s*:\s*([^;]*)")
_BLOCK_DISPLAY: Final = re.compile(r"block|flex|grid|table|table-row|list-item")
_BREAKS: Final = frozenset({"always", "page", "left", "right", "recto", "verso"})
_HIDING: Final = re.compile(r"none\b")
_BOLD: Final = re.compile(r"bold|[6-9]00")
# The marks of a list by ``type`` (HTML Standard, 4.4.5) and by ``list-style-type`` (CSS Lists 3).
_TYPES: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES: Final = {
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "none": "none", "disc": "bullet", "circle": "bullet",
    "square": "bullet",
}  # fmt: skip
_MOST_LETTERS: Final = 26 * 27  # past zz no contract counts by letters


def styles_of(element: etree._Element) -> dict[str, str]:
    """Returns the declarations of an element's own style, lower case."""
    style = element.get("style")
    return dict(_DECLARATION.findall(style.lower())) if style else {}


def is_hidden(element: etree._Element, styles: dict[str, str]) -> bool:
    """Whether an element is not shown, by its attributes."""
    if element.get("hidden") is not None and element.get("hidden", "").lower() != "until-found":
        return True
    return (
        _HIDING.match(styles.get("display", "")) is not None
        or styles.get("visibility", "").startswith("hidden")
        or styles.get("mso-hide", "").startswith("all")
    )


def is_block(tag: str, styles: dict[str, str]) -> bool:
    """Whether an element stands in lines of its own."""
    return tag in BLOCKS or _BLOCK_DISPLAY.match(styles.get("display", "")) is not None


def is_strong(tag: str, styles: dict[str, str]) -> bool:
    """Whether an element sets its words in bold or underlines them."""
    return (
        tag in STRONG
        or _BOLD.match(styles.get("font-weight", "")) is not None
        or "underline" in styles.get("text-decoration", "")
    )


def is_struck(tag: str, styles: dict[str, str]) -> bool:
    """Whether an element's words are deleted or struck through."""
    return tag in STRUCK or "line-through" in styles.get("text-decoration", "") + styles.get("text-decoration-line", "")


def page_breaks(tag: str, styles: dict[str, str]) -> tuple[bool, bool]:
    """Returns whether a page ends before an element, and whether one ends after it."""
    before = styles.get("page-break-before", styles.get("break-before", "")).strip() in _BREAKS
    after = styles.get("page-break-after", styles.get("break-after", "")).strip() in _BREAKS
    return before or tag in ("hr", "page"), after


def font_of(element: etree._Element, styles: dict[str, str]) -> str:
    """Returns the first font that an element names, lower case, or nothing."""
    named = styles.get("font-family") or styles.get("font") or element.get("face") or ""
    return named.split(",")[0].strip(" '\"").lower()


class ItemCounter:
    """Gives the items of one list the marks that a browser shows before them.

    Args:
        element: The list: ``ol``, ``ul`` or another element with items.
    """

    def __init__(self, element: etree._Element) -> None:
        self._ordered = element.tag == "ol"
        backwards = element.get("reversed") is not None
        items = sum(child.tag == "li" for child in element) if backwards else 0
        self._next = _integer(element.get("start"), items if backwards else 1)
        self._step = -1 if backwards else 1
        self._format = _format_of(element, "decimal" if self._ordered else "bullet")

    def label(self, item: etree._Element) -> Label | None:
        """Returns the mark of the next item, or None where the style shows none."""
        value = _integer(item.get("value"), self._next)
        self._next = value + self._step
        number_format = _format_of(item, self._format)
        if number_format == "none":
            return None
        if number_format == "bullet":
            return Label(BULLET, is_item=True)
        return Label(f"{_mark(value, number_format)}.", is_item="Letter" in number_format or "Roman" in number_format)


def _format_of(element: etree._Element, otherwise: str) -> str:
    styles = styles_of(element)
    named = styles.get("list-style-type", styles.get("list-style", "")).split()
    for word in named:
        if word in _STYLES:
            return _STYLES[word]
    return _TYPES.get(element.get("type", ""), otherwise)


def _mark(value: int, number_format: str) -> str:
    if "Letter" not in number_format:
        return write_numeral(value, number_format) if value > 0 else str(value)
    if not 0 < value <= _MOST_LETTERS:
        return str(value)
    letters = ""
    while value:
        value, rest = divmod(value - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters.upper() if number_format.startswith("upper") else letters


def _integer(written: str | None, otherwise: int) -> int:
    found = re.match(r"\s*([+-]?\d{1,9})", written or "")
    return int(found.group(1)) if found else otherwise
