/// @file
/// How many whole months late a saving starts.
///
/// | shape        | the delay                                                                    |
/// |--------------|------------------------------------------------------------------------------|
/// | `none`       | 0                                                                            |
/// | `fixed`      | one number of months                                                         |
/// | `triangular` | low to high, most likely the mode, to the nearest month                      |
/// | `pert`       | the same with a smooth curve (see delivery.hpp)                              |
/// | `months`     | a probability for each month                                                 |
///
/// Late is positive: 3 is three months later than planned. Nothing is early; a plan that may be early is planned too
/// late.
///
/// A triangular or PERT delay is a whole number of months by its distribution function F: month d has the probability
/// F(d + 1/2) - F(d - 1/2), and month 0 all below a half. So 0 to 6 months, most likely 0, is on time with the
/// probability 1 - (5.5 / 6)^2 = 16%.
///
/// Errors: a delay that is negative or beyond 240 months, ends or mode out of order, probabilities that are negative or
/// do not add up to 1 (a billionth off is rounding).
#pragma once

#include <algorithm>
#include <array>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/stats/boost_policy.hpp"
#include "headway/text.hpp"
#include "headway/uncertainty/delivery.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// How the months of a delay are distributed.
enum class DelayShape : std::uint8_t { none, fixed, triangular, pert, months };

template <>
struct Vocabulary<DelayShape> {
    static constexpr std::string_view name = "delay shape";
    static constexpr std::array<std::string_view, 5> words{"none", "fixed", "triangular", "pert", "months"};
};

/// See the head of this file. Plain data, made by one of its functions; each shape reads the fields that name it.
struct Delay {
    DelayShape shape = DelayShape::none;
    double low = 0.0;                 ///< triangular, pert; fixed: the delay
    double mode = 0.0;                ///< triangular, pert
    double high = 0.0;                ///< triangular, pert
    std::map<int, double> by_month{};  ///< months: the probability of each

    [[nodiscard]] static Delay none() { return {}; }
    [[nodiscard]] static Delay fixed(int months);
    [[nodiscard]] static Delay triangular(double low, double mode, double high);
    [[nodiscard]] static Delay pert(double low, double mode, double high);
    [[nodiscard]] static Delay months(std::map<int, double> probabilities);

    [[nodiscard]] bool operator==(const Delay&) const = default;
};

namespace detail {

inline constexpr double longest_delay = 240.0;

/// The probability that a triangular or PERT delay, before it is rounded, is at most so long.
[[nodiscard]] inline double delay_up_to(const Delay& delay, double months) {
    const auto& [shape, low, mode, high, by_month] = delay;
    if (months >= high) return 1.0;
    if (months <= low) return 0.0;
    if (shape == DelayShape::triangular)
        return months < mode ? (months - low) * (months - low) / ((high - low) * (mode - low))
                             : 1.0 - (high - months) * (high - months) / ((high - low) * (high - mode));
    const auto [alpha, beta] = pert_parameters(low, mode, high);
    return boost::math::ibeta(alpha, beta, (months - low) / (high - low), stats::detail::Quiet());
}

}  // namespace detail

/// @throws Error for the problems named at the head of this file, up to ten at once.
inline void validate(const Delay& delay) {
    const auto& [shape, low, mode, high, by_month] = delay;
    const std::string what = "delay, " + std::string(word(shape)) + ": found ";
    Problems problems;
    const auto months = [&](double value, std::string_view name) {
        if (!(value >= 0.0 && value <= detail::longest_delay))
            problems.add(what + std::string(name) + shown(value) +
                         " months; accepted: from 0 to 240 (late is positive)");
    };
    switch (shape) {
        case DelayShape::none:
            break;
        case DelayShape::fixed:
            months(low, "");
            if (low != std::floor(low)) problems.add(what + shown(low) + " months; accepted: a whole number of them");
            break;
        case DelayShape::triangular:
        case DelayShape::pert:
            months(low, "low ");
            months(mode, "mode ");
            months(high, "high ");
            if (low > high || mode < low || mode > high)
                problems.add(what + "low " + shown(low) + ", mode " + shown(mode) + ", high " +
                             shown(high) + "; accepted: in this order, lowest first");
            break;
        case DelayShape::months: {
            double sum = 0.0;
            for (const auto& [month, probability] : by_month) {
                months(month, "");
                if (!(probability >= 0.0 && probability <= 1.0))
                    problems.add(what + "probability " + shown(probability) + " of " + std::to_string(month) +
                                 " months; accepted: from 0 to 1");
                sum += probability;
            }
            if (!(std::fabs(sum - 1.0) <= 1e-9))
                problems.add(what + "probabilities that add up to " + shown(sum) + "; accepted: to 1");
            break;
        }
    }
    problems.raise_if_any();
}

