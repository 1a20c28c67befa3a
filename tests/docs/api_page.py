"""Builds docs/reference/api.md from the signatures and docstrings of the public names, as griffe reads them."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Iterable, Iterator

import griffe
from doc_pages import ROOT

import clausegap

_WIDEST = 100
_INTRO = """\
All public names. Each is imported from the package itself: `from clausegap import load`. Names that begin with an
underscore, and modules below the package, may change with any version. The examples have these imports in front:

```python
import clausegap
from clausegap import *
```
"""


class UndocumentedError(Exception):
    """A public name lacks a docstring, or one says something else than its signature."""


def api_page(note: str, told_elsewhere: Iterable[str]) -> str:
    """Returns the page on the public names.

    Args:
        note: The comment that says where the page comes from.
        told_elsewhere: Classes whose fields stand on the page on reports.

    Raises:
        UndocumentedError: A public name or parameter is not documented.
    """
    package = _parsed()
    names = [name for name in clausegap.__all__ if not name.startswith("_")]
    found = {name: _target(package[name]) for name in names}
    values = set(told_elsewhere) & set(found)
    functions = [name for name in names if found[name].is_function]
    errors = [name for name in names if found[name].is_class and _is_error(name)]
    classes = [name for name in names if name not in {*functions, *errors, *values}]
    lines = ["# Python", note, _INTRO, *_index(found)]
    lines += ["", "## Functions", ""]
    lines += [line for name in functions for line in _function(found[name], "###", "clausegap.")]
    lines += ["## Classes", "", *(line for name in classes for line in _class(found[name], found, values))]
    lines += ["## Values", "", *(line for name in sorted(values) for line in _class(found[name], found, values))]
    lines += ["## Errors", "", "[Errors](errors.md) has the whole tree and the exit codes.", ""]
    lines += [line for name in errors for line in _class(found[name], found, values)]
    return "\n".join([*lines, *_aliases(package, found.values())])


def _parsed() -> griffe.Module:
    return griffe.load("clausegap", search_paths=[ROOT / "src"], docstring_parser="google")


def _target(item: griffe.Object | griffe.Alias) -> griffe.Object:
    found = item.final_target if isinstance(item, griffe.Alias) else item
    if found.docstring is None:
        raise UndocumentedError(f"{item.path}: no docstring")
    return found


def _is_error(name: str) -> bool:
    return issubclass(getattr(clausegap, name), Exception)


def _index(found: dict[str, griffe.Object]) -> Iterator[str]:
    yield from ("| name | what it is |", "|---|---|")
    for name, item in found.items():
        anchor = f"clausegap{name}" if item.is_function else name.lower()
        yield f"| [`{name}`](#{anchor}) | {_cell(_summary(item))} |"
    yield "| `__version__` | The version of the package, such as `0.1.0`. |"


def _function(item: griffe.Object, mark: str, owner: str) -> Iterator[str]:
    # The owner is in the heading, so that `clausegap.extract` and `Extract` have anchors of their own.
    assert isinstance(item, griffe.Function)
    yield from (f"{mark} {owner}{item.name}", "")
    yield from ("```pyi", _signature(item), "```", "")
    yield from _sections(item)


def _class(item: griffe.Object, found: dict[str, griffe.Object], values: set[str]) -> Iterator[str]:
    assert isinstance(item, griffe.Class)
    yield from (f"### {item.name}", "")
    constructor = item.members.get("__init__")
    if isinstance(constructor, griffe.Function) and not (item.name in values or _is_error(item.name)):
        yield from ("```pyi", f"class {item.name}:", _indented(_signature(constructor)), "```", "")
    yield from _sections(item, hidden=("attributes",) if item.name in values else ())
    if item.name in values:
        yield from (f"[Its fields](report.md#{item.name.lower()}).", "")
    bases = [str(base) for base in item.bases if str(base) in found]
    if bases:
        yield from (f"And all that {', '.join(f'[{base}](#{base.lower()})' for base in bases)} has.", "")
    yield from _properties(item)
    for method in _public(item):
        if isinstance(method, griffe.Function):
            yield from _function(_target(method), "####", f"{item.name}.")


def _public(item: griffe.Class) -> list[griffe.Object | griffe.Alias]:
    return [member for name, member in item.members.items() if not name.startswith("_")]


def _properties(item: griffe.Class) -> Iterator[str]:
    told = [member for member in _public(item) if member.is_attribute and "property" in member.labels]
    if told:
        yield from ("| property | type | meaning |", "|---|---|---|")
    for member in told:
        assert isinstance(member, griffe.Attribute)
        yield f"| `{member.name}` | `{_cell(str(member.annotation))}` | {_cell(_summary(_target(member)))} |"
    if told:
        yield ""


def _summary(item: griffe.Object) -> str:
    return _plain((item.docstring.value if item.docstring else "").split("\n\n")[0])


def _sections(item: griffe.Object, hidden: tuple[str, ...] = ()) -> Iterator[str]:
    """Yields what a docstring says, in its order: words, tables, errors, examples."""
    complaints = _Complaints()
    logging.getLogger("griffe").addHandler(complaints)
    try:
        sections = item.docstring.parse("google") if item.docstring else []
    finally:
        logging.getLogger("griffe").removeHandler(complaints)
    if complaints.said:
        raise UndocumentedError("; ".join(complaints.said))
    for section in sections:
        if section.kind.value not in hidden:
            yield from _SHOWN[section.kind.value](section.value)


class _Complaints(logging.Handler):
    """Keeps what griffe finds wrong with a docstring."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def _words(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield from (_plain(paragraph), "")


