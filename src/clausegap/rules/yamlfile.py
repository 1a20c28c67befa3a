"""Reads YAML rule files into models; every mistake names file, line, field and reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from clausegap.errors import RulesError
from clausegap.rules.base import RuleModel

Model = TypeVar("Model", bound=RuleModel)
Steps = tuple[int | str, ...]  # the way to a field of a rule file


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
    from clausegap.rules.yamltext import NotYamlError, content_of  # noqa: PLC0415  imports PyYAML

    try:
        content = content_of(source.text)
    except NotYamlError as error:
        raise RulesError(source.path, error.line, "", f"not valid YAML: {error}") from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        # A misspelt key is also a missing one; its own name helps more.
        first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
        steps = tuple(step for step in first["loc"] if step != "[key]")
        raise mistake(source, steps, _reason(first["msg"], first["type"])) from error


def mistake(source: RuleSource, steps: Steps, reason: str) -> RulesError:
    """Returns the error for a mistake at a field of a rule file."""
    from clausegap.rules.yamltext import line_of  # noqa: PLC0415  imports PyYAML

    return RulesError(source.path, line_of(source.text, steps), dotted(steps), reason)


def dotted(steps: Steps) -> str:
    """Returns a field's path with dots, for instance ``anchors.0.patterns.1.phrase``."""
    return ".".join(map(str, steps))


def _reason(message: str, kind: str) -> str:
    if kind == "extra_forbidden":
        return "unknown key; check its spelling against docs/how-to/add-a-protection.md"
    if kind == "missing":
        return "this key is required and not there"
    if kind == "model_type":
        return "keys with values must stand here, and there are none"
    return message.removeprefix("Value error, ")
