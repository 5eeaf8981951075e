/// @file
/// What a plan of uncertain savings will come to: a Monte-Carlo simulation of its totals by year.
///
///     total(y) = sum over savings s of  share_s x amount_s(y, d_s)
///
/// In each draw every saving has a share delivered (delivery.hpp) and a delay of d whole months (delay.hpp), both by
/// the normal scores of its own two streams (random.hpp): share = quantile at Phi(score), and the later the greater the
/// score of the delay. Amounts are in the plan's unit.
///
/// Correlation is a Gaussian copula: the scores of the shares are multivariate normal with the rule's matrix, and so,
/// where there are delays, are the scores of the delays of the savings that have one, with the same matrix. A
/// correlation is that of the scores: the shares' own is somewhat nearer to 0 (much nearer for Bernoulli). Positive:
/// they deliver well together, and are late together. Delivery and delay are independent of each other.
///
/// `amount_s(y, d)` comes with the saving, a row for each month of delay. `late` makes such a row from yearly amounts
/// alone: a saving that is d months late delivers in a year what the plan had d months before, by straight lines
/// between years. That is exact for one that starts at the beginning of a year and then delivers evenly, and an
/// approximation for any other start.
///
/// What a result tells:
///
/// - the mean and the standard deviation (n - 1) of the total in each year, and the fan: `quantile`, exact among the draws:
///   the greatest amount that at least a share 1 - level of the draws reaches;
/// - `prudent`: for savings the prudent figure is the amount met or exceeded with 80% probability, which is the
///   quantile at 0.2;
/// - `probability` of reaching an amount: the share of draws with a total of at least that (a millionth of a millionth of
///   all amounts together is rounding, not a shortfall);
/// - Monte-Carlo standard errors of these: how far another seed would be off, not how uncertain the savings are;
/// - `spread_share`: what each saving contributes to the spread of a year, cov(saving, total) / var(total). They add up to 1. It is
///   negative for a saving that goes against the others, and NaN in a year without spread.
///
/// The same seed gives the same draws in C++ and in Python, on any number of threads, to the last bit: draws are named
/// by number, sums are made over fixed chunks of draws and added in order. Another machine gives the same normal scores
/// to the last bit; shares of PERT and beta deliveries come through its mathematics library and may differ in their
/// last digits.
///
/// Errors: no saving, years that differ, amounts that are not finite, fewer rows than delays, a correlation of another
/// number of savings, fewer than 2 or more than 10 million draws; up to ten at once, naming savings.
///
/// Sources: HM Treasury, "The Green Book" and its guidance on optimism and uncertainty (Monte Carlo analysis); the
/// Gaussian copula as in Nelsen, "An introduction to copulas" (2006).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/stats/correlation.hpp"
#include "headway/stats/normal.hpp"
#include "headway/stats/random.hpp"
#include "headway/text.hpp"
#include "headway/uncertainty/delay.hpp"
#include "headway/uncertainty/delivery.hpp"
#include "headway/uncertainty/share_of_score.hpp"
#include "headway/uncertainty/simulation_kernels.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// One saving as planned, and what is not certain about it.
struct UncertainSaving {
    std::string name{};
    /// Row d: the amount in each year of the plan when d months late; row 0 is as planned. As many rows as the delay
    /// can reach, and one.
    std::vector<std::vector<double>> profiles{};
    Delivery delivery{};
    Delay delay{};
};

/// What the amounts of a plan are when the saving is so many months late: see the head of this file.
[[nodiscard]] inline std::vector<double> late(std::span<const double> by_year, std::size_t months) {
    const std::size_t years = months / 12;
    const double part = static_cast<double>(months % 12) / 12.0;
    const auto planned = [&](std::size_t y, std::size_t before) { return before > y ? 0.0 : by_year[y - before]; };
    std::vector<double> amounts(by_year.size());
    for (std::size_t y = 0; y < amounts.size(); ++y) {
        const double amount = planned(y, years);
        amounts[y] = amount - part * (amount - planned(y, years + 1));
    }
    return amounts;
}

/// A saving whose rows are made by `late`.
[[nodiscard]] inline UncertainSaving uncertain(std::string name, std::span<const double> by_year, Delivery delivery,
                                               Delay delay = {}) {
    UncertainSaving saving{.name = std::move(name), .delivery = delivery, .delay = std::move(delay)};
    for (std::size_t months = 0; months <= longest(saving.delay); ++months)
        saving.profiles.push_back(late(by_year, months));
    return saving;
}

