"""The page of an audit: what contradicts itself in its context, readable by everyone, and never mixed with remarks."""

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from headway.audit.accepted import AcceptedFinding
from headway.audit.audited import Audited
from headway.audit.documents import read_documents
from headway.audit.lines import Unread

DRAFT = """# Housing

The service had a hard winter.
In Housing, 6 of 12 indicators are
green. The target is met.

Indicator\tLatest\tTarget
Repairs on time\t57.3\t90
Days to let\t33\t32
"""


def finding(line: int, words: str, **more: Any) -> dict[str, Any]:
    return {"document": "draft", "line": line, "words": words, "rule": "count_by_rating", "class": "contradiction",
            "severity": "high", "claimed": "6", "computed": "0", "arithmetic": "0 of 2 rows are green",
            "explained_by_rounding": False, "suggested": "", "against_document": "draft", "against_line": 8,
            "against_words": "57.3"} | more  # fmt: skip


FINDINGS = [
    finding(7, "Target", **{"class": "presentation"}, severity="low", against_line=0, against_words=""),
    finding(9, "33", severity="medium", rule="value", suggested="34", against_line=4, against_words="6 of 12"),
    finding(4, "6 of 12 indicators are green."),
]


def claim(kind: str, verdict: str) -> dict[str, Any]:
    return {"document": "draft", "line": 4, "words": "6 of 12", "kind": kind, "subject": "", "stated": "6",
            "computed": "0", "verdict": verdict, "why": ""}  # fmt: skip


def audited(findings: list[dict[str, Any]] = FINDINGS, **more: Any) -> Audited:
    (draft,) = read_documents({"draft": DRAFT})
    draft = dataclasses.replace(draft, unread=(Unread("paragraph 2", "a picture"),))
    claims = [claim("value", "holds"), claim("value", "rounding"), claim("share", "contradiction")]
    unread = [{"document": "draft", "line": 3, "words": "a hard", "why": "3 near by may be it"}]
    given = {"claims": claims, "findings": findings, "unread": unread,
             "passed": [{"rule": "value", "checked": 12, "passed": 11}]}  # fmt: skip
    return Audited(documents=[draft], **given | more)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    accepted = [AcceptedFinding("", "value", "33", "It is counted in May.", "A. Officer", "2024-11-26", row=2),
                AcceptedFinding("", "share", "7%", "Old.", "B. Officer", row=3)]  # fmt: skip
    found = audited([*FINDINGS, finding(8, "57.3", rule="value")]).held_against(accepted)
    return found.write(tmp_path_factory.mktemp("audit") / "audit.html", title="Audit of the draft")


@pytest.fixture(scope="module")
def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def words(tag: Any) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def test_in_short_counts_contradictions_apart(soup: BeautifulSoup) -> None:
    assert [words(each) for each in soup.select(".in-short li")] == [
        "3 claims were read in draft: 1 confirmed, 1 confirmed within rounding and 1 contradicted.",
        "2 contradictions: 2 within a document.",
        "Besides 1 remark on presentation, which are no contradictions.", "1 finding has been accepted.",
        "1 entry of the list is of a finding that is no longer there.",
        "2 passages with figures or pictures could not be read, or not in full.",
    ]  # fmt: skip


def test_a_finding_opens_at_its_words_beside_what_they_contradict(soup: BeautifulSoup) -> None:
    said, against = soup.select_one(".finding").select(".sides > div")
    assert words(said.p) == "draft, line 4"
    assert said.mark.get_text() == "6 of 12 indicators are green."  # over the end of a line
    assert words(said.blockquote).startswith("The service had a hard winter. In Housing, 6 of 12")
    assert [words(each) for each in against.select("dl.row div")] == [
        "Indicator Repairs on time", "Latest 57.3", "Target 90"
    ]  # fmt: skip
    assert against.mark.get_text() == "57.3"
    facts = {each.dt.get_text(): each.dd.get_text() for each in soup.select_one(".finding .facts").select("div")}
    assert facts == {"Claimed": "6", "Computed": "0", "Arithmetic": "0 of 2 rows are green",
                     "Does rounding explain it?": "No"}  # fmt: skip


def test_classes_are_parts_of_their_own(soup: BeautifulSoup) -> None:
    parts = {section.h2.get_text(): len(section.select(".finding")) for section in soup.select("section.plan")}
    assert parts == {"Contradictions": 2, "Presentation": 1, "Accepted": 0, "Claims by kind": 0,
                     "What was not read": 0, "Rules": 0}  # fmt: skip
    presentation = soup.find(id="presentation").parent
    assert "counted with none" in words(presentation) and "By its own figures" in words(presentation)
    accepted = words(soup.find(id="accepted").parent)
    assert "It is counted in May." in accepted and "A. Officer, 2024-11-26" in accepted
    assert "Row 3: 7% (share), accepted because: Old." in accepted
    unread = words(soup.find(id="unread").parent)
    assert "draft: 2 passages" in unread and "a hard (3 near by may be it)" in unread


def test_nothing_found_is_said() -> None:
    page = audited([], claims=[], unread=[], passed=[])
    assert page.in_short()[:2] == ["No claim was read in draft.", "No contradiction was found."]
    from headway.report.audit_page import audit_page

    said = BeautifulSoup(audit_page(page, title="Audit", subtitle=None, notes=()), "html.parser")
    assert "None." in words(said.find(id="contradiction").parent)


def test_a_place_that_is_none_and_words_of_any_kind() -> None:
    from headway.report.audit_page import audit_page

    odd = "<script>alert(1)</script>\0" * 30
    for document, line in (("gone", 1), ("draft", 99), ("draft", 0), ("draft", 2)):
        rows = [finding(line, odd, document=document, against_words=odd, arithmetic=odd)]
        page = audit_page(audited(rows), title="Audit", subtitle=None, notes=())
        assert "<script" not in page and "\0" not in page


def test_what_rounding_explains_is_no_new_contradiction() -> None:
    assert [each["severity"] for each in audited().new_contradictions()] == ["high", "medium"]  # the worst first
    assert audited([finding(4, "6", explained_by_rounding=True)]).new_contradictions() == []
    classes = ["note", "presentation", "definition", "between_documents"]
    found = audited([finding(4, "6", **{"class": each}) for each in classes]).new_contradictions()
    assert [each["class"] for each in found] == ["between_documents", "definition"]


def test_axe_finds_nothing_and_it_fits_every_screen(page: Any, violations: Any) -> None:
    assert violations(page) == {}
    assert page.said == [] and len(page.asked) == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("script").count() == 0
