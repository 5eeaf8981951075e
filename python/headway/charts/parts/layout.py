"""What every chart shares: its style, its sizes, room for its title and note, and its picture for a page."""

from __future__ import annotations

import contextlib
import functools
import io
import itertools
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from headway._core import HeadwayError
from headway.charts.parts.labels import cut, frame_of, wrapped
from headway.charts.parts.svg import TITLE, inline_svg
from headway.language.figures import decimals, figure, scale_of, signs_of, written
from headway.language.palette import INK, MUTED, PAPER, contrast
from headway.language.sentences import plain_line
from headway.optional import report_extra

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Text of 10 is 12 pixels on a phone of 375, and 18 on the widest page.
WIDE, TALL = 312.0, 190.0
SMALL, USUAL, LARGE = 10.0, 11.0, 12.0
WIDEST = "36rem"
LEADING = 1.25
HINTED, FITTED = 0.96, 0.985  # of the room: letters fitted to dots, bold or not, are wider than their outlines
CLAUSES = ("; ", ": ", ", ", " (")  # where a title may end early
VERB = re.compile(", (is|are|has|have) ")  # before which a sentence is not parted from its end
CITED = "Source: "
SHOWN = "_shown"  # what the lines of a subtitle are labelled
EDGE = 4.0  # points of paper about axes on a dark figure
INSET = 3.0  # points that charts keep clear of the edges of axes that were given
WIDE_ENOUGH = 450.0  # points of width in which a title has two lines, in less three
TIGHT = 220.0  # points of height of axes with their title, in less of which names are short and some are left out
LOW = 160.0  # points of height of axes with their title, in less of which there may be no subtitle
LEAST = 90.0  # points of height that axes keep, in those given of twice that or more
# Of the height of those that are lower: at least, with a key, and with more than must be said.
SMALLEST, KEYED, SMALL_ENOUGH = 0.18, 0.3, 0.42
SVG_FONTS = "Arial, Helvetica, 'DejaVu Sans', sans-serif"


class Words(NamedTuple):
    """What stands about the axes of every chart: the finding as its title, what is shown below that, and under the axes
    what a reader must know and where the figures are from. A title that is `given` is the caller's own; what `must` be
    said is what no axes are too small for: what marks mean that are not named, and that a scale does not begin at 0."""

    title: str
    subtitle: str = ""
    note: str = ""
    source: str = ""
    given: bool = False
    must: str = ""

    def shortened(self, size: float, wide: float, most: int, family: str) -> Words:
        """With a title of so many lines, if its last clauses can stand in the note instead; never one that is given."""
        lines = [] if self.given else wrapped(self.title, size, wide, family, bold=True)
        title = " ".join(by_clauses(lines, most, size, wide, family, bold=True))
        if len(lines) <= most or title.endswith("\u2026"):
            return self
        rest = " ".join(lines)[len(title) :].strip(" ;:,").removeprefix("(")
        rest = rest if rest.count("(") == rest.count(")") else rest.strip(" ;:,()")
        return self._replace(title=title, note=f"{rest[0].upper()}{rest[1:]}. {self.note}".strip())

    @property
    def cited(self) -> str:
        """The source as it is written."""
        return self.source and f"{CITED}{self.source}"

    @property
    def below(self) -> tuple[str, ...]:
        """The paragraphs under the axes."""
        return tuple(filter(None, (self.noted, self.cited)))

    @property
    def noted(self) -> str:
        """The note, with what must be said."""
        return f"{self.note} {self.must}".strip()

    def noted_in(self, most: int, wide: float, family: str) -> list[str]:
        """The note in so many lines: whole, or what must be said and as much of the others as there is room for."""
        lines, must = (wrapped(text, SMALL, wide, family) for text in (self.noted, self.must))
        if len(lines) <= most or not most:
            return lines[:most]
        first = wrapped(f"{self.must} {self.note}", SMALL, wide, family)
        return must if len(must) == most else cut(first, most, SMALL, wide, family)


def is_said(unit: str | None, words: Words) -> bool:
    """Whether the subtitle says the unit, which then does not stand above a scale as well."""
    return bool(unit) and re.search(rf"(?<!\w){re.escape(str(unit))}(?!\w)", words.subtitle, re.IGNORECASE) is not None


