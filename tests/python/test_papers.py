"""Papers of a report, opened again: each says what the results say, is read aloud, and no text in it is a command."""

import dataclasses
import io
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import headway as hw
import pandas as pd
import pypdf
import pytest
import site_example
from docx import Document
from docx.oxml.ns import qn
from headway.charts.parts.svg import untitled
from headway.report.forms import files_of
from headway.report.paper.blocks import Cell, Heading, Paper, Paragraph, Picture, Points, Table, Terms
from headway.report.paper.contents import paper_of
from headway.report.paper.markdown import markdown, plain
from headway.report.paper.pdf import pdf, text
from headway.report.paper.pictures import png_of
from headway.report.paper.slides import slides
from headway.report.paper.word import word
from markdown_it import MarkdownIt
from pptx import Presentation
from site_example import HOSTILE, WAITS

PNG = b"\x89PNG\r\n\x1a\n"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5"/></svg>'


@pytest.fixture(scope="module")
def report() -> hw.Report:
    return site_example.report()


@pytest.fixture(scope="module")
def paper(report: hw.Report) -> Paper:
    return paper_of(report)


@pytest.fixture(scope="module")
def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


@pytest.fixture(scope="module")
def document(paper: Paper) -> Any:
    return Document(io.BytesIO(word(paper)["report.docx"]))


@pytest.fixture(scope="module")
def printed(paper: Paper) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf(paper)["report.pdf"]))


@pytest.fixture(scope="module")
def shown(paper: Paper) -> Any:
    return Presentation(io.BytesIO(slides(paper)["report.pptx"]))


def number(said: str) -> float | None:
    found = re.search(r"[\u2212-]?[\d,]*\d(?:\.\d+)?", said)
    return None if found is None else float(found[0].replace(",", "").replace("\u2212", "-"))


def spaced(said: str) -> str:
    return " ".join(said.split())


def told(paper: Paper) -> list[str]:
    """Every text of a paper but those of its pictures."""
    said: list[str] = [paper.title, *paper.message]
    for block in paper.blocks:
        match block:
            case Heading(_, each) | Paragraph(each):
                said.append(each)
            case Points(items):
                said += items
            case Terms(pairs):
                said += [word for pair in pairs for word in pair]
            case Table():
                said += [block.caption, *block.columns, *(cell.text for row in block.rows for cell in row)]
    return [spaced(each) for each in said if each.strip()]


# What it says --------------------------------------------------------------------------------------------------------


def test_every_result_stands_in_the_table_of_its_section_with_its_figures_and_its_rating(tables, report):
    given = site_example.results()
    rated = hw.assess(given)
    found = {
        table.caption.partition(": latest results")[0]: table for table in tables if ": latest results" in table.caption
    }
    assert set(found) == set(given.section)
    for section, rows in given.groupby("section", sort=False):
        table = found[section]
        assert list(table.columns[:7]) == ["Indicator", "Latest", "Before", "Direction", "Target", "National", "Peer"]
        assert len(table.rows) == len(rows)
        for cells, (at, row) in zip(table.rows, rows.iterrows(), strict=True):
            assert cells[0].text.split("\n")[0] == spaced(str(row.indicator))
            for cell, name in ((cells[1], "latest"), (cells[2], "previous")):
                assert (
                    number(cell.text) == pytest.approx(row[name])
                    if row[name] == row[name]
                    else number(cell.text.split("\n")[0]) is None
                )
            for cell, name in zip(cells[4:7], ("target", "national", "peer"), strict=True):
                rating = rated.loc[at, f"{name}_rating"]
                assert cell.rating == (None if rating == "not_rated" else rating)
                assert cell.rating is None or cell.text.lower().startswith(cell.rating)
                assert cell.rating is None or number(cell.text) == pytest.approx(row[name])
            direction = {"improving": "Improving", "worsening": "Worsening"}.get(rated.loc[at, "direction"])
            assert direction is None or direction in cells[3].text or "No clear change" in cells[3].text


