from collections.abc import Sequence
from typing import Any, TypeAlias

# Label, section, period, polarity, and previous, latest, target, national and peer.
GivenRow: TypeAlias = tuple[str, str, str, str | None, float, float, float, float, float]

phrase_meanings: list[str]

def audit(
    documents: Sequence[tuple[bytes, bytes]], rows: Sequence[GivenRow], amounts: Sequence[tuple[str, float, int]],
    phrases: Sequence[tuple[bytes, str]],
) -> dict[str, list[tuple[Any, ...]]]: ...
