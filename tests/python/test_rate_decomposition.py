"""The change of a rate by rates and by mix: against arithmetic by hand and of pandas, over arrays and frames."""

import re

import headway as hw
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

REVIEWS = {"part": ["Users", "Carers"], "count": [420, 150], "of": [600, 200], "was": [360, 400], "of_was": [500, 500]}
COLUMNS = ("count", "of", "was", "of_was")


def reviews(**said: object) -> hw.stats.RateDecomposition:
    return hw.stats.rate_decomposition(*(REVIEWS[name] for name in COLUMNS), part=REVIEWS["part"], multiplier=100,
                                       **said)  # fmt: skip


def test_reviews_of_users_and_of_carers() -> None:
    whole, (users, carers) = reviews().whole, reviews().parts
    assert (whole.rate, whole.previous_rate, whole.contribution) == (71.25, 76.0, -4.75)
    assert (whole.rate_effect, whole.mix_effect) == pytest.approx((-3.125, -1.625))
    assert (users.rate_effect, users.mix_effect) == pytest.approx((-1.25, 17.75))
    assert (carers.rate_effect, carers.mix_effect) == pytest.approx((-1.875, -19.375))
    assert (users.share, users.previous_share, str(users.status)) == (0.75, 0.5, "estimated")


parts = st.lists(st.tuples(*[st.tuples(st.integers(0, 300), st.integers(0, 300))] * 2), min_size=1, max_size=6)


@given(parts, st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_what_is_printed_adds_up_to_what_is_printed(rows: list[tuple[tuple[int, int], ...]], decimals: int) -> None:
    now, before = ([(min(pair), max(pair)) for pair in side] for side in zip(*rows, strict=True))
    count, of = zip(*now, strict=True)
    was, of_was = zip(*before, strict=True)
    names = [f"Part {i}" for i in range(len(rows))]
    found = hw.stats.rate_decomposition(count, of, was, of_was, part=names, multiplier=100, decimals=decimals)
    if not (sum(of) and sum(of_was)):
        assert found.whole.status == "zero_denominator" and found.whole.contribution is None
        return
    assert found.whole.rate == pytest.approx(100 * sum(count) / sum(of), abs=0.5 * 10**-decimals + 1e-9)
    drawn = found.picture()
    sizes = [size for (size,) in drawn.rows.values()]
    assert sum(sizes[1:]) == pytest.approx(sizes[0], abs=1e-9)  # the rates of parts and the mix of all
    units = [round(part.contribution * 10**decimals) for part in found.parts]
    assert sum(units) == round(found.whole.contribution * 10**decimals)
    assert sum(units) == round(found.whole.rate * 10**decimals) - round(found.whole.previous_rate * 10**decimals)


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame])
def test_a_frame_gives_a_row_a_part_and_a_total_of_each_whole(kind: type) -> None:
    frame = kind({"ward": ["N", "S", "N", "S"], "group": ["Users", "Users", "Carers", "Carers"],
                  "count": [420, 10, 150, 30], "of": [600, 20, 200, 40], "was": [360, 12, 400, 20],
                  "of_was": [500, 20, 500, 40], "said": [71.2, 66.7, 71.2, 66.7]})  # fmt: skip
    before = frame.clone() if kind is pl.DataFrame else frame.copy()
    found = hw.stats.rate_decomposition(*COLUMNS, part="group", data=frame, by="ward", multiplier=100, printed="said")
    assert isinstance(found, kind) and before.equals(frame)
    assert list(found["ward"]) == ["N"] * 3 + ["S"] * 3
    assert list(found["group"]) == ["Users", "Carers", "Total"] * 2
    one = reviews()
    assert list(found["contribution"])[:3] == [part.contribution for part in (*one.parts, one.whole)]
    south = pd.DataFrame(found.to_dict(as_series=False) if kind is pl.DataFrame else found)[3:]
    assert south.contribution.iloc[-1] == pytest.approx(100 * (40 / 60 - 32 / 60))
    for name in ("rate_effect", "mix_effect", "contribution"):
        assert south[name].iloc[:-1].sum() == pytest.approx(south[name].iloc[-1])
    assert [None if pd.isna(each) else round(each, 4) for each in found["unexplained"]] == [
        None, None, -0.05, None, None, 0.0333]  # fmt: skip
    assert [each for each in found["unexplained_is_rounding"] if not pd.isna(each)] == [True, True]


