"""Deadlines as callers give them: by whose end something is due, by the rule of `measure/deadline.hpp`."""

from __future__ import annotations

from typing import Any

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.times import period_of
from headway.language.sentences import is_whole
from headway.vocabulary import CalendarWord


def deadline_of(value: Any, name: str, calendar: CalendarWord | int = "financial") -> Period:
    """An argument of that name that is one deadline, in whole months: a time, or "before January 2025".

    >>> from headway.boundary.deadlines import deadline_of
    >>> deadline_of("2025-04-01", "by"), deadline_of("no later than March 2025", "by")
    (Period('2025-03'), Period('March 2025'))
    """
    said = _core.read_deadlines([value], calendar)[0] if isinstance(value, str) and is_whole(value) else None
    due = said or _core.due_by(period_of(value, name, calendar, days=True))
    try:
        return due.in_months()
    except HeadwayError as error:
        raise HeadwayError(f"{name}: {error}") from None
