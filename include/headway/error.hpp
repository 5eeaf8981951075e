/// @file
/// The one exception of the library.
///
/// Missing data is never an error: it is NaN, an empty optional and a reason. A figure that cannot be is a status where
/// a row has one (statistics, control charts, comparisons), and an error elsewhere; options, texts and columns that
/// cannot be always are ("What throws" in the guide to C++ has it room by room). A message says what is wrong, where
/// (row, series, column), what was found and what would be accepted. Where a whole batch is checked before it is
/// refused, up to ten problems are said at once (problems.hpp).
#pragma once

#include <charconv>
#include <span>
#include <stdexcept>
#include <string>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Bad input. `headway.HeadwayError`, a `ValueError`, in Python.
class Error : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;

    /// Where several were collected (problems.hpp), each by itself; else none.
    [[nodiscard]] virtual std::span<const std::string> problems() const noexcept { return {}; }
};

/// A number as an error message shows it: 0.4 and not 0.400000, at most twelve digits. Words for readers take six.
[[nodiscard]] inline std::string shown(double number, int digits = 12) {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, number, std::chars_format::general, digits).ptr};
}

}  // namespace headway
