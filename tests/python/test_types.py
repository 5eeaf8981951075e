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


def run(*command: str, cwd: Path) -> None:
    cache = {"MYPY_CACHE_DIR": str(Path(tempfile.gettempdir()) / "headway-mypy-cache")}
    done = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, cwd=cwd, env={**os.environ, **cache}
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_marked_as_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


def test_a_strict_type_checker_accepts_a_users_program(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        """
import headway as hw

rating: hw.Rating = hw.rate(94.86, 86.6, polarity="low_is_good", rule=hw.RatingRule(tolerance=0.05))
period: hw.Period = hw.Period.parse("2024/25 - Q2").next()
series: hw.Series = hw.Series([1.0, None, 3.0], start="2024-04", accrual=hw.Accrual.flow)
name: str = rating.name + period.label + str(len(series.values))
"""
    )
    run("mypy", "--strict", str(program), cwd=tmp_path)
    program.write_text('import headway as hw\nwrong: int = hw.rate(1, 2, polarity="low_is_good")\n')
    with pytest.raises(AssertionError, match="Incompatible types"):
        run("mypy", "--strict", str(program), cwd=tmp_path)


def test_the_package_itself_is_strictly_typed(tmp_path: Path) -> None:
    run("mypy", "--config-file", str(ROOT / "pyproject.toml"), "-p", "headway", cwd=tmp_path)


def test_the_stubs_agree_with_the_compiled_module(tmp_path: Path) -> None:
    stubs = sorted(file.stem for file in (PACKAGE / "_core").glob("*.pyi") if file.stem != "__init__")
    bindings = sorted(file.stem.removeprefix("bind_") for file in (ROOT / "python/bindings").glob("*.cpp"))
    assert stubs == sorted([*bindings, "arrays"])
    allowed = tmp_path / "allowed"
    # The metaclass of pybind11 has no name in a stub, pickling is Python's own, and what the checker alone knows is no
    # part of the module: aliases, and the stubs of single bindings.
    allowed.write_text(
        "\n".join([
            r"headway._core\.(Actions|Correlation|Delay|Delivery|InequalityRule|Initiatives|Period|Profile|Projection|ProjectionRule|RatingRule)",
            r"headway._core\.(Recommendation|RelativeTarget|SavingsPlan|Series|Simulation|Timeframe|UncertainSaving)",
            r"headway._core\.(Delay|Delivery|Projection|Recommendation|SavingsPlan|Simulation|Timeframe)\.__init__",
            r"headway._core\.(AssessedColumn|Integers|Quantiles|Rows|ReplayRow|ScheduleFields|TextRows|ScaleTuple|Columns)",
            r"headway._core\..*\.__(getstate|setstate|copy|deepcopy|repr|str)__",
            rf"headway._core\.({'|'.join(stubs)})",
        ])
    )
    run("mypy.stubtest", "headway._core", "--ignore-missing-stub", "--allowlist", str(allowed),
        "--ignore-unused-allowlist", cwd=tmp_path)  # fmt: skip


VOCABULARIES = [
    hw.Polarity, hw.Accrual, hw.Frequency, hw.ProfileShape, hw.Rating, hw.Direction, hw.Method, hw.Status, hw.Fund,
    hw.MoneyUnit, hw.TermsAre, hw.ProjectType, hw.EstimateOf, hw.InitiativeRating, hw.ActionRating, hw.DirectionOfTravel,
    hw.Transition, hw.ActionState, hw.DeliveryShape, hw.DelayShape,
    hw.ComparisonMethod, hw.BenchmarkOutcome, hw.ComparisonStatus, hw.FunnelKind, hw.FunnelLabel, hw.TrendKind,
    hw.TrendMarker, hw.TrendStatus,
    hw.StatisticStatus, hw.PoissonInterval, hw.Suppression, hw.ValueType, hw.NeighbourAverage,
    hw.SpecialCause, hw.TwoOfThree, hw.PointType, hw.Variation, hw.Assurance, hw.ChartKind,
]  # fmt: skip


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_enums_hold_the_words_of_the_core_in_its_order(vocabulary: type[StrEnum]) -> None:
    of_the_core = {name.replace("_", ""): words for name, words in _core.vocabularies().items()}
    assert [str(member) for member in vocabulary] == of_the_core[vocabulary.__name__.lower()]


@pytest.mark.parametrize("vocabulary", [hw.Polarity, hw.Accrual, hw.Frequency, hw.Rating, hw.Direction, hw.Method])
def test_a_word_of_one_word_is_the_name_of_its_member(vocabulary: type[StrEnum]) -> None:
    assert [member.name for member in vocabulary] == [member.value for member in vocabulary]
