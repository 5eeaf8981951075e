"""A scorecard: every indicator by section, rated, counted and drawn; complete or refused."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, Period, RatingRule
from headway.assess import DEFAULT_TOLERANCE, assess_codes, comparator_names, resolve_rule
from headway.counts import direction_sentence, indicators, rating_sentence
from headway.frames import Frame, refuse

if TYPE_CHECKING:
    from great_tables import GT

ROWS_IN_A_NOTEBOOK = 1000


class Scorecard:
    """Indicators by section, each rated against its comparators.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One result a row. Sections appear in the order of their first rows, rows in their own order. The same
        indicator may stand in several sections, with one definition (polarity, unit, accrual).
    section, indicator, period, unit : str
        Text columns. `unit` may be absent.
    latest, previous, polarity, comparators, tolerance, rule, accrual, dead_band
        As for `headway.assess`.
    history : frame, optional
        Earlier points for sparklines: columns `indicator`, `period` (any label that `Period.parse` reads) and
        `value`. Rows of indicators that are not in the scorecard are left out.

    Attributes
    ----------
    frame : frame
        The rows as given plus what `headway.assess` adds, of the caller's kind.
    sections : list of str
        In the order of the report.
    rule : RatingRule
        What the ratings were made by.

    Raises
    ------
    HeadwayError
        As `headway.assess`; and for a row without section or indicator, an indicator that stands twice in a section
        for the same period, and one that is defined differently in two rows. A scorecard is never silently shorter:
        rows that cannot be rated stay, with their reason.

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
        self,
        frame: Any,
        *,
        section: str = "section",
        indicator: str = "indicator",
        period: str = "period",
        unit: str = "unit",
        latest: str = "latest",
        previous: str = "previous",
        polarity: str = "polarity",
        comparators: Sequence[str] = ("target", "national", "peer"),
        tolerance: float = DEFAULT_TOLERANCE,
        rule: RatingRule | None = None,
        accrual: str = "accrual",
        dead_band: float = 0.0,
        history: Any | None = None,
    ) -> None:
        self.rule = resolve_rule(tolerance, rule)
        self.comparators = comparator_names(comparators)
        self._read = read = Frame(frame)
        self._codes = assess_codes(
            read,
            latest=latest,
            previous=previous,
            polarity=polarity,
            comparators=self.comparators,
            accrual=accrual,
            rule=self.rule,
            dead_band=dead_band,
        )
        read.require([section, indicator, period])
        self._names = {
            "section": section, "indicator": indicator, "period": period, "unit": unit if unit in read else None,
            "latest": latest, "previous": previous, "polarity": polarity,
            "accrual": accrual if accrual in read else None,
        }  # fmt: skip
        self._section_codes, self.sections = read.words(section)
        _check_rows(read, section, indicator, period, [c for c in (polarity, unit, accrual) if c in read])
        self._values = {name: read.numbers(name) for name in self.comparators}
        self.frame = read.with_columns(self._codes.columns())
        self.history = _history(history)

    def __len__(self) -> int:
        return len(self._read)

    def summary(self) -> Any:
        """Counts by section: ratings against the first comparator, and directions.

        Returns
        -------
        frame
            Of the caller's kind: `section, kpis, with_target, green, amber, red, improving, worsening, no_change`.
            `with_target` (named after the first comparator) is the denominator of the three ratings.
            `ratings()` and `directions()` hold every comparator, every direction and their denominators.
        """
        rows = [{"section": s, **n} for s, n in zip(self.sections, self._direction_counts(), strict=True)]
        names = "section kpis improving worsening no_change"
        for first in self.comparators[:1]:
            rows = [
                {**row, **n, f"with_{first}": n["with_comparator"]}
                for row, n in zip(rows, self._rating_counts(first), strict=True)
            ]
            names = f"section kpis with_{first} green amber red improving worsening no_change"
        return self._read.like(_columns(rows, names))

    def ratings(self) -> Any:
        """Counts by section and comparator.

        Returns
        -------
        frame
            `section, comparator, kpis, with_comparator, green, amber, red, not_rated`. The denominator of the three
            ratings is `with_comparator`; of all four counts, `kpis`.
        """
        rows = [
            {"section": section, "comparator": name, **counts}
            for name in self.comparators
            for section, counts in zip(self.sections, self._rating_counts(name), strict=True)
        ]
        return self._read.like(_columns(rows, "section comparator kpis with_comparator green amber red not_rated"))

    def directions(self) -> Any:
        """Counts by section and direction.

        Returns
        -------
        frame
            `section, kpis, compared, improving, worsening, no_change, increasing, decreasing, unknown`. The
            denominator of the first five is `compared`, the rows whose direction is known.
        """
        rows = [{"section": s, **n} for s, n in zip(self.sections, self._direction_counts(), strict=True)]
        names = "section kpis compared improving worsening no_change increasing decreasing unknown"
        return self._read.like(_columns(rows, names))

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
        if section is not None and section not in self.sections:
            raise HeadwayError(f"section: found {section!r}; accepted: {', '.join(map(repr, self.sections))}")
        with _report_extra():
            from headway.scorecard_table import scorecard_table
        if section is None:
            return scorecard_table(self, range(len(self)), title=self._size_words(), subtitle=None, grouped=True)
        code = self.sections.index(section)
        rows = [int(row) for row in np.flatnonzero(self._section_codes == code)]
        counts = ". ".join(words[:1].upper() + words[1:] for words in self._count_words(code)) + "."
        return scorecard_table(self, rows, title=section, subtitle=counts, grouped=False)

    def write(
        self, path: str | os.PathLike[str], *, title: str, subtitle: str | None = None, notes: Sequence[str] = ()
    ) -> Path:
        """Write the scorecard as one accessible page.

        The page is a single HTML file that needs no network: contents with counts, key, a table for each section,
        and the method. The same input writes the same bytes; it holds no date but those you pass.

        Parameters
        ----------
        path : str or path
            The file to write. Its directory is made where there is none. The file is written whole or not at all.
        title : str
            What the page is called, for example "Corporate scorecard, quarter 2 of 2024/25".
        subtitle : str, optional
            A line below the title: whose figures, for whom.
        notes : sequence of str, optional
            Paragraphs for the end of the page: sources, and what a reader should know about single figures.

        Returns
        -------
        Path
            The file that was written.

        Raises
        ------
        HeadwayError
            For a title that is empty or not text, and notes that are one text.
        ImportError
            Without great-tables, which comes with the extra `headway[report]`.
        OSError
            Where the file cannot be written.

        Examples
        --------
        >>> import tempfile
        >>> kpis = pd.DataFrame({"section": ["Housing"], "indicator": ["Repairs on time"], "period": ["2024/25 - Q2"],
        ...                      "previous": [54.46], "latest": [57.31], "target": [90.0],
        ...                      "polarity": ["high_is_good"]})
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     page = hw.Scorecard(kpis, comparators=("target",)).write(f"{folder}/q2.html", title="Housing, Q2")
        ...     page.read_text("utf-8")[:15]
        '<!DOCTYPE html>'
        """
        with _report_extra():
            from headway.page import scorecard_page, write_whole
        return write_whole(path, scorecard_page(self, title=title, subtitle=subtitle, notes=notes))

    def __repr__(self) -> str:
        lines = [f"Scorecard: {self._size_words()}"]
        for code, section in enumerate(self.sections):
            lines += [f"  {section}: {indicators(self._direction_counts()[code]['kpis'])}"]
            lines += [f"    {words}" for words in self._count_words(code)]
        return "\n".join(lines)

    def _repr_html_(self) -> str | None:
        """The table in a notebook. Nothing, so that the text is shown, without great-tables or for too many rows."""
        if len(self) > ROWS_IN_A_NOTEBOOK:
            return None
        try:
            return self.table().as_raw_html()
        except ImportError:
            return None

    def _size_words(self) -> str:
        return f"{indicators(len(self))} in {len(self.sections)} section{'' if len(self.sections) == 1 else 's'}"

    def _count_words(self, section: int) -> list[str]:
        """The counts of one section: ratings for each comparator, then directions."""
        sentences = [rating_sentence(name, self._rating_counts(name)[section]) for name in self.comparators]
        return [*sentences, f"direction: {direction_sentence(self._direction_counts()[section])}"]

    def _rating_counts(self, comparator: str) -> list[dict[str, int]]:
        rating, _, _, present = self._codes.comparators[comparator]
        return _core.count_ratings(self._section_codes, len(self.sections), rating, present)

    def _direction_counts(self) -> list[dict[str, int]]:
        return _core.count_directions(self._section_codes, len(self.sections), self._codes.direction)


