"""Expected savings by how confident their delivery is: bars in money, portfolio by portfolio, and the same in words.

A scale of confidence has a name and words of its own. Its green is not the green of an indicator against its target, so
the chart names the scale and says what each level means.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from headway._core import HeadwayError
from headway.charts.parts.bars import (
    APART,
    KEY_MARK,
    MOST_BARS,
    THICK,
    Bar,
    Fill,
    KeyEntry,
    Piece,
    draw_bars,
    draw_key,
    fits_within,
    heights_of,
    names_in,
    write_scale,
)
from headway.charts.parts.bars import (
    scale as set_scale,
)
from headway.charts.parts.labels import frame_of, wrapped
from headway.charts.parts.layout import LEADING, SMALL, WIDE, lay_out, on_axes, picture, title_of
from headway.charts.parts.portfolios import Portfolios, Row, largest_first, portfolios_of, together
from headway.language.counts import RATED, number_of
from headway.language.figures import decimals, figure, money
from headway.language.palette import INK, PAPER, RATING_COLOURS, contrast, paler, sequential
from headway.language.sentences import in_words, plain_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SCALE = "Delivery confidence"


def plot(
    rows: Any,
    ax: Axes | None = None,
    *,
    unit: str = "£m",
    title: str | None = None,
    scale: str = SCALE,
    meanings: Mapping[str, str] | None = None,
    levels: Sequence[str] | None = None,
) -> Axes:
    """Draw each portfolio's expected saving, parted by confidence.

    Parameters
    ----------
    rows : frame or list of dict
        What `SavingsPlan.by_portfolio` gives: `portfolio`, `expected`, one column a level, and the row "Total".
    ax : matplotlib Axes, optional
        Where to draw, with about 40 points of height a bar. By default a figure of its own, which is as readable on a
        phone as in a report.
    unit : str, default "£m"
        What the amounts are counted in.
    title : str, optional
        By default what the figures say.
    scale : str, default "Delivery confidence"
        The scale's own name.
    meanings : mapping, optional
        What each level means, in its key.
    levels : sequence of str, optional
        The columns of the levels, most confident first. By default all but `portfolio` and `expected`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    HeadwayError
        For rows that lack a column or the total, for an unknown level, and for a title that is not text.
    ImportError
        Without matplotlib and afcharts, which come with the extra `headway[report]`.
    """
    said = title_of(title, finding(rows, unit=unit, scale=scale, levels=levels))
    return on_axes(ax, lambda axes, family, own: _draw(axes, family, own, rows, unit, said, scale, meanings, levels))


def svg(
    rows: Any,
    *,
    unit: str = "£m",
    title: str | None = None,
    scale: str = SCALE,
    meanings: Mapping[str, str] | None = None,
    levels: Sequence[str] | None = None,
) -> str:
    """The bars as one inline `<svg>` for a page, with their text alternative. The parameters are those of `plot`."""
    said = title_of(title, finding(rows, unit=unit, scale=scale, levels=levels))
    words = describe(rows, unit=unit, scale=scale, meanings=meanings, levels=levels)
    return picture(
        lambda axes, family: _draw(axes, family, True, rows, unit, said, scale, meanings, levels), title=said, description=words
    )


def finding(rows: Any, *, unit: str = "£m", scale: str = SCALE, levels: Sequence[str] | None = None) -> str:
    """What the bars say of the total, in one line."""
    read, names = _read(rows, levels)
    shown = _writer(read, unit)
    if read.total["expected"] == 0 and not any(read.total[name] for name in names):
        return f"No saving is expected, so none has a level of {_in_a_sentence(scale)}"
    amounts = [(read.total[name], _word(name)) for name in names[1:]]
    others = [f"{word} not known" if math.isnan(amount) else f"{shown(amount)} {word}" for amount, word in amounts]
    said = f"{shown(read.total[names[0]])} of {shown(read.total['expected'])} expected is rated {_word(names[0])} for {_in_a_sentence(scale)}"
    return said + (f", {' and '.join(filter(None, [', '.join(others[:-1]), others[-1]]))}" if others else "")


def describe(
    rows: Any,
    *,
    unit: str = "£m",
    scale: str = SCALE,
    meanings: Mapping[str, str] | None = None,
    levels: Sequence[str] | None = None,
) -> str:
    """The bars in plain sentences, with every amount, for those who do not see the chart.

    Parameters
    ----------
    rows : frame or list of dict
        What `SavingsPlan.by_portfolio` gives.
    unit, scale, meanings, levels
        As for `plot`.

    Returns
    -------
    str

    Examples
    --------
    >>> from headway.charts.confidence import describe
    >>> rows = [{"portfolio": "Schools", "expected": 1.8, "green": 1.5, "red": 0.3},
    ...         {"portfolio": "Total", "expected": 1.8, "green": 1.5, "red": 0.3}]
    >>> print(describe(rows, meanings={"red": "not validated"}))
    Delivery confidence of £1.8m expected: green £1.5m, red £0.3m. Red means: not validated. By portfolio, 1 portfolio.
    Schools, £1.8m expected: green £1.5m, red £0.3m.
    """
    read, names = _read(rows, levels)
    known = _meanings(meanings, names)
    shown = _writer(read, unit)

    def parts(row: Row) -> str:
        return ", ".join(f"{_word(name)} {shown(row[name])}" for name in names)

    said = [f"{_capital(scale)} of {shown(read.total['expected'])} expected: {parts(read.total)}."]
    said += [f"{_word(name).capitalize()} means: {known[name].rstrip('.')}." for name in names if name in known]
    if read.rows:
        said.append(f"By portfolio, {number_of(len(read.rows), 'portfolio')}.")
    for name in largest_first({name: row["expected"] for name, row in read.rows.items()}):
        row = read.rows[name]
        said.append(f"{name}, {shown(row['expected'])} expected: {parts(row)}.")
    return " ".join(said)


def letters_of(names: Sequence[str]) -> list[str]:
    """The letters of levels, of which no two are the same: initials, or as much of the words as it takes.

    >>> from headway.charts.confidence import letters_of
    >>> letters_of(["green", "amber_green", "amber"]), letters_of(["high", "half"])
    (['G', 'AG', 'A'], ['HI', 'HA'])
    """
    words = [re.findall(r"\w+", _word(name)) or [name] for name in names]
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
        pale = paler(RATING_COLOURS["amber"])
        return [
            {
                "green": Fill(RATING_COLOURS["green"], RATING_COLOURS["green"]),
                "amber": Fill(pale, RATING_COLOURS["amber"]),
                "red": Fill(PAPER, RATING_COLOURS["red"], "/////"),
            }[name]
            for name in names
        ]
    looks: list[Fill] = []
    for shade in sequential(len(names)):
        # Hatched where lightness alone does not tell a level from the one before.
        near = bool(looks) and contrast(shade, looks[-1].fill) < 3 and not looks[-1].hatch
        looks.append(Fill(shade, PAPER if contrast(shade, PAPER) > 4 and near else INK, "/////" if near else ""))
    return looks


# Drawing


def _draw(
    ax: Axes,
    family: str,
    own: bool,
    rows: Any,
    unit: str,
    title: str,
    scale: str,
    meanings: Mapping[str, str] | None,
    levels: Sequence[str] | None,
) -> None:
    read, names = _read(rows, levels)
    known = _meanings(meanings, names)
    shown, looks, letters = _writer(read, unit), looks_of(names), letters_of(names)

    def key(room: float) -> list[KeyEntry]:
        entries = []
        for name, look, letter in zip(names, looks, letters, strict=True):
            words = f"{_word(name).capitalize()}, {shown(read.total[name])}" + (f": {known[name]}" if name in known else "")
            entries.append(KeyEntry(look, letter, wrapped(words, SMALL, room - KEY_MARK, family)))
        return entries

    entries = key(WIDE - 10)
    tall = sum(entry.height for entry in entries) + 4 + MOST_BARS * (3 * SMALL * LEADING + THICK + APART)
    note = f"{_capital(scale)}, by portfolio: it says nothing of the rating of an indicator against its target."
    below = SMALL * LEADING + 8
    lay_out(ax, family, own=own, title=title, note=note, left=4, below=below, tall=tall)
    left, bottom, right, top = frame_of(ax)
    entries = key(right - left)
    head = sum(entry.height for entry in entries) + 4
    most = MOST_BARS
    bars = _fill(ax, read, names, _together(read, names, most), shown, looks, letters, family)
    # Fewer bars where the axes that were given are too short for twelve.
    while not own and head + heights_of(bars) > top - bottom and most > 2:
        most -= 1
        bars = _fill(ax, read, names, _together(read, names, most), shown, looks, letters, family)
    high = max((max(p.start, p.end) for bar in bars for p in bar.pieces), default=0.0)
    if own:
        _shorten(ax, tall - head - heights_of(bars))
    draw_bars(ax, bars, family, below=head)
    write_scale(ax, high, unit, family, below=head)
    draw_key(ax, entries, family)


def _fill(
    ax: Axes, read: Portfolios, names: Sequence[str], drawn: dict[str, Row], shown: Callable[[float], str],
    looks: Sequence[Fill], letters: Sequence[str], family: str,
) -> list[Bar]:  # fmt: skip
    """One bar a portfolio, in axes whose scale it sets; an amount for which its part has no room stands beside the name."""
    left, _, right, _ = frame_of(ax)
    places = _places(read)
    stacks = {name: _stack(row, names, looks, letters, places) for name, row in drawn.items()}
    totals = {name: shown(row["expected"]) for name, row in drawn.items()}
    ends = [end for pieces in stacks.values() for piece in pieces for end in (piece.start, piece.end)]
    written = [(max((max(p.start, p.end) for p in stacks[name]), default=0.0), totals[name]) for name in drawn]
    set_scale(ax, min(ends, default=0.0), max(ends, default=0.0), written, family)
    bars = []
    for name, row in drawn.items():
        pieces = [p if fits_within(ax, p, family) else p._replace(within="") for p in stacks[name]]
        aside = [whole.within for whole, kept in zip(stacks[name], pieces, strict=True) if not kept.within]
        aside += [f"{_word(level)} not known" for level in names if math.isnan(row[level])]
        said = f"({', '.join(aside)})" if aside else ""
        bars.append(Bar(names_in(name, right - left, family, aside=said), pieces, totals[name]))
    return bars


def _shorten(ax: Axes, spare: float) -> None:
    """Give back the height that no bar takes, in a figure of our own."""
    root = ax.get_figure(root=True)
    assert root is not None
    wide, tall = root.get_size_inches() * 72
    box = ax.get_position()
    under, high, new = box.y0 * tall, box.height * tall - spare, tall - spare
    root.set_size_inches(wide / 72, new / 72)
    ax.set_position((box.x0, under / new, box.width, high / new))


def _stack(row: Row, names: Sequence[str], looks: Sequence[Fill], letters: Sequence[str], places: int) -> list[Piece]:
    """The parts of one bar, from 0 to the right, and what is less than 0 to the left."""
    pieces, right, left = [], 0.0, 0.0
    for name, look, letter in zip(names, looks, letters, strict=True):
        amount = row[name]
        if math.isnan(amount) or round(abs(amount), places) == 0:
            continue
        start = right if amount > 0 else left
        pieces.append(Piece(start, start + amount, look, f"{letter} {figure(amount, places=places)}"))
        right, left = (right + amount, left) if amount > 0 else (right, left + amount)
    return pieces


def _together(read: Portfolios, names: Sequence[str], most: int) -> dict[str, Row]:
    """The largest portfolios, and the others under one name where there are more than there is room for."""
    order = largest_first({name: row["expected"] for name, row in read.rows.items()})
    if len(order) <= most:
        return {name: read.rows[name] for name in order}
    kept, others = order[: most - 1], order[most - 1 :]
    drawn = {name: read.rows[name] for name in kept}
    drawn[f"Other ({len(others)})"] = {
        column: together([read.rows[name][column] for name in others]) for column in ("expected", *names)
    }
    return drawn


def _read(rows: Any, levels: Sequence[str] | None) -> tuple[Portfolios, list[str]]:
    read = portfolios_of(rows, None if levels is None else ["expected", *levels])
    if "expected" not in read.total:
        raise HeadwayError(f"column 'expected' is not in the frame. Accepted: one of {', '.join(read.total)}")
    names = [name for name in read.total if name != "expected"]
    if not names:
        raise HeadwayError("found no level of confidence; accepted: one column a level")
    return read, names


def _meanings(meanings: Mapping[str, str] | None, names: Sequence[str]) -> dict[str, str]:
    known = {str(name): plain_line(words) for name, words in (meanings or {}).items()}
    if unknown := [name for name in known if name not in names]:
        raise HeadwayError(f"meanings: found {unknown[0]!r}; accepted: {', '.join(names)}")
    return known


def _places(read: Portfolios) -> int:
    return decimals(*(amount for row in (read.total, *read.rows.values()) for amount in row.values()))


def _writer(read: Portfolios, unit: str) -> Callable[[float], str]:
    places = _places(read)
    return lambda amount: money(amount, unit, places)


def _word(name: str) -> str:
    return in_words(plain_line(name))


def _in_a_sentence(scale: str) -> str:
    """The scale's name within a sentence: a name that was given is kept as it is."""
    return SCALE.lower() if scale == SCALE else plain_line(scale)


def _capital(scale: str) -> str:
    """The scale's name at the head of a sentence."""
    said = plain_line(scale)
    return said[:1].upper() + said[1:]
