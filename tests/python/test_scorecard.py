"""Scorecards: sections in order, nothing dropped, every count with its denominator, or refused as a whole."""

import csv
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import headway as hw
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from bs4 import BeautifulSoup
from headway.boundary.frames import Frame
from hypothesis import given
from hypothesis import strategies as st

RATING_COLUMNS = ["section", "comparator", "kpis", "with_comparator", "green", "amber", "red", "not_rated"]
DIRECTION_COLUMNS = [
    "section", "kpis", "compared", "improving", "worsening", "no_change", "increasing", "decreasing", "unknown"
]
SUMMARY_COLUMNS = ["section", "kpis", "with_target", "green", "amber", "red", "improving", "worsening", "no_change"]


def frame(**columns) -> pd.DataFrame:
    """Five rows of three indicators in two sections."""
    return pd.DataFrame({
        "section": ["Housing", "Adults", "Housing", "Adults", "Housing"],
        "indicator": ["voids", "reviews", "repairs", "repairs", "contacts"],
        "period": ["2024/25 - Q2"] * 5,
        "unit": ["count", "%", "%", "%", "count"],
        "previous": [559.0, 47.61, 54.46, 54.46, None],
        "latest": [539.0, 46.9, 57.31, 57.31, 351.0],
        "target": [500.0, None, 57.31, 57.31, 300.0],
        "polarity": ["low_is_good", "high_is_good", "high_is_good", "high_is_good", "neutral"],
    } | columns)  # fmt: skip


def card(**columns) -> hw.Scorecard:
    return hw.Scorecard(frame(**columns), comparators=("target",))


def refusal(table, **options) -> str:
    with pytest.raises(hw.HeadwayError) as refused:
        hw.Scorecard(table, **{"comparators": ("target",)} | options)
    return str(refused.value)


def test_counts_by_hand() -> None:
    board = card()
    summary = board.summary()
    assert list(summary.columns) == SUMMARY_COLUMNS
    assert summary.to_numpy().tolist() == [["Housing", 3, 3, 1, 1, 0, 2, 0, 0], ["Adults", 2, 1, 1, 0, 0, 1, 1, 0]]
    assert list(board.ratings().columns) == RATING_COLUMNS
    assert board.ratings().to_numpy().tolist() == [
        ["Housing", "target", 3, 3, 1, 1, 0, 1],  # contacts have a target and, being neutral, no rating
        ["Adults", "target", 2, 1, 1, 0, 0, 1],
    ]
    assert list(board.directions().columns) == DIRECTION_COLUMNS
    assert board.directions().to_numpy().tolist() == [
        ["Housing", 3, 2, 2, 0, 0, 0, 0, 1], ["Adults", 2, 2, 1, 1, 0, 0, 0, 0]
    ]


def test_the_rows_and_sections_that_tables_and_pages_are_made_of() -> None:
    history = pd.DataFrame({"indicator": "repairs", "period": ["2024-08", "2024-07"], "value": [57.0, 56.0]})
    outlook = {"contacts": projection(polarity=None)}
    board = hw.Scorecard(frame(), comparators=("target",), history=history, outlook=outlook).board
    assert (len(board), board.indicators, board.in_several) == (5, 4, 1)  # repairs stand in both sections
    housing, adults = board.sections
    assert (housing.name, housing.rows, housing.results, housing.indicators) == ("Housing", [0, 2, 4], 3, 3)
    assert (adults.name, adults.rows, adults.results, adults.indicators) == ("Adults", [1, 3], 2, 2)
    counts = {"kpis": 2, "with_comparator": 1, "green": 1, "amber": 0, "red": 0, "not_rated": 1}
    assert adults.ratings == {"target": counts}
    assert adults.directions["compared"] == 2
    repairs, reviews, contacts = board.row(3), board.row(1), board.row(4)
    assert (repairs.section, repairs.indicator, repairs.period, repairs.unit) == (
        "Adults", "repairs", "2024/25 - Q2", "%"
    )
    assert (repairs.polarity, repairs.accrual, repairs.direction) == ("high_is_good", None, "improving")
    assert (repairs.previous, repairs.latest, repairs.change) == (54.46, 57.31, 2.85)
    assert repairs.against == {"target": ([57.31], "green", "rated", (False, False))}
    assert (repairs.outlook, contacts.outlook.projection) == (None, outlook["contacts"])
    assert [value for _, value in repairs.history] == [56.0, 57.0]
    (end,), rating, reason, _ = reviews.against["target"]
    assert (np.isnan(end), rating, reason) == (True, "not_rated", "no comparator")
    assert np.isnan(contacts.previous)
    assert contacts.against["target"] == ([300.0], "not_rated", "neutral indicator", (False, False))


