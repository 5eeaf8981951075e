"""Tables of a report: each form is opened again and held against the results, cell by cell; text stays text."""

import csv
import datetime
import io
import json
import re
import runpy
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import headway as hw
import odf.grammar
import odf.opendocument
import odf.table
import odf.teletype
import odf.text
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from headway.report.report import Report
from headway.report.row_figures import RowFigures
from headway.report.site.subjects import Subjects
from headway.report.tabular import data, ods, sheets, xlsx
from headway.report.tabular.shorthand import SHORTHAND, shorthand
from headway.report.tabular.table import MISSING, Table, numbers, texts
from headway.report.tabular.tables import tables_of

EXAMPLE = runpy.run_path(str(Path(__file__).with_name("tabular_example.py")))
HOSTILE, RANGE, NONE, WAITS = (EXAMPLE[name] for name in ("HOSTILE", "RANGE", "NONE", "WAITS"))
SOME = {"section": ["A"], "indicator": ["a"], "period": ["Sep 2024"], "previous": [1.0], "latest": [2.0],
        "target": [3.0], "polarity": ["high_is_good"]}  # fmt: skip
ARROW = {"string": pa.string(), "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_(),
         "date": pa.date32()}  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    return EXAMPLE["report"]()


@pytest.fixture(scope="module")
def tables(report) -> dict[str, Table]:
    return {table.name: table for table in tables_of(report)}


@pytest.fixture(scope="module")
def excel(report) -> bytes:
    return xlsx.workbook(report)["report.xlsx"]


@pytest.fixture(scope="module")
def book(excel) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(excel))


@pytest.fixture(scope="module")
def opened(report) -> dict[str, list[list[Any]]]:
    """The sheets of the workbook of OpenDocument, as another library reads them."""
    document = odf.opendocument.load(io.BytesIO(ods.workbook(report)["report.ods"]))
    found = {}
    for sheet in document.spreadsheet.getElementsByType(odf.table.Table):
        rows = sheet.getElementsByType(odf.table.TableRow)
        found[sheet.getAttribute("name")] = [
            [_cell(cell) for cell in row.getElementsByType(odf.table.TableCell)] for row in rows
        ]
    return found


def _cell(cell: Any) -> Any:
    if cell.getAttribute("valuetype") == "float":
        return float(cell.getAttribute("value"))
    assert cell.getAttribute("valuetype") == "string" and cell.getAttribute("formula") is None
    return "\n".join(map(odf.teletype.extractText, cell.getElementsByType(odf.text.P)))


@pytest.fixture(scope="module")
def files(report) -> dict[str, bytes]:
    return data.csv(report) | data.parquet(report)


@pytest.fixture(scope="module")
def metadata(files) -> dict[str, Any]:
    return json.loads(files["data/metadata.json"])


@pytest.fixture(scope="module")
def parquet(files) -> dict[str, pa.Table]:
    return {path[5:-8]: pa.parquet.read_table(io.BytesIO(content)) for path, content in files.items()
            if path.endswith(".parquet")}  # fmt: skip


def grid(sheet: Any) -> list[list[Any]]:
    """The cells of the one table of a sheet, its headings first."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def by_heading(sheet: Any) -> list[dict[str, Any]]:
    headings, *rows = grid(sheet)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def same(one: Any, other: Any) -> bool:
    """Whether two cells are the same; of numbers a workbook of Excel holds sixteen digits."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return abs(one - other) <= 1e-15 * abs(other)


