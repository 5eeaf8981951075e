"""The arrows between the rooms: who may include whom. A room that is not listed here has no arrows yet."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INCLUDE = ROOT / "include" / "headway"

MAY_USE = {
    "time": set(),
    "stats": set(),
    "series": {"time"},
    "measure": {"time", "series"},
    "assess": {"measure", "series", "stats"},
    "outlook": {"measure", "series", "stats"},
    "spc": {"measure", "series", "stats"},
    "plan": {"time"},
    "money": set(),
    "uncertainty": {"stats"},
    "appraisal": {"time"},
    "savings": {"time", "series", "stats", "outlook", "plan", "money", "uncertainty"},
    "report": {"time", "stats", "series", "measure", "assess", "spc", "outlook", "plan", "money", "uncertainty", "appraisal", "savings"},
}
MAY_USE["batch"] = set(MAY_USE)  # columns of what every room has; no room uses it
EVERYTHING = {"headway.hpp", "batch.hpp"}  # of the files outside the rooms, these alone may enter any

LINE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def includes(text: str) -> list[tuple[str, bool]]:
    """What is included, and whether in quotes."""
    return [(quoted or angled, bool(quoted)) for quoted, angled in LINE.findall(text)]


def room(header: str) -> str | None:
    """The room of "headway/<room>/x.hpp"; None for a file at the root, which all may use."""
    parts = header.split("/")
    return parts[1] if len(parts) > 2 else None


def offence(file: str, header: str, quoted: bool) -> str | None:
    """Why a file ("headway/assess/rating.hpp") may not include a header; None where it may."""
    where = room(file)
    if where is not None and where not in MAY_USE:
        return f"{where} is not a room"
    if "boost/date_time" in header:
        return None if where == "time" else "time is the one room that names Boost.Date_Time"
    if not quoted:
        return "headers of headway are included in quotes" if header.startswith("headway/") else None
    if not header.startswith("headway/"):
        return "a header of headway is included by its full name"
    to, name = room(header), file.split("/")[-1]
    if to is None:
        return None if header.split("/")[-1] not in EVERYTHING or name in EVERYTHING else "a room may not use everything"
    if where is None:
        return None if name in EVERYTHING else "what all rooms use may use none"
    if to == where or to in MAY_USE[where]:
        return None
    return f"{where} may use {', '.join(sorted(MAY_USE[where])) or 'no other room'}"


HEADERS = sorted(INCLUDE.rglob("*.hpp"))


@pytest.mark.parametrize("file", HEADERS, ids=lambda file: str(file.relative_to(INCLUDE)))
def test_headers_go_by_the_arrows(file: Path) -> None:
    name = str(Path("headway") / file.relative_to(INCLUDE))
    bad = [f"{header}: {why}" for header, quoted in includes(file.read_text()) if (why := offence(name, header, quoted))]
    assert bad == []


@pytest.mark.parametrize("folder", ["src", "python/bindings"])
def test_compiled_code_includes_the_headers_and_itself(folder: str) -> None:
    files = [file for file in (ROOT / folder).rglob("*") if file.suffix in (".cpp", ".hpp")]
    own = {file.name for file in files}
    assert files
    for file in files:
        for header, quoted in includes(file.read_text()):
            assert "boost/date_time" not in header, f"{file.name}: {header}"
            assert quoted or not header.startswith("headway/"), f"{file.name}: <{header}>"
            if quoted:
                assert header in own or (ROOT / "include" / header).is_file(), f"{file.name}: {header}"


def test_the_headers_know_no_python_and_no_compiled_code() -> None:
    for file in HEADERS:
        for header, _ in includes(file.read_text()):
            assert not re.match(r"pybind11|Python\.h|\.\.|src/", header), f"{file.name}: {header}"


def test_every_header_is_reached_from_the_header_of_everything() -> None:
    reached, waiting = set(), {"headway/headway.hpp"}
    while waiting:
        reached.add(header := waiting.pop())
        found = includes((ROOT / "include" / header).read_text())
        waiting |= {other for other, quoted in found if quoted} - reached
    of_kernels = {file for file in HEADERS if file.name == "batch.hpp" or file.parent.name == "batch"}
    assert reached == {f"headway/{file.relative_to(INCLUDE)}" for file in set(HEADERS) - of_kernels}


def test_every_kernel_is_reached_from_the_header_of_kernels() -> None:
    kernels = {f"headway/batch/{file.name}" for file in (INCLUDE / "batch").glob("*.hpp")}
    assert {header for header, _ in includes((INCLUDE / "batch.hpp").read_text())} == kernels


def test_names_stand_in_the_inline_namespace_of_the_version() -> None:
    for file in HEADERS:
        opened = re.findall(r"^namespace headway.*", file.read_text(), re.MULTILINE)
        assert all(line.startswith("namespace headway::inline HEADWAY_ABI") for line in opened), file


# Python's sources join when they keep to it.
SOURCES = ["include", "src", "python/bindings"]


@pytest.mark.parametrize("folder", SOURCES)
def test_sources_are_short_files_of_short_lines(folder: str) -> None:
    files = [file for file in (ROOT / folder).rglob("*") if file.suffix in (".hpp", ".cpp", ".py")]
    assert files
    for file in files:
        lines = file.read_text().splitlines()
        assert len(lines) <= 500, file
        assert [number for number, line in enumerate(lines, 1) if len(line) > 120] == [], file


@pytest.mark.parametrize(
    ("file", "header", "allowed"),
    [
        ("headway/assess/rating.hpp", "headway/measure/range.hpp", True),
        ("headway/assess/rating.hpp", "headway/decimal.hpp", True),
        ("headway/assess/rating.hpp", "headway/assess/rating_rule.hpp", True),
        ("headway/report/scorecard.hpp", "headway/assess/rating.hpp", True),
        ("headway/batch.hpp", "headway/report/counts.hpp", True),
        ("headway/batch/count.hpp", "headway/report/counts.hpp", True),
        ("headway/report/counts.hpp", "headway/batch/count.hpp", False),
        ("headway/report/counts.hpp", "headway/batch.hpp", False),
        ("headway/measure/range.hpp", "headway/assess/rating.hpp", False),
        ("headway/assess/rating.hpp", "headway/report/counts.hpp", False),
        ("headway/assess/rating.hpp", "headway/time/period.hpp", False),
        ("headway/time/period.hpp", "headway/series/series.hpp", False),
        ("headway/assess/rating.hpp", "headway/headway.hpp", False),
        ("headway/decimal.hpp", "headway/assess/rating.hpp", False),
        ("headway/attic/old.hpp", "headway/decimal.hpp", False),
        ("headway/assess/rating.hpp", "rating_rule.hpp", False),
        ("headway/series/series.hpp", "boost/date_time/gregorian/gregorian.hpp", False),
        ("headway/time/period.hpp", "boost/date_time/gregorian/gregorian_types.hpp", True),
    ],
)
def test_the_check_itself(file: str, header: str, allowed: bool) -> None:
    assert (offence(file, header, quoted=not header.startswith("boost")) is None) == allowed


def test_the_check_reads_includes_as_the_compiler_does() -> None:
    text = '#include <cmath>\n  # include "headway/error.hpp"  // why\n// #include "headway/report/counts.hpp"\n'
    assert includes(text) == [("cmath", False), ("headway/error.hpp", True)]