@pytest.mark.parametrize(("lower", "ends"), [(18.0, [18.0, 21.0]), (None, [np.nan, 21.0])])
def test_a_range_has_its_ends_and_without_any_its_value(lower: float | None, ends: list[float]) -> None:
    bounds = {"target_lower": [lower, None, 1.0, 1.0, 1.0], "target_upper": [21.0, None, 2.0, 2.0, 2.0]}
    polarity = ["in_range", "in_range", "high_is_good", "high_is_good", "neutral"]
    board = card(**bounds, polarity=polarity, target=[500.0, 47.0, 57.31, 57.31, 300.0]).board
    np.testing.assert_equal([board.row(row).against["target"].ends for row in (0, 1, 2)], [ends, [47.0], [57.31]])


def test_sections_in_order_of_appearance_and_rows_in_their_own() -> None:
    board = card()
    assert board.sections == ["Housing", "Adults"]
    assert len(board) == 5
    assert board.frame.indicator.tolist() == frame().indicator.tolist()
    assert board.frame.pop("doubts").isna().all()
    pd.testing.assert_frame_equal(board.frame, hw.assess(frame(), comparators=("target",)))
    categories = pd.CategoricalDtype(["Adults", "Unused", "Housing"], ordered=True)
    assert hw.Scorecard(
        frame().astype({"section": categories}), comparators=("target",)
    ).sections == ["Housing", "Adults"]
    chunks = pa.concat_tables([pa.Table.from_pandas(frame()[i : i + 1], preserve_index=False) for i in (3, 0, 2)])
    assert hw.Scorecard(chunks, comparators=("target",)).sections == ["Adults", "Housing"]


def test_the_summary_is_of_the_first_comparator_and_named_after_it() -> None:
    board = hw.Scorecard(frame(national=[None, 45.0, 60.0, 60.0, None]), comparators=("national", "target"))
    assert list(board.summary().columns) == [c.replace("target", "national") for c in SUMMARY_COLUMNS]
    assert board.summary().with_national.tolist() == [1, 2]
    assert board.ratings()[["section", "comparator"]].to_numpy().tolist() == [
        ["Housing", "national"], ["Adults", "national"], ["Housing", "target"], ["Adults", "target"],
    ]  # fmt: skip


def test_one_rule_for_all_rows_and_it_is_kept() -> None:
    strict = hw.Scorecard(frame(), comparators=("target",), tolerance=0.05)
    assert strict.summary().red.tolist() == [1, 0]  # 539 against 500 is 7.8% over
    assert strict.rule == hw.RatingRule(tolerance=0.05)
    rule = hw.RatingRule(basis="absolute", tolerance=39)
    assert hw.Scorecard(frame(), comparators=("target",), rule=rule).summary().amber.tolist() == [1, 0]


def test_a_unit_is_optional_and_other_columns_are_kept() -> None:
    board = hw.Scorecard(frame(owner="housing manager").drop(columns="unit"), comparators=("target",))
    assert board.frame.owner.tolist() == ["housing manager"] * 5


def test_columns_go_by_any_name() -> None:
    renamed = frame().rename(columns=lambda name: name.upper())
    names = {
        name: name.upper() for name in ("section", "indicator", "period", "unit", "latest", "previous", "polarity")
    }
    board = hw.Scorecard(renamed, comparators=("TARGET",), **names)
    assert board.summary().with_TARGET.tolist() == card().summary().with_target.tolist()


def test_a_running_total_has_no_direction() -> None:
    board = card(accrual=["snapshot", "snapshot", "cumulative", "cumulative", "snapshot"])
    assert board.directions().unknown.tolist() == [2, 1]


def test_another_period_is_another_row() -> None:
    twice = pd.concat([frame(), frame(period=["2024/25 - Q1"] * 5)])
    assert len(hw.Scorecard(twice, comparators=("target",))) == 10


def test_the_same_indicator_twice_in_a_section_is_refused() -> None:
    message = refusal(pd.concat([frame(), frame()[1:3]], ignore_index=True))
    assert message.startswith("2 problems")
    assert "row 5, 'reviews': the same section, indicator and period as row 1" in message
    assert "row 6, 'repairs': the same section, indicator and period as row 2" in message
    assert "as row 1" in refusal(
        frame(section="Housing", indicator=["a", "b", "b", "d", "e"], unit="%", polarity="neutral")
    )
    assert "as row 0" in refusal(
        frame(section="A", indicator="a", unit="%", polarity="neutral",
              period=[None, "2022/23", None, "2023/24", "2024/25"])
    )


@pytest.mark.parametrize(
    ("column", "values", "found", "before"),
    [
        (
            "polarity", ["low_is_good", "high_is_good", "high_is_good", "low_is_good", "neutral"], "'low_is_good'",
            "'high_is_good'"
        ),
        ("polarity", ["low_is_good", "high_is_good", "high_is_good", None, "neutral"], "null", "'high_is_good'"),
        ("unit", ["count", "%", "%", "per 1,000", "count"], "'per 1,000'", "'%'"),
        ("unit", ["count", "%", None, "%", "count"], "'%'", "null"),
        ("accrual", ["snapshot", "snapshot", "snapshot", "cumulative", "flow"], "'cumulative'", "'snapshot'"),
    ],
)
def test_two_definitions_of_an_indicator_are_refused(column: str, values: list, found: str, before: str) -> None:
    message = refusal(frame(**{column: values}))
    assert f"row 3, 'repairs', column '{column}': found {found}, but {before} in row 2" in message


