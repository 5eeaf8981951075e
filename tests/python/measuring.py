"""Where the texts of a figure are: the figure is laid out once, and a text is measured once, wherever it stands."""

import functools
from typing import Any

from matplotlib import rcParams
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg, get_hinting_flag
from matplotlib.figure import Figure

_measure = RendererAgg.get_text_width_height_descent
_sizes: dict[tuple[Any, ...], tuple[float, float, float]] = {}


@functools.wraps(_measure)
def _remembered(self: RendererAgg, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
    """Measuring takes most of the time of laying out, and depends on the text and its font, not on the figure."""
    font = prop.copy(), *rcParams["font.sans-serif"]  # which decides what "sans-serif" is
    key = s, font, ismath, self.dpi, get_hinting_flag()
    if key not in _sizes:
        _sizes[key] = _measure(self, s, prop, ismath)
    return _sizes[key]


RendererAgg.get_text_width_height_descent = _remembered  # type: ignore[method-assign]


def laid_out(figure: Figure) -> RendererAgg:
    """What has laid a figure out, and measures its texts; one of our own where the figure's makes no dots."""
    canvas = figure.canvas if isinstance(figure.canvas, FigureCanvasAgg) else FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    return canvas.get_renderer()
