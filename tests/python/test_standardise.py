"""Standardised rates against NumPy and SciPy, over arrays, frames and groups; and age bands, which nothing confuses."""

import datetime
from typing import Any

import duckdb
import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

BANDS = [f"{age}-{age + 4}" for age in range(0, 90, 5)] + ["90+"]
ESP2013 = (
    np.array([50, 55, 55, 55, 60, 60, 65, 70, 70, 70, 70, 65, 60, 55, 50, 40, 25, 15, 10]) * 100.0
)  # Eurostat 2013
LEVELS = [0.8, 0.95, 0.998, 0.999999]


def poisson_limits(events: float, level: float, interval: str) -> tuple[float, float]:
    """Byar's formula, or chi-squared quantiles, each from its own tail (SciPy)."""
    tail = (1 - level) / 2
    if interval == "exact":
        return scipy_stats.chi2.ppf(tail, 2 * events) / 2, scipy_stats.chi2.isf(tail, 2 * events + 2) / 2
    z, more = scipy_stats.norm.isf(tail), events + 1
    return (
        max(0.0, events * (1 - 1 / (9 * events) - z / (3 * np.sqrt(events))) ** 3),
        more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3,
    )


def dobson(count: Any, people: Any, standard: Any, level: float, interval: str, squares: Any = None) -> list[float]:
    """The formula of Dobson et al (1991) by NumPy, per 100,000."""
    squares = count if squares is None else squares
    rate = (standard * count / people).sum() / standard.sum()
    variance = (standard**2 * squares / people**2).sum() / standard.sum() ** 2
    events = count.sum()
    limits = [rate + np.sqrt(variance / events) * (limit - events) for limit in poisson_limits(events, level, interval)]
    return [part * 100_000 for part in (rate, *limits)]


def areas(number: int, seed: int = 3) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    people = random.integers(100, 9000, 19 * number).astype(float)
    return pd.DataFrame(
        {
            "area": np.repeat([f"E{i:05}" for i in range(number)], 19),
            "age": BANDS * number,
            "count": random.poisson(people / 500).astype(float),
            "people": people,
        }
    )


@pytest.mark.parametrize("interval", ["byar", "exact"])
def test_rates_agree_with_the_formula_through_scipy(interval: str) -> None:
    """NumPy 2 and SciPy 1.17: 1e-9."""
    frame = areas(60)
    ours = hw.stats.directly_standardised_rate(
        "count", "people", "esp2013", age_bands="age", data=frame, by="area", confidence=LEVELS, interval=interval
    )
    assert ours["status"].eq("estimated").all() and ours["suppression"].isna().all()
    for row, (_, rows) in enumerate(frame.groupby("area", sort=False)):
        count, people = rows["count"].to_numpy(), rows["people"].to_numpy()
        for level, name in zip(LEVELS, ["80", "95", "99_8", "99_9999"], strict=True):
            found = ours.loc[row, ["value", f"lower_{name}", f"upper_{name}"]].to_list()
            expected = np.maximum(dobson(count, people, ESP2013, level, interval), 0)  # no rate is below 0
            np.testing.assert_allclose(found, expected, rtol=1e-9)
        assert (ours["total_count"][row], ours["total_population"][row]) == (count.sum(), people.sum())


def test_the_european_standard_population() -> None:
    standard = hw.stats.european_standard_population_2013()
    assert list(standard) == BANDS and list(standard.values()) == ESP2013.tolist()
    assert sum(standard.values()) == 100_000


def test_a_standard_is_matched_by_age_and_never_by_position() -> None:
    frame = areas(1)
    count, people = frame["count"].to_numpy(), frame["people"].to_numpy()
    expected = hw.stats.directly_standardised_rate(count, people, ESP2013).value
    assert expected == pytest.approx(dobson(count, people, ESP2013, 0.95, "byar")[0], rel=1e-12)
    shuffled = frame.sample(frac=1, random_state=1)
    for standard in (
        "esp2013",
        hw.stats.european_standard_population_2013(),
        dict(reversed(list(zip(BANDS, ESP2013, strict=True)))),
    ):
        found = hw.stats.directly_standardised_rate(
            shuffled["count"], shuffled["people"], standard, age_bands=shuffled["age"]
        )
        assert found.value == pytest.approx(expected, rel=1e-12)
    # its own spelling of the same bands
    spelt = [band.replace("-", " to ") for band in BANDS[:-1]] + ["90 and over"]
    assert hw.stats.directly_standardised_rate(count, people, "esp2013", age_bands=spelt).value == pytest.approx(
        expected, rel=1e-12
    )


