/// @file
/// Where names stand in a list, whatever their letter case and spaces: a name of two places has both.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Names that have been added, in their order, and where each stands.
class PlacesByName {
public:
    void add(std::string_view name) {
        places_[folded(name)].push_back(names_.size());
        names_.emplace_back(name);
    }

    /// Where a name stands, the first place first; nowhere where it is not in the list.
    [[nodiscard]] const std::vector<std::size_t>& of(std::string_view name) const {
        static const std::vector<std::size_t> nowhere;
        const auto found = places_.find(folded(name));
        return found == places_.end() ? nowhere : found->second;
    }

    /// As they were added.
    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

private:
    std::vector<std::string> names_{};
    std::unordered_map<std::string, std::vector<std::size_t>> places_{};
};

}  // namespace headway
