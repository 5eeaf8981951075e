"""The timeline of actions: what is drawn, what is said, and that both fit."""

import re
from xml.etree import ElementTree

import headway as hw
import numpy as np
import pandas as pd
import pytest
from headway.language.palette import MUTED, RATING_COLOURS

WINDOWS = {
    "short": ("2025-04", "2025-07"), "medium": ("2025-08", "2025-12"), "longer": ("2026-01", None), "none": (None, None)
}
PLAN = [
    ("Priorities", "City plan", "Director of Strategy", "short", "complete"),
    ("Priorities", "Strategy", "Director of People", "short", "amber"),
    ("People", "Retention plan", "Director of People", "short", None),
    ("People", "Turnover", "", "short", "not progressed"),
    ("Growth", "Growth plan", "Director of Growth", "medium", "on track"),
    ("Growth", "Authority", "Director of Growth", "longer", None),
    ("Growth", "Vision", "Director of Growth", "none", None),
]
LONG = "A name that is so long that no chart of any width could hold it on one line, whatever the font " * 2


def frame(rows=PLAN) -> pd.DataFrame:
    columns = {name: [row[i] for row in rows] for i, name in enumerate(("theme", "action", "lead"))}
    months = [WINDOWS[row[3]] for row in rows]
    return pd.DataFrame(columns | {"first_month": [m[0] for m in months], "last_month": [m[1] for m in months],
                                   "published_rating": [row[4] for row in rows]}, dtype=object)  # fmt: skip


def timeline(rows=PLAN, as_at="October 2025"):
    return hw.plan.timeline(frame(rows), as_at=as_at)


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


@pytest.fixture
def closed():
    from matplotlib import pyplot

    yield
    pyplot.close("all")


@pytest.mark.parametrize(("as_at", "when"), [
    ("2025-08-01", "August 2025"), ("Aug 2025", "August 2025"), ("2025-08", "August 2025"),
    ("2025/26 - Q2", "September 2025"),
])  # fmt: skip
def test_the_date_is_a_month_which_is_marked_at_its_end(as_at, when, closed):
    """On 1 August a window to July is over. The line of a month stands at its end, and says so; sentences do not."""
    drawn = timeline(as_at=as_at)
    assert drawn.sentence().startswith(f"7 actions as at {when}: ")
    assert "1 overdue, 1 past their window with no status known" in drawn.sentence()
    last = hw.Period.parse(when).end
    assert f"{last.day} {last:%b %Y}" in texts(drawn.plot())
    assert "31" not in drawn.sentence() and "30" not in drawn.sentence()


def test_every_action_is_said_with_its_owner_its_window_and_how_it_stands():
    assert timeline().describe() == (
        "7 actions as at October 2025: 1 complete, 1 over-running, 1 overdue, 1 past their window with no status "
        "known, 1 within their window, 1 before their window, 1 without a window. "
        "Priorities: City plan (Director of Strategy), April 2025 to July 2025: complete; "
        "Strategy (Director of People), April 2025 to July 2025: over-running by 3 months, delayed but progressing. "
        "People: Retention plan (Director of People), April 2025 to July 2025: window over by 3 months, status not "
        "known; "
        "Turnover, April 2025 to July 2025: overdue by 3 months, not progressed. "
        "Growth: Growth plan (Director of Growth), August 2025 to December 2025: in its window, on track; "
        "Authority (Director of Growth), from January 2026: before its window, status not known; "
        "Vision (Director of Growth), no window: no window, status not known."
    )


