"""Scalar arguments: numbers, switches, words and bounds, each read strictly and refused by name."""

from __future__ import annotations

import decimal
import numbers
import operator
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

import numpy as np

from headway import _core
from headway.boundary.problems import refusal
from headway.language.sentences import is_whole, plain_line

NUMBER = "a number (integer, float or decimal)"
NUMBERS = f"{NUMBER} or null"
_FRACTIONS = ("tolerance", "level", "confidence", "rate", "mitigation")
_OF_UNIT = ("target", "benchmark", "value", "lower", "upper", "benchmark_lower", "benchmark_upper", "comparator",
            "bounds")  # of shares too
Word = TypeVar("Word", bound=StrEnum)


def is_missing(value: object) -> bool:
    """None, NaN, and pandas' own words for missing, which are of no common type."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, (float, np.datetime64)) and value != value


def number(value: Any, name: str, *, null: bool = True, cell: bool = False) -> float:
    """A scalar as a float; None is NaN, without `null` refused. So are booleans and text, as they are in columns.

    Text that `clean` reads comes with the line that does, but that of a `cell`: its column has one line.
    """
    if null and is_missing(value):
        return float("nan")
    accepted = NUMBERS if null else NUMBER
    real = isinstance(value, (numbers.Real, decimal.Decimal)) and not isinstance(value, (bool, np.bool_))
    if not real or is_missing(value):
        result = type(value).__module__.startswith("headway.") and not isinstance(value, Told)
        part = " (its .value)" if result and hasattr(value, "value") else ""
        raise refusal(name, shown_with_type(value), accepted + part + ("" if cell else line_to_read(value, name)))
    try:
        # Single precision is read as it prints: a float32 of 51.66 is 51.66, not 51.65999984741211.
        return float(str(value) if isinstance(value, np.floating) else value)
    except (OverflowError, ValueError):
        raise refusal(name, f"{shown_with_type(value)}, which no double holds", accepted) from None


def line_to_read(value: object, name: str) -> str:
    """The line that makes a number of text as people write figures, and the number; nothing of any other text.

    Of an argument that is a fraction a per cent is its hundredth; of one in the unit of others it may be either.
    """
    if not isinstance(value, str):
        return ""
    read = _core.read_figures([bytes_of(value)], [])
    found, line = float(read["value"][0]), f"hw.clean([{value!r}]).value[0]"
    if name in _FRACTIONS and "%" in value:
        found, line = found / 100, f"{line} / 100"
    return f" (to read it, {line}, which is {found:.15g}{or_of_shares(line, value, name)})" if found == found else ""


def or_of_shares(line: str, value: str, name: str) -> str:
    """What else a line that reads per cent may have to be: shares of 1 are their hundredths."""
    return f", or {line} / 100 among shares of 1" if name.partition("[")[0] in _OF_UNIT and "%" in value else ""


def flag(value: object, name: str) -> bool:
    """A switch: True or False and nothing that merely counts as one, such as the text "no"."""
    if not isinstance(value, (bool, np.bool_)):
        raise refusal(name, shown_with_type(value), "True or False")
    return bool(value)


def word(value: object, name: str, accepted: Iterable[Word]) -> Word:
    """A word of a closed vocabulary, which an argument of that name takes, as its member."""
    members = list(accepted)
    if not isinstance(value, str) or value not in members:
        raise refusal(name, f"{value!r:.60}", ", ".join(members))
    return next(member for member in members if member == value)


def integral(value: object, name: str) -> int:
    """A whole number that an int of the core holds, as an integer or as a float."""
    given = number(value, name)
    if not given.is_integer() or abs(given) > 1_000_000:
        raise refusal(name, repr(value), "a whole number from -1,000,000 to 1,000,000")
    return int(given)


def whole(value: Any, name: str, lowest: int, highest: int) -> int:
    """A whole number within bounds."""
    try:
        found = operator.index(value)
    except TypeError:
        found = lowest - 1
    if isinstance(value, (bool, np.bool_)) or not lowest <= found <= highest:
        raise refusal(name, repr(value), f"a whole number from {lowest} to {highest}")
    return found


class Ends(NamedTuple):
    """What a target is at least and at most, the same of one number, and whether an end is itself not meant."""

    lower: float
    upper: float
    lower_open: bool = False
    upper_open: bool = False


class Told:
    """A target that says more than its number: `Target`, `RelativeTarget`."""

    def _ends(self) -> Ends:
        raise NotImplementedError


def ends_of(value: object, name: str) -> Ends:
    """A number, the two bounds of a range, or a target that says them."""
    return value._ends() if isinstance(value, Told) else Ends(*bounds(value, name))


def one_number_of(value: object, name: str) -> Any:
    """The number of a target that says one, or its one end, of a pair too; anything else as it was given."""
    if not isinstance(value, (Told, tuple)):
        return value
    lower, upper, *_ = ends_of(value, name)
    if lower == lower and upper == upper and lower != upper:
        raise refusal(name, f"the range {(lower, upper)}", "one number, or one end")
    return lower if lower == lower else upper


def bounds(value: object, name: str) -> tuple[float, float]:
    """A number, twice, or the two bounds of a range; None is NaN."""
    if isinstance(value, Told):
        return value._ends()[:2]
    if not isinstance(value, (tuple, list)):
        single = number(value, name)
        return single, single
    if len(value) != 2:
        raise refusal(name, f"{len(value)} bounds", "two, (lower, upper)")
    return number(value[0], f"{name}[0]"), number(value[1], f"{name}[1]")


def text_of(value: Any, name: str) -> str:
    """An argument of that name that is text."""
    if not isinstance(value, str):
        raise refusal(name, f"{type(value).__name__} {value!r:.60}", "text")
    if not is_whole(value):
        raise refusal(name, f"{value!r:.60}, half of a character", "text")
    return value


def line_of(value: Any, name: str) -> str:
    """An argument of that name that is text, as one line."""
    return plain_line(text_of(value, name))


def bytes_of(text: str) -> bytes:
    """Text as the core reads it, whatever it holds."""
    try:  # a file of another encoding, opened with surrogateescape, gives its bytes back
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def shown_with_type(value: object) -> str:
    text = repr(value)
    if len(text) > 60:
        text = text[:57] + "..."
    return f"{type(value).__name__} {text}"
