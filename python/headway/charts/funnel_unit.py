"""A unit of a funnel plot: what there is to say of it, and what its highlight takes of the axes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from headway.charts.parts.labels import points_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = npt.NDArray[np.float64]


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


def diamond(ax: Axes, unit: Unit, size: float) -> Floats:
    """The corners of the diamond about a highlighted unit, which its name keeps off."""
    corner = size / 2 * math.sqrt(2)
    corners = np.array([(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)])
    around = points_of(ax, [(unit.denominator, unit.value)]) + corner * corners
    figure = ax.get_figure(root=True)
    assert figure is not None
    return np.asarray(ax.transData.inverted().transform(around * figure.dpi / 72), np.float64)


def in_a_sentence(name: str) -> str:
    """A name with a small letter, unless it is an abbreviation."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name


def draw_from_zero(ax: Axes) -> None:
    """Lines across the axes begin where counts do: what is left of 0 is room for names and no part of the scale."""
    low, high = ax.get_xlim()
    begins = -low / (high - low)
    ax.spines["bottom"].set_bounds(0.0, high)
    for line in (*(tick.gridline for tick in ax.yaxis.get_major_ticks()), *ax.get_lines()):
        if list(np.asarray(line.get_xdata())) == [0, 1] and line.get_transform() != ax.transData:
            line.set_xdata([begins, 1.0])
