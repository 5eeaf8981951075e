"""The tables of what is said in a report, and of what was published and is not in it."""

from __future__ import annotations

from headway.report.commentary import Commentary, Words
from headway.report.report import COUNTED, Report
from headway.report.tabular.table import Column, Table, texts, wholes

_HERE = "no table here"
_NOT_PUBLISHED = "not published"


def commentary_table(commentary: Commentary) -> Table:
    """What those who run the services say, a part of it a row."""
    given: list[tuple[str, str, Words]] = [("Section", name, words) for name, words in commentary.sections.items()]
    given += [("Indicator", name, words) for name, words in commentary.indicators.items()]
    rows = [(of, name, part, said) for of, name, words in given for part, said in words.parts().items()]
    return Table(
        "commentary", "What those who run the services say",
        [
            texts("of", "Of", "Whether it is of a section or an indicator.", [row[0] for row in rows]),
            texts("name", "Name", "The section or the indicator.", [row[1] for row in rows]),
            texts("part", "About", "What it is about.", [row[2] for row in rows]),
            texts("words", "What is said", "In the words of those who said it.", [row[3] for row in rows],
                  "nothing is said"),
        ],
        key=("of", "name", "part"), tab="Commentary",
    )  # fmt: skip


def published_table(report: Report) -> Table:
    """What is known to have been published of each section, and how much of it is here."""
    counts = report.counts_by_section
    here = {each.section: each.here for each in report.differing_counts()}
    found = [here[name] if name in here else count["kpis"] for name, count in counts.items()]
    rated = [
        Column(f"published_{word}", f"Published {word}", f"How many were published as {word}.", "whole",
               [count.get(word) for count in counts.values()], _NOT_PUBLISHED)
        for word in COUNTED[1:]
    ]  # fmt: skip
    return Table(
        "published_counts", "What was published, and what is here",
        [
            texts("section", "Section", "The section as it was published.", [*counts]),
            wholes("published", "Published", "How many indicators were published.",
                   [count["kpis"] for count in counts.values()]),
            Column("here", "Here", "How many this report has.", "whole", found, _HERE), *rated,
        ],
        key=("section",), says=report.gaps(), tab="Published_counts",
    )  # fmt: skip
