"""Statistics with their intervals, and how they are given back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

import numpy as np
import pyarrow as pa

from headway import _core
from headway.boundary.arguments import Arguments, Codes, Floats, levels_of
from headway.boundary.columns import Rows, Words, one_of, repeated
from headway.boundary.labels import highlighted_of, labels_of, unit_of
from headway.boundary.problems import refusal, refuse
from headway.boundary.scalars import line_of, number
from headway.charts.caterpillar import BENCHMARK, Caterpillar, Neighbours, Row
from headway.language.figures import is_per_cent
from headway.language.levels import level_name, percent
from headway.language.sentences import in_words
from headway.pictured import Pictured
from headway.vocabulary import BenchmarkOutcome, ComparisonMethod, NeighbourAverage, Polarity, StatisticStatus


def limit_columns(lower: Floats, upper: Floats, confidence: Any, prefix: str = "") -> dict[str, pa.Array]:
    """The limits of a frame's rows, levels x rows: `lower` and `upper`, or with several levels `lower_95`, ..."""
    suffixes = [""] if np.ndim(confidence) == 0 else [f"_{level_name(level)}" for level in levels_of(confidence)]
    columns = {}
    for suffix, low, high in zip(suffixes, lower, upper, strict=True):
        columns[f"{prefix}lower{suffix}"] = pa.array(low, from_pandas=True)
        columns[f"{prefix}upper{suffix}"] = pa.array(high, from_pandas=True)
    return columns


MISSING = list(StatisticStatus).index(StatisticStatus.missing)
_SUPPRESSED = list(StatisticStatus).index(StatisticStatus.suppressed)
# What a statistic is of; two of different ones are not compared.
Measure = Literal["share", "rate", "ratio", "years", "difference", "slope"]
_WITH_A_MULTIPLIER = ("share", "rate", "ratio")


