"""The rated table: every row, its own decimals, and ratings that need no colour to be read."""

import builtins
import itertools
import re
import sys

import duckdb
import headway as hw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from bs4 import BeautifulSoup
from headway.language.counts import direction_sentence, rating_sentence
from headway.language.figures import decimals, figure, rounding
from headway.language.key import direction_key, direction_rule, rating_key, zero_rule
from headway.language.palette import MUTED, RATING_COLOURS
from headway.report import scorecard_table
from headway.report.cells import rating_shape, sparkline
from headway.report.trend import Trend
from htmltools import tags
from hypothesis import given
from hypothesis import strategies as st

WHITE = "#ffffff"
MINUS = "\u2212"


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours."""

    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def rows_of(html: str) -> list[dict[str, str]]:
    """The body of a table: what each cell shows, by the column that it names as its header."""
    soup = BeautifulSoup(html, "html.parser")
    for label in soup.select(".headway-label"):  # shown on narrow screens only
        label.decompose()
    rows = []
    for row in soup.select("tbody tr"):
        name = row.select_one("th[scope=row]")
        if name is None:
            continue
        cells = {cell["headers"][-1].rsplit("-", 1)[-1]: cell.get_text("|", strip=True) for cell in row.find_all("td")}
        rows.append({"indicator": name.get_text("|", strip=True)} | cells)
    return rows


def board(history=None, outlook=None, **columns) -> hw.Scorecard:
    """One section of as many rows as the longest column, or fewer words for all of them."""
    given = {"section": "Housing", "indicator": "Repairs", "period": "2024/25 - Q2", "previous": 50.0, "latest": 60.0,
             "target": 55.0, "polarity": "high_is_good"}  # fmt: skip
    rows = max((len(c) for c in columns.values() if isinstance(c, list)), default=1)
    frame = pd.DataFrame({name: c if isinstance(c, list) else [c] * rows for name, c in (given | columns).items()})
    return hw.Scorecard(frame, comparators=("target",), history=history, outlook=outlook)


def first_row(history=None, outlook=None, **columns) -> dict[str, str]:
    return rows_of(board(history, outlook, **columns).table("Housing").as_raw_html())[0]


@pytest.fixture(scope="module")
def history(data) -> pd.DataFrame:
    return pd.read_csv(data / "indicator_history_2024_25.csv").rename(columns={"month": "period"})


@pytest.fixture(scope="module")
def city(data, history) -> hw.Scorecard:
    kpis, definitions = pd.read_csv(data / "kpis_2024_25_q2.csv"), pd.read_csv(data / "indicators.csv")
    return hw.Scorecard(kpis.merge(definitions, on="indicator", how="left", validate="many_to_one"), history=history)


@pytest.fixture(scope="module")
def forecast(southampton) -> hw.Scorecard:
    """The scorecard of the example, with an outlook for the admissions of older and of younger adults."""
    return southampton.scorecard


@pytest.fixture(scope="module")
def drawn(city) -> str:
    return city.table().as_raw_html()


# Figures


@pytest.mark.parametrize(
    ("value", "options", "text"),
    [
        (86.6, {"places": 2}, "86.60"),
        (2458, {"places": 0}, "2,458"),
        (39665, {"places": 0, "unit": "GBP"}, "£39,665"),
        (38.1, {"places": 1, "unit": "%"}, "38.1%"),
        (-1345, {"places": 0, "signed": True}, f"{MINUS}1,345"),
        (-4, {"places": 0, "unit": "GBP", "signed": True}, f"{MINUS}£4"),
        (0.6, {"places": 2, "signed": True}, "+0.60"),
        (0.0, {"places": 1, "signed": True}, "0.0"),
        (-0.001, {"places": 2, "signed": True}, "0.00"),
    ],
)
def test_figure(value, options, text):
    assert figure(value, **options) == text


def test_decimals_are_those_that_are_used_up_to_two():
    assert decimals(94.26, 94.8) == 2
    assert decimals(706.0, 351.0) == 0
    assert decimals(0.125) == 2
    assert decimals(float("nan")) == 0


@pytest.mark.parametrize(
    ("indicator", "figures"),
    [
        ("Rate of Looked After Children", ("94.26", "94.86", "+0.60", "86.60|Amber", "71.00|Red", "100.90|Green")),
        ("Economic growth", ("£36,060", "£39,665", "+£3,605", "£33,976|Green", "£33,976|Green", "£33,843|Green")),
        ("Number of reported missed bins",
         ("2,458", "1,113", f"{MINUS}1,345", "1,500|Green", "no national value", "no peer value")),
        ("Number of properties", ("78", "79", "+1", "63.2|Red", "no national value", "no peer value")),
        ("Key Stage 4", ("42.1%", "38.1%", f"{MINUS}4.0 pp", "40.0%|Amber", "45.5%|Red", "39.1%|Amber")),
        ("Percentage of call centre", ("85%", "85%", "0 pp", "90%|Amber", "no national value", "no peer value")),
    ],
)  # fmt: skip
def test_each_row_has_its_own_decimals_and_its_ratings_beside_the_values(drawn, indicator, figures):
    row = next(r for r in rows_of(drawn) if r["indicator"].startswith(indicator))
    names = ("previous", "latest", "change", "against_target", "against_national", "against_peer")
    assert tuple(row[name] for name in names) == figures


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        ({"previous": 0.002, "latest": 0.004, "target": 0.001}, ("0.002", "0.004", "+0.002", "0.001|Green")),
        ({"previous": 80, "latest": 89.996, "target": 90}, ("80.000", "89.996", "+9.996", "90.000|Amber")),
        (
            {"previous": 80, "latest": 89.996, "target": 90, "unit": "%"},
            ("80.000%", "89.996%", "+9.996 pp", "90.000%|Amber")
        ),
        ({"previous": 1.004, "latest": 1.0051, "target": 1}, ("1.004", "1.005", "+0.001", "1.000|Green")),
        ({"previous": 50, "latest": 60, "target": 1e-5}, ("50", "60", "+10", "0.00001|Green")),
        ({"previous": 0.1 + 0.2, "latest": 0.3, "target": 0.3}, ("0.3", "0.3", "0.0", "0.3|Green")),
        ({"previous": 1 / 3, "latest": 2 / 3, "target": 0.3}, ("0.33", "0.67", "+0.33", "0.30|Green")),
        ({"previous": 12345678.001, "latest": 12345678.002, "target": 0},
         ("12,345,678.001", "12,345,678.002", "+0.001", "0.000|Green")),
    ],
)  # fmt: skip
def test_figures_that_differ_print_differently_and_only_zero_as_zero(columns, shown):
    row = first_row(**columns)
    assert (row["previous"], row["latest"], row["change"], row["against_target"]) == shown


def test_the_ends_of_a_range_differ_from_the_value_too():
    row = first_row(
        polarity="in_range", previous=20.0, latest=21.001, target=None, target_lower=18.0, target_upper=21.0
    )
    assert (row["latest"], row["against_target"]) == ("21.001", "18.000 to 21.000|Amber")


def test_a_trend_tells_its_first_point_from_its_last():
    assert "from 1.001 in April 2024 to 1.002 in September 2024" in str(
        sparkline(Trend(points(m2024_04=1.001, m2024_09=1.002), None))
    )


@given(st.lists(st.floats(-1e9, 1e9) | st.floats(-1e-3, 1e-3), min_size=2, max_size=5))
def test_rounding_keeps_every_figure_apart_from_the_first(values):
    places = rounding(*values)
    first, *others = (float(f"{value:.15g}") for value in values)
    for value in others:
        assert (figure(value, places=places) == figure(first, places=places)) == (value == first)
    assert all(float(f"{value:.{places}f}") or not value for value in (first, *others))


# Rows


def test_every_row_in_order(drawn, kpis):
    rows = rows_of(drawn)
    assert [row["indicator"].split("|")[0] for row in rows] == kpis.indicator.tolist()
    assert [row["period"] for row in rows] == kpis.period.tolist()
    assert len(rows) == 69


def test_every_rating_and_direction_is_the_one_assessed(city, drawn):
    rows = rows_of(drawn)
    for name in city.comparators:
        words = [re.search("(Red|Amber|Green)?$", row[f"against_{name}"]).group().lower() for row in rows]
        assert words == city.frame[f"{name}_rating"].replace("not_rated", "").tolist()
    words = [
        re.search("No change|Improving|Worsening|Increasing|Decreasing|Unknown", r["direction"]).group() for r in rows
    ]
    assert [word.lower().replace(" ", "_") for word in words] == city.frame.direction.tolist()


def test_arrows_show_the_sign_of_the_change_not_whether_it_is_good(drawn):
    for row in rows_of(drawn):
        arrow = {"+": "\u2191", MINUS: "\u2193"}.get(row["change"][0], "\u2192")
        if not row["direction"].startswith("Unknown"):
            assert row["direction"].split("|")[0] == arrow, row


def test_groups_are_the_sections_with_their_counts(city, drawn):
    soup = BeautifulSoup(drawn, "html.parser")
    groups = [group.get_text(" ", strip=True) for group in soup.select("th.gt_group_heading")]
    assert [group.split(":")[0] for group in groups] == city.sections
    assert "5 red, 6 amber, 1 green of 12 with a target" in groups[0]
    assert "of 13 compared: 6 improving, 7 worsening" in groups[0]


def test_one_section_alone(city):
    html = city.table("Corporate Plan").as_raw_html()
    assert len(rows_of(html)) == 13
    assert "5 red, 6 amber, 1 green of 12 with a target" in html
    with pytest.raises(hw.HeadwayError, match="found 'Corporate'; accepted: 'Corporate Plan', "):
        city.table("Corporate")


def test_sections_whose_rows_are_apart_come_together():
    table = board(section=["A", "B", "A"], indicator=["first", "second", "third"]).table()
    assert [row["indicator"] for row in rows_of(table.as_raw_html())] == ["first", "third", "second"]


# Ratings


def test_a_rating_is_a_word_a_shape_and_a_colour(city, drawn):
    soup = BeautifulSoup(drawn, "html.parser")
    marks = soup.select("td .headway-rating")
    assert len(marks) == sum(city.ratings()[["green", "amber", "red"]].sum())
    looks = {(mark.get_text(strip=True), mark.svg.find().name, mark.svg.find()["fill"]) for mark in marks}
    assert {word for word, _, _ in looks} == {"Red", "Amber", "Green"}
    assert len(looks) == len({shape for _, shape, _ in looks}) == len({fill for _, _, fill in looks}) == 3
    assert all(mark.svg["aria-hidden"] == "true" for mark in marks)  # the word speaks


@pytest.mark.parametrize("rating", RATING_COLOURS)
def test_marks_stand_out_from_the_cell(rating):
    assert RATING_COLOURS[rating] in str(rating_shape(rating))
    assert contrast(RATING_COLOURS[rating], WHITE) >= 3


def test_the_formula_of_contrast_itself():
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)


def test_every_colour_of_text_is_readable(drawn):
    texts = set(re.findall(r"[{; ]color: (#[0-9a-fA-F]{6})", drawn))
    assert MUTED in texts
    assert {colour: contrast(colour, WHITE) for colour in texts if contrast(colour, WHITE) < 4.5} == {}


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        ({"target": None}, "no target"),
        ({"latest": None}, "55|no data"),
        ({"polarity": "neutral"}, "55|neutral indicator"),
        ({"polarity": None}, "55|no polarity"),
    ],
)
def test_a_row_that_is_not_rated_says_why(columns, shown):
    assert first_row(**columns)["against_target"] == shown


def test_a_range_shows_both_of_its_ends():
    row = first_row(polarity="in_range", previous=22.5, latest=21.5, target=None, target_lower=18.0, target_upper=21.0)
    assert row["against_target"] == "18.0 to 21.0|Amber"


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        ({"accrual": "cumulative"}, "Unknown|year-to-date total"),
        ({"previous": None}, "Unknown|no previous result"),
        ({"latest": None}, "Unknown|no latest result"),
        ({"polarity": None}, "Unknown|no polarity"),
        ({"polarity": "in_range", "target": None}, "Unknown|no range"),
        ({"accrual": "snapshot"}, "\u2191|Improving"),
        ({"polarity": "low_is_good"}, "\u2191|Worsening"),
        ({"polarity": "neutral"}, "\u2191|Increasing"),
        ({"previous": 60.0}, "\u2192|No change"),
    ],
)
def test_direction_in_words(columns, shown):
    assert first_row(**columns)["direction"] == shown


def test_a_change_within_the_dead_band_has_a_flat_arrow():
    frame = board(previous=[50.0, 50.0], latest=[55.0, 56.0], indicator=["a", "b"]).frame
    columns = ["section", "indicator", "period", "previous", "latest", "target", "polarity"]
    card = hw.Scorecard(frame[columns], comparators=("target",), dead_band=5)
    rows = rows_of(card.table().as_raw_html())
    assert [(row["change"], row["direction"]) for row in rows] == [
        ("+5", "\u2192|No clear change|too small to count"), ("+6", "\u2191|Improving")
    ]


def test_a_range_that_is_kept_to_has_a_flat_arrow():
    row = first_row(polarity="in_range", previous=19.0, latest=20.0, target=None, target_lower=18.0, target_upper=21.0)
    assert (row["change"], row["direction"]) == ("+1", "\u2192|No change")


def test_missing_results_are_words_too():
    row = first_row(previous=None, period=None)
    assert (row["previous"], row["change"], row["period"]) == ("no data", "no data", "no period")


@pytest.mark.parametrize(
    ("indicator", "unit", "shown"),
    [
        ("Hate crime rate", "per 1,000", "Hate crime rate|per 1,000"),
        ("Hate crime rate (per 1,000)", "per 1,000", "Hate crime rate (per 1,000)"),
        ("Voids", "count", "Voids"),
        ("Voids", None, "Voids"),
    ],
)
def test_a_unit_stands_below_its_indicator_where_nothing_else_says_it(indicator, unit, shown):
    assert first_row(indicator=indicator, unit=unit)["indicator"] == shown


# Trends


def points(**values) -> list[tuple[hw.Period, float]]:
    return [(hw.Period.parse(label.replace("_", "-")[1:]), value) for label, value in values.items()]


def test_points_stand_at_their_own_times():
    trend = Trend(points(m2024_04=1, m2024_08=3, m2024_09=2), None)
    line = BeautifulSoup(str(sparkline(trend)), "html.parser").polyline
    (x0, y0), (x1, y1), (x2, y2) = (map(float, pair.split(",")) for pair in line["points"].split())
    assert (x1 - x0) / (x2 - x0) == pytest.approx(123 / 153, abs=0.01)  # days from the end of April
    assert y1 < y2 < y0  # down the screen is less


def test_a_trend_says_where_it_began_and_ended(city):
    soup = BeautifulSoup(city.table("Corporate Plan").as_raw_html(), "html.parser")
    labels = [svg["aria-label"] for svg in soup.select("svg[role=img]")]
    assert labels == [
        "4 points, from 97.47 in April 2024 to 94.86 in September 2024",
        "3 points, from 4.0% in October 2023 to 4.7% in September 2024; dotted: target",
    ]
    assert "from 97.47" in soup.get_text() and "in April 2024" in soup.get_text()


def test_a_flat_trend_is_a_level_line():
    line = BeautifulSoup(str(sparkline(Trend(points(m2024_04=5, m2024_09=5), None))), "html.parser").polyline
    assert len({pair.split(",")[1] for pair in line["points"].split()}) == 1


def test_a_target_is_dotted_where_the_points_are_still_told_apart():
    earlier = points(m2024_04=80.0, m2024_08=82.0, m2024_09=84.0)
    near, far = (BeautifulSoup(str(sparkline(Trend(earlier, "%", target))), "html.parser") for target in (87, 95))
    assert near.line and not far.line
    heights = [float(pair.split(",")[1]) for pair in near.polyline["points"].split()]
    step = (heights[0] - heights[2]) / 4  # of one per cent
    assert float(near.line["y1"]) == pytest.approx(heights[2] - 3 * step, abs=0.11)
    assert near.svg["aria-label"].endswith("to 84% in September 2024; dotted: target")
    assert "dotted" not in far.get_text() and "from 80%" in far.get_text()


def test_one_point_is_no_trend_and_a_table_without_trends_has_no_column():
    one = pd.DataFrame({"indicator": ["Repairs"], "period": ["2024-09"], "value": [60.0]})
    assert "trend" not in first_row(history=one)
    two = pd.DataFrame({"indicator": ["Repairs"] * 2, "period": ["2024-06", "2024-09"], "value": [50.0, 60.0]})
    assert first_row(history=two)["trend"] == "from 50|in June 2024|dotted: target"


# Outlook

ADULTS = "Community Wellbeing - Adult Social Care"
OUTLOOK = ("year_end", "chance_of_target", "forecast_rating")
PAST = [10 + month % 12 for month in range(12)]


def projection(values=(18, 17, 16, 16, 19, 15), *, start="2024-04", accrual="flow", note="", **rule) -> hw.Projection:
    """Of 101 admissions in half a year, which is 202 in the whole."""
    series = hw.Series(list(values), start=start, accrual=accrual, note=note)
    return hw.project_year_end(series, **{"target": 194, "polarity": "low_is_good"} | rule)


def shown(outlook: hw.Projection, **columns) -> tuple[str, ...]:
    """What the three cells of an outlook show, in a row of whole numbers."""
    row = first_row(outlook={"Repairs": outlook}, **{"polarity": None} | columns)
    return tuple(row[name] for name in OUTLOOK)


@pytest.mark.parametrize(
    ("indicator", "cells"),
    [
        ("Cumulative number of older adults",
         (
             "583.02|{0.lower:.2f} to {0.upper:.2f} at 80%|no past year to test on|note 1", "{0.probability:.0%}",
             "target 560.80|Amber"
         )),
        ("Cumulative number of younger adults",
         (
             "17.84|{0.lower:.2f} to {0.upper:.2f} at 80%|no past year to test on|note 1", "{0.probability:.0%}",
             "target 14.60|Red"
         )),
    ],
)  # fmt: skip
def test_the_outlook_of_the_city(forecast, indicator, cells):
    rows = rows_of(forecast.table(ADULTS).as_raw_html())
    row = next(row for row in rows if row["indicator"].startswith(indicator))
    outlook = forecast.outlook[row["indicator"]]
    assert tuple(row[name] for name in OUTLOOK) == tuple(cell.format(outlook) for cell in cells)
    others = [row for row in rows if not row["indicator"].startswith("Cumulative")]
    assert len(others) == 7
    assert {row[name] for row in others for name in OUTLOOK} == {""}


def test_columns_of_an_outlook_stand_only_where_a_drawn_row_has_one(forecast, city):
    def headers(table):
        return [
            th.get_text(strip=True)
            for th in BeautifulSoup(table.as_raw_html(), "html.parser").select("thead th[scope=col]")
        ]

    assert headers(forecast.table(ADULTS))[-3:] == ["Year end", "Chance of target", "Forecast rating"]
    assert headers(forecast.table())[-3:] == ["Year end", "Chance of target", "Forecast rating"]
    for table in (forecast.table("Corporate Plan"), city.table(ADULTS), city.table()):
        assert headers(table)[-1] == "Trend"
    assert forecast.table("Corporate Plan").as_raw_html() == city.table("Corporate Plan").as_raw_html()


def test_the_outlook_of_a_row_without_one_is_empty_and_of_one_with_it_is_labelled():
    card = board(outlook={"b": projection()}, indicator=["a", "b"], polarity="low_is_good")
    soup = BeautifulSoup(card.table("Housing").as_raw_html(), "html.parser")
    for name in OUTLOOK:
        without, with_one = soup.select(f'td[headers$="{name}"]')
        assert without.find() is None
        assert without.get_text() == ""
        assert with_one.select_one(".headway-label").get_text() == name.replace("_", " ").capitalize()


def test_a_forecast_rating_is_the_mark_of_every_rating(forecast):
    soup = BeautifulSoup(forecast.table(ADULTS).as_raw_html(), "html.parser")
    marks = [
        cell.select_one(".headway-rating") for cell in soup.select('td[headers$="forecast_rating"]') if cell.find()
    ]
    looks = [(mark.get_text(strip=True), mark.svg.find().name, mark.svg.find()["fill"]) for mark in marks]
    assert looks == [("Red", "rect", RATING_COLOURS["red"]), ("Amber", "polygon", RATING_COLOURS["amber"])]


@pytest.mark.parametrize(
    ("outlook", "cells"),
    [
        (projection(), (
            "202|{0.lower:.0f} to {0.upper:.0f} at 80%|no past year to test on", "{0.probability:.0%}",
            "target 194|Amber"
        )),
        (projection(target=hw.Profile.linear(194)), (
            "202|{0.lower:.0f} to {0.upper:.0f} at 80%|no past year to test on", "{0.probability:.0%}",
            "target 194|Amber"
        )),
        (projection(level=0.95), (
            "202|{0.lower:.0f} to {0.upper:.0f} at 95%|no past year to test on", "{0.probability:.0%}",
            "target 194|Amber"
        )),
        (
            projection(sides="upper"),
            ("202|at most {0.upper:.0f} at 80%|no past year to test on", "{0.probability:.0%}", "target 194|Amber")
        ),
        (
            projection(sides="lower"),
            ("202|at least {0.lower:.0f} at 80%|no past year to test on", "{0.probability:.0%}", "target 194|Amber")
        ),
        (projection(target=201.6), (
            "202.0|{0.lower:.1f} to {0.upper:.1f} at 80%|no past year to test on", "{0.probability:.0%}",
            "target 201.6|Amber"
        )),
        (
            projection(target=None),
            ("202|{0.lower:.0f} to {0.upper:.0f} at 80%|no past year to test on", "no target", "no target")
        ),
        (projection(polarity=None), (
            "202|{0.lower:.0f} to {0.upper:.0f} at 80%|no past year to test on", "no polarity", "target 194|no polarity"
        )),
        (projection(polarity="neutral"),
         (
             "202|{0.lower:.0f} to {0.upper:.0f} at 80%|no past year to test on", "neutral indicator",
             "target 194|neutral indicator"
         )),
        (projection(polarity="in_range", target=(190, None)),
         ("202|{0.lower:.0f} to {0.upper:.0f} at 80%|no past year to test on", "no range", "target 190|no range")),
        (
            projection([18.5, 17.25, 16.5]),
            ("209|{0.lower:.0f} to {0.upper:.0f} at 80%|no past year to test on", "28%", "target 194|Amber")
        ),
        (
            projection([0, 0, 1], target=0),
            ("4|{0.lower:.0f} to {0.upper:.0f} at 80%|no past year to test on", "0%", "target 0|Red")
        ),
        (projection([18, 17, 16], start="2024-06"), ("late start", "late start", "target 194|late start")),
        (projection([18, 17, 16, None, 16, 19]), ("gap in the year", "gap in the year", "target 194|gap in the year")),
        (projection([1, 2], accrual="snapshot", method="theil_sen"),
         ("too few points", "too few points", "target 194|too few points")),
        (projection([16] * 12), ("192|complete year", "100%", "target 194|Green")),
        (projection(PAST * 3 + PAST[:6], start="2021-04", target=190),
         ("186|184 to 188 at 80%|off by 0 in 1 past year", "99%", "target 190|Green")),
        (projection([10 + month % 12 + month // 12 * 3 % 7 for month in range(54)], start="2020-04"),
         (
             "245|{0.lower:.0f} to {0.upper:.0f} at 80%|off by 2 on average in 2 past years", "under 1%",
             "target 194|Red"
         )),
    ],
)  # fmt: skip
def test_an_outlook_in_words(outlook, cells):
    """The ends of intervals and most chances are the core's to say; here they are looked up."""
    assert shown(outlook) == tuple(cell.format(outlook) for cell in cells)