def legible(text: str) -> str:
    """What a cell can hold of a text: no controls, line ends of one kind, so many letters."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", " ", text.replace("\r\n", "\n"))
    return text if len(text) <= sheets.MOST_LETTERS else text[: sheets.MOST_LETTERS - 6] + " [cut]"


# The numbers are those of the results --------------------------------------------------------------------------------


def test_a_workbook_has_the_results_of_the_scorecard(report, book) -> None:
    frame = report.scorecard.frame
    rows = by_heading(book["Results"])
    assert len(rows) == len(frame) == 24
    for row, (_, given) in zip(rows, frame.iterrows(), strict=True):
        assert (row["Section"], row["Indicator"]) == (given.section, legible(given.indicator.strip()))
        for heading, name in (("Latest", "latest"), ("Previous", "previous"), ("Change", "change"),
                              ("Target", "target"), ("Gap to target", "target_gap"), ("Peer", "peer"),
                              ("Gap to peer", "peer_gap")):  # fmt: skip
            if pd.isna(given[name]):
                assert row[heading] in SHORTHAND and f"{heading}: " in row["Why a figure is missing"]
            else:
                assert row[heading] == pytest.approx(given[name], rel=1e-15)
        assert row["Direction"] == given.direction.replace("_", " ").capitalize()
        for name in ("target", "peer"):
            rating, said = given[f"{name}_rating"], row[f"{name.capitalize()} rating"]
            assert said == rating.capitalize() if rating != "not_rated" else said.startswith("Not rated: ")


def test_figures_print_as_the_report_prints_them(report, book) -> None:
    rows = [report.scorecard.board.row(i) for i in range(len(report.scorecard))]
    headings, *cells = book["Results"][book["Results"].tables["results"].ref]
    latest = [cell.value for cell in headings].index("Latest")
    for row, line in zip(rows, cells, strict=True):
        said = RowFigures(row).of(row.latest)
        if said is not None:
            places = len(line[latest].number_format.partition(".")[2])
            assert f"{line[latest].value:,.{places}f}" == said.removesuffix("%")
            assert line[latest].number_format.startswith("#,##0")
    assert {line[latest].number_format for line in cells} >= {"#,##0.00", "#,##0.0", "#,##0"}


def test_year_ends_are_those_of_the_projection(report, book) -> None:
    projection = report.scorecard.outlook[WAITS]
    first, second = by_heading(book["Year_ends"])
    assert (first["Section"], second["Section"]) == ("Housing", "Corporate")
    assert [first[name] for name in ("Year end", "Lower end", "Upper end", "Chance of target")] == pytest.approx(
        [projection.value, projection.lower, projection.upper, projection.probability], rel=1e-15)  # fmt: skip
    assert first["Forecast rating"] == "Red" and first["Target from"] == first["Target to"] == 25


def test_counts_have_what_they_are_out_of(report, book) -> None:
    counts = report.scorecard.ratings().to_dict("records")
    rows = by_heading(book["Ratings_by_section"])
    names = {"Results": "kpis", "With a comparator": "with_comparator", "Green": "green", "Amber": "amber",
             "Red": "red", "Not rated": "not_rated"}  # fmt: skip
    assert [{key: row[heading] for heading, key in names.items()} for row in rows] == [
        {key: count[key] for key in names.values()} for count in counts
    ]
    ways = report.scorecard.directions()
    assert [row["Improving"] for row in by_heading(book["Directions_by_section"])] == ways.improving.tolist()


def test_facts_have_every_point_of_the_history_once(report, parquet) -> None:
    facts = parquet["facts"].to_pandas()
    of_one = facts[(facts.indicator_key == "days-that-a-repair-waits") & (facts.measure == "actual")]
    assert of_one.value.tolist() == EXAMPLE["WAITED"]
    assert of_one.period_key.tolist()[0] == "2022-10-01_2022-10-31" and of_one.period_key.is_monotonic_increasing
    ends = facts[facts.measure.isin(["outlook", "outlook_lower", "outlook_upper"])]
    projection = report.scorecard.outlook[WAITS]
    assert sorted(ends.value) == sorted([projection.value, projection.lower, projection.upper])
    ranged = facts[facts.indicator_key == "occupancy-of-homes"].set_index("measure").value
    assert (ranged["target_lower"], ranged["target_upper"]) == (92.0, 98.0)


def test_what_two_sections_say_otherwise_is_said_beside_the_fact() -> None:
    rows = {name: value * 2 for name, value in SOME.items()} | {"section": ["A", "B"], "target": [3.0, 4.0]}
    card = hw.Scorecard(pd.DataFrame(rows), comparators=("target",))
    facts = {table.name: table for table in tables_of(Report(title="x", scorecard=card))}["facts"].arrow().to_pylist()
    assert [(fact["measure"], fact["value"], fact["note"]) for fact in facts] == [
        ("actual", 2.0, None), ("target", 3.0, "another section has 4.0")]  # fmt: skip


def test_changes_savings_and_plans_are_those_of_the_results(report, book) -> None:
    moved = by_heading(book["Changes_ratings"])
    assert [(row["Was"], row["Is now"]) for row in moved] == [
        (was.replace("_", " ").capitalize(), now.replace("_", " ").capitalize())
        for was, now in zip(report.changes.moved["from"], report.changes.moved["to"], strict=True)
    ]
    bridge = report.savings.bridge().iloc[-1]
    assert {name: by_heading(book["Savings_bridge"])[-1][f"{name} (\u00a3m)"] for name in ("Expected", "Forecast")} == {
        "Expected": bridge.expected, "Forecast": bridge.forecast}  # fmt: skip
    assert [row["Run rate (\u00a3m)"] for row in by_heading(book["Savings_years"])] == (
        report.savings.incremental().run_rate.tolist())  # fmt: skip
    chances = report.simulation.probability([1.2, 3.6]).probability.tolist()
    assert [row["Chance of planned"] for row in by_heading(book["Savings_simulation"])] == chances
    stand = {row["Action"]: row["How it stands"] for row in by_heading(book["Actions"])}
    assert stand == {"=Strategy": "Past their window with no status known", "Hub": "Complete"}
    said = {row["Initiative"]: (row["Change in rating"], row["Direction matches"])
            for row in by_heading(book["Initiatives"])}  # fmt: skip
    assert said == {"=Clean air": ("Improved", "No"), "Clubs": ("Newly rated", "[z]")}


def test_statistics_have_the_figures_of_their_charts(report, parquet) -> None:
    shares, levels, funnel, xmr, runs, year_end, past, fan = report.statistics
    found = [parquet[f"statistic_{i}"].to_pydict() for i in range(1, 9)]
    assert found[0]["value"] == [pytest.approx(shares.value[0]), None, pytest.approx(shares.value[2])]
    assert found[0]["missing"][1].startswith("Value: zero denominator; Lower end at 95%: zero denominator")
    assert found[1]["lower_99_8"] == [levels.lower[1]] and found[1]["upper_95"] == [levels.upper[0]]
    assert found[2]["label"] == [str(word) for word in funnel.label]
    assert found[3]["series"] == ["=North"] * 13 + ["South"] * 13 and found[3]["when"][1] == "2022-11"
    assert found[3]["upper"] == xmr.upper[xmr.order].tolist() and found[3]["target"] == [6.0] * 26
    assert found[3]["value"] == [5, 7, 6, 9, 8, 7, 6, 9, 7, 8, 6, 7, 30] * 2
    assert found[4]["median"] == [7.0] * 12
    assert found[5]["value"] == [year_end.value]
    assert found[6]["projected"] == past.frame().projected.tolist() != []
    assert found[7]["mean"] == fan.core.mean.tolist()
    assert "not validated" in parquet["chart_2"]["words"][0].as_py()  # a plan says itself where no table is its own


# One description, every form -----------------------------------------------------------------------------------------


def test_a_workbook_has_every_cell_of_its_tables(tables, book) -> None:
    compared = 0
    for table in tables.values():
        if not table.tab or not len(table):
            continue
        headings, *rows = grid(book[table.tab])
        for column in table.columns:
            if column.heading not in headings:
                assert column.shown == () or not any(column.values), column.name  # left out, which is said
                continue
            place = headings.index(column.heading)
            for row, (value, line) in enumerate(zip(column.values, rows, strict=True)):
                if value is None:
                    assert line[place] == shorthand(column.reason(row))
                elif column.kind in ("number", "whole"):
                    assert same(line[place], value)
                elif column.kind == "truth":
                    assert line[place] == ("Yes" if value else "No")
                else:
                    assert line[place] == legible(str((column.shown or column.values)[row]))
                compared += 1
    assert compared > 3000


def test_both_workbooks_have_the_same_cells(book, opened) -> None:
    assert list(opened) == book.sheetnames
    for sheet in book:
        cells = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
        assert [len(row) for row in opened[sheet.title]] == [len(row) for row in cells], sheet.title
        pairs = zip(sum(opened[sheet.title], []), sum(cells, []), strict=True)
        assert [pair for pair in pairs if not same(*pair)] == [], sheet.title


def test_parquet_and_csv_hold_the_same(files, metadata, parquet) -> None:
    assert {f"{name}.csv" for name in parquet} == {table["url"] for table in metadata["tables"]}
    for table in metadata["tables"]:
        types = {column["name"]: ARROW[column["datatype"]] for column in table["tableSchema"]["columns"]}
        given = io.BytesIO(files[f"data/{table['url']}"])
        options = pa.csv.ConvertOptions(column_types=types, strings_can_be_null=True, quoted_strings_can_be_null=False)
        lines = pa.csv.ParseOptions(newlines_in_values=True)
        read = pa.csv.read_csv(given, convert_options=options, parse_options=lines).to_pydict()
        for name, kind in types.items():
            if kind == pa.string():
                read[name] = [None if text is None else data.unmarked(text) for text in read[name]]
        assert read == parquet[table["url"].removesuffix(".csv")].to_pydict(), table["url"]


def test_the_dictionary_has_every_column(metadata, parquet) -> None:
    said = parquet["dictionary"].to_pylist()
    assert [(row["table"], row["column"]) for row in said] == [
        (table["url"].removesuffix(".csv"), column["name"])
        for table in metadata["tables"] for column in table["tableSchema"]["columns"]
        if table["url"] != "dictionary.csv"
    ]  # fmt: skip
    field = parquet["savings_bridge"].schema.field("expected")
    assert field.metadata == {b"heading": "Expected (\u00a3m)".encode(), b"unit": "\u00a3m".encode(),
                              b"description": b"The saving that is expected."}  # fmt: skip


# Keys ----------------------------------------------------------------------------------------------------------------


def broken_keys(metadata: dict[str, Any], parquet: dict[str, pa.Table]) -> list[str]:
    """What of the metadata's keys the data do not keep."""
    def rows(url: str, columns: list[str]) -> list[tuple]:
        table = parquet[url.removesuffix(".csv")]
        return list(zip(*(table[name].to_pylist() for name in columns), strict=True))

    broken = []
    for table in metadata["tables"]:
        schema = table["tableSchema"]
        if key := schema.get("primaryKey"):
            found = rows(table["url"], key)
            broken += [f"{table['url']}: {key}"] if len({*found}) < len(found) or None in sum(found, ()) else []
        for each in schema.get("foreignKeys", ()):
            to = each["reference"]
            known = {*rows(to["resource"], to["columnReference"])}
            if not {*rows(table["url"], each["columnReference"])} <= known:
                broken.append(f"{table['url']}: {each['columnReference']}")
    return broken