@pytest.mark.parametrize(
    ("bands", "weights"),
    [
        (["0-14", "15-64", "65+"], [16_000, 64_500, 19_500]),
        (["Under 1", "1-4", "5-84", "85-94", "95 and over"], [1000, 4000, 92_500, 2300, 200]),
        (["0-64", "65-74"], [80_500, 10_500]),  # under 75
    ],
)
def test_bands_of_any_width_get_the_sum_of_the_standard(bands: list[str], weights: list[int]) -> None:
    count, people = np.arange(11.0, 11 + len(bands)), np.linspace(900, 400, len(bands))
    ours = hw.stats.directly_standardised_rate(count, people, "esp2013", age_bands=bands)
    np.testing.assert_allclose(
        [ours.value, ours.lower, ours.upper], dobson(count, people, np.array(weights), 0.95, "byar"), rtol=1e-9
    )


def test_events_by_frequency_widen_the_interval_and_keep_the_rate() -> None:
    """NumPy and SciPy with the variance sum(k^2 P): 1e-9."""
    random = np.random.default_rng(8)
    frame = pd.concat([areas(4).assign(events=events, count=random.poisson(9 / events**2, 76)) for events in (1, 2, 3)])
    frame = frame.sample(frac=1, random_state=2)
    ours = hw.stats.directly_standardised_rate(
        "count", "people", "esp2013", age_bands="age", frequency="events", data=frame, by="area"
    ).set_index("area")
    assert ours["method"].str.contains("not independent").all()
    frame["total"], frame["squares"] = frame["count"] * frame["events"], frame["count"] * frame["events"] ** 2
    sums = frame.groupby(["area", "age"]).agg({"total": "sum", "squares": "sum", "people": "first"})
    for area in ours.index:
        each = sums.loc[area].loc[BANDS]
        expected = dobson(
            each["total"].to_numpy(), each["people"].to_numpy(), ESP2013, 0.95, "byar", each["squares"].to_numpy()
        )
        np.testing.assert_allclose(ours.loc[area, ["value", "lower", "upper"]].to_list(), expected, rtol=1e-9)
        single = dobson(each["total"].to_numpy(), each["people"].to_numpy(), ESP2013, 0.95, "byar")
        assert expected[0] == pytest.approx(single[0]) and expected[2] > single[2] and expected[1] < single[1]


def test_few_events_are_suppressed_and_other_areas_are_not() -> None:
    ours = hw.stats.directly_standardised_rate(
        [4, 5, 4, 6, None, 9, 3, 9],
        [100] * 8,
        [1] * 8,
        groups=["a", "a", "b", "b", "c", "c", "d", "d"],
        confidence=[0.95, 0.5],
    )
    assert ours.groups == ["a", "b", "c", "d"]
    assert ours.status.tolist() == ["suppressed", "estimated", "missing", "estimated"]
    assert ours.suppression.tolist() == ["fewer_than_10_events", None, None, None]
    assert np.isnan(ours.value).tolist() == [True, False, True, False]
    assert np.isnan(ours.lower).tolist() == [[True] * 2, [False] * 2, [True] * 2, [False] * 2]
    np.testing.assert_array_equal(ours.total_count, [np.nan, 10, np.nan, 12])  # which would give it away
    assert ours.total_population.tolist() == [200] * 4
    alone = hw.stats.directly_standardised_rate([4, 5], [100, 100], [1, 1])
    assert (alone.value, alone.lower, alone.suppression) == (None, None, hw.Suppression.fewer_than_10_events)
    assert alone.total_count is None
    assert repr(alone) == "suppressed, directly standardised rate"


FEW = pd.DataFrame({"area": ["a"] * 2, "n": [1.0, 2.0], "people": [2400.0, 2500.0], "age": ["0-64", "65+"]})


