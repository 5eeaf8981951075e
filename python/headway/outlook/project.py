"""Where will each series of a frame be at year end?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import Period, RatingRule
from headway.assess import DEFAULT_TOLERANCE, resolve_rule
from headway.boundary.accrual import accrual_code, accrual_column, is_accrual, why_no_accrual
from headway.boundary.bounds import bounds_of
from headway.boundary.breaks import Break, breaks_of, breaks_of_column
from headway.boundary.frames import Frame, Given, Identifiers, name_of
from headway.boundary.in_batches import Grouped, by_groups, takes_streams
from headway.boundary.keys import misspelled
from headway.boundary.marks import SETS, bits_of, marks_beside
from headway.boundary.polarity import polarities_of, polarity_code
from headway.boundary.problems import Problems, found_null, refusal, refuse
from headway.boundary.readings import readings_of_periods
from headway.boundary.scalars import Told, bytes_of, is_missing, number
from headway.boundary.scalars import bounds as both_bounds
from headway.boundary.schemas import require_columns
from headway.boundary.streams import Stream
from headway.boundary.times import periods_of
from headway.boundary.units import NO_UNITS, Units, units_of
from headway.boundary.values import LARGE_TEXT, spell, texts_of
from headway.language.sentences import is_whole
from headway.outlook import each as each_series
from headway.outlook.year_end import limits
from headway.vocabulary import CalendarWord, Method, MethodWord, Polarity, SidesWord

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]
_WORDS = _core.vocabularies()
_MARKS = [marks or None for marks in SETS.tolist()]


def _over(verb: Callable[..., Any], stream: Stream, arguments: dict[str, Any]) -> Stream:
    """Series by series, each by what itself has shown."""
    series, period = arguments["series"], arguments["period"]
    columns = each_series.columns_of(stream.schema, arguments)
    require_columns(stream.schema, columns)
    grouped = Grouped(lambda table: each_series.project_each(verb, table, arguments),
                      each_series.declared(verb, stream.schema, arguments), each_series.fitted, [series],
                      lambda table: each_series.codes_of(table, series), period,
                      lambda found: readings_of_periods(found, period, arguments["calendar"]))  # fmt: skip
    return by_groups(grouped, stream, columns)


@takes_streams(_over, "frame")
def project(
    frame: Given, *, series: str = "series", period: str = "period", value: str = "value",
    accrual: str | Mapping[Any, str] | None = None, method: Method | MethodWord = "auto", level: float = 0.80,
    target: str | float | tuple[float | None, float | None] | Told | Mapping[Any, Any] | None = None,
    polarity: Polarity | str | Mapping[Any, str] | None = None,
    denominator: str | None = None, event: str | float | Mapping[Any, float] | None = None, sides: SidesWord = "both",
    bounds: tuple[float | str | None, float | str | None] | Mapping[Any, Any] | None = None,
    breaks: Any = None, tolerance: float = DEFAULT_TOLERANCE, rule: RatingRule | None = None,
    calendar: CalendarWord | int = "financial",
) -> Given:  # fmt: skip
    """Project every series of a frame to the end of its year.

    What belongs to a series (its accrual, target, polarity, bounds) is a column, of which the row of a series' latest
    period holds, a mapping from the names of series, or one for all. A pandas Series is such a mapping, by its index.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table, DuckDB relation or Stream
        One point a row, in any order; it is not changed. Of a stream no series borrows errors (see Notes): which of
        them lie together on the disk tells nothing.
    series, period, value : str
        Columns: what names the series (text, numbers, categories or dates, which come back as they came), when each
        point is, and numbers. Times are labels that `Period.parse` reads, periods, years as whole numbers, or the
        first or last days of months; days that lie quarters or years apart stand for these. Null values are points
        that were not published; a period without a row is one too. Months, quarters, terms of four months or years,
        one frequency a series. Marks behind a label ("2019/20 [p]") or in a column `<value>_marks`, as `clean` leaves
        them, are those of the point, and `reason` says which of the last points are provisional.
    accrual : str or mapping
        `snapshot`, `flow`, `cumulative`, `average` or `rolling`. How figures add up is never guessed.
    method : Method or str, default "auto"
        As for `project_year_end`.
    level : float, default 0.80
        The probability with which an interval holds the year.
    target : str, float, Target or mapping, optional
        For the year's end, a number, (lower, upper), a `Target` or `RelativeTarget`, or in a mapping also text as
        `clean` reads it (">=75%"). For rows that are `in_range`, the columns `<target>_lower` and `<target>_upper` hold
        the bounds, where there are such columns, and `<target>_lower_open` and `<target>_upper_open` say that a bound
        itself is not meant. Null: no target.
    polarity : str or mapping, optional
        In a word or as people say it, "Lower is better". Null: nobody has said.
    denominator : str, optional
        A numeric column: weights of series whose accrual is `average`.
    event : str, float or mapping, optional
        What one event adds to a sum: 100_000 / population of a rate. Null: 1.
    sides : {'both', 'lower', 'upper'}, default 'both'
        As for `project_year_end`, the same for all.
    bounds : (float, float) or mapping, optional
        What a published figure can be, of a flow each point and not the year; None for an end that is open; or two
        columns.
    breaks : str, mapping, time, (time, time) or list of these, optional
        What is not learned from, as for `Series`: of every series that it lies in, of series in a mapping, or a column,
        of which any row of a series may say one break.
    tolerance, rule
        As for `headway.rate`: what the forecast is rated by.
    calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
        Where a year begins.

    Returns
    -------
    frame
        Of the same kind, one row a series in the order of their first rows: `series` (under its own name), `year`,
        `as_at` (the last point that is published), `marks` (what is said of it: "provisional"), `value`, `lower`,
        `upper`, `level`, `probability` (of the target), `probability_reason` (why there is none: "no target", "neutral
        indicator", ...), `target` (or `target_lower`, `target_upper` and whether they are open), `forecast_rating`,
        `method`, `status`, `reason`, `past_error`, `past_years`, `past_error_reason` (why that is more than the
        interval reaches, where it is), `reached` (a sum so far, a level's last point, a mean
        so far), `accrual` and `polarity`. Null where nothing can be said; `status` and `reason` say why. A scorecard
        takes it as its `outlook`.

    Raises
    ------
    HeadwayError
        For a column that is missing or of a wrong type, a row without series or period, a label that is no period, two
        rows of a series for the same period, mixed frequencies, an infinite value, a series without accrual or an
        unknown word: row (counted from 0), column, what was found and what is accepted, up to ten at once.

    Notes
    -----
    A series with fewer than two past years, or three where the method is asked for by name, takes its interval from the
    errors of at least five others with the same accrual and frequency at the same point of their year, where there are.

    Examples
    --------
    >>> months = [f"{2021 + m // 12}-{m % 12 + 1:02d}" for m in range(3, 45)]
    >>> visits = pd.DataFrame({"series": "library visits", "period": months, "value": [10 + m % 12 for m in range(42)]})
    >>> hw.project(visits, accrual="flow")[["series", "year", "value", "method", "status"]]
               series     year  value       method     status
    0  library visits  2024/25  186.0  combination  projected
    >>> hw.project(visits, accrual="flow", target={"library visits": 180}, polarity="Higher is better")[
    ...     ["target", "forecast_rating", "probability"]].round(2)
       target forecast_rating  probability
    0   180.0           green          1.0
    """
    read = Frame(frame)
    projected: Given = read.like(columns_of_projection(
        read, series=series, period=period, value=value, accrual=accrual, method=method, level=level, target=target,
        polarity=polarity, denominator=denominator, event=event, sides=sides, bounds=bounds, breaks=breaks,
        tolerance=tolerance, rule=rule, calendar=calendar,
    ))  # fmt: skip
    return projected


def columns_of_projection(
    read: Frame, *, series: str, period: str, value: str, accrual: Any, level: float, target: Any = None,
    polarity: Any = None, method: Method | MethodWord = "auto", denominator: str | None = None, event: Any = None,
    sides: SidesWord = "both", bounds: Any = None, breaks: Any = None, tolerance: float = DEFAULT_TOLERANCE,
    rule: RatingRule | None = None, calendar: CalendarWord | int = "financial",
    targets_of: Callable[[list[str], list[Period], list[int]], Sequence[float]] | None = None,
) -> list[tuple[str, Any]]:  # fmt: skip
    """The columns that `project` makes a frame of; in place of `target` one is asked for of each series, by its name,
    its latest period and the row of that."""
    read.require({"series": series, "period": period, "value": value})
    by_rule = resolve_rule(tolerance, rule)
    problems = Problems()
    with problems:
        named = read.identifiers(series)
    with problems:
        labels_of, periods = periods_of(read, period, calendar, regular=True)
    with problems:
        values = read.numbers(value)
    with problems:
        weights = None if denominator is None else read.numbers(read.named("denominator", denominator))
    with problems:
        of_values = marks_beside(read, value)
    problems.refuse()
    marks = _marks_of_rows(labels_of, periods, of_values)
    of = _OfSeries(read, named, _core.latest_rows(named.codes, len(named.names), labels_of, periods))
    with problems:
        accruals = _accruals(of, accrual)
    with problems:
        polarities = _polarities(of, polarity)
    targets, target_bounds = None, _NO_BOUNDS
    with problems:
        if targets_of is None:
            targets, target_bounds = _targets(of, target, value)
        else:
            latest = of.latest.tolist()
            each = targets_of(of.texts, [periods[code] for code in labels_of[of.latest].tolist()], latest)
            targets = np.array(each, np.float64)[of.codes]
    with problems:
        events = None if event is None else of.numbers(event, "event")
    with problems:
        lowest, highest = _bounds(of, bounds)
    with problems:
        own_breaks, breaks_of_all = _breaks(of, breaks, calendar)
    problems.refuse()
    with problems:
        of_value = units_of(read, value)
        _core.check_one_unit((values, None, None, of_value), named.codes, named.names, accruals, value)
        _one_unit(of, of_value, target, value)
    problems.refuse()

    nothing = float("nan")
    of_all = _core.ProjectionRule(
        method=method, target_lower=nothing, target_upper=nothing, polarity=None, level=number(level, "level"),
        sides=sides, lowest=nothing, highest=nothing, event=1.0, denominators=None,
    )  # fmt: skip
    published = _core.latest_rows(named.codes, len(named.names), labels_of, periods, values)
    at = np.where(np.isnan(values[published]), -1, labels_of[published]).tolist()
    as_at = {code: periods[code].with_style("full").label for code in set(at) if code >= 0}
    said = np.zeros(len(published), np.uint8) if marks is None else marks[published]
    result = _core.project_rows(
        named.codes, named.names, labels_of, periods, values, accruals, marks, calendar, of_all, targets,
        *target_bounds, polarities, weights, events, lowest, highest, by_rule, period_column=period, value_column=value,
        accrual_column=accrual if isinstance(accrual, str) and accrual in read else "accrual",
        target_column=target if isinstance(target, str) else "target", breaks=own_breaks, breaks_of_all=breaks_of_all,
    )  # fmt: skip
    missing = np.isnan(result["value"])
    words: list[str | None] = [None, *_WORDS["method"][1:]]  # where nothing was projected there is no method
    chances: list[str | None] = [None, *_WORDS["chance_reason"][1:]]
    asked = {"target": targets, **{f"target_{name}": ends for name, ends in target_bounds._asdict().items()}}
    return [
        (series, named.given), ("year", texts_of(*result["year"])),
        ("as_at", pa.array([as_at.get(code) for code in at], LARGE_TEXT)),
        ("marks", spell(said, _MARKS)),
        *((name, result[name]) for name in ("value", "lower", "upper")),
        ("level", np.full(len(missing), number(level, "level"))),
        ("probability", result["probability"]),
        ("probability_reason", spell(result["probability_reason"], chances)),
        *((name, _arrow_of_ends(of.each(ends))) for name, ends in asked.items() if ends is not None),
        ("forecast_rating", spell(result["forecast_rating"], _WORDS["rating"])),
        ("method", spell(result["method"], words)), ("status", spell(result["status"], _WORDS["status"])),
        ("reason", texts_of(*result["reason"])),
        ("past_error", result["past_error"]),
        ("past_years", pa.array(result["past_years"], mask=missing)),
        ("past_error_reason", texts_of(*result["past_error_reason"])),
        ("reached", result["reached"]),
        ("accrual", spell(of.each(accruals), _WORDS["accrual"])),
        *([] if polarities is None else [("polarity", _spelled_polarity(of.each(polarities)))]),
    ]  # fmt: skip


def _marks_of_rows(
    labels_of: npt.NDArray[np.int32], periods: Sequence[Period], of_values: Codes | None
) -> Codes | None:
    """Those of its period and of its value; None where no row has any."""
    of_each = [period.marks for period in periods]
    if not any(of_each):
        return of_values
    marks = np.array([bits_of(marks) for marks in of_each], np.uint8)[labels_of]
    return marks if of_values is None else marks | of_values


class _OfSeries:
    """What belongs to each series: a column of the frame, a mapping from the names of series, or one for all."""

    def __init__(self, read: Frame, named: Identifiers, latest: npt.NDArray[np.int64]) -> None:
        self.read, self.named, self.codes, self.texts = read, named, named.codes, named.names
        self.latest = latest

    @cached_property
    def names(self) -> list[Any]:
        """As the caller gave them."""
        return self.named.as_given()

    def each(self, of_rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Of each series, what the row of its latest period says."""
        return of_rows[self.latest]

    def mapped(self, value: Any, name: str) -> list[Any] | None:
        """What a mapping says of each series, None where it says nothing; None of what is no mapping."""
        if hasattr(value, "to_dict") and hasattr(value, "index"):
            if not value.index.is_unique:
                raise refusal(name, "a Series whose index names a series twice", "each series once")
            value = value.to_dict()
        if not isinstance(value, Mapping):
            return None
        plain = {_core.plain_text(name_of(key)): each for key, each in value.items()}
        texts = _core.plain_texts([name_of(key) for key in self.names])
        known, known_texts = set(self.names), set(texts)
        spelled = {f"{name}[{key!r}]": name_of(key) for key in value
                   if key not in known and _core.plain_text(name_of(key)) not in known_texts}  # fmt: skip
        refuse(misspelled(spelled, map(name_of, self.names), "the frame"))
        found = [value.get(key, plain.get(text)) for key, text in zip(self.names, texts, strict=True)]
        if self.names and not any(key in value or text in plain for key, text in zip(self.names, texts, strict=True)):
            raise refusal(name, f"no series of the frame among {', '.join(map(repr, list(value)[:3]))}",
                          f"{{{self.names[0]!r}: ..., ...}}, by the names of series")  # fmt: skip
        return found

    def numbers(self, value: Any, name: str) -> Floats:
        """Numbers of rows; NaN where there is none."""
        if isinstance(value, str):
            self.read.require({name: value})
            return self.read.numbers(value)
        mapped = self.mapped(value, name)
        if mapped is None:
            return np.full(len(self.read), number(value, name))
        return self.rows(mapped, name, number)

    def rows(self, mapped: Sequence[Any], name: str, read: Callable[[Any, str], float]) -> Floats:
        problems = Problems()
        of_series = np.full(len(mapped), np.nan)
        for code, each in enumerate(mapped):
            with problems:
                of_series[code] = read(each, f"{name} of series {self.names[code]!r}")
        problems.refuse()
        return of_series[self.codes]


def _accruals(of: _OfSeries, accrual: Any) -> Codes:
    """How the series of each row adds up, which somebody has said."""
    words = _WORDS["accrual"]
    accepted = ", ".join(words)
    if not (accrual is None or isinstance(accrual, (str, Mapping)) or hasattr(accrual, "to_dict")):
        say = f"a column, a mapping or one of {accepted}"
        raise refusal("accrual", f"{type(accrual).__name__} {accrual!r:.60}", say)
    if isinstance(accrual, str) and accrual not in of.read and is_accrual(accrual):
        return np.full(len(of.read), accrual_code(accrual, "accrual"), np.uint8)
    if isinstance(accrual, str):
        of.read.require([accrual], hint=f"accrual is a column or one of {accepted}: {why_no_accrual(accrual)}")
        codes = accrual_column(of.read, accrual, missing=255)
        refuse(found_null(np.flatnonzero(codes == 255).tolist(), accrual, accepted))
        return codes
    mapped = [None] * len(of.names) if accrual is None or len(accrual) == 0 else of.mapped(accrual, "accrual")
    assert mapped is not None
    lacking = [name for name, word in zip(of.names, mapped, strict=True) if word is None]
    if lacking:
        named = ", ".join(map(repr, lacking[:5])) + (f" and {len(lacking) - 5} more" if len(lacking) > 5 else "")
        say = f"accrual='flow' for all, a column, or {{{lacking[0]!r}: 'flow', ...}}; one of {accepted}"
        raise refusal("accrual", f"none for series {named}", say)
    problems, found = Problems(), np.zeros(len(of.names), np.uint8)
    for series, (name, word) in enumerate(zip(of.names, mapped, strict=True)):
        with problems:
            found[series] = accrual_code(word, f"accrual of series {name!r}")
    problems.refuse()
    return found[of.codes]


def _one_unit(of: _OfSeries, of_value: Units, target: Any, value: str) -> None:
    """Refuse series whose target is said to be in another unit than their latest value."""
    of_target = units_of(of.read, target) if isinstance(target, str) else NO_UNITS
    if of_target.codes is None or of_value.codes is None:  # nobody says one that could be another
        return
    rows = of.each(np.arange(len(of.read))).tolist()
    refuse([f"row {row}, series {name!r}, column {target!r}: found a target in {of_target.of_row(row)}, but column "
            f"{value!r} in {of_value.of_row(row)}; accepted: one unit" for name, row in zip(of.names, rows, strict=True)
            if _core.units_differ(of_target.of_row(row), of_value.of_row(row))])  # fmt: skip


def _polarities(of: _OfSeries, polarity: Any) -> Codes | None:
    if is_missing(polarity):
        return None
    mapped = None if isinstance(polarity, str) else of.mapped(polarity, "polarity")
    if mapped is None:
        codes = polarities_of(of.read, polarity)
        return _core.one_polarity_a_series(of.codes, of.texts, codes, str(polarity))
    return of.rows(mapped, "polarity", polarity_code).astype(np.uint8)


def _targets(of: _OfSeries, target: Any, value: str) -> tuple[Floats | None, _TargetBounds]:
    """One number a row, and the bounds of ranges where there are such."""
    if target is None:
        return None, _NO_BOUNDS
    if isinstance(target, str):
        numbers, bounds = of.numbers(target, "target"), bounds_of(of.read, target)
        return numbers, _NO_BOUNDS if bounds is None else _TargetBounds(*bounds)
    mapped = [target] * len(of.names) if isinstance(target, (Told, tuple)) else of.mapped(target, "target")
    if mapped is None:
        return of.numbers(target, "target"), _NO_BOUNDS
    mapped, lower_open, upper_open = _read_targets(of, mapped, value)
    if not any(isinstance(each, (tuple, list)) for each in mapped):
        return of.rows(mapped, "target", number), _NO_BOUNDS
    return None, _TargetBounds(of.rows(mapped, "target", lambda each, name: both_bounds(each, name)[0]),
                               of.rows(mapped, "target", lambda each, name: both_bounds(each, name)[1]),
                               lower_open[of.codes], upper_open[of.codes])  # fmt: skip


class _TargetBounds(NamedTuple):
    """As `Bounds`, where there are such."""

    lower: Floats | None
    upper: Floats | None
    lower_open: Codes | None
    upper_open: Codes | None


_NO_BOUNDS = _TargetBounds(None, None, None, None)


def _arrow_of_ends(ends: npt.NDArray[Any]) -> pa.Array:
    """A column of targets, or of whether they are open."""
    return pa.array(ends.astype(bool)) if ends.dtype == np.uint8 else pa.array(ends, from_pandas=True)


def _read_targets(of: _OfSeries, mapped: Sequence[Any], value: str) -> tuple[list[Any], Codes, Codes]:
    """Targets of a mapping, of which text is read as `clean` reads it below the heading of the values; open bounds."""
    texts = {at: each for at, each in enumerate(mapped) if isinstance(each, str)}
    lower_open, upper_open = np.zeros(len(mapped), np.uint8), np.zeros(len(mapped), np.uint8)
    targets = list(mapped)
    for code, each in enumerate(mapped):
        if isinstance(each, Told):
            lower, upper, lower_open[code], upper_open[code] = each._ends()
            targets[code] = lower if lower == upper or (lower != lower and upper != upper) else (lower, upper)
    if not texts:
        return targets, lower_open, upper_open
    read = _core.read_figures([bytes_of(text) for text in texts.values()], [], value if is_whole(value) else "")
    why = dict(read["unread"])
    refuse([f"target of series {of.names[code]!r}: found {text!r} ({why[row]}); accepted: a number, "
            '(lower, upper), None, or text that hw.clean reads, ">=75%"'
            for row, (code, text) in enumerate(texts.items()) if row in why])  # fmt: skip
    for row, code in enumerate(texts):
        ends = float(read["lower"][row]), float(read["upper"][row])
        one = float(read["value"][row])
        targets[code] = one if ends[0] != ends[0] and ends[1] != ends[1] else ends
        lower_open[code], upper_open[code] = read["lower_open"][row], read["upper_open"][row]
    return targets, lower_open, upper_open


def _bounds(of: _OfSeries, bounds: Any) -> tuple[Floats | None, Floats | None]:
    if bounds is None:
        return None, None
    mapped = of.mapped(bounds, "bounds")
    if mapped is not None:
        return (of.rows(mapped, "bounds", lambda each, _: limits(each)[0]),
                of.rows(mapped, "bounds", lambda each, _: limits(each)[1]))  # fmt: skip
    if isinstance(bounds, (tuple, list)) and len(bounds) == 2 and any(isinstance(end, str) for end in bounds):
        lower, upper = (of.numbers(end, f"bounds[{place}]") for place, end in enumerate(bounds))
        return lower, upper
    lowest, highest = limits(bounds)
    return np.full(len(of.read), lowest), np.full(len(of.read), highest)


def _breaks(of: _OfSeries, breaks: Any, calendar: CalendarWord | int) -> tuple[list[list[Break]], list[Break]]:
    """Of each series, and of all; where none has any of its own, no list at all."""
    if isinstance(breaks, str) and breaks in of.read:
        return breaks_of_column(of.read, breaks, of.codes, len(of.names), calendar), []
    mapped = of.mapped(breaks, "breaks") if isinstance(breaks, Mapping) or hasattr(breaks, "to_dict") else None
    if mapped is None:
        return [], breaks_of(breaks, "breaks", calendar)
    problems, found = Problems(), []
    for name, given in zip(of.names, mapped, strict=True):
        with problems:
            found.append(breaks_of(given, f"breaks of series {name!r}", calendar))
    problems.refuse()
    return found, []


def _spelled_polarity(codes: Codes) -> pa.Array:
    words = _WORDS["polarity"]
    return spell(np.where(codes == _core.no_polarity, len(words), codes).astype(np.uint8), [*words, None])
