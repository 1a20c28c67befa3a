"""The jinja2 environment of the HTML templates: everything put into a page is escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from clausegap.renderers import wording

if TYPE_CHECKING:
    from jinja2 import Environment

_FILTERS: Final = {
    "absent_names": wording.absent_names,
    "capitalised": wording.capitalised,
    "cure_line": wording.cure_line,
    "flag_lines": wording.flag_lines,
    "notice_line": wording.notice_line,
    "parameters_line": wording.parameters_line,
    "patterns_line": wording.patterns_line,
    "plain_name": wording.plain_name,
    "plural": wording.plural,
    "printable": wording.printable,
    "search_line": wording.search_line,
    "sentence": wording.sentence,
    "severity_of": wording.severity_of,
    "shortened": wording.shortened,
    "undetermined_lines": wording.undetermined_lines,
    "visible": wording.visible,
}


@cache
def environment() -> Environment:
    """Returns the environment; it is built once and never changed."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  few runs show HTML

    made = Environment(
        loader=PackageLoader("clausegap.renderers", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(_FILTERS)
    return made
