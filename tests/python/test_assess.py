"""A frame of ratings and directions: row by row what one rating is, with the reason for every row without one."""

from decimal import Decimal

import headway as hw
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

NAN = float("nan")


def table(rows: int = 1, **columns) -> pa.Table:
    """Rows that are improving and red, but for the columns that are given."""
    return pa.table({"latest": [70.0] * rows, "previous": [60.0] * rows, "polarity": ["high_is_good"] * rows,
                     "target": [86.0] * rows} | columns)  # fmt: skip


def row(comparators=("target",), **values) -> dict:
    """The one row of an assessed table; `rule`, `dead_band` and `tolerance` are options."""
    options = {name: values.pop(name) for name in ("rule", "dead_band", "tolerance") if name in values}
    assessed = hw.assess(table(**{name: [value] for name, value in values.items()}), comparators=comparators, **options)
    return assessed.to_pylist()[0]


def test_columns_are_added_after_the_frames_own_in_order() -> None:
    frame = table(note=["kept"]).append_column("national", pa.array([80.0]))
    assert hw.assess(frame, comparators=("national", "target")).column_names == [
        "latest", "previous", "polarity", "target", "note", "national", "change", "direction", "direction_reason",
        "national_rating", "national_gap", "national_reason", "target_rating", "target_gap", "target_reason",
    ]  # fmt: skip


def test_the_defaults_are_target_national_and_peer() -> None:
    frame = table().append_column("national", pa.array([70.0])).append_column("peer", pa.array([75.0]))
    found = hw.assess(frame).to_pylist()[0]
    assert (found["target_rating"], found["national_rating"], found["peer_rating"]) == ("red", "green", "amber")
    assert (found["target_gap"], found["national_gap"], found["peer_gap"]) == (-16, 0, -5)


def test_columns_go_by_any_name() -> None:
    frame = pd.DataFrame({"jetzt": [94.86], "vorher": [94.26], "gut": ["low_is_good"], "Ziel 2025": [86.6]})
    found = hw.assess(frame, latest="jetzt", previous="vorher", polarity="gut", comparators=["Ziel 2025"]).iloc[0]
    assert (found["change"], found["direction"], found["Ziel 2025_rating"], found["Ziel 2025_gap"]) == (
        0.6, "worsening", "amber", 8.26
    )


@pytest.mark.parametrize(
    ("values", "rating", "reason", "gap"),
    [
        ({}, "red", None, -16.0),
        ({"latest": 86.0}, "green", None, 0.0),
        ({"latest": 77.4}, "amber", None, -8.6),
        ({"latest": None}, "not_rated", "no data", None),
        ({"latest": NAN}, "not_rated", "no data", None),
        ({"target": None}, "not_rated", "no target", None),
        ({"target": NAN}, "not_rated", "no target", None),
        ({"latest": None, "target": None}, "not_rated", "no data", None),
        ({"polarity": "neutral"}, "not_rated", "neutral indicator", -16.0),
        ({"polarity": None}, "not_rated", "no polarity", -16.0),
        ({"polarity": None, "latest": None}, "not_rated", "no polarity", None),
        ({"polarity": "in_range"}, "red", None, -16.0),
        ({"polarity": "in_range", "target_lower": 65.0, "target_upper": 75.0}, "green", None, 0.0),
        ({"polarity": "in_range", "target_lower": 72.0, "target_upper": 75.0}, "amber", None, -2.0),
        ({"polarity": "in_range", "target_lower": 60.0, "target_upper": 62.0}, "red", None, 8.0),
        ({"polarity": "in_range", "target_lower": None, "target_upper": None}, "red", None, -16.0),
        ({"polarity": "in_range", "target_lower": 65.0, "target_upper": None}, "not_rated", "no range", None),
        ({"polarity": "in_range", "target_lower": None, "target_upper": 75.0}, "not_rated", "no range", None),
        ({"polarity": "in_range", "target": None}, "not_rated", "no target", None),
        ({"target_lower": 65.0, "target_upper": 75.0}, "red", None, -16.0),  # bounds are for in_range rows
        (
            {"rule": hw.RatingRule(zero="not_rated"), "target": 0.0, "latest": -1.0}, "not_rated", "comparator is 0",
            -1.0
        ),
        ({"rule": hw.RatingRule(basis="ratio"), "latest": -1.0}, "not_rated", "ratio is undefined", -87.0),
    ],
)
def test_ratings_and_reasons(values: dict, rating: str, reason: str | None, gap: float | None) -> None:
    found = row(**values)
    assert (found["target_rating"], found["target_reason"], found["target_gap"]) == (rating, reason, gap)


