"""What a sentence leaves open and a table near by, or another sentence, has: shares, gaps, remainders, copies."""

import pytest
from audit_cases import check, rows

DAYS = rows("Directorate | Days lost | Staff", "Adults | 470 | 50", "Children | 330 | 60", "Place | 200 | 40",
            "Total | 1,000 | 150")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adults accounts for 47% of all days lost.", "share holds: 47%, 47%"),
        ("Adults accounts for 57% of all days lost.", "share (contradiction): 57%, not 47"),
        ("Place accounts for 26.7% of all staff.", "share holds: 26.7%, 26.6667%"),
        ("Place accounts for 22.7% of all staff.", "share (contradiction): 22.7%, not 26.6667"),
    ],
)
def test_a_row_of_all_the_rows(text: str, expected: str) -> None:
    check(f"# Sickness\n\n{DAYS}\n{text}", expected)


CALLS = rows("Team | Calls", "North | 3,056", "South | 4,000", "Total | 7,056")
DECIDED = rows("Year | Decided | Allowed", "2023 | 4,600 | 1,200", "2024 | 4,800 | 1,416")


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        (CALLS, "That is an average of 588 calls a month.", "equivalent number holds: 588, 588"),  # 7,056 / 12
        (CALLS, "One team answered 3,056 calls, or 43%.", "share holds: 43%, 43.3107"),
        ("", "We paid £21,000 in all over 250 complaints. That is £84 for every complaint.",
         "equivalent number holds: £84, 84"),
        ("", "We made 50 visits and 45 were on time, about nine in every ten.", "share holds: about 90%, 90%"),
        ("", "In May 92% of visits were on time, so that only eight in every hundred were late.",
         "share holds: 8%, 8"),
        (DECIDED, "We decided 4,800 applications and some were allowed. The remaining 3,384 were refused.",
         "total holds: 3384, 3384"),
        (DECIDED, "We decided 4,800 applications and some were allowed. The remaining 3,348 were refused.",
         "parts and whole (contradiction): 3348, not 3384"),
        ("", "We made 546 visits, 26 (5%) above the 520 we planned.", "change holds: 5%, 5%"),
        ("", "We made 546 visits, 26 (6%) above the 520 we planned.",
         "size of change (contradiction): 6%, not 5%"),
        ("", "We answered 900 calls, more than twice as many as the 400 we planned.",
         "change holds: 2 times, 2.25 times"),
    ],
)  # fmt: skip
def test_averages_shares_and_remainders(table: str, text: str, expected: str) -> None:
    check(f"# Service\n\n{table}\n{text}", expected)