@pytest.mark.parametrize("suppressed", [
    hw.stats.directly_standardised_rate("n", "people", "esp2013", age_bands="age", data=FEW, by="area"),
    hw.stats.directly_standardised_rate("n", "people", "esp2013", age_bands="age", frequency="twice", by="area",
                                        data=FEW.assign(twice=2)),
    hw.stats.life_expectancy("n", "people", "age", data=FEW, by="area"),
    hw.stats.life_expectancy("n", "people", "age", data=FEW.assign(n=[4, 0], people=9000), by="area"),
    hw.stats.life_expectancy("n", "people", "age", data=FEW.assign(n=[90, 1], people=[9000, 9]), by="area"),
], ids=["rate", "by frequency", "small", "nobody died", "wide"])  # fmt: skip
def test_nothing_in_a_row_gives_a_suppressed_figure_away(suppressed: pd.DataFrame) -> None:
    assert suppressed["status"].tolist() == ["suppressed"]
    said = {"area", "status", "suppression", "method", "age", "total_population"}
    assert suppressed.drop(columns=said & {*suppressed}).isna().all(axis=None)


@pytest.mark.parametrize(
    ("count", "people", "status"),
    [
        (-1, 100, "negative"),
        (np.inf, 100, "not_finite"),
        (0, 0, "zero_denominator"),
        (None, 100, "missing"),
        (5, -3, "negative"),
    ],
)
def test_a_bad_row_is_a_status_of_its_area_alone(count: Any, people: Any, status: str) -> None:
    frame = areas(3).astype({"count": object})
    frame.loc[20, "count"], frame.loc[20, "people"] = count, people
    frame["count"] = frame["count"].astype(float)
    ours = hw.stats.directly_standardised_rate("count", "people", "esp2013", age_bands="age", data=frame, by="area")
    assert ours["status"].tolist() == ["estimated", status, "estimated"]
    assert ours["value"].isna().tolist() == [False, True, False]


def test_an_area_that_lacks_a_band_is_missing() -> None:
    frame = areas(3).drop(index=25)
    frame["age"] = frame["age"].where(frame.index != 50, None)
    ours = hw.stats.directly_standardised_rate("count", "people", "esp2013", age_bands="age", data=frame, by="area")
    assert ours["status"].tolist() == ["estimated", "missing", "missing"]


