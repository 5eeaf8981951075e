"""What a page of a report shows, as blocks: so that a paper says what the page says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from htmltools import TagChild, TagList
from lxml import html

from headway.language.counts import RATED
from headway.language.sentences import legible
from headway.report.paper.blocks import Block, Cell, Heading, Paragraph, Picture, Points, Table, Terms
from headway.report.paper.pictures import picture_of, size_of

_PARTS = ("section", "div", "figure", "main", "article", "aside", "dd")
_BELOW = ("headway-unit", "headway-since")  # of what stands on a line of its own
_BREAK = "\v"
_SVG, _CHART = re.compile(r"<svg\b.*?</svg>", re.DOTALL), "headway-chart"


class Parts:
    """The frame of a page that has nothing round its parts."""

    def framed(self, *, main: Iterable[TagChild], **_: object) -> str:
        return legible(str(TagList(*main)))


def blocks_of(parts: str) -> Iterator[Block]:
    """The blocks of the parts of a page.

    What is silent on the page, or said only to narrow screens, is left out; so are the words of a chart, which its
    picture has.
    """
    charts: list[str] = []

    def cut(drawn: re.Match[str]) -> str:
        """A chart's place: what reads HTML does not keep the names of SVG as they are."""
        if "<desc" not in drawn[0]:
            return ""
        charts.append(drawn[0])
        return f"<{_CHART}></{_CHART}>"

    read = html.fragments_fromstring(_SVG.sub(cut, parts))
    drawn = iter(charts)
    yield from _widest([block for part in read for block in _of(part, drawn)])


def _widest(blocks: Sequence[Block]) -> Iterator[Block]:
    """A chart that a page has twice, for narrow and for wide screens, once: as it is widest."""
    widest: dict[tuple[str, str], Picture] = {}
    for block in blocks:
        if isinstance(block, Picture):
            first = widest.setdefault((block.finding, block.words), block)
            widest[block.finding, block.words] = max(first, block, key=_shape)
    for block in blocks:
        if not isinstance(block, Picture) or widest[block.finding, block.words] is block:
            yield block


def _shape(picture: Picture) -> float:
    wide, tall = size_of(picture.svg)
    return wide / tall


def text_of_markup(*said: TagChild) -> str:
    """What is said in markup, in one line."""
    return _line(html.fragment_fromstring(legible(str(TagList(*said))), create_parent="div"))


def _of(part: html.HtmlElement | str, charts: Iterator[str]) -> Iterator[Block]:
    if isinstance(part, str):
        yield from _paragraph(part)
    elif part.tag in ("h2", "h3", "h4"):
        yield Heading(int(part.tag[1]), _line(part))
    elif part.tag in ("ul", "ol"):
        yield Points([_line(item) for item in part.iterchildren("li")])
    elif part.tag == "dl":
        yield Terms([(_line(term), _line(said)) for term, said in zip(part.iter("dt"), part.iter("dd"), strict=True)])
    elif part.tag == "table":
        yield from _tables(part)
    elif part.tag == _CHART:
        yield picture_of(next(charts))
    elif part.tag in _PARTS:
        yield from _paragraph(part.text or "")
        for child in part:
            yield from _of(child, charts)
            yield from _paragraph(child.tail or "")
    elif part.tag not in ("details", "style"):
        yield from _paragraph(_text(part))


def _paragraph(text: str) -> Iterator[Paragraph]:
    if said := _spaced(text):
        yield Paragraph(said)


def _tables(table: html.HtmlElement) -> Iterator[Block]:
    """A table; where its rows are in groups, one for each, for a cell across all columns is no part of any."""
    heads = table.xpath(".//th[@scope='col']")
    caption = " ".join(_line(each) for each in table.xpath("./caption | .//td[contains(@class, 'gt_heading')]"))
    right = frozenset(i for i, head in enumerate(heads) if "gt_right" in head.get("class", ""))
    columns, group = [_line(head) for head in heads], None
    rows: list[list[Cell]] = []
    for row in table.xpath(".//tbody/tr"):
        cells = list(row.iterchildren("th", "td"))
        if len(cells) == 1 and len(columns) > 1:
            if rows:
                yield _table(caption, group, columns, rows, right)
            group, rows = _line(cells[0]), []
        else:
            rows.append([_cell(cell) for cell in cells])
    if rows:
        yield _table(caption, group, columns, rows, right)


def _table(caption: str, group: str | None, columns: list[str], rows: list[list[Cell]], right: frozenset[int]) -> Table:
    """The table without columns in which nothing is said."""
    told = [i for i in range(len(columns)) if any(row[i].text for row in rows)]
    return Table(
        ": ".join(filter(None, (caption, group))), [columns[i] for i in told], [[row[i] for i in told] for row in rows],
        frozenset(told.index(i) for i in right if i in told),
    )  # fmt: skip


def _cell(cell: html.HtmlElement) -> Cell:
    marked = {word for word in RATED for each in cell.iter() if f"headway-{word}" in each.get("class", "").split()}
    lines = (_spaced(line) for line in _text(cell).split(_BREAK))
    return Cell("\n".join(line for line in lines if line), marked.pop() if len(marked) == 1 else None)


def _text(part: html.HtmlElement) -> str:
    """What is said in an element, its lines parted."""
    if not isinstance(part.tag, str) or part.get("aria-hidden") == "true":
        return ""
    classes = part.get("class", "").split()
    if "headway-label" in classes:
        return ""
    said = (part.text or "") + "".join(_text(child) + (child.tail or "") for child in part)
    apart = part.tag in ("div", "p", "li", "br", "ul") or any(name in classes for name in _BELOW)
    return f"{_BREAK}{said}{_BREAK}" if apart else said


def _line(part: html.HtmlElement) -> str:
    """All that is said in an element, in one line."""
    lines = [said for line in _text(part).split(_BREAK) if (said := _spaced(line))]
    return "; ".join(lines)


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace(_BREAK, " ")).strip()