def test_a_printed_rate_beyond_rounding_is_told() -> None:
    assert (reviews(printed=71.3).unexplained, reviews(printed=71.3).explained_by_rounding) == (0.05, True)
    assert (reviews(printed=71.4).unexplained, reviews(printed=71.4).explained_by_rounding) == (0.15, False)
    assert reviews(printed=71.3, previous_printed=77).explained_by_rounding is False
    assert (reviews().unexplained, reviews(printed=71.25).explained_by_rounding) == (None, False)


def test_a_printed_rate_is_held_against_the_unrounded_one_by_its_own_decimals() -> None:
    found = reviews(printed=71.25, decimals=1)
    assert found.whole.rate == 71.3 and found.unexplained == 0.0
    assert reviews(printed="71.0").explained_by_rounding is False
    assert reviews(printed="71").explained_by_rounding is True
    assert reviews(printed="71.3").explained_by_rounding is True


def test_a_name_of_a_result_is_no_name_of_parts() -> None:
    for name in ("rate", "share"):
        frame = pd.DataFrame(REVIEWS).rename(columns={"part": name})
        with pytest.raises(hw.HeadwayError, match=f"column '{name}' would be written twice"):
            hw.stats.rate_decomposition(*COLUMNS, part=name, data=frame)


def test_tiny_rates_have_the_decimals_that_they_need() -> None:
    found = hw.stats.rate_decomposition([3, 1], [10_000, 10_000], [1, 1], [10_000, 10_000], part=["a", "b"])
    chart = found.picture()
    assert chart.finding().startswith("The rate: up 0.0001 to 0.0002")
    assert "From 0.0001 to 0.0002." in chart.describe()


def test_what_is_missing_is_told_with_its_row() -> None:
    found = hw.stats.rate_decomposition([420, None], [600, 200], [360, 400], [500, 500], part=["Users", "Carers"])
    assert found.whole.contribution is None and found.reason == "no count in row 1"
    assert [str(part.status) for part in found.parts] == ["missing", "missing"]
    assert found.parts[0].rate == 0.7 and found.parts[0].share is None
    assert repr(found) == "missing (no count in row 1), rate and mix effects"
    assert found.describe().startswith("The change is not known: missing.")
    frame = pd.DataFrame({**REVIEWS, "count": [420, None], "count_status": ["value", "suppressed"]})
    of_frame = hw.stats.rate_decomposition(*COLUMNS, part="part", data=frame)
    assert of_frame.status.tolist() == ["missing", "suppressed", "suppressed"]


@pytest.mark.parametrize(("changed", "said"), [
    ({"part": ["Users", "Total"]}, 'row 1, part: found "Total", which adds up the others; accepted: parts alone'),
    ({"part": ["Users", "Users"]}, 'row 1, part: found "Users" again, after row 0'),
    ({"part": ["Users", None]}, "part[1]: found no name; accepted: a name for each row"),
    ({"part": None}, "part: found None; accepted: a name for each row"),
    ({"printed": "seventy"}, "printed: found \"seventy\"; accepted: a rate as printed, 71.2 or '71.0'"),
    ({"part": ["Users"]}, "part: found 1 names; accepted: a name for each of 2 values"),
    ({"decimals": 12}, "decimals: found 12; accepted: a whole number from 0 to 9"),
    ({"multiplier": 0}, "multiplier: found 0"),
])  # fmt: skip
def test_what_is_refused(changed: dict[str, object], said: str) -> None:
    given = {"part": REVIEWS["part"], **changed}
    with pytest.raises(hw.HeadwayError, match=re.escape(said)):
        hw.stats.rate_decomposition(*(REVIEWS[name] for name in COLUMNS), **given)
    frame = pd.DataFrame({**REVIEWS, "said": [71.2, 71.3]})
    with pytest.raises(hw.HeadwayError, match="row 0, printed: found 71.2 and 71.3 for one whole; accepted: one"):
        hw.stats.rate_decomposition(*COLUMNS, part="part", data=frame, printed="said")
    with pytest.raises(hw.HeadwayError, match="found null"):
        hw.stats.rate_decomposition(*COLUMNS, part="part", data=frame.assign(part=["Users", None]))


