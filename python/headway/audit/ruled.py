"""Tables of a page whose rows stand between rules, and whose columns have nothing but room between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, TypeAlias

from headway.audit.page_words import down, in_lines, size_of, text_within

Rule: TypeAlias = tuple[float, float, float]  # from left to right, and its height on the page
Band: TypeAlias = tuple[float, float]  # from a rule to the one below it
Box: TypeAlias = tuple[float, float, float, float]
_LEAST_WIDTH = 100.0  # points
_NEAR = 3.0  # points: rules that begin and end as near to each other are of one table
_HIGHEST = 15.0  # lines of a row: rules further apart part two tables
_DENSE = 2.2  # heights of letters from one row to the next, where no rules part them
_FEW_BANDS, _MOST = 3, 0.6  # of a table whose rows no rules part; of the lines of a band
_LARGER = 1.15  # than the letters of a table: a heading
_WIDE = 0.6  # of a table: a line of prose
_ROOM = 0.45  # in heights of letters: between columns, which is more than between words


def between_rules(rules: Sequence[Rule], words: Sequence[Any]) -> Iterator[tuple[Box, list[list[str]]]]:
    """The tables, each with its place and its rows of cells.

    Words are as pdfplumber has them. A row is what stands between two rules, and above the first of them, where the
    names of columns are; or a line, where there are rules at the ends of a table alone. Columns are parted where no
    word of any row stands, but of those that are one line of words.
    """
    alike: defaultdict[tuple[int, int], list[Rule]] = defaultdict(list)
    for rule in rules:
        if rule[1] - rule[0] >= _LEAST_WIDTH:
            alike[round(rule[0] / _NEAR), round(rule[1] / _NEAR)].append(rule)
    for found in alike.values():
        left, right = min(rule[0] for rule in found) - _NEAR, max(rule[1] for rule in found) + _NEAR
        within = [word for word in words if left <= word["x0"] and word["x1"] <= right]
        size = median([float(word["size"]) for word in within] or [0.0])
        for bands in _runs(sorted({rule[2] for rule in found}), within, size):
            if bands and (table := _table(bands, within, size)):
                yield (left, table[0], right, bands[-1][1]), table[1]


def _runs(heights: Sequence[float], words: Sequence[Any], size: float) -> Iterator[list[Band]]:
    """What stands between one rule and the next, of each table: paragraphs between two rules part two tables."""
    run: list[Band] = []
    for above, below in pairwise(heights):
        if below - above <= _NEAR:  # a double rule is one
            continue
        between = [word for word in words if above <= down(word) < below]
        lines = in_lines(between)
        rows = all(len(_parts(line, size)) > 1 for line in lines)
        most = max(_HIGHEST, _DENSE * len(lines)) if rows else _HIGHEST
        if below - above > most * size or _is_prose(between, size):
            yield run
            run = []
        else:
            run.append((above, below))
    yield run


def _is_prose(words: Sequence[Any], size: float) -> bool:
    """Whether a band begins with a heading, or with lines of words from its left to its right, as no row does."""
    lines = in_lines(words)
    if len(lines) > 1 and size_of(lines[0]) > _LARGER * size and len(_parts(lines[0], size)) == 1:
        return True
    left, right = (find(word[side] for word in words) if words else 0.0 for find, side in ((min, "x0"), (max, "x1")))
    first = next((i for i, line in enumerate(lines) if len(_parts(line, size)) > 1), len(lines))
    return first > 1 and any(line[-1]["x1"] - line[0]["x0"] > _WIDE * (right - left) for line in lines[:first])


def _table(bands: list[Band], words: Sequence[Any], size: float) -> tuple[float, list[list[str]]] | None:
    """Where a table begins, and its rows; None where these are rules between paragraphs."""
    head = in_lines([word for word in words if bands[0][0] - 3 * size < word["top"] and down(word) < bands[0][0]])
    top = bands[0][0]
    for line in reversed(head):  # the names of columns, perhaps over several lines
        begins = min(float(word["top"]) for word in line)
        if top - max(float(word["bottom"]) for word in line) < 0.9 * size and len(_parts(line, size)) > 1:
            top = begins - 1
    rows = [[word for word in words if above <= down(word) < below]
            for above, below in [(top, bands[0][0])] * (top < bands[0][0]) + bands]  # fmt: skip
    rows = [row for row in rows if row]
    columns = _columns([row for row in rows if any(len(_parts(line, size)) > 1 for line in in_lines(row))], size)
    if len(bands) <= _FEW_BANDS:  # rules above, below and under the names of columns, and none between rows
        rows = [line for row in rows for line in _rows_of(row, columns)]
    cells = [[text_within([word for word in row if first <= word["x0"] < last]) for first, last in columns]
             for row in rows]  # fmt: skip
    return (top, cells) if sum(sum(map(bool, row)) > 1 for row in cells) > 1 else None


def _parts(line: Sequence[Any], size: float) -> list[float]:
    """Where the parts of a line begin that have more room between them than words have."""
    return [float(word["x0"]) for before, word in zip([None, *line], line, strict=False)
            if before is None or word["x0"] - before["x1"] > _ROOM * size]  # fmt: skip


def _rows_of(words: Sequence[Any], columns: Sequence[tuple[float, float]]) -> list[list[Any]]:
    """The rows of a band: its lines where most of them have something in every column, or else the whole of it."""
    lines = in_lines(words)
    full = [all(any(first <= word["x0"] < last for word in line) for first, last in columns) for line in lines]
    return lines if full.count(True) > 1 and full.count(True) >= _MOST * len(full) else [list(words)]


def _columns(rows: Sequence[Sequence[Any]], size: float) -> list[tuple[float, float]]:
    """From where to where each column goes: it begins behind room in which no word of any row stands."""
    begins: list[float] = []
    end = float("-inf")
    for word in sorted((word for row in rows for word in row), key=lambda each: float(each["x0"])):
        if word["x0"] - end > _ROOM * size:
            begins.append(float(word["x0"]))
        end = max(end, float(word["x1"]))
    return list(pairwise([float("-inf"), *begins[1:], float("inf")]))

