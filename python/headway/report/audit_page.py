"""An audit as one page: what contradicts itself in its context, side by side with what it contradicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from htmltools import Tag, TagChild, tags

from headway.audit.audited import CLASSES, CONTRADICTIONS, VERDICTS, Audited
from headway.language.counts import number_of
from headway.language.sentences import capital, in_words, shortened, stopped
from headway.report.cells import muted
from headway.report.house_table import rows_table
from headway.report.page import document, page_of_parts

_HEADINGS = {
    "contradiction": "Contradictions", "between_documents": "Between documents",
    "definition": "Definitions and denominators", "note": "Worth a look", "presentation": "Presentation",
}  # fmt: skip
_ABOUT = {
    "contradiction": "Words and numbers of one document that cannot both be right.",
    "between_documents": "The same thing, said differently in two documents.",
    "definition": "Figures that rest on a base, a denominator or a method which is not what it says.",
    "note": "Nothing that contradicts itself.",
    "presentation": "Marks, letters and layout: perhaps what turning the document into text has done. They are no "
                    "contradictions and are counted with none.",
}  # fmt: skip
_MOST_LINES, _FAR = 40, 300  # that words go over; that a row may be below its head
_LONGEST = 90


def audit_page(
    audited: Audited, *, title: str, subtitle: str | None, notes: Sequence[str],
    pages: Mapping[str, str] | None = None, here: str | None = None, frame: Callable[..., str] = document,
) -> str:  # fmt: skip
    """The page as text. Everything that it shows is escaped, and nothing in it is fetched."""
    shown = _Shown(audited)
    parts: list[tuple[str, str, list[TagChild]]] = []
    for each in CLASSES:
        found = audited.graded(each)
        if found or each == CONTRADICTIONS[0]:
            parts.append((each.replace("_", "-"), _HEADINGS[each], shown.findings(found, _ABOUT[each])))
    accepted = [finding for each in CLASSES for finding in audited.graded(each, accepted=True)]
    if accepted or audited.matched.without:
        parts.append(("accepted", "Accepted", shown.accepted()))
    parts += [
        ("claims", "Claims by kind", _claims(audited)), ("unread", "What was not read", _unread(audited)),
        ("rules", "Rules", _rules(audited)),
    ]  # fmt: skip
    return page_of_parts(
        title=title, subtitle=subtitle, in_short=audited.in_short(), parts=parts, rules=_METHOD, notes=notes,
        pages=pages, here=here, frame=frame,
    )  # fmt: skip


_METHOD = (
    "A claim is what a sentence or a cell says of a figure. It holds, holds within the rounding of the printed "
    "figures, is contradicted, or cannot be checked by what the documents print. Nothing is guessed.",
    "Rounding explains a difference where figures within half a unit of their last printed place agree.",
    "What holds a figure and was not read is listed, so that nobody takes silence for agreement.",
)


class _Shown:
    """Findings as a page has them, numbered through."""

    def __init__(self, audited: Audited) -> None:
        self.audited = audited
        self.documents = {each.name: each for each in audited.documents}
        self.lines = {name: each.text.split("\n") for name, each in self.documents.items()}
        self.number = 0

    def findings(self, found: Sequence[Mapping[str, Any]], about: str) -> list[TagChild]:
        return [tags.p(about if found else "None."), *(self._finding(each) for each in found)]

    def accepted(self) -> list[TagChild]:
        """What somebody lets stand, with the reason; and entries that are of nothing."""
        matched = self.audited.matched
        rows: list[Mapping[str, TagChild]] = [
            {"words": str(self.audited.findings[i]["words"]), "rule": in_words(str(self.audited.findings[i]["rule"])),
             "where": self._place(self.audited.findings[i]), "reason": entry.reason, "who": _by(entry.who, entry.date)}
            for i, entry in sorted(matched.accepted.items())
        ]  # fmt: skip
        labels = {"words": "Words", "rule": "Rule", "where": "Where", "reason": "Reason", "who": "Accepted by"}
        drawn: list[TagChild] = [rows_table(rows, labels, "Findings that may stand", right=())] if rows else []
        if matched.without:
            drawn += [
                tags.p("Entries of the list without a finding: it was mended, or its words are others now."),
                tags.ul([tags.li(f"Row {entry.row}: ", tags.q(entry.words), f" ({entry.rule}), accepted because: "
                                 f"{stopped(entry.reason)}") for entry in matched.without]),
            ]  # fmt: skip
        return drawn

    def _finding(self, finding: Mapping[str, Any]) -> Tag:
        self.number += 1
        identity = f"finding-{self.number}"
        words = " ".join(str(finding["words"]).split())
        rounding = "Yes" if finding["explained_by_rounding"] else "No"
        facts = [
            ("Claimed", finding["claimed"]), ("Computed", finding["computed"]), ("Arithmetic", finding["arithmetic"]),
            ("Does rounding explain it?", rounding), ("Suggested", finding["suggested"]),
        ]  # fmt: skip
        return tags.div(
            tags.h3(f"{self.number}. ", tags.q(shortened(words, _LONGEST)), id=identity),
            tags.p(muted("; ".join([capital(in_words(str(finding["rule"]))), f"severity {finding['severity']}",
                                    *([f"under {finding['section']}"] if finding.get("section") else [])]))),
            tags.div(
                self._side("It says", str(finding["document"]), int(finding["line"]), words),
                self._against(finding), class_="sides",
            ),
            tags.dl([tags.div(tags.dt(name), tags.dd(str(said))) for name, said in facts if said], class_="facts"),
            class_="finding", role="group", aria_labelledby=identity,
        )  # fmt: skip

    def _against(self, finding: Mapping[str, Any]) -> Tag:
        words, line = " ".join(str(finding["against_words"] or "").split()), int(finding["against_line"] or 0)
        if line:
            return self._side("Against it stands", str(finding["against_document"]), line, words)
        return tags.div(tags.h4("By its own figures"), tags.p(str(finding["computed"] or "It cannot be so.")))

    def _side(self, heading: str, name: str, line: int, words: str) -> Tag:
        place = self.audited.place(name, line)
        return tags.div(tags.h4(heading), tags.p(muted(place)), self._context(name, line, words))

    def _place(self, finding: Mapping[str, Any]) -> str:
        return self.audited.place(str(finding["document"]), int(finding["line"]))

    def _context(self, name: str, line: int, words: str) -> Tag:
        """The words where they stand: in their row with the names of its columns, or between the lines around them."""
        lines = self.lines.get(name, [])
        if not 0 < line <= len(lines):
            return tags.blockquote(tags.p(tags.mark(words)))
        at = line - 1
        if _is_row(lines[at]) and (first := _head(lines, at)) < at:
            return _row(_cells(lines[first]), _cells(lines[at]), words)
        ends = range(at, min(at + _MOST_LINES, len(lines)))
        last = next((i for i in ends if words in _joined(lines[at : i + 1])), at)
        before = next((lines[i] for i in range(at - 1, max(at - 3, -1), -1) if lines[i].strip()), "")
        after = next((lines[i] for i in range(last + 1, min(last + 3, len(lines))) if lines[i].strip()), "")
        before, after = ("" if _is_row(line) else line for line in (before, after))  # a row is nothing without its head
        return tags.blockquote(
            [tags.p(muted(_plain(before)))] * bool(before.strip()),
            tags.p(*_marked(_joined(lines[at : last + 1]), words)),
            [tags.p(muted(_plain(after)))] * bool(after.strip()),
        )


def _joined(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())


def _plain(line: str) -> str:
    """A line beside the words: as it is read, without the mark of a heading."""
    return shortened(" ".join(line.lstrip("#").split()), 3 * _LONGEST)


def _marked(text: str, words: str) -> list[TagChild]:
    """A text with the words marked in it, where they are."""
    before, found, after = text.lstrip("#").strip().partition(words) if words else (text, "", "")
    return [before, tags.mark(found), after] if found else [before]


def _head(lines: Sequence[str], at: int) -> int:
    """The first line of the table that a line is of."""
    first = at
    while first > max(at - _FAR, 0) and _is_row(lines[first - 1]):
        first -= 1
    return first


def _is_row(line: str) -> bool:
    """A row of a table: cells between tabs, or between the bars of Markdown."""
    return "\t" in line or (line.lstrip().startswith("|") and line.count("|") > 1)


def _cells(line: str) -> list[str]:
    return line.split("\t") if "\t" in line else line.strip().strip("|").split("|")


def _row(names: Sequence[str], cells: Sequence[str], words: str) -> Tag:
    """A row of a table, each cell with the name of its column."""
    return tags.dl(
        [
            tags.div(
                tags.dt((names[i] if i < len(names) else "").strip() or f"Column {i + 1}"),
                tags.dd(tags.mark(cell) if f" {_joined([cell])} " in f" {words} " else _marked(_joined([cell]), words)),
            )
            for i, cell in enumerate(cells) if cell.strip()
        ],
        class_="row",
    )  # fmt: skip


def _by(who: str, date: str) -> str:
    return ", ".join(filter(None, (who, date)))


def _claims(audited: Audited) -> list[TagChild]:
    if not audited.claims:
        return [tags.p("No claim was read.")]
    counts = Counter((str(claim["kind"]), str(claim["verdict"])) for claim in audited.claims)
    kinds = Counter(str(claim["kind"]) for claim in audited.claims)
    labels = {"kind": "Kind", **{verdict: capital(words) for verdict, words in VERDICTS.items()},
              "all": "All"}  # fmt: skip
    rows = [
        {"kind": capital(in_words(kind)), **{verdict: f"{counts[kind, verdict]:,}" for verdict in VERDICTS},
         "all": f"{number:,}"}
        for kind, number in kinds.most_common()
    ]  # fmt: skip
    return [rows_table(rows, labels, "Claims by kind and verdict", right=list(labels)[1:])]


def _unread(audited: Audited) -> list[TagChild]:
    by_document: dict[str, list[TagChild]] = {}
    for name, place, words, why in audited.left_unread():
        reason = muted(f" ({why})" if why else "")
        by_document.setdefault(name, []).append(tags.li(muted(f"{place}: " if place else ""), words, reason))
    if not by_document:
        return [tags.p("Everything that holds a figure was read.")]
    return [[tags.h3(f"{name}: {number_of(len(found), 'passage')}"), tags.ul(found)]
            for name, found in by_document.items()]  # fmt: skip


def _rules(audited: Audited) -> list[TagChild]:
    if not audited.passed:
        return [tags.p("No rule was applied.")]
    labels = {"rule": "Rule", "checked": "Applied", "passed": "Held"}
    rows = [{"rule": capital(in_words(str(row["rule"]))), "checked": f"{int(row['checked']):,}",
             "passed": f"{int(row['passed']):,}"} for row in audited.passed]  # fmt: skip
    return [rows_table(rows, labels, "How often each rule was applied, and how often it held",
                       right=("checked", "passed"))]  # fmt: skip

