"""A scorecard: every indicator by section, rated, counted and drawn; complete or refused."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from headway import _core
from headway._core import HeadwayError, Period, RatingRule
from headway.assess import DEFAULT_TOLERANCE, assess_codes, comparator_names, optional_column, resolve_rule
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, refuse
from headway.boundary.scalars import number
from headway.language.counts import direction_sentence, number_of, rating_sentence, results
from headway.optional import report_extra
from headway.outlook.projection import Projection

if TYPE_CHECKING:
    from great_tables import GT

ROWS_IN_A_NOTEBOOK = 1000

_PROJECTION = "a headway.Projection, as project_year_end makes it"

# A text column as a code for each row, -1 for null, and the words that the codes stand for.
Texts: TypeAlias = tuple[npt.NDArray[np.int32], list[str]]


class Scorecard:
    """Indicators by section, each rated against its comparators.

    Parameters
    ----------
    frame : pandas or Polars DataFrame, pyarrow Table or DuckDB relation
        One result a row. Sections appear in the order of their first rows, rows in their own order. The same
        indicator may stand in several sections, with one definition (polarity, unit, accrual). Everything is read
        once: the scorecard does not follow later edits of the frame.
    section, indicator, period : str
        Text columns. Spellings that differ in their kinds of space, dash or apostrophe only are the same, and the
        first is shown.
    unit : str, optional
        A text column; by default `unit`, where there is one.
    latest, previous, polarity, comparators, tolerance, rule, accrual, dead_band
        As for `headway.assess`.
    history : frame, optional
        Earlier points for sparklines: columns `indicator`, `period` (any label that `Period.parse` reads) and
        `value`. Rows of indicators that are not in the scorecard, and points without period or value, are left out.
    outlook : mapping of str to Projection, optional
        Where indicators are heading, by their names: what `headway.project_year_end` gave for each. An indicator that
        stands in several rows has its outlook in all of them.

    Attributes
    ----------
    frame : frame
        The rows as given plus what `headway.assess` adds, of the caller's kind; and with an outlook `year_end`,
        `year_end_lower`, `year_end_upper`, `chance_of_target` and `forecast_rating`, null in rows without one. It is
        yours to edit: counts, tables and pages do not follow.
    sections : list of str
        In the order of the report.
    rule : RatingRule
        What the ratings were made by.
    dead_band : float
        What the directions were made by.

    Raises
    ------
    HeadwayError
        As `headway.assess`; and for a row without section or indicator, an indicator that stands twice in a section
        for the same period, and one that is defined differently in two rows. A scorecard is never silently shorter:
        rows that cannot be rated stay, with their reason. Of a history: a label that is no period, an infinite
        value, two values of one indicator for one period, and no indicator of the scorecard at all. Of an outlook: an
        indicator that is not in the scorecard, what is no Projection, and one whose polarity is not the indicator's.

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
        unit: str | None = None,
        latest: str = "latest",
        previous: str = "previous",
        polarity: str = "polarity",
        comparators: Sequence[str] = ("target", "national", "peer"),
        tolerance: float = DEFAULT_TOLERANCE,
        rule: RatingRule | None = None,
        accrual: str | None = None,
        dead_band: float = 0.0,
        history: Any | None = None,
        outlook: Mapping[str, Projection] | None = None,
    ) -> None:
        self.rule = resolve_rule(tolerance, rule)
        self.comparators = comparator_names(comparators)
        self.dead_band = number(dead_band, "dead_band")
        self._read = read = _ReadOnce(frame)
        read.require(
            [section, indicator, period, latest, previous, polarity, *self.comparators, *filter(None, (unit, accrual))],
            hint=f"Name the columns you have, for example comparators=({next(iter(self.comparators), 'target')!r},)",
        )
        unit, accrual = optional_column(read, unit, "unit"), optional_column(read, accrual, "accrual")

        problems = Problems()
        with problems:
            self._codes = assess_codes(
                read,
                latest=latest,
                previous=previous,
                polarity=polarity,
                comparators=self.comparators,
                accrual=accrual,
                rule=self.rule,
                dead_band=self.dead_band,
            )
        columns = {"section": section, "indicator": indicator, "period": period, "polarity": polarity} | {
            key: name for key, name in (("unit", unit), ("accrual", accrual)) if name is not None
        }
        with problems:
            self._texts = {key: _texts(read, name) for key, name in columns.items()}
            _check_rows(read, columns, self._texts)
            self.outlook = self._outlook(outlook)
        problems.refuse()

        self._results = {"latest": read.numbers(latest), "previous": read.numbers(previous)}
        self._against = {
            name: [read.numbers(c) for c in (name, f"{name}_lower", f"{name}_upper") if c in read]
            for name in self.comparators
        }
        section_codes, self.sections = self._texts["section"]
        count = len(self.sections)
        ends = np.cumsum(np.bincount(section_codes, minlength=count))
        self._rows = [rows.tolist() for rows in np.split(np.argsort(section_codes, kind="stable"), ends[:-1])]
        places = np.unique(np.column_stack([section_codes, self._texts["indicator"][0]]), axis=0)
        self._indicators_of = np.bincount(places[:, 0], minlength=count).tolist()
        self._rating_counts = {
            name: _core.count_ratings(section_codes, count, rating, present)
            for name, (rating, _, _, present) in self._codes.comparators.items()
        }
        self._direction_counts = _core.count_directions(section_codes, count, self._codes.direction)
        self.frame = read.with_columns(self._codes.columns() | ({} if outlook is None else self._outlook_columns()))
        self.history = _history(history, self._texts["indicator"][1])

    def __len__(self) -> int:
        return len(self._codes.change)

    def summary(self) -> Any:
        """Counts by section: ratings against the first comparator, and directions.

        Returns
        -------
        frame
            Of the caller's kind: `section, kpis, with_target, green, amber, red, improving, worsening, no_change`.
            `with_target` (named after the first comparator) is the denominator of the three ratings.
            `ratings()` and `directions()` hold every comparator, every direction and their denominators.
        """
        rows = [{"section": s, **n} for s, n in zip(self.sections, self._direction_counts, strict=True)]
        names = "section kpis improving worsening no_change"
        for first in self.comparators[:1]:
            rows = [
                {**row, **n, f"with_{first}": n["with_comparator"]}
                for row, n in zip(rows, self._rating_counts[first], strict=True)
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
            for section, counts in zip(self.sections, self._rating_counts[name], strict=True)
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
        rows = [{"section": s, **n} for s, n in zip(self.sections, self._direction_counts, strict=True)]
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
        codes = {_core.plain_text(name): code for code, name in enumerate(self.sections)}
        code = codes.get(_core.plain_text(section)) if isinstance(section, str) else None
        if section is not None and code is None:
            raise HeadwayError(f"section: found {section!r}; accepted: {', '.join(map(repr, self.sections))}")
        with report_extra():
            from headway.report.scorecard_table import scorecard_table
        if code is None:
            return scorecard_table(self, range(len(self)), title=self._size_words(), subtitle=None, grouped=True)
        counts = ". ".join(words[:1].upper() + words[1:] for words in self._count_words(code)) + "."
        return scorecard_table(self, self._rows[code], title=self.sections[code], subtitle=counts, grouped=False)

    def write(
        self,
        path: str | os.PathLike[str],
        *,
        title: str,
        subtitle: str | None = None,
        notes: Sequence[str] = (),
        pages: Mapping[str, str] | None = None,
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
        pages : mapping from str to str, optional
            The pages of the same report in one folder: file names and what each is called, for the links between them.

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
        with report_extra():
            from headway.report.page import scorecard_page, write_whole
        here = Path(path).name
        return write_whole(
            path, scorecard_page(self, title=title, subtitle=subtitle, notes=notes, pages=pages, here=here)
        )

    def __repr__(self) -> str:
        lines = [f"Scorecard: {self._size_words()}"]
        for code, section in enumerate(self.sections):
            lines += [f"  {section}: {self._section_size(code)}"]
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
        size = results(len(self), len(self._texts["indicator"][1]))
        return f"{size} in {number_of(len(self.sections), 'section')}"

    def _section_size(self, section: int) -> str:
        return results(len(self._rows[section]), self._indicators_of[section])

    def _count_words(self, section: int) -> list[str]:
        """The counts of one section: ratings for each comparator, then directions."""
        sentences = [rating_sentence(name, self._rating_counts[name][section]) for name in self.comparators]
        return [*sentences, f"direction: {direction_sentence(self._direction_counts[section])}"]

    def _outlook(self, given: Mapping[str, Projection] | None) -> dict[str, Projection]:
        """Projections by indicator as the scorecard spells it, or refused."""
        if given is None:
            return {}
        if not isinstance(given, Mapping):
            raise HeadwayError(f"outlook: found {type(given).__name__}; accepted: a mapping from indicator to {_PROJECTION}")
        codes, names = self._texts["indicator"]
        known = {_core.plain_text(name): name for name in names}
        outlook: dict[str, Projection] = {}
        problems = []
        for key, projection in given.items():
            name = known.get(_core.plain_text(key)) if isinstance(key, str) else None
            if name is None:
                near = difflib.get_close_matches(str(key), names, n=1, cutoff=0.0)
                accepted = f"an indicator of the scorecard; the nearest is {near[0]!r}" if near else "none, for there are no rows"
                problems.append(f"outlook: found {key!r}; accepted: {accepted}")
                continue
            row = int(np.argmax(codes == names.index(name)))
            polarity = self._word("polarity", row)
            if not isinstance(projection, Projection):
                problems.append(f"outlook, {name!r}: found {type(projection).__name__}; accepted: {_PROJECTION}")
            elif name in outlook:
                problems.append(f"outlook, {key!r}: the same indicator as another name of the outlook; accepted: one of them")
            elif polarity and projection.polarity and polarity != projection.polarity:
                problems.append(
                    f"outlook, {name!r}: found a projection whose polarity is {str(projection.polarity)!r}, but {polarity!r} in "
                    f"row {row}; accepted: one definition of an indicator"
                )
            elif projection.year is not None and (periods := self._periods_beyond(codes == names.index(name), projection.year)):
                problems.append(
                    f"outlook, {name!r}: found a projection of {projection.year.label}, but the period {periods[0]!r} in row "
                    f"{row}; accepted: a projection of the year of the row"
                )
            else:
                outlook[name] = projection
        refuse(problems)
        return outlook

    def _periods_beyond(self, rows: npt.NDArray[np.bool_], year: Period) -> list[str]:
        """The periods of these rows, where none of them ends within the year; labels that are no period say nothing."""
        beyond = []
        for row in np.flatnonzero(rows).tolist():
            key = _period_key(label := self._word("period", row) or "")
            if not isinstance(key, Period) or year.contains(key.end):
                return []
            beyond.append(label)
        return beyond

    def _outlook_of(self, row: int) -> Projection | None:
        return self.outlook.get(self._word("indicator", row) or "")

    def _outlook_columns(self) -> dict[str, pa.Array]:
        rows = [self._outlook_of(row) for row in range(len(self))]
        figures = {"year_end": "value", "year_end_lower": "lower", "year_end_upper": "upper", "chance_of_target": "probability"}
        columns = {
            name: pa.array([getattr(projection, figure, None) for projection in rows], pa.float64())
            for name, figure in figures.items()
        }
        ratings = [None if projection is None else str(projection.forecast_rating(rule=self.rule)) for projection in rows]
        return columns | {"forecast_rating": pa.array(ratings, pa.large_string())}

    def _word(self, key: str, row: int) -> str | None:
        """What a row says in a text column; None where it is null or blank, or there is no such column."""
        if key not in self._texts:
            return None
        codes, words = self._texts[key]
        return words[codes[row]] if codes[row] >= 0 else None


class _ReadOnce(Frame):
    """A frame whose columns are read once, and copied: what was rated is what is drawn, whatever becomes of it."""

    def __init__(self, native: Any) -> None:
        super().__init__(native)
        self._numbers_read: dict[str, npt.NDArray[np.float64]] = {}
        self._words_read: dict[str, Texts] = {}

    def numbers(self, name: str) -> npt.NDArray[np.float64]:
        if name not in self._numbers_read:
            self._numbers_read[name] = super().numbers(name).copy()
        return self._numbers_read[name]

    def words(self, name: str) -> Texts:
        if name not in self._words_read:
            self._words_read[name] = super().words(name)
        return self._words_read[name]


def _columns(rows: Sequence[Mapping[str, object]], names: str) -> dict[str, pa.Array]:
    """Rows as columns, which have a type where there are no rows too."""
    kinds = {"section": pa.large_string(), "comparator": pa.large_string()}
    return {name: pa.array([row[name] for row in rows], kinds.get(name, pa.int64())) for name in names.split()}


def _texts(frame: Frame, name: str, key: Callable[[str], Hashable] = _core.plain_text) -> Texts:
    """A text column in which words of one key have one code and the first spelling. Blank is null."""
    codes, words = frame.words(name)
    found: dict[Hashable, int] = {}
    spellings: list[str] = []
    merged = []
    for word in words:
        if not _core.plain_text(word):
            merged.append(-1)
            continue
        merged.append(found.setdefault(key(word), len(found)))
        if len(found) > len(spellings):
            spellings.append(word)
    return np.array([*merged, -1], np.int32)[codes], spellings


def _period_key(label: str) -> Hashable:
    try:
        return Period.parse(label)
    except HeadwayError:
        return _core.plain_text(label)


def _check_rows(frame: Frame, columns: Mapping[str, str], texts: Mapping[str, Texts]) -> None:
    """Refuse rows without a place, rows that stand twice, and an indicator with two definitions."""
    problems = []
    for key in ("section", "indicator"):
        codes, words = frame.words(columns[key])
        for row in np.flatnonzero(texts[key][0] < 0).tolist():
            found = repr(words[codes[row]]) if codes[row] >= 0 else "null"
            problems.append(f"row {row}, column {columns[key]!r}: found {found}; accepted: text")
    refuse(problems)

    indicators, names = texts["indicator"]

    def named(row: int) -> str:
        return f"row {row}, {names[indicators[row]]!r}"

    periods, _ = _texts(frame, columns["period"], _period_key)
    for row, first in _repeats(np.column_stack([texts["section"][0], indicators, periods])):
        problems.append(f"{named(row)}: the same section, indicator and period as row {first}; accepted: one of them")
    _, first_rows, which = np.unique(indicators, return_index=True, return_inverse=True)
    for key in ("polarity", "unit", "accrual"):
        if key not in texts:
            continue
        codes, words = texts[key]
        for row in np.flatnonzero(codes != codes[first_rows[which]]).tolist():
            earlier = first_rows[which[row]]
            found, before = (repr(words[codes[i]]) if codes[i] >= 0 else "null" for i in (row, earlier))
            problems.append(
                f"{named(row)}, column {columns[key]!r}: found {found}, but {before} in row {earlier}; "
                "accepted: one definition of an indicator, in all its sections"
            )
    refuse(problems)


def _repeats(rows: npt.NDArray[np.int32]) -> list[tuple[int, int]]:
    """Rows that repeat an earlier one, each with the first of its kind."""
    _, first, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    first_of_row = first[which.reshape(-1)]
    return [(int(row), int(first_of_row[row])) for row in np.flatnonzero(first_of_row != np.arange(len(rows)))]


def _history(frame: Any | None, indicators: Sequence[str]) -> dict[str, list[tuple[Period, float]]]:
    """Points by indicator of the scorecard, oldest first."""
    points: dict[str, list[tuple[Period, float]]] = {}
    if frame is not None:
        problems = Problems()
        with problems:
            points = _points(Frame(frame), {_core.plain_text(name): name for name in indicators})
        refuse([f"history, {problem}" for problem in problems.found])
    return points


def _points(frame: Frame, known: Mapping[str, str]) -> dict[str, list[tuple[Period, float]]]:
    """The points of the known indicators, which go by their plain names."""
    frame.require(["indicator", "period", "value"])
    codes, words = frame.words("indicator")
    names = [known.get(_core.plain_text(word)) for word in words]
    if words and known and not any(names):
        found, accepted = repr(words[0]), repr(next(iter(known.values())))
        refuse([f"column 'indicator': found no indicator of the scorecard, but {found}; accepted: {accepted} and others"])
    labels_of, labels = frame.words("period")
    values = frame.numbers("value")
    rows = np.flatnonzero(np.array([*(name is not None for name in names), False])[codes] & (labels_of >= 0))

    problems = Problems()
    periods: dict[int, Period] = {}
    for code, first in zip(*np.unique(labels_of[rows], return_index=True), strict=True):
        try:
            periods[code] = Period.parse(labels[code])
        except HeadwayError as error:
            problems.found.append(f"row {rows[first]}, column 'period': {error}")
    problems.refuse()

    row_of: dict[tuple[str, Period], int] = {}
    points: dict[str, list[tuple[Period, float]]] = {}
    for row in rows[~np.isnan(values[rows])].tolist():
        name, period, value = str(names[codes[row]]), periods[labels_of[row]], float(values[row])
        first = row_of.setdefault((name, period), row)
        if np.isinf(value):
            sign = "-" if value < 0 else ""
            problems.found.append(f"row {row}, column 'value': found {sign}infinity; accepted: a finite number or null")
        elif first != row:
            problems.found.append(f"row {row}, {name!r}: the same indicator and period as row {first}; accepted: one of them")
        points.setdefault(name, []).append((period, value))
    problems.refuse()
    return {name: sorted(series, key=lambda point: point[0].end) for name, series in points.items()}
