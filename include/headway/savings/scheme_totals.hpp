/// @file
/// Rows of totals in a table of schemes, which would be counted twice: by their name, or because every figure is the
/// sum of all others, or of all others of its portfolio.
///
/// | a name                                                              | is that of a row of totals            |
/// |---------------------------------------------------------------------|---------------------------------------|
/// | "Total", "Place total" (`is_total`), "Sum", "All schemes"           | always                                |
/// | "Sub-total Adults", "Total for Adults", "Total (Adults)"            | always                                |
/// | "Total Adults", "Total Adult Social Care"                           | where a portfolio is called (much) so |
/// | "Adults", of the portfolio Adults                                   | beside 2 others of that portfolio     |
///
/// | a row whose figures are such a sum                                     | is one of totals beside at least   |
/// |------------------------------------------------------------------------|------------------------------------|
/// | without a name, or with one that may be of all ("All directorates")    | 1 other                            |
/// | that nobody has rated, in a table that rates its schemes               | 2 others                           |
/// | rated as a scheme is (the sum in every column)                         | 3 others, or 2 that differ by more |
/// |                                                                        | than their size (100 and 100, 50   |
/// |                                                                        | and 60)                            |
///
/// Beside 2 others that differ in size alone the last kind may be a scheme by chance: it stays, and a note says so.
///
/// A row whose name says that it is of a total ("Adults (total)", "All", `says_total`) is one where its figures are
/// such a sum but for rounding, beside 2 others; where they are not, it is a scheme, and a note says so.
///
/// What names and figures of all rows come to is made once, so that a table is read in n log n steps of its n rows.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/row_of_totals.hpp"
#include "headway/savings/plan_reading.hpp"
#include "headway/savings/read_schemes.hpp"
#include "headway/savings/scheme_columns.hpp"
#include "headway/savings/unvalidated.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::detail {

/// Every figure of a row, in the order of the columns.
[[nodiscard]] inline RowFigures figures_of(const Scheme& scheme) {
    RowFigures figures;
    figures.reserve(scheme.years.size() + scheme.forecast.size() + scheme.months.size() + 3);
    figures.insert(figures.end(), scheme.years.begin(), scheme.years.end());
    figures.insert(figures.end(), scheme.forecast.begin(), scheme.forecast.end());
    figures.push_back(scheme.expected);
    figures.push_back(scheme.actual);
    figures.push_back(scheme.expected_forecast);
    figures.insert(figures.end(), scheme.months.begin(), scheme.months.end());
    return figures;
}

/// Some of the schemes, which stay where they are.
using SchemeGroup = std::vector<const Scheme*>;

[[nodiscard]] inline SchemeGroup group_of_all(const std::vector<Scheme>& schemes) {
    SchemeGroup group;
    group.reserve(schemes.size());
    for (const Scheme& scheme : schemes) group.push_back(&scheme);
    return group;
}

/// What schemes come to, column by column.
[[nodiscard]] inline std::vector<double> sums_of(const SchemeGroup& schemes) {
    std::vector<double> sums;
    for (const Scheme* scheme : schemes) add_to(sums, scheme->figures);
    return sums;
}

inline constexpr std::size_t fewest_beside_rated = 3;

inline constexpr std::size_t fewest_letters = 4;  // of a word by which two names are alike

/// The portfolios of a table by their names and by the words of these.
class PortfolioNames {
public:
    explicit PortfolioNames(const std::vector<Scheme>& schemes) {
        for (const Scheme& scheme : schemes)
            if (++rows_[scheme.portfolio_key] == 1)
                for (const std::string_view word : words_of(scheme.portfolio_key)) words_.emplace(word);
    }

    /// How many rows have a name, in small letters.
    [[nodiscard]] std::size_t rows_of(const std::string& name) const {
        const auto found = rows_.find(name);
        return found == rows_.end() ? 0 : found->second;
    }

