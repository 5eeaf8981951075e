"""What tables say of themselves and of one another: profiles of years, names, statuses, marks, printed changes."""

import pytest
from audit_cases import check, rows

# 4.0 + 9.5 + 13.6 = 27.1 over the years; the tables expect 13.2, of which 1.2 is red: 13.6 - (13.2 - 1.2) = 1.6 over
PROFILE = rows(
    "Savings (£m) | 2024/25 | 2025/26 | 2026/27",
    "New savings | 4.0 | 5.5 | 4.1",
    "Cumulative savings | 4.0 | 9.5 | 13.6",
)
EXPECTED = rows(
    "Directorate | Expected savings", "Adults | £6.2m", "Children | £4.0m", "Place | £3.0m", "Total | £13.2m"
)
CONFIDENCE = rows(
    "Directorate | Rated red | Rated green",
    "Adults | £0.7m | £5.5m",
    "Children | £0.3m | £3.7m",
    "Place | £0.2m | £2.8m",
    "Total | £1.2m | £12.0m",
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The overall savings target required to close the deficit for 2025/26 is ambitious.",
         "target and profile (contradiction): 13.2, not 9.5"),
        ("The overall savings target required to close the deficit for 2026/27 is ambitious.",
         "comparison holds: 13.2, 13.6"),
        ("Our transformation programme runs over a five year period.",
         "years of a profile (definition): 5 years, not 3 years"),
        ("In total £27.1m of savings will be delivered between 2024/25 and 2026/27.", "total holds: £27.1m, 27.1"),
        ("The programme will save £27.1m over the three years.", "total holds: £27.1m, 27.1"),
        ("The programme will save £13.6m over the three years.",
         "run rate and cash (definition): £13.6m, not 27.1"),
        ("The programme saves £13.6m a year.", "total holds: £13.6m, 13.6"),
        ("The programme saves £27.1m a year.", "run rate and cash (definition): £27.1m, not 13.6"),
        ("We plan to exceed the £13.2m target.", "value holds: £13.2m, £13.2m"),
        ("We plan to exceed the £12.4m target.", "text against table (contradiction): £12.4m, not £13.2m"),
        ("The forecast of this over-achievement is £1.6m.", "total holds: £1.6m, 1.6"),
        ("The forecast of this over-achievement is £1.9m.", "bridge (contradiction): £1.9m, not 1.6"),
        ("The plan leaves out all red rated savings, totalling £1.2m.", "total holds: £1.2m, 1.2"),
        ("The plan leaves out all red rated savings, totalling £2.1m.", "bridge (contradiction): £2.1m, not 1.2"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_profile_over_years(sentence: str, expected: str) -> None:
    tables = f"# Profile\n\n{PROFILE}\n# Expected\n\n{EXPECTED}\n# Confidence\n\n{CONFIDENCE}\n"
    check(f"{tables}# Transformation programme\n\n{sentence}", expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Savings from the transformation programme are £9.5m (2025/26).", "same figure elsewhere holds: £9.5m, 9.5"),
        ("Savings from the transformation programme are £8.0m (2025/26).",
         "profile elsewhere (between_documents): £8.0m, not 9.5"),
        ("The plan runs to 2026/27. The transformation programme has savings of £13.6m by the end of it.",
         "same figure elsewhere holds: £13.6m, 13.6"),
    ],
)  # fmt: skip
def test_a_profile_in_another_document(sentence: str, expected: str) -> None:
    check({"plan": "# Programme\n\n" + PROFILE, "budget": "# Budget\n\n" + sentence}, expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Planning and Housing Services", ""),
        ("Housing and Planning Services",
         "names (contradiction): Housing and Planning Services, not Planning and Housing Services:"),
        ("Planning and Housing Services Delivery",
         "names (contradiction): Planning and Housing Services Delivery, not Planning and Housing Services:"),
    ],
)  # fmt: skip
def test_a_name_of_a_table_and_its_heading(name: str, expected: str) -> None:
    table = rows("Service | Staff", "Libraries | 40", f"{name} | 55", "Parks | 31")
    check(f"Planning and Housing Services:\n\nThe service is new.\n\n# Staff\n\n{table}", *filter(None, [expected]))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Waste services", ""), ("Waste collection", "names (contradiction): waste collection, not waste services")],
)
def test_tables_of_the_same_rows_call_them_the_same(name: str, expected: str) -> None:
    first = rows("Service | Staff", "Libraries | 40", "Parks | 31", "Highways | 22", "Museums | 17",
                 "Waste services | 65")  # fmt: skip
    second = rows("Service | Vehicles", "Libraries | 2", "Parks | 9", "Highways | 14", "Museums | 1", f"{name} | 33")
    check(f"# Staff\n\n{first}\n# Vehicles\n\n{second}", *filter(None, [expected]))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Housing Repairs Service", ""),
        ("Housing Repair Service",
         "names (contradiction): Housing Repairs Service, not Housing Repair Service"),
    ],
)  # fmt: skip
def test_a_name_with_another_ending(name: str, expected: str) -> None:
    table = rows("Service | Staff", "Libraries | 40", "Housing Repairs Service | 55", "Parks | 31")
    check(f"# Staff\n\n{table}\nThe {name} moved to a new depot.", *filter(None, [expected]))


