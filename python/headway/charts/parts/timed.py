"""What is drawn of values along points in time: in their own terms, for whoever writes it as markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from headway.charts.parts.closeup import Closeup
from headway.charts.parts.fluid import Area, Curve, End, Mark, Place


class Timed(NamedTuple):
    """What `fluid_svg` and `fixed_svg` write.

    Attributes
    ----------
    limits, reach : (float, float)
        The ends of the scale of values, and of the points.
    names : sequence of (float, str)
        Points along the foot and what they are called.
    curves, areas, marks, ends : sequence
        Areas are drawn below lines, marks above; ends are named beside the right edge.
    unit : str or None
    closeup : Closeup or None
        What stands at the end, which is drawn closer below the foot.
    """

    limits: Place
    reach: Place
    names: Sequence[tuple[float, str]]
    curves: Sequence[Curve]
    areas: Sequence[Area] = ()
    marks: Sequence[Mark] = ()
    ends: Sequence[End] = ()
    unit: str | None = None
    closeup: Closeup | None = None