KINDS: list[Any] = [lambda f: f, pl.from_pandas, pa.Table.from_pandas, lambda f: duckdb.from_df(f)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_comes_back_as_what_it_was_and_unchanged(kind: Any) -> None:
    before = areas(3)
    frame = kind(before.copy())
    result = hw.stats.directly_standardised_rate("count", "people", "esp2013", age_bands="age", data=frame, by="area")
    assert type(result) is type(frame)
    as_pandas = (
        result if isinstance(result, pd.DataFrame) else (result.df() if hasattr(result, "df") else result.to_pandas())
    )
    assert list(as_pandas.columns) == [
        "area", "value", "lower", "upper", "total_count", "total_population", "suppression", "status", "reason",
        "method"
    ]  # fmt: skip
    arrays = hw.stats.directly_standardised_rate(
        before["count"], before["people"], "esp2013", age_bands=before["age"], groups=before["area"]
    )
    np.testing.assert_array_equal(as_pandas["value"], arrays.value)
    np.testing.assert_array_equal(as_pandas["upper"], arrays.upper)
    if kind is KINDS[0]:
        pd.testing.assert_frame_equal(frame, before)


def test_a_frame_without_groups_is_one_area_and_a_standard_may_be_a_column() -> None:
    frame = areas(1).assign(esp2013=ESP2013)
    by_column = hw.stats.directly_standardised_rate("count", "people", "esp2013", data=frame)
    by_age = hw.stats.directly_standardised_rate("count", "people", "esp2013", age_bands="age", data=frame)
    assert len(by_column) == len(by_age) == 1
    assert by_column["upper"][0] == by_age["upper"][0]
    single = hw.stats.directly_standardised_rate("count", "people", "esp2013", data=frame.head(1).assign(count=50))
    assert list(single.columns) == list(by_age.columns)  # of one row too


def test_no_rows_are_no_areas_and_one_area_of_no_rows_is_missing() -> None:
    empty = areas(1).head(0)
    ours = hw.stats.directly_standardised_rate("count", "people", "esp2013", age_bands="age", data=empty, by="area")
    assert len(ours) == 0 and "suppression" in ours.columns
    assert hw.stats.directly_standardised_rate([], [], []).status == "missing"
    assert hw.stats.indirectly_standardised_ratio([], [], [], []).status == "missing"


ratio, rate = hw.stats.indirectly_standardised_ratio, hw.stats.indirectly_standardised_rate


@pytest.mark.parametrize("interval", ["byar", "exact"])
def test_indirect_standardisation_agrees_with_scipy(interval: str) -> None:
    """NumPy 2 and SciPy 1.17, exact below 10 events: 1e-9."""
    frame = areas(40)
    frame["count"] = np.where(
        np.arange(len(frame)) // 19 % 3 == 0, (np.arange(len(frame)) % 19 == 4) * 3.0, frame["count"]
    )
    reference, people = np.linspace(10, 900, 19), np.linspace(50_000, 9_000, 19)
    arguments = {
        "reference_count": dict(zip(BANDS, reference, strict=True)),
        "reference_population": dict(zip(BANDS, people, strict=True)),
        "age_bands": "age", "data": frame, "by": "area", "confidence": LEVELS, "interval": interval,
    }  # fmt: skip
    ratios = ratio("count", "people", multiplier=100, **arguments)
    rates = rate("count", "people", **arguments)
    crude = reference.sum() / people.sum() * 100_000
    for row, (_, rows) in enumerate(frame.groupby("area", sort=False)):
        observed, expected = rows["count"].sum(), (rows["people"].to_numpy() * reference / people).sum()
        assert ratios["observed"][row] == observed
        np.testing.assert_allclose(ratios["expected"][row], expected, rtol=1e-12)
        for level, name in zip(LEVELS, ["80", "95", "99_8", "99_9999"], strict=True):
            limits = poisson_limits(observed, level, "exact" if observed < 10 else interval)
            exact = np.array([observed, *limits]) / expected
            names = ["value", f"lower_{name}", f"upper_{name}"]
            np.testing.assert_allclose(ratios.loc[row, names].to_list(), exact * 100, rtol=1e-9)
            np.testing.assert_allclose(rates.loc[row, names].to_list(), exact * crude, rtol=1e-9)


def test_expected_deaths_are_the_published_ones() -> None:
    """Skin cancer in Florida against the United States, 2000: SAS/STAT guide, STDRATE (2014), to three decimals."""
    people = [953785, 1997935, 1885014, 1957573, 2356649, 2088000, 1548371, 1447432, 1087524, 335944]
    deaths = [0, 1, 41, 186, 626, 1199, 1303, 1637, 1624, 803]
    of_the_us = [19175798, 41077577, 39183891, 39892024, 45148527, 37677952, 24274684, 18390986, 12361180, 4239587]
    published = [0.0, 0.049, 1.972, 9.127, 32.676, 66.445, 83.112, 128.837, 142.878, 63.630]
    each = ratio([0, 0, 4, 14, 43, 72, 70, 126, 136, 73], people, deaths, of_the_us, groups=list(range(10)))
    np.testing.assert_allclose(np.nan_to_num(each.expected), published, atol=0.0005)
    assert each.status.tolist() == ["zero_denominator"] + ["estimated"] * 9
    assert each.value[2:4].round(4).tolist() == [2.0280, 1.5339]
    whole = ratio(538, people, deaths, of_the_us)
    assert whole.expected == pytest.approx(sum(published), abs=0.005)


def test_observed_events_may_be_totals() -> None:
    frame = areas(3).assign(reference=5.0, reference_people=900.0)
    totals = {area: rows["count"].sum() for area, rows in frame.groupby("area")}
    by_age = ratio("count", "people", "reference", "reference_people", data=frame, by="area")
    in_all = ratio(totals, "people", "reference", "reference_people", data=frame, by="area")
    np.testing.assert_array_equal(by_age["upper"], in_all["upper"])
    assert (
        ratio(totals["E00001"], "people", "reference", "reference_people", data=frame[19:38])["value"][0]
        == by_age["value"][1]
    )
    del totals["E00000"]
    partly = ratio(totals, frame["people"], frame["reference"], frame["reference_people"], groups=frame["area"])
    assert partly.status.tolist() == ["missing", "estimated", "estimated"]
    years = frame.assign(year=2024)
    two_keys = ratio(
        {("E00000", 2024): 3, ("E00001", 2024): 0, ("E00002", 2024): -1}, "people", "reference", "reference_people",
        data=years, by=["area", "year"],
    )  # fmt: skip
    assert two_keys["observed"].tolist() == [3, 0, -1] and two_keys["lower"][1] == 0
    assert two_keys["status"].tolist() == ["estimated", "estimated", "negative"]


def test_one_number_each_is_a_ratio_without_ages() -> None:
    single = ratio(12, 1000, 90, 9000)
    assert (single.value, single.observed, single.expected) == (1.2, 12.0, 10.0)
    assert single.lower == pytest.approx(poisson_limits(12, 0.95, "byar")[0] / 10, rel=1e-12)


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(1, 10**6), st.integers(0, 10**5)), min_size=1, max_size=25),
    st.floats(0.01, 0.9999999),
    st.sampled_from(["byar", "exact"]),
)
@example([(0, 1, 1), (10, 1, 0)], 0.95, "byar")  # ten events, none of them in a band that the standard has
def test_limits_hold_the_rate(rows: list[tuple[int, int, int]], level: float, interval: str) -> None:
    count, people, standard = (list(column) for column in zip(*rows, strict=True))
    ours = hw.stats.directly_standardised_rate(count, people, standard, confidence=level, interval=interval)
    if sum(standard) == 0:
        assert np.atleast_1d(ours.status)[0] == "zero_denominator"
    elif sum(c for c, weight in zip(count, standard, strict=True) if weight) < 10:
        assert np.atleast_1d(ours.status)[0] == "suppressed"
    else:
        assert ours.lower <= ours.value <= ours.upper
        crude = [c / p for c, p in zip(count, people, strict=True)]
        assert min(crude) * 99_999 <= ours.value <= max(crude) * 100_001


