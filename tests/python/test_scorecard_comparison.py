"""Two scorecards compared: by hand over a small pair, and as counts over the city's own quarter."""

import pickle

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pytest
from bs4 import BeautifulSoup

RATED = ["green", "amber", "red", "not_rated"]


def quarter(period="2024/25 - Q1", kind=pd.DataFrame, **changed):
    rows = {
        "section": ["Housing", "Housing", "Place", "Place"], "unit": ["%", "%", "days", "per 1,000"],
        "indicator": ["Repairs on time", "Rent collected", "Void days", "Fly-tips"], "period": period,
        "latest": [80.0, 95.0, 20.0, 3.0], "target": [90.0, 98.0, 25.0, 2.0],
        "polarity": ["high_is_good", "high_is_good", "low_is_good", "low_is_good"],
    }  # fmt: skip
    frame = pd.DataFrame(rows | changed)
    return hw.Scorecard(frame if kind is pd.DataFrame else kind(frame), comparators=("target",))


@pytest.fixture(scope="module")
def found():
    """Repairs: the target moved. Rent: the value did. Void days: renamed. Fly-tips: the unit changed."""
    after = quarter("2024/25 - Q2", latest=[80.0, 98.5, 20.0, 1.0], target=[85.0, 98.0, 25.0, 2.0],
                    indicator=["Repairs on time", "Rent collected", "Average void days", "Fly-tips"],
                    unit=["%", "%", "days", "per 10,000"])  # fmt: skip
    return hw.compare(quarter(), after)


def rows_of(frame):
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def test_the_earlier_scorecard_comes_first():
    first, second = quarter("2024/25 - Q1"), quarter("2024/25 - Q2", latest=[80.0, 98.5, 20.0, 3.0])
    with pytest.raises(hw.HeadwayError) as refused:
        hw.compare(second, first)
    assert str(refused.value) == (
        "before, after: found '2024/25 - Q2' before '2024/25 - Q1', which ends earlier; accepted: the earlier "
        "scorecard first, hw.compare(after, before)"
    )
    assert len(hw.compare(first, second)) == len(hw.compare(first, first)) == 4
    mixed = quarter(["2024/25 - Q1", "2024/25 - Q2", "2024/25 - Q1", "2024/25 - Q1"])  # some later, some earlier
    other = quarter(["2024/25 - Q2", "2024/25 - Q1", "2024/25 - Q1", "2024/25 - Q1"])
    assert len(hw.compare(mixed, other)) == 4
    assert len(hw.compare(quarter([None] * 4), first)) == 4  # of which no time is known


def test_ratings_that_moved_and_why(found):
    moved = rows_of(found.moved)
    assert [(row["indicator"], row["from"], row["to"], row["cause"]) for row in moved] == [
        ("Repairs on time", "red", "amber", "comparator"), ("Rent collected", "amber", "green", "value"),
        ("Fly-tips", "red", "green", "definition"),
    ]  # fmt: skip
    assert (moved[0]["before_comparator"], moved[0]["after_comparator"]) == ("90%", "85%")
    assert [(row["new_value_by_old"], row["old_value_by_new"]) for row in moved] == [
        ("red", "amber"), ("green", "amber"), (None, None)
    ]  # fmt: skip


def test_what_came_and_went_is_suspected_and_not_merged(found):
    assert rows_of(found.new) == [{
        "section": "Place", "indicator": "Average void days", "period": "2024/25 - Q2", "latest": 20.0,
        "target_rating": "green", "may_be": "Void days", "because": "similar name",
    }]  # fmt: skip
    assert found.dropped.may_be.tolist() == ["Average void days"]
    assert len(found) == 3


def test_changes_are_listed_one_by_one(found):
    assert [tuple(row.values()) for row in rows_of(found.changed)] == [
        ("Housing", "Repairs on time", "target", "90%", "85%"),
        ("Place", "Fly-tips", "unit", "per 1,000", "per 10,000"),
    ]  # fmt: skip


def test_counts_reconcile_by_hand(found):
    counts = {row.pop("rating"): [*row.values()][1:] for row in rows_of(found.counts)}
    # before, dropped, moved out, moved in, new, after
    assert counts == {"green": [1, 1, 0, 2, 1, 3], "amber": [1, 0, 1, 1, 0, 1], "red": [2, 0, 2, 0, 0, 0],
                      "not_rated": [0, 0, 0, 0, 0, 0]}  # fmt: skip


