"""Writes down what of the package is public: names, signatures, fields, errors and their codes.

    python tests/unit/public_names.py

A change to public_names.txt is a change to the public interface: it belongs in the changelog, and one that takes
something away or alters it needs the care that docs/stability.md asks for.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path

import clausegap
from clausegap import errors, model

LIST = Path(__file__).with_name("public_names.txt")
_NOT_OURS = (object, Exception, BaseException)


def described() -> str:
    """Returns the public interface as text, one name a line."""
    lines = [
        line for name in sorted(clausegap.__all__) for line in _entry(f"clausegap.{name}", getattr(clausegap, name))
    ]
    listed = {getattr(clausegap, name) for name in clausegap.__all__ if inspect.isclass(getattr(clausegap, name))}
    for cls in (*_model_classes(), *_error_classes()):
        if cls not in listed:
            lines += _entry(f"{cls.__module__}.{cls.__name__}", cls)
    return "\n".join(lines) + "\n"


def _model_classes() -> Iterator[type]:
    """Yields the classes of the values that public functions take and return."""
    for info in pkgutil.iter_modules(model.__path__, f"{model.__name__}."):
        if info.name.endswith((".analysis", ".section")):  # what the pipeline and the checker exchange
            continue
        module = importlib.import_module(info.name)
        yield from (one for _, one in inspect.getmembers(module, inspect.isclass) if _is_public(one, module.__name__))


def _is_public(cls: type, module: str) -> bool:
    return cls.__module__ == module and not cls.__name__.startswith("_")


def _error_classes() -> Iterator[type]:
    yield from (one for _, one in inspect.getmembers(errors, inspect.isclass) if _is_public(one, errors.__name__))


def _entry(name: str, one: object) -> Iterator[str]:
    if not callable(one):
        yield name
    elif not inspect.isclass(one):
        yield f"{name}{_signature(one)}"
    else:
        bases = ", ".join(base.__name__ for base in one.__bases__ if base not in _NOT_OURS)
        yield f"{name}({bases})" if bases else name
        yield from (f"    {line}" for line in _members(one))


def _members(cls: type) -> Iterator[str]:
    """Yields what a class adds to its bases: its arguments or fields, constants, methods and properties."""
    fields = inspect.get_annotations(cls) if hasattr(cls, "model_fields") or is_dataclass(cls) else {}
    for name, kind in fields.items():
        if not name.startswith("_") and name != "model_config":
            yield f"{name}: {kind}"
    if not fields and "__init__" in vars(cls):
        yield f"__init__{_signature(cls.__init__)}"
    for name, member in sorted(vars(cls).items()):
        if name.startswith("_") or name in fields:
            continue
        if inspect.isfunction(member):
            yield f"{name}{_signature(member)}"
        elif isinstance(member, classmethod | staticmethod):
            yield f"{name}{_signature(member.__func__)}"
        elif isinstance(member, property) or hasattr(member, "func"):
            yield name
        elif isinstance(member, str | int) and issubclass(cls, errors.ClausegapError):
            yield f"{name} = {member!r}"


def _signature(function: object) -> str:
    """Returns the arguments as they are written, since each version of Python shows them in its own way."""
    shown, keyword_only = [], False
    for one in inspect.signature(function).parameters.values():
        if one.kind is one.KEYWORD_ONLY and not keyword_only:
            keyword_only = True
            shown.append("*")
        kind = "" if one.annotation is one.empty else f": {one.annotation}"
        default = "" if one.default is one.empty else f" = {one.default!r}"
        star = "*" if one.kind is one.VAR_POSITIONAL else ""
        shown.append(f"{star}{one.name}{kind}{default}")
    result = inspect.signature(function).return_annotation
    return f"({', '.join(shown)})" + ("" if result is inspect.Signature.empty else f" -> {result}")


if __name__ == "__main__":
    LIST.write_text(described(), encoding="utf-8", newline="\n")
