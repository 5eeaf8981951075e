"""What a whole column says of labels that alone have two meanings: the first question of it leaves none out."""

import headway as hw
import pandas as pd
import pytest
from headway import _core
from headway.boundary import whole_column
from headway.boundary.frames import Frame
from headway.boundary.times import periods_of
from headway.boundary.whole_column import said_by_column
from hypothesis import example, given
from hypothesis import strategies as st

_SHAPES = st.sampled_from([
    "{0:02d}/{1:02d}/20{2:02d}", "{0}.{1}.{2:02d}", "{1}-{0}-20{2:02d}", "{0:02d}/{1:02d}/{2:02d} 00:00",
    "{2:02d}/{3:02d}", "{2:02d} - {3:02d}", "Apr {2:02d}", "MAY{2:02d}", "Sept. {2:02d}", "june {2:02d}",
    "20{2:02d}-{3:02d}", "Apr-{2:02d}", "20{2:02d}-20{3:02d} [p]", "20{2:02d}/{3:02d}", "20{2:02d}-{1:02d}-{0:02d}",
    "20{2:02d}", "{1:02d}/20{2:02d}", "20{2:02d}\u2013{3:02d}", "\u00a0{0:02d}/{1:02d}/20{2:02d} ", "TBC",
])  # fmt: skip
_NUMBERS = st.tuples(st.integers(1, 31), st.integers(1, 12), st.integers(5, 30), st.integers(1, 3))
_LABELS = st.builds(lambda shape, of: shape.format(of[0], of[1], of[2], of[2] + of[3]), _SHAPES, _NUMBERS)


def _said(values: list[object]) -> object:
    try:
        return said_by_column(values, "column 'period'")
    except hw.HeadwayError as error:
        return str(error)


@given(st.lists(_LABELS, max_size=4))
@example(["01/10/2024", "30/09/24"])
@example(["Apr 22", "MAY22", "June 22"])
@example(["11/12", "12/13", "13/14"])
@example(["2010-12", "2011-13"])
@example(["2010-11", "2010-12"])
def test_no_label_is_left_out_by_the_first_question(labels: list[str]) -> None:
    said = _said([*labels])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whole_column._core, "any_may_mean_two", lambda values: True)
        assert said == _said([*labels])


def test_labels_of_one_meaning_are_not_asked_about() -> None:
    assert not _core.any_may_mean_two([f"{day:%Y-%m-%d}" for day in pd.date_range("2023-01-01", periods=800)])
    assert not _core.any_may_mean_two([f"{month:%Y-%m}" for month in pd.date_range("2013", "2030", freq="MS")])
    assert _core.any_may_mean_two(["2024-05", "2011-12"])  # months, or years
    assert _core.any_may_mean_two(["2024-05-01", "30/09/2024"])


def test_half_a_character_and_other_types_are_no_label() -> None:
    assert said_by_column(["2024-09", "\ud800", 3, None, pd.Timestamp("2024-09-30")], "period") == {}


def test_many_labels_are_read_as_one_is() -> None:
    texts = ["2024-09", "TBC", "31 March 2024", "2022/23", "", "Apr 22", "2019/20 [p]"]
    for calendar in ("financial", "academic", 7):
        for text, period in zip(texts, _core.labelled(texts, calendar), strict=True):
            try:
                alone = hw.Period.parse(text, calendar)
            except hw.HeadwayError:
                assert period is None
            else:
                assert repr(period) == repr(alone)


def test_times_that_are_no_label_are_read_among_labels() -> None:
    times = pd.DataFrame({"period": ["2024-09", "2024-10-01T00:00", "December 2024", "2024-09"]})
    codes, periods = periods_of(Frame(times), "period", days=True)
    assert codes.tolist() == [0, 1, 2, 0]
    assert [str(period) for period in periods] == ["2024-09", "2024-10-01", "December 2024"]


@pytest.mark.parametrize("more", [1, 2, 39, 48, 49, 50, 51, 60])
def test_the_core_asks_about_all_years_that_are_pooled(more: int) -> None:
    label = f"2010-{2010 + more}"
    written = whole_column._YEAR_TO_YEAR.fullmatch(label)
    assert whole_column._YearToYear.of(written).may_be_years() == _core.any_may_mean_two([label])
