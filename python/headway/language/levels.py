"""How a confidence level is called."""

from __future__ import annotations

WHOLE = (2, 3, 4, 5, 10, 20, 50, 100)  # of so many all but one
ABOUT = 0.1  # of those outside, within which a level is about so many


def level_name(level: float) -> str:
    """How a level is called in names of columns: `95`, `99_8`."""
    return percent(level).replace(".", "_")


def percent(level: float) -> str:
    """A level in per cent, as it was written; none is 100."""
    level = float(level)  # a decimal or a fraction too
    text = f"{100 * level:.10g}"
    return f"{100 * level:.15g}" if text == "100" else text


def odds(level: float, nearly_all: float = 1.0) -> str:
    """A level as so many in so many, about, or as nearly all from a level on; else in per cent.

    >>> from headway.language.levels import odds
    >>> odds(0.95), odds(0.9545), odds(0.5), odds(0.85)
    ('about 19 in 20', 'about 19 in 20', 'about 1 in 2', 'about 85%')
    >>> odds(0.998, nearly_all=0.99), odds(0.99)
    ('nearly all', 'about 99 in 100')
    """
    if level >= nearly_all:
        return "nearly all"
    outside = 1 - float(level)
    found = next((count for count in WHOLE if abs(outside * count - 1) < ABOUT), None)
    return f"about {found - 1} in {found}" if found else f"about {percent(level)}%"