def direct(*arguments: Any, **options: Any) -> Any:
    return hw.stats.directly_standardised_rate(*arguments, **options)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: direct([1, 2], [3, 4], [5]), "count of 2, population of 2, standard of 1; accepted: one length"),
        (lambda: direct([1, 2], [3, 4], 5), "standard: found one number for 2 rows"),
        (lambda: direct([1, 2], 9, [3, 4]), "population: found one number for 2 rows"),
        (lambda: direct([[1, 2]], [[3, 4]], [5, 6]), "found an array of 2 dimensions"),
        (lambda: direct([1, 2], [3, 4], "esp2013"), "'esp2013' without age_bands; accepted: with them"),
        (lambda: direct([1, 2], [3, 4], {"0+": 5}), "found a mapping without age_bands"),
        (lambda: direct([1, 2], [3, 4], "esp1976", age_bands=["0-4", "5+"]), "found 'esp1976'; accepted: 'esp2013'"),
        (lambda: direct([1, 2], [3, 4], "esp2013", age_bands=["0-4"]), "age_bands: found 1 labels for 2 rows"),
        (lambda: direct([1, 2], [3, 4], "esp2013", age_bands=[0, 5]), "found values of type int64; accepted: text"),
        (lambda: direct([1, 2], [3, 4], "esp2013", age_bands=["0-4", "All ages"]), r'age_bands\[1\]: found "All ages"'),
        (lambda: direct([1, 2], [3, 4], "esp2013", age_bands=["0-4", "0-14"]), "age bands 0-4 and 0-14 overlap"),
        (
            lambda: direct([1, 2], [3, 4], "esp2013", age_bands=["0-4", "10-14"]),
            "age band 5-9 is missing between 0-4 and 10-14",
        ),
        (
            lambda: direct([1, 2], [3, 4], "esp2013", age_bands=["5-9", "5 to 9"]),
            "rows 0 and 1, age band 5-9: found twice",
        ),
        (
            lambda: direct([1, 2], [3, 4], "esp2013", age_bands=["0-4", "5-12"]),
            "age band 5-12 is not made of whole bands",
        ),
        (
            lambda: direct([1, 2], [3, 4], {"0-4": 9, "5-9": None}, age_bands=["0-4", "5-9"]),
            "standard, age band 5-9: found nan",
        ),
        (
            lambda: direct([1, 2], [3, 4], {"0-4": 9, "5-9": "many"}, age_bands=["0-4", "5-9"]),
            r"standard\['5-9'\]: found str",
        ),
        (lambda: direct([1, 2], [3, 4], [1, 1], frequency=[1, 2]), "frequency: found without age bands"),
        (lambda: direct([1, 2], [3, 4], [1, 1], confidence=95), "confidence: found 95"),
        (lambda: direct([1, 2], [3, 4], [1, 1], multiplier=-1), "multiplier: found -1"),
        (lambda: direct([1, 2], [3, 4], [1, 1], interval="wald"), "interval: found 'wald'; accepted: byar, exact"),
        (lambda: direct("count", "people", "esp2013", age_bands="aeg", data=areas(1)), "did you mean 'age'"),
        (
            lambda: direct("count", "people", "esp2013", age_bands=BANDS, data=areas(1)),
            "age_bands: found list with data",
        ),
        (
            lambda: direct("count", "people", "esp2013", data=areas(1)),
            "'esp2013' without age_bands; accepted: with them",
        ),
        (
            lambda: direct("count", "people", "esp", data=areas(1)),
            "column 'esp' is not in the frame.*standard is a column, 'esp2013' or"
        ),
        (lambda: direct([1, 2], [3, 4], {}, age_bands=["0-4", "5+"]), "standard: found no age bands"),
        (
            lambda: direct([1, 2], [3, 4], pd.Series({}, dtype=float), age_bands=["0-4", "5+"]),
            "standard: found no|different lengths"
        ),
        (
            lambda: direct([1, 2], [3, 3], [1, 1], age_bands=["0+", "0+"], frequency=[0, 1]),
            "row 0, frequency: found 0; accepted: a whole number"
        ),
        (
            lambda: direct([1, 2], [3, 3], [1, 1], age_bands=["0+", "0+"], frequency=[1.5, 1]),
            "row 0, frequency: found 1.5; accepted: a whole"
        ),
        (
            lambda: direct(
                "n", "p", {"0+": 1}, age_bands="a", frequency="f",
                data=pd.DataFrame({"n": [1, 2], "p": 9, "a": "0+", "f": [1, -2]})
            ),
            "row 1, column 'f': found -2; accepted: a whole number",
        ),
        (
            lambda: ratio(5, [100, 200], "esp2013", "esp2013", age_bands=["0-64", "65+"]),
            "reference_count: found 'esp2013', a standard population, in which nothing happened",
        ),
        (
            lambda: ratio(5, [100, 200], {"0+": 1}, "ESP2013", age_bands=["0-64", "65+"]),
            "reference_population: found 'ESP2013'"
        ),
        (
            lambda: ratio(5, "people", "esp2013", "people", age_bands="age", data=areas(1)),
            "reference_count: found 'esp2013', a standard population",
        ),
        (
            lambda: direct("count", 100, "esp2013", age_bands="age", data=areas(1)),
            "population: found one number for 19 rows",
        ),
        (lambda: ratio({"x": 3}, [1, 2], [3, 4], [5, 6], groups=["a", "a"]), "found a total of 'x', which is no group"),
        (lambda: ratio({"x": 3}, [1, 2], [3, 4], [5, 6]), "found a mapping without groups"),
        (lambda: ratio(3, [1, 2], [3, 4], [5]), "reference_population of 1"),
        (lambda: ratio(3, [1, 2], {"0+": 3}, {"0+": 3}), "reference_count: found a mapping without age_bands"),
    ],
)
def test_what_is_refused(call: Any, message: str) -> None:
    with pytest.raises(hw.HeadwayError, match=message):
        call()


