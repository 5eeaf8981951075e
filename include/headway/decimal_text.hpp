/// @file
/// From the digits of a decimal to the double nearest to it, whatever the locale is.
///
///     decimal::of_digits("5166", -2) = 51.66    decimal::read("1.25e-05") = 0.0000125
///
/// A program that asks for its user's locale, as those with windows do, has `strtod` look for that locale's point:
/// where it is a comma, "51.66" is 51. So `strtod` is given digits and an exponent, alike in every locale, and
/// stands here alone. `std::from_chars` would do, and not every C++ library has it for double.
///
/// Edge cases: "inf" and "nan" are what they say; other text that is no number is read as far as `strtod` reads it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::decimal {

/// The double nearest to digits times a power of ten. A minus may stand before the digits, and no point in them.
[[nodiscard]] inline double of_digits(std::string_view digits, int exponent) {
    std::string text(digits);
    text += 'e';
    text += std::to_string(exponent);
    return std::strtod(text.c_str(), nullptr);
}

/// The double nearest to a number as `std::to_chars` writes it: "86.6", "-3", "1.25e-05".
[[nodiscard]] inline double read(std::string_view text) {
    const std::size_t end = std::min(text.find('e'), text.size());
    int exponent = end == text.size() ? 0 : std::atoi(std::string(text.substr(end + 1)).c_str());
    std::string digits(text.substr(0, end));
    if (const std::size_t point = digits.find('.'); point != std::string::npos) {
        exponent -= static_cast<int>(digits.size() - point - 1);
        digits.erase(point, 1);
    }
    return of_digits(digits, exponent);
}

}  // namespace headway::decimal
