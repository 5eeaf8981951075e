/// @file
/// A savings plan out of three tables as councils publish them: programmes, confidence and profile, rows in any order.
///
/// | table      | a row is                      | says                                                         |
/// |------------|-------------------------------|--------------------------------------------------------------|
/// | confidence | a portfolio                   | its expected saving, and how much of it at each level        |
/// | profile    | a portfolio in a year         | its run rate (cumulative saving), and a reason where it falls |
/// | programmes | a programme                   | its portfolio, its expected saving and the rest              |
///
/// Money is a number in the plan's unit, or text that money.hpp reads; the mark of a footnote is kept as a note of the
/// plan that names the row. The portfolios are those of the confidence table, in its order; the years those of the
/// profile. A programme without a fund is of the plan's.
///
/// Errors, all found at once, each naming table, row (from 0) and column: an unknown portfolio (with the nearest name),
/// a name or a figure that is missing or there twice, money that cannot be read, parts that do not add up to the
/// expected saving, an expected saving below 0, a run rate that falls without a reason (a one-off programme of the
/// portfolio is one, up to its amount), a row of totals among portfolios, a year that is missing, a label that is no
/// year, a row of another fund among sums of the plan's, an unknown word, dependencies that cannot be met. Sums are those of printed decimals.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/money/fund.hpp"
#include "headway/money/money.hpp"
#include "headway/savings/confidence.hpp"
#include "headway/savings/dependencies.hpp"
#include "headway/savings/programme.hpp"
#include "headway/savings/savings_plan.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

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

struct ConfidenceRow {
    std::string portfolio{};
    MoneyCell expected{};
    std::vector<MoneyCell> levels{};  ///< one a level of the scale
    std::string fund{};
};

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
    std::map<std::string, std::string> also_called{};  ///< other names of portfolios, to the names of the plan
};

namespace detail {

/// Whether a name is that of a row of totals, which a table of portfolios may end with.
[[nodiscard]] inline bool is_total(std::string_view name) {
    std::string small;
    for (const char c : name) small += lower(c);
    return small == "total" || small == "totals" || small == "grand total";
}

class PlanAssembler {
public:
    PlanAssembler(const PlanRows& rows, const PlanRule& rule) : rows_(rows), rule_(rule) {
        plan_ = {.version = rule.version, .unit = rule.unit, .fund = rule.fund, .scale = checked(rule.scale)};
        plan_.decimals = 0;
        plan_.also_called = rule.also_called;
        if (rule.decimals && (*rule.decimals < 0 || *rule.decimals > most_decimals))
            throw Error("decimals: found " + std::to_string(*rule.decimals) + "; accepted: 0 to " +
                        std::to_string(most_decimals));
    }

    SavingsPlan assemble() {
        if (rows_.confidence.empty()) problems_.add("confidence: found no rows; accepted: one a portfolio");
        for (std::size_t row = 0; row < rows_.confidence.size(); ++row) confidence(row);
        for (std::size_t row = 0; row < rows_.programmes.size(); ++row) programme(row);
        unknown_portfolios("programmes");
        profile();
        sum_of_others();
        problems_.raise_if_any();
        (void)dependencies(plan_.programmes);
        for (const Portfolio& portfolio : plan_.portfolios) {
            const double programmes = expected_of_programmes(plan_, portfolio.name, plan_.fund);
            if (!plan_.programmes.empty() && decimal::difference(programmes, portfolio.expected) != 0.0)
                plan_.notes.push_back("programmes of '" + portfolio.name + "' add up to " + shown(programmes) +
                                      ", but " + shown(portfolio.expected) + " is expected of it");
        }
        if (rule_.decimals) plan_.decimals = *rule_.decimals;
        return std::move(plan_);
    }

private:
    using Where = std::string;
    static constexpr int most_decimals = 14;  // which differences of decimals are exact to

    Where where(std::string_view table, std::size_t row, const std::string& column) const {
        return std::string(table) + ", row " + std::to_string(row) + ", column '" + column + "': ";
    }

