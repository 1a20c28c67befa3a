"""Word files of many numbering schemes, whose displayed numbers LibreOffice was asked for.

Every paragraph carries a marker (``mk001``), so that the number before it can be told in any
rendering. ``rendered_numbers.json`` holds what LibreOffice shows; ``render_numbers.py`` renews it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from word_files import definition, level, listed, num, para, style, table, word_file

# Where Word is known to show something else than LibreOffice, and what that is, by scheme and marker.
LEGAL = "LibreOffice 7.4 passes over w:isLgl; Word shows all counters as decimals (ECMA-376 part 1, 17.9.4)"
RESTART = "LibreOffice passes over w:lvlRestart; Word restarts only as it says (ECMA-376 part 1, 17.9.10)"
BULLET = (
    "LibreOffice's plain-text export has bullets of its own for each level; here each is shown as it is, symbols round"
)
WORD_DIFFERS = {
    "legal": (
        LEGAL,
        {
            "mk002": "1.1", "mk003": "1.2", "mk004": "Section 1.2.1", "mk007": "Section 1.2.2", "mk009": "2.1",
            "mk010": "Section 2.1.1", "mk014": "5.1", "mk015": "Section 5.1.1",
        },
    ),
    # That zeros stay is what Word's own "Article / Section" template shows; the standard is silent.
    "legal with zeros": (
        LEGAL,
        {"mk002": "Section 1.01", "mk003": "Section 1.02", "mk007": "Section 2.01", "mk009": "Section 2.02"},
    ),
    "restart rules": (RESTART, {"mk006": "(3)", "mk017": "3)", "mk020": "4)"}),
    "bullets": (BULLET, {"mk002": "\u2022", "mk003": "\u2013"}),
}  # fmt: skip
RENDERED = Path(__file__).with_name("rendered_numbers.json")
_SHOWN = re.compile(r"(?:^|\n| \| )([^\n|]*?)(mk\d{3})")


@dataclass(frozen=True)
class Scheme:
    """A file: its definitions, its styles, its body with ``@`` where markers go, and its body without changes."""

    name: str
    numbering: str
    body: str
    styles: str = ""
    settled: str | None = None  # the same text without tracked changes, for programs that show deleted words

    def data(self, *, settled: bool = False) -> bytes:
        """The bytes of the file."""
        body = self.settled if settled and self.settled is not None else self.body
        parts = {"numbering": self.numbering, "styles": _NORMAL + self.styles}
        return word_file(_marked(body), parts=parts)


def shown_numbers(text: str) -> dict[str, str]:
    """The number before each marker of a rendering; white space inside it counts as one space."""
    return {mark: " ".join(number.split()) for number, mark in _SHOWN.findall(text.replace("\ufeff", ""))}


def rendered() -> dict[str, dict[str, str]]:
    """What LibreOffice shows, by scheme and marker."""
    return json.loads(RENDERED.read_text(encoding="utf-8"))


def expected() -> dict[str, dict[str, str]]:
    """What Word shows: LibreOffice's rendering, but for the known differences."""
    return {name: shown | WORD_DIFFERS.get(name, ("", {}))[1] for name, shown in rendered().items()}


def _marked(body: str) -> str:
    count = iter(range(1, 1000))
    return re.sub("@", lambda _: f"mk{next(count):03d}", body)


def _listed(num_id: int, *levels: int) -> str:
    return "".join(listed("@ words", num_id, ilvl) for ilvl in levels)


def _in(style_id: str, properties: str = "") -> str:
    return para("@ words", f'<w:pStyle w:val="{style_id}"/>{properties}')


def _number(num_id: int | None = None, ilvl: int | None = None) -> str:
    inner = "" if ilvl is None else f'<w:ilvl w:val="{ilvl}"/>'
    inner += "" if num_id is None else f'<w:numId w:val="{num_id}"/>'
    return f"<w:numPr>{inner}</w:numPr>"


def _bound(style_id: str) -> str:
    return f'<w:pStyle w:val="{style_id}"/>'


def _override(ilvl: int, what: str) -> str:
    return f'<w:lvlOverride w:ilvl="{ilvl}">{what}</w:lvlOverride>'


def _start(ilvl: int, value: int = 1) -> str:
    return _override(ilvl, f'<w:startOverride w:val="{value}"/>')


def _deep(count: int = 9) -> tuple[str, ...]:
    return tuple(level(i, ".".join(f"%{k}" for k in range(1, i + 2))) for i in range(count))


_WHO = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'


def _gone(num_id: int, ilvl: int) -> str:
    """A numbered paragraph that is deleted as a whole."""
    words = f"<w:del {_WHO}><w:r><w:delText>gone</w:delText></w:r></w:del>"
    return para(words, _number(num_id, ilvl) + f"<w:rPr><w:del {_WHO}/></w:rPr>")


