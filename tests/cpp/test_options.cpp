// Options appraisal: a case by hand, the change of a weight at which another option wins, and a search that agrees.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "headway/appraisal/options.hpp"
#include "testing.hpp"

namespace test_options {

using namespace headway;
using namespace headway::test;

namespace {

const ScoreScale tens{0.0, 10.0};

std::vector<Criterion> criteria(std::vector<double> weights) {
    std::vector<Criterion> all;
    for (std::size_t c = 0; c < weights.size(); ++c) all.push_back({"criterion " + std::to_string(c), weights[c]});
    return all;
}

std::vector<Option> options(std::vector<std::vector<double>> scores) {
    std::vector<Option> all;
    for (std::size_t o = 0; o < scores.size(); ++o)
        all.push_back({.name = "option " + std::to_string(o), .scores = scores[o]});
    return all;
}

/// Scores by weights, with nothing shared with the header.
double score(const std::vector<double>& weights, const std::vector<double>& scores) {
    double sum = 0.0, all = 0.0;
    for (std::size_t c = 0; c < weights.size(); ++c) {
        sum += weights[c] * scores[c];
        all += weights[c];
    }
    return sum / all;
}

struct Drawn {
    std::uint64_t state = 11;
    double upto(std::uint64_t highest) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<double>((state >> 33) % (highest + 1));
    }
};

}  // namespace

TEST_CASE("by hand: strategic fit 40, value 30, achievability 30") {
    // Do minimum 0.4*3 + 0.3*5 + 0.3*9 = 5.4; Reform 0.4*8 + 0.3*7 + 0.3*5 = 6.8; Outsource 0.4*6 + 0.3*9 + 0.3*4 = 6.3
    std::vector<Option> all = options({{3, 5, 9}, {8, 7, 5}, {6, 9, 4}});
    all[0].net_present_value = 1.0;
    all[2].net_present_value = 4.5;
    const OptionsAppraisal found = appraise_options(criteria({40, 30, 30}), all, tens);
    CHECK(found.weights == 100.0);
    CHECK(found.options[0].score == 5.4);
    CHECK(found.options[1].score == 6.8);
    CHECK(found.options[2].score == 6.3);
    CHECK(found.options[1].contributions == std::vector<double>{3.2, 2.1, 1.5});
    CHECK(found.options[0].rank == 3);
    CHECK(found.leaders == std::vector<std::size_t>{1});
    CHECK(found.options[2].value_rank == 1);
    CHECK(found.options[0].value_rank == 2);
    CHECK(found.options[1].value_rank == 0);
    // Value from 30 to v: others (8*40 + 5*30)/70 = 6.714 and (6*40 + 4*30)/70 = 5.143; 1.571 (1-v) = 2 v: v = 0.44
    CHECK(found.changes[1].at == 44.0);
    CHECK(found.changes[1].change == 14.0);
    CHECK(found.changes[1].winner == 2);
    // Achievability: others (8*40 + 7*30)/70 = 7.571 and (3*40 + 5*30)/70 = 3.857; 3.714 (1-v) = 4 v: v = 26/54
    CHECK(near(found.changes[2].at, 100.0 * 26 / 54));
    CHECK(found.changes[2].winner == 0);
    // Strategic fit falls: others 6 and 6.5 of Outsource; -0.5 (1-v) + 2 v = 0: v = 0.2; of Do minimum 6 and 7
    CHECK(found.changes[0].at == 20.0);
    CHECK(found.changes[0].change == -20.0);
    CHECK(found.changes[0].winner == 2);
    // Anyhow: Outsource is 0.5 behind, and ahead by -2, 2, -1: 0.125 of the weight from the first to the second
    REQUIRE(found.move);
    CHECK(found.move->amount == 12.5);
    CHECK(found.move->winner == 2);
    CHECK(found.move->to == 1);
    CHECK(found.move->from == std::vector<std::pair<std::size_t, double>>{{0, 12.5}});
}

TEST_CASE("a score is a number, or one with its word") {
    CHECK(read_score("8") == 8.0);
    CHECK(read_score("8 - Good") == 8.0);
    CHECK(read_score("7.5 (fair)") == 7.5);
    CHECK(read_score("4.") == 4.0);
    CHECK(std::isnan(read_score("TBC")));
    for (const char* const text : {"good", "8/10", "8 - 9", "80%x", "£4"})
        CHECK(says(refusal([&] { (void)read_score(text); }), "accepted: a score, or a score and its word"));
}

TEST_CASE("weights of 1 and of 100 say the same") {
    const auto all = options({{3, 5, 9}, {8, 7, 5}, {6, 9, 4}});
    const OptionsAppraisal ones = appraise_options(criteria({0.4, 0.3, 0.3}), all, tens);
    CHECK(ones.weights == 1.0);
    CHECK(ones.options[1].score == 6.8);
    CHECK(ones.changes[1].at == 0.44);
    CHECK(ones.move->amount == 0.125);
}

