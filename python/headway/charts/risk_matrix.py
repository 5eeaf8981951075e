"""Risks by impact and probability: how many stand in each cell, and how a cell is rated, in words.

The colours of risks are a scheme of their own; every cell says its word, so that none is needed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from headway.charts.chart import Chart
from headway.charts.parts.axes import beside_scale
from headway.charts.parts.bars import KEY
from headway.charts.parts.labels import Line, frame_of, width, wrapped
from headway.charts.parts.layout import LARGE, LEADING, SMALL, TIGHT, WIDE, lay_out, write
from headway.language.counts import RATED, number_of
from headway.language.palette import INK, MUTED, PAPER
from headway.language.sentences import listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TALL, MOST_NAMED, LEFT_SHARE = 36.0, 3, 0.18
MOST_LISTED = 12  # risks, of more of which cells have how many there are, and none is named beside them
LIST, LEAST_CELL = 0.36, 46.0  # of the width, the most that a list beside the cells takes; points that a cell keeps
# The ground of a cell that has no risks, and of one that has some. In grey too amber is darker than any green and red
# than any amber: who sees no colours reads the order of ratings.
GROUNDS = {"red": ("#eeaaac", "#dd6f74"), "amber": ("#f8d698", "#f2b957"), "green": ("#e9f4ed", "#cde8d8")}


class Cell(NamedTuple):
    """A cell: its levels from 1, its score, its rating, and the names of the risks in it."""

    impact: int
    probability: int
    score: int
    rating: str
    risks: Sequence[str]


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class RiskMatrix(Chart):
    """The matrix of a register.

    Attributes
    ----------
    impacts, probabilities : sequence of str
        What the levels are called, the least first.
    cells : sequence of Cell
        All of them.
    not_scored : sequence of str
        The risks that are in none.
    which : str
        Of what the levels are: "residual" or "inherent".
    moved : sequence of str
        What else the chart says of the register, in sentences.
    key : str
        From which scores on a risk is amber, and red.
    """

    impacts: Sequence[str]
    probabilities: Sequence[str]
    cells: Sequence[Cell]
    not_scored: Sequence[str] = ()
    which: str = "residual"
    moved: Sequence[str] = ()
    key: str = ""

    def _named(self, rating: str) -> list[str]:
        """The risks of a rating, the highest score first."""
        return [name for cell in sorted(self.cells, key=lambda cell: -cell.score) if cell.rating == rating
                for name in cell.risks]  # fmt: skip

    def finding(self) -> str:
        scored = sum(len(cell.risks) for cell in self.cells)
        if not scored:
            return "No risk has a score"
        for rating in RATED:
            if names := self._named(rating):
                named = f" ({'; '.join(names)})" if len(names) <= MOST_NAMED and rating != "green" else ""
                return f"Risks: {len(names)} of {scored} {'is' if len(names) == 1 else 'are'} {rating}{named}"
        return f"Risks: {scored} with a score"

    def shown(self) -> str:
        told = "each risk by a letter" if self.letters else "how many in each cell"
        return f"{self.which.capitalize()} risks by impact and probability, {told}"

    @property
    def letters(self) -> dict[str, str]:
        """The risks by letter, for levels have numbers, the highest score first; where they are few enough to be listed
        below."""
        order = [name for cell in sorted(self.cells, key=lambda cell: -cell.score) for name in cell.risks]
        return dict(zip(order, ascii_uppercase, strict=False)) if len(order) <= MOST_LISTED else {}

    def describe(self) -> str:
        scored = sum(len(cell.risks) for cell in self.cells)
        said = [f"{number_of(scored, 'risk')} with a {self.which} score. {self._scales()} {self.key}"]
        for cell in sorted(self.cells, key=lambda cell: -cell.score):
            if cell.risks:
                impact, probability = self.impacts[cell.impact - 1], self.probabilities[cell.probability - 1]
                said.append(f"{cell.rating.capitalize()}, score {cell.score} (impact {impact}, probability "
                            f"{probability}): {listed(cell.risks)}.")  # fmt: skip
        if self.not_scored:
            said.append(f"Not scored: {listed(self.not_scored)}.")
        return " ".join([*said, *self.moved])

    def _list(self, letters: Mapping[str, str], room: float, family: str) -> list[tuple[str, str]]:
        """The risks by the letters that cells have, if they do, in lines: the rating of the first of each, and the
        name."""
        found: list[tuple[str, str]] = []
        for rating in RATED if self.letters else ():
            lines = [line for name in self._named(rating)
                     for line in wrapped(_lettered(name, letters), SMALL, room, family)]  # fmt: skip
            found += [("" if i else rating.capitalize(), line) for i, line in enumerate(lines)]
        return found

    def _in_the_note(self, letters: Mapping[str, str]) -> str:
        """The same in sentences, where there is no room for a list."""
        said = {rating: "; ".join(_lettered(name, letters) for name in self._named(rating)) for rating in RATED}
        return " ".join(f"In {rating} {names}." for rating, names in said.items() if names)

    def _numbered(self) -> str:
        """What the numbers of impacts mean, all of them."""
        return f"Impact: {', '.join(f'{i} {name}' for i, name in enumerate(self.impacts, 1))}."

    def _scales(self) -> str:
        return (f"Impact from {self.impacts[0]} to {self.impacts[-1]}, probability from {self.probabilities[0]} to "
                f"{self.probabilities[-1]}.")  # fmt: skip

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        from matplotlib.patches import Rectangle

        across, up = len(self.impacts), len(self.probabilities)
        x0, y0, x1, y1 = (4.0, 0.0, WIDE - 4, 0.0) if own else frame_of(ax)
        tight = not own and y1 - y0 < TIGHT  # where there is no room for names
        left = LEFT_SHARE * (x1 - x0) + 4
        letters = {} if tight else self.letters
        inside = [Line(_inside(cell, letters), SMALL, bold=True) for cell in self.cells]
        if max((width(line, family) for line in inside), default=0.0) > (x1 - x0 - left - 6) / across - 4:
            letters = {}  # cells have counts
        rated = max(width(Line(word.capitalize(), SMALL, bold=True), family) for word in RATED) + 6 if own else 0.0
        room = x1 - x0 - rated if own else LIST * (x1 - x0)
        listed_ = [] if tight else self._list(letters, room, family)
        if not own:  # each rating in a line of its own
            listed_ = [each for rating, line in listed_ for each in ([(rating, "")] if rating else []) + [("", line)]]
        aside = max((width(Line(line, SMALL), family) for _, line in listed_), default=0.0) + 14
        if not own and ((x1 - x0 - left - aside - 6) / across < LEAST_CELL
                        or len(listed_) * SMALL * LEADING > (y1 - y0) * 0.6):  # fmt: skip
            listed_ = []
        right = 6.0 + aside * (not own and bool(listed_))
        most = (x1 - x0 - left - right) / across - 1
        impacts = _names(self.impacts, most, 2 * SMALL * LEADING, family)
        numbers = [str(i) for i in range(1, across + 1)]
        if self.key and impacts != [[number] for number in numbers]:  # which the key multiplies
            of_one = [[f"{number} {name}"] for number, name in zip(numbers, self.impacts, strict=True)]
            fit = all(width(Line(line, SMALL), family) <= most for (line,) in of_one)
            impacts = of_one if fit else [[number, *lines] for number, lines in zip(numbers, impacts, strict=True)]
        numbered = [["1"], [str(across)]] == [impacts[0], impacts[-1]] != [[self.impacts[0]], [self.impacts[-1]]]
        impacts = _with_ends(impacts) if tight and numbered else impacts
        in_note = "" if listed_ or not self.letters else self._in_the_note(letters)
        note = " ".join(filter(None, [in_note, self._numbered() if numbered else "", self.key]))
        below = (max(map(len, impacts)) + (not tight)) * SMALL * LEADING + (5 if tight else 12)
        lists = len(listed_) * SMALL * LEADING + 4 if own and listed_ else 0.0
        lay_out(ax, family, own=own, words=self.words(note), left=left, right=right, below=below + lists,
                tall=TALL * up, over=SMALL * LEADING)  # fmt: skip
        ax.xaxis.labelpad -= (max(map(len, impacts)) - 1) * SMALL * LEADING
        write(ax, "Probability", (0, 1), (4 * own - left, 4), MUTED, family)
        if not tight:
            write(ax, "Impact", (0, 0), (0, 11 - below), MUTED, family)
        else:
            beside_scale(ax, "Impact", -left, family)
        for i, (rating, line) in enumerate(listed_):
            at, start = ((0, 0), 4 - left) if own else ((1, 1), 14)
            down = (5 - below) * own - (i + 0.8) * SMALL * LEADING
            write(ax, rating, at, (start, down), INK, family, bold=True)
            write(ax, line, at, (start + rated, down), INK, family)
        x0, y0, x1, y1 = frame_of(ax)
        wide, high = (x1 - x0) / across, (y1 - y0) / up
        ax.set(xlim=(0, across), ylim=(0, up), yticks=[])
        ax.set_xticks([i + 0.5 for i in range(across)], ["\n".join(lines) for lines in impacts])
        ax.spines["bottom"].set_visible(False)
        all_lines = [_lines(cell, letters, wide - 4, high - 4, family) for cell in self.cells]
        if not all(all_lines) and letters:  # all alike: without words, which the list or the note has
            all_lines = [[_inside(cell, letters)] if cell.risks else [] for cell in self.cells]
        elif not all(all_lines):  # or with the letters of ratings
            all_lines = [[f"{len(cell.risks)} {cell.rating[0].upper()}" if cell.risks else cell.rating[0].upper()]
                         for cell in self.cells]  # fmt: skip
            said = ", ".join(f"{word[0].upper()} {word}" for word in RATED if any(cell.rating == word
                                                                                  for cell in self.cells))  # fmt: skip
            write(ax, f"count; {said}", (1, 1), (0, 4), INK, family, ha="right")
        for cell, lines in zip(self.cells, all_lines, strict=True):
            place = (cell.impact - 1, cell.probability - 1)
            ax.add_patch(Rectangle(place, 1, 1, facecolor=GROUNDS[cell.rating][bool(cell.risks)], edgecolor=PAPER,
                                   linewidth=1.5, zorder=1, label=f"_{cell.rating}"))  # fmt: skip
            for i, line in enumerate(lines):
                down = -0.36 * SMALL + (len(lines) / 2 - 0.5 - i) * SMALL * LEADING
                write(ax, line, (place[0] + 0.5, place[1] + 0.5), (0, down), INK, family,
                      coords="data", ha="center", bold=bool(cell.risks), zorder=3,
                      size=LARGE if i == 0 and len(lines) > 1 else SMALL)  # fmt: skip
        levels = _names(self.probabilities, left - 6, high, family)
        counted = [f"{i} {name}" for i, name in enumerate(self.probabilities, 1)]
        if self.key and (found := _names(counted, left - 6, high, family))[-1] != [str(up)] and not any(
            lines[0].isdigit() for lines in found
        ):
            levels = found  # which the key multiplies
        elif tight and levels[-1] == [str(up)]:
            levels = _with_ends(levels)
        for level, lines in enumerate(levels):
            for i, line in enumerate(lines):
                down = -0.36 * SMALL + (len(lines) / 2 - 0.5 - i) * SMALL * LEADING
                write(ax, line, (0, level + 0.5), (4 * own - left, down), INK, family, coords=KEY)


def _lettered(name: str, letters: Mapping[str, str]) -> str:
    return f"{letters[name]}: {name}" if letters else name


def _inside(cell: Cell, letters: Mapping[str, str]) -> str:
    """The risks in a cell: by letter, or how many."""
    return ", ".join(letters[name] for name in cell.risks) if letters else str(len(cell.risks))


def _lines(cell: Cell, letters: Mapping[str, str], wide: float, high: float, family: str) -> list[str]:
    """What stands in a cell: its risks and the word of its rating; nothing where that has no room."""
    bold = bool(cell.risks)
    told = [_inside(cell, letters), cell.rating] if bold else [cell.rating]
    fits = all(width(Line(line, SMALL, bold=bold), family) <= wide for line in told)
    return told if fits and len(told) * SMALL * LEADING <= high else []


def _with_ends(numbers: list[list[str]]) -> list[list[str]]:
    """The numbers of levels, which no note names, with what the first and the last are."""
    return [[f"{number} low" if number == "1" else f"{number} high" if number == numbers[-1][0] else number]
            for (number,) in numbers]  # fmt: skip


def _names(names: Sequence[str], wide: float, high: float, family: str) -> list[list[str]]:
    """The names of levels in lines that fit, no word broken; where one does not, their numbers."""
    lines = [wrapped(name, SMALL, wide, family) for name in names]
    fit = all(len(each) * SMALL * LEADING <= high + 1 and " ".join(each) == name
              for each, name in zip(lines, names, strict=True))  # fmt: skip
    return lines if fit else [[str(i + 1)] for i in range(len(names))]
