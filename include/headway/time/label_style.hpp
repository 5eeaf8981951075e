/// @file
/// How a label writes its months and days.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// How a label writes its months. Years and their parts are written in one way only, which is `full`; `May 2024`, the
/// same in two styles, reads as `full` too.
enum class LabelStyle : std::uint8_t {
    full,         ///< `September 2024`, `30 September 2024`, `September 2023 - August 2024`
    abbreviated,  ///< `Sep 2024`, `30 Sep 2024`, `Jul 2021 to Jun 2024`
    apostrophe,   ///< `Sept'24`, `30 Sept'24`, `Sept'23 to Aug'24`
    iso,          ///< `2024-09`, `2024-09-30`, `2023-09/2024-08`
};

/// Every style of a label.
inline constexpr std::array<LabelStyle, 4> all_label_styles{LabelStyle::full, LabelStyle::abbreviated,
                                                            LabelStyle::apostrophe, LabelStyle::iso};

template <>
struct Vocabulary<LabelStyle> {
    static constexpr std::string_view name = "style of a label";
    static constexpr std::array<std::string_view, 4> words{"full", "abbreviated", "apostrophe", "iso"};
};

}  // namespace headway
