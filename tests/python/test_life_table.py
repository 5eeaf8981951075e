"""Life expectancy against a life table written forwards in NumPy, and every reason not to print one."""

import datetime
import re
from typing import Any

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

AGES = [0, 1, *range(5, 95, 5)]
LABELS = ["Under 1", "1-4", *(f"{age}-{age + 4}" for age in range(5, 90, 5)), "90 and over"]
DEATHS = [13, 2, 1, 0, 5, 9, 12, 17, 21, 28, 41, 55, 83, 118, 150, 224, 268, 312, 301, 277]
PEOPLE = [3100, 12900, 16400, 16050, 15200, 19800, 21500, 20700, 19300, 17600, 16200, 15800, 14700, 12900, 11000, 9800,
          7100, 4600, 2500, 1250]  # fmt: skip


def forwards(ages: Any, deaths: Any, people: Any) -> tuple[Any, Any]:
    """l, d, L and T from the first age on (Chiang 1984; Silcocks et al 2001): expectancies and standard errors."""
    age, dead, people = (np.asarray(column, float) for column in (ages, deaths, people))
    n, a, m = np.diff(age), np.where(age == 0, 0.1, 0.5)[:-1], dead / people
    q = n * m[:-1] / (1 + n * (1 - a) * m[:-1])
    alive = 100_000 * np.append(1, np.cumprod(1 - q))
    lived = np.append(n * (alive[1:] + a * (alive[:-1] - alive[1:])), alive[-1] / m[-1])
    left = lived[::-1].cumsum()[::-1] / alive
    of_q = np.divide(q**2 * (1 - q), dead[:-1], out=np.zeros_like(q), where=dead[:-1] > 0)
    terms = alive[:-1] ** 2 * ((1 - a) * n + left[1:]) ** 2 * of_q
    terms = np.append(terms, alive[-1] ** 2 / (dead[-1] * m[-1] ** 2))
    return left, np.sqrt(terms[::-1].cumsum()[::-1]) / alive


def test_expectancies_at_every_age_agree_with_a_life_table_written_forwards() -> None:
    """NumPy 2, normal quantiles of SciPy 1.17: 1e-9."""
    years, errors = forwards(AGES, DEATHS, PEOPLE)
    levels = [0.95, 0.998, 0.999999]
    ours = hw.stats.life_expectancy(DEATHS, PEOPLE, AGES, at=AGES, confidence=levels)
    np.testing.assert_allclose(ours.value, years, rtol=1e-9)
    for column, level in enumerate(levels):
        reach = scipy_stats.norm.isf((1 - level) / 2) * errors
        np.testing.assert_allclose(ours.lower[:, column], years - reach, rtol=1e-9)
        np.testing.assert_allclose(ours.upper[:, column], years + reach, rtol=1e-9)
    assert ours.age.tolist() == AGES
    assert "Chiang" in ours.method and "Silcocks" in ours.method and "version 1" in ours.method


def test_one_age_of_one_area_is_a_scalar() -> None:
    ours = hw.stats.life_expectancy(DEATHS, PEOPLE, AGES)
    assert isinstance(ours.value, float) and ours.status is hw.StatisticStatus.estimated and ours.suppression is None
    assert ours.age == 0
    assert repr(ours) == "79.92 (79.38 to 80.46 at 95%), abridged life table"
    assert hw.stats.life_expectancy(DEATHS, PEOPLE, AGES, at=[0]).value.shape == (1,)


def test_labels_do_as_ages_do_in_any_order() -> None:
    expected = hw.stats.life_expectancy(DEATHS, PEOPLE, AGES, 65)
    order = np.random.default_rng(1).permutation(20)
    deaths, people = np.array(DEATHS)[order], np.array(PEOPLE)[order]
    for start in (
        np.array(AGES)[order],
        np.array(LABELS)[order],
        pd.Series(np.array(LABELS)[order]).astype("category"),
    ):
        found = hw.stats.life_expectancy(deaths, people, start, at=65)
        assert (found.value, found.upper) == (expected.value, expected.upper)


def table() -> pd.DataFrame:
    return pd.concat([
        pd.DataFrame({
            "area": area, "age_band": LABELS, "start": AGES, "deaths": of * np.array(DEATHS), "people": PEOPLE
        })
        for area, of in (("b", 1.0), ("a", 1.5))
    ]).sample(frac=1, random_state=4)  # fmt: skip


