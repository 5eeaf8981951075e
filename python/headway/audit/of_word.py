"""Word documents: paragraphs and tables in the order of the body, with headings, lists, text boxes and notes."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from headway.audit.lines import Lines, raised
from headway.audit.packed import unpacked, unreadable
from headway.optional import audit_extra

_ACCEPTED = "a Word document, .docx"
_MOST_COLUMNS = 1000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What may stand around paragraphs and tables.
_AROUND = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_SILENT = {"pPr", "rPr", "del", "moveFrom", "drawing", "pict", "object", "AlternateContent", "instrText", "delText"}
_PICTURES = {"blip": "a picture", "imagedata": "a picture", "chart": "a chart"}
_HEADING = re.compile(r"(?:heading|title)\s*(\d?)", re.IGNORECASE)
_OF_LEVEL = re.compile(r"%(\d)")


def read_word(content: bytes, name: str, lines: Lines) -> None:
    """The body of a Word document."""
    with audit_extra():
        import docx
    unpacked(content, name, "Word", _ACCEPTED)
    try:
        _Body(docx.Document(io.BytesIO(content)), lines).read()
    except Exception as error:
        raise unreadable(error, name, "Word", _ACCEPTED) from None


def _local(node: Any) -> str:
    """What an element is called; nothing for a comment."""
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def _value(node: Any, *path: str) -> str | None:
    """The value of an element at a path below a node; None where there is none."""
    for step in path:
        node = None if node is None else node.find(_W + step)
    return None if node is None else str(node.get(f"{_W}val", ""))


class _Body:
    def __init__(self, document: Any, lines: Lines) -> None:
        self.document, self.lines = document, lines
        self.parts = {part.reltype.rpartition("/")[2]: part.target_part
                      for part in document.part.rels.values() if not part.is_external}  # fmt: skip
        self.styles = {each.get(f"{_W}styleId"): each for each in document.styles.element.iter(f"{_W}style")}
        self.numbering = _Numbering(self._xml("numbering"))
        self.paragraphs = self.tables = 0
        self.notes: dict[tuple[str, str], int] = {}
        self.of_notes: Counter[str] = Counter()

    def _xml(self, part: str) -> Any:
        """The root of a part of the document; None where there is no such part."""
        from lxml import etree

        if part not in self.parts:
            return None
        safe = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(self.parts[part].blob, safe)

    def read(self) -> None:
        self._blocks(self.document.element.body, "")
        for kind in ("footnotes", "endnotes"):
            root = self._xml(kind)
            for note in () if root is None else root:
                number = self.notes.get((kind, note.get(f"{_W}id", "")))
                if number is not None:
                    text = " ".join(self._text(each) for each in note.iter(f"{_W}p"))
                    self.lines.paragraph(f"{raised(str(number))} {text}", f"{kind[:-1]} {number}")

    def _blocks(self, node: Any, within: str) -> None:
        for child in node:
            kind = _local(child)
            if kind == "p":
                self._paragraph(child, within)
            elif kind == "tbl":
                self._table(child, within)
            elif kind in _AROUND:
                self._blocks(child, within)

    def _paragraph(self, node: Any, within: str) -> None:
        self.paragraphs += not within
        place = within or f"paragraph {self.paragraphs}"
        if (self._style(node) or "").lower().startswith("toc"):
            return
        text = self._text(node)
        level, number = self._level(node), self._number(node)
        if level:
            self.lines.heading(f"{number} {text}" if number not in (None, "-") and text.strip() else text, place, level)
        elif number:
            self.lines.item(number, text, place)
        else:
            self.lines.paragraph(text, place)
        for word in dict.fromkeys(_pictures(node)):
            self.lines.leave(word, place)
        for box in _boxes(node):
            self._blocks(box, f"{place}, text box" if not within else within)

    def _text(self, node: Any) -> str:
        """What is seen of a paragraph's text: without what was deleted, and without its text boxes."""
        said: list[str] = []
        for child in node:
            kind = _local(child)
            if kind == "t":
                said.append(child.text or "")
            elif kind == "tab":
                said.append("\t")
            elif kind in ("br", "cr"):
                said.append(" ")
            elif kind == "noBreakHyphen":
                said.append("-")
            elif kind in ("footnoteReference", "endnoteReference"):
                said.append(raised(str(self._note(f"{kind[:-9]}s", child.get(f"{_W}id", "")))))
            elif kind == "r" and _value(child, "rPr", "vertAlign") == "superscript":
                said.append(raised(self._text(child)))
            elif kind not in _SILENT:
                said.append(self._text(child))
        return "".join(said)

    def _note(self, kind: str, identity: str) -> int:
        """The number of a note: they are counted as they are met."""
        if (kind, identity) not in self.notes:
            self.of_notes[kind] += 1
            self.notes[kind, identity] = self.of_notes[kind]
        return self.notes[kind, identity]

    def _styles_of(self, node: Any) -> Iterator[Any]:
        """The paragraph itself, its style, and those that it is based on."""
        yield node
        style, seen = _value(node, "pPr", "pStyle"), set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = _value(self.styles[style], "basedOn")

    def _style(self, node: Any) -> str | None:
        """What the style of a paragraph is called."""
        style = self.styles.get(_value(node, "pPr", "pStyle"))
        return None if style is None else _value(style, "name")

    def _level(self, node: Any) -> int:
        """The level of a heading; 0 of what is none."""
        for style in self._styles_of(node):
            outline = _value(style, "pPr", "outlineLvl")
            if outline is not None and outline.isdigit():
                return int(outline) + 1 if int(outline) < 9 else 0
            if named := _HEADING.fullmatch(_value(style, "name") or ""):
                return int(named[1] or 1)
        return 0

    def _number(self, node: Any) -> str | None:
        """What stands before an item of a list; None before what is none."""
        level = None
        for style in self._styles_of(node):
            level = level or _value(style, "pPr", "numPr", "ilvl")
            identity = _value(style, "pPr", "numPr", "numId")
            if identity is not None:
                return None if identity == "0" else self.numbering.next(identity, int(level or 0))
        return None

    def _table(self, node: Any, within: str) -> None:
        rows = [[cell for cell in _found(row, "tc")] for row in _found(node, "tr")]
        nested = any(cell.find(f".//{_W}tbl") is not None for row in rows for cell in row)
        if nested or max(map(len, rows), default=0) < 2:  # a frame for the look of the page
            for row in rows:
                for cell in row:
                    self._blocks(cell, within)
            return
        self.tables += 1
        self.lines.part()
        above: dict[int, str] = {}
        for number, row in enumerate(rows, start=1):
            place = f"{within + ', ' if within else ''}table {self.tables}, row {number}"
            self.lines.row(self._cells(row, above), place)
            for word in dict.fromkeys(word for cell in row for word in _pictures(cell)):
                self.lines.leave(word, place)
        self.lines.part()

    def _cells(self, row: Sequence[Any], above: dict[int, str]) -> list[str]:
        """The cells of a row. One over several columns stands in the first; a name over several rows in each."""
        cells: list[str] = []
        for cell in row:
            text = " ".join(self._text(each) for each in cell.iter(f"{_W}p"))
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merged is not None and merged.get(f"{_W}val", "continue") == "continue":
                text = above.get(len(cells), "") if not cells else ""
            above[len(cells)] = text
            span = _value(cell, "tcPr", "gridSpan") or "1"
            cells += [text, *[""] * (min(int(span), _MOST_COLUMNS) - 1 if span.isdigit() else 0)]
        return cells


