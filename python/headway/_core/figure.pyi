from collections.abc import Sequence
from typing import Any, TypeAlias

# value, lower, upper (numbers), lower_open, upper_open (booleans), status, unit, marks (codes and bits) a row; unread
# (rows and why), read (a count); statuses, counted_marks, changes (words and counts); units (words of the codes).
FigureColumns: TypeAlias = dict[str, Any]

def read_figures(
    cells: Sequence[bytes | float | None], refused: Sequence[tuple[int, str]], heading: str = ""
) -> FigureColumns: ...
def say_no_figure(texts: Sequence[bytes]) -> list[bool]: ...
def is_figure(text: bytes) -> bool: ...