@pytest.mark.parametrize("kind", [lambda f: f, pl.from_pandas])
@pytest.mark.parametrize("start", ["start", "age_band"])
def test_a_frame_has_a_row_an_area_and_age(kind: Any, start: str) -> None:
    frame = kind(table())
    ours = hw.stats.life_expectancy("deaths", "people", start, at=[65, 0], data=frame, by="area")
    assert type(ours) is type(frame)
    assert list(ours.columns) == ["area", "value", "lower", "upper", "age", "suppression", "status",
                                  "reason", "method"]  # fmt: skip
    assert list(ours["age"]) == [65, 0, 65, 0]
    for area, of in (("a", 1.5), ("b", 1.0)):
        years, errors = forwards(AGES, np.array(DEATHS) * of, PEOPLE)
        rows = pd.DataFrame({name: list(ours[name]) for name in ours.columns}).set_index(["area", "age"])
        assert rows.loc[(area, 65), "value"] == pytest.approx(years[AGES.index(65)], rel=1e-9)
        assert rows.loc[(area, 0), "upper"] == pytest.approx(
            years[0] + scipy_stats.norm.isf(0.025) * errors[0], rel=1e-9
        )
    one = hw.stats.life_expectancy("deaths", "people", start, data=table(), by="area")
    assert list(one["area"]) == list(dict.fromkeys(table()["area"]))
    arrays = hw.stats.life_expectancy(
        table()["deaths"], table()["people"], table()[start], [0, 65], groups=table()["area"]
    )
    assert arrays.groups[:2] == [(one["area"][0], 0.0), (one["area"][0], 65.0)]
    assert arrays.value[0] == one["value"][0]


def broken(row: int, **values: Any) -> pd.DataFrame:
    frame = table().sort_values(["area", "start"]).reset_index(drop=True).astype({"people": float})
    for name, value in values.items():
        frame.loc[row, name] = value
    return frame


def smaller(area: str, times: int) -> pd.DataFrame:
    frame = broken(3)
    divisor = np.where(frame["area"] == area, times, 1)
    return frame.assign(people=frame["people"] / divisor, deaths=frame["deaths"] / divisor)


@pytest.mark.parametrize(
    ("frame", "status", "suppression"),
    [
        (broken(3, deaths=np.nan), "missing", None),
        (broken(3, people=np.inf), "not_finite", None),
        (broken(3, deaths=-1), "negative", None),
        (broken(3, people=0), "zero_denominator", None),
        (broken(3, deaths=99_999), "count_above_denominator", None),
        (broken(19, deaths=0), "suppressed", "no_deaths_in_last_band"),
        (broken(3).drop(index=3), "missing", None),
        (broken(3, start=np.nan), "missing", None),
        (smaller("a", 52),
         "suppressed", "small_population"),
    ],
)  # fmt: skip
def test_every_reason_not_to_print_is_kept_and_of_its_area_alone(
    frame: pd.DataFrame, status: str, suppression: Any
) -> None:
    ours = hw.stats.life_expectancy("deaths", "people", "start", [0, 65], data=frame, by="area")
    assert ours["status"].tolist() == [status] * 2 + ["estimated"] * 2
    assert [None if pd.isna(word) else word for word in ours["suppression"]] == [suppression] * 2 + [None] * 2
    assert ours["value"].isna().tolist() == ours["lower"].isna().tolist() == [True, True, False, False]


def test_a_wide_interval_suppresses_the_value_and_the_limits_it_is_in_the_middle_of() -> None:
    levels = [0.8, 0.95]
    ours = hw.stats.life_expectancy([3, 5], [5000, 100], [0, 85], [0, 85], confidence=levels)
    years, errors = forwards([0, 85], [3, 5], [5000, 100])
    assert (2 * scipy_stats.norm.isf(0.025) * errors > 20).all()
    assert ours.suppression.tolist() == ["wide_interval"] * 2
    for part in (ours.value, ours.lower, ours.upper):
        assert np.isnan(part).all()


def digits_in(text: str) -> set[str]:
    return set(re.findall(r"\d+\.?\d*", text))


