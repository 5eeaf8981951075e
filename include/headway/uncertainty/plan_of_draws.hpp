/// @file
/// A plan of uncertain savings made ready to be simulated, a chunk of draws at a time, on any thread and in any order:
/// draws are named by number, and sums are made over fixed chunks, so that what they add up to is the same to the last
/// bit. The method is that of simulation.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "headway/stats/correlation.hpp"
#include "headway/stats/normal.hpp"
#include "headway/stats/random.hpp"
#include "headway/uncertainty/delay.hpp"
#include "headway/uncertainty/delivery.hpp"
#include "headway/uncertainty/delivery_table.hpp"
#include "headway/uncertainty/joint_losses.hpp"
#include "headway/uncertainty/month_table.hpp"
#include "headway/uncertainty/simulated_totals.hpp"
#include "headway/uncertainty/simulation_kernels.hpp"
#include "headway/uncertainty/uncertain_saving.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

inline constexpr std::uint32_t for_delivery = 0, for_delay = 1;  ///< purposes of streams

/// A plan made ready to be simulated, a chunk of draws at a time.
class PlanOfDraws {
public:
    /// Chunks are the unit of threads and of sums, so their size is part of the method.
    static constexpr std::size_t blocks_a_chunk = 32;
    static constexpr std::size_t draws_a_chunk = blocks_a_chunk * stats::draws_a_block;

    PlanOfDraws(const std::vector<UncertainSaving>& savings, const SimulationRule& rule)
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
            const std::vector<double> probability = probabilities(saving.delay);
            const std::vector<YearGroup> by_month(probability.size());
            Ready ready{.shares = DeliveryTable(saving.delivery),
                        .amounts = std::vector<std::vector<YearGroup>>(groups_, by_month),
                        .expected = std::vector<YearGroup>(groups_),
                        .months = {}};
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
        sharing_ = risks_that_share(savings);
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
        std::vector<std::vector<YearGroup>> losses{};  ///< of risks that share savings: group, then risk and draw
    };

    [[nodiscard]] Workspace workspace() const {
        const std::size_t rows = std::max(factor_.rows(), delay_factor_.rows());
        Workspace work{.scores = std::vector<double>(ready_.size() * stats::draws_a_block),
                .delay_scores = std::vector<double>(delayed_.size() * stats::draws_a_block),
                .scratch = std::vector<double>(2 * rows * lanes),
                .months = std::vector<std::uint32_t>(ready_.size() * stats::draws_a_block, 0),
                .totals = std::vector<BlockTotals>(groups_)};
        if (sharing_.empty()) return work;
        work.losses.assign(groups_, std::vector<YearGroup>(sharing_.size() * stats::draws_a_block));
        for (const std::size_t s : sharing_)  // each draw has an amount of its own
            std::iota(row(work.months, s), row(work.months, s) + stats::draws_a_block, std::uint32_t{0});
        return work;
    }

    /// Draws one chunk: totals go to their place, sums are returned. `between` is called before each block, and may
    /// throw to end it.
    template <class Between>
    [[nodiscard]] Sums run(std::size_t chunk, Workspace& work, std::vector<std::vector<double>>& totals,
                           Between between) const {
        Sums sums((ready_.size() + 1) * groups_);
        for (std::size_t i = 0; i < blocks_a_chunk; ++i) {
            const std::size_t block = chunk * blocks_a_chunk + i;
            if (block * stats::draws_a_block >= draws_) break;
            between();
            draw_shares(block, work);
            draw_months(block, work);
            share_losses(work);
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
            simulation.risks.push_back(saving.risk);
        }
        for (std::size_t year = 0; year < years_; ++year) {
            const std::size_t group = year / years_a_group, y = year % years_a_group;
            const GroupSums& of_total = sums[savings * groups_ + group];
            const double beyond = of_total.sum[y] / n;
            double planned = 0.0, largest = 0.0;
            for (std::size_t s = 0; s < savings; ++s) {
                if (savings_[s].risk.empty()) planned += savings_[s].profiles.front()[year];
                largest += largest_amount(ready_[s].amounts[group], y);
            }
            const double rounding = share_of_rounding * largest;
            const double spread = beyond_rounding(of_total.squares[y] - n * beyond * beyond, rounding);
            for (std::size_t s = 0; s < savings; ++s) {
                const GroupSums& own = sums[s * groups_ + group];
                const double own_beyond = own.sum[y] / n;
                simulation.saving_mean[s].push_back(ready_[s].expected[group][y] + own_beyond);
                simulation.saving_deviation[s].push_back(
                    std::sqrt(beyond_rounding(own.squares[y] - n * own_beyond * own_beyond,
                                              share_of_rounding * largest_amount(ready_[s].amounts[group], y)) /
                              (n - 1.0)));
                simulation.spread_share[s].push_back(spread > 0.0 ? (own.products[y] - n * own_beyond * beyond) / spread
                                                                  : std::numeric_limits<double>::quiet_NaN());
            }
            simulation.planned.push_back(planned);
            simulation.mean.push_back(expected_total_[group][y] + beyond);
            simulation.standard_deviation.push_back(std::sqrt(spread / (n - 1.0)));
            simulation.rounding.push_back(rounding);
        }
        return simulation;
    }

    [[nodiscard]] std::vector<std::vector<double>> room_for_totals() const {
        return std::vector<std::vector<double>>(years_, std::vector<double>(draws_));
    }