    /// An amount of the plan's fund. Empty where the cell holds none, which is a problem unless `optional`.
    std::optional<double> amount(const MoneyCell& cell, const Where& at) {
        const Money money = read(cell, at);
        if (money.fund)
            problems_.add(at + "found " + std::string(word(*money.fund)) +
                          " in place of an amount; accepted: an amount of the " + std::string(word(plan_.fund)));
        else if (!money.amount && !failed_)
            problems_.add(at + "found nothing; accepted: an amount, 0 where there is none");
        return money.amount;
    }

    /// Whatever a cell holds; nothing, and `failed_`, where it cannot be read.
    Money read(const MoneyCell& cell, const Where& at) {
        failed_ = false;
        Money money{};
        if (const double* number = std::get_if<double>(&cell)) {
            if (std::isinf(*number)) {
                problems_.add(at + "found an infinite number; accepted: an amount");
                failed_ = true;
            } else if (!std::isnan(*number)) {
                money.amount = decimal::difference(*number, 0.0);  // 0.1 + 0.2 was printed as 0.3
                money.decimals = decimal::decimals_of(*number);
            }
        } else if (const std::string* text = std::get_if<std::string>(&cell); text && !plain_text(*text).empty()) {
            try {
                money = read_money(*text, plan_.unit);
            } catch (const Error& error) {
                problems_.add(at + error.what());
                failed_ = true;
            }
            if (!money.note.empty())
                plan_.notes.push_back(at + "read " + headway::quoted(*text) + " with the mark " +
                                      headway::quoted(money.note));
        }
        read_decimals_ = money.decimals;
        return money;
    }

    /// Refuses a row of another fund where amounts are added up.
    void same_fund(const std::string& text, const Where& at) {
        if (plain_text(text).empty()) return;
        try {
            const Fund fund = read_fund(text);
            if (fund != plan_.fund)
                problems_.add(at + "found " + std::string(word(fund)) + " in a plan of the " +
                              std::string(word(plan_.fund)) +
                              "; accepted: one fund, because funds are never netted; make a plan for each");
        } catch (const Error& error) {
            problems_.add(at + error.what());
        }
    }

    /// A portfolio's name in the plan, however the row calls it.
    std::string named(const std::string& text) const {
        const std::string plain = plain_text(text);
        const auto other = rule_.also_called.find(plain);
        return other == rule_.also_called.end() ? plain : other->second;
    }

    static std::string total_row(const std::string& text) {
        return "found " + headway::quoted(text) +
               ", a row of totals; accepted: portfolios alone, because totals are added up; printed ones are checked "
               "apart";
    }

    Portfolio* portfolio(const std::string& text, std::string_view table, std::size_t row) {
        const Where at = where(table, row, rows_.columns.portfolio);
        const std::string name = named(text);
        if (name.empty()) {
            problems_.add(at + "found nothing; accepted: the name of a portfolio");
            return nullptr;
        }
        if (is_total(name)) {
            problems_.add(at + total_row(text));
            return nullptr;
        }
        try {
            return &plan_.portfolios[portfolio_of(plan_, name)];
        } catch (const Error& error) {
            Unknown& unknown = unknown_[{std::string(table), name}];
            if (unknown.rows++ == 0) unknown = {.first = row, .rows = 1, .message = error.what()};
        }
        return nullptr;
    }

    /// One problem for each name, however many rows it has, in the order of tables and rows.
    void unknown_portfolios(std::string_view table) {
        std::vector<Unknown> of_table;
        for (const auto& [key, unknown] : unknown_)
            if (key.first == table) of_table.push_back(unknown);
        std::sort(of_table.begin(), of_table.end(),
                  [](const Unknown& a, const Unknown& b) { return a.first < b.first; });
        for (const Unknown& unknown : of_table) {
            std::string place = std::string(table) + ", row " + std::to_string(unknown.first);
            if (unknown.rows > 1) place += " and " + std::to_string(unknown.rows - 1) + " more";
            problems_.add(place + ", column '" + rows_.columns.portfolio +
                          "': " + unknown.message.substr(std::string_view("portfolio: ").size()));
        }
    }