@pytest.mark.parametrize("wide", [False, True], ids=["phone", "laptop"])
def test_every_action_is_drawn_with_words_and_shape(closed, wide):
    ax = timeline().plot(wide=wide)
    said = texts(ax)
    for row in PLAN:
        assert row[1] in said
    for words in ("Priorities", "31 Oct 2025", "Complete", "Window over by 3 months, status not known",
                  "Over-running by 3 months, delayed but progressing",
                  "Before its window, status not known"):  # fmt: skip
        assert any(text.startswith(words) for text in said), words  # beside whom it is, where there is room
    markers = {line.get_label(): line.get_marker()  # the most urgent of each state, which is the first
               for line in reversed(ax.lines) if not line.get_label().startswith("_")}  # fmt: skip
    assert {state: markers[state] for state in markers if state != "over"} == {
        "complete": "D", "over_running": "^", "overdue": "s", "in_window": "o", "before_window": "o", "no_window": "o",
    }  # fmt: skip
    hollow = {line.get_markerfacecolor() for line in ax.lines if line.get_label() == "before_window"}
    assert hollow == {"white"}
    assert [line.get_label() for line in ax.lines].count("over") == 3  # carried on to the date: what is late
    assert [line.get_label() for line in ax.lines].count("_open") == 1


@pytest.mark.parametrize("rating", [None, "red", "amber", "green"])
@pytest.mark.parametrize(("timeframe", "window"), [("short", "over"), ("medium", "within"), ("longer", "before")])
def test_a_status_is_drawn_as_it_is_given_and_none_is_no_red(closed, rating, timeframe, window):
    """In every window: red is a red square and amber a triangle; what nobody said is grey, and never overdue."""
    drawn = timeline([("Theme", "Action", "Lead", timeframe, rating)])
    marker = next(line for line in drawn.plot().lines if not line.get_label().startswith("_"))
    shapes = {None: ("o", MUTED), "red": ("s", RATING_COLOURS["red"]), "amber": ("^", RATING_COLOURS["amber"]),
              "green": ("o", RATING_COLOURS["green"])}  # fmt: skip
    assert (marker.get_marker(), marker.get_color()) == shapes[rating]
    assert (marker.get_markerfacecolor() == "white") == (window == "before")  # as the key says of what is hollow
    assert ("Hollow: window not begun." in " ".join(texts(drawn.plot()))) == (window == "before")
    assert ("verdue" in drawn.describe()) == (rating == "red" and window == "over")
    assert ("status not known" in drawn.describe()) == (rating is None)


def test_the_key_of_hollow_marks_holds_of_each_that_is_hollow_and_of_no_other(closed):
    """One whose window has not begun may be delayed but progressing; what nobody rated is grey once it has begun."""
    rows = [("T", f"{when} {rating}", "", when, rating) for when in WINDOWS
            for rating in (None, "red", "amber", "green", "withdrawn")]  # fmt: skip
    ax = timeline(rows).plot()
    key = " ".join(texts(ax))
    assert "Hollow: window not begun or no window." in key and "not begun." not in key
    found = {}
    for line in ax.lines:
        if line.get_label() in ("complete", "before_window", "in_window", "over_running", "overdue", "no_window",
                                "withdrawn"):  # fmt: skip
            found.setdefault(line.get_label(), set()).add(line.get_markerfacecolor())
    assert {state for state, fills in found.items() if "white" in fills} == {"before_window", "no_window"}
    assert found["before_window"] == found["no_window"] == {"white"} and "withdrawn" in found


@pytest.mark.parametrize("wide", [False, True], ids=["phone", "laptop"])
def test_bars_stand_in_their_months(closed, wide):
    ax = timeline().plot(wide=wide)
    bars = [c.get_paths()[0].get_extents() for c in ax.collections if c.get_label() == "window"]
    tracks = [line.get_xdata() for line in ax.lines if line.get_label() == "_track"]
    left, right = tracks[0]
    month = (right - left) / 12  # April 2025 to March 2026
    spans = [(round((bar.x0 - left) / month, 3), round((bar.x1 - left) / month, 3)) for bar in bars]
    assert spans == [(0, 4)] * 4 + [(4, 9), (9, 11)]  # the last one fades through a third month
    now = [line.get_xdata()[0] for line in ax.lines if line.get_label() == "_now"]
    assert {round((x - left) / month, 3) for x in now} == {7}