@pytest.mark.parametrize("column", ["section", "indicator"])
def test_a_row_without_a_place_is_refused(column: str) -> None:
    values = frame()[column].tolist()
    message = refusal(frame(**{column: [*values[:3], None, values[4]]}))
    assert f"row 3, column '{column}': found null" in message


def test_up_to_ten_problems_are_shown_and_all_are_counted() -> None:
    message = refusal(pd.concat([frame()] * 4, ignore_index=True))
    assert message.startswith("5 problems")
    assert "rows 5, 10 and 15, 'voids': the same section, indicator and period as row 0; accepted: one of them" \
           in message  # fmt: skip
    many = pd.DataFrame({"section": "", "indicator": [f"voids {n}" for n in range(15)], "latest": 1.0,
                         "polarity": [f"so {n}" for n in range(15)], "period": "2024", "target": 1.0})  # fmt: skip
    message = refusal(many)
    found = ", ".join(f'"so {n}"' for n in range(3))
    assert f"rows 0, 1, 2 and 12 more, column 'polarity': found {found} and others; accepted: high_is_good" in message


def test_rows_without_a_place_by_a_blank_name() -> None:
    message = refusal(frame(section=["Housing", "", "\u00a0 ", None, "Housing"]))
    assert "rows 1 and 2, column 'section': found ''; accepted: text" in message
    assert "row 3, column 'section': found null; accepted: text" in message
    assert "row 0, column 'indicator': found ''; accepted: text" in refusal(frame(indicator=["", *"bcde"], unit="%"))


@pytest.mark.parametrize("nothing", ["", " \u00a0", None])
@pytest.mark.parametrize(("kind", "names"), [
    (pd.DataFrame, "frame pd"), (pl.DataFrame, "frame pl"), (pa.table, "table pc"),
])  # fmt: skip
def test_a_blank_row_of_an_export_goes_by_the_line_that_the_error_gives(kind: Any, names: str, nothing: Any) -> None:
    columns = {"section": "Housing", "indicator": ["Voids", nothing, "Rent"], "period": "Q2 2024/25", "unit": "%",
               "latest": [90.0, 0.0, 91.0], "target": 92.0, "polarity": "high_is_good"}  # fmt: skip
    whole = {name: value if isinstance(value, list) else [value] * 3 for name, value in columns.items()}
    with pytest.raises(hw.HeadwayError) as refused:
        hw.Scorecard(kind(whole), comparators=("target",))
    assert "row 1, column 'indicator': found " in str(refused.value)
    line = str(refused.value).rpartition(": ")[2]
    called = dict(zip(names.split(), (kind(whole), {"pd": pd, "pl": pl, "pc": pc}[names[-2:]]), strict=True))
    board = hw.Scorecard(eval(line, called), comparators=("target",))
    assert nw.from_native(board.frame)["indicator"].to_list() == ["Voids", "Rent"]


def test_spellings_that_look_alike_are_one_name_shown_as_first_written() -> None:
    sections = ["Adult Care", "Housing", "Adult\u00a0Care", "Housing", "Adult  Care"]
    board = card(section=sections, unit=["%", "per\u00a01,000", "%", "per 1,000", "%"], indicator=[
        "a", "b-c", "d", "b\u2011c", "e"
    ],
                 polarity="high_is_good", period=["2024", "2023", "2024", "2024", "2024"])  # fmt: skip
    assert board.sections == ["Adult Care", "Housing"]
    assert board.summary().kpis.tolist() == [3, 2]
    assert repr(board).startswith("Scorecard: 5 results for 4 indicators in 2 sections\n  Adult Care: 3 indicators\n")
    assert "Housing: 2 results for 1 indicator\n" in repr(board)
    assert board.table("Adult\u2009Care").as_raw_html() == board.table("Adult Care").as_raw_html()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("September 2024", "Sept 2024"), ("2018 - 20", "2018\u201320"), ("spring  term 2024", "Spring\u00a0term 2024"),
        (None, " "),
    ],
)
def test_a_period_in_other_words_is_the_same_period(one: str, other: str) -> None:
    places = {"section": "A", "unit": "%", "polarity": "neutral", "indicator": ["a", "b", "c", "d", "a"]}
    assert "row 4, 'a': the same section, indicator and period as row 0" in refusal(
        frame(**places, period=[one] * 4 + [other])
    )
    assert len(card(**places, period=[one] * 4 + ["October 2024"])) == 5


