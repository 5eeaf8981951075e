"""Documents as files to documents as text: what is kept, where it stands, what is said of what cannot be read."""

import datetime
import io
import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import headway as hw
import pandas as pd
import pytest
import typst
import xlsxwriter
from docx.oxml import parse_xml
from headway.audit import packed
from headway.audit.documents import READERS, DocumentText, read_documents
from headway.audit.ruled import between_rules
from headway.audit.shown import shown
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Write = Callable[..., DocumentText]


@pytest.fixture
def read(tmp_path: Path) -> Write:
    """What is read of a file with this content."""

    def read(name: str, content: bytes | str) -> DocumentText:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        (document,) = read_documents(path)
        assert document.text.count("\n") == max(len(document.places) - 1, 0)
        return document

    return read


def placed(document: DocumentText) -> list[tuple[str, str]]:
    """Each line that is not blank, with its place."""
    return [(document.place(number), line) for number, line in enumerate(document.text.split("\n"), start=1) if line]


# Text ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_in_any_encoding(read: Write, encoding: str) -> None:
    said = "# Housing\r\nSpend rose to \u00a35m \u2013 6 of 12.\r\n" * 3
    document = read("note.txt", said.encode(encoding))
    assert placed(document)[:2] == [("line 1", "# Housing"), ("line 2", "Spend rose to \u00a35m \u2013 6 of 12.")]
    assert not document.unread


def test_bytes_of_no_encoding_and_controls_are_harmless(read: Write) -> None:
    assert read("a.txt", b"6\x00of\x1b12 \x81\x9d").text == "6 of 12 \x81\x9d"
    assert read("a.md", b"page\x0cone\rtwo\ttabs").text == "page\x0cone\ntwo\ttabs"
    documents = read_documents({"a": "half \ud800 of a pair\0", "b": "\u00a35m".encode("utf-16")})
    assert [each.text for each in documents] == ["half \ufffd of a pair ", "\u00a35m"]


def test_a_line_of_megabytes_is_a_line(read: Write) -> None:
    document = read("a.txt", "6 of 12 " * 500_000)
    assert len(document.places) == 1 and len(document.text) == 4_000_000


# HTML ---------------------------------------------------------------------------------------------------------------


def test_a_page_gives_what_is_seen(read: Write) -> None:
    document = read("a.html", """<!DOCTYPE html><html><head><title>no</title><style>p {}</style></head><body>
      <script>var six = "6 of 12"</script><p hidden>hidden 1</p><p style="display: none">hidden 2</p>
      <h2>1. Housing</h2><p>Repairs <b>fell</b> to 57.3%<sup>1</sup><br>and then rose.</p>
      <ol start="3"><li>third<ul><li>below it</li></ul></li><li>fourth</li></ol>
      <table><caption>Results</caption><thead><tr><th>Measure<th colspan=2>Q2</tr></thead>
        <tr><td rowspan=2>Repairs</td><td>57.3</td><td>90</td></tr><tr><td>58</td><td>91</td></tr></table>
      <img alt="A chart of repairs" src="x.png"><img alt="">""")  # fmt: skip
    under = "under '1. Housing'"
    assert placed(document) == [
        (under, "## 1. Housing"), (under, "Repairs fell to 57.3%\u00b9"), (under, "and then rose."),
        (under, "3. third"), (under, "- below it"), (under, "4. fourth"), (under, "Results"),
        (f"{under}, table 1, row 1", "Measure\tQ2"), (f"{under}, table 1, row 2", "Repairs\t57.3\t90"),
        (f"{under}, table 1, row 3", "Repairs\t58\t91"),
    ]  # fmt: skip
    assert [(each.place, each.words) for each in document.unread] == [(under, "a picture: A chart of repairs")]


def test_a_table_for_the_look_of_a_page_is_no_table(read: Write) -> None:
    inner = "<table><tr><td>Repairs<td>57.3</table>"
    document = read("a.html", f"<table><tr><td><p>Left.</p><td>{inner}</tr></table><table><tr><td>Below.</table>")
    assert [line for _, line in placed(document)] == ["Left.", "Repairs\t57.3", "Below."]


