"""The command line: a folder made, checked and reported, by its exit code and what it says."""

import contextlib
import io
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import headway as hw
import pytest
from headway.__main__ import main
from headway.boundary.progress import steps
from headway.report import command
from headway.report.forms import FORMS

Run = Callable[..., Any]


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """What `headway` does in a folder of its own, within this process."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Done:
        out, error = io.StringIO(), io.StringIO()
        monkeypatch.setattr("sys.argv", ["headway", *arguments])
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
            code = main()
        return Done(code, out.getvalue(), error.getvalue())

    return run


def test_it_is_a_process_with_an_exit_code(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, sys.path))}
    (tmp_path / "report.toml").write_text('title = "caf\u00e9 \u00a3"\n', "utf-8")
    done = subprocess.run([sys.executable, "-m", "headway", "check", tmp_path], env=environment | {"LC_ALL": "C"},
                          capture_output=True, text=True)  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (f"{tmp_path}: 1 problem, nothing was written\n  report.toml: found nothing to report; "
                           "accepted: [scorecard], [savings] or [plans]\n")  # fmt: skip


def test_a_new_folder_checks_and_reports_as_it_is(run: Run, tmp_path: Path) -> None:
    made = run("new", "quarter")
    assert (made.returncode, made.stderr) == (0, "")
    lines = made.stdout.splitlines()
    assert lines[0].startswith("Made quarter: edit quarter/report.toml")
    checked = run(*lines[1].split()[1:])  # as it says itself
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.startswith("quarter: no problem\nReport: Performance report, quarter 2 of 2024/25\n")
    assert sorted(os.listdir(tmp_path)) == ["quarter"]
    written = run(*lines[2].split()[1:])
    assert (written.returncode, written.stderr) == (0, "")
    assert (tmp_path / "quarter-report" / "index.html").is_file()
    assert "quarter-report/index.html in a browser" in written.stdout
    again = hw.read_folder(tmp_path / "quarter").write(tmp_path / "again")
    files = sorted(file.relative_to(again) for file in again.rglob("*") if file.is_file())
    assert all((again / file).read_bytes() == (tmp_path / "quarter-report" / file).read_bytes() for file in files)


def test_what_is_wrong_is_named_with_exit_code_1_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    run("new", "quarter")
    for name, old, new in (("report.toml", "organisation", "organization"), ("kpis.csv", "85.7", "lots"),
                           ("savings.csv", "340", "34o")):  # fmt: skip
        text = (tmp_path / "quarter" / name).read_text("utf-8")
        (tmp_path / "quarter" / name).write_text(text.replace(old, new, 1), "utf-8")
    for arguments in (["check", "quarter"], ["report", "quarter", "--out", "out"]):
        refused = run(*arguments)
        assert (refused.returncode, refused.stdout) == (1, "")
        first, *problems = refused.stderr.splitlines()
        assert first == "quarter: 3 problems, nothing was written"
        assert [re.sub(r"(row \d+).*", r"\1", problem).strip() for problem in problems] == [
            "kpis.csv, row 2", "savings.csv, row 2", "report.toml, row 9"
        ]  # fmt: skip
        assert os.listdir(tmp_path) == ["quarter"]


def test_more_than_ten_problems_are_all_named(run: Run, tmp_path: Path) -> None:
    run("new", "quarter")
    table = (tmp_path / "quarter" / "history.csv").read_text("utf-8").replace(",2022-", ",Month 2022-")
    (tmp_path / "quarter" / "history.csv").write_text(table, "utf-8")
    kpis = (tmp_path / "quarter" / "kpis.csv").read_text("utf-8").replace("is better", "is", 8)
    (tmp_path / "quarter" / "kpis.csv").write_text(re.sub(r",(\d+\.\d),", r",\1.0.0,", kpis), "utf-8")
    refused = run("check", "quarter")
    assert refused.returncode == 1 and refused.stderr.count("\n  ") > 15


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "usage: headway"), (["reprot", "x"], "invalid choice: 'reprot'"), (["report", "x"], "required: --out"),
        (["check"], "required: FOLDER"), (["check", "a", "b"], "unrecognized arguments: b"),
        (["--cmake", "--include"], "not allowed"),
        (["report", "x", "--out", "y", "--form", "pdf2"], "invalid choice: 'pdf2' (choose from"),
    ],
)  # fmt: skip
def test_what_is_not_understood_has_exit_code_2(run: Run, arguments: list[str], said: str, tmp_path: Path) -> None:
    refused = run(*arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("command_name", [None, "new", "check", "report", "compare"])
def test_help_says_what_it_does_and_what_its_exit_codes_mean(run: Run, command_name: str | None) -> None:
    helped = run(*filter(None, [command_name]), "--help")
    assert (helped.returncode, helped.stderr) == (0, "")
    assert "exit codes:\n  0    done\n  1 " in helped.stdout and "  2    the command is not understood" in helped.stdout
    if command_name is None:
        assert all(f"headway {name} FOLDER" in helped.stdout for name in ("new", "check", "report"))


def test_two_quarters_are_compared(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run("new", name)
    table = (tmp_path / "one" / "kpis.csv").read_text("utf-8")
    (tmp_path / "one" / "kpis.csv").write_text(table.replace("86.5,90", "91.5,90"), "utf-8")
    compared = run("compare", "one", "two", "--out", "changes.html")
    assert (compared.returncode, compared.stderr) == (0, "")
    assert "Repairs finished on time went from green to amber against target" in compared.stdout
    page = (tmp_path / "changes.html").read_text("utf-8")
    assert "What changed: Performance report, quarter 2 of 2024/25" in page
    (tmp_path / "two" / "kpis.csv").write_text(table.replace("86.5,90", "lots,90"), "utf-8")
    (tmp_path / "one" / "report.toml").unlink()
    refused = run("compare", "one", "two")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "one: " in refused.stderr and "two: kpis.csv, row 2, column 'latest': found 'lots'" in refused.stderr


def test_quarters_in_the_wrong_order_are_refused_with_the_command_to_type(run: Run, tmp_path: Path) -> None:
    for name in ("new one", "old"):
        run("new", name)
    table = (tmp_path / "old" / "kpis.csv").read_text("utf-8")
    (tmp_path / "old" / "kpis.csv").write_text(table.replace("September 2024", "June 2024"), "utf-8")
    refused = run("compare", "new one", "old", "--out", "changes.html")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "headway compare old 'new one' --out changes.html" in refused.stderr and "hw." not in refused.stderr
    assert run("compare", "old", "new one").returncode == 0


def test_the_headers_are_still_named(run: Run) -> None:
    answers = {"--cmake": hw.get_cmake_dir(), "--include": hw.get_include(), "--version": hw.__version__}
    for option, answer in answers.items():
        answered = run(option)
        assert (answered.returncode, answered.stdout, answered.stderr) == (0, f"{answer}\n", "")


def test_a_folder_with_anything_in_it_is_neither_made_nor_replaced(run: Run, tmp_path: Path) -> None:
    run("new", "quarter")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.docx").write_text("dear")
    for arguments, said in (
        (["new", "mine"], "folder: found 'mine', where there is something already; accepted: a new folder"),
        (["new", "quarter"], "folder: found 'quarter', where there is something already"),
        (["report", "quarter", "--out", "mine"], "'letter.docx' is no part of a report"),
        (["report", "quarter", "--out", "quarter"], "is no part of a report"),
        (["report", "quarter", "--out", "."], "is no part of a report"),
    ):  # fmt: skip
        refused = run(*arguments)
        assert refused.returncode == 1 and said in refused.stderr, refused.stderr
        assert (mine / "letter.docx").read_text() == "dear" and len(os.listdir(mine)) == 1
        assert len(os.listdir(tmp_path / "quarter")) == 7


def test_what_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    run("new", "quarter")
    (tmp_path / "file").touch()
    refused = run("report", "quarter", "--out", "file/report")
    assert refused.returncode == 1 and "file" in refused.stderr and "Traceback" not in refused.stderr


def test_its_forms_are_those_that_there_are() -> None:
    assert tuple(FORMS) == command.FORMS


def test_controls_of_a_terminal_are_not_printed(run: Run, tmp_path: Path) -> None:
    text = 'title = "x"\n[scorecard]\nfile = "\\u001b[31mred.csv"\n"\\u001bkey" = 1\n'
    (tmp_path / "report.toml").write_text(text, "utf-8")
    code, out, error = run("check", str(tmp_path))
    assert (code, out) == (1, "") and "red.csv" in error
    assert "\x1b" not in error


def test_interrupted_it_says_nothing_more(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "read_folder", interrupted)
    assert run("check", "x") == (130, "", "")


def test_what_is_not_installed_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(_: str) -> None:
        raise ImportError("sheets of Excel need openpyxl, which comes with: pip install 'headway[report]'")

    monkeypatch.setattr(command, "read_folder", lacking)
    code, _, error = run("check", "x")
    assert code == 1 and "pip install 'headway[report]'" in error


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo terminals")
def test_what_takes_long_has_a_bar_where_somebody_looks_and_not_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done waits until its bar is drawn; where nobody looks there is none."""
    monkeypatch.setattr(command, "_SOON", 0.0)
    monkeypatch.setattr(command, "_OFTEN", 0.001)
    spoken: list[tuple[str, int, int]] = []
    told = command.threading.Condition()
    tqdm = pytest.importorskip("tqdm").tqdm

    class Heard(tqdm):  # type: ignore[misc]
        def display(self, *given: Any, **named: Any) -> Any:
            with told:
                spoken.append((str(self), self.n, self.total))
                told.notify()
            return super().display(*given, **named)

    monkeypatch.setattr("tqdm.tqdm", Heard)
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal, contextlib.redirect_stderr(terminal):
        with command._busy("Reading"), told:
            assert told.wait_for(lambda: spoken and spoken[-1][0].startswith("Reading 00"), 30)
        with command._busy("Writing"):
            for number, _ in enumerate(steps("pages", "abcd")):
                with told:
                    assert told.wait_for(lambda seen=number: ("pages", seen, 4) == (*_what(spoken[-1]),), 30)
    os.close(ours)
    count = len(spoken)
    with contextlib.redirect_stderr(io.StringIO()) as piped, command._busy("Writing"):
        assert [*steps("pages", "ab")] == ["a", "b"]
    assert piped.getvalue() == "" and len(spoken) == count


def _what(spoken: tuple[str, int, int]) -> tuple[str, int, int]:
    """What a bar is of, as it stands in its line, and how far it is."""
    line, number, of = spoken
    found = re.match(r"Writing (\w+): +(\d+)%\|.*\| (\d+) of (\d+)", line)
    return (found[1] if found and (int(found[3]), int(found[4])) == (number, of) else "", number, of)
