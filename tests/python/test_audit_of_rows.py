"""What sentences say of a row of a table: its values, its movement, its target, and how many rows do as is said."""

import pandas as pd
import pytest
from audit_cases import check, rows

INDICATORS = rows("Indicator | Q1 2025/26 | Q2 2025/26 | Target",
                  "Percentage of repairs on time | 88.0% | 93.0% | 90.0%",
                  "Percentage of calls answered | 80.0% | 71.0% | 85.0%",
                  "Sickness days lost | 10.0 | 9.5 | 9.0")  # fmt: skip
REGISTER = pd.DataFrame(
    [("Percentage of repairs on time", "high_is_good"), ("Percentage of calls answered", "high_is_good"),
     ("Sickness days lost", "low_is_good")],
    columns=["indicator", "polarity"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The percentage of repairs on time was 93.0% in Q2, compared with 88.0% in Q1.", "value holds: 88.0%, 88"),
        ("The percentage of repairs on time was 93.0% in Q2, compared with 85.0% in Q1.",
         "text against table (contradiction): 85.0%, not 88"),
        ("The percentage of repairs on time was 93.0%, compared with 90.0%.", "value holds: 90.0%, 90"),
        ("The percentage of repairs on time was good at 93.0%, while the percentage of calls answered was 71.0%.",
         "value holds: 71.0%, 71"),
        ("The percentage of repairs on time (93.0%, target 90.0%) is the best of the three.", "value holds: 90.0%, 90"),
        ("The percentage of repairs on time was 93.0% against a target of 95.0%.",
         "text against table (contradiction): 95.0%, not 90"),
        ("The percentage of repairs on time was 93.0% against a stretch target of 95.0%.",
         "value holds: 93.0%, 93"),
        ("The percentage of repairs on time was 93.0% and its end of year target is 96.0%.",
         "value holds: 93.0%, 93"),
        ("The percentage of repairs on time improved.", "trend holds: better, up"),
        ("The percentage of repairs on time worsened.", "direction words (contradiction): worse, not up"),
        ("The percentage of repairs on time rose in Q2 (93.0% in Q2, 88.0% in Q1).", "value holds: 88.0%, 88"),
        ("The percentage of repairs on time rose over the last 3 years to 93.0%.", "value holds: 93.0%, 93"),
        ("The percentage of repairs on time, 99.0% in June 2019, is now lower.", ""),
        ("Repairs on time: the percentage has been falling since 2019. Repairs on time were at 93.0%, compared to "
         "95.1% a year ago and 97.0% in 2019.", "value holds: 93.0%, 93"),
        ("The percentage of repairs on time has been rising since 2019. The percentage was 93.0%, compared to 89.5%.",
         "trend holds: up, up"),
        ("The percentage of repairs on time has been rising since 2019. The percentage was 93.0%, compared to 95.5%.",
         "direction words (contradiction): up, not down"),
        ("The percentage of repairs on time was 93.0%, compared with 85.0% in the previous period.",
         "text against table (contradiction): 85.0%, not 88"),
        ("The percentage of repairs on time was 93.0%, compared with 85.0% in the previous month.", ""),
        ("The percentage of repairs on time rose to 93.0%.\n\nThis is above the target of 90.0%.",
         "comparison holds: 93, 90"),
        ("The percentage of repairs on time rose to 93.0%.\n\nThis is below the target of 90.0%.",
         "comparison (contradiction): 93, not 90"),
        ("The percentage of repairs on time is higher than last year.", ""),
        ("The percentage of repairs on time is higher than in the previous quarter (88.0%).",
         "comparison holds: 93, 88"),
        ("The percentage of repairs on time is lower than in the previous quarter (88.0%).",
         "comparison (contradiction): 93, not 88"),
        ("Sickness days lost improved.", "trend holds: better, down"),
        ("Sickness days lost worsened.", "direction words (contradiction): worse, not down"),
        ("The percentage of repairs on time has been rising over the past year. The percentage was 93.0%, compared to "
         "89.5% for the year before.", "trend holds: up, up"),
        ("The percentage of repairs on time has been rising over the past year. The percentage was 93.0%, compared to "
         "95.5% for the year before.", "direction words (contradiction): up, not down"),
        ("Sickness days lost were 9.5. We have a target to reduce sickness days lost by 10% to 9.0.",
         "relative target holds: 9.0, 9"),
        ("Sickness days lost were above the national standard.", "comparison holds: 9.5, 9"),
        ("Sickness days lost of 9.5 are above target.", "comparison holds: 9.5, 9"),
        ("The percentage of calls answered has fallen from 80.0%.", "trend holds: down, down"),
        ("The percentage of calls answered has fallen from 60.0%.",
         "direction words (contradiction): down, not up"),
        ("The percentage of calls answered was 71.0%. There was a fall in Q2.", "trend holds: down, down"),
        ("The percentage of calls answered was 71.0%. There was a fall in staff.", "trend not_checkable: down, "),
        ("The percentage of repairs on time was 91.0% in June 2024.", "value not_checkable: 91.0%, "),
        ("The percentage of repairs on time is higher than our trajectory (92.1%).",
         "comparison holds: 93, 92.1"),
        ("The percentage of repairs on time is 93.0%, compared with 88.0% in the previous quarter.",
         "value holds: 88.0%, 88"),
        ("The percentage of repairs on time is 93.0%, compared with 85.0% in the previous quarter.",
         "text against table (contradiction): 85.0%, not 88"),
        ("The percentage of repairs on time was 93.0% (target 90.0%) and of calls answered 71.0% (target 85.0%).",
         "value holds: 85.0%, 85"),
        ("The percentage of repairs on time was 93.0% (target 90.0%) and of calls answered 71.0% (target 84.0%).",
         "text against table (contradiction): 84.0%, not 85"),
        ("The percentage of repairs on time is above the national average of 91.0%.", "comparison holds: 93, 91"),
        ("The percentage of repairs on time is above the national average of 97.0%.",
         "comparison (contradiction): 93, not 97"),
        ("The percentage of repairs on time, 88.0%, was below target.", "comparison holds: 88, 90"),
        ("Most of the percentage of calls answered was above most targets.", "comparison not_checkable: 71, 85"),
        ("Sickness days lost were half a day above target.", "comparison holds: 9.5, 9"),
        ("Sickness days lost of 9.5 are below target.", "comparison (contradiction): 9.5, not 9"),
        ("Sickness days lost of 9.5 are not below target.", "value holds: 9.5, 9.5"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_row(text: str, expected: str) -> None:
    check(f"# Performance\n\n{INDICATORS}\n{text}", expected, register=REGISTER)


@pytest.mark.parametrize(
    ("mark", "expected"),
    [("\U0001f7e2", "value holds: 90.0%, 90"), ("\U0001f534", "rating (contradiction): red, not green")],
)
def test_a_target_that_only_the_text_has(mark: str, expected: str) -> None:
    table = rows("Indicator | Previous result | Latest result | Target",
                 f"Percentage of repairs on time | 88.0% | 93.0% | {mark}",
                 "Percentage of calls answered | 80.0% | 71.0% | 85.0%")  # fmt: skip
    text = "The percentage of repairs on time was 93.0% against a target of 90.0%."
    check(f"# Performance\n\n{table}\n{text}", expected, register=REGISTER)


HOMES = rows("Indicator | August 2025 | September 2025 | Target", "Cumulative homes built | 110 | 130 | ",
             "Visits to museums | 400 | 420 | 500")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [  # September is the sixth month of twelve: 300 x 6/12 = 150
        ("Cumulative homes built were 130 against a target trajectory of 150. The target for the year is 300.",
         "relative target holds: 150, 150"),
        ("Cumulative homes built were 130 against a target trajectory of 180. The target for the year is 300.",
         "trajectory (definition): 180, not 150"),
    ],
)  # fmt: skip
def test_a_trajectory_of_a_target(text: str, expected: str) -> None:
    check(f"# Performance\n\n{HOMES}\n{text}", expected)


LIVES = rows("Indicator | Previous result | Latest result | Target | National",
             "Life expectancy at birth (males) | 79.1 | 80.0 | 81.0 | 79.5",
             "Life expectancy at birth (females) | 83.2 | 83.0 | 84.0 | 82.5")  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("higher than", "count by rating holds: 2, 2"),
        ("lower than", "comparison (contradiction): 2 rows, not "),
    ],
)
def test_of_two_rows_that_are_twins(words: str, expected: str) -> None:
    text = f"Both male and female life expectancy at birth is {words} the national average."
    check(f"# Health\n\n{LIVES}\n{text}", expected)


