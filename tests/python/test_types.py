"""The package is typed: a strict checker accepts it, its stub agrees with the compiled module, and so do its words."""

import ast
import contextlib
import datetime
import doctest
import inspect
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, Literal, get_args, get_origin

import headway as hw
import numpy as np
import overloads
import pandas as pd
import pytest
from headway import _core, vocabulary
from matplotlib import pyplot

ROOT = Path(__file__).parents[2]
PACKAGE = Path(hw.__file__).parent


PROGRAMS = {
    "right": """
import headway as hw

rating: hw.Rating = hw.rate(94.86, 86.6, polarity="low_is_good", rule=hw.RatingRule(tolerance=0.05))
period: hw.Period = hw.Period.parse("2024/25 - Q2").next()
series: hw.Series = hw.Series([1.0, None, 3.0], start="2024-04", accrual=hw.Accrual.flow)
name: str = rating.name + period.label + str(len(series.values))
outlook = hw.project_year_end(series, target=4.0, polarity="low_is_good")
outlook.plot().set_title(outlook.svg(levels=(0.8,), unit="%", title="One") + outlook.describe(unit=None))
outlook.plot(ax=outlook.plot(None, title="Two"), levels=[])
plan = hw.SavingsPlan.from_frames({}, {}, {})
plan.plot(chart="run_rate", gap=[1.0], expected=True)
plan.svg(chart="bridge", by="portfolio", planned=plan)
drawn: str = plan.simulate(seed=1).describe(planned={"2026/27": 4.0})
""",
    "revealed": """
import headway as hw
import pandas as pd
import polars as pl

frame = pd.DataFrame({"n": [1], "of": [2], "ward": ["a"]})
reveal_type(hw.stats.proportion(83, 586))  # headway.stats.statistic.Statistic
reveal_type(hw.stats.proportion([83], [586], confidence=[0.95, 0.998]))  # headway.stats.statistic.Statistic
reveal_type(hw.stats.proportion("n", "of", data=frame))  # pandas.DataFrame
reveal_type(hw.stats.proportion("n", "of", data=frame, by="ward"))  # pandas.DataFrame
reveal_type(hw.stats.crude_rate("n", "of", data=pl.DataFrame(), by=["ward"]))  # polars.dataframe.frame.DataFrame
reveal_type(hw.stats.mean([1, 2], ["a", "b"]))  # headway.stats.statistic.Statistic
reveal_type(hw.stats.compare(1, 2, polarity="neutral"))  # headway.stats.comparison.Comparison
reveal_type(hw.stats.compare("n", "of", polarity="neutral", data=frame))  # pandas.DataFrame
reveal_type(hw.stats.recent_trend([1, 2]))  # headway.stats.trend.RecentTrend
reveal_type(hw.stats.sen_slope([1, 2]))  # headway.stats.statistic.Statistic
reveal_type(hw.stats.slope_index_of_inequality([1], [2], se=[3]))  # headway.stats.inequality.InequalityStatistic
reveal_type(hw.stats.funnel_points([1], [2]))  # headway.stats.funnel.FunnelPoints
reveal_type(hw.stats.rank_in_group([1], polarity="neutral"))  # headway.stats.ranking.Ranking
reveal_type(hw.stats.life_expectancy([1], [2], [0]))  # headway.stats.statistic.Statistic
reveal_type(hw.spc.xmr([1, 2], polarity="neutral"))  # headway.spc.control_chart.ControlChart
reveal_type(hw.spc.xmr("n", polarity="neutral", data=frame, by="ward"))  # pandas.DataFrame
reveal_type(hw.spc.xbar_chart("n", "ward", data=pl.DataFrame()))  # polars.dataframe.frame.DataFrame
reveal_type(hw.spc.run_chart([1, 2]))  # headway.spc.runs.RunChart
reveal_type(hw.spc.run_chart("n", data=frame))  # pandas.DataFrame
reveal_type(hw.assess(frame))  # pandas.DataFrame
reveal_type(hw.project(frame))  # pandas.DataFrame
reveal_type(hw.plan.actions(pl.DataFrame(), as_at="2025-10"))  # polars.dataframe.frame.DataFrame
""",
    "wrong": """
import headway as hw

def drawn(
    outlook: hw.Projection, past: hw.Backtest, plan: hw.SavingsPlan, simulation: hw.Simulation,
    statistic: hw.stats.Statistic, funnel: hw.stats.FunnelPoints, limits: hw.stats.FunnelLimits,
    inequality: hw.stats.InequalityStatistic, chart: hw.spc.ControlChart, runs: hw.spc.RunChart,
) -> None:
    outlook.plot(titel="x")  # refused
    outlook.plot(title=3)  # refused
    outlook.plot("Admissions")  # refused
    outlook.describe(levels=0.8)  # refused
    past.svg(levels=(0.8,))  # refused
    plan.plot(titel="x")  # refused
    plan.svg(chart="bridges")  # refused
    plan.describe(by="programme")  # refused
    simulation.plot(planned=3)  # refused
    statistic.plot(benchmark="9.2")  # refused
    statistic.svg(denominator="Patients")  # refused
    inequality.svg(titel="x")  # refused
    funnel.describe(highlight=3)  # refused
    limits.plot(highlight="North")  # refused
    chart.plot(unit=1)  # refused
    chart.grid(title=1)  # refused
    runs.plot(target=3)  # refused
    hw.plan.timeline({}, as_at="2025-03").plot(wide="yes")  # refused
    hw.plan.timeline({}, as_at="2025-03").svg(titel="x")  # refused

wrong: int = hw.rate(1, 2, polarity="low_is_good")  # refused
hw.rate(1, 2, polarity=3)  # refused
hw.Series([1], start="2024-04", accrual="flows")  # refused
hw.Series([1], start="2024-04", accrual="flow", frequency="monthly")  # refused
hw.read_money("3", unit="million")  # refused
hw.stats.crude_rate(3, 100, interval="wald")  # refused
hw.spc.xmr([1, 2], polarity="neutral", two_of_three="2024")  # refused
""",
}


