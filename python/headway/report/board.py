"""The rows of a scorecard: read once, checked, rated and counted, and nothing drawn."""

from __future__ import annotations

import dataclasses
import difflib
import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, RatingRule
from headway.assess import assess_codes, comparator_names, optional_column
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, refuse
from headway.boundary.scalars import number
from headway.boundary.times import labelled, month_or_day, periods_of
from headway.outlook.projection import Projection
from headway.report.history import Points, history_of

Counts: TypeAlias = dict[str, int]
# A text column as a code for each row, -1 for null, and the words that the codes stand for.
Texts: TypeAlias = tuple[npt.NDArray[np.int32], list[str]]

WORDS = _core.vocabularies()
_PROJECTION = "a headway.Projection, as project_year_end makes it"
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
    against: Mapping[str, Against]  # by comparator
    outlook: Projection | None
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
    comparators, rule, dead_band, history, outlook
        As for `headway.Scorecard`, and as read they are attributes.

    Attributes
    ----------
    frame : frame
        The rows as given with what was found out of them, of the caller's kind.
    sections : list of Section
        In the order of their first rows.
    indicators, in_several : int
        How many there are, and how many of them stand in more than one section.
    """

    def __init__(
        self, frame: Any, columns: Mapping[str, str | None], *, comparators: Sequence[str], rule: RatingRule,
        dead_band: float, history: Any | None, outlook: Mapping[str, Projection] | None,
    ) -> None:  # fmt: skip
        self.rule, self.comparators = rule, comparator_names(comparators)
        self.dead_band = number(dead_band, "dead_band")
        self._read = read = _ReadOnce(frame)
        read.require(
            [*(name for name in columns.values() if name is not None), *self.comparators],
            hint=f"Name the columns you have, for example comparators=({next(iter(self.comparators), 'target')!r},)",
        )
        names = dict(columns) | {key: optional_column(read, columns[key], key) for key in ("unit", "accrual")}
        texts = {key: name for key, name in names.items() if name is not None and key not in ("latest", "previous")}
        figures = {key: str(names[key]) for key in ("latest", "previous", "polarity")}
        problems = Problems()
        with problems:
            self._codes = assess_codes(
                read, **figures, accrual=names["accrual"], comparators=self.comparators, rule=rule,
                dead_band=self.dead_band,
            )  # fmt: skip
        with problems:
            self._texts = {key: _texts(read, name) for key, name in texts.items() if key != "period"}
            periods = None
            with problems:
                self._texts["period"], periods = _periods(read, texts["period"])
            _check_rows(read, texts, self._texts, periods)
            self.outlook = {} if outlook is None else self._validated_outlook(outlook)
        problems.refuse()

        self._figures = [read.numbers(figures["previous"]), read.numbers(figures["latest"]), self._codes.change]
        self._ends = {
            name: [read.numbers(column) for column in (name, f"{name}_lower", f"{name}_upper") if column in read]
            for name in self.comparators
        }
        self.sections, self.indicators, self.in_several = self._counted()
        added = self._codes.columns() | ({} if outlook is None else self._outlook_columns())
        self.frame = read.with_columns(added)
        self.history = history_of(history, self._texts["indicator"][1])

    def __len__(self) -> int:
        return len(self._codes.change)

    def like(self, columns: Mapping[str, pa.Array]) -> Any:
        """A new frame of the caller's kind."""
        return self._read.like(columns)

    def row(self, row: int) -> Row:
        """All that is known of one row."""
        indicator, polarity = self._text("indicator", row) or "", self._text("polarity", row)
        previous, latest, change = (float(numbers[row]) for numbers in self._figures)
        return Row(
            section=self._text("section", row) or "", indicator=indicator, period=self._text("period", row),
            unit=self._text("unit", row), polarity=polarity, accrual=self._text("accrual", row),
            previous=previous, latest=latest, change=change, direction=WORDS["direction"][self._codes.direction[row]],
            against={name: self._against(name, row, polarity) for name in self.comparators},
            outlook=self.outlook.get(indicator), history=self.history.get(indicator, []),
        )  # fmt: skip

    def _against(self, name: str, row: int, polarity: str | None) -> Against:
        value, *bounds = (float(numbers[row]) for numbers in self._ends[name])
        ranged = polarity == "in_range" and not all(map(math.isnan, bounds))
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

    def _validated_outlook(self, given: Mapping[str, Projection]) -> dict[str, Projection]:
        """Projections by indicator as the scorecard spells it, or refused."""
        if not isinstance(given, Mapping):
            found = type(given).__name__
            raise HeadwayError(f"outlook: found {found}; accepted: a mapping from indicator to {_PROJECTION}")
        codes, names = self._texts["indicator"]
        known = {_core.plain_text(name): code for code, name in enumerate(names)}
        outlook: dict[str, Projection] = {}
        problems = []
        for key, projection in given.items():
            code = known.get(_core.plain_text(key)) if isinstance(key, str) else None
            if code is None:
                accepted = "none, for there are no rows"
                for near in difflib.get_close_matches(str(key), names, n=1, cutoff=0.0):
                    accepted = f"an indicator of the scorecard; the nearest is {near!r}"
                problems.append(f"outlook: found {key!r}; accepted: {accepted}")
            elif names[code] in outlook:
                same = "the same indicator as another name of the outlook; accepted: one of them"
                problems.append(f"outlook, {key!r}: {same}")
            elif problem := self._problem_of(projection, np.flatnonzero(codes == code).tolist()):
                problems.append(f"outlook, {names[code]!r}: {problem}")
            else:
                outlook[names[code]] = projection
        refuse(problems)
        return outlook

    def _problem_of(self, projection: object, rows: list[int]) -> str | None:
        """Why a projection cannot be of the indicator of these rows: of another kind, polarity or year."""
        if not isinstance(projection, Projection):
            return f"found {type(projection).__name__}; accepted: {_PROJECTION}"
        polarity = self._text("polarity", rows[0])
        if polarity and projection.polarity and polarity != projection.polarity:
            found = f"a projection whose polarity is {str(projection.polarity)!r}, but {polarity!r} in row {rows[0]}"
            return f"found {found}; accepted: one definition of an indicator"
        labels = [self._text("period", row) or "" for row in rows]
        # One row of the year is enough; a row without a period says nothing.
        year, periods = projection.year, [labelled(label) for label in labels]
        if year and not any(period is None or year.contains(period.end) for period in periods):
            found = f"a projection of {year.label}, but the period {labels[0]!r} in row {rows[0]}"
            return f"found {found}; accepted: a projection of the year of the row"
        return None

    def _outlook_columns(self) -> dict[str, pa.Array]:
        rows = [self.outlook.get(self._text("indicator", row) or "") for row in range(len(self))]
        figures = _OUTLOOK.items()
        columns = {name: pa.array([getattr(each, key, None) for each in rows], pa.float64()) for name, key in figures}
        ratings = [None if each is None else str(each.forecast_rating(rule=self.rule)) for each in rows]
        return columns | {"forecast_rating": pa.array(ratings, pa.large_string())}


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
        spelling.setdefault(each, word)
    spelling.pop(None, None)
    code_of: dict[str | None, int] = {each: code for code, each in enumerate(spelling)} | {None: -1}
    return np.array([code_of[each] for each in (*keys, None)], np.int32)[codes], list(spelling.values())