def _found(node: Any, kind: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, whatever stands around them."""
    for child in node:
        if _local(child) == kind:
            yield child
        elif _local(child) in _AROUND:
            yield from _found(child, kind)


def _boxes(node: Any) -> Iterator[Any]:
    """The text boxes of a paragraph; what is there once more for older versions of Word is left out."""
    for child in node:
        kind = _local(child)
        if kind == "txbxContent":
            yield child
        elif kind != "Fallback":
            yield from _boxes(child)


def _pictures(node: Any) -> Iterator[str]:
    """Pictures and charts of a paragraph or a cell, with the words that stand for them."""
    for child in node.iter():
        kind = _local(child)
        if kind in _PICTURES and not any(_local(each) == "Fallback" for each in child.iterancestors()):
            said = next((each.get("descr") or "" for up in child.iterancestors() for each in up
                         if _local(each) == "docPr"), "")  # fmt: skip
            yield f"{_PICTURES[kind]}: {' '.join(said.split())}" if said.strip() else _PICTURES[kind]


class _Numbering:
    """The numbers of lists, which a document holds as rules and not as text."""

    def __init__(self, root: Any) -> None:
        found = [] if root is None else list(root)
        kinds = {each.get(f"{_W}abstractNumId"): each for each in found if _local(each) == "abstractNum"}
        self.lists = {each.get(f"{_W}numId"): kinds.get(_value(each, "abstractNumId"))
                      for each in found if _local(each) == "num"}  # fmt: skip
        self.counts: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def next(self, identity: str, level: int) -> str:
        """The mark of the next item of a list, at a level."""
        found = self.lists.get(identity)
        levels = {} if found is None else {int(each.get(f"{_W}ilvl", 0)): each for each in found.iter(f"{_W}lvl")}
        rule = levels.get(level)
        counts = self.counts[identity]
        start = int(_value(rule, "start") or 1) if rule is not None else 1
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        form = "bullet" if rule is None else _value(rule, "numFmt") or "decimal"
        if form in ("bullet", "none"):
            return "-"

        def counted(match: re.Match[str]) -> str:
            of = int(match[1]) - 1
            return _written(counts.get(of, 1), _value(levels.get(of), "numFmt") if of in levels else "decimal")

        mark = _OF_LEVEL.sub(counted, _value(rule, "lvlText") or f"%{level + 1}.").strip()
        return mark if mark.endswith((".", ")", ":")) else f"{mark}."


_MOST_WRITTEN = 4000
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _written(number: int, form: str | None) -> str:
    """A number of a list, as its form writes it; beyond what anybody writes so, in digits."""
    if not 0 < number < _MOST_WRITTEN:
        return str(number)
    if form in ("lowerLetter", "upperLetter"):
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form in ("lowerRoman", "upperRoman"):
        text = ""
        for value, letters in _ROMAN:
            text += letters * (number // value)
            number %= value
    else:
        return str(number)
    return text.upper() if form.startswith("upper") else text
