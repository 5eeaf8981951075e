"""The package is typed: a strict checker accepts it, its stub agrees with the compiled module, and so do its words."""

import ast
import inspect
import os
import subprocess
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import get_args

import headway as hw
import pytest
from headway import _core, vocabulary

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
hw.rate(1, 2, polarity="hihg")  # refused
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
                     "-m", "right", "-m", "wrong", cwd=folder)  # fmt: skip
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
    assert [line for line in complaints if not line.startswith(("right.py", "wrong.py"))] == []


STUBS = {
    file.stem: ast.parse(file.read_text()) for file in (PACKAGE / "_core").glob("*.pyi") if file.stem != "__init__"
}
WITHOUT_INIT = ["Delay", "Delivery", "Projection", "Recommendation", "SavingsPlan", "Simulation", "Timeframe"]
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
    code, said = run("-c", STUBTEST, " ".join(STUBS), "headway._core", "--ignore-missing-stub", "--allowlist",
                     str(allowed), "--ignore-unused-allowlist", cwd=tmp_path)  # fmt: skip
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
WITHIN = {"actionreason", "basis", "coverage", "reason", "sides"}


def test_every_vocabulary_of_the_core_is_a_public_enum_or_stays_within() -> None:
    assert {vocabulary.__name__.lower() for vocabulary in VOCABULARIES} == set(OF_THE_CORE) - WITHIN
    assert set(OF_THE_CORE) >= WITHIN


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_enums_hold_the_words_of_the_core_in_its_order(vocabulary: type[StrEnum]) -> None:
    assert [str(member) for member in vocabulary] == OF_THE_CORE[vocabulary.__name__.lower()]


WORDS = {name: words for name, words in vars(vocabulary).items() if name.endswith("Word")}


@pytest.mark.parametrize("name", WORDS)
def test_a_type_checker_knows_the_words_of_the_core(name: str) -> None:
    assert list(get_args(WORDS[name])) == OF_THE_CORE[name.removesuffix("Word").lower()]


def test_an_argument_takes_the_words_of_its_vocabulary_alone() -> None:
    """Unless it may name a column: then any text, with the argument that says of which frame."""
    public = [getattr(module, name) for module in (hw, hw.stats, hw.spc, hw.plan) for name in module.__all__]
    functions = [each.__init__ if isinstance(each, type) else each for each in public]
    loose = [
        f"{function.__qualname__}({name}: {parameter.annotation})"
        for function in filter(inspect.isfunction, functions)
        for parameters in [inspect.signature(function).parameters]
        for name, parameter in parameters.items()
        if any(f"{enum.__name__} | str" in str(parameter.annotation) for enum in VOCABULARIES)
        and not {"data", "frame"} & set(parameters)
    ]
    assert loose == []


@pytest.mark.parametrize("vocabulary", [hw.Polarity, hw.Accrual, hw.Frequency, hw.Rating, hw.Direction, hw.Method])
def test_a_word_of_one_word_is_the_name_of_its_member(vocabulary: type[StrEnum]) -> None:
    assert [member.name for member in vocabulary] == [member.value for member in vocabulary]
