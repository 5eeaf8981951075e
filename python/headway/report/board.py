"""The rows of a scorecard: read once, checked, rated and counted, and nothing drawn."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import Period, RatingRule
from headway.assess import assess_codes, comparator_names, row_rules
from headway.boundary.frames import Frame
from headway.boundary.polarity import is_polarity, polarities_of
from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.times import labelled, month_or_day, periods_of
from headway.language.figures import brief, ends_in_words, scale_doubts
from headway.language.sentences import in_words
from headway.report.history import Points, history_of
from headway.report.year_ends import YearEnd, against, key_column, of_frame, of_mapping, problem_of
from headway.spc.charts import xmr

Counts: TypeAlias = dict[str, int]
# A text column as a code for each row, -1 for null, and the words that the codes stand for.
Texts: TypeAlias = tuple[npt.NDArray[np.int32], list[str]]

WORDS = _core.vocabularies()
ALL = "All indicators"
POINTS_OF_A_CHART = 12  # with fewer, limits are too uncertain to tell noise from news
# What the variation of a control chart says of a direction, and why it is none.
VARIATIONS = {
    "common": ("no_change", "common cause on its control chart"),
    "improvement_high": ("improving", "clear"), "improvement_low": ("improving", "clear"),
    "concern_high": ("worsening", "clear"), "concern_low": ("worsening", "clear"),
    "neutral_high": ("increasing", "clear"), "neutral_low": ("decreasing", "clear"),
}  # fmt: skip
_OF_THE_YEAR = WORDS["reason"].index("the target is of the year")
_OUTLOOK = {
    "year_end": "value", "year_end_lower": "lower", "year_end_upper": "upper", "chance_of_target": "probability",
}  # fmt: skip


class Against(NamedTuple):
    """A row against one comparator: its value, or the two ends of a range; its rating, and the reason for none."""

    ends: list[float]
    rating: str
    reason: str


@dataclasses.dataclass(frozen=True)
class Row:
    """One result. Text is None where it is null or blank or has no column, and a figure is NaN where it is missing."""

    section: str
    indicator: str
    period: str | None
    unit: str | None
    polarity: str | None
    accrual: str | None
    previous: float
    latest: float
    change: float
    direction: str
    direction_reason: str
    rule: RatingRule  # against the first comparator
    rule_of_year_end: RatingRule | None
    dead_band: float
    doubts: list[str]  # what is odd about its figures
    statuses: Mapping[str, str]  # why there is no figure of a comparator, where `clean` said so
    latest_status: str | None
    previous_status: str | None
    against: Mapping[str, Against]  # by comparator
    outlook: YearEnd | None
    history: Points  # the oldest first


@dataclasses.dataclass(frozen=True)
class Section:
    """One section: the numbers of its rows, how many results and indicators it has, and its counts."""

    name: str
    rows: list[int]
    results: int
    indicators: int
    ratings: Mapping[str, Counts]  # by comparator
    directions: Counts


class Board:
    """A frame of results, read and rated.

    Parameters
    ----------
    frame : frame
    columns : mapping
        The names of the columns `section`, `indicator`, `period`, `latest`, `previous`, `polarity`, `unit` and
        `accrual`. The last two may be None: the column of that name, where there is one.
    history_columns : mapping
        The names of the columns `indicator`, `period` and `value` of the history, None where nobody named them.
    comparators, tolerance, basis, amber_limit, rule, dead_band, history, outlook, directions
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
        self, frame: Any, columns: Mapping[str, str | None], *, comparators: Sequence[str],
        tolerance: float | str | None, basis: str | None, amber_limit: str | None, rule: RatingRule | None,
        dead_band: float | str,
        history: Any | None, history_columns: Mapping[str, str | None], outlook: Any | None, directions: str,
    ) -> None:  # fmt: skip
        self.comparators = comparator_names(comparators)
        self._read = read = _ReadOnce(frame)
        names = dict(columns)
        for key in ("unit", "accrual"):
            names[key] = columns[key] or (key if key in read else None)
        if columns["previous"] == "previous" and "previous" not in read:
            names["previous"] = None
        one_period = labelled(str(names["period"])) if names["period"] not in read.columns else None
        for_all = {"polarity"} if str(names["polarity"]) not in read and is_polarity(names["polarity"]) else set()
        for_all |= set() if one_period is None else {"period"}
        asked = {key: name for key, name in names.items() if name is not None and key not in for_all}
        read.require({**asked, "comparators": self.comparators})
        texts = {key: name for key, name in asked.items() if key not in ("latest", "previous", "polarity")}
        self.rules = row_rules(read, tolerance=tolerance, basis=basis, amber_limit=amber_limit, dead_band=dead_band,
                               rule=rule)  # fmt: skip
        self.rule, self.dead_band = self.rules.rule, self.rules.dead_band
        called = {"tolerance": tolerance, "amber_limit": amber_limit, "dead_band": dead_band}
        problems = Problems()
        with problems:
            self._codes = assess_codes(
                read, latest=str(names["latest"]), previous=names["previous"], polarity=str(names["polarity"]),
                accrual=names["accrual"], comparators=self.comparators, rules=self.rules,
                names={key: name for key, name in called.items() if isinstance(name, str)},
            )  # fmt: skip
        with problems:
            self._texts = {key: _texts(read, name) for key, name in texts.items() if key != "period"}
            if names["section"] is None:
                self._texts["section"] = np.zeros(len(read), np.int32), [ALL] if len(read) else []
            periods = None
            with problems:
                if one_period is None:
                    self._texts["period"], periods, self._when = _periods(read, texts["period"])
                else:
                    periods = np.zeros(len(read), np.int32)
                    self._texts["period"], self._when = (periods, [one_period.label]), [one_period] * len(read)
            with problems:
                self._texts["polarity"] = _polarity_texts(read, str(names["polarity"]))
            if names["accrual"] is not None:
                with problems:
                    self._texts["accrual"] = _accrual_texts(read, str(names["accrual"]))
            if "polarity" in self._texts:
                _check_rows(read, texts | {"polarity": str(names["polarity"])}, self._texts, periods)
        problems.refuse()

        self.has_previous = names["previous"] is not None
        nothing = np.full(len(read), np.nan)
        previous = read.numbers(names["previous"]) if names["previous"] is not None else nothing
        self._figures = [previous, read.numbers(str(names["latest"])), self._codes.change]
        self._ends = {
            name: [read.numbers(column) for column in (name, f"{name}_lower", f"{name}_upper") if column in read]
            for name in self.comparators
        }
        self.of_no_indicator: dict[str, list[str]] = {}
        self.history: dict[str, Points] = {}
        if history is not None:
            self.history, of_none = history_of(history, history_columns, names, self._names_by)
            self.of_no_indicator["history"] = of_none
        if directions not in ("change", "control_chart"):
            raise refusal("directions", repr(directions), "'change' or 'control_chart'")
        if directions == "control_chart":
            self._read_control_charts()
        self._statuses = {
            name: read.texts(f"{name}_status") for name in (str(names["latest"]), names["previous"], *self.comparators)
            if name is not None and f"{name}_status" in read and read.holds_text(f"{name}_status")
        }  # fmt: skip
        self._latest, self._previous = str(names["latest"]), names["previous"]
        self.outlook: dict[str, YearEnd] = {} if outlook is None else self._outlook_of(outlook)
        self._withhold_targets_of_the_year()
        self.sections, self.indicators, self.in_several = self._counted()
        added = self._codes.columns() | ({} if outlook is None else self._outlook_columns())
        self.frame = read.with_columns(added)

    def __len__(self) -> int:
        return len(self._codes.change)

    def like(self, columns: Mapping[str, pa.Array]) -> Any:
        """A new frame of the caller's kind."""
        return self._read.like(columns)

    def row(self, row: int) -> Row:
        """All that is known of one row."""
        indicator, polarity = self._text("indicator", row) or "", self._text("polarity", row)
        previous, latest, change = (float(numbers[row]) for numbers in self._figures)
        outlook = self.outlook.get(indicator)
        return Row(
            section=self._text("section", row) or "", indicator=indicator, period=self._text("period", row),
            unit=self._text("unit", row), polarity=polarity, accrual=self._text("accrual", row),
            previous=previous, latest=latest, change=change, direction=WORDS["direction"][self._codes.direction[row]],
            direction_reason=WORDS["direction_reason"][self._codes.direction_reason[row]], rule=self.rules.of(row),
            rule_of_year_end=None if outlook is None else self._rule_of_year_end(row, outlook),
            dead_band=self.rules.dead_band_of(row), doubts=self._doubts(row),
            statuses={name: said for name in self.comparators if (said := self._status(name, row))},
            latest_status=self._status(self._latest, row), previous_status=self._status(self._previous, row),
            against={name: self._against(name, row, polarity) for name in self.comparators},
            outlook=outlook, history=self.history.get(indicator, []),
        )  # fmt: skip

    def _against(self, name: str, row: int, polarity: str | None) -> Against:
        value, *bounds = (float(numbers[row]) for numbers in self._ends[name])
        ranged = (polarity == "in_range" or math.isnan(value)) and not all(map(math.isnan, bounds))
        ratings, reasons, _, _ = self._codes.comparators[name]
        rating, reason = WORDS["rating"][ratings[row]], WORDS["reason"][reasons[row]]
        return Against(bounds if ranged else [value], rating, reason)

    def _text(self, key: str, row: int) -> str | None:
        if key not in self._texts:
            return None
        codes, words = self._texts[key]
        return words[codes[row]] if codes[row] >= 0 else None

    def _counted(self) -> tuple[list[Section], int, int]:
        """The sections with their counts, and how many indicators there are in all and in several sections."""
        codes, names = self._texts["section"]
        count = len(names)
        (_, indicators), sizes, in_several = _core.scorecard_size(codes, count, self._texts["indicator"][0])
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

    def _names_by(self, column: str | None) -> dict[str, str]:
        """Indicators as the scorecard spells them: by name, or by a column of the scorecard that names them too."""
        codes, names = self._texts["indicator"]
        if column is None or column not in self._read:
            return {_core.plain_text(name): name for name in names}
        keys, words = self._read.names(column)
        found: dict[str, str] = {}
        problems = []
        for row in np.flatnonzero(keys >= 0).tolist():
            key, name = _core.plain_text(words[keys[row]]), names[codes[row]]
            if found.setdefault(key, name) != name:
                problems.append(f"row {row}, column {column!r}: found {words[keys[row]]!r}, which is {found[key]!r} in "
                                "an earlier row; accepted: one indicator each")  # fmt: skip
        refuse(problems)
        return found

    def _outlook_of(self, given: Any) -> dict[str, YearEnd]:
        """Year ends by indicator, each checked against the rows of it."""
        codes, names = self._texts["indicator"]
        if isinstance(given, Mapping) or not (hasattr(given, "columns") or hasattr(given, "column_names")):
            found, mistakes = of_mapping(given, names)
        else:
            frame = Frame(given)
            problems = Problems()
            with problems:
                found, self.of_no_indicator["outlook"] = of_frame(frame, self._names_by(key_column(frame)))
            refuse([f"outlook, {problem}" for problem in problems.found])
            mistakes = []
        first = next(iter(self.comparators), None)
        for name, year_end in found.items():
            rows = np.flatnonzero(codes == names.index(name)).tolist()
            polarity = self._text("polarity", rows[0])
            problem = problem_of(
                year_end, row=rows[0], polarity=polarity, accrual=self._text("accrual", rows[0]),
                unit=self._text("unit", rows[0]), periods=[self._text("period", row) for row in rows],
            )  # fmt: skip
            if problem:
                mistakes.append(f"outlook, {name!r}: {problem}")
            target = [] if first is None else self._against(first, rows[-1], polarity).ends
            found[name] = against(year_end, target, polarity)
        refuse(mistakes)
        return found

    def _outlook_columns(self) -> dict[str, pa.Array]:
        rows = [self.outlook.get(self._text("indicator", row) or "") for row in range(len(self))]
        figures = _OUTLOOK.items()
        columns = {name: pa.array([getattr(each, key, None) for each in rows], pa.float64()) for name, key in figures}
        columns["chance_reason"] = pa.array([getattr(each, "probability_reason", None) for each in rows],
                                            pa.large_string())  # fmt: skip
        ratings = [None if each is None else str(each.forecast_rating(self._rule_of_year_end(row, each)))
                   for row, each in enumerate(rows)]  # fmt: skip
        return columns | {"forecast_rating": pa.array(ratings, pa.large_string())}

    def _read_control_charts(self) -> None:
        """Directions as control charts of the history have them, of indicators with enough points up to their row."""
        for row in range(len(self)):
            points = self.history.get(self._text("indicator", row) or "", [])
            period, polarity = self._when[row], self._text("polarity", row)
            regular = [(point, value) for point, value in points
                       if period is not None and point.months == period.months and point.end <= period.end]  # fmt: skip
            until = [value for _, value in regular]
            months = [12 * point.start.year + point.start.month for point, _ in regular]
            steps = {later - before for before, later in itertools.pairwise(months)}
            reason = WORDS["direction_reason"][self._codes.direction_reason[row]]
            unfit = polarity in (None, "in_range") or reason.startswith("cumulative")
            if len(until) < POINTS_OF_A_CHART or unfit or period is None or steps != {period.months}:
                continue
            if regular[-1][0].end != period.end or until[-1] != self._figures[1][row]:
                continue
            direction, reason = VARIATIONS.get(str(xmr(until, polarity=str(polarity)).variation), ("", ""))
            if direction:
                self._codes.direction[row] = WORDS["direction"].index(direction)
                self._codes.direction_reason[row] = WORDS["direction_reason"].index(reason)

    def _status(self, column: str | None, row: int) -> str | None:
        """Why a column has no figure in a row, where `clean` said so beside it."""
        word = self._statuses[column][row] if column in self._statuses else ""
        if word == "bound" and f"{column}_lower" in self._read:
            lower, upper = (float(self._read.numbers(f"{column}_{end}")[row]) for end in ("lower", "upper"))
            return ends_in_words(lower, upper, brief)
        return None if word in ("", "value", "missing") else word

    def _rule_of_year_end(self, row: int, year_end: YearEnd) -> RatingRule:
        """The rule of a row against the target of its year: an amber limit is of the comparator it stands beside."""
        return self.rules.of(row, limited=self._stands_beside_its_target(row, year_end))

    def _stands_beside_its_target(self, row: int, year_end: YearEnd) -> bool:
        """Whether the first comparator of a row is the target of its year, an end that neither has included."""
        first = next(iter(self.comparators), None)
        if first is None or year_end.target is None:
            return False
        ends = self._against(first, row, self._text("polarity", row)).ends
        return bool(np.array_equal((ends[0], ends[-1]), year_end.target, equal_nan=True))

    def _withhold_targets_of_the_year(self) -> None:
        """Do not rate the amount of a month against the target of its year, which the outlook has too."""
        first = next(iter(self.comparators), None)
        if first is None:
            return
        ratings, reasons, _, _ = self._codes.comparators[first]
        for row in range(len(self)):
            year_end = self.outlook.get(self._text("indicator", row) or "")
            period = self._when[row]
            if year_end is None or year_end.accrual not in ("flow", "cumulative") or not year_end.target_given:
                continue
            same = self._stands_beside_its_target(row, year_end)
            part = year_end.accrual == "flow" or year_end.status != "complete"  # a total to date is whole in the end
            if same and part and period is not None and period.months < 12:
                ratings[row], reasons[row] = WORDS["rating"].index("not_rated"), _OF_THE_YEAR

    def _doubts(self, row: int) -> list[str]:
        """What the figures of a row say against each other: scales that do not fit, a history that has another."""
        previous, latest, _ = (float(numbers[row]) for numbers in self._figures)
        figures = {"latest": latest, "previous": previous}
        for name in self.comparators:
            ends = self._against(name, row, self._text("polarity", row)).ends
            figures |= {in_words(name): ends[0]} if len(ends) == 1 else {}
        year_end = self.outlook.get(self._text("indicator", row) or "")
        if year_end is not None and year_end.value is not None:
            figures["year end"] = year_end.value
        doubts = scale_doubts(figures, self._text("unit", row))
        period = self._when[row]
        for point, value in self.history.get(self._text("indicator", row) or "", []):
            same = period is not None and (point.start, point.end) == (period.start, period.end)
            if same and abs(value - latest) > 0.25 * max(abs(value), abs(latest)):
                doubts.append(f"the history has {value:g} for {point.label}")
        return doubts


