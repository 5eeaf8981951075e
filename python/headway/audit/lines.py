"""Lines of a document, each with where it stands in its file, put together for the core to read.

The core reads headings behind #, items behind their mark, rows of cells between tabs, and paragraphs between blank
lines. What a reader of files cannot turn into these is left unread, and said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# Controls but tabs, ends of lines and of pages; halves of a pair of surrogates, which no file holds.
_CONTROL, _HALF = re.compile("[\0-\b\v\x0e-\x1f\x7f]"), re.compile("[\ud800-\udfff]")
_RAISED = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


class Unread(NamedTuple):
    """What was not read of a file: its place, and words for it."""

    place: str
    words: str


class Lines:
    """Lines as they are added, and what was left unread."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: list[str] = []
        self.unread: list[Unread] = []

    def add(self, text: str, place: str) -> None:
        """A line as it is."""
        self.lines.append(text)
        self.places.append(place)

    def part(self) -> None:
        """A blank line, where there is none yet: what follows is another block."""
        if self.lines and self.lines[-1]:
            self.add("", self.places[-1])

    def heading(self, text: str, place: str, level: int = 1) -> None:
        if line := one_line(text):
            self.part()
            self.add(f"{'#' * level} {line}", place)
            self.part()

    def paragraph(self, text: str, place: str) -> None:
        if line := one_line(text, tabs=True):
            self.part()
            self.add(line, place)
            self.part()

    def item(self, mark: str, text: str, place: str) -> None:
        """An item of a list; items stand together."""
        if not (line := one_line(text, tabs=True)):
            return
        if len(self.lines) > 1 and not self.lines[-1] and _is_item(self.lines[-2]):
            self.lines.pop()
            self.places.pop()
        self.add(f"{mark} {line}", place)
        self.add("", place)

    def row(self, cells: Sequence[str], place: str) -> None:
        """A row of a table; one without anything is none."""
        line = "\t".join(map(one_line, cells)).rstrip("\t")
        if line:
            self.add(line if "\t" in line else f"{line}\t", place)

    def leave(self, words: str, place: str) -> None:
        """Something that was not read."""
        self.unread.append(Unread(place, words))


_ITEM = re.compile(r"(?:[-\u2022]|\(?[\w.]{1,6}[.)]) ")


def _is_item(line: str) -> bool:
    return _ITEM.match(line) is not None


def one_line(text: str, *, tabs: bool = False) -> str:
    """Text without ends of lines and, but where they part cells, tabs; spaces that follow each other are one."""
    if not tabs:
        return " ".join(text.split())
    return "\t".join(" ".join(part.split()) for part in text.split("\t")).strip()


def raised(text: str) -> str:
    """Text above the line: figures of it are marks of notes and powers, which are no part of the figure before.

    >>> from headway.audit.lines import raised
    >>> raised("12"), raised("th")
    ('\u00b9\u00b2', 'th')
    """
    plain = text.strip()
    return text.translate(_RAISED) if plain.isascii() and plain.isdigit() else text


def harmless(text: str) -> str:
    """Text with one kind of end of lines, and a space for each control character.

    >>> from headway.audit.lines import harmless
    >>> harmless("6\\0of\\r\\n12")
    '6 of\\n12'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HALF.sub("\ufffd", _CONTROL.sub(" ", text))
