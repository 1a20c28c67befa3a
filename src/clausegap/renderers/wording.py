"""The sentences and labels that all reports share, so that every format says the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from clausegap import _sentences
from clausegap.model.clause import Party
from clausegap.model.evidence import Parameter
from clausegap.model.finding import ElementFinding, Finding, Search, WeakenerFinding
from clausegap.model.report import Report, ReportNotice, TypeGuess
from clausegap.model.terms import SEVERITIES, ContractType, Expectation, Flag, Side

LEGAL_NOTICE: Final = (
    "This report is a review aid produced by fixed rules. It is not legal advice: "
    "have a qualified lawyer check the contract before relying on it."
)

CONTRACT_TYPE_NAMES: Final[dict[ContractType, str]] = {
    "nda": "non-disclosure agreement",
    "msa": "master services agreement",
    "sow": "statement of work",
    "sw_dev": "software development agreement",
    "bpo": "business process outsourcing agreement",
    "consulting": "consulting agreement",
}

EXPECTATION_NAMES: Final[dict[Expectation, str]] = {
    "required": "required",
    "recommended": "recommended",
    "optional": "optional",
    "not_expected": "not expected",
}

# Flags that the reasons of a finding do not already put into words.
_FLAG_NAMES: Final[dict[Flag, str]] = {
    "mutual": "The clause binds both sides alike.",
    "redacted_parameter": "A number of the clause is blank or redacted.",
    "unresolved_party": "The text does not tell which side owes the duty.",
    "draft_text": "The clause stands in draft wording.",
    "adverse": "The clause takes something away from the {side}.",
    "doubtful": "The learned ranker does not take the recognised wording for such a clause: check it.",
}

_UNITS: Final = {
    "duration": "{} months",
    "notice": "{} days",
    "frequency": "{} times a year",
    "amount": "{}",
    "percentage": "{}%",
}

_NOTE_NAMES: Final = {
    "open_ended": "without end date",
    "redacted": "blank or redacted",
    "immediate": "at once",
    "business_days": "counted from business days",
}

_REPLACEMENT: Final = "\ufffd"

# Control characters but tab and line feed steer a terminal; the others turn the reading direction
# around, so that a hostile quote could show other words than it holds.
_STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Returns a text with a replacement sign for each character that would steer a terminal or browser."""
    return _STEERING.sub(_REPLACEMENT, text)


def printable(text: str) -> str:
    """Returns a visible text on one line."""
    return visible(" ".join(text.split()))


def shortened(text: str, limit: int) -> str:
    """Returns a printable text of at most ``limit`` characters, cut at a word where it is too long."""
    line = printable(text)
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip() + "…"


def capitalised(text: str) -> str:
    """Returns a printable text with a capital at its beginning."""
    return _sentences.capitalised(printable(text))


def sentence(text: str) -> str:
    """Returns a printable text as a sentence: with a capital and a full stop."""
    return _sentences.sentence(printable(text))


def family_name(family: str) -> str:
    """Returns the id of a family of protections in words."""
    words = " ".join("IP" if word == "ip" else word for word in family.split("_"))
    return capitalised(words.replace("know how", "know-how"))


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """Returns a count with its noun: ``1 gap``, ``2 gaps``."""
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"


def headline(report: Report) -> str:
    """Returns the result in one sentence, with the gaps counted by severity."""
    gaps = report.gaps
    if not gaps:
        return f"No gaps among {plural(len(report.findings), 'protection')}."
    severities = [gap.severity for gap in gaps]
    counts = [f"{severities.count(s)} {s}" for s in reversed(SEVERITIES) if s in severities]
    return f"{plural(len(gaps), 'gap')} among {plural(len(report.findings), 'protection')}: {', '.join(counts)}."


def facts(report: Report) -> tuple[tuple[str, str], ...]:
    """Returns what a reader must know before the findings, as label and text."""
    parties = "; ".join(_party(*party) for party in _distinct(report.parties))
    rows = (
        ("File", report.source.name),
        ("Contract type", _contract_type(report.contract_type)),
        ("Side advised", report.side),
        ("Parties", parties or "none recognised"),
        ("Governing law", report.governing_law or "not named"),
        ("Playbook", report.playbook),
        ("Not supplied", ", ".join(r.name for r in report.references if not r.supplied)),
        ("Ranker", ranker(report)),
    )
    return tuple((label, printable(text)) for label, text in rows if text)


def versions(report: Report) -> str:
    """Returns what made the report and from which bytes, for whoever wants to repeat it."""
    ranked = f"ranker {ranker(report)}, " if report.ranking else ""
    return printable(
        f"clausegap {report.clausegap_version}, rules {report.rules_fingerprint[:12]}, {ranked}"
        f"file SHA-256 {report.source.sha256[:12]}"
    )


def ranker(report: Report) -> str:
    """Returns the version of the ranker and the beginnings of its fingerprints; empty where no weights ran."""
    if report.ranking is None:
        return ""
    prints = " and ".join(fingerprint[:12] for fingerprint in report.ranking.fingerprints)
    return f"{report.ranking.version or 'of your own'} (weights {prints})"


def severity_of(finding: Finding) -> str:
    """Returns the severity of a gap, or an empty text where there is none."""
    return finding.severity if finding.is_gap else ""


def flag_lines(finding: Finding, side: Side) -> tuple[str, ...]:
    """Returns the flags of a finding in plain words."""
    return tuple(_FLAG_NAMES[flag].format(side=side) for flag in finding.flags if flag in _FLAG_NAMES)