def test_the_word_of_the_standard_population_is_taken_in_any_case() -> None:
    small = direct("count", "people", "ESP2013", age_bands="age", data=areas(1))
    pd.testing.assert_frame_equal(small, direct("count", "people", "esp2013", age_bands="age", data=areas(1)))
    column = areas(1).assign(esp2013=1.0)  # a column of that name is that column
    assert direct("count", "people", "esp2013", age_bands="age", data=column)["value"][0] != small["value"][0]


THREE = ["0-14", "15-64", "65+"]
EVENTS, PEOPLE = [3, 20, 90], [8_000, 30_000, 7_000]
STANDARD = pd.Series({"0-14": 16_000, "15-64": 63_000, "65+": 21_000})


def test_a_series_by_age_band_is_matched_by_age() -> None:
    """By position the reversed standard gives 255.6. By hand: 6 + 42 + 270 = 318 per 100,000."""
    rate = hw.stats.directly_standardised_rate
    assert rate(EVENTS, PEOPLE, STANDARD.to_dict(), age_bands=THREE).value == pytest.approx(318, rel=1e-12)
    for standard in (STANDARD, STANDARD[::-1], STANDARD.set_axis(pd.CategoricalIndex(THREE))[::-1]):
        assert rate(EVENTS, PEOPLE, standard, age_bands=THREE).value == pytest.approx(318, rel=1e-12)
        frame = pd.DataFrame({"n": EVENTS, "people": PEOPLE, "age": THREE})
        of_frame = rate("n", "people", standard, age_bands="age", data=frame)
        assert of_frame["value"].tolist() == pytest.approx([318], rel=1e-12)
    with pytest.raises(hw.HeadwayError, match="standard, age band 0-14: found twice"):
        rate(EVENTS, PEOPLE, pd.concat([STANDARD, STANDARD[:1]]), age_bands=THREE)
    events, people = pd.Series({"65+": 88_000, "0-14": 900, "15-64": 12_000}), STANDARD * 600
    ratio = hw.stats.indirectly_standardised_ratio
    by_band = ratio(EVENTS, PEOPLE, events, people, age_bands=THREE)
    assert by_band.value == ratio(EVENTS, PEOPLE, events.to_dict(), people.to_dict(), age_bands=THREE).value
    by_row = ratio(EVENTS, PEOPLE, events[THREE].to_list(), people.to_list())
    assert by_band.value == pytest.approx(by_row.value, rel=1e-12)


