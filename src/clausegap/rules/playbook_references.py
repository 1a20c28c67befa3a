"""Checks that the names and phrases of a playbook are those of the rules it is used with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from clausegap._nearest import nearest_hint
from clausegap.rules import phrase as phrases
from clausegap.rules.models import Protection
from clausegap.rules.playbook import Playbook, PlaybookFile
from clausegap.rules.policy import AcceptableSet, MustBeAbsent, MustBePresent, MustHaveFeature, Policy
from clausegap.rules.references import check_names, generic_names, names_of
from clausegap.rules.shared import Generic
from clausegap.rules.yamlfile import RuleSource, Steps, mistake

# What a rule on an acceptable set may ask for beside elements.
REPORTED: Final = ("governing_law", "contract_type")


def check_playbook(
    playbook: Playbook,
    written: PlaybookFile,
    source: RuleSource,
    protections: Sequence[Protection],
    generic: Generic,
    compiled: Callable[[str], object],
) -> None:
    """Checks a playbook, those parts too that it takes from the one it extends.

    Args:
        playbook: Put together.
        written: The content of its own file.
        source: The file, for messages.
        protections: The rules.
        generic: The generic rules.
        compiled: Compiles a phrase.

    Raises:
        RulesError: A name refers to nothing, so that an expectation would silently be dropped, or a
            phrase is not well formed.
    """
    _check_names(playbook, source, protections, generic)
    for name, position in playbook.positions.items():
        for n, text in enumerate(position.unacceptable):
            _check_phrase(text, ("positions", name, "unacceptable", n), source, compiled)
    own = [rule.id for rule in written.rules]
    for rule in playbook.rules:
        # A rule of the extended playbook has no place in this file.
        steps: Steps = ("rules", own.index(rule.id)) if rule.id in own else ("extends",)
        _check_rule(rule, protections, steps, source, compiled)


def _check_names(playbook: Playbook, source: RuleSource, protections: Sequence[Protection], generic: Generic) -> None:
    known = {protection.id for protection in protections if protection.is_of(playbook.side)}
    weakeners = {w.id for w in (*generic.weakeners, *(w for p in protections for w in p.weakeners))}
    for key, names, what in (
        ("expects", known, "protection"),
        ("severity", known, "protection"),
        ("positions", known, "protection"),
        ("weakener_severity", weakeners, "weakener"),
        ("thresholds", _measures(protections), "measure"),
    ):
        for name in getattr(playbook, key):
            if name not in names:
                raise mistake(source, (key, name), f"there is no {what} {name!r}{nearest_hint(name, names)}")
    everything = names_of(protections) | generic_names(generic)
    for r, row in enumerate(playbook.expects_when):
        check_names(row.by, everything, ("expects_when", r, "by"), source)
        for name in row.expects:
            if name not in known:
                reason = f"there is no protection {name!r}{nearest_hint(name, known)}"
                raise mistake(source, ("expects_when", r, "expects", name), reason)


def _measures(protections: Sequence[Protection]) -> set[str]:
    return {f"{e.id}.{measure}" for p in protections for e in p.elements for measure in e.measures}


def _check_phrase(text: str, steps: Steps, source: RuleSource, compiled: Callable[[str], object]) -> None:
    try:
        compiled(text)
    except phrases.PhraseError as error:
        raise mistake(source, steps, str(error)) from error


def _check_rule(
    rule: Policy,
    protections: Sequence[Protection],
    steps: Steps,
    source: RuleSource,
    compiled: Callable[[str], object],
) -> None:
    elements = {element.id for protection in protections for element in protection.elements}
    weakeners = {weakener.id for protection in protections for weakener in protection.weakeners}
    named = {protection.id for protection in protections}
    if isinstance(rule, MustBeAbsent):
        if (rule.of is None) == (not rule.wording):
            raise mistake(source, steps, "give exactly one of of and wording")
        allowed = named | elements | weakeners
    elif isinstance(rule, MustBePresent):
        allowed = named | elements
    elif isinstance(rule, MustHaveFeature):
        allowed = named
    else:
        allowed = elements | (set(REPORTED) if isinstance(rule, AcceptableSet) else set())
    if rule.of is not None and rule.of not in allowed:
        reason = f"a rule {rule.check!r} cannot ask for {rule.of!r}, or there is no such name"
        raise mistake(source, (*steps, "of"), reason)
    if isinstance(rule, (MustBeAbsent, MustHaveFeature)):
        for n, text in enumerate(rule.wording):
            _check_phrase(text, (*steps, "wording", n), source, compiled)