inline Delay Delay::fixed(int months) {
    const Delay delay{.shape = DelayShape::fixed, .low = static_cast<double>(months)};
    validate(delay);
    return delay;
}

inline Delay Delay::triangular(double low, double mode, double high) {
    const Delay delay{.shape = DelayShape::triangular, .low = low, .mode = mode, .high = high};
    validate(delay);
    return delay;
}

inline Delay Delay::pert(double low, double mode, double high) {
    const Delay delay{.shape = DelayShape::pert, .low = low, .mode = mode, .high = high};
    validate(delay);
    return delay;
}

inline Delay Delay::months(std::map<int, double> probabilities) {
    const Delay delay{.shape = DelayShape::months, .by_month = std::move(probabilities)};
    validate(delay);
    return delay;
}

/// The probability of each whole month from 0 to the longest that can be. @throws Error as `validate`.
[[nodiscard]] inline std::vector<double> probabilities(const Delay& delay) {
    validate(delay);
    std::vector<double> of_month;
    switch (delay.shape) {
        case DelayShape::none:
            return {1.0};
        case DelayShape::fixed:
            of_month.assign(static_cast<std::size_t>(delay.low) + 1, 0.0);
            of_month.back() = 1.0;
            return of_month;
        case DelayShape::triangular:
        case DelayShape::pert: {
            const auto longest = static_cast<int>(std::ceil(delay.high - 0.5));
            for (int month = 0; month <= std::max(longest, 0); ++month)
                of_month.push_back(detail::delay_up_to(delay, month + 0.5) -
                                   (month == 0 ? 0.0 : detail::delay_up_to(delay, month - 0.5)));
            return of_month;
        }
        case DelayShape::months:
            for (const auto& [month, probability] : delay.by_month) {
                if (!(probability > 0.0)) continue;
                of_month.resize(static_cast<std::size_t>(month), 0.0);
                of_month.push_back(probability);
            }
            return of_month;
    }
    return of_month;
}

/// The longest delay that can be, in months. @throws Error as `validate`.
[[nodiscard]] inline std::size_t longest(const Delay& delay) { return probabilities(delay).size() - 1; }

/// The assumption in words, for the tables that show it.
[[nodiscard]] inline std::string in_words(const Delay& delay) {
    const auto& [shape, low, mode, high, by_month] = delay;
    const std::string range =
        shown(low, 6) + " to " + shown(high, 6) + " months late, most likely " + shown(mode, 6);
    switch (shape) {
        case DelayShape::none:
            return "on time";
        case DelayShape::fixed:
            return shown(low, 6) + (low == 1.0 ? " month late" : " months late");
        case DelayShape::triangular:
            return range + " (triangular)";
        case DelayShape::pert:
            return range + " (PERT)";
        case DelayShape::months: {
            std::string words;
            for (const auto& [month, probability] : by_month)
                words +=
                    (words.empty() ? "" : ", ") +
                    (month == 0 ? "on time" : std::to_string(month) + (month == 1 ? " month late" : " months late")) +
                    " " + detail::percent(probability);
            return words;
        }
    }
    return {};
}

}  // namespace headway