class Estimates(Rows):
    """Values with limits, of one row or of many. What they hold is said at `Statistic`."""

    _kind = "statistics"
    _limits_are: ClassVar[str] = ""  # what goes before them in words
    reason: Any = None

    def __init__(self, value: Floats, lower: Floats, upper: Floats, status: Codes, *, confidence: Any,
                 multiplier: float, method: str, inputs: Mapping[str, Floats], scalar: bool,
                 groups: Sequence[Any] | None = None, measure: Measure | None = None) -> None:  # fmt: skip
        several = np.ndim(confidence) > 0
        self._statuses = Words(status, StatisticStatus)
        self._scalar = scalar
        limits = (lower.T, upper.T) if several else (lower[0], upper[0])
        self.lower: Any = one_of(limits[0]) if scalar else limits[0]
        self.upper: Any = one_of(limits[1]) if scalar else limits[1]
        self.value: Any = one_of(value) if scalar else value
        self.confidence = confidence
        self.multiplier = multiplier
        self.method = method
        self._measure = measure
        self.inputs = dict(inputs)  # copies would take as long as the statistics
        self.groups = None if groups is None else list(groups)

    @property
    def status(self) -> Any:
        return self._statuses.one() if self._scalar else self._statuses.array()

    def __len__(self) -> int:
        return len(self._statuses.codes)

    @property
    def _values(self) -> Floats:
        """The values as an array, of one statistic too."""
        return np.atleast_1d(np.asarray(self.value, float))

    @property
    def _per_hundred(self) -> float:
        """What a per cent of these is printed per: of shares and differences of them, their multiplier."""
        return float(self.multiplier) if self._measure in ("share", "difference") else 100.0

    @property
    def _same(self) -> float | None:
        """The value of two that do not differ, of statistics that compare two."""
        if self._measure in ("difference", "slope"):
            return 0.0
        return float(self.multiplier) if self._measure == "ratio" else None

    def _unit(self, unit: Any) -> str | None:
        """A unit as a chart has it: differences of percentages are in percentage points."""
        said = unit_of(unit, of=self._per_hundred)
        return "percentage points" if is_per_cent(said) and self._measure in ("difference", "slope") else said

    def _refuse_other_unit(self, numbers: Any, name: str) -> None:
        """Refuse numbers to compare with that cannot be in the unit of these values, or hardly are."""
        if self._measure not in _WITH_A_MULTIPLIER:
            return
        beside = np.atleast_1d(np.asarray(numbers, float))
        per, where = float(self.multiplier), f"{name}[{{row}}]" if len(beside) > 1 else name
        if self._measure == "share":
            outside = np.flatnonzero(np.isfinite(beside) & ((beside < 0) | (beside > per * (1 + 1e-9))))
            also = ", or statistics with multiplier=100" if per == 1 else ""
            beside_these = f"beside proportions with multiplier {per:.10g}; accepted: from 0 to {per:.10g}{also}"
            refuse([f"{where.format(row=row)}: found {beside[row]:.10g} {beside_these}" for row in outside.tolist()])
        _, lower, upper = self._sorted_limits()
        low, high = (np.ascontiguousarray(ends[:, -1]) if ends.shape[1] else None for ends in (lower, upper))
        values, others = np.ascontiguousarray(self._values), np.ascontiguousarray(beside)
        likelier = _core.likelier_multiplier(values, low, high, others, per, self._measure == "share")
        if likelier != per:
            known = beside[np.isfinite(beside) & (beside != 0)]
            found = f"{known[0]:.10g} beside values with multiplier {per:.10g}, thirty times off or more in every row"
            accepted = f"one in their unit, or values with multiplier={likelier:.10g}"
            raise refusal(name, found, f"{accepted} (where it is right, both as numbers times 100)")

    def _sorted_limits(self) -> tuple[list[float], Floats, Floats]:
        """The levels of the limits from the narrowest, and the limits, rows x levels."""
        levels = np.atleast_1d(np.asarray(self.confidence, float))
        order = np.argsort(levels, kind="stable")
        shape = (len(self), len(levels))
        lower, upper = (np.reshape(np.asarray(ends, float), shape)[:, order] for ends in (self.lower, self.upper))
        return levels[order].tolist(), lower, upper

    def _names(self, labels: Any, highlight: Any) -> tuple[list[str], list[bool]]:
        """What each row is called in a chart, and whether it is told from the others."""
        groups = ["Value"] if self.groups is None and self._scalar else self.groups
        names = labels_of(labels, groups, len(self))
        return names, highlighted_of(names, highlight)

    def _words(self, row: int) -> str:
        """One statistic as a reader says it; without a value or without limits, why."""
        parts = (self.value, self.lower, self.upper)
        value, lower, upper = (np.atleast_1d(part if self._scalar else part[row]) for part in parts)
        status = str(self._statuses.of_row(row)).replace("_", " ")
        intervals = ", ".join(f"{low:.4g} to {high:.4g} at {percent(level)}%"
                              for low, high, level in zip(lower, upper, np.atleast_1d(self.confidence), strict=True)
                              if low is not None and not np.isnan(low))  # fmt: skip
        if value[0] is None or np.isnan(value[0]):
            lacking = self.reason if self._scalar or self.reason is None else self.reason[row]
            return status + (f" ({self._limits_are}{intervals})" if intervals else f" ({lacking})" if lacking else "")
        why = "" if status == StatisticStatus.estimated else f", {status}"
        return f"{value[0]:.4g}" + (f" ({self._limits_are}{intervals})" if intervals else "") + why


