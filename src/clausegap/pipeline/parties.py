"""The parties and their roles, by evidence rather than by their names (catalogue, section 8.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from clausegap.model.clause import Party
from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import Side
from clausegap.pipeline.bare_names import find_bare_names
from clausegap.pipeline.literals import matches_at, places
from clausegap.pipeline.preamble import Entity, find_entities
from clausegap.pipeline.role_signs import RoleSigns, words_of
from clausegap.rules.library import RuleLibrary
from clausegap.rules.raw_tokens import RawTokens
from clausegap.rules.reading import Mention
from clausegap.rules.shared import RolesFile

# A letter agreement speaks to its other party: so many "you shall" are no accident.
_LEAST_PRONOUNS: Final = 4
_LEAST_MENTIONS: Final = 3
_SMALL_WORD: Final = re.compile(r"\b[a-z]+\s\Z")
_LONGEST_WORD: Final = 80
_ACTS: Final = r"\s+(?:shall|will|agrees|may|must|acknowledges|hereby|represents|warrants|undertakes)\b"
_YOU_ACT: Final = re.compile(rf"\b[Yy]ou{_ACTS}")


def find_parties(
    text: str, library: RuleLibrary, signs: RoleSigns, spec: ReviewSpec, tokens: RawTokens | None = None
) -> tuple[Party, ...]:
    """Returns the parties of a contract with the roles that the text, or the caller, gives them.

    Args:
        text: The contract.
        library: The rules.
        signs: What shows the roles.
        spec: The options.
        tokens: Those of the text, where they are known.
    """
    named = find_entities(text, library.roles)
    bare = find_bare_names(text, library.roles) if not named else ()
    entities = _with_role_words(text, named, library.roles)
    # Role words that act in the text say more than names that nobody defined.
    entities = entities if len(entities) >= 2 else bare or entities
    sides = tuple(e for e in entities if not set(e.terms) & set(library.roles.third_parties))
    # Where only one other is left, the parent or the bank is itself the other side.
    entities = sides if len(sides) >= 2 else entities
    scores = [_prior(entity, library.roles) for entity in entities]
    terms = [(words, i) for i, e in enumerate(entities) for term in (*e.terms, *e.shared) if (words := words_of(term))]
    for index, side, weight in signs.evidence(text, terms, tokens):
        scores[index][side] += weight
    roles = _decided(entities, scores, library.roles, spec)
    return tuple(Party(name=e.name, terms=(*e.terms, *e.shared), role=roles[i]) for i, e in enumerate(entities))


def _with_role_words(text: str, entities: Sequence[Entity], roles: RolesFile) -> tuple[Entity, ...]:
    """Adds role words that act in the text but were not defined, when the preamble named too few parties."""
    known = {term.lower() for entity in entities for term in entity.terms}
    if len(entities) >= 2:
        return tuple(entities)
    counts = [
        (-acts, -spoken_of, word)
        for word, (acts, spoken_of) in _appearances(text, roles).items()
        if (acts or spoken_of >= _LEAST_MENTIONS) and word.lower() not in known
    ]
    added = [Entity(word, (word,)) for *_, word in sorted(counts)[: 2 - len(entities)]]
    if len(entities) + len(added) == 1 and _pronouns_that_act(text) >= _LEAST_PRONOUNS:
        added.append(Entity("You", ("you", "your")))
    return (*entities, *added)


def _pronouns_that_act(text: str) -> int:
    return sum(1 for _ in matches_at(_YOU_ACT, text, (*places(text, "You"), *places(text, "you"))))


def _appearances(text: str, roles: RolesFile) -> dict[str, tuple[int, int]]:
    """Returns for each role word how often it acts ("Client shall") and how often it follows a small word."""
    words = {word: word for word in (*roles.customer, *roles.supplier, *roles.ambiguous)}
    words |= {word.upper(): word for word in list(words)}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    found = dict.fromkeys(words.values(), (0, 0))
    acting = re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b({_ACTS})?")
    initials = re.compile(f"[{re.escape(''.join(sorted({word[0] for word in words})))}]")
    end = 0
    for match in matches_at(acting, text, (initial.start() for initial in initials.finditer(text))):
        acts, spoken_of = found[words[match.group(1)]]
        before = _SMALL_WORD.search(text, max(match.start() - _LONGEST_WORD, end), match.start())
        found[words[match.group(1)]] = (acts + bool(match.group(2)), spoken_of + bool(before))
        end = match.end()
    return found


def _prior(entity: Entity, roles: RolesFile) -> dict[Side, float]:
    terms = {term.lower() for term in (*entity.terms, *entity.shared)}
    customer = roles.word_weight if terms & {word.lower() for word in roles.customer} else 0.0
    supplier = roles.word_weight if terms & {word.lower() for word in roles.supplier} else 0.0
    return {"customer": customer, "supplier": supplier}


def _decided(
    entities: Sequence[Entity], scores: Sequence[Mapping[Side, float]], roles: RolesFile, spec: ReviewSpec
) -> list[Side | None]:
    sides = _sides(entities)
    joined = [_summed([scores[index] for index in members]) for members in sides]
    decided: list[Side | None] = [_leader(score, roles.lead) for score in joined]
    if len(sides) == 2:
        decided = _opposed(decided, joined)
    by_entity = {index: decided[n] for n, members in enumerate(sides) for index in members}
    return _as_told(entities, [by_entity[index] for index in range(len(entities))], spec)


def _sides(entities: Sequence[Entity]) -> list[list[int]]:
    """Returns the indexes of the parties that stand together: those with a collective term in common."""
    sides: list[list[int]] = []
    for index, entity in enumerate(entities):
        own = next((side for side in sides if set(entities[side[0]].shared) & set(entity.shared)), None)
        if own is None:
            sides.append([index])
        else:
            own.append(index)
    return sides


def _summed(scores: Sequence[Mapping[Side, float]]) -> dict[Side, float]:
    return {
        "customer": sum(score["customer"] for score in scores),
        "supplier": sum(score["supplier"] for score in scores),
    }


def _leader(score: Mapping[Side, float], lead: float) -> Side | None:
    gap = score["customer"] - score["supplier"]
    if abs(gap) < lead:
        return None
    return "customer" if gap > 0 else "supplier"


def _opposed(decided: list[Side | None], scores: Sequence[Mapping[Side, float]]) -> list[Side | None]:
    """Two parties have opposite roles: the clearer one decides for the other."""
    first, second = decided
    if first is None and second is None:
        return decided
    if first is not None and first == second:
        gaps = [abs(score["customer"] - score["supplier"]) for score in scores]
        keep = 0 if gaps[0] >= gaps[1] else 1
        return [first, _opposite(first)] if keep == 0 else [_opposite(first), first]
    return [first or _opposite(second), second or _opposite(first)]


def _opposite(side: Side | None) -> Side | None:
    if side is None:
        return None
    return "supplier" if side == "customer" else "customer"


def _as_told(entities: Sequence[Entity], decided: list[Side | None], spec: ReviewSpec) -> list[Side | None]:
    """Applies the roles that the caller named."""
    told: dict[Side, str] = {}
    if spec.customer is not None:
        told["customer"] = spec.customer.lower()
    if spec.supplier is not None:
        told["supplier"] = spec.supplier.lower()
    for side, name in told.items():
        for index, entity in enumerate(entities):
            if name in (entity.name.lower(), *(term.lower() for term in (*entity.terms, *entity.shared))):
                decided[index] = side
                if len(entities) == 2:
                    decided[1 - index] = _opposite(side)
    return decided


def with_known(parties: Sequence[Party], known: Sequence[Party]) -> tuple[Party, ...]:
    """Returns the parties of a document that belongs to another, whose parties are known.

    A statement of work or an amendment often names its parties by their terms alone. Its own roles
    hold where it tells both; else those of the agreement do, with whatever names it adds.
    """
    if not known or {"customer", "supplier"} <= {party.role for party in parties}:
        return tuple(parties)
    added = {name.casefold(): party.terms for party in parties for name in (party.name, *party.terms)}
    found = []
    for party in known:
        own = [added[name.casefold()] for name in (party.name, *party.terms) if name.casefold() in added]
        terms = dict.fromkeys((*party.terms, *(term for terms in own for term in terms)))
        found.append(party.model_copy(update={"terms": tuple(terms)}))
    return tuple(found)


def names_recipient(parties: Iterable[Party], roles: RolesFile) -> bool:
    """Whether an unresolved party is called recipient or discloser: then the duties run one way only."""
    words = {term.lower() for term in (*roles.recipient, *roles.discloser)}
    return any(party.role is None and words & {term.lower() for term in party.terms} for party in parties)


def mentions_of(parties: Iterable[Party], roles: RolesFile, side: Side) -> tuple[Mention, ...]:
    """Returns how readings shall show the parties: the advised one as ``CUSTOMER``.

    Receiving and Disclosing Party are roles in a mutual text. Where the contract gives such a word
    to one named party whose role is known, that party's own token is used.
    """
    found: list[Mention] = []
    taken: set[str] = set()
    recipients = {term.lower() for term in roles.recipient}
    disclosers = {term.lower() for term in roles.discloser}
    for party in parties:
        words = {term.lower() for term in party.terms}
        token = _token(party.role, side)
        if token == "UNKNOWN" and words & recipients:
            token = "RECIPIENT"
        elif token == "UNKNOWN" and words & disclosers:
            token = "DISCLOSER"
        for term in party.terms:
            if words_of(term):
                found.append(Mention(words_of(term), token))
                taken.add(term.lower())
    for terms, token in ((roles.recipient, "RECIPIENT"), (roles.discloser, "DISCLOSER")):
        found += [Mention(tuple(term.split()), token) for term in terms if term.lower() not in taken]
    return tuple(found)


def _token(role: Side | None, side: Side) -> str:
    if role is None:
        return "UNKNOWN"
    return "CUSTOMER" if role == side else "SUPPLIER"
