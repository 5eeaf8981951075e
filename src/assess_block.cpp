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

HEADWAY_FOR_WIDE_PROCESSORS
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

// Loops of one width of number each are the ones that compilers spread over a register.
HEADWAY_FOR_WIDE_PROCESSORS
bool ratings(const double* __restrict value, const double* __restrict comparator,
                    const std::uint8_t* __restrict polarity, Allowance allowed, std::uint8_t* __restrict out,
                    std::size_t size) noexcept {
    constexpr double open = undecided;
    const double tie = allowed.on_comparator_is_green ? code(Rating::green) : open;
    const double share = allowed.share, amount = allowed.amount;
    double sign[rows];
    for (std::size_t i = 0; i < size; ++i) sign[i] = polarity[i] == code(Polarity::low_is_good) ? 1.0 : -1.0;
    std::int32_t found[rows];
    for (std::size_t i = 0; i < size; ++i) {
        const double short_by = sign[i] * (value[i] - comparator[i]);
        const double size_of_comparator = std::fabs(comparator[i]);
        const double larger = std::max(std::fabs(value[i]), size_of_comparator);
        const double allowance = share * size_of_comparator + amount;
        const double beyond = short_by - allowance;
        const double clear = std::min(std::fabs(short_by), std::fabs(beyond) - 1e-13 * allowance);
        double rating = beyond > 0.0 ? double{code(Rating::red)} : double{code(Rating::amber)};
        rating = short_by > 0.0 ? rating : double{code(Rating::green)};
        rating = clear > 1e-13 * larger ? rating : open;
        rating = larger < 1e14 ? rating : open;
        rating = larger >= 1e-8 ? rating : open;
        rating = short_by == 0.0 ? tie : rating;
        rating = short_by == short_by ? rating : double{code(Rating::not_rated)};
        found[i] = static_cast<std::int32_t>(rating);
    }
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::uint8_t>(found[i]);
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint8_t way = polarity[i], rating = out[i];
        const std::uint8_t rated = way <= code(Polarity::low_is_good) ? rating : code(Rating::not_rated);
        out[i] = way == code(Polarity::in_range) ? undecided : rated;
    }
    unsigned left = 0;
    for (std::size_t i = 0; i < size; ++i) left |= static_cast<unsigned>(out[i] == undecided);
    return left != 0;
}

HEADWAY_FOR_WIDE_PROCESSORS
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

HEADWAY_FOR_WIDE_PROCESSORS
void presence(const double* __restrict comparator, std::uint8_t* __restrict out, std::size_t size) noexcept {
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::uint8_t>(comparator[i] == comparator[i]);
}

HEADWAY_FOR_WIDE_PROCESSORS
bool directions(const double* __restrict latest, const double* __restrict change,
                       const std::uint8_t* __restrict polarity, double dead_band, std::uint8_t* __restrict direction,
                       std::uint8_t* __restrict reason, std::size_t size) noexcept {
    enum : std::uint8_t { nowhere, little, up, down, no_previous, no_latest };
    const double within = dead_band + 4.0 * std::numeric_limits<double>::epsilon() * dead_band;
    std::int32_t found[rows];
    for (std::size_t i = 0; i < size; ++i) {
        const double moved = change[i];
        double went = moved > 0.0 ? double{up} : double{down};
        went = std::fabs(moved) <= within ? double{little} : went;
        went = moved == 0.0 ? double{nowhere} : went;
        went = moved == moved ? went : double{no_previous};
        went = latest[i] == latest[i] ? went : double{no_latest};
        found[i] = static_cast<std::int32_t>(went);
    }
    std::uint8_t ways[rows];
    for (std::size_t i = 0; i < size; ++i) ways[i] = static_cast<std::uint8_t>(found[i]);
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint8_t way = polarity[i], went = ways[i];
        const bool lost = (went == up) == (way == code(Polarity::low_is_good));
        // improving or worsening, increasing or decreasing: each the word before with 1 where it is the lesser
        const auto judged = static_cast<std::uint8_t>(code(Direction::improving) + lost);
        const auto told = static_cast<std::uint8_t>(code(Direction::increasing) + (went == down));
        const std::uint8_t moved = way == code(Polarity::neutral) ? told : judged;
        const std::uint8_t said = went <= little ? code(Direction::no_change) : moved;
        direction[i] = ((went < no_previous) & (way != no_polarity)) ? said : code(Direction::unknown);
    }
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint8_t went = ways[i];
        const std::uint8_t clear = went == little ? code(DirectionReason::within_dead_band)
                                                  : code(DirectionReason::clear);
        const std::uint8_t stated = polarity[i] == no_polarity ? code(DirectionReason::no_polarity) : clear;
        const std::uint8_t known = went == no_previous ? code(DirectionReason::no_previous) : stated;
        reason[i] = went == no_latest ? code(DirectionReason::no_data) : known;
    }
    unsigned ranged = 0;
    for (std::size_t i = 0; i < size; ++i)
        ranged |= static_cast<unsigned>(polarity[i] == code(Polarity::in_range));
    return ranged != 0;
}

HEADWAY_FOR_WIDE_PROCESSORS
bool any_infinite(const double* __restrict column, std::size_t size) noexcept {
    unsigned found = 0;
    for (std::size_t i = 0; i < size; ++i) found |= std::fabs(column[i]) > std::numeric_limits<double>::max();
    return found != 0;
}

HEADWAY_FOR_WIDE_PROCESSORS
bool any_code_of_no_polarity(const std::uint8_t* __restrict polarity, std::size_t size) noexcept {
    unsigned found = 0;
    for (std::size_t i = 0; i < size; ++i)
        found |= static_cast<unsigned>(polarity[i] > code(Polarity::neutral)) &
                 static_cast<unsigned>(polarity[i] != no_polarity);
    return found != 0;
}

}  // namespace headway::batch::block
