"""A scorecard: every indicator by section, rated, counted and drawn; complete or refused."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, RatingRule
from headway.boundary.documented import documented_as
from headway.language.counts import results, section_counts, size_of
from headway.optional import report_extra
from headway.outlook.projection import Projection
from headway.pictured import Written
from headway.report.board import Board
from headway.report.bullets import Bullets, bullets_of

if TYPE_CHECKING:
    from great_tables import GT

ROWS_IN_A_NOTEBOOK = 1000


class Scorecard(Written, page="scorecard"):
    """Indicators by section, each rated against its comparators.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One result a row. Sections appear in the order of their first rows, rows in their own order. The same
        indicator may stand in several sections, with one definition (polarity, unit, accrual). Everything is read
        once: the scorecard does not follow later edits of the frame.
    section, indicator, period : str
        Columns of names (text, numbers, categories or dates) and of times: labels that `Period.parse` reads, days,
        periods or years; or one period for all. Without a section (None) all are in one. Spellings that differ in their
        kinds of space, dash or apostrophe only are the same, and the first is shown.
    unit : str, optional
        A text column; by default `unit`, where there is one.
    latest, previous, polarity, comparators, tolerance, basis, amber_limit, rule, accrual, dead_band
        As for `headway.assess`.
        A further `previous` that is no column may be a point of the history: `last_period` (or `last_month`,
        `last_quarter`), `year_start` (the first of the year, such as April), `same_period_last_year` (or
        `same_month_last_year`), `twelve_month_high` and `twelve_month_low`. A running total is compared with the same
        period of last year, and with no other.
    history : frame, optional
        Earlier points for sparklines. Rows of indicators that are not in the scorecard, and points without period or
        value, are left out.
    history_indicator, history_period, history_value : str, optional
        Columns of the history: by default `indicator`, `period` (as above) and `value`, or what the scorecard's own
        are called. Where the first is another column of the scorecard too, a reference for example, that tells whose
        points they are.
    outlook : frame or mapping of str to Projection, optional
        Where indicators are heading: the frame that `headway.project` gives, whose first column names them as their
        own name does or a column of the scorecard that is called the same; or by their names, what
        `headway.project_year_end` gave for each. An indicator that stands in several rows has its outlook in all of
        them. What was projected without a polarity goes by the indicator's, and a level that was projected without a
        target is rated against the first comparator.
    directions : {'change', 'control_chart'}, default 'change'
        What says which way an indicator is going: the change since `previous`; or, where its history has 12 points or
        more up to the row's period, an XmR control chart of them, on which a change without special cause is
        `no_change`.

    Attributes
    ----------
    frame : frame
        The rows as given plus what `headway.assess` adds, of the caller's kind; and with an outlook `year_end`,
        `year_end_lower`, `year_end_upper`, `chance_of_target`, `chance_reason` (why there is no chance) and
        `forecast_rating`, null in rows without one. It is yours to edit: counts, tables and pages do not follow.
    sections : list of str
        In the order of the report.
    rule : RatingRule
        What the ratings were made by.
    comparators : sequence of str
        What each indicator is rated against.
    dead_band : float
        What the directions were made by.
    board : Board
        The rows, read and rated, as tables and pages have them.

    Raises
    ------
    HeadwayError
        As `headway.assess`; and for a row without section or indicator, a time that is no period, an indicator that
        stands twice in a section for the same period, and one that is defined differently in two rows. A scorecard is
        never silently shorter: rows that cannot be rated stay, with their reason. Of a history: a time that is no
        period, an infinite value, two values of one indicator for one period, and no indicator of the scorecard at
        all. Of an outlook: an indicator that is not in the scorecard (of a frame, where none is), what is no
        Projection, and one whose polarity, accrual or year is not the indicator's.

    Examples
    --------
    >>> kpis = pd.DataFrame({"section": ["Children", "Children", "Housing"], "period": "2024/25 - Q2",
    ...                      "indicator": ["Looked-after children", "Care leavers in work", "Repairs on time"],
    ...                      "previous": [94.26, 55.61, 54.46], "latest": [94.86, 52.66, 57.31],
    ...                      "target": [86.6, 54.7, 90.0],
    ...                      "polarity": ["low_is_good", "high_is_good", "high_is_good"]})
    >>> hw.Scorecard(kpis, comparators=("target",)).summary()
        section  kpis  with_target  green  amber  red  improving  worsening  no_change
    0  Children     2            2      0      2    0          0          2          0
    1   Housing     1            1      0      0    1          1          0          0
    """

    def __init__(
        self, frame: Any, *, section: str | None = "section", indicator: str = "indicator", period: str = "period",
        unit: str | None = None, latest: str = "latest",
        previous: str | Sequence[str] | None = "previous", polarity: str = "polarity",
        comparators: Sequence[str] = ("target", "national", "peer"), tolerance: float | str | None = None,
        basis: str | None = None, amber_limit: str | None = None, rule: RatingRule | None = None,
        accrual: str | None = None, dead_band: float | str = 0.0, history: Any | None = None,
        history_indicator: str | None = None, history_period: str | None = None, history_value: str | None = None,
        outlook: Any | Mapping[str, Projection] | None = None,
        directions: Literal["change", "control_chart"] = "change",
    ) -> None:  # fmt: skip
        columns = {
            "section": section, "indicator": indicator, "period": period, "latest": latest, "polarity": polarity,
            "unit": unit, "accrual": accrual,
        }  # fmt: skip
        self.board = board = Board(
            frame, columns, previous=previous, comparators=comparators, tolerance=tolerance, basis=basis,
            amber_limit=amber_limit, rule=rule, dead_band=dead_band, history=history, outlook=outlook,
            directions=directions,
            history_columns={"indicator": history_indicator, "period": history_period, "value": history_value},
        )  # fmt: skip
        self.frame, self.sections = board.frame, [section.name for section in board.sections]
        self.rule, self.comparators, self.dead_band = board.rule, board.comparators, board.dead_band
        self.history = board.history
        self.outlook = {name: year_end.projection or year_end for name, year_end in board.outlook.items()}

    def __len__(self) -> int:
        return len(self.board)

    def summary(self) -> Any:
        """Counts by section: ratings against the first comparator, and directions.

        Returns
        -------
        frame
            Of the caller's kind: `section, kpis, with_target, green, amber, red, improving, worsening, no_change`.
            `with_target` (named after the first comparator) is the denominator of the three ratings.
            `ratings()` and `directions()` hold every comparator, every direction and their denominators.
        """
        rows: list[dict[str, object]] = [{"section": each.name, **each.directions} for each in self.board.sections]
        if not self.comparators:
            return self._counts(rows, "section kpis improving worsening no_change".split())
        first = self.comparators[0]
        for row, each in zip(rows, self.board.sections, strict=True):
            row |= each.ratings[first] | {f"with_{first}": each.ratings[first]["with_comparator"]}
        names = ["section", "kpis", f"with_{first}", *"green amber red improving worsening no_change".split()]
        return self._counts(rows, names)

    def ratings(self) -> Any:
        """Counts by section and comparator.

        Returns
        -------
        frame
            `section, comparator, kpis, with_comparator, green, amber, red, not_rated`. The denominator of the three
            ratings is `with_comparator`; of all four counts, `kpis`.
        """
        rows = [
            {"section": each.name, "comparator": name, **each.ratings[name]}
            for name in self.comparators
            for each in self.board.sections
        ]
        names = "section comparator kpis with_comparator green amber red not_rated"
        return self._counts(rows, names.split())

    def directions(self) -> Any:
        """Counts by section and direction.

        Returns
        -------
        frame
            `section, kpis, compared, improving, worsening, no_change, increasing, decreasing, unknown`. The
            denominator of the first five is `compared`, the rows whose direction is known.
        """
        rows = [{"section": each.name, **each.directions} for each in self.board.sections]
        names = "section kpis compared improving worsening no_change increasing decreasing unknown"
        return self._counts(rows, names.split())

    def table(self, section: str | None = None) -> GT:
        """The rated table, for a notebook or a report of your own.

        Each comparator's value stands beside its rating (a word, a shape and a colour) or the reason why there is
        none; direction is a word beside an arrow for the sign of the change; indicators with a history have a trend.

        Parameters
        ----------
        section : str, optional
            One section of `sections`. All of them, grouped and with their counts, where none is named.

        Returns
        -------
        great_tables.GT
            To be drawn, changed (`.tab_header(...)`, `.tab_source_note(...)`) or exported.

        Raises
        ------
        HeadwayError
            For a section that is not in the scorecard.
        ImportError
            Without great-tables, which comes with the extra `headway[report]`.

        Examples
        --------
        >>> kpis = pd.DataFrame({"section": ["Housing"], "indicator": ["Repairs on time"], "period": ["2024/25 - Q2"],
        ...                      "previous": [54.46], "latest": [57.31], "target": [90.0],
        ...                      "polarity": ["high_is_good"]})
        >>> table = hw.Scorecard(kpis, comparators=("target",)).table("Housing")
        >>> "Repairs on time" in table.as_raw_html()
        True
        """
        known = {_core.plain_text(each.name): each for each in self.board.sections}
        one = known.get(_core.plain_text(section)) if isinstance(section, str) else None
        if section is not None and one is None:
            raise HeadwayError(f"section: found {section!r}; accepted: {', '.join(map(repr, self.sections))}")
        with report_extra():
            from headway.report.scorecard_table import scorecard_table
        if one is None:
            return scorecard_table(self.board, range(len(self)), title=self._size(), grouped=True)
        counts = ". ".join(words[:1].upper() + words[1:] for words in section_counts(one.ratings, one.directions)) + "."
        return scorecard_table(self.board, one.rows, title=one.name, subtitle=counts)

    def bullets(self, section: str | None = None, *, comparator: str | None = None) -> Bullets:
        """Where each rated result stands on the bands of its rating: a bullet chart.

        Parameters
        ----------
        section : str, optional
            One section of `sections`; all of them, where none is named.
        comparator : str, optional
            What results are rated against; the first comparator, where none is named.

        Returns
        -------
        Bullets
            Drawn by `.plot()`, `.svg()`, said by `.describe()`. Those first that miss their comparator by most, as a
            share of it; results that are not rated have no bands and are left out.

        Raises
        ------
        HeadwayError
            For a section or a comparator that the scorecard does not have.

        Examples
        --------
        >>> kpis = pd.DataFrame({"section": ["Housing"], "indicator": ["Repairs on time"], "period": ["2024/25 - Q2"],
        ...                      "previous": [54.46], "latest": [57.31], "target": [90.0],
        ...                      "polarity": ["high_is_good"]})
        >>> hw.Scorecard(kpis, comparators=("target",)).bullets().describe()
        'Repairs on time: 57.31 against 90.00, red.'
        """
        return bullets_of(self.board, section, comparator)

    @documented_as(Written.write)
    def write(  # type: ignore[override]  # without the parts of other pages
        self, path: str | os.PathLike[str], *, title: str, subtitle: str | None = None, notes: Sequence[str] = (),
        pages: Mapping[str, str] | None = None,
    ) -> Path:  # fmt: skip
        """Write the scorecard as one accessible page, complete in itself: a single HTML file that needs no network."""
        return super().write(path, title=title, subtitle=subtitle, notes=notes, pages=pages)

    def __repr__(self) -> str:
        lines = [f"Scorecard: {self._size()}"]
        for section in self.board.sections:
            lines += [f"  {section.name}: {results(section.results, section.indicators)}"]
            lines += [f"    {words}" for words in section_counts(section.ratings, section.directions)]
        for row in map(self.board.row, range(len(self))):
            lines += [f"  {row.section}, {row.indicator}: {doubt}" for doubt in row.doubts]
        for name, of_none in self.board.of_no_indicator.items():
            if of_none:
                more = f" and {len(of_none) - 3} more" if len(of_none) > 3 else ""
                lines.append(f"  Of the {name}, not in the scorecard: {', '.join(of_none[:3])}{more}")
        return "\n".join(lines)

    def _repr_html_(self) -> str | None:
        """The table in a notebook. Nothing, so that the text is shown, without great-tables or for too many rows."""
        if len(self) > ROWS_IN_A_NOTEBOOK:
            return None
        try:
            return self.table().as_raw_html()
        except ImportError:
            return None

    def _size(self) -> str:
        return size_of(len(self), self.board.indicators, len(self.sections))

    def _counts(self, rows: Sequence[Mapping[str, object]], names: Sequence[str]) -> Any:
        """Counts as a frame of the caller's kind, whose columns have a type where there are no rows too."""
        kinds = {"section": pa.large_string(), "comparator": pa.large_string()}
        return self.board.like(
            {name: pa.array([row[name] for row in rows], kinds.get(name, pa.int64())) for name in names}
        )