def test_the_message_is_drafted_from_the_results(paper, report):
    drafted = {sentence.text for sentence in hw.sentences(report.scorecard)}
    assert paper.message and set(paper.message) <= drafted | set(report.gaps())
    assert set(report.gaps()) <= set(paper.message)


def test_savings_plans_and_changes_say_what_their_pages_say(paper, report):
    parts = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    assert parts[-6:] == ["Changes", "Savings", "Plans", "Statistics", "Charts", "Notes"]
    bridge = next(
        block for block in paper.blocks if isinstance(block, Table) and block.caption.startswith("From expected")
    )
    last = [number(cell.text) for cell in bridge.rows[-1][1:]]
    assert last == [42.65, 7.67, 6.62, 41.60]
    moved = [cell.text for block in paper.blocks if isinstance(block, Table) and block.caption == "Ratings that moved"
             for row in block.rows for cell in row[:1]]  # fmt: skip
    assert moved == [str(name) for name in report.changes.moved.indicator]


def test_a_chart_that_a_page_has_for_two_widths_stands_once(paper):
    named = [picture.name for picture in paper.blocks if isinstance(picture, Picture)]
    assert len(named) == len(set(named))
    timeline = [picture for picture in paper.pictures() if picture.name.startswith("plans")]
    assert len(timeline) == 1


def test_a_picture_says_value_target_and_date(paper):
    waits = next(picture for picture in paper.pictures() if picture.name == "days-that-a-repair-waits-outlook")
    assert "target is 25 " in waits.words and "2024/25" in waits.words and "80%" in waits.words


# Word ----------------------------------------------------------------------------------------------------------------


def test_a_word_document_has_every_table_cell_for_cell(document, tables):
    assert len(document.tables) == len(tables)
    for drawn, table in zip(document.tables, tables, strict=True):
        head, *rows = [[cell.text for cell in row.cells] for row in drawn.rows]
        assert head == list(table.columns)
        marked = [[("\u25a0 " if cell.rating else "") + cell.text for cell in row] for row in table.rows]
        assert rows == marked
        assert drawn.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in drawn.rows)


def test_a_word_document_has_every_heading_and_sentence_in_order(document, paper):
    written = [spaced(paragraph.text) for paragraph in document.paragraphs if paragraph.text.strip()]
    headings = [(paragraph.text, paragraph.style.name) for paragraph in document.paragraphs
                if paragraph.style.name.startswith("Heading")]  # fmt: skip
    wanted = [(spaced(block.text), f"Heading {block.level}") for block in paper.blocks if isinstance(block, Heading)]
    assert [(spaced(said), style) for said, style in headings] == [("In short", "Heading 1"), *wanted]
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            assert spaced(block.text) in written
    assert written[0] == paper.title


def test_a_word_document_says_its_pictures_and_its_language(document, paper):
    said = [(each._inline.docPr.get("title"), each._inline.docPr.get("descr")) for each in document.inline_shapes]
    assert said == [(picture.finding, picture.words) for picture in paper.blocks if isinstance(picture, Picture)]
    assert document.core_properties.title == paper.title and document.core_properties.language == "en-GB"
    assert b'w:lang w:val="en-GB"' in document.styles.element.xml.encode()


def test_hostile_text_is_text_in_word(document):
    assert any(HOSTILE in cell.text for table in document.tables for row in table.rows for cell in row.cells)
    xml = document.element.xml
    assert not {"w:fldSimple", "w:instrText", "w:hyperlink", "w:object"} & set(re.findall(r"<(w:\w+)", xml))


def template(*, without: str | None = None) -> bytes:
    made = Document()
    made.add_paragraph("A letter of somebody else.")
    made.styles["Heading 1"].font.name = "Council Sans"
    if without is not None:
        made.styles[without].element.getparent().remove(made.styles[without].element)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


