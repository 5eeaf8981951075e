"""A programme's figures as documents published them, as a section of its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from htmltools import TagChild, TagList, tags

from headway.boundary.problems import refusal
from headway.language.counts import number_of
from headway.language.figures import money
from headway.language.sentences import capital, listed
from headway.report.cells import muted
from headway.report.house_table import Cell, rows_table
from headway.report.page import figure_of
from headway.savings.columns import Rows, rows_of
from headway.savings.versions import SavingsVersions

MOST_CHARTS = 3
_SAYS = {"satisfied": "{} can be true as the earlier one is", "contradicted": "{} {contradict} it",
         "cannot say": "{} cannot be told"}  # fmt: skip

_BOTH = {"satisfied": "Yes", "contradicted": "No", "cannot say": "Cannot say"}


class _Again(NamedTuple):
    """A figure that a version prints again, held against the last one that had it."""

    before: str
    after: str
    rows: Rows  # its steps, the total last

    @property
    def total(self) -> Mapping[str, Any]:
        return self.rows[-1]

    @property
    def unexplained(self) -> Mapping[str, Any]:
        return self.rows[-2]


def versions_section(versions: object, cell: Cell) -> tuple[str, list[TagChild]]:
    """What later documents say of the figures of earlier ones, what each prints, and charts of what is between."""
    if not isinstance(versions, SavingsVersions):
        raise refusal("versions", type(versions).__name__, "what headway.SavingsVersions.from_frame gives")
    printed = [*_printed_again(versions)]
    counts = Counter(each.total["consistency"] for each in printed)
    said = f"{number_of(len(versions), 'version')} of the savings {'is' if len(versions) == 1 else 'are'} published"
    if printed:
        of = [words.format(counts[word], contradict="contradicts" if counts[word] == 1 else "contradict")
              for word, words in _SAYS.items() if counts[word]]  # fmt: skip
        said += f". Of {number_of(len(printed), 'figure')} that a later one prints again, {listed(of)}"
    content: list[TagChild] = [_totals(versions, cell)]
    if printed:
        content += [tags.h3("From one version to the next"), _between(printed, cell)]
    for each in [one for one in printed if one.total["change"] != 0][:MOST_CHARTS]:
        of_figure = {"figure": each.total["figure"] or "", "year": each.total["year"]}
        content += figure_of(versions.picture(each.before, each.after, **of_figure))
    content.append(tags.p(
        "A figure of one kind and year is held against the last version that printed it, as far as the detail of both "
        "allows; the rest is unexplained. A bound (over, up to, about) stays one. Rounding explains what is left only "
        "where each printed total lies within its own rounding of its own parts."
    ))  # fmt: skip
    return said, content


def _printed_again(versions: SavingsVersions) -> Iterator[_Again]:
    labels = versions.labels
    for later in range(1, len(labels)):
        met: set[tuple[Any, Any]] = set()
        for earlier in range(later - 1, -1, -1):
            of: dict[tuple[Any, Any], Rows] = {}
            for row in rows_of(versions.core.bridge(earlier, later, with_unit=True)):
                of.setdefault((row["figure"], row["year"]), []).append(row)
            for line, rows in of.items():
                if rows[-1]["step"] == "total" and line not in met:
                    met.add(line)
                    yield _Again(labels[earlier], labels[later], rows)


def _figure(row: Mapping[str, Any], name: str, cell: Cell) -> TagChild:
    """An amount, or what it says where it is none."""
    bound = row[f"{name}_bound"]
    return cell(row[name]) if bound is None else muted("Not known") if bound == "not known" else bound


def _of(row: Mapping[str, Any]) -> str:
    return capital(" of ".join(filter(None, (row["figure"], row["year"]))) or "Savings")


def _totals(versions: SavingsVersions, cell: Cell) -> TagChild:
    drawn = []
    for row in rows_of(versions.core.totals(with_unit=True)):
        rest = row["rest"]
        known = rest == rest
        why = None if not known or rest == 0 else row["explained_by_rounding"]
        by = muted("rounding explains it" if why else "rounding does not explain it", below=True)
        drawn.append({
            "version": TagList(row["version"], muted(row["as_at"], below=True)), "figure": _of(row),
            "total": _figure(row, "total", cell),
            "parts": TagList(cell(row["parts"]), muted(number_of(row["portfolios"], "portfolio"), below=True))
            if row["portfolios"] else muted("None printed"),
            "rest": TagList(money(rest, versions.unit, signed=rest != 0), None if why is None else by)
            if known else muted("Not known"),
        })  # fmt: skip
    labels = {"version": "Version", "figure": "Figure", "total": "Total as printed", "parts": "Its parts",
              "rest": "Not in its parts"}  # fmt: skip
    return rows_table(drawn, labels, "What each document prints", right=["total", "parts", "rest"])


def _between(printed: list[_Again], cell: Cell) -> TagChild:
    drawn = [
        {
            "versions": TagList(each.after, muted(f"against {each.before}", below=True)), "figure": _of(each.total),
            **{name: _figure(each.total, name, cell) for name in ("before", "after", "change")},
            "unexplained": TagList(
                _figure(each.unexplained, "change", cell),
                muted("which rounding explains", below=True)
                if each.unexplained["explained_by_rounding"] and each.unexplained["change"] != 0 else None,
            ),
            "consistency": _BOTH[each.total["consistency"]],
        }
        for each in printed
    ]  # fmt: skip
    labels = {"versions": "Versions", "figure": "Figure", "before": "Before", "after": "After", "change": "Change",
              "unexplained": "Unexplained", "consistency": "Can both be true?"}  # fmt: skip
    right = ["before", "after", "change", "unexplained"]
    return rows_table(drawn, labels, "Figures that a later document prints again", right=right)
