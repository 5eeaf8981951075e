"""The columns of actions as people keep them: days or months, and statuses in the words of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from headway import _core
from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, refuse
from headway.boundary.scalars import is_missing
from headway.plan.columns import Column, Times, column, named, with_dates
from headway.plan.schemes import key


class ActionColumns(NamedTuple):
    """Which columns of a caller's frame say what of its actions; None is no such column."""

    action: str
    theme: str | None
    timeframe: str
    lead: str | None
    rating: str | None
    rating_words: Mapping[str, str | None] | None
    first_month: str
    last_month: str
    start: str | None
    due: str | None

    @property
    def window(self) -> tuple[str | None, str | None]:
        """The columns from which and to which an action goes, where no timeframes are given by name."""
        by_day = self.start is not None or self.due is not None
        return (self.start, self.due) if by_day else (self.first_month, self.last_month)


def read_actions(read: Frame, windows: Any, columns: ActionColumns) -> _core.Actions:
    """The actions as the core has them."""
    return with_dates(lambda times: _read_actions(read, windows, columns, times))


def _read_actions(read: Frame, windows: Any, columns: ActionColumns, times: Times) -> _core.Actions:
    named_columns = {argument: name for argument, name in columns._asdict().items()
                     if argument in ("action", "theme", "lead", "rating") and name is not None}  # fmt: skip
    if windows is not None and (columns.start or columns.due):
        raise HeadwayError("windows: found timeframes and start= or due=; accepted: one of them")
    said = zip(("first_month", "last_month") if columns.start is None and columns.due is None else ("start", "due"),
               columns.window, strict=True)  # fmt: skip
    own = {argument: name for argument, name in said if name is not None}
    own = own if windows is None else {"timeframe": columns.timeframe}
    by_month = windows is None and columns.start is None and columns.due is None
    hint = "Timeframes by name need windows=, days start= and due=" if by_month else ""
    read.require(named_columns | own, hint=hint)
    problems = Problems()
    rated: Column = None
    first: Column = None
    last: Column = None
    timeframes = None
    with problems:
        rated = ratings(read, columns.rating, columns.rating_words)
    with problems:
        if windows is None:
            first, last = times(read, *columns.window)
        else:
            table, of_window = Frame(windows), (columns.first_month, columns.last_month)
            table.require([columns.timeframe, *of_window])
            timeframes = _core.read_timeframes(column(table, columns.timeframe), *times(table, *of_window))
    plan = None
    with problems:
        plan = _core.Actions(
            named(read, columns.action), named(read, columns.theme), named(read, columns.lead), rated, None,
            None if timeframes is None else column(read, columns.timeframe), first, last, timeframes,
        )  # fmt: skip
    problems.refuse()
    assert plan is not None
    return plan


def ratings(read: Frame, rating: str | None, words: Mapping[str, str | None] | None) -> Column:
    """A column of statuses in the words of the scheme; those of the plan through the caller's mapping."""
    meant = _meanings(words)
    if rating is None:
        return None
    codes, found = read.words(rating)
    statuses: list[str] = []
    unknown: list[tuple[str, int, str]] = []
    for code, text in enumerate(found):
        folded = _folded(text)
        try:
            statuses.append((meant[folded] if folded in meant else _rating_in(text)) or "")
        except HeadwayError as error:
            statuses.append("")
            if folded not in {_folded(other) for other, _, _ in unknown}:
                unknown.append((text, int(np.argmax(codes == code)), str(error)))
    if unknown:
        line = ", ".join(f"{_core.plain_text(text)!r}: ..." for text, _, _ in unknown)
        mapping = f"rating_words={{{line}}}, each one of {', '.join(key('action'))} or None"
        if len(unknown) == 1:
            text, row, why = unknown[0]
            refuse([f"row {row}, column {rating!r}: {why}; or what the plan's own words mean: {mapping}"])
        listed = ", ".join(f"{text!r} (row {row})" for text, row, _ in unknown)
        accepted = ", ".join(f"{word} ({meaning})" for word, meaning in key("action").items())
        refuse([f"column {rating!r}: found {listed}; accepted: {accepted}, nothing, or what the plan's own words "
                f"mean: {mapping}"])  # fmt: skip
    return rating, statuses, codes


def _rating_in(text: str) -> str | None:
    """The status that a cell says; None where it says that there is none: nothing, "-", "n/a", "TBC"."""
    try:
        return _core.read_action_rating(text)
    except HeadwayError:
        if _core.says_nothing([text])[0]:
            return None
        raise


def _meanings(words: Mapping[str, str | None] | None) -> dict[str, str | None]:
    """What a caller's words mean, by each without its case and spaces."""
    accepted = f"words and what they mean, {', '.join(key('action'))} or None: {{'In progress': 'green'}}"
    if words is not None and not isinstance(words, Mapping):
        raise HeadwayError(f"rating_words: found {type(words).__name__}; accepted: {accepted}")
    meant: dict[str, str | None] = {}
    problems = []
    for word, meaning in (words or {}).items():
        read = None
        try:
            read = _core.read_action_rating(meaning) if isinstance(meaning, str) else None
            understood = isinstance(meaning, str) or is_missing(meaning)
        except HeadwayError:
            understood = False
        if not understood:
            problems.append(f"rating_words[{word!r}]: found {meaning!r:.60}; accepted: {accepted}")
        if not isinstance(word, str):
            problems.append(f"rating_words: found {type(word).__name__} {word!r:.60}; accepted: {accepted}")
        elif meant.setdefault(_folded(word), read) != read:
            problems.append(f"rating_words: found {word!r} with two meanings; accepted: one")
    refuse(problems)
    return meant


def _folded(text: str) -> str:
    return " ".join(_core.plain_text(text).split()).casefold()