/// How a simulation is run. Plain data: keep it with the result.
struct SimulationRule {
    std::uint64_t draws = 100'000;
    std::uint64_t seed = 0;
    stats::Correlation correlation{};  ///< of the savings in their order; the default is none

    /// Name and version of the method: it changes when a figure could.
    static constexpr std::string_view version = "Gaussian copula on Philox4x32-10, version 1";
};

/// With what probability the prudent figure is met or exceeded.
inline constexpr double prudent_probability = 0.8;

/// A year of the fan: the quantiles asked for, the prudent figure and its Monte-Carlo standard error.
struct FanOfYear {
    std::vector<double> quantiles{};
    double prudent = 0.0;
    double prudent_error = 0.0;
};

/// The simulated totals, what each saving had to do with them, and all that was assumed.
struct Simulation {
    SimulationRule rule{};
    std::vector<std::string> names{};
    std::vector<Delivery> deliveries{};
    std::vector<Delay> delays{};
    std::vector<double> planned{};              ///< by year: delivered in full and on time
    std::vector<double> mean{};                 ///< by year
    std::vector<double> standard_deviation{};   ///< by year
    std::vector<std::vector<double>> totals{};  ///< by year, then by draw
    /// By saving, then by year: its own mean and standard deviation, and its share of the spread.
    std::vector<std::vector<double>> saving_mean{}, saving_deviation{}, spread_share{};
    std::vector<double> rounding{};  ///< by year: how far a total may be off an exact sum

    [[nodiscard]] std::size_t years() const noexcept { return totals.size(); }

    /// The greatest amounts that at least a share 1 - level of the draws reaches, in the order of the levels.
    /// @throws Error for a level outside 0 to 1 or a year that the plan does not have.
    [[nodiscard]] std::vector<double> quantiles(std::size_t year, std::span<const double> levels) const;
    [[nodiscard]] double quantile(std::size_t year, double level) const {
        return quantiles(year, std::array{level}).front();
    }
    /// The amount met or exceeded with 80% probability.
    [[nodiscard]] double prudent(std::size_t year) const { return quantile(year, 1.0 - prudent_probability); }

    /// The probability of reaching an amount; NaN for NaN. @throws Error for a year that the plan does not have.
    [[nodiscard]] double probability(std::size_t year, double amount) const;

    /// Monte-Carlo standard errors.
    [[nodiscard]] double mean_error(std::size_t year) const {
        return standard_deviation.at(year) / std::sqrt(static_cast<double>(rule.draws));
    }
    [[nodiscard]] double probability_error(std::size_t year, double amount) const {
        // one success and one failure more than were drawn, so that "never in so many draws" is not "never" (Laplace)
        const double draws = static_cast<double>(rule.draws);
        const double p = (probability(year, amount) * draws + 1.0) / (draws + 2.0);
        return std::sqrt(p * (1.0 - p) / draws);
    }
    /// Half the distance between the quantiles one standard error of the level above and below.
    [[nodiscard]] double quantile_error(std::size_t year, double level) const;
    /// What a fan shows of a year, from one selection among its draws.
    [[nodiscard]] FanOfYear fan(std::size_t year, std::span<const double> levels) const;
};

inline std::vector<double> Simulation::quantiles(std::size_t year, std::span<const double> levels) const {
    std::vector<double> sorted = totals.at(year);
    std::vector<std::pair<std::size_t, std::size_t>> ranks;  // of the draw, of the level
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (!(levels[i] >= 0.0 && levels[i] <= 1.0))
            throw Error("level: found " + std::to_string(levels[i]) + "; accepted: from 0 to 1, for example 0.9");
        // A level such as 0.2 of 1000 is 200 draws, whatever its binary rounding.
        const double below = std::floor(levels[i] * static_cast<double>(rule.draws) * (1.0 + 1e-12) + 1e-9);
        ranks.emplace_back(std::min(static_cast<std::size_t>(below), sorted.size() - 1), i);
    }
    std::ranges::sort(ranks);
    std::vector<double> found(levels.size());
    auto from = sorted.begin();
    for (const auto& [rank, level] : ranks) {
        const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(rank);
        if (at >= from) {
            std::nth_element(from, at, sorted.end());
            from = at + 1;
        }
        found[level] = *at;
    }
    return found;
}