DEPOTS = rows("Depot | Bins collected | Target", "North | 94% | 90%", "South | 91% | 92%", "East | 88% | 90%",
              "West | 97% | 95%")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two of the four depots were above target.", "count by rating holds: 2, 2"),
        ("Three of the four depots were above target.", "counts by rating (contradiction): 3, not 2"),
        ("Two of the four depots were below target.", "count by rating holds: 2, 2"),
        ("One of the four depots was below target.", "counts by rating (contradiction): 1, not 2"),
        ("Two of the four depots exceeded their target.", "count by rating holds: 2, 2"),
        ("Two of the four depots missed their target.", "count by rating holds: 2, 2"),
        ("All four depots missed their target.", "counts by rating (contradiction): 4, not 2"),
        ("Two of the four depots were better than target.", "count by rating holds: 2, 2"),
        ("Two of the four depots were worse than target.", "count by rating holds: 2, 2"),
        ("Targets were met in two of the four depots.", "count by rating holds: 2, 2"),
        ("Targets were missed in two of the four depots.", "count by rating holds: 2, 2"),
        ("Targets were met in all four depots.", "counts by rating (contradiction): 4, not 2"),
        ("Three of the four depots were above 90%.", "count by rating holds: 3, 3"),
        ("Two of the four targets were met.", "count by rating holds: 2, 2"),
        ("Two of the four depots reached 94%.", "count by rating holds: 2, 2"),
        ("Two of the four depots beat their target.", "count by rating holds: 2, 2"),
        ("Two of the four depots did not meet their target.", "count by rating holds: 2, 2"),
        ("Three of the four depots were above target last year.", ""),
        ("Three of the four depots were above target in 2019.", ""),
        ("Two of the four depots were above 90%.", "counts by rating (contradiction): 2, not 3"),
    ],
)
def test_how_many_rows_do(text: str, expected: str) -> None:
    check(f"# Waste\n\n{DEPOTS}\n{text}", expected)


