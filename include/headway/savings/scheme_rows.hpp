/// @file
/// One table of savings as councils keep it, a row a scheme, before anything of it is believed.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headway/money/fund.hpp"
#include "headway/money/money.hpp"
#include "headway/savings/increment.hpp"
#include "headway/savings/plan_rows.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// How a saving is written: above 0, or below it, as budgets print what they cut.
enum class SavingsAre : std::uint8_t { positive, negative };

template <>
struct Vocabulary<SavingsAre> {
    static constexpr std::string_view name = "savings_are";
    static constexpr std::array<std::string_view, 2> words{"positive", "negative"};
};

/// A column of text; without cells: there is none.
struct TextColumn {
    std::string heading{};
    std::vector<std::string> cells{};
};

/// A column of money, and the year or month that it is of, where it is of one.
struct MoneyColumn {
    std::string heading{};
    std::vector<MoneyCell> cells{};
    std::string year{};
};

/// Every column that is there has a cell a row.
struct SchemeRows {
    TextColumn portfolio{};
    TextColumn scheme{};
    std::vector<MoneyColumn> years{};
    std::vector<MoneyColumn> forecast{};  ///< of some of the years, of the same kind
    MoneyColumn expected{};
    MoneyColumn actual{};
    MoneyColumn expected_forecast{};     ///< of the same kind as `expected`
    std::vector<MoneyColumn> months{};   ///< what was delivered in each, or by the end of each
    TextColumn confidence{};
    TextColumn fund{};
    TextColumn recurrence{};
    TextColumn benefit{};
    TextColumn start{};
    TextColumn owner{};
    TextColumn business_case{};
    TextColumn next_step{};
    TextColumn board{};
    TextColumn themes{};      ///< several separated by semicolons
    TextColumn depends_on{};  ///< the same: other schemes, and workstreams of the rule's plan
};

/// What the table itself does not say. Of `plan`, its unit and its fund are not read.
struct SchemeRule {
    PlanRule plan{};
    std::optional<MoneyUnit> unit{};  ///< of figures where neither cell nor heading says one, and of the plan
    std::optional<YearsAre> years_are{};
    SavingsAre savings_are = SavingsAre::positive;
    std::optional<Fund> fund{};  ///< that the plan is of; empty: the only one that rows say, or the general fund
    std::map<std::string, std::string> confidence_words{};  ///< what the table says, to the levels of the scale
    std::string confidence_of_all{};                        ///< a level, where no column says it
    bool leave_out_totals = false;
};

}  // namespace headway
