"""One table of savings, a row a scheme, read as columns."""

from __future__ import annotations

import functools
import numbers
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.frames import Frame, name_of
from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.scalars import flag, integral, is_missing, text_of
from headway.boundary.times import each_period_of, labels_of, month_or_day, period_of
from headway.boundary.times import read as time_or_none
from headway.savings.confidence import ConfidenceScale
from headway.savings.programmes import Workstreams, workstreams_of
from headway.vocabulary import CalendarWord, MoneyUnit

YearsAre: TypeAlias = Literal["run_rates", "increments"]
SavingsAre: TypeAlias = Literal["positive", "negative"]
YearColumns: TypeAlias = Mapping[Any, Any] | Sequence[Any] | str

_YEARS_ARE = (
    "years_are='run_rates', where a year says what it is better off by in all (1,200 then 2,400), or "
    "years_are='increments', where it says what it adds to the year before (1,200 then 1,200)"
)
_A_YEAR = "the year that the column is of, such as '2024/25'"
_A_MONTH = "the month that the column is of, such as 'April 2024'"
_START = "a month, for example October 2024"


def planned(
    table: Any, *, portfolio: str, programme: str, years: YearColumns, years_are: YearsAre | None,
    savings_are: SavingsAre, expected: str | None, forecast: YearColumns | None, actual: str | None,
    expected_forecast: str | None, months: YearColumns | None, confidence: str | None,
    confidence_words: Mapping[str, str] | None, fund: str | None, of_fund: str | None, recurrence: str | None,
    benefit: str | None, start: str | None, owner: str | None, business_case: str | None, next_step: str | None,
    board: str | None, themes: str | None, depends_on: str | None, workstreams: Workstreams | None, unit: str | None,
    leave_out_totals: bool, version: str, scale: ConfidenceScale | None, decimals: int | None,
    calendar: CalendarWord | int, aliases: Mapping[str, str] | None,
) -> tuple[_core.SavingsPlan, Frame, list[str]]:  # fmt: skip
    """The plan of a table, the table as it was read, and notes of what was not."""
    scale = ConfidenceScale.savings() if scale is None else scale
    if not isinstance(scale, ConfidenceScale):
        raise refusal("scale", type(scale).__name__, "a headway.ConfidenceScale")
    if years_are is None:
        raise refusal("years_are", "nothing", _YEARS_ARE)
    if years_are not in ("run_rates", "increments"):
        raise refusal("years_are", f"{years_are!r:.60}", "run_rates, increments")
    if savings_are not in ("positive", "negative"):
        raise refusal("savings_are", f"{savings_are!r:.60}", "positive, negative")
    of_money = (years, forecast, expected, actual, expected_forecast, months)
    named = [columns for columns in of_money if isinstance(columns, (str, Mapping, Sequence))]
    read, problems = _Columns(_named_by_text(Frame(table)), calendar, named), Problems()
    texts: dict[str, _core.TextColumn] = {}
    for argument, name in {"portfolio": portfolio, "programme": programme}.items():
        with problems:
            texts[argument] = read.text(argument, read.named(argument, name))
    confidence, fund = _name(confidence), _name(fund)
    of_words = {"start": start, "owner": owner, "recurrence": recurrence, "benefit": benefit,
                "business_case": business_case, "next_step": next_step, "board": board, "themes": themes,
                "depends_on": depends_on}  # fmt: skip
    for argument, column in of_words.items():
        with problems:
            texts[argument] = read.text(argument, column)
    money: dict[str, list[_core.MoneyColumn]] = {}
    for argument, given in {"years": years, "forecast": forecast}.items():
        with problems:
            money[argument] = read.years(argument, given)
    with problems:
        money["months"] = read.months(months)
    for argument, column in {"expected": expected, "actual": actual, "expected_forecast": expected_forecast}.items():
        with problems:
            money[argument] = [read.money(argument, column)]
    of_all = ""
    with problems:
        level = None if confidence is None else _core.level_by_word(scale._tuple(), text_of(confidence, "confidence"))
        of_all = level if level is not None and not read.has(confidence) else ""
        texts["confidence"] = read.text("confidence", None if of_all else confidence)
    with problems:
        word = None if fund is None or read.has(fund) else _core.find_fund(text_of(fund, "fund"))
        of_fund = word if of_fund is None else text_of(of_fund, "of_fund")
        texts["fund"] = read.text("fund", None if word else fund)
    words, also = {}, {}
    waited_for: list[tuple[str, Period | None]] = []
    with problems:
        waited_for = workstreams_of(workstreams)
    with problems:
        words = _words(_unfilled_as_nothing(confidence_words), "confidence_words", "{'Delivered': 'green'}")
    with problems:
        also = _words(aliases, "aliases", "{'Enabling Services': 'Enabling Excellence'}")
    problems.refuse()
    core = _core.assemble_schemes(
        texts, money["years"], money["forecast"], money["expected"][0], money["actual"][0],
        money["expected_forecast"][0], money["months"], years_are=years_are,
        unit=_unit(unit), savings_are=savings_are, fund=of_fund, confidence_words=words, confidence_of_all=of_all,
        leave_out_totals=flag(leave_out_totals, "leave_out_totals"), version=text_of(version, "version"),
        scale=scale._tuple(), decimals=None if decimals is None else integral(decimals, "decimals"), calendar=calendar,
        aliases=also, workstreams=waited_for, frame=read.frame.kind,
    )  # fmt: skip
    besides = [name for name in read.frame.columns if name not in read.taken]
    return core, read.frame, [f"not read: {', '.join(map(str, besides))}"] if besides else []


