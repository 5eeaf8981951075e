/// @file
/// Rows by group: the rows of one group, in the order they came in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "columns.hpp"

namespace headway::inline HEADWAY_ABI::batch {

class Grouped {
public:
    /// The rows of one group. In a table that is sorted by group they follow each other, and are read where they stand.
    class Rows {
    public:
        [[nodiscard]] std::size_t size() const noexcept { return size_; }
        [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
        [[nodiscard]] std::size_t operator[](std::size_t i) const noexcept {
            return order_ == nullptr ? first_ + i : order_[first_ + i];
        }
        [[nodiscard]] std::size_t back() const noexcept { return (*this)[size_ - 1]; }

    private:
        friend class Grouped;
        Rows(const std::size_t* order, std::size_t first, std::size_t size)
            : order_(order), first_(first), size_(size) {}

        const std::size_t* order_;  ///< null where rows follow each other
        std::size_t first_, size_;
    };

    /// @throws Error as `check_codes`.
    Grouped(std::span<const std::int32_t> code, std::size_t groups) {
        check_codes(code, groups, "group");
        first_.resize(groups + 1, 0);
        std::int32_t before = 0;
        bool sorted = true;
        for (std::size_t i = 0; i < code.size(); ++i) {
            ++first_[static_cast<std::size_t>(code[i]) + 1];
            sorted = sorted && code[i] >= before;
            before = code[i];
        }
        std::partial_sum(first_.begin(), first_.end(), first_.begin());
        if (sorted) return;
        order_.resize(code.size());
        std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
        for (std::size_t i = 0; i < code.size(); ++i) order_[next[static_cast<std::size_t>(code[i])]++] = i;
    }

    /// All of so many rows as one group.
    explicit Grouped(std::size_t rows) : first_{0, rows} {}

    [[nodiscard]] std::size_t groups() const noexcept { return first_.size() - 1; }

    [[nodiscard]] Rows rows(std::size_t group) const noexcept {
        return {order_.empty() ? nullptr : order_.data(), first_[group], first_[group + 1] - first_[group]};
    }

    /// A column with the groups next to each other; none of none.
    [[nodiscard]] std::vector<double> gathered(std::span<const double> column) const {
        std::vector<double> values(column.begin(), column.end());
        for (std::size_t i = 0; i < order_.size() && !column.empty(); ++i) values[i] = column[order_[i]];
        return values;
    }

    /// A group of a column that is `gathered`; none of none.
    [[nodiscard]] std::span<const double> of(std::span<const double> gathered, std::size_t group) const noexcept {
        return gathered.empty() ? gathered : gathered.subspan(first_[group], first_[group + 1] - first_[group]);
    }

    /// How many groups are as much work as so many rows, for `parallel_for`.
    [[nodiscard]] std::size_t groups_of_rows(std::size_t rows) const noexcept {
        return 1 + rows * groups() / (first_.back() + groups() + 1);
    }

private:
    std::vector<std::size_t> first_;
    std::vector<std::size_t> order_;  ///< empty where the table is sorted by group
};

}  // namespace headway::batch
