// Risks: scores and ratings by hand, what a level may be written as, movement since another register, the matrix; and
// risks as events of a simulation, against closed forms.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headway/measure/read_share.hpp"
#include "headway/savings/uncertain_plan.hpp"
#include "headway/savings/uncertain_risks.hpp"
#include "headway/uncertainty/risk.hpp"
#include "headway/uncertainty/risk_event.hpp"
#include "headway/uncertainty/simulation.hpp"
#include "testing.hpp"

namespace test_risk {

using namespace headway;
using namespace headway::test;

namespace {

const RiskScale five{.impacts = {"Negligible", "Minor", "Moderate", "Major", "Severe"},
                     .probabilities = {"Rare", "Unlikely", "Possible", "Likely", "Almost certain"},
                     .amber_from = 6,
                     .red_from = 15};

std::vector<Risk> registered() {
    return {{.name = "Supplier fails", .inherent = {5, 4}, .residual = {5, 3}, .target = 8, .chance = 0.3, .amount = 2.0},
            {.name = "Recruitment", .inherent = {3, 4}, .residual = {3, 2}, .target = 6},
            {.name = "Weather", .residual = {2, 2}},
            {.name = "Unscored", .residual = {4, 0}, .chance = 0.5}};
}

std::vector<UncertainSaving> certain_plan(Delivery lights = Delivery::certain()) {
    const std::vector<double> of_lights{0.0, 5.0, 5.0}, of_fleet{1.0, 3.0, 3.0};
    return {uncertain_saving("Lights", of_lights, lights), uncertain_saving("Fleet", of_fleet, Delivery::certain())};
}

Simulation with(const std::vector<RiskEvent>& risks, std::vector<UncertainSaving> savings, std::uint64_t draws = 20'000,
                std::uint64_t seed = 7) {
    for (UncertainSaving& row : uncertain_risks(risks, savings)) savings.push_back(std::move(row));
    return simulate(savings, {.draws = draws, .seed = seed});
}

}  // namespace

TEST_CASE("scores, ratings, targets and expected costs by hand") {
    const std::vector<RiskStanding> found = risk_standings(registered(), five);
    CHECK(found[0].inherent == 20);
    CHECK(found[0].residual == 15);
    CHECK(found[0].inherent_rating == RiskRating::red);
    CHECK(found[0].rating == RiskRating::red);
    CHECK(found[0].above_target == 7);
    CHECK(found[0].expected_cost == 0.6);
    CHECK(found[0].movement == RiskMovement::not_compared);
    CHECK(found[1].rating == RiskRating::amber);  // 6 is amber
    CHECK(found[1].above_target == 0);
    CHECK(std::isnan(found[1].expected_cost));
    CHECK(found[2].rating == RiskRating::green);
    CHECK(found[2].inherent == 0);
    CHECK_FALSE(found[2].inherent_rating);
    CHECK(found[3].residual == 0);
    CHECK_FALSE(found[3].rating);
    CHECK(std::isnan(found[3].expected_cost));
}

TEST_CASE("what risks are expected to cost together is of those that are known") {
    std::vector<Risk> risks = registered();
    risks[1].chance = 0.1;
    risks[1].amount = 1.0;
    CHECK(expected_cost(risk_standings(risks, five)) == 0.7);
    CHECK(std::isnan(expected_cost(risk_standings({risks[2]}, five))));
}

TEST_CASE("a chance is a share of 1 or a per cent") {
    CHECK(read_share("0.3") == 0.3);
    CHECK(read_share("30%") == 0.3);
    CHECK(read_share("7 per cent") == 0.07);
    CHECK(std::isnan(read_share("n/a")));
    CHECK(std::isnan(read_share("TBC")));
    for (const char* text : {"3 days", "over 50%", "likely"})
        CHECK(says(refusal([&] { return read_share(text); }), "accepted: a share of 1, 0.3 or 30%"));
}

TEST_CASE("names that differ in letter case and spaces alone are one") {
    std::vector<Risk> before = registered();
    before[0].name = " supplier  FAILS ";
    const std::vector<Risk> now = registered();
    CHECK(risk_standings(now, five, &before)[0].movement == RiskMovement::unchanged);
    CHECK(closed_risks(now, before).empty());
    std::vector<Risk> twice = registered();
    twice[1].name = "supplier fails";
    CHECK(says(refusal([&] { return risk_standings(twice, five); }), "found it again, after row 0"));
    const auto rows = uncertain_risks({{.name = "a", .chance = 1.0, .amount = 2.0, .savings = {{"fleet "}}}},
                                      certain_plan());
    CHECK(rows[0].profiles[0] == std::vector<double>{-1.0, -2.0, -2.0});
    CHECK(says(rows[0].risk, "from Fleet with"));
    for (const char* text : {"", " ", "TBC", "n/a", "Unknown", "-"}) CHECK(says_nothing(text));
    CHECK_FALSE(says_nothing("0"));
}

TEST_CASE("movement since another register") {
    std::vector<Risk> before = registered();
    before[0].residual = {4, 3};
    before[1].residual = {5, 3};
    before[2].name = "Closed since";
    before[3].residual = {4, 2};
    const std::vector<Risk> now = registered();
    const std::vector<RiskStanding> found = risk_standings(now, five, &before);
    CHECK(found[0].movement == RiskMovement::worse);
    CHECK(found[0].change == 3);
    CHECK(found[1].movement == RiskMovement::better);
    CHECK(found[1].change == -9);
    CHECK(found[2].movement == RiskMovement::new_risk);
    CHECK(found[3].movement == RiskMovement::not_known);
    CHECK(closed_risks(now, before) == std::vector<std::size_t>{2});
    CHECK(risk_standings(now, five, &now)[0].movement == RiskMovement::unchanged);
}

TEST_CASE("a level is a number, a word, or both") {
    const auto level = [](const char* text) { return read_risk_level(text, five.impacts); };
    CHECK(level("4") == 4);
    CHECK(level(" major ") == 4);
    CHECK(level("4 - Major") == 4);
    CHECK(level("Major (4)") == 4);
    CHECK(level("4: Major") == 4);
    CHECK(level("4 \xE2\x80\x93 Major") == 4);
    CHECK(read_risk_level("almost certain", five.probabilities) == 5);
    for (const char* text : {"", "n/a", "-", "TBC"}) CHECK(level(text) == 0);
    CHECK(says(refusal([&] { return level("6"); }),
               "found \"6\"; accepted: 1 to 5 or Negligible, Minor, Moderate, Major, Severe"));
    CHECK(says(refusal([&] { return level("-1"); }), "found \"-1\""));
    CHECK(says(refusal([&] { return level("2.5"); }), "found \"2.5\""));
    CHECK(says(refusal([&] { return level("Mayor"); }), "did you mean \"Major\"?"));
    CHECK(says(refusal([&] { return level("3 - Major"); }), "where \"Major\" is 4"));
    CHECK(read_risk_level("2", {"1", "2", "3"}) == 2);
    CHECK(read_risk_level("2 - Minor", {"1", "2", "3"}) == 2);  // a scale without words has none to hold it against
    for (const char* const text : {"1-2", "2%", "Minor", "12"})
        CHECK(says(refusal([&] { return read_risk_level(text, {"1", "2", "3"}); }), "accepted: 1 to 3"));
    CHECK(says(refusal([] { return read_risk_level("4", {"1", "2", "3"}); }), "accepted: 1 to 3"));
}

TEST_CASE("every cell of the matrix, and every risk with its levels in one") {
    const std::vector<RiskCell> cells = risk_matrix({{5, 3}, {3, 2}, {2, 2}, {4, 0}, {5, 3}}, five);
    REQUIRE(cells.size() == 25);
    CHECK(cells.front().probability == 5);
    CHECK(cells.front().impact == 1);
    CHECK(cells.back().probability == 1);
    std::size_t risks = 0;
    for (const RiskCell& cell : cells) {
        CHECK(cell.score == cell.impact * cell.probability);
        CHECK(cell.rating == *risk_rating(five, cell.score));
        risks += cell.risks.size();
        if (cell.impact == 5 && cell.probability == 3) CHECK(cell.risks == std::vector<std::size_t>{0, 4});
    }
    CHECK(risks == 4);
}

TEST_CASE("what is no register is refused, all at once") {
    std::vector<Risk> risks = registered();
    risks[0].chance = 30.0;
    risks[1].name = "Supplier  fails";
    risks[2].target = 26;
    risks[3].residual = {6, 1};
    const std::string refused = refusal([&] { return risk_standings(risks, five); });
    CHECK(says(refused, "4 problems"));
    CHECK(says(refused, "row 0, risk \"Supplier fails\": found a chance of 30; accepted: from 0 to 1"));
    CHECK(says(refused, "found it again, after row 0"));
    CHECK(says(refused, "found a target of 26; accepted: a score from 1 to 25"));
    CHECK(says(refused, "found impact 6 and probability 1"));
    RiskScale scale = five;
    scale.red_from = 6;
    CHECK(says(refusal([&] { validate(scale); }), "found amber from 6 and red from 6; accepted: scores in that order"));
    scale = five;
    scale.impacts[1] = "negligible";
    CHECK(says(refusal([&] { validate(scale); }), "impacts: found \"Negligible\"; accepted: words that differ"));
    scale.impacts = {"one"};
    CHECK(says(refusal([&] { validate(scale); }), "impacts: found 1 levels; accepted: from 2 to 10"));
}

TEST_CASE("a risk of 0.3 and 2.0 takes 0.6 off what is expected, and the total is one of two numbers") {
    const Simulation found = with({{.name = "Supplier", .chance = 0.3, .amount = 2.0, .savings = {{"Lights"}}}},
                                  certain_plan());
    CHECK(found.planned == std::vector<double>{1.0, 8.0, 8.0});  // a risk is in no planned total
    CHECK(found.risks == std::vector<std::string>{"", "", "takes 2 a year from Lights with probability 30%"});
    CHECK(found.mean[0] == 1.0);  // Lights have not begun: there is nothing to lose
    CHECK(found.standard_deviation[0] == 0.0);
    std::size_t happened = 0;
    for (const double total : found.totals[1]) {
        CHECK((total == 8.0 || total == 6.0));
        happened += total == 6.0;
    }
    const double share = static_cast<double>(happened) / 20'000.0, error = std::sqrt(0.3 * 0.7 / 20'000.0);
    CHECK(std::fabs(share - 0.3) < 4.0 * error);
    CHECK(std::fabs(found.mean[1] - 7.4) < 4.0 * 2.0 * error);
    CHECK(near(found.mean[1], 8.0 - 2.0 * share, 1e-9));
    CHECK(std::fabs(found.standard_deviation[1] - 2.0 * std::sqrt(0.21)) < 0.02);
    CHECK(near(found.probability(1, 8.0), 1.0 - share));
    CHECK(near(found.spread_share[2][1], 1.0, 1e-9));
    CHECK(near(found.saving_mean[2][1], -2.0 * share, 1e-9));
}

