"""The arrows between the rooms, of C++ and of Python: who may use whom. A room that is not listed has no arrows."""

import ast
import graphlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INCLUDE = ROOT / "include" / "headway"

MAY_USE = {
    "time": set(),
    "stats": set(),
    "series": {"time"},
    "measure": {"time", "series", "money"},
    "assess": {"measure", "series", "stats"},
    "outlook": {"measure", "series", "stats"},
    "spc": {"measure", "series", "stats"},
    "plan": {"time"},
    "money": set(),
    "uncertainty": {"stats"},
    "appraisal": {"time"},
    "savings": {"time", "series", "stats", "measure", "outlook", "plan", "money", "uncertainty"},
    "report": {
        "time", "stats", "series", "measure", "assess", "spc", "outlook", "plan", "money", "uncertainty", "appraisal",
        "savings",
    },
}
MAY_USE["audit"] = {*MAY_USE}  # documents and their claims, with every result as evidence
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
        everything = header.split("/")[-1] in EVERYTHING and name not in EVERYTHING
        return "a room may not use everything" if everything else None
    if where is None:
        return None if name in EVERYTHING else "what all rooms use may use none"
    if to == where or to in MAY_USE[where]:
        return None
    return f"{where} may use {', '.join(sorted(MAY_USE[where])) or 'no other room'}"


HEADERS = sorted(INCLUDE.rglob("*.hpp"))


@pytest.mark.parametrize("file", HEADERS, ids=lambda file: str(file.relative_to(INCLUDE)))
def test_headers_go_by_the_arrows(file: Path) -> None:
    name = str(Path("headway") / file.relative_to(INCLUDE))
    offences = [(header, offence(name, header, quoted)) for header, quoted in includes(file.read_text())]
    assert [f"{header}: {why}" for header, why in offences if why] == []


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


# --- Python --------------------------------------------------------------------------------------------------------

PYTHON = ROOT / "python"
ALL_USE = {"_core", "vocabulary", "optional"}
BELOW_RESULTS = {"boundary", "language", "charts", "pictured"}
RESULTS = {
    "assess", "series", "money", "appraisal", "measure", "outlook", "plan", "savings", "uncertainty", "stats", "spc",
}  # fmt: skip
# Beside the arrows of C++: ratings of projections, and the present value of a plan.
ALSO_OF_PYTHON = {"outlook": {"assess"}, "savings": {"appraisal"}}
PYTHON_MAY_USE = {
    "_core": set(),
    "vocabulary": set(),
    "optional": set(),
    "language": set(),
    "boundary": {"language"},
    "charts": {"language"},
    "pictured": {"boundary", "charts", "language"},
    **{room: BELOW_RESULTS | MAY_USE[room] | ALSO_OF_PYTHON.get(room, set()) for room in RESULTS},
    "audit": BELOW_RESULTS | RESULTS,
    "report": BELOW_RESULTS | RESULTS | {"audit", "report"},
    "spark": BELOW_RESULTS | RESULTS,
}
FACES = {"headway", "headway.__main__"}  # of the files outside the rooms, these alone may use all
FACE = "headway"  # which loads what is asked of it
DOOR = "headway.pictured"  # where a result meets its page: the one import by name
CHARTS_KNOW = {"HeadwayError", "Period"}  # of the core


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(PYTHON).with_suffix("").parts).removesuffix(".__init__")


FILES = {module_of(file): file.read_text() for file in sorted((PYTHON / "headway").rglob("*.py"))}
KNOWN = {*FILES, "headway._core"}