def test_keys_are_unique_and_lead_somewhere(metadata, parquet) -> None:
    assert broken_keys(metadata, parquet) == []
    keys = {table["url"]: table["tableSchema"].get("foreignKeys", []) for table in metadata["tables"]}
    assert len(keys["facts.csv"]) == 2 and len(keys["ratings.csv"]) == 4
    twice = pa.concat_tables([parquet["indicators"], parquet["indicators"].slice(0, 1)])
    assert broken_keys(metadata, parquet | {"indicators": twice}) == ["indicators.csv: ['indicator_key']"]
    fewer = broken_keys(metadata, parquet | {"periods": parquet["periods"].slice(1)})
    assert fewer == ["facts.csv: ['period_key']"]


def test_keys_are_the_addresses_of_pages_and_stay_when_a_row_is_added(report, parquet) -> None:
    subjects = Subjects(report.scorecard.board)
    slugs = [subject.slug for subject in subjects.all.values()]
    assert parquet["indicators"]["indicator_key"].to_pylist() == slugs
    rows = EXAMPLE["results"]()
    added = pd.concat([rows.iloc[[0]].assign(indicator="Aardvarks", latest=1.0), rows])
    more = Report(title="x", scorecard=EXAMPLE["scorecard"](added))
    keys = {table.name: table for table in tables_of(more)}["indicators"]["indicator_key"].values
    assert keys[1:] == slugs


