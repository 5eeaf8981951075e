"""An action plan as one page: every action in its window, what is late, and what the statuses mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from htmltools import HTML, Tag, TagChild, TagList, tags

from headway.charts.window_bar import Bar, in_its_window
from headway.language.counts import number_of
from headway.language.palette import RATING_COLOURS
from headway.language.sentences import capital
from headway.plan.action_plan import LATE, STATES, Timeline, state_of
from headway.plan.schemes import key
from headway.report.cells import muted, rating_mark
from headway.report.house_table import house_table
from headway.report.page import page_of_parts

STATUSES = ("red", "amber", "green", "blue", "withdrawn")


def actions_page(
    timeline: Timeline, *, title: str, subtitle: str | None, notes: Sequence[str], pages: Mapping[str, str] | None,
    here: str | None,
) -> str:  # fmt: skip
    """The page as text. Everything that it shows is escaped, and nothing in it is fetched."""
    keys = tags.section(
        tags.h2("Key", id="key"),
        tags.div(tags.div(tags.h3("Status of actions"), key_list("action", STATUSES)), class_="keys"),
        aria_labelledby="key",
    )
    return page_of_parts(
        title=title, subtitle=subtitle, in_short=actions_in_short(timeline), keys=keys, parts=action_parts(timeline),
        rules=[rule_of_windows(timeline)], notes=notes, pages=pages, here=here,
    )  # fmt: skip


def action_parts(timeline: Timeline, note: Tag | None = None) -> list[tuple[str, str, list[TagChild]]]:
    """The timeline, and what is past its window with a note below it."""
    return [
        ("actions", f"Actions as at {timeline.when}", _timeline(timeline)),
        ("late", f"Past their window as at {timeline.when}", [*_late(timeline), note]),
    ]


def key_list(scheme: Literal["initiative", "action"], order: Sequence[str]) -> Tag:
    """What the words of a scheme mean, each with its mark."""
    meanings = key(scheme)
    marked = [tags.div(tags.dt(_mark(word)), tags.dd(meanings[word])) for word in order]
    return tags.dl(marked, class_="key")


def _mark(word: str) -> Tag:
    """A status with its shape; one that has no colour is muted."""
    return rating_mark(word, capital(word)) if word in RATING_COLOURS else muted(capital(word))


def rule_of_windows(timeline: Timeline) -> str:
    """What the date and the windows mean."""
    when, open_ended = timeline.when, "A window without an end is never over."
    if timeline.by_day:
        return (
            f"How an action stands is as at {when}. It is due on the last day of its window, of a month on its last "
            f"day, and days over are those since. {open_ended}"
        )
    return (
        f"How an action stands is as at {when}: windows are whole months, and so is the date. Months over are those "
        f"begun since its window ended. {open_ended}"
    )


def actions_in_short(timeline: Timeline) -> list[TagChild]:
    """How many stand where, and how many have a status."""
    said, n = timeline.said, timeline.counts["actions"]
    always = ("overdue", "over_running")
    stand = ", ".join(f"{said[state]} {words}" for state, words in STATES.items() if said[state] or state in always)
    return [
        f"Actions as at {timeline.when}: {stand}, of {n}.",
        f"A status is given for {timeline.counts['with_status']} of {n} actions.",
    ]


def _timeline(timeline: Timeline) -> list[TagChild]:
    """The chart for wide and for narrow screens, and the same in words."""
    themes = [
        tags.li(f"{theme or 'No theme'}:", tags.ul([tags.li(f"{in_its_window(bar)}.") for bar in bars]))
        for theme, bars in timeline.themes.items()
    ]
    title = f"Actions and their windows as at {timeline.when}"
    return [
        tags.p(timeline.sentence()),
        tags.figure(
            tags.div(HTML(timeline.svg(title=title, wide=True)), class_="wide-chart"),
            tags.div(HTML(timeline.svg(title=title)), class_="narrow-chart"),
        ),
        tags.details(tags.summary("The timeline in words"), tags.ul(themes)),
    ]


def _late(timeline: Timeline) -> list[TagChild]:
    """The actions whose windows are over."""
    late = [bar for bar in timeline.bars if bar.state in LATE]
    late.sort(key=lambda bar: (LATE.index(state_of(bar)), -(bar.days_over or 0)))
    said = timeline.said
    unknown = f", {said['status_not_known']} with no status known" if said["status_not_known"] else ""
    words = (
        f"{said['overdue']} overdue{unknown} and {said['over_running']} over-running of "
        f"{number_of(timeline.counts['actions'], 'action')} as at {timeline.when}. "
        "Overdue: the window is over, and the action is reported as not progressed. Over-running: the window is over, "
        "and the action is reported as progressing."
        + (" Where no status is known, nobody can say whether the action is done." if unknown else "")
    )
    if not late:
        return [tags.p(words)]
    in_months = not any(bar.months_over is None for bar in late)
    labels = {
        "action": "Action", **({"theme": "Theme"} if any(bar.theme for bar in timeline.bars) else {}),
        **({"lead": "Lead"} if any(bar.lead for bar in timeline.bars) else {}), "window": "Window",
        "stands": "How it stands", "over": "Months over" if in_months else "Days over",
    }  # fmt: skip
    rows = [{name: cell for name, cell in _late_row(bar, in_months=in_months).items() if name in labels}
            for bar in late]  # fmt: skip
    table = house_table(rows, labels, title=f"Actions past their window as at {timeline.when}",
                        widths={"stands": "14em", "over": "6em"}, right=("over",))  # fmt: skip
    return [tags.p(words), HTML(table.as_raw_html())]


def _late_row(bar: Bar, *, in_months: bool) -> dict[str, TagChild]:
    state, _, status = bar.stands.partition(", ")
    return {
        "action": bar.action, "theme": bar.theme, "lead": bar.lead or muted("Not named"), "window": bar.window,
        "stands": TagList(capital(state.split(" by ")[0]), muted(capital(status), below=True)),
        "over": f"{bar.months_over if in_months else bar.days_over:,}",
    }  # fmt: skip
