"""The documents of an audit: files of text, or texts by their names."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from headway.boundary.problems import refusal, refuse
from headway.boundary.scalars import bytes_of

Texts: TypeAlias = list[tuple[bytes, bytes]]

_SUFFIXES = (".txt", ".text", ".md", ".markdown")
_ACCEPTED = "a path, a list of paths, or a mapping of names to texts"


def texts_of(documents: Any) -> Texts:
    """Every document as its name and the bytes of its text, in the order given."""
    if isinstance(documents, Mapping):
        return [(_name(name), _text(name, text)) for name, text in documents.items()]
    if isinstance(documents, str | os.PathLike):
        return _read([documents])
    if isinstance(documents, Sequence) and not isinstance(documents, bytes | bytearray):
        return _read(documents)
    raise refusal("documents", f"{type(documents).__name__}", _ACCEPTED)


def _name(name: Any) -> bytes:
    if not isinstance(name, str) or not name.strip():
        raise refusal("documents", f"{type(name).__name__} {name!r:.60} as a name", "text")
    return bytes_of(name)


def _text(name: Any, text: Any) -> bytes:
    if isinstance(text, bytes | bytearray):
        return bytes(text)
    if isinstance(text, str):
        return bytes_of(text)
    raise refusal(f"documents[{name!r}]", type(text).__name__, "text, or bytes of UTF-8")


def _read(paths: Sequence[Any]) -> Texts:
    texts: Texts = []
    problems: list[str] = []
    for number, given in enumerate(paths):
        where = f"documents[{number}]"
        if not isinstance(given, str | os.PathLike):
            problems.append(f"{where}: found {type(given).__name__} {given!r:.60}; accepted: {_ACCEPTED}")
            continue
        path = Path(os.fsdecode(given))
        if path.suffix.lower() not in _SUFFIXES:
            accepted = f"{', '.join(_SUFFIXES)}; of another form, its text by name: {{{path.stem!r}: '...'}}"
            problems.append(f"{where}: found {path.name!r:.80}; accepted: {accepted}")
            continue
        try:
            texts.append((bytes_of(path.name), path.read_bytes()))
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            problems.append(f"{where}: {path.name!r:.80} cannot be read: {why}; accepted: a file of text")
    refuse(problems)
    return texts
