"""Reads YAML rule files into models; every mistake names file, line, field and reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from clausegap._nearest import did_you_mean
from clausegap.errors import RulesError
from clausegap.rules.base import RuleModel

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

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
        reason = _unknown_key(str(steps[-1])) if first["type"] == "extra_forbidden" else _reason(first)
        raise mistake(source, steps, reason) from error


def mistake(source: RuleSource, steps: Steps, reason: str) -> RulesError:
    """Returns the error for a mistake at a field of a rule file."""
    from clausegap.rules.yamltext import line_of  # noqa: PLC0415  imports PyYAML

    return RulesError(source.path, line_of(source.text, steps), dotted(steps), reason)


def dotted(steps: Steps) -> str:
    """Returns a field's path with dots, for instance ``anchors.0.patterns.1.phrase``."""
    return ".".join(map(str, steps))


def _unknown_key(key: str) -> str:
    known = {name for model in RuleModel.__subclasses__() for name in model.model_fields}
    nearest = did_you_mean(key, known - {key}, whole=True)
    return f"unknown key; {nearest or 'clausegap schema prints those that each kind of file has'}"


def _reason(error: ErrorDetails) -> str:
    if error["type"] == "missing":
        return "this key is required and not there"
    if error["type"] == "model_type":
        return "keys with values must stand here, and there are none"
    return error["msg"].removeprefix("Value error, ")