@pytest.mark.parametrize("wide", [False, True], ids=["phone", "laptop"])
@pytest.mark.parametrize("rows", [PLAN, [(LONG, LONG, LONG, "short", "amber"), ("T", "W" * 200, "", "longer", None)]],
                         ids=["usual", "long"])  # fmt: skip
def test_nothing_stands_outside_or_on_something_else(closed, wide, rows):
    ax = timeline(rows).plot(wide=wide)
    figure = ax.figure
    figure.draw_without_rendering()
    width, height = figure.get_size_inches() * figure.dpi
    assert width / figure.dpi * 72 == pytest.approx(744 if wide else 312)
    boxes = [(text.get_text(), text.get_window_extent()) for text in (*ax.texts, ax._left_title)]
    for words, box in boxes:
        assert -1 <= box.x0 <= box.x1 <= width + 1, words
        assert -1 <= box.y0 <= box.y1 <= height + 1, words
    for i, (words, box) in enumerate(boxes):
        for other, another in boxes[i + 1 :]:
            across = min(box.x1, another.x1) - max(box.x0, another.x0)
            down = min(box.y1, another.y1) - max(box.y0, another.y0)
            assert across <= 1 or down <= 3, (words, other)


def test_the_svg_has_its_text_alternative_and_is_the_same_each_time():
    drawn = timeline()
    picture = drawn.svg(title="Actions & windows")
    root = ElementTree.fromstring(picture)
    assert root.get("role") == "img"
    assert root.find("title").text == "Actions & windows"
    assert root.find("desc").text == drawn.describe()
    assert picture == timeline().svg(title="Actions & windows")
    wide = drawn.svg(title="Actions & windows", wide=True)
    assert not set(re.findall(r'id="([^"]+)"', picture)) & set(re.findall(r'id="([^"]+)"', wide))
    assert "max-width: 62rem" in wide
    assert "max-width: 30rem" in picture
    with pytest.raises(hw.HeadwayError, match="title: found ' '; accepted: text"):
        drawn.svg(title=" ")


@pytest.mark.parametrize(("rows", "as_at", "late"), [
    (PLAN, "October 2025", "2 of 7 actions are done or on track, 1 overdue (Turnover), 1 past the "
     "window with no status known, 1 over-running, 2 not known"),
    (PLAN, "July 2025", "2 of 7 actions are done or on track, 1 not progressed, 1 delayed, 3 not known"),
    (PLAN[1:2], "October 2025", "The action is not done or on track: 1 over-running"),
    (PLAN[:1], "October 2025", "The action is done or on track"),
    ([], "October 2025", "0 actions as at October 2025"),
])  # fmt: skip
def test_the_title_is_how_many_are_done_or_on_track_unless_it_is_given(closed, rows, as_at, late):
    drawn = timeline(rows, as_at)
    for wide in (False, True):
        assert " ".join(drawn.plot(wide=wide).get_title(loc="left").split()) == late
        assert drawn.plot(wide=wide, title="Actions").get_title(loc="left") == "Actions"
    assert ElementTree.fromstring(drawn.svg()).find("title").text == late


def test_the_title_counts_each_action_once():
    rows = [("A", f"Task {i}", "Lead", window, rating) for i, (window, rating) in enumerate([
        ("short", "not progressed"), ("medium", "not progressed"), ("longer", "not progressed"), ("short", "amber"),
        ("longer", "amber"),
    ])]  # fmt: skip
    chart = timeline(rows, "October 2025").picture()
    assert chart.finding() == (
        "None of 5 actions is done or on track, 1 overdue (Task 0), 1 over-running, 2 not "
        "progressed, 1 delayed"
    )
    said = [bar.stands for bars in chart.themes.values() for bar in bars]
    assert (sum("not progressed" in each for each in said), sum("delayed" in each for each in said)) == (3, 2)


