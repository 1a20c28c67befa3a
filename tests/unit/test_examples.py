"""The examples in docstrings run as they stand; each public name has one."""

from __future__ import annotations

import doctest
import inspect
from importlib import import_module
from pathlib import Path

import pytest

import clausegap

ROOT = Path(__file__).resolve().parents[2]
NAMES = {name: getattr(clausegap, name) for name in clausegap.__all__ if name != "__version__"}


def examples():
    """Returns the examples of each public name, and of the methods and properties of public classes."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    names = {**NAMES, "clausegap": clausegap}
    return [test for name, one in NAMES.items() for test in finder.find(one, name, globs=names) if test.examples]


@pytest.mark.parametrize("example", examples(), ids=lambda test: test.name)
def test_an_example_does_what_it_says(example, monkeypatch):
    monkeypatch.chdir(ROOT)  # where the sample contracts lie
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=report.append)
    assert report == []


def inner_examples():
    """Yields the examples of all that is not public."""
    public = {(test.filename, test.lineno) for test in examples()}
    package = Path(clausegap.__file__).parent
    for path in sorted(package.rglob("*.py")):
        if ">>> " in path.read_text(encoding="utf-8"):
            module = import_module(".".join(path.relative_to(package.parent).with_suffix("").parts))
            found = doctest.DocTestFinder(exclude_empty=True).find(module)
            yield from (test for test in found if test.examples and (test.filename, test.lineno) not in public)


def test_the_examples_of_inner_parts_do_what_they_say():
    report: list[str] = []
    for example in inner_examples():
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=report.append)
    assert report == []


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_has_an_example(name):
    assert ">>> " in inspect.getdoc(NAMES[name])


def members():
    for name, cls in NAMES.items():
        for member, value in vars(cls).items() if inspect.isclass(cls) else ():
            if not member.startswith("_") and (callable(value) or isinstance(value, property | classmethod)):
                yield f"{name}.{member}", value


@pytest.mark.parametrize("member", [value for _, value in members()], ids=[name for name, _ in members()])
def test_a_public_member_is_documented_with_all_its_arguments(member):
    function = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
    told = inspect.getdoc(function) or ""
    assert told
    # One argument may be told by the sentence itself; several are listed.
    listed = [name for name in inspect.signature(function).parameters if name not in ("self", "cls")]
    if len(listed) > 1:
        assert [name for name in listed if f"{name}:" not in told] == []
