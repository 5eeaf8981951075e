"""Where the indicators of a scorecard will be at year end: of projections, or of the frame that `project` gives."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import Any

from headway import _core
from headway._core import HeadwayError, Period, ProjectionRule, RatingRule
from headway.boundary.bounds import bounds_of
from headway.boundary.frames import Frame, name_of
from headway.boundary.keys import nearest
from headway.boundary.polarity import polarity_column
from headway.boundary.problems import refusal, refuse
from headway.boundary.times import labelled
from headway.outlook.projection import Projection
from headway.report.history import joined
from headway.vocabulary import Polarity, Rating, Status

_PROJECTION = "a headway.Projection, as project_year_end makes it"
_NUMBERS = ("value", "lower", "upper", "level", "probability", "past_error", "past_years")
_WORDS = ("year", "as_at", "status", "method", "reason", "probability_reason", "past_error_reason", "accrual")
_ACCRUALS = _core.vocabularies()["accrual"]


@dataclasses.dataclass(frozen=True, eq=False)
class YearEnd:
    """One indicator at the end of its year. A figure is None where nobody can say, and a text where there is none.

    `target` holds the ends of what the year is rated against, none where there is no target. `projection` is what it
    was read from, where that was a `Projection`, with a chart of its own.
    """

    year: Period | None
    as_at: Period | None  # the last point that is known
    status: str
    value: float | None
    lower: float | None
    upper: float | None
    level: float | None
    probability: float | None
    probability_reason: str | None
    past_error: float | None
    past_years: int
    past_error_reason: str | None
    method: str | None
    reason: str
    accrual: str | None
    polarity: Polarity | None
    target: tuple[float, float] | None
    version: str
    target_open: tuple[bool, bool] = (False, False)  # which ends are themselves not meant
    note: str = ""
    unit: str | None = None  # of the indicator
    projection: Projection | None = None

    def forecast_rating(self, rule: RatingRule) -> Rating:
        """The projected year against the target of its end."""
        return Rating(self._rated(rule)[0])

    def why_not_rated(self, rule: RatingRule) -> str:
        """The reason of a forecast rating that is none."""
        return self.status if self.value is None else self._rated(rule)[1]

    def _rated(self, rule: RatingRule) -> tuple[str, str]:
        value = math.nan if self.value is None else self.value
        return _core.assess_year_end(value, self._ends, self.polarity, rule, self.target_open, self.unit or "")

    def has_target(self, comparator: tuple[float, float]) -> bool:
        """Whether a comparator, by its ends, is the target of this year."""
        return _core.is_target_of_the_year(self._ends, comparator)

    def asks_more_than(self, period: Period | None, comparator: tuple[float, float]) -> bool:
        """Whether a comparator is the target of this year, of which a result of that period is but a part."""
        complete = self.status == Status.complete
        return _core.is_part_of_the_year(self._ends, self.known_accrual, complete, comparator, period)

    @property
    def known_accrual(self) -> str | None:
        """None of a word that is none."""
        return self.accrual if self.accrual in _ACCRUALS else None

    @property
    def _ends(self) -> tuple[float, float]:
        return (math.nan, math.nan) if self.target is None else self.target


def of_projection(projection: Projection) -> YearEnd:
    target = projection.target
    return YearEnd(
        **{name: getattr(projection, name) for name in (*_NUMBERS, "year", "as_at", "reason", "probability_reason",
                                                        "past_error_reason", "polarity", "version")},  # fmt: skip
        status=str(projection.status), method=None if projection.method is None else str(projection.method),
        accrual=str(projection.series.accrual), note=projection.series.note, projection=projection,
        target=target if target is None or isinstance(target, tuple) else (target, target),
    )  # fmt: skip


def of_mapping(given: Any, indicators: Sequence[str]) -> tuple[dict[str, YearEnd], list[str]]:
    """Projections by indicator as the scorecard spells it, and what is wrong with them."""
    if not isinstance(given, Mapping):
        accepted = f"the frame that headway.project gives, or a mapping from indicator to {_PROJECTION}"
        raise refusal("outlook", type(given).__name__, accepted)
    known = {_core.plain_text(name): name for name in indicators}
    found: dict[str, YearEnd] = {}
    problems = []
    for key, projection in given.items():
        name = known.get(_core.plain_text(name_of(key)))
        if name is None:
            near = nearest(str(key), indicators)
            accepted = "none, for there are no rows" if near is None else (
                f"an indicator of the scorecard; the nearest is {near!r}")  # fmt: skip
            problems.append(f"outlook: found {key!r}; accepted: {accepted}")
        elif name in found:
            same = "the same indicator as another name of the outlook; accepted: one of them"
            problems.append(f"outlook, {key!r}: {same}")
        elif not isinstance(projection, Projection):
            problems.append(f"outlook, {name!r}: found {type(projection).__name__}; accepted: {_PROJECTION}")
        else:
            found[name] = of_projection(projection)
    return found, problems


def key_column(frame: Frame) -> str:
    """What names the series of a frame of projections: its first column, as `project` gives it."""
    lacking = [name for name in ("value", "lower", "upper", "status") if name not in frame]
    if lacking:
        names = ", ".join(lacking)
        raise HeadwayError(f"found a frame without {names}; accepted: the frame that headway.project gives")
    return str(frame.columns[0])


def of_frame(frame: Frame, names: Mapping[str, str]) -> tuple[dict[str, YearEnd], list[str]]:
    """The rows of a frame of projections by indicator, `names` from how the frame calls it; and what is of none."""
    column = key_column(frame)
    codes, words = frame.names(column)
    indicators = joined(codes, words, names, column)
    of_none = [word for word, name in zip(words, indicators, strict=True) if name is None]
    figures = {name: frame.numbers(name) for name in _NUMBERS if name in frame}
    texts = {name: frame.texts(name) for name in _WORDS if name in frame}
    targets = frame.numbers("target") if "target" in frame else None
    bounds = bounds_of(frame, "target")
    polarities = polarity_column(frame, "polarity") if "polarity" in frame else None
    found_rows: dict[str, YearEnd] = {}
    problems = []
    for row in range(len(frame)):
        name = indicators[codes[row]] if codes[row] >= 0 else None
        if name is None:
            continue
        if name in found_rows:
            problems.append(f"row {row}, {name!r}: the indicator a second time; accepted: one row an indicator")
            continue
        numbers = {key: None if math.isnan(values[row]) else float(values[row]) for key, values in figures.items()}
        word = {key: values[row] or None for key, values in texts.items()}
        polarity = None if polarities is None or polarities[row] == _core.no_polarity else [*Polarity][polarities[row]]
        target = (math.nan, math.nan) if bounds is None else bounds.of_row(row)
        opens = (False, False) if bounds is None else bounds.open_of(row)
        if targets is not None and all(map(math.isnan, target)):
            target = float(targets[row]), float(targets[row])
        found_rows[name] = YearEnd(
            value=numbers.get("value"), lower=numbers.get("lower"), upper=numbers.get("upper"),
            level=numbers.get("level"), probability=numbers.get("probability"), past_error=numbers.get("past_error"),
            past_years=int(numbers.get("past_years") or 0), past_error_reason=word.get("past_error_reason"),
            year=labelled(word.get("year") or ""), as_at=labelled(word.get("as_at") or ""),
            status=word.get("status") or str(Status.no_data),
            method=word.get("method"), reason=word.get("reason") or "", accrual=word.get("accrual"),
            probability_reason=word.get("probability_reason"), polarity=polarity, version=ProjectionRule.version,
            target=None if all(map(math.isnan, target)) else target, target_open=opens,
        )  # fmt: skip
    refuse(problems)
    return found_rows, of_none


def against(
    year_end: YearEnd, comparator: tuple[float, float], polarity: str | None, unit: str | None, *,
    open_: tuple[bool, bool] = (False, False),
) -> YearEnd:  # fmt: skip
    """The same with what the scorecard says of the indicator: its unit and, where the projection did not, its polarity
    and, of a level, its comparator as the target."""
    year_end = dataclasses.replace(year_end, unit=unit)
    if year_end.polarity is None and polarity is not None:
        year_end = dataclasses.replace(year_end, polarity=Polarity(polarity))
    if year_end.target is None:
        ends = _core.target_of_level(year_end.known_accrual, comparator)
        if not all(map(math.isnan, ends)):
            year_end = dataclasses.replace(year_end, target=ends, target_open=open_)
    if year_end.value is None or year_end.probability is not None:
        return year_end
    said = "no polarity" if year_end.polarity is None else (
        "neutral indicator" if year_end.polarity == Polarity.neutral else
        "no target" if year_end.target is None else
        f"{year_end.probability_reason[3:]} not given to project"
        if year_end.probability_reason in ("no target", "no polarity") else year_end.probability_reason)  # fmt: skip
    return dataclasses.replace(year_end, probability_reason=said)


def problem_of(
    year_end: YearEnd, *, row: int, polarity: str | None, accrual: str | None, unit: str | None,
    periods: Sequence[str | None],
) -> str | None:  # fmt: skip
    """Why a projection cannot be of an indicator: of another polarity, accrual or year."""
    one = "accepted: one definition of an indicator"
    if polarity and year_end.polarity and polarity != year_end.polarity:
        found = f"a projection whose polarity is {str(year_end.polarity)!r}, but {polarity!r} in row {row}"
        return f"found {found}; {one}"
    if accrual and year_end.accrual and accrual != year_end.accrual:
        return f"found a projection of a series that is {year_end.accrual}, but {accrual!r} in row {row}; {one}"
    if unit and _core.says_percentages(unit) and year_end.accrual == "flow":
        accepted = "a projection of a snapshot, an average or a rolling series (accrual=)"
        return f"found percentages that were added up over the year (accrual flow); accepted: {accepted}"
    # One row of the year is enough; a row without a period says nothing.
    read = [labelled(label or "") for label in periods]
    if year_end.year and not any(period is None or year_end.year.contains(period.end) for period in read):
        found = f"a projection of {year_end.year.label}, but the period {periods[0]!r} in row {row}"
        return f"found {found}; accepted: a projection of the year of the row"
    return None
