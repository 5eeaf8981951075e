// Savings plans from three tables and from one, actions and initiatives.
#include <string>
#include <string_view>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/plan/read_plan.hpp"
#include "headway/savings/assemble_plan.hpp"
#include "headway/savings/assemble_schemes.hpp"
#include "headway/savings/bridge.hpp"
#include "targets.hpp"

namespace headway::fuzz {

namespace {

constexpr std::string_view portfolios[] = {"Roads", "Adult Social Care", "Children's Services"};
constexpr std::string_view funds[] = {"", "", "general fund", "DSG", "HRA", "GF"};
constexpr std::string_view labels[] = {"",         "2024-04",  "April 2024", "25 June 2024", "2024/25",
                                       "15/10/24", "2025/26 Q1", "31 March 2026"};

[[nodiscard]] std::string shown_money(double amount) { return "\u00A3" + shown(amount) + "m"; }

/// An amount as a table has it.
[[nodiscard]] MoneyCell a_cell(double amount, Bytes& bytes) {
    constexpr std::string_view words[] = {"TBC",         "n/a",          "\u00A3230k", "-",
                                          "c\u00A340m", "(\u00A30.5m)", "nil",         "7.45*"};
    switch (bytes.byte() % 32) {
        case 0: return {};
        case 1: return bytes.number();
        case 2: return bytes.one_of(words);
        case 3: return shown_money(amount);
        default: return amount;
    }
}

[[nodiscard]] double pennies(Bytes& bytes) { return bytes.byte() / 100.0; }

[[nodiscard]] PlanRows plan_rows(Bytes& bytes) {
    PlanRows rows;
    const std::size_t count = bytes.below(4), years = bytes.below(5);
    for (std::size_t p = 0; p < count; ++p) {
        const std::string name(portfolios[p % 3]);
        const double green = pennies(bytes), amber = pennies(bytes), red = pennies(bytes);
        const double expected = decimal::sum(std::vector{green, amber, red});
        rows.confidence.push_back({.portfolio = name, .expected = a_cell(expected, bytes),
                                   .levels = {a_cell(green, bytes), a_cell(amber, bytes), a_cell(red, bytes)}});
        double run_rate = 0.0;
        for (std::size_t y = 0; y < years; ++y) {
            run_rate = decimal::difference(run_rate, -pennies(bytes));
            const std::string year = std::to_string(2024 + y) + "/" + std::to_string(25 + y);
            rows.profile.push_back({.portfolio = bytes.byte() == 255 ? bytes.text(12) : name,
                                    .year = year,
                                    .run_rate = a_cell(run_rate, bytes),
                                    .reason = bytes.byte() == 255 ? "one-off" : ""});
        }
        for (std::size_t i = bytes.below(3); i > 0; --i) {
            rows.programmes.push_back({.portfolio = bytes.byte() > 250 ? bytes.text(12) : name,
                                       .programme = "programme " + std::to_string(rows.programmes.size()),
                                       .expected = a_cell(pennies(bytes), bytes),
                                       .fund = bytes.one_of(funds),
                                       .start = bytes.one_of(labels)});
            if (bytes.byte() > 240) rows.programmes.back().recurrence = "one-off";
        }
    }
    return rows;
}

/// What a plan promises of its sums.
void check_plan(const SavingsPlan& plan) {
    validate(plan);
    for (const Portfolio& portfolio : plan.portfolios) {
        expect(decimal::difference(decimal::sum(portfolio.confidence), portfolio.expected) == 0.0, portfolio.name,
               ": parts that do not add up to ", portfolio.expected);
        for (const double run_rate : portfolio.run_rate)
            expect(std::isfinite(run_rate), portfolio.name, ": ", run_rate);
    }
    for (std::size_t y = 1; y < plan.years.size(); ++y)
        expect(plan.years[y - 1].next() == plan.years[y], "years that do not follow one another");
    for (const BridgeRow& row : bridge(plan)) {
        const double closes =
            row.expected - row.not_validated + row.over_achievement + row.still_to_come + row.slippage;
        expect(std::fabs(closes - row.forecast) <= 1e-9 * (1.0 + std::fabs(row.expected) + std::fabs(row.forecast)),
               row.portfolio, ": the bridge comes to ", closes, " and not to ", row.forecast);
    }
}

void check_alike(const SavingsPlan& plan, const SavingsPlan& other) {
    expect(plan.portfolios.size() == other.portfolios.size() && plan.years == other.years, "order makes another plan");
    for (std::size_t p = 0; p < plan.portfolios.size(); ++p) {
        const Portfolio& one = plan.portfolios[p];
        const Portfolio& two = other.portfolios[portfolio_of(other, one.name)];
        expect(one.expected == two.expected && one.confidence == two.confidence && one.run_rate == two.run_rate,
               one.name, " depends on the order of rows");
    }
}

void three_tables(Bytes& bytes) {
    const PlanRows rows = plan_rows(bytes);
    const auto plan = unless_refused([&] { return assemble_plan(rows); });
    PlanRows moved = rows;
    moved.confidence = in_order(rows.confidence, shuffled(rows.confidence.size(), bytes));
    moved.profile = in_order(rows.profile, shuffled(rows.profile.size(), bytes));
    moved.programmes = in_order(rows.programmes, shuffled(rows.programmes.size(), bytes));
    const auto again = unless_refused([&] { return assemble_plan(moved); });
    expect(plan.has_value() == again.has_value(), "rows in another order are ", again ? "taken" : "refused");
    if (!plan) return;
    check_plan(*plan);
    check_alike(*plan, *again);
}

void one_table(Bytes& bytes) {
    constexpr std::string_view confidence[] = {"green", "amber", "red", "Green", "R", "High", ""};
    constexpr std::string_view units[] = {" (\u00A3k)", " (\u00A3m)", "", " \u00A3"};
    const std::size_t schemes = bytes.below(8), years = bytes.below(4);
    SchemeRows rows{.portfolio = {.heading = "Portfolio"}, .scheme = {.heading = "Scheme"}};
    const std::string unit = bytes.one_of(units);
    for (std::size_t y = 0; y < years; ++y) {
        const std::string year = std::to_string(24 + y) + "/" + std::to_string(25 + y);
        rows.years.push_back({.heading = "Saving " + year + unit});
        if (bytes.byte() > 200) rows.forecast.push_back({.heading = "Forecast " + year + unit});
    }
    const bool with_expected = bytes.flag(), with_confidence = bytes.flag();
    if (with_expected) rows.expected.heading = "Expected" + unit;
    if (with_confidence) rows.confidence.heading = "Confidence";
    for (std::size_t s = 0; s < schemes; ++s) {
        rows.portfolio.cells.push_back(bytes.one_of(portfolios));
        rows.scheme.cells.push_back(bytes.byte() == 255 ? bytes.text(12) : "scheme " + std::to_string(s));
        double amount = 0.0;
        for (MoneyColumn& year : rows.years) {
            amount = decimal::difference(amount, -pennies(bytes));
            year.cells.push_back(a_cell(amount, bytes));
        }
        for (MoneyColumn& year : rows.forecast) year.cells.push_back(a_cell(pennies(bytes), bytes));
        if (with_expected) rows.expected.cells.push_back(a_cell(amount, bytes));
        if (with_confidence) rows.confidence.cells.push_back(bytes.one_of(confidence));
    }
    SchemeRule rule{.years_are = static_cast<YearsAre>(bytes.below(2))};
    if (bytes.flag()) rule.unit = static_cast<MoneyUnit>(bytes.below(4));
    if (bytes.flag()) rule.plan.profile_includes_unvalidated = bytes.flag();
    if (!with_confidence && bytes.flag()) rule.confidence_of_all = "amber";
    if (const auto plan = unless_refused([&] { return assemble_plan(rows, rule); })) check_plan(*plan);
}

[[nodiscard]] plan::TextColumn a_column(std::string name, std::size_t rows, const auto& words, Bytes& bytes) {
    plan::TextColumn column{.name = std::move(name)};
    for (std::size_t row = 0; row < rows; ++row) column.rows.push_back(bytes.one_of(words));
    return column;
}

void actions(Bytes& bytes) {
    constexpr std::string_view ratings[] = {"", "Blue", "green", "A", "not progressed", "on track", "Cancelled"};
    constexpr std::string_view themes[] = {"", "Safe", "Green"};
    const std::size_t rows = bytes.below(8);
    plan::ActionColumns columns{.theme = a_column("theme", rows, themes, bytes),
                                .rating = a_column("status", rows, ratings, bytes),
                                .first = a_column("from", rows, labels, bytes),
                                .last = a_column("due", rows, labels, bytes)};
    columns.name.name = "action";
    for (std::size_t row = 0; row < rows; ++row)
        columns.name.rows.push_back(bytes.byte() > 250 ? bytes.text(8) : "action " + std::to_string(row));
    const std::vector<plan::Action> actions = plan::read_actions(columns, std::nullopt);
    expect(actions.size() == rows, "actions are lost");
    const Period as_at = Period::day(2024, 10, 15);
    const plan::ActionCounts all = plan::count_actions(actions, as_at);
    expect(all.complete + all.before_window + all.in_window + all.over_running + all.overdue + all.no_window +
                       all.withdrawn == all.actions &&
               all.blue + all.green + all.amber + all.red + all.withdrawn == all.with_status,
           "states or ratings that do not add up");
    auto by_theme = all.actions - all.actions;
    for (const auto& theme : plan::actions_by_theme(actions, as_at)) by_theme += theme.counts.actions;
    expect(by_theme == all.actions && all.complete == all.blue, "themes that do not add up");
    for (const plan::Action& action : actions) {
        const plan::Standing now = plan::standing(action, as_at), later = plan::standing(action, as_at.next());
        const bool over = now.state == ActionState::overdue || now.state == ActionState::over_running;
        expect(now.days_over.has_value() == over && (!over || *now.days_over > 0), action.name, ": days over");
        expect(!over || later.state == now.state, action.name, ": over, and the day after not");
    }
}

void initiatives(Bytes& bytes) {
    constexpr std::string_view ratings[] = {"", "green", "Amber", "R", "N/A", "at risk"};
    constexpr std::string_view directions[] = {"", "improving", "Stable", "worsening"};
    const std::size_t rows = bytes.below(8);
    plan::TextColumn names{.name = "initiative"};
    for (std::size_t row = 0; row < rows; ++row) names.rows.push_back("initiative " + std::to_string(row));
    const std::vector<plan::SnapshotColumn> snapshots{
        {Period::quarter(2024, 2), a_column("Q2", rows, ratings, bytes)},
        {Period::quarter(2024, bytes.byte() > 250 ? 1 : 4), a_column("Q4", rows, ratings, bytes)}};
    const auto read = plan::read_initiatives(names, {}, snapshots, a_column("direction", rows, directions, bytes));
    for (const plan::Initiative& initiative : read) {
        const bool same_rating = initiative.snapshots.front().rating == initiative.snapshots.back().rating;
        const std::string change = plan::change_in_words(initiative);
        expect(change.starts_with("still ") == same_rating, change);
    }
}

}  // namespace

void plans(Bytes bytes) {
    switch (bytes.below(4)) {
        case 0: return three_tables(bytes);
        case 1: return one_table(bytes);
        case 2: (void)unless_refused([&] { return actions(bytes), 0; }); return;
        default: (void)unless_refused([&] { return initiatives(bytes), 0; }); return;
    }
}

}  // namespace headway::fuzz