def test_each_comparator_says_which_one_is_missing() -> None:
    frame = table(target=[None], national=[None], similar_areas=[None])
    found = hw.assess(frame, comparators=("target", "national", "similar_areas")).to_pylist()[0]
    assert [found[f"{c}_reason"] for c in ("target", "national", "similar_areas")] == [
        "no target", "no national", "no similar areas"
    ]


@pytest.mark.parametrize(
    ("values", "direction", "change"),
    [
        ({}, "improving", 10.0),
        ({"polarity": "low_is_good"}, "worsening", 10.0),
        ({"polarity": "neutral"}, "increasing", 10.0),
        ({"polarity": "neutral", "latest": 50.0}, "decreasing", -10.0),
        ({"latest": 60.0}, "no_change", 0.0),
        ({"previous": None}, "unknown", None),
        ({"latest": NAN}, "unknown", None),
        ({"polarity": None}, "unknown", 10.0),
        ({"accrual": "cumulative"}, "unknown", 10.0),
        ({"accrual": "rolling"}, "improving", 10.0),
        ({"dead_band": 10}, "no_change", 10.0),
        ({"dead_band": Decimal("9.99")}, "improving", 10.0),
        ({"polarity": "in_range", "target_lower": 72.0, "target_upper": 75.0}, "improving", 10.0),
        ({"polarity": "in_range", "target_lower": 61.0, "target_upper": 63.0}, "worsening", 10.0),
        ({"polarity": "in_range", "target_lower": 60.0, "target_upper": 70.0}, "no_change", 10.0),
        ({"polarity": "in_range", "target": None}, "unknown", 10.0),
        ({"latest": 0.3, "previous": 0.1 + 0.2}, "no_change", 0.0),
    ],
)
def test_change_and_direction(values: dict, direction: str, change: float | None) -> None:
    found = row(**values)
    assert (found["direction"], found["change"]) == (direction, change)


numbers = st.none() | st.decimals(min_value=-9999, max_value=9999, places=2).map(float)


@given(
    st.lists(
        st.tuples(numbers, numbers, numbers, numbers, st.sampled_from([None, *hw.Polarity])), min_size=1, max_size=20
    ),
    st.sampled_from(
        [
            {"tolerance": 0.1},
            {"tolerance": 0},
            {"rule": hw.RatingRule(basis="absolute", tolerance=5)},
            {"rule": hw.RatingRule(basis="ratio", tolerance=0.2, amber_inclusive=False)},
        ]
    ),
)
def test_every_row_is_what_one_rating_is(rows: list[tuple], options: dict) -> None:
    latest, previous, target, national, polarity = zip(*rows, strict=True)
    frame = pa.table({"latest": pa.array(latest, pa.float64()), "previous": pa.array(previous, pa.float64()),
                      "target": pa.array(target, pa.float64()), "national": pa.array(national, pa.float64()),
                      "polarity": pa.array([p and str(p) for p in polarity], pa.string())})  # fmt: skip
    for name in ("latest", "previous", "target", "national"):  # else their sizes may leave it in doubt
        frame = frame.append_column(f"{name}_unit", pa.array(["visits"] * len(rows)))
    assessed = hw.assess(frame, comparators=("target", "national"), **options)
    for name in ("target", "national"):
        expected = [
            hw.rate(value, comparator, polarity=p or "neutral", **options)
            for value, comparator, p in zip(latest, frame[name].to_pylist(), polarity, strict=True)
        ]
        assert assessed[f"{name}_rating"].to_pylist() == expected
        reasons = assessed[f"{name}_reason"].to_pylist()
        assert [reason is None for reason in reasons] == [rating != "not_rated" for rating in expected]
    changes = [
        None if None in (a, b) else float(Decimal(str(a)) - Decimal(str(b)))
        for a, b in zip(latest, previous, strict=True)
    ]
    assert assessed["change"].to_pylist() == changes
    assert assessed["direction"].null_count == 0


