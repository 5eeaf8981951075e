"""Funnel plots: units by their denominators, the limits of chance about their target, and names for those outside.

Whether a unit is outside, and of which limits, is what the result says of it; the curves are its own limits at other
denominators. A triangle points up for high and down for low, filled outside the wider limits, hollow outside the
narrower.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

from headway.charts.funnel_unit import (
    MANY,
    Floats,
    Unit,
    draw_units,
    in_a_sentence,
    plain,
    ring,
    sizes_of,
)  # fmt: skip
from headway.charts.funnel_words import Shown, by_chance, found, names_of_limits, where, widened, writer
from headway.charts.parts.axes import (
    Entry,
    beside_scale,
    key_rows,
    label,
    not_from_0,
    powers_below,
    scale_below,
    value_axes,
)  # fmt: skip
from headway.charts.parts.beside import beside
from headway.charts.parts.labels import Label, Line, column, cut, frame_of, points_of, width, wrapped
from headway.charts.parts.layout import LEADING, SMALL, TIGHT, WIDE, Words, deepen, rewrite_note, shorten, write
from headway.language.counts import number_of
from headway.language.figures import figure_writer, unit_in_words
from headway.language.levels import percent
from headway.language.palette import INK, MUTED, categorical, shades
from headway.language.sentences import capital, listed, method_in_a_note

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_NAMED, NARROW = 12, 10  # in axes of less than 500 points
MOST_BELOW = 260  # letters of names below the axes; all are in the words of the chart
BETTER = {"high": "Higher is better", "low": "Lower is better"}
OUTWARD = {"high": 1, "low": -1}  # of the target, on which side of its mark a name is
FROM_0 = 0.5  # of a scale, less of which before it is shown from 0
MOUTH = 1.5  # times what values take of a scale, as much as may be taken for limits of the smallest
NUMBER, MOST_OF_ONE = "0", 9  # the room of a figure, and the last number that has but one
TALL = 320.0  # points of axes of their own, for names among the marks
ACROSS = 40.0  # what the line to a name costs for each dot of a limit that it crosses
CLOSE_BY = 40.0  # and what it may cost where height is short
BESIDE = (11.0, 8.0)  # points from a mark to the far end of its name, the name apart
ROOMS = (0.0, 50.0)  # points left of 0, of which as many are left as names need
BY_0 = 100.0  # points from 0 within which a mark is whose name may need that room
SUNK = 9.0  # points that the figures below stand lower where a ring reaches below the axes
NAME_COST = 120.0  # what a name's place may cost (labels.py); one without such a place is named below


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Funnel(Shown):
    """The plot of what there is to show."""

    def finding(self, *, brief: bool = False) -> str:
        """How many are outside the limits, or where the highlighted ones are, in one line; `brief` by the limits."""
        return f"{self.indicator}: {found(self, 'of', brief)}" if self.indicator else found(self, "Of", brief)

    def shown(self) -> str:
        limits = f"limits of chance about {self.target_name}"
        if not self.units:
            return f"{capital(limits)}, by {in_a_sentence(self.denominator)}"
        return f"{number_of(len(self.units), 'unit')} by {in_a_sentence(self.denominator)}, and the {limits}"

    def describe(self) -> str:
        formatted = writer(self)
        said = [f"{len(self.known)} of {len(self.units)} have a value."] if self.units else []
        said += unit_in_words(self.unit)
        said.append(f"{self.target_name}: {formatted(self.target)}.")
        if self.good:
            said.append(f"{BETTER[self.good]}.")
        if self.dispersion > 1:
            said.append(f"The limits {widened(self)}")
        for i in self._told:
            ends = [f"{formatted(self.lower[i, k])} to {formatted(self.upper[i, k])} at {percent(level)}%"
                    for k, level in enumerate(self.levels)]  # fmt: skip
            said.append(f"Limits at a denominator of {_count(self.at[i])}: {'; '.join(ends)}.")
        said += filter(None, [by_chance(self, [f"within the {percent(level)}% limits" for level in self.levels])])
        said += [f"{unit.name}: {unit.why}." for unit in self.units if not unit.known]
        for unit in _named(self):
            said.append(f"{unit.name} {formatted(unit.value)} of {_count(unit.denominator)}, {where(unit, self)}.")
        inside = [unit for unit in self.known if not unit.outside and not unit.highlighted]
        if inside:
            said.append(f"Within the {percent(self.levels[0])}% limits:")
            units = [f"{unit.name} {formatted(unit.value)} of {_count(unit.denominator)}" for unit in inside]
            said.append(f"{', '.join(units)}.")
        return " ".join([*said, f"Method: {self.method}."])

    def _words(self, note: str, must: str, tight: bool) -> Words:
        """What stands about the axes, which side is better first in the note: it is no meaning of a mark."""
        words = self.words(f"{BETTER[self.good]}. {note}" if self.good and not tight else note, must)
        return words._replace(title=self.finding(brief=True)) if tight and not words.given else words

    @property
    def _told(self) -> list[int]:
        """The places whose limits are told in words: both ends, or that of units of one size."""
        sizes = {unit.denominator for unit in self.known}
        of_size = np.flatnonzero(self.at == sizes.pop()).tolist() if len(sizes) == 1 else []
        first = int(np.searchsorted(self.at, min(sizes, default=0.0)))
        return of_size[:1] or sorted({min(first, len(self.at) - 1), len(self.at) - 1} if len(self.at) else ())

    def draw(self, ax: Axes, family: str, own: bool) -> None:
        """Units, the limits about their target, and the names of those outside."""
        from matplotlib.text import Annotation

        named = _named(self)
        frame = WIDE - 8 if own else frame_of(ax)[2] - frame_of(ax)[0]
        tight = not own and frame_of(ax)[3] - frame_of(ax)[1] < TIGHT
        most = max(NARROW if frame < 500 else MOST_NAMED, sum(unit.highlighted for unit in named))
        # Which names find a place is not known yet: there is room for all of them below, unless they are only counted.
        others = [unit for unit in named if not (unit.highlighted and _one_highlighted(self))]
        note = _note(self, tight, [], others) if _many(self) else _note(self, tight, others)
        key, dots = _key(self, tight), tight and not all(unit.outside for unit in self.known)
        within = Entry("o", shades()[2], "Within", size=plain(self.known))
        if dots and len(key_rows([*key, within], frame, family)) == len(key_rows(key, frame, family)):
            key, dots = [*key, within], False
        outside = [unit for unit in named if unit.outside] if tight else []
        must = _must(self, max(0, len(outside) - 1), len(outside), dots)
        must = must if tight else f"{_ring_is(self)} {must}".strip()
        sunk = 0.0 if tight else SUNK * any(unit.highlighted and unit.value == _limits(self)[0] for unit in self.known)
        below = SMALL * LEADING + (3.0 if tight else 17.0 + sunk)
        ends, right = value_axes(ax, family, own=own, words=self._words(note, must, tight), limits=_limits(self),
                                 tall=TALL, unit=self.unit, key=key, below=below,
                                 labels=lambda room: _ends(self, room, family, tight))  # fmt: skip
        _denominators(ax, self, family, tight, sunk)
        if tight and _one_highlighted(self):  # which the key names
            named = [unit for unit in named if not unit.highlighted]
        lines = _curves(ax, self)
        before = len(ax.texts)

        def placed(room: float) -> tuple[list[Unit], list[Unit]]:
            for text in ax.texts[before:]:
                text.remove()
            target = _leave(ax, self, room)
            return _name(ax, self, named, most, [target, *lines], family, numbers=not tight and not _many(self),
                         cost=CLOSE_BY if tight else NAME_COST)  # fmt: skip

        def said(unnamed: tuple[list[Unit], list[Unit]]) -> Words:
            must = _must(self, sum(unit not in unnamed[1] for unit in outside), len(outside), dots)
            there = {text.xy for text in ax.texts if isinstance(text, Annotation) and text.get_text()}
            must = must if tight else f"{_ring_is(self, there)} {must}".strip()
            return self._words(_note(self, tight, *unnamed), must, tight)

        lacking: dict[float, int] = {}
        rooms = (0.0,) if tight or len(self.known) > MANY else _rooms(ax, self, family)
        for room in rooms:
            lacking[room] = sum(map(len, unnamed := placed(room)))
            at = points_of(ax, [(unit.denominator, 0.0) for units in unnamed for unit in units])[:, 0]
            if not lacking[room] or (rooms is ROOMS and not (at < frame_of(ax)[0] + BY_0).any()):
                break
        if (best := min(lacking, key=lambda each: lacking[each])) != room:
            unnamed = placed(best)
        spare = rewrite_note(ax, family, own=own, words=(words := said(unnamed)), wide=frame)
        if own:
            shorten(ax, spare, axes=False)
        elif spare:  # which the axes take, and give back where fewer names had a place
            for more in (spare, -spare):
                deepen(ax, more)
                if len((again := said(placed(best))).noted) <= len(words.noted):
                    break
            rewrite_note(ax, family, own=own, words=again, wide=frame)
        draw_units(ax, self.known, self.levels[-1])
        column(ax, _merged(ax, self, ends, family), right, family)


def _ring_is(f: Funnel, named_at: Collection[tuple[float, float]] = ()) -> str:
    """Whose ring it is, where its name has no place at it."""
    units = [unit for unit in f.known if unit.highlighted and (unit.denominator, unit.value) not in named_at]
    return f"Ring: {units[0].name}." if units and _one_highlighted(f) else ""


def _merged(ax: Axes, f: Funnel, ends: list[Label], family: str) -> list[Label]:
    """One name for limits that end so close that lines would lead from one place to each."""
    target, *limits = ends
    heights = points_of(ax, [one.at for one in limits])[:, 1] if limits else np.zeros(0)
    if len(limits) < 2 or np.ptp(heights) >= SMALL / 2:
        return ends
    dotted, *solid = [f"{percent(level)}%" for level in f.levels]
    said = f"{listed([f'{dotted} (dotted)', *solid])} limit"
    lines = wrapped(said, SMALL, max(one.width(family) for one in limits), family)
    return [target, limits[-1]._replace(lines=[Line(line, SMALL) for line in lines])]


def _named(f: Funnel) -> list[Unit]:
    """Those whose names come first: the highlighted, then the furthest outside."""
    outside = [unit for unit in f.known if unit.outside or unit.highlighted]

    def order(unit: Unit) -> tuple[bool, float, float]:
        return not unit.highlighted, -unit.level if unit.outside else 0.0, -abs(unit.value - f.target)

    return sorted(outside, key=order)


def _count(denominator: float) -> str:
    return figure_writer([denominator], None)(denominator)


def _note(f: Funnel, tight: bool, numbered: Sequence[Unit], others: Sequence[Unit] = ()) -> str:
    """What the limits mean, what is outside and named by a number alone, those of few first, and what is not named."""
    said = [] if tight else [*filter(None, [by_chance(f, [f"between {name}" for name in _drawn(f)])])]
    if numbered:
        said.append(f"By number: {'; '.join(f'{i} {unit.name}' for i, unit in enumerate(numbered, 1))}.")
    room = MOST_BELOW - sum(len(unit.name) + 4 for unit in numbered)
    ends = np.cumsum([len(unit.name) + 2 for unit in others])
    listed_ = [unit.name for unit, end in zip(others, ends, strict=True) if end <= room]
    listed_ = [] if _many(f) else listed_
    if listed_:
        said.append(f"Outside, with no room for a name: {'; '.join(listed_)}.")
    if more := len(others) - len(listed_):
        of = "other" if more == 1 else "others"
        said.append(f"Outside, but not named: {more:,} {of}.")
    unknown = [f"{unit.name} ({unit.status})" for unit in f.units if not unit.known]
    if len(unknown) > MOST_NAMED:
        said.append(f"{number_of(len(unknown), 'unit')} without a value.")
    elif unknown:
        said.append(f"No value: {', '.join(unknown)}.")
    if f.dispersion > 1:
        said.append(f"Limits {widened(f)}")
    if beyond := _scale(f)[1]:
        said.append(beyond)
    return " ".join([*said, method_in_a_note(f.method)])


def _must(f: Funnel, named: int, outside: int, dots: bool) -> str:
    """What no axes are too small for: what the dots are, where their key has no room, that some have no name, and that
    the scale is not from 0."""
    some = f"{named} of {outside} outside are named." if named else "None outside is named."
    return " ".join(filter(None, ("Dots: within limits." * dots, some * (named < outside), _scale(f)[0])))


def _ends(f: Funnel, room: float, family: str, tight: bool) -> list[Label]:
    """What the lines are called, for beside their ends; below the target too where limits are of one place alone."""
    ends = [(f"{percent(level)}%", float(f.upper[-1, k])) for k, level in enumerate(f.levels)] if len(f.at) else []
    if _of_one(f):
        ends += [(f"{percent(level)}%", float(f.lower[-1, k])) for k, level in enumerate(f.levels)]
    at = label(f.target_name, writer(f)(f.target), (_end(f), f.target), categorical()[2], room, family)
    said = " ".join(line.text for line in at.lines)
    if tight and width(Line(said, SMALL, bold=True), family) <= room:
        at = at._replace(lines=[Line(said, SMALL, bold=True)])
    if tight and len(ends) == 2:  # in one label, as lines would lead from one place
        (dotted, _), (solid, end) = ends
        return [at, Label([Line(f"{solid} limit,", SMALL), Line(f"{dotted} dotted", SMALL)], (_end(f), end), MUTED)]
    return [at, *(Label([Line(f"{name} limit", SMALL)], (_end(f), end), MUTED, spare=True) for name, end in ends
                  if math.isfinite(end))]  # fmt: skip


def _of_one(f: Funnel) -> bool:
    """Whether limits are of one denominator, which are no curves."""
    return len(f.at) > 0 and bool(f.at[0] == f.at[-1])


def _end(f: Funnel) -> float:
    """The denominator at which the lines end."""
    return float(f.at[-1]) if len(f.at) else 1.0


def _key(f: Funnel, tight: bool) -> list[Entry]:
    """What the marks mean: which limits leave a unit out, for a triangle says by itself on which side; the highlighted,
    of which one alone is here where there is little room, and first then, for it has no name among the marks."""
    dark, key = categorical()[0], []
    for level, limits in reversed([*zip(f.levels, _drawn(f), strict=True)]):
        sides = [marker for marker, label in (("^", "high"), ("v", "low"))
                 if any(unit.label == label and unit.level == level for unit in f.known)]  # fmt: skip
        hollow = level != f.levels[-1]
        limits = limits if len(f.levels) > 1 else "the limits"
        said = f"Outside {limits}{' only' * hollow}"
        if tight:
            said = f"{percent(level)}%" if hollow else f"Beyond {percent(level)}%"
        marks = sides[-1:] if tight and hollow else sides
        key += [Entry(marker, dark, said * (marker == marks[-1]), hollow=hollow) for marker in marks]
    if key and not tight and not all(unit.outside for unit in f.known):
        key.append(Entry("o", shades()[2], "Within the limits", size=plain(f.known)))
    highlighted = [unit.name for unit in f.known if unit.highlighted]
    if highlighted and (tight or not _one_highlighted(f)):  # one alone is named at its mark
        entry = Entry("o", INK, highlighted[0] if _one_highlighted(f) else "Highlighted", hollow=True)
        key.insert(0 if tight else len(key), entry)
    return key


def _drawn(f: Funnel) -> list[str]:
    """What the limits are called as `_curves` draws them, from the narrowest."""
    if _of_one(f):
        return names_of_limits(f, ("short", "long"), "dashes")
    return names_of_limits(f, ("dotted", "solid"), "lines")


def _one_highlighted(f: Funnel) -> bool:
    """Whether one unit is highlighted, which is named at its mark before all others, or in the key of a small chart."""
    return sum(unit.highlighted for unit in f.known) == 1


def _curves(ax: Axes, f: Funnel) -> list[Floats]:
    """Draw the target and the limits; the corners of these."""
    ax.axhline(f.target, color=categorical()[2], linewidth=1.6, zorder=2, label="Target")
    drawn = []
    for k, level in enumerate(f.levels):
        wide, dots = (1.5, (0, (1.2, 1.4))) if k == 0 else (1.2, "-")  # no dash, as a line to a name might seem
        for side, values in (("Lower", f.lower[:, k]), ("Upper", f.upper[:, k])):
            name = f"{side} {percent(level)}%"
            if _of_one(f):  # which are no curve
                ax.plot([_end(f)], [values[-1]], color=MUTED, marker="_", markersize=16 - 6 * (k == 0),
                        markeredgewidth=1.4, linestyle="none", zorder=1.8, label=name)  # fmt: skip
            else:
                ax.plot(f.at, values, color=MUTED, linewidth=wide, linestyle=dots, zorder=1.8, label=name)
            drawn.append(np.column_stack([f.at, np.clip(values, *ax.get_ylim())]))
    return drawn


def _name(ax: Axes, f: Funnel, named: Sequence[Unit], most: int, lines: Sequence[Floats], family: str, *,
          numbers: bool, cost: float) -> tuple[list[Unit], list[Unit]]:  # fmt: skip
    """Write names beside their units, numbers where there is no place for a name; those with a number, from the one of
    the smallest denominator, and those that have neither, the furthest outside first."""
    one = _one_highlighted(f)

    def label_of(unit: Unit, written: bool, number: str) -> Label:
        subject = one and unit.highlighted  # of the title, which is named first
        said = unit.name if written or subject else number
        choices = [
            cut(wrapped(said, SMALL, wide, family, bold=unit.highlighted), 3, SMALL, wide, family)
            for wide in (100, 160)
        ]
        choices = choices[: 1 + (len(choices[1]) < len(choices[0]))]
        if subject:
            choices = [_subject(unit, family)]
        words, *shorter = [[Line(line, SMALL, unit.highlighted) for line in each] for each in choices]
        return Label(words, (unit.denominator, unit.value), INK, shorter=shorter, spare=not unit.highlighted,
                     keyed=unit.highlighted, outward=OUTWARD.get(unit.label, 0) * unit.outside * (cost > CLOSE_BY),
                     always=unit.highlighted and not subject and not numbers,
                     ground=unit.highlighted and not subject and not numbers and len(f.known) <= MANY,
                     otherwise=number if numbers and not (unit.highlighted and one) else "")  # fmt: skip

    from matplotlib.text import Annotation

    # As many may have a number as may be listed below.
    short = np.cumsum([len(unit.name) + 4 for unit in named]) <= MOST_BELOW
    few = max(most, int(short.sum()))
    dots = np.repeat([(unit.denominator, unit.value) for unit in f.known] or [(math.nan, math.nan)], 2, axis=0)
    dots[1::2] = np.nan  # points, not a line
    marks = sizes_of(ax, f.known)
    rings = [ring(ax, unit, sum(mark)) for unit, mark in zip(f.known, marks, strict=True) if unit.highlighted]
    sizes = np.repeat([size + 1.4 * around for size, around in marks] or [0.0], 2).tolist()
    before = len(ax.texts)
    for number in (NUMBER, 2 * NUMBER):  # of two figures where there are so many
        for text in ax.texts[before:]:
            text.remove()
        words = [label_of(unit, i < most, number) for i, unit in enumerate(named[: few if numbers else most])]
        beside(ax, words, family, lines=[dots, *lines, *rings], right=frame_of(ax)[2], most=cost,
               sizes=sizes, across_lines=ACROSS)  # fmt: skip
        written = [text for text in ax.texts[before:] if isinstance(text, Annotation)]
        free = [text for text in written if text.get_text() == number]
        if len(free) <= MOST_OF_ONE:
            break
    detour = len(free) == 1 and free[0].xy not in [(unit.denominator, unit.value) for unit in named if unit.highlighted]
    if detour:  # of one a number would be but a detour to its name
        at = free.pop().xy
        for text in written:  # with the line to it
            if text.xy == at:
                text.remove()
        written = [text for text in written if text.xy != at]
    named_at, numbered = {text.xy for text in written}, []
    for unit in sorted(named, key=lambda unit: unit.denominator):
        if found := next((text for text in free if text.xy == (unit.denominator, unit.value)), None):
            free.remove(found)
            numbered.append(unit)
            found.set_text(str(len(numbered)))
    found_none = [unit for unit in named if (unit.denominator, unit.value) not in named_at]
    return numbered, [unit for unit in found_none if unit.outside and not (unit.highlighted and one)]


def _subject(unit: Unit, family: str) -> list[str]:
    """The name of the one highlighted unit, whose value the title has."""
    return cut(wrapped(unit.name, SMALL, 100, family, bold=True), 2, SMALL, 100, family)


def _rooms(ax: Axes, f: Funnel, family: str) -> Sequence[float]:
    """How much may be left of 0 for names: as much as that of the one highlighted unit takes beside its mark, or nearly
    so much where that leaves no place for another; or as little as those of others need."""
    if ax.get_xscale() != "linear":
        return (0.0,)
    left, _, right, _ = frame_of(ax)
    for unit in f.known if _one_highlighted(f) else ():
        if unit.highlighted and unit.outside:
            name = max(width(Line(line, SMALL, bold=True), family) for line in _subject(unit, family))
            share = unit.denominator / ax.get_xlim()[1]
            needs = [(name + aside - share * (right - left)) / (1 - share) for aside in BESIDE]
            return needs if 0 < needs[0] < (right - left) / 2 else (0.0,)
    return ROOMS


def _leave(ax: Axes, f: Funnel, room: float) -> Floats:
    """Begin axes from 0 so many points left of it, for names beside marks of small units; the target's line."""
    low, high = ax.get_xlim()
    if ax.get_xscale() == "linear":
        left, _, right, _ = frame_of(ax)
        low = -room * high / (right - left - room)
        ax.set_xlim(low, high)
        ax.spines["bottom"].set_bounds(0.0, high)
        for line in ax.get_lines():  # across the axes: there is nothing left of 0 but names
            if line.get_label() in ("_grid", "Target"):
                line.set_xdata([room / (right - left), 1.0])
        low = 0.0
    return np.array([(low, f.target), (high, f.target)])


