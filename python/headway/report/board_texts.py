"""What the rows of a scorecard are called: read once, and refused where they have no place or stand twice."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import Period
from headway.boundary.accrual import accrual_column
from headway.boundary.frames import Frame
from headway.boundary.polarity import is_polarity, polarities_of
from headway.boundary.problems import Problems, found_null, refuse
from headway.boundary.times import labelled, month_or_day, periods_of, say_no_time

# A text column as a code for each row, -1 for null, and the words that the codes stand for.
Texts: TypeAlias = tuple[npt.NDArray[np.int32], list[str]]

WORDS = _core.vocabularies()
ALL = "All indicators"


class ReadOnce(Frame):
    """A frame whose numbers are read once, and copied: what was rated is what is drawn, whatever becomes of it."""

    def __init__(self, native: Any) -> None:
        super().__init__(native)
        self._numbers: dict[str, npt.NDArray[np.float64]] = {}

    def numbers(self, name: str) -> npt.NDArray[np.float64]:
        if name not in self._numbers:
            self._numbers[name] = super().numbers(name).copy()
        return self._numbers[name]


@dataclasses.dataclass(frozen=True)
class Columns:
    """The columns that a scorecard is read from, None where there is none; and what is one for all rows."""

    names: dict[str, str | None]
    one_period: Period | None
    one_polarity: bool

    @classmethod
    def of(cls, read: Frame, given: Mapping[str, str | None], comparators: Sequence[str]) -> Columns:
        """Those that are there of the ones given; one that is lacking is refused by name."""
        names = dict(given)
        for key in ("unit", "accrual"):
            names[key] = given[key] or (key if key in read else None)
        if given["previous"] == "previous" and "previous" not in read:
            names["previous"] = None
        one_period = labelled(str(names["period"])) if names["period"] not in read.columns else None
        one_polarity = str(names["polarity"]) not in read and is_polarity(names["polarity"])
        columns = cls(names, one_period, one_polarity)
        read.require({**columns.in_the_frame(), "comparators": comparators})
        return columns

    def in_the_frame(self) -> dict[str, str]:
        one_for_all = {"polarity"} if self.one_polarity else set()
        one_for_all |= set() if self.one_period is None else {"period"}
        return {key: name for key, name in self.names.items() if name is not None and key not in one_for_all}

    @property
    def polarity(self) -> str:
        """The column of polarities, or the one of all rows."""
        return str(self.names["polarity"])


class RowTexts:
    """Section, indicator, period, unit, polarity and accrual of each row.

    Attributes
    ----------
    by : dict of str to Texts
        The columns that there are.
    when : list of Period or None
        The period of each row.
    """

    def __init__(self, read: Frame, columns: Columns) -> None:
        self._read = read
        self.when: list[Period | None] = [columns.one_period] * len(read)
        texts = {key: name for key, name in columns.in_the_frame().items()
                 if key not in ("latest", "previous", "polarity")}  # fmt: skip
        self.by = {key: texts_of(read, name) for key, name in texts.items() if key != "period"}
        if columns.names["section"] is None:
            self.by["section"] = np.zeros(len(read), np.int32), [ALL] if len(read) else []
        problems = Problems()
        periods = None
        with problems:
            if columns.one_period is None:
                self.by["period"], periods, self.when = _periods(read, texts["period"])
            else:
                periods = np.zeros(len(read), np.int32)
                self.by["period"] = periods, [columns.one_period.label]
        with problems:
            self.by["polarity"] = _polarity_texts(read, columns.polarity)
        if "accrual" in texts:
            with problems:
                self.by["accrual"] = _accrual_texts(read, texts["accrual"])
        if "polarity" in self.by:
            with problems:
                _check(read, texts | {"polarity": columns.polarity}, self.by, periods)
        problems.refuse()

    def text(self, key: str, row: int) -> str | None:
        """None where it is null or blank or has no column."""
        if key not in self.by:
            return None
        codes, words = self.by[key]
        return words[codes[row]] if codes[row] >= 0 else None

    def names_by(self, column: str | None) -> dict[str, str]:
        """Indicators as the scorecard spells them: by name, or by a column of the scorecard that names them too."""
        codes, names = self.by["indicator"]
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


def texts_of(frame: Frame, name: str) -> Texts:
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
    numbers, words = texts_of(frame, name)
    timeless = np.flatnonzero(say_no_time(words) if frame.holds_text(name) else [])
    texts = np.where(np.isin(numbers, timeless), -1, numbers).astype(np.int32), words
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
    codes = accrual_column(frame, accrual, missing=len(WORDS["accrual"])).astype(np.int32)
    return np.where(codes == len(WORDS["accrual"]), -1, codes), WORDS["accrual"]


def _check(
    frame: Frame, columns: Mapping[str, str], texts: Mapping[str, Texts], periods: npt.NDArray[np.int32] | None
) -> None:
    """Refuse rows without a place, rows that stand twice, and an indicator with two definitions."""
    problems = []
    for key in ("section", "indicator"):
        if key not in columns:
            continue
        codes, words = frame.names(columns[key])
        for row in np.flatnonzero(texts[key][0] < 0).tolist():
            if codes[row] < 0:
                problems += found_null([row], columns[key], "text", frame.line_without_null(columns[key]))
            else:
                line = frame.line_without_blank(columns[key])
                problems += found_null([row], columns[key], "text", line, repr(words[codes[row]]))
    refuse(problems)
    refuse(_totals(texts, columns))

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


def _totals(texts: Mapping[str, Texts], columns: Mapping[str, str]) -> list[str]:
    """Rows that add up the ones above them, as spreadsheets end: they are no indicator, whatever else they say."""
    problems: dict[int, str] = {}
    for key in ("indicator", "section"):
        if key not in columns:
            continue
        codes, names = texts[key]
        totals = [code for code, name in enumerate(names) if _core.is_name_of_totals(name)]
        for row in np.flatnonzero(np.isin(codes, totals)).tolist():
            name, column = names[codes[row]], columns[key]
            problems.setdefault(row, f"row {row}, column {column!r}: found {name!r}, which looks like a row of totals; "
                                     f"accepted: the frame without it, frame[frame[{column!r}] != {name!r}], or a name "
                                     "that says of what")  # fmt: skip
    return [problems[row] for row in sorted(problems)]


def _first_like(rows: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Of each row, the first that is the same."""
    _, first, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return np.asarray(first[which.reshape(-1)], np.int64)
