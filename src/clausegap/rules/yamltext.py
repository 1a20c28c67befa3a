"""YAML as text: its content, and the lines of its fields.

It is read by PyYAML on libyaml: the reader that spaCy brings (ruamel) takes seconds for the shipped rules, and line
numbers of mistakes need the node tree. Where the shipped rules are ready nothing imports this module.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml

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


class NotYamlError(ValueError):
    """A text is not YAML.

    Attributes:
        line: Where, from 1, if that can be told.
    """

    def __init__(self, problem: str, line: int | None) -> None:
        super().__init__(problem)
        self.line = line


def content_of(text: str) -> object:
    """Returns the content of a YAML text.

    Raises:
        NotYamlError: It is not YAML, or a key is written twice.
    """
    try:
        found: object = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", None) or error).replace("\n", " ")
        raise NotYamlError(problem, None if mark is None else mark.line + 1) from error
    return found


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
