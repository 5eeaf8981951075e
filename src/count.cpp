#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "headway/batch/count.hpp"
#include "headway/error.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

void check(std::span<const std::int32_t> section, std::size_t sections, std::size_t rows, const char* column) {
    if (section.size() != rows)
        throw Error("count: column " + std::string(column) + " has " + std::to_string(rows) + " rows; accepted: " +
                    std::to_string(section.size()) + ", as many as section");
    for (std::size_t i = 0; i < rows; ++i)
        if (section[i] < 0 || static_cast<std::size_t>(section[i]) >= sections)
            throw Error("row " + std::to_string(i) + ", column section: found code " + std::to_string(section[i]) +
                        "; accepted: 0 to " + std::to_string(sections) + " - 1");
}

template <class E>
E code(std::uint8_t value, std::size_t row) {
    if (value >= Vocabulary<E>::words.size())
        throw Error("row " + std::to_string(row) + ", column " + std::string(Vocabulary<E>::name) + ": found code " +
                    std::to_string(value) + "; accepted: 0 to " + std::to_string(Vocabulary<E>::words.size() - 1));
    return static_cast<E>(value);
}

}  // namespace

std::vector<RatingCounts> count_ratings(std::span<const std::int32_t> section, std::size_t sections,
                                        std::span<const std::uint8_t> rating,
                                        std::span<const std::uint8_t> has_comparator) {
    check(section, sections, rating.size(), "rating");
    check(section, sections, has_comparator.size(), "has_comparator");
    std::vector<RatingCounts> counts(sections);
    for (std::size_t i = 0; i < rating.size(); ++i)
        counts[static_cast<std::size_t>(section[i])].add(code<Rating>(rating[i], i), has_comparator[i] != 0);
    return counts;
}

std::vector<DirectionCounts> count_directions(std::span<const std::int32_t> section, std::size_t sections,
                                              std::span<const std::uint8_t> direction) {
    check(section, sections, direction.size(), "direction");
    std::vector<DirectionCounts> counts(sections);
    for (std::size_t i = 0; i < direction.size(); ++i)
        counts[static_cast<std::size_t>(section[i])].add(code<Direction>(direction[i], i));
    return counts;
}

}  // namespace headway::batch
