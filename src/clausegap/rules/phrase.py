"""The phrase language: how a lawyer writes down contract wording, and its compilation to a regex.

A phrase is a row of items separated by spaces and matched against a *reading* (see
``rules.reading``): lower-case words, no quotes or brackets, parties replaced by role tokens.

    word            that word, after spelling is folded (licence = license)
    word*           any word with that beginning
    a|b c|d*        alternatives; inside one item an alternative may have several words only
                    in brackets: (a b|c)
    (...)           a group; alternatives inside are separated by |
    item?           optional
    ...             a gap of 0 to 12 words;  ..5  a gap of 0 to 5 words
    NAME            an entry of the lexicon, in capitals
    <ower> <holder> any party, captured: it owes the duty, or it holds the right

Commas between two items are always allowed. Gaps are bounded, so a compiled phrase cannot run away:
its cost is at most proportional to the length of the sentence for each gap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

GAP: Final = 12
PARTY_TOKENS: Final = ("CUSTOMER", "SUPPLIER", "MUTUAL", "RECIPIENT", "DISCLOSER", "UNKNOWN")
SLOTS: Final = ("ower", "holder")

_ITEM = re.compile(r"\.\.\.|\.\.\d+|[()|?]|<\w+>|[^\s()|?]+")
LEAD: Final = "(?<= )"
COMMA: Final = "(?:, )?"
_NUMBER_WORDS: Final = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|"
    "twenty|twenty four|twenty five|thirty|thirty six|forty|forty five|forty eight|fifty|sixty|seventy|eighty|ninety|"
    "hundred"
)
# A number written in figures is one token; in words it may be several.
FIGURES: Final = r"\d[\d.,]*"
NUMBERS: Final = f"{_NUMBER_WORDS}|half|a|an|REDACTED"
QUALITIES: Final = "full|consecutive|calendar|contract|additional|business|working|further"
UNITS: Final = "hour|hr|day|week|month|quarter|year"
NUM: Final = rf"(?:(?:{FIGURES}|{NUMBERS}) ){{1,3}}"
PERIOD: Final = rf"{NUM}(?:(?:{QUALITIES}) ){{0,2}}(?:{UNITS})s? "
# Those of the longest class, a period: three numbers of two words, two qualities and a unit.
_CLASS_TOKENS: Final = 9
# Names that stand for token classes rather than for listed phrases.
_BUILT_IN: Final[Mapping[str, str]] = {
    "NUM": NUM,
    "PERIOD": PERIOD,
    "CUSTOMER": "(?:CUSTOMER|DISCLOSER|MUTUAL|UNKNOWN) ",
    "SUPPLIER": "(?:SUPPLIER|RECIPIENT|MUTUAL|UNKNOWN) ",
    "CUSTOMER_ONLY": "CUSTOMER ",
    "SUPPLIER_ONLY": "SUPPLIER ",
    "BOTH": "MUTUAL ",
    "RECIPIENT": "RECIPIENT ",
    "DISCLOSER": "DISCLOSER ",
    "PARTY": f"(?:{'|'.join(PARTY_TOKENS)}) ",
    "XREF": "XREF ",
    "REDACTED": "REDACTED ",
}


class PhraseError(ValueError):
    """A phrase is not well formed; the message says where."""


@dataclass(frozen=True, slots=True)
class Word:
    """One literal word, or a beginning of words."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Class:
    """A built-in token class or a party slot, given by its regex.

    Attributes:
        regex: Over a reading.
        tokens: A match has one of these; empty if that cannot be told by listing them.
    """

    regex: str
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to ``most`` words of any kind."""

    most: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences."""

    options: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """An item that may be left out."""

    item: Node


Node = Word | Class | Gap | Choice | Maybe
Row = tuple[Node, ...]
Lexicon = Mapping[str, Row]
Fold = Callable[[str], tuple[str, ...]]


def parse(phrase: str, lexicon: Lexicon, fold: Fold) -> Row:
    """Reads a phrase into its items.

    Args:
        phrase: In the language of this module.
        lexicon: Parsed lexicon entries by name.
        fold: Folds the spelling of one literal word into one or more words.

    Raises:
        PhraseError: The phrase is not well formed or names an unknown lexicon entry.
    """
    reader = _Reader(_ITEM.findall(phrase), lexicon, fold)
    options = reader.options(closing=False)
    if reader.place < len(reader.items):
        raise PhraseError(f"unbalanced ) in {phrase!r}")
    sequence = options[0] if len(options) == 1 else (Choice(tuple(options)),)
    if not any(not isinstance(node, (Gap, Maybe)) for node in sequence):
        raise PhraseError(f"{phrase!r} has no fixed word")
    if isinstance(sequence[0], Gap) or isinstance(sequence[-1], Gap):
        raise PhraseError(f"{phrase!r} begins or ends with a gap")
    return sequence


