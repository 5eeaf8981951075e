"""A savings plan as one page: what was expected, what is forecast, when it comes, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from htmltools import HTML, Tag, TagChild, tags

from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.problems import refuse
from headway.charts import bridge as bridge_chart
from headway.charts import confidence as confidence_chart
from headway.charts import run_rates as run_rate_chart
from headway.charts import simulation as simulation_chart
from headway.charts.parts.portfolios import TOTAL, columns_of, portfolios_of
from headway.charts.run_rates import run_rates
from headway.language.counts import number_of
from headway.language.figures import figure, money, per_cent
from headway.language.sentences import in_words
from headway.report.cells import muted
from headway.report.house_table import house_table
from headway.report.page import checked_notes, document, method

if TYPE_CHECKING:
    from headway.savings.savings_plan import SavingsPlan


def savings_page(
    plan: SavingsPlan,
    *,
    title: str,
    subtitle: str | None,
    gap: Mapping[str, float] | Sequence[float] | None,
    printed: float | None,
    simulation: Any,
    printed_totals: Mapping[str, Any] | None,
    notes: Sequence[str],
    pages: Mapping[str, str] | None,
    here: str | None,
) -> str:
    """The page as text. Everything that it shows is escaped, and nothing in it is fetched."""
    unit, places, year = plan.unit, plan._places, plan.years[-1].label
    scale = plan.scale
    levels = {level.word: level.meaning for level in scale.levels}
    gaps = None if gap is None else plan._gaps(gap)
    bridge, incremental, split = plan.bridge(printed=printed), plan.incremental(), plan.by_portfolio()
    meanings = {word: meaning for word, meaning in levels.items() if meaning}

    def shown(amount: float) -> TagChild:
        return muted("not known") if math.isnan(amount) else money(amount, unit, places)

    findings = [
        bridge_chart.finding(bridge, unit=unit, year=year),
        run_rate_chart.finding(incremental, unit=unit, gap=gaps),
        confidence_chart.finding(split, unit=unit, scale=scale.name, levels=list(levels)),
        f"Over its years the plan brings {money(plan.cash(), unit, places)}, worth "
        f"{money(plan.present_value(), unit, places)} in {plan.years[0].label}",
    ]
    parts: list[tuple[str, str, list[TagChild]]] = [
        ("bridge", "From the saving expected to the one forecast", [
            _figure(bridge_chart.svg(bridge, unit=unit, by="portfolio", year=year),
                    bridge_chart.describe(bridge, unit=unit, by="portfolio", year=year)),
            _bridge_table(bridge, shown),
        ]),
        ("years", "Savings by year", [
            _figure(run_rate_chart.svg(incremental, unit=unit, gap=gaps),
                    run_rate_chart.describe(incremental, unit=unit, gap=gaps)),
            _years_table(incremental, shown),
            None if gaps is None else _gap_table(plan.gap(gaps), shown),
        ]),
        ("confidence", "How sure the savings are", [
            _figure(confidence_chart.svg(split, unit=unit, scale=scale.name, meanings=meanings, levels=list(levels)),
                    confidence_chart.describe(split, unit=unit, scale=scale.name, meanings=meanings, levels=list(levels))),
            _confidence_table(split, list(levels), shown),
        ]),
    ]  # fmt: skip
    parts.append(("programmes", "The programmes", _programmes(plan, shown)))
    if simulation is not None:
        planned = run_rates(incremental).total
        said = simulation_chart.finding(simulation, unit=unit, planned=planned)
        findings.append(f"By the assumptions below, {said}{f'. {_bare(simulation.note)}' if simulation.note else ''}")
        expected = portfolios_of(bridge, ["expected"]).total["expected"]
        simulated = _simulation(simulation, planned, money(expected, unit, places), expected, unit, shown)
        parts.append(("simulation", "What chance makes of it", simulated))
    if printed_totals is not None:
        agreed, section = _printed(plan, printed_totals, shown)
        findings.append(agreed)
        parts.append(("printed", "Do the printed figures agree?", section))
    contents = [*((identity, name) for identity, name, _ in parts), ("method", "Method and notes")]
    return document(
        title=title,
        subtitle=subtitle,
        said=[],
        contents=[tags.ol([tags.li(tags.a(name, href=f"#{identity}")) for identity, name in contents])],
        main=[
            tags.section(
                tags.h2("In short", id="in-short"),
                tags.ul([tags.li(f"{said}.") for said in findings], class_="in-short"),
                aria_labelledby="in-short",
            ),
            [
                tags.section(tags.h2(name, id=identity), *content, aria_labelledby=identity, class_="scorecard plan")
                for identity, name, content in parts
            ],
            method([*_rules(plan), *plan.notes, *checked_notes(notes)]),
        ],
        pages=pages,
        here=here,
    )


def _figure(picture: str, words: str) -> list[Tag]:
    return [tags.figure(HTML(picture)), tags.details(tags.summary("The chart in words"), tags.p(words))]


def _table(
    rows: Mapping[str, Sequence[float]], columns: Sequence[str], title: str, shown: Callable[[float], TagChild]
) -> HTML:
    """Portfolios with their amounts, and the total in bold."""
    labels = {"portfolio": "Portfolio", **{f"column_{i}": name for i, name in enumerate(columns)}}
    drawn: list[Mapping[str, TagChild]] = []
    for name, amounts in rows.items():
        bold = tags.strong if name == TOTAL else tags.span
        cells = {f"column_{i}": bold(shown(amount)) for i, amount in enumerate(amounts)}
        drawn.append({"portfolio": bold(name), **cells})
    return HTML(house_table(drawn, labels, title=title, right=list(labels)[1:]).as_raw_html())


def _bridge_table(rows: Any, shown: Callable[[float], TagChild]) -> HTML:
    read = portfolios_of(rows, bridge_chart.COLUMNS)
    every = {**read.rows, TOTAL: read.total}
    names = {"expected": "Expected", "not_validated": "Not validated", "over_achievement": "Over-achievement",
             "still_to_come": "Still to come", "slippage": "Slippage", "forecast": "Forecast"}  # fmt: skip
    for column in ("still_to_come", "slippage"):
        if not any(row[column] for row in every.values()):
            del names[column]
    amounts = {name: [row[column] for column in names] for name, row in every.items()}
    return _table(amounts, list(names.values()), "From expected to forecast, by portfolio", shown)


def _years_table(rows: Any, shown: Callable[[float], TagChild]) -> HTML:
    read = run_rates(rows)
    return _table({**read.rates, TOTAL: read.total}, read.years, "Savings in each year, by portfolio", shown)


def _gap_table(rows: Any, shown: Callable[[float], TagChild]) -> HTML:
    """What stands against the budget gap, year by year."""
    names = {"gap": "Gap", "secured": "Secured", "unrated": "Over-achievement", "forecast": "Forecast",
             "unidentified": "Unidentified", "surplus": "Surplus"}  # fmt: skip
    drawn: list[Mapping[str, TagChild]] = [
        {"year": row["year"], **{name: shown(row[name]) for name in names}} for row in columns_of(rows, ["year"], list(names))
    ]
    return HTML(house_table(drawn, {"year": "Year", **names}, title="The forecast against the budget gap; secured is what is rated "
                            "at the surest level, and over-achievement is rated by nobody", right=list(names)).as_raw_html())  # fmt: skip


def _confidence_table(rows: Any, levels: Sequence[str], shown: Callable[[float], TagChild]) -> HTML:
    read = portfolios_of(rows, ["expected", *levels])
    names = ["Expected", *(in_words(level).capitalize() for level in levels)]
    amounts = {name: [row[column] for column in ("expected", *levels)] for name, row in {**read.rows, TOTAL: read.total}.items()}
    return _table(amounts, names, "Savings expected, by portfolio and confidence", shown)


def _bare(text: str) -> str:
    """A sentence without its full stop."""
    return text.strip().rstrip(".")


def _cell(text: str | None, otherwise: str) -> TagChild:
    return text if text else muted(otherwise)


def _programmes(plan: SavingsPlan, shown: Callable[[float], TagChild]) -> list[TagChild]:
    """By portfolio, with what is not applicable and what another fund bears said in words."""
    programmes = Frame(plan.programmes())
    amounts = programmes.numbers("expected").tolist()
    portfolios, names, funds, steps = (_texts(programmes, name) for name in ("portfolio", "programme", "fund", "next_step"))
    other = sum(fund != plan.fund for fund in funds)
    with_saving = sum(not math.isnan(amount) and fund == plan.fund for amount, fund in zip(amounts, funds, strict=True))
    content: list[TagChild] = [
        tags.p(
            f"{with_saving} of {number_of(len(names), 'programme')} have an expected saving of the {plan.fund}; "
            f"for {len(names) - with_saving - other} none is applicable"
            + (f", and {other} {'is' if other == 1 else 'are'} of another fund, which is never added." if other else ".")
        )
    ]
    labels = {"programme": "Programme", "expected": "Expected saving", "fund": "Another fund", "next_step": "Next step"}
    for portfolio in dict.fromkeys(portfolios):
        rows: list[Mapping[str, TagChild]] = []
        for of, name, amount, fund, step in zip(portfolios, names, amounts, funds, steps, strict=True):
            if of != portfolio:
                continue
            elsewhere = fund != plan.fund
            absent = muted("Not in this plan's fund" if elsewhere else "Not applicable")
            rows.append({
                "programme": name or "",
                "expected": absent if math.isnan(amount) else shown(amount),
                **({"fund": (fund or "")[:1].upper() + (fund or "")[1:]} if elsewhere else {}),
                "next_step": _cell((step or "")[:1].upper() + (step or "")[1:], "Not given"),
            })
        here = {name: label for name, label in labels.items() if name != "fund" or any("fund" in row for row in rows)}
        widths = {name: wide for name, wide in {"expected": "12em", "fund": "16em", "next_step": "22em"}.items() if name in here}
        content += [
            tags.h3(portfolio or ""),
            HTML(house_table(rows, here, title=f"{portfolio}: programmes, expected saving and next step",
                             widths=widths, right=("expected",)).as_raw_html()),
        ]  # fmt: skip
    return content


def _texts(frame: Frame, name: str) -> list[str | None]:
    codes, texts = frame.words(name)
    return [texts[code] if code >= 0 else None for code in codes.tolist()]


def _simulation(
    simulation: Any, planned: Sequence[float], expected: str, in_full: float, unit: str, shown: Callable[[float], TagChild]
) -> list[TagChild]:
    """What it rests on, the fan, the chances of each year's plan and of the expected total, and what the spread comes of."""
    years = [period.label for period in simulation.years]
    content: list[TagChild] = [
        tags.p(tags.strong(simulation.note)) if simulation.note else None,
        _figure(simulation_chart.svg(simulation, unit=unit, planned=planned),
                " ".join(filter(None, [simulation.note, simulation_chart.describe(simulation, unit=unit, planned=planned)]))),
    ]  # fmt: skip
    chances = columns_of(simulation.probability(list(planned)), ["year"], ["amount", "probability"])
    reached = columns_of(simulation.probability(in_full), ["year"], ["probability"])
    content += [
        tags.h3("The chance of reaching the planned amount, and the expected total"),
        HTML(house_table(
            [{"year": row["year"], "amount": shown(row["amount"]), "chance": per_cent(row["probability"]),
              "full": per_cent(full["probability"])} for row, full in zip(chances, reached, strict=True)],
            {"year": "Year", "amount": "Planned", "chance": "Chance of reaching it", "full": f"Chance of the {expected} expected"},
            title="Chance that a year's saving is at least the planned amount, and at least the expected total",
            right=("amount", "chance", "full"),
        ).as_raw_html()),
    ]  # fmt: skip
    last = [row for row in columns_of(simulation.contributions(), ["saving", "year"]) if row["year"] == years[-1]]
    most = sorted((row for row in last if not math.isnan(row["share"])), key=lambda row: -row["share"])[:5]
    content += [
        tags.h3(f"What the spread of {years[-1]} comes of"),
        HTML(house_table(
            [{"saving": row["saving"], "mean": shown(row["mean"]), "share": per_cent(row["share"])} for row in most],
            {"saving": "Saving", "mean": "On average", "share": "Share of the spread"},
            title=f"The {number_of(len(most), 'saving')} that contribute most to the spread, of {len(last)}",
            right=("mean", "share"),
        ).as_raw_html()),
    ] if most else [tags.p(f"Nothing is in doubt in {years[-1]}: it has no spread.")]  # fmt: skip
    content += [tags.h3("What this rests on"), _assumptions(simulation), tags.p(_drawn(simulation))]
    return content