def test_an_outlook_has_the_decimals_and_the_unit_of_its_row():
    outlook = projection([81, 82, 84], accrual="snapshot", target=85.25, polarity="high_is_good")
    assert shown(outlook, previous=82.5, unit="%") == (
        "82.7%|67.1% to 98.2% at 80%|no past year to test on", "39%", "target 85.25%|Amber"
    )
    assert shown(outlook, unit="GBP")[0].startswith("£83|")


def test_a_past_error_that_is_none_alone_prints_as_0():
    past = [10 + month % 12 + (month == 40) for month in range(54)]
    assert shown(projection(past, start="2020-04"))[0].endswith("|off by 0.2 on average in 2 past years")


def test_a_year_end_that_misses_its_target_never_prints_as_on_it():
    row = shown(projection(target=201.996))
    assert (row[0].split("|")[0], row[2]) == ("202.000", "target 201.996|Amber")
    assert shown(projection(target=202))[2] == "target 202|Green"


def test_a_rating_that_the_rule_refuses_says_why():
    frame = board().frame[
        ["section", "indicator", "period", "previous", "latest", "target", "polarity"]
    ].assign(polarity=None)
    rule = hw.RatingRule(zero="not_rated")
    card = hw.Scorecard(frame, comparators=("target",), rule=rule, outlook={"Repairs": projection(target=0)})
    assert rows_of(card.table().as_raw_html())[0]["forecast_rating"] == "target 0|target is 0"


