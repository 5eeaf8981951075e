"""What a control chart is, and how one, or many, are made from points."""

from __future__ import annotations

import numbers
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway.boundary.arguments import Floats
from headway.boundary.columns import repeated
from headway.boundary.labels import unit_of
from headway.boundary.missing_periods import missing_periods
from headway.boundary.polarity import WORDS, polarity_code
from headway.boundary.problems import Problems, refusal
from headway.boundary.scalars import flag, number, word
from headway.boundary.values import spell
from headway.charts.control_chart import MOST_CAUSES, ControlPicture, NoRow, centre_of
from headway.charts.parts.axes import whens
from headway.language.counts import number_of
from headway.spc.points import Points
from headway.spc.series_charts import SeriesCharts
from headway.spc.targets import SIDES
from headway.vocabulary import Assurance, ChartKind, Polarity, TwoOfThree, Variation

_WORDS = _core.vocabularies()
_RULES: list[str | None] = [None, *_WORDS["special_cause"][1:]]
_SIDES_OF = {"high_is_good": ("at least", "over"), "low_is_good": ("at most", "under")}  # the first of a number
_SIGNALS: list[str | None] = [None, *_core.signal_words()[1:]]


class ControlChart(SeriesCharts):
    """A control chart of one series, or of several, one element a point in the order in which they were given.

    Attributes
    ----------
    value : array
        What is charted; NaN where there is none.
    mean, lower, upper : array
        The centre line and the limits; of one phase they are all the same, but for charts whose limits vary with the
        denominator.
    target : array or None
        The target of each point.
    dates : list or None
        When each point is, as it was given, or as the index of the values says.
    order : array
        The points in order of time, one series after another.
    phase : array
        Counted from 0; a rebase begins the next.
    point_type : array
        `common`, `improvement`, `concern`, `neutral_high` or `neutral_low`.
    rule : array
        The special cause that names the point: `outside_limits`, `trend`, `two_of_three` or `shift`, the first of them
        that it belongs to; None where it belongs to none.
    rules : array
        All that it belongs to, with their sides, in one text: "outside_limits high, shift high"; None where none.
    variation : Variation or array
        What the latest point is: `common`, or improvement, concern or neutral, high or low; `no_limits` where nothing
        tells (a single point, for one), `no_data`. One a series.
    assurance : Assurance or array
        What the limits say of the latest target: `pass`, `fail`, `inconsistent` (hit and miss), or why nothing:
        `no_target`, `no_direction` (also of a bound on the other side), `no_limits`. One a series.
    point_assurance : array
        The same of each point and its own target.
    status : array
        `estimated`; `too_few_points` where limits are trial limits, of fewer than 13 points; `missing`, `not_finite`
        and others where the point has no value.
    measured : str or None
        What the values are of: the names of the pandas or Polars Series that they came in.
    doubt : str, None or array
        Of charts of values, what looks as if it were in another unit: shares of 1 among percentages, or a target beside
        values that are not in its unit. They are charted as they are.
    groups : list or None
        The series; `group` has the number of its series for each point.
    size : array or None
        How many measurements each subgroup has, of xbar and s charts.
    kind, polarity, method : str
        What was asked for, `neutral` where nobody has said which side is good; the method, its version and its source.
    settings : dict
        How it was drawn: `two_of_three`, `screen_ranges`, `laney`, `rebase`, `baseline` and `multiplier`.
    """

    def __init__(self, kind: str, points: Points, columns: dict[str, npt.NDArray[Any]], *, order: Any,
                 size: Floats | None, polarity: str, method: str, settings: dict[str, Any],
                 doubts: Mapping[int, str]) -> None:  # fmt: skip
        super().__init__(points, columns["value"], order=order, method=method, doubts=doubts)
        self.settings = settings
        self.kind = ChartKind(kind)
        code = polarity_code(polarity, "polarity")
        self.polarity = Polarity.neutral if code == _core.no_polarity else Polarity(WORDS[code])
        self.mean: Floats = columns["mean"]
        self.lower: Floats = columns["lower"]
        self.upper: Floats = columns["upper"]
        self.target = points.target
        self._side = SIDES[0 if points.target_side is None or not points.rows else int(points.target_side[0])]
        self.size = None if size is None else size.astype(np.int64)
        self.phase = columns["phase"]
        self._columns = columns

    def _of_points(self, name: str, words: Sequence[str | None]) -> npt.NDArray[Any]:
        named: npt.NDArray[Any] = np.array(words)[self._columns[name]]
        return named

    # Made into words when they are asked for: most callers want but one or two.
    point_type = property(lambda self: self._of_points("point_type", _WORDS["point_type"]))
    rule = property(lambda self: self._of_points("rule", _RULES))
    rules = property(lambda self: self._of_points("signals", _SIGNALS))
    point_assurance = property(lambda self: self._of_points("point_assurance", _WORDS["assurance"]))
    status = property(lambda self: self._of_points("status", _WORDS["statistic_status"]))

    @property
    def variation(self) -> Any:
        words = self._of_points("variation", _WORDS["variation"])
        return Variation(str(words[0])) if self.groups is None else words

    @property
    def assurance(self) -> Any:
        words = self._of_points("assurance", _WORDS["assurance"])
        return Assurance(str(words[0])) if self.groups is None else words

    def picture(self, *, series: Any = None, unit: str | None = None, title: str | None = None,
                indicator: str | None = None, subtitle: str | None = None,
                source: str | None = None) -> ControlPicture:  # fmt: skip
        """The chart of one series: values, mean, limits and target, special causes in shape and colour.

        Parameters
        ----------
        series : optional
            Which of `groups`, where there are several; `grid` shows them all.
        unit : str, optional
            `%` and `GBP` stand beside each figure, any other above the scale. `%` asks for shares of a p chart with
            `multiplier=100`.
        title : str, optional
            By default what the chart says.
        indicator : str, optional
            What the values are of: the title begins with it. By default the name of the pandas or Polars Series that
            they came in.
        subtitle : str, optional
            Below the title; by default what is shown and when.
        source : str, optional
            Where the figures are from; stands below the axes.

        Returns
        -------
        Chart
            With `.plot(ax)`, `.svg()` and `.describe()`. Axes that are short of room leave out the note, the end of the
            title, the key and the names of limits, which `describe` has.

        Raises
        ------
        HeadwayError
            For a series that is not in the chart, several of which none is named, a unit or a title that is not text,
            and `%` for shares of 1.

        Examples
        --------
        >>> days = [61, 58, 63, 60, 57, 62, 59, 64, 60, 58, 63, 61, 59, 75]
        >>> waits = hw.spc.xmr(days, polarity="low_is_good", target=65)
        >>> ax = waits.plot(unit="working days")
        """
        rows, which, name = self._points_of(series)
        dates = None if self.dates is None else [self.dates[row] for row in rows]
        # The points of t and g charts are events, which no month need have.
        lacking = None if dates is None or self.kind in ("t", "g") else missing_periods(dates, MOST_CAUSES)
        no_row = lacking and NoRow(lacking.unit, lacking.number, whens(lacking.times, len(lacking.times)))
        return ControlPicture(
            name=name, when=whens(dates, len(rows)), value=self.value[rows], mean=self.mean[rows],
            lower=self.lower[rows], upper=self.upper[rows],
            target=np.full(len(rows), np.nan) if self.target is None else self.target[rows], phase=self.phase[rows],
            point_type=self.point_type[rows].tolist(), rule=self.rule[rows].tolist(), status=self.status[rows].tolist(),
            variation=self._of_series("variation", which), assurance=self._of_series("assurance", which),
            unit=unit_of(unit, of=float(self.settings["multiplier"]) if self.kind == "p" else 100), method=self.method,
            kind=str(self.kind), title=title, no_row=no_row, doubt=self._doubts.get(which),
            measured=indicator or self.measured or name, subtitle=subtitle, source=source,
            indicator=indicator or (self.measured if name is None else None),
            wanted=self._side or _SIDES_OF.get(str(self.polarity), SIDES)[0],
            other_side=self._side not in ("", *_SIDES_OF.get(str(self.polarity), SIDES)),
        )  # fmt: skip

    def _of_series(self, name: str, which: int) -> str:
        return str(self._of_points(name, _WORDS[name])[which])

    def __repr__(self) -> str:
        count, name = number_of(len(self), "point"), self.method.split(",")[0]
        if self.groups is not None:
            return f"{count} of {len(self.groups)} series, {name}"
        return f"{count}, {name}: {self._line(0)}"

    def _words(self, which: int) -> str:
        rows = self.order[self.group[self.order] == which]
        known = rows[~np.isnan(self.value[rows])]
        if not known.size:
            return "no data"
        last = known[-1]
        lower, upper = self.lower[last], self.upper[last]
        trial = "trial " if self.status[last] == "too_few_points" else ""
        limits = "no limits" if np.isnan(lower) else f"{trial}limits {_figure(lower)} to {_figure(upper)}"
        assurance = self._of_series("assurance", which)
        target = "" if assurance == Assurance.no_target else f"; target {assurance}"
        middle = centre_of(self.kind)
        mean = f"no {middle}" if np.isnan(self.mean[last]) else f"{middle} {_figure(self.mean[last])}"
        return f"{mean}, {limits}; latest {self._of_series('variation', which)}{target}"


