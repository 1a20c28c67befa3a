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
    if bearing == "ownership":
        receivers = _RECEIVES.findall(text, max(start - 1, 0), end)
        if receivers:
            return _HOLDS.get(receivers[-1], "unknown")
    subject = _subject(text, start, end)
    return (_OWES if bearing == "duty" else _HOLDS).get(subject, "unknown")


def _subject(text: str, start: int, end: int) -> str:
    """Returns the party before the modal verb that governs a match, or the nearest one before it."""
    modals = list(_MODAL.finditer(text, 0, end))
    governing = modals[-1].start() + 1 if modals else start
    # The modal inside the match governs it; else the last one before it.
    inside = [m for m in modals if m.start() >= start - 1]
    if inside:
        governing = inside[0].start() + 1
    parties = _PARTY.findall(text, 0, governing)
    if not parties:
        parties = _PARTY.findall(text, start, end)[:1]
    return parties[-1].strip() if parties else ""


def modality_of(text: str, start: int, end: int) -> Modality:
    """Returns what kind of sentence the words around a match make."""
    window = text[max(start - 60, 0) : end]
    for modality, sign in _MODALITIES:
        if sign.search(window):
            return modality
    return "statement"
