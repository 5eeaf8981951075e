"""Folders as the package writes them: whole or not at all, whoever else writes or reads them meanwhile.

A folder is made beside the one that it is to be, and takes its place in one step. What is in the folder that is none of
ours is never removed: such a folder is refused. Of two writers the last is read.

One step is the exchange of two names, which Linux and macOS have. Where a system or a file system does not have it, the
folder before is set aside for a moment; a writer that is killed in that moment leaves it beside, and the next writer
puts it back before it begins.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from headway._core import HeadwayError
from headway.boundary.files import locked, part_name, sweep
from headway.boundary.problems import refusal
from headway.language.sentences import is_whole

CONTENTS = ".headway-report"  # the names of all files of a report, a line each: by it a report is known again
_ASIDE = ".headway-before"
_NAME = re.compile(r"[^\0/\\:*?\"<>|\x01-\x1f]+")  # what every system takes
_AT_CWD, _EXCHANGE, _SWAP = -100, 2, 2
_MOUNTED = {errno.EBUSY, errno.EXDEV}
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def folder_of(path: Any) -> Path:
    """A path that a caller wants a folder at."""
    accepted = "the name of a folder, such as 'report'"
    try:
        text = os.fspath(path)
        os.fsencode(text)
    except (TypeError, UnicodeEncodeError):
        raise refusal("folder", f"{type(path).__name__} {path!r:.60}", accepted) from None
    if not isinstance(text, str) or "\0" in text or not text.strip():
        raise refusal("folder", f"{type(path).__name__} {path!r:.60}", accepted)
    return Path(text)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold these files and no others, completely, or leave what was there.

    `files` are contents by their relative paths ("section/page.html"). A link is followed to the folder that it names;
    a folder and files that were there keep their modes. What writers that were killed left beside it is removed.
    """
    _refuse_names(files)
    target = Path(os.path.realpath(path))
    if not target.name:
        raise refusal("folder", repr(str(path)), "a folder of its own")
    target.parent.mkdir(parents=True, exist_ok=True)
    _refuse_where_we_stand(path, target)
    aside = target.with_name(f".{target.name}{_ASIDE}")
    with locked(target.parent):
        if aside.is_dir() and not target.exists():
            os.rename(aside, target)  # of a writer that was killed
    refuse_others(target)
    sweep(target.parent)
    contents = "".join(f"{name}\n" for name in sorted(files)).encode()
    with _own_folder(target.parent) as part, locked(target):
        _fill(part, {**files, CONTENTS: contents}, target)
        with _refused_where_mounted(path):
            _take_place(part, target, aside)


def make_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder that is not there yet, or is empty, hold these files, completely or not at all."""
    _refuse_names(files)
    target = Path(os.path.realpath(path))
    _refuse_where_we_stand(path, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    accepted = "a new folder, or an empty one"
    if target.exists() and not target.is_dir():
        raise refusal("folder", f"{str(path)!r}, a file", accepted)
    if target.is_dir() and os.listdir(target):
        raise refusal("folder", f"{str(path)!r}, where there is something already", accepted)
    sweep(target.parent)
    with _own_folder(target.parent) as part:
        _fill(part, files, target)
        if os.name == "nt" and target.is_dir():
            target.rmdir()
        with _refused_where_mounted(path):
            os.rename(part, target)


def _refuse_where_we_stand(path: Path, target: Path) -> None:
    """A folder that is exchanged for another is no longer where a process stands that is in it."""
    here = Path(os.path.realpath(os.curdir))
    if target == here or target in here.parents:
        raise refusal("folder", f"{str(path)!r}, in which this process stands", "its name, from outside of it")


def _refuse_names(files: Mapping[str, bytes]) -> None:
    seen: dict[str, str] = {}
    for name in files:
        parts = name.split("/")
        plain = all(part not in (".", "..") and _NAME.fullmatch(part) and part == part.strip() for part in parts)
        if not plain or not is_whole(name) or name == CONTENTS:
            raise refusal("file of a report", repr(name), "a relative path such as 'pages/one.html'")
        first = seen.setdefault(name.casefold(), name)
        if first != name:
            raise refusal("file of a report", f"{first!r} and {name!r}", "names that differ in more than letter case")


def refuse_others(folder: Path) -> None:
    """Refuse to put a report where something else is."""
    try:
        mode = os.stat(folder).st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(mode):
        raise refusal("folder", f"{str(folder)!r}, a file", "the name of a folder")
    others = sorted(_others(folder))
    if others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        raise refusal("folder", f"{str(folder)!r}, where {others[0]!r}{more} is no part of a report",
                      "a new folder, an empty one, or one that holds a report and nothing else")  # fmt: skip


def _others(folder: Path) -> set[str]:
    """What is in a folder that the report in it does not name."""
    try:
        ours = {CONTENTS, *(folder / CONTENTS).read_text("utf-8").splitlines()}
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, UnicodeDecodeError):
        ours = set()
    return {
        os.path.relpath(os.path.join(inside, name), folder).replace(os.sep, "/")
        for inside, folders, names in os.walk(folder, onerror=_refuse_unread)
        for name in (*names, *(name for name in folders if os.path.islink(os.path.join(inside, name))))
    } - ours


def _refuse_unread(error: OSError) -> None:
    """What cannot be looked into may hold what is somebody else's; what another writer has taken away holds nothing."""
    if not isinstance(error, FileNotFoundError):
        raise error


