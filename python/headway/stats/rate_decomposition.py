"""Why the rate of a whole changed: by the rates of its parts, or by their mix."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError
from headway.boundary.arguments import Arguments, Floats, Groups
from headway.boundary.columns import Words, repeated
from headway.boundary.labels import labels_of, unit_of
from headway.boundary.problems import Problems, refusal
from headway.boundary.scalars import bytes_of, is_missing, line_of, number, whole
from headway.boundary.values import LARGE_TEXT, texts_of
from headway.charts.stacked import Stacked
from headway.language.counts import number_of
from headway.language.figures import MOST_DECIMALS, figure, is_per_cent, rounding
from headway.language.figures import decimals as decimals_used
from headway.language.sentences import in_words
from headway.pictured import Pictured
from headway.stats.statistic import MISSING
from headway.vocabulary import StatisticStatus

FIGURES = ("share", "previous_share", "rate", "previous_rate", "rate_effect", "mix_effect", "contribution")
COUNTS = ("count", "denominator", "previous_count", "previous_denominator")
WHOLE, MIX = "Total", "Mix: who is counted"
NOTE = "A part's bar: what the change of its own rate adds to the total; mix: what a change of who is counted adds."


@dataclasses.dataclass(frozen=True)
class PartOfRate:
    """One part of a whole, or the whole itself; None where a figure is missing.

    Attributes
    ----------
    name : str
    share, previous_share : float or None
        Its share of the denominators, 0 to 1.
    rate, previous_rate : float or None
        Times the multiplier; None of a part that is not there.
    rate_effect, mix_effect : float or None
        What comes of a change of its rate, and of its share.
    contribution : float or None
        The sum of the two; of the whole, the change of its rate.
    status : StatisticStatus
        `estimated`, or why there is none.
    """

    name: str
    share: float | None
    previous_share: float | None
    rate: float | None
    previous_rate: float | None
    rate_effect: float | None
    mix_effect: float | None
    contribution: float | None
    status: StatisticStatus


@dataclasses.dataclass(frozen=True, repr=False, eq=False)
class RateDecomposition(Pictured):
    """The change of a rate, by its parts. Made by `rate_decomposition`.

    Attributes
    ----------
    whole : PartOfRate
        The rate now and before, its change (`contribution`), and how much of that comes of rates and of mix.
    parts : tuple of PartOfRate
        In the order of the rows.
    unexplained, previous_unexplained : float or None
        By how much the printed rate is more than what its parts come to; None where none was given.
    explained_by_rounding : bool
        Whether printed rates differ, and rounding them can be the reason.
    reason : str or None
        Where the whole is `missing`, what it lacks.
    multiplier : float
    decimals : int or None
        To which rates and effects are rounded, so that they add up as printed.
    inputs : dict
        The counts and denominators, as arrays.
    """

    whole: PartOfRate
    parts: tuple[PartOfRate, ...]
    unexplained: float | None
    previous_unexplained: float | None
    explained_by_rounding: bool
    reason: str | None
    multiplier: float
    decimals: int | None
    inputs: Mapping[str, Any]

    method: ClassVar[str] = _core.rate_decomposition_method

    def __len__(self) -> int:
        return len(self.parts)

    def __repr__(self) -> str:
        name, status = self.method.split(",")[0], in_words(self.whole.status)
        if self.whole.contribution is None:
            return f"{status}{f' ({self.reason})' if self.reason else ''}, {name}"
        said = [f"{_shown(self.whole)}, {name}"]
        return "\n".join(said + [f"  {part.name}: {_shown(part)}" for part in self.parts])

    def picture(self, *, unit: str | None = None, title: str | None = None, indicator: str | None = None,
                subtitle: str | None = None, source: str | None = None) -> Stacked:  # fmt: skip
        """Why the rate changed: a bar of what each part's own rate adds, and one of the mix of all parts together.

        The mix effect of a single part counts all that comes with it and is cancelled by those of the others:
        `describe` has it, no bar.

        Parameters
        ----------
        unit : str, optional
            What the rates are in; the effects of percentages are in percentage points. `%` asks for `multiplier=100`.
        title : str, optional
            By default what the figures say.
        indicator : str, optional
            What the rate is of: the title begins with it, else with "The rate".
        subtitle : str, optional
            Below the title; by default what is shown.
        source : str, optional
            Where the figures are from; stands below the axes.

        Returns
        -------
        Chart
            With `.plot(ax)`, `.svg()` and `.describe()`. What is written adds up: without `decimals` of its own the
            result is rounded to those that its effects need, at most two. Axes that are short of room leave out the
            parts whose rates add least, which `describe` has.

        Raises
        ------
        HeadwayError
            For a unit or a title that is not text, and `%` for shares of 1.

        Examples
        --------
        >>> change = hw.stats.rate_decomposition([420, 150], [600, 200], [360, 400], [500, 500],
        ...                                      part=["Users", "Carers"], multiplier=100)
        >>> change.picture(unit="%").finding()
        'The rate: down 4.75 points to 71.25%: Carers took off 1.87'
        """
        said = unit_of(unit, of=self.multiplier)
        about = None if indicator is None else line_of(indicator, "indicator")
        if self.decimals is None:
            return self._rounded().picture(unit=unit, title=title, indicator=indicator, subtitle=subtitle,
                                           source=source)  # fmt: skip
        places = self.decimals
        points = "percentage points" if is_per_cent(said) else said or ""

        def effect(value: float | None) -> str:
            return "not known" if value is None else figure(value, places=places, signed=True)

        def rate(*values: float | None) -> list[str]:
            """Rates that are compared, in the same decimals."""
            used = max((decimals_used(value) for value in values if value is not None), default=0)
            used = max(used, places if places > MOST_DECIMALS else 0)
            return ["not known" if value is None else figure(value, places=used, unit=said) for value in values]

        by_size = sorted(self.parts, key=lambda part: -abs(part.rate_effect or 0.0))
        all_, change = self.whole, self.whole.contribution
        most = _most(by_size, all_.mix_effect, change or 0.0, effect)
        if change is None:
            finding = f"The change is not known: {in_words(all_.status)}"
        else:
            moved = "No change" if change == 0 else "Up" if change > 0 else "Down"
            short = points.removeprefix("percentage ")  # beside a percentage
            by = f" {figure(abs(change), places=places)}{f' {short}' if short else ''}" if change else ""
            finding = f"{moved}{by}{' to' if change else ', at'} {rate(all_.previous_rate, all_.rate)[1]}{most}"
        if about or change is not None:
            finding = f"{about or 'The rate'}: {finding[0].lower()}{finding[1:]}"
        bars = {all_.name: change, MIX: all_.mix_effect} | {part.name: part.rate_effect for part in by_size}
        of_both = f"Of the change {effect(all_.rate_effect)} is from rates and {effect(all_.mix_effect)} from mix."
        ends = " to ".join(rate(all_.previous_rate, all_.rate))
        sentences = [f"{finding}.", *[f"From {ends}."] * (change is not None), of_both,
                     f"{number_of(len(self.parts), 'part')}, the largest change by its own rate first."]  # fmt: skip
        sentences += [f"{part.name}: {effect(part.contribution)}, of which rate {effect(part.rate_effect)} "
                      f"(from {' to '.join(rate(part.previous_rate, part.rate))}) and mix {effect(part.mix_effect)}."
                      for part in by_size]  # fmt: skip
        return Stacked(
            rows={name: [_known(size)] for name, size in bars.items()}, parts={"Change": ""},
            looks=[0, 2, *[1] * len(by_size)], totals=[effect(size) for size in bars.values()], sums=places,
            says=finding,
            what=f"What the rates of parts and their mix add to the change{f', {points}' if points else ''}",
            note=NOTE, sentences=sentences, title=title,
            subtitle=subtitle, source=source,
        )  # fmt: skip

    def _places(self) -> int:
        """The decimals that the effects need, at most two, or as many as tell the rates and their change from 0."""
        effects = [each for part in (self.whole, *self.parts) for each in (part.rate_effect, part.mix_effect)]
        used, all_ = decimals_used(*map(_known, effects)), self.whole
        if all_.rate is None or all_.previous_rate is None or all_.contribution is None:
            return used
        return min(9, max(used, rounding(all_.rate, all_.previous_rate, change=all_.contribution, least=0)))

    def _rounded(self) -> RateDecomposition:
        """The same to as many decimals as its effects need, at most two."""
        rounded: RateDecomposition = rate_decomposition(
            **self.inputs, part=[part.name for part in self.parts], multiplier=self.multiplier,
            decimals=self._places(),
        )  # fmt: skip
        return dataclasses.replace(rounded, reason=self.reason)


def _most(by_size: Sequence[PartOfRate], mix: float | None, change: float,
          effect: Callable[[float | None], str]) -> str:  # fmt: skip
    """What moved the whole most the way that it went, and the part that moved most against it, as the end of a
    sentence; nothing where neither is told from 0."""
    nothing = {effect(0.0), effect(None)}
    moved = [(part.name, part.rate_effect or 0.0) for part in by_size if effect(part.rate_effect) not in nothing]
    up = [(name, size) for name, size in moved if size > 0]
    down = [(name, size) for name, size in moved if size < 0]
    with_it, against = (up, down) if change >= 0 else (down, up)
    by_mix = mix is not None and mix * change > 0 and abs(mix) > max((abs(size) for _, size in with_it), default=0.0)
    first = [("the mix of who is counted", mix)] if by_mix else with_it[:1]
    said = [f"{name} {'added' if (size or 0.0) > 0 else 'took off'} {effect(abs(size or 0.0)).lstrip('+')}"
            for name, size in [*(first if change else []), *against[:1]]]  # fmt: skip
    return f"{': ' if said else ''}{', '.join(said)}"


def rate_decomposition(
    count: Any, denominator: Any, previous_count: Any, previous_denominator: Any, *, part: Any, data: Any = None,
    by: str | list[str] | None = None, multiplier: float = 1, decimals: int | None = None, printed: Any = None,
    previous_printed: Any = None,
) -> Any:  # fmt: skip
    """Why the rate of a whole changed: because the rates of its parts did, or because their mix did.

    Parameters
    ----------
    count, denominator : array or str
        How many, of how many, now: one row a part of the whole. With `data`, names of columns.
    previous_count, previous_denominator : array or str
        The same before. A part that came or went has 0 of 0 on the other side.
    part : sequence of str, or str
        What the parts are called. With `data`, the name of a column.
    data : pandas or Polars DataFrame, pyarrow Table or DuckDB relation, optional
        It is not changed.
    by : str or list of str, optional
        Columns of `data` that tell several wholes apart, such as areas.
    multiplier : float, default 1
        What rates are printed per: 100 for per cent.
    decimals : int, optional
        Round rates and effects to so many decimals, 0 to 9, so that what is printed adds up: see Notes.
    printed, previous_printed : number or str, optional
        The rate of the whole as it was printed, to hold against what the parts come to before these are rounded. Text
        keeps its decimals ("71.0"). With `data`, a number or the name of a column of numbers which says the same in all
        rows of a whole.

    Returns
    -------
    RateDecomposition or frame
        `.whole` and `.parts` with `share`, `rate`, `rate_effect`, `mix_effect`, `contribution` and `status`, and
        `.unexplained`. With `data`, a frame of one row a part with these columns, and after the parts of a whole a row
        'Total'; there the contribution is the change, and `unexplained` stands where a printed rate was given.

    Raises
    ------
    HeadwayError
        For a row of totals among the parts, by its name or as the sum of the others, a part that a whole has twice or
        that has no name, columns of different lengths, a multiplier or decimals that are none, and several
        printed rates of one whole.

    Notes
    -----
    The rate effect of a part is its mean share times the change of its rate; the mix effect its mean rate times the
    change of its share. They add up to the change, and nothing is left over. A part's mix effect counts all that comes
    with it, so a part that grows adds; whether the mix helped only the sum of all tells.

    With `decimals` the change is the difference of both printed rates, effects are rounded, and a unit that is over or
    short goes to the effect that rounding moved furthest the other way.

    A number that is missing leaves the whole missing, and the share of every part unknown: `status` and `reason` say
    which. Counts are exact, so a printed rate may differ by half of its last unit and no more.

    Kitagawa (1955), Journal of the American Statistical Association 50, 1168; Das Gupta (1993), US Bureau of the Census
    P23-186.

    Examples
    --------
    >>> hw.stats.rate_decomposition([420, 150], [600, 200], [360, 400], [500, 500], part=["Users", "Carers"],
    ...                             multiplier=100, decimals=1, printed=71.2)
    71.3 after 76: -4.7, of which rates -3.1, mix -1.6, rate and mix effects
      Users: 70 after 72: +16.6, of which rates -1.2, mix +17.8
      Carers: 75 after 80: -21.3, of which rates -1.9, mix -19.4
    """
    per = number(multiplier, "multiplier", null=False)
    places = None if decimals is None else whole(decimals, "decimals", 0, 9)
    printed_places: dict[str, int] = {}
    if data is None and isinstance(printed, str):
        printed, printed_places["printed"] = _core.printed_rate(bytes_of(printed), "printed")
    if data is None and isinstance(previous_printed, str):
        previous_printed, printed_places["previous_printed"] = _core.printed_rate(
            bytes_of(previous_printed), "previous_printed"
        )
    inputs = Arguments(data, by, count=count, denominator=denominator, previous_count=previous_count,
                       previous_denominator=previous_denominator,
                       optional={"printed": printed, "previous_printed": previous_printed})  # fmt: skip
    if inputs.frame is None:
        accepted = "a name for each row"
        if part is None:
            raise refusal("part", "None", accepted)
        names = labels_of(part, None, inputs.rows, "part")
        listed = part.to_pylist() if hasattr(part, "to_pylist") else part
        unnamed = next((row for row, name in enumerate(listed) if is_missing(name)), None)
        if unnamed is not None:
            raise refusal(f"part[{unnamed}]", "no name", accepted)
        codes = np.arange(len(names), dtype=np.int32)
    else:
        codes, names = inputs.frame.identified(inputs.frame.named("part", part))
    groups = inputs.pooled()
    figures, status, of_wholes, status_of_wholes, unrounded = _core.rate_decomposition(
        groups, inputs.group_count, names, codes, inputs["count"], inputs["denominator"], inputs["previous_count"],
        inputs["previous_denominator"], per, places,
    )  # fmt: skip
    all_statuses = list(StatisticStatus)
    statuses = inputs.with_suppressed(Words(status, all_statuses), by_row=True).codes
    statuses_of_wholes = inputs.with_suppressed(Words(status_of_wholes, all_statuses)).codes
    reasons = inputs.lacking(status_of_wholes == MISSING)
    beside = [_beside(inputs, name, [rates[side] for rates in unrounded], printed_places.get(name))
              for side, name in enumerate(("printed", "previous_printed"))]  # fmt: skip
    if inputs.frame is not None:
        called = np.concatenate([codes, np.full(inputs.group_count, len(names), np.int32)])
        return _frame(inputs, part, (called, [*names, WHOLE]), np.concatenate([figures, of_wholes], axis=1),
                      np.concatenate([statuses, statuses_of_wholes]), reasons, beside)  # fmt: skip
    rows = [PartOfRate(name=name, status=all_statuses[code], **dict(zip(FIGURES, map(_or_none, column), strict=True)))
            for name, column, code in zip([*names, WHOLE], [*figures.T.tolist(), *of_wholes.T.tolist()],
                                          [*statuses.tolist(), *statuses_of_wholes.tolist()], strict=True)]  # fmt: skip
    (now, rounded), (before, rounded_before) = (found[0] for found in beside)
    off = [each for each in (now, before) if _or_none(each)]
    return RateDecomposition(rows[-1], tuple(rows[:-1]), _or_none(now), _or_none(before),
                             bool(off) and [rounded, rounded_before].count(True) == len(off), reasons[0], per,
                             places, {name: inputs[name].copy() for name in COUNTS})  # fmt: skip


def _beside(inputs: Arguments, name: str, computed: Sequence[float],
            places: int | None) -> list[tuple[float, bool]]:  # fmt: skip
    """Of each whole, by how much a printed rate differs from what the parts come to, and whether that is rounding."""
    given = inputs.get(name)
    if given is None:
        return [(float("nan"), False)] * len(computed)
    problems, found = Problems(), []
    for group, of_parts in enumerate(computed):
        said = given[inputs.pooled() == group]
        known = np.unique(said[~np.isnan(said)]).tolist()
        with problems:
            if len(known) > 1:
                rows = f"row {int(np.flatnonzero(inputs.pooled() == group)[0])}"
                raise HeadwayError(f"{rows}, {name}: found {known[0]:g} and {known[1]:g} for one whole; accepted: one")
        found.append(_core.beside_printed(of_parts, known[0] if known else float("nan"), places))
    problems.refuse()
    return found


def _frame(inputs: Arguments, part: str, called: tuple[Groups, list[str]], figures: Floats, status: Any,
           reasons: Sequence[str | None], beside: Sequence[Sequence[tuple[float, bool]]]) -> Any:  # fmt: skip
    """One row a part, and after those of a whole its total. Parts come before wholes."""
    assert inputs.frame is not None
    wholes = np.arange(inputs.group_count, dtype=np.int32)
    group = np.concatenate([inputs.pooled(), wholes])
    order = np.argsort(group, kind="stable")
    of_rows, is_whole = group[order], order >= len(order) - len(wholes)
    of_parts, names = called
    columns: dict[str, Any] = {name: column[order] for name, column in zip(FIGURES, figures, strict=True)}
    columns["status"] = Words(status[order], StatisticStatus).arrow()
    said = pa.array(reasons, LARGE_TEXT).take(pa.array(of_rows)) if any(reasons) else pa.nulls(len(order), LARGE_TEXT)
    columns["reason"] = said
    for name, found in zip(("unexplained", "previous_unexplained"), beside, strict=True):
        if inputs.get(name.replace("unexplained", "printed")) is None:
            continue
        told = [found[code] if of_whole else (None, None) for code, of_whole in zip(of_rows, is_whole, strict=True)]
        columns[name] = pa.array([each[0] for each in told], pa.float64(), from_pandas=True)
        columns[f"{name}_is_rounding"] = pa.array([each[1] for each in told], pa.bool_())
    columns["method"] = repeated(_core.rate_decomposition_method, len(order))
    keys = {name: array.take(pa.array(of_rows)) for name, array in inputs.keys.items()}
    named = (part, texts_of(of_parts[order], names))
    return inputs.frame.like([*keys.items(), named, *columns.items()])


def _or_none(value: float) -> float | None:
    return None if value != value else value


def _known(value: float | None) -> float:
    return float("nan") if value is None else value


def _shown(part: PartOfRate) -> str:
    """One part, or the whole, as a reader says it."""
    if part.contribution is None or part.rate_effect is None or part.mix_effect is None:
        return in_words(part.status)
    rates = [f"{rate:.4g}" if rate is not None else "not there" for rate in (part.rate, part.previous_rate)]
    return (f"{rates[0]} after {rates[1]}: {part.contribution:+.4g}, of which rates {part.rate_effect:+.4g}, "
            f"mix {part.mix_effect:+.4g}")  # fmt: skip