def _gone_row(num_id: int, ilvl: int) -> str:
    """A table row that is deleted, with a numbered paragraph in it."""
    return table([_gone(num_id, ilvl)], row_properties=f"<w:trPr><w:del {_WHO}/></w:trPr>", columns=1)


def _new(num_id: int, ilvl: int) -> str:
    """A numbered paragraph that was inserted."""
    words = f"<w:ins {_WHO}><w:r><w:t>@ words</w:t></w:r></w:ins>"
    return para(words, _number(num_id, ilvl) + f"<w:rPr><w:ins {_WHO}/></w:rPr>")


_NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
_CONTRACT = (
    level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"), level(3, "(%4)", "lowerRoman"),
    level(4, "(%5)", "upperLetter"), level(5, "(%6)", "upperRoman"),
)  # fmt: skip
_OUTLINE = definition(0, *_CONTRACT) + num(1, 0)
_PLAIN = para("@ words")


def _formats() -> str:
    names = ("decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "ordinal",
             "cardinalText", "ordinalText")  # fmt: skip
    lists = [definition(i, level(0, "%1.", name)) for i, name in enumerate(names)]
    return "".join(lists) + "".join(num(i + 1, i) for i in range(len(names)))


def _legal() -> str:
    legal = "<w:isLgl/>"
    return definition(
        0,
        level(0, "ARTICLE %1", "upperRoman"),
        level(1, "%1.%2", more=legal),
        level(2, "Section %1.%2.%3", "lowerLetter", more=legal),
        level(3, "(%4)", "lowerRoman"),
    ) + num(1, 0)


def _restarts() -> str:
    def restart(value: int) -> str:
        return f'<w:lvlRestart w:val="{value}"/>'

    first = definition(0, level(0, "%1."), level(1, "%2)"), level(2, "(%3)", more=restart(1)))
    second = definition(1, level(0, "%1."), level(1, "%2)", more=restart(0)), level(2, "(%3)", more=restart(2)))
    return first + second + num(1, 0) + num(2, 1)


def _headings() -> tuple[str, str]:
    levels = [
        level(i, text, name, more=_bound(f"Heading{i + 1}"))
        for i, (text, name) in enumerate(
            [("%1.", "decimal"), ("%1.%2", "decimal"), ("(%3)", "lowerLetter"), ("(%4)", "lowerRoman")]
        )
    ]
    styles = "".join(
        style(f"Heading{i + 1}", _number(1, i or None) + f'<w:outlineLvl w:val="{i}"/>', name=f"heading {i + 1}")
        for i in range(4)
    )
    return definition(0, *levels) + num(1, 0), styles


def _list_styles() -> tuple[str, str]:
    lists = definition(0, level(0, "%1.")) + definition(1, level(0, "(%1)", "lowerLetter"))
    styles = style("ListNumber", _number(1)) + style("ListNumber2", _number(2))
    return lists + num(1, 0) + num(2, 1), styles


def _linked() -> tuple[str, str]:
    main = (
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
        f'<w:styleLink w:val="Clauses"/>{"".join(_CONTRACT)}</w:abstractNum>'
    )
    link = (
        '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
        '<w:numStyleLink w:val="Clauses"/></w:abstractNum>'
    )
    return main + link + num(1, 0) + num(2, 1), style("Clauses", _number(1), kind="numbering")


