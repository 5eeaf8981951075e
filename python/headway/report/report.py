"""One description of a report, from which every form of it is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from headway.pictured import Pictured
from headway.plan.initiatives import SNAPSHOTS, Snapshots
from headway.report.commentary import Commentary
from headway.report.scorecard import Scorecard
from headway.savings.savings_plan import SavingsPlan
from headway.uncertainty.simulation import Simulation


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Plans:
    """Initiatives, actions and what they answer, as `hw.plan.write_page` takes them."""

    initiatives: Any = None
    actions: Any = None
    windows: Any = None
    recommendations: Any = None
    as_at: Any = None
    snapshots: Snapshots = SNAPSHOTS
    title: str | None = None
    subtitle: str | None = None
    initiatives_note: str | None = None
    actions_note: str | None = None
    notes: Sequence[str] = ()


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Report:
    """What a report holds: results, and the words around them."""

    title: str
    scorecard: Scorecard | None = None
    savings: SavingsPlan | None = None
    savings_parts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    simulation: Simulation | None = None
    plans: Plans | None = None
    statistics: Sequence[Pictured] = ()
    charts: Sequence[Pictured] = ()
    organisation: str = ""
    period: str = ""
    author: str = ""
    published: str | None = None
    next_published: str | None = None
    contact: str = ""
    licence: str = ""
    logo: bytes | None = None
    accent: str | None = None
    commentary: Commentary | None = None
    notes: Sequence[str] = ()
    before: Scorecard | None = None
    published_counts: Mapping[str, Mapping[str, int]] = dataclasses.field(default_factory=dict)
