"""Figures that are one printed decimal tie, whichever of them was worked out: in ranks, groups, tests and titles."""

from typing import Any

import headway as hw
import pytest

WORKED_OUT, POINT_3 = 0.07 * 100, 0.1 + 0.2  # above 7 and 0.3 in their last bits
# Figures with some that were worked out, and the same as they are typed.
CASES: list[tuple[list[float], list[float]]] = [
    ([WORKED_OUT, 7.0, 9.0, 5.0], [7.0, 7.0, 9.0, 5.0]),
    ([7.0, WORKED_OUT, WORKED_OUT, WORKED_OUT], [7.0] * 4),
    ([POINT_3, 0.3, 0.1, 0.5, POINT_3], [0.3, 0.3, 0.1, 0.5, 0.3]),
    ([-POINT_3, -0.3, -0.1, -0.3], [-0.3, -0.3, -0.1, -0.3]),
    ([WORKED_OUT, 7.0, 5.0], [7.0, 7.0, 5.0]),
]


def of_ranks(values: list[float]) -> Any:
    found = hw.stats.rank_in_group(values, polarity="low")
    return list(found.rank), list(found.percentile), list(found.quartile)


def of_trend(values: list[float]) -> Any:
    found = hw.stats.mann_kendall(values)
    return found.s, found.tau, found.p_value


def of_bars(values: list[float]) -> str:
    names = [f"Ward {i}" for i in range(len(values))]
    return hw.stats.mean(values, groups=names).picture(highlight="Ward 0").heading


def of_the_ends(values: list[float]) -> str:
    return hw.stats.mean(values, groups=[f"Ward {i}" for i in range(len(values))]).picture().finding()


def of_multiples(values: list[float]) -> str:
    spread = [value for value in values for _ in range(13)]
    wards = [f"Ward {i}" for i in range(len(values)) for _ in range(13)]
    return hw.spc.xmr(spread, groups=wards, polarity="neutral").multiples().finding()


SAY: list[Any] = [
    of_ranks,
    of_trend,
    of_bars,
    of_the_ends,
    of_multiples,
    lambda values: list(hw.stats.quantile_group(values, 2).value),
    lambda values: hw.stats.sen_slope(values).value == pytest.approx(0.0, abs=1e-14),
]


@pytest.mark.parametrize(("worked_out", "typed"), CASES)
@pytest.mark.parametrize("said", SAY)
def test_figures_of_one_printed_decimal_are_the_same(said, worked_out, typed) -> None:
    assert said(worked_out) == said(typed)


def test_ranks_and_trends_of_figures_worked_out() -> None:
    assert hw.stats.rank_in_group([WORKED_OUT, 7.0, 9.0], polarity="low").rank == [1, 1, 3]
    assert list(hw.stats.quantile_group([WORKED_OUT, 7.0], 2).value) == [1, 1]
    assert hw.stats.mann_kendall([7.0] + [WORKED_OUT] * 3).s == 0
    assert hw.stats.rank_in_group([7.0, 7.0000000001], polarity="low").rank == [1, 2]


def test_all_that_are_highest_are_named() -> None:
    assert of_multiples([7.0, WORKED_OUT, 5.0]) == "Highest are Ward 0 and Ward 1, latest 7; lowest is Ward 2, 5"
    assert of_multiples([5.0, 7.0, 5.0, 5.0]) == "Highest is Ward 1, latest 7; lowest are Ward 0 and 2 others, 5"


@pytest.mark.parametrize("target", [POINT_3, 0.3])
def test_titles_count_what_is_met_as_printed(target) -> None:
    values = [0.3, POINT_3, 0.5, 0.2] * 4
    said = hw.spc.xmr(values, polarity="high_is_good", target=target).picture().finding()
    assert "met in 12 of 16 points" in said
