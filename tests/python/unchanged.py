"""What passed is not run again before something that it is made of has changed: files of tests, by what they read.

A file of tests is made of the whole tree but other files of tests, of what is compiled and of the packages that are
installed, by their bytes: no time of a file counts. Where a test was skipped, the file has not passed.
"""

import functools
import hashlib
import importlib.metadata
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What others build takes a sixth of the time of all tests, and is made of no other Python.
OF_ITS_OWN = {
    "test_consumers.py": (
        "CMakeLists.txt", "cmake", "examples/cpp", "include", "pyproject.toml", "python/bindings",
        "python/headway/__init__.py", "python/headway/__main__.py", "src", "tests/python/test_consumers.py",
    )
}  # fmt: skip
ALWAYS = {"test_style.py"}  # which reads the other tests


class Unchanged:
    """Leaves out what passed as it is, and keeps what passes."""

    def __init__(self, kept: Path, root: Path = ROOT) -> None:
        self.kept = kept
        self.passed: dict[str, str] = json.loads(kept.read_text()) if kept.is_file() else {}
        tests = {file.name: file for file in (root / "tests" / "python").glob("test_*.py")}
        others = _digest(root, (file for file in _files(root) if file not in tests.values()))
        self.now = {
            name: _digest(root, [file], others, _packages(), _core()) if name not in OF_ITS_OWN
            else _digest(root, (each for part in OF_ITS_OWN[name] for each in _files(root / part)), _packages())
            for name, file in tests.items()
        }  # fmt: skip
        self.seen: set[str] = set()
        self.not_passed: set[str] = set()

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        name = collection_path.name
        left_out = name in self.now and name not in ALWAYS and self.passed.get(name) == self.now[name]
        return left_out or None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name = report.nodeid.split("::")[0].rpartition("/")[2]
        self.seen.add(name)
        if report.outcome != "passed":
            self.not_passed.add(name)

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Kept by the process that hears of every test; where the tests were stopped, nothing is."""
        ended = exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
        if ended and not hasattr(session.config, "workerinput"):
            self.passed |= {name: self.now[name] for name in self.seen & self.now.keys()}
            self.kept.write_text(json.dumps({k: v for k, v in self.passed.items() if k not in self.not_passed}))


def _files(place: Path) -> Iterator[Path]:
    """A file, or those in a folder and below in their order, without what is built or hidden."""
    if place.is_file():
        yield place
    for folder, below, names in os.walk(place):
        below[:] = sorted(name for name in below if name not in ("build", "__pycache__") and not name.startswith("."))
        yield from (Path(folder) / name for name in sorted(names) if not name.startswith("."))


def _digest(root: Path, files: Iterable[Path], *more: str) -> str:
    found = hashlib.sha256("\n".join(more).encode())
    for file in files:
        found.update(f"\n{file.relative_to(root)}\n".encode())
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


@functools.cache
def _core() -> str:
    from headway import _core

    return hashlib.sha256(Path(_core.__file__).read_bytes()).hexdigest()


@functools.cache
def _packages() -> str:
    return str(sorted((of.name, of.version) for of in importlib.metadata.distributions()))