def _assumptions(simulation: Any) -> HTML:
    """Savings of one delivery and delay together, by the levels that their names end with."""
    pooled: dict[tuple[str, str], list[str]] = {}
    for row in columns_of(simulation.assumptions, ["saving", "delivery", "delay"], []):
        pooled.setdefault((row["delivery"], row["delay"]), []).append(row["saving"])
    rows: list[Mapping[str, TagChild]] = []
    for (delivery, delay), names in pooled.items():
        levels = list(dict.fromkeys(name.rpartition(", ")[2] for name in names))
        every = all(", " in name for name in names)
        named = ", ".join(levels if every else names)
        rows.append({"savings": named[:1].upper() + named[1:], "count": str(len(names)), "delivery": delivery, "delay": delay})
    labels = {"savings": "Savings", "count": "Number", "delivery": "Share delivered", "delay": "Delay"}
    return HTML(house_table(rows, labels, title="Assumptions: what share of a planned saving is delivered, and how late",
                            right=("count",)).as_raw_html())  # fmt: skip


def _drawn(simulation: Any) -> str:
    correlation = simulation.correlation
    off = [] if correlation is None else [
        float(correlation[i][j]) for i in range(len(simulation.names)) for j in range(i)
    ]  # fmt: skip
    if not any(off):
        how = "All savings are independent of one another: where they fail together, the spread is wider than shown"
    elif min(off) == max(off):
        how = f"Every two savings are correlated by {figure(off[0], places=2)}"
    else:
        how = f"Savings are correlated in pairs, by {figure(min(off), places=2)} to {figure(max(off), places=2)}"
    return (
        f"{how}. {simulation.draws:,} draws, seed {simulation.seed}; method: {simulation.version}. The spread is the variance "
        "of the total; what goes against the other savings has a negative share of it."
    )


