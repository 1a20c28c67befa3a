"""Builds docs/reference/rule-files.md from the models of the rule files and their JSON Schemas."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Mapping
from typing import Any

import griffe

from clausegap.rules.base import RuleModel
from clausegap.rules.schemas import FILES, rule_schema

Schema = Mapping[str, Any]
_ALIKE = {  # means the same in all models that do not say it themselves
    "by": "The conditions; one list of them must hold whole.",
    "to": "The severity to set.",
    "why": "One line for the report.",
    "patterns": "The wording.",
}
_INTRO = """\
The YAML files that `clause_patterns/` and your own rule folders are made of, field by field. Unknown keys are refused,
and a mistake is reported with file, line and field. Each kind of file has a JSON Schema in `schemas/`, for editors that
complete and check while you write; `clausegap schema protection` prints one. How to write them:
[add a protection](../how-to/add-a-protection.md), [write a playbook](../how-to/write-a-playbook.md),
[teach a clause type](../how-to/teach-a-clause-type.md).
"""


def rules_page(note: str) -> str:
    """Returns the page on the rule files."""
    schemas = {name: rule_schema(name) for name in FILES}
    parts = {title: part for schema in schemas.values() for title, part in schema.get("$defs", {}).items()}
    classes = {cls.__name__: cls for cls in _all_under(RuleModel)}
    lines = ["# Rule files", note, _INTRO]
    for name, schema in schemas.items():
        lines += [f"## {name}", ""]
        lines += _model(schema, classes[schema["title"]])
        lines += [f"The schema: [{name}.schema.json](schemas/{name}.schema.json).", ""]
    lines += ["## Parts", "", "What fields of these files are made of.", ""]
    for title in sorted(parts):
        lines += [f"### {title}", "", *_model(parts[title], classes[title])]
    return "\n".join(lines)


def _all_under(cls: type) -> Iterator[type]:
    for under in cls.__subclasses__():
        yield under
        yield from _all_under(under)


def _model(schema: Schema, cls: type) -> Iterator[str]:
    yield _plain((inspect.getdoc(cls) or "").split("\n\n")[0])
    yield ""
    told = _told(cls)
    yield from ("| field | value | default | meaning |", "|---|---|---|---|")
    for name, field in schema["properties"].items():
        meaning = told.get(name) or _ALIKE[name]
        yield f"| `{name}` | {_value(field)} | {_default(name, field, schema)} | {_cell(meaning)} |"
    yield ""


def _told(cls: type) -> dict[str, str]:
    """Returns what the docstrings of a model and of the models that it extends say of its fields."""
    told: dict[str, str] = {}
    for one in reversed(cls.__mro__):
        doc = griffe.Docstring(inspect.cleandoc(one.__dict__.get("__doc__") or ""))
        for section in doc.parse("google", warnings=False):
            if isinstance(section, griffe.DocstringSectionAttributes):
                told.update({attribute.name: _plain(attribute.description) for attribute in section.value})
    return told


def _default(name: str, field: Schema, schema: Schema) -> str:
    if name in schema.get("required", ()):
        return "required"
    value = field.get("default")
    return "" if value in (None, [], "") or isinstance(value, dict) else f"`{json.dumps(value, ensure_ascii=False)}`"


def _value(field: Schema) -> str:
    """Returns in words what a field may hold."""
    if "$ref" in field:
        title = field["$ref"].rpartition("/")[2]
        return f"[{title}](#{title.lower()})"
    for choice in ("anyOf", "oneOf"):
        if choice in field:
            return " or ".join(_value(one) for one in field[choice] if one.get("type") != "null")
    if "enum" in field or "const" in field:
        return ", ".join(f"`{word}`" for word in field.get("enum", [field.get("const")]))
    kind = field.get("type", "any")
    if kind == "array":
        inside = field.get("items") or {}
        return f"list of {_value(inside)}" if inside else "list"
    if kind == "object":
        return _mapping(field)
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(kind, kind) + _bounds(field)


def _mapping(field: Schema) -> str:
    inside = [*field.get("patternProperties", {}).values()]
    if isinstance(field.get("additionalProperties"), Mapping):
        inside.append(field["additionalProperties"])
    return f"mapping to {_value(inside[0])}" if inside else "mapping"


def _bounds(field: Schema) -> str:
    least, most = field.get("minimum"), field.get("maximum")
    above = field.get("exclusiveMinimum")
    if least is not None and most is not None:
        return f", {least:g} to {most:g}"
    if above is not None:
        return f", more than {above:g}"
    return f", at least {least:g}" if least is not None else f", at most {most:g}" if most is not None else ""


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("``", "`")


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