class _Columns:
    """The columns of a table by the names that a caller gives them, whatever their spaces and letter case."""

    def __init__(self, frame: Frame, calendar: CalendarWord | int, given: Iterable[Any]) -> None:
        self.frame = frame
        self.names = [name for each in given for name in ([each] if isinstance(each, str) else each or ())]
        self.calendar = calendar
        self.taken: set[str] = set()

    @functools.cached_property
    def named_in_full(self) -> set[str]:
        """Columns that are named as they are: none of these is meant by a year alone."""
        return {column for name in self.names if (column := self._found(name)) is not None}

    def _found(self, given: Any) -> str | None:
        name = _name(given)
        if not isinstance(name, str):
            return None
        if name in self.frame:
            return name
        alike = [column for column in self.frame.columns if _folded(column) == _folded(name)]
        return alike[0] if len(alike) == 1 else None

    def has(self, name: str | None) -> bool:
        return self._found(name) is not None

    def named(self, argument: str, name: Any) -> str:
        column = self._found(name)
        column = self.frame.named(argument, _name(name)) if column is None else column
        self.taken.add(column)
        return text_of(column, argument)

    def text(self, argument: str, name: str | None) -> _core.TextColumn:
        if name is None:
            return "", []
        column = self.named(argument, name)
        if argument == "start":
            return column, self._months(column)
        codes, names = self.frame.names(column)
        names.append("")  # which code -1 finds
        return column, [names[code] for code in codes.tolist()]

    def _months(self, column: str) -> list[str]:
        """Starts as the core reads them: text as it is, also beside dates; the first or last day of a month as it."""
        if self.frame.holds_text(column):
            return labels_of(self.frame, column, self.calendar)
        labels, problems = [""] * len(self.frame), Problems()
        for row, value in enumerate(self.frame.values(column)):
            with problems:
                if isinstance(value, str):
                    labels[row] = text_of(value, f"row {row}, column {column!r}")
                elif not is_missing(value):
                    when = period_of(value, f"row {row}, column {column!r}", self.calendar, days=True, accepted=_START)
                    labels[row] = month_or_day(when).label
        problems.refuse()
        return labels

    def money(self, argument: str, name: str | None, year: str = "") -> _core.MoneyColumn:
        if name is None:
            return "", [], year
        column = self.named(argument, name)
        return column, self.frame.cells(column), year

    def years(self, argument: str, given: YearColumns | None) -> list[_core.MoneyColumn]:
        """Columns with the years that they are of: a mapping says them, else their headings do."""
        accepted = "{'Saving 24/25 (£k)': '2024/25'}, or names of columns"
        return self._each(argument, given, lambda name: self._of_year(argument, name), self._year, accepted)

    def months(self, given: YearColumns | None) -> list[_core.MoneyColumn]:
        """Columns with the months that they are of, in the same way."""
        return self._each("months", given, lambda name: name, self._month, "{'Actual M1 (£k)': 'April 2024'}, or names "
                          "of columns")  # fmt: skip

    def _each(
        self, argument: str, given: YearColumns | None, column_of: Callable[[Any], Any],
        label_of: Callable[[Any, str], str], accepted: str,
    ) -> list[_core.MoneyColumn]:  # fmt: skip
        given = [] if given is None else [given] if isinstance(given, str) else given
        if not isinstance(given, (Mapping, list, tuple)):
            raise refusal(argument, type(given).__name__, accepted)
        problems, columns = Problems(), []
        for name in given:
            with problems:
                label = label_of(given[name], f"{argument}[{name!r}]") if isinstance(given, Mapping) else ""
                columns.append(self.money(argument, column_of(name), label))
        problems.refuse()
        return columns

    def _of_year(self, argument: str, name: Any) -> Any:
        """The column that a caller names by its year alone, "24/25" for "2024/25 (£k)"; other names as they are."""
        said = name.label if isinstance(name, Period) else _name(name)
        year = None
        if isinstance(said, str) and not self._found(said):
            alone = time_or_none(said) is not None or not said.strip("0123456789/-_ ")  # "2024-25" is a year here
            year = self._year_of(said) if alone else None
        if year is None:
            return name
        free = [column for column in self.frame.columns if column not in self.named_in_full]
        years = {column: self._year_of(str(column)) for column in free}
        here = [column for column, of in years.items() if of == year]
        if len(here) == 1:
            return here[0]
        if here:
            raise refusal(argument, f"{said!r}, of which there are {', '.join(map(repr, here))}", "one of their names")
        named = {column: of for column, of in years.items() if of is not None}
        near = min(named, key=lambda column: abs(named[column].start - year.start), default=None)
        nearest = "" if near is None else f"; the nearest is {near!r}"
        accepted = ", ".join(map(repr, named or self.frame.columns))
        raise refusal(argument, f"{said!r}, a year that no heading names{nearest}", accepted)

    def _year_of(self, heading: str) -> Period | None:
        """The year that a heading names; None of one that names none or two."""
        try:
            return _core.year_in_heading(heading, self.calendar)
        except HeadwayError:
            return None

    def _month(self, value: Any, where: str) -> str:
        """The month that a column is of, as the core reads it."""
        if isinstance(value, str):
            return text_of(value, where)
        if value is ... or is_missing(value):
            raise refusal(where, "nothing", _A_MONTH)
        return month_or_day(period_of(value, where, self.calendar, days=True, accepted=_A_MONTH)).label

    def _year(self, value: Any, where: str) -> str:
        """The year that a column is of, as the core reads it."""
        if isinstance(value, str):
            return text_of(value, where)
        if value is ... or is_missing(value):
            raise refusal(where, "nothing", _A_YEAR)
        where = where.replace("{", "{{").replace("}", "}}")
        return each_period_of([value], where, self.calendar, years=True, accepted=_A_YEAR)[0].label