@pytest.mark.parametrize(
    "content",
    ["<div>" * 50_000 + "6 of 12", "<table><tr>" * 5000, "<table><tr><td colspan=99999999 rowspan=9999999>x<td>y",
     "<!-- only -->", "<?xml version='1.0' encoding='nope'?><p>6", "<sup>" * 900 + "1"],
    ids=["deep", "tables", "spans", "remark", "encoding", "raised"],
)  # fmt: skip
def test_pages_that_nobody_would_write(read: Write, content: str) -> None:
    assert len(read("a.html", content).text) < 10_000


# Word ---------------------------------------------------------------------------------------------------------------


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_word_in_the_order_of_its_body(read: Write) -> None:
    made = docx.Document()
    made.add_heading("Housing", 1)
    made.add_paragraph("Repairs fell to 57.3%.")
    table = made.add_table(3, 3)
    for row, cells in zip(table.rows, ("abc", "def", "ghi"), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "b\nand c"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "d"
    for text in ("first", "second"):
        made.add_paragraph(text, style="List Number")
    made.add_paragraph("point", style="List Bullet")
    made.add_paragraph("The end.")
    assert placed(read("a.docx", saved(made))) == [
        ("paragraph 1", "# Housing"), ("paragraph 2", "Repairs fell to 57.3%."), ("table 1, row 1", "a\tb and c"),
        ("table 1, row 2", "d\te\tf"), ("table 1, row 3", "d\th\ti"), ("paragraph 3", "1. first"),
        ("paragraph 4", "2. second"), ("paragraph 5", "- point"), ("paragraph 6", "The end."),
    ]  # fmt: skip


def test_word_says_what_is_seen_and_not_what_was_deleted(read: Write) -> None:
    made = docx.Document()
    for inside in (
        "<w:r><w:t>It was </w:t></w:r><w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins><w:r><w:t>6</w:t></w:r>"
        "</w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:r><w:noBreakHyphen/><w:br/>"
        "<w:t>of 12</w:t></w:r>"
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>",
        "<w:r><w:t>Outer.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>",
    ):
        made.element.body.insert(-1, parse_xml(f"<w:p {W}>{inside}</w:p>"))
    inside = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Held.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    made.element.body.insert(-1, parse_xml(inside))
    assert placed(read("a.docx", saved(made))) == [
        ("paragraph 1", "It was 6- of 12\u00b2"), ("paragraph 2", "Outer."), ("paragraph 2, text box", "In a box."),
        ("paragraph 3", "Held."),
    ]  # fmt: skip


def test_word_has_the_numbers_that_its_lists_print(read: Write) -> None:
    made = docx.Document()
    numbering = made.part.numbering_part.element
    rules = [(3, "decimal", "%1"), (1, "decimal", "%1.%2"), (4, "lowerRoman", "(%3)")]
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (start, form, text) in enumerate(rules)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level in (0, 1, 1, 2, 0, 1):
        paragraph = made.add_paragraph("x")
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
        )
    lines = [line for _, line in placed(read("a.docx", saved(made)))]
    assert lines == ["3. x", "3.1. x", "3.2. x", "(iv) x", "4. x", "4.1. x"]


def test_word_has_its_notes_behind_their_marks(read: Write) -> None:
    made = docx.Document()
    made.add_paragraph("6 of 12")._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="7"/></w:r>'))
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    before = zipfile.ZipFile(io.BytesIO(saved(made)))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == "[Content_Types].xml":
                added = f'<Override PartName="/word/footnotes.xml" ContentType="{kinds}"/></Types>'
                text = text.replace(b"</Types>", added.encode())
            if name == "word/_rels/document.xml.rels":
                added = f'<Relationship Id="rId99" Target="footnotes.xml" Type="{relations}"/></Relationships>'
                text = text.replace(b"</Relationships>", added.encode())
            after.writestr(name, text)
        after.writestr("word/footnotes.xml", f'<w:footnotes {W}><w:footnote w:id="0"><w:p/></w:footnote>'
                       '<w:footnote w:id="7"><w:p><w:r><w:t>Of those due.</w:t></w:r></w:p></w:footnote></w:footnotes>')
    assert placed(read("a.docx", file.getvalue())) == [
        ("paragraph 1", "6 of 12\u00b9"), ("footnote 1", "\u00b9 Of those due.")
    ]  # fmt: skip


