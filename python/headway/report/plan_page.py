"""Initiatives, actions and coverage as one page: what was at risk, what moved, what is late, what nobody answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from htmltools import HTML, Tag, TagChild, TagList, tags

from headway._core import HeadwayError
from headway.boundary.frames import Frame
from headway.boundary.scalars import text_of
from headway.language.counts import number_of
from headway.language.sentences import capital
from headway.plan.action_plan import AsAt, Timeline, timeline
from headway.plan.gates import GateTimeline
from headway.plan.initiatives import Snapshots, read_initiatives, snapshot_labels
from headway.plan.recommendations import Coverage
from headway.report.actions_page import STATUSES, action_parts, actions_in_short, key_list, rule_of_windows
from headway.report.cells import muted, rating_mark
from headway.report.gates_section import gates_section
from headway.report.house_table import house_table
from headway.report.page import document, page_of_parts
from headway.report.parts_section import progress_section, steps_section, sub_actions_table

TRANSITIONS = {
    "improved": "Improved", "worsened": "Worsened", "unchanged": "Unchanged", "newly_rated": "Newly rated",
    "no_longer_rated": "No longer rated", "not_rated": "Not rated at either",
}  # fmt: skip
_SCHEMES = (
    "Ratings of initiatives and status of actions are two schemes: amber is at risk in one, and delayed but "
    "progressing in the other. They are never counted together."
)
_OF_INITIATIVES = (
    "A change in rating is from the first rating shown to the last. An initiative without a rating at one of them is "
    "newly rated or no longer rated, never better or worse. Not rated is a blank; not applicable is what was said.",
    "Direction of travel is as reported. It does not match the change in rating where one says better, worse or no "
    "change and the other does not.",
)
COVERAGE = {"covered": "Has actions", "no action": "No action", "no recommendation": "No recommendation"}


def plan_page(
    *, title: str, subtitle: str | None, notes: Sequence[str], initiatives: Any, actions: Any, recommendations: Any,
    windows: Any, snapshots: Snapshots, as_at: AsAt | None, pages: Mapping[str, str] | None, here: str | None,
    initiatives_note: str | None = None, actions_note: str | None = None, sub_actions: Any = None,
    progress: Any = None, next_steps: Any = None, gates: GateTimeline | None = None, parts_note: str | None = None,
    gates_note: str | None = None, frame: Callable[..., str] = document,
) -> str:  # fmt: skip
    """The page as text. Everything that it shows is escaped, and nothing in it is fetched."""
    for name, words in (("initiatives_note", initiatives_note), ("actions_note", actions_note),
                        ("parts_note", parts_note), ("gates_note", gates_note)):  # fmt: skip
        if words is not None:
            text_of(words, name)
    rated = None if initiatives is None else _Initiatives(initiatives, snapshots)
    acting = _timeline_of(actions, as_at, windows)
    if initiatives is None and actions is None:
        raise HeadwayError("found neither initiatives nor actions; accepted: one of them at least")
    if recommendations is not None and actions is None:
        raise HeadwayError("recommendations: found them without actions; accepted: both, or no recommendations")
    covered = None if recommendations is None else Coverage(actions, recommendations)
    parts: list[tuple[str, str, list[TagChild]]] = []
    said: list[TagChild] = []
    rules = [_SCHEMES] if rated is not None and acting is not None else []
    if rated is not None:
        parts += [
            ("initiatives", "Initiatives by theme", [_note(initiatives_note), *rated.tables()]),
            ("findings", "Where direction of travel and rating do not match", rated.findings()),
        ]
        said += [*rated.in_short(), initiatives_note]
        rules += _OF_INITIATIVES
    if acting is not None:
        parts += action_parts(acting, _note(actions_note))
        said += [*actions_in_short(acting), actions_note]
        rules.append(rule_of_windows(acting))
    in_parts: list[TagChild] = []
    if progress is not None:
        counted, in_parts = progress_section(progress)
        said.append(f"{counted}.")
    if sub_actions is not None:
        in_parts.append(sub_actions_table(sub_actions))
    if in_parts:
        parts.append(("parts", "Actions in parts", [_note(parts_note), *in_parts]))
    if next_steps is not None:
        counted, section = steps_section(next_steps)
        said.append(f"{counted}.")
        parts.append(("steps", "Next steps", section))
    if gates is not None:
        counted, section = gates_section(gates)
        said += [counted, gates_note]
        parts.append(("gates", "Gates of business cases", [_note(gates_note), *section]))
    if covered is not None:
        parts.append(("coverage", "Recommendations and their actions", _coverage_table(covered)))
        said.append(_coverage_in_short(covered))
    return page_of_parts(
        title=title, subtitle=subtitle, in_short=[words for words in said if words],
        keys=_keys(of_initiatives=rated is not None, of_actions=acting is not None), parts=parts, rules=rules,
        notes=notes, pages=pages, here=here, frame=frame,
    )  # fmt: skip


def _timeline_of(actions: Any, as_at: AsAt | None, windows: Any) -> Timeline | None:
    """The actions as at a date; a timeline has its own."""
    if isinstance(actions, Timeline):
        if as_at is not None or windows is not None:
            name = "as_at" if windows is None else "windows"
            raise HeadwayError(f"{name}: found one beside a timeline, which has its own; accepted: none")
        return actions
    if actions is None:
        return None
    if as_at is None:
        raise HeadwayError("as_at: found None; accepted: a date, '2025-10-31', or a Period: a plan has no clock")
    return timeline(actions, as_at=as_at, windows=windows)


def _note(words: str | None) -> Tag | None:
    return tags.p(words) if words else None


def _keys(*, of_initiatives: bool, of_actions: bool) -> Tag:
    """The two schemes, one below the other and never together."""
    return tags.section(
        tags.h2("Key", id="key"),
        tags.div(
            tags.div(tags.h3("Ratings of initiatives"), key_list("initiative", ("red", "amber", "green")))
            if of_initiatives else None,
            tags.div(tags.h3("Status of actions, another scheme" if of_initiatives else "Status of actions"),
                     key_list("action", STATUSES)) if of_actions else None,
            class_="keys",
        ),
        aria_labelledby="key",
    )  # fmt: skip


class _Initiatives:
    """Initiatives as the core read them, and what a page says of them."""

    def __init__(self, frame: Any, snapshots: Snapshots) -> None:
        read = read_initiatives(Frame(frame), "initiative", "theme", snapshots, "direction_of_travel")
        self.labels = snapshot_labels(snapshots)
        self.counts = [read.count_ratings(i) for i in range(len(self.labels))]
        self.moved = read.count_transitions()
        self.themes = read.transitions_by_theme()
        self.rated = [read.ratings_by_theme(i) for i in range(len(self.labels))]
        self.places = read.theme_places()
        self.rows = list(zip(read.names(), read.ratings(), read.transitions(), read.directions(), strict=True))

    def in_short(self) -> list[TagChild]:
        """Ratings at each snapshot, transitions, disagreements."""
        n, moved = self.moved["initiatives"], self.moved
        said: list[TagChild] = [
            TagList(f"Initiatives at {label}: ", *_rated(counts))
            for label, counts in zip(self.labels, self.counts, strict=True)
        ]
        said.append(
            f"From {self.labels[0]} to {self.labels[-1]}: {moved['improved']} improved, {moved['worsened']} worsened "
            f"and {moved['unchanged']} unchanged of {moved['compared']} rated at both. {moved['newly_rated']} newly "
            f"rated, {moved['no_longer_rated']} no longer rated and {moved['not_rated']} rated at neither of {n}."
        )
        said.append(self._matching())
        return said

    def _matching(self) -> str:
        """Whether direction of travel says what the change in rating says, of how many."""
        differing, both = self.moved["disagreeing"], self.moved["directed"]
        if not both:
            return "No initiative has both a changed rating and a direction of travel."
        of_them = f"the {number_of(both, 'initiative')} with a changed rating and a direction of travel"
        if not differing:
            return f"Direction of travel matches the change in rating of {of_them}."
        return f"Direction of travel does not match the change in rating of {differing} of {of_them}."

    def tables(self) -> list[TagChild]:
        """A table for each theme, with its counts."""
        parts: list[TagChild] = []
        n = len(self.labels)
        for number, (theme, _) in enumerate(self.themes):
            rows = [row for row, place in zip(self.rows, self.places, strict=True) if place == number]
            labels = {
                "initiative": "Initiative", **{f"snapshot_{i}": label for i, label in enumerate(self.labels)},
                "transition": "Change in rating", "direction": "Direction of travel",
            }  # fmt: skip
            table = house_table(
                [_initiative(row) for row in rows], labels,
                title=f"{theme}: ratings, their change and direction of travel",
                widths={"transition": "14em", "direction": "14em"} | {f"snapshot_{i}": "9em" for i in range(n)},
            )  # fmt: skip
            lines = [(label, _rated(of[number][1])) for label, of in zip(self.labels, self.rated, strict=True)]
            parts += [
                tags.h3(theme or "No theme"),
                tags.dl(
                    [tags.div(tags.dt(label), tags.dd(*words)) for label, words in lines], class_="counts snapshots"
                ),
                HTML(table.as_raw_html()),
            ]
        return parts

    def findings(self) -> list[TagChild]:
        """The initiatives whose direction of travel says something else."""
        differing = [row for row in self.rows if row[2][2] is False]
        counted = self._matching()
        rows = [
            {"initiative": name, "theme": theme, "rating": capital(change), "direction": capital(direction or "")}
            for (theme, name), _, (_, change, _), direction in differing
        ]
        explained = "Direction of travel looks ahead, and is reported beside the rating."
        if not rows:
            return [tags.p(counted)]
        labels = {"initiative": "Initiative", "theme": "Theme", "rating": "Rating", "direction": "Direction of travel"}
        title = "Initiatives whose direction of travel does not match the change in their rating"
        table = house_table(rows, labels, title=title,
                            widths={"theme": "24em", "rating": "14em", "direction": "14em"})  # fmt: skip
        return [tags.p(f"{counted} {explained}"), HTML(table.as_raw_html())]


def _rated(counts: Mapping[str, int]) -> list[TagChild]:
    """Ratings with their marks, and what they are out of."""
    left = [
        f"{counts[name]} of {counts['initiatives']} {words}"
        for name, words in (("not_applicable", "not applicable"), ("not_rated", "not rated"))
        if counts[name]
    ]
    marks: list[TagChild] = []
    for word in ("red", "amber", "green"):
        marks += [rating_mark(word, f"{counts[word]} {word}"), ", " if word != "green" else " "]
    return [*marks, f"of {counts['rated']} rated", f"; {', '.join(left)}" if left else ""]


def _rating(word: str) -> Tag:
    return rating_mark(word, capital(word)) if word in ("red", "amber", "green") else muted(capital(word))


def _initiative(
    row: tuple[tuple[str, str], list[str], tuple[str, str, bool | None], str | None],
) -> dict[str, TagChild]:
    (_, name), ratings, (transition, change, agrees), direction = row
    same = transition in ("unchanged", "not_rated") and change.startswith("still")
    below = None if same else muted(capital(change), below=True)
    differs = muted("does not match the change in rating", below=True) if agrees is False else None
    return {
        "initiative": name, **{f"snapshot_{i}": _rating(rating) for i, rating in enumerate(ratings)},
        "transition": TagList(TRANSITIONS[transition], below),
        "direction": TagList(capital(direction), differs) if direction else muted("Not reported"),
    }  # fmt: skip


def _coverage_in_short(covered: Coverage) -> str:
    counts, themes = covered.counts, covered.themes
    said = f"{counts['covered']} of {counts['asked']} themes with recommendations have actions."
    if counts["fewer_actions"]:
        said += " Fewer actions than recommendations: " + "; ".join(
            f"{row.theme} ({number_of(row.actions, 'action')} for {number_of(row.asked, 'recommendation')})"
            for row in themes
            if row.coverage == "covered" and row.fewer_actions
        ) + "."  # fmt: skip
    sides = {"no action": "recommendations and no action", "no recommendation": "actions and no recommendation"}
    for status, words in sides.items():
        if gaps := [_gap(row.theme, row.nearest) for row in themes if row.coverage == status]:
            said += f" With {words}: {'; '.join(gaps)}."
    return said


def _coverage_table(covered: Coverage) -> list[TagChild]:
    listed = covered.recommendations
    rows: list[dict[str, TagChild]] = [
        {
            "theme": row.theme,
            "asked": tags.ul([
                tags.li(f"{listed[i].number}. {listed[i].title}") for i in row.recommendations
            ], class_="plain") if row.recommendations else muted("None"),
            "recommendations": str(row.asked),
            "actions": str(row.actions),
            "coverage": TagList(
                COVERAGE[row.coverage],
                muted("fewer actions than recommendations", below=True)
                if row.fewer_actions and row.coverage == "covered" else None,
                muted(f"nearest by name: {row.nearest}", below=True) if row.nearest else None,
            ),
        }
        for row in covered.themes
    ]  # fmt: skip
    labels = {"theme": "Theme", "asked": "Recommendations", "recommendations": "Number", "actions": "Actions",
              "coverage": "Coverage"}  # fmt: skip
    table = house_table(rows, labels, title="Recommendations and actions by theme",
                        widths={"recommendations": "5.5em", "actions": "5.5em", "coverage": "14em"},
                        right=("recommendations", "actions"))  # fmt: skip
    words = (
        "The plan groups recommendations and actions under themes and does not say which action answers which "
        "recommendation. A theme that has actions may have a recommendation that none of them answers."
    )
    return [tags.p(words), HTML(table.as_raw_html())]


def _gap(theme: str, nearest: str) -> str:
    """A theme that stands on one side only, and the one on the other side that it may be."""
    return (theme or "no theme") + (f" (nearest by name: {nearest})" if nearest else "")
