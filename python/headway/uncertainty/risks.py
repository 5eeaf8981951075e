"""A register of risks: scores, ratings, movement, expected cost, and what a risk takes away in a simulation."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal

import numpy as np
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.amounts import UNIT_SIGNS, amounts_of
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.scalars import is_missing, text_of, whole, word
from headway.boundary.times import periods_of
from headway.charts.risk_matrix import Cell, RiskMatrix
from headway.language.counts import RATED, number_of
from headway.language.figures import decimals, figure, money
from headway.language.sentences import listed
from headway.pictured import Pictured
from headway.vocabulary import CalendarWord, MoneyUnit, MoneyUnitWord, RiskMovement, RiskRating

# Optional columns: read by these names where the frame has them, unless a caller says otherwise.
USUAL = ("inherent_impact", "inherent_probability", "target", "chance", "amount", "saving", "from_year", "owner",
         "proximity", "mitigation")  # fmt: skip
_TEXTS = ("saving", "owner", "proximity", "mitigation")
_STANDING = ("inherent_score", "score", "inherent_rating", "rating", "above_target", "movement", "change",
             "expected_cost")  # fmt: skip
_NOT_COMPARED = (RiskMovement.not_compared, RiskMovement.not_known, RiskMovement.new)


@dataclasses.dataclass(frozen=True, repr=False, eq=False)
class RiskRegister(Pictured):
    """Risks and how they stand. Made by `risk_register`.

    Attributes
    ----------
    risks : frame
        A row a risk, in the order of the rows: `risk`, `owner`, `proximity`, `mitigation`, `saving`, `impact` and
        `probability` (levels from 1), `inherent_score`, `inherent_rating`, `score` (residual: now), `rating`,
        `target_score`, `above_target` (by how much), `movement` and `change` since the other register, `chance`,
        `amount`, `expected_cost`, and `status` ("scored", or what it lacks).
    matrix : frame
        A row a cell: `impact`, `probability`, `score`, `rating`, `risks` (how many) and `names`.
    counts : dict of str to int
        How many risks are red, amber, green and not scored.
    closed : tuple of str
        Risks of the other register that are no longer in this one.
    expected_cost : float or None
        Of all risks whose chance and amount are known, together.
    not_simulated : tuple of str
        Those whose chance or amount is not known, which no simulation can draw.
    unit : MoneyUnit
        Of amounts.
    rows : sequence of mapping
        The risks as charts and pages take them.
    scale : tuple
        The words of impacts and of probabilities, and from which scores on a risk is amber and red.
    method : str
        Name and version of the rules.
    """

    counts: Mapping[str, int]
    closed: tuple[str, ...]
    expected_cost: float | None
    not_simulated: tuple[str, ...]
    unit: MoneyUnit
    scale: tuple[list[str], list[str], int, int]
    _columns: Mapping[str, Sequence[Any]]
    _like: Frame

    method: ClassVar[str] = _core.risk_method

    def __len__(self) -> int:
        return len(self._columns["name"])

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"risks": self.risks, "matrix": self.matrix, "_like": None}

    @functools.cached_property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        of = self._columns
        read = {
            "inherent_rating": [rating and RiskRating(rating) for rating in of["inherent_rating"]],
            "rating": [rating and RiskRating(rating) for rating in of["rating"]],
            "movement": [RiskMovement(movement) for movement in of["movement"]],
            "savings": [[part.strip() for part in text.split(";") if part.strip()] or None for text in of["saving"]],
        }  # fmt: skip
        columns = {**of, **read}
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    @functools.cached_property
    def risks(self) -> Any:
        of = self._columns
        compared = (movement not in _NOT_COMPARED for movement in of["movement"])
        known = (target and score for target, score in zip(of["target"], of["score"], strict=True))
        return self._like.like({
            "risk": _text(of["name"]), "owner": _text(of["owner"]), "proximity": _text(of["proximity"]),
            "mitigation": _text(of["mitigation"]), "saving": _text(of["saving"]),
            "impact": _whole(impact for impact, _ in of["residual"]),
            "probability": _whole(probability for _, probability in of["residual"]),
            "inherent_score": _whole(of["inherent_score"]), "inherent_rating": _text(of["inherent_rating"]),
            "score": _whole(of["score"]), "rating": _text(of["rating"]), "target_score": _whole(of["target"]),
            "above_target": _where(known, of["above_target"]), "movement": _text(of["movement"]),
            "change": _where(compared, of["change"]), "chance": _real(of["chance"]), "amount": _real(of["amount"]),
            "expected_cost": _real(of["expected_cost"]), "status": _text(of["status"]),
        })  # fmt: skip

    @functools.cached_property
    def matrix(self) -> Any:
        impacts, probabilities, *_ = self.scale
        cells, names = self._cells("residual"), self._columns["name"]
        return self._like.like({
            "impact": _text([impacts[cell[0] - 1] for cell in cells]),
            "probability": _text([probabilities[cell[1] - 1] for cell in cells]),
            "score": pa.array([cell[2] for cell in cells], pa.int64()), "rating": _text([cell[3] for cell in cells]),
            "risks": pa.array([len(cell[4]) for cell in cells], pa.int64()),
            "names": _text(["; ".join(names[i] for i in cell[4]) for cell in cells]),
        })  # fmt: skip

    def __repr__(self) -> str:
        rows = sorted(self.rows, key=lambda row: -row["score"])
        return "\n".join([f"{self._summary()}.", *(f"  {row['name']}: {self._said(row)}" for row in rows[:10]),
                          *([f"  and {len(rows) - 10} more"] if len(rows) > 10 else [])])  # fmt: skip

    def picture(self, *, of: Literal["residual", "inherent"] = "residual", title: str | None = None,
                subtitle: str | None = None, source: str | None = None) -> RiskMatrix:  # fmt: skip
        """The matrix of impact and probability: how many risks stand in each cell, and how it is rated.

        Parameters
        ----------
        of : {'residual', 'inherent'}, default 'residual'
            Now, or before anything was done about them.
        title : str, optional
            By default what the figures say.
        subtitle : str, optional
            Below the title; by default what is shown.
        source : str, optional
            Where the figures are from; stands below the axes.

        Returns
        -------
        Chart
            With `.plot(ax)`, `.svg()` and `.describe()`, which names the risks of each cell.

        Raises
        ------
        HeadwayError
            For levels that are neither, and a title that is not text.

        Examples
        --------
        >>> risks = pd.DataFrame({"risk": ["Supplier fails", "Recruitment"], "impact": [5, 3], "probability": [3, 2]})
        >>> hw.risk_register(risks, impacts=5, probabilities=5, amber_from=6, red_from=15).picture().finding()
        'Risks: 1 of 2 is red (Supplier fails)'
        """
        if of not in ("residual", "inherent"):
            raise refusal("of", f"{of!r:.60}", "residual, inherent")
        impacts, probabilities, amber_from, red_from = self.scale
        names = [row["name"] for row in self.rows]
        cells = [Cell(impact, probability, score, rating, [names[i] for i in inside])
                 for impact, probability, score, rating, inside in self._cells(of)]  # fmt: skip
        placed = {name for cell in cells for name in cell.risks}
        moved = [f"{number_of(len(some), 'risk')} {'is' if len(some) == 1 else 'are'} {movement}: {listed(some)}."
                 for movement in ("worse", "better", "new")
                 if (some := [row["name"] for row in self.rows if row["movement"] == movement])]  # fmt: skip
        moved += [f"Closed: {listed(self.closed)}."] if self.closed else []
        if self.expected_cost is not None:
            moved.append(f"Expected cost: {self._cost()}.")
        return RiskMatrix(
            impacts=impacts, probabilities=probabilities, cells=cells, which=of, moved=moved,
            not_scored=[name for name in names if name not in placed], title=title, subtitle=subtitle, source=source,
            key=f"Impact x probability: red from {red_from}, amber from {amber_from}.",
        )  # fmt: skip

    def _cells(self, of: str) -> list[tuple[int, int, int, str, list[int]]]:
        return _core.risk_matrix(self._columns[of], self.scale)

    def _money(self, amount: float) -> str:
        return money(amount, UNIT_SIGNS[self.unit], decimals(amount))

    def _cost(self) -> str:
        """The expected cost, and of how many risks it is where not of all."""
        known = sum(cost == cost for cost in self._columns["expected_cost"])
        of = "" if known == len(self) else f" (of {number_of(len(self), 'risk')}, {known} with a cost)"
        return f"{self._money(self.expected_cost or 0.0)}{of}"

    def _summary(self) -> str:
        parts = [f"{self.counts[rating]} {rating}" for rating in RATED]
        lacking = f", {self.counts['not scored']} not scored" if self.counts["not scored"] else ""
        cost = "" if self.expected_cost is None else f"; expected cost {self._cost()}"
        return f"{number_of(len(self), 'risk')}: {', '.join(parts)}{lacking}{cost}"

    def _said(self, row: Mapping[str, Any]) -> str:
        """One risk, in words."""
        if not row["score"]:
            return str(row["status"])
        said = [f"{row['rating']}, score {row['score']}"]
        moved = row["movement"] not in (RiskMovement.not_compared, RiskMovement.not_known)
        change = f" ({figure(row['change'], places=0, signed=True)})" if row["change"] else ""
        said += [f"{row['movement']}{change}"] if moved else []
        said += [f"{row['above_target']} above its target of {row['target']}"] if row["above_target"] else []
        known = row["expected_cost"] == row["expected_cost"]
        said += [f"expected cost {self._money(row['expected_cost'])}"] if known else []
        return ", ".join(said)

    def _events(self, years: Sequence[Period]) -> list[tuple[str, float, float, list[str] | None, int]]:
        """The risks as events of a simulation of these years."""
        events, problems = [], Problems()
        for row in self.rows:
            if row["name"] in self.not_simulated:
                continue
            with problems:
                events.append((row["name"], row["chance"], row["amount"], row["savings"], _place(row, years)))
        problems.refuse()
        return events

    @property
    def _note(self) -> str:
        """What must be said of a simulation with these risks."""
        if not self.not_simulated:
            return ""
        are = "is" if len(self.not_simulated) == 1 else "are"
        return (f"{number_of(len(self.not_simulated), 'risk')} without a chance and an amount as numbers {are} in no "
                f"draw: {listed(self.not_simulated)}.")  # fmt: skip


def _place(row: Mapping[str, Any], years: Sequence[Period]) -> int:
    if row["from_year"] is None:
        return 0
    place = next((i for i, year in enumerate(years) if year.end >= row["from_year"].end), None)
    if place is None:
        raise HeadwayError(f"risk {row['name']!r}: found a first year of {row['from_year'].label!r}; accepted: up to "
                           f"{years[-1].label!r}, the last of the plan")  # fmt: skip
    return place


def risk_register(
    frame: Any, *, impacts: int | Sequence[str], probabilities: int | Sequence[str], amber_from: int, red_from: int,
    previous: Any = None, risk: str = "risk", impact: str = "impact", probability: str = "probability",
    inherent_impact: str | None = None, inherent_probability: str | None = None, target: str | None = None,
    chance: str | None = None, amount: str | None = None, saving: str | None = None, from_year: str | None = None,
    owner: str | None = None, proximity: str | None = None, mitigation: str | None = None,
    unit: MoneyUnit | MoneyUnitWord = "millions", calendar: CalendarWord | int = "financial",
) -> RiskRegister:  # fmt: skip
    """A register of risks: scores by impact and probability, ratings, movement, and what they are expected to cost.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        A row a risk; it is not changed.
    impacts, probabilities : int or sequence of str
        The scale: how many levels there are, or what they are called, the least first. A cell holds a number, a word
        or both ("4", "Major", "4 - Major").
    amber_from, red_from : int
        The scores (impact x probability) from which on a risk is amber, and red.
    previous : RiskRegister or frame, optional
        Another register, to tell what moved since. A frame is read by the same columns and scale.
    risk, impact, probability : str
        Columns: the name of each risk, and its levels now (residual).
    inherent_impact, inherent_probability : str, optional
        Columns: the levels before mitigation. These and the following are read by their own names where the frame has
        such columns; a name that is given must be there.
    target : str, optional
        Column: the score to reach.
    chance : str, optional
        Column: the chance that it happens, as a number: 0.3 or "30%".
    amount : str, optional
        Column: what it costs, or takes away a year: 2.0 or "£2m".
    saving : str, optional
        Column: the programmes or savings that it threatens, "Fleet; Lights". Nothing is the whole plan.
    from_year : str, optional
        Column: the year from which on it takes away. Nothing is the first.
    owner, proximity, mitigation : str, optional
        Columns of text, which are carried.
    unit : {'pounds', 'thousands', 'millions', 'billions'}, default 'millions'
        Of amounts that are numbers.
    calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
        Where a year begins.

    Returns
    -------
    RiskRegister
        `.risks` and `.matrix` as frames of the caller's kind, `.counts`, `.closed`, `.expected_cost`; it is drawn, and
        goes into `simulate(..., risks=...)`.

    Raises
    ------
    HeadwayError
        For a level off the scale, a chance beyond 0 to 1, an amount below 0, a risk twice or without a name, thresholds
        out of order, a column that is missing: all at once, up to ten, with row and column.

    Notes
    -----
    Nothing, "n/a" and "TBC" are missing in every column; names are the same in any letter case. A missing level leaves
    a risk without score and rating, and says so. The colours are a scheme of their own: a red risk is no red indicator,
    action or saving. The expected cost is chance x amount, and of several that of those which have one. A level of
    probability is no number of chances: where money is expected, the chance is given by itself.

    HM Government, The Orange Book: management of risk (2023).

    Examples
    --------
    >>> risks = pd.DataFrame({
    ...     "risk": ["Supplier fails", "Recruitment", "Legal challenge"], "impact": ["5 - Severe", "Moderate", 4],
    ...     "probability": [3, 2, "TBC"], "target": [8, 6, None], "chance": ["30%", None, None],
    ...     "amount": ["£2.0m", None, None], "saving": ["Fleet; Lights", None, None]})
    >>> hw.risk_register(risks, impacts=["Negligible", "Minor", "Moderate", "Major", "Severe"], probabilities=5,
    ...                  amber_from=6, red_from=15)
    3 risks: 1 red, 1 amber, 0 green, 1 not scored; expected cost £0.6m (of 3 risks, 1 with a cost).
      Supplier fails: red, score 15, 7 above its target of 8, expected cost £0.6m
      Recruitment: amber, score 6
      Legal challenge: no probability
    """
    read, of_money = Frame(frame), word(unit, "unit", MoneyUnit)
    scale = (_levels(impacts, "impacts"), _levels(probabilities, "probabilities"),
             whole(amber_from, "amber_from", 1, 100), whole(red_from, "red_from", 1, 100))  # fmt: skip
    _core.validate_risk_scale(scale)
    given = zip(USUAL, (inherent_impact, inherent_probability, target, chance, amount, saving, from_year, owner,
                        proximity, mitigation), strict=True)  # fmt: skip
    columns = {name: column for name, column in given if column is not None}
    named = {"risk": risk, "impact": impact, "probability": probability, **{name: name for name in USUAL}, **columns}
    for name, column in named.items():
        text_of(column, name)
    read.require({name: named[name] for name in ("risk", "impact", "probability", *columns)})
    columns_read = _read(read, named, scale, of_money, calendar)
    before: RiskRegister | None = None
    if isinstance(previous, RiskRegister):
        if previous.scale != scale:
            raise refusal("previous", "a register of another scale", "one of the same levels and thresholds")
        before = previous
    elif previous is not None:
        with_name = _Previous()
        with with_name:
            before = risk_register(previous, impacts=impacts, probabilities=probabilities, amber_from=amber_from,
                                   red_from=red_from, risk=risk, impact=impact, probability=probability, unit=unit,
                                   calendar=calendar, **columns)  # fmt: skip
    return _register(read, columns_read, scale, before, of_money)


class _Previous:
    """Says of every problem that it is in the other register."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, HeadwayError):
            refuse([f"previous, {problem}" for problem in error.problems or (str(error),)])