inline double Simulation::probability(std::size_t year, double amount) const {
    const std::vector<double>& of_year = totals.at(year);
    if (std::isnan(amount)) return amount;
    const double least = amount - rounding[year];
    const auto reached = std::ranges::count_if(of_year, [least](double total) { return total >= least; });
    return static_cast<double>(reached) / static_cast<double>(rule.draws);
}

namespace detail {

/// One standard error of a level below it and above, among so many draws.
[[nodiscard]] inline std::array<double, 2> around(double level, std::uint64_t draws) {
    const double off = std::sqrt(level * (1.0 - level) / static_cast<double>(draws));
    return {std::max(level - off, 0.0), std::min(level + off, 1.0)};
}

}  // namespace detail

inline double Simulation::quantile_error(std::size_t year, double level) const {
    const std::vector<double> ends = quantiles(year, detail::around(level, rule.draws));
    return (ends[1] - ends[0]) / 2.0;
}

inline FanOfYear Simulation::fan(std::size_t year, std::span<const double> levels) const {
    const double prudent = 1.0 - prudent_probability;
    const auto [below, above] = detail::around(prudent, rule.draws);
    std::vector<double> all(levels.begin(), levels.end());
    all.insert(all.end(), {prudent, below, above});
    std::vector<double> found = quantiles(year, all);
    const std::size_t asked = levels.size();
    FanOfYear of_year{.prudent = found[asked], .prudent_error = (found[asked + 2] - found[asked + 1]) / 2.0};
    found.resize(asked);
    of_year.quantiles = std::move(found);
    return of_year;
}

namespace detail {

/// Months late, by a number that decides: a table of where each month begins, and a guide that says where to look.
class MonthTable {
public:
    static constexpr std::size_t cells = 1024;

    MonthTable() = default;
    /// @param ends where each month ends on the axis from `lowest` to `highest`; the last has none
    MonthTable(std::vector<double> ends, double lowest, double highest)
        : ends_(std::move(ends)), guide_(cells), lowest_(lowest), per_unit_(cells / (highest - lowest)) {
        ends_.back() = std::numeric_limits<double>::infinity();
        for (std::size_t cell = 0; cell < cells; ++cell) {
            // A cell's first number may fall to the cell before by rounding, so the guide starts a little earlier.
            const double first = lowest + (static_cast<double>(cell) - 1e-3) / per_unit_;
            guide_[cell] = static_cast<std::uint32_t>(std::ranges::upper_bound(ends_, first) - ends_.begin());
        }
    }

    void apply(std::span<const double, stats::draws_a_block> at,
               std::span<std::uint32_t, stats::draws_a_block> months) const noexcept {
        const double* const ends = ends_.data();
        for (std::size_t draw = 0; draw < stats::draws_a_block; ++draw) {
            const double cell = std::min(std::max((at[draw] - lowest_) * per_unit_, 0.0), cells - 1.0);
            std::uint32_t month = guide_[static_cast<std::size_t>(static_cast<std::int32_t>(cell))];
            while (at[draw] >= ends[month]) ++month;
            months[draw] = month;
        }
    }

private:
    std::vector<double> ends_{};
    std::vector<std::uint32_t> guide_{};
    double lowest_ = 0.0, per_unit_ = 0.0;
};

/// Where each month ends among uniform numbers, or among scores.
[[nodiscard]] inline MonthTable month_table(const Delay& delay, bool of_scores) {
    const std::vector<double> probability = probabilities(delay);
    std::vector<double> ends;
    double up_to = 0.0;
    for (const double p : probability) {
        up_to += p;
        ends.push_back(of_scores ? stats::normal_quantile(std::min(up_to, 1.0)) : up_to);
    }
    return of_scores ? MonthTable(std::move(ends), -furthest_score, furthest_score)
                     : MonthTable(std::move(ends), 0.0, 1.0);
}

inline constexpr std::uint32_t for_delivery = 0, for_delay = 1;  ///< purposes of streams

/// A plan made ready to be simulated, a chunk of draws at a time.
class PlanOfDraws {
public:
    /// Chunks are the unit of threads and of sums, so their size is part of the method.
    static constexpr std::size_t blocks_a_chunk = 32;
    static constexpr std::size_t draws_a_chunk = blocks_a_chunk * stats::draws_a_block;

