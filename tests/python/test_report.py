"""The description of a report: what it takes, what it refuses, and that it is written whole."""

import datetime
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import headway as hw
import pandas as pd
import polars as pl
import pytest
from headway.report import forms

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'so' {x} --> ]]>"
PNG = b"\x89PNG\r\n\x1a\n" + b"rest"


def board(**changed: Any) -> hw.Scorecard:
    given = {"section": ["Housing"], "indicator": ["Repairs"], "period": ["2024/25 - Q2"], "previous": [50.0],
             "latest": [60.0], "target": [55.0], "polarity": ["high_is_good"]}  # fmt: skip
    return hw.Scorecard(pd.DataFrame(given | changed), comparators=("target",))


def report(**changed: Any) -> hw.Report:
    return hw.Report(**{"title": "Housing, quarter 2", "scorecard": board()} | changed)


def chart() -> hw.spc.RunChart:
    return hw.spc.run_chart([5, 7, 6, 9, 8, 7, 6, 9, 7, 8, 6, 7])


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"title": ""}, "title: found ''; accepted: text"),
    "a title of spaces": ({"title": " \n "}, "title: found"),
    "a number for a title": ({"title": 3}, "title: found int 3; accepted: text"),
    "a frame for a scorecard": ({"scorecard": pd.DataFrame()}, "scorecard: found DataFrame"),
    "a scorecard for savings": ({"savings": board()}, "savings: found Scorecard; accepted: a headway.SavingsPlan"),
    "notes that are one text": ({"notes": "One."}, "notes: found str 'One.'; accepted: a sequence of texts"),
    "a note that is a number": ({"notes": ["One.", 2]}, r"notes\[1\]: found int 2; accepted: text"),
    "a chart that is none": ({"charts": [chart(), 3]},
                             r"charts\[1\]: found int 3; accepted: a result that can be drawn"),
    "charts that are one": ({"charts": chart()}, "charts: found RunChart .*; accepted: a sequence of results"),
    "a day that is a number": ({"published": 2024}, "published: found int 2024; accepted: a date, or text"),
    "an empty day": ({"next_published": ""}, "next_published: found"),
    "a colour by name": ({"accent": "blue"}, "accent: found str 'blue'; accepted: a colour such as '#005ea5'"),
    "a colour with more": ({"accent": "#005ea5;} body {display: none"}, "accent: found str"),
    "a logo that is not there": ({"logo": "no/such.svg"}, "logo: found 'no/such.svg', which is no file"),
    "a logo that is no picture": ({"logo": b"GIF89a"}, "logo: found bytes .*; accepted: the path or the bytes"),
    "a logo that is too large": ({"logo": b"<svg>" + b" " * 1_000_000}, "of up to 1 MB"),
    "a part of savings that is none": ({"savings_parts": {"titel": "x"}}, "savings_parts: found 'titel'; .*'title'"),
    "parts without savings": ({"savings_parts": {"title": "x"}}, "savings_parts: found it without savings"),
    "a comment on nothing": ({"commentary": hw.Commentary(sections={"Huosing": hw.Words(focus="x")})},
                             "commentary: found the section 'Huosing', .*; the nearest is 'Housing'"),
    "a count that is none": ({"published_counts": {"Housing": -1}},
                             r"published_counts\['Housing'\]\['kpis'\]: found -1"),
    "a count of another kind": ({"published_counts": {"Housing": {"kpis": 1, "blue": 2}}},
                                "found 'blue'; accepted: kpis"),
    "counts without their number": ({"published_counts": {"Housing": {"green": 1}}}, "found no 'kpis'"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_not_what_it_is_said_to_be_is_refused(kind: str) -> None:
    changed, said = WRONG[kind]
    with pytest.raises(hw.HeadwayError, match=said):
        report(**changed)


def test_all_of_it_is_refused_at_once() -> None:
    with pytest.raises(hw.HeadwayError) as refused:
        report(title="", accent="blue", logo=b"GIF", notes="x", published=3)
    assert len(refused.value.problems) == 5


@pytest.mark.parametrize("content", [{}, {"notes": ["One."]}, {"commentary": hw.Commentary()}])
def test_there_is_something_to_report(content: dict[str, Any]) -> None:
    with pytest.raises(
        hw.HeadwayError, match="nothing to report; accepted: a scorecard, savings, plans, statistics or"
    ):
        hw.Report(title="Empty", **content)


def test_days_are_as_a_page_prints_them_and_a_logo_is_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    given = report(published=datetime.date(2024, 11, 26), next_published="Spring 2025", logo=tmp_path / "logo.png")
    assert (given.published, given.next_published, given.logo) == ("26 November 2024", "Spring 2025", PNG)
    assert report(logo=b'<?xml version="1.0"?><svg/>').logo == b'<?xml version="1.0"?><svg/>'


def test_counts_that_were_published_are_held_against_those_that_are_here() -> None:
    two = board(section=["Housing", "Roads"], indicator=["a", "b"], **{
        name: [1.0, 1.0] for name in ("previous", "latest", "target")
    }, period="2024", polarity="neutral")  # fmt: skip
    given = report(
        scorecard=two, published_counts={"Housing": 1, "Roads": {"kpis": 3, "red": 1}, "Growth": 1, "Care": 7}
    )
    assert given.differing_counts() == [("Roads", 3, 1), ("Growth", 1, None), ("Care", 7, None)]
    assert given.gaps() == [
        "Of the sections that were published, 2 have no table here: Growth (1 indicator) and Care (7 indicators).",
        "Of the sections that were published, 1 has another number of indicators here: Roads (published 3, here 1).",
    ]
    assert given.published_counts == {"Housing": {"kpis": 1}, "Roads": {"kpis": 3, "red": 1}, "Growth": {"kpis": 1},
                                      "Care": {"kpis": 7}}  # fmt: skip
    assert report().gaps() == [] == report(published_counts={"Housing": 1}).gaps()


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame])
def test_commentary_is_read_from_a_table(frame: Callable[..., Any]) -> None:
    table = frame({"section": ["Housing", "Housing", None], "indicator": [None, "Repairs", "Rent"],
                   "focus": [" Homes. ", None, HOSTILE], "owner": [None, "Director", None]})  # fmt: skip
    said = hw.Commentary.from_frame(table)
    assert said.sections == {"Housing": hw.Words(focus="Homes.")}
    assert said.indicators == {"Repairs": hw.Words(owner="Director"), "Rent": hw.Words(focus=HOSTILE)}
    assert said.indicators["Rent"].parts() == {"Areas for focus": HOSTILE}
    assert pickle.loads(pickle.dumps(said)) == said


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"focus": ["x"]}, "column 'section' is not in the frame"),
        ({"section": ["x"]}, "commentary: found columns section; accepted: section or indicator, and some of on_track"),
        ({"section": ["x", None], "focus": ["a", "b"]}, "row 1: found no section; accepted: the name of one"),
        (
            {"section": ["x", "x"], "focus": ["a", "b"]},
            "row 1, column 'section': found 'x' as row 0; accepted: one row",
        ),
        ({"section": ["x"], "focus": [3]}, "row 0, column 'focus': found int 3"),
    ],
)
def test_a_table_of_commentary_that_is_none_is_refused(table: dict[str, Any], said: str) -> None:
    with pytest.raises(hw.HeadwayError, match=said):
        hw.Commentary.from_frame(pd.DataFrame(table))


