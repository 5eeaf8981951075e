"""Files that the package writes: whole or absent, with their mode, where a link leads, and nothing beside them."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import headway as hw
import pytest
from headway.boundary.files import path_of, write_whole


def test_of_many_writers_and_readers_nobody_sees_a_mixture(tmp_path: Path) -> None:
    target, texts = tmp_path / "page.html", [f"{k}" * 200_000 for k in range(4)]
    found, failed, done = set(), [], threading.Event()

    def writes(text: str) -> None:
        try:
            for _ in range(30):
                write_whole(target, text)
        except OSError as error:
            failed.append(error)

    def reads() -> None:
        while not done.is_set():
            found.add(target.read_text())

    write_whole(target, texts[0])
    reader, writers = threading.Thread(target=reads), [threading.Thread(target=writes, args=(text,)) for text in texts]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert failed == []
    assert found <= set(texts)
    assert os.listdir(tmp_path) == ["page.html"]


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o444, 0o664])
def test_a_file_that_was_there_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "page.html"
    target.write_text("before")
    target.chmod(mode)
    write_whole(target, "after")
    assert (target.read_text(), stat.S_IMODE(target.stat().st_mode)) == ("after", mode)


def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_whole(tmp_path / "page.html", "text")
    assert (tmp_path / "page.html").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_followed_and_stays(tmp_path: Path, there: bool) -> None:
    target, link = tmp_path / "real" / "page.html", tmp_path / "latest.html"
    if there:
        target.parent.mkdir()
        target.write_text("before")
    link.symlink_to(target)
    write_whole(link, "after")
    assert link.is_symlink()
    assert target.read_text() == "after"
    assert sorted(os.listdir(tmp_path)) == ["latest.html", "real"]


def test_what_killed_writers_left_is_removed_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    killed = ("import os, signal, sys; from pathlib import Path; from headway.boundary import files\n"
              "os.replace = lambda *paths: os.kill(os.getpid(), signal.SIGKILL)\n"
              "files.write_whole(Path(sys.argv[1]), 'text')")  # fmt: skip
    assert subprocess.run([sys.executable, "-c", killed, target], env=_with_the_package()).returncode < 0
    (left,) = os.listdir(tmp_path)
    assert left.endswith(".part")
    others = [tmp_path / name for name in ("my.part", ".headway-notes.part")]
    for other in others:
        other.touch()
    replace, seen = os.replace, []

    def another_meanwhile(part: Path, to: Path) -> None:
        if not seen:
            seen.append(part)
            write_whole(tmp_path / "other.html", "another")
        replace(part, to)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.replace", another_meanwhile)
        write_whole(target, "after")
    assert target.read_text() == "after"
    assert sorted(os.listdir(tmp_path)) == sorted(["page.html", "other.html", *(other.name for other in others)])


def _with_the_package() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(map(str, sys.path))}


@pytest.mark.parametrize(
    "path",
    ["x.xlsx", "x.pdf", "x.DOCX", "x.md", "x.html.zip", None, 1, b"x.html", "", ".", "a\0b", "\ud800", ["x.html"]],
)
def test_a_path_that_promises_another_form_or_is_none_is_refused(path: object) -> None:
    with pytest.raises(hw.HeadwayError, match=r"^path: found .*; accepted: .*html"):
        path_of(path, (".html", ".htm"), "a page of HTML")


def test_the_line_to_write_instead_is_named() -> None:
    accepted = "accepted: .html or .htm, as in 'out/x.html'"
    with pytest.raises(hw.HeadwayError, match=f"found 'x.xlsx', but what is written is a page of HTML; {accepted}"):
        path_of("out/x.xlsx", (".html", ".htm"), "a page of HTML")


@pytest.mark.parametrize("path", ["x.html", "x.HTM", "x", Path("out/x.html"), "caf\u00e9.html"])
def test_these_paths_are_accepted(path: str | Path) -> None:
    assert path_of(path, (".html", ".htm"), "a page of HTML") == Path(path)


def test_no_device_is_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(hw.HeadwayError, match="a device or a pipe"):
        write_whole(tmp_path / "pipe", "text")