# Gaps ----------------------------------------------------------------------------------------------------------------


def test_every_missing_figure_has_its_reason(tables, book) -> None:
    gaps = 0
    for table in tables.values():
        for column in table.columns:
            for row, value in enumerate(column.values):
                if value is None and column.kind != "text" and not column.reason(row).startswith("nothing"):
                    assert f"{column.heading}: {column.reason(row)}" in table[MISSING].values[row]
                    gaps += 1
    assert gaps > 50
    published = {row["Section"]: row["Why a figure is missing"] for row in by_heading(book["Published_counts"])}
    assert published["=Roads"].startswith("Here: no table here; Published green: not published")


def test_reasons_are_not_merged(parquet) -> None:
    said = dict(zip(parquet["results"]["indicator_key"].to_pylist(), parquet["results"]["missing"].to_pylist(),
                    strict=True))  # fmt: skip
    assert said["contacts-that-nobody-counted"].startswith("Latest: suppressed; Previous: no data; Change: no data")
    assert said["occupancy-of-homes"].startswith("Target: a range: 92.0% to 98.0%; Peer: no peer value")
    why = {row["programme"]: row["missing"] for row in parquet["savings_programmes"].to_pylist()}
    assert [why[name].split("; ")[0].partition(": ")[2] for name in ("+Signs", "Repairs")] == [
        "not applicable", "not in this plan's fund"]  # fmt: skip
    assert [shorthand(reason) for reason in ("suppressed", "rounds to zero", "none recorded", "no target",
                                             "neutral indicator", "no data", "too few points", "not due")] == [
        "[c]", "[low]", "[w]", "[z]", "[z]", "[x]", "[x]", "[x]"]  # fmt: skip


