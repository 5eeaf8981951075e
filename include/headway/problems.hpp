/// @file
/// The collector of problems, which raises one `Error` for all of them.
///
/// One cause is one line, with the rows that it concerns (problem_lines.hpp).
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "headway/error.hpp"
#include "headway/problem_lines.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

namespace detail {

/// An error that knows the problems of which it was made.
class Collected final : public Error {
public:
    Collected(const std::string& message, std::vector<std::string> problems)
        : Error(message), problems_(std::make_shared<const std::vector<std::string>>(std::move(problems))) {}

    [[nodiscard]] std::span<const std::string> problems() const noexcept override { return *problems_; }

private:
    std::shared_ptr<const std::vector<std::string>> problems_;  // an exception is copied without throwing
};

}  // namespace detail

/// Collects problems so that a whole batch is checked before it is refused, once.
///
/// Problems are kept word for word up to `kept`, and counted from there on; a message says the first ten causes.
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
        if (all == 1) throw detail::Collected(lines.front(), problems_);
        lines.resize(std::min(lines.size(), lines_of_a_message));
        std::string message = std::to_string(all) + " problems:";
        for (const std::string& line : lines) message += "\n  " + line;
        if (all > lines.size()) message += "\n  and " + std::to_string(all - lines.size()) + " more";
        throw detail::Collected(message, problems_);
    }

private:
    std::vector<std::string> problems_;
    std::size_t count_ = 0;
};

}  // namespace headway