TEST_CASE("ties are told, and a tie needs no change") {
    const OptionsAppraisal found = appraise_options(criteria({0.1, 0.9}), options({{3, 2}, {2.1, 2.1}, {9, 1}}), tens);
    CHECK(found.options[0].score == 2.1);  // 0.3 + 1.8
    CHECK(found.options[0].tied);
    CHECK(found.options[1].rank == 1);
    CHECK(found.options[2].rank == 3);
    // 0.1 + 0.2 and 0.3 are two doubles and one score
    const auto noisy = appraise_options(criteria({0.1, 0.2, 0.7}), options({{1, 1, 0}, {3, 0, 0}}), tens);
    CHECK(noisy.options[0].rank == 1);
    CHECK(noisy.options[1].rank == 1);
    CHECK(found.leaders == std::vector<std::size_t>{0, 1});
    CHECK(found.changes[0].change == 0.0);
    CHECK(found.changes[0].winner == 1);
    CHECK(found.move->amount == 0.0);
    CHECK(found.move->winner == 1);
}

TEST_CASE("a dominated option never wins") {
    const OptionsAppraisal found = appraise_options(criteria({50, 50}), options({{5, 5}, {5, 4}, {4, 3}}), tens);
    CHECK_FALSE(found.options[0].dominated_by);
    CHECK(found.options[1].dominated_by == 0);
    CHECK(found.options[2].dominated_by == 0);
    CHECK_FALSE(found.changes[1].winner);  // the second is level where only the first criterion counts, and never wins
    CHECK_FALSE(found.move);
    const OptionsAppraisal firm = appraise_options(criteria({50, 50}), options({{5, 5}, {4, 4}}), tens);
    CHECK_FALSE(firm.move);
    CHECK_FALSE(firm.changes[0].winner);
    CHECK(std::isnan(firm.changes[0].change));
    CHECK_FALSE(appraise_options(criteria({50, 50}), options({{5, 5}, {5, 5}}), tens).options[1].dominated_by);
}

TEST_CASE("an option that lacks a score has none, and is in no comparison") {
    const OptionsAppraisal found = appraise_options(criteria({50, 50}), options({{5, missing}, {2, 3}, {1, 9}}), tens);
    CHECK(std::isnan(found.options[0].score));
    CHECK(found.options[0].rank == 0);
    CHECK(found.options[0].lacks == std::vector<std::size_t>{1});
    CHECK_FALSE(found.options[1].dominated_by);
    CHECK(found.leaders == std::vector<std::size_t>{2});
    CHECK(found.changes[0].winner == 1);
    CHECK(appraise_options(criteria({100}), options({{5}, {4}}), tens).changes[0].winner == std::nullopt);
    CHECK(appraise_options(criteria({100}), options({{missing}}), tens).leaders.empty());
}

TEST_CASE("at the weight that is told another draws level, just before it nobody does, just beyond it wins") {
    Drawn drawn;
    for (int trial = 0; trial < 300; ++trial) {
        const auto n = 2 + static_cast<std::size_t>(drawn.upto(3)), m = 2 + static_cast<std::size_t>(drawn.upto(3));
        std::vector<double> weights(n, 0.0);
        for (int unit = 0; unit < 100; ++unit) ++weights[static_cast<std::size_t>(drawn.upto(n - 1))];
        std::vector<std::vector<double>> scores(m);
        for (auto& row : scores)
            for (std::size_t c = 0; c < n; ++c) row.push_back(drawn.upto(10));
        const OptionsAppraisal found = appraise_options(criteria(weights), options(scores), tens);
        const std::size_t leader = found.leaders.front();
        const auto leads_at = [&](std::size_t c, double at) {
            std::vector<double> changed = weights;
            for (std::size_t other = 0; other < n; ++other)
                changed[other] = other == c ? at : weights[other] * (100.0 - at) / (100.0 - weights[c]);
            double most = -1.0;
            for (std::size_t o = 0; o < m; ++o)
                if (o != leader) most = std::max(most, score(changed, scores[o]));
            return score(changed, scores[leader]) - most;
        };
        for (std::size_t c = 0; c < n; ++c) {
            const double reach = found.changes[c].winner ? std::fabs(found.changes[c].change) : 100.0;
            for (double step = -100.0; step <= 100.0; step += 0.5) {
                const double at = weights[c] + step;
                if (at < 0.0 || at > 100.0 || std::fabs(step) >= reach - 1e-6) continue;
                CHECK(leads_at(c, at) > -1e-9);
            }
            if (found.changes[c].winner) {
                CHECK(std::fabs(leads_at(c, found.changes[c].at)) < 1e-9);
                std::vector<double> changed = weights;
                for (std::size_t other = 0; other < n; ++other)
                    changed[other] = other == c ? found.changes[c].at
                                                : weights[other] * (100.0 - found.changes[c].at) / (100.0 - weights[c]);
                CHECK(test::within(score(changed, scores[*found.changes[c].winner]), score(changed, scores[leader]),
                                   1e-9));
            }
        }
        if (found.move && found.move->amount > 0.0) {
            std::vector<double> moved = weights;
            for (const auto& [criterion, taken] : found.move->from) moved[criterion] -= taken;
            moved[found.move->to] += found.move->amount;
            CHECK(*std::min_element(moved.begin(), moved.end()) >= -1e-9);
            CHECK(test::within(score(moved, scores[found.move->winner]), score(moved, scores[leader]), 1e-9));
            for (const WeightChange& change : found.changes)  // one weight at a time is one way of moving weight
                if (change.winner) CHECK(std::fabs(change.change) >= found.move->amount - 1e-9);
        }
    }
}

