"""The Python page is refused where a docstring is missing or says something else than the signature."""

from __future__ import annotations

from pathlib import Path

import griffe
import pytest
from api_page import UndocumentedError, _sections, _target


def _function(docstring: str) -> griffe.Object:
    code = f'def f(a: int, *, b: str = "x") -> int:\n    {docstring}\n    return a\n'
    return griffe.visit("module", filepath=Path("module.py"), code=code)["f"]


def test_parameters_become_a_table_with_defaults() -> None:
    function = _function('"""Returns it.\n\n    Args:\n        a: One | two.\n        b: Three.\n    """')
    shown = list(_sections(function))
    assert shown[0] == "Returns it."
    assert r"| `a` |  | One \| two. |" in shown
    assert "| `b` | `'x'` | Three. |" in shown


def test_a_parameter_that_is_not_there_is_refused() -> None:
    function = _function('"""Returns it.\n\n    Args:\n        c: Nothing such.\n    """')
    with pytest.raises(UndocumentedError, match="'c' does not appear"):
        list(_sections(function))


def test_a_section_that_the_page_cannot_show_is_refused() -> None:
    function = _function('"""Returns it.\n\n    Note:\n        Something.\n    """')
    with pytest.raises(UndocumentedError, match="cannot show: note"):
        list(_sections(function))


def test_a_name_without_docstring_is_refused() -> None:
    with pytest.raises(UndocumentedError, match=r"module\.f: no docstring"):
        _target(_function("pass"))
