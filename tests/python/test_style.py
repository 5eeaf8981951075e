"""What every file keeps to: it is short, its lines are short, and the linter finds nothing in it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_LINES, MOST_COLUMNS = 500, 120
CPP = (".hpp", ".cpp")
SOURCES = {"include": CPP, "src": CPP, "python": (*CPP, ".py", ".pyi")}
OTHERS = {"examples": CPP}  # lines of Python are measured by the linter


def files_of(folder: str, suffixes: tuple[str, ...]) -> list[Path]:
    files = [file for file in sorted((ROOT / folder).rglob("*")) if file.suffix in suffixes]
    assert files, folder
    return files


@pytest.mark.parametrize("folder", SOURCES)
def test_a_source_file_holds_one_concept(folder: str) -> None:
    lengths = {file: len(file.read_text().splitlines()) for file in files_of(folder, SOURCES[folder])}
    assert {str(file.relative_to(ROOT)): lines for file, lines in lengths.items() if lines > MOST_LINES} == {}


@pytest.mark.parametrize("folder", SOURCES | OTHERS)
def test_lines_of_cpp_fit(folder: str) -> None:
    assert [
        f"{file.relative_to(ROOT)}:{number}: {len(line)}"
        for file in files_of(folder, CPP)
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if len(line) > MOST_COLUMNS
    ] == []


def test_no_number_is_read_or_written_in_the_words_of_a_locale() -> None:
    # whose point may be a comma: "51.66" would be 51. decimal_text.hpp says how it is done.
    of_a_locale = re.compile(r"\b(strto(d|f|ld)|ato[fd]|sto(d|f|ld)|s?n?printf|s?scanf|[io]?stringstream|std::locale|"
                             r"is(alpha|digit|alnum|space|upper|lower|punct)|to(upper|lower))\(|stringstream>")
    found = {
        str(file.relative_to(ROOT))
        for folder in ("include", "src", "python")
        for file in files_of(folder, CPP)
        for line in file.read_text().splitlines()
        if of_a_locale.search(line.split("//")[0])
    }
    assert found == {"include/headway/decimal_text.hpp"}


def test_cpp_tests_keep_their_names_to_themselves() -> None:
    # they are compiled in groups, where what two files call the same is one name twice
    for file in sorted((ROOT / "tests" / "cpp").glob("test_*.cpp")):
        lines = file.read_text().splitlines()
        code = [line for line in lines if line and not line.startswith(("//", "#"))]
        assert (code[0], code[-1]) == (f"namespace {file.stem} {{", f"}}  // namespace {file.stem}"), file
        assert "}  // namespace " + file.stem not in code[:-1], file


def test_the_linter_finds_nothing() -> None:
    done = subprocess.run(
        [
            sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise", ROOT
        ], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
