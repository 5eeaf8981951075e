/// @file
/// The one exception of the library, and the collector that raises it once for up to ten problems.
///
/// One cause is one line, with the rows that it concerns (problem_lines.hpp).
///
/// Missing data is never an error (it is NaN, an empty optional and a reason); bad input always is.
/// A message says what is wrong, where (row, series, column), what was found and what would be accepted.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "headway/problem_lines.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Bad input. `headway.HeadwayError`, a `ValueError`, in Python.
class Error : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;

    Error(const std::string& message, std::vector<std::string> problems)
        : std::invalid_argument(message),
          problems_(std::make_shared<const std::vector<std::string>>(std::move(problems))) {}

    /// Where several were collected, each by itself; else none.
    [[nodiscard]] std::span<const std::string> problems() const noexcept {
        return problems_ ? std::span<const std::string>(*problems_) : std::span<const std::string>();
    }

private:
    std::shared_ptr<const std::vector<std::string>> problems_;  // an exception is copied without throwing
};

/// A number as an error message shows it: 0.4 and not 0.400000, at most twelve digits. Words for readers take six.
[[nodiscard]] inline std::string shown(double number, int digits = 12) {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, number, std::chars_format::general, digits).ptr};
}

/// Collects problems so that a whole batch is checked before it is refused, once.
///
/// The first ten causes are kept word for word; the rest are counted.
class Problems {
public:
    static constexpr std::size_t kept = 10'000;  ///< problems; of more no one reads the causes

    void add(std::string problem) {
        if (problems_.size() < kept) problems_.push_back(std::move(problem));
        ++count_;
    }

    /// What another refused, behind where it was met: each of its problems by itself.
    void add(const std::string& place, const Error& error) {
        if (error.problems().empty()) add(place + error.what());
        for (const std::string& problem : error.problems()) add(place + problem);
    }

    [[nodiscard]] std::size_t count() const noexcept { return count_; }

    /// Throws `Error` with every kept cause on a line of its own; does nothing where there is none.
    void raise_if_any() const {
        if (count_ == 0) return;
        std::vector<std::string> lines = problem_lines(problems_);
        const std::size_t all = lines.size() + count_ - problems_.size();
        if (all == 1) throw Error(lines.front(), problems_);
        lines.resize(std::min(lines.size(), lines_of_a_message));
        std::string message = std::to_string(all) + " problems:";
        for (const std::string& line : lines) message += "\n  " + line;
        if (all > lines.size()) message += "\n  and " + std::to_string(all - lines.size()) + " more";
        throw Error(message, problems_);
    }

private:
    std::vector<std::string> problems_;
    std::size_t count_ = 0;
};

}  // namespace headway
