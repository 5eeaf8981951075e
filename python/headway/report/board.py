"""The rows of a scorecard, rated, joined with their history and outlook, and counted; nothing is drawn."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, RatingRule
from headway.assess import Codes, assess_codes, row_rules
from headway.boundary.figure_columns import comparator_names, previous_names
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.units import units_of
from headway.language.figures import scale_doubts
from headway.language.periods import in_full, marks_behind
from headway.language.sentences import in_words
from headway.report.beside import Beside
from headway.report.board_rows import Against, Counts, Row, Section
from headway.report.board_texts import WORDS, Columns, ReadOnce, RowTexts
from headway.report.differences import Interval, differences_of, intervals_of, is_goal
from headway.report.earlier import SinceColumns, of_history
from headway.report.history import Points, history_of
from headway.report.year_ends import YearEnd, against, key_column, of_frame, of_mapping, problem_of

_OF_THE_YEAR = WORDS["reason"].index("the target is of the year")
_OUTLOOK = {
    "year_end": "value", "year_end_lower": "lower", "year_end_upper": "upper", "chance_of_target": "probability",
}  # fmt: skip

_COMPARED = ("rated", "neutral indicator")  # reasons of a row whose figure and comparator are counted alike
_OF_THE_PERIOD_BEFORE = ("previous", "last_month", "last_period")  # what a previous figure may be called


class Board:
    """A frame of results, read and rated.

    Parameters
    ----------
    frame : frame
    columns : mapping
        The names of the columns `section`, `indicator`, `period`, `latest`, `polarity`, `unit` and `accrual`. The last
        two may be None: the column of that name, where there is one.
    history_columns : mapping
        The names of the columns `indicator`, `period` and `value` of the history, None where nobody named them.
    previous, comparators, tolerance, basis, amber_limit, rule, dead_band, history, outlook, directions
        As for `headway.Scorecard`.

    Attributes
    ----------
    frame : frame
        The rows as given with what was found out of them, of the caller's kind.
    sections : list of Section
        In the order of their first rows.
    indicators, in_several : int
        How many there are, and how many of them stand in more than one section.
    rules : RowRules
        What the ratings and directions were made by.
    history, outlook : dict
        Earlier points and the year's end, by indicator.
    of_no_indicator : dict of list of str
        What the history and the outlook name that is no indicator of the scorecard.
    """

    def __init__(
        self, frame: Any, columns: Mapping[str, str | None], *, previous: str | Sequence[str] | None,
        comparators: Sequence[str],
        tolerance: float | str | None, basis: str | None, amber_limit: str | None, rule: RatingRule | None,
        dead_band: float | str,
        history: Any | None, history_columns: Mapping[str, str | None], outlook: Any | None, directions: str,
    ) -> None:  # fmt: skip
        self.comparators = _told_apart(comparator_names(comparators))
        self._read = read = ReadOnce(frame)
        before, others = previous_names(previous)
        self._follows = before in _OF_THE_PERIOD_BEFORE
        self._of_history = [name for name in (before, *others) if of_history(read, name, history=history is not None)]
        read.require({"previous": tuple(name for name in others if name not in self._of_history)})
        columns = {**columns, "previous": None if before in self._of_history else before}
        columns_there = Columns.of(read, columns, self.comparators)
        self._names = names = columns_there.names
        self.rules = row_rules(read, tolerance=tolerance, basis=basis, amber_limit=amber_limit, dead_band=dead_band,
                               rule=rule)  # fmt: skip
        self.rule, self.dead_band = self.rules.rule, self.rules.dead_band
        called = {"tolerance": tolerance, "amber_limit": amber_limit, "dead_band": dead_band}
        problems = Problems()

        def codes(before: str | None, comparators: tuple[str, ...]) -> Codes:
            return assess_codes(
                read, latest=str(names["latest"]), previous=before, polarity=columns_there.polarity,
                accrual=names["accrual"], comparators=comparators, rules=self.rules, unit=names["unit"],
                names={key: name for key, name in called.items() if isinstance(name, str)},
            )  # fmt: skip

        with problems:
            self._codes = codes(names["previous"], self.comparators)
        with problems:
            self._texts = RowTexts(read, columns_there)
        problems.refuse()

        self._read_figures()
        self.of_no_indicator: dict[str, list[str]] = {}
        self.history: dict[str, Points] = {}
        if history is not None:
            self.history, of_none = history_of(history, history_columns, names, self._texts.names_by)
            self.of_no_indicator["history"] = of_none
        self.since: dict[str, SinceColumns] = {}
        for name in others:
            self.since[name] = self._since(name) if name in self._of_history else SinceColumns.of_column(
                read.numbers(name), codes(name, self.comparators[:1]))  # fmt: skip
        if before in self._of_history:
            self._take_previous(self._since(str(before)))
        if directions not in ("change", "control_chart"):
            raise refusal("directions", repr(directions), "'change' or 'control_chart'")
        if directions == "control_chart":
            self._read_control_charts()
        self.outlook: dict[str, YearEnd] = {} if outlook is None else self._outlook_of(outlook)
        self._withhold_targets_of_the_year()
        self.sections, self.indicators, self.in_several = self._counted()
        doubts = ["; ".join(self._doubts(row)) or None for row in range(len(self))]
        added = self._codes.columns() | ({} if outlook is None else self._outlook_columns())
        if before in self._of_history:
            added[str(before)] = pa.array(self._figures[0], from_pandas=True)
        for name, since in self.since.items():
            added |= since.columns(name)
        added["doubts"] = pa.array(doubts, pa.large_string())
        self.frame = read.with_columns(added)

    def _read_figures(self) -> None:
        """The figures of the rows, and what `clean` left beside them."""
        read, latest, previous = self._read, str(self._names["latest"]), self._names["previous"]
        self.has_previous = previous is not None
        before = np.full(len(read), np.nan) if previous is None else read.numbers(previous)
        self._figures = [before, read.numbers(latest), self._codes.change]
        columns = [name for name in (latest, previous, *self.comparators) if name is not None]
        self._beside = Beside(read, columns)
        self._units = {name: units_of(read, name) for name in columns}

    def __len__(self) -> int:
        return len(self._codes.change)

    @property
    def indicator_names(self) -> list[str]:
        """Every indicator once, as it is first spelled."""
        return self._texts.by["indicator"][1]

    def like(self, columns: Mapping[str, pa.Array]) -> Any:
        """A new frame of the caller's kind."""
        return self._read.like(columns)

    def row(self, row: int) -> Row:
        """All that is known of one row."""
        indicator, polarity = self._texts.text("indicator", row) or "", self._texts.text("polarity", row)
        previous, latest, change = (float(numbers[row]) for numbers in self._figures)
        outlook = self.outlook.get(indicator)
        when = self._texts.when[row]
        written = self._texts.text("period", row)
        denominator, denominator_unit = self._beside.denominator(row)
        return Row(
            section=self._texts.text("section", row) or "", indicator=indicator,
            period=written if when is None or when.kind != "month" else f"{in_full(when)}{marks_behind(when)}",
            when=when, unit=self.unit_of(row), polarity=polarity, accrual=self._texts.text("accrual", row),
            previous=previous, latest=latest, change=change, direction=WORDS["direction"][self._codes.direction[row]],
            direction_reason=WORDS["direction_reason"][self._codes.direction_reason[row]], rule=self.rules.of(row),
            rule_of_year_end=None if outlook is None else self._rule_of_year_end(row, outlook),
            dead_band=self.rules.dead_band_of(row), doubts=self._doubts(row),
            statuses={name: said for name in self.comparators if (said := self._beside.status(name, row))},
            marks=self._marks_of(row), latest_status=self._beside.status(self._names["latest"], row),
            previous_status=self._beside.status(self._names["previous"], row),
            against={name: self._against(name, row) for name in self.comparators},
            outlook=outlook, history=self.history.get(indicator, []), note=self._beside.note(row),
            denominator=denominator, denominator_unit=denominator_unit, interval=self._intervals[row],
            differs=self._differences[row],
            since={name: since.of_row(row) for name, since in self.since.items()},
        )  # fmt: skip

    def unit_of(self, row: int) -> str | None:
        """The unit of a row: what its own cell says, where its indicator says another or none; else the indicator's."""
        said, of_indicator = self._units[str(self._names["latest"])].of_row(row), self._texts.text("unit", row)
        return said if said and (of_indicator is None or _core.units_differ(said, of_indicator)) else of_indicator

    @functools.cached_property
    def _intervals(self) -> list[Interval | None]:
        """Of the latest figures."""
        rows = range(len(self))
        return intervals_of(self._figures[1], self._beside.bounds[str(self._names["latest"])],
                            [self._beside.denominator(row)[0] for row in rows], [self.unit_of(row) for row in rows])

    @functools.cached_property
    def _differences(self) -> list[dict[str, str]]:
        """How each row differs from its comparators, but from goals and from what it is not rated against."""
        benchmarks = {}
        for name in self.comparators if any(self._intervals) else ():
            if not is_goal(name):
                against = [self._against(name, row) for row in range(len(self))]
                benchmarks[name] = np.array([
                    each.ends[0] if len(each.ends) == 1 and each.reason in _COMPARED else np.nan for each in against
                ])
        return differences_of(self._figures[1], self._intervals, benchmarks, self._codes.polarity)

    def _against(self, name: str, row: int) -> Against:
        ratings, reasons, _, _ = self._codes.comparators[name]
        ends, open_ends = self._ends_of(name, row)
        return Against(ends, WORDS["rating"][ratings[row]], WORDS["reason"][reasons[row]], open_ends)

    def _ends_of(self, name: str, row: int) -> tuple[list[float], tuple[bool, bool]]:
        """What a comparator is in a row: its one number, or its bounds; and which of these are open."""
        value, bounds = float(self._read.numbers(name)[row]), self._beside.bounds[name]
        polarity = self._texts.text("polarity", row)
        if bounds is None or not _core.goes_by_bounds(value, bounds.of_row(row), polarity):
            return [value], (False, False)
        return [*bounds.of_row(row)], bounds.open_of(row)

    def gaps_of(self, name: str) -> npt.NDArray[np.float64]:
        """By how much each row differs from a comparator, NaN where either is missing."""
        return self._codes.comparators[name][2]

    def _marks_of(self, row: int) -> dict[str, str]:
        """What is said of the figures of a row, by what they are."""
        called = {self._names["latest"]: "latest", self._names["previous"]: "previous"}
        return {called.get(name, name): marks for name, marks in self._beside.marks(row).items()}

    def counts_of(self, rows: Sequence[int]) -> tuple[dict[str, Counts], Counts]:
        """The counts of some rows: ratings by comparator, and directions."""
        codes = np.zeros(len(rows), self._texts.by["section"][0].dtype)
        ratings = {
            name: _core.count_ratings(codes, 1, rating[rows], present[rows])[0]
            for name, (rating, _, _, present) in self._codes.comparators.items()
        }
        return ratings, _core.count_directions(codes, 1, self._codes.direction[rows])[0]

    def _counted(self) -> tuple[list[Section], int, int]:
        """The sections with their counts, and how many indicators there are in all and in several sections."""
        codes, names = self._texts.by["section"]
        count = len(names)
        (_, indicators), sizes, in_several = _core.scorecard_size(codes, count, self._texts.by["indicator"][0])
        rows, offsets = _core.order_rows(codes, count, None)
        ratings = {
            name: _core.count_ratings(codes, count, rating, present)
            for name, (rating, _, _, present) in self._codes.comparators.items()
        }
        directions = _core.count_directions(codes, count, self._codes.direction)
        sections = [
            Section(name, rows[first:last].tolist(), *sizes[i], {c: n[i] for c, n in ratings.items()}, directions[i])
            for i, (name, first, last) in enumerate(zip(names, offsets[:-1], offsets[1:], strict=True))
        ]
        return sections, indicators, in_several

    def _outlook_of(self, given: Any) -> dict[str, YearEnd]:
        """Year ends by indicator, each checked against the rows of it."""
        codes, names = self._texts.by["indicator"]
        if isinstance(given, Mapping) or not (hasattr(given, "columns") or hasattr(given, "column_names")):
            found, mistakes = of_mapping(given, names)
        else:
            frame = Frame(given)
            problems = Problems()
            with problems:
                key = key_column(frame)
            refuse([f"outlook, {problem}" for problem in problems.found])
            known = self._texts.names_by(key)
            with problems:
                found, self.of_no_indicator["outlook"] = of_frame(frame, known)
            refuse([f"outlook, {problem}" for problem in problems.found])
            mistakes = []
        for name, year_end in found.items():
            rows = np.flatnonzero(codes == names.index(name)).tolist()
            polarity = self._texts.text("polarity", rows[0])
            problem = problem_of(
                year_end, row=rows[0], polarity=polarity, accrual=self._texts.text("accrual", rows[0]),
                unit=self.unit_of(rows[0]), periods=[self._texts.text("period", row) for row in rows],
            )  # fmt: skip
            if problem:
                mistakes.append(f"outlook, {name!r}: {problem}")
            open_ends = self._ends_of(self.comparators[0], rows[-1])[1] if self.comparators else (False, False)
            unit = self.unit_of(rows[0])
            found[name] = against(year_end, self._first_ends(rows[-1]), polarity, unit, open_=open_ends)
        refuse(mistakes)
        return found

    def _outlook_columns(self) -> dict[str, pa.Array]:
        rows = [self.outlook.get(self._texts.text("indicator", row) or "") for row in range(len(self))]
        figures = _OUTLOOK.items()
        columns = {name: pa.array([getattr(each, key, None) for each in rows], pa.float64()) for name, key in figures}
        columns["chance_reason"] = pa.array([getattr(each, "probability_reason", None) for each in rows],
                                            pa.large_string())  # fmt: skip
        ratings = [None if each is None else str(each.forecast_rating(self._rule_of_year_end(row, each)))
                   for row, each in enumerate(rows)]  # fmt: skip
        return columns | {"forecast_rating": pa.array(ratings, pa.large_string())}

    def _since(self, word: str) -> SinceColumns:
        """Every row beside an earlier point of its history."""
        latest = self._beside.bounds[str(self._names["latest"])]
        return SinceColumns.of_points(
            _core.since_earlier(
                word, float(self._figures[1][row]), (math.nan, math.nan) if latest is None else latest.of_row(row),
                self._texts.when[row], self._texts.text("polarity", row), self._texts.text("accrual", row),
                self._first_ends(row), self.rules.dead_band_of(row), self.unit_of(row) or "",
                self.history.get(self._texts.text("indicator", row) or "", []),
            )
            for row in range(len(self))
        )  # fmt: skip

    def _take_previous(self, since: SinceColumns) -> None:
        """Take an earlier point of the history for the previous figure of each row."""
        self.has_previous = True
        self._figures[0] = since.values
        for own, of_points in ((self._codes.change, since.change), (self._codes.direction, since.direction),
                               (self._codes.direction_reason, since.direction_reason)):  # fmt: skip
            own[:] = of_points
        self._figures[2] = self._codes.change

    def held(self, *, compared: bool = False) -> _core.HeldScorecard:
        """The scorecard as C++ has it, with what its sentences say beside the ratings.

        `compared` with an earlier one, a previous figure tells what that one's figure is now, and only where its column
        says that it is of the period before: that of a year ago is none.
        """
        held = _core.HeldScorecard(list(self.comparators))
        latest = self._beside.bounds[str(self._names["latest"])]
        for number in range(len(self)):
            row = self.row(number)
            ends = (math.nan, math.nan) if latest is None else latest.of_row(number)
            opens = (False, False) if latest is None else latest.open_of(number)
            held.add(
                row.section, row.indicator, row.period, self._texts.when[number], row.unit, row.polarity, row.accrual,
                row.previous if self._follows or not compared else math.nan, row.latest, row.change, (*ends, *opens),
                row.direction, row.direction_reason,
                [((against.ends[0], against.ends[-1], *against.open_ends), against.rating, against.reason,
                  self.rules.of(number, limited=name == self.comparators[0]))
                 for name, against in row.against.items()],
            )  # fmt: skip
            held.say(row.latest_status or "", bool(row.doubts), *self._beside.denominator(number))
        for indicator, points in self.history.items():
            held.set_history(indicator, points)
        for indicator, end in self.outlook.items():
            value, lower, upper, level, probability = (
                math.nan if each is None else each
                for each in (end.value, end.lower, end.upper, end.level, end.probability)
            )
            target = (math.nan, math.nan) if end.target is None else end.target
            year = "the year" if end.year is None else end.year.label
            held.set_outlook(indicator, year, value, lower, upper, level, probability,
                             (*target, *end.target_open))  # fmt: skip
        return held

    def _read_control_charts(self) -> None:
        """Directions as control charts of the history have them."""
        directions, reasons = self._codes.direction, self._codes.direction_reason
        for row in range(len(self)):
            points = self.history.get(self._texts.text("indicator", row) or "", [])
            direction, reason = _core.charted_travel(
                WORDS["direction"][directions[row]], WORDS["direction_reason"][reasons[row]],
                float(self._figures[1][row]), self._texts.when[row], self._texts.text("polarity", row), points,
            )  # fmt: skip
            directions[row] = WORDS["direction"].index(direction)
            reasons[row] = WORDS["direction_reason"].index(reason)

    def _rule_of_year_end(self, row: int, year_end: YearEnd) -> RatingRule:
        """The rule of a row against the target of its year: an amber limit is of the comparator it stands beside."""
        return self.rules.of(row, limited=year_end.has_target(self._first_ends(row)))

    def _first_ends(self, row: int) -> tuple[float, float]:
        """The ends of the first comparator; both NaN without one."""
        ends = self._ends_of(self.comparators[0], row)[0] if self.comparators else [math.nan]
        return ends[0], ends[-1]

    def _withhold_targets_of_the_year(self) -> None:
        """Do not rate a part of a year against the target of it, which the outlook has too."""
        for row in range(len(self)) if self.comparators and self.outlook else ():
            year_end = self.outlook.get(self._texts.text("indicator", row) or "")
            if year_end is not None and year_end.asks_more_than(self._texts.when[row], self._first_ends(row)):
                ratings, reasons, _, _ = self._codes.comparators[self.comparators[0]]
                ratings[row], reasons[row] = WORDS["rating"].index("not_rated"), _OF_THE_YEAR

    def _doubts(self, row: int) -> list[str]:
        """What the figures of a row say against each other: scales that do not fit, a history that has another."""
        latest = float(self._figures[1][row])
        figures, units = {"latest": latest}, [self._units[str(self._names["latest"])].of_row(row)]
        if self._names["previous"] is not None:
            figures["previous"] = float(self._figures[0][row])
            units.append(self._units[self._names["previous"]].of_row(row))
        for name in self.comparators:
            ends = self._ends_of(name, row)[0]
            if len(ends) == 1:
                figures[in_words(name)] = ends[0]
                units.append(self._units[name].of_row(row))
        indicator, period = self._texts.text("indicator", row) or "", self._texts.when[row]
        year_end = self.outlook.get(indicator)
        made = {} if year_end is None or year_end.value is None else {"year end": year_end.value}
        history = self.history.get(indicator, [])
        others = [] if period is None else _core.history_doubts(latest, period, history)
        differ = [f"{name} is in {unit}, the latest in {units[0]}" for name, unit in zip(figures, units, strict=True)
                  if not math.isnan(figures[name]) and _core.units_differ(units[0], unit)]  # fmt: skip
        if year_end is not None and period is not None and year_end.as_at and year_end.as_at.end != period.end:
            differ.append(f"year end is projected as at {in_full(year_end.as_at)}")
        return differ + scale_doubts(figures, self.unit_of(row), units=units, made=made) + [
            f"the history has {history[at][1]:g} for {in_full(history[at][0])}" for at in others
        ]


def _told_apart(names: tuple[str, ...]) -> tuple[str, ...]:
    """Comparators that a reader tells apart: "peer_average" and "peer average" are one to him."""
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(in_words(str(name)), name)
        if other != name:
            found = f"{other!r} and {name!r}, which read alike"
            raise HeadwayError(f"comparators: found {found}; accepted: names that differ in words, by renaming one")
    return names
