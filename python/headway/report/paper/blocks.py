"""What papers are made of: headings, paragraphs, tables and pictures, which each form writes in its own way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias


class Heading(NamedTuple):
    """A heading below the title: 1 is a part of the report, 2 and 3 stand below one."""

    level: int
    text: str


class Paragraph(NamedTuple):
    text: str


class Points(NamedTuple):
    """What stands below each other, each with a dot."""

    items: Sequence[str]


class Terms(NamedTuple):
    """Words and what is said of each."""

    pairs: Sequence[tuple[str, str]]


class Cell(NamedTuple):
    """Lines of text; a rating is said in them, and may be painted as well."""

    text: str
    rating: str | None = None


class Table(NamedTuple):
    """A caption, what the columns are called, and rows of as many cells, of which the first names the row."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    right: frozenset[int] = frozenset()  # columns of figures, by their numbers

    def shares(self) -> list[float]:
        """How wide each column is, together 1: room for its longest word, and for whole lines where they are long."""
        letters = []
        for i, name in enumerate(self.columns):
            lines = [line for row in self.rows for line in row[i].text.split("\n")]
            word = max(map(len, " ".join([name, *lines]).split()), default=0)
            usual = sum(map(len, lines)) / max(len(lines), 1)
            letters.append(max(word, min(usual, LONG_LINE)) + 2)
        return [each / sum(letters) for each in letters]


class Picture(NamedTuple):
    """A chart as SVG, what it finds, and all that it shows in words."""

    name: str  # of a file, without its ending
    finding: str
    words: str
    svg: str


LONG_LINE = 30  # letters of a cell that are read at once
MOST_COLUMNS = 6  # of a table, on a page that is taller than wide
Block: TypeAlias = Heading | Paragraph | Points | Terms | Table | Picture


class Part(NamedTuple):
    """A part of a report; `wide`, where a table has more columns than a page is wide for."""

    blocks: Sequence[Block]
    wide: bool


class Paper(NamedTuple):
    """A report on paper.

    Attributes
    ----------
    title : str
    facts : mapping of str to str
        What is said of it below the title: whose it is, what time it is about, when it was published.
    logo : bytes or None
        A picture, SVG or PNG.
    accent : str or None
        A colour.
    message : sequence of str
        What a reader with one minute reads.
    blocks : sequence of Block
        What follows.
    word_template, slides_template : bytes or None
        Documents whose styles and layouts are taken.
    """

    title: str
    facts: Mapping[str, str]
    logo: bytes | None
    accent: str | None
    message: Sequence[str]
    blocks: Sequence[Block]
    word_template: bytes | None = None
    slides_template: bytes | None = None

    @property
    def author(self) -> str:
        """Who made it, else whose it is."""
        return self.facts.get("Author") or self.facts.get("Organisation") or ""

    def pictures(self) -> list[Picture]:
        """Each once, wherever it stands."""
        return list({block.name: block for block in self.blocks if isinstance(block, Picture)}.values())

    def parts(self) -> list[Part]:
        """The blocks from each heading of the first level to the next."""
        parts: list[list[Block]] = [[]]
        for block in self.blocks:
            if isinstance(block, Heading) and block.level == 1:
                parts.append([])
            parts[-1].append(block)
        return [Part(blocks, any(isinstance(block, Table) and len(block.columns) > MOST_COLUMNS for block in blocks))
                for blocks in parts if blocks]  # fmt: skip