def says_unit(ax: Axes, unit: str | None, own: bool, words: Words, family: str) -> bool:
    """Whether the subtitle says the unit as it will stand above these axes, which may have room for a line of it."""
    if own or not is_said(unit, words):
        return own and is_said(unit, words)
    x0, y0, x1, y1 = frame_of(ax)
    line = by_clauses(wrapped(words.subtitle, SMALL, x1 - x0, family), 1, SMALL, x1 - x0, family)
    return y1 - y0 >= LOW and is_said(unit, words._replace(subtitle=" ".join(line)))


@contextlib.contextmanager
def house_style(font: str | None = None) -> Iterator[str]:
    """The style and colours of the UK government's charts, for a while; the font that text is measured and drawn in."""
    with report_extra():
        import afcharts  # noqa: F401
        from matplotlib import font_manager, rc_context

        style = _style()
    with rc_context(style):
        if font is None:
            # By name, because "sans-serif" is another font once the style is left.
            found = font_manager.findfont(font_manager.FontProperties(family=["sans-serif"]))
            font = font_manager.get_font(found).family_name
        yield font


@functools.cache  # which is read from a file
def _style() -> Any:
    import afcharts
    from matplotlib import rc_params_from_file

    return dict(rc_params_from_file(str(files(afcharts) / "afcharts.mplstyle"), use_default_template=False))


def own_figure() -> Figure:
    """An empty figure, made before the style is entered: the first of a notebook switches its charts on, and a style
    that is left takes back what was switched within it."""
    with report_extra():
        from matplotlib import pyplot
    return pyplot.figure(facecolor=PAPER)


def picture(draw: Callable[[Axes, str], None], *, title: str, description: str, widest: str = WIDEST) -> str:
    """What `draw` puts into the axes of an empty figure, in the font named, as one inline `<svg>`."""
    with _drawn(draw) as figure:
        return inline_svg(figure, title=title, description=description, fonts=SVG_FONTS, widest=widest)


def dots(draw: Callable[[Axes, str], None]) -> bytes:
    """The same as a PNG, for what takes no `<svg>`: 728 dots across, and no date."""
    written = io.BytesIO()
    with _drawn(draw) as figure:
        figure.savefig(written, format="png", dpi=168, metadata={"Software": None})
    return written.getvalue()


@contextlib.contextmanager
def _drawn(draw: Callable[[Axes, str], None]) -> Iterator[Figure]:
    """What `draw` puts into the axes of an empty figure, in a font that every machine with matplotlib has."""
    with report_extra():
        from matplotlib.figure import Figure
    with house_style("DejaVu Sans") as family, warnings.catch_warnings():
        # A reader's font may have the letter that the one measured with lacks.
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        figure = Figure(facecolor=PAPER)
        draw(figure.add_subplot(), family)
        yield figure


def on_axes(ax: Axes | None, draw: Callable[[Axes, str, bool], None]) -> Axes:
    """Draw in axes that are given, or in those of a figure of our own, which `draw` is told to size."""
    with report_extra():
        from matplotlib.axes import Axes as Accepted
    if ax is not None and not isinstance(ax, Accepted):
        raise HeadwayError(f"ax: found {type(ax).__name__}; accepted: matplotlib Axes (of several, one), or None")
    own = own_figure() if ax is None else None
    with house_style() as family:
        if ax is None:
            assert own is not None
            ax = own.add_subplot()
        else:
            _on_paper(ax)
            _inset(ax)
        draw(ax, family, own is not None)
    return ax


