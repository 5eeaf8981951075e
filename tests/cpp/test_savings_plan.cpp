// A savings plan from its tables, and what bad tables get: this city's programme of 2024, and plans made by hand.
#include "headway/appraisal/discount.hpp"
#include "headway/savings/plan_checks.hpp"
#include "southampton.hpp"
#include "testing.hpp"

namespace test_savings_plan {

using namespace headway;
using namespace headway::test;

namespace {

/// One portfolio, two years, which each test then damages.
PlanRows small() {
    return {.programmes = {{.portfolio = "Roads", .programme = "Potholes", .expected = 2.0, .fund = "general fund"},
                           {.portfolio = "Roads", .programme = "Lights", .expected = 1.5}},
            .confidence = {{.portfolio = "Roads", .expected = 3.5, .levels = {2.0, 1.0, 0.5}}},
            .profile = {{.portfolio = "Roads", .year = "2024/25", .run_rate = 1.0},
                        {.portfolio = "Roads", .year = "2025/26", .run_rate = 3.0}}};
}

std::string refused(const PlanRows& rows, const PlanRule& rule = {}) {
    return refusal([&] { (void)assemble_plan(rows, rule); });
}

}  // namespace

TEST_CASE("the published plan adds up to the printed unit") {
    const SavingsPlan plan = southampton();
    const Portfolio all = total(plan);
    CHECK(plan.portfolios.size() == 7);
    CHECK(plan.programmes.size() == 28);
    CHECK(plan.years.size() == 5);
    CHECK(plan.years.front().label() == "2024/25");
    CHECK(plan.years.back().label() == "2028/29");
    CHECK(plan.decimals == 2);
    CHECK(all.expected == 42.65);
    CHECK(all.confidence == std::vector{23.08, 11.90, 7.67});
    CHECK(validated(all, plan.scale) == 34.98);
    CHECK(not_validated(all, plan.scale) == 7.67);
    CHECK(all.run_rate == std::vector{7.30, 32.04, 39.37, 41.20, 41.60});
    CHECK(cash(plan) == 161.51);
    CHECK(increments(all.run_rate) == std::vector{7.30, 24.74, 7.33, 1.83, 0.40});
}

TEST_CASE("over-achievement by portfolio is what was published, 6.62 together") {
    const SavingsPlan plan = southampton();
    const auto of = [&](const char* name) {
        return over_achievement(plan.portfolios[portfolio_of(plan, name)], plan.scale);
    };
    CHECK(of("Adult Social Care & Health") == 2.35);
    CHECK(of("Children's Services") == 1.50);
    CHECK(of("Schools & SEND") == 1.87);
    CHECK(of("Growth & Prosperity") == 0.0);
    CHECK(of("Resident Services") == 0.89);
    CHECK(of("Customer & Community") == 0.01);
    CHECK(of("Enabling Excellence") == 0.0);
    CHECK(over_achievement(total(plan), plan.scale) == 6.62);
}

TEST_CASE("seven portfolio sums: programmes of the general fund are the expected savings") {
    const SavingsPlan plan = southampton();
    for (const Portfolio& portfolio : plan.portfolios)
        CHECK(expected_of_programmes(plan, portfolio.name, Fund::general_fund) == portfolio.expected);
    int not_applicable = 0, other_funds = 0;
    for (const Programme& programme : plan.programmes) {
        not_applicable += !programme.expected && programme.fund == Fund::general_fund;
        other_funds += programme.fund != Fund::general_fund;
    }
    CHECK(not_applicable == 8);
    CHECK(other_funds == 2);
}

TEST_CASE("cash and present value, from the rows and from the printed totals") {
    const std::vector<double> printed{7.30, 32.05, 39.37, 41.20, 41.60};
    const auto pence = [](double x) { return std::round(x * 100) / 100; };
    CHECK(cash_saving(printed) == 161.52);
    CHECK(pence(present_value(total(southampton()).run_rate, flat_rate(0.035))) == 148.42);
    CHECK(pence(present_value(printed, flat_rate(0.035))) == 148.43);
    CHECK(pence(present_value(printed, green_book())) == 148.43);
}

TEST_CASE("every printed total is checked: one year is explained by rounding, the rest agree") {
    const SavingsPlan plan = southampton();
    const std::vector<PlanCheck> checks = plan_checks(plan, {.expected = 42.65,
                                                       .levels = {23.08, 11.90, 7.67},
                                                       .run_rate = {7.30, 32.05, 39.37, 41.20, 41.60},
                                                       .increments = {7.30, 24.75, 7.32, 1.83, 0.40},
                                                       .over_achievement = 6.62});
    CHECK(checks.size() == 7 + 7 + 1 + 3 + 5 + 5 + 1 + 1);
    for (const PlanCheck& each : checks) {
        const bool rounded = each.check == "run rate" && each.where == "2025/26";
        CHECK(each.result.agrees == !rounded);
        CHECK((each.result.agrees || each.result.explained_by_rounding));
    }
}

TEST_CASE("a total that the productivity plan printed 0.01 lower is not explained by rounding") {
    const std::vector<PlanCheck> checks = plan_checks(southampton(), {.expected = 42.64});
    CHECK_FALSE(checks.back().result.agrees);
    CHECK_FALSE(checks.back().result.explained_by_rounding);
}

TEST_CASE("pounds among millions do not narrow the envelope of run rates, and odd decimals are no error") {
    PlanRows rows = small();
    rows.confidence[0] = {.portfolio = "Roads", .expected = "£3,500,000", .levels = {"£2,000,001", "£1,499,999", "0"}};
    rows.profile[1].run_rate = 3.01;
    const SavingsPlan plan = assemble_plan(rows);
    CHECK(plan.decimals == 2);
    const std::vector<PlanCheck> checks = plan_checks(plan, {.run_rate = {1.0, 3.02}, .over_achievement = -0.49});
    CHECK(checks[3].result.explained_by_rounding);
    CHECK(checks[4].check == "over-achievement total");
    CHECK(checks[4].result.agrees);
    CHECK_NOTHROW(plan_checks(plan, {.run_rate = {1.0, 3.0155}}));
}

TEST_CASE("programmes that do not add up to their portfolio are found, and change nothing") {
    PlanRows rows = small();
    rows.programmes[1].expected = 1.6;
    const SavingsPlan plan = assemble_plan(rows);
    CHECK(plan.portfolios[0].expected == 3.5);
    const std::vector<PlanCheck> checks = plan_checks(plan);
    CHECK(checks[0].check == "programmes");
    CHECK(checks[0].result.computed == 3.6);
    CHECK_FALSE(checks[0].result.agrees);
    CHECK_FALSE(checks[0].result.explained_by_rounding);
    CHECK(plan.notes == std::vector<std::string>{"programmes of 'Roads' add up to 3.6, but 3.5 is expected of it"});
    rows.programmes[1].expected = -1.5;
    CHECK(says(refused(rows), "programmes, row 1, column 'expected_saving_gbp_m': found -1.5; accepted: 0 or more"));
}

TEST_CASE("money is read as documents print it, and marks are notes") {
    PlanRows rows = small();
    rows.confidence[0].expected = "£3.5m*";
    rows.confidence[0].levels = {"£2.00m", "£1m", "£500k"};
    rows.programmes[0].expected = "£2m";
    rows.programmes.push_back({.portfolio = "Roads", .programme = "Homes", .expected = "HRA"});
    rows.programmes.push_back({.portfolio = "Roads", .programme = "Systems", .expected = "n/a"});
    const SavingsPlan plan = assemble_plan(rows);
    CHECK(plan.portfolios[0].expected == 3.5);
    CHECK(plan.portfolios[0].confidence == std::vector{2.0, 1.0, 0.5});
    CHECK(plan.decimals == 0);  // run rates are whole here
    CHECK(plan.programmes[2].fund == Fund::housing_revenue_account);
    CHECK_FALSE(plan.programmes[2].expected.has_value());
    CHECK_FALSE(plan.programmes[3].expected.has_value());
    CHECK(plan.notes == std::vector<std::string>{
                            "confidence, row 0, column 'expected_saving_gbp_m': read \"£3.5m*\" with the mark \"*\""});
    CHECK(plan_checks(plan)[0].result.agrees);
}

TEST_CASE("damaged money is refused by row, with what it may have meant") {
    PlanRows rows = small();
    rows.confidence[0].expected = "£.3.5m";
    const std::string message = refused(rows);
    CHECK(says(message, "confidence, row 0, column 'expected_saving_gbp_m'"));
    CHECK(says(message, "£.3.5m"));
    CHECK(says(message, "£3.5m"));
    rows = small();
    rows.profile[1].run_rate = infinity;
    CHECK(says(refused(rows), "profile, row 1, column 'cumulative_saving_gbp_m': found an infinite number"));
    rows = small();
    rows.profile[1].run_rate = {};
    CHECK(says(refused(rows), "profile, row 1, column 'cumulative_saving_gbp_m': found nothing"));
    rows.profile[1].run_rate = "DSG";
    CHECK(says(refused(rows), "found dedicated schools grant in place of an amount"));
}

TEST_CASE("parts that do not add up are refused with the sum") {
    PlanRows rows = small();
    rows.confidence[0].levels[2] = 0.4;
    CHECK(refused(rows) ==
          "confidence, row 0, column 'expected_saving_gbp_m': portfolio 'Roads': found 3.5, but green 2 + amber 1 + "
          "red 0.4 = "
          "3.4; accepted: parts that add up to the expected saving");
    rows.confidence[0].levels = {4.0, -1.0, 0.5};
    CHECK(says(refused(rows), "confidence, row 0, column 'amber': found -1; accepted: 0 or more"));
}

TEST_CASE("decimals add up as printed, whatever their binary noise") {
    PlanRows rows = small();
    rows.confidence[0] = {.portfolio = "Roads", .expected = 0.3, .levels = {0.1, 0.2, 0.0}};
    CHECK(assemble_plan(rows).portfolios[0].expected == 0.3);
}

TEST_CASE("a run rate that falls needs a reason, and a one-off programme is one") {
    PlanRows rows = small();
    rows.profile[1].run_rate = 0.9;
    CHECK(says(
        refused(rows),
        "profile, row 1, column 'cumulative_saving_gbp_m': the run rate of 'Roads' falls from 1 to 0.9 in 2025/26"));
    CHECK(says(refused(rows), "column 'reason'"));
    rows.profile[1].reason = "contract ends";
    CHECK(assemble_plan(rows).portfolios[0].reason == "2025/26: contract ends");
    rows.profile[1].reason.clear();
    rows.programmes[1].recurrence = "one-off";
    CHECK(assemble_plan(rows).portfolios[0].reason == "2025/26: one-off: Lights");
    rows.profile[0].run_rate = 2.41;  // a fall of 1.51, and 1.5 is one-off
    CHECK(says(refused(rows), "falls from 2.41 to 0.9"));
    rows.profile[0].run_rate = 1.0;
    rows.programmes[1].fund = "HRA";
    CHECK(says(refused(rows), "falls from 1 to 0.9"));
    rows.programmes[1] = {.portfolio = "Roads", .programme = "Lights", .expected = "n/a", .recurrence = "one-off"};
    CHECK(says(refused(rows), "falls from 1 to 0.9"));
}

TEST_CASE("a row of totals is refused in every table, by its name or by its figures") {
    PlanRows rows = small();
    rows.programmes.push_back({.portfolio = "Roads", .programme = "Total", .expected = 3.5});
    CHECK(says(refused(rows), "programmes, row 2, column 'programme': found \"Total\", a row of totals"));
    for (const char* name : {"All schemes", "Roads"}) {  // the second by what is expected of its portfolio
        rows.programmes[2].programme = name;
        CHECK(says(refused(rows), "it is the sum of all other programmes of portfolio \"Roads\""));
    }
    rows.programmes[2].expected = 1.0;
    CHECK(refused(rows).empty());
    rows = small();
    rows.programmes[0].expected = rows.programmes[1].expected = 1.75;  // of two that are alike neither is the total
    rows.programmes[0].programme = "All lights";
    CHECK(refused(rows).empty());

    rows = small();
    rows.confidence.push_back({.portfolio = "All directorates", .expected = 3.5, .levels = {2.0, 1.0, 0.5}});
    rows.profile.push_back({.portfolio = "All directorates", .year = "2024/25", .run_rate = 1.0});
    rows.profile.push_back({.portfolio = "All directorates", .year = "2025/26", .run_rate = 3.0});
    const std::string sum = "portfolio \"All directorates\": found the sum of all others in every column of ";
    CHECK(says(refused(rows), sum + "confidence and profile"));
    rows.profile[3].run_rate = 3.01;  // rounded otherwise
    CHECK(says(refused(rows), sum + "confidence;"));
    rows.confidence[1].levels = {1.9, 1.1, 0.5};
    CHECK(refused(rows).empty());
    for (ConfidenceRow& row : rows.confidence)
        if (row.portfolio != "Roads") row = {.portfolio = "Parks", .expected = 3.5, .levels = {2.0, 1.0, 0.5}};
    for (ProfileRow& row : rows.profile)
        if (row.portfolio != "Roads") row.portfolio = "Parks";
    rows.profile[3].run_rate = 3.0;
    CHECK(refused(rows).empty());  // two portfolios may be alike
}

TEST_CASE("in a plan in pounds an amount whose scale may have been left out is refused in every table") {
    PlanRows rows = small();
    PlanRule rule;
    rule.unit = MoneyUnit::pounds;
    rows.programmes[0].expected = "\u00A314.65m";
    rows.programmes[1].expected = "\u00A314.65";
    rows.confidence[0].levels = {"\u00A32m", "\u00A31", "0"};
    CHECK(says(refused(rows, rule), "programmes, row 1, column 'expected_saving_gbp_m': found \"\u00A314.65\", without a "
                                    "scale, where row 0 has \"\u00A314.65m\""));
    rows.profile[0].run_rate = "\u00A31m";
    rows.profile[1].run_rate = "\u00A33";
    CHECK(says(refused(rows, rule), "profile, row 1, column 'cumulative_saving_gbp_m': found \"\u00A33\""));
}

TEST_CASE("a row of totals is no portfolio") {
    PlanRows rows = small();
    rows.confidence.push_back({.portfolio = "Total", .expected = 3.5, .levels = {2.0, 1.0, 0.5}});
    rows.profile.push_back({.portfolio = "TOTAL", .year = "2024/25", .run_rate = 1.0});
    const std::string message = refused(rows);
    CHECK(says(message, "2 problems"));
    CHECK(says(message, "confidence, row 1, column 'portfolio': found \"Total\", a row of totals"));
    CHECK(says(message, "profile, row 2, column 'portfolio': found \"TOTAL\", a row of totals"));
}

TEST_CASE("a row that adds up all others is no portfolio, whatever it is called") {
    PlanRows rows = southampton_rows();
    rows.confidence.push_back({.portfolio = "All of it", .expected = 42.65, .levels = {23.08, 11.90, 7.67}});
    const double totals[5] = {7.30, 32.04, 39.37, 41.20, 41.60};
    for (int y = 0; y < 5; ++y)
        rows.profile.push_back(
            {.portfolio = "All of it", .year = Period::year(2024 + y).label(), .run_rate = totals[y]});
    CHECK(says(refused(rows), "portfolio \"All of it\": found the sum of all others in every column"));
    rows.profile.back().run_rate = 41.61;
    CHECK(says(refused(rows), "in every column of confidence;"));  // by its name, though its forecast is off
    rows.confidence.back().portfolio = "Corporate";
    for (std::size_t y = 1; y <= 5; ++y) rows.profile[rows.profile.size() - y].portfolio = "Corporate";
    CHECK(refused(rows).empty());  // its own forecast: a portfolio after all
}

TEST_CASE("a run rate below nothing needs a reason") {
    PlanRows rows = small();
    rows.profile[0].run_rate = -0.5;
    CHECK(says(refused(rows),
               "profile, row 0, column 'cumulative_saving_gbp_m': the run rate of 'Roads' falls from 0 to -0.5"));
    rows.profile[0].reason = "redundancy costs come first";
    CHECK(assemble_plan(rows).portfolios[0].run_rate[0] == -0.5);
}

TEST_CASE("funds stand in rows of their own, the plan's with what its portfolios expect") {
    PlanRows rows = small();
    rows.programmes.push_back({.portfolio = "Roads", .programme = "Homes", .expected = 9.0, .fund = "HRA"});
    rows.programmes.push_back({.portfolio = "Roads", .programme = "Repairs", .expected = 0.5, .fund = "HRA"});
    rows.programmes.push_back({.portfolio = "Roads", .programme = "Schools", .expected = "DSG"});
    rows.programmes[0].expected = 1.0;  // which its portfolio's 3.5 does not follow
    const std::vector<FundRow> funds = by_fund(assemble_plan(rows));
    REQUIRE(funds.size() == 3);
    CHECK(funds[0].fund == Fund::general_fund);
    CHECK(funds[0].programmes == 2);
    CHECK(funds[0].expected == 3.5);
    CHECK(funds[1].fund == Fund::housing_revenue_account);
    CHECK(funds[1].with_saving == 2);
    CHECK(funds[1].expected == 9.5);
    CHECK(funds[2].programmes == 1);
    CHECK_FALSE(funds[2].expected.has_value());
}

TEST_CASE("expected savings by kind of benefit, and programmes by their start months") {
    PlanRows rows = small();
    rows.programmes[0].benefit = "non-cashable";
    rows.programmes[1].start = "October 2024";
    rows.programmes.push_back(
        {.portfolio = "Roads", .programme = "Homes", .expected = 9.0, .fund = "HRA", .benefit = "cashable"});
    const SavingsPlan plan = assemble_plan(rows);
    const auto kinds = by_benefit(plan);
    REQUIRE(kinds.size() == 2);
    CHECK(!kinds[0].benefit.has_value());
    CHECK(kinds[0].expected == 1.5);
    CHECK(kinds[1].benefit == Benefit::non_cashable);
    CHECK(kinds[1].expected == 2.0);
    CHECK(phased(plan, plan.programmes[0]).empty());
    CHECK(phased(plan, plan.programmes[1]) == std::vector{0.75, 1.5});
}

TEST_CASE("binary noise is no decimals") {
    PlanRows rows = small();
    rows.profile[0].run_rate = 0.1 + 0.2;
    CHECK(assemble_plan(rows).decimals == 1);
    rows.profile[0].run_rate = 1e-300;
    CHECK(assemble_plan(rows).decimals == 14);
}

TEST_CASE("a portfolio is known by its other name wherever it is asked for") {
    PlanRows rows = small();
    rows.profile[0].portfolio = rows.profile[1].portfolio = "Highways";
    const SavingsPlan plan = assemble_plan(rows, {.aliases = {{"Highways", "Roads"}}});
    CHECK(portfolio_of(plan, "Highways") == 0);
    CHECK(portfolio_of(plan, "Roads") == 0);
}

TEST_CASE("printed increments are checked without printed totals too, and the bridge by what was rounded in it") {
    const SavingsPlan plan = southampton();
    const std::vector<PlanCheck> checks = plan_checks(plan, {.increments = {7.30, 24.75, 9.0, 1.83, 0.40}});
    REQUIRE(checks.size() == 19);
    CHECK(checks[15].result.explained_by_rounding);
    CHECK_FALSE((checks[16].result.agrees || checks[16].result.explained_by_rounding));
    const auto bridged = [&](double printed) {
        return plan_checks(plan, {.run_rate = {7.30, 32.05, 39.37, 41.20, printed}, .over_achievement = 6.62}).back().result;
    };
    CHECK(bridged(41.60).agrees);
    CHECK(bridged(41.61).explained_by_rounding);
    CHECK(bridged(41.61).computed == 41.60);
    CHECK(bridged(41.61).claimed == 41.61);
    CHECK_FALSE(bridged(41.62).explained_by_rounding);
}

TEST_CASE("rows come in any order") {
    PlanRows rows = small();
    std::swap(rows.profile[0], rows.profile[1]);
    CHECK(assemble_plan(rows).portfolios[0].run_rate == std::vector{1.0, 3.0});
}

TEST_CASE("an unknown portfolio is refused with the name that was meant") {
    PlanRows rows = southampton_rows();
    for (ProfileRow& row : rows.profile)
        if (row.portfolio == "Enabling Excellence") row.portfolio = "Enabling Services";
    rows.programmes[0].portfolio = "ASC & Health";
    const std::string message = refused(rows);
    CHECK(says(message,
               "profile, rows 30, 31, 32, 33 and 34, column 'portfolio': found \"Enabling Services\"; did you mean \"Enabling "
               "Excellence\"?"));
    CHECK(says(
        message,
        "programmes, row 0, column 'portfolio': found \"ASC & Health\"; did you mean \"Adult Social Care & Health\"?"));
    CHECK(says(message,
               "profile: found no row of 'Enabling Excellence' for 2024/25, 2025/26, 2026/27, 2027/28, 2028/29"));
}

TEST_CASE("funds are never netted") {
    PlanRows rows = small();
    rows.profile[0].fund = "housing revenue account";
    CHECK(says(refused(rows),
               "profile, row 0, column 'budget': found housing revenue account in a plan of the general fund"));
    rows = small();
    rows.programmes[0].fund = "general fund and HRA";
    CHECK(says(refused(rows), "programmes, row 0, column 'budget'"));
    rows = small();
    rows.programmes[0].expected = "DSG";
    CHECK(says(refused(rows), "found dedicated schools grant, but general fund in column 'budget'"));
    rows = small();
    rows.programmes[0].fund = "housing revenue account";  // its 2.0 is another plan's
    const SavingsPlan plan = assemble_plan(rows);
    CHECK(expected_of_programmes(plan, "Roads", Fund::general_fund) == 1.5);
    CHECK(expected_of_programmes(plan, "Roads", Fund::housing_revenue_account) == 2.0);
    CHECK_FALSE(plan_checks(plan)[0].result.agrees);
}

TEST_CASE("what is there twice, missing or unknown is refused, all at once") {
    PlanRows rows = small();
    rows.confidence.push_back(rows.confidence[0]);
    rows.programmes.push_back(rows.programmes[0]);
    rows.programmes[1].business_case = "outlined";
    rows.programmes[1].start = "2024/25";
    rows.programmes[1].ramp_months = 1.5;
    rows.profile.push_back(rows.profile[0]);
    rows.profile.push_back({.portfolio = "Roads", .year = "2027/28", .run_rate = 3.0});
    rows.profile.push_back({.portfolio = "Roads", .year = "September 2024", .run_rate = 3.0});
    const std::string message = refused(rows);
    CHECK(says(message, "9 problems:"));
    CHECK(says(message, "confidence, row 1, column 'portfolio': found \"Roads\" again"));
    CHECK(says(message, "programmes, row 2, column 'programme': found \"Potholes\" again"));
    CHECK(says(message, "column 'business_case': found \"outlined\"; accepted: strategic, outline, full, delivery"));
    CHECK(says(message, "column 'start': found \"2024/25\"; accepted: a month"));
    CHECK(says(message, "column 'ramp_months': found 1.5; accepted: whole months"));
    CHECK(says(message, "found '2024/25' of 'Roads' again, after row 0"));
    CHECK(says(message, "found no row of 'Roads' for 2026/27"));
    CHECK(says(message, "found \"September 2024\"; accepted: a year that begins as 2024/25 does"));
}

TEST_CASE("empty tables are refused") {
    CHECK(says(refused({}), "confidence: found no rows"));
    CHECK(says(refused({}), "profile: found no year"));
}

TEST_CASE("an amount for each level of the scale") {
    PlanRows rows = small();
    CHECK(says(refused(rows, {.scale = gmpp_five_point()}), "found 3 amounts for 5 levels"));
    rows.confidence[0].levels = {1.0, 1.0, 0.5, 0.5, 0.5};
    const SavingsPlan plan = assemble_plan(rows, {.scale = gmpp_five_point()});
    CHECK(validated(plan.portfolios[0], plan.scale) == 3.0);
    CHECK_THROWS_AS(validate_same_scale(plan.scale, savings_confidence()), Error);
    CHECK_NOTHROW(validate_same_scale(plan.scale, gmpp_five_point()));
}

TEST_CASE("three views of the same expected savings") {
    const SavingsPlan plan = southampton();
    const Portfolio all = total(plan);
    CHECK(validated(all.confidence, plan.scale) == 34.98);
    CHECK(confidence_weighted(all.confidence, std::vector{1.0, 0.5, 0.0}) == 29.03);  // 23.08 + 5.95
    CHECK_THROWS_AS(validate_weights(std::vector{1.0, 0.5}, plan.scale), Error);
    CHECK_THROWS_AS(validate_weights(std::vector{1.0, 0.5, -0.1}, plan.scale), Error);
    CHECK_THROWS_AS(validate_weights(std::vector{1.0, 0.5, std::nan("")}, plan.scale), Error);
}

TEST_CASE("scales of one's own are checked") {
    CHECK_THROWS_AS(validate(ConfidenceScale{}), Error);
    CHECK_THROWS_AS(validate(ConfidenceScale{.name = "own"}), Error);
    CHECK_THROWS_AS(validate(ConfidenceScale{.name = "own", .levels = {{.word = "high"}, {.word = "high"}}}), Error);
    CHECK_THROWS_AS(validate(ConfidenceScale{.name = "own", .levels = {{.word = ""}}}), Error);
    CHECK(says(refusal([] { (void)level_of(savings_confidence(), "blue"); }), "accepted: green, amber, red"));
}

TEST_CASE("lists are separated by semicolons, whatever stands around them") {
    PlanRows rows = small();
    rows.programmes[0].themes = "a;b; ;;c d ;";
    rows.programmes[1].themes = "single";
    rows.programmes[1].depends_on = "Potholes;";
    const SavingsPlan plan = assemble_plan(rows);
    CHECK(plan.programmes[0].themes == std::vector<std::string>{"a", "b", "c d"});
    CHECK(plan.programmes[1].themes == std::vector<std::string>{"single"});
    CHECK(plan.programmes[1].depends_on == std::vector<std::string>{"Potholes"});
    CHECK(plan.programmes[0].depends_on.empty());
}

TEST_CASE("a one-off saving explains falls up to its amount, once, and every fall is a reason of its own") {
    PlanRows rows = small();
    rows.programmes[1].recurrence = "one-off";  // 1.5
    rows.profile = {{.portfolio = "Roads", .year = "2024/25", .run_rate = 3.0},
                    {.portfolio = "Roads", .year = "2025/26", .run_rate = 2.0},
                    {.portfolio = "Roads", .year = "2026/27", .run_rate = 1.5}};
    CHECK(assemble_plan(rows).portfolios[0].reason == "2025/26: one-off: Lights; 2026/27: one-off: Lights");
    rows.profile[2].run_rate = 1.49;  // 1.0 of the 1.5 is spent: a fall of 0.51 is not explained
    CHECK(says(refused(rows), "profile, row 2, column 'cumulative_saving_gbp_m': the run rate of 'Roads' falls from 2 "
                              "to 1.49 in 2026/27"));
    rows.profile[2].reason = "contract ends";
    CHECK(assemble_plan(rows).portfolios[0].reason == "2025/26: one-off: Lights; 2026/27: contract ends");
    rows.profile[1].reason = "scope cut";
    CHECK(assemble_plan(rows).portfolios[0].reason == "2025/26: scope cut; 2026/27: contract ends");
    rows.profile[1].reason.clear();
    rows.profile[2].reason.clear();
    rows.profile[1].run_rate = rows.profile[2].run_rate = 1.5;  // the whole amount at once, in decimals exactly
    CHECK(assemble_plan(rows).portfolios[0].reason == "2025/26: one-off: Lights");
    rows.programmes[0].recurrence = "one-off";  // 2.0 more
    rows.profile[2].run_rate = 0.0;
    CHECK(assemble_plan(rows).portfolios[0].reason ==
          "2025/26: one-off: Potholes, Lights; 2026/27: one-off: Potholes, Lights");
}

TEST_CASE("a ramp is whole months from 0 to 1200") {
    PlanRows rows = small();
    for (const double months : {0.0, 1.0, 1200.0}) {
        rows.programmes[0].ramp_months = months;
        CHECK(assemble_plan(rows).programmes[0].ramp_months == static_cast<int>(months));
    }
    for (const double months : {-1.0, 0.5, 1201.0, 1e300, std::nan("")}) {
        rows.programmes[0].ramp_months = months;
        CAPTURE(months);
        CHECK(says(refused(rows), "programmes, row 0, column 'ramp_months': found "));
        CHECK(says(refused(rows), "; accepted: whole months, 0 to 1200"));
    }
}

TEST_CASE("a profile spans at most a hundred years") {
    PlanRows rows = small();
    rows.profile.clear();
    for (int y = 0; y < 100; ++y)
        rows.profile.push_back({.portfolio = "Roads", .year = Period::year(2000 + y).label(), .run_rate = 1.0});
    CHECK(assemble_plan(rows).years.size() == 100);
    rows.profile.push_back({.portfolio = "Roads", .year = Period::year(2100).label(), .run_rate = 1.0});
    CHECK(says(refused(rows), "profile: found years from 2000/01 to 2100/01; accepted: at most 100"));
}

TEST_CASE("a year is found by its place, and refused with the first and the last") {
    const SavingsPlan plan = southampton();
    for (std::size_t y = 0; y < 5; ++y) CHECK(year_of(plan, Period::year(2024 + static_cast<int>(y))) == y);
    for (const int year : {2023, 2029})
        CHECK(refusal([&] { (void)year_of(plan, Period::year(year)); }) ==
              "year: found '" + Period::year(year).label() + "'; accepted: 2024/25 to 2028/29");
}

TEST_CASE("rows may name the plan's own fund, in its words or short") {
    PlanRows rows = small();
    rows.confidence[0].fund = "general fund";
    rows.profile[0].fund = "GF";
    rows.programmes[0].fund = "General Fund";
    CHECK(refused(rows).empty());
    rows.confidence[0].fund = "capital";
    CHECK(says(refused(rows), "confidence, row 0, column 'budget': "));
}

TEST_CASE("an unknown portfolio is a problem of its own table, once a name") {
    PlanRows rows = small();
    rows.programmes.push_back({.portfolio = "Raods", .programme = "Kerbs", .expected = 1.0});
    rows.profile.push_back({.portfolio = "Rods", .year = "2024/25", .run_rate = 1.0});
    rows.profile.push_back({.portfolio = "Rods", .year = "2025/26", .run_rate = 1.0});
    rows.profile.push_back({.portfolio = "Ships", .year = "2025/26", .run_rate = 1.0});
    const std::string message = refused(rows);
    CHECK(says(message, "3 problems:"));
    CHECK(says(message, "programmes, row 2, column 'portfolio': found \"Raods\"; did you mean \"Roads\"?"));
    CHECK(says(message, "profile, rows 2 and 3, column 'portfolio': found \"Rods\""));
    CHECK(says(message, "profile, row 4, column 'portfolio': found \"Ships\""));
}

}  // namespace test_savings_plan
