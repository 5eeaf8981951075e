"""What an audit holds claims against besides the documents: a register of indicators, scorecards, savings plans."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeAlias, runtime_checkable

from headway.boundary.frames import Frame
from headway.boundary.polarity import WORDS, polarity_column
from headway.boundary.problems import refusal
from headway.savings.savings_plan import SavingsPlan

Row: TypeAlias = tuple[str, str, str, str | None, float, float, float, float, float]
Amount: TypeAlias = tuple[str, float, int]



@runtime_checkable
class Card(Protocol):
    """A scorecard, as far as an audit knows it; pages of audits know scorecards, so that it knows no more."""

    frame: Any
    board: Any

    def __len__(self) -> int: ...


_FIGURES = ("previous", "latest", "target", "national", "peer")
_ACCEPTED = "a frame with a column 'indicator', a Scorecard, or (as evidence) a SavingsPlan"


def rows_of(register: Any, evidence: Iterable[Any]) -> tuple[list[Row], list[Amount]]:
    """Rows and amounts of all that is given, the register first."""
    rows: list[Row] = []
    amounts: list[Amount] = []
    if register is not None:
        rows += _rows(register, "register")
    for number, given in enumerate(evidence):
        if isinstance(given, SavingsPlan):
            amounts += _amounts(given)
        else:
            rows += _rows(given, f"evidence[{number}]")
    return rows, amounts


def as_sequence(evidence: Any) -> Sequence[Any]:
    """Evidence, of which one thing may be given by itself."""
    if isinstance(evidence, Card | SavingsPlan):
        return (evidence,)
    if isinstance(evidence, list | tuple):
        return evidence
    raise refusal("evidence", type(evidence).__name__, f"a list of these: {_ACCEPTED}")


def frame_of(register: Any) -> Frame | None:
    """The frame whose kind results take: the register's own, or its scorecard's."""
    if register is None:
        return None
    return Frame(register.frame if isinstance(register, Card) else register)


def _rows(given: Any, where: str) -> list[Row]:
    if isinstance(given, Card):
        return [_of_board(given, number) for number in range(len(given))]
    if isinstance(given, str | bytes) or not hasattr(given, "columns"):
        raise refusal(where, f"{type(given).__name__}", _ACCEPTED)
    frame = Frame(given)
    frame.require(["indicator"], hint="A register has a row an indicator")
    count = len(frame)
    texts = {name: _texts(frame, name) if name in frame else [""] * count for name in ("section", "period")}
    codes = polarity_column(frame, "polarity").tolist() if "polarity" in frame else [len(WORDS)] * count
    figures = [frame.numbers(name).tolist() if name in frame else [math.nan] * count for name in _FIGURES]
    rows = []
    for row, label in enumerate(_texts(frame, "indicator")):
        polarity = WORDS[codes[row]] if codes[row] < len(WORDS) else None
        values = [column[row] if math.isfinite(column[row]) else math.nan for column in figures]
        rows.append((label, texts["section"][row], texts["period"][row], polarity,
                     values[0], values[1], values[2], values[3], values[4]))  # fmt: skip
    return rows


def _texts(frame: Frame, name: str) -> list[str]:
    codes, words = frame.words(name)
    return [words[code] if code >= 0 else "" for code in codes.tolist()]


def _of_board(card: Card, number: int) -> Row:
    row = card.board.row(number)

    def against(name: str) -> float:
        ends = row.against[name].ends if name in row.against else []
        return ends[0] if ends and len(set(ends)) == 1 else math.nan

    return (row.indicator, row.section or "", row.period or "", row.polarity, row.previous, row.latest,
            against("target"), against("national"), against("peer"))  # fmt: skip


def _amounts(plan: SavingsPlan) -> list[Amount]:
    """Expected savings by portfolio, and their total, in pounds."""
    frame = Frame(plan.by_portfolio())
    expected = frame.numbers("expected").tolist()
    return [(label, value * _MILLION, 2) for label, value in zip(_texts(frame, "portfolio"), expected, strict=True)]


_MILLION = 1e6