def test_a_column_that_is_named_must_exist_and_all_that_are_missing_are_said_at_once() -> None:
    assert "column 'Unit' is not in the frame; did you mean 'unit'?" in refusal(frame(), unit="Unit")
    assert "column 'Accrual' is not in the frame" in refusal(frame(), accrual="Accrual")
    missing = ["section", "indicator", "period", "latest", "target"]
    message = refusal(frame().drop(columns=missing), unit="Unit")
    assert message.startswith("6 problems")
    assert all(f"column {name!r} is not in the frame" in message for name in [*missing, "Unit"])


@pytest.mark.parametrize("text", ["rubbish", "latest", "<script>alert(1)</script>", "2023-24", "Q2"])
def test_what_is_no_period_is_refused_as_everywhere(text: str) -> None:
    message = refusal(frame(period=["2024-09", None, text, "2024/25 - Q2", "2024-09"]))
    assert message.startswith(f"row 2, column 'period': period \"{text}\": ")


DAYS = pd.to_datetime(["2024-09-30", "2024-09-01", "2024-06-30", "2024-09-30", "2023-12-31"])


MONTHS = ["September 2024", "September 2024", "June 2024", "September 2024", "December 2023"]


@pytest.mark.parametrize(
    ("period", "labels"),
    [
        (DAYS, MONTHS),
        (DAYS.date, MONTHS),
        # of rows that are no series nothing is guessed from how far apart they are
        (pd.to_datetime(["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31", "2025-03-31"]),
         ["March 2024", "June 2024", "September 2024", "December 2024", "March 2025"]),
        (DAYS.to_period("M"), MONTHS),
        ([hw.Period.parse("2024/25 - Q2")] * 5, ["2024/25 - Q2"] * 5),
        ([2024] * 5, ["2024"] * 5),
        (["Apr-24", "2024-09", "Q2 2024/25", "30/09/2024", None],
         ["April 2024", "September 2024", "Q2 2024/25", "September 2024", None]),
    ],
)
def test_a_period_of_any_type_is_read(period, labels) -> None:
    values = pd.Series(period, dtype=getattr(period, "dtype", object))
    board = hw.Scorecard(frame(period=values), comparators=()).board
    assert [board.row(row).period for row in range(5)] == labels


@pytest.mark.parametrize("name", [1001, 1001.0, dt.date(2024, 4, 1)])
def test_an_indicator_may_be_a_number_and_stays_one(name: object) -> None:
    one = frame(indicator=[name, *range(1, 5)]).astype({"indicator": object})
    board = hw.Scorecard(one, comparators=())
    assert board.board.row(0).indicator == str(name).removesuffix(".0")
    assert board.frame.indicator.tolist() == one.indicator.tolist()


def test_what_is_wrong_with_rows_and_with_numbers_is_said_at_once() -> None:
    message = refusal(frame(section=["Housing", None, "Housing", "Adults", "Housing"], target=[np.inf, 1, 1, 1, 1]))
    assert "row 1, column 'section': found null" in message
    assert "row 0, column 'target': found infinity" in message


def test_a_dead_band_is_kept() -> None:
    assert (hw.Scorecard(frame(), comparators=(), dead_band=5).dead_band, card().dead_band) == (5.0, 0.0)


def test_later_edits_of_the_frame_change_nothing() -> None:
    given = frame(target_lower=1.0, target_upper=[2.0] * 5, unit=["count", "%", "%", "%", "count"])
    given.loc[0, "polarity"] = "in_range"
    board = hw.Scorecard(given, comparators=("target",))
    before = (board.table().as_raw_html(), repr(board), board.summary().to_numpy().tolist())
    for column in ("latest", "previous", "target", "target_lower", "target_upper"):
        given[column].array._ndarray.setflags(write=True)
        given[column].array._ndarray[:] = 999.0  # in place, under any copy that is none
        given.loc[0, column] = 999.0
    given.loc[0, ["section", "indicator", "period", "unit", "polarity"]] = "other"
    given.loc[5] = given.loc[0]
    board.frame.loc[:, "latest"] = 999.0
    assert (board.table().as_raw_html(), repr(board), board.summary().to_numpy().tolist()) == before
    assert len(board) == 5


def test_columns_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    plain = Frame.numbers
    monkeypatch.setattr(Frame, "numbers", lambda self, name: (read.append(name), plain(self, name))[1])
    board = card()
    board.table()
    assert sorted(read) == ["latest", "previous", "target"]


def test_counting_is_done_once_however_many_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    many = pa.table({"section": [f"s{i}" for i in range(300)], "indicator": ["a"] * 300, "period": ["2024"] * 300,
                     "latest": [1.0] * 300, "previous": [1.0] * 300, "target": [1.0] * 300, "polarity": [
                         "neutral"
                     ] * 300})
    board = hw.Scorecard(many, comparators=("target",))
    for name in ("count_ratings", "count_directions"):
        monkeypatch.setattr(hw._core, name, None)
    assert repr(board).count("1 indicator\n") == 300
    assert board.table().as_raw_html().count("1 indicator") >= 300
    assert len(board.summary()) == 300


