"""What a cell of a spreadsheet shows: its value as its format prints it, for readers see that and nothing else."""

from __future__ import annotations

import datetime
import decimal
import re
from typing import Any

from headway._core import Period

# Of a format: text in quotes, one letter behind \, a currency; colours, widths and fillings, which print nothing.
_SIGNS = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"[#0?,]*[#0?](?:\.([#0?]+))?(,*)")
_MOST_DIGITS, _MOST_PLACES = 10, 30


def shown(value: Any, number_format: str | None) -> str:
    """A cell as it is seen.

    >>> from headway.audit.shown import shown
    >>> shown(0.5731, "0.0%"), shown(1234567, '"\u00a3"#,##0.0,,"m"'), shown(0.1 + 0.2, "General"), shown(7.0, "0.00")
    ('57.3%', '\u00a31.2m', '0.3', '7.00')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return _number(value, number_format or "")
    if isinstance(value, datetime.datetime):
        return _day(value, number_format or "")
    return str(value)


def _number(value: float, number_format: str) -> str:
    """A number by the first section of its format, half up as spreadsheets round; by none, in plain digits."""
    try:
        exact = decimal.Decimal(repr(value))
        if not exact.is_finite():
            return str(value)
        section = number_format.partition(";")[0]
        before, digits, behind = _parts(section)
        if digits is None:
            plain = decimal.Context(prec=_MOST_DIGITS).plus(exact) if isinstance(value, float) else exact
            return f"{plain.normalize():f}" if plain else "0"
        places = min(len(digits[1] or ""), _MOST_PLACES)
        exact = exact.scaleb(2 * _SIGNS.sub("", section).count("%") - 3 * len(digits[2]))
        rounded = exact.quantize(decimal.Decimal(1).scaleb(-places), decimal.ROUND_HALF_UP)
    except decimal.InvalidOperation:  # of more digits than anybody reads
        return str(value)
    text = f"{abs(rounded):{',' if ',' in digits[0].rstrip(',') else ''}.{places}f}"
    return f"{'-' if rounded < 0 else ''}{before}{text}{behind}"


def _parts(section: str) -> tuple[str, re.Match[str] | None, str]:
    """What a section prints before and behind the digits, and what it says of the digits."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(next(filter(None, match.groups()), ""))
        return "\0"

    plain = _SIGNS.sub(hold, section)
    texts = iter(held)
    digits = _DIGITS.search(plain)
    if digits is None or "E+" in plain or "/" in plain:
        return "", None, ""
    before, behind = ("".join(next(texts) if letter == "\0" else letter for letter in part)
                      for part in (plain[: digits.start()], plain[digits.end() :]))  # fmt: skip
    return before.strip("() "), digits, behind.strip("() ")


def _day(value: datetime.datetime, number_format: str) -> str:
    """A day as reports write it; a month where the format shows no day."""
    if value.time() != datetime.time():
        return str(value)
    plain = _SIGNS.sub("", number_format).lower()
    if "m" in plain and "d" not in plain and value.day == 1:
        return str(Period.parse(f"{value:%Y-%m}").with_style("full"))
    return str(Period.of_day(value.date()))
