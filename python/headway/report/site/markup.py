"""Markup of many pages: an element is text as soon as it is made, and everything that is said in it is escaped.

An element of htmltools takes a fifth of a millisecond, which is ten seconds for the rows and pages of five hundred
indicators; these take a hundredth of that. What htmltools made may stand in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TypeAlias

from htmltools import HTML, Tag, TagChild, TagList

_PLAIN = re.compile(r"[\w.#:%-]+")
VOID = frozenset({"meta", "link", "input", "img", "br"})


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


Child: TypeAlias = "TagChild | Iterable[Child]"


def text_of(child: Child) -> str:
    """What stands in an element, as markup."""
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return escape(child, quote=False)
    if isinstance(child, (Tag, TagList, HTML)):
        return str(child)
    assert isinstance(child, Iterable)
    return "".join(map(text_of, child))


def joined(*children: Child) -> Markup:
    return Markup("".join(map(text_of, children)))


def element(name: str, /, *children: Child, **attributes: str | bool | None) -> Markup:
    """An element; of its attributes None and False are left out, and `_` is `-`, a last one for words of Python.

    What needs no quotes has none: of a page of an indicator they are the fiftieth part.

    >>> from headway.report.site.markup import element
    >>> element("a", "R & D", href='x"y', class_="k", hidden=True, id=None)
    '<a href="x&quot;y" class=k hidden>R &amp; D</a>'
    """
    said = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f"={_quoted(str(value))}")
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Markup(f"<{name}{said}>" if name in VOID else f"<{name}{said}>{''.join(map(text_of, children))}</{name}>")


def _quoted(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else f'"{escape(value)}"'
