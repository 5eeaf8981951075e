"""What rows of indicators say of themselves: printed changes, ratings, marks, counts above the head, headings."""

import pytest
from audit_cases import check, rows

HEAD = "Indicator | Previous result | Latest result | Change | Target"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Calls answered | 50.0 | 51.0 | 1.0 | 60.0", ["change holds: 1.0, 1"]),
        ("Calls answered | 50.0 | 51.0 | 1.1 | 60.0", ["change rounding: 1.1, 1"]),  # 50.95 and 49.95: 1.0 to 1.1
        ("Calls answered | 50.0 | 51.0 | 2.0 | 60.0", ["change (contradiction): 2.0, not 1"]),
        ("Calls answered | 50.0 | 49.0 | \u25b2 -1.0 | 60.0", ["change (contradiction): -1.0, not -1"]),
        ("Calls answered | 50.0 | 55.0 | 10.0% | 60.0", ["change holds: 10.0%, 5"]),  # 5 of 50
        ("Calls answered | 50.0 | 55.0 | 20.0% | 60.0", ["change (contradiction): 20.0%, not 5"]),
        ("Calls answered | 50.0 | 55.0 | 5.0 | \U0001f7e2", ["rating not_checkable: green, "]),
        ("Calls answered | 50.0 | | | \U0001f7e2 60.0", ["rating not_checkable: green, "]),
        ("Cumulative homes built | 50 | 70 | \u25b2 20 | 90",
         ["cumulative arrow (definition): 20, not no direction"]),
        ("Cumulative homes built | 50 | 70 | 20 | 90", ["change holds: 20, 20"]),
        # 63.2 is 20% of 316
        ("Number of homes let | 300 | 316 | 16 | 63.20", ["part of a whole (definition): 63.20, not a whole number"]),
        ("Number of homes let | 300 | 316 | 16 | 63", ["change holds: 16, 16"]),
    ],
)  # fmt: skip
def test_a_row_of_an_indicator(row: str, expected: list[str]) -> None:
    check("# Results\n\n" + rows(HEAD, row, "Bins collected | 90.0 | 91.0 | 1.0 | 92.0"), *expected)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Calls answered | 50.0 | 55.0 | 5.0 | 60.0", "same figure elsewhere holds: 55, 55"),
        ("Calls answered | 50.0 | 56.0 | 6.0 | 60.0", "two tables (contradiction): 56, not 55"),
        ("Calls answered | 30.0 | 36.0 | 6.0 | 40.0", "same figure elsewhere not_checkable: 36, 55"),
    ],
)
def test_an_indicator_in_two_tables(second: str, expected: str) -> None:
    one = rows(HEAD, "Calls answered | 50.0 | 55.0 | 5.0 | 60.0", "Bins collected | 90.0 | 91.0 | 1.0 | 92.0")
    check(f"# Overview\n\n{one}\n# Customers\n\n{rows(HEAD, second, 'Letters | 10.0 | 12.0 | 2.0 | 11.0')}", expected)


def test_one_mark_with_two_meanings() -> None:
    lines = ["Calls answered | 50.0 | 55.0 | 5.0 | \U0001f7e2", "Bins collected | 90.0 | 91.0 | 1.0 | \U0001f7e2",
             "Letters | 10.0 | 12.0 | 2.0 | \U0001f7e2 11.0"]  # fmt: skip
    check("# Results\n\n" + rows(HEAD, *lines), "bare mark (presentation): green, not no comparator")


def marked(*above: str) -> str:
    """A table of four indicators: against targets two are green, one amber and one red, of peers two are without."""
    lines = [*above, "Indicator\tPrevious result\tLatest result\tTarget\tNational\tPeer",
             "Calls answered\t50\t60\t\U0001f7e2 60\t\U0001f7e2 55\t\U0001f7e2 52",
             "Bins collected\t90\t91\t\U0001f7e2 90\t\U0001f534 120\t\U0001f534 120",
             "Letters answered\t70\t71\t\U0001f7e1 75\t\u25cf\t\u25cf",
             "Visits made\t20\t25\t\U0001f534 50\t\u25cf\t\u25cf"]  # fmt: skip
    return "Results:\n\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        (["\U0001f534 1\t\U0001f7e1 1\t\U0001f7e2 2"],
         ["count by rating holds: 1, 1", "count by rating holds: 2, 2"]),
        (["\U0001f534 1\t\U0001f7e1 1\t\U0001f7e2 3"], ["marks above (presentation): 3, not 2"]),
        # the second group is the nation's, of which one is red and one green, and two are without
        (["\U0001f534 1\t\U0001f7e1 1\t\U0001f7e2 2\t\U0001f534 1\t\U0001f7e2 2"],
         ["marks above (presentation): 2, not 1"]),
        (["\U0001f534 1\t\U0001f7e1 1\t\U0001f7e2\t\U0001f534 1\t\U0001f7e2 1"],
         ["count by rating holds: 1, 1"]),
        (["\u25cf 2\t\U0001f534 1\t\U0001f7e2 1"], ["marks above (presentation): 2, not no colour"]),
        (["Selected indicators\tPeriod", "4\tQ1"], ["total holds: 4, 4"]),
        (["Selected indicators\tPeriod", "5\tQ1"], ["marks above (contradiction): 5, not 4"]),
        (["Target 2\tNational 1\tPeer (neighbours) 1"],
         ["count by rating holds: 2, 2, 1, 1", "count by rating holds: 1, 1, 0, 1"]),
        (["Target 3\tNational 1\tPeer (neighbours) 1"], ["marks above (presentation): 3, not 2, 1, 1"]),
    ],
)  # fmt: skip
def test_counts_above_the_head_of_a_table(above: list[str], expected: list[str]) -> None:
    check(marked(*above), *expected)


RESULTS = rows("Indicator | Previous result | Latest result | Target",
               "Percentage of repairs on time | 88.0% | 93.0% | \U0001f7e2 90.0%",
               "Percentage of calls answered | 80.0% | 71.0% | \U0001f534 85.0%",
               "Percentage of bins collected | 70.0% | 74.0% | \U0001f534 95.0%")  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "paragraph", "expected"),
    [
        ("On track", "Repairs: Percentage of repairs on time was 93.0%.", "heading holds: on track or improving, so"),
        ("On track", "Bins: Percentage of bins collected was 74.0%.", "heading holds: on track or improving, so"),
        ("On track", "Calls: Percentage of calls answered was 71.0%.",
         "heading (contradiction): on track or improving, not neither green nor improving"),
        ("Areas for focus", "Calls: Percentage of calls answered was 71.0%.", "heading holds: an area for focus, so"),
        ("Areas for focus", "Repairs: Percentage of repairs on time was 93.0%.",
         "heading (note): an area for focus, not green and not worsening"),
        ("On track", "Museums: Visits to museums are popular.", "heading not_checkable: on track or improving, "),
        ("Notes", "Calls: Percentage of calls answered was 71.0%.", "value holds: 71.0%, 71"),
        ("On track", "Attendance: Overall absence (7.32% vs target of 7.20%) and persistent absence "
         "(21.16% vs target of 21.20%).", "heading (contradiction): on track or improving, not one of two misses its "
         "target"),
        ("On track", "Attendance: Overall absence (7.12% vs target of 7.20%) and persistent absence "
         "(21.16% vs target of 21.20%).", "heading not_checkable: on track or improving, "),
    ],
)  # fmt: skip
def test_what_stands_under_a_heading(heading: str, paragraph: str, expected: str) -> None:
    check(f"# Performance\n\n{RESULTS}\n{heading}:\n\n{paragraph}\n", expected)
