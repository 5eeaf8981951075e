/// @file
/// Shares delivered, for millions of normal scores: `share_at_score` (delivery.hpp) without a beta quantile each.
///
/// | delivery   | how                                                                | off by            |
/// |------------|--------------------------------------------------------------------|-------------------|
/// | certain    | the number                                                         | 0                 |
/// | bernoulli  | the score against the one that 1 - probability stands for          | 0                 |
/// | triangular | low + a sqrt(Phi(z)) below the mode, high - b sqrt(Phi(-z)) above; | below 1e-8 of the |
/// |            | the root is a table that all triangles share                       | range             |
/// | PERT, beta | a table of the quantile at Phi(z)                                  | below 1e-6        |
///
/// A table stands on the score, not on the probability, because there the tails are as smooth as the middle: cubics
/// between nodes 1/16 apart from -8.5 to 8.5, with slopes from the four nodes around (Hermite). It is tested where it
/// is made: the same with every other node must find the nodes between to 16 times the error allowed (the error of a
/// cubic falls with the fourth power), else the nodes are moved closer, up to 1/256. What is too steep even then, an
/// alpha or beta of hundredths, is not read from a table: every draw is the exact quantile, a hundred times slower.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "headway/processor.hpp"
#include "headway/stats/normal.hpp"
#include "headway/stats/random.hpp"
#include "headway/uncertainty/delivery.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

inline constexpr double furthest_score = 8.5;  ///< beyond the furthest draw, 8.21
inline constexpr double table_error = 1e-7;    ///< aimed at; a tenth of what is promised

struct Cubic {
    double c0, c1, c2, c3;
};

/// A smooth function of a score, from 0 to 1.
struct ScoreTable {
    double per_unit = 16.0;  ///< cubics in a unit of the score
    std::vector<Cubic> cubics{};
};

/// Hermite's cubic between nodes 0 and 1 of six or more values; slopes of the fourth order.
[[nodiscard]] inline Cubic cubic_between(const double* node, std::ptrdiff_t step) noexcept {
    const auto slope = [&](const double* at) {
        return (8.0 * (at[step] - at[-step]) - (at[2 * step] - at[-2 * step])) / 12.0;
    };
    const double from = node[0], to = node[step], first = slope(node), last = slope(node + step);
    return {from, first, 3.0 * (to - from) - 2.0 * first - last, 2.0 * (from - to) + first + last};
}

/// The table of a function; without cubics where it is too steep for one.
template <class Share>
[[nodiscard]] ScoreTable score_table(const Share& share) {
    constexpr std::ptrdiff_t margin = 4;
    for (const double per_unit : {16.0, 32.0, 64.0, 128.0, 256.0}) {
        const auto pieces = static_cast<std::ptrdiff_t>(2.0 * furthest_score * per_unit);
        std::vector<double> nodes;
        for (std::ptrdiff_t i = -margin; i <= pieces + margin; ++i)
            nodes.push_back(share(-furthest_score + static_cast<double>(i) / per_unit));
        const double* const first = nodes.data() + margin;
        double error = 0.0;
        for (std::ptrdiff_t i = 0; i < pieces; i += 2) {
            const Cubic coarse = cubic_between(first + i, 2);
            const double between = coarse.c0 + 0.5 * (coarse.c1 + 0.5 * (coarse.c2 + 0.5 * coarse.c3));
            error = std::max(error, std::fabs(between - first[i + 1]));
        }
        if (!(error <= 16.0 * table_error)) continue;
        ScoreTable table{.per_unit = per_unit};
        for (std::ptrdiff_t i = 0; i < pieces; ++i) table.cubics.push_back(cubic_between(first + i, 1));
        return table;
    }
    return {};
}

/// Scores become what a table says of them. In three passes, because places and limits go through wide vectors, and the
/// reading of a table does not.
HEADWAY_FOR_EACH_PROCESSOR inline void look_up(const ScoreTable& table,
                                               std::span<double, stats::draws_a_block> scores) noexcept {
    const Cubic* const cubics = table.cubics.data();
    const double per_unit = table.per_unit, most = static_cast<double>(table.cubics.size()) - 1e-9;
    std::array<std::int32_t, stats::draws_a_block> piece;
    for (std::size_t i = 0; i < stats::draws_a_block; ++i) {
        double at = (scores[i] + furthest_score) * per_unit;
        at = at > 0.0 ? at : 0.0;
        at = at < most ? at : most;
        piece[i] = static_cast<std::int32_t>(at);
        scores[i] = at - piece[i];
    }
    for (std::size_t i = 0; i < stats::draws_a_block; ++i) {
        const Cubic& c = cubics[piece[i]];
        const double t = scores[i];
        scores[i] = c.c0 + t * (c.c1 + t * (c.c2 + t * c.c3));
    }
    for (double& share : scores) {
        share = share > 0.0 ? share : 0.0;
        share = share < 1.0 ? share : 1.0;
    }
}

