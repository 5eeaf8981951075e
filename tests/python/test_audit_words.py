"""Numbers, names and lists in all the forms that reports write them in, and figures that stand in two places."""

import headway as hw
import pandas as pd
import pytest
from audit_cases import check, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rent &amp; rates paid rose from 40% to 43%, a rise of 3pp.", "change holds: 3 percentage points, 3"),
        ("Rents paid rose from 40% to 43%, a rise of 5pp.", 
         "size of change (contradiction): 5 percentage points, not 3"),
        ("Rents paid rose from 40% to 43%, a rise of three ppts.", "change holds: 3 percentage points, 3"),
        ("Rents paid rose from 40% to 43%, a rise of three per cent points.", "change holds: 3 percentage points, 3"),
        ("Homes rose from two hundred to three hundred, a rise of one hundred.", "change holds: 100, 100"),
        ("Homes rose from two hundred to three hundred, a rise of two hundred.",
         "size of change (contradiction): 200, not 100"),
        ("The reserve fell from £-0.4m to £-0.6m.", "trend holds: down, down"),
        ("Spend rose to £2.2bn (2017: £2.0bn).", "trend holds: up, up"),
        ("Spend rose to £2.0bn (2017: £2.2bn).", "direction words (contradiction): up, not down"),
        ("We visited 52 homes of 50 or more.", ""),
        ("Arrears were <20%, below the target of 25%.", "comparison holds: 20, 25"),
        ("Waits were <20 days, below the target of 25 days.", "comparison not_checkable: , "),
        ("The caf\u00e9 in \u010cern\u00fd Street rose from 20 visits to 40.", "trend holds: up, up"),
        ("The service is open 24/7.", ""),
        ("Adults spent £40.03m against a revised budget of £40.98m, an underspend of £0.95m, after £2.0m of grants and "
         "£3.0m of loans.", "money holds: £0.95m, £0.95m"),
        ("Visits should fall by 20 to 80 by next March.", ""),
        ("Visits rose from 40 to 43, a rise of 3 percentage points.", ""),
        ("Rents paid rose from 40% to 44%, a rise of 10.", "change holds: 10, 4"),
        ("Rents paid rose from 40% to 44%, a rise of 20.", ""),
        ("There was a deterioration in calls answered, from 80% to 71%.", ""),
        ("Those of 65 and over made 40 visits.", ""),
        ("Adults of 18+ made 40 visits and children under 5 made 12.", ""),
        ("The office opens at 9.30am.", ""),
        ("Visits rose from 20 to 40.<br>Calls <b>made</b> fell from 30 to 20.</p>", "trend holds: down, down"),
        ("A 20% increase on the previous year's £5.4bn took spend to £6.48bn.", "change holds: 20%, 20%"),
        ("A 30% increase on the previous year's £5.4bn took spend to £6.48bn.",
         "size of change (contradiction): 30%, not 20%"),
        ("Visits rose to 212,444, up 10.8% (20,667) compared to 191,777.", "change holds: 10.8%, 10.7766%"),
        ("Savings of £5m (pay £3m, target £2m) are due.", ""),
        ("Spend was £2.05m against a budget of £1.9m, an overspend of £0.15m.", "money holds: £0.15m, £0.15m"),
        ("Spend was £2.05m against a budget of £1.9m, an overspend of £0.55m.",
         "variance (contradiction): £0.55m, not £0.15m"),
        ("Visits fell from 30 to 21, i.e. by 30%.", "change holds: 30%, 30%"),
        ("Visits fell from 30 to 21, i.e. by 40%.", "size of change (contradiction): 40%, not 30%"),
        ("We had 120 visits this year and 100 last year, an additional 20.", "change holds: 20, 20"),
        ("Visits were 120, an increase of 20 compared with 100 last month (90 last year).", "change holds: 20, 20"),
        ("Of the budget gap of £3.2m, £1.2m remains.", ""),
        ("Compared to one visit last year we made 12.", ""),
        ("We took part in two in five of the 40 trials.", ""),
        ("One in 12 of our homes is empty.", ""),
        ("In 2018-20 we built 40 homes, up from 30 in 2015-17.", "trend holds: up, up"),
        ("In Jul-24 we built 40 homes, up from 30 in Jul-23.", "trend holds: up, up"),
        ("In March 24 people came, up from 20 in February.", "trend holds: up, up"),
        ("In spring 2024 we built 40 homes, up from 30 in spring 2023.", "trend holds: up, up"),
        ("On July 4, 2024 we let 40 homes, up from 30 on July 4, 2023.", "trend holds: up, up"),
    ],
)  # fmt: skip
def test_numbers_as_they_are_written(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 27 is 36.0% of 75 alone: and 9, 8 and 6 are 12.0%, 10.7% and 8.0% of it, and 3 are 4.0%
        ("Reasons: delay 27 (36.0%), noise 9 (12.0%) and parking 8 (10.7%).", "share holds: 12.0%, 12%"),
        ("Reasons: delay 27 (36.0%), noise 9 (12.0%), parking 8 (10.7%), litter 6 (8.0%) and fires 3 (5.0%).",
         "share (contradiction): 5.0%, not 4%"),
        ("We have three core sites: Quays, Bitterne and Shirley.", "total holds: 3, 3"),
        ("We have four core sites: Quays, Bitterne and Shirley.", "announced number (contradiction): 4, not 3"),
        ("We have four core themes (People, Place, and Growth).", "announced number (contradiction): 4, not 3"),
        ("We have two main pillars; the first to build homes and the second to build skills.", "total holds: 2, 2"),
        ("We have three main pillars; the first to build homes and the second to build skills.",
         "announced number (contradiction): 3, not 2"),
        ("We wrote 28 Outline Business Cases (OBCs) last spring. All the 28 OBCs were read.",
         "same figure elsewhere holds: 28, 28"),
    ],
)  # fmt: skip
def test_lists_and_shares_of_one_whole(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("number", "expected"),
    [("three", "total holds: 3, 3"), ("four", "announced number (contradiction): 4, not 3")],
)
def test_numbered_headings(number: str, expected: str) -> None:
    themes = "\n\n".join(f"# Theme {name}\n\nAll is well." for name in ("1: Homes", "2: Jobs", "3: Health"))
    check(f"# Plan\n\nThe plan has {number} themes.\n\n{themes}", expected)


