"""Labels of charts: how wide their lines are, how they are shortened, and columns of them beside what they name.

All lengths are in points, 72 to the inch, measured from the lower left corner of the figure. Widths are those of the
font that the labels are drawn in.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from headway.language.palette import INK, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

Floats = npt.NDArray[np.float64]
LEADING = 1.25
MARKED = 12.0  # points that the mark before a label takes
TRAILING = " &,;:-\u2013"  # which no shortened name ends in
_GROUND = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}


class Line(NamedTuple):
    """One line of a label."""

    text: str
    size: float
    bold: bool = False


class Label(NamedTuple):
    """A label of one or more lines, and the place in the axes, in their data's own terms, that it names.

    One that is `spare` is left out where there is no room for all. One with a `mark`, a marker and its colour, has that
    before it in a column, where it names what would be hard to lead to. One on a `ground` may lie on lines, which it
    hides. Where one has no place, `shorter` lines are tried in turn, then a number of `otherwise` letters right beside
    its mark; one that is there `always` has the least bad; and of one that is `keyed` names of others keep off the
    mark, whose own they might seem. One that is `outward`, 1 or -1, is rather above its mark, or below it.
    """

    lines: list[Line]
    at: tuple[float, float]
    colour: str
    spare: bool = False
    mark: tuple[str, str] | None = None
    ground: bool = False
    otherwise: str = ""
    always: bool = False
    keyed: bool = False
    shorter: Sequence[list[Line]] = ()
    outward: int = 0

    @property
    def height(self) -> float:
        return sum(line.size for line in self.lines) * LEADING

    def width(self, family: str) -> float:
        return max(width(line, family) for line in self.lines) + MARKED * (self.mark is not None)


@functools.lru_cache(4096)
def width(line: Line, family: str) -> float:
    """How wide a line of text is."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=[family], size=line.size, weight="bold" if line.bold else "normal")
    return float(text_to_path.get_text_width_height_descent(line.text, font, False)[0])