@pytest.mark.parametrize("size", [(5, 3), (5, 20), (12, 4)])
@pytest.mark.parametrize("wide", [False, True], ids=["phone", "laptop"])
def test_given_axes_hold_the_actions_that_there_is_room_for_and_say_how_many_more(closed, size, wide):
    from matplotlib import pyplot

    figure, ax = pyplot.subplots(figsize=size)
    before = ax.get_position().bounds
    assert timeline().plot(ax, wide=wide) is ax
    figure.canvas.draw()
    assert tuple(figure.get_size_inches()) == size
    frame = figure.bbox
    left, bottom, across, up = (before[i] * (frame.width, frame.height)[i % 2] for i in range(4))
    said = texts(ax)
    written = " ".join(said)  # a name may go on in another line
    shown = sorted((row[1] for row in PLAN if row[1] in written), key=written.index)
    assert {*shown[:3]} <= {"Strategy", "Turnover", "Retention plan"}  # those that are late first
    more = f"and {7 - len(shown)} action{'' if len(shown) == 6 else 's'} more"
    assert any(text.startswith(more) for text in said) == (len(shown) < 7)
    assert len(shown) == 7 or size[1] < 20
    for text in (*ax.texts, ax._left_title):
        box = text.get_window_extent()
        assert left - 1 <= box.x0 <= box.x1 <= left + across + 1, text.get_text()
        assert bottom - 1 <= box.y0 <= box.y1 <= bottom + up + 1, text.get_text()


def test_text_is_never_markup_or_mathematics():
    hostile = "<b>$x^2$</b> & \"so\""
    picture = timeline([(hostile, hostile, hostile, "short", None)]).svg(title=hostile)
    assert "<b>" not in picture
    assert any(element.text == hostile for element in ElementTree.fromstring(picture).iter("text"))


@pytest.mark.parametrize("as_at", ["January 2020", "March 2031"])
def test_a_date_far_from_all_windows_is_on_the_axis(closed, as_at):
    drawn = timeline(as_at=as_at)
    ax = drawn.plot()
    assert {"January 2020": "31 Jan 2020", "March 2031": "31 Mar 2031"}[as_at] in texts(ax)
    names = [text for text in texts(ax) if re.fullmatch(r"[A-Z][a-z]{2}( \d\d)?", text)]
    assert len(names) / 3 <= 12  # of each theme


def test_no_actions_is_a_chart_of_none(closed):
    drawn = timeline([])
    assert drawn.describe() == "0 actions as at October 2025."
    assert drawn.svg(title="None").startswith("<svg")


def test_a_notebook_shows_the_sentence_and_the_chart():
    shown = timeline()._repr_html_()
    assert shown.startswith("<p>7 actions as at October 2025:")
    assert 'role="img"' in shown
    assert repr(timeline()).startswith("Timeline: 7 actions")


@pytest.mark.parametrize("wide", [False, True], ids=["phone", "laptop"])
def test_days_stand_within_their_months(closed, wide):
    frame = pd.DataFrame({"action": ["A", "B"], "from": ["2024-04-16", None], "to": ["2024-06-15", "2024-09-30"]})
    drawn = hw.plan.timeline(frame, as_at="2024-07-31", theme=None, lead=None, rating=None, start="from", due="to")
    ax = drawn.plot(wide=wide)
    track = next(line.get_xdata() for line in ax.lines if line.get_label() == "_track")
    month = (track[1] - track[0]) / 6  # April to September 2024
    bars = [c.get_paths()[0].get_extents() for c in ax.collections if c.get_label() == "window"]
    spans = [(round((bar.x0 - track[0]) / month, 3), round((bar.x1 - track[0]) / month, 3)) for bar in bars]
    assert spans == [(0.5, 2.5)]  # from the sixteenth of April's thirty days to the end of the fifteenth of June's
    due = [(line.get_xdata()[0] - track[0]) / month for line in ax.lines if line.get_label() == "_due"]
    assert len(due) == 1 and 5.9 < due[0] < 6  # which ends with September
    now = {round((line.get_xdata()[0] - track[0]) / month, 3) for line in ax.lines if line.get_label() == "_now"}
    assert now == {4}
    said = " ".join(texts(ax)).replace("; p", " P")
    assert "31 Jul 2024" in texts(ax)
    assert "Window over by 46 days, status not known Planned 16 Apr to 15 Jun 2024" in said
    assert "due 30 Sep 2024" in said or "Due 30 Sep 2024" in said