def _parameters(told: Iterable[griffe.DocstringParameter]) -> Iterator[str]:
    yield from ("| parameter | default | meaning |", "|---|---|---|")
    for one in told:
        default = "" if one.default is None else f"`{_cell(str(one.default))}`"
        yield f"| `{one.name.lstrip('*')}` | {default} | {_cell(_plain(one.description))} |"
    yield ""


def _attributes(told: Iterable[griffe.DocstringAttribute]) -> Iterator[str]:
    yield from ("| attribute | type | meaning |", "|---|---|---|")
    for one in told:
        kind = f"`{_cell(str(one.annotation))}`" if one.annotation else ""
        yield f"| `{one.name}` | {kind} | {_cell(_plain(one.description))} |"
    yield ""


def _raises(told: Iterable[griffe.DocstringRaise]) -> Iterator[str]:
    yield from ("Raises:", "", *(f"- `{one.annotation}`: {_plain(one.description)}" for one in told), "")


def _example(told: griffe.DocstringAdmonition) -> Iterator[str]:
    if told.kind != "example":
        raise UndocumentedError(f"a section that the page cannot show: {told.kind}")
    yield from ("```pycon", inspect.cleandoc(told.contents), "```", "")


_SHOWN: dict[str, Callable[..., Iterator[str]]] = {
    "text": _words,
    "parameters": _parameters,
    "attributes": _attributes,
    "raises": _raises,
    "admonition": _example,
}


def _signature(item: griffe.Function) -> str:
    """Returns a stub of a function, on one line or with a line for each parameter."""
    shown = list(_shown_parameters(item))
    way = next((f"@{label}\n" for label in ("classmethod", "staticmethod") if label in item.labels), "")
    head, tail = f"def {item.name}(", f") -> {item.returns or 'None'}: ..."
    line = head + ", ".join(shown) + tail
    if len(line) > _WIDEST:
        line = "\n".join([head, *(f"    {one}," for one in shown), tail])
    return way + line


def _shown_parameters(item: griffe.Function) -> Iterator[str]:
    starred = False
    for one in item.parameters:
        if one.kind is griffe.ParameterKind.keyword_only and not starred:
            starred = True
            yield "*"
        starred = starred or one.kind is griffe.ParameterKind.var_positional
        mark = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}.get(one.kind, "")
        kind = "" if one.annotation is None else f": {one.annotation}"
        default = "" if one.default is None or mark else f" = {one.default}".replace("'", '"')
        yield f"{mark}{one.name}{kind}{default}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _aliases(package: griffe.Module, items: Iterable[griffe.Object]) -> Iterator[str]:
    """Yields the table of the names that signatures use for longer types."""
    used = {
        named
        for item in items
        for function in _functions(item)
        for kind in (*(one.annotation for one in function.parameters), function.returns)
        for named in _named_types(package, kind)
    }
    yield from ("## Names of types", "", "What some names in these signatures stand for.", "")
    yield from ("| name | in | stands for |", "|---|---|---|")
    yield from (f"| `{name}` | `{home}` | `{_cell(stands_for)}` |" for name, home, stands_for in sorted(used))
    yield ""


def _functions(item: griffe.Object) -> Iterator[griffe.Function]:
    if isinstance(item, griffe.Function):
        yield item
    for member in item.members.values():
        if isinstance(member, griffe.Function) and (member.name == "__init__" or not member.name.startswith("_")):
            yield member


def _named_types(package: griffe.Module, kind: griffe.Expr | str | None) -> Iterator[tuple[str, str, str]]:
    """Yields name, home and meaning of the aliases in an annotation."""
    if not isinstance(kind, griffe.Expr):
        return
    for part in kind.iterate():
        path = part.canonical_path if isinstance(part, griffe.ExprName) else ""
        if path.startswith("clausegap."):
            item = package[path.removeprefix("clausegap.")]
            item = item.final_target if isinstance(item, griffe.Alias) else item
            if isinstance(item, griffe.Attribute):
                yield item.name, item.path.rpartition(".")[0], " ".join(str(item.value).split()).strip("'")


def _plain(text: str) -> str:
    """Returns the words of a docstring as one line of Markdown."""
    return " ".join(text.split()).replace("``", "`")


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