TEST_CASE("one risk is one event for all that it threatens, and takes no more than they plan") {
    const Simulation found = with({{.name = "ICT", .chance = 0.5, .amount = 10.0}}, certain_plan());
    for (std::size_t year = 0; year < 3; ++year)
        for (const double total : found.totals[year]) CHECK((total == 0.0 || total == found.planned[year]));
    const Simulation later = with({{.name = "ICT", .chance = 1.0, .amount = 0.5, .savings = {{"Fleet"}}, .first_year = 2}},
                                  certain_plan(), 100);
    CHECK(later.mean == std::vector<double>{1.0, 8.0, 7.5});
    const Simulation never = with({{.name = "ICT", .chance = 0.0, .amount = 0.5}}, certain_plan(), 100);
    CHECK(never.mean == never.planned);
    const Simulation none = with({{.name = "ICT", .chance = 1.0, .amount = 0.5, .savings = {std::vector<std::string>{}}}},
                                 certain_plan(), 100);
    CHECK(none.mean == none.planned);
}

TEST_CASE("risks that happen together take no more of a saving than it plans") {
    // Fleet plans 1, 3, 3; two risks of 2 each take 3 of it together, and never touch Lights
    const std::vector<RiskEvent> two{{.name = "a", .chance = 0.5, .amount = 2.0, .savings = {{"Fleet"}}},
                                     {.name = "b", .chance = 0.5, .amount = 2.0, .savings = {{"Fleet"}}}};
    const Simulation found = with(two, certain_plan());
    std::size_t both = 0;
    for (const double total : found.totals[1]) {
        CHECK((total == 8.0 || total == 6.0 || total == 5.0));
        both += total == 5.0;
    }
    CHECK(std::fabs(static_cast<double>(both) / 20'000.0 - 0.25) < 4.0 * std::sqrt(0.25 * 0.75 / 20'000.0));
    for (const double total : found.totals[0]) CHECK((total == 1.0 || total == 0.0));
    CHECK(near(found.saving_mean[0][1] + found.saving_mean[1][1] + found.saving_mean[2][1] + found.saving_mean[3][1],
               found.mean[1], 1e-9));
    // Certain ones, by hand: the first takes 6 of 8, in proportion; 2 are left, of which 0.75 are of Fleet
    const Simulation sure = with({{.name = "all", .chance = 1.0, .amount = 6.0},
                                  {.name = "fleet", .chance = 1.0, .amount = 2.0, .savings = {{"Fleet"}}}},
                                 certain_plan(), 1000);
    CHECK(near(sure.mean[1], 1.25, 1e-9));
    CHECK(near(sure.saving_mean[3][1], -0.75, 1e-9));
    CHECK(sure.standard_deviation[1] == 0.0);
}

