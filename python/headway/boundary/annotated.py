"""What public callables say that they take, held to at their door.

An argument that is not what its annotation says, and that nothing on the way refused, makes some error that tells a
caller nothing: of NumPy, of Arrow, of the compiled core. Then the argument is named, with what was found and what is
accepted. An error that no argument explains is ours, and stays as it is; so does a wrong number of arguments.
"""

from __future__ import annotations

import collections.abc
import decimal
import difflib
import enum
import functools
import inspect
import itertools
import numbers
import re
import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from headway._core import HeadwayError
from headway.boundary.problems import refusal
from headway.boundary.scalars import is_missing, shown_with_type
from headway.language.sentences import is_whole

_SEVERAL = (collections.abc.Sequence, collections.abc.Iterable, list, tuple, set)
_READ = 1000  # elements that are looked at
_WORDS = {str: "text", float: "a number", int: "a whole number", bool: "True or False", type(None): "None",
          typing.Any: "any value", np.ndarray: "an array"}  # fmt: skip


def hold(face: types.ModuleType, names: Iterable[str]) -> None:
    """Hold public functions and classes of a module to their annotations."""
    for name in names:
        public = getattr(face, name)
        if inspect.isfunction(public):
            held = _held(public)
            for module in (face, sys.modules[public.__module__]):  # where a pickle looks for it too
                setattr(module, name, held)
        elif inspect.isclass(public) and not issubclass(public, (enum.Enum, Exception)):
            _hold_class(public)


def _hold_class(public: type) -> None:
    for owner in public.__mro__:
        if not owner.__module__.startswith("headway."):
            continue
        for name, method in list(vars(owner).items()):
            if name.startswith("_") and name != "__init__":
                continue
            maker = type(method) if isinstance(method, (classmethod, staticmethod)) else None
            function = method.__func__ if maker else method
            if isinstance(function, functools.cached_property):
                continue
            if inspect.isroutine(function) and not isinstance(function, types.BuiltinFunctionType):
                said = owner.__name__ if name == "__init__" else name
                held = _held(function) if inspect.isfunction(function) else _held_core(function, said)
                setattr(owner, name, maker(held) if maker else held)
            elif isinstance(function, types.BuiltinFunctionType):
                setattr(owner, name, staticmethod(_held_core(function, name)))


def _held(function: Callable[..., Any]) -> Callable[..., Any]:
    if hasattr(function, "_held"):
        return function

    @functools.wraps(function)
    def held(*given: Any, **named: Any) -> Any:
        try:
            return function(*given, **named)
        except HeadwayError as error:
            name_rows_by_index(error, function, given, named)
            raise
        except (OSError, ImportError, Warning):
            raise
        except Exception as error:
            if isinstance(error, TypeError) and (unknown := _unknown_keyword(function, given, named)):
                raise TypeError(unknown) from None
            problem = _problem(function, given, named)
            if problem is None:
                raise
            raise problem from error

    held._held = True  # type: ignore[attr-defined]
    return held


def _unknown_keyword(function: Callable[..., Any], given: tuple[Any, ...], named: dict[str, Any]) -> str:
    """What to say of a keyword that a function does not have, by the name that the caller knows; empty of no such."""
    known = inspect.signature(function).parameters
    if any(each.kind is inspect.Parameter.VAR_KEYWORD for each in known.values()):
        return ""
    name = next((name for name in named if name not in known), None)
    if name is None:
        return ""
    of = f"{type(given[0]).__name__}." if given and next(iter(known), "") == "self" else ""
    called = of[:-1] if function.__name__ == "__init__" else of + function.__name__
    near = difflib.get_close_matches(name, [each for each in known if each != "self"], n=1)
    return f"{called}() got an unexpected keyword argument {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def _problem(function: Callable[..., Any], given: tuple[Any, ...], named: dict[str, Any]) -> HeadwayError | None:
    """The refusal of the first argument that is not what its annotation says."""
    signature = inspect.signature(function)
    bound = _bound(signature, given, named)
    for name, value in bound.items():
        annotation = signature.parameters[name].annotation
        kind = signature.parameters[name].kind
        if annotation is inspect.Parameter.empty or kind in (inspect.Parameter.VAR_KEYWORD,
                                                             inspect.Parameter.VAR_POSITIONAL):  # fmt: skip
            continue
        try:
            where = inspect.unwrap(function).__globals__
            hint = eval(annotation, dict(where)) if isinstance(annotation, str) else annotation
        except (NameError, AttributeError, TypeError):  # imported for type checkers alone
            continue
        if not _is(value, hint):
            return refusal(name, _shown(value), _in_words(hint))
    return None


