/// @file
/// Amounts of which a whole column makes doubtful what one cell says: "£14.65" among "£7.9m" and "£1.2m" may be pounds,
/// or millions whose scale was left out.
///
/// An amount in pounds without a scale is doubtful beside one with a scale where the scale left out would give an
/// amount of at most a thousand times the largest that has one: "£14.65" beside "£7.9m", and not "£950,000", which as
/// millions would be beyond any of them. 0 is 0 in any scale. In a column of money alone nobody can tell, and such a
/// cell is unread; in one of many indicators the cost of a visit may stand below a budget, and it is only said.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "headway/measure/figure.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// A row whose scale is in doubt, and the row that gives cause.
struct DoubtfulScale {
    std::size_t row = 0;
    std::size_t beside = 0;  ///< the row whose scale it may share

    bool operator==(const DoubtfulScale&) const = default;
};

/// Whether every figure of a column is in pounds.
[[nodiscard]] inline bool is_money_alone(std::span<const Figure> column) noexcept {
    return std::all_of(column.begin(), column.end(), [](const Figure& figure) {
        return figure.unit == FigureUnit::pounds || !(figure.value || figure.lower || figure.upper) ||
               figure.value == 0.0;
    });
}

/// The rows of a column whose scale is in doubt, in their order. See the head of this file.
[[nodiscard]] inline std::vector<DoubtfulScale> doubtful_scales(std::span<const Figure> column) {
    const auto amount = [](const Figure& figure) {
        double largest = 0.0;
        for (const std::optional<double>& number : {figure.value, figure.lower, figure.upper})
            largest = std::max(largest, std::fabs(number.value_or(0.0)));
        return largest;
    };
    std::optional<std::size_t> beside;
    for (std::size_t row = 0; row < column.size(); ++row)
        if (column[row].unit == FigureUnit::pounds && column[row].scale &&
            (!beside || amount(column[row]) > amount(column[*beside])))
            beside = row;
    std::vector<DoubtfulScale> doubtful;
    if (!beside) return doubtful;
    constexpr double far = 1000.0;
    const double left_out = std::pow(10.0, *column[*beside].scale), most = far * amount(column[*beside]);
    for (std::size_t row = 0; row < column.size(); ++row) {
        const Figure& figure = column[row];
        if (figure.unit == FigureUnit::pounds && !figure.scale && amount(figure) != 0.0 &&
            amount(figure) * left_out <= most)
            doubtful.push_back({row, *beside});
    }
    return doubtful;
}

}  // namespace headway
