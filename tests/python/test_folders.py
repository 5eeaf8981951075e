"""Folders that the package writes: the one before or the new one, never a mixture; nothing of anybody else is lost."""

import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import headway as hw
import pytest
from headway.boundary import folders
from headway.boundary.folders import CONTENTS, folder_of, make_folder, write_folder

BEFORE = {"index.html": b"before", "pages/one.html": b"one before", "old.html": b"only before"}
AFTER = {"index.html": b"after", "pages/one.html": b"one after", "new.csv": b"only after"}


def held(folder: Path) -> dict[str, bytes]:
    """What a reader finds in a folder."""
    found = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert found.pop(CONTENTS).decode().splitlines() == sorted(found)
    return found


def no_exchange(*_: object) -> None:
    raise OSError(errno.EINVAL, "a file system without it")


@pytest.fixture(params=[True, False], ids=["exchange", "two steps"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to write, where two names can be exchanged in one step and where they cannot."""
    if not request.param:
        monkeypatch.setattr(folders, "exchange", no_exchange)
    yield tmp_path / "out" / "report"


def test_a_folder_holds_the_new_report_and_nothing_of_the_one_before(target: Path) -> None:
    for files_of_it in (BEFORE, AFTER, AFTER, {}, BEFORE):
        write_folder(target, files_of_it)
        assert held(target) == files_of_it
        assert os.listdir(target.parent) == ["report"]


def test_modes_are_kept_and_a_link_is_followed(target: Path) -> None:
    real = target.parent / "real"
    write_folder(real, BEFORE)
    (real / "index.html").chmod(0o640)
    (real / "pages").chmod(0o750)
    real.chmod(0o700)
    target.symlink_to(real)
    write_folder(target, AFTER)
    assert target.is_symlink() and held(real) == AFTER
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (real, real / "pages", real / "index.html")]
    assert modes == [0o700, 0o750, 0o640]
    assert sorted(os.listdir(target.parent)) == ["real", "report"]


def test_a_link_in_the_folder_is_not_followed(target: Path, tmp_path: Path) -> None:
    write_folder(target, BEFORE)
    elsewhere = tmp_path / "elsewhere.html"
    elsewhere.write_text("another's")
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(elsewhere)
    write_folder(target, AFTER)
    assert held(target) == AFTER and not (target / "index.html").is_symlink()
    assert elsewhere.read_text() == "another's"


@pytest.mark.parametrize("other", ["letter.docx", ".hidden", "pages/mine.txt", "mine/deep/notes.txt"])
def test_a_folder_with_anything_else_in_it_is_refused_and_stays(target: Path, other: str) -> None:
    write_folder(target, BEFORE)
    (target / other).parent.mkdir(parents=True, exist_ok=True)
    (target / other).write_text("mine")
    with pytest.raises(hw.HeadwayError, match=f"where '{other}' is no part of a report; accepted: a new folder"):
        write_folder(target, AFTER)
    (target / other).unlink()
    assert held(target) == BEFORE


def test_a_folder_that_was_never_a_report_is_refused_unless_it_is_empty(target: Path) -> None:
    target.mkdir(parents=True)
    write_folder(target, BEFORE)
    (target / CONTENTS).unlink()
    with pytest.raises(hw.HeadwayError, match="'index.html' and 2 more is no part of a report"):
        write_folder(target, AFTER)


def test_what_comes_while_a_report_is_written_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, exchange = tmp_path / "report", folders.exchange
    write_folder(target, BEFORE)

    def somebody_saves(one: Path, other: Path) -> None:
        if not (target / "mine.txt").exists():
            (target / "mine.txt").write_text("mine")
        exchange(one, other)

    monkeypatch.setattr(folders, "exchange", somebody_saves)
    with pytest.raises(hw.HeadwayError, match=r"mine\.txt"):
        write_folder(target, AFTER)
    assert (target / "mine.txt").read_text() == "mine"
    (target / "mine.txt").unlink()
    assert held(target) == BEFORE and os.listdir(tmp_path) == ["report"]


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EXDEV])
def test_where_a_disk_is_mounted_a_folder_in_it_is_asked_for(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """As where a container has its results: what is mounted can be neither renamed nor exchanged."""
    write_folder(target, BEFORE)
    rename = os.rename

    def mounted(one: Path, other: Path) -> None:
        if target in (one, other):
            raise OSError(number, os.strerror(number), str(one), None, str(other))
        rename(one, other)

    monkeypatch.setattr(os, "rename", mounted)
    if folders.exchange is not no_exchange:
        monkeypatch.setattr(folders, "exchange", mounted)
    accepted = "another disk is mounted.*; accepted: a folder in it, such as '.*/report/report'"
    with pytest.raises(hw.HeadwayError, match=accepted):
        write_folder(target, AFTER)
    assert held(target) == BEFORE and os.listdir(target.parent) == ["report"]
    (target.parent / "empty").mkdir()
    target = target.parent / "empty"
    with pytest.raises(hw.HeadwayError, match="another disk is mounted"):
        make_folder(target, AFTER)
    assert os.listdir(target) == [] and sorted(os.listdir(target.parent)) == ["empty", "report"]


@pytest.fixture
def unread(target: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[type[OSError], int], None]:
    """Puts a report in place, of which a folder then cannot be looked into, for a reason."""

    def closed(error: type[OSError], number: int) -> None:
        write_folder(target, BEFORE)
        scandir = os.scandir

        def looked(path: str) -> object:
            if str(path).endswith("report/pages"):
                raise error(number, os.strerror(number), str(path))
            return scandir(path)

        monkeypatch.setattr(os, "scandir", looked)

    return closed


def test_what_cannot_be_looked_into_is_not_taken_for_ours(
    target: Path, unread: Callable[[type[OSError], int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    unread(PermissionError, errno.EACCES)
    with pytest.raises(PermissionError, match="pages"):
        write_folder(target, AFTER)
    monkeypatch.undo()
    assert held(target) == BEFORE


def test_what_another_writer_takes_away_meanwhile_is_nobody_s(
    target: Path, unread: Callable[[type[OSError], int], None]
) -> None:
    unread(FileNotFoundError, errno.ENOENT)
    folders.refuse_others(target)


def test_a_folder_in_the_place_of_the_contents_is_none_of_ours(target: Path) -> None:
    (target / CONTENTS).mkdir(parents=True)
    (target / CONTENTS / "mine.txt").write_text("mine")
    with pytest.raises(hw.HeadwayError, match="mine.txt' is no part of a report"):
        write_folder(target, AFTER)
    assert (target / CONTENTS / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("place", ["file", "pipe"])
def test_a_file_is_no_folder(tmp_path: Path, place: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").touch()
    with pytest.raises(hw.HeadwayError, match="a file; accepted: the name of a folder"):
        write_folder(tmp_path / place, AFTER)


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../x", "a/../b", "", "a//b", "a/", ".", "a\0b", "a:b", "con\\x", "x ", CONTENTS, "\ud800", "a\nb"],
)
def test_a_file_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(hw.HeadwayError, match="^file of a report: found"):
        write_folder(tmp_path / "report", {name: b""})
    assert os.listdir(tmp_path) == []


def test_two_files_that_are_one_elsewhere_are_refused(tmp_path: Path) -> None:
    with pytest.raises(hw.HeadwayError, match="'A.html' and 'a.html'; accepted: names that differ in more"):
        write_folder(tmp_path / "report", {"A.html": b"", "a.html": b""})


@pytest.mark.parametrize("path", [None, 1, b"report", "", " ", "a\0b", "\ud800", ["report"]])
def test_a_path_that_is_none_is_refused(path: object) -> None:
    with pytest.raises(hw.HeadwayError, match="^folder: found .*; accepted: the name of a folder"):
        folder_of(path)


# Interrupted and killed at every point ------------------------------------------------------------------------------

# One process makes a child for each call that writing a folder makes of the system, and stops it at that call.
STOPPED = """
import errno, os, pathlib, signal, sys
from headway.boundary import folders
parent, how, steps = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
target, contents = parent / "report", folders.CONTENTS
before = {"index.html": b"before", "pages/one.html": b"one before", "old.html": b"only before"}
after = {"index.html": b"after", "pages/one.html": b"one after", "new.csv": b"only after"}
calls = at = 0

def counted(call):
    def same(*given, **named):
        global calls
        calls += 1
        if calls == at and how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif calls == at:
            raise KeyboardInterrupt
        return call(*given, **named)
    return same

def no_exchange(*_):
    raise OSError(errno.EINVAL, "")

if steps == "two":
    folders.exchange = no_exchange

def child():
    for name in ("mkdir", "chmod", "rename", "unlink", "rmdir", "stat", "lstat", "open", "scandir"):
        setattr(os, name, counted(getattr(os, name)))
    pathlib.Path.write_bytes = counted(pathlib.Path.write_bytes)
    folders.exchange = counted(folders.exchange)
    try:
        folders.write_folder(target, after)
    except KeyboardInterrupt:
        os._exit(3)
    os._exit(0)

def held(folder):
    found = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    found.pop(contents, None)
    return found

seen = {"before": 0, "after": 0, "aside": 0}
while True:
    folders.write_folder(target, before)
    assert os.listdir(parent) == ["report"], (at, os.listdir(parent))  # what the one before left is gone
    at += 1
    if not (pid := os.fork()):
        child()
    status = os.waitpid(pid, 0)[1]
    if status == 0:
        break
    if target.exists():
        found = held(target)
        assert found in (before, after), (at, found)
        seen["before" if found == before else "after"] += 1
    else:
        assert steps == "two" and how == "kill" and held(parent / ".report.headway-before") == before, at
        seen["aside"] += 1
print(at - 1, *seen.values())
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.parametrize("steps", ["one", "two"])
@pytest.mark.parametrize("how", ["kill", "interrupt"])
def test_stopped_at_any_point_there_is_the_report_before_or_the_new_one(tmp_path: Path, how: str, steps: str) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, sys.path))}
    done = subprocess.run([sys.executable, "-c", STOPPED, tmp_path, how, steps], env=environment, capture_output=True,
                          text=True)  # fmt: skip
    assert done.returncode == 0, done.stderr
    points, before, after, aside = map(int, done.stdout.split())
    assert points == before + after + aside > 30
    assert before > 10 and after > 10
    assert aside == (1 if (how, steps) == ("kill", "two") else 0)


