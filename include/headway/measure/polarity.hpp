/// @file
/// Which way is good. Polarity belongs to the indicator, never to the report.
///
/// A rank where a higher number is less deprived is simply `high_is_good`.
///
/// Tables say it in many ways: measure/read_polarity.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Which way is good.
enum class Polarity : std::uint8_t {
    high_is_good,
    low_is_good,
    in_range,  ///< good between two bounds; distance is measured from the nearer one
    neutral,   ///< no direction is good: never rated
};

template <>
struct Vocabulary<Polarity> {
    static constexpr std::string_view name = "polarity";
    static constexpr std::array<std::string_view, 4> words{"high_is_good", "low_is_good", "in_range", "neutral"};
};

/// The polarity that a text says, as people say it. Defined in measure/read_polarity.hpp. @throws Error
template <>
[[nodiscard]] inline Polarity from_word<Polarity>(std::string_view text);

}  // namespace headway
