"""Measures of a ranking: against curves drawn by hand, and against the same thing said slowly."""

import numpy as np
import pytest

from clausegap.training.metrics import Contract, area, calibration_error, curve, decisions, interval, precision_at

NEVER = -np.inf


def contract(found=(), wrong=(), presence=0.0, present=None):
    has = bool(len(found)) if present is None else present
    return Contract(np.array(found, dtype=float), np.array(wrong, dtype=float), presence, has)


def slow_area(contracts):
    """Returns the area under the curve, point by point as the definition says it."""
    marked = [score for one in contracts for score in one.found]
    wrong = [score for one in contracts for score in one.wrong]
    levels = sorted({s for s in [*marked, *wrong] if s != NEVER}, reverse=True)
    points = []
    for level in levels:
        right = sum(score >= level for score in marked)
        false = sum(score >= level for score in wrong)
        points.append((right / max(len(marked), 1), right / (right + false)))
    best = [(recall, max(p for r, p in points[index:])) for index, (recall, _) in enumerate(points)]
    total, last, side = 0.0, 0.0, best[0][1] if best else 0.0
    for recall, precision in best:
        total += (recall - last) * (precision + side) / 2
        last, side = recall, precision
    return total


@pytest.mark.parametrize(
    ("contracts", "expected"),
    [
        pytest.param([contract([9, 8], [1, 2])], 1.0, id="perfect"),
        pytest.param([contract([1], [9])], 0.5, id="last-of-two"),
        pytest.param([contract([9, 1], [5])], 0.5 + 0.5 * 2 / 3, id="one-between"),
        pytest.param([contract([9, NEVER], [1])], 0.5, id="one-never-found"),
        pytest.param([contract([5], [5])], 0.5, id="tie"),
        pytest.param([contract([9]), contract([], [5]), contract([1])], 0.5 + 0.5 * 2 / 3, id="over-all"),
        pytest.param([contract([NEVER], [1, 2])], 0.0, id="nothing-found"),
        pytest.param([contract([], [1, 2])], 0.0, id="nothing-marked"),
        pytest.param([contract()], 0.0, id="nothing-at-all"),
    ],
)
def test_area_under_the_curve(contracts, expected):
    assert area(contracts) == pytest.approx(expected)
    assert slow_area(contracts) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(20))
def test_area_is_that_of_the_slow_way(seed):
    draw = np.random.default_rng(seed)
    contracts = [
        contract(
            np.where(draw.random(found) < 0.2, NEVER, draw.integers(0, 12, found)),
            draw.integers(-4, 10, draw.integers(0, 9)),
        )
        for found in draw.integers(0, 4, 15)
    ]
    assert area(contracts) == pytest.approx(slow_area(contracts))


def test_curve_falls_and_recall_rises():
    recall, precision = curve([contract([9, 3, 1], [8, 5, 2])])
    assert np.all(np.diff(recall) >= 0)
    assert np.all(np.diff(precision) <= 0)
    assert recall[-1] == 1.0


@pytest.mark.parametrize(("least", "precision"), [(0.5, 1.0), (0.8, 2 / 3), (1.0, 2 / 3)])
def test_precision_at_a_recall(least, precision):
    assert precision_at([contract([9, 1], [5])], least) == pytest.approx(precision)


def test_recall_that_is_never_reached_has_no_precision():
    assert precision_at([contract([9, NEVER], [5])], 0.8) == 0.0


DECIDED = [
    contract(present=True, presence=0.9),
    contract(present=True, presence=0.3),
    contract(present=False, presence=0.4),
    contract(present=False, presence=0.1),
    contract(present=True, presence=0.7),
]


@pytest.mark.parametrize(
    ("level", "figures"),
    [
        (0.4, (2 / 3, 2 / 3, 2 / 3)),
        (0.8, (1.0, 1 / 3, 0.5)),
        (0.0, (0.6, 1.0, 0.75)),
        (1.0, (0.0, 0.0, 0.0)),
    ],
)
def test_precision_recall_and_f1_of_decisions(level, figures):
    assert decisions(DECIDED, level) == pytest.approx(figures)


def test_perfect_chances_are_calibrated():
    sure = [contract(present=True, presence=1.0), contract(present=False, presence=0.0)]
    assert calibration_error(sure) == 0.0


@pytest.mark.parametrize(
    ("contracts", "error"),
    [
        pytest.param([contract(present=False, presence=1.0)], 1.0, id="wrong"),
        pytest.param([contract(present=n < 3, presence=0.75) for n in range(4)], 0.0, id="three-of-four"),
        pytest.param([contract(present=n < 2, presence=0.75) for n in range(4)], 0.25, id="two-of-four"),
        pytest.param(
            [contract(present=True, presence=0.95), contract(present=True, presence=0.25)], 0.4, id="two-bins"
        ),
        pytest.param([], 0.0, id="none"),
    ],
)
def test_calibration_error_is_the_mean_distance_over_bins(contracts, error):
    assert calibration_error(contracts) == pytest.approx(error)


def test_interval_is_the_same_each_time_and_holds_the_figure():
    draw = np.random.default_rng(1)
    contracts = [contract(draw.normal(2, 1, 1), draw.normal(0, 1, 4)) for _ in range(30)]
    first, second = interval(contracts, area), interval(contracts, area)
    assert first == second
    assert first.low < first.value == area(contracts) < first.high


def test_interval_narrows_with_more_contracts():
    def width(count):
        draw = np.random.default_rng(2)
        contracts = [contract(draw.normal(1, 1, 1), draw.normal(0, 1, 2)) for _ in range(count)]
        found = interval(contracts, area)
        return found.high - found.low

    assert width(200) < width(20)