SMALL = pd.DataFrame({
    "section": ["Housing"], "indicator": ["Repairs on time"], "period": ["2024/25 - Q2"], "unit": ["%"],
    "previous": [54.46], "latest": [57.31], "target": [90.0], "polarity": ["high_is_good"],
})  # fmt: skip


def small(**parts: Any) -> hw.Report:
    return hw.Report(title="Housing", scorecard=hw.Scorecard(SMALL, comparators=("target",)), **parts)


def test_a_council_s_own_template_gives_the_styles_and_none_of_its_text():
    made = Document(io.BytesIO(word(paper_of(small(word_template=template())))["report.docx"]))
    assert made.styles["Heading 1"].font.name == "Council Sans"
    assert "A letter" not in "".join(paragraph.text for paragraph in made.paragraphs)


def test_a_template_without_the_styles_is_refused_before_anything_is_written(tmp_path: Path):
    given = small(word_template=template(without="List Bullet"))
    with pytest.raises(hw.HeadwayError, match="word_template: found no style 'List Bullet'; accepted: a document with"):
        given.write(tmp_path / "out", forms=("html", "docx"))
    assert not (tmp_path / "out").exists()
    for name in ("word_template", "slides_template"):
        with pytest.raises(hw.HeadwayError, match=f"{name}: found bytes .*; accepted: the path or the bytes of a"):
            small(**{name: b"no archive"})
    with pytest.raises(hw.HeadwayError, match="slides_template: found str .*which is no file|which is no file"):
        small(slides_template=tmp_path / "none.pptx")


@pytest.mark.parametrize(("form", "name"), [("docx", "word_template"), ("pptx", "slides_template")])
def test_an_archive_that_is_no_document_is_refused_by_its_name(form: str, name: str):
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as made:
        made.writestr("a.txt", "no document")
    with pytest.raises(hw.HeadwayError, match=f"{name}: found what cannot be read .*; accepted: a"):
        files_of(small(**{name: other.getvalue()}), (form,))


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_logo_that_is_no_picture_is_refused(form: str):
    with pytest.raises(hw.HeadwayError, match="logo: found what cannot be drawn"):
        files_of(small(logo=b"<svg"), (form,))
    assert files_of(small(logo=LOGO), (form,))


# PDF -----------------------------------------------------------------------------------------------------------------


def walked(node: Any) -> list[Any]:
    """The elements of a structure tree, in the order in which they are read."""
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    found = []
    for kid in kids:
        kid = kid.get_object()
        if isinstance(kid, dict) and "/S" in kid:
            found += [kid, *walked(kid)]
    return found


def test_a_pdf_is_tagged_and_says_its_title_and_its_language(printed, paper):
    root = printed.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-GB" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert printed.metadata.title == paper.title and printed.metadata.author == "Anytown Council"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert all(page["/StructParents"] is not None and page["/Tabs"] == "/S" for page in printed.pages)


def test_the_headings_of_a_pdf_are_in_order_and_bookmarked(printed, paper):
    roles = [element["/S"] for element in walked(printed.trailer["/Root"]["/StructTreeRoot"])]
    levels = [int(role[2]) for role in roles if re.fullmatch(r"/H[1-6]", role)]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)) and levels[0] == 1

    def marks(outline: list[Any]) -> list[str]:
        return [each for item in outline for each in (marks(item) if isinstance(item, list) else [item.title])]

    wanted = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert [spaced(each) for each in marks(printed.outline)] == ["In short", *map(spaced, wanted)]