def test_notes_are_numbered_below_the_table_and_said_once():
    outlook = {
        name: projection(note=note) for name, note in (("a", "first"), ("b", "second"), ("c", "first"), ("d", ""))
    }
    html = board(outlook=outlook, indicator=list("abcd"), polarity="low_is_good").table("Housing").as_raw_html()
    soup = BeautifulSoup(html, "html.parser")
    assert [note.get_text() for note in soup.select(".gt_sourcenote")] == ["Note 1: first", "Note 2: second"]
    notes = [re.search("note .", row["year_end"]) for row in rows_of(html)]
    assert [note and note.group() for note in notes] == ["note 1", "note 2", "note 1", None]


def test_a_reconstructed_series_is_labelled_in_the_table_too(forecast, city):
    (note,) = BeautifulSoup(forecast.table(ADULTS).as_raw_html(), "html.parser").select(".gt_sourcenote")
    assert note.get_text().startswith("Note 1: Reconstructed: April to July were not published")
    assert "gt_sourcenote\"" not in city.table(ADULTS).as_raw_html()


def test_an_outlook_of_a_hostile_indicator_is_text_too():
    hostile = '<script>alert(1)</script> & "quoted" \'so\' {x}'
    html = board(
        outlook={hostile: projection(note=hostile)}, indicator=hostile, unit=hostile + ".", polarity=None
    ).table().as_raw_html()
    assert "<script" not in html
    assert BeautifulSoup(html, "html.parser").select_one(".gt_sourcenote").get_text() == f"Note 1: {hostile}"