def test_of_many_writers_and_readers_nobody_sees_a_mixture(tmp_path: Path) -> None:
    target, failed, done = tmp_path / "report", [], threading.Event()
    reports = [{f"{name}.html": f"{k}".encode() * 10_000 for name in "abc"} for k in range(4)]
    seen: set[bytes] = set()

    def writes(report: dict[str, bytes]) -> None:
        try:
            for _ in range(15):
                write_folder(target, report)
        except (OSError, hw.HeadwayError) as error:
            failed.append(error)

    def reads() -> None:
        while not done.is_set():
            inside = os.open(target, os.O_RDONLY)  # one report, whatever takes its place meanwhile
            try:
                found = {_read(name, inside) for name in ("a.html", "b.html", "c.html")}
                assert len(found) == 1
                seen.update(found)
            except FileNotFoundError:  # it is being removed
                pass
            finally:
                os.close(inside)

    write_folder(target, reports[0])
    reader, writers = threading.Thread(target=reads), [threading.Thread(target=writes, args=(one,)) for one in reports]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert failed == []
    assert seen <= {report["a.html"] for report in reports}
    assert os.listdir(tmp_path) == ["report"]


def _read(name: str, inside: int) -> bytes:
    handle = os.open(name, os.O_RDONLY, dir_fd=inside)
    with os.fdopen(handle, "rb") as file:
        return file.read()


@pytest.mark.parametrize("where", [".", "..", "../here"])
def test_the_folder_in_which_a_process_stands_is_not_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    stands = tmp_path / "outer" / "here"
    stands.mkdir(parents=True)
    monkeypatch.chdir(stands)
    for do in (write_folder, make_folder):
        with pytest.raises(hw.HeadwayError, match="in which this process stands"):
            do(Path(where), {"index.html": b"x"})
    assert stands.exists() and Path.cwd() == stands