class _Reader:
    """Recursive descent over the items of one phrase."""

    def __init__(self, items: list[str], lexicon: Lexicon, fold: Fold) -> None:
        self.items = items
        self.lexicon = lexicon
        self.fold = fold
        self.place = 0

    def options(self, *, closing: bool) -> list[Row]:
        """Reads alternatives up to the closing bracket or the end."""
        found: list[Row] = []
        row: list[Node] = []
        while self.place < len(self.items) and self.items[self.place] != ")":
            if self.items[self.place] == "|":
                self.place += 1
                if not closing:
                    # Outside brackets a bar joins only its two neighbours: a|b c is (a|b) c.
                    row.append(self._joined(row.pop() if row else None))
                    continue
                found.append(self._checked(row))
                row = []
                continue
            row.append(self._item())
        found.append(self._checked(row))
        return found

    def _joined(self, left: Node | None) -> Node:
        if left is None or self.place >= len(self.items):
            raise PhraseError("a bar needs an alternative on both sides")
        optional = isinstance(left, Maybe)
        first = left.item if isinstance(left, Maybe) else left
        right = self._item()
        optional = optional or isinstance(right, Maybe)
        second = right.item if isinstance(right, Maybe) else right
        options = first.options if isinstance(first, Choice) else ((first,),)
        more = second.options if isinstance(second, Choice) else ((second,),)
        choice = Choice(options + more)
        return Maybe(choice) if optional else choice

    def _checked(self, row: list[Node]) -> Row:
        if not row:
            raise PhraseError("an alternative is empty")
        return tuple(row)

    def _item(self) -> Node:
        item = self.items[self.place]
        self.place += 1
        node = self._group() if item == "(" else self._single(item)
        if self.place < len(self.items) and self.items[self.place] == "?":
            self.place += 1
            return Maybe(node)
        return node

    def _group(self) -> Node:
        options = self.options(closing=True)
        if self.place >= len(self.items):
            raise PhraseError("unbalanced (")
        self.place += 1
        return Choice(tuple(options))

    def _single(self, item: str) -> Node:
        if item.startswith(".."):
            return Gap(GAP if item == "..." else int(item[2:]))
        if item.startswith("<"):
            return _slot(item[1:-1])
        if item.isupper() and len(item) > 1:
            return self._named(item)
        if not re.fullmatch(r"[a-z0-9-]+\*?", item):
            raise PhraseError(f"{item!r} is neither a lower-case word nor a lexicon name")
        return _literal(item, self.fold)

    def _named(self, name: str) -> Node:
        if name in _BUILT_IN:
            return _class(_BUILT_IN[name])
        if name not in self.lexicon:
            raise PhraseError(f"{name!r} is not in the lexicon")
        sequence = self.lexicon[name]
        return sequence[0] if len(sequence) == 1 else Choice((sequence,))


def _literal(item: str, fold: Fold) -> Node:
    if item.endswith("*"):
        return Word(item[:-1], prefix=True)
    if item in ("party", "parties"):
        # A reading shows "either party" by the token of both, but leaves third parties as they are.
        return Choice(((Word("MUTUAL"),), (Word(item),)))
    words = fold(item)
    return Word(words[0]) if len(words) == 1 else Choice((tuple(Word(word) for word in words),))


def _slot(name: str) -> Node:
    if name not in SLOTS:
        raise PhraseError(f"<{name}> is not a slot; the slots are {', '.join(SLOTS)}")
    return _class(f"(?P<{name}>{'|'.join(PARTY_TOKENS)}) ")


def _class(source: str) -> Class:
    if source == NUM:
        return Class(source)  # too many ways to write a number
    if source == PERIOD:
        return Class(source, tuple(unit + ending for unit in UNITS.split("|") for ending in ("", "s")))
    return Class(source, tuple(re.findall("[A-Z]+", source.partition(">")[2] or source)))


def most_tokens(sequence: Row) -> int:
    """Returns how many tokens of a reading a match can have at most."""
    commas = max(len(sequence) - 1, 0)
    return sum(map(_tokens_of, sequence)) + commas


def _tokens_of(node: Node) -> int:
    if isinstance(node, Word):
        return 1
    if isinstance(node, Gap):
        return node.most
    if isinstance(node, Maybe):
        return _tokens_of(node.item)
    if isinstance(node, Choice):
        return max(map(most_tokens, node.options))
    return _CLASS_TOKENS


def to_regex(sequence: Row) -> str:
    """Returns the regex source that finds a parsed phrase in a reading."""
    return LEAD + _sequence_regex(sequence, [])


def to_scanner(source: str) -> str:
    """Returns what finds the same as the source of a phrase, but with the space before it.

    Python's engine looks for a literal first character by itself, and so passes over the inside of words; a
    lookbehind it would try at each character.
    """
    return " " + source.removeprefix(LEAD)


def _sequence_regex(sequence: Row, seen: list[str]) -> str:
    parts: list[str] = []
    for index, node in enumerate(sequence):
        if index and not isinstance(node, Gap) and not isinstance(sequence[index - 1], Gap):
            parts.append(COMMA)
        parts.append(_node_regex(node, seen))
    return "".join(parts)


def _node_regex(node: Node, seen: list[str]) -> str:
    if isinstance(node, Word):
        return re.escape(node.text) + (r"\w* " if node.prefix else " ")
    if isinstance(node, Gap):
        return rf"(?:\S+ ){{0,{node.most}}}?"
    if isinstance(node, Maybe):
        return f"(?:{_node_regex(node.item, seen)})?"
    if isinstance(node, Choice):
        return f"(?:{'|'.join(_sequence_regex(option, seen) for option in node.options)})"
    return _unique_slot(node.regex, seen)


def _unique_slot(regex: str, seen: list[str]) -> str:
    # Python allows a group name once: later slots of the same name in other alternatives get a number.
    slot = re.match(r"\(\?P<(\w+)>", regex)
    if slot is None:
        return regex
    name = slot.group(1) + (f"_{len(seen)}" if slot.group(1) in seen else "")
    seen.append(name)
    return regex.replace(f"<{slot.group(1)}>", f"<{name}>", 1)
