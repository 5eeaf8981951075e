/// @file
/// What is measured: the definition of an indicator, made once and used in every section it stands in.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headway/measure/polarity.hpp"
#include "headway/series/accrual.hpp"
#include "headway/series/frequency.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Whether the body that reports an indicator can be held to account for it.
enum class Control : std::uint8_t {
    controllable,  ///< a result of the body's own services
    contextual,    ///< the state of the place: watched, not managed (health, crime, the economy)
};

template <>
struct Vocabulary<Control> {
    static constexpr std::string_view name = "control";
    static constexpr std::array<std::string_view, 2> words{"controllable", "contextual"};
};

/// A plain record. `id` is unique and stable; `name` is what a reader sees.
struct Indicator {
    std::string id{};
    std::string name{};
    std::string unit{};  ///< as printed after a value: "%", "per 10,000", "GBP"
    std::optional<Polarity> polarity{};  ///< empty: nobody has said which direction is good
    Accrual accrual = Accrual::snapshot;
    Frequency frequency = Frequency::month;
    std::optional<int> decimals{};        ///< places that its values are printed with
    std::vector<std::string> sections{};  ///< in the order of the report; the same indicator may stand in several
    std::string owner{};                  ///< a role, never a person's name
    Control control = Control::controllable;

    friend bool operator==(const Indicator&, const Indicator&) = default;
};

}  // namespace headway