# Words


def test_counts_close():
    counts = {"kpis": 9, "with_comparator": 6, "green": 0, "amber": 3, "red": 2, "not_rated": 4}
    assert rating_sentence("target", counts) == "target: 2 red, 3 amber, 0 green of 6 with a target; 4 of 9 not rated"
    assert rating_sentence("england_value", counts).startswith(
        "england value: 2 red, 3 amber, 0 green of 6 with an england"
    )
    directions = dict.fromkeys(("compared", "improving", "worsening", "no_change", "increasing", "decreasing"), 0)
    assert direction_sentence({"kpis": 4, "unknown": 4} | directions) == "none of 4 compared"


@pytest.mark.parametrize(
    ("rule", "amber", "red", "zero"),
    [
        ({}, "worse, but within 10% of the comparator", "worse by more than 10% of the comparator", "is red"),
        ({"tolerance": 0.07, "zero": "not_rated"}, "worse, but within 7% of the comparator",
         "worse by more than 7% of the comparator", "is not rated"),
        ({"amber_inclusive": False}, "worse, by less than 10% of the comparator",
         "worse by 10% of the comparator or more", "is red"),
        ({"basis": "percentage_points", "tolerance": 5}, "worse, but within 5 percentage points",
         "worse by more than 5 percentage points", None),
        ({"basis": "absolute", "tolerance": 2}, "worse, but within 2 in the indicator's unit",
         "worse by more than 2 in the indicator's unit", None),
        ({"basis": "ratio"}, "worse, with at least 90% of the comparator achieved",
         "less than 90% of the comparator achieved", "is red"),
        ({"basis": "band", "amber_limit": 30}, "worse, up to and including 30", "worse than that", None),
    ],
)  # fmt: skip
def test_the_rule_in_words(rule, amber, red, zero):
    key = rating_key(hw.RatingRule(**rule))
    assert list(key) == ["red", "amber", "green"]
    assert (key["amber"], key["red"]) == (amber, red)
    said = f"Any shortfall against a comparator of 0 {zero}." if zero else ""
    assert zero_rule(hw.RatingRule(**rule)) == said


