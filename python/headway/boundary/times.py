"""Times as callers give them, read in one place.

A time is a date or a moment, a `Period` or one of pandas, a year, a month or a day as a number (2024, 202409, 20240930,
or as Excel counts days), or text of each. `read` says when it is; from there a cell becomes a number that grows with
time (`key_of`) or whole months (`span_of`), an argument or a column becomes periods (`period_of`, `periods_of`). The
rows of series in time are in `time_rows`.
"""

from __future__ import annotations

import datetime
import decimal
import math
import numbers
import sys
from calendar import monthrange
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.frames import Frame
from headway.boundary.lines_for_dates import InLine, time_of_day
from headway.boundary.numbered_days import line_for_dates
from headway.boundary.problems import Problems, found_null, refusal, refuse
from headway.boundary.scalars import is_missing, shown_with_type
from headway.boundary.time_labels import DAYS_OF_EXCEL, looks_like_a_time
from headway.boundary.whole_column import said_by_column
from headway.language.sentences import is_whole
from headway.vocabulary import CalendarWord

FIRST_YEAR, LAST_YEAR = 1000, 9999
NUMBERS = (int, float, np.number, decimal.Decimal)
UNITS = {1: "month", 3: "quarter", 12: "year"}
PERIOD = "a Period, its label, '2024-09', a date or a year"
Time: TypeAlias = str | int | Period | datetime.date | np.datetime64  # and a Period of pandas
DATES = "dates, text that hw.Period.parse reads, or numbers such as years"
_MIDNIGHT = datetime.time()
_EPOCH = datetime.datetime(1970, 1, 1)
_EXCEL = datetime.date(1899, 12, 30)  # its day 0, since it has a 29 February 1900
_MICROSECOND = datetime.timedelta(microseconds=1)


class Moments(NamedTuple):
    """The first and the last moment of a time, to the microsecond."""

    first: datetime.datetime
    last: datetime.datetime


def read(value: Any) -> Moments | None:
    """When a time is: of text ISO 8601 or a period's label; None of numbers, of other text, and of what is missing.

    A date, and a moment at midnight, is a whole day.
    """
    if is_missing(value):
        return None
    if isinstance(value, str):
        value = read_text(value)
    if isinstance(value, np.datetime64):
        value = labelled(str(value)) if _is_coarse(value) else value.astype("datetime64[us]").item()
    if isinstance(value, Period):
        first, last = value.start, value.end
    elif is_pandas_period(value):
        return Moments(*(end.asm8.astype("datetime64[us]").item() for end in (value.start_time, value.end_time)))
    elif isinstance(value, datetime.datetime):
        whole_day = value.time() == _MIDNIGHT
        return Moments(value, datetime.datetime.combine(value, datetime.time.max, value.tzinfo) if whole_day else value)
    elif isinstance(value, datetime.date):
        first = last = value
    else:
        return None
    return Moments(datetime.datetime.combine(first, _MIDNIGHT), datetime.datetime.combine(last, datetime.time.max))


def _is_coarse(value: np.datetime64) -> bool:
    """Whether it is a whole month or year of NumPy."""
    return np.datetime_data(value.dtype)[0] in ("Y", "M")


def read_text(text: str) -> datetime.datetime | Period | None:
    moment = _moment_of(text)
    return labelled(text) if moment is None else moment


def _moment_of(text: str) -> datetime.datetime | None:
    """The moment that text of ISO 8601 says."""
    try:
        return datetime.datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def labelled(text: str) -> Period | None:
    """The period of which text is a label; None of other text."""
    try:
        return Period.parse(text) if is_whole(text) else None
    except HeadwayError:
        return None


def say_no_time(texts: Iterable[str]) -> list[bool]:
    """Which of several texts are a word for nothing."""
    return _core.say_no_figure([text.encode("utf-8", "replace") for text in texts])


