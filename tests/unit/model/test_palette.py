"""The families' colours are the same everywhere, and words can be read on them."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from clausegap.model.palette import HUES, family_numbers, solid, tint

_LEAST = 4.5  # contrast of text, WCAG 2 AA


def _luminance(red, green, blue):
    parts = [c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one, other):
    high, low = sorted((_luminance(*one), _luminance(*other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("hue", HUES)
def test_black_text_can_be_read_on_a_solid_colour(hue):
    rgb = tuple(bytes.fromhex(solid(hue)[1:]))
    assert _contrast(rgb, (0, 0, 0)) > 7
    assert _contrast(rgb, (17, 17, 17)) > 3  # as a line on a dark page


@pytest.mark.parametrize("hue", HUES)
@pytest.mark.parametrize(("page", "ink"), [((255, 255, 255), (0, 0, 0)), ((17, 17, 17), (238, 238, 238))])
def test_text_can_be_read_on_a_tint(hue, page, ink):
    *rgb, share = map(float, re.findall(r"[\d.]+", tint(hue)))
    ground = tuple(share * part + (1 - share) * below for part, below in zip(rgb, page, strict=True))
    assert _contrast(ground, ink) > _LEAST


def test_the_html_report_has_these_hues():
    css = files("clausegap.renderers").joinpath("templates/report.css").read_text(encoding="utf-8")
    found = {int(number): int(hue) for number, hue in re.findall(r"\.family-(\d+) \{ --hue: (\d+) \}", css)}
    assert found == dict(enumerate(HUES))


def test_more_families_than_hues_begin_anew():
    numbers = family_numbers(f"family {n % 13}" for n in range(30))
    assert numbers["family 11"] == 11
    assert numbers["family 12"] == 0
    assert len(numbers) == 13
