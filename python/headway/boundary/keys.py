"""Keys by which two tables are joined: spelled alike, or refused with what to write."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from headway import _core


def alike(name: str) -> str:
    """What names have in common that differ in letter case, spaces, underscores and dashes alone."""
    return "".join(_core.plain_text(name).casefold().replace("_", " ").replace("-", " ").split())


def misspelled(found: Mapping[str, str], known: Iterable[str], of: str) -> list[str]:
    """A problem for each key that differs from a known one in nothing but letter case, spaces and dashes.

    `found` are the keys that join nothing, by where they stand; `of` is what has the known ones.
    """
    spelled: dict[str, str] = {}
    for name in known if found else ():
        spelled.setdefault(alike(name), name)
    return [
        f"{where}: found {name!r}, where {of} has {spelled[alike(name)]!r}; accepted: one spelling, "
        f"{spelled[alike(name)]!r} in both"
        for where, name in found.items()
        if alike(name) in spelled
    ]


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is nearest to one, the first where none is near; None where there is none."""
    names = list(known)
    return next(iter([*difflib.get_close_matches(name, names, n=1), *names]), None)
