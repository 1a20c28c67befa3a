"""Builds the pages of docs/reference from the code: they are never edited by hand."""

from __future__ import annotations

import html
import inspect
import json
import re
from collections.abc import Callable, Iterator
from functools import partial

from api_page import api_page
from catalogue_pages import notices_page, protections_page, risks_page
from cli_page import cli_page
from doc_pages import ROOT
from model_pages import MODELS, report_page
from rules_page import rules_page

from clausegap import errors
from clausegap.cli import exits
from clausegap.renderers.extract_json import extract_schema
from clausegap.renderers.json_report import comparison_schema, json_schema, standard_schema
from clausegap.rules.schemas import FILES as RULE_FILES
from clausegap.rules.schemas import rule_schema

FOLDER = ROOT / "docs" / "reference"
_NOTE = "<!-- written by tests/docs/refresh.py: change the code, not this page -->\n"


def _exit_codes() -> Iterator[tuple[int, str]]:
    yield 0, "no gap at or above `--fail-on`; for comparisons, no loss"
    yield exits.GAPS, "at least one such gap, or such a loss"
    yield errors.UsageError.exit_code, "usage: an option or argument is wrong, or an output cannot be written"
    yield exits.UNREADABLE, "at least one document could not be read or reviewed"
    yield exits.BAD_RULES, "a rule file has a mistake, or a rule breaks one of its examples"
    yield exits.INTERRUPTED, "stopped with Ctrl-C; a batch keeps what was finished"
    yield exits.PIPE_CLOSED, "the reader of standard output went away"


def errors_page() -> str:
    """Returns the page on errors."""
    listed = [getattr(errors, name) for name in vars(errors) if name.endswith("Error")]
    rows = [
        f"| `{cls.__name__}` | {_code(cls)} | {cls.exit_code} | {_first_line(cls)} |"
        for cls in listed
        if cls.__module__ == errors.__name__
    ]
    tree = inspect.cleandoc(inspect.getdoc(errors) or "").split("\n\n")[1]
    return "\n".join(
        [
            "# Errors",
            _NOTE,
            "Every error that clausegap raises on purpose is one of these. The message is one line: what is wrong",
            "with which file or argument, and what to do. Its parts are attributes: `source`, `problem` and `hint`",
            "of an `InputError`; `file`, `line`, `field` and `reason` of a `RulesError`.",
            "",
            "```text",
            inspect.cleandoc(tree),
            "```",
            "",
            "| error | code in `outcomes.jsonl` | exit code | when |",
            "|---|---|---|---|",
            *rows,
            "",
            "What a script sees of them: [exit codes](exit-codes.md).",
            "",
            "A batch never raises for a document. Its outcome is then `unreadable` with one of the codes above, or",
            "`failed` with `internal` (a fault of clausegap: please report it), `crashed`, `timeout`, `memory` or",
            "`not_written`.",
            "",
        ]
    )


def _code(cls: type) -> str:
    return f"`{cls.__dict__['code']}`" if "code" in cls.__dict__ and cls is not errors.InputError else ""


def _first_line(cls: type) -> str:
    return (inspect.getdoc(cls) or "").splitlines()[0]


def schema_text() -> str:
    """Returns the JSON Schema of reports."""
    return json.dumps(json_schema(), indent=2) + "\n"


def comparison_schema_text() -> str:
    """Returns the JSON Schema of comparisons."""
    return json.dumps(comparison_schema(), indent=2) + "\n"


def standard_schema_text() -> str:
    """Returns the JSON Schema of comparisons with standard wording."""
    return json.dumps(standard_schema(), indent=2) + "\n"


def extract_schema_text() -> str:
    """Returns the JSON Schema of what ``extract`` gives."""
    return json.dumps(extract_schema(), indent=2) + "\n"


def rule_schema_text(name: str) -> str:
    """Returns the JSON Schema of a kind of rule file."""
    return json.dumps(rule_schema(name), indent=2) + "\n"


def exit_codes_page() -> str:
    """Returns the page on exit codes."""
    return "\n".join(
        [
            "# Exit codes",
            _NOTE,
            "What a script can rely on. Where several apply, the greater one is returned; a batch always finishes its",
            "other documents first.",
            "",
            "| code | meaning |",
            "|---|---|",
            *(f"| {code} | {meaning} |" for code, meaning in _exit_codes()),
            "",
            "`--fail-on` says how grave a gap must be to count, `medium` by default. For instance, to let a check fail",
            "on critical gaps only, and to keep the report either way:",
            "",
            "```console",
            "$ clausegap review sample_contracts/weak-msa.docx --fail-on critical -o weak-msa.html",
            "$ echo $?",
            "1",
            "$ clausegap review sample_contracts/weak-msa.docx --fail-on never -o weak-msa.html",
            "$ echo $?",
            "0",
            "$ clausegap review no-such-file.docx",
            "clausegap: no-such-file.docx: no such file; check the path",
            "$ echo $?",
            "3",
            "```",
            "",
            "What is wrong with a single document of a batch stands in `outcomes.jsonl`, as one of the codes of",
            "[errors](errors.md).",
            "",
        ]
    )


def python_page() -> str:
    """Returns the page on the public names."""
    return api_page(_NOTE, [model.__name__ for _, models in MODELS for model in models])


def _with_plain_bars(build: Callable[[], str]) -> str:
    """Returns a page whose tables show ``a|b`` in code alike in every Markdown: some keep the backslash before it."""
    return "\n".join(_row(line) if line.startswith("|") else line for line in build().split("\n"))


def _row(line: str) -> str:
    parts = re.split(r"(`[^`]*`)", line)
    return "".join(_as_html(part) if part.startswith("`") and "|" in part else part for part in parts)


def _as_html(code: str) -> str:
    shown = html.escape(code.strip("`")).replace(r"\|", "|").replace("|", "&#124;")
    return f"<code>{shown}</code>"


_BUILDERS: dict[str, Callable[[], str]] = {
    "api.md": python_page,
    "exit-codes.md": exit_codes_page,
    "rule-files.md": partial(rules_page, _NOTE),
    "cli.md": lambda: cli_page(_NOTE, _exit_codes()),
    "errors.md": errors_page,
    "protections.md": partial(protections_page, _NOTE),
    "report.md": partial(report_page, _NOTE),
    "report.schema.json": schema_text,
    "comparison.schema.json": comparison_schema_text,
    "standard.schema.json": standard_schema_text,
    "extract.schema.json": extract_schema_text,
    "risks.md": partial(risks_page, _NOTE),
    "notices.md": partial(notices_page, _NOTE),
    **{f"schemas/{name}.schema.json": partial(rule_schema_text, name) for name in RULE_FILES},
}
PAGES: dict[str, Callable[[], str]] = {
    name: partial(_with_plain_bars, build) if name.endswith(".md") else build for name, build in _BUILDERS.items()
}
