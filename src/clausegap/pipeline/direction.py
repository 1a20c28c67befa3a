"""Who owes and who benefits in the words a pattern matched (catalogue, sections 1.3 and 8.3)."""

from __future__ import annotations

import re
from typing import Final, Literal

from clausegap.model.terms import Direction, Modality
from clausegap.rules.phrase import PARTY_TOKENS

Bearing = Literal["duty", "right", "ownership"]

_PARTY: Final = re.compile(rf"(?<= )(?:{'|'.join(PARTY_TOKENS)}) ")
_MODAL: Final = re.compile(
    r" (?:shall|must|will|may|can|hereby|agrees?|undertakes?|covenants?|is (?:entitled|required|obliged)|has the right"
    r"|acknowledges?|represents?|warrants?|grants?|assigns?|owns?|retains?) "
)
_RECEIVES: Final = re.compile(rf" (?:to|in|with|by|of) (?:the )?(?P<party>{'|'.join(PARTY_TOKENS)}) ")
_NAMES: Final = "|".join(PARTY_TOKENS)
# "secrets of CUSTOMER shall be held in confidence by SUPPLIER": information owes nothing.
_PASSIVE: Final = re.compile(
    r" (?:shall|must|will|may|can)(?: not)?(?: at all times| always)? be (?:\S+ ){0,2}?(?:kept|held|treated|maintained"
    r"|disclosed|used|revealed|divulged|released|communicated|regarded|considered|protected|safeguarded|returned|copied"
    r"|made|preserved|encrypted|logged|processed|hosted|accessed|exported|erased|deleted|destroyed|segregated|moved"
    r"|transmitted|located|shared|published|deemed|stored|transferred|given|provided) "
)
_AGENT: Final = re.compile(rf" by (?:the |either |any )?(?P<party>{_NAMES}) ")
_PROMISES: Final = re.compile(
    rf" (?P<party>{_NAMES}) (?:hereby |further |also |expressly )?"
    r"(?:agrees?|undertakes?|covenants?|acknowledges?|warrants?|represents?|shall|will|must|may) "
)
_PROMISED: Final = re.compile(
    rf" (?P<party>{_NAMES}) (?:\S+ )?(?:agrees?|undertakes?|covenants?|shall (?:ensure|procure|cause)) "
)
_ITSELF: Final = re.compile(rf" (?:{_NAMES}) $")
_PEOPLE: Final = re.compile(
    rf" (?:{_NAMES}) (?:\S+ )?(?:personnel|staff|employees?|people|team|representatives|agents|subcontractors?) $"
)
_OWNED: Final = re.compile(rf" (?:of|from|by|to|with|for) (?:the )?(?:{_NAMES}) $")
_SENTENCE_END: Final = re.compile(r" [.;] ")
_PRONOUN: Final = re.compile(r" (?:it|they|he|she)(?: and (?:\S+ ){1,3}?)? ?$")
_COORDINATED: Final = re.compile(r" (?:and|or|but|nor)(?: also| further| hereby)? $")
# "SUPPLIER , without the consent of CUSTOMER , shall not"
_INSERTED: Final = re.compile(
    rf" (?P<party>{_NAMES}) (?:(?!(?:{_NAMES})\b)\S+ ){{0,5}}?, (?:without|during|upon|at|in|subject|except|unless|as"
    r"|for|if|with|after|before|notwithstanding|prior|save|to the extent|by|on|both)"
    r" (?:[^;.,]|,(?= \S+ \S+ ,)){0,160}, $"
)
_RESTS: Final = re.compile(
    rf" (?:remains?|vests?|rests?|resides?|belongs?|stays?|owned|property|held)(?: (?!(?:{_NAMES})\b)[^\s.;]+){{0,4}}?"
    rf" (?:with|in|by|to|of) (?:the )?(?P<party>{_NAMES}) "
)
_OWES: Final[dict[str, Direction]] = {
    "SUPPLIER": "for_user",
    "CUSTOMER": "against_user",
    "MUTUAL": "mutual",
    "RECIPIENT": "mutual",
    "DISCLOSER": "mutual",
}
_HOLDS: Final[dict[str, Direction]] = {
    "CUSTOMER": "for_user",
    "SUPPLIER": "against_user",
    "MUTUAL": "mutual",
    "RECIPIENT": "mutual",
    "DISCLOSER": "mutual",
}
_MODALITIES: Final[tuple[tuple[Modality, re.Pattern[str]], ...]] = (
    ("release", re.compile(r" (?:nothing|free to|not (?:be )?(?:obliged|required|obligated) to) ")),
    (
        "prohibition",
        re.compile(
            r" (?:shall|must|may|will|can|should|agrees?|to) (?:\S+ ){0,3}?not "
            r"| neither | refrain | prohibited | in no event "
        ),
    ),
    (
        "transfer",
        re.compile(
            r" (?:hereby|does|do) (?:\S+ ){0,4}?(?:assign|transfer|convey|sell|grant)\w* "
            r"| vests? | belongs? (?:to|exclusively)"
        ),
    ),
    ("duty", re.compile(r" (?:shall|must|will|agrees? to|undertakes? to|required to|obliged to) ")),
    ("right", re.compile(r" (?:may|entitled to|right to|permitted to) ")),
)


