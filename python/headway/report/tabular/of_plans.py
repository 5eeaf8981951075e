"""The tables of plans: initiatives and their ratings, actions and how they stand, and what they answer."""

from __future__ import annotations

from collections.abc import Iterator

from headway._core import Period
from headway.boundary.frames import Frame
from headway.plan.action_plan import STATES, Timeline, state_of, timeline
from headway.plan.initiatives import read_initiatives, snapshot_labels
from headway.plan.recommendations import Coverage
from headway.report.report import Plans
from headway.report.tabular.keys import identifiers
from headway.report.tabular.of_programmes import tables_of_parts
from headway.report.tabular.table import Column, Table, text_of, texts, wholes, words

_NO_THEME = "no theme"


def tables_of_plans(plans: Plans) -> Iterator[Table]:
    """The tables of what is being done."""
    if plans.initiatives is not None:
        yield _initiatives(plans)
    if plans.actions is not None:
        yield _actions(plans)
    if plans.recommendations is not None:
        yield _coverage(plans)
    yield from tables_of_parts(plans)


def _initiatives(plans: Plans) -> Table:
    read = read_initiatives(Frame(plans.initiatives), "initiative", "theme", plans.snapshots, "direction_of_travel")
    labels = snapshot_labels(plans.snapshots)
    names, ratings, moves = read.names(), read.ratings(), read.transitions()
    rated = [
        words(name, f"Rating {label}", f"The rating at {label}.", [each[i] for each in ratings])
        for i, (label, name) in enumerate(zip(labels, identifiers(f"rating_{label}" for label in labels), strict=True))
    ]
    agrees = [None if each is None else "yes" if each else "no" for _, _, each in moves]
    return Table(
        "initiatives", "Initiatives, their ratings and how they moved",
        [
            texts("theme", "Theme", "What it is about.", [theme for theme, _ in names], _NO_THEME),
            texts("initiative", "Initiative", "Its name.", [name for _, name in names]), *rated,
            words("transition", "Change in rating", "From the first rating to the last.", [of for of, _, _ in moves]),
            words("change", "Steps", "The change in words.", [change for _, change, _ in moves]),
            words("direction_of_travel", "Direction of travel", "As it is reported.", read.directions(),
                  "not reported"),
            words("agrees", "Direction matches", "Whether direction of travel says what the change in rating says.",
                  agrees, "nothing is to be compared"),
        ],
        says=_notes(plans.initiatives_note), tab="Initiatives",
    )  # fmt: skip


def _actions(plans: Plans) -> Table:
    given = plans.actions
    if isinstance(given, Timeline):
        acting = given
    else:
        assert plans.as_at is not None
        acting = timeline(given, as_at=plans.as_at, windows=plans.windows)
    bars = acting.bars
    return Table(
        "actions", f"Actions as at {acting.when}",
        [
            texts("theme", "Theme", "What it is about.", [bar.theme for bar in bars], _NO_THEME),
            texts("action", "Action", "Its name.", [bar.action for bar in bars]),
            texts("lead", "Lead", "Who leads it.", [bar.lead for bar in bars], "not named"),
            words("status", "Status", "Its status as it was reported.", [bar.rating for bar in bars], "no status"),
            _day("first_day", "First day", "When its window begins.", [bar.first for bar in bars], last=False),
            _day("last_day", "Last day", "When its window ends.", [bar.last for bar in bars], last=True),
            texts("window", "Window", "The same in words.", [bar.window for bar in bars]),
            texts("state", "How it stands", f"By its window and its status, as at {acting.when}.",
                  [state_of(bar) for bar in bars], shown=[STATES[state_of(bar)].capitalize() for bar in bars]),
            texts("stands", "In words", "The same in words.", [text_of(bar.stands) for bar in bars]),
            Column("months_over", "Months over", "The months begun since a window of whole months ended.", "whole",
                   [bar.months_over for bar in bars], "nothing is over, or it ended with a day"),
            Column("days_over", "Days over", "The days since the last day of the window.", "whole",
                   [bar.days_over for bar in bars], "nothing is over"),
        ],
        says=(acting.sentence(), *_notes(plans.actions_note)), tab="Actions",
    )  # fmt: skip


def _coverage(plans: Plans) -> Table:
    themes = Coverage(plans.actions, plans.recommendations).themes
    return Table(
        "coverage", "Recommendations and their actions, by theme",
        [
            texts("theme", "Theme", "What they are about.", [row.theme for row in themes], _NO_THEME),
            wholes("recommendations", "Recommendations", "How many there are.", [row.asked for row in themes]),
            wholes("actions", "Actions", "How many answer them.", [row.actions for row in themes]),
            words("coverage", "Coverage", "Whether the theme has both.", [row.coverage for row in themes]),
            Column("fewer_actions", "Fewer actions", "Whether there are fewer actions than recommendations.", "truth",
                   [row.fewer_actions for row in themes]),
            texts("nearest", "May be", "The theme on the other side that it may be.", [row.nearest for row in themes],
                  "nothing is suspected"),
        ],
        tab="Recommendations",
    )  # fmt: skip


def _notes(note: str | None) -> tuple[str, ...]:
    return (note,) if note else ()


def _day(name: str, heading: str, says: str, periods: list[Period | None], *, last: bool) -> Column:
    days = [None if period is None else period.end if last else period.start for period in periods]
    return Column(name, heading, says, "date", days, "not given")