def test_the_chart_shows_rate_and_mix_of_each_part() -> None:
    chart = reviews(decimals=1).picture(unit="%", indicator="Reviews")
    assert chart.finding().startswith("Reviews: down 4.7 points to 71.3%")
    # Of parts what their own rates add, the largest first; the mix, which cancels between them, once.
    assert list(chart.rows) == ["Total", "Mix: who is counted", "Carers", "Users"]
    assert chart.totals == ["\u22124.7", "\u22121.6", "\u22121.9", "\u22121.2"]
    ax = chart.plot()
    ends = [patch.get_x() + patch.get_width() for patch in ax.patches]  # without a key
    assert ends == pytest.approx([-4.7, -1.6, -1.9, -1.2])
    (rule,) = (line for line in ax.get_lines() if line.get_label() == "_rule")
    assert ax.patches[0].get_bbox().y1 < rule.get_ydata()[0] < ax.patches[1].get_bbox().y0
    said = {text.get_text() for text in ax.texts}
    assert not {"+17.8", "17.8", "\u221219.4"} & said and {*chart.totals} <= said
    colours = [patch.get_facecolor() for patch in ax.patches]
    assert colours[1] not in (colours[0], colours[2]) and colours[2] == colours[3]
    assert "Users: +16.6, of which rate \u22121.2 (from 72% to 70%) and mix +17.8." in chart.describe()
    with pytest.raises(hw.HeadwayError, match="unit: found '%' for proportions of 1"):
        hw.stats.rate_decomposition([1], [2], [1], [2], part=["All"]).picture(unit="%")


def test_many_parts_in_small_axes_leave_out_those_that_contribute_least() -> None:
    from matplotlib import pyplot as plt

    sizes = np.arange(1, 31)
    names = [f"Ward {i}" for i in range(30)]
    found = hw.stats.rate_decomposition(sizes, sizes * 10, sizes + 1, sizes * 9 + 5, part=names, multiplier=100)
    small = plt.figure(figsize=(3.6, 2.4)).add_axes((0, 0, 1, 1))
    found.plot(small)
    drawn = {text.get_text() for text in small.texts}
    said = [text for text in drawn if text.startswith("Total")]  # with what has no room in its bar
    assert len(said) == 1 and 1 <= sum(name in drawn for name in names) < 30
    assert "Mix: who is counted" in drawn and any(re.match(r"\d+ of 32 shown: ", text) for text in drawn)
    assert [tick for tick in small.get_xticklabels() if tick.get_text()]  # which has the room of a key
    plt.close("all")


@pytest.mark.parametrize(("now", "before", "said"), [
    # Four parts of as many: each adds a quarter of what its own rate changes by.
    ([(60, 100), (46, 100), (50, 100), (50, 100)], [(50, 100)] * 4, "up 1.5 points to 51.5%: "
     "A added 2.5, B took off 1.0"),
    ([(50, 100), (58, 100), (30, 100), (50, 100)], [(50, 100)] * 4, "down 3.0 points to 47%: "
     "C took off 5.0, B added 2.0"),
    # The rates stay at 20% and 80%, of which there are more: all of it is mix.
    ([(20, 100), (160, 200)], [(40, 200), (80, 100)], "up 20.0 points to 60%: the mix of who "
     "is counted added 20.0"),
    ([(60, 100), (40, 100), (50, 100), (50, 100)], [(50, 100)] * 4, "no change, at 50%: "
     "B took off 2.5"),
])  # fmt: skip
def test_the_title_names_what_moved_it_most_each_way(now, before, said):
    counts, of = zip(*now, strict=True)
    old, of_old = zip(*before, strict=True)
    found = hw.stats.rate_decomposition(counts, of, old, of_old, part=list("ABCD")[: len(now)], multiplier=100,
                                        decimals=1)  # fmt: skip
    assert found.picture(unit="%").finding() == f"The rate: {said}"