    /// A row whose every amount and every run rate is the sum of all others is one of totals, whatever it is called.
    void sum_of_others() {
        if (plan_.portfolios.size() < 3 || problems_.count() > 0) return;
        const Portfolio all = total(plan_);
        for (const Portfolio& portfolio : plan_.portfolios) {
            const auto half = [](double of_all, double amount) { return decimal::difference(of_all, 2.0 * amount) == 0.0; };
            bool sums = portfolio.expected != 0.0 && half(all.expected, portfolio.expected);
            for (std::size_t level = 0; level < all.confidence.size(); ++level)
                sums = sums && half(all.confidence[level], portfolio.confidence[level]);
            for (std::size_t y = 0; y < all.run_rate.size(); ++y)
                sums = sums && half(all.run_rate[y], portfolio.run_rate[y]);
            if (sums)
                problems_.add("portfolio " + headway::quoted(portfolio.name) +
                              ": found the sum of all others in every column of confidence and profile; accepted: "
                              "portfolios alone, without a row of totals");
        }
    }

    const std::string& level_column(std::size_t level) const {
        return rows_.columns.levels.empty() ? plan_.scale.levels[level].word : rows_.columns.levels[level];
    }

    void confidence(std::size_t index) {
        const ConfidenceRow& row = rows_.confidence[index];
        const PlanColumns& columns = rows_.columns;
        const Where at_name = where("confidence", index, columns.portfolio);
        if (row.levels.size() != plan_.scale.levels.size())
            throw Error("confidence, row " + std::to_string(index) + ": found " + std::to_string(row.levels.size()) +
                        " amounts for " + std::to_string(plan_.scale.levels.size()) + " levels of '" +
                        plan_.scale.name + "'");
        Portfolio portfolio{.name = named(row.portfolio)};
        if (portfolio.name.empty()) problems_.add(at_name + "found nothing; accepted: the name of a portfolio");
        if (is_total(portfolio.name)) {
            problems_.add(at_name + total_row(row.portfolio));
            return;
        }
        for (const Portfolio& other : plan_.portfolios)
            if (other.name == portfolio.name && !portfolio.name.empty())
                problems_.add(at_name + "found " + headway::quoted(portfolio.name) +
                              " again; accepted: one row a portfolio");
        same_fund(row.fund, where("confidence", index, columns.fund));

        const Where at_expected = where("confidence", index, columns.expected);
        const std::optional<double> expected = amount(row.expected, at_expected);
        std::string parts;
        bool whole = expected.has_value();
        for (std::size_t level = 0; level < row.levels.size(); ++level) {
            const Where at = where("confidence", index, level_column(level));
            const std::optional<double> part = amount(row.levels[level], at);
            if (part && *part < 0.0) problems_.add(at + "found " + shown(*part) + "; accepted: 0 or more");
            whole = whole && part.has_value();
            portfolio.confidence.push_back(part.value_or(0.0));
            parts +=
                (level == 0 ? "" : " + ") + plan_.scale.levels[level].word + " " + shown(portfolio.confidence.back());
        }
        portfolio.expected = expected.value_or(0.0);
        const double added = decimal::sum(portfolio.confidence);
        if (whole && decimal::difference(added, portfolio.expected) != 0.0)
            problems_.add(at_expected + "portfolio '" + portfolio.name + "': found " + shown(portfolio.expected) +
                          ", but " + parts + " = " + shown(added) +
                          "; accepted: parts that add up to the expected saving");
        plan_.portfolios.push_back(std::move(portfolio));
    }

    template <class E>
    std::optional<E> word_of(const std::string& text, const Where& at) {
        const std::string plain = plain_text(text);
        if (plain.empty()) return std::nullopt;
        if (const auto found = find_word<E>(plain)) return found;
        problems_.add(at + "found " + headway::quoted(plain) + "; accepted: " + accepted_words<E>());
        return std::nullopt;
    }

    static std::vector<std::string> list(const std::string& text) {
        std::vector<std::string> items;
        std::string_view left = text;
        while (!left.empty()) {
            const std::size_t end = std::min(left.find(';'), left.size());
            if (std::string item = plain_text(left.substr(0, end)); !item.empty()) items.push_back(std::move(item));
            left.remove_prefix(std::min(end + 1, left.size()));
        }
        return items;
    }

