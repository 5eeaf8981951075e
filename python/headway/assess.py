"""How good is it: one rating, or a frame of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headway import _core
from headway._core import HeadwayError, RatingRule
from headway.boundary.accrual import accrual_column
from headway.boundary.bounds import Bounds, bounds_of
from headway.boundary.figure_columns import columns_of, comparator_names, previous_names
from headway.boundary.frames import Frame, Given, folded
from headway.boundary.in_batches import by_rows, takes_streams
from headway.boundary.polarity import polarities_of
from headway.boundary.problems import Problems, found_null, refusal, refuse
from headway.boundary.scalars import Told, bytes_of, ends_of, is_missing, number
from headway.boundary.statuses import NO_NEWS, statuses_of
from headway.boundary.streams import Stream
from headway.boundary.units import NO_UNITS, Units, units_of
from headway.boundary.values import LARGE_TEXT, spell
from headway.language.sentences import is_whole
from headway.vocabulary import Polarity, Rating

_WORDS = _core.vocabularies()
_BASES = _WORDS["rating_basis"]
_ALSO_BASES = _core.words_of_basis
Floats = npt.NDArray[np.float64]
DEFAULT_TOLERANCE = RatingRule().tolerance
_TOLERANCES = "\"10%\" of the comparator, \"5pp\" (percentage points), a number in what the basis says, or nothing"
_AMOUNTS = ("absolute", "percentage_points")  # of which no default is a tenth


def resolve_rule(tolerance: float, rule: RatingRule | None) -> RatingRule:
    """The rule of all rows: its tolerance alone, or a rule."""
    if rule is None:
        return RatingRule(tolerance=number(tolerance, "tolerance"))
    if not isinstance(rule, RatingRule):
        line = f", for example hw.RatingRule(tolerance={rule!r})" if isinstance(rule, (int, float)) else ""
        raise HeadwayError(f"rule: found {type(rule).__name__}; accepted: a headway.RatingRule{line}")
    if tolerance != DEFAULT_TOLERANCE:
        raise HeadwayError("found both tolerance and rule; accepted: one of them (a rule has its own tolerance)")
    return rule


def rate(
    value: float | None, comparator: float | tuple[float | None, float | None] | Told | None,
    polarity: Polarity | str | None, *, tolerance: float = DEFAULT_TOLERANCE, rule: RatingRule | None = None,
) -> Rating:  # fmt: skip
    """Rate one value against one comparator.

    On or better than the comparator is green, worse by no more than the tolerance is amber, anything else red.
    Edges are inclusive and hold in decimal: 51.66 against 57.4 is exactly 10% short and amber.

    Parameters
    ----------
    value : float or None
        The result, in the indicator's unit. None and NaN are missing: `not_rated`.
    comparator : float, (float, float), Target, RelativeTarget or None
        A target or benchmark in the same unit, or the two bounds of a range for polarity `in_range`.
    polarity : Polarity or str
        `high_is_good`, `low_is_good`, `in_range` or `neutral` (never rated); or as people say it, "Higher is better",
        "Aim to minimise", "Plan is best", "Contextual", in any case. None, NaN and words for nothing ("n/a", "TBC"):
        nobody has said, `not_rated`.
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
    Both numbers are taken to be in one unit, as they are given: no unit is said of either, and a word alone could not
    say why it is not rated. `assess` and `Scorecard` hold figures to their units, and leave 0.735 beside 75 unrated.

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
    lower, upper, *open_ = ends_of(comparator, "comparator")
    said = "" if is_missing(polarity) else polarity
    return Rating(_core.rate(number(value, "value"), lower, upper, said, resolve_rule(tolerance, rule), *open_))


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
    frame.require({default: given})
    return given


@dataclasses.dataclass(frozen=True)
class RowRules:
    """The rule of all rows, and what columns say of it, row by row."""

    rule: RatingRule
    dead_band: float
    tolerance: Floats | None
    basis: npt.NDArray[np.uint8] | None
    amber_limit: Floats | None
    dead_bands: Floats | None

    @property
    def by_row(self) -> bool:
        """Whether some column says what is amber."""
        return any(column is not None for column in (self.tolerance, self.basis, self.amber_limit))

    def of(self, row: int, *, limited: bool = True) -> RatingRule:
        """The rule of one row, as the kernel has it; `limited` by its amber limit, which is of its first comparator."""
        tolerance, limit = (np.nan if column is None else column[row] for column in (self.tolerance, self.amber_limit))
        basis = _core.no_basis if self.basis is None else self.basis[row]
        return _core.rule_of_row(self.rule, tolerance, basis, limit, limited)

    def dead_band_of(self, row: int) -> float:
        return _core.dead_band_of_row(self.dead_band, np.nan if self.dead_bands is None else self.dead_bands[row])


