"""``clausegap patterns``: what the rules are, and whether they keep their own examples."""

from __future__ import annotations

import sys
from collections import Counter

from clausegap.cli.exits import BAD_RULES, complain
from clausegap.cli.streams import wrapped
from clausegap.model.terms import GRADES, SIDES
from clausegap.pipeline.examples import failed_examples, number_of_examples, share_tried, slow_patterns
from clausegap.renderers.wording import plural
from clausegap.rules.assembly import DUTIES
from clausegap.rules.library import RuleLibrary, load_library


def check_patterns(extra: tuple[str, ...]) -> int:
    """Prints slow patterns, broken examples and counts; returns 0, or 4 if an example is broken.

    Raises:
        RulesError: A rule file has a mistake, so that its examples cannot be run.
    """
    library = load_library(extra, "supplier")  # the rules of both sides run for it
    slow = slow_patterns(library)
    if slow:
        usual = round(1 / max(share_tried(library), 1e-6))
        for pattern in slow:
            _say(
                f"slow: {library.path_of(pattern)}: {pattern.protection}: {pattern.key}: its matches need no certain "
                f"word, so it is tried on every sentence, and other patterns on average on 1 in {usual}"
            )
    broken = list(failed_examples(library))
    for example in broken:
        complain(f"{_path_of(example.protection, library)}: {example}")
    _say(
        f"{len(library.protections)} protections, {len(library.playbooks)} playbooks, "
        f"{len(library.patterns)} patterns, {number_of_examples(library)} examples, {len(broken)} broken"
    )
    return BAD_RULES if broken else 0


def list_patterns(extra: tuple[str, ...]) -> int:
    """Prints each protection with its number of patterns and returns the exit code.

    Raises:
        RulesError: A rule file has a mistake.
    """
    library = load_library(extra, "supplier")  # the rules of both sides run for it
    numbers = Counter(pattern.protection for pattern in library.patterns if pattern.kind != "cue")
    names = {protection.id: protection.title for protection in library.everything}
    names["generic"] = "weakeners and negatives of every protection"
    width = max(map(len, names))
    for name, title in names.items():
        _say(f"{name.ljust(width)}  {numbers[name]:4}  {title}")
    return 0


def show_protection(name: str, extra: tuple[str, ...]) -> int:
    """Prints what the rules of one protection ask for, in words; returns the exit code.

    Raises:
        UsageError: There is no such protection.
        RulesError: A rule file has a mistake.
    """
    library = load_library(extra, "supplier")  # the rules of both sides run for it
    library.protection(name)  # says what is known where there is none of that name
    protection = next(one for one in library.everything if one.id == name)
    counts = Counter(pattern.rule for pattern in library.patterns if pattern.protection == name)
    sides = " and ".join(side for side in SIDES if protection.is_of(side))
    _tell(f"{protection.title} ({protection.id}), of the {sides}, missing: {protection.missing_severity}")
    _tell(protection.definition)
    _say("")
    _tell(f"Answers {', '.join((*protection.answers.primary, *protection.answers.supporting))}")
    _say("")
    _tell("Anchors (an operative clause exists)")
    for anchor in protection.anchors:
        wording = plural(counts[anchor.id], "pattern") if anchor.patterns else f"where {', '.join(anchor.signals)}"
        _tell(f"  {anchor.id}  {anchor.strength}, {wording}")
    _say("")
    _tell("Elements")
    for element in protection.elements:
        grades = ", ".join(grade for grade in GRADES[::-1] if grade in element.grades)
        _tell(f"  {element.id}  {element.role}: {element.content} ({grades}; {plural(counts[element.id], 'pattern')})")
    _say("")
    _tell("Weakeners")
    for weakener in protection.weakeners:
        cures = " or ".join(" and ".join(row) for row in weakener.cured_by)
        _tell(f"  {weakener.id}  {weakener.severity}: {weakener.why}" + (f" Cured by {cures}." if cures else ""))
    _say("")
    _tell("Look-alikes")
    for negative in protection.negatives:
        _tell(f"  {negative.id}: {negative.why}")
    return 0


def _path_of(name: str, library: RuleLibrary) -> str:
    """Returns the file of a protection or clause type, of the generic rules, or of the duties."""
    return library.rule_paths.get(name) or library.type_paths.get(name) or DUTIES


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _tell(line: str) -> None:
    _say(wrapped(line))