# Workbooks ----------------------------------------------------------------------------------------------------------


def workbook() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Q2")
        sheet.write(0, 0, "Results of quarter 2")
        sheet.write_row(2, 0, ["Measure", "Latest", "Target"])
        sheet.write_row(3, 0, ["Repairs\non time", 0.5731])
        sheet.write(3, 1, 0.5731, book.add_format({"num_format": "0.0%"}))
        sheet.write(3, 2, 0.9, book.add_format({"num_format": "0%"}))
        sheet.write(50_000, 16_383, None, book.add_format({"bold": True}))  # formatted far beyond its table
        book.add_worksheet("Sums").hide()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Q2!$B$4:$C$4"})
        book.add_chartsheet("Chart").set_chart(chart)
    return file.getvalue()


def test_a_workbook_as_it_is_shown(read: Write) -> None:
    document = read("a.xlsx", workbook())
    assert placed(document) == [
        ("sheet 'Q2'", "# Q2"), ("sheet 'Q2', row 1", "Results of quarter 2"),
        ("sheet 'Q2', row 3", "Measure\tLatest\tTarget"), ("sheet 'Q2', row 4", "Repairs on time\t57.3%\t90%"),
    ]  # fmt: skip
    assert [(each.place, each.words) for each in document.unread] == [
        ("sheet 'Sums'", "a hidden sheet"), ("sheet 'Chart'", "a chart")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (12.345, "0.00", "12.35"), (2.675, "0.00", "2.68"), (-0.4, "0", "0"), (1234.5, "#,##0", "1,235"),
        (0.5, '0.0"%"', "0.5%"), (1.2e6, "[$\u00a3-809]#,##0.0,,\\m", "\u00a31.2m"), (-3.0, "#,##0;(#,##0)", "-3"),
        (1e15, "General", "1000000000000000"), (1 / 3, "General", "0.3333333333"), (7, None, "7"),
        (0.0, "General", "0"),
        (float("inf"), "0", "inf"), (10**400, "0", str(10**400)), (True, "0", "TRUE"), (None, "0", ""), ("a", "0", "a"),
    ],
)  # fmt: skip
def test_a_number_as_its_format_prints_it(value: Any, form: str | None, text: str) -> None:
    assert shown(value, form) == text


def test_a_day_is_one_and_a_month_a_month() -> None:
    day = datetime.datetime(2024, 9, 1)
    assert (shown(day, "mmm-yy"), shown(day, "dd/mm/yyyy")) == ("September 2024", "1 September 2024")


def test_a_spreadsheet_of_opendocument(read: Write) -> None:
    book, table = OpenDocumentSpreadsheet(), Table(name="Q2")
    for cells in ([("Measure", 1), ("Latest", 1)], [("Repairs", 1), ("57.3%", 2)], [("", 1000)]):
        row = TableRow(numberrowsrepeated=1_000_000) if cells == [("", 1000)] else TableRow()
        for text, times in cells:
            cell = TableCell(numbercolumnsrepeated=times)
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    file = io.BytesIO()
    book.save(file)
    assert placed(read("a.ods", file.getvalue())) == [
        ("sheet 'Q2'", "# Q2"), ("sheet 'Q2', row 1", "Measure\tLatest"), ("sheet 'Q2', row 2", "Repairs\t57.3%\t57.3%")
    ]  # fmt: skip


# PDF ----------------------------------------------------------------------------------------------------------------


def pdf(markup: str) -> bytes:
    return typst.compile(markup.encode())