_HEADINGS, _HEADING_STYLES = _headings()
_LIST_NUMBERS, _LIST_STYLES = _list_styles()
_LINKED, _LINKED_STYLES = _linked()
_TWO = definition(0, *_CONTRACT) + definition(1, level(0, "%1)"), level(1, "%2.", "upperLetter"))
_SHARED = definition(0, *_CONTRACT) + num(1, 0) + num(2, 0)
SCHEMES = [
    Scheme("decimal levels", definition(0, *_deep()) + num(1, 0), _listed(1, 0, 1, 2, 3, 3, 2, 1, 1, 2, 0, 1, 0, 1, 2)),
    Scheme(
        "nine levels deep",
        definition(0, *_deep()) + num(1, 0),
        _listed(1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 7, 8, 0, 8),
    ),
    Scheme("contract", _OUTLINE, _listed(1, 0, 1, 2, 3, 4, 5, 5, 4, 3, 2, 2, 3, 1, 2, 0, 1, 2, 2, 3, 3, 0)),
    Scheme("legal", _legal(), _listed(1, 0, 1, 1, 2, 3, 3, 2, 0, 1, 2, 0, 0, 0, 1, 2, 3)),
    Scheme(
        "legal with zeros",
        definition(
            0,
            level(0, "Article %1.", "upperRoman"),
            level(1, "Section %1.%2", "decimalZero", more="<w:isLgl/>"),
            level(2, "(%3)", "lowerLetter"),
        )
        + num(1, 0),
        _listed(1, 0, 1, 1, 2, 2, 0, 1, 2, 1),
    ),
    Scheme(
        "headings bound to levels",
        _HEADINGS,
        "".join(_in(f"Heading{i}") for i in (1, 2, 2, 3, 3, 4, 4, 2, 1, 2, 3))
        + _PLAIN
        + _in("Heading2")
        + _in("Heading1"),
        _HEADING_STYLES,
    ),
    Scheme(
        "headings moved by hand",
        _HEADINGS,
        _in("Heading1")
        + _in("Heading2", _number(1, 2))
        + _in("Heading2")
        + _in("Heading3", _number(0))
        + _in("Heading3")
        + _in("Heading2", _number(0, 0))
        + _in("Heading2"),
        _HEADING_STYLES,
    ),
    Scheme(
        "styles that inherit",
        _OUTLINE,
        "".join(_in(s) for s in ("Base", "Sub", "Copy", "Sub", "Other", "Base", "Off", "Copy", "Base")),
        style("Base", _number(1))
        + style("Sub", _number(None, 1), based_on="Base")
        + style("Copy", based_on="Sub")
        + style("Other", _number(1, 2), based_on="Base")
        + style("Off", _number(0), based_on="Base"),
    ),
    Scheme(
        "restart rules",
        _restarts(),
        _listed(1, 0, 1, 2, 2, 1, 2, 0, 1, 2) + _listed(2, 0, 1, 2, 2, 1, 2, 0, 1, 2, 0, 1),
    ),
    Scheme(
        "start anew",
        definition(0, *_CONTRACT) + num(1, 0) + num(2, 0, _start(0)) + num(3, 0, _start(0, 7)),
        _listed(1, 0, 0, 1) + _PLAIN + _listed(2, 0, 1, 0, 0) + _PLAIN + _listed(3, 0, 1, 2, 0) + _listed(1, 0),
    ),
    Scheme(
        "start anew below",
        definition(0, *_CONTRACT) + num(1, 0) + num(2, 0, _start(2)) + num(3, 0, _start(2, 4)),
        _listed(1, 0, 1, 2, 2) + _listed(2, 2, 2) + _listed(3, 2, 2) + _listed(1, 1, 2, 2),
    ),
    Scheme(
        "start anew on all levels",
        definition(0, *_CONTRACT) + num(1, 0) + num(2, 0, "".join(_start(i) for i in range(6))),
        _listed(1, 0, 1, 2, 0) + _PLAIN + _listed(2, 0, 1, 2, 2, 1, 2, 0, 1),
    ),
    Scheme(
        "levels replaced",
        definition(0, *_CONTRACT)
        + num(1, 0)
        + num(
            2,
            0,
            _override(0, level(0, "Annex %1", "upperLetter")) + _override(1, level(1, "%1-%2")),
        ),
        _listed(1, 0, 1) + _listed(2, 0, 1, 1, 2, 0, 1),
    ),
    Scheme(
        "a replaced level that starts at four",
        definition(0, *_CONTRACT)
        + num(
            1,
            0,
            _override(0, '<w:startOverride w:val="4"/>' + level(0, "Part %1", "upperRoman", start=4)),
        ),
        _listed(1, 0, 1, 0, 1),
    ),
    Scheme(
        "interrupted",
        _TWO + num(1, 0) + num(2, 1),
        _listed(1, 0, 1)
        + _PLAIN
        + _listed(1, 1)
        + _listed(2, 0, 1, 0)
        + _listed(1, 1, 2)
        + _PLAIN
        + _PLAIN
        + _listed(1, 2, 0)
        + _listed(2, 0, 1),
    ),
    Scheme(
        "one definition, two lists",
        _SHARED,
        _listed(1, 0, 1) + _listed(2, 1, 0) + _listed(1, 0, 1) + _listed(2, 1, 2),
    ),
    Scheme("formats", _formats(), "".join(_listed(i + 1, *[0] * 32) for i in range(9))),
    Scheme(
        "bullets",
        definition(
            0, level(0, "\uf0b7", "bullet"), level(1, "o", "bullet"), level(2, "\u2013", "bullet"), level(3, "%4.")
        )
        + num(1, 0),
        _listed(1, 0, 1, 2, 0, 3, 3),
    ),
    Scheme(
        "names",
        definition(
            0,
            level(0, "Schedule %1"),
            level(1, "Part %2", "upperLetter"),
            level(2, "Paragraph %3:"),
            level(3, "Clause %1.%3(%4)", "lowerLetter"),
            level(4, "[%5]"),
        )
        + num(1, 0),
        _listed(1, 0, 1, 2, 2, 3, 3, 4, 1, 2, 0, 1, 2, 3),
    ),
    Scheme(
        "suffixes",
        definition(
            0,
            level(0, "%1.", more='<w:suff w:val="tab"/>'),
            level(1, "%1.%2", more='<w:suff w:val="space"/>'),
            level(2, "(%3)", "lowerLetter", more='<w:suff w:val="nothing"/>'),
        )
        + num(1, 0),
        _listed(1, 0, 1, 2, 2, 1),
    ),
    Scheme(
        "taken out of a list",
        _OUTLINE,
        _in("C")
        + _in("C", _number(0))
        + _in("C")
        + _in("C", _number(1, 1))
        + para("@ words", _number(0))
        + _in("C", _number(99))
        + _in("C"),
        style("C", _number(1)),
    ),
    Scheme("skipped levels", definition(0, *_deep()) + num(1, 0), _listed(1, 0, 2, 1, 1, 0, 3, 2, 1, 4, 0, 1)),
    Scheme("no level above", definition(0, *_deep()) + num(1, 0), _listed(1, 1, 1, 2, 0, 1, 0)),
    Scheme("items before any clause", _OUTLINE, _listed(1, 2, 2, 3, 1, 0, 2)),
    Scheme("numbering style", _LINKED, _listed(1, 0, 1, 2) + _listed(2, 0, 1, 2) + _listed(1, 1), _LINKED_STYLES),
    Scheme(
        "list number styles",
        _LIST_NUMBERS,
        _in("ListNumber")
        + _in("ListNumber")
        + _in("ListNumber2")
        + _in("ListNumber2")
        + _in("ListNumber")
        + _in("ListNumber2"),
        _LIST_STYLES,
    ),
    Scheme(
        "odd starts",
        definition(0, level(0, "%1.", start=0), level(1, "%1.%2", start=5), level(2, "(%3)", "lowerLetter", start=3))
        + num(1, 0),
        _listed(1, 0, 1, 1, 2, 2, 0, 2, 1, 2),
    ),
    Scheme(
        "levels without a number",
        definition(0, level(0, "", "none"), level(1, "%2."), level(2, "%2.%3"), level(3, "", "decimal")) + num(1, 0),
        _listed(1, 0, 1, 2, 2, 0, 1, 3, 2),
    ),
    Scheme(
        "tables",
        _OUTLINE,
        _listed(1, 0)
        + table(
            [listed("@ words", 1, 1), para("@ words"), listed("@ words", 1, 1)],
            [listed("@ words", 1, 1) + listed("@ words", 1, 2), listed("@ words", 1, 2), para("@ words")],
            columns=3,
        )
        + _listed(1, 1, 0),
    ),
    Scheme(
        "tracked deletions",
        _OUTLINE,
        _listed(1, 0) + _gone(1, 0) + _listed(1, 0, 1) + _gone(1, 1) + _listed(1, 1),
        settled=_listed(1, 0, 0, 1, 1),
    ),
    Scheme(
        "tracked insertions and rows",
        _OUTLINE,
        _listed(1, 0, 1) + _new(1, 1) + _gone_row(1, 1) + _new(1, 0) + _listed(1, 1),
        settled=_listed(1, 0, 1, 1, 0, 1),
    ),
    Scheme(
        "levels by hand in a numbered style",
        _OUTLINE,
        _in("C")
        + _in("C", _number(None, 1))
        + _in("C", _number(None, 2))
        + _in("C", _number(None, 1))
        + _in("C")
        + _in("D")
        + _in("D", _number(None, 2)),
        style("C", _number(1)) + style("D", _number(1, 1)),
    ),
    Scheme(
        "content controls",
        _OUTLINE,
        f"<w:sdt><w:sdtContent>{_listed(1, 0, 1)}</w:sdtContent></w:sdt>"
        + _listed(1, 1)
        + f"<w:sdt><w:sdtContent>{_listed(1, 2)}</w:sdtContent></w:sdt>"
        + _listed(1, 0),
    ),
    Scheme(
        "letters of roman look",
        definition(0, level(0, "(%1)", "lowerLetter"), level(1, "(%2)", "lowerRoman")) + num(1, 0),
        _listed(1, *[0] * 10, *[1] * 11, 0, 1),
    ),
    Scheme("list without a level", _OUTLINE, "".join(listed("@ words", 1, None) for _ in range(3)) + _listed(1, 1)),
    Scheme("undefined levels", definition(0, level(0, "%1.")) + num(1, 0), _listed(1, 0, 0)),
]