def test_an_empty_cell_without_a_reason_is_no_table() -> None:
    with pytest.raises(AssertionError, match="no reason"):
        Table("t", "T", [numbers("value", "Value", "A value.", [float("nan")], [""])])


# The guidance --------------------------------------------------------------------------------------------------------


def test_sheets_keep_to_the_guidance(book) -> None:
    assert book.sheetnames[:4] == ["Cover", "Contents", "Notes", "Results"]
    assert all(re.fullmatch(r"[A-Z][A-Za-z0-9_]{1,30}", name) for name in book.sheetnames)
    names = [name for sheet in book for name in sheet.tables]
    assert len({*names}) == len(names)
    for sheet in book:
        assert sheet["A1"].value and sheet["A1"].font.bold and sheet["A1"].font.sz == 16
        assert not sheet.merged_cells.ranges and sheet.freeze_panes is None and sheet.auto_filter.ref is None
        assert len(sheet.tables) <= 1
        above = [row[0] for row in sheet.iter_rows(values_only=True, max_col=1)]
        if not sheet.tables:
            assert None not in above
            continue
        (table,) = sheet.tables.values()
        first, last = (int(number) for number in re.findall(r"[A-Z]+(\d+)", table.ref))
        assert last == sheet.max_row and None not in above[: first - 1], sheet.title  # nothing below, nothing blank
        cells = grid(sheet)
        assert not [row for row in cells if any(value in (None, "") for value in row)], sheet.title
        assert len({heading.casefold() for heading in cells[0]}) == len(cells[0])
        used = {value for row in cells[1:] for value in row if value in SHORTHAND}
        explained = next((line for line in above[: first - 1] if line.startswith("Some shorthand")), "")
        assert {*re.findall(r"\[\w+\]", explained)} == used


def test_every_element_stands_where_open_document_allows_it(report) -> None:
    """By the grammar of the standard, as odfpy has it."""
    def named(tag: str) -> tuple[str, str]:
        space, _, name = tag[1:].partition("}")
        return space, name

    wrong = set()
    parts = zipped(ods.workbook(report)["report.ods"])
    for part in ("content.xml", "styles.xml", "meta.xml"):
        for element in ElementTree.fromstring(parts[part]).iter():
            name = named(element.tag)
            children, attributes = odf.grammar.allowed_children[name], odf.grammar.allowed_attributes[name]
            given = {named(key) for key in element.attrib}
            wrong |= {(name, key) for key in given if attributes is not None and key not in attributes}
            wrong |= {(name, key) for key in odf.grammar.required_attributes.get(name, ()) if key not in given}
            wrong |= {(name, named(child.tag)) for child in element if children and named(child.tag) not in children}
    assert wrong == set()


def test_contents_lead_to_every_sheet(book, opened) -> None:
    rows = book["Contents"][book["Contents"].tables["contents"].ref][1:]
    assert [row[0].value for row in rows] == book.sheetnames[2:]
    assert [row[0].hyperlink.location for row in rows] == [f"'{name}'!A1" for name in book.sheetnames[2:]]
    assert [line[0] for line in opened["Contents"][3:]] == book.sheetnames[2:]


