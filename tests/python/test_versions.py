"""The city's programme as three documents printed it, versions by hand, and bad input."""

import pickle

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from matplotlib.colors import to_hex


@pytest.fixture
def published(data) -> pd.DataFrame:
    return pd.read_csv(data / "savings_versions.csv")


@pytest.fixture
def documents(data) -> pd.DataFrame:
    return pd.read_csv(data / "documents.csv")


@pytest.fixture
def versions(published, documents) -> hw.SavingsVersions:
    return hw.SavingsVersions.from_frame(published, documents=documents, terms_of={"expected saving": "set"})


S2, S3, S4 = "programme 2024", "productivity plan 2024", "progress report 2025"


# What the city published


def test_totals_are_those_that_three_documents_print(versions):
    rows = versions.totals().set_index(["version", "figure", "year"])
    assert rows.total.dropna().tolist() == [42.65, 32.05, 41.60, 42.64, 34.5]
    assert rows.total_bound.dropna().tolist() == ["about 40", "over 50"]
    expected = rows.xs("expected saving", level="figure")
    assert expected.portfolios.tolist() == [7, 7] and expected.parts.tolist() == [42.65, 42.65]
    assert expected.rest.tolist() == [0.0, -0.01] and expected.explained_by_rounding.tolist() == [True, False]
    run_rate = rows.loc[("Transformation programme", "run rate", "2025/26")]
    assert (run_rate.parts, run_rate.rest, run_rate.explained_by_rounding) == (32.04, 0.01, True)


def test_from_the_programme_to_the_productivity_plan_a_hundredth_is_unexplained(versions):
    rows = versions.bridge(S2, S3)
    of_both = rows[rows.figure == "expected saving"]
    assert of_both.step.tolist() == ["unchanged"] * 7 + ["unexplained", "total"]
    unexplained, total = of_both.iloc[-2], of_both.iloc[-1]
    assert (unexplained.change, unexplained.explained_by_rounding) == (-0.01, False)
    assert (total.before, total.after, total.change, total.consistency) == (42.65, 42.64, -0.01, "cannot say")
    assert set(rows[rows.step == "only before"].figure) == {"saving required", "run rate"}


def test_from_the_programme_to_the_progress_report_all_is_unexplained_and_a_bound_stays_one(versions):
    rows = versions.bridge(S2, S4).set_index(["year", "step"])
    assert rows.loc[("2025/26", "unexplained"), "change"] == 2.45
    assert not rows.loc[("2025/26", "unexplained"), "explained_by_rounding"]
    assert rows.loc[("2025/26", "total"), ["before", "after"]].tolist() == [32.05, 34.5]
    last = rows.loc[("2028/29", "total")]
    assert (last.before, last.after_bound, last.change_bound, last.consistency) == (
        41.6, "over 50", "over 8.4", "contradicted")  # fmt: skip
    assert np.isnan(last.change) and rows.loc[("2028/29", "unexplained"), "change_bound"] == "over 8.4"
    only = versions.bridge(S2, S4).query("step == 'only before'")
    assert only.figure.tolist() == ["saving required", "expected saving"]
    assert set(versions.bridge(S3, S4).step) == {"only before", "only after"}


def test_without_the_word_that_they_were_set_rounding_explains_it(published, documents):
    loose = hw.SavingsVersions.from_frame(published, documents=documents)
    assert loose.bridge(S2, S3).query("step == 'unexplained'").explained_by_rounding.tolist() == [True]


# By hand


def two(after: list[object], **columns: object) -> hw.SavingsVersions:
    frame = pd.DataFrame({
        "document": ["A"] * 3 + ["B"] * len(after), "as_at": ["2024-04"] * 3 + ["2025-04"] * len(after),
        "portfolio": ["Adults", "Enabling Services", None, "Adults", "Enabling Excellence", None][: 3 + len(after)],
        "amount": [5.0, 3.0, 8.0, *after],
    })  # fmt: skip
    return hw.SavingsVersions.from_frame(frame, **columns)


