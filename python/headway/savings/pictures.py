"""The charts of a savings plan, from the core's rows: what stands alone and what together, and what it is called."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from headway import _core
from headway.charts.bridge import Bridge, BridgeRow, Step
from headway.charts.confidence import Confidence, Split
from headway.charts.parts.bars import MOST_BARS
from headway.charts.run_rates import NOT_COMPARED, RunRates
from headway.language.figures import decimals
from headway.language.sentences import plain_line
from headway.savings.columns import Rows

FEWEST_BRIDGE, FEWEST_BARS = 5, 2  # bars, in axes that are short of room
MOST_SERIES = 5  # portfolios upon one another, the others together among them
_NAMES = {
    "expected": "Expected", "not_validated": "Not validated", "over_achievement": "Over-achievement",
    "still_to_come": "Still to come in later years", "slippage": "Slippage", "forecast": "Forecast",
    "unclosed": "Unexplained: the parts do not add up", "by_rounding": "Explained by rounding",
    "unexplained": "Unexplained: printed less forecast", "printed": "Printed",
}  # fmt: skip


def bridge(
    rows: Rows, *, unit: str = "£m", by: str | None = None, year: str | None = None, title: str | None = None,
    in_doubt: float = 0.0,
) -> Bridge:
    """The bridge of rows as `SavingsPlan.bridge` has them, the total last; `by` portfolio or not."""
    read = {plain_line(row["portfolio"]): BridgeRow(*(row[name] for name in BridgeRow._fields)) for row in rows[:-1]}
    total = BridgeRow(*(rows[-1][name] for name in BridgeRow._fields))
    given = [(name, *row) for name, row in (*read.items(), ("Total", total))]
    places = decimals(*(amount for row in (total, *read.values()) for amount in row[:-1]))
    split = by is not None and bool(read)

    def steps_of(by_portfolio: bool) -> list[list[Step]]:
        """In fewer and fewer bars."""
        fewest = FEWEST_BRIDGE if by_portfolio else MOST_BARS
        return [[_step(*step) for step in _core.bridge_steps(given, by_portfolio, most, places)]
                for most in range(MOST_BARS, fewest - 1, -1)]  # fmt: skip

    steps = steps_of(split)
    return Bridge(
        rows=read, total=total, steps=steps, parted=steps_of(True) if read and not split else [],
        unclosed_by=_core.unclosed_by(given[-1]),
        printed=next((step.amount for step in steps[0] if step.name == _NAMES["printed"]), total.forecast),
        by_portfolio=by is not None, year=year, unit=unit, title=title, in_doubt=in_doubt,
    )  # fmt: skip


def _step(kind: str, portfolio: str, together: int, nobodys: bool, amount: float, start: float, end: float) -> Step:
    """A step of the core, named."""
    under = kind == "over_achievement" and amount < 0
    of = portfolio or (f"other ({together})" if together else "portfolio not known" if nobodys else "")
    name = ("Under-achievement" if under else _NAMES[kind]) + (f": {of}" if of else "")
    unexplained = kind in ("unclosed", "by_rounding", "unexplained")
    return Step(name, amount, start, end, kind in ("expected", "forecast", "printed"), unexplained)


def run_rates(
    rows: Rows, *, unit: str = "£m", gap: Sequence[float] = (), expected: float = math.nan, title: str | None = None,
    from_expected: tuple[float, float] = NOT_COMPARED, from_gap: tuple[float, float] = NOT_COMPARED,
) -> RunRates:  # fmt: skip
    """The run rates of rows as `SavingsPlan.incremental` has them, the total last."""
    years = list(dict.fromkeys(row["year"] for row in rows))
    rates: dict[str, list[float]] = {}
    for row in rows:
        rates.setdefault(plain_line(row["portfolio"]), []).append(row["run_rate"])
    total = rates.pop("Total")
    sizes = [_last(amounts) for amounts in rates.values()]
    return RunRates(
        years=years, rates=rates, order=ordered(rates, sizes), series=pooled(rates, sizes, MOST_SERIES), total=total,
        increments=[row.get("increment", math.nan) for row in rows[-len(years):]],
        gap=list(gap) or [math.nan] * len(years), expected=expected, unit=unit, title=title,
        from_expected=from_expected, from_gap=from_gap,
    )  # fmt: skip


def confidence(
    rows: Rows, scale: str, levels: Mapping[str, str], *, unit: str = "£m", title: str | None = None
) -> Confidence:
    """The split of rows as `SavingsPlan.by_portfolio` has them, the total last; of each level what it means, or ""."""
    figures = {plain_line(row["portfolio"]): [row["expected"], *(row[level] for level in levels)] for row in rows}
    total = figures.pop("Total")
    sizes = [amounts[0] for amounts in figures.values()]

    def splits(of: Mapping[str, Sequence[float]]) -> dict[str, Split]:
        return {name: Split(expected, parts) for name, (expected, *parts) in of.items()}

    return Confidence(
        scale=plain_line(scale), levels={plain_line(word): plain_line(meaning) for word, meaning in levels.items()},
        rows=splits(figures), order=ordered(figures, sizes), total=Split(total[0], total[1:]),
        pooled=[splits(pooled(figures, sizes, most)) for most in range(MOST_BARS, FEWEST_BARS - 1, -1)],
        unit=unit, title=title,
    )  # fmt: skip


def ordered(rows: Iterable[str], sizes: Sequence[float]) -> list[str]:
    """The names of rows, the largest first."""
    names = list(rows)
    return [names[place] for place in _core.largest_first(sizes)]


def pooled(rows: Mapping[str, Sequence[float]], sizes: Sequence[float], most: int) -> dict[str, Sequence[float]]:
    """The largest rows, and the others under one name where there are more than there is room for."""
    alone, together, sums = _core.pooled(sizes, most, list(zip(*rows.values(), strict=True)))
    names = list(rows)
    kept = {names[place]: rows[names[place]] for place in alone}
    return kept | ({f"Other ({together})": sums} if together else {})


def _last(amounts: Sequence[float]) -> float:
    """The last amount that is known."""
    return next((amount for amount in reversed(amounts) if not math.isnan(amount)), math.nan)
