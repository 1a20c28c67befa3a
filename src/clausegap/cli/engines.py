"""When a command builds its engine: while its first document is read, but not for one that is refused at once."""

from __future__ import annotations

from functools import cache
from typing import Final

from clausegap._collection import pass_over_all
from clausegap.batch.plan import Factory, Reviews
from clausegap.loaders.apart import ReadingProcess
from clausegap.model.spec import ReviewSpec

# Seconds in which a file is refused that is not there, empty or of an unknown format; building an engine takes longer.
_REFUSED_BY: Final = 0.03


def once_needed(make: Factory, reader: ReadingProcess, spec: ReviewSpec) -> Factory:
    """Returns what makes an engine once, and has made it if the document that is being read may need it.

    Options that name rules or a playbook may be wrong, which is said before anything of the document is.
    """

    @cache
    def made(spec: ReviewSpec) -> Reviews:
        engine = make(spec)
        pass_over_all()
        return engine

    if spec.rules or spec.playbook is not None or not reader.has_answered(within=_REFUSED_BY):
        made(spec)
    return made
