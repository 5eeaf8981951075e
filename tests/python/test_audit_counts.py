"""Counts by rating and by direction, of the indicators of a table: as numbers, as shares, of periods long ended."""

import pytest
from audit_cases import check, rows

RATED = rows("Indicator | Previous result | Latest result | Target",
             "Calls answered | 50 | 60 | \U0001f7e2 60", "Bins collected | 90 | 91 | \U0001f7e2 90",
             "Letters answered | 70 | 71 | \U0001f7e1 75", "Visits made | 20 | 25 | \U0001f534 50",
             "Repairs made | 80 | 85 | \U0001f7e2 84")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of the 5 indicators, 3 are green, 1 is amber and 1 is red.", "count by rating holds: 3, 3"),
        ("60% of the 5 indicators are green.", "share holds: 60%, 60%"),
        ("80% of the 5 indicators are green.", "counts by rating (contradiction): 80%, not 60%"),
        ("3 of the 5 indicators are green.", "count by rating holds: 3, 3"),
        ("4 of the 5 indicators are green.", "counts by rating (contradiction): 4, not 3"),
        ("Green: 3, amber: 1, red: 1.", "count by rating holds: 3, 3"),
        ("Green: 4, amber: 1, red: 1.", "counts by rating (contradiction): 4, not 3"),
    ],
)  # fmt: skip
def test_counts_by_rating(text: str, expected: str) -> None:
    check(f"# Performance\n\n{RATED}\n{text}", expected)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("June 2025", []),
        ("2022/23", ["stale periods (definition): 4, not 2"]),
        ("2022", ["stale periods (definition): 4, not 2"]),
    ],
)
def test_what_improved_long_ago(period: str, expected: list[str]) -> None:
    now = "June 2025"
    table = rows("Indicator | Period | Previous result | Latest result | Target | Direction of travel",
                 f"Calls answered | {now} | 50 | 60 | 60 | Improving",
                 f"Bins collected | {now} | 90 | 91 | 90 | Improving",
                 f"Letters answered | {period} | 70 | 71 | 75 | Improving",
                 f"Visits made | {period} | 20 | 25 | 50 | Improving")  # fmt: skip
    check(f"# Performance\n\n{table}\nOf the 4 indicators, 4 are moving in the right direction.", *expected)


def test_a_row_of_means() -> None:
    table = rows("Month | Visits", "April | 120.0", "May | 150.0", "June | 150.0", "Average | 140.0")
    check(f"# Visits\n\n{table}", "total holds: 140.0, 140")


def test_marks_in_cells_of_their_own() -> None:
    lines = ["Indicator\tPrevious result\tLatest result\tTarget\t\tNational",
             "Calls answered\t50\t60\t!\t65\t\u2713\t55",
             "Bins collected\t90\t91\t\u2713\t90\t\u2717\t120"]  # fmt: skip
    check("Results:\n\n" + "\n".join(lines), "rating holds: amber, amber", "rating holds: red, red")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("between July 4, 2024 and July 6, 2024", []),
        ("in Jul-24 and in Jul-25", []),
        ("in spring 2024 and in spring 2025", []),
        ("in the spring term 2024", []),
        ("from 2018-20 to 2021-23", []),
        ("in March 24 people", []),
    ],
)
def test_times_are_no_figures(dates: str, expected: list[str]) -> None:
    check(f"The centre was open to all {dates}.", *expected)


def test_a_state_that_is_counted_twice() -> None:
    check(f"# Performance\n\n{RATED}\nOf the 5 indicators, 2 are green, 1 is green, 1 is amber and 1 is red.",
          "counts and total (contradiction): green, not once", "counts by rating (contradiction): 2, not 3",
          "counts by rating (contradiction): 1, not 3")  # fmt: skip


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("£3m", "total holds: £3m, 3000000"),
        ("£6m", "footing (contradiction): £6m, not 3000000"),
    ],
)
def test_amounts_that_go_down_in_brackets(total: str, expected: str) -> None:
    table = rows("Target area | Saving", "Homes | £5m", "Jobs | £1m", "Grants | (£3m)", f"Total | {total}")
    check(f"# Savings\n\n{table}", expected)


QUARTERS = rows("Service | Q1 | Q2 | Year to date", "Libraries | 400 | 420 | 820", "Parks | 290 | 300 | 590",
                "Museums | 230 | 240 | {}", "Pools | 100 | 120 | 220")  # fmt: skip


@pytest.mark.parametrize(
    ("sum_of_two", "expected"),
    [(470, "total holds: 470, 470"), (480, "cross-footing (contradiction): 480, not 470")],
)
def test_a_column_that_is_the_sum_of_others(sum_of_two: int, expected: str) -> None:
    check("# Visits\n\n" + QUARTERS.format(sum_of_two), expected)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Increment | 4.0 | 5.5 | 4.1", "change holds: 4.1, 4.1"),
        ("Increment | 4.0 | 5.5 | 3.1", "increments (contradiction): 3.1, not 4.1"),
    ],
)
def test_a_row_of_increments(second: str, expected: str) -> None:
    table = rows("Savings (£m) | 2024/25 | 2025/26 | 2026/27", "Cumulative savings | 4.0 | 9.5 | 13.6", second)
    check("# Programme\n\n" + table, expected)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(4, "total holds: 1, 1 to 4"), (5, "numbered rows (contradiction): 5, not 1 to 4")],
)
def test_rows_that_are_numbered(number: int, expected: str) -> None:
    table = rows("No. | Action", "1 | Hire staff", "2 | Paint homes", "3 | Plant trees", f"{number} | Mend roads")
    check("# Actions\n\n" + table, expected)


@pytest.mark.parametrize(
    ("green", "expected"),
    [(3, "count by rating holds: 3, 3"), (4, "counts and total (contradiction): 5, not 6")],
)
def test_counts_in_the_section_behind_the_table(green: int, expected: str) -> None:
    text = f"Of the 5 indicators, {green} are green, 1 is amber and 1 is red."
    check(f"1. Performance\n\n{RATED}\n2. Summary\n\n{text}", expected)
