"""Expected savings by how confident their delivery is: bars in money, portfolio by portfolio, and the same in words.

A scale of confidence has a name and words of its own. Its green is not the green of an indicator against its target, so
the chart names the scale and says what each level means.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from headway.charts.chart import Chart
from headway.charts.parts import bars
from headway.charts.parts.amounts import Amounts, amounts_of
from headway.charts.parts.bars import (
    KEY_MARK,
    Bar,
    Fill,
    KeyEntry,
    Piece,
    lettered,
    names_in,
    of_rating,
)  # fmt: skip
from headway.charts.parts.labels import frame_of, wrapped
from headway.charts.parts.layout import LEADING, SMALL, WIDE, lay_out
from headway.language.counts import RATED, number_of
from headway.language.palette import INK, PAPER, contrast, sequential
from headway.language.sentences import capital, in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes


WITHOUT_LETTERS = 3  # parts of a bar, which are told apart by their look
UNSAID = "no confidence stated"  # the scale of a plan in which nobody has said how sure savings are


class Split(NamedTuple):
    """An expected saving, and its parts by level; NaN where one is not known."""

    expected: float
    levels: Sequence[float]


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Confidence(Chart):
    """Expected savings, parted by level of confidence.

    Attributes
    ----------
    scale : str
        The scale's own name.
    levels : mapping of str to str
        Its words, the surest first, and what each means, or "".
    rows : mapping of str to Split
        By portfolio.
    order : sequence of str
        The portfolios, the largest first.
    total : Split
    pooled : sequence of mappings of str to Split
        What is drawn: the largest portfolios and the others together, and, for axes with less room, fewer and fewer.
    unit : str
    """

    scale: str
    levels: Mapping[str, str]
    rows: Mapping[str, Split]
    order: Sequence[str]
    total: Split
    pooled: Sequence[Mapping[str, Split]]
    unit: str = "£m"

    @property
    def amounts(self) -> Amounts:
        rows = (self.total, *self.rows.values())
        return amounts_of(self.unit, *(amount for row in rows for amount in (row.expected, *row.levels)))

    def finding(self) -> str:
        formatted, (surest, *others) = self.amounts, self._parts(self.total)
        if self.total.expected == 0 and not any(self.total.levels):
            return f"No saving is expected, so none has a level of {self.scale}"
        expected, (word, amount) = formatted(self.total.expected), surest
        if not others and UNSAID in self.scale:
            return f"Nobody has said how sure the {expected} expected are"
        said = f"{_capital(self.scale)}: {formatted(amount)} of {expected} expected is {word}"
        parts = [f"{word} not known" if math.isnan(part) else f"{formatted(part)} {word}" for word, part in others]
        return said + (f", {' and '.join(filter(None, [', '.join(parts[:-1]), parts[-1]]))}" if parts else "")

    def shown(self) -> str:
        by = " by portfolio" if len(self.rows) > 1 else ""
        return f"Expected savings a year once made in full{by}, {self.amounts.unit}, and how sure they are"

    def describe(self) -> str:
        formatted = self.amounts

        def parts(row: Split) -> str:
            return ", ".join(f"{word} {formatted(amount)}" for word, amount in self._parts(row))

        said = [f"{_capital(self.scale)} of {formatted(self.total.expected)} expected: {parts(self.total)}."]
        known = {name: meaning for name, meaning in self.levels.items() if meaning}
        said += [f"{in_words(name).capitalize()} means: {meaning.rstrip('.')}." for name, meaning in known.items()]
        if self.rows:
            said.append(f"By portfolio, {number_of(len(self.rows), 'portfolio')}.")
        rows = {name: self.rows[name] for name in self.order}
        said += [f"{name}, {formatted(row.expected)} expected: {parts(row)}." for name, row in rows.items()]
        return " ".join(said)

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        key = self._key(WIDE - 10, family)
        # As high as any bars may become; what they do not take is given back.
        tall = sum(entry.height for entry in key) + 4 + bars.MOST_BARS * bars.MOST_HIGH
        note = f"{_capital(self.scale)} is how sure savings are, not how indicators stand against their targets."
        aside, low = bars.names_beside(ax, own), bars.is_low(ax, own)
        lay_out(ax, family, own=own, words=self.words(note), left=max(4, aside),
                below=bars.FOOT if low else SMALL * LEADING + 8, tall=tall)  # fmt: skip
        left, bottom, right, top = frame_of(ax)
        key = self._key(right - left, family)
        if aside:
            key = self._key(right - left + aside, family)
        if low:  # the words alone, in a row
            words = map(in_words, self.levels)
            key = [entry._replace(lines=[word], low=True) for entry, word in zip(key, words, strict=True)]
        bars.draw_pooled(ax, self.pooled, lambda rows: self._bars(ax, rows, family), lambda _: key, self.amounts,
                         family, own=own, beside=aside, tall=tall, low=low)  # fmt: skip

    def _parts(self, row: Split) -> list[tuple[str, float]]:
        """The words of the levels, and the amounts of a row."""
        return [(in_words(name), amount) for name, amount in zip(self.levels, row.levels, strict=True)]

    def _looks(self) -> list[tuple[Fill, str]]:
        """How each level looks, and its letter, where there are so many that they need one."""
        names = list(self.levels)
        letters = letters_of(names) if len(names) > WITHOUT_LETTERS else [""] * len(names)
        return list(zip(looks_of(names), letters, strict=True))

    def _key(self, room: float, family: str) -> list[KeyEntry]:
        entries, formatted = [], self.amounts
        levels = zip(self._parts(self.total), self.levels.values(), self._looks(), strict=True)
        for (word, amount), meaning, (look, letter) in levels:
            said = f"{word.capitalize()} {formatted(amount)}" + (f". {capital(meaning)}" if meaning else "")
            taken = KEY_MARK + lettered(letter, family)
            entries.append(KeyEntry(look, letter, wrapped(said, SMALL, room - taken, family)))
        return entries

    def _bars(self, ax: Axes, rows: Mapping[str, Split], family: str) -> list[Bar]:
        """One bar a row, in axes whose scale it sets; an amount without room in its part stands beside the name."""
        left, _, right, _ = frame_of(ax)
        formatted = self.amounts
        looks = self._looks()
        stacks = {name: stack_of(row.levels, looks, formatted) for name, row in rows.items()}
        ends = [end for pieces in stacks.values() for piece in pieces for end in piece[:2]]
        written = [(max((max(piece[:2]) for piece in stacks[name]), default=0.0), formatted(row.expected))
                   for name, row in rows.items()]  # fmt: skip
        bars.scale(ax, min(ends, default=0.0), max(ends, default=0.0), written, family)
        drawn = []
        for name, row in rows.items():
            pieces = bars.fitted(ax, stacks[name], family)
            parts = [(word, amount) for word, amount in self._parts(row)
                     if not (math.isnan(amount) or formatted.print_as_0(amount))]  # fmt: skip
            aside = [f"{word} {formatted(amount)}" for (word, amount), full, kept in zip(
                         parts, stacks[name], pieces, strict=True)
                     if not (kept.within and full.within.endswith(kept.within)) and len(parts) > 1]  # fmt: skip
            aside += [f"{word} not known" for word, amount in self._parts(row) if math.isnan(amount)]
            said = f"({', '.join(aside)})" if aside else ""
            names = names_in(name, right - left, family, aside=said, among=rows)
            drawn.append(Bar(names, pieces, formatted(row.expected)))
        return drawn


def stack_of(sizes: Sequence[float], looks: Sequence[tuple[Fill, str]], formatted: Amounts) -> list[Piece]:
    """The parts of one bar, from 0 to the right, and what is less than 0 to the left."""
    pieces, right, left = [], 0.0, 0.0
    for amount, (look, letter) in zip(sizes, looks, strict=True):
        if math.isnan(amount) or formatted.print_as_0(amount):
            continue
        start = right if amount > 0 else left
        pieces.append(Piece(start, start + amount, look, f"{letter} {formatted.bare(amount)}".strip()))
        right, left = (right + amount, left) if amount > 0 else (right, left + amount)
    return pieces


def letters_of(names: Sequence[str]) -> list[str]:
    """The letters of levels, of which no two are the same: initials, or as much of the words as it takes.

    >>> from headway.charts.confidence import letters_of
    >>> letters_of(["green", "amber_green", "amber"]), letters_of(["high", "half"])
    (['G', 'AG', 'A'], ['HI', 'HA'])
    """
    words = [re.findall(r"\w+", in_words(name)) or [name] for name in names]
    for count in range(1, max(map(len, names), default=1) + 1):
        letters = ["".join(word[:count] for word in of).upper() for of in words]
        if len(set(letters)) == len(names):
            return letters
    return [str(i + 1) for i in range(len(names))]


def looks_of(names: Sequence[str]) -> list[Fill]:
    """How each level looks: of the colour of its word where it is red, amber or green, else a shade of one colour.

    Neighbours differ by lightness or by hatching, so that they are told apart in grey.
    """
    if set(names) <= set(RATED):
        return [of_rating(name) for name in names]
    looks: list[Fill] = []
    for shade in sequential(len(names)):
        # Hatched where lightness alone does not tell a level from the one before.
        near = bool(looks) and contrast(shade, looks[-1].fill) < 3 and not looks[-1].hatch
        looks.append(Fill(shade, PAPER if contrast(shade, PAPER) > 4 and near else INK, "/////" if near else ""))
    return looks


def _capital(scale: str) -> str:
    """The scale's name at the head of a sentence."""
    return scale[:1].upper() + scale[1:]
