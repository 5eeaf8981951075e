"""Pages of HTML: what is seen of headings, paragraphs, lists and tables. Nothing is fetched and nothing is run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from headway.audit.lines import Lines, harmless, raised
from headway.audit.of_text import decoded
from headway.language.sentences import shortened
from headway.optional import audit_extra

_UNSEEN = {
    "script", "style", "template", "noscript", "head", "svg", "iframe", "object", "canvas", "select", "option", "input",
    "textarea", "button", "audio", "video",
}  # fmt: skip
# A label of a cell on narrow screens says again what its column is called.
_UNSEEN_CLASSES = {"headway-label"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
}  # fmt: skip
_MOST_COLUMNS, _MOST_ROWS, _LONGEST = 1000, 1000, 60


def read_html(content: bytes, name: str, lines: Lines) -> None:
    """The body of a page."""
    with audit_extra():
        from lxml import etree, html
    text = harmless(decoded(content))
    if not text.strip():
        return
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode(), parser)
    except etree.ParserError:  # of a page that is empty but for its remarks
        return
    _Page(lines).read(root)


class _Page:
    """Puts the words of inline elements together until a block ends."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.words: list[str] = []
        self.place, self.tables = "top of the page", 0
        self.level, self.mark = 0, ""
        self.lists: list[int | None] = []  # those that we are in: how many items one has that is numbered

    def read(self, root: Any) -> None:
        self._node(root)
        self._end()

    def _end(self) -> None:
        """The end of a block: its words are a heading, an item or a paragraph."""
        text = " ".join("".join(self.words).split())
        self.words.clear()
        if not text:
            return
        if self.level:
            self.place = f"under {shortened(text, _LONGEST)!r}"
            self.lines.heading(text, self.place, self.level)
        elif self.mark:
            self.lines.item(self.mark, text, self.place)
            self.mark = ""
        else:
            self.lines.paragraph(text, self.place)

    def _node(self, node: Any) -> None:
        tag = node.tag
        if _is_unseen(node):
            return
        if tag == "img":
            if said := " ".join((node.get("alt") or "").split()):
                self.lines.leave(f"a picture: {said}", self.place)
        elif tag == "table":
            self._end()
            self._table(node)
        elif tag == "sup":
            self.words.append(raised("".join(_words(node))))
        elif tag in _INLINE:
            self._children(node)
        elif tag == "br" and self.level:
            self.words.append(" ")
        else:
            self._end()
            self._block(node)

    def _block(self, node: Any) -> None:
        level, self.level = self.level, _HEADINGS.get(node.tag, 0)
        if node.tag in ("ol", "ul"):
            self.lists.append(_number(node, "start", 1) - 1 if node.tag == "ol" else None)
        elif node.tag == "li":
            count = self.lists[-1] if self.lists else None
            self.mark = "-" if count is None else f"{count + 1}."
            if count is not None:
                self.lists[-1] = count + 1
        self._children(node)
        self._end()
        self.level, self.mark = level, ""
        if node.tag in ("ol", "ul"):
            self.lists.pop()

    def _children(self, node: Any) -> None:
        self.words.append(node.text or "")
        for child in node:
            if isinstance(child.tag, str):
                self._node(child)
            self.words.append(child.tail or "")

    def _table(self, node: Any) -> None:
        rows = list(_rows(node))
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        if max(map(len, cells), default=0) < 2 or node.find(".//table") is not None:
            for child in node:  # a frame for the look of the page
                if isinstance(child.tag, str):
                    self._node(child)
            return
        for caption in node.findall("caption"):
            self._node(caption)
        self.lines.part()
        self.tables += 1
        below: dict[int, tuple[int, str]] = {}
        for number, (row, found) in enumerate(zip(rows, cells, strict=True), start=1):
            if not _is_unseen(row):
                place = f"{self.place}, table {self.tables}, row {number}"
                self.lines.row(_spanned([each for each in found if not _is_unseen(each)], below), place)
        self.lines.part()


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _spanned(cells: Sequence[Any], below: dict[int, tuple[int, str]]) -> list[str]:
    """The cells of a row. One over several columns stands in the first; a name over several rows in each.

    `below` are the columns that rows above reach into: for how many rows more, and with what.
    """
    found: list[str] = []

    def reach() -> None:
        while len(found) in below:
            rows, text = below.pop(len(found))
            if rows > 1:
                below[len(found)] = (rows - 1, text)
            found.append(text)

    for cell in cells:
        reach()
        text = " ".join("".join(_words(cell)).split())
        columns = max(1, min(_number(cell, "colspan", 1), _MOST_COLUMNS - len(found)))
        rows = min(_number(cell, "rowspan", 1), _MOST_ROWS)
        for column in range(len(found), len(found) + columns):
            if rows > 1:
                below[column] = (rows - 1, text if column == 0 else "")
        found += [text, *[""] * (columns - 1)]
    reach()
    return found


def _number(node: Any, name: str, otherwise: int) -> int:
    """An attribute that is a whole number."""
    said = (node.get(name) or "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else otherwise


def _words(node: Any) -> Iterator[str]:
    """The text of a cell, with a space where a block within it ends."""
    yield node.text or ""
    for child in node:
        if isinstance(child.tag, str) and not _is_unseen(child):
            apart = "" if child.tag in _INLINE else " "
            yield apart
            said = "".join(_words(child))
            yield raised(said) if child.tag == "sup" else said
            yield apart
        yield child.tail or ""


def _is_unseen(node: Any) -> bool:
    return (
        node.tag in _UNSEEN or node.get("hidden") is not None or node.get("aria-hidden") == "true"
        or "display:none" in (node.get("style") or "").replace(" ", "")
        or not _UNSEEN_CLASSES.isdisjoint((node.get("class") or "").split())
    )  # fmt: skip