TEST_CASE("of several that draw level at one weight, the one that wins beyond it is named") {
    // At X 1/3: 4 + 4/3, 6 - 2/3 and 8 - 8/3 are all 16/3; at X 0.3: 5.2, 5.4 and 5.6
    for (const bool last : {true, false}) {
        const auto all = last ? options({{8, 4}, {4, 6}, {0, 8}}) : options({{8, 4}, {0, 8}, {4, 6}});
        const OptionsAppraisal found = appraise_options(criteria({50, 50}), all, tens);
        CHECK(near(found.changes[0].at, 100.0 / 3.0));
        CHECK(found.changes[0].winner == (last ? 2 : 1));
        CHECK(found.changes[1].winner == (last ? 2 : 1));
        REQUIRE(found.move);
        CHECK(near(found.move->amount, 50.0 / 3.0));
        CHECK(found.move->winner == (last ? 2 : 1));
    }
}

TEST_CASE("identical options are the same, and none of them wins") {
    const OptionsAppraisal same = appraise_options(criteria({50, 50}), options({{5, 5}, {5, 5}, {4, 4}}), tens);
    CHECK(same.options[1].same_as == 0);
    CHECK_FALSE(same.options[0].same_as);
    CHECK_FALSE(same.options[2].same_as);
    CHECK_FALSE(same.changes[0].winner);
    CHECK_FALSE(same.move);
    // 6 and 6 on the third criterion as well as on the mean of the others: level at any weight of it
    const OptionsAppraisal level = appraise_options(criteria({25, 25, 50}), options({{8, 4, 6}, {4, 8, 6}}), tens);
    CHECK(level.changes[0].change == 0.0);
    CHECK(level.changes[0].winner == 1);
    CHECK_FALSE(level.changes[2].winner);
    CHECK_FALSE(level.options[1].same_as);
}

TEST_CASE("a weight of all or of nothing has nothing beyond it") {
    // 8 v + 5 (1 - v) and 8 v + 4.6 (1 - v) meet at 1, which the second never passes
    const OptionsAppraisal found = appraise_options(criteria({50, 40, 10}), options({{8, 6, 1}, {8, 4, 7}}), tens);
    CHECK(found.leaders == std::vector<std::size_t>{0});  // others: 5 against 4.6
    CHECK_FALSE(found.changes[0].winner);
    CHECK(found.changes[2].winner == 1);
}

TEST_CASE("what is no appraisal is refused, all at once") {
    const std::string refused = refusal([] {
        return appraise_options(criteria({40, 30, 20}), options({{3, 5, 11}, {-1, 2, 3}}), tens);
    });
    CHECK(says(refused, "3 problems"));
    CHECK(says(refused, "weights: found 90 in all; accepted: weights that add up to 1 or to 100"));
    CHECK(says(refused, "row 0, option \"option 0\": found 11 on \"criterion 2\"; accepted: from 0 to 10"));
    CHECK(says(refused, "row 1, option \"option 1\": found -1 on \"criterion 0\""));
    CHECK(says(refusal([] { return appraise_options(criteria({-1, 101}), options({{1, 1}}), tens); }),
               "weight of \"criterion 0\": found -1"));
    CHECK(says(refusal([] { return appraise_options({}, {}, {5.0, 5.0}); }), "scale: found 5 to 5"));
    CHECK(says(refusal([] {
                   auto twice = options({{1}, {2}});
                   twice[1].name = twice[0].name;
                   return appraise_options(criteria({1}), twice, tens);
               }),
               "found the option again, after row 0"));
}

}  // namespace test_options
