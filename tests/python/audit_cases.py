"""Cases of an audit: a short document, and what must come out of it, worked out by hand."""

from collections.abc import Iterable

import headway as hw
import pandas as pd


def rows(*lines: str) -> str:
    """A table in Markdown, its first line the head: cells between bars."""
    head, *others = [f"| {line} |" for line in lines]
    return "\n".join([head, "|---" * head[1:].count("|") + "|", *others]) + "\n"


def cells(frame: pd.DataFrame, *columns: str) -> Iterable[list[str]]:
    return ([("" if pd.isna(cell) else str(cell)) for cell in row] for row in frame[[*columns]].to_numpy())


def check(documents: str | dict[str, str], *expected: str, register: pd.DataFrame | None = None) -> None:
    """Holds that the claims expected are there ("kind verdict: stated, computed"), and that the findings are those
    expected and no other ("rule (class): claimed, not computed"); none where nothing is said to be expected.
    """
    found = hw.audit(documents if isinstance(documents, dict) else {"page": documents}, register=register)
    claims = {
        f"{kind} {verdict}: {stated}, {computed}"
        for kind, verdict, stated, computed in cells(found.claims, "kind", "verdict", "stated", "computed")
    }
    findings = {
        f"{rule} ({of}): {claimed}, not {computed}"
        for rule, of, claimed, computed in cells(found.findings, "rule", "class", "claimed", "computed")
    }
    wanted = {line for line in expected if ", not " in line}
    assert findings == wanted, sorted(claims)
    assert {line for line in expected if line} - wanted <= claims, sorted(claims)
