"""Where values stand among others: quantile groups, ranks, percentiles and quartiles."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from headway import _core
from headway.boundary.arguments import Arguments, Floats
from headway.boundary.columns import Column, WholeNumbers, Words
from headway.boundary.documented import documented_as
from headway.boundary.in_batches import statistic, takes_streams
from headway.boundary.polarity import WORDS, polarity_code
from headway.boundary.problems import refusal
from headway.boundary.scalars import flag, whole
from headway.stats.result import as_frame
from headway.vocabulary import Polarity, StatisticStatus


def _values_of(values: Any, data: Any, by: str | list[str] | None) -> Arguments:
    inputs = Arguments(data, by, values=values)
    if inputs.scalar:
        raise refusal("values", "a number", "an array, one value a row")
    return inputs


class QuantileGroups:
    """The quantile group of each value.

    Attributes
    ----------
    value : array
        The groups, 1 to `groups`; NaN where there is none.
    status : array
        `estimated`, or why there is no group.
    groups : int
        How many groups were asked for.
    highest_first : bool
        Whether group 1 holds the highest values.
    method : str
        The method, its version and its source.
    """

    def __init__(self, group: WholeNumbers, status: Words, *, groups: int, highest_first: bool) -> None:
        self.value = group.array()
        self.status = status.array()
        self.groups = groups
        self.highest_first = highest_first
        self.method = _core.quantile_group_method
        self._group = group

    @property
    def group(self) -> list[int | None]:
        """The groups as whole numbers; None where there is none."""
        return self._group.whole()

    def __len__(self) -> int:
        return len(self.value)

    def __repr__(self) -> str:
        end = "highest" if self.highest_first else "lowest"
        known = int(np.count_nonzero(self._group.codes))
        return f"{known} of {len(self)} values in {self.groups} groups, group 1 the {end}"


@takes_streams(statistic(of_rows=True))
def quantile_group(values: Any, groups: int = 10, *, highest_first: bool = True, data: Any = None,
                   by: str | list[str] | None = None) -> Any:  # fmt: skip
    """Quantile groups of values: deciles, quintiles or quartiles of areas.

    Parameters
    ----------
    values : array or str
        One value a row. With `data`, the name of a column.
    groups : int, default 10
        How many groups: 10 for deciles.
    highest_first : bool, default True
        Group 1 holds the highest values, as the most deprived areas have the highest score. False: the lowest.
    data : pandas or Polars DataFrame, pyarrow Table, DuckDB relation or Stream, optional
        It is not changed.
    by : str or list of str, optional
        Columns of `data`: quantiles are made within each group of rows that they make.

    Returns
    -------
    QuantileGroups or frame
        `.group` (whole numbers, None where there is none), `.value` (the same as floats, NaN where there is none) and
        `.status`. With `data`, the frame with the columns `quantile_group`, `status` and `method`.

    Raises
    ------
    HeadwayError
        For a number of groups that is none, and a column that is missing or not of numbers.

    Notes
    -----
    Equal values share the group of the first of them, so ties are never split and groups may differ in size. Missing
    values have no group and are not counted. Fewer values than groups: nobody has one, `too_few_points`. In the frame,
    rows keep their order.

    OHID, "Technical guide: assigning deprivation categories" (2018).

    Examples
    --------
    >>> hw.stats.quantile_group([12, 30, 18, 44, 25, None, 30, 9], 4).group
    [3, 1, 3, 1, 2, None, 1, 4]
    """
    inputs = _values_of(values, data, by)
    count = whole(groups, "groups", 1, 1_000_000)  # as many as the core holds
    first = flag(highest_first, "highest_first")
    codes = inputs.pooled()
    found, statuses = _core.quantile_group(codes, inputs.group_count, inputs["values"], count, first)
    group, status = WholeNumbers(found), Words(statuses, StatisticStatus)
    if inputs.frame is not None:
        columns: dict[str, Column] = {"quantile_group": group, "status": status}
        return as_frame(inputs, columns, method=_core.quantile_group_method)
    return QuantileGroups(group, status, groups=count, highest_first=first)


class Ranking:
    """Where each value stands in its comparison group.

    Attributes
    ----------
    value : array
        The ranks, 1 the best; NaN where there is none.
    of : array of int
        How many values have a rank.
    percentile : array
        Near 100 is best; NaN where there is none.
    status : array
        `estimated`, or why there is no rank.
    polarity : Polarity
        Which end is best.
    method : str
        The method, its version and its source.
    """

    def __init__(self, rank: WholeNumbers, of: npt.NDArray[np.int64], percentile: Floats, quartile: WholeNumbers,
                 status: Words, *, polarity: Polarity) -> None:  # fmt: skip
        self.value = rank.array()
        self.of = of
        self.percentile = percentile
        self.status = status.array()
        self.polarity = polarity
        self.method = _core.ranking_method
        self._rank = rank
        self._quartile = quartile

    @property
    def rank(self) -> list[int | None]:
        """The ranks as whole numbers; None where there is none."""
        return self._rank.whole()

    @property
    def quartile(self) -> list[int | None]:
        """The quartiles, 1 the best; None where there is none."""
        return self._quartile.whole()

    def __len__(self) -> int:
        return len(self.value)

    def __repr__(self) -> str:
        ends = {Polarity.low_is_good: "lowest", Polarity.high_is_good: "highest", Polarity.neutral: "highest"}
        return f"{int(np.count_nonzero(self._rank.codes))} of {len(self)} values ranked, 1 the {ends[self.polarity]}"


@documented_as(quantile_group)
@takes_streams(statistic(of_rows=True))
def rank_in_group(values: Any, *, polarity: Polarity | str, data: Any = None,
                  by: str | list[str] | None = None) -> Any:  # fmt: skip
    """Ranks, percentiles and quartiles of values in their comparison group.

    Parameters
    ----------
    values : array or str
        One area a row, all of one comparison group. With `data`, the name of a column.
    polarity : Polarity or str
        `high_is_good`, `low_is_good` or `neutral`, or as people say them. Rank 1 is the best: the highest value, or
        the lowest where low is good. Of a neutral indicator it is the highest.
    by : str or list of str, optional
        Columns of `data` that make the comparison groups.

    Returns
    -------
    Ranking or frame
        `.rank`, `.of` (how many are ranked), `.percentile`, `.quartile` and `.status`, one a row, and `.value`, the
        ranks as floats. With `data`, the frame with the columns `rank`, `of`, `percentile`, `quartile`, `status` and
        `method`.

    Raises
    ------
    HeadwayError
        For an unknown polarity, `in_range` or a word for nothing ("n/a"), which put no value first, and a column that
        is missing or not of numbers.

    Notes
    -----
    Equal values share a rank, and the next one is skipped: 1, 2, 2, 4. The percentile is the share of the group that a
    value is better than, with half of those equal to it, itself included. Quartile 1 is the best; fewer than four
    values have none. Missing values are not ranked and not counted.

    Roscoe (1975), "Fundamental Research Statistics for the Behavioral Sciences", for the percentile rank.

    Examples
    --------
    >>> waits = hw.stats.rank_in_group([12, 30, 12, None, 5, 44], polarity="low_is_good")
    >>> waits.rank, waits.percentile
    ([2, 4, 2, None, 1, 5], array([60., 30., 60., nan, 90., 10.]))
    """
    code = polarity_code(polarity, "polarity")
    if code in (_core.no_polarity, WORDS.index("in_range")):
        raise refusal("polarity", repr(polarity), "high_is_good, low_is_good, neutral")
    side = WORDS[code]
    inputs = _values_of(values, data, by)
    codes = inputs.pooled()
    ranks, of, percentile, quartiles, statuses = _core.rank_in_group(codes, inputs.group_count, inputs["values"], side)
    rank, quartile, status = WholeNumbers(ranks), WholeNumbers(quartiles), Words(statuses, StatisticStatus)
    if inputs.frame is not None:
        columns: dict[str, Column] = {"rank": rank, "of": of, "percentile": percentile, "quartile": quartile,
                                      "status": status}  # fmt: skip
        return as_frame(inputs, columns, method=_core.ranking_method)
    return Ranking(rank, of, percentile, quartile, status, polarity=Polarity(side))
