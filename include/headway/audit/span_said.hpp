/// @file
/// Over how long words say that something moved: "over the last three years" is 36 months, "in a decade" 120.
///
/// It is said in the part of what moved or opens the sentence. Where it is said, the two times of a change are that far
/// apart, or one step less where three and more are said: three yearly figures are two steps.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "headway/audit/sentence.hpp"
#include "headway/audit/when.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A span of time in steps of so many months; no steps where none is said.
struct SpanSaid {
    int steps = 0, months = 0;

    [[nodiscard]] bool known() const { return steps > 0; }
    [[nodiscard]] bool is_long() const { return steps * months > 12; }

    /// Whether two times are as far apart. Of heads that say no time it cannot tell more than a year.
    [[nodiscard]] bool fits(const When& before, const When& now) const {
        if (!known()) return true;
        if (!before.said() || !now.said()) return !is_long();
        return are_months_apart(before, now, steps * months) ||
               (steps > 2 && now.year != 0 && are_months_apart(before, now, (steps - 1) * months));
    }
    /// The same of a row's results, whose times are as its heads say: "in the last 12 months" may name what is counted.
    [[nodiscard]] bool may_be(const When& before, const When& now) const { return !is_long() || fits(before, now); }
};

/// The span that words say over which moved what stands on a token.
[[nodiscard]] inline SpanSaid span_said(const Sentence& sentence, std::size_t token) {
    constexpr std::array<std::string_view, 5> over{"over", "in", "during", "within", "across"};
    constexpr std::array<std::string_view, 5> last{"last", "past", "previous", "preceding", "recent"};
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        if (sentence.parts[i] != sentence.parts[token] && sentence.parts[i] != 0) break;
        if (!headway::detail::is_one_of(sentence.word(i), over)) continue;
        std::size_t at = i + 1;
        if (sentence.word(at) == "the" || sentence.word(at) == "a") ++at;
        const bool past = headway::detail::is_one_of(sentence.word(at), last);
        if (past) ++at;
        if (sentence.word(at) == "decade") return {.steps = 10, .months = 12};
        int steps = past ? 1 : 0;
        if (at < sentence.tokens.size() && sentence.tokens[at].is == Token::Is::number) {
            const Stated& number = sentence.tokens[at].number;
            constexpr double most = 100.0;
            const bool counts = number.is_count() && number.value >= 1.0 && number.value <= most;
            if (sentence.tokens[at].ordinal || !counts) continue;
            steps = static_cast<int>(number.value);
            ++at;
        }
        const std::string_view unit = sentence.word(at);
        const int months = unit.starts_with("year")      ? 12
                           : unit.starts_with("quarter") ? 3
                           : unit.starts_with("month")   ? 1
                                                         : 0;
        if (steps > 0 && months > 0) return {.steps = steps, .months = months};
    }
    return {};
}

}  // namespace headway::inline HEADWAY_ABI::auditing
