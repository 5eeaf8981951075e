"""The columns of a result of the core, as a frame's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from headway._core import Columns

_KINDS = {"text": pa.large_string(), "number": pa.float64(), "whole": pa.int64(), "truth": pa.bool_()}


def arrays_of(columns: Columns) -> dict[str, pa.Array]:
    """Each column as Arrow holds it, of the type that the core says, without a row too."""
    return {name: pa.array(values, _KINDS[kind]) for name, (kind, values) in columns.items()}