class _ReadOnce(Frame):
    """A frame whose numbers are read once, and copied: what was rated is what is drawn, whatever becomes of it."""

    def __init__(self, native: Any) -> None:
        super().__init__(native)
        self._numbers: dict[str, npt.NDArray[np.float64]] = {}

    def numbers(self, name: str) -> npt.NDArray[np.float64]:
        if name not in self._numbers:
            self._numbers[name] = super().numbers(name).copy()
        return self._numbers[name]


def _texts(frame: Frame, name: str) -> Texts:
    """A column of names in which those that read alike have one code and the first spelling. Blank is null."""
    codes, words = frame.names(name)
    keys = [_core.plain_text(word) or None for word in words]
    spelling: dict[str | None, str] = {}
    for each, word in zip(keys, words, strict=True):
        spelling.setdefault(each, word.strip())
    spelling.pop(None, None)
    code_of: dict[str | None, int] = {each: code for code, each in enumerate(spelling)} | {None: -1}
    return np.array([code_of[each] for each in (*keys, None)], np.int32)[codes], list(spelling.values())


def _periods(frame: Frame, name: str) -> tuple[Texts, npt.NDArray[np.int32], list[Period | None]]:
    """When each row is, as it is written or else as its label; a number for each period, -1 for none; its period."""
    texts = _texts(frame, name)
    rows = np.flatnonzero(texts[0] >= 0)
    codes, days = periods_of(frame, name, among=rows, days=True, accepted="a period")
    periods = [month_or_day(period) for period in days]
    number_of = {period: number for number, period in reversed(list(enumerate(periods)))}
    numbers = np.array([*(number_of[period] for period in periods), -1], np.int32)[codes]
    when = [periods[number] if number >= 0 else None for number in numbers.tolist()]
    return (texts if frame.holds_text(name) else (codes, [period.label for period in periods])), numbers, when


