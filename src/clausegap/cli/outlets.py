"""Where the reports of one command go: each for itself, or all into one file."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import Protocol

from clausegap.cli import delivery
from clausegap.errors import UsageError
from clausegap.loaders.remote import is_url
from clausegap.renderers.reviewed import Reviewed
from clausegap.renderers.table import COLLECTIONS, CollectionFormat


class Outlet(Protocol):
    """Takes the contracts one by one, in their order."""

    def add(self, contract: Reviewed) -> None:
        """Takes a contract; one that has no report too."""
        ...

    def end(self) -> None:
        """Writes what is not yet written."""
        ...


class Apart:
    """Gives each report its own place, as soon as it is there.

    Args:
        deliveries: What delivers each of them.
    """

    def __init__(self, deliveries: list[delivery.Deliver]) -> None:
        self._deliveries = iter(deliveries)

    def add(self, contract: Reviewed) -> None:
        """Delivers its report; of a contract without one standard error has told."""
        deliver = next(self._deliveries)
        if contract.report is not None:
            deliver(partial(delivery.report_content, contract))

    def end(self) -> None:
        """Does nothing: all is written."""


class Together:
    """Puts all contracts into one file or on standard output.

    Args:
        known: The format.
        target: The file, or None for standard output.
    """

    def __init__(self, known: CollectionFormat, target: Path | None) -> None:
        self._known = known
        self._target = target
        self._contracts: list[Reviewed] = []

    def add(self, contract: Reviewed) -> None:
        """Keeps a contract, or shows it at once where the format allows."""
        if self._known.grows and self._target is None:
            delivery.put(self._known.render([contract]))
            sys.stdout.flush()  # a program behind a pipe may go on with it
        else:
            self._contracts.append(contract)

    def end(self) -> None:
        """Writes the file; whoever looks sees the old one or the whole new one."""
        if self._target is not None:
            delivery.write_file(self._target, delivery.collection_content(self._contracts, self._known))
        elif self._contracts:
            content = self._known.render(self._contracts)
            # Lines of a table have line ends of their own, which a text stream may change.
            delivery.put(content.encode() if isinstance(content, str) and not sys.stdout.isatty() else content)


def outlet_for(wanted: str | None, output: str | None, sources: tuple[str, ...], *, several: bool) -> Outlet:
    """Returns where the reports go.

    Args:
        wanted: The format asked for, or None.
        output: As the user gave it.
        sources: The contracts, as reports call them.
        several: Whether there can be more than one report.

    Raises:
        UsageError: An output is a contract, or cannot hold all reports, or is a terminal that cannot show the format.
    """
    name = delivery.format_name(wanted, output, several=several)
    if name not in COLLECTIONS or delivery.output_folder(output, several=several, together=True) is not None:
        return Apart(delivery.deliveries(name, output, sources, several=several))
    known = COLLECTIONS[name]
    if output in (None, delivery.STDOUT):
        if name == "xlsx" and sys.stdout.isatty():
            raise UsageError("--format xlsx: a workbook is no text; add -o FILE.xlsx, or send it through a pipe")
        return Together(known, None)
    target = Path(str(output))
    delivery.refuse_overwriting(sources, (target,))
    return Together(known, target)


def place_of(source: str) -> str:
    """Returns a contract's path as seen from the working folder, so that no output names places of a machine.

    Bytes in it that are no UTF-8 are replaced: no format could be written with them.
    """
    return _path_from_here(source).encode(errors="surrogateescape").decode(errors="replace")


def _path_from_here(source: str) -> str:
    if is_url(source) or not Path(source).is_absolute():
        return Path(source).as_posix() if not is_url(source) else source
    try:
        return Path(os.path.relpath(source)).as_posix()
    except ValueError:  # on another drive
        return Path(source).as_posix()
