/// @file
/// What share of its planned saving a programme delivers: 0 is nothing, 1 all of it, 1.1 a tenth more.
///
/// | shape        | the share                                                    | mean                        |
/// |--------------|--------------------------------------------------------------|-----------------------------|
/// | `certain`    | one number                                                   | the number                  |
/// | `bernoulli`  | a number (1 unless said) with a probability, else nothing    | probability x number        |
/// | `triangular` | from low to high, most likely the mode, straight lines       | (low + mode + high) / 3     |
/// | `pert`       | from low to high, most likely the mode, a smooth curve       | (low + 4 mode + high) / 6   |
/// | `beta`       | beta(alpha, beta) stretched from 0 to 1 to low to high       | low + (high - low) alpha /  |
/// |              |                                                              | (alpha + beta)              |
///
/// PERT is the beta distribution with alpha = 1 + 4 (mode - low) / (high - low), beta = 1 + 4 (high - mode) / (high -
/// low): three estimates that an officer can give, with less weight on the ends than a triangle has.
///
/// These are assumptions that somebody must make: nothing here has a default, and a result shows them all.
///
/// Edge cases: where low is high the share is certain, and so is a Bernoulli of probability 0 or 1. The mode may be an
/// end. Errors: a share that is negative or above 10 (90 where 0.9 is meant), ends or mode out of order, a probability
/// outside 0 to 1, an alpha or beta outside 0.01 to 10,000.
///
/// Sources: Clark, "The PERT model for the distribution of an activity time", Operations Research 10 (1962); the weight
/// of 4 as in Vose, "Risk analysis: a quantitative guide" (2008). Quantiles of the beta distribution are Boost.Math's.
#pragma once

#include <array>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/stats/boost_policy.hpp"
#include "headway/stats/normal.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// How the share that is delivered is distributed.
enum class DeliveryShape : std::uint8_t { certain, bernoulli, triangular, pert, beta };

template <>
struct Vocabulary<DeliveryShape> {
    static constexpr std::string_view name = "delivery shape";
    static constexpr std::array<std::string_view, 5> words{"certain", "bernoulli", "triangular", "pert", "beta"};
};

/// The two parameters of a beta distribution.
struct BetaParameters {
    double alpha = 1.0;
    double beta = 1.0;

    [[nodiscard]] bool operator==(const BetaParameters&) const = default;
};

/// See the head of this file. Plain data, made by one of its functions; each shape reads the fields that name it.
struct Delivery {
    DeliveryShape shape = DeliveryShape::certain;
    double probability = 1.0;  ///< bernoulli
    double low = 1.0;          ///< triangular, pert, beta; bernoulli: 0
    double mode = 1.0;         ///< triangular, pert
    double high = 1.0;         ///< triangular, pert, beta; certain, bernoulli: the share
    BetaParameters parameters{};  ///< beta

    [[nodiscard]] static Delivery certain(double share = 1.0);
    [[nodiscard]] static Delivery bernoulli(double probability, double share = 1.0);
    [[nodiscard]] static Delivery triangular(double low, double mode, double high);
    [[nodiscard]] static Delivery pert(double low, double mode, double high);
    [[nodiscard]] static Delivery beta(double alpha, double beta, double low = 0.0, double high = 1.0);

    [[nodiscard]] bool operator==(const Delivery&) const = default;
};

namespace detail {

/// The quantile of beta(alpha, beta) at p, or where `upper` at 1 - p: so that both tails keep their digits.
///
/// Boost's inverse goes astray in far tails of skewed shapes (0.5 for beta(0.5, 2) at 2e-16), so it is held against the
/// distribution function; where they disagree, the quantile is found by halving.
[[nodiscard]] inline double beta_quantile(double alpha, double beta, double p, bool upper) {
    using stats::detail::Quiet;
    if (p <= 0.0) return upper ? 1.0 : 0.0;
    const auto tail = [&](double x) {
        return upper ? boost::math::ibetac(alpha, beta, x, Quiet()) : boost::math::ibeta(alpha, beta, x, Quiet());
    };
    const double found = upper ? boost::math::ibetac_inv(alpha, beta, p, Quiet())
                               : boost::math::ibeta_inv(alpha, beta, p, Quiet());
    if (found >= 0.0 && found <= 1.0 && std::fabs(tail(found) - p) <= 1e-9 * p) return found;
    double below = 0.0, above = 1.0;
    while (true) {
        const double half = (below + above) / 2.0;
        if (half <= below || half >= above || above < 1e-18) return half;
        ((tail(half) < p) != upper ? below : above) = half;
    }
}

/// A share as a reader has it: 80%, 12.5%.
[[nodiscard]] inline std::string percent(double share) {
    return shown(100.0 * share, 6) + "%";
}

}  // namespace detail