def _levels(given: Any, name: str) -> list[str]:
    """The words of a scale; of a number of levels their numbers."""
    accepted = "the number of levels, or their words, the least first"
    if isinstance(given, str) or (not isinstance(given, Sequence) and not isinstance(given, (int, np.integer))):
        raise refusal(name, f"{type(given).__name__} {given!r:.60}", accepted)
    if isinstance(given, Sequence):
        return [text_of(word, f"{name}[{i}]") for i, word in enumerate(given)]
    return [str(i + 1) for i in range(whole(given, name, 2, 10))]


def _cells(read: Frame, name: str) -> list[str]:
    """A column as text: whole numbers without decimals, nothing where there is none."""
    if read.holds_text(name):
        return read.texts(name)
    cells = read.cells(name)
    said = {cell: "" if cell is None else cell if isinstance(cell, str) else f"{cell:.15g}" for cell in set(cells)}
    return [said[cell] for cell in cells]


def _read(read: Frame, named: Mapping[str, str], scale: tuple[list[str], list[str], int, int], unit: MoneyUnit,
          calendar: CalendarWord | int) -> dict[str, Sequence[Any]]:  # fmt: skip
    """The risks of a frame, as columns; every problem at once."""
    impacts, probabilities, *_ = scale
    problems, count = Problems(), len(read)
    levels = {name: [0] * count for name in ("impact", "probability", "inherent_impact", "inherent_probability")}
    scores = [str(i + 1) for i in range(len(impacts) * len(probabilities))]
    target, chance, amount = [0] * count, [float("nan")] * count, [float("nan")] * count
    texts = {name: [""] * count for name in ("risk", *_TEXTS)}
    first: list[Period | None] = [None] * count
    for name in levels:
        with problems:
            if named[name] in read:
                words = impacts if name.endswith("impact") else probabilities
                levels[name] = _core.risk_levels(_cells(read, named[name]), named[name], words)
    with problems:
        if named["target"] in read:
            target = _core.risk_levels(_cells(read, named["target"]), named["target"], scores)
    with problems:
        if named["chance"] in read:
            cells = _cells(read, named["chance"])
            known = ["" if nothing else cell for cell, nothing in zip(cells, _core.says_nothing(cells), strict=True)]
            chance = _core.shares(known, named["chance"])
    with problems:
        if named["amount"] in read:
            nothing = _core.says_nothing(_cells(read, named["amount"]))
            amount = amounts_of(read, named["amount"], unit, nothing).tolist()
    for name in texts:
        with problems:
            if named[name] in read:
                texts[name] = _cells(read, named[name])
    with problems:
        if named["from_year"] in read:
            said = [i for i, value in enumerate(read.values(named["from_year"])) if not is_missing(value)
                    and not (isinstance(value, str) and _core.says_nothing([value])[0])]  # fmt: skip
            codes, periods = periods_of(read, named["from_year"], calendar, years=True, accepted="a year",
                                        among=np.array(said, np.int64))  # fmt: skip
            for i in said:
                first[i] = periods[codes[i]]
    problems.refuse()
    return {
        "name": texts["risk"],
        "inherent": [*zip(levels["inherent_impact"], levels["inherent_probability"], strict=True)],
        "residual": [*zip(levels["impact"], levels["probability"], strict=True)], "target": target, "chance": chance,
        "amount": amount, "from_year": first, **{name: texts[name] for name in _TEXTS},
    }  # fmt: skip


