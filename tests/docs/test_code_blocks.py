"""Everything that the documentation shows is executed, and prints what the page says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import block_census
import pytest
from doc_pages import ELLIPSIS, READ, ROOT, RUN, SHELL, Block, blocks, blocks_in, pages, renewed, same_output
from doc_runner import Session

_COMMANDS_THAT_FIND_GAPS = ("clausegap review", "clausegap batch", "clausegap compare")


def _runnable(page: Path) -> list[Block]:
    return [block for block in blocks(page) if block.acts]


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# What the engines of the recipes warn of among themselves is none of our business.
@pytest.mark.filterwarnings("ignore::FutureWarning:pyspark.*")
@pytest.mark.parametrize("page", [page for page in pages() if _runnable(page)], ids=_name)
def test_code_blocks_do_what_the_page_says(page: Path, tmp_path: Path) -> None:
    session = Session(tmp_path)
    for block in _runnable(page):
        if block.missing:
            continue  # the next test says so
        if block.file is not None:
            session.save(block)
        elif block.language == "python":
            _check_python(session, block)
        elif block.language == "pycon":
            assert not (complaint := session.run_doctest(block)), complaint
        elif shutil.which("bash") is None:
            pytest.skip("no bash on this machine to run console blocks")
        else:
            _check_console(session, block)


@pytest.mark.parametrize(
    "block", [block for page in pages() for block in _runnable(page) if block.needs], ids=lambda block: block.place
)
def test_a_block_with_needs_is_run_where_they_are(block: Block) -> None:
    if block.missing:
        pytest.skip(f"{block.place} is not run: {', '.join(block.missing)} not installed")
    assert set(block.needs) <= {"ray", "pandas", "pyarrow", "pyspark", "java"}


def _check_python(session: Session, block: Block) -> None:
    real = session.run_python(block)
    if block.output is not None:
        _compare(block, "its output", block.output.splitlines(), real)


def _check_console(session: Session, block: Block) -> None:
    ran = session.run_console(block)
    for index, (step, real, code) in enumerate(ran):
        is_told = index + 1 < len(ran) and ran[index + 1][0].command == "echo $?"
        may_be_one = step.command.startswith(_COMMANDS_THAT_FIND_GAPS)
        assert is_told or code == 0 or (code == 1 and may_be_one), f"{block.place}: {step.command}: {real}"
        _compare(block, step.command, list(step.output), real)


def _compare(block: Block, what: str, shown: list[str], real: list[str]) -> None:
    while shown and not shown[-1].strip():
        shown.pop()
    hint = "run python tests/docs/refresh.py if the change is meant"
    assert same_output([line.rstrip() for line in shown], real), (
        f"{block.place}: {what}: the page shows other lines; {hint}\n" + "\n".join(real)
    )


@pytest.mark.parametrize("page", pages(), ids=_name)
def test_a_block_that_is_not_run_says_why(page: Path) -> None:
    for block in blocks(page):
        if block.language in SHELL:
            assert block.reason, f"{block.place}: say why it is not run: <!-- not run: ... -->"
        if block.reason is not None:
            assert len(block.reason.split()) >= 3, f"{block.place}: the reason is too short"


@pytest.mark.parametrize("page", pages(), ids=_name)
def test_a_block_names_a_language_that_is_run_or_parsed(page: Path) -> None:
    for block in blocks(page):
        assert block.language in {*RUN, *READ, *SHELL, "text"}, f"{block.place}: write a known language after the fence"
        if block.language in READ:
            READ[block.language](block.body)
        if block.language == "text" and not block.is_output:  # a drawing: never commands or code to copy
            assert not re.search(r"^(\$ |>>> )", block.body, re.M), f"{block.place}: make it a console block"


def test_blocks_that_are_not_run_are_counted_and_listed() -> None:
    shown = block_census.PAGE.read_text(encoding="utf-8")
    assert shown == block_census.with_census(shown), "run python tests/docs/refresh.py, and ask whether it must be so"
    assert "are not run:" in shown


def test_a_page_is_cut_into_blocks_with_reason_and_output() -> None:
    page = "a\n<!-- not run: needs a network -->\n```sh\nls\n```\n\n```python\nprint(1)\n```\n\n```text\n1\n```\n"
    first, second, third = blocks_in(page, "x.md")
    assert (first.reason, first.language, first.line) == ("needs a network", "sh", 3)
    assert (second.output, second.reason) == ("1\n", None)
    assert page[slice(*third.span)] == "1\n"


def test_a_block_that_names_a_file_is_saved_for_those_after_it(tmp_path: Path) -> None:
    page = "<!-- file: rules/own.yaml -->\n```yaml\nid: own\n```\n\n```yaml\nid: other\n```\n"
    saved, shown = blocks_in(page, "x.md")
    assert (saved.file, saved.acts, shown.file, shown.acts) == ("rules/own.yaml", True, None, False)
    session = Session(tmp_path)
    session.save(saved)
    assert (tmp_path / "rules" / "own.yaml").read_text(encoding="utf-8") == "id: own\n"


def test_an_example_of_a_docstring_must_give_what_it_shows(tmp_path: Path) -> None:
    right, wrong = blocks_in("```pycon\n>>> 1 + 1\n2\n```\n```pycon\n>>> 1 + 1\n3\n```\n", "x.md")
    session = Session(tmp_path)
    assert session.run_doctest(right) == ""
    assert "Expected:" in session.run_doctest(wrong)


def test_a_reason_is_that_of_the_next_block_only() -> None:
    page = "<!-- not run: needs a network -->\n```sh\nls\n```\n<!-- needs: ray, java -->\n```python\n1\n```\n"
    first, second = blocks_in(page, "x.md")
    assert (first.reason, first.needs) == ("needs a network", ())
    assert (second.reason, second.needs) == (None, ("ray", "java"))


@pytest.mark.parametrize(
    ("shown", "real", "same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a"], ["a", "b"], False),
        (["a", ELLIPSIS], ["a", "b", "c"], True),
        ([ELLIPSIS, "c"], ["a", "b", "c"], True),
        (["a", ELLIPSIS, "d"], ["a", "b", "c"], False),
        ([], ["a"], False),
        (["1 of ... done"], ["1 of 2 done"], True),
        (["1 of ... done"], ["1 of 2"], False),
    ],
)
def test_three_dots_stand_for_any_lines_or_words(shown: list[str], real: list[str], same: bool) -> None:
    assert same_output(shown, real) is same


def test_new_output_is_cut_where_the_old_one_was() -> None:
    assert renewed(["a", "b", ELLIPSIS], ["x", "y", "z", "w"]) == ["x", "y", ELLIPSIS]
    assert renewed(["a", "b", ELLIPSIS], ["a", "b", "c"]) == ["a", "b", ELLIPSIS]
    assert renewed(["a"], ["x", "y"]) == ["x", "y"]
    assert renewed([ELLIPSIS], ["x"]) == ["x"]
    assert renewed(["3 ... done"], ["3 of 4 done"]) == ["3 ... done"]
