"""Severity by expectation and status (catalogue, section 1.5); the protection's own severity is high."""

import pytest
from rule_factory import finding_on, small_library

GUARD = "Supplier shall guard it"
MISSING = "Supplier sells it."
POOR = f"{GUARD} corepoor."
BY_REFERENCE = "Section 5 (Guarding) of the Master Agreement applies to the Services."


@pytest.mark.parametrize(
    ("expectation", "words", "severity"),
    [
        ("required", MISSING, "high"),
        ("recommended", MISSING, "medium"),
        ("optional", MISSING, "info"),
        ("not_expected", MISSING, "info"),
        ("required", POOR, "medium"),
        ("recommended", POOR, "low"),
        ("optional", POOR, "info"),
        ("required", f"{GUARD} corepoor wlow.", "medium"),
        ("required", f"{GUARD} corepoor whigha.", "high"),
        ("recommended", f"{GUARD} corepoor whigha.", "medium"),
        ("required", f"{GUARD} corepoor whigha minorstrong.", "medium"),
        ("required", f"{GUARD} corestrong wcritical.", "critical"),
        ("recommended", f"{GUARD} corestrong wcritical.", "medium"),
        ("required", BY_REFERENCE, "medium"),
        ("required", f"{GUARD} corestrong.", "info"),
        ("required", f"{GUARD} corestrong whigha.", "info"),
        ("required", f"{GUARD} corestrong wadverse.", "high"),
        ("optional", "Supplier sells it wadverse.", "high"),
    ],
)
def test_severity_follows_expectation_and_status(expectation, words, severity):
    assert finding_on(words, small_library(expectation)).severity == severity


def test_playbook_replaces_the_severity_of_a_missing_protection():
    assert finding_on(MISSING, small_library(extra="severity: {guarding: critical}\n")).severity == "critical"


def test_expectation_is_shown():
    assert finding_on(MISSING, small_library("recommended")).expectation == "recommended"


@pytest.mark.parametrize(
    ("expectation", "words", "is_gap"),
    [
        ("required", MISSING, True),
        ("recommended", POOR, True),
        ("optional", MISSING, False),
        ("not_expected", MISSING, False),
        ("required", f"{GUARD} corestrong.", False),
        ("optional", "Supplier sells it wadverse.", True),
    ],
)
def test_gap_is_what_a_reader_should_act_on(expectation, words, is_gap):
    assert finding_on(words, small_library(expectation)).is_gap is is_gap