    /// Whether a name, in small letters, is that of a portfolio, or has a word that goes on in one of a portfolio or
    /// the other way round ("adult", "adults").
    [[nodiscard]] bool has_much_of(const std::string& name) const {
        if (rows_of(name) > 0) return true;
        for (const std::string_view word : words_of(name)) {
            const auto longer = words_.lower_bound(word);
            if (longer != words_.end() && longer->starts_with(word)) return true;
            for (std::size_t letters = fewest_letters; letters < word.size(); ++letters)
                if (words_.contains(word.substr(0, letters))) return true;
        }
        return false;
    }

private:
    /// The words of a name, without those that say little.
    [[nodiscard]] static std::vector<std::string_view> words_of(std::string_view text) {
        constexpr std::array<std::string_view, 10> usual{
            "service", "services", "council", "directorate", "department",
            "programme", "savings", "schemes", "portfolio", "team"};
        std::vector<std::string_view> found;
        while (!text.empty()) {
            const std::string_view word = text.substr(0, text.find_first_of(" ()/&,"));
            if (word.size() >= fewest_letters && !is_one_of(word, usual)) found.push_back(word);
            text.remove_prefix(std::min(text.size(), word.size() + 1));
        }
        return found;
    }

    std::map<std::string, std::size_t> rows_{};
    std::set<std::string, std::less<>> words_{};
};

/// Whether a scheme is named as a row of totals. See the head of this file.
[[nodiscard]] inline bool is_named_as_total(const Scheme& scheme, const PortfolioNames& portfolios) {
    constexpr std::array<std::string_view, 6> whole{"sum",          "sums",         "all schemes",
                                                    "all projects", "all programmes", "all savings"};
    constexpr std::array<std::string_view, 6> first{"subtotal ",  "sub total ", "total for ",
                                                    "total of ", "total (",    "totals for "};
    if (is_total(scheme.name) || is_total(scheme.portfolio)) return true;
    const std::string name = as_name_of_totals(scheme.name.empty() ? scheme.portfolio : scheme.name);
    if (is_one_of(name, whole)) return true;
    if (std::any_of(first.begin(), first.end(), [&](std::string_view words) { return name.starts_with(words); }))
        return true;
    constexpr std::string_view total = "total ";
    if (name.starts_with(total)) return portfolios.has_much_of(name.substr(total.size()));
    return folded(scheme.name) == scheme.portfolio_key && portfolios.rows_of(scheme.portfolio_key) > 2;
}

/// The name by which a row may say that it is of a total.
[[nodiscard]] inline const std::string& name_of_row(const Scheme& scheme) {
    return scheme.name.empty() ? scheme.portfolio : scheme.name;
}

/// Whether that name says so, or may.
[[nodiscard]] inline bool may_say_total(const Scheme& scheme) {
    const std::string& name = name_of_row(scheme);
    return !name.empty() && name != "-" && (says_total(name) || may_be_all(name));
}

[[nodiscard]] inline std::vector<PrintedColumn> printed_columns(const SchemeGroup& group) {
    std::vector<const RowFigures*> rows;
    for (const Scheme* scheme : group) rows.push_back(&scheme->figures);
    return printed_columns(std::span<const RowFigures* const>(rows));
}

/// Whether the rows beside one that is their sum are so many, or so unlike, that it is no chance: see the head.
[[nodiscard]] inline bool is_no_chance(const Scheme& sum, const SchemeGroup& group) {
    const auto count =
        std::count_if(group.begin(), group.end(), [&](const Scheme* scheme) { return scheme->row != sum.row; });
    if (count != 2) return count > 2;
    std::vector<RowFigures> others;
    for (const Scheme* scheme : group)
        if (scheme->row != sum.row) others.push_back(scheme->figures);
    const auto& one = others[0];
    const auto& other = others[1];
    for (std::size_t c = 0; c < one.size(); ++c)
        for (std::size_t d = 0; d < c; ++d) {
            const double across = one[c].value_or(0.0) * other[d].value_or(0.0);
            const double back = one[d].value_or(0.0) * other[c].value_or(0.0);
            if (std::fabs(across - back) > 1e-9 * (std::fabs(across) + std::fabs(back))) return true;
        }
    return false;
}

/// Beside how many others a row that is their sum is one of totals. See the head of this file.
[[nodiscard]] inline std::size_t fewest_others(const Scheme& scheme, const SchemeReading& reading) {
    if (may_be_all(scheme.name) || may_be_all(scheme.portfolio)) return 1;
    const bool unrated = reading.is_rated && is_unrated(scheme.confidence) &&
                         !said_of_word(scheme.confidence, reading.rule);
    return unrated ? 2 : fewest_beside_rated;
}