def _polarity_texts(frame: Frame, polarity: str) -> Texts:
    """The polarity of each row in the words of the vocabulary."""
    codes = polarities_of(frame, polarity).astype(np.int32)
    return np.where(codes == _core.no_polarity, -1, codes), WORDS["polarity"]


def _accrual_texts(frame: Frame, accrual: str) -> Texts:
    """How the figures of each row add up, in the words of the vocabulary."""
    codes = frame.vocabulary(accrual, WORDS["accrual"], missing=len(WORDS["accrual"])).astype(np.int32)
    return np.where(codes == len(WORDS["accrual"]), -1, codes), WORDS["accrual"]


def _check_rows(
    frame: Frame, columns: Mapping[str, str], texts: Mapping[str, Texts], periods: npt.NDArray[np.int32] | None
) -> None:
    """Refuse rows without a place, rows that stand twice, and an indicator with two definitions."""
    problems = []
    for key in ("section", "indicator"):
        if key not in columns:
            continue
        codes, words = frame.names(columns[key])
        for row in np.flatnonzero(texts[key][0] < 0).tolist():
            found = repr(words[codes[row]]) if codes[row] >= 0 else "null"
            problems.append(f"row {row}, column {columns[key]!r}: found {found}; accepted: text")
    refuse(problems)
    refuse(_totals(texts))

    indicators, names = texts["indicator"]

    def named(row: int) -> str:
        return f"row {row}, {names[indicators[row]]!r}"

    at = np.arange(len(frame), dtype=np.int32) if periods is None else periods  # which are refused elsewhere
    first = _first_like(np.column_stack([texts["section"][0], indicators, at]))
    for row in np.flatnonzero(first != np.arange(len(first))).tolist():
        same = f"the same section, indicator and period as row {first[row]}"
        problems.append(f"{named(row)}: {same}; accepted: one of them")
    first = _first_like(indicators)
    for key in ("polarity", "unit", "accrual"):
        if key not in texts:
            continue
        codes, words = texts[key]
        for row in np.flatnonzero(codes != codes[first]).tolist():
            found, before = (repr(words[codes[i]]) if codes[i] >= 0 else "null" for i in (row, first[row]))
            problems.append(
                f"{named(row)}, column {columns[key]!r}: found {found}, but {before} in row {first[row]}; "
                "accepted: one definition of an indicator, in all its sections"
            )
    refuse(problems)


def _totals(texts: Mapping[str, Texts]) -> list[str]:
    """Rows that add up the ones above them, as spreadsheets end: they are no indicator."""
    codes, names = texts["indicator"]
    totals = {code for code, name in enumerate(names) if _core.is_name_of_totals(name)}
    no_polarity = texts["polarity"][0] < 0
    return [
        f"row {row}, {names[codes[row]]!r}: looks like a row of totals; accepted: the frame without it"
        for row in np.flatnonzero(no_polarity & np.isin(codes, list(totals))).tolist()
    ]


def _first_like(rows: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Of each row, the first that is the same."""
    _, first, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return np.asarray(first[which.reshape(-1)], np.int64)
