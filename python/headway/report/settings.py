"""The settings of a report, as `report.toml` has them: each read strictly, every problem found, no key overlooked."""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from headway.boundary.problems import Problems, refusal, refuse
from headway.boundary.scalars import flag, text_of
from headway.boundary.scalars import number as number_of
from headway.boundary.scalars import whole as whole_of

Value = TypeVar("Value")
FILE = "report.toml"
_OF_A_TABLE = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(#.*)?")
_KEY = re.compile(r"\s*([\w-]+|\"[^\"]*\"|'[^']*')\s*[=.]")


class Settings:
    """One table of a file of settings. What is asked for is known; `refuse_others` refuses what is there besides."""

    def __init__(self, found: Mapping[str, Any], problems: Problems, rows: Mapping[str, int], path: str = "") -> None:
        self.problems, self.path = problems, path
        self._found, self._rows = found, rows
        self._asked: dict[str, Settings | None] = {}

    @classmethod
    def of_file(cls, file: Path) -> Settings:
        """The settings of a file, whose keys are still to be asked for."""
        try:
            text = file.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            accepted = f"a folder with a {FILE} (headway new FOLDER makes one)"
            raise refusal(str(file.parent), f"no {FILE}", accepted) from None
        except OSError as error:
            raise refusal(FILE, error.strerror or str(error), "a file that can be read") from None
        except UnicodeDecodeError as error:
            raise refusal(FILE, f"the byte {error.object[error.start]:#04x}, which is no UTF-8", "UTF-8") from None
        try:
            return cls(tomllib.loads(text), Problems(), _rows_of(text))
        except tomllib.TOMLDecodeError as error:
            said = str(error).replace("at line ", "row ").replace("column ", "character ")
            raise refusal(FILE, said[:1].lower() + said[1:], 'TOML: key = "text", one a line') from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def know(self, *keys: str) -> None:
        """Keys that may be there, and were not asked for because of another problem."""
        for key in keys:
            self._asked.setdefault(key, None)

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def where(self, key: str = "") -> str:
        """A key as messages name it, with its row where it has one of its own."""
        name = ".".join(filter(None, (self.path, key)))
        row = self._rows.get(name)
        table = f"[{self.path}] " if self.path and key else ""
        said = f"{table}{key}" if key else f"[{self.path}]"
        return f"{FILE}, row {row}, {said}" if row else f"{FILE}, {said}"

    def get(self, key: str, kind: Callable[[Any, str], Value]) -> Value | None:
        """What a key holds, of a kind; None where there is none, and where it is refused."""
        self._asked[key] = None
        if key not in self._found:
            return None
        with self.problems:
            return kind(self._found[key], self.where(key))
        return None

    def needed(self, key: str, kind: Callable[[Any, str], Value], example: str) -> Value | None:
        """What a key holds that must be there."""
        if key not in self._found:
            self._asked[key] = None
            self.problems.found.append(f"{self.where(key)}: found none; accepted: {key} = {example}")
        return self.get(key, kind)

    def table(self, key: str, *, text: str | None = None) -> Settings | None:
        """The table below a key; None where there is none. Where it may be written as one text, that is its `text`."""
        self._asked[key] = None
        if key not in self._found:
            return None
        found = self._found[key]
        if text is not None and isinstance(found, str):
            found = {text: found}
        if not isinstance(found, dict):
            accepted = f"a table [{'.'.join(filter(None, (self.path, key)))}]" + (f", or a {text}" if text else "")
            self.problems.found.append(f"{self.where(key)}: found {_shown(found)}; accepted: {accepted}")
            return None
        below = Settings(found, self.problems, self._rows, ".".join(filter(None, (self.path, key))))
        self._asked[key] = below
        return below

    def refuse_others(self) -> None:
        """A problem for every key that nobody asked for, here and in all tables below."""
        for key in self._found:
            if key not in self._asked:
                near = difflib.get_close_matches(key, [*self._asked], n=1)
                meant = f"; did you mean {near[0]!r}?" if near else ";"
                accepted = ", ".join(sorted(self._asked))
                self.problems.found.append(f"{self.where(key)}: found a key that means nothing{meant} "
                                           f"accepted: {accepted}")  # fmt: skip
        for below in self._asked.values():
            if below is not None:
                below.refuse_others()


def _rows_of(text: str) -> dict[str, int]:
    """The row in which each key, by its full name, is written; of keys in one line with others, none."""
    rows: dict[str, int] = {}
    inside = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if table := _OF_A_TABLE.fullmatch(line):
            inside = table[1].strip()
            rows.setdefault(inside, number)
        elif key := _KEY.match(line):
            rows.setdefault(".".join(filter(None, (inside, key[1].strip("\"'")))), number)
    return rows


# Kinds --------------------------------------------------------------------------------------------------------------


def _shown(value: Any) -> str:
    return f"{_TYPES.get(type(value), type(value).__name__)} {value!r:.60}"


_TYPES = {str: "text", int: "the number", float: "the number", bool: "the switch", list: "the list", dict: "the table",
          datetime.date: "the date", datetime.datetime: "the time"}  # fmt: skip


def text(value: Any, where: str) -> str:
    """Text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise refusal(where, _shown(value), "text")
    return text_of(value, where)


def texts(value: Any, where: str) -> list[str]:
    """A list of texts."""
    if not isinstance(value, list):
        raise refusal(where, _shown(value), 'a list of texts, ["...", "..."]')
    refuse([f"{where}: found {_shown(each)}; accepted: text" for each in value
            if not isinstance(each, str) or not each.strip()])  # fmt: skip
    return value


def number(value: Any, where: str) -> float:
    """A number."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise refusal(where, _shown(value), "a number")
    return number_of(value, where)


def numbers(value: Any, where: str) -> list[float]:
    """A list of numbers."""
    if not isinstance(value, list):
        raise refusal(where, _shown(value), "a list of numbers, [1.0, 2.0]")
    return [number(each, where) for each in value]


def numbers_by_name(value: Any, where: str) -> dict[str, float]:
    """Numbers by name."""
    if not isinstance(value, dict):
        raise refusal(where, _shown(value), "numbers by name, { name = 1.0 }")
    return {key: number(each, f"{where}.{key}") for key, each in value.items()}


def whole(value: Any, where: str) -> int:
    """A whole number."""
    return whole_of(value, where, 0, 2**63 - 1)


def switch(value: Any, where: str) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise refusal(where, _shown(value), "true or false")
    return flag(value, where)


def day(value: Any, where: str) -> datetime.date | str:
    """A date, or a time in text."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str) and value.strip():
        return text_of(value, where)
    raise refusal(where, _shown(value), 'a date such as 2024-11-26, or text such as "September 2024"')


def words(value: Any, where: str) -> dict[str, str]:
    """Texts by name."""
    if not isinstance(value, dict):
        raise refusal(where, _shown(value), 'texts by name, { ours = "theirs" }')
    refuse([f"{where}.{key}: found {_shown(each)}; accepted: text" for key, each in value.items()
            if not isinstance(each, str)])  # fmt: skip
    return value


def column_or_number(value: Any, where: str) -> str | float:
    """The name of a column, or one number for all rows."""
    return text(value, where) if isinstance(value, str) else number(value, where)


def one_or_several(value: Any, where: str) -> list[str] | dict[str, str]:
    """Names, or what each means."""
    return words(value, where) if isinstance(value, dict) else texts(value, where)


def amounts(value: Any, where: str) -> list[float] | dict[str, float]:
    """Numbers in order, or by name."""
    return numbers_by_name(value, where) if isinstance(value, dict) else numbers(value, where)
