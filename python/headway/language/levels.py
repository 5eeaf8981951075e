"""How a confidence level is called."""

from __future__ import annotations


def level_name(level: float) -> str:
    """How a level is called in names of columns: `95`, `99_8`."""
    return percent(level).replace(".", "_")


def percent(level: float) -> str:
    """A level in per cent, as it was written; none is 100."""
    level = float(level)  # a decimal or a fraction too
    text = f"{100 * level:.10g}"
    return f"{100 * level:.15g}" if text == "100" else text
