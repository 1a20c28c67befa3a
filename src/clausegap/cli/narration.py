"""What ``--verbose`` shows: the records of the library's loggers on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from clausegap.errors import UsageError

if TYPE_CHECKING:
    from clausegap.cli.settings import Settings

_FORM: Final = "%(levelname)s %(name)s: %(message)s"


def listen(verbose: int, *, quiet: bool, settings: Settings | None = None) -> None:
    """Shows log records on standard error.

    Args:
        verbose: 0 for none, 1 for what is done, 2 for all, which may show words of contracts.
        quiet: Whether nothing is to be said.
        settings: Those in force; their files are the first that is told.

    Raises:
        UsageError: Both are asked for.
    """
    if not verbose:
        return
    if quiet:
        raise UsageError("--quiet and --verbose exclude one another")
    import logging

    logger = logging.getLogger("clausegap")
    for handler in [one for one in logger.handlers if isinstance(one, logging.StreamHandler)]:
        logger.removeHandler(handler)
    shown = logging.StreamHandler()
    shown.setFormatter(logging.Formatter(_FORM))
    logger.addHandler(shown)
    logger.setLevel(logging.INFO if verbose == 1 else logging.DEBUG)
    for path in settings.files.found if settings else ():
        logger.info("settings from %s", path)