# History


def points(**columns) -> pd.DataFrame:
    return pd.DataFrame(
        {"indicator": "voids", "period": ["2024-06", "2024-07", "2024-08"], "value": [1.0, 2.0, 3.0]} | columns
    )


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"value": [1.0, np.inf, -np.inf]},
         "2 problems:\n  history, row 1, column 'value': found infinity; accepted: a finite number or null\n"
         "  history, row 2, column 'value': found -infinity; accepted: a finite number or null"),
        ({"period": ["June 2024", "2024-07", "2024-06"]},
         "history, row 2, 'voids': the same indicator and period as row 0; accepted: one of them"),
        ({"indicator": ["voids", "other", "a\u00a0b"]}, None),
        ({"indicator": "other"},
         "history, column 'indicator': found no indicator of the scorecard, but 'other'; accepted: 'voids' and others"),
        ({"value": ["1", "x", "2"]}, "history, row 1, column 'value': found str 'x'"),
        ({"period": ["2024-06", "soon", "2024-08"]}, "history, row 1, column 'period': "),
        ({"value": [True, False, True]}, "history, row 0, column 'value': found bool True"),
    ],
)  # fmt: skip
def test_a_history_is_checked_and_named_in_every_message(columns: dict, message: str | None) -> None:
    if message is None:
        assert list(hw.Scorecard(frame(), comparators=("target",), history=points(**columns)).history) == ["voids"]
    else:
        assert refusal(frame(), history=points(**columns)).startswith(message)


def test_a_history_that_is_no_frame_or_lacks_a_column_is_named_too() -> None:
    assert refusal(frame(), history=points().drop(columns="value")).startswith(
        "history, column 'value' is not in the frame"
    )
    assert refusal(frame(), history=3).startswith("history, found int")


def test_a_history_goes_by_plain_names_and_leaves_out_what_it_does_not_know() -> None:
    history = pd.DataFrame({"indicator": ["re\u2010pairs", "other", "other", "other", "re-pairs", "re-pairs", None],
                            "period": ["2024-06", "soon", "2024-06", "2024-06", "2024-05", "2024-04", "never"],
                            "value": [2.0, 1.0, np.inf, np.inf, 1.0, None, 1.0]})  # fmt: skip
    board = hw.Scorecard(
        frame(indicator=["voids", "reviews", "re-pairs", "re-pairs", "contacts"]), comparators=(), history=history
    )
    assert board.history == {"re-pairs": [(hw.Period.parse("2024-05"), 1.0), (hw.Period.parse("2024-06"), 2.0)]}
    assert card(unit="%", polarity="neutral").history == hw.Scorecard(
        frame(), history=history[:0], comparators=()
    ).history == {}


@pytest.mark.parametrize("column", ["section", "indicator", "period"])
def test_missing_columns_are_refused_by_name(column: str) -> None:
    assert f"column '{column}' is not in the frame" in refusal(frame().drop(columns=column))


def test_what_assess_refuses_is_refused() -> None:
    assert "row 0, column 'polarity'" in refusal(frame(polarity=["so", *["neutral"] * 4]))
    assert "rows 0, 1, 2, 3 and 4, column 'latest'" in refusal(frame(latest=np.inf))
    assert "'target_rating'" in refusal(frame(target_rating="green"))
    message = refusal(frame(polarity="in_range"), rule=hw.RatingRule(basis="band", amber_limit=1))
    found = "column polarity: found in_range with a rule of basis band; accepted: another basis, or "
    assert f"rows 0, 1, 2, 3 and 4, {found}" in message


@pytest.mark.parametrize(
    "make", [pd.DataFrame, pl.from_pandas, lambda f: pa.Table.from_pandas(f, preserve_index=False)]
)
def test_without_rows_there_are_the_same_columns(make) -> None:
    board = hw.Scorecard(make(frame()[:0]), comparators=("target",))
    assert (len(board), board.sections) == (0, [])
    for table, columns in (
        (board.summary(), SUMMARY_COLUMNS), (board.ratings(), RATING_COLUMNS), (board.directions(), DIRECTION_COLUMNS)
    ):
        assert list(table.column_names if isinstance(table, pa.Table) else table.columns) == columns
        assert len(table) == 0


def test_without_comparators_directions_are_counted() -> None:
    board = hw.Scorecard(frame(), comparators=())
    assert board.directions().improving.tolist() == [2, 1]
    assert board.summary().improving.tolist() == [2, 1]


