"""What names the rows of data, the same in every report: sections and indicators by their words, periods by days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from headway._core import Period

NO_PERIOD = "no-period"


def period_key(period: Period | None) -> str:
    """A period by its first day and its last, so that "Sept 2024" and "2024-09" are one.

    >>> from headway.report.tabular.keys import period_key
    >>> period_key(hw.Period.parse("2024/25 - Q2"))
    '2024-07-01_2024-09-30'
    """
    return NO_PERIOD if period is None else f"{period.start.isoformat()}_{period.end.isoformat()}"


def identifiers(names: Iterable[str], taken: Sequence[str] = ()) -> list[str]:
    """Names of columns for what a caller called as they like: letters, digits and underscores, no two alike.

    >>> from headway.report.tabular.keys import identifiers
    >>> identifiers(["target", "Peer average", "%", "peer-average"])
    ['target', 'peer_average', 'column', 'peer_average_2']
    """
    found: list[str] = []
    for name in names:
        plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "column"
        own, number = plain, 1
        while own in found or own in taken:
            number += 1
            own = f"{plain}_{number}"
        found.append(own)
    return found