NATION = rows("Measure | Our result | National average", "Right first time | 92.3% | 88.0%", "Letters | 75.0% | 70.0%")
STANDARD = rows("Measure | May | June", "Calls answered | 75% | 71%", "Letters answered | 90% | 91%")
SECTORS = rows("Sector | Vacancy rate", "Health | 41.5%", "Construction | 30.0%", "Retail | 35.0%")
TENANTS = rows("Group | Tenants 2024 | Tenants 2025", "Owners | 58 | 61", "Renters | 49 | 50", "Sharers | 10 | 20")
STARTS = rows("Level | 2023 | 2024", "Higher apprenticeships | 300 | 360", "All starts | 900 | 1,000")
STEADY = rows("Service | 2023 | 2024", "Park visits | 700 | 700", "Museum visits | 300 | 310")
STATES = rows("State | Applications", "New South Wales | 201,275", "Victoria | 150,100", "Tasmania | 20,300")
VOTE = rows("Service | Share of the vote", "Custodial services | 66.7%", "Community services | 33.3%")
WAYS = rows("Service | Online | Telephone", "Parks | 80% | 68%", "Waste | 77% | 75%")
JULY = rows("Service | Jul-23 | Jul-24", "Museum visits | 400 | 420", "Park visits | 300 | 290")
SEXES = rows("Team | Men | Women", "North | 214 | 321", "South | 300 | 330", "West | 120 | 141")
AREAS = rows("Area | Calls | Late", "West | 400 | 80", "East | 300 | 90", "North | 500 | 50")
TEAMS = rows("Team | Calls | Answered | Target", "North | 200 | 178 | 90%", "South | 400 | 380 | 90%")
YEARS = rows("Service | 2021 | 2022 | 2023 | 2024", "Museum visits | 360 | 380 | 400 | 420", "Parks | 8 | 7 | 6 | 5")
LOST = rows("Team | Calls | Late | Lost", "North | 200 | 30 | 12", "South | 400 | 48 | 20")


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        (NATION, "We outperformed the national average on both and our right first time result was 4.3 points better.",
         ["change holds: 4.3, 4.3"]),
        (STANDARD, "Against the standard of 78% calls answered were 7 points below the standard.",
         ["change holds: 7, 7"]),
        (SECTORS, "The gap between Health and Construction is 11.5 percentage points.",
         ["value holds: 11.5 percentage points, 11.5"]),
        (TENANTS, "Owners were 11 higher than renters in 2025.", ["change holds: 11, 11"]),
        (YEARS, "We had 132 visits, twice that of 66 last year.", ["change holds: 2 times, 2 times"]),
        (AREAS, "The late rate in West was 20%.", ["value holds: 20%, 20%"]),
        (AREAS, "The late rate in West was 25%.", ["share (contradiction): 25%, not 20%"]),
        (TEAMS, "The answer rate in North was 1 percentage point below target.",
         ["change holds: 1 percentage points, 1"]),
        (YEARS, "Museum visits were 420 in 2024, 60 more than three years ago.", ["change holds: 60, 60"]),
        (YEARS, "Museum visits rose by a sixth from 2021 to 2024.", ["share holds: about 17%, 16.6667%"]),
        (TENANTS, "Owners were more than three times the sharers in 2025.", ["change holds: 3 times, 3.05 times"]),
        (CALLS, "North answered 3,056 calls, which is 43% of the total.", ["share holds: 43%, 43.3107%"]),
        (STARTS, "Higher apprenticeships were 36% of starts.", ["share holds: 36%, 36%"]),
        (CALLS, "North answered 3,056, or 43%, of all calls.", ["share holds: 43%, 43.3107"]),
        (CALLS, "In the north 3,056 (43%) were answered.", ["share holds: 43%, 43.3107"]),
        (YEARS, "Over the four years 1,560 museum visits were made, an average of 390 a year.",
         ["total holds: 1560, 1560"]),
        (YEARS, "Museum visits rose by a tenth from 2022 to 2024.", ["share holds: about 10%, 10.5263%"]),
        # 201,275 and 30,075 were 231,350, of which 30,075 is 13.0%
        (STATES, "Applications fell most in New South Wales (down 13% or 30,075).", ["change holds: 13%, 12.9998%"]),
        (VOTE, "Two thirds of the vote goes to custodial services.", ["share holds: about 67%, 66.7"]),
        (YEARS, "In 2022 museum visits were 380, 20 more than in 2021.", ["change holds: 20, 20"]),
        (YEARS, "Museum visits stood at 420, up 20 on 2023.", ["change holds: 20, 20"]),
        (YEARS, "Museum visits stood at 420, up 30 on 2023.", ["size of change (contradiction): 30, not 20"]),
        (YEARS, "Museum visits were 5% above the 400 of 2023.", ["change holds: 5%, 5%"]),
        (WAYS, "In parks telephone was 12 percentage points lower than online.",
         ["change holds: 12 percentage points, 12"]),
        (YEARS, "In 2023 museum visits were 20 more than in 2022.", ["change holds: 20, 20"]),
        (YEARS, "In 2023 museum visits were 30 more than in 2022.",
         ["size of change (contradiction): 30, not 20"]),
        (STANDARD, "Calls answered were 7 percentage points below the 78% we planned.",
         ["change holds: 7 percentage points, 7"]),
        (SECTORS, "Retail had the second highest vacancy rate.", ["rank holds: highest, 2 of 3"]),
        (SECTORS, "Retail had the second lowest vacancy rate.", ["rank holds: lowest, 2 of 3"]),
        (YEARS, "While park visits fell, museum visits were 20 more than in 2023.", ["change holds: 20, 20"]),
        (YEARS, "Museum visits of 400 were 20 more than in 2022.", ["change holds: 20, 20"]),
        (YEARS, "Museum visits of 400 were 30 more than in 2022.",
         ["size of change (contradiction): 30, not 20"]),
        (JULY, "Museum visits rose by 20 from Jul-23 to Jul-24.", ["change holds: 20, 20"]),
        (JULY, "Museum visits rose by 30 from Jul-23 to Jul-24.", ["size of change (contradiction): 30, not 20"]),
        (CALLS, "Some 43%, or 3,056 calls, came to North.", ["value holds: about 43%, 43.3107%"]),
        (SEXES, "North has 535 staff in total.", ["value holds: 535, 535"]),
        (SEXES, "Two of 3 teams are new.", []),
        (STEADY, "Park visits were unchanged.", ["trend holds: 700, 700"]),
        (AREAS, "West answered 320 calls on time.", ["total holds: 320, 320"]),
        (LOST, "In North 15% of calls were late.", ["share holds: 15%, 15%"]),
        (LOST, "In North 21% of calls were late or lost.", ["share holds: 21%, 21"]),
    ],
)  # fmt: skip
def test_gaps_and_rates_of_a_table(table: str, text: str, expected: list[str]) -> None:
    check(f"# Service\n\n{table}\n{text}", *expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The percentage of calls answered rose.", ["direction words (contradiction): up, not down"]),
        ("The percentage of calls answered by volunteers rose.", []),
    ],
)
def test_a_word_that_tells_apart(text: str, expected: list[str]) -> None:
    table = rows("Indicator | Q1 2025/26 | Q2 2025/26 | Target", "Percentage of calls answered | 80.0% | 71.0% | 85.0%",
                 "Percentage of repairs on time | 88.0% | 93.0% | 90.0%")  # fmt: skip
    check(f"# Performance\n\n{table}\n{text}", *expected)