def test_the_tables_of_a_pdf_have_headers_and_its_pictures_words(printed, paper, tables):
    elements = walked(printed.trailer["/Root"]["/StructTreeRoot"])
    heads = [element for element in elements if element["/S"] == "/TH"]
    assert len(heads) == sum(len(table.columns) for table in tables)
    assert all(
        any(attribute.get_object().get("/Scope") == "/Column" for attribute in as_list(head["/A"])) for head in heads
    )
    figures = [element for element in elements if element["/S"] == "/Figure"]
    assert [spaced(figure["/Alt"]) for figure in figures] == [
        spaced(f"{picture.finding}. {picture.words}") for picture in paper.blocks if isinstance(picture, Picture)
    ]
    assert len([element for element in elements if element["/S"] == "/Table"]) == len(tables)


def as_list(value: Any) -> list[Any]:
    value = value.get_object()
    return value if isinstance(value, list) else [value]


def test_a_pdf_says_every_word(printed, paper):
    letters = re.sub(r"\W", "", "".join(page.extract_text() for page in printed.pages))
    for said in told(paper):
        assert re.sub(r"\W", "", said)[:60] in letters, said  # a long one may go on after the foot of a page
    assert re.sub(r"\W", "", HOSTILE) in letters


@pytest.mark.parametrize(
    "said", [HOSTILE, '#panic("x")', "= no heading", "\\", '"', "a\nb", "\u202e\u200b", "*_`$@<a>~//", "#", ""]
)
def test_text_is_never_a_command_of_typst(said: str):
    assert text(said).startswith('"') and text(said).endswith('"')
    made = pdf(
        Paper("Title", {}, None, None, [said], [Paragraph(said), Terms([(said, said)]), Heading(2, said or "x")])
    )
    assert made["report.pdf"].startswith(b"%PDF")


# Slides --------------------------------------------------------------------------------------------------------------


def test_slides_are_title_message_and_a_chart_each_under_what_it_finds(shown, paper):
    titles = [slide.shapes.title.text_frame.text for slide in shown.slides]
    assert titles == [paper.title, "In short", *(picture.finding for picture in paper.pictures())]
    message = shown.slides[1].placeholders[1].text_frame.text.split("\n")
    assert message and set(message) <= set(paper.message)
    for slide, picture in zip(list(shown.slides)[2:], paper.pictures(), strict=True):
        (drawn,) = (shape for shape in slide.shapes if shape.shape_type == 13)
        assert drawn._element.nvPicPr.cNvPr.get("descr") == f"{picture.finding}. {picture.words}"
        assert slide.notes_slide.notes_text_frame.text == picture.words
        bare = untitled(picture.svg)
        assert "chart-title" in picture.svg and "chart-title" not in bare
        assert drawn.image.blob == png_of(bare)
        assert 0 <= drawn.left and drawn.left + drawn.width <= shown.slide_width
        assert drawn.top + drawn.height <= shown.slide_height


def test_slides_without_a_layout_are_refused():
    made = Presentation()
    made.slide_layouts[5].name = "Something else"
    written = io.BytesIO()
    made.save(written)
    with pytest.raises(hw.HeadwayError, match="slides_template: found no layout 'Title Only'; accepted: a"):
        files_of(small(slides_template=written.getvalue()), ("pptx",))


# Markdown ------------------------------------------------------------------------------------------------------------


def test_markdown_is_read_as_what_was_meant_and_nothing_else(paper, tables):
    files = markdown(paper)
    tokens = MarkdownIt("commonmark").enable("table").parse(files["report.md"].decode())
    kinds = {token.type for token in tokens} | {each.type for token in tokens for each in token.children or ()}
    assert not kinds & {
        "html_block",
        "html_inline",
        "code_block",
        "fence",
        "code_inline",
        "link_open",
        "hr",
        "blockquote_open",
    }
    cells = [spaced(said(tokens[i + 1])) for i, token in enumerate(tokens) if token.type in ("td_open", "th_open")]
    wanted = [spaced("; ".join(cell.text.split("\n"))) for table in tables
              for row in ([Cell(name) for name in table.columns], *table.rows) for cell in row]  # fmt: skip
    assert cells == wanted
    headings = [spaced(said(tokens[i + 1])) for i, token in enumerate(tokens) if token.type == "heading_open"]
    assert headings == [paper.title, "In short", *(spaced(b.text) for b in paper.blocks if isinstance(b, Heading))]
    images = [each for token in tokens for each in token.children or () if each.type == "image"]
    assert [each.attrs["src"] for each in images] == [f"pictures/{picture.name}.svg" for picture in paper.pictures()]
    assert set(files) == {"report.md", *(each.attrs["src"] for each in images)}


