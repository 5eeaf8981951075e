"""A unit of a funnel plot: what there is to say of it, and what its highlight takes of the axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from headway.charts.parts.labels import points_of
from headway.language.palette import INK, PAPER, categorical, shades

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = npt.NDArray[np.float64]
AROUND = 7.5  # points that the ring about a highlighted unit is wider than it
LARGE, PLAIN, SMALLER = 7.5, 3.6, 0.7  # marks of units outside and within, and what they shrink to where they are close
MANY = 30  # units, of more of which each is smaller, and where many are outside, none has a number
HALO = 0.8  # points of paper about a mark, at which limits and other marks end


class Unit(NamedTuple):
    """One unit; `level` is that of the widest limits that leave it out, NaN where none do. `status` is in words."""

    name: str
    denominator: float
    value: float
    label: str
    level: float
    status: str
    highlighted: bool

    @property
    def known(self) -> bool:
        return not math.isnan(self.value)

    @property
    def why(self) -> str:
        """Why there is no value."""
        return f"no value: {self.status}"

    @property
    def outside(self) -> bool:
        return not math.isnan(self.level)


def sizes_of(ax: Axes, known: Sequence[Unit]) -> list[tuple[float, float]]:
    """How large the mark of each unit is, and how much wider than it the ring about a highlighted one, 0 of others.
    Marks are smaller where there are many units; those outside where two of them would hide a part of one another."""
    at = points_of(ax, [(unit.denominator, unit.value) for unit in known])
    outside = at[[unit.outside for unit in known]] if known else at
    apart = np.hypot(*(outside[:, None] - outside).T)
    close = len(known) > MANY or bool((apart[np.triu_indices(len(outside), 1)] < LARGE).any())
    sizes = []
    for unit in known:
        size = LARGE * (SMALLER if close else 1.0) if unit.outside else plain(known)
        sizes.append((size, AROUND * unit.highlighted))
    return sizes


def draw_units(ax: Axes, known: Sequence[Unit], widest: float) -> None:
    """Marks with paper about them, so that a limit is seen to pass by one; the ring about a highlighted one lies
    beneath the marks of its neighbours, and outlines of two that overlap are both whole."""
    dark, light = categorical()[0], shades()[2]
    for unit, (size, around) in zip(known, sizes_of(ax, known), strict=True):
        marker = {"high": "^", "low": "v"}.get(unit.label, "o") if unit.outside else "o"
        filled = not unit.outside or unit.level == widest
        colour, edge = (dark, 1.4) if unit.outside else (light, 0.0)
        at = [unit.denominator], [unit.value]
        if unit.highlighted:
            ax.plot(*at, marker="o", markersize=size + around, color=INK, markerfacecolor="none", markeredgewidth=1.0,
                    linestyle="none", zorder=3.5, label="_highlighted", clip_on=False)  # fmt: skip
        halo, depth = (0.0, 3.4) if unit.highlighted else (HALO, 3.6)
        ax.plot(*at, marker=marker, markersize=size, color=PAPER, markeredgewidth=edge + 2 * halo, zorder=depth,
                linestyle="none", label="_ground", clip_on=False)  # fmt: skip
        ax.plot(*at, marker=marker, markersize=size, color=colour, linestyle="none", zorder=4.0,
                label=f"_{unit.label}", markerfacecolor=colour if filled else "none", markeredgewidth=edge,
                clip_on=False)  # fmt: skip


def plain(known: Sequence[Unit]) -> float:
    """How large the marks of units within are, in the key as among the limits."""
    return PLAIN * (SMALLER if len(known) > MANY else 1.0)


def ring(ax: Axes, unit: Unit, size: float) -> Floats:
    """Corners along the ring about a highlighted unit, which its name keeps off."""
    turns = np.linspace(0, 2 * math.pi, 13)
    around = points_of(ax, [(unit.denominator, unit.value)]) + size / 2 * np.stack([np.cos(turns), np.sin(turns)], 1)
    figure = ax.get_figure(root=True)
    assert figure is not None
    return np.asarray(ax.transData.inverted().transform(around * figure.dpi / 72), np.float64)


def in_a_sentence(name: str) -> str:
    """A name with a small letter, unless it is an abbreviation."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name