PROGRAMME = ("The improvement programme has been initially defined through {} schools across housing, transport, "
             "waste, libraries, parks, museums, leisure and social care services.")  # fmt: skip


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ({"plan": PROGRAMME.format(28), "report": PROGRAMME.format(28)}, "same figure elsewhere holds: 28, 28"),
        ({"plan": PROGRAMME.format(28), "report": PROGRAMME.format(26)},
         "same words (between_documents): 26, not 28"),
        ({"plan": PROGRAMME.format(28), "report": PROGRAMME.format("26 large")},
         "same words (between_documents): 26, not 28"),
        ({"plan": "The five City Plan Missions are a guide.", "report": "All five City Plan Missions are kept.",
          "page": "Our four City Plan Missions are new."}, "same words (between_documents): 4, not 5"),
        ({"plan": "We have five missions. The five missions guide us. All five missions matter. "
          "Our five missions are shared. The four missions are funded."}, "same words (contradiction): 4, not 5"),
        ({"plan": "We wrote a new 30 year Housing Business Plan.",
          "report": "Members agreed the 40 year Housing Business Plan."},
         "same words (between_documents): 40, not 30"),
    ],
)  # fmt: skip
def test_what_is_said_again(documents: dict[str, str], expected: str) -> None:
    check(documents, expected)


@pytest.mark.parametrize(
    ("board", "expected"),
    [("Place", []), ("People", ["parent (contradiction): people, not place"])],
)
def test_the_board_of_a_heading(board: str, expected: list[str]) -> None:
    place = rows("Service | Saving", "Housing Services | £2m", "Park Services | £1m", "Total | £3m")
    people = rows("Service | Saving", "Adult Services | £5m", "Child Services | £4m", "Total | £9m")
    text = f"Housing Services\n\nThe work is overseen by the {board} Portfolio Board every month."
    check(f"Place\n\n{place}\nPeople\n\n{people}\n{text}", *expected)


@pytest.mark.parametrize(
    ("lettings", "expected"),
    [
        ("£0.9m", "same figure elsewhere holds: £2.1m, £2m"),
        ("£1.9m", "same figure (contradiction): £3.1m, not £2m"),
    ],
)
def test_a_total_is_the_row_that_its_heading_names(lettings: str, expected: str) -> None:
    place = rows("Service | Saving", "Housing Services | £2m", "Park Services | £1m", "Total | £3m")
    total = "£2.1m" if lettings == "£0.9m" else "£3.1m"
    housing = rows("Team | Saving", "Repairs | £1.2m", f"Lettings | {lettings}", f"Total | {total}")
    check(f"Place\n\n{place}\nHousing Services\n\n{housing}", expected)
