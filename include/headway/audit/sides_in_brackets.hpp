/// @file
/// Both sides of a comparison in the brackets behind its comparator: "higher than our target (8.92 compared to 7.3)".
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "headway/audit/context.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// "Higher than our target (8.92 per 100,000 compared to 7.3)": both sides stand in the brackets behind a comparator.
struct SidesInBrackets {
    const Figure* own = nullptr;
    Figure* other = nullptr;
};

/// The two figures of brackets behind a comparator; none where one of them is of another time.
[[nodiscard]] inline SidesInBrackets sides_in_brackets(Sentence& sentence, const Mark& comparator) {
    constexpr std::size_t near = 3, far = 9;
    for (std::size_t f = 0; f + 1 < sentence.figures.size(); ++f) {
        const Figure& own = sentence.figures[f];
        Figure& other = sentence.figures[f + 1];
        if (own.bound <= comparator.last || own.bound > comparator.last + near || !sentence.sign(own.bound - 1, '('))
            continue;
        if (!other.in_brackets || other.token > own.token + far || !alike(own.stated, other.stated)) continue;
        const auto of_a_time = [&](std::size_t from, std::size_t to) {
            constexpr std::array<std::string_view, 5> times{"last", "now", "previous", "then", "before"};
            bool any = std::any_of(sentence.whens.begin(), sentence.whens.end(),
                                   [&](const When& when) { return when.first >= from && when.first < to; });
            for (std::size_t i = from; i < to; ++i)
                any = any || headway::detail::is_one_of(sentence.word(i), times);
            return any;
        };
        if (of_a_time(own.bound, other.token + 3)) continue;
        for (std::size_t i = own.token + 1; i < other.bound; ++i)
            if (sentence.mark_at(i, std::array{Cue::compared}) != nullptr) return {&own, &other};
    }
    return {};
}

}  // namespace headway::inline HEADWAY_ABI::auditing
