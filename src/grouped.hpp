/// @file
/// Rows by group: the rows of one group next to each other, in the order they came in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "headway/error.hpp"

namespace headway::batch {

class Grouped {
public:
    /// @throws Error for a code that is not from 0 to `groups` - 1.
    Grouped(std::span<const std::int32_t> code, std::size_t groups) : first_(groups + 1, 0), row_(code.size()) {
        for (std::size_t i = 0; i < code.size(); ++i) {
            if (code[i] < 0 || static_cast<std::size_t>(code[i]) >= groups)
                throw Error("row " + std::to_string(i) + ", column group: found code " + std::to_string(code[i]) +
                            "; accepted: 0 to " + std::to_string(groups) + " - 1");
            ++first_[static_cast<std::size_t>(code[i]) + 1];
        }
        std::partial_sum(first_.begin(), first_.end(), first_.begin());
        std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
        for (std::size_t i = 0; i < code.size(); ++i) row_[next[static_cast<std::size_t>(code[i])]++] = i;
    }

    [[nodiscard]] std::size_t groups() const noexcept { return first_.size() - 1; }

    /// The rows of a group, in their order.
    [[nodiscard]] std::span<const std::size_t> rows(std::size_t group) const noexcept {
        return std::span(row_).subspan(first_[group], first_[group + 1] - first_[group]);
    }

    /// A column with the groups next to each other; none of none.
    [[nodiscard]] std::vector<double> gathered(std::span<const double> column) const {
        std::vector<double> values;
        if (column.empty()) return values;
        values.reserve(row_.size());
        for (const std::size_t row : row_) values.push_back(column[row]);
        return values;
    }

    /// A group of a column that is `gathered`; none of none.
    [[nodiscard]] std::span<const double> of(std::span<const double> gathered, std::size_t group) const noexcept {
        return gathered.empty() ? gathered : gathered.subspan(first_[group], first_[group + 1] - first_[group]);
    }

    /// How many groups are as much work as so many rows, for `parallel_for`.
    [[nodiscard]] std::size_t groups_of_rows(std::size_t rows) const noexcept {
        return 1 + rows * groups() / (row_.size() + groups() + 1);
    }

private:
    std::vector<std::size_t> first_;
    std::vector<std::size_t> row_;
};

}  // namespace headway::batch
