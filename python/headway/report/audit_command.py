"""What `headway audit` does: documents audited, the findings said in short, and their page written."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from headway.audit.accepted import AcceptedFinding, entries_for, read_accepted
from headway.audit.audited import CLASSES, CONTRADICTIONS, Audited, Verb, audited
from headway.audit.documents import DocumentText, read_documents
from headway.audit.phrases import phrases_of
from headway.boundary.folders import folder_of, refuse_others, write_folder
from headway.boundary.problems import Problems
from headway.boundary.table_files import read_table
from headway.language.counts import number_of
from headway.language.sentences import in_words, legible, listed, shortened
from headway.optional import report_extra

NONE_NEW, NEW, NOT_READ = 0, 1, 2
CODES = """\
exit codes:
  0    done: no contradiction is new
  1    a contradiction is new: it contradicts itself, and the list of accepted findings does not have it
  2    the command is not understood, or something cannot be read or written: all of it is named, nothing is written
  130  interrupted: what was there before is as it was
"""
PAGE, LIST = "index.html", "accepted.csv"
_LONGEST, _FEW = 100, 4  # letters of words; documents, which are named


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("documents", metavar="FILE", nargs="+",
                        help="a document: .txt, .md, .html, .docx, .xlsx, .ods or .pdf")  # fmt: skip
    parser.add_argument("--register", metavar="FILE",
                        help="a table of the indicators: which way is good, .csv, .parquet or .xlsx")  # fmt: skip
    parser.add_argument("--phrases", metavar="FILE",
                        help="phrases of your own and what each means, a .csv with the columns phrase and means")
    parser.add_argument("--accept", metavar="FILE", help=f"a list of findings that may stand, such as {LIST}")
    parser.add_argument("--out", metavar="DIR",
                        help=f"a folder for the page of the findings, and for the {LIST} to go on with")  # fmt: skip


def found_in(
    documents: Sequence[str], *, audit: Verb, register: str | None = None, accept: str | None = None,
    out: str | None = None, phrases: str | None = None,
) -> Audited:  # fmt: skip
    """What an audit of these files finds; all that cannot be read is refused at once, before it begins."""
    problems = Problems()
    entries: list[AcceptedFinding] = []
    read: list[DocumentText] = []
    table = None
    own: list[tuple[str, str]] = []
    with problems:
        own = phrases_of(phrases)
    with problems:
        if out is not None:
            refuse_others(folder_of(out))
    with problems:
        entries = [] if accept is None else read_accepted(accept)
    with problems:
        table = None if register is None else read_table(Path(register), Path(register).name).columns
    with problems:
        read = read_documents(documents)
    problems.refuse()
    return audited(read, audit=audit, register=table, phrases=dict(own), accepted=entries)


def tell(found: Audited, out: str | None) -> int:
    """Say what was found, and write its page; the result is the exit code."""
    for line in said(found):
        print(legible(line))
    if out is not None:
        print(f"The page is {_write(found, out) / PAGE}")
    return NEW if found.new_contradictions() else NONE_NEW


def said(found: Audited) -> list[str]:
    """What was found, a line a finding, and entries of the list that are of none; then all in short."""
    lines = [_line(found, finding) for each in CLASSES if each != "presentation" for finding in found.graded(each)]
    lines += [
        f'The list, row {entry.row}: nothing is found of "{shortened(entry.words, _LONGEST)}" ({in_words(entry.rule)})'
        for entry in found.matched.without
    ]
    return [*lines, *found.in_short()]


def warnings_of(found: Audited) -> list[str]:
    """What contradicts itself, as remarks on something that is written all the same."""
    return [_line(found, finding) for finding in found.new_contradictions()]


def _line(found: Audited, finding: Mapping[str, Any]) -> str:
    """Where a finding stands, its words, and why they cannot be so."""
    kind = "" if finding["class"] in CONTRADICTIONS else f"{in_words(str(finding['class']))}: "
    words = shortened(" ".join(str(finding["words"]).split()), _LONGEST)
    why = str(finding["arithmetic"] or finding["computed"] or "")
    place = found.place(str(finding["document"]), int(finding["line"]))
    return f'{place}: {kind}"{words}" ({in_words(str(finding["rule"]))}){": " if why else ""}{why}'


def _write(found: Audited, out: str) -> Path:
    """The page, and a list to go on with: what is accepted and still found, and the contradictions that are new."""
    names = [each.name for each in found.documents]
    title = f"Audit of {listed(names) if len(names) < _FEW else number_of(len(names), 'document')}"
    with report_extra():
        from headway.report.audit_page import audit_page

        page = audit_page(found, title=title, subtitle=None, notes=())
    kept = sorted(set(found.matched.accepted.values()), key=lambda entry: entry.row)
    path = folder_of(out)
    write_folder(path, {PAGE: page.encode(), LIST: entries_for(found.new_contradictions(), kept).encode("utf-8-sig")})
    return path
