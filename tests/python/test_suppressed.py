"""What is suppressed gives nothing away: in no public field, in no words and in no pickle."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import pytest

AGES = ["0-14", "15-64", "65+"]
DEATHS = [1.0, 2.0, 5.0]  # of the ward that is too small, which no other number here is


def wards() -> pd.DataFrame:
    return pd.DataFrame({"ward": ["large"] * 3 + ["small"] * 3, "age": AGES * 2, "deaths": [300.0, 2000, 9000, *DEATHS],
                         "people": [8e5, 3e6, 7e5, 811.0, 3011, 711]})  # fmt: skip


def direct(rows: pd.DataFrame, **more: Any) -> Any:
    return hw.stats.directly_standardised_rate(rows.deaths, rows.people, "esp2013", age_bands=rows.age, **more)


def life(rows: pd.DataFrame, **more: Any) -> Any:
    return hw.stats.life_expectancy(rows.deaths, rows.people, rows.age, **more)


def life_at_ages(rows: pd.DataFrame, **more: Any) -> Any:
    return life(rows, at=[0, 65], **more)


def numbers_in(value: Any) -> Iterator[float]:
    """Every number that a result holds, however deep."""
    if isinstance(value, dict):
        for each in value.values():
            yield from numbers_in(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from numbers_in(each)
    elif isinstance(value, np.ndarray) and value.dtype.kind == "f":
        yield from value.ravel().tolist()
    elif isinstance(value, float):
        yield value
    elif hasattr(value, "__dict__"):
        yield from numbers_in(vars(value))


@pytest.mark.parametrize("verb", [direct, life, life_at_ages])
@pytest.mark.parametrize("alone", [True, False])
def test_the_numbers_of_a_suppressed_result_are_nowhere(verb: Callable[..., Any], alone: bool) -> None:
    rows = wards()
    result = verb(rows[rows.ward == "small"]) if alone else verb(rows, groups=rows.ward)
    assert "suppressed" in np.atleast_1d(result.status).tolist()
    given_away = {*DEATHS, sum(DEATHS), 811.0, 3011.0, 711.0}
    for shown in (result, pickle.loads(pickle.dumps(result)), result.picture()):
        assert given_away.isdisjoint(numbers_in(shown))
    assert not any(f"{number:g}" in repr(result) for number in given_away if number > 9)
    if not alone:
        known = [value for value in result.inputs[next(iter(result.inputs))].tolist() if value == value]
        assert known == [300, 2000, 9000]  # of the ward that is not suppressed they stay