def test_the_cover_says_whose_it_is_and_what_is_missing(report, book) -> None:
    lines = [cell.value for cell in book["Cover"]["A"]]
    assert lines[:6] == ["=Quarter 2", "@Anytown Council", "Results to Sep 2024", "Published: 26 November 2024",
                         "Contact: +44 20 7946 0000", "Licence: OGL"]  # fmt: skip
    assert lines[-1] == report.gaps()[0] and lines[-2] == "What is missing"
    notes = [row["Note"] for row in by_heading(book["Notes"])]
    assert notes[0] == "=A note of the analyst." and "=Money." in notes and "A note of plans." in notes
    assert "Amber: worse, but within 10% of the comparator." in notes
    assert [note for note in notes if note.startswith("[")] == [f"{key} = {says}." for key, says in SHORTHAND.items()]


# Text stays text -----------------------------------------------------------------------------------------------------


def test_hostile_text_is_text_in_both_workbooks(report, book, opened, excel) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n") for cell in row)
            assert sheet.title == "Contents" or not any(cell.hyperlink for cell in row)
    parts = {name: text for name, text in zipped(excel).items() if name.startswith("xl/worksheets/")}
    assert parts and not [name for name, text in parts.items() if b"<f>" in text or b"<f " in text]
    wanted = [legible(text.strip()) for text in HOSTILE]  # a scorecard takes no spaces around a name
    assert [row["Indicator"] for row in by_heading(book["Indicators"])][-len(HOSTILE):] == wanted
    assert [row[0] for row in opened["Indicators"]][-len(HOSTILE):] == wanted
    # Spaces that a reader of OpenDocument would take for one are written as so many.
    content = zipped(ods.workbook(report)["report.ods"])["content.xml"].decode()
    paragraphs = re.findall(r"<text:p>(.*?)</text:p>", content)
    assert not [text for text in paragraphs if re.search(r"  |^ | $|\t", text)]
    assert '<text:s text:c="2"/>two<text:s text:c="2"/>spaces<text:s text:c="1"/>' in paragraphs


def zipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: file.read(name) for name in file.namelist()}


def test_no_cell_of_csv_is_a_formula_and_each_text_comes_back(files) -> None:
    for path, content in files.items():
        if path.endswith(".csv"):
            for row in csv.reader(io.StringIO(content.decode("utf-8"), newline="")):
                for cell in row:
                    formula = re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]", cell)
                    assert not formula or re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell), (path, cell)
    rows = list(csv.DictReader(io.StringIO(files["data/indicators.csv"].decode("utf-8"), newline="")))
    names = [row["indicator"] for row in rows][-len(HOSTILE):]
    assert names[0] == "'=1+1" and names[5] == "''=quoted" and names[7] == HOSTILE[7]
    text = [re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", " ", each.strip().replace("\r\n", "\n"))
            for each in HOSTILE]  # fmt: skip
    assert [*map(data.unmarked, names)] == text


# The same bytes, whatever is in the report ---------------------------------------------------------------------------


def test_the_same_report_gives_the_same_bytes(report, files, excel) -> None:
    again = EXAMPLE["report"]()
    assert data.csv(again) | data.parquet(again) == files
    assert xlsx.workbook(again)["report.xlsx"] == excel
    assert ods.workbook(again) == ods.workbook(report)
    core = openpyxl.load_workbook(io.BytesIO(excel)).properties
    assert core.created.date() == datetime.date(1980, 1, 1) and core.title == "=Quarter 2"
    assert list(zipped(ods.workbook(again)["report.ods"]))[0] == "mimetype"


