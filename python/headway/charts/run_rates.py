"""Savings by year, the largest portfolios upon one another: what a plan saves in each year, and the same in words."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from headway._core import HeadwayError
from headway.boundary.scalars import number
from headway.charts.parts.labels import Label, Line, column, width
from headway.charts.parts.layout import USUAL, on_axes, picture, title_of
from headway.charts.parts.portfolios import TOTAL, columns_of, in_years, largest_first, together
from headway.charts.parts.year_axis import above, label, readable, room_for_a_year, year_axes
from headway.language.figures import decimals, figure, money
from headway.language.palette import INK, PAPER, categorical

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SERIES = 4
HATCHES = ("", "", "////", "\\\\\\\\", "", "xxxx")


class RunRates(NamedTuple):
    """Amounts by year: of each portfolio, NaN where not known, and of the plan."""

    years: list[str]
    rates: dict[str, list[float]]
    total: list[float]
    increments: list[float]


def run_rates(rows: Any) -> RunRates:
    """Read what `SavingsPlan.incremental` gives.

    Parameters
    ----------
    rows : frame or list of dict
        `portfolio`, `year` and `run_rate`, one row a portfolio and year, and the rows "Total"; `increment` if it is there.

    Returns
    -------
    RunRates

    Raises
    ------
    HeadwayError
        For rows that lack a column or the total, and for two of one portfolio and year.
    """
    read = columns_of(rows, ["portfolio", "year"])
    if read and "run_rate" not in read[0]:
        raise HeadwayError(f"column 'run_rate' is not in the frame. Accepted: one of {', '.join(read[0])}")
    years = list(dict.fromkeys(row["year"] for row in read))
    rates: dict[str, list[float]] = {}
    increments = [math.nan] * len(years)
    seen = set()
    for i, row in enumerate(read):
        name, year = row["portfolio"], row["year"]
        if (name, year) in seen:
            raise HeadwayError(f"row {i}: found {name!r} in {year} twice; accepted: one row a portfolio and year")
        seen.add((name, year))
        rates.setdefault(name, [math.nan] * len(years))[years.index(year)] = row["run_rate"]
        if name == TOTAL:
            increments[years.index(year)] = row.get("increment", math.nan)
    if TOTAL not in rates:
        raise HeadwayError(f"column 'portfolio': found no row {TOTAL!r}; accepted: one row a portfolio and year, and {TOTAL!r}")
    return RunRates(years, rates, rates.pop(TOTAL), increments)


def series_of(read: RunRates, most: int = SERIES) -> dict[str, list[float]]:
    """The four largest portfolios at the end, and the others together, with their number."""
    order = largest_first({name: _last(rates) for name, rates in read.rates.items()})
    if len(order) <= most + 1:
        return {name: read.rates[name] for name in order}
    others = [read.rates[name] for name in order[most:]]
    drawn = {name: read.rates[name] for name in order[:most]}
    drawn[f"Other ({len(others)})"] = [together(amounts) for amounts in zip(*others, strict=True)]
    return drawn


def plot(
    rows: Any,
    ax: Axes | None = None,
    *,
    unit: str = "£m",
    title: str | None = None,
    gap: Any = None,
    expected: float | None = None,
) -> Axes:
    """Draw what the plan saves in each year.

    Parameters
    ----------
    rows : frame or list of dict
        What `SavingsPlan.incremental` gives.
    ax : matplotlib Axes, optional
        Where to draw. By default a figure of its own, which is as readable on a phone as in a report.
    unit : str, default "£m"
        What the amounts are counted in.
    title : str, optional
        By default what the figures say.
    gap : mapping or sequence of float, optional
        The budget gap, by year.
    expected : float, optional
        The saving that the plan expects, drawn across the years.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    HeadwayError
        For rows that lack a column or the total, for a gap of a year that they lack, and for a title that is not text.
    ImportError
        Without matplotlib and afcharts, which come with the extra `headway[report]`.
    """
    said = title_of(title, finding(rows, unit=unit, gap=gap, expected=expected))
    return on_axes(ax, lambda axes, family, own: _draw(axes, family, own, rows, unit, said, gap, expected))


def svg(
    rows: Any, *, unit: str = "£m", title: str | None = None, gap: Any = None, expected: float | None = None
) -> str:
    """The bars as one inline `<svg>` for a page, with their text alternative. The parameters are those of `plot`."""
    said = title_of(title, finding(rows, unit=unit, gap=gap, expected=expected))
    words = describe(rows, unit=unit, gap=gap, expected=expected)
    return picture(
        lambda axes, family: _draw(axes, family, True, rows, unit, said, gap, expected), title=said, description=words
    )


def finding(rows: Any, *, unit: str = "£m", gap: Any = None, expected: float | None = None) -> str:
    """What the bars say of the last year, in one line."""
    read = run_rates(rows)
    if not read.years:
        return "No year is planned"
    gaps, want = in_years(gap, read.years, "gap"), number(expected, "expected")
    shown = _writer(read, gaps, want, unit)
    year, total = read.years[-1], read.total[-1]
    if not any(amount for rates in (read.total, *read.rates.values()) for amount in rates):
        return f"No saving is planned in {year}" if len(read.years) == 1 else "No saving is planned in any year"
    said = f"Savings {'are' if len(read.years) == 1 else 'reach'} {shown(total)} a year {'in' if len(read.years) == 1 else 'by'} {year}"
    if not math.isnan(want):
        said += f", of {shown(want)} expected"
    if not math.isnan(gaps[-1]):
        return f"{said}; the budget gap is then {shown(gaps[-1])}"
    if math.isnan(want) and len(read.rates) > 1:
        largest = largest_first({name: rates[-1] for name, rates in read.rates.items()})[0]
        said += f", {shown(read.rates[largest][-1])} of it in {largest}"
    return said


def describe(rows: Any, *, unit: str = "£m", gap: Any = None, expected: float | None = None) -> str:
    """The bars in plain sentences, with every amount, for those who do not see the chart.

    Parameters
    ----------
    rows : frame or list of dict
        What `SavingsPlan.incremental` gives.
    unit, gap, expected
        As for `plot`.

    Returns
    -------
    str

    Examples
    --------
    >>> from headway.charts.run_rates import describe
    >>> rows = [{"portfolio": name, "year": year, "run_rate": rate}
    ...         for name, rates in {"Schools": (1.5, 2.0), "Total": (1.5, 2.0)}.items()
    ...         for year, rate in zip(("2024/25", "2025/26"), rates)]
    >>> print(describe(rows, expected=2.5))
    Savings in each year, of £2.5m a year expected. 2024/25: £1.5m in total; Schools £1.5m. 2025/26: £2.0m in total;
    Schools £2.0m.
    """
    read = run_rates(rows)
    gaps, want = in_years(gap, read.years, "gap"), number(expected, "expected")
    shown = _writer(read, gaps, want, unit)
    said = ["Savings in each year" + ("." if math.isnan(want) else f", of {shown(want)} a year expected.")]
    order = largest_first({name: _last(rates) for name, rates in read.rates.items()})
    for i, year in enumerate(read.years):
        total = f"{year}: {shown(read.total[i])} in total"
        if not math.isnan(read.increments[i]):
            added = read.increments[i]
            total += f", {shown(abs(added))} {'less' if added < 0 else 'more'} than the year before" if i else ""
        if not math.isnan(gaps[i]):
            total += f", for a budget gap of {shown(gaps[i])}"
        parts = ", ".join(f"{name} {shown(read.rates[name][i])}" for name in order)
        said.append(f"{total}; {parts}." if parts else f"{total}.")
    return " ".join(said)


# Drawing


def _draw(
    ax: Axes, family: str, own: bool, rows: Any, unit: str, title: str, gap: Any, expected: float | None
) -> None:
    read = run_rates(rows)
    gaps, want = in_years(gap, read.years, "gap"), number(expected, "expected")
    shown, places = _writer(read, gaps, want, unit), _places(read, gaps, want)
    series = series_of(read)
    n = len(read.years)
    # Each bar grows from 0: what is saved upwards, what costs downwards.
    tops, bottoms = [0.0] * n, [0.0] * n
    pieces: dict[str, list[tuple[float, float]]] = {}
    for name, rates in series.items():
        pieces[name] = []
        for i, amount in enumerate(rates):
            known = 0.0 if math.isnan(amount) else amount
            start = tops[i] if known >= 0 else bottoms[i]
            pieces[name].append((start, known))
            if known >= 0:
                tops[i] += known
            else:
                bottoms[i] += known
    # Where other lines cross the bars, or figures are wider than bars, they stand below the years instead of on the bars.
    totals = ["" if math.isnan(amount) else figure(amount, places=places) for amount in read.total]
    has_gap, has_lines = any(not math.isnan(amount) for amount in gaps), not math.isnan(want)
    widest = max((width(Line(text, USUAL, bold=True), family) for text in totals), default=0.0)
    on_bars = not has_gap and not has_lines and widest <= room_for_a_year(ax, own, n, widest + 12)
    below = [] if on_bars else [("Total", totals)]
    if has_gap:
        below.append(("Gap", ["" if math.isnan(amount) else figure(amount, places=places) for amount in gaps]))
    heights = [amount for amount in (*tops, *bottoms, *gaps, *read.total, want) if not math.isnan(amount)]
    last_gap = next((i for i in reversed(range(n)) if not math.isnan(gaps[i])), None)

    def labels(room: float) -> list[Label]:
        right, found = n - 1 + HALF, []
        for name, rates in series.items():
            start, amount = pieces[name][-1]
            found.append(label(name, shown(rates[-1]), (right, start + amount / 2), room, family))
        if not math.isnan(want):
            found.append(label("Expected", shown(want), (n - 0.55, want), room, family))
        if last_gap is not None:
            name = "Budget gap" + ("" if last_gap == n - 1 else f" {read.years[last_gap]}")
            found.append(label(name, shown(gaps[last_gap]), (last_gap + MARK, gaps[last_gap]), room, family))
        return found if n else []

    beside, right = year_axes(
        ax, family, own=own, title=title, note=_note(read, gaps, want), years=read.years,
        limits=(min(heights, default=0.0), max(heights, default=0.0)), unit=f"{unit} a year", labels=labels,
        rows=below,
    )  # fmt: skip
    for look, (name, parts) in enumerate(pieces.items()):
        colour, hatch = categorical()[look], HATCHES[look]
        ax.bar(
            range(n), [amount for _, amount in parts], 2 * HALF, [start for start, _ in parts], color=colour, edgecolor=PAPER,
            hatch=hatch or None, linewidth=1.2, zorder=2, label=name,
        )  # fmt: skip
    for i, amount in enumerate(gaps):
        if not math.isnan(amount):
            _line(ax, i - MARK, i + MARK, amount, 2.4, "-", "Budget gap")
    if not math.isnan(want) and n:
        _line(ax, -0.45, n - 0.55, want, 1.4, (0, (5, 2.5)), "Expected")
    if on_bars:
        for i in readable(ax, [[Line(text, USUAL, bold=True)] for text in totals], family):
            above(ax, i, tops[i], totals[i], family)
    column(ax, beside, right, family)


HALF, MARK = 0.33, 0.44


def _line(ax: Axes, left: float, right: float, height: float, thick: float, dashes: Any, name: str) -> None:
    """A line that is seen on dark bars and beside them."""
    ax.plot([left, right], [height, height], color=PAPER, linewidth=thick + 2.4, zorder=4, clip_on=False, label="_ground",
            solid_capstyle="butt")  # fmt: skip
    ax.plot([left, right], [height, height], color=INK, linewidth=thick, linestyle=dashes, zorder=4.1, clip_on=False,
            label=name, solid_capstyle="butt")  # fmt: skip


def _note(read: RunRates, gaps: list[float], want: float) -> str:
    said = ["Each bar is what is saved in that year."]
    if any(not math.isnan(amount) for amount in gaps):
        said.append("Thick line: the budget gap.")
    if not math.isnan(want):
        said.append("Dashed line: the saving expected.")
    unknown = sum(math.isnan(amount) for rates in read.rates.values() for amount in rates)
    if unknown:
        said.append(f"{unknown} amount{'s are' if unknown > 1 else ' is'} not known and left out of the bars.")
    if any(math.isnan(amount) for amount in read.total):
        said.append("Where there is no figure, the total is not known.")
    return " ".join(said)


def _last(rates: list[float]) -> float:
    """The last amount that is known, by which portfolios are ordered."""
    return next((amount for amount in reversed(rates) if not math.isnan(amount)), math.nan)


def _places(read: RunRates, gaps: list[float], want: float) -> int:
    found = [*read.total, *read.increments, *gaps, want, *(amount for rates in read.rates.values() for amount in rates)]
    return decimals(*found)


def _writer(read: RunRates, gaps: list[float], want: float, unit: str) -> Callable[[float], str]:
    places = _places(read, gaps, want)
    return lambda amount: money(amount, unit, places)