def test_the_dead_band_in_words():
    assert direction_key(0) == "up, down or no change; the word beside an arrow says whether that is good"
    assert "no change (of more than 0.25);" in direction_key(0.25)
    assert direction_rule(0).startswith("Direction is the sign of the change, read")
    assert direction_rule(5).startswith(
        "Direction is the sign of a change of more than 5 in the indicator's unit, read"
    )
    assert direction_rule(5).endswith("Any other is no change.")


def test_green_on_the_comparator_only_where_the_rule_says_so():
    assert rating_key(hw.RatingRule())["green"] == "on or better than the comparator"
    assert rating_key(hw.RatingRule(green_inclusive=False))["green"] == "better than the comparator"


def test_text_for_a_terminal():
    assert repr(board(section=["A", "B"], indicator=["x", "y"], target=[55.0, None])).splitlines() == [
        "Scorecard: 2 indicators in 2 sections",
        "  A: 1 indicator",
        "    target: 0 red, 0 amber, 1 green of 1 with a target",
        "    direction: of 1 compared: 1 improving, 0 worsening",
        "  B: 1 indicator",
        "    target: none of 1 with a target",
        "    direction: of 1 compared: 1 improving, 0 worsening",
    ]


def test_a_title_tells_results_from_indicators():
    table = board(period=["2023", "2024"]).table().as_raw_html()
    soup = BeautifulSoup(table, "html.parser")
    assert soup.select_one(".gt_title").get_text() == "2 results for 1 indicator in 1 section"
    assert soup.select_one("th.gt_group_heading").get_text().startswith("Housing: 2 results for 1 indicator")