def test_assessing_twice_gives_the_same(kpis: pd.DataFrame) -> None:
    once = hw.assess(kpis)
    pd.testing.assert_frame_equal(hw.assess(once[list(kpis.columns)]), once)


def test_a_row_does_not_depend_on_its_neighbours(kpis: pd.DataFrame) -> None:
    shuffled = kpis.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(hw.assess(shuffled).sort_index(), hw.assess(kpis))


def test_comparators_from_an_iterator_are_not_lost() -> None:
    """Either rated or refused: a frame without ratings looks as if there were no targets."""
    try:
        assessed = hw.assess(table(), comparators=iter(["target"]))
    except hw.HeadwayError as refused:
        assert "comparators" in str(refused)
    else:
        assert assessed["target_rating"].to_pylist() == ["red"]


def test_no_comparators_leaves_change_and_direction() -> None:
    assert hw.assess(table(), comparators=()).column_names[-3:] == ["change", "direction", "direction_reason"]


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        ({"comparators": "target"}, ["comparators", "'target'", "('target',)"]),
        ({"dead_band": -1}, ["dead_band", "-1"]),
        ({"dead_band": "1"}, ["dead_band", "'1'"]),
        ({"dead_band": True}, ["dead_band", "bool"]),
        ({"dead_band": NAN}, ["dead_band", "nan"]),
        ({"tolerance": -0.1}, ["tolerance", "-0.1"]),
        ({"tolerance": "10%"}, ["tolerance", "'10%'"]),
        ({"tolerance": 0.2, "rule": hw.RatingRule()}, ["tolerance", "rule"]),
    ],
)
def test_bad_options_are_refused(options: dict, parts: list[str]) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        hw.assess(table(), **{"comparators": ("target",)} | options)
    for part in parts:
        assert part in str(refused.value)


def test_a_band_is_refused_for_a_row_in_a_range() -> None:
    """As for one value: a limit on one side says nothing about the other."""
    with pytest.raises(hw.HeadwayError, match="band"):
        row(
            rule=hw.RatingRule(basis="band", amber_limit=22), polarity="in_range", latest=10.0, target_lower=18.0,
            target_upper=21.0
        )


@pytest.mark.parametrize("column", ["latest", "previous", "target", "target_lower", "target_upper"])
def test_infinite_numbers_are_refused_by_row_and_column(column: str) -> None:
    infinity = -np.inf if column == "target_lower" else np.inf
    columns = {"target_lower": [1.0] * 30, "target_upper": [2.0] * 30} | {
        column: [1.0] * 3 + [infinity] * 13 + [1.0] * 14
    }
    with pytest.raises(hw.HeadwayError) as refused:
        hw.assess(table(30, **columns), comparators=("target",))
    message = str(refused.value)
    found = f"column '{column}': found {'-' * (infinity < 0)}infinity"
    assert message == f"rows 3, 4, 5 and 10 more, {found}; accepted: a finite number, or missing"
    assert len(refused.value.problems) == 13


def test_bounds_in_the_wrong_order_are_refused_by_row() -> None:
    with pytest.raises(hw.HeadwayError, match=r"row 1.*target_lower.*target_upper.*21.*18"):
        hw.assess(table(2, target_lower=[18.0, 21.0], target_upper=[21.0, 18.0]), comparators=("target",))


def test_one_bound_without_the_other_is_refused_by_name() -> None:
    for present, absent in (("target_lower", "target_upper"), ("target_upper", "target_lower")):
        with pytest.raises(hw.HeadwayError, match=f"'{absent}'"):
            hw.assess(table(**{present: [18.0]}), comparators=("target",))


def test_unknown_words_are_refused_by_row_with_the_accepted_ones() -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        hw.assess(table(14, polarity=["high_is_good", "Hihg is good", *["sideways"] * 12]), comparators=("target",))
    message = str(refused.value)
    assert message.startswith("2 problems")
    assert (
        "row 1, column 'polarity': found \"Hihg is good\"; did you mean \"high is good\"? accepted: high_is_good, "
        "low_is_good, in_range, neutral" in message
    )
    assert "rows 2, 3, 4 and 9 more, column 'polarity': found \"sideways\"" in message
    assert len(refused.value.problems) == 13
    with pytest.raises(hw.HeadwayError, match=r"row 0, column 'accrual': found \"total\"; accepted: snapshot"):
        hw.assess(table(accrual=["total"]), comparators=("target",))


