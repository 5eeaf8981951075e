"""A report as PDF that is read aloud as well as seen: tagged by PDF/UA-1 (ISO 14289-1), by typst.

All text goes into it as strings of its language, so that none of it is ever a command.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headway.language.palette import INK, RATING_COLOURS, contrast
from headway.report.paper.blocks import Block, Cell, Heading, Paper, Paragraph, Picture, Points, Table, Terms
from headway.report.paper.pictures import size_of
from headway.report.paper.typeset import FONT, logo_as_png, typeset
from headway.report.report import logo_name

WIDEST, TALLEST = 450.0, 600.0  # points, of a picture
_LOOK = """\
#set document(title: {title}, author: {author}, date: none)
#set page(paper: "a4", margin: (x: 18mm, y: 20mm), footer: context align(center, text(8pt)[
  #counter(page).display("1 of 1", both: true)]))
#set text(font: {font}, size: 10.5pt, lang: "en", region: "GB", fill: rgb({ink}), hyphenate: false)
#set par(leading: 0.6em, spacing: 1em)
#set table(stroke: (x, y) => (bottom: 0.5pt + rgb("#b1b4b6")), inset: (x: 3pt, y: 4pt))
#set table.cell(breakable: false)
#show table: set text(9pt)
#show table: set par(leading: 0.5em)
#show table.cell.where(y: 0): set text(weight: "bold")
#show table: set block(breakable: true)
#show figure: set block(breakable: true)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.caption: it => align(left, text(10pt, weight: "bold", it.body))
#show figure: set align(left)
#show heading: set block(above: 1.6em, below: 0.8em, sticky: true)
#show heading: set text(fill: rgb({accent}))
#show heading.where(level: 1): set text(17pt)
#show heading.where(level: 2): set text(13pt)
#show heading.where(level: 3): set text(11pt)
#show title: set text(25pt, fill: rgb({accent}))
#let lines(all) = all.join(linebreak())
#let rated(colour, all) = {{ box(width: 5pt, height: 5pt, fill: rgb(colour), baseline: -0.5pt); h(3pt); lines(all) }}
"""


def pdf(paper: Paper) -> dict[str, bytes]:
    """The report as one PDF, `report.pdf`."""
    files = {f"{picture.name}.svg": picture.svg.encode() for picture in paper.pictures()}
    if paper.logo is not None:
        logo_as_png(paper.logo)  # which refuses what is no picture
        files[logo_name(paper.logo)] = paper.logo
    made = typeset("\n".join(_document(paper)), files, format="pdf", pdf_standards=["ua-1"], timestamp=0)
    return {"report.pdf": made}


def text(said: str) -> str:
    """Text as a string of typst.

    >>> from headway.report.paper.pdf import text
    >>> print(text('#emph["a"] \\\\ \u200b'))
    "#emph[\\"a\\"] \\\\ \\u{200b}"
    """
    return f'"{"".join(map(_letter, said))}"'


def _letter(letter: str) -> str:
    if letter in '\\"':
        return f"\\{letter}"
    return letter if letter.isprintable() else f"\\u{{{ord(letter):x}}}"


def _document(paper: Paper) -> Iterator[str]:
    accent = paper.accent if paper.accent and contrast(paper.accent, "white") >= 4.5 else INK
    yield _LOOK.format(title=text(paper.title), author=f"({text(paper.author)},)", font=text(FONT), ink=text(INK),
                       accent=text(accent))  # fmt: skip
    if paper.logo is not None:
        yield f'#pdf.artifact(image({text(logo_name(paper.logo))}, height: 14mm))'
    yield "#title()"
    yield _terms(list(paper.facts.items())) if paper.facts else ""
    if paper.message:
        yield _block(Heading(1, "In short"))
        yield _block(Points(paper.message))
    if len(parts := paper.parts()) > 1:
        yield '#heading(outlined: false, "Contents")'
        yield "#columns(2, outline(title: none, depth: 1))"
    flipped = False
    for part in parts:
        if flipped != part.wide:
            yield f"#set page(flipped: {str(part.wide).lower()})"
            flipped = part.wide
        yield from map(_block, part.blocks)


def _block(block: Block) -> str:
    match block:
        case Heading(level, said):
            return f"#heading(level: {level}, {text(said)})"
        case Paragraph(said):
            return f"#par({text(said)})"
        case Points(items):
            return f"#list({', '.join(map(text, items))})"
        case Terms(pairs):
            return _terms(pairs)
        case Table():
            return _table(block)
        case Picture():
            return _picture(block)


def _terms(pairs: Sequence[tuple[str, str]]) -> str:
    items = ", ".join(f"terms.item({text(term)}, {text(said)})" for term, said in pairs)
    return f"#terms({items})" if pairs else ""


def _table(table: Table) -> str:
    """A table whose header repeats on every page."""
    wide = ", ".join(f"{share:.4f}fr" for share in table.shares())
    aligned = ", ".join("right" if i in table.right else "left" for i in range(len(table.columns)))
    head = ", ".join(map(text, table.columns))
    body = ",\n  ".join(", ".join(map(_cell, row)) for row in table.rows)
    return (
        f"#figure(kind: table, caption: {text(table.caption)}, table(columns: ({wide},), align: ({aligned},),\n"
        f"  table.header({head}),\n  {body}))"
    )


def _cell(cell: Cell) -> str:
    lines = f"({', '.join(map(text, cell.text.split(chr(10))))},)"
    return f"rated({text(RATING_COLOURS[cell.rating])}, {lines})" if cell.rating else f"lines({lines})"


def _picture(picture: Picture) -> str:
    wide, tall = size_of(picture.svg)
    size = min(WIDEST, wide, TALLEST * wide / tall)
    alternative = text(f"{picture.finding}. {picture.words}")
    return f"#figure(image({text(picture.name + '.svg')}, width: {size:g}pt, alt: {alternative}))"
