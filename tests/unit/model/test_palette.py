"""The families' colours are the same everywhere, and words can be read on them."""

from __future__ import annotations

import re

import pytest
from report_factory import build_report

from clausegap.model.palette import HUES, family_hues, solid, tint
from clausegap.renderers.page import families

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
    report = build_report()
    hues = family_hues(finding.family for finding in report.findings)
    shown = {family.id: family.hue for family in families(report)}
    assert shown == hues
    assert len(shown) > 2


def test_more_families_than_hues_begin_anew():
    hues = family_hues(f"family {n % 13}" for n in range(30))
    assert hues["family 11"] == HUES[11]
    assert hues["family 12"] == HUES[0]
    assert len(hues) == 13
