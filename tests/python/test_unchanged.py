"""What passed is left out of the next run, and what changed is not."""

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from unchanged import OF_ITS_OWN, ROOT, Unchanged

NAMES = ["test_a.py", "test_b.py", "test_consumers.py", "test_style.py"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    tree = tmp_path / "tree"
    for name in (*(f"tests/python/{name}" for name in NAMES), "python/headway/assess.py", "include/rating.hpp",
                 "docs/assess.md"):  # fmt: skip
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(name)
    return tree


def ran(tree: Path, outcomes: dict[str, str] | None = None, *, ended: int = 0, worker: bool = False) -> set[str]:
    """One run of all files that are not left out: those that were."""
    run = Unchanged(tree.parent / "passed.json", tree)
    left_out = {name for name in NAMES if run.pytest_ignore_collect(tree / "tests" / "python" / name)}
    for name in set(NAMES) - left_out:
        report: Any = SimpleNamespace(nodeid=f"tests/python/{name}::test", outcome=(outcomes or {}).get(name, "passed"))
        run.pytest_runtest_logreport(report)
    session: Any = SimpleNamespace(config=SimpleNamespace(**({"workerinput": {}} if worker else {})))
    run.pytest_sessionfinish(session, ended)
    return left_out


PASSED = {"test_a.py", "test_b.py", "test_consumers.py"}  # what reads the other tests is always run


@pytest.mark.parametrize(("changed", "still"), [
    ("tests/python/test_a.py", {"test_b.py", "test_consumers.py"}), ("python/headway/assess.py", {"test_consumers.py"}),
    ("docs/assess.md", {"test_consumers.py"}), ("tests/python/new.py", {"test_consumers.py"}),
    ("include/rating.hpp", set()),
])  # fmt: skip
def test_what_may_notice_a_change_is_run_again(tree: Path, changed: str, still: set[str]) -> None:
    assert ran(tree) == set()
    assert ran(tree) == PASSED
    (tree / changed).write_text("otherwise")
    assert ran(tree) == still
    assert ran(tree) == PASSED


def test_a_file_that_was_only_touched_has_not_changed_and_one_that_is_gone_has(tree: Path) -> None:
    ran(tree)
    os.utime(tree / "python/headway/assess.py", (1, 1))
    assert ran(tree) == PASSED
    (tree / "python/headway/assess.py").unlink()
    assert ran(tree) == {"test_consumers.py"}


@pytest.mark.parametrize("outcome", ["failed", "skipped"])
def test_what_did_not_pass_is_run_again(tree: Path, outcome: str) -> None:
    ran(tree, {"test_a.py": outcome}, ended=1)
    assert ran(tree, {"test_a.py": outcome}) == PASSED - {"test_a.py"}
    assert ran(tree) == PASSED - {"test_a.py"}
    assert ran(tree) == PASSED


@pytest.mark.parametrize("how", [{"ended": 2}, {"worker": True}])
def test_where_it_was_stopped_and_in_one_process_of_several_nothing_is_kept(tree: Path, how: dict[str, Any]) -> None:
    ran(tree, **how)
    assert ran(tree) == set()


def test_what_is_named_is_there() -> None:
    assert [part for parts in OF_ITS_OWN.values() for part in parts if not (ROOT / part).exists()] == []
