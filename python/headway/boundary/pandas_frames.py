"""Columns as a pandas frame, which a result of a pandas caller is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import narwhals as nw
import numpy as np
import pyarrow as pa

from headway._core import HeadwayError
from headway.boundary.groups import joined
from headway.boundary.values import LARGE_TEXT, TEXTS

_MOST_COPIED = 100_000  # rows: to copy more takes longer than what is saved
_AS_THEY_ARE = {kind.id for kind in (pa.bool_(), pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(),
                                     pa.uint32(), pa.uint64(), pa.float16(), pa.float32(), pa.float64())}  # fmt: skip


def as_pandas(columns: Mapping[str, Any], index: Any = None) -> Any:
    """A pandas frame of columns: what Arrow makes of a table, in a third of its time; those of pandas stay."""
    import pandas as pd

    made, text = _held(columns)
    of_blocks = _maker_of_frames()
    if not made or of_blocks is None or any(isinstance(each, pd.Series) for each in made.values()):
        return pd.DataFrame(made, index=index, columns=None if made else pd.Index([], dtype=object), copy=False)
    rows = pd.RangeIndex(len(next(iter(made.values())))) if index is None else index
    of_pandas = text is not None and text.of_pandas and all(isinstance(name, str) for name in made)
    names: Any = (_index_of_text([*made], text) if text is not None and of_pandas
                  else pd.Index([*made], dtype=None if text is None else text.type))  # fmt: skip
    return of_blocks(_blocks([*made.values()]), index=rows, columns=names)


def with_columns_beside(caller: Any, columns: list[Any], added: Mapping[str, pa.Array]) -> Any:
    """A caller's frame, which has these columns, with more of them.

    To join frames takes pandas most of the time of a small one, so of such a frame the columns are put side by side as
    they are; none is the caller's own.
    """
    import pandas as pd

    of_blocks = _maker_of_frames()
    if of_blocks is None or type(caller) is not pd.DataFrame or len(caller) > _MOST_COPIED:
        beside = as_pandas(added, caller.index.view())
        beside.columns.name = caller.columns.name
        return pd.concat([caller, beside], axis=1)
    made, text = _held(added)
    column_at: Any = caller._get_column_array
    own = [_copied(column_at(place), text) for place in range(len(columns))]
    names: Any = caller.columns
    if type(names) is pd.Index and text is not None and names.dtype == text.type:  # as `append`, in a third of its time
        names = _index_of_text([*columns, *made], text, names.name)
    else:
        names = names.append(pd.Index([*made], dtype=None if text is None else text.type, name=names.name))
    return of_blocks(_blocks([*own, *made.values()]), index=caller.index.view(), columns=names)


def _copied(held: Any, text: _Text | None) -> Any:
    """A column that may be written to; what Arrow holds of text, nobody writes to, and may be shared."""
    shared = getattr(held, "_pa_array", None)
    return held.copy() if text is None or shared is None or held.dtype != text.type else text.of_arrow(shared)


def names_of(columns: Any) -> list[Any]:
    """The names of columns, in a third of the time of `tolist`.

    Raises
    ------
    HeadwayError
        For headings in several rows: the line that joins them.
    """
    if columns.nlevels > 1:
        line = "frame.set_axis([' '.join(map(str, names)) for names in frame.columns], axis=1)"
        found = f"found headings in {columns.nlevels} rows, such as {columns[0]!r:.60}"
        raise HeadwayError(f"{found}; accepted: one: {line}")
    held = columns.array
    names = pa.array(held) if hasattr(held, "__arrow_array__") and str(held.dtype) == "str" else None
    return columns.tolist() if names is None or names.null_count else [*names.to_pylist()]


def _index_of_text(texts: list[str], text: _Text, name: Any = None) -> Any:
    import pandas as pd

    column = text.of_arrow(pa.array(texts, LARGE_TEXT))
    as_it_is = getattr(pd.Index, "_simple_new", None)  # which asks nothing, and copies nothing
    return pd.Index(column, name=name) if as_it_is is None else as_it_is(column, name=name)


def kept(frame: Any) -> Any:
    """The rows of a frame, which stay as they are whatever becomes of it. Since pandas 3 a frame that is written to
    leaves what others have of it, and only what is not pandas' own has to be copied."""
    import pandas as pd

    return frame.copy(deep=int(pd.__version__.partition(".")[0]) < 3)