HEADWAY_FOR_EACH_PROCESSOR inline void smooth_shares(const ScoreTable& table, double low, double high,
                                                     std::span<double, stats::draws_a_block> scores) noexcept {
    look_up(table, scores);
    const double range = high - low;
    for (double& share : scores) share = low + range * share;
}

/// What a triangle is made of; `left` and `right` are the factors of the root below and above the mode.
struct Triangle {
    double mode_score = 0.0, low = 0.0, left = 0.0, high = 0.0, right = 0.0;
};

HEADWAY_FOR_EACH_PROCESSOR inline void triangular_shares(const ScoreTable& roots, const Triangle& triangle,
                                                         std::span<double, stats::draws_a_block> scores) noexcept {
    const auto [mode_score, low, left, high, right] = triangle;
    std::array<double, stats::draws_a_block> from, factor;
    for (std::size_t i = 0; i < stats::draws_a_block; ++i) {
        const bool below = scores[i] < mode_score;
        from[i] = below ? low : high;
        factor[i] = below ? left : -right;
        scores[i] = below ? scores[i] : -scores[i];
    }
    look_up(roots, scores);
    for (std::size_t i = 0; i < stats::draws_a_block; ++i) scores[i] = from[i] + factor[i] * scores[i];
}

HEADWAY_FOR_EACH_PROCESSOR inline void stepped_shares(double threshold, double share,
                                                      std::span<double, stats::draws_a_block> scores) noexcept {
    for (double& score : scores) score = score > threshold ? share : 0.0;
}

/// sqrt(Phi(z)).
[[nodiscard]] inline const ScoreTable& table_of_roots() {
    static const ScoreTable table = score_table([](double z) { return std::sqrt(stats::normal_distribution(z)); });
    return table;
}

/// A delivery, made ready for many scores.
class DeliveryTable {
public:
    explicit DeliveryTable(const Delivery& delivery) : delivery_(delivery), certain_(is_certain(delivery)) {
        if (certain_) return;
        const double range = delivery.high - delivery.low;
        if (delivery.shape == DeliveryShape::bernoulli) threshold_ = -stats::normal_quantile(delivery.probability);
        if (delivery.shape == DeliveryShape::triangular) {
            (void)table_of_roots();  // made here rather than in a thread
            triangle_ = {.mode_score = stats::normal_quantile((delivery.mode - delivery.low) / range),
                         .low = delivery.low,
                         .left = std::sqrt(range * (delivery.mode - delivery.low)),
                         .high = delivery.high,
                         .right = std::sqrt(range * (delivery.high - delivery.mode))};
        }
        if (delivery.shape == DeliveryShape::pert || delivery.shape == DeliveryShape::beta) {
            const Delivery standard{.shape = DeliveryShape::beta, .low = 0.0, .mode = 0.0, .high = 1.0,
                                    .parameters = beta_parameters(delivery)};
            table_ = score_table([&](double score) { return share_at_score(standard, score); });
        }
    }

    /// Whether no score matters.
    [[nodiscard]] bool certain() const noexcept { return certain_; }

    /// Scores become shares.
    void apply(std::span<double, stats::draws_a_block> scores) const {
        if (certain_) {
            std::fill(scores.begin(), scores.end(), mean(delivery_));
            return;
        }
        switch (delivery_.shape) {
            case DeliveryShape::certain:
                break;
            case DeliveryShape::bernoulli:
                stepped_shares(threshold_, delivery_.high, scores);
                break;
            case DeliveryShape::triangular:
                triangular_shares(table_of_roots(), triangle_, scores);
                break;
            case DeliveryShape::pert:
            case DeliveryShape::beta:
                if (!table_.cubics.empty()) smooth_shares(table_, delivery_.low, delivery_.high, scores);
                else
                    for (double& score : scores) score = share_at_score(delivery_, score);
                break;
        }
    }

private:
    Delivery delivery_;
    bool certain_;
    double threshold_ = 0.0;
    Triangle triangle_{};
    ScoreTable table_{};
};

}  // namespace headway::detail
