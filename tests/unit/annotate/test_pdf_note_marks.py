from itertools import pairwise

import pytest

from clausegap.annotate.palette import HIGHLIGHTS, INKS
from clausegap.annotate.pdf_marks import quad
from clausegap.loaders.pdf_lines import Box


@pytest.mark.parametrize(
    ("angle", "corners"),
    [
        (0, (1, 4, 3, 4, 1, 2, 3, 2)),
        (90, (1, 2, 1, 4, 3, 2, 3, 4)),
        (180, (3, 2, 1, 2, 3, 4, 1, 4)),
        (270, (3, 4, 3, 2, 1, 4, 1, 2)),
    ],
)
def test_corners_are_the_upper_then_the_lower_ones_as_print_is_read(angle, corners):
    assert quad(Box(1, 2, 3, 4), angle) == corners


def luminance(colour):
    """Relative luminance of sRGB (WCAG 2.2)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_black_print_stays_readable_on_every_highlight():
    assert min((luminance(colour) + 0.05) / 0.05 for colour in HIGHLIGHTS.values()) > 7


def test_colours_differ_in_lightness_too():
    found = sorted(luminance(HIGHLIGHTS[status]) for status in ("weak", "present", "undetermined", "missing"))
    assert all(lighter > 1.08 * darker for darker, lighter in pairwise(found))


def test_bookmarks_are_readable_on_white():
    assert min(1.05 / (luminance(colour) + 0.05) for colour in INKS.values()) > 4.5