@pytest.mark.parametrize("why", ["wide_interval", "small_population", "no_deaths_in_last_band", "fewer_than_10_events"])
def test_nothing_that_is_said_of_a_suppressed_statistic_tells_its_value(why: str) -> None:
    deaths, people = {"wide_interval": ([3.0, 5.0], [5000.0, 100.0]),
                      "small_population": ([30.0, 50.0], [2000.0, 500.0]),
                      "no_deaths_in_last_band": ([30.0, 0.0], [20_000.0, 500.0]),
                      "fewer_than_10_events": ([3.0, 4.0], [2000.0, 500.0])}[why]  # fmt: skip
    frame = pd.DataFrame({"area": ["a"] * 2 + ["b"] * 2, "age": ["0-84", "85+"] * 2, "deaths": [*deaths, 400.0, 900.0],
                          "people": [*people, 90_000.0, 5000.0]})  # fmt: skip
    if why == "fewer_than_10_events":
        rates = hw.stats.directly_standardised_rate
        one = rates(frame.deaths, frame.people, [900, 100] * 2, age_bands=frame.age, groups=frame.area)
        in_frame = rates("deaths", "people", {"0-84": 900, "85+": 100}, age_bands="age", data=frame, by="area")
    else:
        one = hw.stats.life_expectancy(frame.deaths, frame.people, frame.age, groups=frame.area)
        in_frame = hw.stats.life_expectancy("deaths", "people", "age", data=frame, by="area")
    assert one.status.tolist() == ["suppressed", "estimated"] and one.suppression[0] == why
    for part in (one.value, one.lower, one.upper, in_frame["value"], in_frame["lower"], in_frame["upper"]):
        assert np.isnan(np.asarray(part)).tolist() == [True, False]
    compared = hw.stats.compare(one, 80.0 if why != "fewer_than_10_events" else 600.0, polarity="high_is_good")
    assert np.isnan(compared.difference[0]) and compared.outcome[0] == "not_compared"
    assert digits_in(repr(one).split("\n")[1]) == set()
    told = [line for line in one.picture(labels=["a", "b"]).describe().splitlines() if re.search(r"\ba\b", line)]
    assert told and "80" not in digits_in(" ".join(told))


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(1000, 10**6)), min_size=1, max_size=20),
    st.integers(1, 900),
    st.floats(0.5, 0.9999),
)
def test_expectancies_fall_with_every_death(bands: list[tuple[int, int]], more: int, level: float) -> None:
    ages = [5 * i for i in range(len(bands))]
    deaths, people = [dead + 1 for dead, _ in bands], [each * 6 for _, each in bands]
    before = hw.stats.life_expectancy(deaths, people, ages, [0], confidence=level)
    deaths[len(deaths) // 2] += more
    after = hw.stats.life_expectancy(deaths, people, ages, [0], confidence=level)
    if before.status[0] == after.status[0] == "estimated":
        assert after.value[0] < before.value[0]
        assert after.lower[0] < after.value[0] < after.upper[0]


life = hw.stats.life_expectancy


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: life([1, 2], [3, 4], [0, 1, 2]), "start_age: found 3 ages for 2 rows"),
        (lambda: life([1, 2, 3], [3, 4], [0, 1]), "deaths of 3, population of 2"),
        (lambda: life([1, 2], [3, 4], [0, 0]), "rows 0 and 1, age band from 0: found twice in one group"),
        (lambda: life([1, 2], [3, 4], [-5, 0]), "start age of band 0: found -5; accepted: an age from 0 on"),
        (lambda: life([1, 2], [3, 4], ["0-4", "5-9"]), "found 5-9 as the last age band; accepted: an open one"),
        (lambda: life([1, 2], [3, 4], ["0-4", "10+"]), "age band 5-9 is missing"),
        (lambda: life([1, 2], [3, 4], ["0-4", 5]), r"start_age\[1\]: found int 5; accepted: text"),
        (lambda: life([1, 2], [3, 4], [0, 5], at=4), "at: found age 4; accepted: the first age of a band, 0, 5"),
        (lambda: life([1, 2], [3, 4], [0, 5], at=[]), "at: found no age"),
        (lambda: life([1, 2], [3, 4], [0, 5], at="0"), "at: found str '0'"),
        (lambda: life([1, 2], [3, 4], [None, None]), "at: found age 0|no age band"),
        (lambda: life([1, 2], [3, 4], [0, 5], confidence=0), "confidence: found 0"),
        (lambda: life("deaths", "people", "satrt", data=table(), by="area"), "did you mean 'start'"),
        (lambda: life("deaths", "people", [0, 1], data=table(), by="area"), "start_age: found list with data"),
        (lambda: life("deaths", "people", "start", data=table()), "found twice in one group"),
    ],
)
def test_what_is_refused(call: Any, message: str) -> None:
    with pytest.raises(hw.HeadwayError, match=message):
        call()


