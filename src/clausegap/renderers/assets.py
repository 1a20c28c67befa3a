"""The style sheets and scripts that pages carry in themselves, without the comments that readers of the code need.

A page allows its script by its hash in the Content-Security-Policy, so that no other can run in it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from clausegap.renderers.environment import environment

_CSS_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_SPACE: Final = re.compile(r"\s*([{};,])\s*|(?<=:)\s+")


@dataclass(frozen=True, slots=True)
class Script:
    """A script that stands in a page.

    Attributes:
        text: Its code.
        hash: SHA-256 of the code in Base64, as the Content-Security-Policy wants it.
    """

    text: str
    hash: str


@cache
def style(*names: str) -> str:
    """Returns the style sheets of these names as one, without comments and needless space."""
    text = _CSS_COMMENT.sub("", "\n".join(map(_source, names)))
    return _CSS_SPACE.sub(lambda space: space[1] or "", text).replace(";}", "}").strip()


@cache
def script(name: str) -> Script:
    """Returns a script without its comments and indents.

    The scripts keep to what makes this safe: a comment has a line of its own, and no text goes over lines.
    """
    lines = [line.strip() for line in _source(name).splitlines()]
    text = "\n".join(line for line in lines if line and not line.startswith("//"))
    return Script(text, base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())


def _source(name: str) -> str:
    loader = environment().loader
    assert loader is not None
    return loader.get_source(environment(), name)[0]
