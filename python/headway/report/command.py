"""What the command line does: a folder made, checked, reported, and compared with another; documents audited.

The exit code is 0 where it is done, 1 where something is wrong with a folder or a file, each problem named and nothing
written, 2 where the command itself is not understood, and 130 where it was interrupted. Of an audit, see its own.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shlex
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from headway._core import HeadwayError
from headway.audit.audited import Verb
from headway.boundary.folders import folder_of, make_folder
from headway.boundary.progress import listened
from headway.language.counts import number_of
from headway.language.sentences import legible
from headway.pictured import write_forms
from headway.report import audit_command
from headway.report.commentary_audit import doubts
from headway.report.comparison import compared
from headway.report.folder import read_folder
from headway.report.report import Report
from headway.report.settings import FILE

DONE, PROBLEMS, NOT_UNDERSTOOD, INTERRUPTED = 0, 1, 2, 130
FORMS = ("html", "pdf", "docx", "pptx", "md", "xlsx", "ods", "csv", "parquet", "svg", "png")
_SOON, _OFTEN = 2.0, 0.2  # seconds after which it is shown what takes so long, and from one picture to the next
_BAR, _NO_BAR = "{desc}: {percentage:.0f}%|{bar}| {n_fmt} of {total_fmt}, {elapsed}", "{desc} {elapsed}"
_ABOUT = f"""\
Performance reports from a folder of tables.

  headway new FOLDER                  make a folder with a {FILE} and example tables, ready to be edited
  headway check FOLDER                name everything that is wrong in it, with file, row and column
  headway report FOLDER --out DIR     write its report into DIR, whole or not at all
  headway compare OLD NEW             say what changed from one folder to the next
  headway audit FILE...               say where words and numbers of documents contradict each other
"""
_CODES = """\
exit codes:
  0    done
  1    something is wrong with the folder or with what is to be written: all of it is named, nothing is written
  2    the command is not understood
  130  interrupted: what was there before is as it was
