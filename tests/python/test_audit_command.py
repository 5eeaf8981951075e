"""`headway audit`, and what is said of a report's own commentary: with an audit that looks for one mistake."""

import contextlib
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import headway as hw
import pandas as pd
import pyarrow as pa
import pytest
from headway.__main__ import main
from headway.audit.documents import read_documents
from headway.report import command
from headway.report.commentary_audit import document_of, doubts, register_of

Run = Callable[..., tuple[int, str, str]]
ASKED: list[dict[str, Any]] = []
COLUMNS = ("document", "line", "words", "rule", "class", "severity", "claimed", "computed", "arithmetic",
           "explained_by_rounding", "suggested", "against_document", "against_line", "against_words")  # fmt: skip


def audit(documents: Mapping[str, str], *, register: Any = None, evidence: Any = (), phrases: Any = None) -> Any:
    """Finds "7 of 12" wherever it stands, and a doubtful mark."""
    ASKED.append({"documents": documents, "register": register, "phrases": phrases})
    findings = [
        (name, number, word, *rest, "", 0, "")
        for name, text in documents.items() for number, line in enumerate(text.split("\n"), start=1)
        for word, rest in (
            ("7 of 12", ("count_by_rating", "contradiction", "high", "7", "6", "6 are green", False, "6 of 12")),
            ("\u0391", ("look_alike", "presentation", "low", "", "", "", False, "")),
        ) if word in line
    ]  # fmt: skip
    claims = [("draft", 1, "7 of 12", "value", "", "7", "6", "contradiction", "")] * len(findings)
    names = ("document", "line", "words", "kind", "subject", "stated", "computed", "verdict", "why")
    return SimpleNamespace(
        findings=_table(COLUMNS, findings), claims=_table(names, claims), unread=_table(COLUMNS[:3], []),
        passed=_table(("rule", "checked", "passed"), [("count_by_rating", 2, 1)]),
    )  # fmt: skip


