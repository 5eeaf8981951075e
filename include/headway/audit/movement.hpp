/// @file
/// What a word says of a movement: up or down, better or worse, and in which form it has to stand to say so.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "headway/audit/lexicon.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Which way something moves, or how good that is.
enum class Movement : std::uint8_t { up, down, better, worse, same };

/// What a mark says of a movement, and how it has to be accompanied.
struct MovementWord {
    Movement movement;
    enum class Form : std::uint8_t { finite, participle, noun } form;
};

/// The movement that words say, if they say one.
[[nodiscard]] inline std::optional<MovementWord> movement_of(Cue cue) noexcept {
    using Form = MovementWord::Form;
    switch (cue) {
        case Cue::rose:
            return MovementWord{Movement::up, Form::finite};
        case Cue::fell:
            return MovementWord{Movement::down, Form::finite};
        case Cue::rising:
            return MovementWord{Movement::up, Form::participle};
        case Cue::falling:
            return MovementWord{Movement::down, Form::participle};
        case Cue::better:
            return MovementWord{Movement::better, Form::participle};
        case Cue::worse:
            return MovementWord{Movement::worse, Form::participle};
        case Cue::a_rise:
            return MovementWord{Movement::up, Form::noun};
        case Cue::a_fall:
            return MovementWord{Movement::down, Form::noun};
        case Cue::a_gain:
            return MovementWord{Movement::better, Form::noun};
        case Cue::a_loss:
            return MovementWord{Movement::worse, Form::noun};
        case Cue::unchanged:
            return MovementWord{Movement::same, Form::finite};
        default:
            return std::nullopt;
    }
}

/// Which way a word goes: 1 up, -1 down, 0 neither.
[[nodiscard]] inline int way_of(Cue cue) noexcept {
    if (cue == Cue::rose || cue == Cue::rising || cue == Cue::a_rise) return 1;
    return cue == Cue::fell || cue == Cue::falling || cue == Cue::a_fall ? -1 : 0;
}

/// "Beat", "bettered", "outdid": better, whichever way is good; "exceeded" may say above as well.
[[nodiscard]] inline bool is_to_beat(std::string_view word) {
    return word.starts_with("beat") || word.starts_with("better") || word.starts_with("outd");
}

/// "Slightly", "since", "significant": a word between a movement and what tells it.
[[nodiscard]] inline bool is_of_degree(std::string_view last) {
    return (last.ends_with("ly") && last.size() > 4) || last == "also" || last == "now" || last == "since" ||
           last == "further" || last == "again" || last == "significant" || last == "slight" || last == "small" ||
           last == "marked" || last == "steady" || last == "notable" || last == "overall" || last == "sharp" ||
           last == "modest" || last == "marginal" || last == "large" || last == "substantial" || last == "recent" ||
           last == "gradual" || last == "considerable" || last == "continued" || last == "consistent" ||
           last == "general" || last == "dramatic" || last == "net" || last == "big" || last == "year" ||
           last == "clear" || last == "last";
}

}  // namespace headway::inline HEADWAY_ABI::auditing
