"""Documents to claims to findings: what a consistent report gives, what one wrong figure gives, and what is refused."""

import random
from pathlib import Path

import headway as hw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

INDICATORS = [
    ("Percentage of household waste recycled", True, "%"), ("Sickness absence days per employee", False, " days"),
    ("Percentage of calls answered within 60 seconds", True, "%"), ("Rate of children in care per 10,000", False, ""),
    ("Percentage of planning applications decided in time", True, "%"), ("Staff turnover (%)", False, "%"),
    ("Percentage of repairs completed on time", True, "%"), ("Rate of violent crime per 1,000 population", False, ""),
    ("Percentage of schools rated good or outstanding", True, "%"),
    ("Average days to let an empty home", False, " days"),
]  # fmt: skip
MARKS = {"green": "\U0001f7e2", "amber": "\U0001f7e1", "red": "\U0001f534"}


def rating(value: float, target: float, high: bool) -> str:
    shortfall = round(target - value if high else value - target, 6)
    return "green" if shortfall <= 0 else "amber" if shortfall <= round(0.1 * target, 6) else "red"


def report(seed: int, *, wrong: str | None = None) -> tuple[str, pd.DataFrame]:
    """A report that agrees with itself, in one of many phrasings; or with one thing wrong."""
    draw = random.Random(seed)
    rows = []
    for label, high, unit in draw.sample(INDICATORS, 6):
        latest = round(draw.uniform(20, 80), 1)
        previous, target = (round(latest * draw.uniform(0.85, 1.15), 1) for _ in range(2))
        rows.append((label, high, unit, previous, latest, target))
    lines = ["1. Services:", "", "Indicator\tPrevious result\tLatest result\tChange\tTarget"]
    counts = dict.fromkeys(MARKS, 0)
    chosen = draw.randrange(len(rows))
    for number, (label, high, _, previous, latest, target) in enumerate(rows):
        change, colour = round(latest - previous, 1), rating(latest, target, high)
        counts[colour] += 1
        if wrong == "change" and number == chosen:
            change += 0.7
        printed = "red" if wrong == "rating" and number == chosen and colour != "red" else colour
        printed = "green" if wrong == "rating" and number == chosen and colour == "red" else printed
        lines.append(f"{label}\t{previous:.1f}\t{latest:.1f}\t{change:.1f}\t{MARKS[printed]} {target:.1f}")
    said = dict(counts)
    if wrong == "count":
        said["amber"] += 1
    lines += ["", draw.choice((
        "Of the {n} indicators with targets, {green} are green, {amber} are amber and {red} are red.",
        "Performance is monitored through {n} measures: {green} rated green, {amber} amber and {red} red.",
        "Of {n} KPIs, {green} met target, {amber} were within tolerance and {red} were below target.",
    )).format(n=len(rows), **said), ""]  # fmt: skip
    for number, (label, high, unit, previous, latest, target) in enumerate(rows):
        name, up, mine = label.split(" (")[0], latest > previous, number == chosen
        value = latest + 1.3 if wrong == "value" and mine else latest
        rose, fell = draw.choice(("rose", "increased", "grew")), draw.choice(("fell", "decreased", "dropped"))
        verb = (fell if up else rose) if wrong == "trend" and mine else (rose if up else fell)
        above = (latest <= target) if wrong == "comparison" and mine else latest > target
        if latest != previous:
            lines.append(draw.choice((
                f"The {name.lower()} {verb} to {value:.1f}{unit} from {previous:.1f}{unit}.",
                f"{name}: The {name.lower()} {verb} from {previous:.1f}{unit} to {value:.1f}{unit}.",
            )))  # fmt: skip
            if latest != target:
                lines[-1] += f" This is {'above' if above else 'below'} our target of {target:.1f}{unit}."
            lines.append("")
    words = {True: "high_is_good", False: "low_is_good"}
    register = pd.DataFrame([(row[0], words[row[1]]) for row in rows], columns=["indicator", "polarity"])
    return "\n".join(lines), register


def contradictions(found: hw.Audit) -> pd.DataFrame:
    return found.findings[found.findings["class"].isin(["contradiction", "definition", "between_documents"])]