@pytest.mark.parametrize("wide", [False, True], ids=["phone", "laptop"])
def test_by_the_end_of_a_month_is_its_last_day(wide):
    """Whether the month is named or its last day: where the next begins, and no earlier."""
    for due in ("by the end of August 2025", "August 2025", "31/08/2025"):
        frame = pd.DataFrame({"action": ["A", "B"], "start": ["July 2025"] * 2, "due": [due, "31 October 2025"]})
        drawn = hw.plan.timeline(frame, as_at="October 2025", theme=None, lead=None, rating=None, start="start",
                                 due="due")  # fmt: skip
        ax = drawn.plot(wide=wide)
        track = next(line.get_xdata() for line in ax.lines if line.get_label() == "_track")
        month = (track[1] - track[0]) / 4  # July to October
        ends = {round((c.get_paths()[0].get_extents().x1 - track[0]) / month, 3)
                for c in ax.collections if c.get_label() == "window"}  # fmt: skip
        assert ends == {2, 4}, due


ROWS = [("T", f"Task {window} {i}", "Director of Place", window, "complete") for i, window in enumerate(
    ("short", "medium", "longer", "short"))]  # fmt: skip
SIZES = pytest.mark.parametrize("size", [None, (7.0, 4.5), (5.0, 20.0)], ids=["own", "laptop", "page"])


def plotted(chart, size):
    from matplotlib import pyplot

    return chart.plot() if size is None else chart.plot(pyplot.figure(figsize=size).add_axes((0, 0, 1, 1)))


@SIZES
@pytest.mark.parametrize("as_at", ["March 2025", "May 2025", "October 2025", "May 2026"])
def test_what_is_complete_keeps_its_window_and_is_paler_from_the_date_on(closed, as_at, size):
    """The key says that bars are planned windows: that holds of what is complete, too, before it was due."""
    chart = timeline(ROWS, as_at).picture()
    ax = plotted(chart, size)
    now = next(line.get_xdata()[0] for line in ax.lines if line.get_label() == "_now")
    track = next(line.get_xdata() for line in ax.lines if line.get_label() == "_track")
    month = np.ptp(track) / chart.months
    bars = [bar for bars in chart.themes.values() for bar in bars]
    ends = sorted(track[0] + bar.span[1] * month for bar in bars)
    drawn = sorted(shape.get_paths()[0].get_extents().x1 for shape in ax.collections if shape.get_label() == "window")
    fading = [bar.span[1] - 1 if bar.span[2] else bar.span[1] for bar in bars]  # to its arrow
    assert drawn == pytest.approx(sorted(track[0] + end * month for end in fading))
    paler = sorted((shape.get_paths()[0].get_extents().x0, shape.get_paths()[0].get_extents().x1)
                   for shape in ax.collections if shape.get_label() == "_paler")  # fmt: skip
    assert sorted(end for _, end in paler) == pytest.approx([end + 1 for end in ends if end > now])
    begins = sorted(max(now, track[0] + bar.span[0] * month) for bar in bars if track[0] + bar.span[1] * month > now)
    assert sorted(start for start, _ in paler) == pytest.approx(begins)
    assert f"Bar: planned window{', paler once complete' * bool(paler)}." in " ".join(texts(ax))