def test_a_bridge_closes_and_a_portfolio_of_another_name_has_it_beside_it():
    rows = two([5.5, 4.0, 9.6]).bridge("A", "B").set_index("step")
    assert rows.change.tolist() == [0.5, -3.0, 4.0, 0.1, 1.6]
    assert rows.loc["disappears", "nearest"] == "Enabling Excellence"
    assert rows.loc["appears", "nearest"] == "Enabling Services"
    renamed = two([5.5, 4.0, 9.6], aliases={"Enabling Services": "Enabling Excellence"}).bridge("A", "B")
    assert renamed.step.tolist() == ["changed", "changed", "unexplained", "total"]
    assert renamed.change.tolist() == [0.5, 1.0, 0.1, 1.6]


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.from_pandas, pa.Table.from_pandas])
def test_what_comes_back_is_the_kind_that_went_in(kind, published, documents):
    frame = kind(published)
    made = hw.SavingsVersions.from_frame(frame, documents=documents)
    assert type(made.totals()) is type(frame) and type(made.bridge(S2, S4)) is type(frame)
    assert len(made) == 3


def test_versions_come_in_the_order_of_their_dates_and_are_pickled(versions):
    assert versions.labels == ["Transformation programme, July 2024", "Productivity plan, July 2024",
                               "Corporate Peer Challenge: progress report, October 2025"]  # fmt: skip
    again = pickle.loads(pickle.dumps(versions))
    assert again.labels == versions.labels and again.totals().equals(versions.totals())


def test_days_and_words_are_read_as_people_write_them():
    frame = pd.DataFrame({"document": ["Report", "Report"], "as_at": ["30/09/2024", "end of March 2025"],
                          "amount": ["£230k", "up to £0.3m"]})  # fmt: skip
    rows = hw.SavingsVersions.from_frame(frame, unit="thousands").bridge("Report, 2024-09-30", "Report, 31 March 2025")
    assert rows.iloc[-1][["before", "after_bound", "change_bound"]].tolist() == [230, "up to 300", "up to 70"]


# The picture


def test_the_picture_says_what_is_unexplained(versions):
    chart = versions.picture(S2, S4, figure="Run rate", year="2028/29")
    assert chart.finding() == (
        "Run rate of 2028/29: over £50.0m, over £8.4m more than in Transformation programme, July 2024, unexplained"
    )
    assert chart.shown() == (
        "Run rate of 2028/29 in Corporate Peer Challenge: progress report, October 2025, and what has changed, £m"
    )
    assert chart.describe().startswith(
        "Run rate of 2028/29: over £50.0m in Corporate Peer Challenge: progress report, October 2025, over £8.4m more "
        "than £41.6m in Transformation programme, July 2024, unexplained."
    )
    assert "Unexplained: over £8.4m" in chart.describe()
    assert "over £50.0m" in versions.svg(S2, S4, figure="run rate", year="2028/29")
    small = versions.picture(S2, S3)
    assert small.finding() == (
        f"{small.of[0].upper()}{small.of[1:]}: £42.64m, £0.01m less than in Transformation programme, July 2024, "
        "unexplained"
    )
    bars = two([5.5, 4.0, 9.6]).picture().steps[0]
    assert [(bar.name, bar.end) for bar in bars] == [
        ("A, 2024-04", 8.0), ("Enabling Excellence: new", 12.0), ("Enabling Services: gone", 9.0),
        ("Adults", 9.5), ("Within rounding", 9.6), ("B, 2025-04", 9.6),
    ]  # fmt: skip


