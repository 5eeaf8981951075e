"""Options set side by side: weighted scores, their ranking, and how firm it is."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway.boundary.amounts import UNIT_SIGNS, amounts_of
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.scalars import bounds, number, word
from headway.charts.stacked import Stacked
from headway.language.figures import decimals, figure, figure_writer, money
from headway.language.sentences import listed
from headway.pictured import Pictured
from headway.vocabulary import MoneyUnit, MoneyUnitWord

Floats: TypeAlias = npt.NDArray[np.float64]

_STANDING = ("score", "rank", "tied", "value_rank", "dominated_by", "same_as", "lacks", "contributions")


@dataclasses.dataclass(frozen=True)
class WeightMove:
    """The least weight that has to be moved, whatever the criteria, for another option to draw level.

    Attributes
    ----------
    amount : float
        In the terms of the weights; 0 where another scores as high already.
    from_ : mapping of str to float
        The criteria and what is taken from each.
    to : str
        The criterion that it goes to.
    winner : str
        The option that then scores as high; with any more it wins.
    """

    amount: float
    from_: Mapping[str, float]
    to: str
    winner: str


@dataclasses.dataclass(frozen=True, repr=False, eq=False)
class OptionsAppraisal(Pictured):
    """Options and how they score. Made by `appraise_options`.

    Attributes
    ----------
    options : frame
        A row an option, in the order of the rows: `option`, `score`, `rank` (1 is the highest), `tied`,
        `net_present_value` with `value_rank`, `cost`, `dominated_by` (an option that is at least as good on every
        criterion and better on one), and `status` ("scored", or which scores it lacks).
    contributions : frame
        A row an option and criterion: `option`, `criterion`, `weight`, `score`, `contribution`.
    firmness : frame
        A row a criterion: `criterion`, `weight`, `weight_at` which another option draws level while the others keep
        their proportions, `change` from its weight, the `winner` beyond that; null where no weight makes another win.
    leaders : tuple of str
        The options that score highest; several where they tie.
    smallest_move : WeightMove or None
        Whatever the weights; None where no weights make another option win.
    scale : (float, float)
        What every score lies within.
    unit : MoneyUnit
        Of net present values and costs.
    rows, criteria : sequence of mapping
        The options and the criteria as charts and pages take them.
    method : str
        Name and version of the rules.
    """

    leaders: tuple[str, ...]
    smallest_move: WeightMove | None
    scale: tuple[float, float]
    unit: MoneyUnit
    criteria: Sequence[Mapping[str, Any]]
    _columns: Mapping[str, Sequence[Any]]
    _scores: Floats
    _like: Frame

    method: ClassVar[str] = _core.options_appraisal_method

    def __len__(self) -> int:
        return len(self._columns["option"])

    def __getstate__(self) -> dict[str, Any]:
        frames = {name: getattr(self, name) for name in ("options", "contributions", "firmness")}
        return self.__dict__ | frames | {"_like": None}

    @functools.cached_property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        return [dict(zip(self._columns, row, strict=True)) for row in zip(*self._columns.values(), strict=True)]

    @functools.cached_property
    def options(self) -> Any:
        of = self._columns
        return self._like.like({
            "option": _text(of["option"]), "score": _real(of["score"]), "rank": _whole(of["rank"]),
            "tied": pa.array(of["tied"], pa.bool_()), "net_present_value": _real(of["net_present_value"]),
            "value_rank": _whole(of["value_rank"]), "cost": _real(of["cost"]),
            "dominated_by": _text(of["dominated_by"]), "status": _text(of["status"]),
        })  # fmt: skip

    @functools.cached_property
    def contributions(self) -> Any:
        of, count = self._columns, len(self)
        return self._like.like({
            "option": _text([name for name in of["option"] for _ in self.criteria]),
            "criterion": _text([each["criterion"] for each in self.criteria] * count),
            "weight": _real([each["weight"] for each in self.criteria] * count), "score": _real(self._scores.ravel()),
            "contribution": _real([*itertools.chain.from_iterable(of["contributions"])]),
        })  # fmt: skip

    @functools.cached_property
    def firmness(self) -> Any:
        def of(name: str) -> list[Any]:
            return [each[name] for each in self.criteria]

        return self._like.like({
            "criterion": _text(of("criterion")), "weight": _real(of("weight")), "weight_at": _real(of("at")),
            "change": _real(of("change")), "winner": _text(of("winner")),
        })  # fmt: skip

    def __repr__(self) -> str:
        return "\n".join([f"{self._finding()}.", *(f"  {row['option']}: {self._said(row)}" for row in self.ranked())])

    def picture(self, *, title: str | None = None, subtitle: str | None = None,
                source: str | None = None) -> Stacked:  # fmt: skip
        """The score of each option, by what each criterion adds to it.

        Parameters
        ----------
        title : str, optional
            By default what the figures say.
        subtitle : str, optional
            Below the title; by default what is shown.
        source : str, optional
            Where the figures are from; stands below the axes.

        Returns
        -------
        Chart
            With `.plot(ax)`, `.svg()` and `.describe()`, which also says how firm the ranking is.

        Raises
        ------
        HeadwayError
            For a title that is not text.

        Examples
        --------
        >>> options = pd.DataFrame({"option": ["As now", "Reform"], "Fit": [3, 8], "Risk": [9, 5]})
        >>> hw.appraise_options(options, weights={"Fit": 60, "Risk": 40}, scale=(0, 10)).picture().finding()
        'Reform scores highest, 6.8 of 10; As now wins if Fit weighs under 44 instead of 60'
        """
        rows = self.ranked()
        write = figure_writer([row["score"] for row in rows if row["rank"]], None)
        firm = [self._firm(criterion) for criterion in self.criteria]
        sentences = [f"{self._finding()}."]
        sentences += [f"{row['option']}: {self._said(row)}." for row in rows]
        sentences += [f"{each}." for each in firm] + self._least()
        return Stacked(
            rows={row["option"]: row["contributions"] for row in rows},
            parts={each["criterion"]: f"weight {_short(each['weight'])}" for each in self.criteria},
            totals=[write(row["score"]) if row["rank"] else "no score" for row in rows], says=self._finding(),
            what=f"Weighted scores, from {_short(self.scale[0])} to {_short(self.scale[1])}, by criterion",
            sentences=sentences, title=title, subtitle=subtitle, source=source,
        )  # fmt: skip

    def ranked(self) -> list[Mapping[str, Any]]:
        """The rows of the options, the highest score first; those without one last."""
        return sorted(self.rows, key=lambda row: row["rank"] or len(self.rows) + 1)

    def _finding(self) -> str:
        if not self.leaders:
            return "No option has a score on every criterion"
        score = f"{_short(next(row['score'] for row in self.rows if row['rank'] == 1))} of {_short(self.scale[1])}"
        if len(self.leaders) > 1:
            leading = [row for row in self.rows if row["rank"] == 1]
            same = all(row["same_as"] == self.leaders[0] for row in leading[1:])
            alike = ", the same on every criterion" if same else ""
            return f"{listed(self.leaders)} score highest, {score} each{alike}"
        said = f"{self.leaders[0]} scores highest, {score}"
        movable = [each for each in self.criteria if each["winner"] is not None]
        if not movable:
            return f"{said}; no weight of a single criterion makes another option win"
        nearest = min(movable, key=lambda each: abs(each["change"]))
        at = nearest["at"]  # whole in a title: a weight beyond that is beyond the edge as well
        at = math.ceil(at) if nearest["change"] > 0 else math.floor(at)
        about = {**nearest, "at": float(at)} if abs(nearest["at"]) >= 10 else nearest
        return f"{said}; {nearest['winner']} wins if {self._beyond(about, 'weighs')}"

    def _beyond(self, criterion: Mapping[str, Any], verb: str = "is") -> str:
        side = "over" if criterion["change"] > 0 else "under"
        at, now = _short(criterion["at"]), _short(criterion["weight"])
        return f"{criterion['criterion']} {verb} {side} {at} instead of {now}"

    def _firm(self, criterion: Mapping[str, Any]) -> str:
        if criterion["winner"] is None:
            return f"No weight of {criterion['criterion']} makes another option win"
        if not criterion["change"]:
            return (f"{listed(self.leaders)} score the same where the weight of {criterion['criterion']} is "
                    f"{_short(criterion['weight'])}, as it is; any other parts them")  # fmt: skip
        return f"{criterion['winner']} wins where the weight of {self._beyond(criterion)}"

    def _least(self) -> list[str]:
        move = self.smallest_move
        if move is None or not move.amount:
            return [] if move else ["No weights make another option win."]
        taken = listed([f"{_short(amount)} from {name}" for name, amount in move.from_.items()])
        return [f"The least weight that has to be moved for another to score as high is {_short(move.amount)}: {taken} "
                f"to {move.to} ({move.winner})."]  # fmt: skip

    def _score(self, row: Mapping[str, Any]) -> str:
        return _short(row["score"]) if row["rank"] else "no score"

    def _said(self, row: Mapping[str, Any]) -> str:
        """One option, in words."""
        sign = UNIT_SIGNS[self.unit]
        said = [f"score {self._score(row)}" if row["rank"] else row["status"]]
        said += [f"rank {row['rank']}{' (tied)' if row['tied'] else ''}"] if row["rank"] else []
        for name, amount in (("net present value", row["net_present_value"]), ("cost", row["cost"])):
            said += [] if amount != amount else [f"{name} {money(amount, sign, decimals(amount))}"]
        said += [f"dominated by {row['dominated_by']}"] if row["dominated_by"] is not None else []
        said += [f"the same scores as {row['same_as']}"] if row["same_as"] is not None else []
        return ", ".join(said)


def appraise_options(
    frame: Any, *, weights: Mapping[str, float], scale: tuple[float, float], option: str = "option",
    net_present_value: str | None = None, cost: str | None = None, unit: MoneyUnit | MoneyUnitWord = "millions",
) -> OptionsAppraisal:  # fmt: skip
    """Options scored on criteria with weights: the ranking, and by how much a weight must change for another to win.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        A row an option; it is not changed.
    weights : mapping of str to float
        Criteria, which are columns of scores, and the weight of each. They add up to 1 or to 100. A score is a
        number, or text of a number and its word ("8 - good"); "n/a" and the like are none.
    scale : (float, float)
        The lowest and the highest score, the same for every criterion; higher is better.
    option : str, default 'option'
        Column: the name of each option.
    net_present_value, cost : str, optional
        Columns of money, numbers or text ("£1.2m"). They stand beside the scores and are no criterion.
    unit : {'pounds', 'thousands', 'millions', 'billions'}, default 'millions'
        Of these amounts.

    Returns
    -------
    OptionsAppraisal
        `.options`, `.contributions` and `.firmness` as frames of the caller's kind, `.leaders`, `.smallest_move`; it
        is drawn.

    Raises
    ------
    HeadwayError
        For weights that do not add up, a weight below 0, scores off the scale, an option that has no name or stands
        twice, a column that is missing or not of numbers: all at once, up to ten.

    Notes
    -----
    A missing score leaves its option without a rank, and says so; it is in no comparison. Where the weight of one
    criterion changes, the others keep their proportions to one another. Scores that tie are told.

    HM Treasury, The Green Book (2022); Department for Communities and Local Government, Multi-criteria analysis: a
    manual (2009).

    Examples
    --------
    >>> options = pd.DataFrame({
    ...     "option": ["As now", "Reform", "Outsource"], "npv": ["£1.0m", "£3.2m", "£4.5m"],
    ...     "Fit": [3, 8, 6], "Value": [5, 7, 9], "Achievability": [9, 5, 4]})
    >>> appraisal = hw.appraise_options(options, weights={"Fit": 40, "Value": 30, "Achievability": 30}, scale=(0, 10),
    ...                                 net_present_value="npv")
    >>> appraisal
    Reform scores highest, 6.8 of 10; Outsource wins if Value weighs over 44 instead of 30.
      Reform: score 6.8, rank 1, net present value £3.2m
      Outsource: score 6.3, rank 2, net present value £4.5m
      As now: score 5.4, rank 3, net present value £1m
    >>> appraisal.firmness.round(1)
           criterion  weight  weight_at  change     winner
    0            Fit    40.0       20.0   -20.0  Outsource
    1          Value    30.0       44.0    14.0  Outsource
    2  Achievability    30.0       48.1    18.1     As now
    >>> appraisal.smallest_move
    WeightMove(amount=12.5, from_={'Fit': 12.5}, to='Value', winner='Outsource')
    """
    read = Frame(frame)
    of_money = word(unit, "unit", MoneyUnit)
    if not isinstance(weights, Mapping) or not all(isinstance(name, str) for name in weights):
        raise refusal("weights", type(weights).__name__, "weights by criterion, {'Strategic fit': 40, 'Value': 60}")
    problems = Problems()
    lowest = highest = float("nan")
    with problems:
        if not isinstance(scale, (tuple, list)):
            raise refusal("scale", f"{scale!r:.60}", "the lowest and the highest score, (0, 10)")
        lowest, highest = bounds(scale, "scale")
    given: dict[str, float] = {}
    for name, weight in weights.items():
        with problems:
            given[name] = number(weight, f"weight of {name!r}", null=False)
    columns: dict[str, str | tuple[str, ...]] = {"option": option}
    columns |= {argument: name for argument, name in (("net_present_value", net_present_value), ("cost", cost))
                if name is not None}  # fmt: skip
    with problems:
        read.require(columns)
    with problems:
        read.require([*weights])
    problems.refuse()
    names: list[str] = []
    scores = np.full((len(read), len(given)), np.nan)
    amounts = {name: np.full(len(read), np.nan) for name in ("net_present_value", "cost")}
    with problems:
        codes, words = read.identified(option)
        names = [_core.plain_text(words[code]) for code in codes.tolist()]
        refuse(_alike(names, option))
    for i, name in enumerate(given):
        with problems:
            scores[:, i] = _scores(read, name)
    for name, column in (("net_present_value", net_present_value), ("cost", cost)):
        with problems:
            if column is not None:
                amounts[name] = amounts_of(read, column, of_money)
    problems.refuse()
    found = _core.appraise_options(list(given.items()), names, np.ascontiguousarray(scores.ravel()),
                                   amounts["net_present_value"], amounts["cost"], lowest, highest)  # fmt: skip
    return _result(read, names, given, scores, amounts, found, (lowest, highest), of_money)


def _alike(names: list[str], column: str) -> list[str]:
    """Problems of names that letter case alone tells apart; one that stands twice as it is, the core refuses."""
    first: dict[str, int] = {}
    before = [first.setdefault(name.casefold(), row) for row, name in enumerate(names)]
    return [f"row {row}, column {column!r}: found {name!r}, which row {before[row]} has as {names[before[row]]!r}; "
            "accepted: one row an option"
            for row, name in enumerate(names) if names[before[row]] != name]  # fmt: skip


def _scores(read: Frame, name: str) -> Any:
    """A column of scores, as numbers or as text with their words."""
    if not read.holds_text(name) and read.holds_one_type(name):
        return read.numbers(name)
    cells = read.cells(name)
    if not any(isinstance(cell, str) for cell in cells):
        return read.numbers(name)
    return _core.read_scores(["" if cell is None else cell if isinstance(cell, str) else f"{cell:.15g}"
                              for cell in cells], name)  # fmt: skip


def _result(read: Frame, names: Sequence[str], weights: Mapping[str, float], scores: Floats,
            amounts: Mapping[str, Floats], found: Mapping[str, Any], scale: tuple[float, float],
            unit: MoneyUnit) -> OptionsAppraisal:  # fmt: skip
    criteria = list(weights)
    of_standings = [*zip(*found["standings"], strict=True)] or [()] * len(_STANDING)
    of = dict(zip(_STANDING, of_standings, strict=True))
    lacking = [f"no score on {listed([criteria[c] for c in lacks])}" if lacks else "scored" for lacks in of["lacks"]]
    columns = {
        "option": names, "score": of["score"], "rank": of["rank"], "tied": of["tied"],
        "net_present_value": amounts["net_present_value"].tolist(), "value_rank": of["value_rank"],
        "cost": amounts["cost"].tolist(), "dominated_by": _named(of["dominated_by"], names),
        "same_as": _named(of["same_as"], names), "status": lacking, "contributions": of["contributions"],
    }  # fmt: skip
    firm = [{"criterion": name, "weight": weights[name], "at": at, "change": change,
             "winner": None if winner is None else names[winner]}
            for name, (at, change, winner) in zip(criteria, found["changes"], strict=True)]  # fmt: skip
    move = None
    if found["move"] is not None:
        amount, from_, to, winner = found["move"]
        move = WeightMove(amount, {criteria[c]: taken for c, taken in from_}, criteria[to], names[winner])
    return OptionsAppraisal(tuple(names[i] for i in found["leaders"]), move, scale, unit, firm, columns, scores, read)


def _named(places: Iterable[int | None], names: Sequence[str]) -> list[str | None]:
    return [None if place is None else names[place] for place in places]


def _text(values: Sequence[str | None]) -> pa.Array:
    return pa.array(values, pa.large_string())


def _real(values: Any) -> pa.Array:
    return pa.array(values, pa.float64(), from_pandas=True)


def _whole(values: Iterable[int]) -> pa.Array:
    return pa.array([value or None for value in values], pa.int64())


def _short(value: float) -> str:
    """A score or a weight with the decimals that it needs, at most two."""
    return figure(value, places=decimals(value))