TEST_CASE("a portfolio is itself, not another whose name begins with its own") {
    std::vector<UncertainSaving> rows = certain_plan();
    rows[0].name = "Adults, green";
    rows[0].portfolio = "Adults";
    rows[1].name = "Adults, Health, green";
    rows[1].portfolio = "Adults, Health";
    SavingsPlan plan;
    plan.portfolios = {{.name = "Adults"}, {.name = "Adults, Health"}};
    const std::vector<RiskEvent> risks{{.name = "a", .chance = 1.0, .amount = 2.0, .savings = {{"Adults"}}},
                                       {.name = "b", .chance = 1.0, .amount = 2.0, .savings = {{"Adults, Health"}}}};
    const std::vector<RiskEvent> found = risks_of_plan(risks, plan, rows, false);
    CHECK(*found[0].savings == std::vector<std::string>{"Adults, green"});
    CHECK(*found[1].savings == std::vector<std::string>{"Adults, Health, green"});
}

TEST_CASE("risks are independent of one another, and change no draw of the savings before them") {
    const std::vector<RiskEvent> two{{.name = "a", .chance = 0.4, .amount = 1.0}, {.name = "b", .chance = 0.2, .amount = 2.0}};
    const Simulation found = with(two, certain_plan());
    // 8, 7, 6 and 5 with 0.48, 0.32, 0.12 and 0.08
    const std::vector<std::pair<double, double>> wanted{{8.0, 0.48}, {7.0, 0.32}, {6.0, 0.12}, {5.0, 0.08}};
    for (const auto& [total, probability] : wanted) {
        const auto times = std::count(found.totals[1].begin(), found.totals[1].end(), total);
        const double share = static_cast<double>(times) / 20'000.0;
        CHECK(std::fabs(share - probability) < 4.0 * std::sqrt(probability * (1.0 - probability) / 20'000.0));
    }
    const Delivery uncertain = Delivery::pert(0.4, 0.9, 1.1);
    const Simulation without = simulate(certain_plan(uncertain), {.draws = 2'000, .seed = 3});
    const Simulation beside = with(two, certain_plan(uncertain), 2'000, 3);
    for (std::size_t draw = 0; draw < 2'000; ++draw) {
        const double lost = without.totals[1][draw] - beside.totals[1][draw];
        const double nearest_loss = std::round(lost);
        CHECK(test::within(lost, nearest_loss, 1e-9));
        CHECK((nearest_loss == 0.0 || nearest_loss == 1.0 || nearest_loss == 2.0 || nearest_loss == 3.0));
    }
}

TEST_CASE("savings may go together beside risks that do not") {
    std::vector<UncertainSaving> savings = certain_plan(Delivery::pert(0.4, 0.9, 1.1));
    const stats::Correlation pair = stats::Correlation::equal(2, 0.5);
    for (UncertainSaving& row : uncertain_risks({{.name = "a", .chance = 0.4, .amount = 1.0}}, savings))
        savings.push_back(std::move(row));
    CHECK(says(refusal([&] { return simulate(savings, {.draws = 10, .correlation = pair}); }), "of 3"));
    const Simulation found = simulate(savings, {.draws = 10, .correlation = pair.beside(1)});
    CHECK(found.rule.correlation(0, 1) == 0.5);
    CHECK(found.rule.correlation(0, 2) == 0.0);
    CHECK(stats::Correlation{}.beside(3).size() == 0);
}

TEST_CASE("risks that are none, or threaten nothing, are refused at once") {
    const std::string refused = refusal([] {
        return uncertain_risks({{.name = "a", .chance = 1.5, .amount = 1.0, .savings = {{"Light"}}},
                                {.name = "b", .chance = 0.5, .amount = -1.0, .first_year = 3},
                                {.name = "c", .chance = missing, .amount = missing}},
                               certain_plan());
    });
    CHECK(says(refused, "6 problems"));
    CHECK(says(refused, "risk \"a\": found \"Light\", which is no saving; did you mean \"Lights\"?"));
    CHECK(says(refused, "risk \"b\": found the first year 3"));
}

TEST_CASE("a risk of a plan names programmes or portfolios") {
    const SavingsPlan plan{.years = {Period::parse("2024/25")},
                           .portfolios = {{.name = "Place", .expected = 3, .confidence = {3, 0, 0}, .run_rate = {3}},
                                          {.name = "Adults", .expected = 2, .confidence = {2, 0, 0}, .run_rate = {2}}},
                           .programmes = {{.portfolio = "Place", .name = "Parking", .expected = 1.0},
                                          {.portfolio = "Place", .name = "Lights", .expected = 2.0},
                                          {.portfolio = "Adults", .name = "Telecare", .expected = 2.0},
                                          {.portfolio = "Adults", .name = "Unknown"}}};
    const Uncertainty sure{.delivery = Delivery::certain()};
    const auto by_programme = uncertain_by_programme(plan, {{"Parking", sure}, {"Lights", sure}, {"Telecare", sure}});
    const auto lost = [&](std::vector<std::string> named, const std::vector<UncertainSaving>& rows, bool programmes) {
        std::vector<RiskEvent> risks{{.name = "r", .chance = 1.0, .amount = 9.0, .savings = std::move(named)}};
        return uncertain_risks(risks_of_plan(risks, plan, rows, programmes), rows)[0].profiles[0][0];
    };
    CHECK(lost({"Parking"}, by_programme, true) == -1.0);
    CHECK(lost({"Parking", "Telecare"}, by_programme, true) == -3.0);
    CHECK(lost({"Place"}, by_programme, true) == -3.0);
    CHECK(lost({"Unknown"}, by_programme, true) == 0.0);
    const auto by_confidence =
        uncertain_by_confidence(plan, {{"green", sure}, {"amber", sure}});
    CHECK(lost({"Parking"}, by_confidence, false) == -3.0);
    CHECK(lost({"Adults"}, by_confidence, false) == -2.0);
    CHECK(says(refusal([&] { return lost({"Parkin", "Place"}, by_programme, true); }),
               "risk \"r\": found \"Parkin\", which is no programme and no portfolio; did you mean \"Parking\"?"));
}

}  // namespace test_risk
