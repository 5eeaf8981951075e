"""The package is typed: a strict checker accepts it, its stub agrees with the compiled module, and so do its words."""

import os
import subprocess
import sys
import tempfile
from enum import StrEnum
from pathlib import Path

import headway as hw
import pytest
from headway import _core

ROOT = Path(__file__).parents[2]
PACKAGE = Path(hw.__file__).parent


PROGRAMS = {
    "right": """
import headway as hw

rating: hw.Rating = hw.rate(94.86, 86.6, polarity="low_is_good", rule=hw.RatingRule(tolerance=0.05))
period: hw.Period = hw.Period.parse("2024/25 - Q2").next()
series: hw.Series = hw.Series([1.0, None, 3.0], start="2024-04", accrual=hw.Accrual.flow)
name: str = rating.name + period.label + str(len(series.values))
""",
    "wrong": 'import headway as hw\nwrong: int = hw.rate(1, 2, polarity="low_is_good")\n',
}


def run(*command: str, cwd: Path) -> tuple[int, str]:
    cache = {"MYPY_CACHE_DIR": str(Path(tempfile.gettempdir()) / "headway-mypy-cache"), "MYPYPATH": str(cwd)}
    done = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, cwd=cwd, env={**os.environ, **cache}
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a strict checker says of the package and of the programs, all read in one run."""
    folder = tmp_path_factory.mktemp("programs")
    for name, program in PROGRAMS.items():
        (folder / f"{name}.py").write_text(program)
    code, said = run("mypy", "--config-file", str(ROOT / "pyproject.toml"), "--no-error-summary", "-p", "headway",
                     "-m", "right", "-m", "wrong", cwd=folder)  # fmt: skip
    assert code == 1, said  # errors were found, as they must be; 2 is a checker that did not run
    return said.splitlines()


def test_marked_as_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


def test_a_strict_type_checker_accepts_a_users_program(complaints: list[str]) -> None:
    assert [line for line in complaints if line.startswith("right.py")] == []


def test_a_type_checker_refuses_what_is_wrong(complaints: list[str]) -> None:
    (line,) = (line for line in complaints if line.startswith("wrong.py"))
    assert "Incompatible types" in line


def test_the_package_itself_is_strictly_typed(complaints: list[str]) -> None:
    assert [line for line in complaints if not line.startswith(("right.py", "wrong.py"))] == []


def test_the_stub_agrees_with_the_compiled_module(tmp_path: Path) -> None:
    allowed = tmp_path / "allowed"
    # The metaclass of pybind11 has no name in a stub, pickling is Python's own, aliases exist for the checker alone.
    allowed.write_text(
        "\n".join([
            r"headway._core\.(Actions|Correlation|Delay|Delivery|InequalityRule|Initiatives|Period|Profile|Projection|ProjectionRule|RatingRule)",
            r"headway._core\.(Recommendation|RelativeTarget|SavingsPlan|Series|Simulation|Timeframe|UncertainSaving)",
            r"headway._core\.(Delay|Delivery|Projection|Recommendation|SavingsPlan|Simulation|Timeframe)\.__init__",
            r"headway._core\.(Numbers|Codes|SectionCodes|AssessedColumn|StatisticColumns|Integers|Quantiles|Rows|ReplayRow|ScheduleFields|TextRows|ScaleTuple|Columns)",
            r"headway._core\..*\.__(getstate|setstate|copy|deepcopy|repr|str)__",
        ])
    )
    code, said = run("mypy.stubtest", "headway._core", "--ignore-missing-stub", "--allowlist", str(allowed),
                     "--ignore-unused-allowlist", cwd=tmp_path)  # fmt: skip
    assert code == 0, said


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


@pytest.mark.parametrize("vocabulary", [hw.Polarity, hw.Accrual, hw.Frequency, hw.Rating, hw.Direction, hw.Method])
def test_a_word_of_one_word_is_the_name_of_its_member(vocabulary: type[StrEnum]) -> None:
    assert [member.name for member in vocabulary] == [member.value for member in vocabulary]
