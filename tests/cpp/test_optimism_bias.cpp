// Optimism bias: the published bounds, mitigation and the adjusted estimate.
#include <cmath>
#include <utility>
#include <vector>

#include "headway/appraisal/optimism_bias.hpp"
#include "testing.hpp"

namespace test_optimism_bias {

using namespace headway;
using namespace headway::test;

TEST_CASE("bounds are those of Mott MacDonald's table 2", "[optimism bias]") {
    struct Row {
        ProjectType type;
        BiasRange duration, capital;
    };
    for (const auto& [type, duration, capital] :
         {Row{ProjectType::non_standard_buildings, {0.02, 0.39}, {0.04, 0.51}},
          Row{ProjectType::standard_buildings, {0.01, 0.04}, {0.02, 0.24}},
          Row{ProjectType::non_standard_civil_engineering, {0.03, 0.25}, {0.06, 0.66}},
          Row{ProjectType::standard_civil_engineering, {0.01, 0.20}, {0.03, 0.44}},
          Row{ProjectType::equipment_development, {0.10, 0.54}, {0.10, 2.00}}}) {
        INFO(word(type));
        CHECK(optimism_bias(type, EstimateOf::works_duration) == duration);
        CHECK(optimism_bias(type, EstimateOf::capital_expenditure) == capital);
    }
    CHECK(optimism_bias(ProjectType::outsourcing, EstimateOf::capital_expenditure) == BiasRange{0.0, 0.41});
    CHECK(!optimism_bias(ProjectType::outsourcing, EstimateOf::works_duration));
}

TEST_CASE("mitigation takes the upper bound down to the lower", "[optimism bias]") {
    const BiasRange building{0.04, 0.51};
    CHECK(mitigated(building, 0.0) == 0.51);
    CHECK(mitigated(building, 0.5) == 0.255);
    CHECK(mitigated(building, 0.92) == 0.0408);  // the review's own example: 51% with 92% managed is 4%
    CHECK(mitigated(building, 0.95) == 0.04);    // 2.55% would be below what was ever seen
    CHECK(mitigated(building, 1.0) == 0.04);
    CHECK(mitigated({0.0, 0.41}, 1.0) == 0.0);
}

TEST_CASE("an estimate is adjusted as a decimal", "[optimism bias]") {
    CHECK(bias_adjusted(100, 0.24) == 124);
    CHECK(bias_adjusted(100, 0.0408) == 104.08);
    CHECK(bias_adjusted(1.1, 0.1) == 1.21);
    CHECK(bias_adjusted(24, 0.04) == 24.96);  // months
    CHECK(bias_adjusted(7.9, 0) == 7.9);
    CHECK(bias_adjusted(0, 2) == 0);
    CHECK(std::isnan(bias_adjusted(missing, 0.1)));
}

TEST_CASE("percentages for fractions and bounds the wrong way round are refused", "[optimism bias]") {
    CHECK(says(refusal([] { (void)bias_adjusted(100, 24); }), "0.24 for 24%"));
    CHECK(says(refusal([] { (void)bias_adjusted(100, -0.1); }), "optimism bias: found -0.1"));
    CHECK(says(refusal([] { (void)bias_adjusted(100, std::nan("")); }), "optimism bias: found"));
    CHECK(says(refusal([] { (void)mitigated({0.5, 0.4}, 0); }), "the lower bound first"));
    CHECK(says(refusal([] { (void)mitigated({0.1, 4}, 0); }), "optimism bias: found 4"));
    CHECK(says(refusal([] { (void)mitigated({-0.1, 0.4}, 0); }), "optimism bias: found -0.1"));
    CHECK(says(refusal([] { (void)mitigated({0.1, 0.4}, 50); }), "mitigation: found 50"));
    CHECK(says(refusal([] { (void)mitigated({0.1, 0.4}, std::nan("")); }), "mitigation: found"));
}

TEST_CASE("a bias is from 0 to 2, both ends among them", "[optimism bias]") {
    CHECK(bias_adjusted(100, 0) == 100);
    CHECK(bias_adjusted(100, 2) == 300);
    CHECK(mitigated({0.0, 2.0}, 0.0) == 2.0);
    for (const double bad : {-1e-9, 2.0 + 1e-9, 2.5})
        CHECK(says(refusal([&] { (void)bias_adjusted(100, bad); }), "accepted: a fraction from 0 to 2"));
}

}  // namespace test_optimism_bias
