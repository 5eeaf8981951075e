"""The bridge from the saving that is expected to the one that is forecast: a waterfall, and the same in words.

Every step carries its amount, its sign and a triangle; what is taken away is hatched, so that neither colour nor a screen
is needed to tell the steps apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.charts.parts.bars import MOST_BARS, Bar, Fill, Piece, draw_bars, heights_of, names_in, scale, write_scale
from headway.charts.parts.labels import frame_of
from headway.charts.parts.layout import LEADING, SMALL, WIDE, lay_out, on_axes, picture, title_of
from headway.charts.parts.portfolios import Portfolios, Row, largest_first, portfolios_of, together
from headway.language.counts import number_of
from headway.language.figures import decimals, money
from headway.language.palette import MUTED, PAPER, categorical, luminance

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = ("expected", "not_validated", "over_achievement", "still_to_come", "slippage", "forecast", "unexplained")
LATER = {"still_to_come": "Still to come in later years", "slippage": "Slippage"}
FEWEST = 5
UP, DOWN, LEVEL = "\u25b2", "\u25bc", "\u25ac"
NOTE = f"{UP} adds; {DOWN} takes away, hatched. Dark bars are amounts in full."


class Step(NamedTuple):
    """One bar of the bridge: an amount in full, or what is added to the bar before it (less than 0: taken away)."""

    name: str
    amount: float
    in_full: bool = False
    unexplained: bool = False


def bridge_steps(rows: Any, *, by: str | None = None, most: int = MOST_BARS) -> list[Step]:
    """The bars of the bridge, in their order.

    Parameters
    ----------
    rows : frame or list of dict
        What `SavingsPlan.bridge` gives: one row a portfolio, and "Total".
    by : str, optional
        "portfolio": what is not validated and what is over-achieved, by portfolio, largest first.
    most : int
        Bars at most. Portfolios for which there is no room stand together, with their number.

    Returns
    -------
    list of Step

    Examples
    --------
    >>> from headway.charts.bridge import bridge_steps
    >>> total = {"portfolio": "Total", "expected": 10.0, "not_validated": 2.0, "over_achievement": 0.5,
    ...          "still_to_come": 0.0, "slippage": 0.0, "forecast": 8.5, "unexplained": 0.0}
    >>> [(step.name, step.amount) for step in bridge_steps([total])]
    [('Expected', 10.0), ('Not validated', -2.0), ('Over-achievement', 0.5), ('Forecast', 8.5)]
    """
    if by not in (None, "portfolio"):
        raise HeadwayError(f"by: found {by!r}; accepted: 'portfolio' or None")
    read = portfolios_of(rows, COLUMNS)
    total, places = read.total, _places(read)
    middle: list[list[Step]] = [[], []]
    for i, column in enumerate(("not_validated", "over_achievement")):
        signed = _signed(total[column], column)
        middle[i] = [Step(_named(column, signed), signed)]
    last = [Step(name, total[column]) for column, name in LATER.items() if not _nothing(total[column], places)]
    left, beyond = _left(total), total["unexplained"]
    if not _nothing(left, places) and not math.isnan(left):
        last.append(Step("Unexplained: the bridge does not close", left, unexplained=True))
    last.append(Step("Forecast", total["forecast"], in_full=True))
    if not _nothing(beyond, places):
        # What was printed is no figure of the plan: it follows the forecast.
        name = "Explained by rounding" if _by_rounding(rows) else "Unexplained: printed less forecast"
        last += [Step(name, beyond, unexplained=True), Step("Printed", total["forecast"] + beyond, in_full=True)]
    if by is not None and read.rows:
        middle = _split(read, places, max(2, most - 1 - len(last)))
    return [Step("Expected", total["expected"], in_full=True), *middle[0], *middle[1], *last]


def _left(total: Row) -> float:
    """By how much the steps miss the forecast."""
    steps = (total["expected"], -total["not_validated"], *(total[column] for column in ("over_achievement", *LATER)))
    return total["forecast"] - math.fsum(steps) if not any(map(math.isnan, steps)) else math.nan


def _by_rounding(rows: Any) -> bool:
    """Whether the plan holds that rounding for print is the reason; without a word about it, not."""
    name = "explained_by_rounding"
    if isinstance(rows, Sequence):
        return bool(rows and rows[-1].get(name))
    frame = Frame(rows)
    return name in frame and bool(frame._series(name).to_list()[-1])


def _split(read: Portfolios, places: int, room: int) -> list[list[Step]]:
    """Both steps by portfolio: as many of each as there is room for, the smaller ones of either pooled first."""
    names, amounts = [], []
    for column in ("not_validated", "over_achievement"):
        of = {name: _signed(row[column], column) for name, row in read.rows.items()}
        names.append([name for name in largest_first(of) if not _nothing(of[name], places) and not math.isnan(of[name])])
        amounts.append(of)
    rests = [
        _signed(read.total[column], column) - sum(amounts[i][name] for name in names[i])
        for i, column in enumerate(("not_validated", "over_achievement"))
    ]
    has_rest = [not math.isnan(rest) and not _nothing(rest, places) for rest in rests]
    kept = [len(names[0]), len(names[1])]

    def bars(i: int) -> int:
        return max(1, kept[i] + (kept[i] < len(names[i])) + has_rest[i])

    while bars(0) + bars(1) > room and max(kept) > 0:
        # The one whose smallest is smaller; the last of a list goes with the one before, for two to stand together.
        sizes = [abs(amounts[i][names[i][kept[i] - 1]]) if kept[i] else math.inf for i in (0, 1)]
        i = 0 if sizes[0] <= sizes[1] else 1
        kept[i] -= 2 if kept[i] == len(names[i]) and kept[i] > 1 else 1
    groups = []
    for i, column in enumerate(("not_validated", "over_achievement")):
        steps = [Step(f"{_named(column, amounts[i][name])}: {name}", amounts[i][name]) for name in names[i][: kept[i]]]
        if others := names[i][kept[i] :]:
            amount = together([amounts[i][name] for name in others])
            steps.append(Step(f"{_named(column, amount)}: other ({len(others)})", amount))
        if has_rest[i]:
            steps.append(Step(f"{_named(column, rests[i])}: portfolio not known", rests[i]))
        if not steps:
            whole = _signed(read.total[column], column)
            steps.append(Step(_named(column, whole), whole))
        groups.append(steps)
    return groups


def plot(
    rows: Any,
    ax: Axes | None = None,
    *,
    unit: str = "£m",
    title: str | None = None,
    by: str | None = None,
    year: str | None = None,
) -> Axes:
    """Draw the bridge.

    Parameters
    ----------
    rows : frame or list of dict
        What `SavingsPlan.bridge` gives.
    ax : matplotlib Axes, optional
        Where to draw, with about 40 points of height a bar. By default a figure of its own, which is as readable on a
        phone as in a report.
    unit : str, default "£m"
        What the amounts are counted in.
    title : str, optional
        By default what the figures say.
    by : str, optional
        "portfolio": the steps by portfolio, 12 bars at most.
    year : str, optional
        The year of the forecast, for the title.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    HeadwayError
        For rows that lack a column or the total, and for a title that is not text.
    ImportError
        Without matplotlib and afcharts, which come with the extra `headway[report]`.
    """
    said = title_of(title, finding(rows, unit=unit, year=year))
    return on_axes(ax, lambda axes, family, own: _draw(axes, family, own, rows, unit, said, by))


def svg(
    rows: Any, *, unit: str = "£m", title: str | None = None, by: str | None = None, year: str | None = None
) -> str:
    """The bridge as one inline `<svg>` for a page, with its text alternative. The parameters are those of `plot`."""
    said = title_of(title, finding(rows, unit=unit, year=year))
    words = describe(rows, unit=unit, by=by, year=year)
    return picture(lambda axes, family: _draw(axes, family, True, rows, unit, said, by), title=said, description=words)


def finding(rows: Any, *, unit: str = "£m", year: str | None = None) -> str:
    """What the bridge says, in one line."""
    read = portfolios_of(rows, COLUMNS)
    total, shown = read.total, _writer(read, unit)
    expected, forecast = total["expected"], total["forecast"]
    by = f" by {year}" if year else ""
    if _nothing(expected, 9) and _nothing(forecast, 9):
        return f"No saving is expected, and none is forecast{by}"
    over = total["over_achievement"]
    missing = math.isnan(total["not_validated"])
    parts = ["what is not validated is not known" if missing else f"{shown(total['not_validated'])} is not validated"]
    if math.isnan(over):
        parts.append("over-achievement is not known")
    elif not _nothing(over, _places(read)):
        parts.append(f"{shown(abs(over))} is {'over' if not over < 0 else 'under'}-achievement")
    for column, words in (("still_to_come", "planned for later years"), ("slippage", "slippage")):
        amount = total[column]
        if not _nothing(amount, _places(read)):
            parts.append(f"what is {words} is not known" if math.isnan(amount) else f"{shown(abs(amount))} is {words}")
    beyond = total["unexplained"]
    if not _nothing(beyond, _places(read)) and not math.isnan(beyond) and not _by_rounding(rows):
        parts.append(f"and {shown(forecast + beyond)} was printed, {_more(beyond, shown)}")
    return f"{shown(forecast)} of {shown(expected)} expected is forecast{by}: {', '.join(parts)}"


def _more(beyond: float, shown: Callable[[float], str]) -> str:
    return f"{shown(abs(beyond))} {'less' if beyond < 0 else 'more'}"


def describe(rows: Any, *, unit: str = "£m", by: str | None = None, year: str | None = None) -> str:
    """The bridge in plain sentences, with every amount, for those who do not see the chart.

    Parameters
    ----------
    rows : frame or list of dict
        What `SavingsPlan.bridge` gives.
    unit, by, year
        As for `plot`.

    Returns
    -------
    str

    Examples
    --------
    >>> from headway.charts.bridge import describe
    >>> total = {"portfolio": "Total", "expected": 10.0, "not_validated": 2.0, "over_achievement": 0.5,
    ...          "still_to_come": 0.0, "slippage": 0.0, "forecast": 8.5, "unexplained": 0.0}
    >>> print(describe([total]))
    Expected £10.0m, minus £2.0m not validated, plus £0.5m over-achievement, makes £8.5m forecast. The bridge closes.
    """
    read = portfolios_of(rows, COLUMNS)
    shown, places = _writer(read, unit), _places(read)
    said = [_sentence("", read.total, shown, places, f" by {year}" if year else "")]
    left, beyond = _left(read.total), read.total["unexplained"]
    if math.isnan(left):
        said.append("Whether the bridge closes is not known.")
    elif _nothing(left, places):
        said.append("The bridge closes." if _nothing(beyond, places) else "The plan's own figures close.")
    else:
        said.append(f"The bridge does not close: {shown(left)} is unexplained.")
    if math.isnan(beyond):
        said.append("By how much the printed total differs is not known.")
    elif not _nothing(beyond, places):
        why = "which rounding explains" if _by_rounding(rows) else "which is unexplained"
        said.append(f"{shown(read.total['forecast'] + beyond)} was printed, {_more(beyond, shown)}, {why}.")
    if by is not None:
        if len(read.rows) > 1:
            said.append(f"By portfolio, {number_of(len(read.rows), 'portfolio')}:")
        said += [_sentence(name, row, shown, places, "") for name, row in read.rows.items()]
    return " ".join(said)


def _sentence(name: str, row: Row, shown: Callable[[float], str], places: int, by: str) -> str:
    """One row as a sum in words."""
    parts = [f"expected {shown(row['expected'])}"]
    for column, words, sign in (("not_validated", "not validated", -1), ("over_achievement", "over-achievement", 1),
                                ("still_to_come", "still to come in later years", 1), ("slippage", "slippage", 1)):  # fmt: skip
        amount = row[column] * sign
        if column in LATER and _nothing(amount, places):
            continue
        if math.isnan(amount):
            parts.append(f"{words} not known")
            continue
        if column == "over_achievement" and amount < 0:
            words = "under-achievement"
        taken = amount < 0 or (column == "not_validated" and amount == 0)
        parts.append(f"{'minus' if taken else 'plus'} {shown(abs(amount))} {words}")
    said = f"{', '.join(parts)}, makes {shown(row['forecast'])} forecast{by}."
    return f"{name}: {said}" if name else said[0].upper() + said[1:]


# Drawing


def _draw(ax: Axes, family: str, own: bool, rows: Any, unit: str, title: str, by: str | None) -> None:
    read = portfolios_of(rows, COLUMNS)
    shown, places = _writer(read, unit), _places(read)
    signed = _writer(read, unit, signed=True)
    steps = bridge_steps(rows, by=by)
    below = SMALL * LEADING + 8
    bars = _bars(steps, shown, signed, places, WIDE - 10, family)
    lay_out(ax, family, own=own, title=title, note=NOTE, left=4, below=below, tall=heights_of(bars))
    left, bottom, right, top = frame_of(ax)
    bars = _bars(steps, shown, signed, places, right - left, family)
    # Fewer bars where the axes that were given are too short for twelve.
    most = MOST_BARS
    while not own and by and heights_of(bars) > top - bottom and most > FEWEST:
        most -= 1
        steps = bridge_steps(rows, by=by, most=most)
        bars = _bars(steps, shown, signed, places, right - left, family)
    ends = [end for bar in bars for piece in bar.pieces for end in (piece.start, piece.end)]
    written = [(max((p.end if p.end > p.start else p.start for p in bar.pieces), default=0.0), bar.beyond) for bar in bars]
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    scale(ax, low, high, written, family)
    parts = draw_bars(ax, bars, family)
    write_scale(ax, high, unit, family)
    # From where a bar ends to where the next begins.
    level, before = math.nan, None
    for step, part in zip(steps, parts, strict=True):
        if not part:
            before = None  # after a step that is not known, nothing leads to the next
            continue
        if before is not None and not math.isnan(level):
            ax.plot([level, level], [before, part[0].get_y()], color=MUTED, linewidth=0.9, zorder=2.5, clip_on=False,
                    label="_connector")  # fmt: skip
        level = step.amount if step.in_full else level + step.amount
        before = part[0].get_y() + part[0].get_height()


def _bars(
    steps: list[Step], shown: Callable[[float], str], signed: Callable[[float], str], places: int, room: float, family: str
) -> list[Bar]:
    level, bars = math.nan, []
    for step in steps:
        if step.in_full:
            start, end, said = 0.0, step.amount, shown(step.amount)
        else:
            mark = LEVEL if _nothing(step.amount, places) else UP if step.amount > 0 else DOWN
            start, end, said = level, level + step.amount, f"{mark} {signed(step.amount)}"
        name = names_in(step.name, room, family)
        if math.isnan(step.amount):
            bars.append(Bar(names_in(f"{step.name.partition(':')[0] if step.unexplained else step.name}: not known", room, family), []))
            continue
        if math.isnan(start):  # nothing to stand on: the amount alone
            start, end = 0.0, step.amount
        level = end
        bars.append(Bar(name, [Piece(start, end, look(step))], said))
    return bars


def look(step: Step) -> Fill:
    """Dark in full, lighter for more, hatched on white for less, crossed where nobody knows why."""
    colours = categorical()
    dark = min(colours[:4], key=luminance)
    if step.unexplained:
        return Fill(PAPER, MUTED, "xxxx")
    if step.in_full:
        return Fill(colours[0], colours[0])
    return Fill(colours[1], colours[1]) if step.amount >= 0 else Fill(PAPER, dark, "/////")


def _places(read: Portfolios) -> int:
    return decimals(*(amount for row in (read.total, *read.rows.values()) for amount in row.values()))


def _writer(read: Portfolios, unit: str, *, signed: bool = False) -> Callable[[float], str]:
    """Writes each amount with the decimals of them all."""
    places = _places(read)
    return lambda amount: money(amount, unit, places, signed=signed)


def _signed(amount: float, column: str) -> float:
    return (0.0 - amount) if column == "not_validated" else amount


def _named(column: str, amount: float) -> str:
    if column == "not_validated":
        return "Not validated"
    return "Under-achievement" if amount < 0 else "Over-achievement"


def _nothing(amount: float, places: int) -> bool:
    """Whether an amount prints as 0."""
    return not math.isnan(amount) and round(abs(amount), places) == 0