/// PERT's beta distribution (see the head of this file); `low` is below `high`.
[[nodiscard]] inline BetaParameters pert_parameters(double low, double mode, double high) noexcept {
    return {.alpha = 1.0 + 4.0 * (mode - low) / (high - low), .beta = 1.0 + 4.0 * (high - mode) / (high - low)};
}

/// The beta distribution, from 0 to 1, of a share that is PERT or beta.
[[nodiscard]] inline BetaParameters beta_parameters(const Delivery& delivery) noexcept {
    return delivery.shape == DeliveryShape::pert ? pert_parameters(delivery.low, delivery.mode, delivery.high)
                                                 : delivery.parameters;
}

/// Whether the share is one number.
[[nodiscard]] inline bool is_certain(const Delivery& delivery) noexcept {
    if (delivery.shape == DeliveryShape::certain) return true;
    if (delivery.shape == DeliveryShape::bernoulli) return delivery.probability <= 0.0 || delivery.probability >= 1.0;
    return delivery.low == delivery.high;
}

/// Above it somebody has written 90 for 90%.
inline constexpr double greatest_share = 10.0;

/// @throws Error for the problems named at the head of this file, up to ten at once.
inline void validate(const Delivery& delivery) {
    const std::string what = "delivery, " + std::string(word(delivery.shape)) + ": found ";
    Problems problems;
    const auto share = [&](double value, std::string_view name) {
        if (!(value >= 0.0 && value <= greatest_share))
            problems.add(what + std::string(name) + " " + shown(value) +
                         "; accepted: a share of the planned saving, 0 to 10 (0.9 for 90%)");
    };
    const auto size = [&](double value, std::string_view name) {
        if (!(value >= 0.01 && value <= 10'000.0))
            problems.add(what + std::string(name) + " " + shown(value) + "; accepted: from 0.01 to 10,000");
    };
    switch (delivery.shape) {
        case DeliveryShape::certain:
            share(delivery.high, "share");
            break;
        case DeliveryShape::bernoulli:
            if (!(delivery.probability >= 0.0 && delivery.probability <= 1.0))
                problems.add(what + "probability " + shown(delivery.probability) +
                             "; accepted: from 0 to 1 (0.8 for 80%)");
            share(delivery.high, "share");
            break;
        case DeliveryShape::triangular:
        case DeliveryShape::pert:
        case DeliveryShape::beta:
            share(delivery.low, "low");
            share(delivery.high, "high");
            if (delivery.shape != DeliveryShape::beta) share(delivery.mode, "mode");
            if (delivery.low > delivery.high || (delivery.shape != DeliveryShape::beta &&
                                                 (delivery.mode < delivery.low || delivery.mode > delivery.high)))
                problems.add(what + "low " + shown(delivery.low) +
                             (delivery.shape == DeliveryShape::beta ? "" : ", mode " + shown(delivery.mode)) +
                             ", high " + shown(delivery.high) + "; accepted: in this order, lowest first");
            if (delivery.shape == DeliveryShape::beta) {
                size(delivery.parameters.alpha, "alpha");
                size(delivery.parameters.beta, "beta");
            }
            break;
    }
    problems.raise_if_any();
}

inline Delivery Delivery::certain(double share) {
    const Delivery delivery{.shape = DeliveryShape::certain, .low = share, .mode = share, .high = share};
    validate(delivery);
    return delivery;
}

inline Delivery Delivery::bernoulli(double probability, double share) {
    const Delivery delivery{
        .shape = DeliveryShape::bernoulli, .probability = probability, .low = 0.0, .mode = share, .high = share};
    validate(delivery);
    return delivery;
}

inline Delivery Delivery::triangular(double low, double mode, double high) {
    const Delivery delivery{.shape = DeliveryShape::triangular, .low = low, .mode = mode, .high = high};
    validate(delivery);
    return delivery;
}

inline Delivery Delivery::pert(double low, double mode, double high) {
    const Delivery delivery{.shape = DeliveryShape::pert, .low = low, .mode = mode, .high = high};
    validate(delivery);
    return delivery;
}

inline Delivery Delivery::beta(double alpha, double beta, double low, double high) {
    const Delivery delivery{
        .shape = DeliveryShape::beta, .low = low, .mode = low, .high = high, .parameters = {alpha, beta}};
    validate(delivery);
    return delivery;
}

/// The expected share.
[[nodiscard]] inline double mean(const Delivery& delivery) noexcept {
    const auto& [shape, probability, low, mode, high, parameters] = delivery;
    const auto [alpha, beta] = beta_parameters(delivery);
    if (is_certain(delivery)) return shape == DeliveryShape::bernoulli && probability <= 0.0 ? 0.0 : high;
    switch (shape) {
        case DeliveryShape::certain:
            break;
        case DeliveryShape::bernoulli:
            return probability * high;
        case DeliveryShape::triangular:
            return (low + mode + high) / 3.0;
        case DeliveryShape::pert:
        case DeliveryShape::beta:
            return low + (high - low) * alpha / (alpha + beta);
    }
    return high;
}

/// The standard deviation of the share.
[[nodiscard]] inline double standard_deviation(const Delivery& delivery) noexcept {
    const auto& [shape, probability, low, mode, high, parameters] = delivery;
    const auto [alpha, beta] = beta_parameters(delivery);
    if (is_certain(delivery)) return 0.0;
    switch (shape) {
        case DeliveryShape::certain:
            break;
        case DeliveryShape::bernoulli:
            return high * std::sqrt(probability * (1.0 - probability));
        case DeliveryShape::triangular:
            return std::sqrt(((high - low) * (high - low) - (mode - low) * (high - mode)) / 18.0);
        case DeliveryShape::pert:
        case DeliveryShape::beta:
            return (high - low) / (alpha + beta) * std::sqrt(alpha * beta / (alpha + beta + 1.0));
    }
    return 0.0;
}

/// The share that a normal score stands for: the quantile at Phi(score), both tails to their last digits. The greater
/// the score the greater the share.
[[nodiscard]] inline double share_at_score(const Delivery& delivery, double score) {
    const auto& [shape, probability, low, mode, high, parameters] = delivery;
    const auto [alpha, beta] = beta_parameters(delivery);
    if (is_certain(delivery)) return mean(delivery);
    const bool upper = score > 0.0;
    const double tail = stats::normal_distribution(-std::fabs(score));  // of what is beyond the score on its side
    switch (shape) {
        case DeliveryShape::certain:
            break;
        case DeliveryShape::bernoulli:
            return score > -stats::normal_quantile(probability) ? high : 0.0;
        case DeliveryShape::triangular: {
            const double below = upper ? 1.0 - tail : tail, above = upper ? tail : 1.0 - tail;
            if (below * (high - low) < mode - low) return low + std::sqrt(below * (high - low) * (mode - low));
            return high - std::sqrt(above * (high - low) * (high - mode));
        }
        case DeliveryShape::pert:
        case DeliveryShape::beta:
            return low + (high - low) * detail::beta_quantile(alpha, beta, tail, upper);
    }
    return high;
}

/// The share that is not exceeded with probability p. @throws Error for a p outside 0 to 1.
[[nodiscard]] inline double quantile(const Delivery& delivery, double p) {
    if (!(p >= 0.0 && p <= 1.0))
        throw Error("delivery: found a quantile at " + shown(p) + "; accepted: from 0 to 1");
    if (is_certain(delivery)) return mean(delivery);
    if (p <= 0.0) return delivery.low;
    if (p >= 1.0) return delivery.high;
    if (delivery.shape == DeliveryShape::bernoulli) return p > 1.0 - delivery.probability ? delivery.high : 0.0;
    return share_at_score(delivery, stats::normal_quantile(p));
}

/// The assumption in words, for the tables that show it.
[[nodiscard]] inline std::string in_words(const Delivery& delivery) {
    using detail::percent;
    const auto& [shape, probability, low, mode, high, parameters] = delivery;
    const auto [alpha, beta] = beta_parameters(delivery);
    const std::string range = percent(low) + " to " + percent(high);
    switch (shape) {
        case DeliveryShape::certain:
            return percent(high) + ", certain";
        case DeliveryShape::bernoulli:
            return percent(high) + " with probability " + percent(probability) + ", else nothing";
        case DeliveryShape::triangular:
            return range + ", most likely " + percent(mode) + " (triangular)";
        case DeliveryShape::pert:
            return range + ", most likely " + percent(mode) + " (PERT)";
        case DeliveryShape::beta:
            return range + ", beta with alpha " + shown(alpha, 6) + " and beta " + shown(beta, 6);
    }
    return {};
}

}  // namespace headway