BUDGETS = rows("Service | Budget (£000) | Spend (£000)", "Libraries | 400 | 420", "Parks | 300 | 290",
               "Museums | 200 | 230")  # fmt: skip
VARIANCES = rows("Service | Spend (£000) | Variance (£000)", "Libraries | 420 | 20", "Parks | 290 | -10",
                 "Museums | 230 | 30")  # fmt: skip
PART = rows("Service | Visits | Target", "Libraries | 420 | 400", "Parks | 290 | 300", "Museums | 230 | ")
CHANGES = rows("Service | Visits | Change on last year", "Libraries | 420 | 20", "Parks | 290 | -10",
               "Museums | 230 | 30")  # fmt: skip


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        (BUDGETS, "Two of the three services overspent.", "count by rating holds: 2, 2"),
        (BUDGETS, "One of the three services underspent.", "count by rating holds: 1, 1"),
        (VARIANCES, "Two of the three services overspent.", "count by rating holds: 2, 2"),
        (CHANGES, "Visits rose at two of the three services.", "count by direction holds: 2, 2"),
        (CHANGES, "Visits rose at all three services.", "counts by direction (contradiction): 3, not 2"),
        (CHANGES, "Visits got worse at one of the three services.", "count by direction holds: 1, 1"),
        (PART, "Two of the two services with targets met their target.", "counts by rating (contradiction): 2, not 1"),
        (PART, "One of the two services with targets met their target.", "count by rating holds: 1, 1"),
        (CHANGES, "Visits fell at one of the three services.", "count by direction holds: 1, 1"),
    ],
)
def test_how_many_spent_or_moved(table: str, text: str, expected: str) -> None:
    check(f"# Services\n\n{table}\n{text}", expected)