def _figure(value: float) -> str:
    """Four digits, or all that stand before the point."""
    return f"{value:.4g}" if abs(value) < 10_000 else f"{value:.0f}"


def control_chart(kind: str, points: Points, *, polarity: Any, rebase: Any, baseline: Any, two_of_three: Any,
                  values: Floats, denominators: Floats | None = None, deviations: Floats | None = None,
                  screen_ranges: bool = False, laney: bool = False, multiplier: float = 1, polarities: Any = None,
                  size: Floats | None = None, subgroups: str | None = None,
                  doubts: Mapping[int, str] | None = None) -> Any:  # fmt: skip
    """The chart of that kind of points: a `ControlChart`, or the caller's frame with its columns."""
    problems = Problems()
    with problems:
        screen_ranges, laney = flag(screen_ranges, "screen_ranges"), flag(laney, "laney")
    with problems:
        year = str(two_of_three) if isinstance(two_of_three, numbers.Integral) else two_of_three
        two_of_three = word(year, "two_of_three", TwoOfThree)
    with problems:
        if polarities is None:
            polarities = points.polarities(polarity)
            points.read_bounds(polarities)
    order = points.ordered()
    with problems:
        phases = points.rebased(rebase, order)
    with problems:
        first_points = points.baselines(baseline, rebase)
    problems.refuse()
    columns = _core.control_charts(kind, *order, values, denominators, deviations, points.target, polarities, phases,
                                   first_points, two_of_three, screen_ranges, laney,
                                   number(multiplier, "multiplier", null=False), points.target_side)  # fmt: skip
    if kind in ("p", "u") and points.target is not None:
        _refuse_other_unit(columns, points.target, number(multiplier, "multiplier"), kind == "p")
    if kind == "xmr":
        doubts = points.doubts(order, values, points.target)
    doubts = doubts or {}
    method = _core.chart_method(kind, two_of_three, screen_ranges, laney)
    if points.frame is None:
        settings = {"two_of_three": str(two_of_three), "screen_ranges": screen_ranges, "laney": laney, "rebase": rebase,
                    "baseline": baseline, "multiplier": multiplier}  # fmt: skip
        return ControlChart(kind, points, columns, order=order[0], size=size, polarity=polarity, method=method,
                            settings=settings, doubts=doubts)  # fmt: skip
    figures = ("mean", "lower", "upper") if kind == "xmr" else ("value", "mean", "lower", "upper")
    added: dict[str, pa.Array] = {name: pa.array(columns[name], from_pandas=True) for name in figures}
    added["phase"] = pa.array(columns["phase"])
    added["point_type"] = spell(columns["point_type"], _WORDS["point_type"])
    added["rule"] = spell(columns["rule"], _RULES)
    added["rules"] = spell(columns["signals"], _SIGNALS)
    added["variation"] = spell(columns["variation"][points.codes], _WORDS["variation"])
    if points.target is not None:
        added["assurance"] = spell(columns["assurance"][points.codes], _WORDS["assurance"])
        added["point_assurance"] = spell(columns["point_assurance"], _WORDS["assurance"])
    added["status"] = spell(columns["status"], _WORDS["statistic_status"])
    added["method"] = repeated(method, points.rows)
    if kind in ("xmr", "xbar", "s"):
        said = pa.array([doubts.get(series) for series in range(points.count)], pa.string())
        added["doubt"] = said.take(pa.array(points.codes))
    if subgroups is None:
        return points.frame.with_columns(added)
    assert points.axis is not None
    keys = [(name, array.take(pa.array(points.codes))) for name, array in points.keys.items()]
    of_subgroups = [(subgroups, points.axis.column()), ("size", pa.array(size).cast(pa.int64()))]
    return points.frame.like([*keys, *of_subgroups, *added.items()])


def _refuse_other_unit(columns: Mapping[str, Floats], target: Floats, per: float, shares: bool) -> None:
    """Refuse a target of shares or rates that is hardly in their unit: 0.95 beside per cent."""
    value, lower, upper = (np.ascontiguousarray(columns[name]) for name in ("value", "lower", "upper"))
    likelier = _core.likelier_multiplier(value, lower, upper, np.ascontiguousarray(target), per, shares)
    if likelier != per:
        known = target[np.isfinite(target) & (target != 0)]
        found = f"{known[0]:.10g} beside values with multiplier {per:.10g}, thirty times off or more in every row"
        raise refusal("target", found, f"one in their unit, or multiplier={likelier:.10g}")
