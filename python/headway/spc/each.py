"""Charts of some of the series: of a task of a cluster, of a part of a stream."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from headway.boundary.frames import Frame
from headway.boundary.groups import encode
from headway.boundary.labels import named_among


def rebased_here(table: pa.Table, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of charts, as they are for the series of a table: of a mapping of rebases what it says of these.

    A baseline of more points than the longest of them has is all its points, as it is beside a longer series.
    """
    given = dict(arguments)
    rebase, baseline, by = (given.get(name) for name in ("rebase", "baseline", "by"))
    points = baseline if isinstance(baseline, (int, np.integer)) and not isinstance(baseline, bool) else 0
    if not len(table):  # which has no times either
        return given | {name: nothing for name, nothing in (("rebase", ()), ("baseline", None)) if name in given}
    if by is None or not (isinstance(rebase, Mapping) or points >= 2):
        return given
    columns = [by] if isinstance(by, str) else list(by)
    codes, keys = encode({name: Frame(table).arrow(name) for name in columns})
    if isinstance(rebase, Mapping):
        here = [*zip(*(array.to_pylist() for array in keys.values()), strict=True)]
        known = [key if len(columns) > 1 else key[0] for key in here]
        given["rebase"] = {name: each for name, each in rebase.items() if named_among(name, known) in known}
    if int(np.bincount(codes).max()) < points:
        given["baseline"] = None
    return given