private:
    struct Ready {
        DeliveryTable shares;
        std::vector<std::vector<YearGroup>> amounts;  ///< by group, then by month of delay
        std::vector<YearGroup> expected;              ///< by group
        MonthTable months;
    };

    /// How far a sum of amounts may be off, of all amounts together.
    static constexpr double share_of_rounding = 1e-12;

    /// A saving's amount in a year of a group, on average over its months of delay.
    [[nodiscard]] static double largest_amount(const std::vector<YearGroup>& by_month, std::size_t y) {
        double sum = 0.0;
        for (const YearGroup& amounts : by_month) sum += std::fabs(amounts[y]) / static_cast<double>(by_month.size());
        return sum;
    }

    /// The sum of squares about the mean; 0 where no draw is off it by more than rounding makes.
    [[nodiscard]] double beyond_rounding(double squares, double rounding) const noexcept {
        return squares > static_cast<double>(draws_) * rounding * rounding ? squares : 0.0;
    }

    using Scores = std::span<double, stats::draws_a_block>;

    [[nodiscard]] static Scores row(std::vector<double>& rows, std::size_t i) {
        return Scores(rows.data() + i * stats::draws_a_block, stats::draws_a_block);
    }
    [[nodiscard]] static std::uint32_t* row(std::vector<std::uint32_t>& rows, std::size_t i) {
        return rows.data() + i * stats::draws_a_block;
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

    /// What each risk takes in each draw, of those that share savings.
    void share_losses(Workspace& work) const {
        std::vector<bool> happened(sharing_.size());
        std::vector<double> left, losses;
        for (std::size_t draw = 0; !sharing_.empty() && draw < stats::draws_a_block; ++draw) {
            for (std::size_t i = 0; i < sharing_.size(); ++i) happened[i] = row(work.scores, sharing_[i])[draw] > 0.0;
            for (std::size_t year = 0; year < years_; ++year) {
                joint_losses(savings_, sharing_, happened, year, left, losses);
                for (std::size_t i = 0; i < sharing_.size(); ++i)
                    work.losses[year / years_a_group][i * stats::draws_a_block + draw][year % years_a_group] =
                        -losses[i];
            }
        }
    }

    /// The amounts of a saving in the years of a group, by its months; of a risk that shares savings, by draw.
    [[nodiscard]] const YearGroup* amounts_of(std::size_t s, std::size_t group, const Workspace& work) const {
        const auto at = std::find(sharing_.begin(), sharing_.end(), s);
        if (at == sharing_.end()) return ready_[s].amounts[group].data();
        return work.losses[group].data() + static_cast<std::size_t>(at - sharing_.begin()) * stats::draws_a_block;
    }

    void add_up(std::size_t block, Workspace& work, std::vector<std::vector<double>>& totals, Sums& sums) const {
        const std::size_t first = block * stats::draws_a_block, draws = std::min(stats::draws_a_block, draws_ - first);
        for (std::size_t group = 0; group < groups_; ++group) {
            BlockTotals& of_block = work.totals[group];
            for (YearGroup& total : of_block) total.fill(0.0);
            for (std::size_t s = 0; s < ready_.size(); ++s)
                add_to_totals(row(work.scores, s), row(work.months, s), amounts_of(s, group, work), of_block);
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
                sum_block(row(work.scores, s), row(work.months, s), amounts_of(s, group, work),
                          ready_[s].expected[group], of_block, draws, sums[s * groups_ + group]);
        }
    }

    const std::vector<UncertainSaving>& savings_;
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
    std::vector<std::size_t> sharing_{};  ///< risks, where together they may take more than is planned
};

/// Adds a chunk's sums to those of the chunks before it.
inline void add(PlanOfDraws::Sums& sums, const PlanOfDraws::Sums& chunk) {
    sums.resize(chunk.size());
    for (std::size_t i = 0; i < chunk.size(); ++i) sums[i].add(chunk[i]);
}

}  // namespace detail

}  // namespace headway
