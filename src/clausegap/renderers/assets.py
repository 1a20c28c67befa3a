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
_CSS_SPACE: Final = re.compile(r"\s*([{};,>])\s*|(?<=:)\s+")
_CSS_PROPERTY: Final = re.compile(r"--[a-z][a-z-]*")
_SET_IN_MARKUP: Final = {"--hue", "--cover"}
# What a script says in quotation marks or as a regular expression stays as it is; elsewhere these signs need no space.
_JS_SPACE: Final = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?:(?<=\()|(?<=, ))/(?:\\.|\[(?:\\.|[^]\\])*]|[^/\\])+/\w*)"""
    r"""|\ ?([=<>!?:&|{}(),;])\ ?"""
)


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
    """Returns the style sheets of these names as one, without comments and needless space, its properties numbered."""
    text = _CSS_COMMENT.sub("", "\n".join(map(_source, names)))
    text = _CSS_SPACE.sub(lambda space: space[1] or "", text).replace(";}", "}").strip()
    own = sorted(set(_CSS_PROPERTY.findall(text)) - _SET_IN_MARKUP)
    short = {name: f"--{number}" for number, name in enumerate(own)}
    return _CSS_PROPERTY.sub(lambda name: short.get(name[0], name[0]), text)


@cache
def script(*names: str) -> Script:
    """Returns the scripts of these names as one, without comments and needless space.

    The scripts keep to what makes this safe: a comment has a line of its own, no text goes over lines, every statement
    ends with a semicolon or a brace, and a regular expression stands first or behind a comma in a call.
    """
    lines = [line.strip() for name in names for line in _source(name).splitlines()]
    code = "\n".join(line for line in lines if line and not line.startswith("//"))
    text = _JS_SPACE.sub(lambda found: found[1] or found[2], code)
    return Script(text, base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())


def _source(name: str) -> str:
    loader = environment().loader
    assert loader is not None
    return loader.get_source(environment(), name)[0]