def _bound(signature: inspect.Signature, given: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
    """The arguments by their names; none of a call that does not fit."""
    try:
        return dict(signature.bind(*given, **named).arguments)
    except TypeError:
        return {}


# Where a message names rows, not within a cell: at its beginning, some of many where one cause is in all of them.
_ROWS = re.compile(r"^\s*(?:\w+, )?rows? \d+(?:, \d+)*(?: and \d+(?! more))?(?=[,: ])")
_NUMBER = re.compile(r"(\d+)")


def name_rows_by_index(
    error: HeadwayError, function: Callable[..., Any], given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    """Beside the numbers of rows that an error names, the labels that the caller's pandas frame has for them."""
    pandas = sys.modules.get("pandas")
    if pandas is None or "row" not in str(error) and "[" not in str(error):
        return
    bound = _bound(inspect.signature(function), given, named)
    kinds = (pandas.DataFrame, pandas.Series)
    frames = {name: value.index for name, value in bound.items() if isinstance(value, kinds)}
    tables = (name for name, value in bound.items() if hasattr(value, "columns") or hasattr(value, "column_names"))
    first = next(tables, None)

    def labelled(index: Any) -> Callable[[re.Match[str]], str]:
        default = isinstance(index, pandas.RangeIndex) and (index.start, index.step) == (0, 1)

        def label(match: re.Match[str]) -> str:
            row = int(match[1])
            if default or row >= len(index):
                return match[0]
            name = index[row].item() if isinstance(index[row], np.generic) else index[row]
            return f"{match[0]} (index {name!r:.40})"

        return label

    def said(text: str) -> str:
        of = text.strip().partition(", ")[0]
        table = of if of in bound else first
        if table in frames:
            label = labelled(frames[table])
            text = _ROWS.sub(lambda rows: _NUMBER.sub(label, rows[0]), text)
        for name, index in frames.items():
            text = re.sub(rf"(?<![\w.]){re.escape(name)}\[(\d+)\]", labelled(index), text)
        return text

    if frames and error.args:
        error.args = ("\n".join(map(said, str(error).split("\n"))),)
        if error.problems:
            error.problems = tuple(map(said, error.problems))


def _is(value: Any, hint: Any) -> bool:
    """Whether a value is what an annotation says."""
    if hint is Any or isinstance(hint, typing.TypeVar):
        return True
    if hint is None or hint is type(None):
        return value is None
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return any(_is(value, each) for each in inside)
    if origin is typing.Literal:
        return isinstance(value, (str, int)) and value in inside
    if hint in (int, float):
        kinds = (numbers.Integral, np.integer) if hint is int else (numbers.Real, decimal.Decimal)
        return isinstance(value, kinds) and not isinstance(value, (bool, np.bool_)) and not (
            is_missing(value) and not isinstance(value, float))  # fmt: skip
    if hint is str:
        return isinstance(value, str) and is_whole(value)
    if hint is bool:
        return isinstance(value, (bool, np.bool_))
    if origin is not None and issubclass(origin, collections.abc.Mapping):
        kinds = inside or (Any, Any)
        return isinstance(value, collections.abc.Mapping) and all(
            _is(key, kinds[0]) and _is(each, kinds[1]) for key, each in itertools.islice(value.items(), _READ))
    if origin in _SEVERAL:
        several = isinstance(value, origin) and np.iterable(value)
        if not several or isinstance(value, (str, bytes, bytearray, memoryview)):
            return False
        if isinstance(value, Iterator):
            return True
        if origin is tuple and inside and inside[-1] is not ...:
            return len(tuple(value)) == len(inside) and all(map(_is, value, inside))
        return all(_is(each, inside[0] if inside else Any) for each in itertools.islice(value, _READ))
    if origin is np.ndarray:
        return isinstance(value, np.ndarray)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return isinstance(value, hint) or isinstance(value, str) and value in map(str, hint)
    return isinstance(value, hint) if isinstance(hint, type) and not getattr(hint, "_is_protocol", False) else True


def _in_words(hint: Any) -> str:
    """What an annotation says, as a message does."""
    if hint in _WORDS:
        return _WORDS[hint]
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        # A word of a vocabulary stands there twice, as its member and as text.
        words = list(dict.fromkeys(_in_words(each) for each in inside))
        return ", ".join(words[:-1]) + f" or {words[-1]}" if len(words) > 1 else words[0]
    if origin is typing.Literal:
        return ", ".join(map(str, inside))
    if origin is np.ndarray:
        return "an array"
    if origin is not None and issubclass(origin, collections.abc.Mapping):
        return f"a mapping from {_in_words(inside[0])} to {_in_words(inside[1])}"
    if origin is tuple and inside[-1] is not ...:
        return f"a tuple ({', '.join(map(_in_words, inside))})"
    if origin in _SEVERAL:
        return f"a list of {_in_words(inside[0])}"
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return ", ".join(map(str, hint))
    return getattr(hint, "__name__", str(hint))


def _shown(value: Any) -> str:
    try:
        return shown_with_type(value).replace("\n", " ")
    except Exception:  # whose text is as broken as it is
        return type(value).__name__


# Of the compiled core -----------------------------------------------------------------------------------------------

_CORE_WORDS = {"typing.SupportsInt | typing.SupportsIndex": "a whole number", "str": "text", "bool": "True or False",
               "typing.SupportsFloat | typing.SupportsIndex": "a number", "datetime.date": "a date",
               "headway._core.Period": "a Period"}  # fmt: skip


def _held_core(function: Any, name: str) -> Any:
    """A method of the compiled core, which says of itself what it takes."""
    if hasattr(function, "_held"):
        return function
    made = function.__name__ == "__init__"

    @functools.wraps(function, assigned=("__name__", "__qualname__", "__doc__", "__module__"), updated=())
    def held(*given: Any, **named: Any) -> Any:
        try:
            return function(*given, **named)
        except UnicodeEncodeError:
            found = next(each for each in (*given, *named.values()) if isinstance(each, str) and not _is(each, str))
            raise refusal(name, _shown(found), "text of whole characters") from None
        except TypeError as error:
            problem = _core_problem(str(error), name, given[1:] if made else given, named)
            if problem is None:
                raise
            raise problem from None

    held._held = True  # type: ignore[attr-defined]
    return held


def _core_problem(said: str, name: str, given: tuple[Any, ...], named: dict[str, Any]) -> HeadwayError | None:
    """What the core's complaint about arguments means; None of a wrong number of them, or of an unknown keyword."""
    if "incompatible" not in said:
        return None
    given = given[1:] if "(self:" in said else given
    taken: list[str] = []
    for line in said.splitlines():
        inside = line.partition("(")[2].rpartition(")")[0]
        parts = [part.partition(": ") for part in inside.split(", ") if ": " in part]
        parts = [part for part in parts if part[0] != "self"]
        if line[:4] != "    " or not line.strip()[0].isdigit():
            continue
        names = [part[0] for part in parts]
        needed = [part[0] for part in parts if " = " not in part[2]]
        bound = [*names[: len(given)], *named]
        if len(given) <= len(names) and len(set(bound)) == len(bound) and set(needed) <= set(bound) <= set(names):
            kinds = (f"{part[0]} ({_core_kind(part[2].partition(' = ')[0])})" for part in parts)
            taken.append(", ".join(kinds))
    if not taken:
        return None
    found = ", ".join(map(_shown, (*given, *named.values())))
    return refusal(name, found, "; or ".join(dict.fromkeys(taken)))


def _core_kind(kind: str) -> str:
    for core, word in _CORE_WORDS.items():
        kind = kind.replace(core, word)
    return kind.replace(" | ", " or ").replace("headway._core.", "").replace("or int", "or a whole number")