def test_series_of_rows_have_one_index() -> None:
    rate = hw.stats.directly_standardised_rate
    count, people = pd.Series(EVENTS, THREE), pd.Series(PEOPLE, THREE)
    for standard in (STANDARD, STANDARD[::-1]):
        assert rate(count, people, standard, age_bands=THREE).value == pytest.approx(318, rel=1e-12)
    assert rate(count, people, STANDARD).value == pytest.approx(318, rel=1e-12)
    with pytest.raises(hw.HeadwayError, match="count and standard have different indexes"):
        rate(count, people, STANDARD[::-1])
    with pytest.raises(hw.HeadwayError, match="count and age_bands have different indexes"):
        rate(count, people, STANDARD, age_bands=pd.Series(THREE))
    areas = pd.DataFrame({"n": EVENTS, "people": PEOPLE, "std": [16, 63, 21], "age": THREE}, index=["x", "y", "z"])
    assert rate(areas.n, areas.people, areas["std"], age_bands=areas.age).value == pytest.approx(318, rel=1e-12)


def test_a_band_has_one_standard_in_a_call() -> None:
    rate, amounts = hw.stats.directly_standardised_rate, STANDARD.tolist()
    groups = ["x"] * 3 + ["y"] * 3
    same = rate(EVENTS * 2, PEOPLE * 2, amounts * 2, age_bands=THREE * 2, groups=groups)
    assert same.value == pytest.approx([318, 318], rel=1e-12)
    with pytest.raises(hw.HeadwayError) as refused:
        rate(EVENTS * 2, PEOPLE * 2, amounts + amounts[::-1], age_bands=THREE * 2, groups=groups)
    assert refused.value.problems == tuple(
        f"rows {rows} for age band {band}; accepted: one standard for all areas of a call"
        for rows, band in (
            ("0 and 3, standard: found 16000 and 21000", "0-14"),
            ("2 and 5, standard: found 21000 and 16000", "65+"),
        )
    )


def test_a_lazy_frame_is_read_once() -> None:
    read: list[int] = []

    def counted(rows: pl.DataFrame) -> pl.DataFrame:
        read.append(len(rows))
        return rows

    lazy = pl.DataFrame({"n": EVENTS, "people": PEOPLE, "age": THREE}).lazy().map_batches(counted)
    hw.stats.directly_standardised_rate("n", "people", "esp2013", age_bands="age", data=lazy)
    assert read == [3]