class Statistic(Estimates, Pictured):
    """Statistics with their intervals, of one row or of many.

    Attributes
    ----------
    value : float or array
        None where a scalar is missing, NaN in an array.
    lower, upper : float or array
        Limits of the interval. With a list of levels there is one more dimension, the last.
    status : str or array
        `estimated`, or why there is no value, or no more than a value or limits.
    reason : str or array
        Of statistics made of many rows each: where the status is `missing`, which rows or numbers are; None elsewhere.
    confidence, multiplier : float or list of float
        As they were asked for.
    method : str
        The method, its version and its source.
    inputs : dict
        The arguments, as arrays; an array of floats is the caller's own. NaN in the rows of what is `suppressed`, from
        which it could be worked out.
    groups : list or None
        What each element stands for, where arrays were given with groups.
    """

    def picture(self, *, labels: Any = None, highlight: str | Sequence[str] | None = None,
                neighbours: str | Sequence[str] | None = None, benchmark: float | None = None,
                benchmark_label: str = BENCHMARK, unit: str | None = None, title: str | None = None,
                indicator: str | None = None, subtitle: str | None = None,
                source: str | None = None) -> Caterpillar:  # fmt: skip
        """Areas with their intervals, the highest first: a caterpillar chart.

        Parameters
        ----------
        labels : sequence of str, optional
            What each value is of, in the order of the values: a pandas Series goes by place, not by its index. By
            default the groups, or without groups "Row 0" and so on.
        highlight : str or sequence of str, optional
            Labels to tell from the others: a bold name, a diamond and a band.
        neighbours : str or sequence of str, optional
            Labels of the areas to compare those with, their statistical neighbours: squares, and a line at the mean of
            their values, each counting the same (`neighbour_average` has the other way). A neighbour without a value is
            left out of the mean and counted.
        benchmark : float, optional
            Where to draw a broken line, in the terms of the values.
        benchmark_label : str, default "Benchmark"
            What that is.
        unit : str, optional
            `%` and `GBP` stand beside each figure, any other below the scale. `%` asks for proportions with
            `multiplier=100`.
        title : str, optional
            By default what the figures say.
        indicator : str, optional
            What the figures are of: the title begins with it.
        subtitle : str, optional
            Below the title; by default what is shown and when.
        source : str, optional
            Where the figures are from; stands below the axes.

        Returns
        -------
        Chart
            With `.plot(ax)`, `.svg()` and `.describe()`. Axes with less than about 16 points of height a row leave out
            some names, the note and the end of the title, which `describe` has.

        Raises
        ------
        HeadwayError
            For labels that are not one a value, a highlight or a neighbour that is no label, one that is both, a
            benchmark that is no finite number or
            not in the unit of the values, a unit or a title that is not text, and `%` for proportions of 1.

        Notes
        -----
        Of several levels the narrowest interval is a thick bar and the widest a thin one. Rows without a value come
        last, with their status. Where a call gave a frame, ask again with its columns, named by another:
        ``hw.stats.proportion(wards.smokers, wards.asked).plot(labels=wards.ward)``.

        Examples
        --------
        >>> smoking = hw.stats.proportion([83, 61, 0], [586, 610, 0], multiplier=100, confidence=[0.95, 0.998])
        >>> ax = smoking.plot(labels=["Southampton", "Portsmouth", "Isles of Scilly"], highlight="Southampton",
        ...                   benchmark=11.63, benchmark_label="England", unit="%")
        >>> smoking = hw.stats.proportion([83, 61, 70], [586, 610, 650], multiplier=100)
        >>> smoking.picture(labels=["Southampton", "Portsmouth", "Plymouth"], highlight="Southampton", unit="%",
        ...                 neighbours=["Portsmouth", "Plymouth"]).heading
        'Southampton is highest of 3: 14.2%, higher than the mean of its 2 neighbours, 10.4%'
        """
        names, highlighted = self._names(labels, highlight)
        near = highlighted_of(names, neighbours, "neighbours")
        both = dict.fromkeys(name for name, one, other in zip(names, highlighted, near, strict=True) if one and other)
        refuse([f"neighbours: found {name!r}, which is highlighted; accepted: other labels" for name in both])
        levels, lower, upper = self._sorted_limits()
        values, status = self._values, np.atleast_1d(self.status).tolist()
        against = None if benchmark is None else number(benchmark, "benchmark")
        if against is not None and np.isinf(against):
            raise refusal("benchmark", repr(benchmark), "a finite number or None")
        against = None if against is None or np.isnan(against) else against
        if against is not None:
            self._refuse_other_unit(against, "benchmark")
        beside = _mean_of(values[near]) if any(near) else None
        mean = None if beside is None or np.isnan(beside.mean) else beside.mean
        one_group = np.zeros(len(values), np.int32)
        above, below = (np.maximum(_core.rank_in_group(one_group, 1, values, side)[0] - 1, 0).tolist()
                        for side in (Polarity.high_is_good, Polarity.low_is_good))  # fmt: skip
        columns = [names, values.tolist(), map(tuple, lower.tolist()), map(tuple, upper.tolist()),
                   map(in_words, status), highlighted, above, below,
                   _outcomes(values, lower, upper, against), near,
                   _outcomes(values, lower, upper, mean)]  # fmt: skip
        rows = [Row(*row) for row in zip(*columns, strict=True)]
        ranked = sorted((row for row in rows if row.known), key=lambda row: row.above)
        return Caterpillar(
            rows=[*ranked, *(row for row in rows if not row.known)], levels=levels, benchmark=against,
            benchmark_name=line_of(benchmark_label, "benchmark_label"), method=self.method, title=title,
            indicator=indicator, subtitle=subtitle, source=source,
            unit=self._unit(unit), same=self._same, neighbours=beside,
        )  # fmt: skip


