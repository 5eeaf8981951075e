"""The arguments of one chart: series of points, one or many, and when each point is."""

from __future__ import annotations

import numbers
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError
from headway.boundary.arguments import Arguments, Codes, Floats, Groups, time_index
from headway.boundary.groups import encode
from headway.boundary.labels import named_among
from headway.boundary.lines_for_dates import InLine
from headway.boundary.polarity import ACCEPTED, NEUTRAL, polarities_of, polarity_code
from headway.boundary.problems import Problems, each_of, refusal, refuse
from headway.boundary.scalars import Told, ends_of, is_missing, one_number_of
from headway.boundary.time_rows import Axis, refuse_unordered
from headway.boundary.times import DATES, meant_by_number, text_of
from headway.boundary.values import dimensions
from headway.charts.parts.axes import at_point, whens
from headway.language.sentences import is_whole, plain_line
from headway.series import Series
from headway.spc.targets import side_of, wanted_of

_INDEX = "index"
Rows = npt.NDArray[np.int64]


class Points:
    """Points of one or many series, read alike from arrays and from columns of a frame."""

    def __init__(self, data: Any, by: str | Sequence[str] | None, /, *, groups: Any, dates: Any, when: str = "dates",
                 target: Any = None, **arguments: Any) -> None:  # fmt: skip
        """`when` is the name of the argument that is given as `dates`."""
        # What is charted, by the names of columns that the caller gave: "seen / asked" of a share.
        names = [name_of_column(value) for value in arguments.values()]
        self.measured = " / ".join(str(name) for name in names) if all(names) else None
        for name, value in arguments.items():
            if isinstance(value, Series):
                dates = value.periods if dates is None else dates
                arguments[name] = value.values
            elif not isinstance(value, str) and dimensions(value) == 0 and not hasattr(value, "__len__"):
                raise refusal(name, type(value).__name__,
                              "an array in order of time, or with data= the name of a column")  # fmt: skip
        of_all = side_of(ends_of(target, "target")) if isinstance(target, Told) else 0
        target = one_number_of(target, "target") if isinstance(target, Told) else target
        self._target_column = target if isinstance(target, str) else None
        self.inputs = Arguments(data, by, groups=groups, optional={"target": target}, **arguments)
        self.frame = self.inputs.frame
        self.rows = self.inputs.rows
        self.arguments: dict[str, Floats] = self.inputs.arguments
        self.target = self.inputs.get("target")
        self.target_side: Codes | None = np.full(self.rows, of_all, np.uint8) if of_all else None
        self.axis: Axis | None = None
        if dates is not None or when != "dates":
            self.axis = self._axis(dates, when)
        self.keys = self.inputs.keys
        self.groups = self.inputs.groups
        self.codes: Groups = np.zeros(self.rows, np.int32) if self.inputs.codes is None else self.inputs.codes
        self.count = self.inputs.group_count
        index = time_index(arguments.values()) if self.axis is None and self.frame is None else None
        if index is not None:
            self.axis = self._axis_of_index(index)
        elif self.axis is None:
            refuse_unordered(self.inputs, "dates", **arguments)

    def _axis(self, values: Any, name: str) -> Axis:
        """When each row is, as the argument of that name says."""
        if self.frame is not None:
            column = self.frame.named(name, values)
            try:
                given = self.frame.arrow(column)
            except HeadwayError:  # of a type that Arrow does not have, such as Period
                given = self.frame.values(column)
            return Axis(given, f"column {values!r}", InLine.of_frame(self.frame.kind, column))
        if isinstance(values, str) or not hasattr(values, "__len__"):
            raise refusal(name, f"{values!r:.60}", "one element a row, or with data= the name of a column")
        self.inputs.refuse_other_index(name, values)
        axis = Axis(values, name)
        if len(axis) != self.rows:
            raise refusal(name, str(len(axis)), f"{self.rows}, one a row")
        return axis

    def _axis_of_index(self, index: Any) -> Axis | None:
        """The times of an index; none of one that never falls and holds a time twice, as events do: as rows go."""
        axis = Axis(index.to_series(), _INDEX)
        assert axis.keys is not None
        order = np.argsort(self.codes, kind="stable")
        steps = np.diff(axis.keys[order])[np.diff(self.codes[order]) == 0]
        return None if (steps >= 0).all() and (steps == 0).any() else axis

    def regroup(self, subgroups: Any) -> tuple[Groups, int]:
        """From rows of measurements to one point a subgroup; the codes of the rows, how many subgroups they make."""
        assert self.axis is not None
        if self.frame is not None and subgroups in self.keys:
            raise refusal("subgroups", f"{subgroups!r} among by", "another column")
        codes, _ = encode({"series": pa.array(self.codes), "subgroup": self.axis.array})
        first = np.unique(codes, return_index=True)[1]
        self.codes, self.axis, self.rows = self.codes[first], self.axis.take(first), len(first)
        return codes, len(first)

    @property
    def several(self) -> bool:
        return self.inputs.codes is not None

    def ordered(self) -> tuple[Rows, Rows]:
        """The rows of each series in order of time, and where each series begins."""
        if self.axis is not None and self.axis.keys is None:
            self._refuse_labels_twice(self.axis)
        elif self.axis is not None:
            self.axis.refuse_lengths(self.codes, self.name)
            self.axis.refuse_counts(self.codes, self.name)
        try:
            return _core.order_rows(self.codes, self.count, None if self.axis is None else self.axis.keys)
        except HeadwayError as error:
            if self.axis is None or self.axis.name != _INDEX:
                raise
            hint = " (times are those of the index; values.to_numpy() go by row)"
            refuse([f"{problem}{hint}" for problem in each_of(error)])
            raise

    def _refuse_labels_twice(self, axis: Axis) -> None:
        codes, _ = encode({"series": pa.array(self.codes), "label": axis.array})
        order = np.argsort(codes, kind="stable")
        again = order[1:][np.diff(codes[order]) == 0]
        refuse([f"row {row}, {axis.name}: found {axis.text(row)!r} a second time{self.name(int(self.codes[row]))}; "
                "accepted: one row a series and label"
                for row in np.sort(again).tolist()])  # fmt: skip

    def name(self, series: int) -> str:
        """A series as a message calls it: nothing where there is but one."""
        if not self.several:
            return ""
        if self.groups is not None:
            return f" in series {self.groups[series]}"
        return f" in series {', '.join(str(array[series].as_py()) for array in self.keys.values())}"

    def doubts(self, order: tuple[Rows, Rows], values: Floats, target: Floats | None = None) -> dict[int, str]:
        """What looks as if it were in another unit, in words, of each series that has such figures."""
        rows, offsets = order
        said = {}
        for series, row, doubt in _core.unit_doubts(rows, offsets, values, target):
            of_series = rows[offsets[series] : offsets[series + 1]]
            names = whens(None if self.axis is None else self.axis.take(of_series).values(), len(of_series))
            said[series] = doubt.words(at_point(names[np.flatnonzero(of_series == row)[0]]))
        return said

    def polarities(self, polarity: Any) -> Codes:
        """The polarity of every row: one word for all, or a column. Where nobody has said, neither side is better."""
        if not isinstance(polarity, str) and not is_missing(polarity):
            raise refusal("polarity", repr(polarity), ACCEPTED)
        codes = (
            np.full(self.rows, polarity_code(polarity, "polarity"), np.uint8) if self.frame is None
            else polarities_of(self.frame, polarity)
        )  # fmt: skip
        return np.where(codes == _core.no_polarity, NEUTRAL, codes)

    def read_bounds(self, polarities: Codes) -> None:
        """The targets of a column, of which the polarity of each row says which bound is meant."""
        if self.frame is not None and self._target_column is not None and self.target is not None:
            self.target, self.target_side = wanted_of(self.frame, self._target_column, self.target, polarities)

    def rebased(self, rebase: Any, order: tuple[Rows, Rows]) -> Codes | None:
        """1 for every row that begins a phase; None where none does."""
        at_series = self._rebase_by_series(rebase)
        if not at_series:
            return None
        rows, offsets = order
        flags = np.zeros(self.rows, np.uint8)
        position = np.arange(self.rows) - np.repeat(offsets[:-1], np.diff(offsets))  # of `rows`, each in its series
        problems = Problems()
        for value, series in at_series:
            with problems:
                # Dates of one series are looked for among its own rows.
                part = slice(offsets[series[0]], offsets[series[0] + 1]) if len(series) == 1 else slice(None)
                if self.axis is None:
                    if not isinstance(value, (int, np.integer)) or isinstance(value, bool):
                        raise refusal("rebase", f"{text_of(value)} without dates",
                                      "the number of a point, counted from 0, or dates= to go by")  # fmt: skip
                    here = rows[part][position[part] == value]
                elif (self.axis.keys is not None and not self.axis.numbers and isinstance(value, numbers.Number)
                      and meant_by_number(value) is value):  # fmt: skip
                    of = "an index of dates" if self.axis.name == _INDEX else "dates"
                    raise refusal("rebase", f"{value!r:.60} with {of}",
                                  "one of the dates (numbers of points are for charts without dates)")  # fmt: skip
                else:
                    try:
                        here = self.axis.at(value, rows[part])
                    except HeadwayError as error:
                        refuse([f"rebase: {problem}" for problem in each_of(error)])
                        raise
                lacking = np.setdiff1d(series, self.codes[here])
                refuse([self._not_there(value, int(one), rows[offsets[one] : offsets[one + 1]]) for one in lacking])
                flags[here] = 1
        problems.refuse()
        return flags

    def _rebase_by_series(self, rebase: Any) -> list[tuple[Any, npt.NDArray[np.int64]]]:
        everywhere = np.arange(self.count)
        if not isinstance(rebase, Mapping):
            return [(value, everywhere) for value in _several(rebase)]
        if not self.several:
            raise refusal("rebase", "a mapping of series without by or groups", "dates")
        parts = [self.groups] if self.groups is not None else [array.to_pylist() for array in self.keys.values()]
        series_of = {key if len(parts) > 1 else key[0]: np.array([k]) for k, key in enumerate(zip(*parts, strict=True))}
        of_series = [(named_among(name, [*series_of]), values) for name, values in rebase.items()]
        unknown = [name for name, _ in of_series if name not in series_of]
        refuse([f"rebase: found series {name!r}; accepted: {', '.join(map(str, series_of))}" for name in unknown])
        return [(value, series_of[name]) for name, values in of_series for value in _several(values)]

    def _not_there(self, value: Any, series: int, rows: Rows) -> str:
        if self.axis is None:
            return f"rebase: found point {value}{self.name(series)}; accepted: 0 to {len(rows) - 1}"
        near = f"; the nearest is {self.axis.nearest(value, rows)}" if len(rows) else ""
        return f"rebase: found {text_of(value)}, which is not in the data{self.name(series)}{near}"

    def baselines(self, baseline: Any, rebase: Any) -> Rows | None:
        """How many points make the mean and limits of each series; None where all do."""
        if baseline is None:
            return None
        if isinstance(baseline, (int, np.integer)) and not isinstance(baseline, bool):
            among_dates = self.axis is not None and self.axis.numbers and bool(np.any(self.axis.keys == baseline))
            longest = int(np.bincount(self.codes, minlength=1).max())
            if baseline < 2:
                raise refusal("baseline", str(baseline), "2 points or more, or a date")
            if baseline <= longest and among_dates:
                raise refusal("baseline", f"{baseline}, which is one of the dates and may be a number of points",
                              "a number of points that is no date, or dates that are periods")  # fmt: skip
            if baseline <= longest:
                return np.full(self.count, baseline, np.int64)
            beside_days = self.axis is not None and self.axis.keys is not None and not self.axis.numbers
            if not among_dates and not (beside_days and meant_by_number(baseline) is not baseline):
                accepted = f"at most {longest}, as many as there are points"
                raise refusal("baseline", str(baseline), accepted)
        if self.axis is None:
            raise refusal("baseline", f"{text_of(baseline)} without dates", "a number of points, or dates= to go by")
        if self.axis.keys is None:
            raise refusal("baseline",
                          f"{text_of(baseline)}, and the dates are labels, which only their rows put in order",
                          "a number of points")  # fmt: skip
        if self._rebase_by_series(rebase):
            raise refusal("baseline", "a date with rebase", "the number of points that each phase begins with")
        try:
            key = self.axis.key(baseline, end=True)
        except HeadwayError:
            raise refusal("baseline", repr(baseline), f"a number of points, or {DATES}") from None
        points = np.bincount(self.codes[self.axis.keys <= key], minlength=self.count).astype(np.int64)
        refuse([
            f"baseline: found {points[series]} points up to {text_of(baseline)}{self.name(int(series))}; accepted: 2 "
            "or more"
            for series in np.flatnonzero(points < 2)
        ])
        return points


def name_of_column(values: Any) -> str | None:
    """The name of a pandas or Polars Series, as one line; None of what has none."""
    name = getattr(values, "name", None)
    return plain_line(name) or None if isinstance(name, str) and is_whole(name) else None


def _several(value: Any) -> list[Any]:
    """One time, or a sequence of them."""
    if value is None:
        return []
    if isinstance(value, (str, bytes)) or not np.iterable(value):
        return [value]
    return list(value)
