"""What sentences say with their own figures: shares, sums, changes, averages, ranks, with no table beside them."""

import pytest
from audit_cases import check


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our repairs are liked: 2 in 5, or 40%, of homes said so.", "share holds: 40%, 40%"),
        ("Our repairs are liked: 2 in 5, or 70%, of homes said so.", "share (contradiction): 70%, not 40%"),
        ("We let 2 of 3 homes (66%).", "share (contradiction): 66%, not 66.6667%"),
        ("We let 2 of 3 homes (67%).", "share holds: 67%, 66.6667%"),
        ("We let 16 of 12 homes.", "part of a whole (contradiction): 16 of 12, not 133.3333%"),
        ("We had 81 complaints. 39 were not upheld, 41 were upheld and one was withdrawn (1%).",
         "share holds: 1%, 1.2346%"),
        ("We had 81 complaints. 39 were not upheld, 41 were upheld and one was withdrawn (2%).",
         "share (contradiction): 2%, not 1.2346%"),
        ("We closed 59 cases. Of these 23 (39%) were upheld.", "share holds: 39%, 38.9831%"),
        ("We closed 59 cases. Of these 23 (45%) were upheld.", "share (contradiction): 45%, not 38.9831%"),
        ("We closed 59 cases. Of these 23 (38%) were upheld.", "share (contradiction): 38%, not 38.9831%"),
        ("Of the cases, 45 (60%) of the 75 fires were small.", "share holds: 60%, 60%"),
        ("We inspected 620 shops against an expected 631 (98%).", "share holds: 98%, 98.2567%"),
        ("We inspected 6,825 homes against 7,500, or 91%.", "share holds: 91%, 91%"),
        ("The overspend of £2.0m represents 5.6% of the budget of £35.7m.", "share holds: 5.6%, 5.6022%"),
        ("The overspend is £2.0m (5.6% of the £35.7m budget).", "share holds: 5.6%, 5.6022%"),
        ("The overspend is £2.0m (6.5% of the £35.7m budget).", "share (contradiction): 6.5%, not 5.6022%"),
        ("Of the tenants, 60% were happy and a further 25% of tenants were not sure.", "share holds: 25%, "),
        ("Of the tenants, 60% were happy and a further 45% of tenants were not sure.",
         "share (contradiction): 45%, not "),
        ("We made 40 visits. Of these, 35% were late.", "share holds: 35%, 14 of 40"),
        ("We made 40 visits. Of these, 36% were late.", "share (contradiction): 36%, not 14 of 40"),
        ("We have 20 indicators. Of late 14 (70% of the total) were reported in full.", "share holds: 70%, 70%"),
        ("We have 20 indicators. Of late 14 (75% of the total) were reported in full.",
         "share (contradiction): 75%, not 70%"),
        ("Those who answered were women (55%) or men (45%).", "total holds: 100%, 100%"),
        ("Answers: 40% were very happy, 30% happy, 20% neutral and 10% unhappy.", "total holds: 100%, 100%"),
        ("Answers: 40% were very happy, 30% happy, 20% neutral and 15% unhappy.",
         "shares of a whole (contradiction): 100%, not 105%"),
        ("Answers: 33% were very happy, 33% happy, 17% neutral and 16% unhappy.", "total rounding: 100%, 99%"),
    ],
)  # fmt: skip
def test_shares(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We had 350 calls in May. That is around half the number received in August (706).",
         "share holds: 50%, 49.5751%"),
        ("We had 2,140 calls, up two thirds on the 1,284 of November.", "share holds: 66.6667%, 66.6667%"),
        ("We had 432 calls, a tenth fewer than last year's 480.", "share holds: 10%, 10%"),
        ("We had 432 calls, a third fewer than last year's 480.", "share not_checkable: 33.3333%, 10%"),
        ("The budget grows by £5.782m. Of this: £1.184m is pay; and £0.466m is fuel.", ""),
        ("In all 6,351, less than half of the 13,091, voted.", "share holds: under 50%, 48.5142%"),
        ("In all 6,351, less than half of the 10,091, voted.", ""),
        ("Our visits rose to 120. Theirs were 90, 30 fewer than ours.", "change holds: 30, 30"),
        ("Of 100 visits in May, 40 were late. The remaining 60 were on time.", "total holds: 60, 60"),
        ("Of 100 visits in May, 40 were late. The remaining 70 were on time.",
         "remaining (contradiction): 70, not 60"),
        # £12m and £11m are up to £2m apart before they were rounded
        ("Income was £12m and expenditure was £11m. That left a surplus of £1.3m.", "total rounding: £1.3m, 1000000"),
        ("Income was £12.4m and expenditure was £11.1m. That left a surplus of £1.3m.", "total holds: £1.3m, 1300000"),
        ("We had 432 launches. In 108 no help was needed. Of the remaining 324 half were late.",
         "total holds: 324, 324"),
        ("We made 200 awards. In all 54 of the awards (27%) were late.", "share holds: 27%, 27%"),
        ("In the survey 68% of tenants were happy. Just over two thirds of tenants were happy.",
         "share holds: just over 67%, 68"),
        # 2.9% of 1,214 is 35.2
        ("We had 1,214 incidents, 97.1% of them seen within five days. That leaves 35.", "total holds: 35, 35.206"),
        ("We built 260 homes against a target of 500. That is just over half of the target.",
         "share holds: just over 50%, 52%"),
        ("We handled 15 complaints. Two were upheld, three were partially upheld and ten were not.",
         "total holds: 15, 15"),
        ("We handled 15 complaints. Two were upheld, three were partially upheld and eleven were not.",
         "parts and whole (contradiction): 15, not 16"),
        ("The budget grows by £5.782m. Of this: £4.184m is pay; £1.232m is rent; and £0.366m is fuel.",
         "total holds: £5.782m, 5782000"),
        ("The budget grows by £5.782m. Of this: £4.184m is pay; £1.232m is rent; and £0.465m is fuel.",
         "parts and whole (contradiction): £5.782m, not 5881000"),
        # 29,334,000 kg
        ("We collected 29,334 tonnes from 123,180 households, an average of 238 kg per household.",
         "equivalent number holds: 238, 238.1393"),
        ("We collected 29,334 tonnes from 123,180 households, an average of 258 kg per household.",
         "average (contradiction): 258, not 238.1393"),
        ("Spend was £4.2m at Q2 and the projected outturn for the year is £8.4m.",
         "extrapolation holds: £8.4m, 8400000"),
        ("Of the 12 actions, 3 are blue, 5 are green, 2 are amber and 2 are red.", "total holds: 12, 12"),
        ("In all 95 have a status: 78 are green, 3 are amber and 14 are red.", "total holds: 95, 95"),
        ("Actions by status (20): green 12, amber 5, red 3.", "total holds: 20, 20"),
        ("We are ranked 4th of 32 councils.", "rank not_checkable: 4, of 32"),
        ("We are ranked 40th of 32 councils.", "rank (contradiction): 40, not of 32"),
        ("Recycling is in the top quartile.", "rank not_checkable: top quartile, "),
        ("The depot is on track to open by March 2027.", "trend not_checkable: on track, "),
        ("There was a threefold increase in calls, from 20 to 60.", "change holds: 3 times, 3 times"),
        ("There was a threefold increase in calls, from 20 to 90.",
         "multiple (contradiction): 3 times, not 4.5 times"),
    ],
)  # fmt: skip
def test_parts_averages_and_ranks(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In comparison to 293 calls, last year saw 323, an increase of 10.2%.", "change holds: 10.2%, 10.2389%"),
        ("For all 112 cases it was 34.6 weeks, 1.6 weeks quicker than the 36.2 weeks of last year.",
         "change holds: 1.6, 1.6"),
        ("For all 112 cases it was 34.6 weeks, 2.6 weeks quicker than the 36.2 weeks of last year.",
         "size of change (contradiction): 2.6, not 1.6"),
        ("We had 1,767 visits in 2014. There were 1,732 in 2015, a decrease of 2% compared with 2014.",
         "change holds: 2%, 1.9808%"),
        # 91 - 15 = 76, a third more than 57
        ("We received 91 complaints, of which 15 were not investigated. This is a 33% increase on last year, when 57 "
         "were.", "change holds: 33%, 33.3333%"),
        ("An increase in reserves from £62m to £71m was agreed.", "trend holds: up, up"),
        ("An increase in reserves from £71m to £62m was agreed.", "direction words (contradiction): up, not down"),
        ("The number of homes let, increased from 80 to 90 in May.", "trend holds: up, up"),
        ("The number of homes let, increased from 90 to 80 in May.", "direction words (contradiction): up, not down"),
        ("Homes let have risen since March (80 in March) and 95 were let in June.", "trend holds: up, up"),
        ("We took 80 calls and 20 visits. This was up from 85.", ""),
        ("This is the fourth consecutive month with a reduction, from 90 calls to 80.", ""),
        ("Visits were 89,225, equal to the target of 531.", ""),
        ("The rate was 40, lower than last year (45).", "comparison holds: 40, 45"),
        ("The rate was 50, lower than last year (45).", "comparison (contradiction): 50, not 45"),
        ("Visits rose by 20 to 120, from 100 last month and 90 last year.", "change holds: 20, 20"),
        ("Visits rose by 40 to 120, from 100 last month and 90 last year.",
         "size of change (contradiction): 40, not 20"),
        ("For 30 homes it was 34.6 weeks and for 12 flats 33.0 weeks, 2.6 weeks quicker than the 36.2 weeks of last "
         "year.", ""),
        ("Repairs took 4.5 days, half a day longer than the 4.0 days of last year.", "change holds: 0.5, 0.5"),
        ("Recycling was 40% last year. Our target is to increase it by 10% to 44%.", "relative target holds: 44%, 44"),
        ("Recycling was 40% last year. Our target is to increase it by 10% to 47%.",
         "relative target (definition): 47%, not 42.7273"),
        ("Arrears were 2.1%, within the 3.0% target.", "comparison holds: 2.1, 3"),
        ("Arrears were 4.1%, within the 3.0% target.", "value not_checkable: 4.1%, "),  # it may be a floor
        ("Arrears were 4.1%, outside the 3.0% target.", "comparison holds: 4.1, 3"),
        ("In all 33 claims were dismissed (55% of those made), below the target of 64%.", "comparison holds: 55, 64"),
        ("In all 33 claims were dismissed (55% of those made), below the target of 44%.",
         "comparison (contradiction): 55, not 44"),
        ("We answered 93% of calls, above the national standard of 90%.", "comparison holds: 93, 90"),
        ("We answered 83% of calls, above the national standard of 90%.", "comparison (contradiction): 83, not 90"),
        ("The rate was 40.1, lower than the rates for the region and England (45.3 and 43.3).",
         "comparison holds: 40.1, 45.3"),
        ("Homes meeting the required standard are inspected less often: 12 a year.", "value not_checkable: 12, "),
    ],
)  # fmt: skip
def test_changes_and_comparisons(text: str, expected: str) -> None:
    check(text, expected)
