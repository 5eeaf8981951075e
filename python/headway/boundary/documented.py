"""Docstrings that several functions share: what they take, give and refuse alike is written at one of them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

_HEADING = re.compile(r"^(\w+)\n-+\n", re.MULTILINE)
_ENTRY = re.compile(r"^(\w+(?:, \w+)*)(.*\n(?:(?: .*)?\n?)*)", re.MULTILINE)  # names; the type, and lines set in
_ORDER = ("Parameters", "Returns", "Raises", "Notes", "Examples")


def documented_as(other: Callable[..., Any]) -> Callable[[Function], Function]:
    """Say of a function, where its docstring does not, what that of another says: parameters, returns and raises.

    >>> from headway.boundary.documented import documented_as
    >>> def first(a, b):
    ...     '''One.
    ...
    ...     Parameters
    ...     ----------
    ...     a, b : int
    ...         Numbers.
    ...     '''
    >>> @documented_as(first)
    ... def second(b): "Another."
    >>> print(second.__doc__)
    Another.
    <BLANKLINE>
    Parameters
    ----------
    b : int
        Numbers.
    """

    def fill(function: Function) -> Function:
        if not (function.__doc__ and other.__doc__):  # neither is there under python -OO
            return function
        said, shared = _sections(function), _sections(other)
        entries = _ENTRY.findall(said.get("Parameters", ""))
        order = list(inspect.signature(function).parameters)
        lacking = set(order) - {name for names, _ in entries for name in names.split(", ")}
        for names, text in _ENTRY.findall(shared.get("Parameters", "")):
            if here := [name for name in names.split(", ") if name in lacking]:
                entries.append((", ".join(here), text))
        entries.sort(key=lambda entry: order.index(entry[0].partition(", ")[0]))
        said["Parameters"] = "\n".join(f"{names}{text.rstrip()}" for names, text in entries)
        said = {name: shared[name] for name in ("Returns", "Raises") if name in shared} | said
        parts = [f"{name}\n{'-' * len(name)}\n{said[name].strip()}" for name in _ORDER if said.get(name)]
        function.__doc__ = "\n\n".join([said[""].strip(), *parts])
        return function

    return fill


def _sections(function: Callable[..., Any]) -> dict[str, str]:
    """What stands below each heading of a docstring; below none, what it begins with."""
    first, *rest = _HEADING.split(inspect.getdoc(function) or "")
    return {"": first} | {name: f"{text.rstrip()}\n" for name, text in zip(rest[::2], rest[1::2], strict=True)}
