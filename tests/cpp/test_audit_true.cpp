// Small documents of true statements about other things than their tables and sentences have: a part of a subject,
// another time, another unit, another ranking, parts that are neither complete nor apart. Nothing in them is a
// contradiction.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "headway/audit/audit.hpp"
#include "testing.hpp"

namespace test_audit_true {

using namespace headway;

// clang-format off
const std::vector<std::string> texts{
    {"The share of staff who left fell from 18% to 17%, and grievances were down by 12%.\n"},
    {"Visits to the museums were down by 3 per cent, from 210,000 to 203,700, although visits online rose by 15,000 from "
     "300,000 to 315,000.\n"},
    {"The pass rate has risen for four years in a row, from 61% to 63%, 66%, 68% and 70%, and is 9 percentage points "
     "higher than at the start.\n"},
    {"We built 210 homes a year against a requirement of 240, a cumulative shortfall of 90 homes over three years.\n"},
    {"Of the 40 indicators, 26 (65%) are meeting or exceeding target, 6 (15%) are slightly off target and 8 (20%) are "
     "off target. Of the eight red indicators, three have an improving direction of travel, one is unchanged and four "
     "are worsening. Together, fourteen indicators need attention.\n"},
    {"# Measures\n"
     "| Measure | Target | 2024/25 | Result |\n"
     "|---|---|---|---|\n"
     "| Visits by customers | 2,000 | 2,310 | met |\n"
     "| Inspections | 500 | 520 | met |\n"
     "| Forums | 12 | 9 | not met |\n"
     "\n"
     "Two of the three measures were met. Visits by customers exceeded the target by 310. Two measures were achieved in "
     "2022/23.\n"},
    {"# Repairs\n"
     "| Measure | Target | 2024/25 | 2023/24 |\n"
     "|---|---|---|---|\n"
     "| Repairs completed on time | 95% | 96.2% | 93.1% |\n"
     "| Satisfaction with repairs | 85% | 85.9% | 83.2% |\n"
     "| Complaints answered in time | 90% | 84.0% | 82.0% |\n"
     "\n"
     "We met two of our three targets this year.\n"},
    {"# Workforce\n"
     "| Directorate | Vacant posts |\n"
     "|---|---|\n"
     "| Adults | 42 |\n"
     "| Children | 46 |\n"
     "| Place | 32 |\n"
     "| Whole council | 120 |\n"
     "\n"
     "Children had the highest number of vacant posts.\n"},
    {"# Invoices\n"
     "| Team | Days to pay |\n"
     "|---|---|\n"
     "| Adults | 12 |\n"
     "| Children | 21 |\n"
     "| Place | 30 |\n"
     "\n"
     "Adults had the highest performance, and Place had the lowest performance.\n"},
    {"# Voids\n"
     "| Measure | 2023/24 | Target |\n"
     "|---|---|---|\n"
     "| Days to let a home | 32 | 35 |\n"
     "\n"
     "The cost of letting a home was above the target. Void rent loss exceeded the target by \u00A312,000.\n"},
    {"# A\n"
     "| Measure | 2022/23 | 2023/24 |\n"
     "|---|---|---|\n"
     "| Emergency admissions | 12,400 | 12,900 |\n"
     "| Planned admissions | 30,200 | 31,100 |\n"
     "\n"
     "Emergency admissions of people over 75 fell by 6% on the previous year. Planned admissions for hip "
     "replacement fell in 2023/24.\n"},
    {"# A\n"
     "| Measure | 2022/23 | 2023/24 |\n"
     "|---|---|---|\n"
     "| Emergency admissions | 12,400 | 12,900 |\n"
     "\n"
     "Emergency admissions fell in March on the previous month. Emergency admissions fell by 4% compared with "
     "the previous quarter.\n"},
    {"# Spending, in \u00A3 thousand\n"
     "| Service | 2022/23 | 2023/24 |\n"
     "|---|---|---|\n"
     "| Adults | 62,412 | 64,118 |\n"
     "| Children | 48,204 | 50,010 |\n"
     "\n"
     "Adults rose by \u00A31.7m on the previous year. Children rose by \u00A31.8m.\n"},
    {"# Police\n"
     "Robbery fell to 310 from 342 last year. Robbery with a knife increased.\n"},
    {"# NHS\n"
     "Of the 1,210 patients 1,104 were seen in time. This is 3% better than last month. This compares with "
     "95% in Leeds.\n"},
    {"# NHS\n"
     "We sent 1,210 forms and 604 came back. Which of the services was best was asked of all: this 45% "
     "thought was the pharmacy.\n"},
    {"# NHS\n"
     "We asked 1,210 patients and 604 answered. That shows 88% would recommend us.\n"},
    {"# NHS\n"
     "1,104 of 1,210 operations took place. That was despite 88% of beds being full. That was the result of "
     "95% attendance by staff.\n"},
    {"# Council\n"
     "Of 842 applications 758 were approved. This means 90% approval, and this follows 85% in 2022.\n"},
    {"# Council\n"
     "The county had 842 homes empty. Of these 310 were empty for two years. That is up by 6% since 2022, and "
     "this is 12% of all requests to us.\n"},
    {"# Council\n"
     "A total of 1,210 people took part. Of those, 600 came from the city and 540 came from abroad.\n"},
    {"# Council\n"
     "We have 120 schools. Of these, 108 are primary or special and 9 are new.\n"},
    {"# Money\n"
     "Income of \u00A312.4m was offset by costs of \u00A39.8m and interest, leaving \u00A32.3m.\n"},
    {"# Money\n"
     "The fund opened with \u00A312.4m. Grants of \u00A32.6m were paid, and with fees this leaves \u00A39.6m.\n"},
    {"# Compliance\n"
     "Punctuality delays improved from 12 minutes to 8 minutes. Compliance with gas safety improved from 14 "
     "homes without a certificate to 3 homes.\n"},
    {"# Compliance\n"
     "Compliance improved from 41 failures to 22 failures. The satisfaction ranking improved from 14 to 9.\n"},
    {"# Passive\n"
     "Waits were 9.4 weeks and the standard of 6 weeks was missed. Costs of \u00A39m meant that the target of "
     "\u00A310m was exceeded by the savings made.\n"},
    {"# Repairs\n"
     "We completed 3,120 repairs. Of these, 2,890 were on time and 410 were emergencies.\n"},
    {"# Homelessness\n"
     "We accepted 420 applications. Of these, 210 had dependent children, 95 were aged 16 to 24, and 88 were "
     "single men.\n"},
    {"# Planning\n"
     "The team determined 310 applications. Of these 290 were approved, and 12 were withdrawn.\n"},
    {"# Inspections\n"
     "We inspected 100 homes. Of these, 42 passed at first visit, 31 at second visit, and the remaining 22 "
     "are to be visited again; five have been demolished.\n"},
    {"# Collection\n"
     "Council tax collection was 96.1%, compared with 96.9% last year. Collection of business rates rose. "
     "In-year arrears increased.\n"},
    {"# ASB\n"
     "There were 2,140 reports of anti-social behaviour in 2023/24, and 2,460 in 2022/23. Reports of noise "
     "were up by 6%, and this was a rise in every ward.\n"},
    {"# Debt\n"
     "Debt fell from \u00A314.2m to \u00A313.1m. Over the same time debt over 90 days old rose by 8%.\n"},
    {"# Theatre\n"
     "Of 1,210 operations planned, 1,104 took place. This is 91%, which is better than the 88% of May. That "
     "91% includes 40 emergencies.\n"},
    {"# Crime by type\n"
     "| Offence | 2022/23 | 2023/24 | Change | % change |\n"
     "|---|---|---|---|---|\n"
     "| Burglary | 1,240 | 1,116 | -124 | -10.0% |\n"
     "| Robbery | 310 | 341 | 31 | 10.0% |\n"
     "| Theft | 5,120 | 5,376 | 256 | 5.0% |\n"
     "| Total | 6,670 | 6,833 | 163 | 2.4% |\n"
     "\n"
     "Residential burglary fell by 14% on the year before. Robbery of business premises fell. Total recorded "
     "crime rose by 2.4%. Theft from vehicles fell by 3% in 2023/24.\n"},
    {"# A&E by site\n"
     "| Site | Attendances | Within four hours | % |\n"
     "|---|---|---|---|\n"
     "| City | 9,842 | 7,480 | 76.0% |\n"
     "| North | 4,310 | 3,664 | 85.0% |\n"
     "| Minor injuries | 2,105 | 2,101 | 99.8% |\n"
     "\n"
     "City had the lowest performance. Minor injuries had the highest performance, at 99.8%. City had the "
     "longest ambulance handovers. North has the largest catchment. The longest wait at North was 31 hours. "
     "City is the largest hospital in the region.\n"},
    {"# Revenue outturn \u00A3m\n"
     "| Service | Budget | Outturn | Variance |\n"
     "|---|---|---|---|\n"
     "| Adults | 62.4 | 64.1 | 1.7 |\n"
     "| Children | 48.2 | 50.9 | 2.6 |\n"
     "| Place | 31.0 | 30.2 | -0.8 |\n"
     "| Resources | 20.5 | 20.1 | -0.4 |\n"
     "| Net | 162.1 | 165.3 | 3.1 |\n"
     "\n"
     "Adults overspent by \u00A31.7m. The largest overspend was in Children. Home care in Adults overspent by "
     "\u00A32.4m. Place was \u00A30.8m under budget. Fees in Resources were \u00A30.3m below budget.\n"},
    {"# Recycling\n"
     "| Measure | 2021/22 | 2022/23 | 2023/24 | Target |\n"
     "|---|---|---|---|---|\n"
     "| Household waste recycled | 41.0% | 42.5% | 41.8% | 45.0% |\n"
     "\n"
     "Garden waste tonnages rose by 12% on the previous year. The recycling rate in the north of the city was "
     "the highest since collections began. Contamination was 2 percentage points above the target. Food waste "
     "has risen in each of the last three years. Missed bins fell for the third year running.\n"},
    {"# Sickness\n"
     "| Quarter | Days |\n"
     "|---|---|\n"
     "| Q1 2023/24 | 2.1 |\n"
     "| Q2 2023/24 | 2.3 |\n"
     "| Q3 2023/24 | 2.6 |\n"
     "| Q4 2023/24 | 2.2 |\n"
     "\n"
     "The highest number of days was in Q3. Stress was the highest cause in the year. The lowest quarter for "
     "turnover was Q3 2023/24. Short-term sickness fell in Q3.\n"},
    {"# Budget \u00A3000\n"
     "| Fund | 2023/24 | 2024/25 | Change |\n"
     "|---|---|---|---|\n"
     "| General | 12,412 | 13,118 | 706 |\n"
     "| Housing | 8,204 | 8,010 | -195 |\n"
     "| Schools | 3,110 | 3,255 | 145 |\n"
     "\n"
     "The general fund grew by \u00A30.7m. Housing fell by \u00A30.2m. Capital spending rose by \u00A31.4m on "
     "the year before.\n"},
    {"# Requests\n"
     "| Year | Requests | In time |\n"
     "|---|---|---|\n"
     "| 2021/22 | 1,310 | 1,205 |\n"
     "| 2022/23 | 1,402 | 1,304 |\n"
     "| 2023/24 | 1,377 | 1,253 |\n"
     "\n"
     "Requests were at their highest in 2022/23. The highest number of appeals was in 2023/24. Requests from "
     "journalists rose by 4% on the year before. Over the three years there were 4,089 requests. Reviews were "
     "at their lowest since 2018.\n"},
    {"# Growth\n"
     "| Area | Population 2011 | Population 2021 | Households |\n"
     "|---|---|---|---|\n"
     "| North | 10,000 | 11,000 | 4,600 |\n"
     "| South | 20,000 | 21,500 | 9,100 |\n"
     "\n"
     "North grew by 10%. The number of households in North grew by 12%. The working-age population of the "
     "South fell. North has the fastest growing population and the lowest house prices.\n"},
    {"# Rates (rates per 1,000 are calculated on unrounded populations; figures are rounded to the nearest "
     "ten)\n"
     "| Area | Births | Deaths | Natural change |\n"
     "|---|---|---|---|\n"
     "| North | 1,210 | 880 | 330 |\n"
     "| South | 2,440 | 1,950 | 490 |\n"
     "| East | 980 | 1,020 | -40 |\n"
     "| West | 1,530 | 1,300 | 240 |\n"
     "| Centre | 770 | 450 | 320 |\n"},
    {"# Ward spend\n"
     "| Ward | Grants \u00A3 | Projects | Spend per project \u00A3 |\n"
     "|---|---|---|---|\n"
     "| North | 12,000 | 6 | 2,000 |\n"
     "| South | 21,000 | 7 | 3,000 |\n"
     "| East | 9,000 | 9 | 1,000 |\n"
     "| City | 42,000 | 22 | 1,909 |\n"},
    {"# Hate crime\n"
     "| Strand | 2021 | 2022 | 2023 |\n"
     "|---|---|---|---|\n"
     "| Race | 300 | 310 | 342 |\n"
     "| Religion | 40 | 45 | 51 |\n"
     "| Disability | 50 | 60 | 58 |\n"
     "| All offences | 390 | 415 | 431 |\n"
     "\n"
     "An offence in 2023 may have more than one strand.\n"},
    {"# Calls\n"
     "| Month | Calls |\n"
     "|---|---|\n"
     "| April 2024 | 310 |\n"
     "| May 2024 | 290 |\n"
     "| June 2024 | 342 |\n"
     "\n"
     "In June 2024 the lowest temperature was 9 degrees. The highest paid officer left in May 2024. It was "
     "the longest serving team in the years to 2024. The lowest wait of the month was 3 minutes.\n"},
    {"# Ward\n"
     "| Ward | Incidents |\n"
     "|---|---|\n"
     "| Bevois | 210 |\n"
     "| Bargate | 340 |\n"
     "| Shirley | 95 |\n"
     "\n"
     "Bargate is the smallest ward. Shirley had the largest fall. Shirley has the highest number of parks. "
     "Bevois had the longest response time.\n"},
    {"# Spend\n"
     "| Service | Budget \u00A3m | Actual \u00A3m |\n"
     "|---|---|---|\n"
     "| Adults | 62.4 | 61.1 |\n"
     "\n"
     "Agency spend was above budget. Placements exceeded the budget by \u00A31.2m. Home care was \u00A30.9m "
     "above budget.\n"},
    {"# Visits\n"
     "| Library | Visits | Days open | Visits per week |\n"
     "|---|---|---|---|\n"
     "| Central | 12,040 | 301 | 231 |\n"
     "| North | 4,020 | 300 | 77 |\n"
     "| South | 3,100 | 210 | 88 |\n"
     "| All libraries | 19,160 | 811 | 368 |\n"},
    {"# Births\n"
     "| Year | Births | Deaths | Net migration | Change in population |\n"
     "|---|---|---|---|---|\n"
     "| 2021 | 2,940 | 1,910 | 0 | 1,030 |\n"
     "| 2022 | 2,870 | 1,880 | 0 | 990 |\n"
     "| 2023 | 2,810 | 1,905 | 240 | 1,145 |\n"},
    {"# Sickness\n"
     "| Directorate | 2022/23 | 2023/24 |\n"
     "|---|---|---|\n"
     "| Adults | 12.1 | 11.4 |\n"
     "| Place | 9.2 | 9.9 |\n"
     "\n"
     "Stress-related sickness in Adults rose in 2023/24. Agency staff in Place fell by 12% on the year "
     "before.\n"},
    {"# Housing\n"
     "| Year | New homes |\n"
     "|---|---|\n"
     "| 2021/22 | 410 |\n"
     "| 2022/23 | 520 |\n"
     "| 2023/24 | 470 |\n"
     "\n"
     "Affordable new homes rose by 8% on the year before. Planning permissions rose in 2023/24. House prices "
     "fell by 3.1% in 2023/24 compared with 2022/23. Private rents have risen for the third year running.\n"},
    {"| Measure | 2022/23 | 2023/24 |\n"
     "|---|---|---|\n"
     "| Complaints received | 1,240 | 1,400 |\n"
     "\n"
     "Compliments rose by 25% on the previous year. The number of website visits fell compared with the "
     "previous year.\n"},
    {"| Measure | 2023/24 | Target |\n"
     "|---|---|---|\n"
     "| Days to let a home | 32 | 35 |\n"
     "\n"
     "Void rent loss exceeded the target by \u00A312,000.\n"},
    {"| Measure | 2023/24 | Target |\n"
     "|---|---|---|\n"
     "| Major applications in time | 92% | 95% |\n"
     "\n"
     "Household recycling was 6 percentage points short of the target.\n"},
    {"| Service | Budget | Actual |\n"
     "|---|---|---|\n"
     "| Adults | 62.4 | 61.1 |\n"
     "\n"
     "Placements exceeded the budget by \u00A31.2m. Home care was \u00A30.9m above budget.\n"},
    {"| Offence | 2022/23 | 2023/24 |\n"
     "|---|---|---|\n"
     "| Burglary | 1,240 | 1,116 |\n"
     "\n"
     "Residential burglary fell by 14% on the year before. Theft from vehicles fell by 3% in 2023/24. Robbery "
     "of business premises fell.\n"},
    {"| Measure | 2022/23 | 2023/24 |\n"
     "|---|---|---|\n"
     "| Requests | 1,402 | 1,377 |\n"
     "\n"
     "Requests from journalists rose by 4% on the year before.\n"},
    {"| Service | Complaints |\n"
     "|---|---|\n"
     "| Housing | 42 |\n"
     "| Parks | 12 |\n"
     "| Roads | 31 |\n"
     "| Bins | 60 |\n"
     "\n"
     "Housing tenants have the lowest incomes in the city. Housing was the highest priority for members. "
     "Parks had the highest satisfaction. Roads had the lowest staff turnover.\n"},
    {"| Directorate | Days lost |\n"
     "|---|---|\n"
     "| Adults | 12.1 |\n"
     "| Place | 9.2 |\n"
     "| Resources | 7.4 |\n"
     "| Children | 11.0 |\n"
     "\n"
     "Adults no longer has the highest number of days lost. Place was the highest until last year. Resources "
     "did not have the highest number of days lost.\n"},
    {"| Directorate | Days lost |\n"
     "|---|---|\n"
     "| Adults | 12 |\n"
     "| Children | 12 |\n"
     "| Place | 9 |\n"
     "| Resources | 7.5 |\n"
     "\n"
     "Place had the second highest number of days lost.\n"},
    {"| Year | Days lost |\n"
     "|---|---|\n"
     "| 2021/22 | 9.1 |\n"
     "| 2022/23 | 10.4 |\n"
     "| 2023/24 | 9.8 |\n"
     "\n"
     "Agency spending was the highest since 2019. Turnover in 2023/24 was the lowest of the last ten years.\n"},
    {"| Service | Green | Amber | Red | Total |\n"
     "|---|---|---|---|---|\n"
     "| A | 12 | 0 | 3 | 15 |\n"
     "| B | 14 | 0 | 6 | 20 |\n"
     "| C | 21 | 0 | 5 | 26 |\n"
     "| D | 9 | 0 | 2 | 11 |\n"
     "| E | 10 | 1 | 3 | 14 |\n"},
    {"| Month | Due | Exempt | Done | % done |\n"
     "|---|---|---|---|---|\n"
     "| April | 100 | 0 | 90 | 90.0% |\n"
     "| May | 80 | 0 | 60 | 75.0% |\n"
     "| June | 120 | 0 | 90 | 75.0% |\n"
     "| July | 95 | 5 | 81 | 90.0% |\n"},
    {"| Ward | Complaints | Compliments | Average days |\n"
     "|---|---|---|---|\n"
     "| North | 120 | 30 | 10 |\n"
     "| South | 138 | 40 | 14 |\n"
     "| East | 100 | 28 | 12 |\n"
     "| All wards | 358 | 98 | 12 |\n"},
    {"| Stage | 2022 | 2023 |\n"
     "|---|---|---|\n"
     "| Entered | 50 | 60 |\n"
     "| Passed | 35 (70%) | 41 (68%) |\n"
     "| Not passed | 15 (30%) | 19 (32%) |\n"
     "| Passed with merit, of those who passed | 7 (20%) | 10 (24%) |\n"},
    {"We received 30 complaints. Of these, 13 were about delay and 14 were about staff.\n"},
    {"We received 30 complaints in the year. Of these, 20 were closed in ten days and 12 were upheld.\n"},
    {"A total of 1,240 complaints. Of these, 613 were upheld and 514 were not upheld.\n"},
    {"We asked 1,210 tenants and 758 replied, showing that 70% were satisfied.\n"},
    {"1,104 of 1,210 operations took place. This was done in time for 95% of major ones.\n"},
    {"Emissions were 5,400 tonnes, 20% below the baseline of 6,750 tonnes. Emissions were 10% above the "
     "baseline in 2021.\n"},
    {"Savings\n"
     "\n"
     "Financial Year	Forecast Savings Profile (\u00A3m)			\n"
     "	24/25	25/26	26/27\n"
     "Total Savings Identified (cumulative)	7.30	32.05	39.37\n"
     "Annual Incremental Total	7.30	24.75	7.32\n"
     "\n"
     "Over the three years savings rise to \u00A339.37m. Over the programme period savings grow to "
     "\u00A339.4m by 2026/27.\n"},
    {"There were 310 burglaries in 2023 and 340 in 2022. Burglaries rose by 4% in March on the month before.\n"},
    {"# Depots\n"
     "| Depot | Previous result | Latest result | Target |\n"
     "|---|---|---|---|\n"
     "| Riverside Lane | 1,310 | 1,205 | 1,250 |\n"
     "| Quarry Road | 410 | 369 | 400 |\n"
     "\n"
     "Night work at Riverside Lane fell by 30%. Agency hours at Quarry Road dropped by 55.\n"},
    {"Depots\n"
     "\n"
     "Depot                 2022/23   2023/24   Target\n"
     "Riverside Lane          1,310     1,205    1,250\n"
     "Quarry Road               410       369      400\n"
     "\n"
     "Night work at Riverside Lane rose by 30%. Agency hours at Quarry Road dropped by 55.\n"},
    {"Of 8,420 arrivals, 5,473 (65%) were seen in an hour and 674 (8%) waited for three. Hours lost fell from 2,060 to "
     "1,751, or 15%.\n"},
    {"Of 8,420 arrivals, 5,473 (65%) were seen in an hour and 674 (8%) waited for three. Hours lost rose to 1,751, or "
     "15% of all.\n"},
    {"# Parks\n"
     "| Commitment | Wanted | Result | Kept |\n"
     "|---|---|---|---|\n"
     "| Trees planted | 500 | 612 | Yes |\n"
     "| Paths mended (km) | 12 | 9 | No |\n"
     "| Ponds cleared | 6 | 6 | Yes |\n"
     "\n"
     "One of the three commitments was met in every month. All three of our neighbours' commitments were met.\n"},
    {"# Roads\n"
     "| Measure | 2022 | 2023 | Target |\n"
     "|---|---|---|---|\n"
     "| Defects made safe in a day (%) | 71 | 76 | 79 |\n"
     "| Licences issued in 14 days (%) | 95 | 92 | 91 |\n"
     "| Gullies emptied | 340 | 402 | 380 |\n"
     "\n"
     "Making defects safe improved by 5 percentage points. Licensing slipped a little, though it is still above target. "
     "Crews emptied 402 gullies, 62 more than in 2022 and 6 per cent over target.\n"},
    {"Our three pools welcomed 512,000 swimmers in 2023/24, 7% up on the 478,500 of the year before.\n"},
    {"The refusal rate was 31%, down from 36% in 2021/22, and just below our usual range of 32% to 38%.\n"},
    {"| Stroke unit | Jan | Feb | Mar | Quarter |\n"
     "|---|--:|--:|--:|--:|\n"
     "| Admitted | 410 | 395 | 428 | 1,233 |\n"
     "| Within four hours | 246 | 245 | 274 | 765 |\n"
     "| Per cent | 60.0 | 62.0 | 64.0 | 62.0 |\n"
     "| Median age | 74 | 75 | 73 | 74 |\n"
     "| Scans | 402 | 390 | 420 | 1,212 |\n"}};
// clang-format on

TEST_CASE("a true statement about another thing than its table or the sentence before is no contradiction", "[audit]") {
    for (const std::string& text : texts) {
        INFO(text);
        const Audit found = audit({{"page", text}});
        for (const Claim& claim : found.claims) {
            INFO(claim.at.words << ": " << claim.why);
            CHECK(claim.verdict != Verdict::contradiction);
        }
        CHECK(std::none_of(found.findings.begin(), found.findings.end(), [](const Finding& finding) {
            return finding.in_class != FindingClass::presentation && finding.in_class != FindingClass::note;
        }));
    }
}

const std::string contacts =
    "| Measure | 2022/23 | 2023/24 |\n|---|--:|--:|\n| Complaints about bins | 38 | 45 |\n"
    "| Complaints about roads | 12 | 412 |\n\n";
const std::string grants =
    "| Service | Grant \u00A3m |\n|---|--:|\n| Housing | 12 |\n| Roads | 24 |\n| Total | 36 |\n\n";
const std::string shares = "| Service | Share of staff |\n|---|--:|\n| Housing | 48% |\n| Roads | 33% |\n\n";
const std::string staff =
    "| Team | Staff | Change |\n|---|--:|--:|\n| Adults | 120 | +12 |\n| Children | 98 | -7 |\n"
    "| Place | 210 | +9 |\n\n";

TEST_CASE("what is of another thing, another time or the other way confirms nothing", "[audit]") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"Response times averaged 9.4 minutes. The target is 8.0 minutes. This was better than the target.",
         "better than"},
        {"The average response time was 9.4 minutes this year, which is a clear improvement. Last year it was 8.0 "
         "minutes.",
         "a clear improvement"},
        {"The latest income is now \u00A310.2m, a marked improvement. Last year it was \u00A312.4m.",
         "a marked improvement"},
        {"The average time to treat a patient is now 34 days, an improvement from 28 days.", "an improvement"},
        {staff + "Adults lost staff: the number fell by 12.", "fell by 12"},
        {contacts + "We gave out 45 vouchers in 2023/24.", "45 vouchers"},
        {contacts + "Complaints about bins were 38 in 2023/24.", "were 38"},
        {contacts + "In total over 450 people came, 457 all told.", "over 450"},
        {grants + "Roads are 67% resurfaced.", "67%"},
        {grants + "Housing gives 33% discounts.", "33%"},
        {shares + "Half of housing stock is over 40 years old.", "Half of"},
    };
    for (const auto& [text, words] : cases) {
        INFO(text);
        const Audit found = audit({{"page", text}});
        const std::size_t begin = text.rfind(words);
        for (const Claim& claim : found.claims)
            if (claim.at.begin < begin + words.size() && claim.at.end > begin)
                CHECK(claim.verdict == Verdict::not_checkable);
    }
}

}  // namespace test_audit_true
