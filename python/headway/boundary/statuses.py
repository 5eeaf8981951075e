"""Why a column has no figure in a row, as `clean` leaves it beside the column."""

from __future__ import annotations

from headway.boundary.frames import Frame
from headway.language.sentences import plain_line

NO_NEWS = ("", "value", "missing", "bound")  # of which a null, a number or a bound says as much
LETTERS_SHOWN = 40


def statuses_of(frame: Frame, name: str) -> list[str] | None:
    """The word of each row in `<name>_status`, with the text that was not read; None where there is no such column."""
    column, beside = f"{name}_status", f"{name}_text"
    if column not in frame or not frame.holds_text(column):
        return None
    words = frame.texts(column)
    if beside not in frame or not frame.holds_text(beside):
        return words
    shown = [plain_line(text) for text in frame.texts(beside)]
    shown = [line if len(line) <= LETTERS_SHOWN else line[: LETTERS_SHOWN - 3] + "..." for line in shown]
    return [f'{word} ("{text}")' if word == "unread" and text else word
            for word, text in zip(words, shown, strict=True)]  # fmt: skip
