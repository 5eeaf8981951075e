"""A programme's savings as documents published them: a register of versions, and bridges between them."""

from __future__ import annotations

import copy
import functools
import math
from collections.abc import Mapping
from typing import Any

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.amounts import UNIT_SIGNS
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, refuse
from headway.boundary.scalars import text_of, word
from headway.boundary.times import Time, coded_labels_of
from headway.charts.version_bridge import Published, VersionBridge, VersionStep
from headway.language.counts import number_of
from headway.language.sentences import listed
from headway.pictured import Pictured
from headway.plan.columns import Column, dates, named
from headway.plan.documents import register_of
from headway.savings.arguments import aliases_of, year_as_written, year_of
from headway.savings.columns import frame_of
from headway.savings.tables import InTable
from headway.vocabulary import CalendarWord, MoneyUnit, MoneyUnitWord, TermsAre, TermsAreWord

_USUAL = {"as_at": "as_at", "figure": "figure", "year": "year", "portfolio": "portfolio", "scheme": "scheme"}
_ALL_BARS, _MOST_BARS, _FEWEST_BARS = 1_000_000, 12, 4


class SavingsVersions(Pictured):
    """A programme's figures as documents published them, version by version.

    Made by `SavingsVersions.from_frame`. A version is what one document of one date says: totals alone, by portfolio,
    or by scheme. A figure may be a bound ("over £50m") or approximate ("c£40m"), and stays one.

    Attributes
    ----------
    core : PublishedVersions of the compiled core
        For charts and pages, which take its rows as they are.

    Raises
    ------
    HeadwayError
        For versions that are made in another way.

    Examples
    --------
    >>> published = pd.DataFrame({
    ...     "document": ["Programme", "Programme", "Progress report"], "as_at": ["July 2024", "July 2024", "Oct 2025"],
    ...     "figure": "run rate", "year": ["2025/26", "2028/29", "2028/29"],
    ...     "amount": ["£32.05m", "£41.60m", "over £50m"]})
    >>> versions = hw.SavingsVersions.from_frame(published)
    >>> versions
    2 versions: Programme, July 2024; Progress report, Oct 2025
    >>> versions.bridge("Programme", "Progress report")[["year", "step", "before", "after_bound", "change_bound"]]
          year         step  before after_bound change_bound
    0  2028/29  unexplained     NaN         NaN     over 8.4
    1  2028/29        total   41.60     over 50     over 8.4
    2  2025/26  only before   32.05         NaN          NaN
    """

    core: _core.PublishedVersions
    _like: Frame
    _again: functools.partial[SavingsVersions]

    def __init__(self, *found: object, **named: object) -> None:
        accepted = "SavingsVersions.from_frame(...)"
        raise HeadwayError(f"SavingsVersions: found versions without a frame; accepted: {accepted}")

    @classmethod
    def from_frame(
        cls, frame: Any, *, document: str = "document", amount: str = "amount", as_at: str = _USUAL["as_at"],
        figure: str = _USUAL["figure"], year: str = _USUAL["year"], portfolio: str = _USUAL["portfolio"],
        scheme: str = _USUAL["scheme"], documents: Any = None, unit: MoneyUnit | MoneyUnitWord = "millions",
        terms_are: TermsAre | TermsAreWord = "rounded", terms_of: Mapping[str, TermsAre | TermsAreWord] | None = None,
        aliases: Mapping[str, str] | None = None, calendar: CalendarWord | int = "financial",
    ) -> SavingsVersions:  # fmt: skip
        """Versions from one table: a row a figure.

        Parameters
        ----------
        frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
            It is not changed.
        document, amount : str
            Columns: the document that prints a figure, and the figure: a number in `unit`, or text as it was printed
            ("£14.65m", "over £50m", "up to £3m", "c£40m", "n/a"; null is not known). A bare number, 41.6 or "41.6", is
            taken to as many decimals as any figure of the column shows.
        as_at, figure, year, portfolio, scheme : str
            Columns, of which those by their usual names may be lacking: when the document is of (a day or a longer
            period), what a figure is of ("expected saving"), its year, its portfolio and its scheme. A figure without
            a portfolio, or of "Total", is of the whole programme, and so is one of "All", "Overall" and the like that
            the others of its version add up to.
        documents : frame, optional
            A register of documents, as for `hw.plan.documents`: `document` then holds their names, and their dates and
            titles are those of the register. Without it a document is called as it stands.
        unit : {'pounds', 'thousands', 'millions', 'billions'}, default 'millions'
            Of numbers and of every result.
        terms_are : {'rounded', 'set'}, default 'rounded'
            Whether print shortened the figures of portfolios and schemes, or they were decided as printed.
        terms_of : mapping, optional
            The same by what figures are of, where they differ: {"expected saving": "set"}.
        aliases : mapping, optional
            Other names of portfolios: {"Enabling Services": "Enabling Excellence"}.
        calendar : {'financial', 'academic', 'calendar'} or int, default 'financial'
            Where a year begins.

        Returns
        -------
        SavingsVersions
            The earliest first.

        Raises
        ------
        HeadwayError
            For columns that are missing, a document or a date that is, dates and money that cannot be read, a fund in
            place of an amount (funds are never netted), a scheme without a portfolio, a portfolio "All" that the others
            do not add up to, a figure that stands twice in a version, as where two versions have one title and one
            date, a document that is not in the register (the nearest is named), and a register that is none: row
            (counted from 0), column, found, accepted, up to ten at once.
        """
        settings: dict[str, Any] = {
            "document": document, "amount": amount, "as_at": as_at, "figure": figure, "year": year,
            "portfolio": portfolio, "scheme": scheme, "unit": unit, "terms_are": terms_are,
            "terms_of": copy.copy(terms_of), "aliases": copy.copy(aliases), "calendar": calendar,
        }  # fmt: skip
        read = Frame(frame)
        optional = {"as_at": as_at, "figure": figure, "year": year, "portfolio": portfolio, "scheme": scheme}
        wanted = {"document": document, "amount": amount}
        wanted |= {name: column for name, column in optional.items() if column != _USUAL[name]}
        if documents is None:
            wanted["as_at"] = as_at
        read.require(wanted)
        there = {name: column if column in read else None for name, column in optional.items()}
        register = None if documents is None else Frame(documents)
        problems = Problems()
        texts: dict[str, Column] = {"year": None, "as_at": None}
        with problems:
            (texts["as_at"],) = dates(read, there["as_at"])
        with problems:
            if (by_year := there["year"]) is not None:
                codes, labels = coded_labels_of(read, by_year, calendar, years=True)
                texts["year"] = by_year, [year_as_written(label, calendar) for label in labels], codes
        for name, column in (("document", document), *((name, there[name]) for name in _NAMES)):
            with problems:
                texts[name] = named(read, column)
        with problems:
            cells = read.coded_cells(amount)
        listed_documents = None
        if register is not None:
            with problems, InTable("documents"):
                listed_documents = register_of(register)
        problems.refuse()
        core = _core.PublishedVersions(
            texts, amount, cells, unit=word(unit, "unit", MoneyUnit), calendar=calendar,
            terms_are=word(terms_are, "terms_are", TermsAre), terms_of=_terms_of(terms_of),
            aliases=aliases_of(aliases), documents=listed_documents,
        )  # fmt: skip
        made = cls.__new__(cls)
        made.core, made._like = core, read
        snapshot = None if register is None else register.snapshot()
        made._again = functools.partial(_again, read.snapshot(), snapshot, settings)
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return self._again, ()

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def unit(self) -> str:
        """As it stands behind an amount: "£m"."""
        return UNIT_SIGNS[MoneyUnit(self.core.unit)]

    @property
    def labels(self) -> list[str]:
        """What versions are called, title and date, the earliest first."""
        return self.core.labels()

    def totals(self) -> Any:
        """What each version comes to, by what figures are of and their year.

        Returns
        -------
        frame
            `version`, `as_at`, `figure`, `year`, `total` (printed, or else the sum of its portfolios; null where it is
            no exact amount) and `total_bound`, which says what it is then ("over 50", "about 40"); how many
            `portfolios` and `schemes` are printed, and `parts`, what portfolios come to; `rest` is what the printed
            total has besides, and `explained_by_rounding` whether rounding for print can be all of it, null where
            there are no parts or no printed total.
        """
        return frame_of(self.core.totals(), self._like)

    def bridge(self, before: str, after: str) -> Any:
        """From one version to another, as far as the detail of both allows.

        Parameters
        ----------
        before, after : str
            Versions, by their labels, or by the title or the name of a document that has one version.

        Returns
        -------
        frame
            `figure`, `year`, `portfolio`, `scheme`, `step`, and `before`, `after` and `change`, each with what it says
            where it is no exact amount (`change_bound`: "over 8.4"). Steps of a figure that both versions have are
            "unchanged", "changed", "appears" and "disappears" (with the `nearest` name that the other version alone
            has, for it may be the same under another name), and last "unexplained": by portfolio where both print
            portfolios, by scheme where both print schemes of a portfolio, else all of it is unexplained.
            `explained_by_rounding` says whether rounding for print can be the reason. A row "total" has `consistency`:
            "satisfied" where one can be true as the other is, "contradicted" where nothing is possible of both, or
            "cannot say". Figures of one version alone are "only before" and "only after".

        Raises
        ------
        HeadwayError
            For a name of no version (with the nearest), or of several.
        """
        return frame_of(self.core.bridge(self._place(before, "before"), self._place(after, "after")), self._like)

    def picture(
        self, before: str | None = None, after: str | None = None, *, figure: str | None = None,
        year: Time | None = None, title: str | None = None, subtitle: str | None = None, source: str | None = None,
    ) -> VersionBridge:  # fmt: skip
        """The bridge of one figure from one version to another, as a waterfall.

        Parameters
        ----------
        before, after : str, optional
            As for `bridge`; by default the two latest versions that have a figure in common.
        figure : str, optional
            What it is of, where versions have several in common.
        year : str, Period or date, optional
            Of which year, where versions have several in common.
        title : str, optional
            By default what the figures say.
        subtitle : str, optional
            Below the title; by default what is shown.
        source : str, optional
            Where the figures are from; stands below the axes.

        Returns
        -------
        VersionBridge

        Raises
        ------
        HeadwayError
            As for `bridge`; for versions without a figure in common, and several of which none is named.
        """
        first, second = self._pair(before, after)
        common = self.core.bars(first, second, _MOST_BARS)
        at = [i for i, (of, when, *_) in enumerate(common) if _is_meant(of, when, figure, year)]
        if len(at) != 1:
            both = [" of ".join(filter(None, (of, when))) or "a figure" for of, when, *_ in common]
            found = "no such figure" if not at else f"{number_of(len(at), 'figure')} in common"
            accepted = f"figure= and year= that are one of {listed(both)}" if both else "versions with one in common"
            raise HeadwayError(f"versions: found {found}; accepted: {accepted}")
        of, when, change, _, rounding, _ = common[at[0]]
        every, *steps = [[_step(*bar, self.labels[first], self.labels[second], bool(rounding))
                          for bar in self.core.bars(first, second, most)[at[0]][-1]]
                         for most in (_ALL_BARS, *range(_MOST_BARS, _FEWEST_BARS - 1, -1))]  # fmt: skip
        steps = [_apart(each, every) for each in steps]
        return VersionBridge(
            before=self.labels[first], after=self.labels[second], of=" of ".join(filter(None, (of, when))), steps=steps,
            change=Published(*change), explained_by_rounding=rounding, unit=self.unit, title=title, subtitle=subtitle,
            source=source,
        )  # fmt: skip

    def _place(self, name: str, argument: str) -> int:
        try:
            return self.core.place_of(text_of(name, argument))
        except HeadwayError as error:
            raise HeadwayError(str(error) if str(error).startswith(argument) else f"{argument}: {error}") from None

    def _pair(self, before: str | None, after: str | None) -> tuple[int, int]:
        if before is not None and after is not None:
            return self._place(before, "before"), self._place(after, "after")
        if before is not None or after is not None:
            raise HeadwayError("versions: found one of before= and after=; accepted: both, or neither")
        last = len(self) - 1
        pairs = ((i, j) for j in range(last, 0, -1) for i in range(j - 1, -1, -1))
        return next((pair for pair in pairs if self.core.bars(*pair, _MOST_BARS)), (max(0, last - 1), last))

    def __repr__(self) -> str:
        return f"{number_of(len(self), 'version')}: {'; '.join(self.labels)}"