def is_pandas_period(value: Any) -> bool:
    """Whether it is a Period of pandas."""
    pandas = sys.modules.get("pandas")  # not imported: none
    return pandas is not None and isinstance(value, pandas.Period)


def _span_of_number(value: Any) -> Span | None:
    """The year or the month that a whole number means, 2024 or 202409; whole, too, where a missing row made it 2024.0.

    >>> from headway.boundary.times import span_of
    >>> span_of(2024), span_of(202409.0), span_of(202413)
    (Span(start=24288, months=12), Span(start=24296, months=1), None)
    """
    whole = _whole_number(value)
    if FIRST_YEAR <= whole <= LAST_YEAR:
        return Span(12 * whole, 12)
    year, month = divmod(whole, 100)
    return Span(12 * year + month - 1, 1) if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 else None


def _whole_number(value: Any) -> int:
    """A whole number of any type; 0, which means no time, of every other."""
    if isinstance(value, (bool, np.bool_, np.complexfloating)):
        return 0
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return 0
    return int(number) if number.is_integer() else 0


def says_a_time(label: Any) -> bool:
    """Whether a label, which is no number, is a time or may mean one."""
    may_be_one = isinstance(label, (str, Period, datetime.date)) or is_pandas_period(label)
    return may_be_one and (read(label) is not None or looks_like_a_time(str(label)))


def meant_by_number(value: Any) -> Any:
    """The day, the month or the year that a whole number means (20240930, 45565, 202409, 2024); all else as it is."""
    if not isinstance(value, NUMBERS) or is_missing(value):
        return value
    span = None if (day := day_of_number(value)) else _span_of_number(value)
    return day or (value if span is None else Period.of_months(*year_and_month(span.start), span.months))


def may_be_a_year_or_month(value: Any) -> bool:
    """Whether a whole number is a year of 1900 to 2100, or a month of one, as 202404."""
    span = _span_of_number(value)
    return span is not None and 12 * 1900 <= span.start <= 12 * 2100


def text_of(value: Any) -> str:
    """A time that a caller gave, as a message shows it."""
    if isinstance(value, np.datetime64) and not _is_coarse(value):
        value = value.astype("datetime64[us]")
    if isinstance(value, np.generic):
        value = value.item()
    if is_missing(value):
        return str(value)
    if isinstance(value, datetime.datetime) and value.time() == _MIDNIGHT:
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, (str, Period)) or is_pandas_period(value) else f"{value!r:.60}"


