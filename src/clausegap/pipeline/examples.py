"""Runs the examples that every pattern and heading list carries in its rule file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from clausegap.model.terms import Side
from clausegap.pipeline.english import English
from clausegap.pipeline.matchers import PatternMatcher
from clausegap.pipeline.outline import Outline
from clausegap.rules.base import Pattern
from clausegap.rules.compiled import CompiledPattern
from clausegap.rules.library import RuleLibrary
from clausegap.rules.models import Headings
from clausegap.rules.reading import Mention, Reader
from clausegap.rules.shared import RolesFile


@dataclass(frozen=True, slots=True)
class FailedExample:
    """An example that a rule does not keep.

    Attributes:
        protection: Id of the protection, or ``generic``.
        rule: Stable name of the pattern, or ``headings``.
        text: The example.
        expected: Whether it should have matched.
    """

    protection: str
    rule: str
    text: str
    expected: bool

    def __str__(self) -> str:
        verb = "must match but does not" if self.expected else "must not match but does"
        return f"{self.protection}: {self.rule}: {verb}: {self.text!r}"


def failed_examples(library: RuleLibrary, only: Collection[str] = ()) -> Iterator[FailedExample]:
    """Yields every example of the rule files that its pattern does not keep.

    Args:
        library: The rules.
        only: Ids of the protections whose examples are run; all rules by default.
    """
    reader = Reader(library.spelling, example_mentions(library.roles))
    of_supplier = Reader(library.spelling, example_mentions(library.roles, "supplier"))
    yield from _failed_patterns(library, only, reader, of_supplier)
    if not only:
        yield from _failed_duties(library, of_supplier)
    yield from _failed_headings(library, only, reader)


def _failed_patterns(
    library: RuleLibrary, only: Collection[str], reader: Reader, of_supplier: Reader
) -> Iterator[FailedExample]:
    matcher = PatternMatcher(library, English())
    wanted = [(at, one) for at, one in enumerate(library.patterns) if not only or one.protection in only]
    rows = [(at, *example) for at, compiled in wanted for example in _examples(compiled.pattern)]
    readers = [of_supplier if compiled.protection in library.unranked else reader for compiled in library.patterns]
    readings = [readers[at].read(text) for at, text, _ in rows]
    for (at, text, expected), reading, tried in zip(rows, readings, matcher.candidates(readings), strict=True):
        matches, _ = matcher.find_one(reading, [at] if at in tried else [], text)
        if bool(matches) != expected:
            compiled = library.patterns[at]
            yield FailedExample(compiled.protection, compiled.key, text, expected)


def _failed_duties(library: RuleLibrary, reader: Reader) -> Iterator[FailedExample]:
    for kind, signs in library.duties:
        for pattern, sign in zip(kind.patterns, signs, strict=True):
            for text, expected in _examples(pattern):
                if sign.occurs_in(reader.read(text).text) != expected:
                    yield FailedExample("duties", kind.id, text, expected)


def _failed_headings(library: RuleLibrary, only: Collection[str], reader: Reader) -> Iterator[FailedExample]:
    for protection in (one for one in library.protections if not only or one.id in only):
        signs = library.headings[protection.id]
        for text, expected in _examples(protection.headings):
            if signs.name(reader.read(text).text) != expected:
                yield FailedExample(protection.id, "headings", text, expected)


def _examples(written: Pattern | Headings) -> list[tuple[str, bool]]:
    """Returns the examples of a pattern or of headings, and whether each must match."""
    return [(text, True) for text in written.match] + [(text, False) for text in written.avoid]


def number_of_examples(library: RuleLibrary) -> int:
    """Returns how many examples there are for ``failed_examples`` to run."""
    written: list[Pattern | Headings] = [compiled.pattern for compiled in library.patterns]
    written += [pattern for kind, _ in library.duties for pattern in kind.patterns]
    written += [protection.headings for protection in library.protections]
    return sum(len(_examples(one)) for one in written)


def slow_patterns(library: RuleLibrary) -> tuple[CompiledPattern, ...]:
    """Returns the patterns that are searched for all over every sentence, since no certain word is in each match."""
    return tuple(pattern for pattern in library.patterns if not pattern.required and _is_searched(pattern.pattern))


def _is_searched(pattern: Pattern) -> bool:
    if pattern.regex is not None:
        return not pattern.regex.startswith("^")  # else it is tried in one place of a sentence
    return pattern.token is None or Outline(pattern.token).is_empty


def share_tried(library: RuleLibrary) -> float:
    """Returns on which part of the sentences of all examples a pattern is tried, on average."""
    reader = Reader(library.spelling, example_mentions(library.roles))
    texts = sorted({text for compiled in library.patterns for text, _ in _examples(compiled.pattern)})
    tried = PatternMatcher(library, English()).candidates([reader.read(text) for text in texts])
    return sum(len(list(positions)) for positions in tried) / max(len(texts) * len(library.patterns), 1)


def example_mentions(roles: RolesFile, side: Side = "customer") -> tuple[Mention, ...]:
    """Returns how examples name the parties to rules of a side: role words by their usual role."""
    customer, supplier = ("CUSTOMER", "SUPPLIER") if side == "customer" else ("SUPPLIER", "CUSTOMER")
    terms = [(term, customer) for term in (*roles.customer, "Company")]
    terms += [(term, supplier) for term in roles.supplier]
    terms += [(term, "DISCLOSER") for term in roles.discloser]
    terms += [(term, "RECIPIENT") for term in roles.recipient]
    return tuple(Mention(tuple(term.split()), token) for term, token in terms)
