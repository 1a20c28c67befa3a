"""The words that a sentence must hold for a regular expression to match.

The expression is read by the standard library's own parser, and the tree is walked for literal words:
characters between the white space that stands on both sides of every token of a reading. What the
walk does not understand requires nothing, so the pre-filter stays sound; tests compare it with the
unfiltered run.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from clausegap.rules.required import Required, one_of

# The parser has no public name; from 3.11 on the old one warns.
if sys.version_info >= (3, 11):
    from re import _constants as sre  # type: ignore[attr-defined]
    from re import _parser as sre_parse  # type: ignore[attr-defined]
else:
    import sre_constants as sre
    import sre_parse

_REPEATS: Final = tuple(
    getattr(sre, name) for name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") if hasattr(sre, name)
)
# "{e<=1}" of the ``regex`` package, which this parser takes for letters.
_FUZZY: Final = re.compile(r"\{(?!\d*,?\d*\})")
_NONE: Final[frozenset[str]] = frozenset()
_Tree = Sequence[tuple[Any, Any]]  # Any: the parser's nodes are untyped pairs


def required_by(source: str) -> tuple[Required, ...]:
    """Returns the sets of words that every match of an expression must contain; none if it cannot tell.

    Args:
        source: In the syntax of the ``regex`` package; what only that package knows requires nothing.
    """
    tree = _parsed(source)
    if tree is None:
        return ()
    walk = _Walk()
    walk.over(tree)
    walk.end_word(whole=False)
    return tuple(walk.found)


def most_tokens(source: str) -> int | None:
    """Returns how many tokens a reading has at most for an expression to match, or None if it cannot tell.

    It can where an expression spans the whole reading, and says of all white space where it stands: "a heading is a
    sentence of at most seven words".
    """
    tree = list(_parsed(source) or ())
    if len(tree) < 2 or tree[0] != (sre.AT, sre.AT_BEGINNING) or tree[-1] != (sre.AT, sre.AT_END):
        return None
    # There is one space more than tokens.
    spaces = _most_spaces(tree[1:-1])
    return None if spaces is None else max(spaces - 1, 0)


def _most_spaces(tree: _Tree) -> int | None:
    total = 0
    for operator, argument in tree:
        if operator is sre.LITERAL:
            total += chr(argument).isspace()
        elif operator in _REPEATS:
            once, most = _most_spaces(argument[-1]), argument[1]
            if once is None or (once and most is sre.MAXREPEAT):
                return None
            total += once * most if once else 0
        elif operator is sre.SUBPATTERN:
            within = _most_spaces(argument[-1])
            if within is None:
                return None
            total += within
        elif (operator, argument) != (sre.IN, [(sre.CATEGORY, sre.CATEGORY_NOT_SPACE)]):
            return None
    return total


def _parsed(source: str) -> _Tree | None:
    """Returns the tree of an expression, or None for what is only known to the ``regex`` package, or of any case."""
    if _FUZZY.search(source):
        return None
    try:
        # ``\K`` only moves the start of what is reported.
        tree = sre_parse.parse(source.replace(r"\K", ""))
    except (re.error, RecursionError):
        return None
    return None if tree.state.flags & sre.SRE_FLAG_IGNORECASE else tree


@dataclass
class _Walk:
    """The state of a walk: the word under way, and whether white space stands just before.

    Attributes:
        boundary: Whether the last thing was white space, so that a word may begin.
        run: Characters of the word under way.
        begun: Whether the run is from the beginning of the word.
        found: Requirements so far.
    """

    boundary: bool = False
    run: str = ""
    begun: bool = False
    found: list[Required] = field(default_factory=list)

    def over(self, tree: _Tree) -> None:
        """Walks over a sequence of nodes."""
        for operator, argument in tree:
            if operator is sre.LITERAL and not chr(argument).isspace():
                self._literal(chr(argument))
            elif _is_space(operator, argument):
                self.end_word(whole=True)
                self.boundary = True
            elif operator is sre.SUBPATTERN:
                self._group(*argument)
            elif operator is sre.BRANCH:
                self._branch(argument[1])
            elif operator in _REPEATS:
                self._repeat(*argument)
            elif operator is sre.ASSERT:
                self._assertion(*argument)
            elif operator is not sre.ASSERT_NOT and operator is not sre.AT:
                self.end_word(whole=False)
                self.boundary = False

    def end_word(self, *, whole: bool) -> None:
        """Notes the word under way, as a whole word, or as the beginning or a part of one."""
        if len(self.run) > 1:
            one = frozenset([self.run])
            if not self.begun:
                self.found.append(Required(_NONE, _NONE, parts=one))
            else:
                self.found.append(Required(one, _NONE) if whole else Required(_NONE, one))
        self.run = ""

    def _literal(self, character: str) -> None:
        if not self.run:
            self.begun = self.boundary
        self.run += character
        self.boundary = False

    def _group(self, _name: int | None, flags: int, _without: int, item: _Tree) -> None:
        if flags & sre.SRE_FLAG_IGNORECASE:
            self.end_word(whole=False)
            self.boundary = False
        else:
            self.over(item)

    def _branch(self, options: Iterable[_Tree]) -> None:
        """One of the options must be there, so one requirement of each is joined to one."""
        self.end_word(whole=False)
        walks = []
        for option in options:
            walk = _Walk(self.boundary)
            walk.over(option)
            walk.end_word(whole=False)
            walks.append(walk)
        self.found += one_of([tuple(walk.found) for walk in walks])
        self.boundary = all(walk.boundary for walk in walks)

    def _repeat(self, least: int, _most: int, item: _Tree) -> None:
        before = self.boundary and not self.run
        self.end_word(whole=False)
        walk = _Walk(before)
        walk.over(item)
        walk.end_word(whole=False)
        if least:
            self.found += walk.found
        self.boundary = walk.boundary and (before or bool(least))

    def _assertion(self, direction: int, item: _Tree) -> None:
        if direction < 0:
            behind = list(item)
            self.boundary = self.boundary or (len(behind) == 1 and _is_space(*behind[0]))
            return
        walk = _Walk(self.boundary and not self.run)
        walk.over(item)
        walk.end_word(whole=False)
        self.found += walk.found


def _is_space(operator: Any, argument: Any) -> bool:  # noqa: ANN401 - a node of the parser
    if operator is sre.LITERAL:
        return chr(argument).isspace()
    return operator is sre.IN and list(argument) == [(sre.CATEGORY, sre.CATEGORY_SPACE)]