def row_rules(
    frame: Frame, *, tolerance: float | str | None, basis: str | None, amber_limit: str | None, dead_band: float | str,
    rule: RatingRule | None,
) -> RowRules:  # fmt: skip
    """The rule that arguments and the columns they name make. Parameters as for `assess`."""
    for name, value, accepted in (
        ("basis", basis, f"a column, or one of {', '.join(_BASES)}"),
        ("amber_limit", amber_limit, "a column; hw.RatingRule(basis='band', amber_limit=...) is the same for all"),
    ):
        if not (value is None or isinstance(value, str)):
            raise refusal(name, f"{type(value).__name__} {value!r:.60}", accepted)
    columns = {"tolerance": tolerance, "basis": basis, "amber_limit": amber_limit, "dead_band": dead_band}
    named = {name: column for name, column in columns.items() if isinstance(column, str)}
    word = None if basis is None or basis in frame else _basis_word(basis)
    if word is not None:
        del named["basis"]
    if isinstance(tolerance, str) and tolerance not in frame:
        _refuse_written(tolerance)
    frame.require(named)
    one = None if isinstance(tolerance, str) else tolerance
    if rule is not None and (word is not None or one is not None):
        what = "basis" if word is not None else "tolerance"
        raise HeadwayError(f"found both {what} and rule; accepted: one of them (a rule has its own {what})")
    of_all = resolve_rule(DEFAULT_TOLERANCE, rule)
    if rule is None and (word is not None or "basis" not in named):
        if word in _AMOUNTS and tolerance is None:
            accepted = "a number, in what the basis says, or the column of it"
            raise refusal("tolerance", f"none with basis {word}", accepted)
        of_all = RatingRule(
            tolerance=DEFAULT_TOLERANCE if one is None and word not in _AMOUNTS else number(one or 0.0, "tolerance"),
            basis=word or "relative",  # type: ignore[arg-type]
        )  # fmt: skip
    problems = Problems()
    read: dict[str, Any] = {}
    for name, column in named.items():
        with problems:
            if name == "basis":
                read[name] = frame.vocabulary(column, _BASES, missing=_core.no_basis, also=_ALSO_BASES)
            elif name != "tolerance":
                read[name] = frame.numbers(column)
    problems.refuse()
    if "tolerance" in named:
        said = word if rule is None else str(rule.basis)
        read["tolerance"], by_row = _tolerances(frame, named["tolerance"], read.get("basis"), said)
        if by_row is not None:
            read["basis"] = by_row
    if rule is None and "basis" in read and one is not None:
        read["tolerance"] = np.full(len(frame), number(one, "tolerance"))
    if rule is None and ("tolerance" in read or "basis" in read):
        tolerances = read.get("tolerance", np.full(len(frame), np.nan))
        codes = read.get("basis", np.full(len(frame), _BASES.index(str(of_all.basis))))
        codes = np.where(codes == _core.no_basis, _BASES.index(str(of_all.basis)), codes)
        amounts = np.isin(codes, [_BASES.index(each) for each in _AMOUNTS])
        lacking = np.flatnonzero(np.isnan(tolerances) & amounts).tolist()
        column = named.get("tolerance", "tolerance")
        refuse(found_null(lacking, column, "a number, in what the basis of the row says (tolerance=)"))
    return RowRules(
        rule=of_all, dead_band=0.0 if isinstance(dead_band, str) else number(dead_band, "dead_band"),
        tolerance=read.get("tolerance"), basis=read.get("basis"), amber_limit=read.get("amber_limit"),
        dead_bands=read.get("dead_band"),
    )  # fmt: skip


def _basis_word(text: str) -> str | None:
    """The basis that a word says; None of what is no word for one."""
    known = {folded(word): word for word in _BASES} | {folded(word): meant for word, meant in _ALSO_BASES.items()}
    return known.get(folded(text))