STATUSES = rows("Initiative | Q1 status | Q2 status | Direction", "Depot move | Amber | Green | {0}",
                "Bus lanes | Green | Amber | {1}", "Tree planting | Green | Green | {2}",
                "Playgrounds | Red | Red | Stable")  # fmt: skip


@pytest.mark.parametrize(
    ("directions", "expected"),
    [
        (("Improving", "Worsening", "Stable"),
         ["count by direction holds: improving, improving", "count by direction holds: worsening, worsening",
          "count by direction holds: stable, unchanged"]),
        (("Stable", "Improving", "Improving"),
         ["status direction (contradiction): stable, not improving",
          "status direction (contradiction): improving, not worsening"]),
        (("Improving", "Worsening", "Worsening"), ["status direction (note): worsening, not unchanged"]),
    ],
)  # fmt: skip
def test_a_status_moved_as_is_said(directions: tuple[str, str, str], expected: list[str]) -> None:
    check("# Initiatives\n\n" + STATUSES.format(*directions), *expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("All initiatives are at amber or green.", ["all statuses (contradiction): all, not 3 of 4"]),
        ("All initiatives are at green, amber or red.", ["count by rating holds: all, 4 of 4"]),
        ("The update says that all initiatives are at green.", []),
    ],
)
def test_all_have_a_status(sentence: str, expected: list[str]) -> None:
    check("# Initiatives\n\n" + STATUSES.format("Improving", "Worsening", "Stable") + "\n" + sentence, *expected)


def test_a_status_that_is_missing() -> None:
    table = rows("Initiative | Q1 status | Q2 status | Direction", "Depot move | Amber | Green | Improving",
                 "Bus lanes | Green | | Stable", "Parks | Green | Green | Stable")  # fmt: skip
    check(f"# Initiatives\n\n{table}\nAll initiatives are at green.", "all statuses (contradiction): all, not 2 of 3")


def test_a_letter_of_another_alphabet() -> None:
    table = rows("Initiative | Status", "Depot move | A", "Bus lanes | \u0410", "Parks | G")
    check(f"# Initiatives\n\n{table}", "look-alike letter (presentation): \u0410, not a")


def test_a_key_above_a_table() -> None:
    lines = ["Red off track\t\t\t", "Initiative\tQ1 status\tQ2 status\tDirection",
             "Depot move\tAmber\tGreen\tImproving", "Bus lanes\tGreen\tAmber\tWorsening"]  # fmt: skip
    check("Initiatives:\n\n" + "\n".join(lines), "stray key (presentation): Red off track, not a key or a rating")


@pytest.mark.parametrize(
    ("note", "expected"),
    [("*Provisional figures", []), ("Provisional figures", ["footnote (presentation): *, not no footnote"])],
)
def test_a_mark_and_its_footnote(note: str, expected: list[str]) -> None:
    table = rows("Service | Staff", "Libraries* | 40", "Parks | 31", "Museums | 12")
    check(f"# Staff\n\n{table}\n{note}\n", *expected)
