"""Rows of age bands that make one statistic an area, and what is matched to them by age."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from headway import _core
from headway._core import HeadwayError
from headway.boundary.arguments import Arguments, Codes, Floats, Groups, index_of, is_number
from headway.boundary.keys import nearest
from headway.boundary.problems import Problems, each_of, refusal, refuse
from headway.boundary.scalars import is_missing, number, shown_with_type
from headway.boundary.values import arrow_of_values, is_text, spell, words_of
from headway.stats.statistic import MISSING
from headway.vocabulary import Suppression

_SUPPRESSIONS: list[str] = _core.vocabularies()["suppression"]
ESP2013 = "esp2013"
_TEXT = "text such as '0-4', '90+'"


class AgeInputs(Arguments):
    """The arguments of one call in which several rows, one an age band, make one statistic a group.

    Arguments have one element a row: a single number never goes with several. `matched` holds what is given by age band
    instead; it is added to the arguments, matched by age. Arguments named by `one_a_band` have one amount for a band in
    all groups. `bands` are the codes of the rows' bands, which `labels` names.
    """

    def __init__(self, data: Any, by: str | Sequence[str] | None, /, *, groups: Any = None, age_bands: Any = None,
                 matched: Mapping[str, Any] | None = None, one_a_band: Sequence[str] = (),
                 optional: Mapping[str, Any] | None = None, **arguments: Any) -> None:  # fmt: skip
        super().__init__(data, by, groups=groups, optional=optional, **arguments)
        single = [n for n, value in {**arguments, **(optional or {})}.items() if value is not None and is_number(value)]
        if single and (self.frame is not None or self.rows > 1 or groups is not None):
            refuse([f"{name}: found one number for {self.rows} rows; accepted: one element a row, an age band each"
                    for name in single])  # fmt: skip
        self.bands: Groups | None = None
        self.labels: list[str] = []
        if age_bands is not None:
            self.bands, self.labels = self.read_bands("age_bands", age_bands)
        problems = Problems()
        for name, standard in (matched or {}).items():
            with problems:
                self.arguments[name] = self._match(name, standard)
        for name in one_a_band:
            with problems:
                self._check_one_a_band(name)
        problems.refuse()

    @property
    def alone(self) -> bool:
        """Whether the result is of one area, all whose rows are: scalars, not arrays of one element."""
        return self.frame is None and self.groups is None

    @property
    def rows_of_areas(self) -> tuple[Groups | None, int, Groups | None, list[str]]:
        """The rows as the core takes them."""
        return self.codes, self.group_count, self.bands, self.labels

    def read_bands(self, name: str, value: Any) -> tuple[Groups, list[str]]:
        """A column of labels as codes of bands that join up, by age, and their names; null is code -1."""
        whole, where = f"column {value!r}", f"row {{}}, column {value!r}"
        if self.frame is None:
            whole, where = name, f"{name}[{{}}]"
            value = [value] if isinstance(value, str) else value
            if not np.iterable(value) or isinstance(value, (bytes, Mapping)):
                raise refusal(name, shown_with_type(value), "labels, one a row")
            self.refuse_other_index(name, value)
            value = list(value)
            if len(value) != self.rows:
                raise refusal(name, f"{len(value)} labels for {self.rows} rows", "one a row")
        else:
            value = self.frame.named(name, value)
        cells = value if self.frame is None else self.frame.values(value)
        try:
            texts = _ages_as_text(cells)
            column = (arrow_of_values(cells if texts is None else texts, from_pandas=True)
                      if self.frame is None or texts is not None else self.frame.arrow(value))  # fmt: skip
        except (TypeError, HeadwayError):
            refuse(_refused_cells(cells, where))
            raise refusal(whole, "values of several types", _TEXT) from None
        if not is_text(column.type) and column.null_count < len(column):
            raise refusal(whole, f"values of type {column.type}", _TEXT)
        codes, words = words_of(column)
        unread = {code: why for code, label in enumerate(words) if (why := _core.refused_age_band(label))}
        if unread:
            refuse([f"{where.format(row)}: {unread[code]}" for row, code in enumerate(codes.tolist())
                    if code in unread])  # fmt: skip
        of_words, labels = _bands(words)
        return np.append(of_words, [-1]).astype(np.int32)[codes], labels  # code -1 finds the last

    def _match(self, name: str, standard: Any) -> Floats:
        """What each row's band has of a standard given by age band; NaN for a row without a band."""
        if self.bands is None:
            raise refusal(name, f"{'a mapping' if isinstance(standard, Mapping) else repr(standard)} without age_bands",
                          "with them, so that it is matched by age")  # fmt: skip
        if not isinstance(standard, str) and len(standard) == 0:
            raise refusal(name, "no age bands", "a mapping from age bands to amounts")
        if isinstance(standard, str):
            standard = _core.european_standard_population_2013(True)
        by_label = list(standard.items())  # of a Series, which may have a label twice, too
        labels = [str(label) for label, _ in by_label]
        refuse([f"{name}[{label!r}]: {why}" for label in labels if (why := _core.refused_age_band(label))])
        amounts = np.array([number(amount, f"{name}[{label!r}]") for label, amount in by_label])
        of_bands = _core.matched_to(self.labels, labels, amounts, name)
        return np.array([*of_bands, np.nan])[self.bands]

    def _check_one_a_band(self, name: str) -> None:
        """Refuse a standard that gives one age band two amounts: the results of a call would not compare."""
        if self.bands is None or name not in self.arguments:
            return
        amounts = self.arguments[name]
        rows = np.flatnonzero((self.bands >= 0) & ~np.isnan(amounts))
        first = np.zeros(len(self.labels), np.int64)
        first[self.bands[rows[::-1]]] = rows[::-1]
        differing = rows[amounts[rows] != amounts[first[self.bands[rows]]]]
        refuse([
            f"rows {first[band]} and {row}, {name}: found {amounts[first[band]]:.10g} and {amounts[row]:.10g} for "
            f"age band {self.labels[band]}; accepted: one {name} for all areas of a call"
            for row, band in zip(differing.tolist(), self.bands[differing].tolist(), strict=True)
        ])

    def numbers_by_area(self, totals: Mapping[Any, Any], name: str) -> Floats:
        """A mapping from groups to numbers as one element a group, in their order; NaN where it has none."""
        if self.groups is not None:
            keys = list(self.groups)
        elif self.keys:
            columns = [array.to_pylist() for array in self.keys.values()]
            keys = columns[0] if len(columns) == 1 else list(zip(*columns, strict=True))
        else:
            raise refusal(name, "a mapping without groups", "with groups= or by=, whose totals it holds")
        known = {str(key): key for key in keys}
        refuse([f"{name}: found a total of {key!r}, which is no group; accepted: groups of the rows"
                + (f", the nearest {known[near]!r}" if (near := nearest(str(key), known)) is not None else "")
                for key in totals if key not in set(keys)])  # fmt: skip
        return np.array([number(totals.get(key), f"{name}[{key!r}]") for key in keys])

    def reasons(self, status: Codes, observed: Floats | None = None) -> list[str | None]:
        """Why each area that is `missing` is: which bands it has no row for, and which rows no number.

        `observed` are totals, one an area, of which one may be what is missing.
        """
        words = self.lacking(status == MISSING, bands=self.bands, labels=self.labels)
        if observed is None:
            return words
        totals = ["; ".join(filter(None, (word, "no total count" if total != total else None))) or None
                  for word, total in zip(words, observed.tolist(), strict=True)]  # fmt: skip
        return totals

    def suppressions(self, codes: Codes) -> Any:
        """Why the method forbids to print its result, None where it does not."""
        words = [None, *_SUPPRESSIONS[1:]]
        if self.frame is not None:
            return spell(codes, words)
        named = np.array([None, *(Suppression(word) for word in _SUPPRESSIONS[1:])], object)[codes]
        return named[0] if self.alone else named


