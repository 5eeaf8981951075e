"""Rows of money by portfolio, as charts read them: numbers with NaN where there is none, and the total row apart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from headway._core import HeadwayError
from headway.boundary.frames import Frame, _braces, numbers_of
from headway.boundary.problems import refuse
from headway.boundary.scalars import number
from headway.language.sentences import plain_line

TOTAL = "Total"
Row = dict[str, float]


class Portfolios(NamedTuple):
    """Amounts by name of column, one row a portfolio in the order given, and those of the row "Total"."""

    rows: dict[str, Row]
    total: Row


def columns_of(rows: Any, texts: Sequence[str], amounts: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """Rows of any kind of frame, or a list of dicts: text as one line, numbers as floats, NaN where there is none.

    Without a list of amounts, every column but the texts is one.
    """
    read: dict[str, Any] = {}
    if isinstance(rows, Sequence) and not isinstance(rows, str) and all(isinstance(row, Mapping) for row in rows):
        names = list(dict.fromkeys(str(name) for row in rows for name in row))
        missing = [name for name in (*texts, *(amounts or ())) if name not in names]
        refuse([f"column {name!r} is not in the rows. Accepted: one of {', '.join(names)}" for name in missing])
        for name in texts:
            read[name] = [_text(row.get(name), i, name) for i, row in enumerate(rows)]
        for name in _amounts(names, texts, amounts):
            read[name] = numbers_of([row.get(name) for row in rows], f"row {{row}}, column {_braces(repr(name))}").tolist()
    else:
        frame = Frame(rows)
        frame.require([*texts, *(amounts or ())])
        for name in texts:
            codes, words = frame.words(name)
            read[name] = [_text(words[code] if code >= 0 else None, i, name) for i, code in enumerate(codes)]
        for name in _amounts(frame.columns, texts, amounts):
            read[name] = frame.numbers(name).tolist()
    return [dict(zip(read, values, strict=True)) for values in zip(*read.values(), strict=True)]


def _amounts(names: Sequence[str], texts: Sequence[str], amounts: Sequence[str] | None) -> list[str]:
    return [name for name in names if name not in texts] if amounts is None else list(amounts)


def _text(value: object, row: int, name: str) -> str:
    if not isinstance(value, str) or not plain_line(value):
        raise HeadwayError(f"row {row}, column {name!r}: found {value!r}; accepted: text")
    return plain_line(value)


def portfolios_of(rows: Any, amounts: Sequence[str] | None = None) -> Portfolios:
    """One row a portfolio, and the total, which is the plan's own and not added up here."""
    read = columns_of(rows, ["portfolio"], amounts)
    by_name = {row.pop("portfolio"): row for row in read}
    if TOTAL not in by_name:
        raise HeadwayError(f"column 'portfolio': found no row {TOTAL!r}; accepted: one row a portfolio and {TOTAL!r}")
    if len(by_name) < len(read):
        raise HeadwayError("column 'portfolio': found a name twice; accepted: one row a portfolio")
    total = by_name.pop(TOTAL)
    return Portfolios(by_name, total)


def largest_first(amounts: Mapping[str, float]) -> list[str]:
    """Names by size of amount, whatever its sign; those that are not known last, and ties as they came."""
    return sorted(amounts, key=lambda name: -1.0 if math.isnan(amounts[name]) else abs(amounts[name]), reverse=True)


def together(amounts: Sequence[float]) -> float:
    """What several portfolios make under one name, without those that are not known; NaN where none is."""
    known = [amount for amount in amounts if not math.isnan(amount)]
    return math.fsum(known) if known else math.nan


def in_years(amounts: Any, years: Sequence[str], name: str) -> list[float]:
    """One amount a year: a mapping from the year's label, or as many amounts as there are years; none is none."""
    if amounts is None:
        return [math.nan] * len(years)
    if isinstance(amounts, Mapping):
        if unknown := [str(year) for year in amounts if str(year) not in years]:
            raise HeadwayError(f"{name}: found the year {unknown[0]!r}; accepted: {', '.join(years)}")
        read = {str(year): number(amount, f"{name}[{str(year)!r}]") for year, amount in amounts.items()}
        return [read.get(year, math.nan) for year in years]
    values = [number(amount, f"{name}[{i}]") for i, amount in enumerate(amounts)]
    if len(values) != len(years):
        raise HeadwayError(f"{name}: found {len(values)} amounts; accepted: one for each of {len(years)} years")
    return values