def test_every_change_is_said_with_its_figures(found):
    said = {sentence.kind: sentence for sentence in found.sentences()}
    assert said["compared"].text == "3 results are in both scorecards, 1 is new and 1 is no longer there."
    may_be = "Void days may now be Average void days (similar name); they are not counted as one."
    assert said["suspected"].text == may_be
    first = next(each for each in found.sentences() if each.kind == "moved")
    why = "because its target went from 90% to 85%."
    assert first.text == f"Repairs on time went from red to amber against target, {why}"
    assert [figure[1:] for figure in first.figures] == [(90.0, "90%"), (85.0, "85%")]
    assert found.describe().splitlines() == [sentence.text for sentence in found.sentences()]
    assert "Comparison of two scorecards: 4 results before, 4 after" in repr(found)
    assert "Rent collected" in found._repr_html_()


def test_revised_history():
    def history(first):
        return pd.DataFrame({"indicator": "Voids", "period": ["2023/24 - Q3", "2023/24 - Q4"], "value": [first, 22.0]})

    def board(period, first, previous):
        frame = pd.DataFrame({"section": ["Place"], "indicator": ["Voids"], "period": [period], "latest": [20.0],
                              "previous": [previous], "target": [25.0], "polarity": ["low_is_good"]})  # fmt: skip
        return hw.Scorecard(frame, comparators=("target",), history=history(first))

    found = hw.compare(board("2024/25 - Q1", 24.0, 22.0), board("2024/25 - Q2", 26.0, 18.0))
    assert [tuple(row.values()) for row in rows_of(found.revised)] == [
        ("Voids", "2023/24 - Q3", 24.0, 26.0, "history", "history"),
        ("Voids", "2024/25 - Q1", 20.0, 18.0, "result", "previous"),
    ]  # fmt: skip


def test_an_accrual_that_one_scorecard_alone_says_is_no_change():
    said = quarter(accrual=["snapshot", "average", "snapshot", "flow"])
    for before, after in ((quarter(), said), (said, quarter())):
        assert hw.compare(before, after).changed.empty
    other = quarter(accrual=["snapshot", "average", "snapshot", "cumulative"])
    assert hw.compare(said, other).changed.part.tolist() == ["accrual"]


def test_an_indicator_twice_in_a_section_is_refused():
    twice = quarter(indicator=["Repairs", "Repairs", "Voids", "Fly-tips"],
                    period=["2023/24", "2024/25", "2024/25", "2024/25"])  # fmt: skip
    with pytest.raises(hw.HeadwayError, match="after, row 1: found 'Repairs' in section 'Housing' for '2024/25', which "
                                              "row 0 has for '2023/24'; accepted: one result"):  # fmt: skip
        hw.compare(quarter(), twice)
    with pytest.raises(hw.HeadwayError, match="before: found DataFrame; accepted: a headway.Scorecard"):
        hw.compare(pd.DataFrame(), quarter())


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.from_pandas])
def test_frames_are_of_the_kind_of_the_second(kind):
    found = hw.compare(quarter(), quarter(kind=kind, latest=[95.0, 95.0, 20.0, 3.0]))
    whole = type(kind(quarter().frame))
    assert all(isinstance(frame, whole) for frame in (found.moved, found.new, found.dropped, found.revised,
                                                      found.changed, found.counts))  # fmt: skip
    assert len(found.moved) == 1


def test_counts_reconcile_over_the_citys_quarter(kpis):
    """A third of the rows away, others added, targets and values changed: every flow from the frames themselves."""
    rng = np.random.default_rng(4)
    before = hw.Scorecard(kpis[rng.random(len(kpis)) < 0.7])
    later = kpis[rng.random(len(kpis)) < 0.7].copy()
    later["latest"] *= rng.uniform(0.8, 1.2, len(later))
    later.loc[rng.random(len(later)) < 0.3, "target"] *= 1.1
    after = hw.Scorecard(later)
    found = hw.compare(before, after)
    keys = ["section", "indicator"]
    both = before.frame.merge(after.frame, on=keys, suffixes=("_was", "_is"))
    for name in ("target", "national", "peer"):
        counts = found.counts[found.counts.comparator == name].set_index("rating")
        was, now = both[f"{name}_rating_was"], both[f"{name}_rating_is"]
        for word in RATED:
            row = counts.loc[word]
            assert row.before == (before.frame[f"{name}_rating"] == word).sum()
            assert row.after == (after.frame[f"{name}_rating"] == word).sum()
            assert row.moved_out == ((was == word) & (now != word)).sum()
            assert row.moved_in == ((now == word) & (was != word)).sum()
            assert row.before - row.dropped - row.moved_out + row.moved_in + row.new == row.after
        assert (found.moved.comparator == name).sum() == (was != now).sum()
    assert len(found) == len(both)
    assert len(found.changed) == sum(  # targets alone changed, and each of them is told
        both[f"{name}_was"].fillna(-1).ne(both[f"{name}_is"].fillna(-1)).sum()
        for name in ("target", "national", "peer")
    )


