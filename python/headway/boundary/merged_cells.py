"""Names of units in merged cells: in the first row of each alone, and nothing in the rows below it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from headway.boundary.problems import refusal
from headway.boundary.values import is_text

_ACCEPTED = (
    "the name of its unit in every row (of pandas .ffill(), of Polars .forward_fill()), or a word such as 'not known' "
    "for those without one"
)


def refuse_merged(keys: Mapping[str, pa.Array]) -> None:
    """Refuse columns of names, by what messages call them, whose rows without one may be of the name above.

    They may where they stand below several names of which no two rows follow one another, or where every name stands
    once: all of them together would be one unit. Below one name alone, as the last of each month, or here and there
    among rows with names they are a unit of their own.

    >>> import pyarrow as pa
    >>> from headway.boundary.merged_cells import refuse_merged
    >>> refuse_merged({"column 'ward'": pa.array(["A", "B", None, "A", "B", None])})
    >>> refuse_merged({"column 'ward'": pa.array(["A", "A", None, "B", "B", None])})
    >>> refuse_merged({"column 'ward'": pa.array(["A", None, None, "B", None])})
    Traceback (most recent call last):
        ...
    headway.HeadwayError: column 'ward': found names in the first rows alone of what may be merged cells (none in ...
    """
    for where, array in keys.items():
        none = _has_no_name(array)
        without = np.flatnonzero(none)
        if len(without) < 2 or none[0]:
            continue
        named = np.flatnonzero(~none)
        above = named[np.searchsorted(named, without) - 1]
        several = len(array.take(pa.array(above)).unique()) > 1
        each_once = len(array.take(pa.array(named)).unique()) == len(named)
        apart = bool((np.diff(named) > 1).all())  # as in merged cells of two rows and more
        if each_once or (several and apart):
            rows = " and ".join(map(str, without[:2].tolist())) + " and others" * (len(without) > 2)
            raise refusal(where, f"names in the first rows alone of what may be merged cells (none in rows {rows})",
                          _ACCEPTED)  # fmt: skip


def _has_no_name(array: pa.Array) -> npt.NDArray[np.bool_]:
    """Which rows have no name: null, NaN, or text that is blank."""
    array = array.dictionary_decode() if pa.types.is_dictionary(array.type) else array
    floating = pa.types.is_floating(array.type)
    none = pc.is_null(array, nan_is_null=floating).to_numpy(zero_copy_only=False)
    if is_text(array.type):
        blank = pc.equal(pc.utf8_trim_whitespace(array.cast(pa.large_string())), "")
        none = none | pc.fill_null(blank, False).to_numpy(zero_copy_only=False)
    return np.asarray(none, bool)