def key_of(value: Any, *, end: bool = False, zone: datetime.tzinfo | None = None) -> float | None:
    """A time as a number that grows with it, microseconds but of numbers; None of what is no time.

    A day or a period is where it begins or, with `end`, its last moment. Times without a zone are of `zone`.
    """
    if isinstance(value, numbers.Real) and not isinstance(value, (bool, np.bool_)) and not is_missing(value):
        try:
            return float(value)
        except OverflowError:
            return None
    when = read(value)
    if when is None:
        return None
    moment = when.last if end else when.first
    if moment.tzinfo is None and zone is not None:
        moment = moment.replace(tzinfo=zone)
    if moment.tzinfo is not None:
        moment = moment.astimezone(datetime.UTC).replace(tzinfo=None)
    return float((moment - _EPOCH) // _MICROSECOND)


def year_and_month(start: int) -> tuple[int, int]:
    """Of a month counted from year 0."""
    year, month = divmod(start, 12)
    return year, month + 1


class Span(NamedTuple):
    """Whole months: the first, counted from year 0, and how many; 0 of a first or a last day, which does not say."""

    start: int
    months: int


def span_of(value: Any) -> Span | None:
    """The whole months that a time is; None of any other."""
    if isinstance(value, NUMBERS):
        if (day := day_of_number(value)) is None:
            return _span_of_number(value)
        value = day
    when = read(value)
    if when is None or (when.first.time(), when.last.time()) != (_MIDNIGHT, datetime.time.max):
        return None
    first, last = when.first.date(), when.last.date()
    begins, ends = first.day == 1, last.day == monthrange(last.year, last.month)[1]
    start = 12 * first.year + first.month - 1
    if begins and ends:
        return Span(start, 12 * last.year + last.month - start)
    return Span(start, 0) if first == last and (begins or ends) else None


def period_of(
    value: Any, name: str, calendar: CalendarWord | int = "financial", *, days: bool = False, accepted: str = PERIOD
) -> Period:
    """An argument of that name that is one time, as a period.

    A day that is the first or the last of its month stands for it, and any other is refused; with `days` it is a day.
    """
    try:
        period = _period(value, calendar)
        if period is not None:
            return period if days else period.in_months()
    except HeadwayError as error:
        raise HeadwayError(f"{name}: {error}") from None
    raise refusal(name, f"{type(value).__name__} {value!r:.60}", accepted)


def _period(value: Any, calendar: CalendarWord | int) -> Period | None:
    """The period that a time is; None of what is no time, and of a moment within a day.

    Raises
    ------
    HeadwayError
        For text that is no label: what is wrong with it.
    """
    if isinstance(value, Period):
        return value
    if isinstance(value, str):
        if not is_whole(value):
            raise HeadwayError(f"found {shown_with_type(value)}, half of a character; accepted: {PERIOD}")
        try:
            return Period.parse(value, calendar)
        except HeadwayError:
            if (day := _whole_day(_moment_of(value))) is None:
                _refuse_time_of_day(value)
                raise
            return Period.of_day(day)
    if isinstance(value, np.datetime64) and _is_coarse(value):
        return labelled(str(value))
    if isinstance(value, NUMBERS) and (day := day_of_number(value)) is not None:
        return Period.of_day(day)
    if (day := _whole_day(value)) is not None:
        return Period.of_day(day)
    span = span_of(value)
    if span is None:
        _refuse_time_of_day(value)
        return None
    return _whole(span, "calendar" if isinstance(value, NUMBERS) else calendar)


def _refuse_time_of_day(value: Any) -> None:
    if at := time_of_day(value):
        raise HeadwayError(f"found {text_of(value)}, which has a time of day ({at}); accepted: the day alone")


def day_of_number(value: Any) -> datetime.date | None:
    """The day that a whole number means: 20240930, or 45565 as Excel counts days (of 1990 to 2099)."""
    whole = _whole_number(value)
    if whole in DAYS_OF_EXCEL:
        return _EXCEL + datetime.timedelta(days=whole)
    moment = _moment_of(str(whole)) if 10_000_000 < whole < 100_000_000 else None
    return None if moment is None else moment.date()


def _whole_day(value: Any) -> datetime.date | None:
    """The day that a date, a moment at midnight or a day of pandas is; None of any other."""
    when = None if isinstance(value, (Period, str)) else read(value)
    if when is None or (when.first.time(), when.last.time()) != (_MIDNIGHT, datetime.time.max):
        return None
    first, last = when.first.date(), when.last.date()
    return first if first == last else None


def each_period_of(
    values: Any, where: str, calendar: CalendarWord | int = "financial", *, years: bool = False, days: bool = False,
    whole_months: bool = False, accepted: str = PERIOD
) -> list[Period]:  # fmt: skip
    """Several times that a caller gave, as periods; `where` names one of them, "periods[{}]".

    With `years` a day stands for the year that begins or ends with it; with `days` it is a day. Of `whole_months` days
    in numbers are read by the first or last days that they are, as in `periods_of`.
    """
    cells = values.to_pylist() if hasattr(values, "to_pylist") else list(values)
    said = said_by_column(cells, where.partition("[")[0], whole_months=whole_months)
    problems = Problems()
    periods: list[Period] = []
    for row, cell in enumerate(cells):
        with problems:
            cell = said.get(cell, cell) if isinstance(cell, str) else cell
            period = period_of(cell, where.format(row), calendar, days=years or days, accepted=accepted)
            try:
                periods.append(_stands_for(period, 12, calendar) if years and period.kind == "day" else period)
            except HeadwayError as error:
                raise HeadwayError(f"{where.format(row)}: {error}") from None
    problems.refuse()
    return periods


def periods_of(frame: Frame, column: str, calendar: CalendarWord | int = "financial", *,
               among: npt.NDArray[np.int64] | None = None, regular: bool = False, years: bool = False,
               days: bool = False, deadlines: bool = False, beside: Sequence[str] = (),
               accepted: str = "a period") -> tuple[npt.NDArray[np.int32], list[Period]]:  # fmt: skip
    """A column of times as codes and the periods they stand for, in order of first appearance.

    A day, first or last of its month, stands for it or, in `regular` series, for the quarter or year that lies between
    all of them, with `years` for a year; with `days` it is a day, as any other. Of `deadlines` it is the time by whose
    end something is due by then, as is "before January 2025". Days in numbers are read where the column, or one
    `beside`, shows which is the day, and "Apr 22" where it shows that it is of a year: see `said_by_column`. Rows
    without a time, and times that are no period, are refused, where given `among` these alone.
    """
    values, codes = _distinct(frame, column)
    of_rows = codes if among is None else codes[among]
    rows = np.arange(len(codes)) if among is None else among
    refuse(found_null(rows[of_rows < 0].tolist(), column, accepted, frame.line_without_null(column)))
    used = list(range(len(values))) if among is None else np.flatnonzero(np.bincount(of_rows)).tolist()
    shown = [value for other in beside for value in _distinct(frame, other)[0]]
    given = values if among is None else [values[code] for code in used]
    written = InLine.of_frame(frame.kind, column)
    said = said_by_column([*given, *shown], f"column {column!r}", whole_months=not days, written=written)
    refused: dict[int, str] = {}
    hint: str | None = None
    cells = [said.get(cell, cell) for cell in given] if said else given
    whole = frame.holds_text(column)
    texts = cells if whole else [cell if isinstance(cell, str) and is_whole(cell) else "" for cell in cells]
    labels = (_core.read_deadlines if deadlines else _core.labelled)(texts, calendar)
    if among is None and len(known := [each for each in labels if each and each.months]) == len(labels):
        return codes, known  # no day is among them, which may stand for more
    found: dict[int, Any] = dict(zip(used, labels, strict=True))
    for code, cell in () if all(found.values()) else zip(used, cells, strict=True):
        try:
            found[code] = found[code] or _period(cell, calendar)
            if found[code] is None:
                raise HeadwayError(f"found {text_of(values[code])}; accepted: {DATES}")
        except HeadwayError as error:
            hint = line_for_dates(written, values) or written.days(values) if hint is None else hint
            del found[code]
            refused[code] = f"{error}{hint and f', or the column as dates ({hint})'}"
    between = regular and not refused and all(period.kind == "day" for period in found.values())
    months = 12 if years else _months_between(period.start for period in found.values()) if between else 1
    as_read = days or all(period.months for period in found.values())  # but of days these are whole months already
    periods = dict(found) if as_read else {}
    for code, period in () if as_read else found.items():
        try:
            periods[code] = _stands_for(_core.due_by(period) if deadlines else period, months, calendar)
        except HeadwayError:
            found_day = f"found {text_of(values[code])}, a day within its month"
            refused[code] = f"{found_day}; accepted: the first or last of one"
    if refused:
        refuse([f"row {row}, column {column!r}: {refused[code]}"
                for row, code in zip(rows.tolist(), of_rows.tolist(), strict=True) if code in refused])  # fmt: skip
    number_of = np.full(len(values) + 1, -1, np.int32)  # the last is found by code -1
    number_of[list(periods)] = range(len(periods))
    same = among is None and list(periods) == used
    return codes if same else number_of[codes], list(periods.values())


def labels_of(
    frame: Frame, column: str, calendar: CalendarWord | int = "financial", *, years: bool = False
) -> list[str]:
    """A column of times as text that the core reads, blank where there is none: text as it is, others as labels.

    With `years` a day stands for the year that begins or ends with it, in text too.
    """
    codes, labels = coded_labels_of(frame, column, calendar, years=years)
    labels = [*labels, ""]  # which code -1 finds
    return [labels[code] for code in codes.tolist()]


def coded_labels_of(
    frame: Frame, column: str, calendar: CalendarWord | int = "financial", *, years: bool = False
) -> tuple[npt.NDArray[np.int32], list[str]]:
    """The same as codes, -1 of a row without a time, and the labels that they stand for."""
    if frame.holds_text(column):
        codes, texts = frame.words(column)
        said = said_by_column(texts, f"column {column!r}", written=InLine.of_frame(frame.kind, column))
        texts = [said.get(text, text) for text in texts]
        days = {text: day for text in texts if years and (day := labelled(text)) and day.kind == "day"}
        year_of = {text: _stands_for(day, 12, calendar).label for text, day in days.items() if month_around(day)}
        return codes, [year_of.get(text, text) for text in texts]
    rows = [row for row, value in enumerate(frame.values(column)) if not is_missing(value)]
    codes, periods = periods_of(frame, column, calendar, among=np.array(rows, np.int64), years=years)
    return codes, [period.label for period in periods]


def month_or_day(period: Period) -> Period:
    """The month that a first or a last day stands for; another day, and any other period, is itself."""
    try:
        return period.in_months()
    except HeadwayError:
        return period


def month_around(value: Any) -> Period | None:
    """The month of a first or a last day; None of any other time."""
    span = None if isinstance(value, NUMBERS) else span_of(value)
    return None if span is None or span.months else Period.of_months(*year_and_month(span.start), 1)


def _distinct(frame: Frame, column: str) -> tuple[list[Any], npt.NDArray[np.int32]]:
    """The times of a column, each once, and each row's; -1 of a row without one."""
    if (text := frame.words_if_text(column)) is not None:
        return text[1], text[0]
    code_of: dict[Any, int] = {}
    codes = np.full(len(frame), -1, np.int32)
    for row, value in enumerate(frame.values(column)):
        if is_missing(value):
            continue
        try:
            codes[row] = code_of.setdefault(value, len(code_of))
        except TypeError:
            raise refusal(f"row {row}, column {column!r}", f"{type(value).__name__} {value!r:.60}", DATES) from None
    return list(code_of), codes


def _months_between(days: Iterable[datetime.date]) -> int:
    """How many months lie between days, of all the days of a column: 12, 3, or 1."""
    found = list(days)
    if len(found) < 3 or len({day.day == 1 for day in found}) > 1:
        return 1
    indexes = [12 * day.year + day.month for day in found]
    apart = math.gcd(*(index - indexes[0] for index in indexes))
    return next(months for months in (12, 3, 1) if apart % months == 0 and apart)


def _stands_for(period: Period, months: int, calendar: CalendarWord | int) -> Period:
    """The whole months that a period stands for; of a day the quarter or year that begins or ends with it."""
    whole = period.in_months()
    if months == 1 or period.kind != "day":
        return whole
    year, month, begins = whole.start.year, whole.start.month, period.start.day == 1
    start = 12 * year + month - 1
    return _whole(Span(start if begins else start - months + 1, months), calendar)


def _whole(span: Span, calendar: CalendarWord | int) -> Period:
    """Whole months as the quarter or year of a calendar that they are, or else as months."""
    run = Period.of_months(*year_and_month(span.start), span.months)
    position = run.position(calendar)
    if span.months == 12 and position == 12:
        return run.year(calendar)
    if span.months == 3 and position % 3 == 0:
        return Period.of_quarter(run.year(calendar).start.year, position // 3, calendar)
    return run


def day_of(value: Any) -> datetime.date:
    """The day on which a time begins, of what `read` reads and of days as numbers."""
    when = read(meant_by_number(value))
    assert when is not None
    return when.first.date()