def _table(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> pa.Table:
    return pa.table({name: [row[i] for row in rows] for i, name in enumerate(names)})


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(command, "_verb", lambda: audit)
    ASKED.clear()
    yield


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """What `headway audit` does in a folder of its own: its exit code and what it says."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        out, error = io.StringIO(), io.StringIO()
        monkeypatch.setattr("sys.argv", ["headway", *arguments])
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
            code = main()
        return code, out.getvalue(), error.getvalue()

    document = docx.Document()
    document.add_paragraph("All is well.")
    document.add_paragraph("In Housing, 7 of 12 are green.")
    document.save(tmp_path / "q2.docx")
    (tmp_path / "true.txt").write_text("6 of 12 are green.", "utf-8")
    (tmp_path / "marks.txt").write_text("\u0391", "utf-8")
    return run


def test_a_new_contradiction_has_exit_code_1_with_its_place(run: Run) -> None:
    code, said, error = run("audit", "q2.docx", "true.txt")
    assert (code, error) == (1, "")
    assert said.splitlines()[:3] == [
        'q2.docx, paragraph 2: "7 of 12" (count by rating): 6 are green',
        "1 claim was read in q2.docx and true.txt: 1 contradicted.", "1 contradiction: 1 within a document.",
    ]  # fmt: skip
    assert list(ASKED[0]["documents"]) == ["q2.docx", "true.txt"]


def test_without_one_it_is_0_and_presentation_is_none(run: Run) -> None:
    assert run("audit", "true.txt")[0] == 0
    code, said, _ = run("audit", "marks.txt")
    assert code == 0 and "Besides 1 remark on presentation" in said and "\u0391" not in said


def test_what_is_accepted_is_not_new_until_its_words_change(run: Run, tmp_path: Path) -> None:
    assert run("audit", "q2.docx", "--out", "found")[0] == 1
    assert sorted(os.listdir(tmp_path / "found")) == [".headway-report", "accepted.csv", "index.html"]
    page = (tmp_path / "found" / "index.html").read_text("utf-8")
    assert "<title>Audit of q2.docx</title>" in page and "<mark>7 of 12</mark>" in page
    entries = (tmp_path / "found" / "accepted.csv").read_text("utf-8-sig")
    assert entries.splitlines()[1] == "q2.docx,count_by_rating,7 of 12,,,"
    refused, said, error = run("audit", "q2.docx", "--accept", "found/accepted.csv")
    assert (refused, said) == (2, "") and "row 2, column 'reason': found nothing" in error
    (tmp_path / "accepted.csv").write_text(entries.replace(",,,", ",One is due.,A. Officer,2024-11-26"), "utf-8")
    code, said, _ = run("audit", "q2.docx", "--accept", "accepted.csv", "--out", "found")
    assert code == 0 and "1 finding has been accepted." in said and '"7 of 12"' not in said
    assert "One is due.,A. Officer" in (tmp_path / "found" / "accepted.csv").read_text("utf-8-sig")
    code, said, _ = run("audit", "true.txt", "--accept", "accepted.csv", "--out", "found")
    assert code == 0 and 'The list, row 2: nothing is found of "7 of 12" (count by rating)' in said
    assert "One is due" not in (tmp_path / "found" / "accepted.csv").read_text("utf-8-sig")


def test_a_register_is_given_to_the_audit(run: Run, tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text("indicator,polarity\nRepairs,high_is_good\n", "utf-8")
    assert run("audit", "true.txt", "--register", "register.csv")[0] == 0
    assert ASKED[0]["register"].column_names == ["indicator", "polarity"]


def test_bad_input_has_exit_code_2_each_problem_named_and_nothing_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter").touch()
    files = ("--register", "none.csv", "--accept", "list.csv", "--out", "mine")
    code, said, error = run("audit", "none.txt", "old.doc", *files)
    assert (code, said, ASKED) == (2, "", [])
    assert error.startswith("audit: 5 problems, nothing was written\n")
    assert all(name in error for name in ("none.txt: ", "old.doc: ", "none.csv: ", "list.csv: ", "'letter'"))
    assert run("audit")[0] == run("audit", "a.txt", "--form", "x")[0] == 2
    assert os.listdir(tmp_path / "mine") == ["letter"]


def test_help_says_its_own_exit_codes(run: Run) -> None:
    code, said, _ = run("audit", "--help")
    assert code == 0 and "  1    a contradiction is new" in said and "  2    the command is not understood" in said


# A report's own commentary ------------------------------------------------------------------------------------------


def report(**words: Any) -> hw.Report:
    kpis = pd.DataFrame({
        "section": ["Housing", "Housing", "Roads"], "indicator": ["Repairs on time", "Days to let", "Potholes"],
        "period": "2024/25 - Q2", "previous": [54.46, 30, 5], "latest": [57.31, 33.3, None], "target": [90.0, 32, 4],
        "polarity": ["high_is_good", "low_is_good", "low_is_good"], "unit": ["%", None, None],
    })  # fmt: skip
    said = hw.Commentary(
        sections={"Housing": hw.Words(focus="7 of 12 are late.\nParts are awaited.", owner="Director of 7 of 12")},
        indicators={"Potholes": hw.Words(text="They wait for spring.")},
    )
    return hw.Report(title="Q2", scorecard=hw.Scorecard(kpis, comparators=("target",)), commentary=said, **words)


def test_commentary_stands_beside_its_rows() -> None:
    document = document_of(report())
    assert document is not None
    assert [(document.place(i), line) for i, line in enumerate(document.text.split("\n"), start=1) if line] == [
        ("section 'Housing'", "# Housing"),
        ("scorecard, section 'Housing'", "Indicator\tPeriod\tPrevious\tLatest\tTarget"),
        ("scorecard, row 0", "Repairs on time\t2024/25 - Q2\t54.46%\t57.31%\t90.00%"),
        ("scorecard, row 1", "Days to let\t2024/25 - Q2\t30.0\t33.3\t32.0"),
        ("section 'Housing', areas for focus", "Areas for focus:"),
        ("section 'Housing', areas for focus", "7 of 12 are late."),
        ("section 'Housing', areas for focus", "Parts are awaited."), ("section 'Roads'", "# Roads"),
        ("scorecard, section 'Roads'", "Indicator\tPeriod\tPrevious\tLatest\tTarget"),
        ("scorecard, row 2", "Potholes\t2024/25 - Q2\t5\t\t4"),
        ("indicator 'Potholes', commentary", "Potholes: They wait for spring."),
    ]  # fmt: skip
    assert document_of(hw.Report(title="Q2", scorecard=report().scorecard)) is None


def test_the_register_is_that_of_the_scorecard() -> None:
    found = doubts(report(), audit)
    assert found is not None and len(found.new_contradictions()) == 1
    assert ASKED[0]["register"].equals(register_of(report()))
    assert ASKED[0]["register"]["polarity"].to_pylist() == ["high_is_good", "low_is_good", "low_is_good"]
    assert found.place("commentary", int(found.findings[0]["line"])) == "commentary, section 'Housing', areas for focus"


def test_a_report_is_written_and_warned_about(run: Run, tmp_path: Path) -> None:
    run("new", "quarter")
    commentary = pd.read_csv(tmp_path / "quarter" / "commentary.csv")
    commentary.loc[0, "focus"] = "7 of 12 are late."
    commentary.to_csv(tmp_path / "quarter" / "commentary.csv", index=False)
    for arguments in (["check", "quarter"], ["report", "quarter", "--out", "out", "--form", "md"]):
        code, _, error = run(*arguments)
        assert code == 0
        said = r'warning: commentary, section .*, areas for focus: "7 of 12" \(count by rating\): 6 are green\n'
        assert re.fullmatch(said, error)
    assert (tmp_path / "out" / "report.md").is_file()


def test_what_the_page_quotes_is_read_again(run: Run, tmp_path: Path) -> None:
    """The page of an audit is a document too."""
    run("audit", "q2.docx", "--out", "found")
    (page,) = read_documents(tmp_path / "found" / "index.html")
    assert "# Contradictions" in page.text and "7 of 12" in page.text
