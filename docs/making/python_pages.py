"""The Python reference: every public name in a room of its own, a page each; closed vocabularies on one page."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from enum import Enum
from typing import Any

# The rooms in the order of the questions, by where a name is made; "" holds what is for all.
ROOMS = {
    "series": "When, and what happened?", "measure": "What was wanted, and what is written?",
    "assess": "How good is it?", "stats": "What do numbers say? hw.stats", "spc": "Is it stable? hw.spc",
    "outlook": "Where is it heading?", "plan": "What is being done? hw.plan", "money": "How is money written?",
    "savings": "What does it save?", "uncertainty": "How sure is it?", "appraisal": "What is it worth?",
    "report": "Say so", "audit": "Do words and numbers agree?", "": "For all rooms",
}  # fmt: skip
_OF_THE_CORE = {"Period": "series", "RatingRule": "assess", "HeadwayError": ""}
_SUBSPACES = ("stats", "spc", "plan")


def public() -> dict[str, Any]:
    """Every public name by its full path, but the version and the rooms themselves."""
    hw = importlib.import_module("headway")
    found = {f"headway.{name}": getattr(hw, name) for name in hw.__all__
             if name != "__version__" and not inspect.ismodule(getattr(hw, name))}  # fmt: skip
    for room in _SUBSPACES:
        module = getattr(hw, room)
        found |= {f"headway.{room}.{name}": getattr(module, name) for name in module.__all__}
    return found


def is_vocabulary(thing: Any) -> bool:
    """Whether a name is a closed vocabulary, which has words and no more."""
    return inspect.isclass(thing) and issubclass(thing, Enum)


def room_of(path: str, thing: Any) -> str:
    """The room that a name stands in."""
    parts = path.split(".")
    if len(parts) > 2:
        return parts[1]
    if parts[1] in _OF_THE_CORE:
        return _OF_THE_CORE[parts[1]]
    made = thing.__module__.split(".")
    return made[1] if len(made) > 1 and made[1] in ROOMS else ""


def first_sentence(thing: Any) -> str:
    """What a name is, in one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split()).replace("|", r"\|").replace("``", "`")


def files() -> Iterator[tuple[str, str]]:
    """All pages below reference/python/, by their paths."""
    rooms: dict[str, list[str]] = {room: [] for room in ROOMS}
    words = []
    for path, thing in public().items():
        if is_vocabulary(thing):
            words.append(path)
            continue
        rooms[room_of(path, thing)].append(path)
        yield f"{place(path)}.md", _page(path, thing)
    yield "words.md", _words(words)
    tables = []
    for room, paths in rooms.items():
        paths.sort(key=lambda path: (path.split(".")[-1][0].isupper(), path))
        rows = "\n".join(f"| [{short(path)}]({place(path)}.md) | {first_sentence(public()[path])} |" for path in paths)
        listed = "\n".join(place(path) for path in paths)
        tables.append(f"## {ROOMS[room]}\n\n| name | is |\n|---|---|\n{rows}\n\n"
                      f"```{{toctree}}\n:hidden:\n\n{listed}\n```\n")  # fmt: skip
    yield "index.md", _INDEX + "\n".join(tables) + "\n```{toctree}\n:hidden:\n\nwords\n```\n"


_INDEX = """# Python, name by name

`import headway as hw`; `pd` and `np` are pandas and NumPy. Each page is the docstring that `help(hw.rate)` prints, with
its examples. What has a fixed list of words is on [one page](words.md); wherever one is taken, its word is taken as
well.

"""


def short(path: str) -> str:
    """A name as it is written in a notebook."""
    return path.replace("headway.", "hw.", 1)


def place(path: str) -> str:
    """The page of a name: letter case tells `hw.Delay` from nothing else, but some disks do not."""
    name = path.removeprefix("headway.").replace(".", "/")
    parts = name.split("/")
    parts[-1] = f"class_{parts[-1]}" if parts[-1][0].isupper() else parts[-1]
    return "/".join(parts)


def _page(path: str, thing: Any) -> str:
    if not inspect.isclass(thing):
        return f"# {short(path)}\n\n```{{eval-rst}}\n.. autofunction:: {path}\n```\n"
    options = "" if issubclass(thing, BaseException) else "\n   :members:\n   :inherited-members:"
    return f"# {short(path)}\n\n```{{eval-rst}}\n.. autoclass:: {path}{options}\n```\n"


def _words(paths: list[str]) -> str:
    """Every closed vocabulary with its words."""
    parts = ["# Words\n\nWherever one of these is taken, its word is taken as well: `\"low_is_good\"` is "
             "`hw.Polarity.low_is_good`.\n"]  # fmt: skip
    for path in sorted(paths):
        thing = public()[path]
        words = ", ".join(f"`{member.value}`" for member in thing)
        said = (inspect.getdoc(thing) or "").replace("``", "`")
        entry = f"```{{py:class}} {path}\n:no-typesetting:\n```"
        parts.append(f"## {short(path)}\n\n{entry}\n\n{said}\n\nWords: {words}.\n")
    return "\n".join(parts)
