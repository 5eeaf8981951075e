"""Files as the package writes them: whole or not at all, whoever else writes or reads them meanwhile."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from headway.boundary.problems import refusal

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be removed: nothing is swept that is being written
    fcntl = None  # type: ignore[assignment]

_CLOSED_FOR_CHILDREN = getattr(os, "O_CLOEXEC", 0)
_PART = re.compile(r"\.headway-[0-9a-f]{16}\.part")


def path_of(path: Any, suffixes: tuple[str, ...], form: str) -> Path:
    """A path that a caller wants a file at; one whose name promises another form than what is written is refused."""
    accepted = f"the name of a file, such as 'report{suffixes[0]}'"
    try:
        text = os.fspath(path)
        os.fsencode(text)
    except (TypeError, UnicodeEncodeError):
        raise refusal("path", f"{type(path).__name__} {path!r:.60}", accepted) from None
    if not isinstance(text, str) or "\0" in text or not Path(text).name:
        raise refusal("path", f"{type(path).__name__} {path!r:.60}", accepted)
    found = Path(text)
    if found.suffix.lower() not in ("", *suffixes):
        instead = f"{' or '.join(suffixes)}, as in {str(found.with_suffix(suffixes[0]))!r}"
        raise refusal("path", f"{found.name!r}, but what is written is {form}", instead)
    return found


def write_whole(path: Path, text: str) -> None:
    """Write a file of text completely or leave what was there: see `whole_file`."""
    with whole_file(path) as file:
        file.write(text.encode())


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which is there when all of it is written; where that breaks off, what was there stays.

    Its directory is made where there is none. A link is followed to the file that it names, and a file that was there
    keeps its mode. Of several writers the last is read. What writers that were killed left in the directory is removed.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        before = os.stat(target)
    except FileNotFoundError:
        before = None
    if before is not None and not (stat.S_ISREG(before.st_mode) or stat.S_ISDIR(before.st_mode)):
        raise refusal("path", f"{str(path)!r}, a device or a pipe", "the name of a file")
    sweep(target.parent)
    part, handle = _own_part(target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            if before is not None:
                os.chmod(part, stat.S_IMODE(before.st_mode))
            if fcntl is not None:
                os.replace(part, target)  # while it is locked, or another would sweep it
        if fcntl is None:
            os.replace(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _own_part(folder: Path) -> tuple[Path, int]:
    """A new file of nobody else's, locked for as long as it is open: so one that is not locked was left behind."""
    while True:
        part = folder / part_name()
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _CLOSED_FOR_CHILDREN, 0o666)
        if fcntl is None:
            return part, handle
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)  # waits for one who sweeps it, between its making and its lock
        if os.fstat(handle).st_nlink:  # it was not swept
            return part, handle
        os.close(handle)


def part_name() -> str:
    """What is being written is called, beside what it is to be."""
    return f".headway-{secrets.token_hex(8)}.part"


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Hold a folder locked, so that nobody sweeps it; whether it is there when it is."""
    if fcntl is None or not folder.exists():
        yield folder.exists()
        return
    try:
        handle = os.open(folder, os.O_RDONLY | _CLOSED_FOR_CHILDREN)
    except FileNotFoundError:
        yield False
        return
    try:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield os.path.exists(folder)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what writers that were killed left in a folder."""
    for part in _parts(folder):
        with contextlib.suppress(OSError):  # another's, or gone
            if fcntl is None:
                os.unlink(part)
                continue
            handle = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | _CLOSED_FOR_CHILDREN)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if stat.S_ISDIR(os.fstat(handle).st_mode):
                    shutil.rmtree(part)
                else:
                    os.unlink(part)
            finally:
                os.close(handle)


def _parts(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        yield from [entry.path for entry in entries if _PART.fullmatch(entry.name)]
