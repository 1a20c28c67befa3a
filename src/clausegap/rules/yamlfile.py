"""Reads YAML rule files into models; every mistake names file, line, field and reason.

YAML is read by PyYAML on libyaml: the reader that spaCy brings (ruamel) takes seconds for the
shipped rules, and line numbers of mistakes need the node tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from clausegap.errors import RulesError
from clausegap.rules.base import RuleModel

Model = TypeVar("Model", bound=RuleModel)
_SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[valid-type,misc]
    """Refuses a key that is written twice, of which YAML would silently take the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                problem = f"the key {key.value!r} is written twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            seen.add(key.value)
        found: dict[object, object] = super().construct_mapping(node, deep)
        return found


@dataclass(frozen=True, slots=True)
class RuleSource:
    """A rule file: the path to name in messages, and its text."""

    path: str
    text: str


def read_source(path: Path) -> RuleSource:
    """Returns a rule file.

    Raises:
        RulesError: It cannot be read as UTF-8 text.
    """
    try:
        return RuleSource(str(path), path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError(str(path), None, "", f"cannot be read as UTF-8 text: {error}") from error


def parse_model(source: RuleSource, model: type[Model]) -> Model:
    """Returns the contents of a rule file as a validated model.

    Raises:
        RulesError: The file is not YAML or breaks the model.
    """
    try:
        content = yaml.load(source.text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise RulesError(source.path, _yaml_line(error), "", f"not valid YAML: {_yaml_problem(error)}") from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        # A misspelt key is also a missing one; its own name helps more.
        first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
        place = tuple(step for step in first["loc"] if step != "[key]")
        raise mistake(source, place, _reason(first["msg"], first["type"])) from error


def mistake(source: RuleSource, place: Sequence[int | str], reason: str) -> RulesError:
    """Returns the error for a mistake at a field of a rule file."""
    return RulesError(source.path, line_of(source.text, place), dotted(place), reason)


def dotted(place: Sequence[int | str]) -> str:
    """Returns a field's path with dots, for instance ``anchors.0.patterns.1.phrase``."""
    return ".".join(str(step) for step in place)


def line_of(text: str, place: Sequence[int | str]) -> int | None:
    """Returns the line, from 1, of the deepest part of a field's path that the file has."""
    node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    line = None
    for step in (*place, None):
        if node is None:
            return line
        line = node.start_mark.line + 1
        node = _child(node, step)
    return line


def _child(node: yaml.Node, step: int | str | None) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
        for key, value in pairs:
            if key.value == str(step):
                return value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item: yaml.Node = node.value[step]
        return item
    return None


def _yaml_line(error: yaml.YAMLError) -> int | None:
    mark = getattr(error, "problem_mark", None)
    return None if mark is None else mark.line + 1


def _yaml_problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or error).replace("\n", " ")


def _reason(message: str, kind: str) -> str:
    if kind == "extra_forbidden":
        return "unknown key; check its spelling against docs/how-to/add-a-protection.md"
    if kind == "missing":
        return "this key is required and not there"
    return message.removeprefix("Value error, ")
