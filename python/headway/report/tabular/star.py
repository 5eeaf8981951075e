"""The star of a scorecard as data: facts and ratings, and the indicators, sections and periods that they are of."""

from __future__ import annotations

from collections.abc import Iterator

from headway.language.sentences import capital, in_words
from headway.report.tabular.facts import Facts
from headway.report.tabular.named import (
    A_RANGE,
    GAP,
    OF_RESULT,
    Named,
    label_of,
    or_nan,
    unit_column,
    value_of,
    why_no_gap,
)
from headway.report.tabular.table import Column, Table, numbers, texts, texts_of, wholes, words

_OF_INDICATORS = ("actual", "outlook", "outlook_lower", "outlook_upper")  # measures that are no comparator


def tables_of_star(of: Named) -> Iterator[Table]:
    """Facts and ratings, and what they are of; the periods last, when every one is known."""
    yield _indicators(of)
    yield _facts(of)
    yield _ratings(of)
    yield _sections(of)
    yield _periods(of)


def _indicators(of: Named) -> Table:
    every = list(of.subjects.all.values())
    rows = [of.rows[subject.latest] for subject in every]

    def about(key: str, heading: str, says: str) -> Column:
        return texts(key, heading, says, [subject.about.get(key) for subject in every], "not given")

    sections = ["; ".join(dict.fromkeys(of.rows[number].section for number in subject.rows)) for subject in every]
    return Table(
        "indicators", "Indicators and what they are",
        [
            texts("indicator_key", "", "What names an indicator in every table, and its page on the site.",
                  [subject.slug for subject in every], shown=()),
            texts("indicator", "Indicator", "Its name in full.", [subject.name for subject in every]),
            texts("sections", "Sections", "The sections that it stands in.", sections),
            unit_column(row.unit for row in rows),
            words("polarity", "Which way is good", "Whether high or low figures are good.",
                  [row.polarity for row in rows], "not given"),
            words("accrual", "What a figure is", "How its figures add up over a year.",
                  [row.accrual for row in rows], "not given"),
            about("owner", "Owner", "Who answers for it."),
            about("definition", "Definition", "What it is in full."),
            about("source", "Source", "Where its figures come from."),
            about("control", "Control", "What of it the organisation controls."),
            texts("denominator_unit", "Counted", "What a percentage is of.",
                  [row.denominator_unit or None for row in rows], "not given"),
        ],
        key=("indicator_key",), tab="Indicators",
    )  # fmt: skip


def _facts(of: Named) -> Table:
    facts = Facts(of.periods)
    for subject in of.subjects.all.values():
        for number in subject.rows:
            _facts_of_row(of, facts, subject.slug, number)
        of_latest = of.figures[subject.latest].places
        for period, value in of.rows[subject.latest].history:
            marks = [mark for mark in period.marks if mark != "footnote"]
            facts.add((subject.slug, period, "actual"), value, "no data", of_latest, note=", ".join(marks),
                      unit=of.rows[subject.latest].unit, of_history=True)  # fmt: skip
    found = facts.rows()
    names = {subject.slug: subject.name for subject in of.subjects.all.values()}
    shown = [label_of(each.period) for each in found]
    return Table(
        "facts", "Every figure of every indicator",
        [
            texts("indicator_key", "Indicator", "What is measured.", [each.slug for each in found],
                  of="indicators", shown=texts_of(names[each.slug] for each in found)),
            of.period([each.period for each in found], shown, "When the figure is of."),
            texts("measure", "Measure", "What the figure is: actual, a comparator, or an end of the outlook.",
                  [each.measure for each in found], shown=[capital(in_words(each.measure)) for each in found]),
            unit_column(each.unit for each in found),
            numbers("value", "Value", "The figure.", (each.value for each in found), [each.why for each in found],
                    places=[each.places for each in found]),
            texts("note", "Note", "What is said of the figure.", [each.note for each in found],
                  "nothing is noted"),
        ],
        key=("indicator_key", "period_key", "measure"), tab="Figures",
        says=("One figure a row: earlier points, the latest results, what they are compared with, and year ends.",),
    )  # fmt: skip