def test_only_a_stated_accrual_takes_the_direction_away() -> None:
    stated = hw.assess(table(2, accrual=pa.array(["cumulative", None])), comparators=("target",))
    unstated = hw.assess(table(2), comparators=("target",))
    assert stated["direction"].to_pylist() == ["unknown", "improving"]
    assert unstated["direction"].to_pylist() == ["improving", "improving"]


@pytest.mark.parametrize("name", ["target", "national"])
def test_a_comparator_that_stands_twice_is_refused(name: str) -> None:
    with pytest.raises(hw.HeadwayError, match=f"'{name}' twice"):
        hw.assess(table(**{"national": [1.0]}), comparators=(name, name))


@pytest.mark.parametrize("column", ["change", "direction", "target_rating", "target_gap", "target_reason"])
def test_a_column_that_would_be_overwritten_is_refused_by_name(column: str) -> None:
    with pytest.raises(hw.HeadwayError, match=f"'{column}'"):
        hw.assess(table(**{column: [1]}), comparators=("target",))


def test_missing_columns_are_refused_together_with_the_nearest_name() -> None:
    frame = pd.DataFrame({"Latest": [1.0], "prev": [1.0], "polarity": ["neutral"]})
    with pytest.raises(hw.HeadwayError) as refused:
        hw.assess(frame, comparators=("target",))
    message = str(refused.value)
    assert message.startswith("2 problems")
    assert "'latest' is not in the frame; did you mean 'Latest'?" in message
    assert "Write latest='Latest'" in message and "Write comparators=" in message
    assert "'target' is not in the frame" in message
    assert "Latest, prev, polarity" in message
    with pytest.raises(hw.HeadwayError, match="'LATEST' is not in the frame; did you mean 'latest'?"):
        hw.assess(table(), latest="LATEST", comparators=("target",))


def test_a_column_name_that_is_no_text_is_refused_like_any_other() -> None:
    with pytest.raises(hw.HeadwayError, match="3 is not in the frame"):
        hw.assess(table(), latest=3, comparators=("target",))


def test_a_column_that_was_named_must_exist() -> None:
    with pytest.raises(hw.HeadwayError, match="'Acrual' is not in the frame; did you mean 'accrual'"):
        hw.assess(table(accrual=["flow"]), comparators=("target",), accrual="Acrual")


def test_problems_of_all_columns_come_at_once() -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        hw.assess(table(latest=["tbc"], target=[True], polarity=["so"]), comparators=("target",))
    for part in ("3 problems", "column 'latest': found str 'tbc'", "column 'target': found bool True", 'found "so"'):
        assert part in str(refused.value)
    assert len(refused.value.problems) == 3


def test_a_column_of_text_names_what_is_no_number() -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        hw.assess(table(5, latest=["94.86", "55", "1,234", "12%", "tbc"]), comparators=("target",))
    message = str(refused.value)
    assert message.startswith("3 problems") and "row 0" not in message
    for part in ("row 2, column 'latest': found str '1,234'", "row 3, column 'latest': found str '12%'", "row 4, "):
        assert part in message


def test_a_frame_that_is_assessed_already_says_so() -> None:
    with pytest.raises(hw.HeadwayError, match="has these columns already"):
        hw.assess(hw.assess(table(), comparators=("target",)), comparators=("target",))


@pytest.mark.parametrize("name", ["data", "range", "polarity_of_peers"])
def test_a_missing_comparator_is_never_taken_for_missing_data(name: str) -> None:
    frame = table(2, latest=[None, 70.0], **{name: pa.array([1.0, None])})
    no_value, no_comparator = hw.assess(frame, comparators=(name,))[f"{name}_reason"].to_pylist()
    assert no_value == "no data" != no_comparator


def test_names_that_are_no_text_are_refused() -> None:
    frame = pd.DataFrame([[1.0, 2.0, "neutral", 3.0]])
    with pytest.raises(hw.HeadwayError, match="found a name of type int; accepted: text"):
        hw.assess(frame, latest=0, previous=1, polarity=2, comparators=(3,))
    with pytest.raises(hw.HeadwayError, match="NoneType"):
        hw.assess(table(), comparators=None)
