"""Funnel plots: the limits to draw, and where each unit lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from headway import _core
from headway.boundary.arguments import Arguments, Floats, levels_of
from headway.boundary.columns import Words, repeated
from headway.boundary.documented import documented_as
from headway.boundary.labels import unit_of
from headway.boundary.polarity import WORDS, polarity_code
from headway.boundary.problems import refusal
from headway.boundary.scalars import flag, line_of, number, whole, word
from headway.boundary.values import dimensions
from headway.charts.funnel import Funnel
from headway.charts.funnel_unit import Unit
from headway.language.levels import percent
from headway.language.sentences import in_words
from headway.pictured import Pictured
from headway.stats.intervals import proportion
from headway.stats.statistic import Estimates, Measure, Statistic, limit_columns, statistic_of
from headway.vocabulary import FunnelKind, FunnelKindWord, FunnelLabel, Polarity

_LEVELS = (0.95, 0.998)
BEFORE = 0.8  # of the smallest denominator, where curves begin


class FunnelPoints(Estimates, Pictured):
    """The units of a funnel plot.

    Attributes
    ----------
    value, lower, upper, status
        As of any `Statistic`: what each unit has, and the limits at its denominator.
    label : str or array
        `low`, `within`, `high` or `not_compared`.
    level : float or array
        The widest level whose limits leave the unit out; None or NaN where none does.
    target : float
        The line in the middle, in the unit of the values.
    dispersion : float
        How much wider the variance is than chance makes it; 1 without overdispersion.
    kind : FunnelKind
        What the units have.
    """

    label: Any
    level: Any
    target: float
    dispersion: float
    kind: FunnelKind
    _limits_are = "limits "

    def __init__(self, *columns: Any, **result: Any) -> None:
        super().__init__(*columns, **result)
        # A chart that is drawn later is of these figures, whatever becomes of the caller's.
        self.inputs = {name: values.copy() for name, values in self.inputs.items()}

    def _limits(self) -> FunnelLimits:
        """The limits that the labels are made from, at many denominators, from a little before the smallest on, so that
        they are seen to pass it by; about those of one size alone, from half of it to half as much again, so that they
        are curves."""
        at = _core.funnel_denominators(self.inputs["denominator"], 100)
        if len(at) and at[0] == at[-1]:
            size = at[0]
            sides = (np.array([0.5 * size, size]), np.array([size, 1.5 * size]))
            at = np.unique([size, *(each for side in sides for each in _core.funnel_denominators(side, 50))])
        elif len(at):
            at = np.unique([*_core.funnel_denominators(np.array([BEFORE * at[0], at[0]]), 10), *at])
        return _curves(at, self.kind,
                       self.target / self.multiplier, self.dispersion, self.multiplier, self.confidence,
                       self.method)  # fmt: skip

    @documented_as(Statistic.picture)
    def picture(self, *, labels: Any = None, highlight: str | Sequence[str] | None = None,
                benchmark_label: str = "Average", denominator: str = "Denominator", unit: str | None = None,
                polarity: Polarity | str | None = None, title: str | None = None,
                indicator: str | None = None, subtitle: str | None = None,
                source: str | None = None) -> Funnel:  # fmt: skip
        """The funnel: units by their denominators, and the limits of chance; those outside are named.

        Parameters
        ----------
        highlight : str or sequence of str, optional
            Labels to name and mark wherever they lie.
        benchmark_label, denominator : str
            What the line in the middle and the scale below are.
        unit : str, optional
            `%` and `GBP` stand beside each figure, any other above the scale. `%` asks for proportions with
            `multiplier=100`.
        polarity : Polarity or str, optional
            Which side is good, which the chart then says; None where nobody has said.

        Returns
        -------
        Chart
            With `.plot(ax)`, `.svg()` and `.describe()`. Axes that are short of room leave out names, the note, the end
            of the title and the key, which `describe` has.

        Raises
        ------
        HeadwayError
            For labels that are not one a unit, a highlight that is no label, a unit or a title that is no text, and `%`
            for proportions of 1.

        Examples
        --------
        >>> deaths = hw.stats.funnel_points([12, 30, 55, 0], [100, 210, 1000, 40], multiplier=100)
        >>> ax = deaths.plot(labels=["A", "B", "C", "D"], highlight="B", denominator="Patients", unit="%")
        """
        names, highlighted = self._names(labels, highlight)
        people = self.inputs["denominator"].tolist()
        columns = [names, people, self._values.tolist(), np.atleast_1d(self.label).tolist(),
                   np.atleast_1d(np.asarray(self.level, float)).tolist(),
                   map(in_words, np.atleast_1d(self.status).tolist()), highlighted]  # fmt: skip
        read = dict(enumerate(WORDS)).get(polarity_code(polarity, "polarity"), "")
        good = {"high_is_good": "high", "low_is_good": "low"}.get(read, "")
        return _funnel(self._limits(), self.kind, [Unit(*unit) for unit in zip(*columns, strict=True)], self.method,
                       benchmark_label=benchmark_label, denominator=denominator, unit=unit, title=title,
                       indicator=indicator, subtitle=subtitle, source=source, good=good)  # fmt: skip

    def _words(self, row: int) -> str:
        label, level = np.atleast_1d(self.label)[row], np.atleast_1d(np.asarray(self.level, float))[row]
        return super()._words(row) + ("" if np.isnan(level) else f", {label} at {percent(level)}%")


class FunnelLimits(Estimates, Pictured):
    """The curves of a funnel plot: `lower` and `upper` at each `denominator`; `value` is the target throughout.

    `target`, `dispersion` and `kind` are as of `FunnelPoints`.
    """

    denominator: Floats
    target: float
    dispersion: float
    kind: FunnelKind
    _limits_are = "limits "

    def picture(self, *, benchmark_label: str = "Average", denominator: str = "Denominator", unit: str | None = None,
                title: str | None = None, indicator: str | None = None, subtitle: str | None = None,
                source: str | None = None) -> Funnel:  # fmt: skip
        """The funnel without its units: the limits of chance about their target. See `FunnelPoints.picture`."""
        return _funnel(self, self.kind, [], self.method, benchmark_label=benchmark_label, denominator=denominator,
                       unit=unit, title=title, indicator=indicator, subtitle=subtitle, source=source)  # fmt: skip

    def _row_name(self, row: int) -> str:
        return f"at {self.denominator[row]:.4g}"


_MEASURE_OF: dict[str, Measure] = {"proportion": "share", "rate": "rate", "ratio": "ratio"}


def _funnel(limits: FunnelLimits, kind: FunnelKind, units: list[Unit], method: str, *, benchmark_label: str,
            denominator: str, unit: str | None, **said: Any) -> Funnel:  # fmt: skip
    levels, lower, upper = limits._sorted_limits()
    return Funnel(units=units, levels=levels, at=limits.denominator, lower=lower, upper=upper, target=limits.target,
                  target_name=line_of(benchmark_label, "benchmark_label"),
                  denominator=line_of(denominator, "denominator"),
                  unit=unit_of(unit, of=limits._per_hundred),
                  dispersion=limits.dispersion, method=method, **said)  # fmt: skip


@documented_as(proportion)
def funnel_points(count: Any, denominator: Any, *, kind: FunnelKind | FunnelKindWord = "proportion", data: Any = None,
                  by: str | list[str] | None = None, target: float | None = None, overdispersion: bool = False,
                  confidence: float | list[float] | tuple[float, ...] = _LEVELS,
                  multiplier: float = 1) -> Any:  # fmt: skip
    """Units against the limits of chance at their own denominators.

    Parameters
    ----------
    count, denominator : number, array or str
        Cases among so many (`proportion`), events in a population (`rate`), or observed and expected events (`ratio`).
        With `data`, names of columns.
    kind : {'proportion', 'rate', 'ratio'}
        What they are.
    by : str or list of str, optional
        Columns of `data` that make a unit: counts and denominators are added up within each first.
    target : float, optional
        The line in the middle, in the unit of the values (after the multiplier). None: the rate of all units together;
        of ratios, 1 times the multiplier.
    overdispersion : bool, default False
        Widen the limits by the square root of the winsorised mean of squared z-scores, where that is above 1.
    confidence : float or list of float, default (0.95, 0.998)
        Two-sided levels of the limits.
    multiplier : float, default 1
        What values are printed per: 100 for per cent.

    Returns
    -------
    FunnelPoints or frame
        `value`, `lower`, `upper`, `status`, `label` and `level`. With `data`, the frame with these columns (limits as
        `lower_95`, `upper_95`, ...), `target`, `dispersion` and `method`; with `by`, one row a unit.

    Raises
    ------
    HeadwayError
        For an unknown kind, levels, a multiplier or a target that are none, no unit to take a target or the dispersion
        from (a frame without rows gives one without rows), arrays of different lengths, and a column that is missing or
        not of numbers.

    Notes
    -----
    The limits of proportions are Wilson's interval turned round, those of counts the exact Poisson interval, by the
    inverse of the gamma function. Only proportions have an upper bound, 1 times the multiplier. A label is made from
    the limits that `funnel_limits` draws, so the two never contradict one another; on a limit is within.

    Spiegelhalter (2005), Statistics in Medicine 24; Spiegelhalter et al. (2012), JRSS A 175; PHE, Fingertips technical
    guidance.

    Examples
    --------
    >>> deaths = hw.stats.funnel_points([12, 30, 55, 0], [100, 210, 1000, 40], multiplier=100)
    >>> deaths.label, deaths.level
    (array(['within', 'high', 'low', 'within'], dtype='<U12'), array([  nan, 0.998, 0.95 ,   nan]))
    >>> round(deaths.target, 2)
    7.19
    >>> hw.stats.funnel_points(19, 10.2, kind="ratio", confidence=0.95)
    1.863 (limits 0.3893 to 1.705 at 95%), high at 95%, funnel
    """
    kind = word(kind, "kind", FunnelKind)
    confidence = list(confidence) if isinstance(confidence, tuple) else confidence
    inputs = Arguments(data, by, count=count, denominator=denominator).summed()
    middle, dispersion, per = _fit(inputs, kind, target, overdispersion, multiplier)
    value, lower, upper, status, label, level = _core.funnel_points(
        inputs["count"], inputs["denominator"], kind, middle, dispersion, per, levels_of(confidence)
    )
    extra = {"label": inputs.extra(Words(label, FunnelLabel)), "level": inputs.extra(level), "target": middle * per,
             "dispersion": dispersion}  # fmt: skip
    if inputs.frame is not None:
        extra |= {name: pa.repeat(extra[name], len(value)) for name in ("target", "dispersion")}
    else:
        extra["kind"] = FunnelKind(kind)
    return statistic_of(inputs, value, lower, upper, status, confidence=confidence, multiplier=per,
                        method=_core.funnel_method(kind, overdispersion), extra=extra, kind=FunnelPoints,
                        measure=_MEASURE_OF[kind])  # fmt: skip


@documented_as(funnel_points)
def funnel_limits(count: Any, denominator: Any, *, kind: FunnelKind | FunnelKindWord = "proportion", data: Any = None,
                  by: str | list[str] | None = None, at: Any = None, points: int = 100, target: float | None = None,
                  overdispersion: bool = False, confidence: float | list[float] | tuple[float, ...] = _LEVELS,
                  multiplier: float = 1) -> Any:  # fmt: skip
    """The limits of a funnel plot over a range of denominators, to be drawn.

    Parameters
    ----------
    count, denominator : number, array or str
        As for `funnel_points`; so are the other arguments, and where they are the same, the limits are those that the
        labels are made from. With a target and without overdispersion the counts are not needed and may be None;
        otherwise None is refused.
    at : array, optional
        The denominators to draw at.
    points : int, default 100
        Else, how many from the smallest to the largest denominator, in equal ratios.

    Returns
    -------
    FunnelLimits or frame
        `denominator`, `value` (the target), `lower`, `upper`: arrays of one element a point. With `data`, a frame of
        these columns.

    Examples
    --------
    >>> curve = hw.stats.funnel_limits([12, 30, 55], [100, 210, 1000], multiplier=100, at=[100, 400, 1600])
    >>> curve.upper[:, 0].round(2), curve.lower[:, 0].round(2)
    (array([12.54,  9.97,  8.69]), array([2.27, 4.84, 6.12]))
    """
    kind = word(kind, "kind", FunnelKind)
    confidence = list(confidence) if isinstance(confidence, tuple) else confidence
    if count is None and (target is None or overdispersion):
        accepted = "counts, or a target" if target is None else "the counts that overdispersion comes from"
        raise refusal("count", "None", accepted)
    inputs = Arguments(data, by, count=count, denominator=denominator).summed()
    middle, dispersion, per = _fit(inputs, kind, target, overdispersion, multiplier)
    drawn = (
        Arguments(None, None, at=at if dimensions(at) else [at])["at"]
        if at is not None
        else _core.funnel_denominators(inputs["denominator"], whole(points, "points", 2, 1_000_000))
    )
    method = _core.funnel_method(kind, overdispersion)
    if inputs.frame is None:
        return _curves(drawn, kind, middle, dispersion, per, confidence, method)
    value, lower, upper, _ = _core.funnel_limits(drawn, kind, middle, dispersion, per, levels_of(confidence))
    columns = {"denominator": pa.array(drawn), "value": pa.array(value, from_pandas=True)}
    columns |= limit_columns(lower, upper, confidence)
    return inputs.frame.like(columns | {"method": repeated(method, len(drawn))})


def _curves(at: Floats, kind: str, middle: float, dispersion: float, per: float, confidence: Any,
            method: str) -> FunnelLimits:  # fmt: skip
    """The limits at such denominators, of a funnel that is known."""
    value, lower, upper, status = _core.funnel_limits(at, kind, middle, dispersion, per, levels_of(confidence))
    limits = FunnelLimits(value, lower, upper, status, confidence=confidence, multiplier=per, method=method,
                          inputs={"denominator": at}, scalar=False, measure=_MEASURE_OF[kind])  # fmt: skip
    limits.denominator, limits.target, limits.dispersion = at, middle * per, dispersion
    limits.kind = FunnelKind(kind)
    return limits


def _fit(inputs: Arguments, kind: str, target: float | None, overdispersion: bool,
         multiplier: float) -> tuple[float, float, float]:  # fmt: skip
    """The target before the multiplier, the dispersion, and the multiplier."""
    per = number(multiplier, "multiplier", null=False)
    if not per > 0:  # the core says what is accepted; a target cannot be read without it
        target = None
    given = None if target is None else number(target, "target", null=False) / per
    if given is not None and kind == "proportion" and not 0 <= given <= 1:
        raise refusal("target", str(target), f"from 0 to {per:g}, in the unit of the values")
    counts, denominators = inputs["count"], inputs["denominator"]
    if inputs.frame is not None and len(counts) == 0:  # no unit, whatever the line
        return 1.0 if given is None else given, 1.0, per
    if flag(overdispersion, "overdispersion") and not np.any((counts >= 0) & (denominators > 0)):
        raise refusal("overdispersion", "no unit with a count and a denominator", "at least one")
    if given is not None:
        _refuse_other_unit(counts, denominators, kind, given, per)
    middle, dispersion = _core.fit_funnel(counts, denominators, kind, given, overdispersion, per)
    return middle, dispersion, per


def _refuse_other_unit(counts: Floats, denominators: Floats, kind: str, target: float, per: float) -> None:
    """Refuse a target, before the multiplier, that is hardly in the unit of the values: thirty times off the nearer end
    of the interval of all units together, for few events say little of a unit."""
    valid = (counts >= 0) & (denominators > 0) & np.isfinite(counts) & np.isfinite(denominators)
    if not valid.any():
        return
    count, among = (np.array([np.sum(values[valid])]) for values in (counts, denominators))
    of_total = _core.proportion if kind == "proportion" else _core.crude_rate
    limits = () if kind == "proportion" else ("byar",)
    value, lower, upper, _ = of_total(count, among, np.array([0.998]), per, *limits)
    if kind == "ratio":
        value = np.array([per])
    likelier = _core.likelier_multiplier(value, lower[0], upper[0], np.array([target * per]), per,
                                         kind == "proportion")  # fmt: skip
    if likelier != per:
        beside = f"{value[0]:.4g} of all units ({lower[0][0]:.4g} to {upper[0][0]:.4g}), thirty times off or more"
        raise refusal("target", f"{target * per:.10g} beside {beside}",
                      f"one in the unit of the values, or multiplier={likelier:.10g}")  # fmt: skip