def test_a_report_that_agrees_with_itself_has_no_finding() -> None:
    for seed in range(25):
        text, register = report(seed)
        found = hw.audit({"page": text}, register=register)
        assert contradictions(found).empty, (text, found)
        assert (found.claims.verdict == "holds").sum() >= 18


@pytest.mark.parametrize("wrong", ["change", "rating", "count", "value", "trend", "comparison"])
def test_one_thing_wrong_is_found(wrong: str) -> None:
    missed = [seed for seed in range(12) if contradictions(audited(seed, wrong)).empty]
    # where the drawn row did not move, or is at its target, there is nothing to be wrong about
    assert len(missed) <= 1, missed


def audited(seed: int, wrong: str) -> hw.Audit:
    text, register = report(seed, wrong=wrong)
    return hw.audit({"page": text}, register=register)


def test_frames_are_of_the_kind_of_the_register() -> None:
    text, register = report(1)
    for given in (pl.from_pandas(register), pa.table(register), register):
        assert type(hw.audit({"page": text}, register=given).claims) is type(given)


def test_a_scorecard_is_as_good_as_a_table() -> None:
    card = hw.Scorecard(pd.DataFrame({
        "section": ["Services"], "indicator": ["Calls answered in time"], "period": ["2024/25 - Q2"],
        "previous": [81.2], "latest": [84.6], "target": [90.0], "polarity": ["high_is_good"],
    }), comparators=("target",))  # fmt: skip
    text = "1. Services:\n\nThe calls answered in time rose to 86.4%.\n"
    for given in ({"register": card}, {"evidence": [card]}, {"evidence": card}):
        finding = hw.audit({"page": text}, **given).findings.iloc[0]
        assert (finding.computed, finding.claimed) == ("84.6", "86.4%")
        assert pd.isna(finding.against_document)


def test_a_savings_plan_is_as_good_as_a_table(data: Path) -> None:
    frames = [pd.read_csv(data / f"savings_{name}.csv") for name in ("programmes", "confidence", "profile")]
    plan = hw.SavingsPlan.from_frames(*frames, profile_includes_unvalidated=False)
    found = hw.audit({"page": "The Resident Services portfolio has savings of \u00a311.3m.\n"}, evidence=[plan])
    assert found.claims.verdict.tolist() == ["holds"]


def test_files_are_read_by_their_paths(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("Of the 6 indicators, 5 are green, 2 are amber and 1 is red.\n")
    (tmp_path / "odd.txt").write_bytes(bytes(range(256)) * 4)
    found = hw.audit([tmp_path / "page.md", str(tmp_path / "odd.txt")])
    assert found.findings.document.tolist() == ["page.md"]
    assert found.findings.line.tolist() == [1]


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(b"%PDF")
    with pytest.raises(hw.HeadwayError) as refused:
        hw.audit([tmp_path / "page.pdf", tmp_path / "none.txt", 3])  # type: ignore[list-item]
    said = str(refused.value)
    assert "page.pdf: " in said and "none.txt" in said and "documents[2]: found int" in said
    for documents in (b"text", 3, None, {"page": 3}, {3: "text"}, {"": "text"}):
        with pytest.raises(hw.HeadwayError, match="documents"):
            hw.audit(documents)  # type: ignore[arg-type]


def test_a_register_without_indicators_is_refused() -> None:
    with pytest.raises(hw.HeadwayError, match="indicator"):
        hw.audit({"page": "x"}, register=pd.DataFrame({"indicators": ["a"]}))
    with pytest.raises(hw.HeadwayError, match="register"):
        hw.audit({"page": "x"}, register=3)
    with pytest.raises(hw.HeadwayError, match="evidence"):
        hw.audit({"page": "x"}, evidence=3)  # type: ignore[arg-type]


def test_it_shows_itself() -> None:
    found = hw.audit({"<page>": "Of the 6 indicators, 5 are green, 2 are amber and 1 is red."})
    assert repr(found).startswith("Audit of 1 document: 2 claims")
    assert "&lt;page&gt;" in found._repr_html_() and "<page>" not in found._repr_html_()
    assert len(found) == 2
    assert "0 findings" in repr(hw.audit({}))