def _refuse_written(tolerance: str) -> None:
    """Refuse a tolerance that is written as text where a number or a column must be, with the number to write."""
    read = _core.read_figures([bytes_of(tolerance)], [])
    value, unit = float(read["value"][0]), read["units"][read["unit"][0]]
    if value != value:
        return
    say = f"tolerance={value / 100:g}" if unit == "%" else f"tolerance={value:g}"
    say += ', basis="percentage_points"' if unit == "pp" else ""
    raise refusal("tolerance", f"text {tolerance!r}", f"a number, {say}, or the name of a column")


def _tolerances(
    frame: Frame, column: str, basis: npt.NDArray[np.uint8] | None, of_all: str | None
) -> tuple[Floats, npt.NDArray[np.uint8] | None]:
    """A column of tolerances as numbers, and the basis of each row. What `clean` could not read is no tolerance."""
    refuse([f"row {row}, column {column!r}: found no number but {word}; accepted: {_TOLERANCES}"
            for row, word in enumerate(statuses_of(frame, column) or ())
            if word not in ("", "value", "missing")])  # fmt: skip
    numbers, units = frame.numbers(column), units_of(frame, column)
    if units.codes is None:
        return numbers, basis
    read, bases, contradictory = _core.tolerances_in_units(numbers, units, basis, of_all)
    refuse([f"row {row}, column {column!r}: found a tolerance in {units.of_row(row)!r}, with basis "
            f"{_BASES[basis[row]] if basis is not None and basis[row] != _core.no_basis else of_all or 'none'}; "
            f"accepted: {_TOLERANCES}" for row in contradictory])  # fmt: skip
    return read, None if (bases == _core.no_basis).all() else bases


@dataclasses.dataclass(frozen=True)
class Codes:
    """An assessed frame in codes: what a scorecard counts, and what `assess` spells out."""

    change: Floats
    direction: npt.NDArray[np.uint8]
    direction_reason: npt.NDArray[np.uint8]
    polarity: npt.NDArray[np.uint8]
    comparators: dict[str, _core.AssessedColumn]
    rules: RowRules
    statuses: Mapping[str, list[str] | None]  # why there is no latest result (""), and none of a comparator

    def columns(self, text: pa.DataType = LARGE_TEXT) -> dict[str, pa.Array]:
        """The columns that `assess` adds, in their order, words as that type of text."""
        added = self.since("", text)
        for name, (rating, reason, gap, _) in self.comparators.items():
            why: list[str | None] = [*_WORDS["reason"]]
            why[why.index("rated")] = None
            missing = f"no {name.replace('_', ' ')}"
            why[why.index("no comparator")] = f"{missing} value" if missing in why else missing  # never merged
            added[f"{name}_rating"] = spell(rating, _WORDS["rating"], text)
            added[f"{name}_gap"] = _with_nulls(gap)
            said = {"no data": self.statuses[""], "no comparator": self.statuses[name]}
            added[f"{name}_reason"] = _said_instead(reason, why, said, text)
        return added

    def since(self, prefix: str, text: pa.DataType = LARGE_TEXT) -> dict[str, pa.Array]:
        """Change and direction since the previous figure, under names with a prefix."""
        of_direction: list[str | None] = [None, *_WORDS["direction_reason"][1:]]
        return {
            f"{prefix}change": _with_nulls(self.change),
            f"{prefix}direction": spell(self.direction, _WORDS["direction"], text),
            f"{prefix}direction_reason": spell(self.direction_reason, of_direction, text),
        }


def _said_instead(
    codes: npt.NDArray[np.uint8], why: list[str | None], said: Mapping[str, list[str] | None], text: pa.DataType
) -> pa.Array:
    """Reasons in words, and what `clean` said of a cell in place of there being none."""
    if all(words is None for words in said.values()):
        return spell(codes, why, text)
    spelled = spell(codes, why)
    for reason, words in said.items():
        if words is None:
            continue
        rows = (codes == _WORDS["reason"].index(reason)) & ~np.isin(words, NO_NEWS)
        spelled = pc.if_else(pa.array(rows), pa.array(words, spelled.type), spelled)
    return spelled


def _with_nulls(values: Floats) -> pa.Array:
    return pa.array(values, from_pandas=True)  # NaN was missing on its way in, and is null on its way out


