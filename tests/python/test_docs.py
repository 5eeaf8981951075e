"""Every example in the docstrings and in the documentation is run."""

import datetime
import doctest
import importlib
import inspect
import pkgutil
from pathlib import Path

import headway as hw
import numpy as np
import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
NAMES = {"hw": hw, "pd": pd, "np": np, "datetime": datetime}
OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def run(examples: doctest.DocTest) -> None:
    output: list[str] = []
    with pd.option_context("display.width", 120, "display.max_columns", None, "display.max_colwidth", 60):
        doctest.DocTestRunner(optionflags=OPTIONS).run(examples, out=output.append)
    assert not output, "".join(output)


def documented() -> dict[str, object]:
    """Each public thing of each module that has a docstring, with its members."""
    found: dict[str, object] = {}

    def visit(name: str, thing: object) -> None:
        if name in found or not getattr(thing, "__doc__", None):
            return
        found[name] = thing
        if inspect.isclass(thing):
            for member, value in vars(thing).items():
                if not member.startswith("_") and "headway" in str(getattr(thing, "__module__", "")):
                    visit(f"{name}.{member}", inspect.unwrap(getattr(value, "__func__", value)))

    for info in pkgutil.walk_packages(hw.__path__, "headway."):
        if info.name == "headway.__main__":
            continue
        module = importlib.import_module(info.name)
        found[module.__name__] = module
        for name, thing in vars(module).items():
            if not name.startswith("_") and str(getattr(thing, "__module__", "")).startswith("headway"):
                visit(f"{getattr(thing, '__module__')}.{name}", thing)
    visit("headway", hw)
    return found


DOCUMENTED = documented()


@pytest.mark.parametrize("name", [n for n, thing in DOCUMENTED.items() if ">>>" in (thing.__doc__ or "")])
def test_example_in_docstring(name: str) -> None:
    text = inspect.getdoc(DOCUMENTED[name]) or ""
    run(doctest.DocTestParser().get_doctest(text, dict(NAMES), name, None, None))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_examples_on_page(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = page.read_text().replace("```", "\n")  # a fence is not output
    run(doctest.DocTestParser().get_doctest(text, dict(NAMES), page.name, str(page), 0))


@pytest.mark.parametrize("name", hw.__all__)
def test_public_name_is_documented(name: str) -> None:
    assert name == "__version__" or (getattr(hw, name).__doc__ or "").strip()


@pytest.mark.parametrize(
    "name", [n for n in hw.__all__ if inspect.isfunction(getattr(hw, n)) and not n.startswith("get_")]
)
def test_public_function_says_what_it_takes_gives_refuses_and_shows(name: str) -> None:
    text = inspect.getdoc(getattr(hw, name)) or ""
    for heading in ("Parameters", "Returns", "Raises", "Examples"):
        assert f"{heading}\n{'-' * len(heading)}" in text, f"{name} lacks {heading}"
