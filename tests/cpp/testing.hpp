/// @file
/// Catch2, whichever there is: version 3 where it is installed, else the single header of version 2; what was said
/// where something was refused; and when numbers agree. Tests are compiled in groups: a file keeps its own names in a
/// namespace of the file's name.
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "headway/error.hpp"

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

namespace headway::test {

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// To a share of what is expected; 0 is expected exactly. No missing value is near another.
inline bool near(double found, double expected, double relative = 1e-12) {
    return std::fabs(found - expected) <= relative * std::fabs(expected);
}

/// To an amount, where what is expected is about 1, or cancels to 0.
inline bool within(double found, double expected, double tolerance = 1e-12) {
    return std::fabs(found - expected) <= tolerance;
}

/// As printed to four decimals.
inline bool prints(double found, double printed) { return within(found, printed, 0.00005 + 1e-12); }

/// To the last bit, and a missing value is another.
inline bool same(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

/// The message of the error that `action` throws; empty where it throws none.
template <class Action>
std::string refusal(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

inline bool says(const std::string& message, std::string_view part) { return message.find(part) != std::string::npos; }

/// A text with its last `from` replaced.
inline std::string with(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.rfind(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// Whether any claim that stands on some words, the last time that these stand in a text, has a verdict; one that holds
/// within rounding holds.
template <class Claims, class Verdict>
bool has(const Claims& claims, const std::string& text, std::string_view words, Verdict verdict) {
    const std::size_t begin = text.rfind(words), end = begin + words.size();
    REQUIRE(begin != std::string::npos);
    for (const auto& claim : claims)
        if (claim.at.begin < end && claim.at.end > begin &&
            (claim.verdict == verdict || (verdict == Verdict::holds && claim.verdict == Verdict::rounding)))
            return true;
    return false;
}

}  // namespace headway::test
