"""Numbers read from contract wording."""

import pytest

from clausegap.rules.measures import is_within, read_parameters
from clausegap.rules.models import Measure


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("for two (2) years thereafter", 24),
        ("for 18 months", 18),
        ("a 30-day period", 1),
        ("for twelve (12) consecutive months", 12),
        ("for six weeks", 1.4),
        ("until the second anniversary of termination", 24),
        ("for twenty-four months", 24),
        ("for thirty six (36) months", 36),
        ("for one year and a half", 12),
        ("for a period of a year", 12),
        ("for 2.5 years", 30),
        ("for seven (7) calendar days", 0.2333),
        ("for seventy-five days", 2.5),
        ("for one quarter", 3),
        ("for three full years", 36),
    ],
)
def test_durations_are_months(text, months):
    assert read_parameters("duration", text)[0].value == pytest.approx(months, abs=1e-3)


@pytest.mark.parametrize(
    ("text", "days", "note"),
    [
        ("upon ten (10) days' notice", 10, ""),
        ("on five business days' notice", 7, "business_days"),
        ("on five (5) Business Days' notice", 7, "business_days"),
        ("on 10 working days notice", 14, "business_days"),
        ("within 48 hours", 2, ""),
        ("within twenty-four hours", 1, ""),
        ("on one month's notice", 30, ""),
        ("on two weeks' notice", 14, ""),
        ("immediately on request", 0, "immediate"),
        ("forthwith", 0, "immediate"),
    ],
)
def test_notices_are_calendar_days(text, days, note):
    found = read_parameters("notice", text)[0]
    assert found.value == pytest.approx(days, abs=1e-3)
    assert found.note == note


@pytest.mark.parametrize(
    ("kind", "text", "note"),
    [
        ("duration", "for [***] years", "redacted"),
        ("duration", "for [*] years", "redacted"),
        ("duration", "for [●] months", "redacted"),
        ("duration", "for ____ years", "redacted"),
        ("duration", "for [ ] years", "redacted"),
        ("duration", "for XX years", "redacted"),
        ("notice", "on [___] days' notice", "redacted"),
        ("duration", "in perpetuity", "open_ended"),
        ("duration", "indefinitely", "open_ended"),
        ("duration", "for so long as it stays secret", "open_ended"),
    ],
)
def test_values_without_a_number_carry_a_note(kind, text, note):
    found = read_parameters(kind, text)[0]
    assert (found.value, found.note) == (None, note)


def test_figure_in_brackets_decides_over_a_redacted_word():
    assert read_parameters("duration", "for [***] (3) years")[0].value == 36


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("once per year", 1),
        ("once in any twelve month period", 1),
        ("annually", 1),
        ("twice a year", 2),
        ("semi-annually", 2),
        ("two (2) times in each calendar year", 2),
        ("once every six months", 2),
        ("once every two years", 0.5),
        ("once per quarter", 4),
        ("not more than once in any contract year", 1),
        ("four times per year", 4),
    ],
)
def test_frequencies_are_times_a_year(text, times):
    assert read_parameters("frequency", text)[0].value == pytest.approx(times, abs=1e-3)


def test_frequency_in_the_whole_term_is_noted():
    found = read_parameters("frequency", "once during each term")[0]
    assert (found.value, found.note) == (0.0, "in_term")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("amount", "not less than $2,500,000", 2_500_000),
        ("amount", "US$5 million", 5_000_000),
        ("amount", "£750 thousand", 750_000),
        ("amount", "EUR 1.5m", 1_500_000),
        ("percentage", "by five percent (5%)", 5),
        ("percentage", "more than 7.5%", 7.5),
        ("percentage", "ten per cent", 10),
    ],
)
def test_amounts_and_percentages(kind, text, value):
    assert read_parameters(kind, text)[0].value == pytest.approx(value)


@pytest.mark.parametrize("kind", ["duration", "notice", "frequency", "amount", "percentage"])
def test_text_without_a_number_has_no_parameters(kind):
    assert read_parameters(kind, "Supplier guards the secret.") == ()


def test_parameters_come_in_text_order_with_their_words():
    found = read_parameters("duration", "for two  years or 18 months")
    assert [p.text for p in found] == ["two years", "18 months"]


@pytest.mark.parametrize(
    ("bounds", "text", "expected"),
    [
        ({"min": 24}, "two years", True),
        ({"above": 24}, "two years", False),
        ({"max": 24}, "two years", True),
        ({"below": 24}, "two years", False),
        ({"min": 12, "max": 36}, "two years", True),
        ({"min": 12}, "[***] years", False),
        ({"note": "redacted"}, "[***] years", True),
        ({"note": "open_ended"}, "in perpetuity", True),
        ({"note": "open_ended"}, "two years", False),
        ({"min": 60}, "two years or six years", True),
    ],
)
def test_measure_passes_on_any_parameter_within_its_bounds(bounds, text, expected):
    measure = Measure(of="pattern", kind="duration", **bounds)
    assert any(is_within(measure, parameter) for parameter in read_parameters("duration", text)) is expected