def _inset(ax: Axes) -> None:
    """Axes that were given keep a little clear of their own edges, where another's may begin."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    if figure.get_layout_engine() is not None:
        figure.draw_without_rendering()  # where the engine puts the axes, which are then kept out of it
    wide, _ = figure.get_size_inches() * 72
    box, aside = ax.get_position(), INSET / wide
    if box.width > 10 * aside:
        ax.set_position((box.x0 + aside, box.y0, box.width - 2 * aside, box.height))


def _on_paper(ax: Axes) -> None:
    """Where a figure is too dark for ink, the room of its axes is paper."""
    from matplotlib.colors import to_hex, to_rgba
    from matplotlib.patches import Rectangle

    figure = ax.get_figure(root=True)
    assert figure is not None
    ground = to_rgba(figure.get_facecolor())
    if ground[3] < 0.5 or contrast(to_hex(ground), INK) >= 7:
        return
    if figure.get_layout_engine() is not None:
        figure.draw_without_rendering()
    wide, high = figure.get_size_inches() * 72
    x0, y0, x1, y1 = frame_of(ax)
    figure.add_artist(Rectangle(((x0 - EDGE) / wide, (y0 - EDGE) / high), (x1 - x0 + 2 * EDGE) / wide,
                                (y1 - y0 + 2 * EDGE) / high, transform=figure.transFigure, facecolor=PAPER,
                                linewidth=0, zorder=-2, label="_paper"))  # fmt: skip


def text_of(given: str, what: str) -> str:
    """A line of text that a caller gave."""
    if not isinstance(given, str) or not plain_line(given):
        raise HeadwayError(f"{what}: found {given!r}; accepted: text")
    return plain_line(given)


def lay_out(ax: Axes, family: str, *, own: bool, words: Words, left: float, below: float, tall: float,
            right: float = 6.0, over: float = 0.0, key: Sequence[float] = ()) -> int:  # fmt: skip
    """Make room: for title and subtitle above, what stands left of and below the axes, note and source under that.

    Parameters
    ----------
    ax : matplotlib Axes
    family : str
        The font.
    own : bool
        Whether the figure is ours, to be sized; else the axes keep to the room that they were given.
    words : Words
    left, below, right, tall : float
        Points for the names left of, below and beside the axes; and for the axes themselves, in a figure of our own.
    over : float
        Points between the subtitle and the axes, for the name of their scale.
    key : sequence of float
        The heights of what stands above that, the most important first.

    Returns
    -------
    int
        How much of the key there is room for: all of it in a figure of our own.

    Notes
    -----
    Axes that were given and are short of room keep three lines of the title, one of the subtitle and one of the source;
    they give up the rest from its end: the note, the rest of the source, of the subtitle and of the title, then the key
    from its last row, then the subtitle; never what must be said. A chart says all of it in words.
    """
    figure = ax.get_figure(root=True)
    assert figure is not None
    ax.grid(visible=False)
    ax.patch.set_visible(False)
    for side in ("left", "right", "top"):
        ax.spines[side].set_visible(False)
    ax.spines["bottom"].set_color("0.6")
    ax.tick_params(labelsize=SMALL, labelcolor=INK, labelfontfamily=family, length=0, pad=3)
    ax.xaxis.label.set(size=SMALL, color=MUTED, family=[family], linespacing=LEADING, parse_math=False)

    x0, y0, x1, y1 = (4.0, 0.0, WIDE - 4, 0.0) if own else frame_of(ax)
    size = LARGE if own or y1 - y0 >= TIGHT else USUAL
    words = words.shortened(size, HINTED * (x1 - x0), _most(own, x1 - x0), family)
    heading = wrapped(words.title, size, HINTED * (x1 - x0), family, bold=True)
    wide = FITTED * (x1 - x0)
    shown, note, cited = (wrapped(text, SMALL, wide, family) for text in (words.subtitle, words.noted, words.cited))
    if not own:
        high = y1 - y0
        most = max(LEAST, high / 4) if high >= 2 * LEAST else SMALL_ENOUGH * high
        least = min(most, LEAST) if high >= 2 * LEAST else (SMALLEST if high >= LOW else SMALL_ENOUGH) * high
        room = high - 14 - over - below
        rooms = (room - least, room - min(most, max(least, KEYED * high)), room - most)
        heading, key, shown, note, cited = _within(rooms, heading, size, key, shown, words, cited, wide,
                                                   family)  # fmt: skip
    lines = [*note, *cited]
    over += sum(key)
    above_axes = over
    over += len(shown) * SMALL * LEADING + 3 * bool(shown)
    above = len(heading) * size * LEADING + 14 + over
    under = below + (len(lines) * SMALL * LEADING + 6 if lines else 0)
    if own:
        height = above + tall + under
        figure.set_size_inches(WIDE / 72, height / 72)
        ax.set_position((left / WIDE, under / height, 1 - (left + right) / WIDE, tall / height))
        axes_wide, start = WIDE - left - right, left - x0
    else:
        wide, high = figure.get_size_inches() * 72
        axes_wide, start = max(1.0, x1 - x0 - left - right), left
        axes_high = max(1.0, y1 - y0 - under - above)
        ax.set_position(((x0 + left) / wide, (y0 + under) / high, axes_wide / wide, axes_high / high))
    ax.set_title("\n".join(heading), loc="left", x=-start / axes_wide, pad=10 + over, size=size, weight="bold",
                 color=INK, family=[family], linespacing=LEADING, parse_math=False, gid=TITLE)  # fmt: skip
    for i, line in enumerate(reversed(shown)):
        write(ax, line, (0, 1), (-start, above_axes + 9 + i * SMALL * LEADING), MUTED, family, label=SHOWN)
    # From the same left edge as the title.
    ax.set_xlabel("\n".join(lines))
    ax.xaxis.label.set_horizontalalignment("left")
    ax.xaxis.label.set_x(-start / axes_wide)
    ax.xaxis.labelpad = below - SMALL * LEADING - 3 if below else 4
    return len(key)


def _within(rooms: tuple[float, float, float], heading: list[str], size: float, key: Sequence[float], shown: list[str],
            words: Words, cited: list[str], wide: float,
            family: str) -> tuple[list[str], Sequence[float], list[str], list[str], list[str]]:  # fmt: skip
    """As much of a title, a key, a subtitle, a note and a source as so many points of height hold, the first for what
    must be said, the second for the key, the third for all else; one line of the title always."""
    line, small = size * LEADING, SMALL * LEADING
    # What is given up last comes first; six points stand above what is below the axes, three below a subtitle.
    parts = [("title", line)] * min(3, len(heading))
    source = " ".join(cited)
    least = len(cited_in(source, 1, wide, family))
    must, note = (wrapped(text, SMALL, wide, family) for text in (words.must, words.noted))
    parts += [("cited", least * small + 6)] * bool(cited)
    parts += [("note", small + 6 * (i == 0 and not cited)) for i in range(len(must))]
    parts += [("shown", small + 3)] * bool(shown)
    first, parts = len(parts), [*parts, *(("key", row) for row in key)]
    keyed = len(parts)
    parts += [("title", line)] * ((len(heading) - 3) * (size == LARGE))
    parts += [("shown", small)] * (len(shown) - 1) + [("cited", small)] * (len(cited) - least)
    parts += [("note", small + 6 * (i == 0 and not cited)) for i in range(len(must), len(note))]
    ends = itertools.accumulate(height for _, height in parts)
    held = Counter(kind for i, ((kind, _), end) in enumerate(zip(parts, ends, strict=True))
                   if end <= rooms[(i >= first) + (i >= keyed)])  # fmt: skip
    title = by_clauses(heading, max(1, held["title"]), size, HINTED / FITTED * wide, family, bold=True)
    shown = subtitle_in(shown, held["shown"], wide, family)
    note = words.noted_in(held["note"], wide, family)
    cited = cited_in(source, held["cited"] and held["cited"] + least - 1, wide, family)
    return title, key[: held["key"]], shown, note, cited


def _most(own: bool, wide: float) -> int:
    """How many lines of a title a chart has, unless no clause can be parted from it."""
    return 3 if own or wide < WIDE_ENOUGH else 2


def by_clauses(lines: list[str], most: int, size: float, wide: float, family: str, *,
                bold: bool = False) -> list[str]:  # fmt: skip
    """A text in so many lines: without its last clauses, where what is left says half as much, or else cut."""
    shortened = cut(lines, most, size, wide, family, bold=bold)
    text = whole = " ".join(lines)
    while len(lines) > most > 0 and (found := max(map(text.rfind, CLAUSES))) >= len(" ".join(shortened)) / 2:
        text = text[:found]
        rest = "" if whole.startswith("; ", found) else whole[found:].partition("; ")[0]
        if len(fewer := wrapped(text, size, wide, family, bold=bold)) <= most and not VERB.search(rest):
            return fewer
    return shortened


def subtitle_in(lines: list[str], most: int, wide: float, family: str) -> list[str]:
    """A subtitle in so many lines: without its last clauses, but one that ends it with a year stays before others."""
    said, _, when = " ".join(lines).rpartition(", ")
    while len(lines) > most > 0 and re.search(r"\d{4}", when) and said:
        if len(fewer := wrapped(f"{said}, {when}", SMALL, wide, family)) <= most:
            return fewer
        said = said.rpartition(", ")[0]
    return by_clauses(lines, most, SMALL, wide, family)


def cited_in(cited: str, most: int, wide: float, family: str) -> list[str]:
    """A source in so many lines, or as few more as its shortest form has: its name loses its last clauses and is never
    cut, and what stands in brackets at its end, which may be that figures are made up, is never lost."""
    if not most:
        return []
    name, _, aside = cited.rpartition(" (")
    name, aside = (name, f" ({aside}") if name and aside.endswith(")") else (cited, "")
    while len(lines := wrapped(f"{name}{aside}", SMALL, wide, family)) > most:
        if (found := max(map(name.rfind, CLAUSES))) <= len(CITED):
            break
        name = name[:found]
    return lines


def rewrite_note(ax: Axes, family: str, *, own: bool, words: Words, wide: float) -> float:
    """Put another note into the room that was made for one; the points of height that it leaves."""
    from matplotlib.text import Text

    room = len(ax.get_xlabel().splitlines())
    size = next(float(text.get_fontsize()) for text in ax.findobj(Text) if text.get_gid() == TITLE)
    words = words.shortened(size, HINTED * wide, _most(own, wide), family)
    wide *= FITTED
    note, cited = (wrapped(text, SMALL, wide, family) for text in (words.noted, words.cited))
    if not own:  # the source has its lines first
        cited = cited_in(words.cited, min(room, len(cited)), wide, family)
        note = words.noted_in(room - len(cited), wide, family)
    lines = [*note, *cited]
    ax.xaxis.label.set_text("\n".join(lines))
    return (room - len(lines)) * SMALL * LEADING


def has_subtitle(ax: Axes) -> bool:
    return any(text.get_label() == SHOWN for text in ax.texts)


def rewrite_shown(ax: Axes, family: str, *, shown: str, wide: float) -> None:
    """Put another subtitle into the lines that there are for one."""
    written = [text for text in ax.texts if text.get_label() == SHOWN][::-1]
    lines = subtitle_in(wrapped(shown, SMALL, wide, family), len(written), wide, family)
    for i, text in enumerate(written):
        text.set_text(lines[i] if i < len(lines) else "")


def without_scales(ax: Axes, below: float) -> None:
    """No ticks and no foot; what stands below the axes begins so many points under them, not under names of ticks."""
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines["bottom"].set_visible(False)
    ax.xaxis.labelpad = below


def write(ax: Axes, text: str, at: tuple[float, float], aside: tuple[float, float], colour: str, family: str, *,
          coords: str | tuple[str, str] = "axes fraction", ha: str = "left", size: float = SMALL, bold: bool = False,
          **look: Any) -> None:  # fmt: skip
    """One line of text, so many points from a place in the axes."""
    ax.annotate(text, at, xycoords=coords, xytext=aside, textcoords="offset points", ha=ha, va="baseline", size=size,
                weight="bold" if bold else "normal", color=colour, family=[family], parse_math=False,
                annotation_clip=False, **look)  # fmt: skip


def shorten(ax: Axes, spare: float, *, axes: bool) -> None:
    """Take so many points off a figure of our own: off its axes, or off its foot, and the axes keep their size."""
    root = ax.get_figure(root=True)
    assert root is not None
    wide, high = root.get_size_inches() * 72
    box, new = ax.get_position(), high - spare
    foot, tall = box.y0 * high - spare * (not axes), box.height * high - spare * axes
    root.set_size_inches(wide / 72, new / 72)
    ax.set_position((box.x0, foot / new, box.width, tall / new))


def deepen(ax: Axes, more: float) -> None:
    """So many points more of axes that were given, below them."""
    root = ax.get_figure(root=True)
    assert root is not None
    box, more = ax.get_position(), more / (root.get_size_inches()[1] * 72)
    ax.set_position((box.x0, box.y0 - more, box.width, box.height + more))


def ticks_of(low: float, high: float, count: int = 5) -> tuple[list[float], int]:
    """Round numbers along an axis, and the decimals that they take."""
    from matplotlib.ticker import MaxNLocator

    found = MaxNLocator(count, integer=high - low >= 5, steps=[1, 2, 5, 10]).tick_values(low, high)
    ticks = [float(tick) for tick in found if low <= tick <= high]
    size = max(map(abs, ticks), default=0.0)
    places = next((k for k in range(12) if all(abs(tick - round(tick, k)) <= 1e-9 * size for tick in ticks)), 2)
    return ticks, places


def named_ticks(low: float, high: float, unit: str | None, count: int = 5) -> tuple[list[float], list[str]]:
    """The same, and as text: long amounts of money in thousands, millions or billions."""
    ticks, places = ticks_of(low, high, count)
    written_in, per = scale_of(ticks, unit)
    if per != 1:
        places = decimals(*(written(tick, per) for tick in ticks), most=6)
    money = signs_of(unit)
    nothing = f"{money[0]}0" if money and money[0] else None
    names = [figure(written(tick, per), places=places, unit=written_in) for tick in ticks]
    return ticks, [nothing if tick == 0 and nothing else name for tick, name in zip(ticks, names, strict=True)]