@pytest.mark.parametrize(
    ("parts", "tabs"),
    [
        ({"scorecard": hw.Scorecard(pd.DataFrame(SOME), comparators=("target",))},
         ["Results", "Ratings_by_section", "Directions_by_section", "Indicators", "Figures"]),
        ({"scorecard": hw.Scorecard(pd.DataFrame(SOME), comparators=(), previous=None)},
         ["Results", "Directions_by_section", "Indicators", "Figures"]),
        ({"scorecard": hw.Scorecard(pd.DataFrame(SOME).head(0), comparators=("target",))},
         ["Results", "Directions_by_section", "Indicators", "Figures"]),
        ({"savings": EXAMPLE["savings"]()},
         ["Savings_bridge", "Savings_confidence", "Savings_years", "Savings_funds", "Savings_programmes"]),
        ({"plans": EXAMPLE["plans"]()}, ["Initiatives", "Actions", "Recommendations"]),
        ({"statistics": [hw.stats.proportion(3, 10)]}, ["Statistic_1"]),
    ],
    ids=["scorecard", "no comparator", "no row", "savings", "plans", "statistics"],
)  # fmt: skip
def test_a_report_of_any_part_has_its_tables(parts: dict[str, Any], tabs: list[str]) -> None:
    given = Report(title="Part", **parts)
    book = openpyxl.load_workbook(io.BytesIO(xlsx.workbook(given)["report.xlsx"]))
    assert book.sheetnames == ["Cover", "Contents", "Notes", *tabs, "Dictionary"]
    document = odf.opendocument.load(io.BytesIO(ods.workbook(given)["report.ods"]))
    sheets_ = document.spreadsheet.getElementsByType(odf.table.Table)
    assert [sheet.getAttribute("name") for sheet in sheets_] == book.sheetnames
    names = {path[5:-4] for path in data.csv(given) if path.endswith(".csv")}
    assert names == {path[5:-8] for path in data.parquet(given)} and "dictionary" in names


def test_results_without_a_period_have_one_of_that_name() -> None:
    card = hw.Scorecard(pd.DataFrame(SOME | {"period": [None]}), comparators=("target",))
    made = {table.name: table.arrow().to_pylist() for table in tables_of(Report(title="x", scorecard=card))}
    assert made["periods"] == [
        {"period_key": "no-period", "label": "No period", "kind": None, "start": None, "end": None,
         "missing": "First day: no period; Last day: no period"}]  # fmt: skip
    assert made["results"][0]["period_key"] == "no-period"


def test_columns_of_any_name_have_names_of_their_own() -> None:
    rows = SOME | {"Target": [4.0], "Peer average": [5.0], "peer-average": [6.0], "=%": [1.0], "Latest": [7.0]}
    names = ("target", "Target", "Peer average", "peer-average", "=%", "Latest")
    given = Report(title="x", scorecard=hw.Scorecard(pd.DataFrame(rows), comparators=names))
    found = [column.name for column in tables_of(given)[0].columns]
    assert len({*found}) == len(found) and all(re.fullmatch(r"[a-z0-9_]+", name) for name in found)
    assert {"target_2_rating", "peer_average", "peer_average_2", "column", "latest_2"} <= {*found}
    book = openpyxl.load_workbook(io.BytesIO(xlsx.workbook(given)["report.xlsx"]))
    (row,) = by_heading(book["Results"])
    assert [row[name] for name in ("Target", "Target 2", "=%", "Latest", "Latest 2")] == [3, 4, 1, 2, 7]


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    card = hw.Scorecard(pd.DataFrame(SOME), comparators=("target",))
    given = Report(title="x", scorecard=card)
    with pytest.raises(hw.HeadwayError, match=r"^table 'facts': found 2 rows; accepted: 1, .* csv and parquet"):
        ods.workbook(given)
    assert "data/facts.csv" in data.csv(given)


def test_without_what_writes_excel_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    given = Report(title="x", statistics=[hw.stats.proportion(3, 10)])
    with pytest.raises(ImportError, match=r"^workbooks of Excel need xlsxwriter.*headway\[report\]"):
        given.write(tmp_path / "out", forms=["xlsx"])
    assert not (tmp_path / "out").exists()
    given.write(tmp_path / "out", forms=["ods", "csv", "parquet"])
    assert (tmp_path / "out" / "data" / "metadata.json").exists() and (tmp_path / "out" / "report.ods").exists()


def test_names_of_data_are_unlike_each_other() -> None:
    given = [texts(name, "Name", "A name.", ["x"]) for name in ("a b", "A-B", "a_b", "%")]
    assert [column.name for column in Table("t", "T", given).columns] == ["a_b", "a_b_2", "a_b_3", "column"]


def test_a_blank_name_is_said_to_be_none() -> None:
    column = texts("name", "Name", "A name.", ["\x07", " ", None, "b"])
    assert column.values == [None, None, None, "b"] and column.reason(0) == "not given"