    PlanOfDraws(std::span<const UncertainSaving> savings, const SimulationRule& rule)
        : savings_(savings),
          rule_(rule),
          draws_(rule.draws),
          years_(savings.front().profiles.front().size()),
          groups_((years_ + years_a_group - 1) / years_a_group),
          correlated_(rule.correlation.size() != 0),
          factor_(rule.correlation.lower(), rule.correlation.size()),
          expected_total_(groups_) {
        std::vector<std::size_t> delayed;
        for (std::size_t s = 0; s < savings.size(); ++s) {
            const UncertainSaving& saving = savings[s];
            Ready ready{.shares = ShareOfScore(saving.delivery), .amounts = {}, .expected = {}, .months = {}};
            const std::vector<double> probability = probabilities(saving.delay);
            ready.amounts.assign(groups_, std::vector<YearGroup>(probability.size()));
            ready.expected.resize(groups_);
            for (std::size_t year = 0; year < years_; ++year) {
                double amount = 0.0;
                for (std::size_t month = 0; month < probability.size(); ++month) {
                    ready.amounts[year / years_a_group][month][year % years_a_group] = saving.profiles[month][year];
                    amount += probability[month] * saving.profiles[month][year];
                }
                const double expected = headway::mean(saving.delivery) * amount;
                ready.expected[year / years_a_group][year % years_a_group] = expected;
                expected_total_[year / years_a_group][year % years_a_group] += expected;
            }
            if (probability.size() > 1) {
                delayed.push_back(s);
                ready.months = month_table(saving.delay, correlated_);
            }
            ready_.push_back(std::move(ready));
        }
        delayed_ = delayed;
        if (correlated_ && !delayed.empty()) {
            const stats::Correlation among = rule.correlation.among(delayed);
            delay_factor_ = CorrelationFactor(among.lower(), among.size());
        }
    }

    [[nodiscard]] std::size_t chunks() const noexcept { return (draws_ + draws_a_chunk - 1) / draws_a_chunk; }

    /// What a chunk adds up to: savings x groups, and the totals' own groups after the last saving.
    using Sums = std::vector<GroupSums>;

    /// Room for one thread's draws.
    struct Workspace {
        std::vector<double> scores{}, delay_scores{}, scratch{};
        std::vector<std::uint32_t> months{};
        std::vector<BlockTotals> totals{};
    };

    [[nodiscard]] Workspace workspace() const {
        const std::size_t rows = std::max(factor_.rows(), delay_factor_.rows());
        return {.scores = std::vector<double>(ready_.size() * stats::draws_a_block),
                .delay_scores = std::vector<double>(delayed_.size() * stats::draws_a_block),
                .scratch = std::vector<double>(2 * rows * lanes),
                .months = std::vector<std::uint32_t>(ready_.size() * stats::draws_a_block, 0),
                .totals = std::vector<BlockTotals>(groups_)};
    }

    /// Draws one chunk: totals go to their place, sums are returned.
    [[nodiscard]] Sums run(std::size_t chunk, Workspace& work, std::vector<std::vector<double>>& totals) const {
        Sums sums((ready_.size() + 1) * groups_);
        for (std::size_t i = 0; i < blocks_a_chunk; ++i) {
            const std::size_t block = chunk * blocks_a_chunk + i;
            if (block * stats::draws_a_block >= draws_) break;
            draw_shares(block, work);
            draw_months(block, work);
            add_up(block, work, totals, sums);
        }
        return sums;
    }

    /// The result, of totals and of all chunks' sums added up in order.
    [[nodiscard]] Simulation result(std::vector<std::vector<double>> totals, const Sums& sums) const {
        const auto n = static_cast<double>(draws_);
        Simulation simulation{.rule = rule_, .totals = std::move(totals)};
        const std::size_t savings = ready_.size();
        simulation.saving_mean.resize(savings);
        simulation.saving_deviation.resize(savings);
        simulation.spread_share.resize(savings);
        for (const UncertainSaving& saving : savings_) {
            simulation.names.push_back(saving.name);
            simulation.deliveries.push_back(saving.delivery);
            simulation.delays.push_back(saving.delay);
        }
        for (std::size_t year = 0; year < years_; ++year) {
            const std::size_t group = year / years_a_group, y = year % years_a_group;
            const GroupSums& of_total = sums[savings * groups_ + group];
            const double beyond = of_total.sum[y] / n;
            const double spread = of_total.squares[y] - n * beyond * beyond;
            double planned = 0.0, largest = 0.0;
            for (std::size_t s = 0; s < savings; ++s) {
                const GroupSums& own = sums[s * groups_ + group];
                const double own_beyond = own.sum[y] / n;
                simulation.saving_mean[s].push_back(ready_[s].expected[group][y] + own_beyond);
                simulation.saving_deviation[s].push_back(
                    std::sqrt(std::max(own.squares[y] - n * own_beyond * own_beyond, 0.0) / (n - 1.0)));
                simulation.spread_share[s].push_back(spread > 0.0 ? (own.products[y] - n * own_beyond * beyond) / spread
                                                                  : std::numeric_limits<double>::quiet_NaN());
                planned += savings_[s].profiles.front()[year];
                for (const YearGroup& amounts : ready_[s].amounts[group])
                    largest += std::fabs(amounts[y]) / static_cast<double>(ready_[s].amounts[group].size());
            }
            simulation.planned.push_back(planned);
            simulation.mean.push_back(expected_total_[group][y] + beyond);
            simulation.standard_deviation.push_back(std::sqrt(std::max(spread, 0.0) / (n - 1.0)));
            simulation.rounding.push_back(1e-12 * largest);
        }
        return simulation;
    }