def said(token: Any) -> str:
    return "".join(each.content if each.type in ("text", "text_special") else " " if "break" in each.type else ""
                   for each in token.children)  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "1. one", "+ plus", "- minus", "# x", "> x", "a|b", "[x](y)", "![x](y)", "<b>", "&amp;", "http://x.example",
        "www.x.example", "***", "~~x~~", "a  \nb", "\\", "10) x", "=", "---", HOSTILE,
    ],
)  # fmt: skip
def test_text_is_never_a_mark_of_markdown(words: str):
    (_, inline, _) = MarkdownIt("gfm-like", {"linkify": False}).parse(plain(words))
    assert said(inline) == spaced(words)


# Pictures ------------------------------------------------------------------------------------------------------------


def test_every_chart_is_a_file_with_its_words(report):
    files = files_of(report, ("svg", "png"))
    named = {name.rsplit(".", 1)[0] for name in files}
    assert {f"{name}.{ending}" for name in named for ending in ("svg", "png", "txt", "html")} == set(files)
    outlooks = {f"charts/{slug}" for slug in ("days-that-a-repair-waits-outlook", "days-that-a-repair-waits-history")}
    assert outlooks | {"charts/savings-1", "charts/plans-1", "charts/statistics-1", "charts/charts-1"} <= named
    for name in named:
        root = ElementTree.fromstring(files[f"{name}.svg"])
        title, words = (root.find(f"{{http://www.w3.org/2000/svg}}{tag}").text for tag in ("title", "desc"))
        assert files[f"{name}.txt"].decode() == f"{title}\n\n{words}\n"
        assert files[f"{name}.png"].startswith(PNG)
        assert "href" not in files[f"{name}.svg"].decode().replace('href="#', "")
    waits = ElementTree.fromstring(files["charts/days-that-a-repair-waits-outlook.svg"])
    shown = " ".join("".join(each.itertext()) for each in waits.iter("{http://www.w3.org/2000/svg}text"))
    projection = report.scorecard.outlook[WAITS]
    assert WAITS in shown and f"{projection.value:.1f}" in shown and "target of 25" in shown


def test_the_same_report_is_the_same_bytes_in_every_form():
    given = small(logo=LOGO)
    forms = ("pdf", "docx", "pptx", "md", "svg", "png")
    assert files_of(given, forms) == files_of(dataclasses.replace(given), forms)


def test_the_site_leads_to_the_documents_beside_it():
    files = files_of(small(), ("html", "docx", "xlsx"))
    links = re.findall(rb"<a href=\"?(report\.[a-z]+)\"?>", files["index.html"])
    assert links == [b"report.docx", b"report.xlsx"] and {link.decode() for link in links} <= set(files)
    assert b"as a document" not in files_of(small(), ("html",))["index.html"]


@pytest.mark.parametrize(
    "parts", [{"charts": [hw.spc.run_chart([5, 7, 6, 9, 8, 7, 6, 9, 7, 8, 6, 7])]}, {"scorecard": None}]
)
def test_a_report_of_one_part_has_every_form(parts: dict[str, Any]):
    if "scorecard" in parts:
        parts = {"scorecard": hw.Scorecard(SMALL.drop(columns="target"), comparators=())}
    made = files_of(hw.Report(title="One part", **parts), ("pdf", "docx", "pptx", "md", "svg", "png"))
    assert {"report.pdf", "report.docx", "report.pptx", "report.md"} <= set(made)
