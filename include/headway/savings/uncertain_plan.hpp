/// @file
/// A savings plan as savings to simulate: by portfolio and confidence, or by programme.
///
/// | by         | one saving for                                | planned amount of a year                       |
/// |------------|-----------------------------------------------|------------------------------------------------|
/// | confidence | each portfolio and validated level            | min(run rate, validated) x level / validated   |
/// |            | each portfolio's over-achievement             | run rate - min(run rate, validated)            |
/// | programme  | each one whose own run rate is known          | that; none of one that is not validated        |
/// |            | each other one with a start month             | what is validated of it, `phased`              |
/// |            | each other one with an amount                 | run rate x expected / expected of programmes   |
///
/// What is not validated is in no run rate, so it is in no simulation either: a programme with a start month enters
/// with expected x validated / expected of its portfolio. What is in doubt (unvalidated.hpp) is left out too, unless
/// somebody says how sure over-achievement is. Planned amounts of all savings by confidence add up to the plan's run
/// rate but for that; those by programme do where no programme has a start month of its own. Lateness is exact for
/// programmes with a start month alone; elsewhere it is by straight lines between years (simulation.hpp).
///
/// What is not certain must be said, level by level and of over-achievement, which nobody has rated, or programme by
/// programme: there is no hidden default. Where a user has said nothing, `illustration` is this library's own, in round
/// numbers, and results show it: PERT, most likely all of it, at most a tenth more; the lowest share goes evenly from
/// 80% for the surest level to 40% for the least sure validated one, for over-achievement, and where nobody has rated
/// anything.
///
/// Errors: an uncertainty that is missing, or for what is no validated level or programme (with the nearest); by
/// programme, a run rate without a programme that has an amount, and two programmes of one name.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/savings/phasing.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/savings/unvalidated.hpp"
#include "headway/text.hpp"
#include "headway/uncertainty/delay.hpp"
#include "headway/uncertainty/delivery.hpp"
#include "headway/uncertainty/uncertain_saving.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// What is not certain about a saving: its share, and how late it is.
struct Uncertainty {
    Delivery delivery{};
    Delay delay{};
};

/// What over-achievement is called among the levels.
inline constexpr const char* over_achieved = "over-achievement";

/// By level word (and `over_achieved`) or programme name.
using Uncertainties = std::map<std::string, Uncertainty>;

/// This library's own, for a scale whose owner has not said. See the head of this file.
[[nodiscard]] inline Uncertainties illustration(const ConfidenceScale& scale) {
    constexpr double surest = 0.8, least_sure = 0.4, most = 1.1;
    std::vector<std::string> words;
    for (const ConfidenceLevel& level : scale.levels)
        if (level.validated) words.push_back(level.word);
    if (words.size() == 1 && words.front() == unrated_level) {
        const Uncertainty any{.delivery = Delivery::pert(least_sure, 1.0, most)};
        return {{unrated_level, any}, {over_achieved, any}};
    }
    const std::string beyond = over_achieved;
    Uncertainties shown;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const double along = words.size() < 2 ? 0.0 : static_cast<double>(i) / static_cast<double>(words.size() - 1);
        shown[words[i]] = {.delivery = Delivery::pert(surest + along * (least_sure - surest), 1.0, most)};
    }
    shown[beyond] = {.delivery = Delivery::pert(least_sure, 1.0, most)};
    return shown;
}

namespace detail {

[[nodiscard]] inline bool saves(const Portfolio& portfolio) {
    return std::any_of(portfolio.run_rate.begin(), portfolio.run_rate.end(),
                       [](double run_rate) { return run_rate != 0.0; });
}

/// Whether a programme is one of the savings of a simulation by programme.
[[nodiscard]] inline bool is_simulated(const SavingsPlan& plan, const Programme& programme) {
    if (programme.fund != plan.fund || (!programme.expected && programme.run_rate.empty())) return false;
    return programme.confidence.empty() || plan.scale.levels[level_of(plan.scale, programme.confidence)].validated;
}

/// Refuses what is said of no one, and finds who is not spoken of.
inline void validate_names(const Uncertainties& said, const std::vector<std::string>& accepted,
                           const std::string& what) {
    Problems problems;
    for (const auto& [name, uncertainty] : said)
        if (std::find(accepted.begin(), accepted.end(), name) == accepted.end()) {
            const std::string near = nearest(name, accepted);
            problems.add("simulation: found " + headway::quoted(name) + ", which is no " + what +
                         (near.empty() ? "" : "; did you mean " + headway::quoted(near) + "?"));
        }
    for (const std::string& name : accepted)
        if (said.find(name) == said.end())
            problems.add("simulation: found no delivery for " + what + " " + headway::quoted(name) +
                         "; accepted: one for each");
    problems.raise_if_any();
}

}  // namespace detail