def assess_codes(
    frame: Frame, *, latest: str, previous: str | None, polarity: str, comparators: tuple[str, ...],
    accrual: str | None, rules: RowRules, names: Mapping[str, str] | None = None, unit: str | None = None,
) -> Codes:  # fmt: skip
    """Assess a frame through the column kernel.

    Parameters as for `assess`; `comparators` from `comparator_names`, `rules` from `row_rules`, `names` what messages
    call the columns of rules, `unit` the column of the units of indicators.
    """
    accrual = optional_column(frame, accrual, "accrual")
    if previous == "previous" and previous not in frame:
        previous = None
    if previous is not None:
        frame.require({"previous": previous})
    frame.require({"latest": latest, "comparators": comparators})
    problems = Problems()  # of all columns together
    numbers: dict[str, Floats] = {}
    bounds: dict[str | None, Bounds | None] = {}
    for name in [latest, *([] if previous is None else [previous]), *comparators]:
        with problems:
            numbers[name] = frame.numbers(name)
        with problems:
            bounds[name] = bounds_of(frame, name)
    with problems:
        polarities = polarities_of(frame, polarity)
    accruals = None
    if accrual is not None and not (previous and is_whole(previous) and _core.is_same_period_last_year(previous)):
        with problems:
            accruals = accrual_column(frame, accrual, missing=_WORDS["accrual"].index("snapshot"))
    problems.refuse()
    units = {name: units_of(frame, name) for name in numbers}
    of_both = NO_UNITS if unit is None else Units(*frame.names(unit))
    change, direction, reason, columns = _core.assess_columns(
        numbers[latest], None if previous is None else numbers[previous], polarities, accruals,
        [(name, numbers[name], bounds[name]) for name in comparators],
        rules.rule, rules.tolerance, rules.basis, rules.amber_limit, rules.dead_band, rules.dead_bands,
        bounds[latest], bounds.get(previous), threads=0,
        names={"latest": latest, "previous": previous or "previous", **(names or {})},
    )  # fmt: skip

    def figures(name: str) -> tuple[Floats, Floats | None, Floats | None, Units]:
        ends = bounds[name]
        return numbers[name], None if ends is None else ends.lower, None if ends is None else ends.upper, units[name]

    for name, (rating, why, gap, _) in zip(comparators, columns, strict=True):
        _core.withhold_ratings(figures(latest), figures(name), of_both, rating, why, gap)
    if previous is not None:
        _core.withhold_directions(figures(latest), figures(previous), of_both, change, direction, reason)
    statuses = {name: statuses_of(frame, name) for name in comparators} | {"": statuses_of(frame, latest)}
    return Codes(change, direction, reason, polarities, dict(zip(comparators, columns, strict=True)), rules, statuses)


def _over(verb: Callable[..., Any], stream: Stream, arguments: dict[str, Any]) -> Stream:
    return by_rows(lambda table: verb(table, **arguments), stream, columns_of(stream.schema, arguments))


