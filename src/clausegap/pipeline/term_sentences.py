"""What one sentence says of how long a contract runs.

A sentence counts only if the contract or its term is the subject of a verb of beginning, lasting or ending: "The term
of this Agreement shall commence on 1 May 2020 and continue for three years." What hangs on a condition is passed over.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from clausegap.model.term import TermKind
from clausegap.pipeline.dates import DATE, read_date
from clausegap.rules.measures import read_parameters

_PAPER: Final = (
    r"(?:\w+\s+){0,3}?(?:A(?:greement|GREEMENT)|agreement|[Cc](?:ontract|ONTRACT)|Undertaking|Deed"
    r"|Statement\ of\ Work|SOW|Order|Addendum)"
)
_SUBJECT: Final = re.compile(
    rf"""\b[Tt](?:erm|ERM)\b (?: (?P<of> \s+ (?:(?:of|for|OF)\s+(?:this|the|THIS)\s+ {_PAPER} | hereof) ) | ["”]? )
      | \b[Tt](?:his|HIS)\s+ {_PAPER}\b""",
    re.X,
)
_TERM: Final = r"(?:the\s+|an?\s+)?[\"“]?(?:initial\s+|original\s+|contract\s+)?$"
# A bare "term" is that of the contract only where it opens a sentence.
_OPENING: Final = re.compile(rf"(?:^|[.;:)]\s)\W*(?:\w{{1,4}}[.)]\s+)*{_TERM}", re.I)
# Words before the subject that make it something else: "during the term of this Agreement", "if this Agreement ...".
_OBLIQUE: Final = re.compile(
    rf"""\b (?: during | for | throughout | of | in | within | after | before | beyond | to | under | any | renew\w*
             | extend\w* | expir\w+ | upon | terminat\w+ | by | from | with | into | than | as | or | per | until
             | that ) \s+ {_TERM}
      | \b (?: if | when | while | where | once | event | case | should | provided\s*,?\s+(?:that|however) | except
             | option ) \b [^.;]* $""",
    re.X | re.I,
)
_VERB: Final = re.compile(
    r"""(?: \s* (?: \([^()]{0,120}\) | ,[^.;]{0,160}?, | ["”“] ) )? \s*
        (?: (?: shall | will | is\s+to | is\s+hereby | may ) \s+ )?
        (?: (?:also|thereafter|automatically|then|both)\s+ )*
        (?P<verb> commenc\w+ | begins? | starts? | continues? | remains? | runs? | expires? | ends? | lasts?
          | (?: becomes? | takes? | be | comes? | enters? ) \s+ (?:in(?:to)?\s+)? (?:full\s+)? (?:effect\w*|force|valid)
          | (?: be\s+ | is\s+ )? extend(?:s|ed)? | terminates? | have | has | is | be | means ) \b""",
    re.X | re.I,
)
_OF_TERM: Final = frozenset({"have", "has", "is", "be", "means"})  # "This Agreement is made for ..." says nothing
# "unless sooner terminated as provided herein," stands between subject and length and says nothing of either.
_ASIDE: Final = re.compile(
    r",?\s*unless\s+(?:(?:it\s+is|sooner|earlier|otherwise|previously)\s+)*"
    r"(?:terminated|cancell?ed|extended|renewed)(?:\s+(?:sooner|earlier))?[^,;.]{0,140},",
    re.I,
)
_REST: Final = re.compile(
    r"\b(?:unless|provided|subject\s+to|thereafter|after\s+which|renew\w*|extended|prolong\w*|notwithstanding)\b", re.I
)
_TO_DATE: Final = re.compile(
    rf"""\b(?: until | through | thru | to | end(?:s|ing)? | conclud\w+ | expir\w+ | terminat\w+ | including ) \W+
        (?: (?: and\ including | on | at | midnight | (?:11:59|12:00)\s*[ap]\.?m\.? | of | the\ close\ of\ business )
            \W+ )* (?P<date> {DATE} )""",
    re.X | re.I,
)
_FROM_DATE: Final = re.compile(
    rf"""\b(?: commenc\w+ | begin\w* | start\w* | effect\w* | force | from | following | after ) \W+
        (?: (?: on | as\ of | of | from | upon ) \s+ )* (?:the\s+)? (?P<date> {DATE} )""",
    re.X | re.I,
)
_FROM_EFFECTIVE: Final = re.compile(
    r"\b(?:on|of|from|after|following|at|upon|with)\s+(?:and\s+from\s+)?(?:the\s+|its\s+)?[\"“]?Effective\s+Date\b",
    re.I,
)
_FROM_SIGNED: Final = re.compile(
    r"\bdate\s+(?:hereof|of\s+this\s+\w+|first\s+(?:above\s+)?(?:written|set\s+forth|mentioned))", re.I
)
_PERIOD: Final = re.compile(
    r"""\b(?: for | of | is | be | lasts? | until | expires? | ends? | terminates? | means | have | has ) \s+
        (?: (?: an? | the | initial | fixed | minimum | first | period | term | of | for | on | upon ) \s+ )*
        (?P<period> \S+ (?:[\s-]+[a-z]+)? \s* (?:\(\s*\d+\s*\))? [\s-]* (?:(?:full|calendar|consecutive)\s+)?
            (?: years? | months? | anniversary ) \b )""",
    re.X | re.I,
)
_ANNIVERSARY: Final = re.compile(r"anniversary", re.I)
_OPEN: Final = re.compile(
    r"""\buntil\s+ (?:\w+\s+){0,5}? (?:terminated|cancell?ed|revoked)
      | \bindefinite | \bunlimited\s+(?:period|duration) | \bperpetual | \bno\s+fixed\s+(?:term|end)""",
    re.X | re.I,
)
# An end that hangs on something else too: no date can be said then.
_HEDGED: Final = re.compile(
    r"""\bwhichever\b | \b(?:ends?|expires?|terminates?|until)\s+(?:when|once|upon)\b | \bor\s+until\b
      | \b(?:later|earlier|latest|earliest|longer|shorter|greater|lesser)\s+(?:of|to)\b
      | \buntil\s+ (?:the\s+)? [^.;]{0,80} \bor\b""",
    re.X | re.I,
)
_RENEWAL: Final = re.compile(r"\brenew", re.I)
_UNTIL: Final = re.compile(r"\buntil\b", re.I)
# What a length is said to count from, right behind it.
_COUNTED_FROM: Final = re.compile(
    r"""[^.;]{0,30}? (?:\([^()]*\)\s*)?
        \b(?: from | after | following | of | upon | commenc\w+ | beginning | starting ) \s+ [^.;]{0,80}""",
    re.X | re.I,
)
_LONGEST_TAIL: Final = 400


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a contract that its sentences may count from; None where it does not name one."""

    effective: date | None = None
    signed: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What one sentence says of the term.

    Attributes:
        kind: ``fixed`` or ``open_ended``.
        starts: The day that it counts from, or None where it names none that is known.
        months: The length, or None.
        expires: The last day, or None.
        computed: Whether that was worked out from start and length.
        hedged: Whether the end hangs on something else too, so that no sentence can name it.
    """

    kind: TermKind
    starts: date | None = None
    months: int | None = None
    expires: date | None = None
    computed: bool = False
    hedged: bool = False


def statements(sentence: str, dates: Dates) -> Iterator[Statement]:
    """Yields what a sentence says of the term of the contract that it stands in."""
    for subject in _SUBJECT.finditer(sentence):
        verb = _VERB.match(sentence, subject.end())
        if verb is None or not _is_subject(sentence, subject, verb.group("verb")):
            continue
        start = verb.start("verb")
        statement = _said(_ASIDE.sub(" ", sentence[start : start + _LONGEST_TAIL]), dates)
        if statement is not None:
            yield statement


def _is_subject(sentence: str, subject: re.Match[str], verb: str) -> bool:
    before = sentence[max(subject.start() - 200, 0) : subject.start()]
    is_term = subject.group()[1:4].lower() == "erm"
    if is_term and subject.group("of") is None:
        return _OPENING.search(before) is not None
    return (is_term or verb.lower() not in _OF_TERM) and _OBLIQUE.search(before) is None


def _said(predicate: str, dates: Dates) -> Statement | None:
    rest = _REST.search(predicate, 1)  # the verb itself may be "extends"
    first = predicate[: rest.start()] if rest else predicate
    starts = _start(first, dates)
    end, period = _TO_DATE.search(first), _PERIOD.search(first)
    if (end or period) and _HEDGED.search(predicate):
        return Statement("fixed", starts, hedged=True)
    if end is not None:
        return Statement("fixed", starts, expires=read_date(end.group("date")))
    if period is not None:
        return _lasting(first, period, starts, dates)
    return Statement("open_ended", starts) if _is_open(predicate) else None


def _is_open(predicate: str) -> bool:
    """Whether nothing but a termination ends the contract: the first end that is named is one."""
    own = _RENEWAL.split(predicate, maxsplit=1)[0]
    found, until = _OPEN.search(own), _UNTIL.search(own)
    is_first = found is not None and (until is None or until.start() >= found.start())
    return is_first and _HEDGED.search(predicate) is None


def _lasting(first: str, period: re.Match[str], starts: date | None, dates: Dates) -> Statement | None:
    read = read_parameters("duration", period.group("period"))
    is_anniversary = _ANNIVERSARY.search(period.group()) is not None
    # "shall terminate one year after notice" is a right to end it; only an anniversary is an end.
    if not read or (first.lower().startswith("terminate") and not is_anniversary):
        return None
    months = read[0].value
    if months is None or months != int(months):
        return Statement("fixed", starts)  # a blank, or half a month
    counted = _COUNTED_FROM.match(first, period.end())
    base = _start(counted.group(), dates) if counted else starts
    if base is None:
        return Statement("fixed", starts, int(months))
    end = _later(base, int(months))
    expires = end if is_anniversary else end - timedelta(days=1)
    return Statement("fixed", starts or base, int(months), expires, computed=True)


def _start(first: str, dates: Dates) -> date | None:
    named = _FROM_DATE.search(first)
    if named is not None:
        return read_date(named.group("date"))
    if _FROM_EFFECTIVE.search(first):
        return dates.effective
    return dates.signed if _FROM_SIGNED.search(first) else None


def _later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
