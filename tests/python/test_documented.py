"""What functions share in their docstrings is there when they are read."""

import contextlib
import datetime
import doctest
import inspect
import re
import sys
from enum import Enum

import headway as hw
import numpy as np
import pandas as pd
import pytest
from headway.boundary.documented import documented_as
from matplotlib import pyplot

FUNCTIONS = {
    f"{room.__name__}.{name}": getattr(room, name)
    for room in (hw.plan, hw.spc, hw.stats)
    for name in room.__all__
    if inspect.isfunction(getattr(room, name))
}


def section(text: str, name: str) -> str:
    found = re.search(rf"^{name}\n-+\n(.*?)(?=^\w+\n-+\n|\Z)", text, re.MULTILINE | re.DOTALL)
    return found.group(1) if found else ""


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_parameter_is_described_in_the_order_of_the_call(name: str) -> None:
    text = inspect.getdoc(FUNCTIONS[name]) or ""
    heads = re.findall(r"^(\w+(?:, \w+)*)", section(text, "Parameters"), re.MULTILINE)
    said = [one for head in heads for one in head.split(", ")]
    taken = list(inspect.signature(FUNCTIONS[name]).parameters)
    assert sorted(said) == sorted(taken)
    firsts = [taken.index(head.split(", ")[0]) for head in heads]
    assert firsts == sorted(firsts)
    for heading in ("Returns", "Examples", *(["Raises"] if taken else [])):
        assert section(text, heading).strip(), heading


def base(a: int, b: int, *, c: int = 0, d: int = 0) -> int:
    """What it does.

    Parameters
    ----------
    a, b : int
        Two numbers:

        of any size.
    c : int, default 0
        A third.
    d : int, default 0
        A fourth.

    Returns
    -------
    int
        Their sum.

    Notes
    -----
    Of the first.
    """
    return a + b + c + d


@documented_as(base)
def other(b: int, e: int, *, d: int = 0) -> int:
    """What another does.

    Parameters
    ----------
    e : int
        Its own.

    Examples
    --------
    >>> 1
    1
    """
    return b + e + d


def test_what_is_not_said_is_taken_from_the_other_and_nothing_else() -> None:
    assert other.__doc__ == """What another does.

Parameters
----------
b : int
    Two numbers:

    of any size.
e : int
    Its own.
d : int, default 0
    A fourth.

Returns
-------
int
    Their sum.

Examples
--------
>>> 1
1"""


def test_without_docstrings_there_is_none() -> None:
    def silent(b: int) -> int:
        return b

    assert documented_as(base)(silent).__doc__ is None


def results_of_examples() -> dict[type, object]:
    """One result of each class that the examples of docstrings make or show."""
    found: dict[type, object] = {}

    def keep(value: object) -> None:
        if type(value).__module__.startswith("headway.") and not isinstance(value, Enum):
            found.setdefault(type(value), value)

    public = [getattr(room, name) for room in (hw, hw.plan, hw.spc, hw.stats) for name in room.__all__]
    for thing in public:
        names = {"hw": hw, "pd": pd, "np": np, "datetime": datetime}
        for example in doctest.DocTestParser().get_examples(inspect.getdoc(thing) or ""):
            with contextlib.suppress(hw.HeadwayError), pytest.MonkeyPatch.context() as patch:
                patch.setattr(sys, "displayhook", keep)
                exec(compile(example.source, "example", "single"), names)
        for value in names.values():
            keep(value)
    pyplot.close("all")
    return found


def test_what_completion_offers_of_a_result_is_documented() -> None:
    results = results_of_examples()
    kinds = {kind.__name__ for kind in results}
    assert kinds >= {"Statistic", "FunnelPoints", "Projection", "SavingsPlan", "ControlChart"}
    silent = []
    for kind, result in results.items():
        # What all statistics have is said at `Statistic`.
        text = "\n".join(inspect.getdoc(base) or "" for base in (*kind.__mro__[:-1], hw.stats.Statistic))
        heads = re.findall(r"^(\w+(?:, \w+)*) :", text, re.MULTILINE)
        said = {name for head in heads for name in head.split(", ")} | set(re.findall(r"`(\w+)`", text))
        silent += [
            f"{kind.__name__}.{name}"
            for name in dir(result)
            if not name.startswith("_") and name not in said
            and not getattr(inspect.getattr_static(kind, name, None), "__doc__", None)
        ]
    assert silent == []