def test_an_empty_unit_column_is_missing_data() -> None:
    assert len(card(unit=np.nan)) == 5  # what pandas reads from a column of a CSV without any value


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.sampled_from([None, 8.0, 9.0, 10.0]), st.sampled_from([None, 10.0, 0.0]),
                  st.sampled_from([None, 9.0]), st.sampled_from([None, *map(str, hw.Polarity)])),
        min_size=1, max_size=30,
    )
)  # fmt: skip
def test_counts_add_up_to_the_rows_they_are_out_of(rows: list[tuple]) -> None:
    sections, latest, target, previous, polarity = zip(*rows, strict=True)
    table = pa.table({"section": sections, "indicator": [
        f"i{n}" for n in range(len(rows))
    ], "period": ["2024"] * len(rows),
                      "latest": pa.array(latest, pa.float64()), "previous": pa.array(previous, pa.float64()),
                      "target": pa.array(target, pa.float64()), "polarity": pa.array(
                          polarity, pa.string()
                      )})
    board = hw.Scorecard(table, comparators=("target",))
    assert board.sections == list(dict.fromkeys(sections))
    assessed = board.frame.to_pylist()
    for n, section in zip(board.ratings().to_pylist(), board.sections, strict=True):
        mine = [row for row in assessed if row["section"] == section]
        assert n["kpis"] == len(mine) == n["green"] + n["amber"] + n["red"] + n["not_rated"]
        assert n["with_comparator"] == sum(row["target"] is not None for row in mine)
        assert n["green"] + n["amber"] + n["red"] <= n["with_comparator"]
        for rating in hw.Rating:
            assert n[rating] == sum(row["target_rating"] == rating for row in mine)
    for n, section in zip(board.directions().to_pylist(), board.sections, strict=True):
        mine = [row["direction"] for row in assessed if row["section"] == section]
        assert n["kpis"] == len(mine)
        assert n["compared"] == len(mine) - n["unknown"]
        for direction in hw.Direction:
            assert n[direction] == mine.count(direction)


# Outlook

OUTLOOK_COLUMNS = [
    "year_end", "year_end_lower", "year_end_upper", "chance_of_target", "chance_reason", "forecast_rating"
]


def projection(values=(18, 17, 16, 16, 19, 15), *, accrual="flow", **rule: Any) -> hw.Projection:
    """Of 101 admissions in half a year, which is 202 in the whole."""
    series = hw.Series(list(values), start="2024-04", accrual=accrual)
    return hw.project_year_end(series, **{"target": 194, "polarity": "low_is_good"} | rule)


def test_an_outlook_adds_its_columns_and_without_one_there_are_none() -> None:
    known, unknown = projection(), projection([1, 2], accrual="snapshot", target=None, method="theil_sen")
    assert unknown.value is None
    board = hw.Scorecard(
        frame(polarity="low_is_good", unit="count"), comparators=("target",),
        outlook={"repairs": known, "reviews": unknown},
    )
    added = [*OUTLOOK_COLUMNS, "doubts"]
    assert list(board.frame.columns) == [*hw.assess(frame(), comparators=("target",)).columns, *added]
    rows = board.frame[["indicator", *OUTLOOK_COLUMNS]].astype(object).where(
        board.frame[["indicator", *OUTLOOK_COLUMNS]].notna(), None
    )
    nothing = [None] * 6
    both = [known.value, known.lower, known.upper, known.probability, None, "amber"]
    assert rows.to_numpy().tolist() == [
        ["voids", *nothing],
        ["reviews", None, None, None, None, "no projection", "not_rated"],
        ["repairs", *both],  # in both of its sections
        ["repairs", *both],
        ["contacts", *nothing],
    ]
    assert not set(OUTLOOK_COLUMNS) & set(card().frame.columns)
    assert card().outlook == {}


def test_an_empty_outlook_has_its_columns_too_of_the_callers_kind() -> None:
    board = hw.Scorecard(pl.from_pandas(frame()), comparators=("target",), outlook={})
    assert board.frame.columns[-7:] == [*OUTLOOK_COLUMNS, "doubts"]
    assert board.frame.select(OUTLOOK_COLUMNS).dtypes == [pl.Float64] * 4 + [pl.String] * 2
    assert board.frame.select(OUTLOOK_COLUMNS).null_count().row(0) == (5,) * 6


def test_a_forecast_is_rated_by_the_rule_of_the_scorecard() -> None:
    outlook = {"voids": projection()}  # 202 against 194 is 4.1% over
    assert hw.Scorecard(frame(), comparators=(), outlook=outlook).frame.forecast_rating[0] == "amber"
    assert hw.Scorecard(frame(), comparators=(), outlook=outlook, tolerance=0.04).frame.forecast_rating[0] == "red"


def test_an_outlook_goes_by_plain_names_as_the_scorecard_spells_them() -> None:
    board = hw.Scorecard(frame(indicator=["re\u2010pairs", "a", "b", "c", "d"], polarity="low_is_good"), comparators=(),
                         outlook={" re-pairs\u00a0": projection()})  # fmt: skip
    assert list(board.outlook) == ["re\u2010pairs"]


