from collections.abc import Sequence
from typing import Any, TypeAlias

# Label, section, period, polarity, and previous, latest, target, national and peer.
GivenRow: TypeAlias = tuple[str, str, str, str | None, float, float, float, float, float]
# What a message calls the row; document, line, words, kind, subject, stated and computed.
GivenClaim: TypeAlias = tuple[bytes, int, int, bytes, str, bytes, bytes, bytes]

phrase_meanings: list[str]
claim_kinds: list[str]

def audit(
    documents: Sequence[tuple[bytes, bytes]], rows: Sequence[GivenRow], amounts: Sequence[tuple[str, float, int]],
    phrases: Sequence[tuple[bytes, str]], claims: Sequence[GivenClaim] | None,
) -> dict[str, list[tuple[Any, ...]]]: ...
