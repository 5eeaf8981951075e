"""How good is it: one rating, or a frame of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, RatingRule
from headway.boundary.frames import Frame, spell
from headway.boundary.problems import Problems
from headway.boundary.scalars import bounds, number
from headway.vocabulary import Polarity, PolarityWord, Rating

_WORDS = _core.vocabularies()
DEFAULT_TOLERANCE = 0.10


def resolve_rule(tolerance: float, rule: RatingRule | None) -> RatingRule:
    if rule is None:
        return RatingRule(tolerance=number(tolerance, "tolerance"))
    if not isinstance(rule, RatingRule):
        raise HeadwayError(f"rule: found {type(rule).__name__}; accepted: a headway.RatingRule")
    if tolerance != DEFAULT_TOLERANCE:
        raise HeadwayError("found both tolerance and rule; accepted: one of them (a rule has its own tolerance)")
    return rule


def rate(
    value: float | None, comparator: float | tuple[float | None, float | None] | None, *,
    polarity: Polarity | PolarityWord,
    tolerance: float = DEFAULT_TOLERANCE, rule: RatingRule | None = None,
) -> Rating:  # fmt: skip
    """Rate one value against one comparator.

    On or better than the comparator is green, worse by no more than the tolerance is amber, anything else red.
    Edges are inclusive and hold in decimal: 51.66 against 57.4 is exactly 10% short and amber.

    Parameters
    ----------
    value : float or None
        The result, in the indicator's unit. None and NaN are missing: `not_rated`.
    comparator : float, (float, float) or None
        A target or benchmark in the same unit, or the two bounds of a range for polarity `in_range`.
    polarity : Polarity or str
        `high_is_good`, `low_is_good`, `in_range` or `neutral` (never rated).
    tolerance : float, default 0.10
        The amber margin as a fraction of the comparator.
    rule : RatingRule, optional
        Instead of `tolerance`: another basis, other edges.

    Returns
    -------
    Rating
        `green`, `amber`, `red` or `not_rated`. A member equals its word.

    Raises
    ------
    HeadwayError
        For text, booleans, infinities, bounds in the wrong order and an unknown polarity.

    Notes
    -----
    Source: RAG key of Southampton City Council's corporate performance report, Cabinet, November 2024.

    Examples
    --------
    >>> hw.rate(94.86, 86.60, polarity="low_is_good")
    <Rating.amber: 'amber'>
    >>> hw.rate(51.66, 57.4, polarity="high_is_good") == "amber"
    True
    >>> hw.rate(21.5, (18, 21), polarity="in_range")
    <Rating.amber: 'amber'>
    >>> hw.rate(52, None, polarity="low_is_good")
    <Rating.not_rated: 'not_rated'>
    """
    lower, upper = bounds(comparator, "comparator")
    return Rating(_core.rate(number(value, "value"), lower, upper, polarity, resolve_rule(tolerance, rule)))


def equivalent_number(points: float | None, denominator: float | None) -> float:
    """How many people a gap in percentage points is.

    Parameters
    ----------
    points : float or None
        The gap, in percentage points, signed: 4 is 4%, not 0.04.
    denominator : float or None
        What the percentage is of, for example the pupils of the year.

    Returns
    -------
    float
        points / 100 x denominator, signed as the gap is and not rounded to whole people; NaN where either is missing.

    Raises
    ------
    HeadwayError
        For a negative denominator, infinities, text and booleans.

    Examples
    --------
    >>> hw.equivalent_number(4, 3425)
    137.0
    """
    return _core.equivalent_number(number(points, "points"), number(denominator, "denominator"))


def optional_column(frame: Frame, given: str | None, default: str) -> str | None:
    """The column that was named, which must exist; else the default one where there is one."""
    if given is None:
        return default if default in frame else None
    frame.require([given])
    return given


def comparator_names(comparators: Iterable[str]) -> tuple[str, ...]:
    """The names once, in order; text that stands alone and a name that stands twice are refused."""
    if not isinstance(comparators, Iterable):
        raise HeadwayError(f"comparators: found {type(comparators).__name__}; accepted: column names, or () for none")
    if isinstance(comparators, str):
        raise HeadwayError(f"comparators: found text {comparators!r}; accepted: several names, ({comparators!r},)")
    names = tuple(comparators)
    twice = [name for i, name in enumerate(names) if name in names[:i]]
    if twice:
        raise HeadwayError(f"comparators: found {twice[0]!r} twice; accepted: each column once")
    return names


@dataclasses.dataclass(frozen=True)
class Codes:
    """An assessed frame in codes: what a scorecard counts, and what `assess` spells out."""

    change: npt.NDArray[np.float64]
    direction: npt.NDArray[np.uint8]
    comparators: dict[str, _core.AssessedColumn]

    def columns(self) -> dict[str, pa.Array]:
        """The columns that `assess` adds, in their order."""
        added = {"change": _with_nulls(self.change), "direction": spell(self.direction, _WORDS["direction"])}
        for name, (rating, reason, gap, _) in self.comparators.items():
            why: list[str | None] = [*_WORDS["reason"]]
            why[why.index("rated")] = None
            missing = f"no {name.replace('_', ' ')}"
            why[why.index("no comparator")] = f"{missing} value" if missing in why else missing  # never merged
            added[f"{name}_rating"] = spell(rating, _WORDS["rating"])
            added[f"{name}_gap"] = _with_nulls(gap)
            added[f"{name}_reason"] = spell(reason, why)
        return added


def _with_nulls(values: npt.NDArray[np.float64]) -> pa.Array:
    return pa.array(values, from_pandas=True)  # NaN was missing on its way in, and is null on its way out


def assess_codes(
    frame: Frame, *, latest: str, previous: str, polarity: str, comparators: tuple[str, ...], accrual: str | None,
    rule: RatingRule, dead_band: float,
) -> Codes:  # fmt: skip
    """Assess a frame through the column kernel. Parameters as for `assess`; `comparators` from `comparator_names`."""
    accrual = optional_column(frame, accrual, "accrual")
    hint = f"Name the columns you have, for example comparators=({next(iter(comparators), 'target')!r},)"
    frame.require([latest, previous, polarity, *comparators], hint=hint)

    for name in comparators:
        bounds = [f"{name}_lower", f"{name}_upper"]
        if any(bound in frame for bound in bounds):
            frame.require(bounds)

    problems = Problems()  # of all columns together
    numbers: dict[str, npt.NDArray[np.float64]] = {}
    for name in [latest, previous, *comparators, *(f"{c}_{end}" for c in comparators for end in ("lower", "upper"))]:
        if name in frame:
            with problems:
                numbers[name] = frame.numbers(name)
    with problems:
        polarities = frame.vocabulary(polarity, _WORDS["polarity"], missing=_core.no_polarity)
    accruals = None
    if accrual is not None:
        with problems:
            accruals = frame.vocabulary(accrual, _WORDS["accrual"], missing=_WORDS["accrual"].index("snapshot"))
    problems.refuse()

    change, direction, columns = _core.assess_columns(
        numbers[latest], numbers[previous], polarities, accruals,
        [(name, numbers[name], numbers.get(f"{name}_lower"), numbers.get(f"{name}_upper")) for name in comparators],
        rule, number(dead_band, "dead_band"), threads=0, latest_name=latest, previous_name=previous,
    )  # fmt: skip
    return Codes(change, direction, dict(zip(comparators, columns, strict=True)))


def assess(
    frame: Any, *, latest: str = "latest", previous: str = "previous", polarity: str = "polarity",
    comparators: Sequence[str] = ("target", "national", "peer"), tolerance: float = DEFAULT_TOLERANCE,
    rule: RatingRule | None = None, accrual: str | None = None, dead_band: float = 0.0,
) -> Any:  # fmt: skip
    """Rate every row of a frame against each comparator, and say which way it is going.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One indicator a row. It is not changed; columns that are not named here pass through.
    latest, previous : str
        Numeric columns: the latest result and the one before, in the indicator's unit. Null and NaN are missing.
    polarity : str
        A column of `high_is_good`, `low_is_good`, `in_range` and `neutral`. Null: the row is not rated.
    comparators : sequence of str
        Numeric columns, each rated on its own. For rows that are `in_range`, the columns `<name>_lower` and
        `<name>_upper` hold the bounds, where there are such columns and values; else one number is both bounds.
        The direction of such a row is read from its first comparator.
    tolerance : float, default 0.10
        The amber margin as a fraction of the comparator.
    rule : RatingRule, optional
        Instead of `tolerance`: another basis, other edges.
    accrual : str, optional
        A column of `snapshot`, `flow`, `cumulative`, `average` and `rolling`; by default `accrual`, where there is
        one. A cumulative measure can only rise within a year, so its direction is `unknown`. Null: not cumulative.
    dead_band : float, default 0
        A change of this much or less, in the indicator's unit, is `no_change`.

    Returns
    -------
    frame
        Of the same kind, with its rows in their order and these columns added: `change` (latest - previous, as
        printed decimals), `direction` (a word, never null) and for each comparator `<name>_rating` (a word, never
        null), `<name>_gap` (value - comparator, null where either is missing; 0 within a range) and
        `<name>_reason` (why not rated: "no data", "no target", "neutral indicator", ...; null where rated).

    Raises
    ------
    HeadwayError
        For a column that is missing or of a wrong type, an unknown word, an infinite number, or an output column
        that is already there: row (counted from 0), column, what was found and what is accepted, up to ten at once.

    Notes
    -----
    Source: RAG key of Southampton City Council's corporate performance report, Cabinet, November 2024. A DuckDB
    relation is read whole and given back as a relation of DuckDB's default connection.

    Examples
    --------
    >>> kpis = pd.DataFrame({"indicator": ["Looked-after children per 10,000", "Repairs on time, %"],
    ...                      "previous": [94.26, 54.46], "latest": [94.86, 57.31], "target": [86.6, 90.0],
    ...                      "polarity": ["low_is_good", "high_is_good"]})
    >>> hw.assess(kpis, comparators=("target",))[["change", "direction", "target_rating", "target_gap"]]
       change  direction target_rating  target_gap
    0    0.60  worsening         amber        8.26
    1    2.85  improving           red      -32.69
    """
    read = Frame(frame)
    codes = assess_codes(
        read, latest=latest, previous=previous, polarity=polarity, comparators=comparator_names(comparators),
        accrual=accrual, rule=resolve_rule(tolerance, rule), dead_band=dead_band,
    )  # fmt: skip
    return read.with_columns(codes.columns())
