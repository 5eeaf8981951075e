"""One thread a task: the scheduler gives a task one core, and kernels take no more than they are given."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

_PROCESSOR = 36  # in /proc/self/stat behind the name of the command, which may hold spaces: where it last ran


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Kernels count the processors that their thread may run on: for this long it is the one where it is running.

    Where a system has no such thing they start as many threads as there are processors.
    """
    pa.set_cpu_count(1)
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    with contextlib.suppress(OSError, ValueError, IndexError):
        here = int(Path("/proc/thread-self/stat").read_text().rpartition(")")[2].split()[_PROCESSOR])
        if here in allowed:
            os.sched_setaffinity(0, {here})
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, allowed)