def _printed(
    plan: SavingsPlan, totals: Mapping[str, Any], shown: Callable[[float], TagChild]
) -> tuple[str, list[TagChild]]:
    """The checks that fail, and how many do not."""
    accepted = ("expected", "levels", "run_rate", "increments", "over_achievement")
    if not isinstance(totals, Mapping):
        raise HeadwayError(f"printed_totals: found {type(totals).__name__}; accepted: a mapping of {', '.join(accepted)}")
    refuse([f"printed_totals: found {name!r}; accepted: {', '.join(accepted)}" for name in totals if name not in accepted])
    read = Frame(plan.reconcile(**totals))
    amounts = {name: read.numbers(name).tolist() for name in ("computed", "claimed", "difference")}
    truth = {name: read._series(name).to_list() for name in ("agrees", "explained_by_rounding")}
    checks, where = _texts(read, "check"), _texts(read, "where")
    failed = [i for i, agrees in enumerate(truth["agrees"]) if not agrees]
    by_rounding = sum(bool(truth["explained_by_rounding"][i]) for i in failed)
    said = f"{len(checks) - len(failed)} of {number_of(len(checks), 'check')} of the printed figures agree"
    if failed:
        said += f", and {len(failed)} {'does' if len(failed) == 1 else 'do'} not: rounding explains " + (
            "all of it" if by_rounding == len(failed) else f"{by_rounding} of {len(failed)}"
        )
    intro = tags.p(
        f"{said}. Portfolios against their programmes and levels of confidence, totals against portfolios, and the bridge."
    )
    if not failed:
        return said, [intro]
    rows: list[Mapping[str, TagChild]] = [
        {
            "check": f"{(checks[i] or '')[:1].upper()}{(checks[i] or '')[1:]}, {where[i]}",
            "claimed": shown(amounts["claimed"][i]),
            "computed": shown(amounts["computed"][i]),
            "difference": money(amounts["difference"][i], plan.unit, plan._places, signed=True),
            "why": "Yes" if truth["explained_by_rounding"][i] else tags.strong("No"),
        }
        for i in failed
    ]
    labels = {"check": "Figure", "claimed": "Printed", "computed": "From its parts", "difference": "Parts less printed",
              "why": "Does rounding explain it?"}  # fmt: skip
    table = house_table(rows, labels, title="Printed figures that do not agree with their parts",
                        right=("claimed", "computed", "difference"))  # fmt: skip
    return said, [intro, HTML(table.as_raw_html())]


def _rules(plan: SavingsPlan) -> list[str]:
    left_out = [level.word for level in plan.scale.levels if not level.validated]
    return [
        f"All figures are of the {plan.fund}. Savings of other funds are never added to it.",
        "A saving of a year is what that year is better off by, compared with no programme: a run rate. It is counted again in "
        "each year in which it recurs, and the plan's years together are its cash.",
        "Forecast is expected, less what is not validated, plus over-achievement: by how much the last year's run rate is "
        "beyond what is validated."
        + (f" Not validated is what the scale rates {' or '.join(left_out)}." if left_out else ""),
        f"{plan.scale.name[:1].upper()}{plan.scale.name[1:]} is a scale of its own. Its levels say nothing of the rating of an indicator or of an action.",
        "Present value discounts each year after the first by the Green Book's rates.",
    ]
