/// @file
/// How far the case for a programme has come.
///
/// A case is made in three steps, each with more certainty about cost and benefit than the one before, and then the
/// programme is delivered. What happens next ("updated outline business case") is text of the programme, not a stage:
/// an outline case may be written twice.
///
/// Source: HM Treasury, Guide to developing the programme business case (2018): strategic outline, outline and full.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// The stages of a business case, in their order.
enum class BusinessCase : std::uint8_t {
    strategic,  ///< why: the case for change, options not yet costed
    outline,    ///< which: a preferred option
    full,       ///< how: procured and affordable
    delivery,   ///< approved and under way
};

template <>
struct Vocabulary<BusinessCase> {
    static constexpr std::string_view name = "business case";
    static constexpr std::array<std::string_view, 4> words{"strategic", "outline", "full", "delivery"};
};

}  // namespace headway