def test_the_page_has_every_move_count_and_change_and_no_markup_of_a_name(tmp_path, found):
    name = "<script>alert(1)</script>"
    hostile = hw.compare(quarter(indicator=[name, "b", "c", "d"]),
                         quarter(indicator=[name, "b", "e", "d"], latest=[95.0, 95.0, 20.0, 3.0]))  # fmt: skip
    same = hw.compare(quarter(), quarter())
    for comparison in (found, hostile, same):
        page = comparison.write(tmp_path / "changes.html", title="What changed")
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        assert not soup.select("script")
        drawn = [each.get_text() for each in soup.select("#between ~ figure svg desc")]
        assert drawn == [comparison.picture().describe()] * (comparison is not same)
        sections = {each.h2.get("id"): each for each in soup.select("main section") if each.h2}
        between = [] if comparison is same else ["between"]
        assert list(sections) == ["in-short", "moved", *between, "new", "revised", "changed", "counts", "method"]
        assert len(sections["moved"].select("tbody tr")) == len(comparison.moved)
        assert len(sections["changed"].select("tbody tr")) == len(comparison.changed)
        cells = [[td.get_text().replace(th.get_text(), "") for td, th in zip(row.select("td"), row.select("td span"),
                 strict=False)] for row in sections["counts"].select("tbody tr")]  # fmt: skip
        assert len(cells) == len(comparison.counts)
        assert page.read_bytes() == comparison.write(tmp_path / "again.html", title="What changed").read_bytes()


def test_every_move_stands_beside_its_own_reason(tmp_path, kpis):
    """Of three comparators: what the page says of a row are the figures of that row."""
    later = kpis.assign(latest=kpis.latest * 1.15)
    comparison = hw.compare(hw.Scorecard(kpis), hw.Scorecard(later))
    page = BeautifulSoup(comparison.write(tmp_path / "a.html", title="A").read_text("utf-8"), "html.parser")
    drawn = page.select_one("#moved").find_parent("section").select("tbody tr")
    said = [each for each in comparison.sentences() if each.kind == "moved"]
    assert len(drawn) == len(said) == len(comparison.moved) > 20
    for shown, sentence, row in zip(drawn, said, rows_of(comparison.moved), strict=True):
        assert sentence.indicator == row["indicator"] == shown.th.get_text()
        assert [value for _, value, _ in sentence.figures] == [row["before_value"], row["after_value"]]
        assert sentence.figures[1][2] in shown.get_text()


def test_what_a_reader_is_told_of_a_moved_target(tmp_path, found):
    page = BeautifulSoup(found.write(tmp_path / "a.html", title="What changed").read_text("utf-8"), "html.parser")
    row = page.select_one("#moved").find_parent("section").select_one("tbody tr").get_text(" ")
    assert "Its target went from 90% to 85%." in row
    assert "By the old target and rule the new value is red, and the old value by the new ones amber." in row


def test_a_scorecard_that_was_compared_still_travels(found):
    assert pickle.loads(pickle.dumps(found.moved)).equals(found.moved)


def test_a_previous_figure_of_another_time_is_no_revision():
    """Of a year ago, or of the year's start: only what is called the period before says what a figure is now."""
    def quarter(period, latest, name, before):
        frame = {"section": "Housing", "indicator": ["Repairs"], "unit": "%", "period": period, "latest": [latest],
                 name: [before], "target": [90.0], "polarity": "high_is_good"}  # fmt: skip
        return hw.Scorecard(pd.DataFrame(frame), comparators=("target",), previous=name)

    for name, revised in (("previous", 1), ("last_year", 0), ("year_ago", 0)):
        found = hw.compare(quarter("2024/25 - Q1", 80.0, name, 60.0), quarter("2024/25 - Q2", 95.0, name, 65.0))
        assert len(found.revised) == revised, name


def test_a_name_that_holds_because_is_no_reason(tmp_path):
    def quarter(period, latest):
        frame = {"section": "Housing", "indicator": ["Repairs, because of leaks"], "period": period, "latest": [latest],
                 "target": [90.0], "polarity": "high_is_good"}  # fmt: skip
        return hw.Scorecard(pd.DataFrame(frame), comparators=("target",))

    found = hw.compare(quarter("2024/25 - Q1", 95.0), quarter("2024/25 - Q2", 60.0))
    page = BeautifulSoup(found.write(tmp_path / "a.html", title="A").read_text("utf-8"), "html.parser")
    row = page.select_one("#moved").find_parent("section").select_one("tbody tr").get_text(" ")
    assert "Its value went from" in row and "Of leaks" not in row