SPEND = ("Adults | £6.2m", "Children | £4.0m", "Place | £3.0m")


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("ASC & Health | £9.0m", "same figure elsewhere holds: £9.0m, £9.0m"),
        ("ASC & Health | £9.5m", "same figure (contradiction): £9.5m, not £9.0m"),
        ("Parks | £1.1m", "same figure elsewhere holds: £1.1m, £1.1m"),
        ("Parks | £1.3m", "same figure (contradiction): £1.3m, not £1.1m"),
    ],
)
def test_a_table_that_is_printed_again(again: str, expected: str) -> None:
    one = rows("Service | Spend", *SPEND, "Parks | £1.1m", "Adult Social Care & Health | £9.0m")
    other = rows("Service | Spend", *SPEND, again)
    check(f"# Overview\n\n{one}\n# Detail\n\n{other}", expected)


def test_the_total_of_a_heading() -> None:
    table = rows("Service | Saving", "Housing Services | £2m", "Park Services | £1m", "Total | £3m")
    check(f"# Savings\n\n{table}\nThe overall saving expected is £3m.", "money holds: £3m, 3000000")


CODED = rows("Code | Measure | May 2025 | June 2025", "TP01 | Satisfied overall | 71% | 74%",
             "TP02 | Satisfied with repairs | 68% | 66%", "TP03 | Feels safe | 80% | 80%")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Satisfied with repairs fell from 68% to 66%.", "trend holds: down, down"),
        ("Satisfied overall was 74% in June 2025.", "value holds: 74%, 74"),
    ],
)
def test_rows_with_codes(text: str, expected: str) -> None:
    check(f"# Tenants\n\n{CODED}\n{text}", expected)


@pytest.mark.parametrize(
    ("stated", "computed", "verdict"),
    [
        ("on track", "late", "contradiction"),
        ("on track", "on track", "holds"),
        ("on track", "", "not_checkable"),
        ("over 50", "60", "holds"),
        ("over 50", "40", "contradiction"),
        ("40%", "40.3", "holds"),
    ],
)
def test_a_claim_that_was_corrected_by_hand(stated: str, computed: str, verdict: str) -> None:
    claims = pd.DataFrame({
        "document": ["page"], "line": [1], "words": ["on track to open"], "kind": ["trend"], "subject": ["the depot"],
        "stated": [stated], "computed": [computed],
    })  # fmt: skip
    found = hw.audit({"page": "The depot is on track to open."}, claims=claims)
    assert list(found.claims["verdict"]) == [verdict]
    assert list(found.findings["rule"]) == ["corrected by hand"] * (verdict == "contradiction")
