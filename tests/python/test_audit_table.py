"""What an audit found as tables: places, a council's own phrases, claims corrected by hand and held again."""

from pathlib import Path

import headway as hw
import pandas as pd
import polars as pl
import pytest

TEXT = {"page": "# Bins\n\nOf the 59 upheld, 23 (49%) were late. At 14.2% it is below the national average of 13.8%.\n"}


def test_places_are_said_with_section_and_line() -> None:
    found = hw.audit(TEXT)
    assert found.claims.columns.tolist()[:5] == ["document", "section", "place", "line", "words"]
    first = found.findings.iloc[0]
    assert (first.section, first.place, first.line) == ("Bins", "line 3", 3)
    second = found.findings.iloc[1]
    assert (second.against_section, second.against_place) == ("Bins", "line 3")
    unread = hw.audit({"page": "# Roads\n\nWe saw that 5 of them came.\n"}).unread
    assert unread[["section", "place"]].to_numpy().tolist() in ([["Roads", "line 3"]], [])


def test_claims_go_through_a_file_and_back(tmp_path: Path) -> None:
    found = hw.audit(TEXT)
    assert len(found.findings) == 2
    found.claims.to_csv(tmp_path / "claims.csv", index=False)
    again = hw.audit(TEXT, claims=tmp_path / "claims.csv")
    pd.testing.assert_frame_equal(again.claims, found.claims)
    assert len(again.findings) == 2


def test_what_was_corrected_is_held_again() -> None:
    claims = hw.audit(TEXT).claims
    claims.loc[claims.kind == "share", "computed"] = "48.8%"
    assert hw.audit(TEXT, claims=claims).findings.rule.tolist() == ["comparison"]
    claims.loc[claims.kind == "comparison", "computed"] = "15.1"
    held = hw.audit(TEXT, claims=pl.from_pandas(claims))
    assert held.findings.empty and held.claims.why.str.contains("by hand").sum() == 2
    assert len(hw.audit(TEXT, claims=claims[claims.kind == "share"])) == 1
    added = pd.DataFrame({"document": ["page"], "line": [3], "words": ["were late"], "kind": ["value"],
                          "stated": ["23"], "computed": ["24"]})  # fmt: skip
    assert hw.audit(TEXT, claims=added).findings.rule.tolist() == ["corrected by hand"]


def test_a_table_that_is_no_table_of_claims_is_refused() -> None:
    claims = hw.audit(TEXT).claims
    for wrong, said in (
        (claims.assign(words="nowhere"), "column 'words': found 'nowhere', which page does not have"),
        (claims.assign(kind="vlue"), "did you mean 'value'"), (claims.assign(document="pgae"), "did you mean 'page'"),
        (claims.assign(line="x"), "column 'line': found 'x'"), (claims.drop(columns="kind"), "kind"), (3, "claims"),
    ):  # fmt: skip
        with pytest.raises(hw.HeadwayError, match=said):
            hw.audit(TEXT, claims=wrong)


def test_own_phrases_come_as_a_mapping_a_frame_or_a_file(tmp_path: Path) -> None:
    text = {"page": "At 92% we bested the national average of 93%.\n"}
    assert hw.audit(text).findings.empty
    own = pd.DataFrame({"phrase": ["Bested"], "means": ["above"]})
    own.to_csv(tmp_path / "phrases.csv", index=False)
    for given in ({"bested": "above"}, own, tmp_path / "phrases.csv"):
        assert len(hw.audit(text, phrases=given).findings) == 1
    own.loc[0, "means"] = "abve"
    own.to_csv(tmp_path / "phrases.csv", index=False)
    with pytest.raises(hw.HeadwayError, match=r"phrases.csv, row 2, column 'means': found 'abve'.*mean 'above'"):
        hw.audit(text, phrases=tmp_path / "phrases.csv")
    for wrong in ({"": "above"}, {"a": 3}, {"a b c d e f g h i": "above"}, 3):
        with pytest.raises(hw.HeadwayError, match="phrases"):
            hw.audit(text, phrases=wrong)


def card() -> hw.Scorecard:
    return hw.Scorecard(pd.DataFrame({
        "section": ["Bins", "Bins", "Homes"], "indicator": ["Missed bins", "Waste recycled (%)", "Days to let"],
        "period": ["2024/25 - Q2"] * 3, "previous": [120.0, 31.2, 30.0], "latest": [95.0, 33.4, 33.3],
        "target": [100.0, 35.0, 32.0], "polarity": ["low_is_good", "high_is_good", "low_is_good"],
    }), comparators=("target",))  # fmt: skip


def report(focus: str) -> hw.Report:
    words = {"Bins": hw.Words(on_track="Missed bins fell to 95.", focus=focus)}
    return hw.Report(title="Quarter 2", scorecard=card(), commentary=hw.Commentary(sections=words))


def test_what_the_house_writes_contradicts_nothing_in_any_form(tmp_path: Path) -> None:
    forms = ("html", "docx", "md", "xlsx")
    folder = report("Waste recycled is below its target of 35%.").write(tmp_path / "out", forms=forms)
    register = card().frame[["indicator", "polarity"]]
    for name in ("index.html", "report.docx", "report.md", "report.xlsx"):
        found = hw.audit(folder / name, register=register)
        assert found.findings[found.findings["class"] != "note"].empty, (name, found)
        assert len(found) > 0


def test_a_report_audits_its_own_commentary_before_it_is_written(tmp_path: Path) -> None:
    wrong = report("Missed bins rose to 95.")
    assert wrong.audit().findings.place.tolist() == ["section 'Bins', areas for focus"]
    with pytest.warns(UserWarning, match=r"areas for focus.*Missed bins rose.*120 then 95"):
        wrong.write(tmp_path / "out", forms=("md",))
    assert (tmp_path / "out" / "report.md").is_file()
    assert len(hw.Report(title="Quarter 2", scorecard=card()).audit()) == 0


def test_the_page_shows_a_row_of_markdown_with_the_names_of_its_columns(tmp_path: Path) -> None:
    table = "| Indicator | Previous | Latest | Target |\n|---|---|---|---|\n| Missed bins | 120 | 95 | 100 |\n"
    found = hw.audit({"page": f"# Bins\n\n{table}\nMissed bins rose to 95.\n"}, register=card())
    page = found.write(tmp_path / "page.html", title="Audit").read_text("utf-8")
    assert "<dt>Latest</dt>" in page and "|---|" not in page and "under Bins" in page


def test_markdown_is_read_without_what_keeps_its_letters_plain(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("![Adults \\(aged 18\\-64\\)\\: 9 of 12 \\(70%\\)](pictures/a-8.svg)\n1\\. Bins\n")
    found = hw.audit(tmp_path / "a.md")
    assert found.claims.words.tolist() == ["9 of 12 (70%)"]
    assert found.findings.arithmetic.tolist() == ["9 / 12 = 75%"]
