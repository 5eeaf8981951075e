"""The lines that make times of a column, which a message suggests, in the words of the library that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

_TIME_OF_DAY = r"[T ]\d\d?:\d\d.*"
_BEHIND_A_DAY = re.compile(r"\s*\S.*?[T ]\s*(\d\d?:\d\d)\S*(\s*[ap]m)?\s*", re.IGNORECASE)


class InLine(NamedTuple):
    """A column as lines name it. `kind` is what `Frame.kind` says; an array is written for pandas, which takes any.

    >>> from headway.boundary.lines_for_dates import InLine
    >>> InLine.of_frame("polars", "due").dates("%d/%m/%Y")
    "frame['due'].str.to_date('%d/%m/%Y')"
    """

    kind: str
    column: str

    @classmethod
    def of_frame(cls, kind: str, name: str) -> InLine:
        """The column of that name; of a query as SQL names it."""
        quoted = '"' + name.replace('"', '""') + '"'
        return cls(kind, {"arrow": f"table[{name!r}]", "other": quoted}.get(kind, f"frame[{name!r}]"))

    def dates(self, shape: str) -> str:
        """Dates of text that is all of one shape, "%d/%m/%Y"."""
        return {
            "polars": f"{self.column}.str.to_date({shape!r})",
            "arrow": f"pc.strptime({self.column}, format={shape!r}, unit='s')",
            "other": f"strptime({self.column}, {shape!r})",
        }.get(self.kind, f"pandas.to_datetime({self.column}, format={shape!r})")

    def months(self) -> str:
        """Dates of text such as 2024-04."""
        lines = {"polars": f"({self.column} + '-01').str.to_date()", "other": f"CAST({self.column} || '-01' AS DATE)"}
        return lines.get(self.kind, self.dates("%Y-%m"))

    def numbers(self) -> str:
        """Whole numbers of text."""
        return {
            "polars": f"{self.column}.cast(int)",
            "arrow": f"{self.column}.cast('int64')",
            "other": f"CAST({self.column} AS INTEGER)",
        }.get(self.kind, f"pandas.to_numeric({self.column})")

    def replaced(self, old: str, new: str) -> str:
        """Text with other letters in place of some."""
        return {
            "arrow": f"pc.replace_substring({self.column}, {old!r}, {new!r})",
            "other": f"replace({self.column}, {old!r}, {new!r})",
        }.get(self.kind, f"{self.column}.str.replace({old!r}, {new!r})")

    def days(self, values: Iterable[Any]) -> str:
        """The days of a column of which some of the values have a time of day; empty where none has."""
        timed = next((value for value in values if time_of_day(value)), None)
        if timed is None:
            return ""
        if isinstance(timed, str):
            return {
                "polars": f"{self.column}.str.replace(r'{_TIME_OF_DAY}', '')",
                "arrow": f"pc.replace_substring_regex({self.column}, r'{_TIME_OF_DAY}', '')",
                "other": f"regexp_replace({self.column}, '{_TIME_OF_DAY}', '')",
            }.get(self.kind, f"{self.column}.str.replace(r'{_TIME_OF_DAY}', '', regex=True)")
        return {
            "polars": f"{self.column}.dt.date()",
            "arrow": f"pc.floor_temporal({self.column}, unit='day')",
            "other": f"CAST({self.column} AS DATE)",
        }.get(self.kind, f"pandas.to_datetime({self.column}).dt.normalize()")


def time_of_day(value: Any) -> str:
    """The time behind a day, "13:15"; empty of what has none, and of a moment at midnight.

    >>> from headway.boundary.lines_for_dates import time_of_day
    >>> time_of_day("2024-04-01T13:15:00"), time_of_day("1 April 2024 9:30 am"), time_of_day("2024-04-01")
    ('13:15', '9:30', '')
    """
    if isinstance(value, str):
        found = _BEHIND_A_DAY.fullmatch(value)
        return found[1] if found else ""
    if isinstance(value, np.datetime64):
        value = value.astype("datetime64[us]").item()
    parts = [getattr(value, part, None) for part in ("hour", "minute", "second", "microsecond")]
    if not all(isinstance(part, int) for part in parts) or not any(parts):  # no time has a part, no moment numbers
        return ""
    return f"{parts[0]:02d}:{parts[1]:02d}"