# The object


def test_a_column_is_one_entry(monkeypatch):
    """Its label, for narrow screens too, its cells, width and side; a rare one stands where some row has a cell."""

    def owner(line):
        return tags.b("Ada") if line.row.indicator == "b" else None

    columns = scorecard_table.columns_of
    added = scorecard_table.Column("owner", "Owner", owner, "7.7em", right=True, rare=True)
    monkeypatch.setattr(scorecard_table, "columns_of", lambda names: [*columns(names), added])
    card = board(section=["Housing", "Housing", "Roads"], indicator=["a", "b", "c"])
    soup = BeautifulSoup(card.table("Housing").as_raw_html(), "html.parser")
    header = soup.select("thead th[scope=col]")[-1]
    assert (header.get_text(), "gt_right" in header["class"]) == ("Owner", True)
    assert [cell.get_text("|") for cell in soup.select('td[headers$="owner"]')] == ["", "Owner|Ada"]
    assert soup.select("col")[-1]["style"].replace(" ", "") == "width:7.7em;"
    assert "Owner" not in card.table("Roads").as_raw_html()


def test_text_is_never_markup():
    hostile = ["<script>alert(1)</script>", "=cmd()", "a & b", "\"quotes\" and 'more'", "{x} {{y}} %s", "nan", "&lt;"]
    for text in hostile:
        html = board(section=text, indicator=text, unit=text + ".").table().as_raw_html()
        assert "<script" not in html
        (row,) = rows_of(html)
        assert row["indicator"] == f"{text}|{text}."
        group = BeautifulSoup(html, "html.parser").select_one("th.gt_group_heading")
        assert group.get_text().startswith(f"{text}: 1 indicator")
        title = BeautifulSoup(board(section=text).table(text).as_raw_html(), "html.parser").select_one(".gt_title")
        assert title.get_text() == text