_NAMES = ("figure", "portfolio", "scheme")


def _step(
    kind: str, portfolio: str, scheme: str, together: int, amount: _core.PublishedBound, start: float, end: float,
    before: str, after: str, rounding: bool,
) -> VersionStep:  # fmt: skip
    of = ", ".join(filter(None, (portfolio, scheme)))
    kind = "rounding" if kind == "unexplained" and rounding else kind
    whole = {"before": before, "after": after, "unexplained": "Unexplained", "rounding": "Within rounding",
             "changes": f"Other changes ({together})"}  # fmt: skip
    became = {"changed": "", "appears": ": new", "disappears": ": gone"}.get(kind, f": {kind}")
    name = whole.get(kind, of) if not of else f"{of}{became}"
    return VersionStep(name, kind, Published(*amount), start, end)


def _apart(steps: list[VersionStep], every: list[VersionStep]) -> list[VersionStep]:
    """Other changes as those up and those down, where there are both, of which a sum would hide each."""
    place = next((i for i, step in enumerate(steps) if step.kind == "changes"), None)
    if place is None:
        return steps
    named = {step.name for step in steps}
    others = [step.published for step in every if step.name not in named]
    amounts = [published.amount for published in others if published.exact and published.amount is not None]
    sides = (("Up", [amount for amount in amounts if amount > 0]), ("Down", [each for each in amounts if each < 0]))
    if len(amounts) < len(others) or not all(found for _, found in sides):
        return steps
    start, found = steps[place].start, []
    for name, of_side in sides:
        change = math.fsum(of_side)
        found.append(VersionStep(f"{name} ({len(of_side)})", "changes", Published(change), start, start + change))
        start += change
    return [*steps[:place], *found, *steps[place + 1 :]]


def _is_meant(of: str, when: str, figure: str | None, year: Time | None) -> bool:
    named_ = figure is None or _core.plain_text(text_of(figure, "figure")).casefold() == of.casefold()
    if year is None or not named_:
        return named_
    return bool(when) and year_of(year, "year", [Period.parse(when)]) == Period.parse(when)


def _terms_of(given: Any) -> dict[str, str]:
    accepted = "what figures are of, and whether their parts were rounded or set, {'expected saving': 'set'}"
    if given is not None and not isinstance(given, Mapping):
        raise HeadwayError(f"terms_of: found {type(given).__name__}; accepted: {accepted}")
    pairs = (given or {}).items()
    refuse([f"terms_of: found {name!r:.60}; accepted: {accepted}" for name, _ in pairs if not isinstance(name, str)])
    return {name: word(value, f"terms_of[{name!r}]", TermsAre) for name, value in pairs}


def _again(frame: Frame, documents: Frame | None, settings: Mapping[str, Any]) -> SavingsVersions:
    register = None if documents is None else documents.native
    return SavingsVersions.from_frame(frame.native, documents=register, **settings)