def is_esp2013(value: Any) -> bool:
    """Whether it is the word for the European Standard Population 2013."""
    return isinstance(value, str) and value.lower() == ESP2013


def is_matched(value: Any, age_bands: Any, *rows: Any) -> bool:
    """Whether an argument is given by age band, not by row: a mapping.

    So is a pandas Series whose index holds labels, unless an argument with one element a row has the same index.
    """
    if isinstance(value, Mapping):
        return True
    if age_bands is None:
        return False
    index = index_of(value)
    if index is not None:
        of_rows = [index_of(argument) for argument in (age_bands, *rows)]
        by_row = any(other is not None and other.equals(index) for other in of_rows)
        return not by_row and len(index) > 0 and all(isinstance(label, str) for label in index)
    return False


def _ages_as_text(cells: Sequence[Any]) -> list[Any] | None:
    """The labels, where the age 0 stands among them as a number, as spreadsheets have it beside "1-4"; else None."""
    ages = [not isinstance(cell, (bool, str)) and isinstance(cell, (int, float, np.integer)) and cell == 0
            for cell in cells]  # fmt: skip
    if not any(ages) or not any(isinstance(cell, str) for cell in cells):
        return None
    return ["0" if age else cell for cell, age in zip(cells, ages, strict=True)]


def _refused_cells(cells: Sequence[Any], where: str) -> list[str]:
    """A problem for each cell that is not text, among others that are; `where` names one of them."""
    if not any(isinstance(cell, str) for cell in cells):
        return []
    made = ", which a spreadsheet makes of labels such as '1-4' and '10-14'"
    return [f"{where.format(row)}: found {shown_with_type(cell)}{made if isinstance(cell, datetime.date) else ''}; "
            f"accepted: {_TEXT}"
            for row, cell in enumerate(cells) if not isinstance(cell, str) and not is_missing(cell)]  # fmt: skip


def _bands(words: Sequence[str]) -> tuple[Any, list[str]]:
    """The core's bands of labels; a label that is a bare number is explained where they do not join up."""
    try:
        return _core.age_bands(words)
    except HeadwayError as error:
        problems = list(each_of(error))
        bare = next((word for word in words if word.strip().isdigit()), None)
        if bare is not None:
            problems[-1] += f" (the label {bare!r} is of one year of age; first ages of bands are numbers, not text)"
        refuse(problems)
        raise