def test_a_history_of_a_hostile_indicator_is_text_too():
    two = pd.DataFrame({"indicator": ["<b>"] * 2, "period": ["2024-06", "2024-09"], "value": [50.0, 60.0]})
    html = board(two, indicator="<b>", unit="<i>").table().as_raw_html()
    assert "<b>" not in html
    assert "<i>" not in html


def test_the_same_table_whatever_the_frame(kpis, history):
    def table(frame):
        return hw.Scorecard(frame, history=history).table().as_raw_html()

    tables = [kpis, pl.from_pandas(kpis), pa.Table.from_pandas(kpis), duckdb.from_df(kpis)]
    assert all(one == other for one, other in itertools.pairwise(map(table, tables)))


def test_tables_differ_in_their_ids_and_repeat_themselves(city):
    ids = [
        re.search('id="(scorecard-[0-9a-f]+)"', city.table(s).as_raw_html()).group(1) for s in [None, *city.sections]
    ]
    assert len(set(ids)) == 6
    assert city.table().as_raw_html() == city.table().as_raw_html()


def test_ids_are_unique_and_headers_name_them(drawn):
    soup = BeautifulSoup(drawn, "html.parser")
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {name for cell in soup.select("td[headers]") for name in cell["headers"]} <= set(ids)
    assert len(soup.select("tbody th[scope=row]")) == 69


