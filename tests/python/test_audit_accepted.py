"""The list of accepted findings: read, held against findings, and written to be gone on with."""

from pathlib import Path
from typing import Any

import headway as hw
import pytest
from headway.audit.accepted import AcceptedFinding, entries_for, match, read_accepted

HEAD = "document,rule,words,reason,who,date\n"


def finding(words: str, rule: str = "value", document: str = "q2.docx") -> dict[str, Any]:
    return {"document": document, "rule": rule, "words": words}


@pytest.fixture
def listed(tmp_path: Path) -> Any:
    def listed(rows: str, head: str = HEAD) -> list[AcceptedFinding]:
        path = tmp_path / "accepted.csv"
        path.write_text(head + rows, "utf-8")
        return read_accepted(path)

    return listed


def test_an_entry_has_its_row_and_its_words_as_they_are_written(listed: Any) -> None:
    first, second = listed('q2.docx,value,57.30,Known.,A. Officer,26/11/2024\n\n,value,"6 of 12, or so",Due.,B,\n')
    assert first == AcceptedFinding("q2.docx", "value", "57.30", "Known.", "A. Officer", "26/11/2024", row=2)
    assert (second.row, second.document, second.words, second.date) == (4, "", "6 of 12, or so", "")


def test_what_an_entry_lacks_is_named_with_row_and_column(listed: Any) -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        listed("q2.docx,value,57.3,,A,\nq2.docx,,57.4,Known.,,once\n")
    assert [problem.split(";")[0] for problem in refused.value.problems][:3] == [
        "accepted.csv, row 2, column 'reason': found nothing", "accepted.csv, row 3, column 'rule': found nothing",
        "accepted.csv, row 3, column 'who': found nothing",
    ]  # fmt: skip
    assert "column 'date': " in refused.value.problems[3] and "once" in refused.value.problems[3]
    with pytest.raises(hw.HeadwayError, match="column 'words' is not in it"):
        listed("value,x,y\n", "rule,reason,who\n")


def test_a_file_that_is_no_list(tmp_path: Path) -> None:
    for name, said in (("a.xlsx", "a.xlsx: found a file .xlsx"), ("none.csv", "none.csv: found no such file")):
        with pytest.raises(hw.HeadwayError, match=said):
            read_accepted(tmp_path / name)


def test_a_finding_is_known_by_rule_and_words() -> None:
    entries = [AcceptedFinding("q2.docx", "value", "57.3", "a", "A"), AcceptedFinding("", "count", "6 of 12", "b", "B")]
    findings = [finding("57.3"), finding("57.4"), finding("57.3", document="q3.docx"), finding("57.3", "change"),
                finding("6\u00a0of 12", "count", "q3.docx"), finding("57.3")]  # fmt: skip
    matched = match(findings, entries)
    assert {i: entry.reason for i, entry in matched.accepted.items()} == {0: "a", 4: "b", 5: "a"}
    assert matched.without == []


def test_a_finding_whose_words_changed_is_new_and_its_entry_is_told() -> None:
    entry = AcceptedFinding("", "value", "57.3", "a", "A")
    assert match([finding("57.4")], [entry]).accepted == {}
    assert match([finding("57.4")], [entry]).without == [entry]
    assert match([], [entry, entry]).without == [entry, entry]


def test_what_is_written_is_filled_in_and_read_again(listed: Any, tmp_path: Path) -> None:
    findings = [finding("+2.7 pp, \"up\""), finding("=1+1"), finding("+2.7 pp, \"up\""), finding("caf\u00e9\nat noon")]
    kept = [AcceptedFinding("", "value", "57.3", "a", "A", "2024-11-26")]
    text = entries_for(findings, kept)
    assert text.startswith(HEAD + ",value,57.3,a,A,2024-11-26\n") and "\nq2.docx,value,'=1+1,,,\n" in text
    with pytest.raises(hw.HeadwayError, match="column 'reason': found nothing"):
        listed(text.removeprefix(HEAD))
    entries = listed(text.removeprefix(HEAD).replace(",,,\n", ",Known.,A,\n"))
    assert len(entries) == 4
    matched = match(findings, entries)
    assert len(matched.accepted) == 4 and [each.words for each in matched.without] == ["57.3"]