/// Schemes by their portfolio, its name in small letters.
[[nodiscard]] inline std::map<std::string, SchemeGroup> by_portfolio_of(const std::vector<Scheme>& schemes) {
    std::map<std::string, SchemeGroup> groups;
    for (const Scheme& scheme : schemes) groups[scheme.portfolio_key].push_back(&scheme);
    return groups;
}

/// Moves rows of totals out of the schemes: first those of a portfolio, then those of all.
[[nodiscard]] inline std::vector<Scheme> take_totals(std::vector<Scheme>& schemes, SchemeReading& reading) {
    std::vector<Scheme> totals;
    const auto take = [&](auto is_one) {
        std::vector<bool> taken;  // before any is moved: they are told by one another
        for (const Scheme& scheme : schemes) taken.push_back(is_one(scheme));
        if (std::find(taken.begin(), taken.end(), true) == taken.end()) return;
        std::vector<Scheme> kept;
        for (std::size_t i = 0; i < schemes.size(); ++i) (taken[i] ? totals : kept).push_back(std::move(schemes[i]));
        schemes = std::move(kept);
    };
    const PortfolioNames names(schemes);
    take([&](const Scheme& scheme) { return is_named_as_total(scheme, names); });

    const std::map<std::string, SchemeGroup> by_portfolio = by_portfolio_of(schemes);
    std::map<std::string, std::vector<double>> sums;
    for (const auto& [portfolio, of] : by_portfolio) sums[portfolio] = sums_of(of);
    std::map<std::string, std::vector<PrintedColumn>> printed;  // where a row says that it is of a total
    take([&](const Scheme& scheme) {
        const std::string& portfolio = scheme.portfolio_key;
        const SchemeGroup& group = by_portfolio.at(portfolio);
        const RowFigures& figures = scheme.figures;
        if (group.size() > 2 && may_say_total(scheme)) {
            const auto [columns, is_new] = printed.try_emplace(portfolio);
            if (is_new) columns->second = printed_columns(group);
            if (is_near_sum_of_others(figures, columns->second)) return true;
        }
        if (!is_sum_of_others(figures, sums[portfolio], false)) return false;  // as most are not, whatever is missing
        const std::size_t fewest = fewest_others(scheme, reading);
        const bool rated = fewest == fewest_beside_rated;
        const bool enough = rated ? is_no_chance(scheme, group) : group.size() > fewest;
        return enough && is_sum_of_others(figures, sums[portfolio], rated);
    });

    const SchemeGroup left = group_of_all(schemes);
    const std::vector<double> of_all = sums_of(left);
    std::vector<PrintedColumn> printed_of_all;
    bool found = false;
    take([&](const Scheme& scheme) {
        const RowFigures& figures = scheme.figures;
        if (!found && may_say_total(scheme) && left.size() > 2) {
            if (printed_of_all.empty()) printed_of_all = printed_columns(left);
            if (is_near_sum_of_others(figures, printed_of_all)) return found = true;
        }
        if (found || !is_sum_of_others(figures, of_all, false)) return false;
        const std::size_t fewest = fewest_others(scheme, reading);
        const bool rated = fewest == fewest_beside_rated;
        if (rated ? !is_no_chance(scheme, left) : left.size() <= fewest) return false;
        return found = is_sum_of_others(figures, of_all, rated);
    });
    std::sort(totals.begin(), totals.end(), [](const Scheme& one, const Scheme& other) { return one.row < other.row; });
    return totals;
}

/// Notes a scheme that may be the total of two others, of all or of its portfolio.
inline void note_sum_of_two(const std::vector<Scheme>& schemes, SchemeReading& reading) {
    const auto note = [&](const SchemeGroup& group, const std::string& of) {
        if (group.size() != fewest_beside_rated) return;
        const std::vector<double> sums = sums_of(group);
        for (const Scheme* scheme : group)
            if (is_sum_of_others(scheme->figures, sums, true))
                reading.notes.push_back("row " + std::to_string(scheme->row) + ", " + headway::quoted(scheme->name) +
                                        ": its figures are the sum of all others" + of +
                                        "; where it is a row of totals they are counted twice, and it is to be left "
                                        "out of the table");
    };
    note(group_of_all(schemes), "");
    const auto groups = by_portfolio_of(schemes);
    for (const auto& [portfolio, group] : groups)
        if (groups.size() > 1) note(group, " of its portfolio");
}

