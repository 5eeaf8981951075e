"""How far long work has come: told step by step to whoever listens. Nobody does unless a caller asks for it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from contextvars import ContextVar
from typing import TypeAlias, TypeVar

Step = TypeVar("Step")
Listener: TypeAlias = Callable[[str, int, int], None]  # what is done, how many of them, and how many there are in all

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def steps(what: str, each: Collection[Step]) -> Iterator[Step]:
    """Things one after another, told before the first and after each.

    >>> from headway.boundary.progress import listened, steps
    >>> with listened(lambda *told: print(told)):
    ...     done = [page for page in steps("pages", ["one", "two"])]
    ('pages', 0, 2)
    ('pages', 1, 2)
    ('pages', 2, 2)
    """
    tell = _listener.get() or (lambda *_: None)
    tell(what, 0, len(each))
    for done, step in enumerate(each, start=1):
        yield step
        tell(what, done, len(each))


@contextlib.contextmanager
def listened(listener: Listener) -> Iterator[None]:
    """Tell all steps within to a listener."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