"""


def run(arguments: Sequence[str], facts: Mapping[str, tuple[str, str]]) -> int:
    """Do what the arguments say; the result is the exit code. `facts` are options that are answered with a line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        given = _parser(facts).parse_args(arguments)
    except SystemExit as stopped:  # of argparse, which has said why
        return int(stopped.code or 0)
    try:
        code = given.do(given)
        sys.stdout.flush()
        return int(code)
    except HeadwayError as error:
        return _refused(given, error.problems or (str(error),))
    except (OSError, ImportError) as error:
        if isinstance(error, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return int(given.refused)
        return _refused(given, [str(error)])
    except KeyboardInterrupt:
        return INTERRUPTED


def _refused(given: argparse.Namespace, problems: Sequence[str]) -> int:
    said = list(dict.fromkeys(legible(problem) for problem in problems))
    folder = getattr(given, "folder", "audit")
    print(f"{folder}: {number_of(len(said), 'problem')}, nothing was written", *said, sep="\n  ", file=sys.stderr)
    return int(given.refused)


def _parser(facts: Mapping[str, tuple[str, str]]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="headway", description=_ABOUT, epilog=_CODES, formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="headway [-h] [" + " | ".join(f"--{name}" for name in facts) + "] COMMAND ...",
    )  # fmt: skip
    parser.set_defaults(do=lambda given: _answer(parser, given), refused=PROBLEMS)
    choice = parser.add_mutually_exclusive_group()
    for name, (answer, what) in facts.items():
        choice.add_argument(f"--{name}", action="store_const", dest="answer", const=answer, help=f"print {what}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="headway")

    def command(name: str, do: Any, what: str, more: str, codes: str = _CODES) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=what, description=f"{what[:1].upper()}{what[1:]}. {more}", epilog=codes,
                                    formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
        added.set_defaults(do=do)
        return added

    edit = "It checks and reports as it is: put your tables in place of its own,\nand edit report.toml."
    new = command("new", _new, "make a folder with a report.toml and example tables", edit)
    new.add_argument("folder", metavar="FOLDER", help="a new folder, or an empty one")
    check = command("check", _check, "name everything that is wrong in a folder", "Nothing is written.")
    check.add_argument("folder", metavar="FOLDER", help="a folder with a report.toml")
    report = command("report", _report, "write the report of a folder",
                     "Interrupted at any point there is the report before or the new one.")  # fmt: skip
    report.add_argument("folder", metavar="FOLDER", help="a folder with a report.toml")
    report.add_argument("--out", metavar="DIR", required=True,
                        help="a new folder, an empty one, or one that holds a report and nothing else")  # fmt: skip
    report.add_argument("--form", action="append", choices=FORMS, dest="forms",
                        help="what it is written as, by default html; may be given several times")  # fmt: skip
    compared = command("compare", _compare, "say what changed from the scorecard of one folder to that of the next",
                       "With --out as a page too.")  # fmt: skip
    compared.add_argument("folder", metavar="OLD", help="a folder with a report.toml")
    compared.add_argument("later", metavar="NEW", help="another one")
    compared.add_argument("--out", metavar="FILE", help="a page, such as changes.html")
    audited = command("audit", _audit, "say where words and numbers of documents contradict each other",
                      "With --out as a page too.", audit_command.CODES)  # fmt: skip
    audited.set_defaults(refused=NOT_UNDERSTOOD)
    audit_command.add_arguments(audited)
    return parser


def _answer(parser: argparse.ArgumentParser, given: argparse.Namespace) -> int:
    if given.answer is None:
        parser.print_help(sys.stderr)
        return NOT_UNDERSTOOD
    print(given.answer)
    return DONE


def _new(given: argparse.Namespace) -> int:
    path = folder_of(given.folder)
    make_folder(path, {each.name: each.read_bytes() for each in (files("headway.report") / "template").iterdir()})
    said = shlex.quote(str(path))
    print(f"Made {path}: edit {path / FILE} and put your tables beside it, then",
          f"  headway check {said}", f"  headway report {said} --out {shlex.quote(f'{path.name}-report')}", sep="\n")
    return DONE


def _check(given: argparse.Namespace) -> int:
    report = _read(given.folder)
    print(f"{given.folder}: no problem\n{report!r}")
    _doubts(report)
    return DONE


def _report(given: argparse.Namespace) -> int:
    report = _read(given.folder)
    _doubts(report)
    with _busy("Writing"):
        path = write_forms(report, given.out, given.forms or FORMS[:1])
    for gap in report.gaps():
        print(gap)
    first = path / "index.html"
    print(f"The report is in {path}" + (f": open {first} in a browser" if first.exists() else ""))
    return DONE


def _compare(given: argparse.Namespace) -> int:
    problems: list[str] = []
    reports: list[Report] = []
    for folder in (given.folder, given.later):
        try:
            report = _read(folder)
            reports.append(report)
            if report.scorecard is None:
                problems.append(f"{folder}: found no scorecard; accepted: a folder whose {FILE} has one")
        except HeadwayError as error:
            problems += [f"{folder}: {problem}" for problem in error.problems or (str(error),)]
    if problems:
        return _refused(given, problems)
    old, new = reports
    assert old.scorecard is not None and new.scorecard is not None
    out = () if given.out is None else ("--out", given.out)
    other_way = shlex.join(["headway", "compare", given.later, given.folder, *out])
    comparison = compared(old.scorecard, new.scorecard, other_way)
    print(legible(comparison.describe()))
    if given.out is not None:
        page = comparison.write(given.out, title=f"What changed: {new.title}", subtitle=f"Compared with {old.title}")
        print(f"The page is {page}")
    return DONE


def _audit(given: argparse.Namespace) -> int:
    with _busy("Reading"):
        found = audit_command.found_in(given.documents, audit=_verb(), register=given.register, accept=given.accept,
                                       out=given.out, phrases=given.phrases)  # fmt: skip
    return audit_command.tell(found, given.out)


def _verb() -> Verb:
    """The audit, which is loaded where somebody asks for it."""
    from headway.audit.audit import audit

    return audit


def _doubts(report: Report) -> None:
    """What of the commentary contradicts the figures, which stops nothing."""
    found = doubts(report, _verb())
    for line in () if found is None else audit_command.warnings_of(found):
        print(f"warning: {legible(line)}", file=sys.stderr)


def _read(folder: str) -> Report:
    with _busy("Reading"):
        return read_folder(folder)


@contextlib.contextmanager
def _busy(said: str) -> Iterator[None]:
    """Shows, where somebody looks, how far something has come that takes long, and for how long it has been done."""
    try:
        from tqdm import tqdm
    except ImportError:
        yield
        return
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    told: list[tuple[str, int, int]] = [("", 0, 0)]

    def listen(what: str, number: int, of: int) -> None:
        told[0] = (what, number, of)

    def draw() -> None:
        if done.wait(_SOON):
            return
        with tqdm(desc=said, bar_format=_NO_BAR, leave=False, file=sys.stderr) as bar:
            bar.start_t -= _SOON
            while True:
                what, bar.n, bar.total = told[0]
                bar.bar_format = _BAR if bar.total else _NO_BAR
                bar.set_description_str(f"{said} {what}".strip())
                if done.wait(_OFTEN):
                    return

    drawer = threading.Thread(target=draw, daemon=True)
    drawer.start()
    try:
        with listened(listen):
            yield
    finally:
        done.set()
        drawer.join()