def _of_core(columns: Mapping[str, Sequence[Any]]) -> list[tuple[Any, ...]]:
    of_core = ("name", "inherent", "residual", "target", "chance", "amount")
    return [*zip(*(columns[name] for name in of_core), strict=True)]


def _register(read: Frame, columns: dict[str, Sequence[Any]], scale: tuple[list[str], list[str], int, int],
              before: RiskRegister | None, unit: MoneyUnit) -> RiskRegister:  # fmt: skip
    found = _core.risk_standings(_of_core(columns), scale, None if before is None else _of_core(before._columns))
    of_standings = [*zip(*found["standings"], strict=True)] or [()] * len(_STANDING)
    columns |= dict(zip(_STANDING, of_standings, strict=True))
    columns["status"] = ["scored" if all(levels) else " and ".join(
        f"no {name}" for name, level in zip(("impact", "probability"), levels, strict=True) if not level
    ) for levels in columns["residual"]]  # fmt: skip
    counts = {rating: columns["rating"].count(rating) for rating in RATED}
    counts["not scored"] = len(read) - sum(counts.values())
    cost = found["expected_cost"]
    return RiskRegister(
        counts, tuple(before._columns["name"][i] for i in found["closed"]) if before is not None else (),
        None if cost != cost else cost,
        tuple(name for name, cost in zip(columns["name"], columns["expected_cost"], strict=True) if cost != cost),
        unit, scale, columns, read,
    )  # fmt: skip


def _text(values: Iterable[str | None]) -> pa.Array:
    return pa.array([value or None for value in values], pa.large_string())


def _whole(values: Iterable[int]) -> pa.Array:
    return pa.array([value or None for value in values], pa.int64())


def _real(values: Sequence[float]) -> pa.Array:
    return pa.array(values, pa.float64(), from_pandas=True)


def _where(known: Iterable[Any], values: Sequence[int]) -> pa.Array:
    return pa.array([value if is_known else None for value, is_known in zip(values, known, strict=True)], pa.int64())
