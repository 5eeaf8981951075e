"""A report as Markdown, with its pictures beside it: what CommonMark and the tables of GitHub make of it is the report.

Every letter that could be a mark is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from headway.report.paper.blocks import Block, Heading, Paper, Paragraph, Picture, Points, Table, Terms

PICTURES = "pictures"
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!&$^=:@-])")
_NUMBERED = re.compile(r"^(\d+)([.)])")


def markdown(paper: Paper) -> dict[str, bytes]:
    """The report as `report.md`, and its pictures."""
    text = "\n\n".join(filter(None, _document(paper))) + "\n"
    pictures = {f"{PICTURES}/{picture.name}.svg": picture.svg.encode() for picture in paper.pictures()}
    return {"report.md": text.encode(), **pictures}


def plain(said: str) -> str:
    """Text that stays text, in one line.

    >>> from headway.report.paper.markdown import plain
    >>> print(plain("1. *Not* <b>bold</b>"))
    1\\. \\*Not\\* \\<b\\>bold\\</b\\>
    """
    escaped = _MARKS.sub(r"\\\1", " ".join(said.split()))
    return _NUMBERED.sub(r"\1\\\2", re.sub(r"^\+", r"\\+", escaped))


def _document(paper: Paper) -> Iterator[str]:
    yield f"# {plain(paper.title)}"
    yield _terms(list(paper.facts.items()))
    if paper.message:
        yield "## In short"
        yield _block(Points(paper.message))
    yield from map(_block, paper.blocks)


def _block(block: Block) -> str:
    match block:
        case Heading(level, said):
            return f"{'#' * (level + 1)} {plain(said)}"
        case Paragraph(said):
            return plain(said)
        case Points(items):
            return "\n".join(f"- {plain(item)}" for item in items)
        case Terms(pairs):
            return _terms(pairs)
        case Table():
            return _table(block)
        case Picture(name, finding, words, _):
            return f"![{plain(f'{finding}. {words}')}]({PICTURES}/{name}.svg)"


def _terms(pairs: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"- **{plain(term)}:** {plain(said)}" for term, said in pairs)


def _table(table: Table) -> str:
    head = _row(table.columns)
    below = _row(["---:" if i in table.right else "---" for i in range(len(table.columns))], marks=True)
    return "\n".join([f"**{plain(table.caption)}**", "", head, below,
                      *(_row([cell.text for cell in row]) for row in table.rows)])  # fmt: skip


def _row(cells: Sequence[str], *, marks: bool = False) -> str:
    said = cells if marks else ["; ".join(map(plain, cell.split("\n"))) for cell in cells]
    return f"| {' | '.join(said)} |"