/// One saving for each portfolio and validated level with an amount, named "Portfolio, level", and for its
/// over-achievement where there is one in any year.
/// @param leave_out_doubt whether over-achievement is without what is in doubt: true unless somebody has rated it
[[nodiscard]] inline std::vector<UncertainSaving> uncertain_by_confidence(const SavingsPlan& plan,
                                                                          const Uncertainties& said,
                                                                          bool leave_out_doubt = true) {
    validate(plan);
    struct Part {
        std::string name{};
        std::string level{};
        std::vector<double> by_year{};
    };
    std::vector<Part> parts;
    std::vector<std::string> accepted;
    for (const ConfidenceLevel& level : plan.scale.levels)
        if (level.validated) accepted.push_back(level.word);
    bool beyond = false;
    for (const Portfolio& portfolio : plan.portfolios) {
        const double all = validated(portfolio, plan.scale);
        std::vector<double> of_levels, over;
        for (std::size_t y = 0; y < plan.years.size(); ++y) {
            of_levels.push_back(rated(portfolio, plan.scale, y));
            over.push_back(decimal::difference(decimal::difference(portfolio.run_rate[y], of_levels.back()),
                                               leave_out_doubt ? in_doubt(plan, portfolio, y) : 0.0));
        }
        for (std::size_t level = 0; level < plan.scale.levels.size() && all != 0.0; ++level) {
            const double amount = portfolio.confidence[level];
            if (!plan.scale.levels[level].validated || amount == 0.0) continue;
            std::vector<double> by_year;
            for (const double of_year : of_levels) by_year.push_back(of_year * (amount / all));
            parts.push_back({portfolio.name, plan.scale.levels[level].word, std::move(by_year)});
        }
        if (std::none_of(over.begin(), over.end(), [](double amount) { return amount > 0.0; })) continue;
        beyond = true;
        parts.push_back({portfolio.name, over_achieved, std::move(over)});
    }
    if (beyond || said.find(over_achieved) != said.end()) accepted.push_back(over_achieved);
    detail::validate_names(said, accepted, "validated level");

    std::vector<UncertainSaving> savings;
    for (const Part& part : parts) {
        savings.push_back(uncertain_saving(part.name + ", " + part.level, part.by_year, said.at(part.level).delivery,
                                    said.at(part.level).delay));
        savings.back().portfolio = part.name;
    }
    return savings;
}

/// One saving for each programme that has an amount of the plan's fund, by its name.
[[nodiscard]] inline std::vector<UncertainSaving> uncertain_by_programme(const SavingsPlan& plan,
                                                                         const Uncertainties& said) {
    validate(plan);
    std::vector<std::string> accepted;
    for (const Programme& programme : plan.programmes) {
        if (!detail::is_simulated(plan, programme)) continue;
        if (std::find(accepted.begin(), accepted.end(), programme.name) != accepted.end())
            throw Error("simulation: found two programmes called " + headway::quoted(programme.name) +
                        "; accepted: names that differ");
        accepted.push_back(programme.name);
    }
    detail::validate_names(said, accepted, "programme");

    Problems problems;
    const auto has_own = [&](const Portfolio& portfolio) {
        return std::any_of(plan.programmes.begin(), plan.programmes.end(), [&](const Programme& programme) {
            return programme.portfolio == portfolio.name && !programme.run_rate.empty();
        });
    };
    for (const Portfolio& portfolio : plan.portfolios)
        if (detail::saves(portfolio) && !has_own(portfolio) &&
            expected_of_programmes(plan, portfolio.name, plan.fund) == 0.0)
            problems.add("simulation: portfolio '" + portfolio.name +
                         "' has a run rate and no programme with an amount; accepted: a simulation by confidence");
    problems.raise_if_any();

    std::vector<UncertainSaving> savings;
    for (const Programme& programme : plan.programmes) {
        if (!detail::is_simulated(plan, programme)) continue;
        const Uncertainty& of_programme = said.at(programme.name);
        const Portfolio& portfolio = plan.portfolios[portfolio_of(plan, programme.portfolio)];
        if (!programme.run_rate.empty()) {
            std::vector<double> by_year;
            for (const double run_rate : programme.run_rate) by_year.push_back(std::isnan(run_rate) ? 0.0 : run_rate);
            savings.push_back(uncertain_saving(programme.name, by_year, of_programme.delivery, of_programme.delay));
            continue;
        }
        if (programme.start) {
            const double share =
                portfolio.expected == 0.0 ? 1.0 : validated(portfolio, plan.scale) / portfolio.expected;
            UncertainSaving saving{
                .name = programme.name, .delivery = of_programme.delivery, .delay = of_programme.delay};
            for (std::size_t months = 0; months <= longest(of_programme.delay); ++months) {
                saving.profiles.push_back(phased(plan, programme, static_cast<int>(months)));
                for (double& amount : saving.profiles.back()) amount *= share;
            }
            savings.push_back(std::move(saving));
            continue;
        }
        const double together = expected_of_programmes(plan, portfolio.name, plan.fund);
        std::vector<double> by_year;
        for (std::size_t y = 0; y < plan.years.size(); ++y) {
            const double run_rate = decimal::difference(portfolio.run_rate[y], in_doubt(plan, portfolio, y));
            by_year.push_back(together == 0.0 ? 0.0 : run_rate * (*programme.expected / together));  // 0: saves nothing
        }
        savings.push_back(uncertain_saving(programme.name, by_year, of_programme.delivery, of_programme.delay));
    }
    return savings;
}

}  // namespace headway
