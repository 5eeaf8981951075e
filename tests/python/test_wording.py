"""Draft sentences over generated boards: every number of a sentence is recomputed from the board's own frame."""

import math
import re

import headway as hw
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

NAMES = ["e-scooter trips", "Voids <b>", "Rate of {care}", "Æ & co", "plain", "Zed"]
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
number = st.one_of(st.none(), st.decimals(-50, 5000, places=2).map(float))


@st.composite
def boards(draw):
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    rows = [{
        "section": draw(st.sampled_from(["One", "Two"])), "indicator": name,
        "unit": draw(st.sampled_from(["%", "days", "£m", None])),
        "previous": draw(number), "latest": draw(number), "target": draw(number), "national": draw(number),
        "polarity": draw(st.sampled_from(["high_is_good", "low_is_good", "neutral", "in_range"])),
        "denominator": draw(st.integers(0, 9000)), "denominator_unit": draw(st.sampled_from(["pupils", None])),
    } for name in names]  # fmt: skip
    frame = pd.DataFrame(rows).astype({name: float for name in ("previous", "latest", "target", "national")})
    return hw.Scorecard(frame, period="2024/25", comparators=("target", "national"))


def without_words(text):
    """A sentence without what is a name and no figure."""
    return text.replace("2024/25", "")


@settings(max_examples=60)
@given(boards())
def test_every_number_of_every_sentence_is_a_figure_of_the_board(board):
    rows = {row.indicator: row for _, row in board.frame.iterrows()}
    for sentence in hw.sentences(board):
        printed = [part for _, _, as_printed in sentence.figures for part in NUMBER.findall(as_printed)]
        assert NUMBER.findall(without_words(sentence.text)) == printed
        for name, value, as_printed in sentence.figures:
            what, _, of = name.partition(": ")
            row = rows.get(of or sentence.indicator or "")
            own = {} if row is None else {
                "latest": row.latest, "previous": row.previous, "target": row.target, "change": abs(row.change),
                "gap": abs(row.target_gap), "denominator": row.denominator,
                "equivalent number": hw.equivalent_number(abs(row.target_gap), row.denominator),
            }  # fmt: skip
            if what in own:
                assert value == own[what], (name, sentence.text)
            digits = as_printed.replace(",", "").replace("\N{MINUS SIGN}", "-")
            bare = re.search(r"-?[\d.]+", digits.replace("£", ""))
            if bare and "than" not in as_printed:
                places = len(bare[0].partition(".")[2])
                assert abs(float(bare[0]) - value) <= 0.5 * 10**-places + 1e-9 * abs(value), (as_printed, value)


@settings(max_examples=60)
@given(boards())
def test_counts_of_sentences_are_those_of_the_frame(board):
    for sentence in hw.sentences(board):
        if sentence.kind not in ("ratings", "section_ratings"):
            continue
        frame = board.frame if sentence.section is None else board.frame[board.frame.section == sentence.section]
        name = "national" if "national value" in sentence.text else "target"
        said = {what: value for what, value, _ in sentence.figures}
        for word in ("green", "amber", "red"):
            assert said[word] == (frame[f"{name}_rating"] == word).sum()
        assert said.get("unrated", 0) == (frame[f"{name}_rating"] == "not_rated").sum()


def board(**changed):
    rows = {"section": ["Schools"], "indicator": ["Pupils reaching the standard"], "unit": ["%"], "period": ["2023/24"],
            "previous": [61.0], "latest": [65.0], "target": [69.0], "polarity": ["high_is_good"]}  # fmt: skip
    return hw.Scorecard(pd.DataFrame(rows | changed), comparators=("target",))


def test_a_template_may_be_replaced_and_keeps_its_figures():
    said = hw.sentences(board(), templates={"change": "{indicator}: {change} ({good})"})
    changed = next(each for each in said if each.kind == "change")
    assert changed.text == "Pupils reaching the standard: 4 percentage points (better)"
    assert changed.figures == (("change", 4.0, "4 percentage points"),)
    assert changed.indicator == "Pupils reaching the standard" and changed.section is None


@pytest.mark.parametrize(("templates", "message"), [
    ({"change": "{indicators} moved"}, r"template 'change': found {indicators}; accepted: indicator, rose, change"),
    ({"chance": "text"}, "templates: found 'chance'; accepted: 'change'"),
    ({"change": 3}, "templates: found 'change': 3; accepted: a kind of sentence and its text"),
    (["change"], "templates: found list"),
])  # fmt: skip
def test_a_template_that_cannot_be_filled_is_refused(templates, message):
    with pytest.raises(hw.HeadwayError, match=re.escape(message).replace(r"\ ", " ")):
        hw.sentences(board(), templates=templates)


def test_what_is_no_scorecard_is_refused():
    with pytest.raises(hw.HeadwayError, match="scorecard: found DataFrame; accepted: a headway.Scorecard"):
        hw.sentences(pd.DataFrame())


def test_why_there_is_no_figure_is_said():
    sheet = hw.clean(pd.DataFrame({
        "section": ["A", "A"], "indicator": ["x", "y"], "period": "2024", "latest": ["[c]", "<5"], "target": ["3", "6"],
        "polarity": "low_is_good",
    }), ["latest", "target"])  # fmt: skip
    said = [each.text for each in hw.sentences(hw.Scorecard(sheet, comparators=("target",)))]
    assert "1 of 2 indicators has no latest figure: x (suppressed)." in said
    assert "y (2024): under 5, as the target of 6 asks, and green." in said


def test_the_outlook_is_said_as_it_was_projected():
    series = hw.Series([30, 20, 10, 20] * 5 + [33, 22], start="2019-04", accrual="flow", frequency="quarter")
    heading = hw.project_year_end(series, target=90, polarity="low_is_good")
    rows = {"section": ["A"], "indicator": ["Calls"], "period": ["2024/25 - Q2"], "latest": [22.0], "target": [90.0],
            "polarity": ["low_is_good"]}  # fmt: skip
    card = hw.Scorecard(pd.DataFrame(rows), comparators=("target",), outlook={"Calls": heading})
    said = next(each for each in hw.sentences(card) if each.kind == "outlook")
    values = [value for _, value, _ in said.figures]
    assert values == [heading.value, heading.level, heading.lower, heading.upper, 90.0, heading.probability]
    assert said.text.startswith("Calls is projected to end 2024/25 at ")


def test_python_and_c_print_figures_alike():
    from headway.language.figures import figure

    for value in (0.0, -0.0, 1.005, 2.675, 1e-9, -1234.5, 1e15, 999.995, 1e300, 5e-324, math.inf):
        for places in (0, 1, 2, 14):
            digits = f"{abs(value):,.{places}f}"
            nothing = not digits.strip("0.,")
            sign = "" if nothing else "\N{MINUS SIGN}" if value < 0 else "+"
            assert figure(value, places=places, signed=True) == sign + digits