    void programme(std::size_t index) {
        const ProgrammeRow& row = rows_.programmes[index];
        const PlanColumns& columns = rows_.columns;
        const auto at = [&](const std::string& column) { return where("programmes", index, column); };
        const Portfolio* of = portfolio(row.portfolio, "programmes", index);
        Programme programme{.portfolio = of ? of->name : "",
                            .name = plain_text(row.programme),
                            .fund = plan_.fund,
                            .next_step = plain_text(row.next_step),
                            .owner = plain_text(row.owner),
                            .board = plain_text(row.board),
                            .themes = list(row.themes),
                            .depends_on = list(row.depends_on)};
        if (programme.name.empty())
            problems_.add(at(columns.programme) + "found nothing; accepted: the name of a programme");
        for (const Programme& other : plan_.programmes)
            if (!programme.name.empty() && other.name == programme.name && other.portfolio == programme.portfolio)
                problems_.add(at(columns.programme) + "found " + headway::quoted(programme.name) +
                              " again in portfolio '" + programme.portfolio + "'; accepted: one row a programme");
        bool fund_is_said = !plain_text(row.fund).empty();
        if (fund_is_said) {
            try {
                programme.fund = read_fund(row.fund);
            } catch (const Error& error) {
                problems_.add(at(columns.fund) + error.what());
                fund_is_said = false;
            }
        }
        const Money money = read(row.expected, at(columns.expected));
        if (money.fund && fund_is_said && *money.fund != programme.fund)
            problems_.add(at(columns.expected) + "found " + std::string(word(*money.fund)) + ", but " +
                          std::string(word(programme.fund)) + " in column '" + columns.fund +
                          "'; accepted: one fund a row, because funds are never netted");
        if (money.fund) programme.fund = *money.fund;
        if (money.amount && *money.amount < 0.0)
            problems_.add(at(columns.expected) + "found " + shown(*money.amount) +
                          "; accepted: 0 or more, because a cost is no saving");
        programme.expected = money.amount;
        programme.note = money.note;
        programme.recurrence =
            word_of<Recurrence>(row.recurrence, at(columns.recurrence)).value_or(Recurrence::recurring);
        programme.benefit = word_of<Benefit>(row.benefit, at(columns.benefit));
        programme.business_case = word_of<BusinessCase>(row.business_case, at(columns.business_case));
        if (const std::string start = plain_text(row.start); !start.empty()) {
            try {
                programme.start = Period::parse(start, rule_.calendar);
                if (programme.start->length_in_months() != 1)
                    problems_.add(at(columns.start) + "found " + headway::quoted(start) +
                                  "; accepted: a month, for example October 2024");
            } catch (const Error& error) {
                problems_.add(at(columns.start) + error.what());
            }
        }
        if (!(row.ramp_months >= 0.0) || row.ramp_months > 1200.0 || row.ramp_months != std::floor(row.ramp_months))
            problems_.add(at(columns.ramp_months) + "found " + shown(row.ramp_months) +
                          "; accepted: whole months, 0 or more");
        else
            programme.ramp_months = static_cast<int>(row.ramp_months);
        plan_.programmes.push_back(std::move(programme));
    }