@contextlib.contextmanager
def _own_folder(parent: Path) -> Iterator[Path]:
    """A new folder of nobody else's, locked while it is used; what is in its place afterwards is removed."""
    while True:
        part = parent / part_name()
        part.mkdir()
        with locked(part) as still_there:
            if not still_there:
                continue
            try:
                yield part
            finally:
                _remove(part)
            return


def _fill(part: Path, files: Mapping[str, bytes], before: Path) -> None:
    """The files, with the modes of what was there before."""
    for name, content in files.items():
        file = part / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    for inside, _, names in os.walk(part, topdown=False):
        for name in (*names, "."):
            made = os.path.normpath(os.path.join(inside, name))
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                mode = os.lstat(before / os.path.relpath(made, part)).st_mode
                if stat.S_IFMT(mode) == stat.S_IFMT(os.stat(made).st_mode):
                    os.chmod(made, stat.S_IMODE(mode))


def _take_place(part: Path, target: Path, aside: Path) -> None:
    """Put a folder in the place of another, which is then where this one was."""
    while True:
        if not target.exists():
            try:
                os.rename(part, target)
                return
            except OSError as error:
                if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):  # another's, which came first
                    raise
        try:
            exchange(part, target)
            break
        except FileNotFoundError:
            if not part.exists():
                raise
        except OSError as error:
            if error.errno not in _NO_EXCHANGE:
                raise
            with locked(target.parent):
                _set_aside(part, target, aside)
            return
    try:
        refuse_others(part)  # what somebody put there meanwhile
    except BaseException:
        exchange(part, target)
        raise


@contextlib.contextmanager
def _refused_where_mounted(path: Path) -> Iterator[None]:
    """What is mounted cannot be exchanged for another folder, and a folder of another disk cannot take its place."""
    try:
        yield
    except OSError as error:
        if error.errno not in _MOUNTED:
            raise
        found = f"{str(path)!r}, where another disk is mounted, which no folder can take the place of"
        raise refusal("folder", found, f"a folder in it, such as {str(path / 'report')!r}") from None


def _set_aside(part: Path, target: Path, aside: Path) -> None:
    """The same in two steps."""
    _remove(aside)
    os.rename(target, aside)
    try:
        os.rename(part, target)
    except BaseException:
        os.rename(aside, target)
        raise
    try:
        refuse_others(aside)  # what somebody put there meanwhile
    except HeadwayError:
        os.rename(target, part)
        os.rename(aside, target)
        raise
    _remove(aside)


def _remove(folder: Path) -> None:
    """A folder that nobody needs, whatever its modes."""
    for inside, _, _ in os.walk(folder):
        with contextlib.suppress(OSError):
            os.chmod(inside, stat.S_IRWXU)
    shutil.rmtree(folder, ignore_errors=True)


def exchange(one: Path, other: Path) -> None:
    """Exchange two names, both of which are there, in one step."""
    call = _exchange_call()
    if call is None:
        os.stat(other)
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(os.fsencode(one), os.fsencode(other)):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))


def _exchange_call() -> Callable[[bytes, bytes], int] | None:
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return lambda one, other: int(system.renamex_np(one, other, _SWAP))
        rename = system.renameat2
    except (AttributeError, OSError, TypeError):
        return None
    return lambda one, other: int(rename(_AT_CWD, one, _AT_CWD, other, _EXCHANGE))