def test_a_total_that_names_a_column_is_refused() -> None:
    frame = pd.DataFrame({117: [5], "people": [8_000], "events": [900], "of": [1e7]})
    with pytest.raises(hw.HeadwayError, match="count: found 117, which is also the name of a column"):
        hw.stats.indirectly_standardised_ratio(117, "people", "events", "of", data=frame)


def test_first_ages_as_text_are_explained() -> None:
    rate = hw.stats.directly_standardised_rate
    with pytest.raises(hw.HeadwayError, match="the label '0' is of one year of age; first ages of bands are numbers"):
        rate(EVENTS, PEOPLE, [1, 1, 1], age_bands=["0", "15", "65"])
    with pytest.raises(hw.HeadwayError, match="^age_bands: found values of type int64; accepted: text"):
        rate(EVENTS, PEOPLE, [1, 1, 1], age_bands=[0, 15, 65])


def test_a_standard_is_one_a_band_where_it_is_known_and_a_row_has_a_band() -> None:
    rates = hw.stats.directly_standardised_rate
    rows: Any = {"count": [20, 20, 5, 20], "population": [100, 100, 70, 100], "groups": [1, 1, 2, 2]}
    unknown = rates(**rows, standard=[80, 20, np.nan, 20], age_bands=["0-64", "65+"] * 2)
    assert unknown.status.tolist() == ["estimated", "missing"]
    of_no_band = rates(**rows, standard=[80, 20, 80, 21], age_bands=["0+", None] * 2)
    assert of_no_band.status.tolist() == ["missing", "missing"]
    with pytest.raises(hw.HeadwayError, match="rows 1 and 3, standard: found 20 and 21 for age band 65"):
        rates(**rows, standard=[80, 20, 80, 21], age_bands=["0-64", "65+"] * 2)


def test_one_number_is_no_band_of_a_group() -> None:
    with pytest.raises(hw.HeadwayError, match="population: found one number for 1 rows; accepted: one element a row"):
        hw.stats.directly_standardised_rate([5], 100, [100], groups=["a"], age_bands=["0+"])


@pytest.mark.parametrize(("label", "said"), [
    ("All ages", 'found "All ages", a total that would count everyone twice; accepted: rows of age bands alone'),
    ("TOTAL", 'found "TOTAL", a total'), ("4-Jan", 'of the band "1-4"'), ("Oct-14", 'of the band "10-14"'),
    ("05-Sep", 'of the band "5-9"'), ("01-Apr", 'of the band "1-4"'), ("Unknown", 'found "Unknown"; accepted: a label'),
    (datetime.datetime(2024, 1, 4), "a spreadsheet makes of labels such as '1-4'"), (5, "found int 5; accepted: text"),
], ids=str)  # fmt: skip
def test_a_label_that_is_no_age_band_is_refused_with_its_row_and_cause(label: Any, said: str) -> None:
    frame = pd.DataFrame({"age": ["0-64", label, "65+"], "n": [9, 9, 9], "people": [90_000, 90_000, 9_000]})
    for call, of_frame in ((hw.stats.directly_standardised_rate, {"standard": "esp2013", "age_bands": "age"}),
                           (hw.stats.life_expectancy, {"start_age": "age"})):  # fmt: skip
        with pytest.raises(hw.HeadwayError) as refused:
            call("n", "people", data=frame, **of_frame)
        assert "row 1, column 'age': found" in str(refused.value) and said in str(refused.value)
        arrays = {name: list(frame["age"]) if value == "age" else value for name, value in of_frame.items()}
        with pytest.raises(hw.HeadwayError, match=rf"^{list(arrays)[-1]}\[1\]: found"):
            call(frame["n"].to_numpy(), frame["people"].to_numpy(), **arrays)
    if isinstance(label, str):
        with pytest.raises(hw.HeadwayError, match=rf"^standard\[{label!r}\]: found"):
            direct([1, 2], [3, 4], {"0-64": 1, label: 2}, age_bands=["0-64", "65+"])
