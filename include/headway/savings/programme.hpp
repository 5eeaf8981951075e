/// @file
/// A programme of a savings plan: what it should save, for whom, how, and how far it has come.
///
/// Its expected saving is an amount of one fund. Empty is "not applicable": the programme enables others or serves
/// another purpose. A programme of another fund than the plan's is listed with it and never added to it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/money/fund.hpp"
#include "headway/places_by_name.hpp"
#include "headway/plan/business_case.hpp"
#include "headway/savings/phasing.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What kind of benefit a saving is. Source: HM Treasury, The Green Book (2022), on cashable and other benefits; local
/// practice adds cost avoidance and income.
enum class Benefit : std::uint8_t {
    cashable,      ///< a budget can be cut by it
    non_cashable,  ///< time or capacity, no budget falls
    avoidance,     ///< a cost that would have come does not
    income,        ///< more is earned
};

template <>
struct Vocabulary<Benefit> {
    static constexpr std::string_view name = "benefit";
    static constexpr std::array<std::string_view, 4> words{"cashable", "non-cashable", "avoidance", "income"};
};

/// One programme, as it is kept.
struct Programme {
    std::string portfolio{};
    std::string name{};
    std::optional<double> expected{};  ///< in the plan's unit; empty: not applicable
    Fund fund = Fund::general_fund;
    Recurrence recurrence = Recurrence::recurring;
    std::optional<Benefit> benefit{};
    std::optional<BusinessCase> business_case{};
    std::string next_step{};
    std::optional<Period> start{};  ///< the first month that saves
    int ramp_months = 0;            ///< from the start to full effect
    std::string owner{};            ///< a role, for example Executive Director of Resident Services
    std::string board{};
    std::vector<std::string> themes{};      ///< many to many
    std::vector<std::string> depends_on{};  ///< names of programmes of the plan
    std::string note{};                     ///< footnote marks of its amount
    std::string confidence{};               ///< the level of the plan's scale; empty: not said
    std::vector<double> run_rate{};         ///< its own, one a year of the plan, NaN where not known; empty: not said
    std::vector<double> planned{};          ///< the same before a forecast took its place
    std::vector<double> forecast{};         ///< what a forecast says of each year, NaN where none does
    std::optional<double> actual{};         ///< delivered so far
    std::optional<double> expected_forecast{};  ///< what `expected` is forecast to be now
    std::vector<double> delivered{};        ///< one a month of the plan, NaN where not known; empty: not said
};

/// Where programmes stand by their names, which two portfolios may use.
[[nodiscard]] inline PlacesByName places_of(std::span<const Programme> programmes) {
    PlacesByName by_name;
    for (const Programme& programme : programmes) by_name.add(programme.name);
    return by_name;
}

}  // namespace headway
