"""The three tables of a savings plan, read as rows: programmes, confidence, profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway import _core
from headway._core import HeadwayError, Period
from headway.boundary.frames import Frame
from headway.boundary.problems import Problems, each_of, refuse
from headway.boundary.scalars import integral
from headway.boundary.times import labels_of
from headway.savings.arguments import aliases_of, year_as_written
from headway.savings.confidence import ConfidenceScale
from headway.vocabulary import CalendarWord

# What the columns are called unless a caller says otherwise.
USUAL = {
    "portfolio": "portfolio", "programme": "programme", "expected": "expected_saving_gbp_m", "year": "financial_year",
    "run_rate": "cumulative_saving_gbp_m", "budget": "budget", "reason": "reason", "recurrence": "recurrence",
    "benefit": "benefit", "business_case": "business_case", "next_step": "next_step", "start": "start",
    "ramp_months": "ramp_months", "owner": "owner", "board": "board", "themes": "themes", "depends_on": "depends_on",
}  # fmt: skip
_REQUIRED = {
    "programmes": ("portfolio", "programme", "expected"),
    "confidence": ("portfolio", "expected"),
    "profile": ("portfolio", "year", "run_rate"),
}
_OPTIONAL = {
    "programmes": ("budget", "recurrence", "benefit", "business_case", "next_step", "start", "ramp_months", "owner",
                   "board", "themes", "depends_on"),
    "confidence": (),
    "profile": ("reason",),
}  # fmt: skip


# What optional columns are called as well, and the columns of results that stand beside those of the levels.
_ALSO = {
    "budget": ("fund",), "recurrence": ("recurring", "oneoff"), "business_case": ("stage",),
    "depends_on": ("dependencies",),
}  # fmt: skip
_OF_RESULTS = ("portfolio", "fund", "programmes", "with_saving", "expected", "validated", "forecast")


def assembled(
    frames: Mapping[str, Any], names: Mapping[str, str], levels: Mapping[str, str], scale: ConfidenceScale, *,
    version: str, fund: str, unit: str, decimals: int | None, calendar: CalendarWord | int, aliases: Mapping[str, str],
    includes: bool | None, workstreams: list[tuple[str, Period | None]],
) -> tuple[_core.SavingsPlan, Tables]:  # fmt: skip
    """The plan of three frames, and the tables that were read from them."""
    if not isinstance(scale, ConfidenceScale):
        raise HeadwayError(f"scale: found {type(scale).__name__}; accepted: a headway.ConfidenceScale")
    for name, text in (("version", version), ("unit", unit), ("fund", fund)):
        if not isinstance(text, str):
            raise HeadwayError(f"{name}: found {type(text).__name__}; accepted: text")
    names_of_portfolios = aliases_of(aliases)
    tables = Tables(frames, names, levels, scale, calendar)
    rows = tables.programmes(), tables.confidence(), tables.profile()
    tables.problems.refuse()
    core = _core.assemble_plan(
        *rows, dict(names), tables.level_columns, version=version, unit=unit, fund=fund, scale=scale._tuple(),
        decimals=None if decimals is None else integral(decimals, "decimals"), calendar=calendar,
        aliases=names_of_portfolios, profile_includes_unvalidated=includes,
        workstreams=workstreams, frame=tables.frames["programmes"].kind,
    )  # fmt: skip
    return core, tables


class Tables:
    """The three frames. Every problem is collected, says which frame it is in, and is refused with the others."""

    def __init__(
        self, natives: Mapping[str, Any], names: Mapping[str, str], levels: Mapping[str, str], scale: ConfidenceScale,
        calendar: CalendarWord | int,
    ) -> None:  # fmt: skip
        self.names = names
        self.calendar = calendar
        self.problems = Problems()
        self.frames: dict[str, Frame] = {}
        for table, native in natives.items():
            with self.problems, InTable(table):
                self.frames[table] = Frame(native)
        self.problems.refuse()
        self.level_columns = self._level_columns(levels, scale)
        for table, frame in self.frames.items():
            with self.problems, InTable(table):
                refuse(self._unread(table, frame))
            named = [name for name in _OPTIONAL[table] if names[name] != USUAL[name]]
            columns = [names[name] for name in (*_REQUIRED[table], *named)]
            with self.problems, InTable(table):
                frame.require([*columns, *(self.level_columns if table == "confidence" else ())])
        self.problems.refuse()

    def _level_columns(self, levels: Mapping[str, str], scale: ConfidenceScale) -> list[str]:
        words = [level.word for level in scale.levels]
        refuse([f"levels: found {word!r}; accepted: {', '.join(words)}" for word in levels if word not in words])
        accepted = f"another word for this level of {scale.name!r}"
        taken = [word for word in words if word in _OF_RESULTS]
        refuse([f"levels: found {word!r}, which is a column of the results; accepted: {accepted}" for word in taken])
        confidence = self.frames["confidence"]
        return [
            levels[word] if word in levels else word if word in confidence else word.replace("/", "_") + "_gbp_m"
            for word in words
        ]

    def _unread(self, table: str, frame: Frame) -> list[str]:
        """Columns that are called nearly as an optional one is: to leave them out would drop what they say."""
        optional = {name: self.names[name] for name in (*_OPTIONAL[table], "budget") if self.names[name] not in frame}
        read = {self.names[name] for name in (*_REQUIRED[table], *_OPTIONAL[table])}
        return [
            f"column {column!r} would not be read; did you mean {name}={column!r}? Accepted: that, or a frame without "
            "it"
            for column in frame.columns
            for name, usual in optional.items()
            if column not in read and _folded(column) in {_folded(usual), _folded(name), *_ALSO.get(name, ())}
        ]

    def unread(self) -> list[str]:
        """What the frames hold besides."""
        notes = []
        for table, frame in self.frames.items():
            read = {self.names[name] for name in (*_REQUIRED[table], *_OPTIONAL[table], "budget")}
            read |= set(self.level_columns if table == "confidence" else ())
            besides = [str(name) for name in frame.columns if name not in read]
            if besides:
                notes.append(f"{table}: not read: {', '.join(besides)}")
        return notes

    def texts(self, table: str, name: str) -> list[str]:
        """A column of text, or nothing in every row where the frame has none."""
        frame, column = self.frames[table], self.names[name]
        with self.problems, InTable(table):
            return frame.texts(column) if column in frame else [""] * len(frame)
        return [""] * len(frame)

    def times(self, table: str, name: str, *, years: bool = False) -> list[str]:
        """A column of times as the core reads them."""
        frame, column = self.frames[table], self.names[name]
        with self.problems, InTable(table):
            if column not in frame:
                return [""] * len(frame)
            labels = labels_of(frame, column, self.calendar, years=years)
            return [year_as_written(label, self.calendar) for label in labels] if years else labels
        return [""] * len(frame)

    def money(self, table: str, column: str) -> list[float | str | None]:
        with self.problems, InTable(table):
            return self.frames[table].cells(column)
        return [None] * len(self.frames[table])

    def programmes(self) -> list[tuple[Any, ...]]:
        frame = self.frames["programmes"]
        ramps = [0.0] * len(frame)
        with self.problems, InTable("programmes"):
            if self.names["ramp_months"] in frame:
                given = frame.numbers(self.names["ramp_months"]).tolist()
                ramps = [0.0 if months != months else months for months in given]

        def texts(*names: str) -> list[list[str]]:
            return [self.texts("programmes", name) for name in names]

        columns = [
            *texts("portfolio", "programme"), self.money("programmes", self.names["expected"]),
            *texts("budget", "recurrence", "benefit", "business_case", "next_step"),
            self.times("programmes", "start"), ramps,
            *texts("owner", "board", "themes", "depends_on"),
        ]  # fmt: skip
        return list(zip(*columns, strict=True))

    def confidence(self) -> list[tuple[Any, ...]]:
        amounts = [self.money("confidence", column) for column in self.level_columns]
        columns = [
            self.texts("confidence", "portfolio"), self.money("confidence", self.names["expected"]),
            [list(row) for row in zip(*amounts, strict=True)], self.texts("confidence", "budget"),
        ]  # fmt: skip
        return list(zip(*columns, strict=True))

    def profile(self) -> list[tuple[Any, ...]]:
        columns = [
            self.texts("profile", "portfolio"), self.times("profile", "year", years=True),
            self.money("profile", self.names["run_rate"]), self.texts("profile", "reason"),
            self.texts("profile", "budget"),
        ]  # fmt: skip
        return list(zip(*columns, strict=True))


def _folded(name: object) -> str:
    return "".join(letter for letter in str(name).lower() if letter.isalnum())


class InTable:
    """Puts the name of a table before every problem."""

    def __init__(self, table: str) -> None:
        self.table = table

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, HeadwayError):
            refuse([f"{self.table}, {problem}" for problem in each_of(error)])