/// Notes a scheme whose name is that of a total.
inline void note_named_as_total(const std::vector<Scheme>& schemes, SchemeReading& reading) {
    for (const Scheme& scheme : schemes)
        if (says_total(name_of_row(scheme)))
            reading.notes.push_back("row " + std::to_string(scheme.row) + ", " + headway::quoted(name_of_row(scheme)) +
                                    ": its name is that of a total, and its figures are not what others come to: it "
                                    "is counted as a scheme; where it is none, it is to be left out of the table");
}

/// The schemes that printed totals are held against, and what they come to.
struct SumsOfSchemes {
    std::map<std::string, SchemeGroup> by_portfolio{};
    std::map<std::string, std::vector<double>> sums{};  ///< by portfolio
    std::vector<double> all{};
};

[[nodiscard]] inline SumsOfSchemes sums_of_schemes(const std::vector<Scheme>& schemes) {
    SumsOfSchemes sums{.by_portfolio = by_portfolio_of(schemes), .all = sums_of(group_of_all(schemes))};
    for (const auto& [portfolio, group] : sums.by_portfolio) sums.sums[portfolio] = sums_of(group);
    return sums;
}

/// The portfolio, in small letters, that the name of a total is of ("Place total", "Sub-total for Place", "Place");
/// empty where it is of none of them.
[[nodiscard]] inline std::string portfolio_of_total(const Scheme& total,
                                                    const std::map<std::string, SchemeGroup>& portfolios) {
    constexpr std::array<std::string_view, 4> ends{" totals", " subtotal", " sub total", " total"};
    constexpr std::array<std::string_view, 8> first{"subtotal for ", "sub total for ", "total for ", "total of ",
                                                    "subtotal ",     "sub total ",     "total (",    "total "};
    for (const std::string& text : {total.portfolio, total.name}) {
        std::string name = as_name_of_totals(text);
        if (portfolios.contains(name)) return name;
        for (const std::string_view end : ends)
            if (name.ends_with(end)) name.resize(name.size() - end.size());
        for (const std::string_view begin : first)
            if (name.starts_with(begin)) name.erase(0, begin.size());
        if (name.ends_with(')')) name.pop_back();
        trim(name);
        if (portfolios.contains(name)) return name;
    }
    return {};
}

/// What a printed total says where it is not what schemes come to: those of its portfolio, where it is of one, or all.
[[nodiscard]] inline std::string off_the_sums(const Scheme& total, const SumsOfSchemes& schemes,
                                              const ReadColumns& columns, const SchemeReading& reading) {
    const auto& groups = schemes.by_portfolio;
    const auto own = groups.find(portfolio_of_total(total, groups));
    const auto said = [&](const std::vector<double>& sums, const std::string& of) {
        std::string off;
        for (std::size_t y = 0; y < total.years.size() && y < sums.size(); ++y)
            if (total.years[y] && decimal::difference(*total.years[y], sums[y]) != 0.0)
                off += (off.empty() ? "; it says " : ", ") + in_pounds(*total.years[y], reading.unit) +
                       " where schemes" + of + " add up to " + in_pounds(sums[y], reading.unit) + " in '" +
                       columns.years[y].column->heading + "'";
        return off;
    };
    const std::string of_all = said(schemes.all, "");
    if (own == groups.end() || groups.size() == 1 || of_all.empty()) return of_all;
    return said(schemes.sums.at(own->first), " of " + headway::quoted(own->second.front()->portfolio));
}

/// Refuses rows of totals, or leaves them out where the caller says so.
inline void without_totals(std::vector<Scheme>& schemes, const ReadColumns& columns, SchemeReading& reading) {
    const std::vector<Scheme> totals = take_totals(schemes, reading);
    note_sum_of_two(schemes, reading);
    note_named_as_total(schemes, reading);
    const SumsOfSchemes sums = totals.empty() ? SumsOfSchemes() : sums_of_schemes(schemes);
    for (const Scheme& total : totals) {
        const std::string found = headway::quoted(total.name.empty() ? total.portfolio : total.name);
        const std::string at = "row " + std::to_string(total.row) + ": ";
        if (!reading.rule.leave_out_totals) {
            reading.problems.add(at + "found " + found +
                                 ", a row of totals, whose figures would be counted twice; accepted: schemes alone, or "
                                 "leave_out_totals=True");
            continue;
        }
        reading.notes.push_back(at + "left out " + found + ", a row of totals" +
                                off_the_sums(total, sums, columns, reading));
    }
}

}  // namespace headway::detail
