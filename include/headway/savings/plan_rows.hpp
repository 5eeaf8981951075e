/// @file
/// The three tables of a savings plan as rows of text and numbers, before anything of them is believed.
///
/// | table      | a row is                      | says                                                          |
/// |------------|-------------------------------|---------------------------------------------------------------|
/// | confidence | a portfolio                   | its expected saving, and how much of it at each level         |
/// | profile    | a portfolio in a year         | its run rate (cumulative saving), and a reason where it falls |
/// | programmes | a programme                   | its portfolio, its expected saving and the rest               |
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "headway/frame_lines.hpp"
#include "headway/money/fund.hpp"
#include "headway/money/money.hpp"
#include "headway/savings/confidence.hpp"
#include "headway/savings/workstream.hpp"
#include "headway/time/calendar.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// A cell of money: nothing, a number in the plan's unit (NaN: nothing) or text.
using MoneyCell = std::variant<std::monostate, double, std::string>;

/// Words are text as it stands in the table; empty where there is none. Lists are separated by semicolons.
struct ProgrammeRow {
    std::string portfolio{};
    std::string programme{};
    MoneyCell expected{};
    std::string fund{};
    std::string recurrence{};
    std::string benefit{};
    std::string business_case{};
    std::string next_step{};
    std::string start{};  ///< a month
    double ramp_months = 0.0;
    std::string owner{};
    std::string board{};
    std::string themes{};
    std::string depends_on{};
};

/// A row of the table of confidence.
struct ConfidenceRow {
    std::string portfolio{};
    MoneyCell expected{};
    std::vector<MoneyCell> levels{};  ///< one a level of the scale
    std::string fund{};
};

/// A row of the table of run rates.
struct ProfileRow {
    std::string portfolio{};
    std::string year{};
    MoneyCell run_rate{};
    std::string reason{};
    std::string fund{};
};

/// What messages call the columns.
struct PlanColumns {
    std::string portfolio = "portfolio";
    std::string programme = "programme";
    std::string expected = "expected_saving_gbp_m";
    std::vector<std::string> levels{};  ///< those of the confidence table; empty: the words of the scale
    std::string year = "financial_year";
    std::string run_rate = "cumulative_saving_gbp_m";
    std::string reason = "reason";
    std::string fund = "budget";
    std::string recurrence = "recurrence";
    std::string benefit = "benefit";
    std::string business_case = "business_case";
    std::string start = "start";
    std::string ramp_months = "ramp_months";
    std::string depends_on = "depends_on";
};

/// The tables that a plan is assembled from.
struct PlanRows {
    std::vector<ProgrammeRow> programmes{};
    std::vector<ConfidenceRow> confidence{};
    std::vector<ProfileRow> profile{};
    PlanColumns columns{};
};

/// What the whole plan is: its tables do not say.
struct PlanRule {
    std::string version{};
    MoneyUnit unit = MoneyUnit::millions;
    Fund fund = Fund::general_fund;
    ConfidenceScale scale = savings_confidence();
    std::optional<int> decimals{};  ///< of run rates as printed; empty: as many as they show
    Calendar calendar = financial_calendar;
    std::optional<bool> profile_includes_unvalidated{};  ///< empty: nobody has said (unvalidated.hpp)
    std::map<std::string, std::string> aliases{};  ///< other names of portfolios, to the names of the plan
    std::vector<Workstream> workstreams{};         ///< that programmes may depend on
    bool lists_other_portfolios = false;  ///< those of other funds are known to have nothing of the plan's
    FrameKind frame = FrameKind::other;   ///< what rows stand in, for the lines that messages suggest
};

}  // namespace headway