def _periods(frame: Frame, name: str) -> tuple[Texts, npt.NDArray[np.int32]]:
    """When each row is, as it is written or else as its label; and a number for each period, -1 for none."""
    texts = _texts(frame, name)
    rows = np.flatnonzero(texts[0] >= 0)
    codes, days = periods_of(frame, name, among=rows, days=True, accepted="a period")
    periods = [month_or_day(period) for period in days]
    number_of = {period: number for number, period in reversed(list(enumerate(periods)))}
    numbers = np.array([*(number_of[period] for period in periods), -1], np.int32)[codes]
    return (texts if frame.holds_text(name) else (codes, [period.label for period in periods])), numbers


def _check_rows(
    frame: Frame, columns: Mapping[str, str], texts: Mapping[str, Texts], periods: npt.NDArray[np.int32] | None
) -> None:
    """Refuse rows without a place, rows that stand twice, and an indicator with two definitions."""
    problems = []
    for key in ("section", "indicator"):
        codes, words = frame.names(columns[key])
        for row in np.flatnonzero(texts[key][0] < 0).tolist():
            found = repr(words[codes[row]]) if codes[row] >= 0 else "null"
            problems.append(f"row {row}, column {columns[key]!r}: found {found}; accepted: text")
    refuse(problems)

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


def _first_like(rows: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Of each row, the first that is the same."""
    _, first, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return np.asarray(first[which.reshape(-1)], np.int64)