@SIZES
@pytest.mark.parametrize("as_at", ["May 2025", "October 2025", "31 January 2026"])
def test_the_date_is_named_at_its_mark_with_nothing_between_them(closed, as_at, size):
    from matplotlib.text import Text
    from measuring import laid_out

    chart = timeline(PLAN, as_at).picture()
    ax = plotted(chart, size)
    renderer, dots = laid_out(ax.figure), ax.figure.dpi / 72
    (name,) = [text for text in ax.texts if text.get_text() == chart.marked]
    box = Text.get_window_extent(name, renderer)
    marks = [ax.transData.transform(line.get_xydata()[0]) for line in ax.lines if line.get_label() == "_date"]
    x, y = max(marks, key=lambda mark: mark[1])
    assert box.x0 <= x <= box.x1 + 1 and 0 <= y - box.y1 < 8 * dots
    rules = [ax.transData.transform(line.get_xydata()[0])[1] for line in ax.lines if line.get_label() == "_rule"]
    assert not [rule for rule in rules if box.y0 < rule < y]
    others = [Text.get_window_extent(text, renderer) for text in ax.texts if text is not name]
    assert not any(other.overlaps(box.shrunk(0.9, 0.7)) for other in others)


@pytest.mark.parametrize("size", [None, (14.0, 9.0)], ids=["own", "page"])
@pytest.mark.parametrize("wide", [False, True], ids=["phone", "laptop"])
def test_the_row_of_a_window_says_its_dates_and_the_axis_stands_at_head_and_foot(closed, wide, size):
    rows = [("A", "One", "Lead", "short", "green"), ("B", "Two", "Lead", "medium", "amber"),
            ("C", "Three", "", "longer", None), ("D", "Four", "", "none", "red")]  # fmt: skip
    chart = timeline(rows).picture(wide=wide)
    ax = plotted(chart, size)
    said = " ".join(texts(ax)).lower()
    for dates in ("planned apr to jul 2025", "planned aug to dec 2025", "planned from jan 2026"):
        assert dates in said
    assert said.count("planned ") == 3 + 1 and "window. outline" not in said  # and the note's
    if size is None:
        assert texts(ax).count("Apr 2025") == 2


@pytest.mark.parametrize("times", [1, 3])
def test_what_the_marks_are_is_said_before_the_first_row(closed, times):
    ax = timeline([(row[0], f"{row[1]} {i}", *row[2:]) for row in PLAN for i in range(times)]).plot()
    at = {text.get_text(): text.get_position()[1] for text in ax.texts}
    key = [up for words, up in at.items() if "planned window" in words or "Arrow: no" in words]
    assert key and max(key) < min(up for words, up in at.items() if words == "Priorities")


def test_months_are_read_along_the_rows_of_a_list(closed):
    """Lines go down from the months that are named, behind all rows."""
    ax = plotted(timeline().picture(), (7.0, 4.5))
    (grid,) = [lines for lines in ax.collections if lines.get_label() == "_grid"]
    ends = np.array(grid.get_segments())
    tracks = sorted(line.get_ydata()[0] for line in ax.lines if line.get_label() == "_track")
    assert ends[:, :, 1].min() < tracks[0] and ends[:, :, 1].max() > tracks[-1]
    named = [text for text in ax.texts if text.get_ha() == "center" and len(text.get_text()) in (3, 8)]
    month = np.ptp(next(line.get_xdata() for line in ax.lines if line.get_label() == "_track")) / 12
    assert sorted(ends[:, 0, 0]) == pytest.approx(sorted(text.get_position()[0] - month / 2 for text in named))


def test_an_owner_of_all_is_said_once(closed):
    said = texts(timeline(ROWS).plot())
    assert " ".join(said).count("Director of Place") == 1 and "Owner of all: Director of Place." in " ".join(said)
    said = " ".join(texts(timeline().plot()))
    assert said.count("(Director of") == 6 and "Owner of all" not in said