def _maker_of_frames() -> Any:
    """Since pandas 3, which takes four times as long for a frame of a dict; None before."""
    return getattr(sys.modules.get("pandas.api.internals"), "create_dataframe_from_blocks", None)


def _blocks(arrays: list[Any]) -> list[tuple[Any, Any]]:
    """Columns as pandas keeps them: those of one type of NumPy together, where to put them so copies little."""
    places = np.arange(len(arrays))
    blocks: list[tuple[Any, Any]] = []
    of_type: dict[Any, list[int]] = {}
    for place, each in enumerate(arrays):
        if isinstance(each, np.ndarray):
            of_type.setdefault(each.dtype, []).append(place)
        else:
            blocks.append((each, places[place : place + 1]))
    for kind, alike in of_type.items():
        rows = len(arrays[alike[0]])
        if len(alike) > 1 and rows <= _MOST_COPIED:
            together = np.empty((len(alike), rows), kind)  # as `stack`, in half of its time
            for row, place in enumerate(alike):
                together[row] = arrays[place]
            blocks.append((together, np.array(alike)))
        else:
            blocks += [(arrays[place][None, :], places[place : place + 1]) for place in alike]
    return blocks


def _held(columns: Mapping[str, Any]) -> tuple[dict[str, Any], _Text | None]:
    """Columns as a pandas frame holds them, and how it holds text. Numbers of NumPy are the frame's from here on."""
    text = None
    made: dict[str, Any] = {}
    for name, column in columns.items():
        if isinstance(column, np.ndarray) and column.dtype == np.float64:
            made[name] = column
            continue
        if isinstance(column, nw.Series):
            made[name] = column.to_native().reset_index(drop=True)
            continue
        array = column if isinstance(column, pa.Array) else joined(pa.table({name: column})[name])
        is_text = array.type.id in TEXTS
        text = _text() if is_text and text is None else text
        if is_text and text is not None and text.of_pandas:
            made[name] = text.of_arrow(array)
        elif is_text or array.type.id in _AS_THEY_ARE:
            values = array.to_numpy(zero_copy_only=False)
            made[name] = values if values.flags.writeable else values.copy()  # Arrow's own are nobody's to change
        else:
            series = array.to_pandas()
            made[name] = series.to_numpy(copy=True) if isinstance(series.dtype, np.dtype) else series.array
    return made, text


class _Text(NamedTuple):
    """How pandas holds text."""

    type: Any
    of_pandas: bool  # an array of pandas' own, and no objects
    of_arrow: Callable[[Any], Any]  # such an array


def type_of_text() -> Any:
    """Which type text is says the version of pandas, and options of it."""
    return _text().type


def _text() -> _Text:
    import pandas as pd

    infers = getattr(sys.modules.get("pandas._config"), "using_string_dtype", None)
    if infers is None:
        return _made_text()
    said = infers(), pd.get_option("mode.string_storage")
    if said not in _TEXTS:
        _TEXTS[said] = _made_text()
    return _TEXTS[said]


def _made_text() -> _Text:
    made = pa.array([""], pa.large_string()).to_pandas()
    if made.dtype == object:
        return _Text(made.dtype, False, pa.Array.to_pandas)
    # What asks nothing about text that is of Arrow already takes a quarter of the time.
    asks_nothing = getattr(made.array, "_from_pyarrow_array", None)
    of_arrow = made.dtype.__from_arrow__ if asks_nothing is None else lambda array: asks_nothing(_large(array))
    return _Text(made.dtype, True, of_arrow)


def _large(array: Any) -> Any:
    return array if array.type == LARGE_TEXT else array.cast(LARGE_TEXT)


_TEXTS: dict[tuple[Any, ...], _Text] = {}  # by the options