def test_ages_name_the_rows() -> None:
    ages = [0, 1, 15, 45, 65, 75, 85]
    deaths = [13, 5, 62, 207, 374, 580, 578]
    people = [3_100, 45_350, 97_500, 59_600, 20_800, 11_700, 3_750]
    alone = hw.stats.life_expectancy(deaths, people, ages, at=[0, 65])
    assert alone.groups == [0, 65] and alone.age.tolist() == [0, 65]
    assert [line.split(":")[0] for line in repr(alone).splitlines()[1:]] == ["  0", "  65"]
    areas = ["x"] * 7 + ["y"] * 7
    both = hw.stats.life_expectancy(deaths * 2, people * 2, ages * 2, at=[0, 65], groups=areas)
    assert both.groups == [("x", 0), ("x", 65), ("y", 0), ("y", 65)]
    assert [line.split(":")[0] for line in repr(both).splitlines()[1:]] == ["  x, 0", "  x, 65", "  y, 0", "  y, 65"]
    assert " x, 65 19.1, 18.7 to 19.6 at 95%." in both.describe()


def test_first_ages_go_with_the_index_of_the_deaths() -> None:
    deaths, ages = pd.Series([13, 62, 578]), pd.Series([0, 15, 65])
    hw.stats.life_expectancy(deaths, [3_100, 45_350, 97_500], ages)
    for start in (ages[::-1], pd.Series(["0-14", "15-64", "65+"], index=[2, 1, 0])):
        with pytest.raises(hw.HeadwayError, match="deaths and start_age have different indexes"):
            hw.stats.life_expectancy(deaths, [3_100, 45_350, 97_500], start)


def test_a_frame_without_rows_gives_one_without_rows() -> None:
    frame = pl.DataFrame({"area": ["x"], "age": ["0+"], "deaths": [5], "people": [9_000]})
    call: dict[str, Any] = {"by": "area", "at": [0]}
    columns = hw.stats.life_expectancy("deaths", "people", "age", data=frame, **call).columns
    empty = hw.stats.life_expectancy("deaths", "people", "age", data=frame.head(0), **call)
    assert empty.columns == columns and len(empty) == 0
    with pytest.raises(hw.HeadwayError, match="found no age band"):
        hw.stats.life_expectancy([], [], [])


# --- Bands as people write them ------------------------------------------------------------------------------------

WRITTEN = {
    "siblings": LABELS,
    "words": ["Under 1", *(label.replace("-", " to ") for label in LABELS[1:-1]), f"{AGES[-1]} and over"],
    "aged": [f"Aged {label} years" for label in ["0", *LABELS[1:-1]]] + [f"Aged {AGES[-1]} and over"],
    "of a spreadsheet": [0, *LABELS[1:-1], f"{AGES[-1]}+"],  # the first cell is a number
    "dashes": ["<1", *(label.replace("-", " \u2013 ") for label in LABELS[1:-1]), f">={AGES[-1]}"],
}


@pytest.mark.parametrize("labels", WRITTEN.values(), ids=WRITTEN)
def test_bands_are_read_as_people_write_them_in_any_order(labels: list[Any]) -> None:
    expected = hw.stats.life_expectancy(DEATHS, PEOPLE, AGES, [0, 65]).value
    order = np.random.default_rng(3).permutation(len(AGES))
    deaths, people, bands = ([of[i] for i in order] for of in (DEATHS, PEOPLE, labels))
    found = hw.stats.life_expectancy(deaths, people, age_bands=bands, at=[0, 65])
    assert found.value.tolist() == expected.tolist()
    frame = pd.DataFrame({"d": deaths, "n": people, "Age group": pd.Series(bands, dtype=object)})
    of_frame = hw.stats.life_expectancy("d", "n", age_bands="Age group", at=[0, 65], data=frame)
    assert of_frame["value"].tolist() == expected.tolist()


def test_bands_that_are_none_are_named_with_their_rows() -> None:
    with pytest.raises(hw.HeadwayError, match="start_age or age_bands: found nothing; accepted: one of them"):
        hw.stats.life_expectancy(DEATHS, PEOPLE)
    with pytest.raises(hw.HeadwayError, match="start_age or age_bands: found both"):
        hw.stats.life_expectancy(DEATHS, PEOPLE, AGES, age_bands=LABELS)
    frame = table().reset_index(drop=True)
    wrong = frame.index[frame["age_band"] == LABELS[-1]].tolist()
    frame.loc[wrong, "age_band"] = "All ages"
    rows = f"rows {wrong[0]} and {wrong[1]}"
    with pytest.raises(hw.HeadwayError, match=f"{rows}, column 'age_band': found \"All ages\""):
        hw.stats.life_expectancy("deaths", "people", age_bands="age_band", data=frame, by="area")
    dates = pd.Series([datetime.date(2024, 1, 4), *LABELS[1:]], dtype=object)
    with pytest.raises(hw.HeadwayError, match="row 0, column 'age': found date .*which a spreadsheet makes of labels"):
        hw.stats.life_expectancy("d", "n", age_bands="age", data=pd.DataFrame({"d": DEATHS, "n": PEOPLE, "age": dates}))
