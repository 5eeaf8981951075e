"""One description of a report, from which every form of it is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from headway.report.scorecard import Scorecard
from headway.savings.savings_plan import SavingsPlan
from headway.uncertainty.simulation import Simulation


@dataclasses.dataclass(frozen=True, kw_only=True)
class Report:
    """What a report holds: results, and the words around them."""

    title: str
    scorecard: Scorecard | None = None
    savings: SavingsPlan | None = None
    simulation: Simulation | None = None
    plans: Any = None
    statistics: Sequence[Any] = ()
    charts: Sequence[Any] = ()
    organisation: str | None = None
    period: str | None = None
    author: str | None = None
    published: str | None = None
    next_published: str | None = None
    contact: str | None = None
    licence: str | None = None
    logo: Any = None
    accent: str | None = None
    commentary: Any = None
    notes: Sequence[str] = ()
    before: Scorecard | None = None
    published_counts: Mapping[str, Mapping[str, int]] | None = None