def test_a_projection_without_polarity_and_a_row_without_one_contradict_nothing() -> None:
    assert card(polarity=["low_is_good", *[None] * 4]).outlook == {}
    board = hw.Scorecard(frame(polarity=["low_is_good", None, None, None, None], unit="count"), comparators=(),
                         outlook={"voids": projection(polarity=None), "repairs": projection()})  # fmt: skip
    assert board.frame.forecast_rating.tolist()[0] == "amber"  # by the polarity of the indicator
    assert board.frame.chance_reason.tolist()[0] == "polarity not given to project"
    assert board.frame.forecast_rating.tolist()[2] == "amber"


@pytest.mark.parametrize("accrual", ["snapshot", "average", "flow"])
@pytest.mark.parametrize("given", [{}, {"polarity": "low_is_good"}, {"target": 600.0, "polarity": "low_is_good"}])
def test_a_projection_says_the_same_as_the_frame_of_it(accrual: str, given: dict[str, Any]) -> None:
    values = [520.0, 530, 525, 540, 535, 539]
    months = pd.DataFrame({"indicator": "voids", "period": [f"2024-{m:02d}" for m in range(4, 10)], "value": values})
    one = projection(values, accrual=accrual, **{"target": None, "polarity": None} | given)
    boards = [card_with(one), card_with(hw.project(months, series="indicator", accrual=accrual, **given))]
    columns = [*OUTLOOK_COLUMNS, "target_rating", "target_reason"]
    pd.testing.assert_frame_equal(boards[0].frame[columns], boards[1].frame[columns])
    of_level, of_flow = ("green", "red") if "target" in given else ("amber", "not_rated")
    assert boards[0].frame.forecast_rating[0] == (of_flow if accrual == "flow" else of_level)


def card_with(outlook: Any) -> hw.Scorecard:
    outlook = {"voids": outlook} if isinstance(outlook, hw.Projection) else outlook
    return hw.Scorecard(frame(unit="count"), comparators=("target",), outlook=outlook)


@pytest.mark.parametrize(
    ("outlook", "message"),
    [
        ([1], "outlook: found list; accepted: the frame that headway.project gives, or a mapping from indicator to a "
              "headway.Projection, as project_year_end makes it"),
        (frame(), "outlook, found a frame without value, lower, upper, status; accepted: the frame that headway."),
        ({"voids": 3.0}, "outlook, 'voids': found float; accepted: a headway.Projection, as project_year_end makes it"),
        ({"voids": None}, "outlook, 'voids': found NoneType; accepted: a headway.Projection"),
        (
            {"void": projection()},
            "outlook: found 'void'; accepted: an indicator of the scorecard; the nearest is 'voids'"
        ),
        ({3: projection()}, "outlook: found 3; accepted: an indicator of the scorecard"),
        ({"repairs": projection()},
         "outlook, 'repairs': found a projection whose polarity is 'low_is_good', but 'high_is_good' in row 2; "
         "accepted: one definition of an indicator"),
        (
            {"contacts": projection()},
            "outlook, 'contacts': found a projection whose polarity is 'low_is_good', but 'neutral'"
        ),
        ({"voids": projection(), "voids ": projection()},
         "outlook, 'voids ': the same indicator as another name of the outlook; accepted: one of them"),
    ],
)  # fmt: skip
def test_an_outlook_is_checked_and_named_in_every_message(outlook: object, message: str) -> None:
    assert refusal(frame(), outlook=outlook).startswith(message)


def test_an_outlook_is_of_the_year_of_its_rows() -> None:
    """Of one of them, where an indicator has several; a row without a period says nothing."""
    given = {"outlook": {"voids": projection()}, "comparators": ()}
    old = ["2022-09", *["2024/25 - Q2"] * 4]
    assert refusal(frame(period=old), **given) == (
        "outlook, 'voids': found a projection of 2024/25, but the period '2022-09' in row 0; "
        "accepted: a projection of the year of the row"
    )
    for period in ("2025-03", "2024/25", None):
        assert "voids" in hw.Scorecard(frame(period=[period, *old[1:]]), **given).outlook
    both = frame(indicator=["voids", "voids", "repairs", "repairs", "contacts"], period=[
        "2022-09", "2024-09", *old[2:]
    ],
                 unit="count", polarity="low_is_good")  # fmt: skip
    assert "voids" in hw.Scorecard(both, **given).outlook


def test_all_that_is_wrong_with_an_outlook_is_said_at_once() -> None:
    message = refusal(frame(), outlook={"void": projection(), "voids": 1, "repairs": projection()})
    assert message.startswith("3 problems")
    assert "none, for there are no rows" in refusal(frame()[:0], outlook={"voids": projection()})


# The same as the scorecard of C++, which tests/cpp/test_scorecard.cpp holds to the same tables

TESTS = Path(__file__).parents[1]
EXAMPLE = TESTS.parent / "examples" / "data" / "southampton" / "kpis_2024_25_q2.csv"