def test_a_notebook_shows_the_table(city):
    assert city._repr_html_() == city.table().as_raw_html()


def test_a_notebook_shows_text_for_more_rows_than_a_reader_has_patience():
    assert board(indicator=[str(i) for i in range(1001)])._repr_html_() is None


@pytest.mark.parametrize("library", ["great_tables", "htmltools"])
def test_without_the_extra_a_notebook_shows_text_and_a_call_names_it(monkeypatch, tmp_path, library):
    real = builtins.__import__

    def lacking(name, *arguments, **options):
        if name.partition(".")[0] == library:
            raise ModuleNotFoundError(f"No module named {library!r}", name=library)
        return real(name, *arguments, **options)

    for module in [name for name in sys.modules if name.startswith("headway.report.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(builtins, "__import__", lacking)
    card = board()
    assert card._repr_html_() is None
    assert repr(card).startswith("Scorecard: 1 indicator in 1 section")
    for call in (card.table, lambda: card.write(tmp_path / "page.html", title="Report")):
        with pytest.raises(ImportError, match=rf"need {library}, which comes with: pip install 'headway\[report\]'"):
            call()
    assert list(tmp_path.iterdir()) == []


def test_an_empty_scorecard_is_an_empty_table():
    empty = board().frame.iloc[:0][["section", "indicator", "period", "previous", "latest", "target", "polarity"]]
    assert rows_of(hw.Scorecard(empty, comparators=("target",)).table().as_raw_html()) == []