@contextlib.contextmanager
def _report_extra() -> Iterator[None]:
    """Name the extra where a library that draws is not installed; the package itself does not depend on them."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in ("great_tables", "htmltools"):
            raise
        message = f"tables and pages need {error.name}, which comes with: pip install 'headway[report]'"
        raise ImportError(message, name=error.name) from error


def _columns(rows: Sequence[Mapping[str, object]], names: str) -> dict[str, pa.Array]:
    """Rows as columns, which have a type where there are no rows too."""
    kinds = {"section": pa.large_string(), "comparator": pa.large_string()}
    return {name: pa.array([row[name] for row in rows], kinds.get(name, pa.int64())) for name in names.split()}


def _check_rows(frame: Frame, section: str, indicator: str, period: str, definition: Sequence[str]) -> None:
    """Refuse rows without a place, rows that stand twice, and an indicator with two definitions."""
    keys = {name: frame.words(name) for name in (section, indicator, period)}
    problems = [
        f"row {row}, column {name!r}: found null; accepted: text"
        for name in (section, indicator)
        for row in np.flatnonzero(keys[name][0] < 0)
    ]
    refuse(problems)

    def named(row: int) -> str:
        codes, words = keys[indicator]
        return f"row {row}, {words[codes[row]]!r}"

    rows = np.column_stack([keys[name][0] for name in (section, indicator, period)])
    for row, first in _repeats(rows):
        problems.append(f"{named(row)}: the same section, indicator and period as row {first}; accepted: one of them")
    for name in definition:
        codes, words = frame.words(name)
        _, first_rows, which = np.unique(keys[indicator][0], return_index=True, return_inverse=True)
        for row in np.flatnonzero(codes != codes[first_rows[which]]).tolist():
            earlier = first_rows[which[row]]
            found, before = (repr(words[codes[i]]) if codes[i] >= 0 else "null" for i in (row, earlier))
            problems.append(
                f"{named(row)}, column {name!r}: found {found}, but {before} in row {earlier}; "
                "accepted: one definition of an indicator, in all its sections"
            )
    refuse(problems)


def _repeats(rows: npt.NDArray[np.int32]) -> list[tuple[int, int]]:
    """Rows that repeat an earlier one, each with the first of its kind."""
    _, first, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    first_of_row = first[which.reshape(-1)]
    return [(int(row), int(first_of_row[row])) for row in np.flatnonzero(first_of_row != np.arange(len(rows)))]


def _history(frame: Any | None) -> dict[str, list[tuple[Period, float]]]:
    """Points by indicator, oldest first; points without a value are left out."""
    if frame is None:
        return {}
    read = Frame(frame)
    read.require(["indicator", "period", "value"])
    (names, indicators), (codes, labels) = read.words("indicator"), read.words("period")
    values = read.numbers("value")
    problems: list[str] = []
    periods: list[Period] = []
    for label in labels:
        try:
            periods.append(Period.parse(label))
        except ValueError as error:
            row = int(np.flatnonzero(codes == len(periods) + len(problems))[0])
            problems.append(f"history, row {row}, column 'period': {error}")
    refuse(problems)
    points: dict[str, list[tuple[Period, float]]] = {}
    for name, code, value in zip(names, codes, values, strict=True):
        if name >= 0 and code >= 0 and not np.isnan(value):
            points.setdefault(indicators[name], []).append((periods[code], float(value)))
    return {name: sorted(series, key=lambda point: point[0].end) for name, series in points.items()}