def test_a_pdf_has_headings_paragraphs_tables_and_pages(read: Write) -> None:
    row = "[Repairs on time], [57.3%], [90%],"
    document = read("a.pdf", pdf(
        '#set page(height: 12cm, width: 16cm, footer: context [Page #counter(page).display() of 3])\n'
        "= Housing\nRepairs on time fell to 57.3%, which is below\n"
        "the target of 90% that the council has set itself.\n\n"
        f"Another paragraph.\n#table(columns: 3, [Measure], [Latest], [Target], {row})\n#pagebreak()\n"
        f"#table(columns: (6cm, 3cm, 3cm), stroke: (x: none, y: 1pt), [Measure], [Latest], [Target], {row * 3})\n"
        "#pagebreak()\nThe end."))  # fmt: skip
    lines = placed(document)
    assert lines[0] == ("page 1", "# Housing")
    text = " ".join(line for place, line in lines if place == "page 1")
    assert "fell to 57.3%, which is below the target of 90% that the council has set itself. Another" in text
    grid, ruled = ([line for place, line in lines if place == page and "\t" in line] for page in ("page 1", "page 2"))
    assert grid == ["Measure\tLatest\tTarget", "Repairs on time\t57.3%\t90%"]
    assert ruled == ["Measure\tLatest\tTarget", *["Repairs on time\t57.3%\t90%"] * 3]
    assert lines[-1] == ("page 3", "The end.")  # what runs at the foot of every page is no text


@pytest.mark.parametrize("stroke", ["1pt", "(x: none, y: 1pt)"], ids=["grid", "rules"])
def test_a_table_goes_on_over_pages_without_the_head_that_is_there_again(read: Write, stroke: str) -> None:
    rows = "".join(f"[Measure of service {i} and of all\\ that it does], [{i}.5%], [{i}]," for i in range(30))
    document = read("a.pdf", pdf(
        "#set page(height: 10cm, width: 18cm)\nBefore it.\n"
        f"#table(columns: (8cm, auto, auto), stroke: {stroke}, table.header[Measure][Latest][Target], {rows})\n"
        "After it."))  # fmt: skip
    lines = document.text.split("\n")
    assert lines[:3] == ["Before it.", "", "Measure\tLatest\tTarget"] and lines[-2:] == ["", "After it."]
    assert lines[3:-2] == [f"Measure of service {i} and of all that it does\t{i}.5%\t{i}" for i in range(30)]
    assert document.place(33).startswith("page ") and document.place(33) != "page 1"


def test_room_parts_cells_and_names_of_columns_stand_above_the_first_rule(read: Write) -> None:
    assert read("a.pdf", pdf("Managing demand #h(4cm) \u00a32.8m")).text == "Managing demand\t\u00a32.8m"
    rows = ", table.hline(), ".join(f"[Service {i}], [{i}.5]" for i in range(3))
    document = read("a.pdf", pdf(
        f"Some words.\n#table(columns: (6cm, 3cm), stroke: none, [Measure], [Latest], table.hline(), {rows}, "
        "table.hline())"))  # fmt: skip
    lines = [line for _, line in placed(document)]
    assert lines == ["Some words.", "Measure\tLatest", *(f"Service {i}\t{i}.5" for i in range(3))]
    assert document.text.count("\n\n") == 1  # the names of the columns are of the table


def test_rows_without_rules_between_them_are_its_lines(read: Write) -> None:
    rows = ", ".join(f"[Service {i}], [{'' if i == 7 else f'{i}.5'}], [{i}]" for i in range(20))
    lines = [line for _, line in placed(read("a.pdf", pdf(
        f"#table(columns: (6cm, 2cm, 2cm), stroke: none, table.hline(), [Measure], [Latest], [Target], table.hline(), "
        f"{rows}, table.hline(), [Total], [183.0], [190], table.hline())")))]  # fmt: skip
    assert lines == ["Measure\tLatest\tTarget", *(f"Service {i}\t{'' if i == 7 else f'{i}.5'}\t{i}" for i in range(20)),
                     "Total\t183.0\t190"]  # fmt: skip