def _name(given: Any) -> Any:
    """A column's name as text, where it is a number: 2024, or 2024.0 of a row of headings that has gaps."""
    if isinstance(given, str):
        return given
    return name_of(given) if isinstance(given, numbers.Real) and not isinstance(given, bool) else given


def _named_by_text(frame: Frame) -> Frame:
    """A frame whose every column has text for its name, where numbers are the names of some."""
    names = [_name(column) for column in frame.columns]
    if names == frame.columns:
        return frame
    renamed = frame.native.copy(deep=False)  # only pandas has names that are no text
    renamed.columns = names
    return Frame(renamed)


def _unfilled_as_nothing(given: Any) -> Any:
    """A mapping as a message has it to be filled in, its dots as nothing, which is refused with what is accepted."""
    if not isinstance(given, Mapping):
        return given
    return {name: "" if meaning is ... else meaning for name, meaning in given.items()}


def _folded(name: object) -> str:
    return " ".join(str(name).split()).casefold()


def _words(given: Mapping[str, str] | None, name: str, accepted: str) -> dict[str, str]:
    pairs = {} if given is None else given
    if not isinstance(pairs, Mapping) or not all(isinstance(text, str) for pair in pairs.items() for text in pair):
        raise HeadwayError(f"{name}: found what is no mapping of text to text; accepted: {accepted}")
    return {text_of(text, name): text_of(meaning, name) for text, meaning in pairs.items()}


def _unit(unit: str | None) -> str | None:
    """A unit of money by its word, or as it stands in headings: "£k"."""
    if unit is None:
        return None
    found = unit if unit in list(MoneyUnit) else _core.unit_in_heading(text_of(unit, "unit"))
    refuse([] if found else [f"unit: found {unit!r:.60}; accepted: {' or '.join(MoneyUnit)} (or £k and so on)"])
    return found