    [[nodiscard]] std::vector<std::vector<double>> room_for_totals() const {
        return std::vector<std::vector<double>>(years_, std::vector<double>(draws_));
    }

private:
    struct Ready {
        ShareOfScore shares;
        std::vector<std::vector<YearGroup>> amounts;  ///< by group, then by month of delay
        std::vector<YearGroup> expected;              ///< by group
        MonthTable months;
    };

    using Scores = std::span<double, stats::draws_a_block>;
    using Months = std::span<std::uint32_t, stats::draws_a_block>;

    [[nodiscard]] static Scores row(std::vector<double>& rows, std::size_t i) {
        return Scores(rows.data() + i * stats::draws_a_block, stats::draws_a_block);
    }
    [[nodiscard]] static Months row(std::vector<std::uint32_t>& rows, std::size_t i) {
        return Months(rows.data() + i * stats::draws_a_block, stats::draws_a_block);
    }
    [[nodiscard]] stats::Stream stream(std::size_t saving, std::uint32_t purpose) const noexcept {
        return {.seed = rule_.seed, .index = static_cast<std::uint32_t>(saving), .purpose = purpose};
    }

    void draw_shares(std::size_t block, Workspace& work) const {
        for (std::size_t s = 0; s < ready_.size(); ++s)
            if (correlated_ || !ready_[s].shares.certain())
                stats::normals(stream(s, for_delivery), block, row(work.scores, s));
        if (correlated_) correlate(factor_, work.scores.data(), work.scratch.data());
        for (std::size_t s = 0; s < ready_.size(); ++s) ready_[s].shares.apply(row(work.scores, s));
    }

    void draw_months(std::size_t block, Workspace& work) const {
        for (std::size_t i = 0; i < delayed_.size(); ++i) {
            const Scores scores = row(work.delay_scores, i);
            if (correlated_)
                stats::normals(stream(delayed_[i], for_delay), block, scores);
            else
                stats::uniforms(stream(delayed_[i], for_delay), block, scores);
        }
        if (correlated_ && !delayed_.empty()) correlate(delay_factor_, work.delay_scores.data(), work.scratch.data());
        for (std::size_t i = 0; i < delayed_.size(); ++i)
            ready_[delayed_[i]].months.apply(row(work.delay_scores, i), row(work.months, delayed_[i]));
    }

    void add_up(std::size_t block, Workspace& work, std::vector<std::vector<double>>& totals, Sums& sums) const {
        const std::size_t first = block * stats::draws_a_block, draws = std::min(stats::draws_a_block, draws_ - first);
        for (std::size_t group = 0; group < groups_; ++group) {
            BlockTotals& of_block = work.totals[group];
            for (YearGroup& total : of_block) total.fill(0.0);
            for (std::size_t s = 0; s < ready_.size(); ++s)
                add_to_totals(row(work.scores, s), row(work.months, s), ready_[s].amounts[group].data(), of_block);
            for (std::size_t year = group * years_a_group; year < std::min(years_, (group + 1) * years_a_group); ++year)
                for (std::size_t draw = 0; draw < draws; ++draw)
                    totals[year][first + draw] = of_block[draw][year % years_a_group];
            GroupSums& of_total = sums[ready_.size() * groups_ + group];
            for (std::size_t draw = 0; draw < draws; ++draw)
                for (std::size_t y = 0; y < years_a_group; ++y) {
                    double& beyond = of_block[draw][y];
                    beyond -= expected_total_[group][y];
                    of_total.sum[y] += beyond;
                    of_total.squares[y] += beyond * beyond;
                }
            for (std::size_t s = 0; s < ready_.size(); ++s)
                sum_block(row(work.scores, s), row(work.months, s), ready_[s].amounts[group].data(),
                          ready_[s].expected[group], of_block, draws, sums[s * groups_ + group]);
        }
    }