def wrapped(text: str, size: float, room: float, family: str, *, bold: bool = False) -> list[str]:
    """Text in lines that are no wider than the room; a word that is wider by itself is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(Line(f"{lines[-1]} {word}", size, bold), family) <= room:
            lines[-1] += f" {word}"
            continue
        while (first := fitting(word, size, room, family, bold=bold)) < len(word):
            lines.append(word[:first])
            word = word[first:]
        lines.append(word)
    return lines


def cut(lines: list[str], most: int, size: float, room: float, family: str, *, bold: bool = False) -> list[str]:
    """The first lines of a text, the last of them ending in an ellipsis where there are more."""
    if len(lines) <= most or not most:
        return lines[:most]
    last = lines[most - 1]
    last = last[: fitting(last, size, room, family, bold=bold, end="\u2026")]
    return [*lines[: most - 1], f"{last}\u2026"]


def shortened(text: str, most: int, size: float, room: float, family: str, *, bold: bool = False,
              among: Sequence[str] = ()) -> list[str]:  # fmt: skip
    """A name in so many lines; a longer one ends early, after a whole word. Where another `among` names that are shown
    begins with as much, it ends whole and begins late, which is where such names differ.

    >>> from headway.charts.parts.labels import shortened
    >>> name = "Share of people in work in the north of the city, ward 1"
    >>> shortened(name, 2, 10, 130, "DejaVu Sans")
    ['Share of people in work', 'in the north of the city…']
    >>> shortened(name, 2, 10, 130, "DejaVu Sans", among=[name, f"{name}2"])
    ['… people in work in the', 'north of the city, ward 1']
    """
    lines = wrapped(text, size, room, family, bold=bold)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while (more := f"{last.rstrip(TRAILING)}\u2026") and width(Line(more, size, bold), family) > room and " " in last:
        last = last.rpartition(" ")[0]
    kept = [*lines[: most - 1], more]
    beginning = " ".join(kept).removesuffix("\u2026")
    if any(other != text and " ".join(other.split()).startswith(beginning) for other in among):
        words = text.split()
        for i in range(1, len(words)):
            if len(late := wrapped(f"\u2026 {' '.join(words[i:])}", size, room, family, bold=bold)) <= most:
                return late
    fits = width(Line(more, size, bold), family) <= room
    return kept if fits else cut(lines, most, size, room, family, bold=bold)


def fitting(text: str, size: float, room: float, family: str, *, bold: bool = False, end: str = "") -> int:
    """How many of the first letters of a text are, with an end, no wider than the room; one at least."""

    def fits(count: int) -> bool:
        return count <= 1 or width(Line(text[:count] + end, size, bold), family) <= room

    # A text of any length is measured no further than about twice what fits.
    most = min(len(text), 64)
    while fits(most):
        if most == len(text):
            return most
        most = min(len(text), 2 * most)
    least = 1
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if fits(middle) else (least, middle)
    return least


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Where to put the middles of things in one column, as near to where they are wanted as their heights allow.

    Parameters
    ----------
    wanted, heights : sequence of float
        The middle that each would have by itself, and its height.
    low, high : float
        The ends of the column. Where it is too short for all, they reach beyond its lower end.

    Returns
    -------
    list of float
        Middles in the order given; things that do not fit side by side keep the order of what they wanted.

    Examples
    --------
    >>> from headway.charts.parts.labels import spread
    >>> spread([50, 51, 90], [10, 10, 10], 0, 100)
    [45.5, 55.5, 90.0]
    >>> spread([1, 2], [10, 10], 0, 100)
    [5.0, 15.0]
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    # Runs of things that touch: their members, the bottom that the run wants by the mean of its members, its height.
    runs: list[tuple[list[int], list[float], float]] = []

    def bottom(run: tuple[list[int], list[float], float]) -> float:
        return max(low, min(sum(run[1]) / len(run[1]), high - run[2]))

    for i in order:
        runs.append(([i], [wanted[i] - heights[i] / 2], heights[i]))
        while len(runs) > 1 and bottom(runs[-2]) + runs[-2][2] > bottom(runs[-1]):
            (members, wants, height), (more, others, taller) = runs[-2:]
            runs[-2:] = [(members + more, wants + [want - height for want in others], height + taller)]
    middles = [0.0] * len(wanted)
    for run in runs:
        edge = bottom(run) if run[2] <= high - low else high - run[2]
        for i in run[0]:
            middles[i] = edge + heights[i] / 2
            edge += heights[i]
    return middles


def evenly(at: Sequence[float], half: Sequence[float], last: int) -> list[int]:
    """Which of the names in one line to write: the last always, others at even steps back, the smallest that fit.

    Parameters
    ----------
    at, half : sequence of float
        The middle of each name, and half its width.
    last : int
        From which the steps are counted; what comes after it is written too.

    Examples
    --------
    >>> from headway.charts.parts.labels import evenly
    >>> evenly([0, 10, 20, 30, 40], [6] * 5, 4), evenly([0, 10, 20, 30], [6] * 4, 3)
    ([0, 2, 4], [1, 3])
    """

    def fits(chosen: list[int]) -> bool:
        return all(at[i] + half[i] + 3 <= at[j] - half[j] for i, j in zip(chosen, chosen[1:], strict=False))

    choices = [sorted({*range(last, -1, -step), len(at) - 1}) for step in range(1, len(at) + 1)]
    return next(filter(fits, choices), [len(at) - 1])


def points_of(ax: Axes, places: npt.ArrayLike) -> Floats:
    """Places in the axes' data, as points of the figure."""
    pixels = ax.transData.transform(np.asarray(places, float).reshape(-1, 2))
    return np.asarray(pixels, float) * 72 / ax.figure.dpi


