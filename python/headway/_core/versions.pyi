from collections.abc import Mapping, Sequence
from typing import TypeAlias

from headway._core.arrays import SectionCodes
from headway._core.plan import TextRows
from headway._core.savings import Columns

PublishedBound: TypeAlias = tuple[float | None, float | None, float | None, bool, bool, bool]
VersionBar: TypeAlias = tuple[str, str, str, int, PublishedBound, float, float]

class Documents:
    def __init__(
        self, name: TextRows | None, title: TextRows | None, date: TextRows | None, status: TextRows | None,
        supersedes: TextRows | None,
    ) -> None: ...
    def standings(self) -> Columns: ...

class PublishedVersions:
    def __init__(
        self, texts: Mapping[str, TextRows | None], amount: str,
        amounts: tuple[Sequence[float | str | None], SectionCodes], *, unit: str, calendar: str | int, terms_are: str,
        terms_of: Mapping[str, str], aliases: Mapping[str, str], documents: Documents | None,
    ) -> None: ...
    @property
    def unit(self) -> str: ...
    def labels(self) -> list[str]: ...
    def place_of(self, name: str) -> int: ...
    def totals(self, with_unit: bool = False) -> Columns: ...
    def bridge(self, before: int, after: int, with_unit: bool = False) -> Columns: ...
    def bars(
        self, before: int, after: int, most: int
    ) -> list[tuple[str, str, PublishedBound, str, bool | None, list[VersionBar]]]: ...
