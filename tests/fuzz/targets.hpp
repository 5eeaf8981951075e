/// @file
/// The fuzz targets by name. Each is a file of its name.
#pragma once

#include <array>
#include <string_view>

#include "fuzzing.hpp"

namespace headway::fuzz {

void ages(Bytes bytes);
void assemble(Bytes bytes);
void audit(Bytes bytes);
void charts(Bytes bytes);
void money(Bytes bytes);
void periods(Bytes bytes);
void plans(Bytes bytes);
void projection(Bytes bytes);
void simulation(Bytes bytes);
void statistics(Bytes bytes);
void text(Bytes bytes);

struct Target {
    std::string_view name;
    void (*explore)(Bytes);
};

inline constexpr std::array<Target, 11> targets{{{"ages", ages},
                                                 {"assemble", assemble},
                                                 {"audit", audit},
                                                 {"charts", charts},
                                                 {"money", money},
                                                 {"periods", periods},
                                                 {"plans", plans},
                                                 {"projection", projection},
                                                 {"simulation", simulation},
                                                 {"statistics", statistics},
                                                 {"text", text}}};

/// The target of a name; none where there is no such.
[[nodiscard]] constexpr const Target* target_of(std::string_view name) noexcept {
    for (const Target& target : targets)
        if (target.name == name) return &target;
    return nullptr;
}

}  // namespace headway::fuzz