def test_what_rounding_explains_is_called_that_in_the_title_and_in_its_row():
    chart = two([5.5, 4.0, 10.0]).picture()
    assert not [bar for bar in chart.steps[0] if "ounding" in bar.name]  # nothing is left
    frame = pd.DataFrame({
        "document": ["A"] * 3 + ["B"] * 3, "as_at": ["April 2024"] * 3 + ["April 2025"] * 3,
        "portfolio": ["North", "South", None] * 2, "amount": [5.2, 2.3, 7.5, 5.4, 2.4, 7.9],
    })  # fmt: skip
    rounded = hw.SavingsVersions.from_frame(frame).picture()
    assert rounded.explained_by_rounding
    assert rounded.finding() == (
        "Savings up £0.4m to £7.9m: North +£0.2m, South +£0.1m; +£0.1m of it is within rounding")
    assert "Within rounding: +£0.1m" in rounded.describe()
    shown = " ".join(text.get_text() for text in rounded.plot().texts)
    assert "Within rounding" in shown and "nexplained" not in shown + rounded.describe()


def test_a_bound_is_drawn_with_an_open_end():
    def drawn(was, now):
        frame = pd.DataFrame({"document": ["A", "B"], "as_at": ["April 2024", "April 2025"], "amount": [was, now]})
        ax = hw.SavingsVersions.from_frame(frame).picture().plot()
        arrows = [line for line in ax.get_lines() if line.get_label() == "_open"]
        hollow = [part for part in ax.patches if to_hex(part.get_facecolor()) == "#ffffff" and not part.get_hatch()]
        return [line.get_marker() for line in arrows], len(hollow)

    assert drawn("5.0", "6.0") == ([], 0)
    assert drawn("5.0", "over 8.0") == ([">", ">"], 0)  # the change, and the amount
    assert drawn("5.0", "up to 8.0") == (["<", "<"], 2)  # nobody says that there is so much
    assert drawn("5.0", "7.0 to 8.0") == ([], 2)  # from the one end to the other


def test_a_picture_of_several_figures_must_be_told_which(versions):
    with pytest.raises(hw.HeadwayError, match="found 2 figures in common; accepted: figure= and year= that are one of "
                                              "run rate of 2025/26 and run rate of 2028/29"):  # fmt: skip
        versions.picture(S2, S4)
    with pytest.raises(hw.HeadwayError, match="found no such figure; accepted: versions with one in common"):
        versions.picture(S3, S4)
    with pytest.raises(hw.HeadwayError, match="accepted: both, or neither"):
        versions.picture(S3)


# Bad input


def test_a_name_of_no_version_has_the_nearest_beside_it(versions):
    with pytest.raises(hw.HeadwayError, match='after: found no version "progres report 2025"; did you mean'):
        versions.bridge(S2, "progres report 2025")


def test_all_that_is_wrong_is_said_at_once(published, documents):
    wrong = pd.concat([published, published.iloc[[1]], published.iloc[[2]].assign(document="progamme 2024"),
                       published.iloc[[2]].assign(amount="HRA", figure="x")], ignore_index=True)  # fmt: skip
    with pytest.raises(hw.HeadwayError) as refused:
        hw.SavingsVersions.from_frame(wrong, documents=documents)
    assert str(refused.value).splitlines() == [
        "3 problems:",
        "  row 35, column 'amount': found \"Adult Social Care & Health\" of expected saving in Transformation "
        "programme, July 2024, which row 1 has already; accepted: one version of a title and date",
        "  row 36, column 'document': found no document \"progamme 2024\"; did you mean \"programme 2024\"?",
        "  row 37, column 'amount': found housing revenue account in place of an amount; accepted: figures of one "
        "fund, because funds are never netted",
    ]  # fmt: skip
    with pytest.raises(hw.HeadwayError, match="documents, row 10 .*: found document \"growth plan\", which row 7"):
        hw.SavingsVersions.from_frame(published, documents=pd.concat([documents, documents.iloc[[7]]]))
    with pytest.raises(hw.HeadwayError, match="column 'as_at' is not in the frame"):
        hw.SavingsVersions.from_frame(published)


def test_a_blank_amount_is_a_figure_that_is_not_known():
    frame = pd.DataFrame({"document": "Report", "as_at": "2025-04", "portfolio": ["Adults", "Place"],
                          "amount": ["\u00a31.5m", None]})  # fmt: skip
    totals = hw.SavingsVersions.from_frame(frame).totals()
    assert totals.total_bound.tolist() == ["not known"] and totals.portfolios.tolist() == [2]