def plain_name(rule_id: str) -> str:
    """Returns a readable name for a rule id: ``conf_non_disclosure`` gives ``non disclosure``."""
    _, _, rest = rule_id.partition("_")
    return (rest or rule_id).replace("_", " ")


def element_name(finding: Finding, element_id: str) -> str:
    """Returns what an element checks, or its plain name when the contract does not have it."""
    for element in finding.elements:
        if element.id == element_id:
            return element.content
    return plain_name(element_id)


def absent_names(finding: Finding) -> tuple[str, ...]:
    """Returns the plain names of the core and major elements that were not found."""
    return tuple(element.content for element in finding.absent)


def parameter_line(parameter: Parameter) -> str:
    """Returns a number read from a clause with its unit and the words it was read from."""
    note = _NOTE_NAMES.get(parameter.note, parameter.note)
    value = "" if parameter.value is None else _quantity(parameter.kind, parameter.value)
    said = ", ".join(part for part in (value, note) if part) or parameter.kind
    return printable(f"{said} (“{parameter.text}”)")


def parameters_line(element: ElementFinding) -> str:
    """Returns all numbers of an element in one line, empty when it has none."""
    return "; ".join(parameter_line(parameter) for parameter in element.parameters)


def cure_line(finding: Finding, weakener: WeakenerFinding) -> str:
    """Returns whether something in the contract takes the sting out of a weakener."""
    if weakener.cured_by is None:
        return "Nothing in the contract cures this."
    return printable(f"Cured by: {element_name(finding, weakener.cured_by)}.")


def search_line(search: Search) -> str:
    """Returns how much was searched, so that an absence can be judged."""
    return f"{patterns_line(search).removesuffix('.')} in {reach(search)}."


def patterns_line(search: Search) -> str:
    """Returns with how many patterns a protection was searched for."""
    return f"Searched with {plural(search.rules, 'pattern')}."


def reach(search: Search) -> str:
    """Returns how much of the file a search could reach."""
    units = plural(search.units, "sentence or list item", "sentences and list items")
    return f"{units}; {_share(search.readable_share)} of the file was readable"


def undetermined_lines(finding: Finding, report: Report) -> tuple[str, ...]:
    """Returns what kept an undetermined protection from being called missing; else nothing."""
    if finding.status != "undetermined":
        return ()
    lines = [f"Not read: {notice_line(notice)}" for notice in report.notices if notice.level == "unread"]
    if finding.search.unfinished:
        stopped = plural(len(finding.search.unfinished), "search pattern")
        lines.append(f"{stopped} did not finish on this file: {', '.join(finding.search.unfinished)}.")
    return tuple(printable(line) for line in lines)


def other_reasons(finding: Finding) -> tuple[str, ...]:
    """Returns the reasons of a finding as sentences, but those that its weakeners give again."""
    again = {sentence(weakener.why) for weakener in finding.weakeners}
    return tuple(said for said in map(sentence, finding.reasons) if said not in again)


def remarks(report: Report, finding: Finding) -> tuple[str, ...]:
    """Returns why a finding is as it is: its reasons, what was not read, and its flags, as sentences."""
    reasons = tuple(sentence(reason) for reason in finding.reasons)
    return reasons + undetermined_lines(finding, report) + flag_lines(finding, report.side)


def notice_line(notice: ReportNotice) -> str:
    """Returns a notice with its page, where it has one."""
    place = "" if notice.page is None else f"p. {notice.page}: "
    return printable(place + notice.message)


def present(report: Report) -> tuple[Finding, ...]:
    """Returns the protections that are there and take nothing away, in catalogue order."""
    return tuple(f for f in report.findings if f.status == "present" and not f.is_gap)


def unneeded(report: Report) -> tuple[Finding, ...]:
    """Returns the protections that are not there, but which the playbook does not ask for."""
    return tuple(f for f in report.findings if f.status != "present" and not f.is_gap)


def _contract_type(guess: TypeGuess) -> str:
    name = CONTRACT_TYPE_NAMES[guess.type]
    if guess.given:
        return f"{name} (as named by the user)"
    if guess.assumed:
        return f"{name} (assumed: the text gives no sign of its type)"
    words = ", ".join(f"“{words}”" for words in guess.evidence)
    return f"{name} (because of {words})" if words else name


def _distinct(parties: tuple[Party, ...]) -> Iterator[tuple[str, tuple[str, ...], Side | None]]:
    """Yields name, terms and role of each party once, though the files of a deal name it each in their own way."""
    joined: dict[tuple[tuple[str, ...], Side | None], list[Party]] = {}
    for party in parties:
        joined.setdefault((_words(party.name), party.role), []).append(party)
    for (_, role), same in joined.items():
        yield same[0].name, tuple(dict.fromkeys(term for party in same for term in party.terms)), role


def _party(name: str, terms: tuple[str, ...], role: Side | None) -> str:
    # A term that the name begins with, as "Acme" for "Acme, Inc.", tells nothing new.
    words = _words(name)
    new = [term for term in terms if words[: len(_words(term))] != _words(term)]
    called = f" (“{'”, “'.join(new)}”)" if new else ""
    return f"{name}{called}, {role or 'role not clear'}"


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", name.casefold()))


def _quantity(kind: str, value: float) -> str:
    number = f"{value:,.2f}".removesuffix(".00")
    unit = _UNITS.get(kind, kind.replace("_", " ") + " {}")
    text = unit.format(number)
    return text.replace("months", "month").replace("days", "day").replace("times", "time") if value == 1 else text


def _share(share: float) -> str:
    # Rounded down: 99.9 % read must not look like all of it.
    return "all" if share >= 1.0 else f"{int(share * 100)}%"