def _facts_of_row(of: Named, facts: Facts, slug: str, number: int) -> None:
    row, figures = of.rows[number], of.figures[number]
    facts.add((slug, row.when, "actual"), row.latest, row.latest_status or "no data", figures.places,
              note=row.marks.get("latest", ""), unit=row.unit)  # fmt: skip
    for name in of.board.comparators:
        measure = f"{name}_comparator" if name in _OF_INDICATORS else name
        ends, places = row.against[name].ends, figures.places_of(name)
        why, note = of.why_no_value(row, name, figures), row.marks.get(name, "")
        measures = {measure: ends[0]} if len(ends) == 1 else {f"{measure}_lower": ends[0],
                                                              f"{measure}_upper": ends[1]}  # fmt: skip
        for named, value in measures.items():
            facts.add((slug, row.when, named), value, "no such end" if len(ends) > 1 else why, places, note=note,
                      unit=row.unit)  # fmt: skip
    end, marks = row.outlook, of.marks[number]
    if end is None or marks is None:
        return
    for measure, given in (("outlook", end.value), ("outlook_lower", end.lower), ("outlook_upper", end.upper)):
        why = end.status if end.value is None else "no interval"
        facts.add((slug, end.year, measure), or_nan(given), why, marks.places, note=end.note, unit=end.unit)


def _ratings(of: Named) -> Table:
    """The same ratings, one a row."""
    pairs = [(number, name) for number in range(len(of.rows)) for name in of.board.comparators]
    rows = [(of.rows[number], name) for number, name in pairs]
    ends = [row.against[name] for row, name in rows]
    why = [of.why_no_value(of.rows[number], name, of.figures[number]) for number, name in pairs]
    lower, upper = ([f"no {end} end" if said.startswith(A_RANGE) else said for said in why]
                    for end in ("lower", "upper"))  # fmt: skip
    places = [of.figures[number].places_of(name) for number, name in pairs]
    gaps = {name: of.board.gaps_of(name).tolist() for name in of.board.comparators}
    not_rated = [of.why_not_rated(row, name) for row, name in rows]
    return Table(
        "ratings", "Ratings of results against each comparator",
        [
            *of.place([number for number, _ in pairs]),
            texts("comparator", "Against", "What the result is compared with.", [name for _, name in pairs]),
            numbers("value", "Value", "The comparator where it is one number.",
                    (value_of(row, name) for row, name in rows), why, places=places),
            numbers("lower", "Lower end", "Where the comparator begins: of one number, that number.",
                    (each.ends[0] for each in ends), lower, places=places),
            numbers("upper", "Upper end", "Where the comparator ends: of one number, that number.",
                    (each.ends[-1] for each in ends), upper, places=places),
            words("rating", "Rating", "How the latest result is rated.", [each.rating for each in ends]),
            numbers("gap", "Gap", GAP, (gaps[name][number] for number, name in pairs),
                    [why_no_gap(row, said) for (row, _), said in zip(rows, why, strict=True)], places=places),
            texts("reason", "Not rated because", "Why the result is not rated.", not_rated,
                  "nothing is to be explained: it is rated"),
        ],
        key=(OF_RESULT, "comparator"),
    )  # fmt: skip


def _sections(of: Named) -> Table:
    names = [section.name for section in of.board.sections]
    return Table(
        "sections", "Sections of the report",
        [
            texts("section_key", "", "What names a section in every table.",
                  [of.section_keys[name] for name in names], shown=()),
            texts("section", "Section", "Its name in full.", names),
            wholes("position", "Position", "Where it stands in the report.", range(1, len(names) + 1)),
        ],
        key=("section_key",),
    )  # fmt: skip


def _periods(of: Named) -> Table:
    periods = sorted(of.periods.items(), key=lambda each: ("", "") if each[1] is None else
                     (each[1].start.isoformat(), each[1].end.isoformat()))  # fmt: skip
    given = [period for _, period in periods]
    return Table(
        "periods", "Periods",
        [
            texts("period_key", "", "What names a period in every table: its first day and its last.",
                  [key for key, _ in periods], shown=()),
            texts("label", "Period", "What a reader calls it.", map(label_of, given)),
            texts("kind", "Kind", "month, quarter, year and so on.", [p and p.kind for p in given], "no period"),
            Column("start", "First day", "Its first day.", "date", [p and p.start for p in given], "no period"),
            Column("end", "Last day", "Its last day.", "date", [p and p.end for p in given], "no period"),
        ],
        key=("period_key",),
    )  # fmt: skip
