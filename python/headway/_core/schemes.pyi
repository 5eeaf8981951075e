from collections.abc import Mapping, Sequence
from typing import TypeAlias

from headway._core.savings import SavingsPlan, ScaleTuple
from headway._core.time import Period

TextColumn: TypeAlias = tuple[str, Sequence[str]]
MoneyColumn: TypeAlias = tuple[str, Sequence[float | str | None], str]

def assemble_schemes(
    texts: Mapping[str, TextColumn], years: Sequence[MoneyColumn], forecast: Sequence[MoneyColumn],
    expected: MoneyColumn, actual: MoneyColumn, expected_forecast: MoneyColumn, months: Sequence[MoneyColumn], *,
    years_are: str, unit: str | None, savings_are: str,
    fund: str | None, confidence_words: Mapping[str, str], confidence_of_all: str, leave_out_totals: bool, version: str,
    scale: ScaleTuple, decimals: int | None, calendar: str | int, aliases: Mapping[str, str],
    workstreams: Sequence[tuple[str, Period | None]],
) -> SavingsPlan: ...
def find_fund(text: str) -> str | None: ...
def level_by_word(scale: ScaleTuple, text: str) -> str | None: ...
def year_in_heading(heading: str, calendar: str | int = ...) -> Period | None: ...
def unit_in_heading(heading: str) -> str | None: ...