def test_marks_above_the_line_are_no_part_of_a_figure(read: Write) -> None:
    said = "57.3#super(typographic: false)[1]"
    text = read("a.pdf", pdf(f"It rose to {said} of 12 and CO#sub(typographic: false)[2].")).text
    assert text == "It rose to 57.3\u00b9 of 12 and CO2."
    for stroke in ("1pt", "(x: none, y: 1pt)"):
        table = f"#table(columns: (6cm, 3cm), stroke: {stroke}, [Measure], [Latest], [Repairs], [{said}])"
        assert read("a.pdf", pdf(table)).text == "Measure\tLatest\nRepairs\t57.3\u00b9"


def test_lines_of_a_chart_are_no_table(read: Write) -> None:
    rule = "#place(top + left, dx: {}cm, dy: {}cm, line(length: 8cm, angle: {}deg))\n"
    drawn = "".join(rule.format(i, 0, 90) + rule.format(0, i, 0) for i in range(8))
    words = "".join(f"#place(top + left, dx: 0.3cm, dy: {i}.3cm)[Over the years of it {i}]\n" for i in range(6))
    lines = [line for _, line in placed(read("a.pdf", pdf(drawn + words)))]
    assert lines == [f"Over the years of it {i}" for i in range(6)]


def test_a_page_of_two_columns_is_read_one_after_the_other(read: Write) -> None:
    said = "The council repaired more homes in time than in any quarter of the two years before it. " * 30
    text = read("a.pdf", pdf(f"#set page(columns: 2)\n{said}")).text
    assert " ".join(text.split()).count("than in any quarter of the two years before it.") >= 28


def test_a_pdf_of_pictures_is_listed_by_its_pages(read: Write) -> None:
    drawn = '#image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"9\\" height=\\"9\\"></svg>"))'
    assert read("a.pdf", pdf(drawn)).unread
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (200, 300), "grey").save(file, "PDF", save_all=True, append_images=[Image.new("RGB", (200, 300))])
    document = read("b.pdf", file.getvalue())
    assert document.text == ""
    assert [(each.place, each.words) for each in document.unread] == [
        ("page 1", "a page that is a picture"), ("page 2", "a page that is a picture")
    ]  # fmt: skip


def test_a_pdf_with_a_password_is_refused(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("6 of 12"))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(hw.HeadwayError, match="a.pdf: found a PDF with a password; accepted: .* without a password"):
        read_documents(tmp_path / "a.pdf")


def test_rules_between_words_are_no_table() -> None:
    word = {"size": 10.0, "top": 0.0, "bottom": 10.0, "x0": 0.0, "x1": 90.0, "text": "Repairs"}
    rules = [(0.0, 300.0, 20.0 * i) for i in range(8)]
    assert list(between_rules(rules, [word])) == []
    assert list(between_rules(rules, [])) == list(between_rules([], [word])) == []


# What is refused, and what is survived ------------------------------------------------------------------------------


def test_every_problem_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"PK\x03\x04 damaged")
    (tmp_path / "old.doc").touch()
    (tmp_path / "old.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500)
    with pytest.raises(hw.HeadwayError) as refused:
        read_documents([tmp_path / name for name in ("repot.docx", "report.docx", "old.doc", "old.xlsx", ".")])
    assert [problem.split(";")[0].replace(str(tmp_path), "DIR") for problem in refused.value.problems] == [
        "repot.docx: found no such file", "report.docx: found what cannot be read as Word",
        "old.doc: found a file .doc",
        "old.xlsx: found a document with a password, or one of Excel before 2007", f"{tmp_path.name}: found a folder",
    ]  # fmt: skip
    said = str(refused.value)
    assert "did you mean 'report.docx'?" in said and "(save it as .docx)" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (None, "found NoneType None; accepted: a path, a list of paths, or a mapping"), ([], "list without any"),
        ({"a": 1}, "found int 1; accepted: text"), ({"": "x"}, "a name for each text"),
        ([1], "documents: found int 1"),
        ("6 of 12\nare green", "found text of 2 lines; accepted: a path; text goes with"),
        (b"x", "found bytes"), ("", "found str ''"), ("m" * 3000 + ".txt", "too long"),
    ],
)  # fmt: skip
def test_what_is_no_document(given: Any, said: str) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        read_documents(given)
    assert said in str(refused.value)


