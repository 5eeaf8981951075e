"""Arguments as plain data, as they travel to the tasks: a rule as its fields, a pandas Series as a dict."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Mapping
from typing import Any

from headway._core import Period, RatingRule
from headway.boundary.problems import refusal

_RULE = ("tolerance", "basis", "amber_limit", "green_inclusive", "amber_inclusive", "zero")
_PLAIN = (str, int, float, bool, type(None), datetime.date, decimal.Decimal)


def plain(value: Any, name: str) -> Any:
    """A value that any Python reads again: text, numbers, dates, and lists, tuples and mappings of these.

    >>> import headway as hw
    >>> from headway.spark.plain import plain
    >>> plain(hw.RatingRule(tolerance=0.05), "rule")["tolerance"]
    0.05
    >>> plain({"a": hw.Polarity.low_is_good}, "polarity")
    {'a': 'low_is_good'}
    """
    if isinstance(value, RatingRule):
        return {field: getattr(value, field) for field in _RULE}
    if isinstance(value, Period):
        return value.with_style("full").label
    if isinstance(value, str):
        return str(value)  # a word of an enum too
    if hasattr(value, "to_dict") and hasattr(value, "index"):
        value = value.to_dict()
    if hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        value = value.item()
    if hasattr(value, "tolist") and not isinstance(value, _PLAIN):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {plain(key, name): plain(each, f"{name}[{key!r}]") for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(plain(each, name) for each in value)
    if not isinstance(value, _PLAIN):
        raise refusal(name, f"{type(value).__name__} {value!r:.60}",
                      "text, numbers, dates, and lists or mappings of these, which a task can be sent")  # fmt: skip
    return value


def restored(name: str, value: Any) -> Any:
    """An argument as its verb takes it, of what `plain` made of it."""
    return RatingRule(**value) if name == "rule" and isinstance(value, Mapping) else value