def said(board: hw.Scorecard, names: Sequence[str]) -> list[dict[str, str]]:
    """What each row is rated, which way it goes, and why not."""
    found = []
    for row in map(board.board.row, range(len(board))):
        words = {"direction": row.direction, "direction_reason": row.direction_reason}
        for name in names:
            words |= {f"{name}_rating": row.against[name].rating, f"{name}_reason": row.against[name].reason}
        found.append(words)
    return found


def told(table: str) -> list[dict[str, str]]:
    with (TESTS / "data" / table).open(newline="") as file:
        return list(csv.DictReader(file))


def history_of_cases(rows: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    """The points of each row by month, the last in the last month of its period; "-" is none."""
    points = []
    for row in rows:
        values = row["history"].removeprefix("m:").split()
        last = hw.Period.parse(row["period"]).end
        first = pd.Period(last, "M") - len(values) + 1
        points += [{"indicator": row["indicator"], "period": str(first + i), "value": float(value)}
                   for i, value in enumerate(values) if value != "-"]  # fmt: skip
    return pd.DataFrame(points)


def outlook_of_cases(frame: pd.DataFrame) -> pd.DataFrame:
    own = ["value", "target", "target_lower", "target_upper", "accrual", "status"]
    years = frame[frame.year_status.notna()].drop_duplicates("indicator").set_index("indicator")
    years = years[[f"year_{name}" for name in own]].set_axis(own, axis="columns")
    return years.reset_index().assign(lower=None, upper=None)


def test_the_example_is_rated_as_in_cpp() -> None:
    names = ("target", "national", "peer")
    found = said(hw.Scorecard(pd.read_csv(EXAMPLE)), names)
    assert found == [{name: row[name] for name in found[0]} for row in told("scorecard_2024_25_q2.csv")]


def test_intervals_rules_histories_and_year_ends_say_what_they_say_in_cpp() -> None:
    rows = told("scorecard.csv")
    expected = [name for name in rows[0] if name.endswith(("_rating", "_reason")) or name == "direction"]
    cases = pd.read_csv(TESTS / "data" / "scorecard.csv").drop(columns=expected)
    board = hw.Scorecard(
        cases, comparators=("target", "national"), tolerance="tolerance", basis="basis", amber_limit="amber_limit",
        dead_band="dead_band", history=history_of_cases(rows), outlook=outlook_of_cases(cases),
        directions="control_chart",
    )  # fmt: skip
    found = said(board, ("target", "national"))
    for words, rating in zip(found, board.frame.forecast_rating, strict=True):
        words["forecast_rating"] = "" if pd.isna(rating) else rating
    for row, words in zip(rows, found, strict=True):
        assert words == {name: row[name] for name in words}, row["indicator"]


# --- Names and months as tables have them --------------------------------------------------------------------------


@pytest.mark.parametrize("other", ["peer average", "peer_average "])
def test_comparators_that_read_alike_are_refused(other: str) -> None:
    rows = frame(**{"peer_average": 1.0, other: 2.0})
    with pytest.raises(hw.HeadwayError, match="comparators: found 'peer_average' and .*, which read alike; accepted: "):
        hw.Scorecard(rows, comparators=("peer_average", other))



@pytest.mark.parametrize("name", ["Nat Avg", "2024/25 target", "Target (%)", "family  group"])
def test_a_comparator_of_any_name_is_counted(name: str) -> None:
    board = hw.Scorecard(frame().rename(columns={"target": name}), comparators=(name,))
    plain = hw.Scorecard(frame(), comparators=("target",))
    columns = [f"with_{name}" if column == "with_target" else column for column in plain.summary().columns]
    assert list(board.summary().columns) == columns
    assert board.summary().values.tolist() == plain.summary().values.tolist()
    assert board.ratings()["comparator"].unique().tolist() == [name]


MONTH = re.compile(
    r"\b(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*[ -]\d{2,4}|20\d\d-\d\d|\d\d/\d\d/20\d\d)\b"
)


def test_a_month_has_one_style_on_a_page(tmp_path: Path) -> None:
    values = frame(period=["2024-09", "Sep-24", "30/09/2024", "September 2024", "2024-09"], latest=[1.0] * 5)
    history = pd.DataFrame({"indicator": "voids", "period": pd.period_range("2023-10", periods=12, freq="M"),
                            "value": [2.0 + i for i in range(12)]})  # fmt: skip
    board = hw.Scorecard(values, comparators=("target",), history=history)
    board.write(tmp_path / "board.html", title="Performance")
    page = BeautifulSoup((tmp_path / "board.html").read_text(encoding="utf-8"), "html.parser")
    for part in page.select("style, script"):
        part.decompose()
    labels = " ".join(tag["aria-label"] for tag in page.select("[aria-label]"))
    found = set(MONTH.findall(f"{page.get_text(' ')} {labels} {board!r}"))
    assert found == {"September 2024", "October 2023"}
