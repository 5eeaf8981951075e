#include "assess_block.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "headway/assess/direction.hpp"
#include "headway/assess/rating.hpp"
#include "headway/batch/no_polarity.hpp"
#include "headway/decimal.hpp"
#include "headway/measure/polarity.hpp"
#include "processors.hpp"

namespace headway::inline HEADWAY_ABI::batch::block {

namespace {

constexpr std::uint8_t code(auto word) noexcept { return static_cast<std::uint8_t>(word); }

}  // namespace

HEADWAY_FOR_EACH_PROCESSOR
bool differences(const double* __restrict a, const double* __restrict b, double* __restrict out,
                        std::size_t size) noexcept {
    unsigned outside = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const double larger = std::max(std::fabs(a[i]), std::fabs(b[i]));
        out[i] = decimal::detail::rounded(a[i] - b[i], larger);
        outside |= static_cast<unsigned>(larger >= 1e14) | static_cast<unsigned>((larger > 0.0) & (larger < 1e-8));
    }
    return outside == 0;
}

HEADWAY_FOR_EACH_PROCESSOR
bool ratings(const double* __restrict value, const double* __restrict comparator,
                    const std::uint8_t* __restrict polarity, Allowance allowed, std::uint8_t* __restrict out,
                    std::size_t size) noexcept {
    unsigned left = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const double raw = value[i] - comparator[i];
        const double short_by = polarity[i] == code(Polarity::low_is_good) ? raw : -raw;
        const double size_of_comparator = std::fabs(comparator[i]);
        const double larger = std::max(std::fabs(value[i]), size_of_comparator);
        const double allowance = allowed.share * size_of_comparator + allowed.amount;
        const double near = 1e-13 * larger, near_edge = near + 1e-13 * allowance;
        const unsigned green = static_cast<unsigned>(short_by < -near) |
                               (static_cast<unsigned>(short_by == 0.0) & allowed.on_comparator_is_green);
        const unsigned worse = short_by > near;
        const unsigned amber = worse & (short_by < allowance - near_edge);
        const unsigned red = worse & (short_by > allowance + near_edge);
        const unsigned in_domain = (static_cast<unsigned>(larger >= 1e-8) | static_cast<unsigned>(larger == 0.0)) &
                                   (larger < 1e14);
        const unsigned ranged = polarity[i] == code(Polarity::in_range);
        const unsigned rateable = polarity[i] <= code(Polarity::low_is_good);
        const unsigned known = raw == raw;
        const unsigned open = ranged | (rateable & known & (((green | amber | red) & in_domain) ^ 1U));
        const unsigned rating = (rateable & known) != 0 ? amber + 2U * red : 3U;
        out[i] = static_cast<std::uint8_t>(open != 0 ? undecided : rating);
        left |= open;
    }
    return left != 0;
}

HEADWAY_FOR_EACH_PROCESSOR
void reasons(const double* __restrict value, const double* __restrict comparator,
                    const std::uint8_t* __restrict polarity, std::uint8_t* __restrict out,
                    std::size_t size) noexcept {
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint8_t of_numbers = value[i] != value[i]             ? code(Reason::no_data)
                                        : comparator[i] != comparator[i] ? code(Reason::no_comparator)
                                                                         : code(Reason::rated);
        out[i] = polarity[i] == no_polarity               ? code(Reason::no_polarity)
                 : polarity[i] == code(Polarity::neutral) ? code(Reason::neutral)
                                                          : of_numbers;
    }
}

HEADWAY_FOR_EACH_PROCESSOR
void presence(const double* __restrict comparator, std::uint8_t* __restrict out, std::size_t size) noexcept {
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::uint8_t>(comparator[i] == comparator[i]);
}

HEADWAY_FOR_EACH_PROCESSOR
bool directions(const double* __restrict latest, const double* __restrict change,
                       const std::uint8_t* __restrict polarity, double dead_band, std::uint8_t* __restrict direction,
                       std::uint8_t* __restrict reason, std::size_t size) noexcept {
    const double within = dead_band + 4.0 * std::numeric_limits<double>::epsilon() * dead_band;
    unsigned ranged = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const double moved = change[i];
        const unsigned risen = moved > 0.0, known = moved == moved, small = std::fabs(moved) <= within;
        const unsigned none = polarity[i] == no_polarity;
        const unsigned lost = risen ^ static_cast<unsigned>(polarity[i] != code(Polarity::low_is_good));
        // improving, worsening or increasing, decreasing: each the word before with 1 where it is the lesser
        const unsigned way = polarity[i] == code(Polarity::neutral) ? code(Direction::increasing) + (risen ^ 1U) : lost;
        const unsigned said = small != 0 ? code(Direction::no_change) : way;
        direction[i] = static_cast<std::uint8_t>((known & (none ^ 1U)) != 0 ? said : code(Direction::unknown));
        const unsigned inside = small & static_cast<unsigned>(moved != 0.0);
        const unsigned clear = inside != 0 ? code(DirectionReason::within_dead_band) : code(DirectionReason::clear);
        const unsigned stated = none != 0 ? code(DirectionReason::no_polarity) : clear;
        const unsigned missing = latest[i] == latest[i] ? code(DirectionReason::no_previous)
                                                        : code(DirectionReason::no_data);
        reason[i] = static_cast<std::uint8_t>(known != 0 ? stated : missing);
        ranged |= static_cast<unsigned>(polarity[i] == code(Polarity::in_range));
    }
    return ranged != 0;
}

HEADWAY_FOR_EACH_PROCESSOR
bool any_infinite(const double* __restrict column, std::size_t size) noexcept {
    unsigned found = 0;
    for (std::size_t i = 0; i < size; ++i) found |= std::fabs(column[i]) > std::numeric_limits<double>::max();
    return found != 0;
}

HEADWAY_FOR_EACH_PROCESSOR
bool any_code_of_no_polarity(const std::uint8_t* __restrict polarity, std::size_t size) noexcept {
    unsigned found = 0;
    for (std::size_t i = 0; i < size; ++i)
        found |= static_cast<unsigned>(polarity[i] > code(Polarity::neutral)) &
                 static_cast<unsigned>(polarity[i] != no_polarity);
    return found != 0;
}

}  // namespace headway::batch::block
