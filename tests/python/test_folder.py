"""Folders with a report.toml: read whole, or refused with everything that is wrong, by file, row and column."""

import os
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import headway as hw
import pandas as pd
import pytest

TOML = "report.toml"
FIRST = '[scorecard]\nfile = "kpis.csv"'
FIGURE = "a figure such as 1,234, £1.2m, 12.5%, <5, or a word for none such as n/a"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> & =cmd() \"quoted\" 'so' {x} --> ]]> $y$ \\u202e"


TEXTS = {
    "section", "indicator", "unit", "definition", "source", "owner", "on_track", "focus", "next_steps", "control",
    "portfolio", "scheme", "theme", "action", "lead",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that `headway new` makes."""
    folder = tmp_path / "quarter"
    folder.mkdir()
    for file in (files("headway.report") / "template").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


Damage = Callable[[Path], Any]


def put(name: str, old: str, new: str, count: int = 1) -> Damage:
    """Other text in place of some in a file."""

    def damage(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text, (name, old)
        (folder / name).write_text(text.replace(old, new, count), "utf-8")

    return damage


def settings(old: str, new: str) -> Damage:
    return put(TOML, old, new)


def bytes_of(name: str, content: bytes) -> Damage:
    return lambda folder: (folder / name).write_bytes(content)


def both(*damages: Damage) -> Damage:
    return lambda folder: [damage(folder) for damage in damages]


def added(name: str, line: str) -> Damage:
    return lambda folder: (folder / name).write_text((folder / name).read_text("utf-8") + line + "\n", "utf-8")


def row(name: str, number: int) -> Callable[[Path], str]:
    return lambda folder: (folder / name).read_text("utf-8").splitlines()[number - 1]


def no_file(name: str, instead: Callable[[Path], Any]) -> Damage:
    return lambda folder: [(folder / name).unlink(), instead(folder / name)]


ONE_PROBLEM: dict[str, tuple[Damage, str]] = {
    # the settings
    "no settings": (lambda folder: (folder / TOML).unlink(), "/quarter: found no report.toml; accepted: a folder with"),
    "no TOML": (settings('title = "Perf', "title = Perf"), r"report.toml: found invalid value \(row 8, character 9\)"),
    "a key twice": (settings("title =", 'title = "one"\ntitle ='), r"report.toml: found cannot overwrite .*row 9"),
    "no UTF-8": (bytes_of(TOML, b'title = "\xa3"'), "report.toml: found the byte 0xa3, which is no UTF-8"),
    "no title": (settings("title =", "# title ="), 'report.toml, title: found none; accepted: title = "'),
    "a title that is a number": (
        settings('title = "', 'title = 3 # "'),
        "report.toml, row 8, title: found the number 3",
    ),
    "an empty title": (settings('title = "', 'title = "" # "'), "report.toml, row 8, title: found text ''"),
    "a stray key": (
        settings("organisation =", "organization ="),
        "report.toml, row 9, organization: found a key that means nothing; did you mean 'organisation'",
    ),
    "a stray key in a table": (
        settings("comparators =", "comparator ="),
        r"report.toml, row 52, \[scorecard\] comparator: .* did you mean 'comparators'",
    ),
    "a stray table": (settings("[outlook]", "[outlok]"), "report.toml, row 70, outlok: .* did you mean 'outlook'"),
    "a text for a list": (
        settings('["target", "national"]', '"target"'),
        r"row 52, \[scorecard\] comparators: found text 'target'; accepted: a list of texts",
    ),
    "a list that holds a number": (
        settings('["target", "national"]', '["target", 1]'),
        r"\[scorecard\] comparators: found the number 1; accepted: text",
    ),
    "a number for a table": (
        settings("[outlook]", "outlook2 = 1\n[outlook]"),
        r"\[scorecard.history\] outlook2: found a",
    ),
    "a number for a table of tables": (
        settings("[scorecard.history]\nfile =", "history = 3\n#"),
        r"\[scorecard\] history: found the number 3; accepted: a table \[scorecard.history\]",
    ),
    "no colour": (settings('# accent = "#005ea5"', 'accent = "blue"'), "accent: found str 'blue'; accepted: a colour"),
    "no logo": (settings('# logo = "logo.svg"', 'logo = "logo.svg"'), r"logo: found '.*logo.svg', which is no file"),
    "a logo that is no picture": (
        both(settings('# logo = "logo.svg"', 'logo = "kpis.csv"')),
        "SVG or PNG, of up to 1 MB",
    ),
    "no day": (
        settings("published = 2024-11-26", "published = 2024"),
        "published: found the number 2024; accepted: a date",
    ),
    # files
    "no file": (
        settings(FIRST, '[scorecard]\nfile = "kpi.csv"'),
        "kpi.csv: found no such file; accepted: a table .*; did you mean 'kpis.csv'",
    ),
    "no file named": (settings(FIRST, "[scorecard]"), r'\[scorecard\] file: found none; accepted: file = "kpis.csv"'),
    "another kind of file": (
        settings(FIRST, '[scorecard]\nfile = "kpis.doc"'),
        "kpis.doc: found a file .doc; accepted:",
    ),
    "a folder": (no_file("kpis.csv", os.mkdir), "kpis.csv: found what is no file; accepted"),
    "a pipe": (no_file("kpis.csv", os.mkfifo), "kpis.csv: found what is no file; accepted"),
    "a sheet of a CSV": (settings(FIRST, FIRST + '\nsheet = "A"'), "kpis.csv: found sheet 'A' of a file that is CSV"),
    "a workbook that is none": (
        both(bytes_of("k.xlsx", b"no"), settings(FIRST, '[scorecard]\nfile = "k.xlsx"')),
        "k.xlsx: found what cannot be read as Excel",
    ),
    "a Parquet that is none": (
        both(bytes_of("k.parquet", b"no"), settings(FIRST, '[scorecard]\nfile = "k.parquet"')),
        "k.parquet: found what cannot be read as Parquet",
    ),
    "a database that is none": (
        both(bytes_of("k.duckdb", b"no" * 9999), settings(FIRST, '[scorecard]\nfile="k.duckdb"')),
        "k.duckdb: found what cannot be read as DuckDB",
    ),
    "an empty file": (bytes_of("kpis.csv", b""), "kpis.csv: found no names of columns in row 1; accepted: a row"),
    "names of columns alone": (
        bytes_of("kpis.csv", b"section,indicator,period,latest,target,national,polarity\n"),
        "kpis.csv: found no row below the names of columns",
    ),
    "a file of bytes": (
        bytes_of("kpis.csv", bytes(range(256))),
        "kpis.csv, row 2: found the byte 0x80, which is no UTF-8",
    ),
    "a file of Windows": (
        lambda folder: (folder / "kpis.csv").write_bytes((folder / "kpis.csv").read_bytes().replace(b"days", b"\xa3")),
        "kpis.csv, row 3: found the byte 0xa3, which is no UTF-8; .*'CSV UTF-8'",
    ),
    "a cell too few": (
        put("kpis.csv", ",Higher is better", ""),
        "kpis.csv, row 2: found 8 cells; accepted: 9, as the names",
    ),
    "a cell too many": (put("kpis.csv", "85.7,", "85,7,"), "kpis.csv, row 2: found 10 cells; accepted: 9"),
    "a quote that does not end": (
        put("kpis.csv", "Housing,Rep", '"Housing,Rep'),
        "kpis.csv, row 2: found ',' expected",
    ),
    "a cell that does not end": (
        put("kpis.csv", "Children,Care", '"Children,Care'),
        "kpis.csv, row 9: found unexpected end",
    ),
    "a cell without end": (
        put("kpis.csv", "85.7", "8" * 200_000),
        "kpis.csv, row 2: found field larger than field limit",
    ),
    "a row twice": (
        lambda folder: added("kpis.csv", row("kpis.csv", 9)(folder))(folder),
        "kpis.csv, row 10: found the same as row 9; accepted: one of them",
    ),
    "semicolons": (
        bytes_of("kpis.csv", b"section;indicator\nHousing;Repairs\n"),
        "kpis.csv, row 1: found columns with ';' between; accepted: commas between columns",
    ),
    "a column twice": (put("kpis.csv", "national", "target"), "kpis.csv, row 1: found column 'target' 2 times"),
    "a column without a name": (put("kpis.csv", "national", ""), "kpis.csv, row 1: found column 7 without a name"),
    "another header": (settings(FIRST, FIRST + "\nheader = 99"), "kpis.csv: found no names of columns in row 99"),
    # columns
    "no column": (
        put("kpis.csv", "latest", "Latest"),
        "kpis.csv, column 'latest' is not in it; did you mean 'Latest'.? "
        r"Write columns = \{ latest = 'Latest' \}. Accepted: one of section, indicator",
    ),
    "no comparator": (
        put("kpis.csv", "national", "England"),
        r"column 'national' is not in it. Write comparators = \['...'\]",
    ),
    "a column of no kind": (
        settings(
            '# columns = { section = "Directorate", indicator = "Measure", latest = "Actual" }',
            'columns = { latst = "latest" }',
        ),
        r"\[scorecard\] columns: found 'latst'; accepted: section, .* nearest is 'latest'",
    ),
    "no column of a history": (
        put("history.csv", "period", "month"),
        r"history.csv, column 'period' is not in it. Write columns = \{ period = '...' \}",
    ),
    "a renamed column": (
        settings(
            '# columns = { indicator = "Measure", period = "Month", value = "Actual" }',
            'columns = { period = "Month" }',
        ),
        "history.csv: column 'Month' is not in it",
    ),
    # cells
    "no figure": (
        put("kpis.csv", "85.7", "12.3.4"),
        "kpis.csv, row 2, column 'previous': found '12.3.4' (.*); accepted: " + FIGURE,
    ),
    "no figure of a definition": (
        put("indicators.csv", '"100,000"', "lots"),
        "indicators.csv, row 6, column 'year_end_target': found 'lots' .*; accepted: a figure",
    ),
    "no polarity": (
        put("kpis.csv", "Lower is better", "Lowish"),
        "kpis.csv, row 3, column 'polarity': found \"Lowish\"",
    ),
    "no period": (
        put("kpis.csv", "September 2024", "Septembr 2024"),
        "kpis.csv, row 2, column 'period': period \"Septembr",
    ),
    "no name": (
        put("kpis.csv", "Housing,Days to let an empty home", "Housing,"),
        "kpis.csv, row 3, column 'indicator': found null",
    ),
    "no accrual": (
        put("indicators.csv", ",flow,", ",flowing,"),
        "indicators.csv, row 6, column 'accrual': found \"flowing\"",
    ),
    "no profile": (
        put("indicators.csv", "flat", "flt"),
        "indicators.csv, row 2, column 'profile': found 'flt'; accepted: flat",
    ),
    "no definition": (
        put("indicators.csv", "Library visits", "Libraries"),
        "kpis.csv, row 6, column 'indicator': found "
        "'Library visits', of which there is no definition; accepted: a row of it in indicators.csv",
    ),
    "two definitions": (
        added("indicators.csv", "Library visits,flow,,,,,"),
        "indicators.csv, row 10, column 'indicator': found 'Library visits' as row 6",
    ),
    "the same in both tables": (
        put("indicators.csv", "owner", "unit"),
        "indicators.csv: column 'unit' is in kpis.csv too",
    ),
    "no month of a history": (
        put("history.csv", "2022-05", "2022-13"),
        "history.csv, row 3, column 'period': period \"2022-13\"",
    ),
    "a month twice": (
        put("history.csv", "2022-05", "2022-04"),
        "history.csv, row 3, 'Repairs .*': the same .* as row 2",
    ),
    "another indicator": (
        put("history.csv", "Library visits", "Libary visits", 30),
        "history.csv, row 62, column 'indicator': found 'Libary visits', .* nearest is 'Library visits'",
    ),
    "no accrual for an outlook": (
        put("indicators.csv", ",flow,", ",,"),
        "row 62, .* 'Library visits', of which no accrual",
    ),
    "no method": (
        settings('# method = "auto"', 'method = "magic"'),
        r"row 71, \[outlook\] method: found 'magic'; accepted: auto",
    ),
    "no level": (settings("# level = 0.8", "level = 8"), "level: found 8"),
    "a comment on nothing": (
        put("commentary.csv", "Children,", "Childrn,"),
        "commentary.csv, row 4, column 'section': found "
        "'Childrn', which the scorecard does not have; .* nearest is 'Children'",
    ),
    "a comment without a name": (
        put("commentary.csv", "Children,", ","),
        "commentary.csv, row 4: found no section and no ind",
    ),
    "no saving": (put("savings.csv", "340", "34o"), "savings.csv, row 2, column '2025/26 .*': money: found \"34o\""),
    "no such year": (put("savings.csv", "2025/26 (£k)", "2025/26"), "savings.csv, column '2025/26 .*' is not in it"),
    "no confidence": (
        put("savings.csv", "Amber", "Ambre"),
        r"found \"Ambre\" \(row 3\); .*confidence_words = \{ \"Ambre\" = ",
    ),
    "no kind of years": (
        settings('"run_rates"', '"runrates"'),
        r"\[savings\]: years_are: found 'runrates'; accepted: run_rates",
    ),
    "no printed figure": (
        settings("# printed = 880", 'printed = "880"'),
        r"\[savings\] printed: found text '880'; accepted: a number",
    ),
    "no status of an action": (
        put("actions.csv", "amber", "yellow"),
        "actions.csv, row 3, column 'published_rating': found \"yellow\"",
    ),
    "no month of an action": (
        put("actions.csv", "2024-07", "July"),
        "actions.csv, row 2, column 'first_month': period \"July\"",
    ),
    "no day of a plan": (
        settings("as_at = 2024-10-31", "# as_at"),
        r"\[plans\] as_at: found none; accepted: as_at = 2025-10-31",
    ),
}


@pytest.mark.parametrize("kind", ONE_PROBLEM)
def test_one_thing_that_is_wrong_is_named(folder: Path, kind: str) -> None:
    damage, said = ONE_PROBLEM[kind]
    damage(folder)
    before = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    with pytest.raises(hw.HeadwayError) as refused:
        hw.read_folder(folder)
    problems = refused.value.problems or (str(refused.value),)
    assert re.search(said, problems[0]), problems
    assert len(set(problems)) == len(problems) <= 2
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == before


def test_everything_that_is_wrong_is_named_at_once(folder: Path) -> None:
    wrong = ["a stray key", "no colour", "no figure", "no month of a history", "no saving", "no status of an action"]
    for kind in wrong:
        ONE_PROBLEM[kind][0](folder)
    with pytest.raises(hw.HeadwayError) as refused:
        hw.read_folder(folder)
    for kind in wrong:
        assert [kind for problem in refused.value.problems if re.search(ONE_PROBLEM[kind][1], problem)] == [kind], kind
    assert len(refused.value.problems) == len(wrong)


def test_each_of_many_rows_is_named(folder: Path) -> None:
    put("history.csv", "-05,", "-13,", 9)(folder)
    wrong = pd.read_csv(folder / "kpis.csv", dtype=str)
    wrong["target"] = "many"
    wrong.to_csv(folder / "kpis.csv", index=False)
    with pytest.raises(hw.HeadwayError) as refused:
        hw.read_folder(folder)
    rows = [re.search(r"kpis.csv, row (\d+), column 'target'", problem) for problem in refused.value.problems]
    assert [int(found[1]) for found in rows if found] == list(range(2, 10))


def test_several_problems_of_one_table_are_each_told_by_their_row(folder: Path) -> None:
    put("actions.csv", "2024-09,2025-03", "2025-04,2025-03")(folder)
    put("actions.csv", "2025-01,2025-06", "2025-07,2025-06")(folder)
    put("savings.csv", "340", "34o", 2)(folder)
    with pytest.raises(hw.HeadwayError) as refused:
        hw.read_folder(folder)
    assert [problem.partition(": ")[0] for problem in refused.value.problems] == [
        "savings.csv, row 2, column '2025/26 (£k)'", "savings.csv, row 2, column '2026/27 (£k)'",
        "actions.csv, row 4, column 'last_month'", "actions.csv, row 6, column 'last_month'",
    ]  # fmt: skip


def test_a_problem_is_told_by_the_row_of_the_file_whatever_stands_above(folder: Path) -> None:
    put("kpis.csv", "section,", 'Figures of the quarter\n\n"as at\n30 September",,\nsection,')(folder)
    settings(FIRST, FIRST + "\nheader = 4")(folder)
    assert len(hw.read_folder(folder).scorecard) == 8
    put("kpis.csv", "Lower is better", "Lowish")(folder)
    with pytest.raises(hw.HeadwayError, match="kpis.csv, row 6, column 'polarity': found \"Lowish\""):
        hw.read_folder(folder)


def test_results_are_compared_with_several_earlier_ones(folder: Path) -> None:
    settings('# previous = ["previous", "year_start"]', 'previous = ["year_start", "Last year"]')(folder)
    put("kpis.csv", "previous", "Last year")(folder)
    put("kpis.csv", "85.7", "85.7%")(folder)  # text, which is read as a figure
    frame = hw.read_folder(folder).scorecard.frame.to_pandas().set_index("indicator")
    (april,) = [float(line.rsplit(",", 1)[1]) for line in (folder / "history.csv").read_text().splitlines()
                if line.startswith("Repairs finished on time,2024-04")]  # fmt: skip
    repairs = frame.loc["Repairs finished on time"]
    assert (repairs.year_start, repairs["Last year_change"]) == (april, 0.8)
    settings('"Last year"]', '"yaer_start"]')(folder)
    with pytest.raises(hw.HeadwayError, match="column 'yaer_start' is not in it"):
        hw.read_folder(folder)


def test_columns_go_by_the_names_that_the_file_has(folder: Path) -> None:
    header = "Directorate,Measure,Month,Before,Actual,Aim,England,Unit,Good is"
    put("kpis.csv", row("kpis.csv", 1)(folder), header)(folder)
    columns = ('section = "Directorate", indicator = "Measure", period = "Month", previous = "Before", '
               'latest = "Actual", unit = "Unit", polarity = "Good is"')  # fmt: skip
    settings('["target", "national"]', f'["Aim", "England"]\ncolumns = {{ {columns} }}')(folder)
    put("history.csv", "indicator,period,value", "Measure,Month,Actual")(folder)
    settings(
        '# columns = { indicator = "Measure", period = "Month", value = "Actual" }', 'columns = { value = "Actual" }'
    )(folder)
    report = hw.read_folder(folder)
    assert report.scorecard.comparators == ("Aim", "England")
    assert len(report.scorecard.history["Library visits"]) == 30 and len(report.scorecard.outlook) == 5
    put("history.csv", ",2022-05,", ",May,")(folder)
    put("kpis.csv", "9,339", "9.339.1")(folder)
    with pytest.raises(hw.HeadwayError) as refused:
        hw.read_folder(folder)
    first, second = refused.value.problems
    assert first.startswith("kpis.csv, row 6, column 'Actual': found '9.339.1'")
    assert second.startswith("history.csv, row 3, column 'Month': period \"May\"")


@pytest.mark.parametrize("name", ["kpis_2024_25_q2", "indicators", "indicator_history_2024_25"])
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: lines[3].rpartition(",")[0], ", row 4: found"),
        (lambda lines: "x," + lines[3], ", row 4: found"),
        (lambda lines: lines[3] + "\n" + lines[2], ", row 5: found the same as row 3"),
        (lambda lines: '"' + lines[3].replace('"', ""), ", row [0-9]+: found .*(expected|unexpected)"),
    ],
)  # fmt: skip
def test_a_damaged_table_of_the_city_is_named(
    tmp_path: Path, data: Path, name: str, change: Callable[[list[str]], str], said: str
) -> None:
    for file in data.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    lines = (tmp_path / f"{name}.csv").read_text("utf-8").splitlines()
    lines[3] = change(lines)
    (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    with pytest.raises(hw.HeadwayError, match=f"{name}.csv{said}"):
        hw.read_folder(tmp_path)


# What the folder says ------------------------------------------------------------------------------------------------


def test_the_template_is_read_as_it_is(folder: Path) -> None:
    report = hw.read_folder(folder)
    assert report.title == "Performance report, quarter 2 of 2024/25"
    assert (report.published, report.next_published) == ("26 November 2024", "February 2025")
    assert report.scorecard.sections == ["Housing", "Neighbourhoods", "Children"]
    assert report.scorecard.ratings().to_pandas().query("comparator == 'target'").red.tolist() == [0, 0, 0]
    assert report.commentary.sections["Housing"].focus == "Empty homes take longer to let."
    assert report.commentary.indicators["Days to let an empty home"].control.startswith("The council controls")
    assert sorted(report.scorecard.outlook) == sorted(report.scorecard.history)
    assert report.scorecard.outlook["Library visits"].target == 100_000
    assert report.simulation is None
    assert repr(report.savings).startswith("£1,780k expected: £900k is not validated")


def test_every_remark_of_the_template_is_a_line_to_use(folder: Path) -> None:
    """All but those that name files which are not there."""
    text = (folder / TOML).read_text("utf-8")
    keys = "seed|delivery|tolerance|directions|level|note|method|leave_out_others|printed|gap|accent"
    used = re.sub(rf"^# (\[savings\.simulation\]|({keys}) = .*)$", r"\1", text, flags=re.MULTILINE)
    assert used.count("\n# ") == text.count("\n# ") - 12
    (folder / TOML).write_text(used, "utf-8")
    report = hw.read_folder(folder)
    assert report.simulation is not None and report.accent == "#005ea5"
    assert report.savings_parts["printed"] == 880 and report.savings_parts["gap"] == {"2026/27": 3000}
    assert report.scorecard.outlook["Library visits"].series.note == "April to July are estimates."


# Each remark that says what columns are called, as it stands, and the file of its table.
COLUMNS = [
    ('#   columns = { latest = "Actual", target = "Target 24/25" }', FIRST, "kpis.csv"),
    ('# columns = { section = "Directorate", indicator = "Measure", latest = "Actual" }', FIRST, "kpis.csv"),
    ('# columns = { indicator = "Measure", period = "Month", value = "Actual" }',
     '[scorecard.history]\nfile = "history.csv"', "history.csv"),
]  # fmt: skip


def shown_of(report: hw.Report) -> dict[str, list[Any]]:
    """What a scorecard shows of each result, by whichever names its columns have."""
    scorecard = report.scorecard
    assert scorecard is not None
    frame = pd.DataFrame(scorecard.frame.to_pandas())
    of = ["change", "direction", *(f"{name}_{of}" for name in scorecard.comparators for of in ("rating", "gap"))]
    columns = [*of, "chance_of_target", "year_end"]
    values = {name: [None if value != value else value for value in frame[name].tolist()] for name in columns}
    return {str(place) if name in of[2:] else name: values[name] for place, name in enumerate(columns)}


@pytest.mark.parametrize(("remark", "below", "file"), COLUMNS)
def test_every_remark_about_columns_is_a_line_to_use(folder: Path, remark: str, below: str, file: str) -> None:
    as_it_was = hw.read_folder(folder)
    line = remark.lstrip("# ")
    settings(remark, "# used")(folder)
    settings(below, f"{below}\n{line}")(folder)
    heading, rest = (folder / file).read_text("utf-8").split("\n", 1)
    names = heading.split(",")
    for ours, theirs in re.findall(r'(\w+) = "([^"]+)"', line):
        names[names.index(ours)] = theirs
    (folder / file).write_text(f"{','.join(names)}\n{rest}", "utf-8")
    assert shown_of(hw.read_folder(folder)) == shown_of(as_it_was)


def test_all_remarks_about_columns_are_tried() -> None:
    text = (files("headway.report") / "template" / TOML).read_text("utf-8")
    assert re.findall(r"^#\s+columns = .*$", text, flags=re.MULTILINE) == [remark for remark, *_ in COLUMNS]


@pytest.mark.parametrize(("key", "column", "lines"), [
    ("previous", "Prev", 'columns = { previous = "Prev" }'), ("previous", "Prev", 'previous = ["Prev"]'),
    ("polarity", "Better when", 'columns = { polarity = "Better when" }'),
    ("unit", "Unit", 'columns = { unit = "Unit" }'),
    ("latest", "Actual", 'columns = { latest = "Actual" }'), ("period", "When", 'columns = { period = "When" }'),
    ("national", "England", 'columns = { national = "England" }'),
])  # fmt: skip
def test_no_column_that_is_named_is_lost(folder: Path, key: str, column: str, lines: str) -> None:
    before = shown_of(hw.read_folder(folder))
    heading, rest = (folder / "kpis.csv").read_text("utf-8").split("\n", 1)
    names = [column if name == key else name for name in heading.split(",")]
    assert column in names
    (folder / "kpis.csv").write_text(f"{','.join(names)}\n{rest}", "utf-8")
    settings(FIRST, f"{FIRST}\n{lines}")(folder)
    after = shown_of(hw.read_folder(folder))
    assert after == before and any(after["direction"])


@pytest.mark.parametrize(("lines", "found"), [
    ('columns = { previous = "previous" }\nprevious = ["previous"]', "'previous', which stands apart too"),
    ('columns = { section = "section" }\nsections = false', "'section' beside sections = false"),
    ('columns = { peer2 = "national" }', "found 'peer2'; accepted: section"),
])  # fmt: skip
def test_what_is_said_twice_of_a_column_is_refused(folder: Path, lines: str, found: str) -> None:
    settings(FIRST, f"{FIRST}\n{lines}")(folder)
    with pytest.raises(hw.HeadwayError) as error:
        hw.read_folder(folder)
    assert found in str(error.value)


SAVINGS = """portfolio,scheme,2024/25 (£k),2025/26 (£k),2026/27 (£k),confidence
Housing,Repairs by own staff,120,340,340,Green
Housing,Fewer empty homes,50,,200,Amber
,Third,1,2,3,Amber
Total,,171,342,543,
"""


def test_what_a_message_offers_is_written_as_settings_are_and_notes_have_the_rows_of_the_file(folder: Path) -> None:
    bytes_of("savings.csv", SAVINGS.encode())(folder)
    with pytest.raises(hw.HeadwayError) as error:
        hw.read_folder(folder)
    message = str(error.value)
    assert "savings.csv, row 5: found \"Total\", a row of totals" in message
    assert "or leave_out_totals = true" in message and "=True" not in message
    assert "its column filled down" in message and "frame" not in message
    bytes_of("savings.csv", SAVINGS.replace("\n,Third", "\nHousing,Third").encode())(folder)
    settings("[savings]\n", "[savings]\nleave_out_totals = true\n")(folder)
    plan = hw.read_folder(folder).savings
    assert plan is not None
    assert any(note.startswith('row 5: left out "Total"') for note in plan.notes), plan.notes
    assert any(note.startswith('row 3, "Fewer empty homes": no figure of 2025/26') for note in plan.notes), plan.notes


def test_a_status_that_no_one_knows_is_given_a_meaning_as_settings_are_written(folder: Path) -> None:
    put("actions.csv", "amber", "Paused")(folder)
    with pytest.raises(hw.HeadwayError) as error:
        hw.read_folder(folder)
    message = str(error.value)
    assert "rating_words = { 'Paused' = ... }" in message and "None" not in message
    meant = "actions = { file = \"actions.csv\", rating_words = { 'Paused' = '' } }"
    settings('actions = "actions.csv"', meant)(folder)
    hw.read_folder(folder)


def test_a_simulation_is_made_where_somebody_asks_and_not_else(folder: Path, southampton: Any) -> None:
    assert southampton.simulation is None
    settings("# [savings.simulation]\n# seed = 2024", "[savings.simulation]\nseed = 2024\ndraws = 1000")(folder)
    report = hw.read_folder(folder)
    assert report.simulation.draws == 1000 and report.simulation.seed == 2024
    settings("seed = 2024\ndraws = 1000", "draws = 1000")(folder)
    with pytest.raises(
        hw.HeadwayError, match=r"report.toml, \[savings.simulation\] seed: found none; accepted: seed = 2024"
    ):
        hw.read_folder(folder)


def test_the_sections_without_a_table_are_said(southampton: Any) -> None:
    absent = [("Children and Learning - Education & Youth Offending", 10, None), ("Growth and Prosperity", 7, None),
              ("Enabling Services", 6, None)]  # fmt: skip
    assert southampton.differing_counts() == absent
    (said,) = southampton.gaps()
    assert said.startswith("Of the sections that were published, 3 have no table here: ")
    assert all(f"{name} ({count} indicators)" in said for name, count, _ in absent)
    assert said in repr(southampton)


def test_the_report_itself_says_which_sections_it_has_no_table_of(southampton: Any, southampton_pages: Path) -> None:
    index = (southampton_pages / "index.html").read_text("utf-8").replace("&amp;", "&")
    for section in southampton.differing_counts():
        assert re.search(rf"{re.escape(section.section)}.{{0,200}}{section.published} indicators", index, re.DOTALL)


def test_the_city_s_outlook_is_that_of_the_whole_numbers_that_were_reconstructed(southampton: Any, data: Path) -> None:
    months = pd.read_csv(data / "admissions_reconstructed.csv")
    targets = pd.read_csv(data / "year_end_extrapolations_published.csv").set_index("indicator").year_end_target
    assert set(southampton.scorecard.outlook) == set(months.indicator)
    for name, rows in months.groupby("indicator", sort=False):
        event = 100_000 / rows.population.iloc[0]
        series = hw.Series((rows.events.cumsum() * event).to_numpy(), start="2024-04", accrual="cumulative")
        wanted = hw.project_year_end(
            series, target=hw.Profile.linear(targets[name]), polarity="low_is_good", event=event
        )
        found = southampton.scorecard.outlook[name]
        assert found.value == pytest.approx(wanted.value, rel=1e-12)
        assert (found.lower, found.upper) == pytest.approx((wanted.lower, wanted.upper), rel=1e-12)
        assert found.series.note.startswith("Reconstructed: April to July were not published")


def test_an_earlier_quarter_has_the_same_settings(folder: Path) -> None:
    (folder / "before.csv").write_text((folder / "kpis.csv").read_text("utf-8").replace("231", "229"), "utf-8")
    added(TOML, '[before]\nfile = "before.csv"\ncomparators = ["target"]')(folder)
    before = hw.read_folder(folder).before
    assert before.frame["latest"].to_pylist()[6] == 229 and before.comparators == ("target",)


def test_what_needs_a_scorecard_is_refused_without_one(folder: Path) -> None:
    text = (folder / TOML).read_text("utf-8")
    without = text[: text.index("[scorecard]")] + text[text.index("[outlook]") :]
    (folder / TOML).write_text(without, "utf-8")
    with pytest.raises(hw.HeadwayError) as refused:
        hw.read_folder(folder)
    said = [problem.partition(": found it without a scorecard")[0] for problem in refused.value.problems]
    assert [re.sub(r"row \d+", "row", where) for where in said] == [
        "report.toml, row, outlook", "report.toml, row, commentary"
    ]  # fmt: skip


# Text that is hostile ------------------------------------------------------------------------------------------------


def test_hostile_text_in_every_field_stays_text(folder: Path, tmp_path: Path) -> None:
    """In every text of the settings and in every cell of text that may hold any."""
    text = (folder / TOML).read_text("utf-8")
    literal = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    for key in ("title", "organisation", "period", "author", "contact", "licence", "next_published"):
        text = re.sub(rf'^{key} = "[^"]*"', lambda found, key=key: f'{key} = "{literal}"', text, flags=re.MULTILINE)
    text = text.replace('"All figures are invented."', f'"{literal}"').replace(
        '# note = "April', f'note = "{literal}" #'
    )
    text = text.replace(
        "[savings]\n", f'[savings]\ntitle = "{literal}"\nsubtitle = "{literal}"\nnotes = ["{literal}"]\n'
    )
    text = text.replace(
        "[plans]\n", f'[plans]\ntitle = "{literal}"\nactions_note = "{literal}"\nnotes = ["{literal}"]\n'
    )
    (folder / TOML).write_text(text, "utf-8")
    for name in ("kpis", "indicators", "history", "commentary", "savings", "actions"):
        table = pd.read_csv(folder / f"{name}.csv", dtype=str)
        for column in TEXTS & set(table.columns):
            table[column] = table[column].map(lambda cell: f"{HOSTILE} {cell}", na_action="ignore")
        table.to_csv(folder / f"{name}.csv", index=False)
    pages = list(hw.read_folder(folder).write(tmp_path / "out").rglob("*.html"))
    assert len(pages) >= 3
    for page in pages:
        html = page.read_text("utf-8")
        assert "<script>alert" not in html and "<img src=x" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_table_of_many_rows_is_read(folder: Path) -> None:
    lines = ["indicator,period,value"]
    lines += [f"Stranger {i},{2000 + m // 12}-{m % 12 + 1:02d},{i}" for i in range(100) for m in range(200)]
    added("history.csv", "\n".join(lines[1:]))(folder)
    settings("# leave_out_others = true", "leave_out_others = true")(folder)
    report = hw.read_folder(folder)
    assert len(report.scorecard.board.of_no_indicator["history"]) == 100 and len(report.scorecard.history) == 5


def test_a_folder_is_no_file_and_no_number(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(
            hw.HeadwayError, match=r"found no report.toml; accepted: a folder with .*headway new FOLDER"
        ):
            hw.read_folder(path)
    for wrong in (3, None, b"folder", ""):
        with pytest.raises(hw.HeadwayError, match="^folder: found"):
            hw.read_folder(wrong)  # type: ignore[arg-type]
