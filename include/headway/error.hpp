/// @file
/// The one exception of the library, and the collector that raises it once for up to ten problems.
///
/// Missing data is never an error (it is NaN, an empty optional and a reason); bad input always is.
/// A message says what is wrong, where (row, series, column), what was found and what would be accepted.
#pragma once

#include <charconv>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Bad input. `headway.HeadwayError`, a `ValueError`, in Python.
class Error : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

/// A number as an error message shows it: 0.4 and not 0.400000, at most twelve digits. Words for readers take six.
[[nodiscard]] inline std::string shown(double number, int digits = 12) {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, number, std::chars_format::general, digits).ptr};
}

/// Collects problems so that a whole batch is checked before it is refused, once.
///
/// The first ten are kept word for word; the rest are counted.
class Problems {
public:
    static constexpr std::size_t kept = 10;

    void add(std::string problem) {
        if (problems_.size() < kept) problems_.push_back(std::move(problem));
        ++count_;
    }

    [[nodiscard]] std::size_t count() const noexcept { return count_; }

    /// Throws `Error` with every kept problem on a line of its own; does nothing where there is none.
    void raise_if_any() const {
        if (count_ == 0) return;
        if (count_ == 1) throw Error(problems_.front());
        std::string message = std::to_string(count_) + " problems:";
        for (const std::string& problem : problems_) message += "\n  " + problem;
        if (count_ > problems_.size()) message += "\n  and " + std::to_string(count_ - problems_.size()) + " more";
        throw Error(message);
    }

private:
    std::vector<std::string> problems_;
    std::size_t count_ = 0;
};

}  // namespace headway
