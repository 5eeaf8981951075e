"""Columns as a pandas frame, which a result of a pandas caller is."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from headway.boundary.groups import joined
from headway.boundary.values import is_text


def as_pandas(columns: Mapping[str, Any], index: Any = None) -> Any:
    """A pandas frame of columns: what Arrow makes of a table, in a third of its time; those of pandas stay."""
    import pandas as pd

    arrays = {name: column if isinstance(column, (pa.Array, nw.Series)) else joined(pa.table({name: column})[name])
              for name, column in columns.items()}  # fmt: skip
    plain = {name for name, array in arrays.items() if isinstance(array, pa.Array) and _is_plain_text(array.type)}
    # Which type text is says the version of pandas, and an option of it.
    text: Any = arrays[next(iter(plain))][:0].to_pandas().dtype if plain else None
    of_pandas = text is not None and text != object

    def held(name: str, array: Any) -> Any:
        if isinstance(array, nw.Series):
            return array.to_native().reset_index(drop=True)
        kind = array.type
        if name in plain and of_pandas:
            return text.__from_arrow__(array)
        if name in plain or pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind):
            values = array.to_numpy(zero_copy_only=False)
            return values if values.flags.writeable else values.copy()  # Arrow's own are nobody's to change
        series = array.to_pandas()
        return series.to_numpy(copy=True) if isinstance(series.dtype, np.dtype) else series.array

    made = {name: held(name, array) for name, array in arrays.items()}
    # Since pandas 3, which takes four times as long for a frame of a dict.
    of_blocks: Any = getattr(sys.modules.get("pandas.api.internals"), "create_dataframe_from_blocks", None)
    if not made or of_blocks is None or any(isinstance(each, pd.Series) for each in made.values()):
        return pd.DataFrame(made, index=index, columns=None if made else pd.Index([], dtype=object), copy=False)
    rows = pd.RangeIndex(len(next(iter(made.values())))) if index is None else index
    blocks = [(each[None, :] if isinstance(each, np.ndarray) else each, np.array([place]))
              for place, each in enumerate(made.values())]  # fmt: skip
    return of_blocks(blocks, index=rows, columns=pd.Index([*made], dtype=text))


def _is_plain_text(kind: pa.DataType) -> bool:
    return is_text(kind) and not pa.types.is_dictionary(kind)