    void profile() {
        struct Point {
            std::size_t row = 0;
            double run_rate = 0.0;
            std::string reason{};
        };
        std::vector<std::map<Period, Point>> points(plan_.portfolios.size());
        std::optional<Period> first, last;
        for (std::size_t index = 0; index < rows_.profile.size(); ++index) {
            const ProfileRow& row = rows_.profile[index];
            same_fund(row.fund, where("profile", index, rows_.columns.fund));
            const Portfolio* of = portfolio(row.portfolio, "profile", index);
            const std::optional<double> run_rate =
                amount(row.run_rate, where("profile", index, rows_.columns.run_rate));
            if (run_rate) plan_.decimals = std::max(plan_.decimals, std::min(read_decimals_, most_decimals));
            const Where at_year = where("profile", index, rows_.columns.year);
            Period year;
            try {
                year = Period::parse(plain_text(row.year), rule_.calendar);
            } catch (const Error& error) {
                problems_.add(at_year + error.what());
                continue;
            }
            if (year.kind() != PeriodKind::year || (first && first->months_until(year) % 12 != 0)) {
                problems_.add(at_year + "found " + headway::quoted(row.year) + "; accepted: a year" +
                              (first ? " that begins as " + first->label() + " does" : ", for example 2024/25"));
                continue;
            }
            if (!first || year < *first) first = year;
            if (!last || *last < year) last = year;
            if (of == nullptr || !run_rate) continue;
            const auto [at, added] = points[static_cast<std::size_t>(of - plan_.portfolios.data())].try_emplace(
                year, Point{.row = index, .run_rate = *run_rate, .reason = plain_text(row.reason)});
            if (!added)
                problems_.add(at_year + "found '" + year.label() + "' of '" + of->name + "' again, after row " +
                              std::to_string(at->second.row) + "; accepted: one row a year");
        }
        unknown_portfolios("profile");
        if (!first) {
            problems_.add("profile: found no year; accepted: a run rate for each portfolio and year");
            return;
        }
        constexpr int most_years = 100;
        if (first->months_until(*last) >= 12 * most_years) {
            problems_.add("profile: found years from " + first->label() + " to " + last->label() +
                          "; accepted: at most " + std::to_string(most_years));
            return;
        }
        for (Period year = *first;; year = year.next()) {
            plan_.years.push_back(year);
            if (year == *last) break;
        }
        for (std::size_t p = 0; p < points.size(); ++p) follow(plan_.portfolios[p], points[p]);
    }

    template <class Points>
    void follow(Portfolio& portfolio, const Points& points) {
        // a one-off saving of the plan's fund explains that the run rate falls by as much
        double one_off = 0.0;
        std::string one_offs;
        for (const Programme& programme : plan_.programmes)
            if (programme.portfolio == portfolio.name && programme.recurrence == Recurrence::one_off &&
                programme.fund == plan_.fund && programme.expected) {
                one_off = decimal::difference(one_off, -*programme.expected);
                one_offs += (one_offs.empty() ? "one-off: " : ", ") + programme.name;
            }
        std::string missing;
        for (const Period year : plan_.years) {
            const auto at = points.find(year);
            if (at == points.end()) {
                missing += (missing.empty() ? "" : ", ") + year.label();
                continue;
            }
            const auto& [row, run_rate, reason] = at->second;
            const double before =
                portfolio.run_rate.empty() ? 0.0 : portfolio.run_rate.back();  // nothing before the plan
            const double fall = decimal::difference(before, run_rate);
            const bool explained = fall > 0.0 && reason.empty() && fall <= one_off;
            if (explained) {
                one_off = decimal::difference(one_off, fall);
                portfolio.reason += (portfolio.reason.empty() ? "" : "; ") + year.label() + ": " + one_offs;
            } else if (fall > 0.0 && reason.empty())
                problems_.add(where("profile", row, rows_.columns.run_rate) + "the run rate of '" + portfolio.name +
                              "' falls from " + shown(before) + " to " + shown(run_rate) + " in " + year.label() +
                              "; accepted: a run rate that does not fall, or why it does in column '" +
                              rows_.columns.reason + "'");
            if (!reason.empty())
                portfolio.reason += (portfolio.reason.empty() ? "" : "; ") + year.label() + ": " + reason;
            portfolio.run_rate.push_back(run_rate);
        }
        if (!missing.empty())
            problems_.add("profile: found no row of '" + portfolio.name + "' for " + missing +
                          "; accepted: a run rate for each portfolio and year, 0 where there is none");
    }

    const PlanRows& rows_;
    const PlanRule& rule_;
    SavingsPlan plan_{};
    Problems problems_{};
    struct Unknown {
        std::size_t first = 0;
        std::size_t rows = 0;
        std::string message{};
    };
    std::map<std::pair<std::string, std::string>, Unknown> unknown_{};  ///< by table and name
    bool failed_ = false;
    int read_decimals_ = 0;
};

}  // namespace detail

/// @throws Error as said at the head of this file.
[[nodiscard]] inline SavingsPlan assemble_plan(const PlanRows& rows, const PlanRule& rule = {}) {
    return detail::PlanAssembler(rows, rule).assemble();
}

}  // namespace headway