def _mean_of(values: Floats) -> Neighbours:
    """The mean of the values of neighbours, each counting the same."""
    one_area = np.zeros(len(values), np.int32)
    mean, known, missing, _ = _core.neighbour_average(one_area, 1, np.ascontiguousarray(values), None,
                                                      NeighbourAverage.mean_of_ratios, 1.0)  # fmt: skip
    return Neighbours(float(mean[0]), int(known[0]), int(missing[0]))


def _outcomes(values: Floats, lower: Floats, upper: Floats, benchmark: float | None) -> list[str]:
    """How values compare with a benchmark by their narrowest intervals: higher, similar, lower or not compared."""
    if benchmark is None or not lower.shape[1]:
        return [BenchmarkOutcome.not_compared] * len(values)
    neutral = np.full(len(values), list(Polarity).index(Polarity.neutral), np.uint8)
    low, high = np.ascontiguousarray(lower[:, 0]), np.ascontiguousarray(upper[:, 0])
    codes, *_ = _core.compare(values, low, high, None, None, np.full(len(values), benchmark), None, None, neutral, None,
                              1, ComparisonMethod.single_interval, False, 0.0, True)  # fmt: skip
    return [str(word) for word in Words(codes, BenchmarkOutcome).array()]


def _that_tell_nothing(arguments: Arguments, status: Codes) -> Mapping[str, Floats]:
    """The arguments without the rows of groups of which some result is suppressed."""
    if arguments.codes is None or not (status == _SUPPRESSED).any():
        return arguments.arguments
    groups = int(np.max(arguments.codes)) + 1
    hidden = np.any(np.reshape(status == _SUPPRESSED, (groups, -1)), 1)[arguments.codes]
    return {name: np.where(hidden, np.nan, values) for name, values in arguments.arguments.items()}


def statistic_of(arguments: Arguments, /, value: Floats, lower: Floats, upper: Floats, status: Codes, *,
                 confidence: Any, multiplier: float, method: str, extra: Mapping[str, Any] | None = None,
                 kind: type[Estimates] = Statistic, measure: Measure | None = None,
                 reason: Sequence[str | None] | None = None) -> Any:  # fmt: skip
    """What the caller gets: a `Statistic`, or a frame. `extra` holds further results: attributes, or columns.

    `value` and `status` have one element a row, or a group; `lower` and `upper` are levels x rows. `reason` says what a
    group that is missing lacks.
    """
    status = arguments.with_suppressed(Words(status, list(StatisticStatus))).codes
    if reason is None and arguments.summed_up:
        reason = arguments.lacking(status == MISSING)
    if arguments.frame is None:
        result = kind(value, lower, upper, status, confidence=confidence, multiplier=multiplier, method=method,
                      inputs=_that_tell_nothing(arguments, status), groups=arguments.groups, scalar=arguments.alone,
                      measure=measure)  # fmt: skip
        if reason is not None:
            result.reason = reason[0] if arguments.alone else np.array([*reason, None], object)[:-1]
        for name, values in (extra or {}).items():
            setattr(result, name, values)
        return result
    if arguments.codes is None:  # what was read of the frame takes room beside its columns, which hold the same
        arguments.arguments.clear()
    columns: dict[str, Any] = {"value": pa.array(value, from_pandas=True)}
    columns |= limit_columns(lower, upper, confidence) | dict(extra or {})
    columns["status"] = Words(status, StatisticStatus).arrow()
    if reason is not None:
        columns["reason"] = pa.array(reason, pa.large_string())
    columns["method"] = repeated(method, len(value))
    if arguments.codes is None:
        return arguments.frame.with_columns(columns)
    summed: dict[str, pa.Array] = {}
    if arguments.summed_up:
        sums = {column: arguments[name] for name, column in arguments.columns.items()}
        summed = {column: pa.array(values, from_pandas=True) for column, values in sums.items()}
    return arguments.frame.like([*arguments.keys.items(), *summed.items(), *columns.items()])
