"""One file inside a mail or an archive, and the name that it goes by."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

MAX_BYTES: Final = 200 * 1024 * 1024  # of one file, inside a container or not

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_NO_CONTRACTS: Final = ("__MACOSX", "~$")  # resource forks, and lock files of open documents


class Member(NamedTuple):
    """A file inside a container.

    Attributes:
        name: As shown: with forward slashes, without control characters.
        read: Returns its bytes, or raises an ``InputError``.
    """

    name: str
    read: Callable[[], bytes]


class Listing(NamedTuple):
    """The files inside a container.

    Attributes:
        members: In the container's order.
        damage: What could not be listed, as one clause, or None.
    """

    members: list[Member]
    damage: str | None = None


def plain_name(written: str) -> str:
    r"""Returns a member's path as it is shown and asked for; it is only a name and never opened.

    Example:
        >>> plain_name("Contracts\\./NDA.pdf")
        'Contracts/NDA.pdf'
    """
    parts = _CONTROL.sub("\ufffd", written).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", "."))


def is_hidden(name: str) -> bool:
    """Whether a path is one of the files that systems leave in folders unasked."""
    return any(part.startswith(_NO_CONTRACTS) or (part.startswith(".") and part != "..") for part in name.split("/"))