@takes_streams(_over, "frame")
def assess(
    frame: Given, *, latest: str = "latest", previous: str | Sequence[str] | None = "previous",
    polarity: str = "polarity", comparators: Sequence[str] = ("target", "national", "peer"),
    tolerance: float | str | None = None, basis: str | None = None, amber_limit: str | None = None,
    rule: RatingRule | None = None,
    accrual: str | None = None, dead_band: float | str = 0.0,
) -> Given:  # fmt: skip
    """Rate every row of a frame against each comparator, and say which way it is going.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table, DuckDB relation or Stream
        One indicator a row. It is not changed; columns that are not named here pass through.
    latest, previous : str
        Numeric columns: the latest result and the one before, in the indicator's unit. Null and NaN are missing. A
        frame without `previous` has no changes and no directions. `previous` may be several columns ("previous",
        "year_start"): the first is that of `change` and `direction`, the others have their own. Where there are
        columns `<latest>_lower` and `<latest>_upper`, or those of `<previous>`, they are intervals, and a change that
        they explain is `no_change`.
        In a row without a number they are what it is at least and at most, and it is rated, and its direction told,
        where all that is left open comes to the same.
    polarity : str
        A column of `high_is_good`, `low_is_good`, `in_range` and `neutral`, or of these as people say them ("Higher is
        better", "LOW", "Aim to maximise"); or one of them for all. Null and "n/a": the row is not rated.
    comparators : sequence of str
        Numeric columns, each rated on its own. For rows that are `in_range`, the columns `<name>_lower` and
        `<name>_upper` hold the bounds, where there are such columns and values; else one number is both bounds. In any
        row without a number they are what is asked at least, or at most. Where `<name>_lower_open` or
        `<name>_upper_open` is true, as `clean` leaves them, the bound itself is not meant: 50 is not "over 50". The
        direction of an `in_range` row is read from its first comparator.
    tolerance : float or str, optional
        The amber margin as a fraction of the comparator, by default 0.10, or in what `basis` says; or the column of it.
    basis : str, optional
        What the tolerance is a part of, as for `RatingRule`: a word, or the column of it.
    amber_limit : str, optional
        A column: the last value that is still amber against the first comparator, which it is worse than. Null: the
        tolerance holds.
    rule : RatingRule, optional
        Instead of a tolerance and a basis for all: other edges too. Columns go before it.
    accrual : str, optional
        A column of `snapshot`, `flow`, `cumulative`, `average` and `rolling`; by default `accrual`, where there is
        one. A cumulative measure can only rise within a year, so its direction is `unknown`. Null: not cumulative.
    dead_band : float or str, default 0
        A change of this much or less, in the indicator's unit, is `no_change`; or the column of it.

    Returns
    -------
    frame
        Of the same kind, with its rows in their order and these columns added: `change` (latest - previous, as
        printed decimals), `direction` (a word, never null), `direction_reason` (why a change is no direction or none is
        known; null where the change itself says it), `<name>_change`, `<name>_direction` and
        `<name>_direction_reason` of every further `previous`, and for each comparator `<name>_rating` (a word, never
        null), `<name>_gap` (value - comparator, null where either is missing; 0 within a range) and
        `<name>_reason` (why not rated: "no data", "no target", "neutral indicator", ...; null where rated).

    Raises
    ------
    HeadwayError
        For a column that is missing or of a wrong type, a word that is not understood, an infinite number, a rule of a
        row that cannot rate, or an output column that is already there: row (counted from 0), column, what was found
        and what is accepted, up to ten at once.

    Notes
    -----
    Tables mix percentages and counts, so what is amber may be a column; where it has nothing in a row, the rule of all
    rows holds. Source: RAG key of Southampton City Council's corporate performance report, Cabinet, November 2024. A
    DuckDB relation is read whole and given back as a relation of DuckDB's default connection.

    Examples
    --------
    >>> kpis = pd.DataFrame({"indicator": ["Looked-after children per 10,000", "Repairs on time, %"],
    ...                      "previous": [94.26, 54.46], "latest": [94.86, 57.31], "target": [86.6, 90.0],
    ...                      "polarity": ["Lower is better", "HIGH"]})
    >>> hw.assess(kpis, comparators=("target",))[["change", "direction", "target_rating", "target_gap"]]
       change  direction target_rating  target_gap
    0    0.60  worsening         amber        8.26
    1    2.85  improving           red      -32.69
    >>> rules = kpis.assign(within=[10, 40], basis=["absolute", "percentage_points"])
    >>> hw.assess(rules, comparators=("target",), tolerance="within", basis="basis")["target_rating"].tolist()
    ['amber', 'amber']
    """
    read = Frame(frame)
    rules = row_rules(
        read, tolerance=tolerance, basis=basis, amber_limit=amber_limit, dead_band=dead_band, rule=rule
    )  # fmt: skip
    columns = {"tolerance": tolerance, "amber_limit": amber_limit, "dead_band": dead_band}
    first, others = previous_names(previous)
    against = comparator_names(comparators)
    names = {name: column for name, column in columns.items() if isinstance(column, str)}

    def codes(before: str | None, comparators: tuple[str, ...]) -> Codes:
        return assess_codes(read, latest=latest, previous=before, polarity=polarity, comparators=comparators,
                            accrual=accrual, rules=rules, names=names)  # fmt: skip

    added = codes(first, against).columns(read.text)
    read.require({"previous": others})
    for name in others:
        added |= codes(name, against[:1]).since(f"{name}_", read.text)
    result: Given = read.with_columns(added)
    return result
