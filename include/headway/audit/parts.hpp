/// @file
/// Parts of a whole in a sentence: their sum, how they are joined, what announces them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/read_counts.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// What readers of totals and their parts share.
class PartsReader {
protected:
    explicit PartsReader(Context& context) : context_(context), sentence_(context.sentence) {}

    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }

    /// A part as arithmetic shows it: amounts in their scale ("£4m"), counts as they are.
    [[nodiscard]] static std::string shown_part(const Stated& part) {
        return part.unit == StatedUnit::pounds && part.scale > 0 ? shown_stated(part) : plain_number(part.value);
    }

    /// A number in the form of another that is printed.
    [[nodiscard]] static std::string shown_like(const Stated& like, double number) {
        if (like.unit != StatedUnit::pounds || like.scale == 0) return plain_number(number);
        return shown_stated({.value = number, .decimals = like.decimals, .scale = like.scale, .unit = like.unit});
    }

    [[nodiscard]] static Interval sum_of(const std::vector<Figure*>& parts, std::string& text) {
        Interval sum = exactly(0.0);
        for (const Figure* part : parts) {
            sum = sum + behind(part->stated);
            text += (text.empty() ? "" : " + ") + shown_part(part->stated);
        }
        text += " = " + shown_like(parts.front()->stated, sum.middle);
        return sum;
    }

    /// "Comprising", "made up of", "split between": all that a whole consists of follows.
    [[nodiscard]] bool is_made_of(std::size_t i) const {
        const std::string_view now = word(i), next = word(i + 1);
        return now == "comprising" || now == "comprised" || now == "comprises" || (now == "made" && next == "up") ||
               ((now == "consisting" || now == "consists" || now == "consisted") && next == "of") ||
               ((now == "split" || now == "divided") && (next == "between" || next == "into" || next == "as"));
    }

    /// Whether a part is a count by rating or by direction, which is read as such.
    [[nodiscard]] bool has_state(const Figure& part) const {
        return std::any_of(sentence_.marks.begin(), sentence_.marks.end(), [&](const Mark& mark) {
            return mark.first > part.token && mark.first <= part.token + 4 &&
                   std::find(state_cues.begin(), state_cues.end(), mark.cue) != state_cues.end();
        });
    }

    [[nodiscard]] bool and_between(const std::vector<Figure*>& parts) const {
        const std::size_t last = parts.back()->bound;
        for (std::size_t i = parts[parts.size() - 2]->token + 1; i < last; ++i)
            if (word(i) == "and") return true;
        return false;
    }

    [[nodiscard]] bool joined_by_and(const std::vector<Figure*>& parts) const {
        const std::size_t last = parts.back()->bound;
        return last > 0 && word(last - 1) == "and";
    }

    Context& context_;
    Sentence& sentence_;
};

}  // namespace headway::inline HEADWAY_ABI::auditing