def imports(text: str) -> Iterator[tuple[str, str]]:
    """Every module that is imported, wherever in the file, and the name that is taken from it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "imports are by the full name"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield (inner, "") if inner in KNOWN else (node.module, alias.name)


def python_room(module: str) -> str:
    """The room of "headway.stats.trend" is stats, that of "headway.assess" assess."""
    return module.split(".")[1] if "." in module else module


def python_offence(file: str, module: str, name: str) -> str | None:
    """Why a file ("headway.stats.trend") may not import a module, or a name of it; None where it may."""
    if module.split(".")[0] == "importlib":
        data = module == "importlib.resources"
        return None if data or file in (DOOR, FACE) else f"{DOOR} and the face alone import by name"
    if module.split(".")[0] != "headway" or file in FACES:
        return None
    where, to = python_room(file), python_room(module)
    if where not in PYTHON_MAY_USE:
        return f"{where} is not a room"
    if module in FACES or file.startswith(f"{module}.") and name:
        return "what is inside a package does not know its face"
    if where == "charts" and to == "_core":
        return None if name in CHARTS_KNOW else "charts know values of the core and compute nothing"
    if file.startswith("headway.charts.parts.") and to == "charts":
        return None if module.startswith("headway.charts.parts.") else "parts are below charts"
    if to == where or to in ALL_USE or to in PYTHON_MAY_USE[where]:
        return None
    return f"{where} may use {', '.join(sorted(PYTHON_MAY_USE[where])) or 'no other room'}"


def circle(uses: dict[str, set[str]]) -> list[str]:
    """One circle, if there is any."""
    try:
        graphlib.TopologicalSorter(uses).prepare()
    except graphlib.CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.parametrize("file", FILES)
def test_python_goes_by_the_arrows(file: str) -> None:
    offences = [(module, name, python_offence(file, module, name)) for module, name in imports(FILES[file])]
    assert [f"{module} {name}: {why}" for module, name, why in offences if why] == []


def test_no_files_and_no_rooms_of_python_go_in_a_circle() -> None:
    """Imports within functions and for types alone count as all others do."""
    files = {file: {module for module, _ in imports(text) if module in FILES} for file, text in FILES.items()}
    assert circle(files) == []
    rooms: dict[str, set[str]] = {}
    for file in files.keys() - FACES:
        rooms.setdefault(python_room(file), set()).update(map(python_room, files[file] - FACES))
    assert circle({room: used - {room} for room, used in rooms.items()}) == []


@pytest.mark.parametrize(
    ("file", "statement", "allowed"),
    [
        ("headway.stats.trend", "from headway.boundary.times import read", True),
        ("headway.stats.trend", "from headway import _core", True),
        ("headway.stats.trend", "def f():\n    from headway.stats.result import Result", True),
        ("headway.report.page", "from headway.savings.savings_plan import SavingsPlan", True),
        ("headway.charts.funnel", "from headway._core import HeadwayError, Period", True),
        ("headway.pictured", "import importlib", True),
        ("headway.report.page", "from importlib.resources import files", True),
        ("headway.__main__", "import headway", True),
        ("headway.stats.trend", "def f():\n    from headway.report.page import write", False),
        ("headway.stats.trend", "from headway.stats import Statistic", False),
        ("headway.stats.trend", "from headway import Period", False),
        ("headway.stats.trend", "import headway as hw", False),
        ("headway.stats.trend", "from importlib import import_module", False),
        ("headway.charts.funnel", "if TYPE_CHECKING:\n    from headway.stats.funnel import FunnelPoints", False),
        ("headway.charts.funnel", "from headway.boundary.frames import Frame", False),
        ("headway.charts.funnel", "from headway import _core", False),
        ("headway.charts.funnel", "from headway._core import mean", False),
        ("headway.charts.parts.axes", "from headway.charts.chart import Chart", False),
        ("headway.boundary.frames", "from headway.series import Series", False),
        ("headway.language.counts", "from headway.boundary.problems import refuse", False),
        ("headway.attic.old", "from headway.vocabulary import Rating", False),
    ],
)
def test_the_check_of_python_itself(file: str, statement: str, allowed: bool) -> None:
    offences = [python_offence(file, module, name) for module, name in imports(statement)]
    assert (offences == [None] * len(offences)) == allowed


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"b"}})) == {"b", "c"}
