"""How a plan's year goes, and whether its benefits come, as sections of its page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

from htmltools import TagChild, tags

from headway.boundary.frames import Frame
from headway.boundary.problems import refusal
from headway.boundary.scalars import is_missing
from headway.boundary.times import labelled
from headway.language.counts import number_of
from headway.language.figures import decimals, figure, per_cent
from headway.language.periods import in_full
from headway.language.sentences import capital, listed
from headway.report.cells import muted
from headway.report.house_table import Cell, rows_table
from headway.report.page import figure_of
from headway.savings.columns import Rows, rows_of
from headway.savings.monitoring import Monitoring

_AMOUNTS = {"planned": "Planned", "forecast": "Forecast", "delivered": "Delivered", "to_come": "To come",
            "slipped": "Slipped", "lost": "Lost", "not_split": "Slipped or lost",
            "year_end": "By its months"}  # fmt: skip
_MOVES = {"as intended": "moves as intended", "against what was intended": "moves against what was intended",
          "no more than chance": "moves no more than chance"}  # fmt: skip


def monitoring_section(monitoring: Monitoring, cell: Cell) -> tuple[str, list[TagChild]]:
    """What the year says in a sentence, its chart, and its tables by portfolio and by scheme."""
    chart = monitoring.picture()
    rows = rows_of(monitoring.columns)
    names = {name: said for name, said in _AMOUNTS.items()
             if name in ("planned", "forecast", "delivered", "to_come")
             or any(row[name] and not math.isnan(row[name]) for row in rows)}  # fmt: skip
    content: list[TagChild] = [figure_of(chart), _by_portfolio(rows, names, monitoring, cell)]
    portfolios: dict[str, Rows] = {}
    for row in rows:
        if row["row"] == "scheme":
            portfolios.setdefault(row["portfolio"], []).append(row)
    for portfolio, schemes in portfolios.items():
        drawn = [{"scheme": row["programme"], "confidence": capital(row["confidence"] or "") or muted("Not rated"),
                  **_amounts(row, names, cell)} for row in schemes]  # fmt: skip
        labels = {"scheme": "Scheme", "confidence": "Confidence", **names}
        content += [tags.h3(portfolio), rows_table(drawn, labels, f"{portfolio}: the year by scheme", right=[*names])]
    content.append(tags.p(
        "Slipped comes in later years; lost never comes: the shortfall in proportion to what the full-year effect "
        "falls short by. By its months is a projection of what was delivered so far, apart from the scheme's own "
        "forecast."
    ))  # fmt: skip
    content += [tags.p(f"{note}.") for note in monitoring.notes]
    return chart.finding(), content


def _by_portfolio(rows: Rows, names: Mapping[str, str], monitoring: Monitoring, cell: Cell) -> TagChild:
    """Portfolios below one another, each fund with its total."""
    funds = [row for row in rows if row["row"] == "fund"]
    drawn = []
    for fund in funds:
        of = [row for row in rows if row["row"] == "portfolio" and row["fund"] == fund["fund"]]
        drawn += [{"portfolio": row["portfolio"], **_amounts(row, names, cell)} for row in of]
        total = "Total" if len(funds) == 1 else f"Total of the {fund['fund']}"
        drawn.append({"portfolio": tags.strong(total)}
                     | {name: tags.strong(said) for name, said in _amounts(fund, names, cell).items()})  # fmt: skip
    title = f"{monitoring.year.label} by portfolio" + (f", as at {monitoring.as_at.label}" if monitoring.as_at else "")
    return rows_table(drawn, {"portfolio": "Portfolio", **names}, title, right=[*names])


def _amounts(row: Mapping[str, Any], names: Mapping[str, str], cell: Cell) -> dict[str, TagChild]:
    said: dict[str, TagChild] = {name: cell(row[name]) for name in names}
    if "year_end" in names and not math.isnan(row["lower"]):
        said["year_end"] = tags.span(cell(row["year_end"]), " (", cell(row["lower"]), " to ", cell(row["upper"]), ")")
    return said


def benefits_section(read: Any) -> tuple[str, list[TagChild]]:
    """How many benefits move as they should, and each with its figures; `read` is what `hw.benefits` gives."""
    frame = Frame(read)
    if "movement" not in frame or len(frame) == 0:
        raise refusal("benefits", "a frame without a benefit that is read", "what hw.benefits gives")
    columns: dict[str, list[Any]] = {name: frame.values(name) for name in frame.columns}
    movements = [str(word) for word in columns["movement"]]
    counts = Counter(movements)
    said = f"Of {number_of(len(movements), 'benefit')} read from indicators, " + listed(
        [f"{count} {_MOVES.get(word, f'cannot be judged ({word})')}" for word, count in counts.items()]
    )
    nothing = [None] * len(movements)
    named = next((columns[name] for name in ("benefit", "name", "indicator") if name in columns), nothing)
    drawn: list[Mapping[str, TagChild]] = []
    for row, movement in enumerate(movements):
        ends = [(columns.get(number, nothing)[row], columns.get(when, nothing)[row])
                for number, when in (("baseline_value", "baseline_period"), ("latest", "latest_period"),
                                     ("target", "due"))]  # fmt: skip
        places = decimals(*(float(number) for number, _ in ends if not is_missing(number)))
        since, latest, target = (_at(number, when, places) for number, when in ends)
        achieved = columns["achieved"][row]
        drawn.append({
            "benefit": "" if is_missing(named[row]) else str(named[row]), "from": since, "to": latest, "target": target,
            "achieved": muted("Not known") if is_missing(achieved) else per_cent(achieved),
            "movement": capital(movement),
        })  # fmt: skip
    labels = {"benefit": "Benefit", "from": "From", "to": "Latest", "target": "Target", "achieved": "Of the way",
              "movement": "Since the baseline it moves"}  # fmt: skip
    table = rows_table(drawn, labels, "Benefits, and the indicators that they should move", right=["achieved"])
    why = "Whether a movement is more than chance is for a control chart of the indicator to say; not what moved it."
    return said, [table, tags.p(why)]


def _at(number: Any, when: Any, places: int) -> TagChild:
    """A figure and its time."""
    if is_missing(number):
        return muted("Not known")
    said = figure(float(number), places=places)
    if is_missing(when):
        return said
    period = labelled(str(getattr(when, "label", when)))
    return f"{said}, {when if period is None else in_full(period)}"