def direction_of(text: str, start: int, end: int, *, bearing: Bearing, ower: str = "", holder: str = "") -> Direction:
    """Returns whom the matched words serve, seen from the advised side.

    Args:
        text: The reading.
        start: Start of the match in it.
        end: End of the match in it.
        bearing: How the subject's part is to be read when no slot was captured.
        ower: Role token that a slot captured as the ower, or empty.
        holder: Role token captured as the holder, or empty.
    """
    if bearing == "ownership" and holder:
        return _HOLDS.get(holder, "unknown")
    if ower:
        return _OWES.get(ower, "unknown")
    if holder:
        return _HOLDS.get(holder, "unknown")
    told = _transferred(text, start, end) if bearing == "ownership" else _passive(text, start, end)
    return told or (_OWES if bearing == "duty" else _HOLDS).get(_subject(text, start, end), "unknown")


def _transferred(text: str, start: int, end: int) -> Direction | None:
    """Returns whom words of ownership serve: the party that receives, or that things remain with."""
    receivers = _RECEIVES.findall(text, max(start - 1, 0), end)
    receiver = receivers[-1] if receivers else _rests_with(text, start, end)
    return _HOLDS.get(receiver, "unknown") if receiver else None


def _rests_with(text: str, start: int, end: int) -> str:
    """Returns the party with whom the matched things remain, as said behind the match ("remain with SUPPLIER")."""
    stop = _SENTENCE_END.search(text, end - 1)
    found = _RESTS.search(text, end - 1, stop.start() + 1 if stop else len(text))
    if found is None or _PARTY.search(text, end, found.start("party")) or _PARTY.search(text, start, end):
        return ""
    return found.group("party")


def _passive(text: str, start: int, end: int) -> Direction | None:
    """Returns whom a passive duty serves, or None where the matched words are not governed by one.

    Its agent owes; without one, a party that promises the whole; else the words serve the party whose
    information they speak of.
    """
    found = next((m for m in _PASSIVE.finditer(text) if m.end() > start and m.start() < end), None)
    if found is None:
        return None
    before = text[: found.start() + 1]
    owner = _PARTY.findall(f" {before.rpartition(' , ')[2]}")
    if (_ITSELF.search(before) and not _OWNED.search(before)) or _PEOPLE.search(before):
        return None  # "SUPPLIER (and its staff) shall be held to": the party itself is the subject
    stop = _SENTENCE_END.search(text, found.end() - 1)
    agent = _AGENT.search(text, found.end() - 1, stop.start() + 1 if stop else len(text))
    if agent is not None:
        return _OWES.get(agent.group("party"), "unknown")
    promise = _PROMISED.search(before)
    if promise is not None:
        return _OWES.get(promise.group("party"), "unknown")
    return _HOLDS.get(owner[-1].strip(), "unknown") if owner else "unknown"


def _subject(text: str, start: int, end: int) -> str:
    """Returns the party before the modal verb that governs a match, or the nearest one before it."""
    modals = list(_MODAL.finditer(text, 0, end))
    # The modal inside the match governs it; else the last one before it.
    inside = next((m for m in modals if m.start() >= start - 1), None)
    modal = inside or (modals[-1] if modals else None)
    governing = modal.start() + 1 if modal else start
    special = _far_subject(text[:governing])
    if special:
        return special
    parties = [
        m.group().strip() for m in _PARTY.finditer(text, 0, governing) if not text[: m.start()].endswith(_IN_PLACE)
    ]
    if not parties:
        parties = [name.strip() for name in _PARTY.findall(text, start, end)[:1]]
    return parties[-1] if parties else ""


_IN_PLACE: Final = (" as the ", " as a ", " as ")


def _far_subject(before: str) -> str:
    """Returns the subject where it is not the nearest party: behind an insertion, a pronoun or an "and"."""
    inserted = _INSERTED.search(before)
    if inserted is not None:
        return inserted.group("party")
    if _PRONOUN.search(before) or _COORDINATED.search(before):
        promises = [m.group("party") for m in _PROMISES.finditer(before)]
        return promises[-1] if promises else ""
    return ""


def modality_of(text: str, start: int, end: int) -> Modality:
    """Returns what kind of sentence the words around a match make."""
    window = text[max(start - 60, 0) : end]
    for modality, sign in _MODALITIES:
        if sign.search(window):
            return modality
    return "statement"