def _many(f: Funnel) -> bool:
    """Whether so many are outside that they have no numbers to be looked up below."""
    return len(f.known) > MANY and len(_named(f)) > MOST_NAMED


def _limits(f: Funnel) -> tuple[float, float]:
    """All values, the target, and the limits, of the smallest where those do not crush the others; room for names above
    and below; from 0 where little is left out."""
    found = [unit.value for unit in f.known] + [f.target]
    ends = _limits_of(f)
    found += ends[len(ends) // 2 :].ravel().tolist()
    room = np.ptp(found) * 0.1
    low, high = max(min(found) - room, min(0.0, min(found))), max(found) + room
    least, most = min(low, ends.min(initial=low)), max(high, ends.max(initial=high))
    if most - least <= MOUTH * (high - low):
        low, high = least, most
    return float(0.0 if 0 < low < FROM_0 * (high - low) else low), float(high)


def _limits_of(f: Funnel) -> Floats:
    """All limits, a row a denominator from the smallest."""
    ends = np.hstack([f.lower, f.upper]) if len(f.at) else np.empty((0, 2))
    return ends[np.isfinite(ends).all(axis=1)]


def _scale(f: Funnel) -> tuple[str, str]:
    """What of the scale must be said, and what is said of it where there is room."""
    low, high = _limits(f)
    ends = _limits_of(f)
    beyond = ends.min(initial=low) < low or ends.max(initial=high) > high
    return (not_from_0(low, high),
            "Limits of the smallest are beyond the scale." if beyond else "")  # fmt: skip


def _denominators(ax: Axes, f: Funnel, family: str, tight: bool, sunk: float) -> None:
    """The scale below and its name, under it or where it ends: from 0, or by tenfold steps where more than a third of
    the denominators are below a tenth of the largest."""
    found = [unit.denominator for unit in f.known if unit.denominator > 0]
    low, high = min(found, default=0.0), max([_end(f), *(unit.denominator for unit in f.known)])
    name = f.denominator
    if 3 * sum(denominator < high / 10 for denominator in found) > len(found):  # which would crush at 0
        ax.set_xscale("log")
        ax.set_xlim(low / 1.25, high * 1.25)
        name = f"{name}, in tenfold steps"
        powers_below(ax, family)
    else:
        ax.set_xlim(0, high * (1.5 if _of_one(f) else 1.08))
        scale_below(ax, None, family)
    ax.tick_params(axis="x", pad=3 + sunk)
    ax.xaxis.labelpad += 4.5 * (not tight) - sunk  # the name below ends lower than figures do
    if tight:
        half = max((width(Line(text.get_text(), SMALL), family) / 2 for text in ax.get_xticklabels()), default=0.0)
        beside_scale(ax, f.denominator, frame_of(ax)[2] - frame_of(ax)[0] + half + 4, family)
        return
    write(ax, name, (1, 0), (0, -2 * SMALL * LEADING - sunk), INK, family, ha="right")