def test_a_notebook_shows_its_parts_and_text_is_never_markup() -> None:
    given = report(title=HOSTILE, organisation=HOSTILE, charts=[chart()], published_counts={HOSTILE: 2, "Housing": 1})
    shown = given._repr_html_()
    assert "<script" not in shown and shown.count("&lt;script&gt;") == 3
    assert "<table" in shown and "<svg" in shown
    assert repr(given).splitlines()[0] == f"Report: {HOSTILE}"


def test_it_is_the_same_again() -> None:
    given = report(commentary=hw.Commentary(sections={"Housing": hw.Words(focus="x")}), published_counts={"Roads": 2})
    again = pickle.loads(pickle.dumps(given))
    assert repr(again) == repr(given) and again.commentary == given.commentary


# How it is written ---------------------------------------------------------------------------------------------------


def test_of_several_forms_one_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: hw.Report) -> dict[str, bytes]:
        raise hw.HeadwayError("no such form")

    monkeypatch.setattr(forms, "FORMS", {"one": lambda _: {"one.txt": b"1"}, "two": lambda _: {"two/2.txt": b"2"}})
    given = report()
    assert given.write(tmp_path / "out", forms=["one", "two", "one"]) == tmp_path / "out"
    held = {str(file.relative_to(tmp_path)): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert held.pop("out/.headway-report") == b"one.txt\ntwo/2.txt\n"
    assert held == {"out/one.txt": b"1", "out/two/2.txt": b"2"}
    monkeypatch.setitem(forms.FORMS, "two", fails)
    with pytest.raises(hw.HeadwayError, match="no such form"):
        given.write(tmp_path / "out", forms=["one", "two"])
    assert (tmp_path / "out" / "two" / "2.txt").read_bytes() == b"2"


@pytest.mark.parametrize("wrong", ["html", [], ["htm"], [3], None, 3])
def test_a_form_that_there_is_not_is_refused(tmp_path: Path, wrong: Any) -> None:
    with pytest.raises(hw.HeadwayError, match="^forms: found .*; accepted: some of html"):
        report().write(tmp_path / "out", forms=wrong)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("said", "meant"), [("Word", "docx"), ("PDF", "pdf"), (".xlsx", "xlsx"), ("excel", "xlsx"), ("htm", "html")]
)
def test_what_people_call_a_form_is_answered_with_its_name(tmp_path: Path, said: str, meant: str) -> None:
    with pytest.raises(hw.HeadwayError, match=rf"did you mean '{meant}'\?"):
        report().write(tmp_path / "out", forms=[said])
    with pytest.raises(hw.HeadwayError, match=rf"one of them is forms=\('{meant}',\)"):
        report().write(tmp_path / "out", forms=said)


def test_two_forms_of_one_file_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "FORMS", {"one": lambda _: {"a.txt": b"1"}, "two": lambda _: {"a.txt": b"2"}})
    with pytest.raises(AssertionError, match=r"a\.txt"):
        report().write(tmp_path / "out", forms=["one", "two"])