def frame_of(ax: Axes) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the axes."""
    box = ax.get_window_extent()
    left, bottom, right, top = (float(edge) * 72 / ax.figure.dpi for edge in box.extents)
    return left, bottom, right, top


def write_label(ax: Axes, label: Label, left: float, top: float, family: str) -> list[Annotation]:
    """Put the lines of a label, each by its own size and weight, below one another from its upper left corner."""
    (x, y), written = points_of(ax, [label.at])[0], []
    for line in label.lines:
        top -= line.size * LEADING
        written.append(ax.annotate(line.text, label.at, xytext=(left - x, top + 0.3 * line.size - y),
                                   textcoords="offset points", size=line.size, weight="bold" if line.bold else "normal",
                                   color=label.colour, family=[family], ha="left", va="baseline", parse_math=False,
                                   annotation_clip=False, zorder=2.8 if label.ground else 6,  # no ground hides a mark
                                   bbox=_GROUND if label.ground else None))  # fmt: skip
    return written


def lead_to(ax: Axes, label: Label, to: tuple[float, float], clear: float = 3.0) -> None:
    """A thin line from a place to its label, where the label had to stand off; clear of both. Of one in bold it is as
    dark as its letters."""
    bold = label.lines[0].bold
    x, y = points_of(ax, [label.at])[0]
    ax.annotate(
        "", label.at, xytext=(to[0] - x, to[1] - y), textcoords="offset points", annotation_clip=False, zorder=2.5,
        arrowprops={"arrowstyle": "-", "linewidth": 1.3 if bold else 0.7, "color": label.colour,
                    "alpha": 1.0 if bold else 0.7, "shrinkA": 2, "shrinkB": clear},
    )  # fmt: skip


def column(ax: Axes, labels: Sequence[Label], left: float, family: str, *, ending: bool = False,
           slack: float | None = None) -> None:  # fmt: skip
    """Labels below one another, from a left edge on or `ending` there, each as near to the height of its place as can
    be.

    Where they would reach below the axes, the first of those that are spare is left out, then the next. One that stands
    further off than `slack` has a line that leads to it, else than half its height.
    """
    for label, place, middle in _stacked(ax, labels):
        aside = MARKED * (label.mark is not None) - ending * label.width(family)
        write_label(ax, label, left + aside, middle + label.height / 2, family)
        if label.mark is not None:
            _sample(ax, label, left + 4, middle + label.height / 2 - 0.62 * label.lines[0].size)
        elif abs(middle - place) > (label.height / 2 if slack is None else slack):
            lead_to(ax, label, (left + (2 if ending else 0), middle), clear=0.0)


def _stacked(ax: Axes, labels: Sequence[Label]) -> list[tuple[Label, float, float]]:
    """The labels of a column that have room, the height of what each names, and that of its own middle."""
    _, low, _, high = frame_of(ax)
    crowded = sum(label.height + 4.0 for label in labels) > high - low + 8.0
    gap = 1.0 if crowded else 4.0
    while sum(label.height + gap for label in labels) > high - low + 2 * gap and any(label.spare for label in labels):
        first = next(i for i, label in enumerate(labels) if label.spare)
        labels = [*labels[:first], *labels[first + 1 :]]
    wanted = [float(points_of(ax, [label.at])[0, 1]) for label in labels]
    heights = [label.height + gap for label in labels]
    return [*zip(labels, wanted, spread(wanted, heights, low - gap, high + gap), strict=True)]


def leads(ax: Axes, labels: Sequence[Label]) -> int:
    """How many labels of a column stand so far off that a line leads to them."""
    return sum(abs(middle - place) > label.height / 2 for label, place, middle in _stacked(ax, labels))


def _sample(ax: Axes, label: Label, x: float, y: float) -> None:
    """The mark before a label."""
    from matplotlib.transforms import offset_copy

    left, low, _, _ = frame_of(ax)
    root = ax.get_figure(root=True)
    assert root is not None and label.mark is not None
    place = offset_copy(ax.transAxes, root, x=x - left, y=y - low, units="points")
    marker, colour = label.mark
    ax.plot([0], [0], transform=place, marker=marker, color=colour, markersize=8, linestyle="none", clip_on=False,
            markerfacecolor=PAPER if marker == "o" else colour, label="_key", zorder=6,
            markeredgecolor=INK if marker == "s" else colour,
            markeredgewidth={"_": 3.0, "o": 1.8}.get(marker, 1.0))  # fmt: skip