def run(*command: str, cwd: Path) -> tuple[int, str]:
    cache = {"MYPY_CACHE_DIR": str(Path(tempfile.gettempdir()) / "headway-mypy-cache"), "MYPYPATH": str(cwd)}
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, cwd=cwd, env={**os.environ, **cache}
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a strict checker says of the package and of the programs, all read in one run."""
    folder = tmp_path_factory.mktemp("programs")
    for name, program in PROGRAMS.items():
        (folder / f"{name}.py").write_text(program)
    code, said = run("-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), "--no-error-summary", "-p", "headway",
                     "-m", "right", "-m", "wrong", "-m", "revealed", cwd=folder)  # fmt: skip
    assert code == 1, said  # errors were found, as they must be; 2 is a checker that did not run
    return said.splitlines()


def test_marked_as_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


def test_a_strict_type_checker_accepts_a_users_program(complaints: list[str]) -> None:
    assert [line for line in complaints if line.startswith("right.py")] == []


def test_a_type_checker_refuses_what_is_wrong(complaints: list[str]) -> None:
    lines = PROGRAMS["wrong"].splitlines()
    refused = [line.split(":")[1] for line in complaints if line.startswith("wrong.py") and ": error:" in line]
    marked = [number for number, line in enumerate(lines, 1) if "# refused" in line]
    assert [int(number) for number in refused] == marked


def test_the_package_itself_is_strictly_typed(complaints: list[str]) -> None:
    assert [line for line in complaints if not line.startswith(("right.py", "wrong.py", "revealed.py"))] == []


def test_a_type_checker_knows_a_result_of_numbers_and_a_frame_of_a_frame(complaints: list[str]) -> None:
    said = dict(re.findall(r'^revealed.py:(\d+): note: Revealed type is "(.*?)"$', "\n".join(complaints), re.MULTILINE))
    lines = PROGRAMS["revealed"].splitlines()
    expected = {str(n): line.partition("  # ")[2] for n, line in enumerate(lines, 1) if "reveal_type" in line}
    assert {n: of.replace("pandas.core.frame.DataFrame", "pandas.DataFrame") for n, of in said.items()} == expected
    assert not [line for line in complaints if line.startswith("revealed.py") and ": error:" in line]


@pytest.mark.parametrize("room", overloads.STUBS, ids=lambda room: room.__name__)
def test_the_stub_of_a_room_is_made_of_its_signatures(room: ModuleType) -> None:
    assert overloads.STUBS[room].read_text() == overloads.stub_of(room)  # write it: python tests/python/overloads.py


STUBS = {
    file.stem: ast.parse(file.read_text()) for file in (PACKAGE / "_core").glob("*.pyi") if file.stem != "__init__"
}
WITHOUT_INIT = ["Delay", "Delivery", "Projection", "Recommendation", "SavingsPlan", "Simulation", "Timeframe",
                "UnitDoubt"]  # fmt: skip
# Each stub is held against the one module that all bindings make.
STUBTEST = """
import sys
from headway import _core, vocabulary
from mypy.stubtest import main
stubs, sys.argv[1:] = sys.argv[1].split(), sys.argv[2:]
sys.modules |= {f"headway._core.{stub}": _core for stub in stubs}
sys.exit(main())
"""


def test_the_stubs_agree_with_the_compiled_module(tmp_path: Path) -> None:
    allowed = tmp_path / "allowed"
    # The metaclass of pybind11 has no name in a stub, pickling is Python's own, aliases exist for the checker alone.
    classes = [name for name, of in vars(_core).items() if isinstance(of, type) and not issubclass(of, Exception)]
    allowed.write_text(
        "\n".join([
            rf"headway._core\.\w+\.({'|'.join(classes)})",
            rf"headway._core\.\w+\.({'|'.join(WITHOUT_INIT)})\.__init__",
            rf"headway._core\.\w+\.({'|'.join(names_of(*STUBS.values(), aliases=True))})",
            r"headway._core\..*\.__(getstate|setstate|copy|deepcopy|repr|str)__",
        ])
    )
    stubs_alone = tmp_path / "mypy.ini"  # not what their package imports: no pandas, no matplotlib
    stubs_alone.write_text("[mypy]\nfollow_imports = skip\n")
    code, said = run("-c", STUBTEST, " ".join(STUBS), "headway._core", "--ignore-missing-stub", "--allowlist",
                     str(allowed), "--ignore-unused-allowlist", "--mypy-config-file", str(stubs_alone),
                     cwd=tmp_path)  # fmt: skip
    assert code == 0, said


def names_of(*stubs: ast.Module, aliases: bool) -> list[str]:
    """What stubs define: aliases, or what the module has."""
    found = []
    for node in (node for stub in stubs for node in stub.body):
        if isinstance(node, ast.AnnAssign):
            if (ast.unparse(node.annotation) == "TypeAlias") == aliases:
                found.append(ast.unparse(node.target))
        elif isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not aliases:
            found.append(node.name)
    return found


def test_a_stub_a_file_of_bindings_and_nothing_without_one() -> None:
    bindings = [file.stem.removeprefix("bind_") for file in (ROOT / "python/bindings").glob("*.cpp")]
    assert sorted(STUBS) == sorted([*bindings, "arrays"])
    assert sorted(names_of(*STUBS.values(), aliases=False)) == sorted(
        name for name in vars(_core) if name == "__version__" or not name.startswith("__")
    )


OF_THE_CORE = {name.replace("_", ""): words for name, words in _core.vocabularies().items()}
VOCABULARIES = [
    public
    for public in (getattr(hw, name) for name in hw.__all__)
    if isinstance(public, type) and issubclass(public, StrEnum)
]


# Codes behind a sentence or a count: a reader meets their words in a column, and passes them nowhere.
WITHIN = {"actionreason", "basis", "chancereason", "coverage", "directionreason", "figurechange", "figureunit",
          "progressreason", "ratingbasis", "reason", "sides", "versionstepkind"}  # fmt: skip


def test_every_vocabulary_of_the_core_is_a_public_enum_or_stays_within() -> None:
    assert {vocabulary.__name__.lower() for vocabulary in VOCABULARIES} == set(OF_THE_CORE) - WITHIN
    assert set(OF_THE_CORE) >= WITHIN


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_enums_hold_the_words_of_the_core_in_its_order(vocabulary: type[StrEnum]) -> None:
    assert [str(member) for member in vocabulary] == OF_THE_CORE[vocabulary.__name__.lower()]


# Of calendars the core knows months, and the boundary their words.
WORDS = {name: words for name, words in vars(vocabulary).items() if name.endswith("Word") and name != "CalendarWord"}


@pytest.mark.parametrize("name", WORDS)
def test_a_type_checker_knows_the_words_of_the_core(name: str) -> None:
    assert list(get_args(WORDS[name])) == OF_THE_CORE[name.removesuffix("Word").lower()]


def public_functions() -> dict[str, Callable[..., Any]]:
    """All that a user may call and Python defines: functions, and the methods of classes."""
    found = {}
    for room in (hw, hw.plan, hw.spc, hw.stats):
        for name in room.__all__:
            public = getattr(room, name)
            of_a_class = isinstance(public, type) and not issubclass(public, (StrEnum, Exception))
            members = ["__init__", *(each for each in dir(public) if not each.startswith("_"))] if of_a_class else []
            things = {name: public, **{f"{name}.{each}": inspect.getattr_static(public, each) for each in members}}
            for called, thing in things.items():
                if inspect.isfunction(function := inspect.unwrap(getattr(thing, "__func__", thing))):
                    found[f"{room.__name__}.{called}"] = function
    return found


FUNCTIONS = public_functions()
SETS = re.compile(r"^(\w+(?:, \w+)*) : (?:sequence of )?\{(.*?)\}", re.MULTILINE)
NONSENSE = "no such word"
MAY_NAME_A_COLUMN = {"polarity", "standard"}  # of `data`: then any text
# Calls of methods that no page shows, with what the page on savings makes.
MORE = """
>>> plan.simulate(draws=10, seed=1)
>>> plan.delivered(None)
"""


def words_of(annotation: Any) -> set[str]:
    """The words that an annotation admits; `str` itself where it admits any text."""
    if annotation is str:
        return {"str"}
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return set(map(str, annotation))
    parts = get_args(annotation)
    return set(map(str, parts)) if get_origin(annotation) is Literal else set().union(*map(words_of, parts))


def annotated(function: Callable[..., Any], name: str) -> Any:
    return eval(inspect.signature(function).parameters[name].annotation, function.__globals__)


def test_words_that_a_docstring_lists_are_those_that_a_type_checker_knows() -> None:
    wrong, seen = [], 0
    for where, function in FUNCTIONS.items():
        public = inspect.getdoc(getattr(hw, where.split(".")[1]) if where.endswith("__init__") else function) or ""
        for names, words in SETS.findall(public):
            for name in set(names.split(", ")) & set(inspect.signature(function).parameters):
                seen += 1
                known, listed = words_of(annotated(function, name)), set(re.findall("'([^']*)'", words))
                if "str" in known or not known >= listed:
                    wrong.append(f"{where}({name}: {sorted(known)}), documented {sorted(listed)}")
    assert wrong == [] and seen > 30


def test_words_of_compiled_classes_are_those_that_a_type_checker_knows() -> None:
    wrong, seen = [], set()
    classes = [node for stub in STUBS.values() for node in stub.body if isinstance(node, ast.ClassDef)]
    for of in (node for node in classes if getattr(hw, node.name, None) is getattr(_core, node.name)):
        for method in (node for node in of.body if isinstance(node, ast.FunctionDef)):
            public = getattr(hw, of.name)
            doc = f"{inspect.getdoc(public)}\n{inspect.getdoc(getattr(public, method.name))}"
            types = {each.arg: each.annotation for each in (*method.args.args, *method.args.kwonlyargs)}
            for names, words in SETS.findall(doc):
                for name in set(names.split(", ")) & set(types):
                    seen.add(f"{method.name}({name})")
                    annotation = eval(ast.unparse(types[name]), {"Literal": Literal, **vars(vocabulary)})
                    if words_of(annotation) != set(re.findall("'([^']*)'", words)):
                        wrong.append(f"{of.name}.{method.name}({name}: {ast.unparse(types[name])})")
    assert wrong == []
    assert seen >= {"parse(calendar)", "year(calendar)", "with_style(style)", "__init__(basis)", "__init__(zero)"}


def calls_of_examples() -> dict[str, dict[str, Any]]:
    """The first call of each public function in the examples of docstrings and pages, with its arguments."""
    calls: dict[str, dict[str, Any]] = {}
    names = {function.__code__: name for name, function in FUNCTIONS.items()}

    def watch(frame: FrameType, event: str, _: Any) -> None:  # what is called, and nothing within it
        if name := names.get(frame.f_code):
            calls.setdefault(name, dict(frame.f_locals))

    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    texts = [inspect.getdoc(each) or "" for each in (*FUNCTIONS.values(), *vars(hw).values())]
    texts += [page.read_text().replace("```", "\n") + MORE * (page.stem == "savings") for page in pages]
    for text in texts:
        names_of_text: dict[str, Any] = {"hw": hw, "pd": pd, "np": np, "datetime": datetime}
        before = sys.gettrace()  # what counts the lines that tests reach
        sys.settrace(watch)
        try:
            for example in doctest.DocTestParser().get_examples(text):
                with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(hw.HeadwayError):
                    exec(compile(example.source, "example", "single"), names_of_text)
        finally:
            sys.settrace(before)
            pyplot.close("all")
    return calls


def refused(function: Callable[..., Any], given: dict[str, Any], name: str, value: str) -> str:
    """What is said of a value of one argument, the others as they were."""
    parameters = inspect.signature(function).parameters.values()
    changed = {**{each.name: each.default for each in parameters}, **given, name: value}
    if function.__name__ == "__init__":  # of an object of its own: what the example made may be kept and shared
        changed["self"] = type(given["self"]).__new__(type(given["self"]))
    by_place = [changed[each.name] for each in parameters if each.kind == each.POSITIONAL_OR_KEYWORD]
    by_name = {each.name: changed[each.name] for each in parameters if each.kind == each.KEYWORD_ONLY}
    try:
        function(*by_place, **by_name)
    except hw.HeadwayError as error:
        return str(error)
    except Exception:  # another kind of thing than text, which is for the tests of that function
        return ""
    return ""


def test_an_argument_that_refuses_an_unknown_word_is_typed_by_the_words_that_it_takes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Found by what is refused: where "accepted" lists words and takes the first, they are a vocabulary."""
    monkeypatch.chdir(ROOT)
    calls = calls_of_examples()
    monkeypatch.chdir(tmp_path)  # where a word may become the name of a page
    wrong, seen = [], set()
    for where, given in calls.items():
        function = FUNCTIONS[where]
        for name in inspect.signature(function).parameters:
            said = re.search(rf"found '?{NONSENSE}'?; accepted: (.*)", refused(function, given, name, NONSENSE))
            words = [word.strip(" '") for word in said[1].split(",")] if said else []
            if len(words) < 2 or f"found '{words[0]}'" in refused(function, given, name, words[0]):
                continue
            seen.add(f"{where.rpartition('.')[2]}({name})")
            known = words_of(annotated(function, name))
            column = name in MAY_NAME_A_COLUMN and "data" in inspect.signature(function).parameters
            if not column and ("str" in known or words[0] not in known):
                wrong.append(f"{where}({name}: {sorted(known)}), accepted {words}")
    pyplot.close("all")
    assert wrong == []
    assert seen >= {"key(scheme)", "simulate(by)", "delivered(accrual)", "__init__(calendar)"}


@pytest.mark.parametrize("vocabulary", [hw.Polarity, hw.Accrual, hw.Frequency, hw.Rating, hw.Direction, hw.Method])
def test_a_word_of_one_word_is_the_name_of_its_member(vocabulary: type[StrEnum]) -> None:
    assert [member.name for member in vocabulary] == [member.value for member in vocabulary]
