"""Control charts of subgroups: several measurements a period."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from headway import _core
from headway.boundary.documented import documented_as
from headway.boundary.problems import refuse
from headway.spc.charts import xmr
from headway.spc.control_chart import control_chart
from headway.spc.points import Points
from headway.vocabulary import Polarity, TwoOfThree, TwoOfThreeWord


@documented_as(xmr)
def xbar_chart(values: Any, subgroups: Any, *, polarity: Polarity | str | None = "neutral", target: float | None = None,
               rebase: Any = (), baseline: Any = None, two_of_three: TwoOfThree | TwoOfThreeWord = "2023",
               groups: Any = None, data: Any = None, by: str | list[str] | None = None) -> Any:  # fmt: skip
    """xbar charts: the means of subgroups, by the standard deviations within them.

    Parameters
    ----------
    values : array or str
        Measurements, several a subgroup, in any order; those that are missing are left out.
    subgroups : array or str
        The date, period or label of the subgroup that each measurement is of, as `dates` of `xmr`; labels are in order
        of first appearance. They are the dates of the chart, whatever the index of the measurements.
    target : float, optional
        One for all subgroups.

    Returns
    -------
    ControlChart or frame
        One element, or row, a subgroup; `value` is its mean and `size` how many measurements it has.

    Notes
    -----
    Limits mean -+ 3 s / (c4 sqrt(n)), s the mean of the standard deviations, pooled where sizes differ. Read the
    `s_chart` first: these limits rest on it.

    Montgomery (2009), section 6.3.

    Examples
    --------
    >>> days = [9, 11, 8, 12, 10, 9, 15, 12, 10]
    >>> waits = pd.DataFrame({"month": ["2024-04", "2024-05", "2024-06"] * 3, "days": days})
    >>> hw.spc.xbar_chart("days", "month", data=waits)[["month", "size", "value", "mean", "upper"]].round(2)
         month  size  value   mean  upper
    0  2024-04     3   12.0  10.67  13.92
    1  2024-05     3   11.0  10.67  13.92
    2  2024-06     3    9.0  10.67  13.92
    """
    return _chart("xbar", values, subgroups, polarity=polarity, target=target, rebase=rebase, baseline=baseline,
                  two_of_three=two_of_three, groups=groups, data=data, by=by)  # fmt: skip


@documented_as(xbar_chart)
def s_chart(values: Any, subgroups: Any, *, polarity: Polarity | str | None = "neutral", target: float | None = None,
            rebase: Any = (), baseline: Any = None, two_of_three: TwoOfThree | TwoOfThreeWord = "2023",
            groups: Any = None, data: Any = None, by: str | list[str] | None = None) -> Any:  # fmt: skip
    """s charts: the standard deviations of subgroups.

    Returns
    -------
    ControlChart or frame
        One element, or row, a subgroup; `value` is its standard deviation and `size` how many measurements it has.
        A subgroup of one has none.

    Notes
    -----
    Limits s (1 -+ 3 sqrt(1 - c4^2) / c4), B3 s and B4 s of the tables, not below 0. Montgomery (2009), section 6.3.

    Examples
    --------
    >>> hw.spc.s_chart([9, 12, 15, 11, 10, 12, 8, 9, 10], [1, 1, 1, 2, 2, 2, 3, 3, 3]).value
    array([3., 1., 1.])
    """
    return _chart("s", values, subgroups, polarity=polarity, target=target, rebase=rebase, baseline=baseline,
                  two_of_three=two_of_three, groups=groups, data=data, by=by)  # fmt: skip


def _chart(kind: str, values: Any, subgroups: Any, *, polarity: Any, target: Any, groups: Any, data: Any, by: Any,
           **asked: Any) -> Any:  # fmt: skip
    points = Points(data, by, groups=groups, dates=subgroups, when="subgroups", target=target, values=values)
    of_rows = points.polarities(polarity)
    points.read_bounds(of_rows)
    measurements = points.arguments["values"]
    doubts = points.doubts(_core.order_rows(points.codes, points.count, None), measurements)
    codes, count = points.regroup(subgroups)
    size, mean, deviation = _core.subgroups(*_core.order_rows(codes, count, None), measurements)
    of_subgroups = _one_a_subgroup(of_rows, codes, count, "polarity")
    if points.target is not None:
        points.target = _one_a_subgroup(points.target, codes, count, "target")
    if points.target_side is not None:
        points.target_side = _one_a_subgroup(points.target_side, codes, count, "target")
    return control_chart(kind, points, values=mean if kind == "xbar" else deviation, denominators=size,
                         deviations=deviation, polarity=polarity, polarities=of_subgroups, size=size, doubts=doubts,
                         subgroups=subgroups if points.frame is not None else None, **asked)  # fmt: skip


def _one_a_subgroup(values: npt.NDArray[Any], codes: npt.NDArray[np.int32], count: int, name: str) -> npt.NDArray[Any]:
    """What all rows of a subgroup say of it; two that say different things are refused."""
    said = np.empty(count, values.dtype)
    said[codes] = values
    differ = np.flatnonzero((values != said[codes]) & ~((values != values) & (said[codes] != said[codes])))
    refuse([f"row {row}, {name}: found another than in a later row of its subgroup; accepted: one for all rows of a "
            "subgroup"
            for row in differ.tolist()])  # fmt: skip
    return said
