"""Values of settings: whether they are what an option takes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from clausegap.cli.manual import Parameter
from clausegap.errors import UsageError

_YES: Final = frozenset({"1", "true", "yes", "on"})
_NO: Final = frozenset({"0", "false", "no", "off"})
_FOLDER_SIGNS: Final = ("/", "\\")
_PLAYBOOK_SUFFIXES: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from.

    Attributes:
        shown: As messages name it.
        folder: What its paths are relative to; None for the working folder.
    """

    shown: str
    folder: Path | None = None


def fitting(option: Parameter, value: object, origin: Origin) -> object:
    """Returns a value as an option takes it, paths as seen from the folder of their file.

    Raises:
        UsageError: The option takes no such value.
    """
    if not option.several:
        return _single(option, value, origin)
    values = value if isinstance(value, list) else [value]
    return [_single(option, one, origin) for one in values]


def takes(option: Parameter, value: object) -> bool:
    """Returns whether an option takes the words of a value, as far as it takes only certain ones."""
    words = value if isinstance(value, list) else [value]
    return not option.choices or all(word in option.choices for word in words)


def from_words(option: Parameter, words: str, variable: str) -> object:
    """Returns the value that a variable of the environment stands for; several are parted as in ``PATH``.

    Raises:
        UsageError: It is no value of this kind.
    """
    if option.several:
        return [part for part in words.split(os.pathsep) if part]
    if option.kind is bool:
        if words.lower() in _YES | _NO:
            return words.lower() in _YES
        raise UsageError(f"{variable}: {words!r} is neither yes nor no")
    if option.kind in (int, float):
        try:
            return option.kind(words)
        except ValueError:
            raise UsageError(f"{variable}: {words!r} is no number") from None
    return words


def _single(option: Parameter, value: object, origin: Origin) -> object:
    if option.kind is bool:
        return _checked(option, value, origin, (bool,), "true or false")
    if option.kind is int:
        return _checked(option, value, origin, (int,), "a whole number")
    if option.kind is float:
        return _checked(option, value, origin, (int, float), "a number")
    if isinstance(value, date):
        return value.isoformat()
    text = str(_checked(option, value, origin, (str,), "a text"))
    if option.choices and text not in option.choices:
        from clausegap._nearest import nearest_hint

        known, hint = ", ".join(option.choices), nearest_hint(text, option.choices)
        raise UsageError(f"{origin.shown}: {text!r} is not one of {known}{hint}")
    return _placed(text, origin.folder) if _is_path(option, text) else text


def _checked(option: Parameter, value: object, origin: Origin, kinds: Sequence[type], said: str) -> object:
    # In Python a truth value is a number too; in a file of settings it is not.
    if not isinstance(value, tuple(kinds)) or (isinstance(value, bool) and bool not in kinds):
        lists = " or a list of them" if option.several else ""
        raise UsageError(f"{origin.shown}: {value!r} is not {said}{lists}")
    return value


def _is_path(option: Parameter, text: str) -> bool:
    """Whether a value is a path: where a name would do as well, if it looks like one."""
    if "NAME" in option.metavar.split("|"):
        return text.endswith(_PLAYBOOK_SUFFIXES) or any(sign in text for sign in _FOLDER_SIGNS)
    return option.takes_paths


def _placed(text: str, folder: Path | None) -> str:
    from clausegap.cli.inputs import STDIN
    from clausegap.loaders.remote import is_url

    if folder is None or text == STDIN or is_url(text):
        return text
    placed = str(folder / Path(text).expanduser())
    return placed + "/" if text.endswith(_FOLDER_SIGNS) else placed  # a slash at the end means a folder