def test_no_texts_are_no_documents() -> None:
    assert read_documents({}) == []


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "q2.txt").write_text("6 of 12")
    (tmp_path / "q3.txt").write_text("7 of 12")
    names = [each.name for each in read_documents([tmp_path / "a/q2.txt", tmp_path / "b/q2.txt", tmp_path / "q3.txt"])]
    assert names == [str(tmp_path / "a/q2.txt"), str(tmp_path / "b/q2.txt"), "q3.txt"]


def survived(path: Path) -> None:
    try:
        read_documents(path)
    except hw.HeadwayError as error:
        assert "found" in str(error) and "accepted" in str(error)


@pytest.mark.parametrize("suffix", [*READERS, ".TXT"])
def test_bytes_of_any_kind(suffix: str, tmp_path: Path) -> None:
    chance = random.Random(18)
    path = tmp_path / f"a{suffix}"
    for start in (b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"\xff\xfe"):
        path.write_bytes(start + chance.randbytes(3000))
        survived(path)
    for empty in (b"", b" \n\t\n"):
        path.write_bytes(empty)
        survived(path)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pdf"])
def test_files_that_are_cut_or_damaged(suffix: str, tmp_path: Path) -> None:
    made = docx.Document()
    made.add_table(2, 2).cell(0, 0).text = "6 of 12"
    whole = {".docx": lambda: saved(made), ".xlsx": workbook, ".pdf": lambda: pdf("= Housing\n6 of 12")}[suffix]()
    chance, path = random.Random(18), tmp_path / f"a{suffix}"
    for _ in range(6):
        path.write_bytes(whole[: chance.randrange(len(whole))])
        survived(path)
        damaged = bytearray(whole)
        for _ in range(20):
            damaged[chance.randrange(len(whole))] = chance.randrange(256)
        path.write_bytes(damaged)
        survived(path)


def test_an_archive_of_more_than_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_UNPACKED", 1_000_000)
    for name in ("a.docx", "a.xlsx", "a.ods"):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("content.xml", b"\0" * 2_000_000)
        with pytest.raises(hw.HeadwayError, match=f"{name}: found what unpacks to 2 MB in 1 parts; accepted: up to 1"):
            read_documents(tmp_path / name)


def test_entities_are_not_unfolded(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "6 of 12">{levels}]><a>&e9;</a>'
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("content.xml", bomb)
    survived(tmp_path / "a.ods")


@pytest.mark.parametrize(("suffix", "library"), [(".pdf", "pdfplumber"), (".docx", "docx"), (".xlsx", "openpyxl")])
def test_what_is_not_installed_is_named(
    suffix: str, library: str, read: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match=rf"need {library}, which comes with: pip install 'headway\[audit\]'"):
        read(f"a{suffix}", b"%PDF-")


def test_what_is_written_of_a_report_is_read_alike(tmp_path: Path) -> None:
    """A workbook of Excel and one of OpenDocument show the same, so the same text is read of them."""
    kpis = pd.DataFrame({"section": "Housing", "indicator": ["Repairs on time", "Days to let"],
                         "period": "2024/25 - Q2", "previous": [54.46, 30.5], "latest": [57.31, 33.3],
                         "target": [90.0, 32], "polarity": ["high_is_good", "low_is_good"]})  # fmt: skip
    card = hw.Scorecard(kpis, comparators=("target",))
    hw.Report(title="Housing", scorecard=card).write(tmp_path / "out", ("xlsx", "ods"))
    excel, opendocument = read_documents([tmp_path / "out" / f"report.{suffix}" for suffix in ("xlsx", "ods")])
    assert excel.text == opendocument.text.replace("\u2212", "-") and excel.places == opendocument.places
    assert "Repairs on time" in excel.text and "57.31" in excel.text
