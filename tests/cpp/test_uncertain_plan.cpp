// A savings plan as savings to simulate: planned amounts add up to the plan, and only what is said is assumed.
#include <cmath>

#include "headway/savings/uncertain_plan.hpp"
#include "headway/uncertainty/simulation.hpp"
#include "southampton.hpp"
#include "testing.hpp"

namespace test_uncertain_plan {

using namespace headway;
using namespace headway::test;

namespace {

Uncertainties all_certain(const SavingsPlan& plan) {
    Uncertainties said;
    for (const Programme& programme : plan.programmes)
        if (programme.fund == plan.fund && programme.expected) said[programme.name] = {};
    return said;
}

std::vector<double> together(const std::vector<UncertainSaving>& savings) {
    std::vector<double> totals(5, 0.0);
    for (const UncertainSaving& saving : savings)
        for (std::size_t y = 0; y < 5; ++y) totals[y] += saving.profiles[0][y];
    return totals;
}

}  // namespace

TEST_CASE("planned amounts by confidence add up to the plan's run rate, and red is not among them") {
    const SavingsPlan plan = southampton();
    const std::vector<UncertainSaving> savings = uncertain_by_confidence(plan, illustration(plan.scale));
    CHECK(savings.size() == 16);  // green of 5 portfolios, amber of 6, over-achievement of 5
    const std::vector<double> totals = together(savings), planned = total(plan).run_rate;
    for (std::size_t y = 0; y < 5; ++y) CHECK(std::fabs(totals[y] - planned[y]) < 1e-12);
    for (const UncertainSaving& saving : savings) CHECK_FALSE(says(saving.name, "red"));
    CHECK(savings[0].name == "Adult Social Care & Health, green");
    CHECK(std::fabs(savings[0].profiles[0][4] - 12.75) < 1e-12);  // no more is green than was rated so
    CHECK(std::fabs(savings[0].profiles[0][0] - 2.24 * 12.75 / 14.65) < 1e-12);
    CHECK(savings[2].name == "Adult Social Care & Health, over-achievement");
    CHECK(savings[2].profiles[0] == std::vector{0.0, 0.0, 2.35, 2.35, 2.35});
}

TEST_CASE("a plan whose every part is certain comes to its own run rate") {
    const SavingsPlan plan = southampton();
    const Simulation simulation =
        simulate(uncertain_by_confidence(plan, {{"green", {}}, {"amber", {}}, {over_achieved, {}}}), {.draws = 100});
    for (std::size_t y = 0; y < 5; ++y) CHECK(std::fabs(simulation.prudent(y) - total(plan).run_rate[y]) < 1e-12);
}

TEST_CASE("the illustration goes from 80% for the surest to 40% for the least sure validated level") {
    const Uncertainties three = illustration(savings_confidence());
    CHECK(three.size() == 3);
    CHECK(three.at("green").delivery == Delivery::pert(0.8, 1, 1.1));
    CHECK(three.at("amber").delivery == Delivery::pert(0.4, 1, 1.1));
    CHECK(three.at(over_achieved).delivery == Delivery::pert(0.4, 1, 1.1));
    const Uncertainties five = illustration(gmpp_five_point());
    CHECK(five.size() == 5);
    CHECK(std::fabs(five.at("amber").delivery.low - (0.8 - 0.4 * 2 / 3)) < 1e-15);
}

TEST_CASE("programmes share their portfolio's run rate by what is expected of them") {
    const SavingsPlan plan = southampton();
    const std::vector<UncertainSaving> savings = uncertain_by_programme(plan, all_certain(plan));
    CHECK(savings.size() == 18);
    const std::vector<double> totals = together(savings), planned = total(plan).run_rate;
    for (std::size_t y = 0; y < 5; ++y) CHECK(std::fabs(totals[y] - planned[y]) < 1e-12);
}

TEST_CASE("a programme with a start month has its own phasing, exact when late") {
    SavingsPlan plan = southampton();
    plan.programmes[0].start = Period::month(2024, 10);
    Uncertainties said = all_certain(plan);
    said["Living and Ageing Well"].delay = Delay::fixed(3);
    const UncertainSaving saving = uncertain_by_programme(plan, said)[0];
    REQUIRE(saving.profiles.size() == 4);
    CHECK(saving.profiles[0][0] == 7.45 / 2);
    CHECK(saving.profiles[3][0] == 7.45 / 4);
    CHECK(saving.profiles[3][1] == 7.45);
}

TEST_CASE("of a programme with a start month only what is validated enters") {
    SavingsPlan plan = southampton();
    for (Programme& programme : plan.programmes)
        if (programme.name == "Leisure Strategy") programme.start = Period::month(2024, 4);
    for (const UncertainSaving& saving : uncertain_by_programme(plan, all_certain(plan)))
        if (saving.name == "Leisure Strategy") CHECK(std::fabs(saving.profiles[0][4] - 2.5 * 7.5 / 11.3) < 1e-12);
}

TEST_CASE("a run rate without programmes cannot be simulated by programme") {
    SavingsPlan plan = southampton();
    for (Programme& programme : plan.programmes)
        if (programme.portfolio == "Growth & Prosperity") programme.expected.reset();
    CHECK(says(refusal([&] { (void)uncertain_by_programme(plan, all_certain(plan)); }),
               "'Growth & Prosperity' has a run rate and no programme with an amount"));
}

TEST_CASE("who is not spoken of, and who is no one, is refused") {
    const SavingsPlan plan = southampton();
    CHECK(says(refusal([&] { (void)uncertain_by_confidence(plan, {{"green", {}}}); }),
               "no delivery for validated level \"amber\""));
    CHECK(says(refusal([&] { (void)uncertain_by_confidence(plan, {{"green", {}}, {"amber", {}}, {"red", {}}}); }),
               "found \"red\", which is no validated level"));
    Uncertainties said = all_certain(plan);
    said.erase("Commissioning");
    said["Comissioning"] = {};
    const std::string message = refusal([&] { (void)uncertain_by_programme(plan, said); });
    CHECK(says(message, "did you mean \"Commissioning\"?"));
    CHECK(says(message, "no delivery for programme \"Commissioning\""));
}

TEST_CASE(
    "a run rate that no validated saving stands behind is over-achievement, of which somebody must say how sure it "
    "is") {
    const SavingsPlan plan{.years = {Period::year(2024)},
                           .portfolios = {{.name = "A", .expected = 1, .confidence = {0, 0, 1}, .run_rate = {3}}}};
    const std::vector<UncertainSaving> savings = uncertain_by_confidence(plan, illustration(plan.scale));
    REQUIRE(savings.size() == 1);
    CHECK(savings[0].name == "A, over-achievement");
    CHECK(says(refusal([&] { (void)uncertain_by_confidence(plan, {{"green", {}}, {"amber", {}}}); }),
               "no delivery for validated level \"over-achievement\""));
}

TEST_CASE("a portfolio that saves nothing needs no programme, one that saves in any year does") {
    SavingsPlan plan{.years = {Period::year(2024), Period::year(2025)},
                     .portfolios = {{.name = "A", .expected = 2, .confidence = {2, 0, 0}, .run_rate = {1, 2}},
                                    {.name = "B", .expected = 0, .confidence = {0, 0, 0}, .run_rate = {0, 0}}},
                     .programmes = {{.portfolio = "A", .name = "one", .expected = 2.0}}};
    CHECK(uncertain_by_programme(plan, {{"one", {}}}).size() == 1);
    for (const std::vector<double>& run_rate : {std::vector{0.0, 1.0}, std::vector{-1.0, 0.0}, std::vector{1.0, 1.0}}) {
        plan.portfolios[1].run_rate = run_rate;
        CHECK(says(refusal([&] { (void)uncertain_by_programme(plan, {{"one", {}}}); }),
                   "simulation: portfolio 'B' has a run rate and no programme with an amount"));
    }
}

TEST_CASE("of a scale with one validated level that is the surest") {
    const Uncertainties one = illustration(
        {.name = "own", .version = "1", .levels = {{.word = "sure"}, {.word = "unsure", .validated = false}}});
    CHECK(one.size() == 2);
    CHECK(one.at("sure").delivery == Delivery::pert(0.8, 1, 1.1));
    CHECK(one.at(over_achieved).delivery == Delivery::pert(0.4, 1, 1.1));
}

}  // namespace test_uncertain_plan
