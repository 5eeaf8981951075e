"""What an audit found, as plain rows: what its page shows and the command line says."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from headway.audit.accepted import AcceptedFinding, Matched, match
from headway.audit.documents import DocumentText
from headway.boundary.frames import Frame
from headway.language.counts import number_of
from headway.language.sentences import listed
from headway.pictured import Written

Rows: TypeAlias = Sequence[Mapping[str, Any]]
# What contradicts, worst first; remarks on presentation are never counted with it.
CONTRADICTIONS = ("contradiction", "between_documents", "definition")
CLASSES = (*CONTRADICTIONS, "note", "presentation")
_FEW = 4  # documents, which are named
SEVERITIES = ("high", "medium", "low")
VERDICTS = {"holds": "confirmed", "rounding": "confirmed within rounding", "contradiction": "contradicted",
            "not_checkable": "left unchecked"}  # fmt: skip


@dataclasses.dataclass(frozen=True, kw_only=True)
class Audited(Written, page="audit"):
    """The findings of an audit, and what they are about.

    Attributes
    ----------
    documents : sequence of DocumentText
    claims : sequence of mapping
        `document` (its name), `line`, `words`, `kind`, `subject`, `stated`, `computed`, `verdict` ("holds",
        "rounding", "contradiction", "not_checkable") and `why`.
    findings : sequence of mapping
        `document`, `line`, `words`, `rule`, `class` (of `CLASSES`), `severity`, `claimed`, `computed`, `arithmetic`,
        `explained_by_rounding`, `suggested`; and by what the words are contradicted, `against_document`,
        `against_line` (0 where it stands nowhere) and `against_words`.
    unread : sequence of mapping
        `document`, `line` and `words` that hold a figure and were not read, or not in full: then `why`.
    passed : sequence of mapping
        `rule`, how often it was `checked`, and how often it `passed`.
    matched : Matched
        Which findings somebody has accepted.
    """

    documents: Sequence[DocumentText]
    claims: Rows = ()
    findings: Rows = ()
    unread: Rows = ()
    passed: Rows = ()
    matched: Matched = Matched()

    def held_against(self, entries: Sequence[AcceptedFinding]) -> Audited:
        """The same with the findings that a list accepts known as such."""
        return dataclasses.replace(self, matched=match(self.findings, entries))

    def graded(self, of_class: str, *, accepted: bool = False) -> list[Mapping[str, Any]]:
        """The findings of a class that are new, or that are accepted, the most severe first."""
        found = [finding for i, finding in enumerate(self.findings)
                 if finding["class"] == of_class and (i in self.matched.accepted) == accepted]  # fmt: skip
        return sorted(found, key=lambda finding: SEVERITIES.index(str(finding["severity"])))

    def new_contradictions(self) -> list[Mapping[str, Any]]:
        """What contradicts itself, is not explained by rounding, and nobody has accepted."""
        return [finding for each in CONTRADICTIONS for finding in self.graded(each)
                if not finding["explained_by_rounding"]]  # fmt: skip

    def place(self, document: str, line: int) -> str:
        """A line of a document as a reader finds it: "q2.pdf, page 4"."""
        found = next((each for each in self.documents if each.name == document), None)
        where = "" if found is None else found.place(line)
        return ", ".join(filter(None, (document, where)))

    def left_unread(self) -> list[tuple[str, str, str, str]]:
        """What was not read, by document, place, words and why: of files first, and then of their text."""
        of_files = [(each.name, left.place, f"[{left.words}]", "") for each in self.documents for left in each.unread]
        by_name = {each.name: each for each in self.documents}
        return of_files + [
            (name, by_name[name].place(int(row["line"])) if name in by_name else "", str(row["words"]),
             str(row.get("why") or ""))
            for row in self.unread for name in [str(row["document"])]
        ]  # fmt: skip

    def in_short(self) -> list[str]:
        """What was read and what was found, in sentences."""
        verdicts = Counter(str(claim["verdict"]) for claim in self.claims)
        said = [f"{verdicts[verdict]:,} {words}" for verdict, words in VERDICTS.items() if verdicts[verdict]]
        claims = f"{len(self.claims):,} claims were" if len(self.claims) != 1 else "1 claim was"
        names = [each.name for each in self.documents]
        of = listed(names) if len(names) < _FEW else number_of(len(names), "document")
        sentences = [f"{claims} read in {of}: {listed(said)}." if said else f"No claim was read in {of}."]
        new = self.new_contradictions()
        classes = Counter(str(finding["class"]) for finding in new)
        kinds = [f"{classes[each]} {_OF_CLASS[each]}" for each in CONTRADICTIONS if classes[each]]
        none = "No contradiction is new." if self.matched.accepted else "No contradiction was found."
        sentences.append(f"{number_of(len(new), 'contradiction')}: {listed(kinds)}." if new else none)
        for each, words in (("note", "worth a look"), ("presentation", "on presentation, which are no contradictions")):
            if found := self.graded(each):
                sentences.append(f"Besides {number_of(len(found), 'remark')} {words}.")
        if self.matched.accepted:
            have = "has" if len(self.matched.accepted) == 1 else "have"
            sentences.append(f"{number_of(len(self.matched.accepted), 'finding')} {have} been accepted.")
        if self.matched.without:
            one = len(self.matched.without) == 1
            are = "entry of the list is of a finding that is" if one else "entries of the list are of findings that are"
            sentences.append(f"{len(self.matched.without)} {are} no longer there.")
        if left := self.left_unread():
            passages = number_of(len(left), "passage")
            sentences.append(f"{passages} with figures or pictures could not be read, or not in full.")
        return sentences


class Result(Protocol):
    """What the verb gives: frames."""

    @property
    def claims(self) -> Any: ...
    @property
    def findings(self) -> Any: ...
    @property
    def unread(self) -> Any: ...
    @property
    def passed(self) -> Any: ...


Verb: TypeAlias = Callable[..., Result]  # audit(texts by their names, register=..., evidence=...)


def audited(
    documents: Sequence[DocumentText], *, audit: Verb, register: Any = None, evidence: Sequence[Any] = (),
    phrases: Mapping[str, str] | None = None, accepted: Sequence[AcceptedFinding] = (),
) -> Audited:  # fmt: skip
    """Documents that were read, audited by the verb and held against what is accepted.

    Parameters
    ----------
    documents : sequence of DocumentText
        As `read_documents` gives them.
    audit : callable
        `hw.audit`, which is given texts by their names.
    register, evidence, phrases
        As it takes them.
    accepted : sequence of AcceptedFinding

    Returns
    -------
    Audited
    """
    texts = {each.name: each.text for each in documents}
    result = audit(texts, register=register, evidence=evidence, phrases=phrases or None)
    return Audited(
        documents=documents, claims=Frame(result.claims).rows(), findings=Frame(result.findings).rows(),
        unread=Frame(result.unread).rows(), passed=Frame(result.passed).rows(),
    ).held_against(accepted)  # fmt: skip


_OF_CLASS = {"contradiction": "within a document", "between_documents": "between documents",
             "definition": "of definition or denominator"}  # fmt: skip

