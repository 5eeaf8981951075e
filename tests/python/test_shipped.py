"""What makes a release checks what it says, and what builds for others says what it needs."""

import importlib.util
import re
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import headway as hw
import pytest

ROOT = Path(__file__).parents[2]


def program(name: str) -> ModuleType:
    """A program of ship/, as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "ship" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


release, portable, wheels, consumers, source = map(program, ("release", "portable", "wheels", "consumers", "source"))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "include/headway").mkdir(parents=True)
    (tmp_path / "include/headway/version.hpp").write_text(
        "#define HEADWAY_VERSION_MAJOR 1\n#define HEADWAY_VERSION_MINOR 2\n#define HEADWAY_VERSION_PATCH 3\n"
    )
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n## 1.2.3 (2026-12-01)\n\n- All\n")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    author = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
    subprocess.run(["git", *author, "commit", "--quiet", "--message", "all"], cwd=tmp_path, check=True)
    return tmp_path


def test_a_tree_that_is_ready_has_no_problems(tree: Path) -> None:
    assert [*release.of_the_tree(tree), *release.of_the_version(tree, "1.2.3"),
            *release.of_the_changelog(tree, "1.2.3")] == []  # fmt: skip


def test_what_keeps_a_release_back_is_named(tree: Path) -> None:
    (tree / "left.txt").write_text("over")
    (tree / "CHANGELOG.md").write_text("## Unreleased\n- One more\n\n## 1.2.30\n- Other\n")
    assert sorted(release.of_the_tree(tree)) == ["not committed: CHANGELOG.md", "not committed: left.txt"]
    assert release.of_the_version(tree, "1.3.0") == ["include/headway/version.hpp: found 1.2.3; accepted: 1.3.0"]
    kept, none = release.of_the_changelog(tree, "1.2.3")
    assert "found entries under Unreleased" in kept and "found no section of 1.2.3" in none


def test_a_release_of_another_version_ends_before_anything_is_built() -> None:
    done = subprocess.run([sys.executable, ROOT / "ship/release.py", "99.0.0"], capture_output=True, text=True)
    assert done.returncode != 0 and f"found {hw.__version__}; accepted: 99.0.0" in done.stderr


@pytest.mark.parametrize("name", portable.SYSTEMS)
def test_a_missing_compiler_or_emulator_is_said_with_what_to_install(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = portable.SYSTEMS[name]
    monkeypatch.setattr(portable, "runs_by_itself", lambda system: False)
    programs = {system.compiler, *system.others, system.emulators[0]}

    def here(*names: str) -> None:
        monkeypatch.setattr(portable.shutil, "which", lambda program: program if program in names else None)

    for lacking in programs:
        here(*programs - {lacking})
        assert portable.missing(system) == f"needs {lacking}: apt-get install {system.packages}"
    here(*programs)
    assert portable.missing(system) is None and portable.emulator_of(system) == system.emulators[0]
    monkeypatch.setattr(portable, "runs_by_itself", lambda system: True)
    here(*programs - {system.emulators[0]})
    assert portable.missing(system) is None and portable.emulator_of(system) == ""
    assert (ROOT / "ship" / "systems" / f"{name}.cmake").is_file()


def test_what_is_asked_for_and_not_known_is_said() -> None:
    with pytest.raises(SystemExit, match="found amiga; accepted: windows, arm64, i686"):
        portable.main(["amiga"])


def test_wheels_for_others_name_pythons_that_the_package_takes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    oldest = int(re.fullmatch(r">=3\.(\d+)", project["project"]["requires-python"])[1])  # type: ignore[index]
    pythons = [int(re.fullmatch(r"cp3(\d+)-\*", each)[1]) for each in project["tool"]["cibuildwheel"]["build"]]  # type: ignore[index]
    assert min(pythons) == oldest and pythons == sorted(pythons)
    assert project["tool"]["cibuildwheel"]["linux"]["manylinux-x86_64-image"] == (
        f"manylinux_{wheels.GLIBC.replace('.', '_')}")  # fmt: skip


def test_consumers_print_what_the_examples_print() -> None:
    sources = {file.stem for file in (ROOT / "examples/cpp").glob("*.cpp")}
    assert set(consumers.PRINTED) == sources


def test_a_python_that_is_found_runs_and_one_that_does_not_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A shim of pyenv that points nowhere is passed over for the Python itself."""
    shim, kept = tmp_path / "shims/python3.99", tmp_path / "versions/3.99.1/bin/python3.99"
    for file, text in ((shim, "#!/bin/sh\nexit 127\n"), (kept, f"#!/bin/sh\nexec {sys.executable} \"$@\"\n")):
        file.parent.mkdir(parents=True)
        file.write_text(text)
        file.chmod(0o755)
    monkeypatch.setenv("PATH", str(shim.parent), prepend=":")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert wheels.found("python3.99") == str(kept)
    kept.unlink()
    assert wheels.found("python3.99") is None
    with pytest.raises(SystemExit, match="found none of python3.99; accepted: a Python of 3.11 or newer"):
        wheels.main(tmp_path / "dist", ["python3.99"])
    assert "python3.99: not here, and so no wheel for it" in capsys.readouterr().out


def test_a_source_archive_lacks_nothing_and_has_nothing_too_much(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    def archived(names: Iterable[str]) -> Path:
        with tarfile.open(tmp_path / "headway-1.2.3.tar.gz", "w:gz") as archive:
            for name in names:
                archive.add(tmp_path / "file", f"headway-1.2.3/{name}")
        return tmp_path / "headway-1.2.3.tar.gz"

    assert source.of_the_archive(archived(source.NEEDS)) == []
    assert source.of_the_archive(archived([*source.NEEDS[1:], "build/tree/x.o"])) == [
        f"headway-1.2.3.tar.gz lacks {source.NEEDS[0]}", "headway-1.2.3.tar.gz holds build/tree/x.o"]  # fmt: skip
    assert [name for name in source.NEEDS if not (ROOT / name).is_file()] == []


def test_a_source_archive_is_built_with_nothing_of_this_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{ROOT}/.venv/bin:/usr/bin")
    monkeypatch.setenv("CMAKE_PREFIX_PATH", "/somewhere")
    monkeypatch.setenv("PIP_INDEX_URL", "file:///simple")
    bare = source.bare()
    assert bare["PATH"] == "/usr/bin" and bare["PIP_INDEX_URL"] == "file:///simple"
    assert not {"CMAKE_PREFIX_PATH", "VIRTUAL_ENV", "PYTHONPATH"} & bare.keys()