    std::span<const UncertainSaving> savings_;
    SimulationRule rule_;
    std::size_t draws_;
    std::size_t years_;
    std::size_t groups_;
    bool correlated_;
    CorrelationFactor factor_;
    std::vector<YearGroup> expected_total_;
    CorrelationFactor delay_factor_{};
    std::vector<Ready> ready_{};
    std::vector<std::size_t> delayed_{};  ///< savings that can be late, in their order
};

/// Adds a chunk's sums to those of the chunks before it.
inline void add(PlanOfDraws::Sums& sums, const PlanOfDraws::Sums& chunk) {
    sums.resize(chunk.size());
    for (std::size_t i = 0; i < chunk.size(); ++i) sums[i].add(chunk[i]);
}

}  // namespace detail

/// @throws Error for the problems named at the head of this file, up to ten at once.
inline void validate(std::span<const UncertainSaving> savings, const SimulationRule& rule) {
    Problems problems;
    if (savings.empty()) problems.add("simulation: found no saving; accepted: at least one");
    if (rule.draws < 2 || rule.draws > 10'000'000)
        problems.add("simulation: found " + std::to_string(rule.draws) + " draws; accepted: from 2 to 10,000,000");
    if (rule.correlation.size() != 0 && rule.correlation.size() != savings.size())
        problems.add("simulation: found a correlation of " + std::to_string(rule.correlation.size()) +
                     " savings; accepted: of " + std::to_string(savings.size()) + ", as many as the plan has");
    const std::size_t years =
        savings.empty() || savings.front().profiles.empty() ? 0 : savings.front().profiles.front().size();
    for (std::size_t s = 0; s < savings.size(); ++s) {
        const UncertainSaving& saving = savings[s];
        const std::string what = "simulation, saving " + headway::quoted(saving.name) + ": ";
        try {
            validate(saving.delivery);
            validate(saving.delay);
        } catch (const Error& error) {
            problems.add(what + error.what());
            continue;
        }
        if (saving.profiles.size() <= longest(saving.delay))
            problems.add(what + "found amounts for " + std::to_string(saving.profiles.size()) + " delays; accepted: " +
                         std::to_string(longest(saving.delay) + 1) + " rows, from on time to the longest delay");
        for (std::size_t other = 0; other < s; ++other)
            if (savings[other].name == saving.name) {
                problems.add(what + "found twice; accepted: each name once");
                break;
            }
        for (std::size_t month = 0; month < saving.profiles.size(); ++month) {
            const std::vector<double>& amounts = saving.profiles[month];
            if (amounts.size() != years || years == 0) {
                problems.add(what + "found " + std::to_string(amounts.size()) + " years in row " +
                             std::to_string(month) + "; accepted: " +
                             (years == 0 ? "at least one" : std::to_string(years) + ", as the first saving has"));
                break;
            }
            const auto wrong = std::ranges::find_if(amounts, [](double amount) { return !std::isfinite(amount); });
            if (wrong != amounts.end()) {
                problems.add(what + "found " + std::to_string(*wrong) + " in row " + std::to_string(month) + ", year " +
                             std::to_string(wrong - amounts.begin()) + "; accepted: a finite amount");
                break;
            }
        }
    }
    problems.raise_if_any();
}

/// Simulates a plan on the calling thread; `batch::simulate` gives the same on several.
/// @throws Error for the problems named at the head of this file, up to ten at once.
[[nodiscard]] inline Simulation simulate(std::span<const UncertainSaving> savings, const SimulationRule& rule) {
    validate(savings, rule);
    const detail::PlanOfDraws plan(savings, rule);
    detail::PlanOfDraws::Workspace work = plan.workspace();
    std::vector<std::vector<double>> totals = plan.room_for_totals();
    detail::PlanOfDraws::Sums sums;
    for (std::size_t chunk = 0; chunk < plan.chunks(); ++chunk) detail::add(sums, plan.run(chunk, work, totals));
    return plan.result(std::move(totals), sums);
}

}  // namespace headway
