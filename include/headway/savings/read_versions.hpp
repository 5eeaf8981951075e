/// @file
/// A register of published figures as columns, read into versions in the order of their dates.
///
/// A row is a figure: the document that prints it, and as at when; what it is of, its year, portfolio and scheme, blank
/// where there is none; and the amount, as printed ("£14.65m", "over £50m", "c£40m", "n/a") or a number in the unit.
/// A portfolio that is called "Total" is the whole programme, and so is one called as all may be ("All", "Overall")
/// that the others of its version add up to, or that has none beside it. A blank amount, "n/a" and "TBC" are figures of
/// which nothing is known. With a register of documents, documents are named by it
/// and dated by it; without one the document is called as it stands and dated by the row.
///
/// A bare number does not tell how it was printed: 41.6 may have been 41.60. Whether it is typed as a number or as text
/// ("41.6"), it is taken to as many decimals as any figure of the column shows. Money in words ("£42m") has its own.
///
/// Errors, up to ten at once, with their rows: a document or a date that is missing; a date or a year that
/// is no period; money that cannot be read; the fund that bears a saving, for funds are never netted; a scheme without
/// a portfolio; a figure that stands twice in a version, as it does where two versions have one title and one date; a
/// document that is not in the register (the nearest is named); two documents of a register that are one title and
/// date; a portfolio that is called as all are ("All", "Place total") and is not what the others add up to, or is
/// beside a total; and terms of a kind of figure that there is none of.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/plan/document.hpp"
#include "headway/plan/nearest_name.hpp"
#include "headway/plan/read_plan.hpp"
#include "headway/problems.hpp"
#include "headway/row_of_totals.hpp"
#include "headway/savings/plan_reading.hpp"
#include "headway/savings/plan_rows.hpp"
#include "headway/savings/published_version.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/words_for_nothing.hpp"

namespace headway::inline HEADWAY_ABI {

/// Cells of money, one a row or, with codes, each cell once.
struct MoneyCells {
    std::vector<MoneyCell> cells{};
    std::vector<std::int32_t> codes{};  ///< where there are any: which cell each row has

    MoneyCells() = default;
    MoneyCells(std::vector<MoneyCell> each, std::vector<std::int32_t> of_rows = {})
        : cells(std::move(each)), codes(std::move(of_rows)) {}

    [[nodiscard]] std::size_t size() const noexcept { return codes.empty() ? cells.size() : codes.size(); }
    [[nodiscard]] std::size_t cell_of(std::size_t row) const {
        return codes.empty() ? row : static_cast<std::size_t>(codes[row]);
    }
    [[nodiscard]] const MoneyCell& of(std::size_t row) const { return cells.at(cell_of(row)); }
};

/// Those without rows are ones that there are not.
struct VersionColumns {
    plan::TextColumn document{};
    plan::TextColumn as_at{};
    plan::TextColumn figure{};
    plan::TextColumn year{};
    plan::TextColumn portfolio{};
    plan::TextColumn scheme{};
    std::string amount{};  ///< what its column is called
    MoneyCells amounts{};
};

/// How rows of published figures are read.
struct VersionRule {
    MoneyUnit unit = MoneyUnit::millions;
    Calendar calendar = financial_calendar;
    TermsAre terms_are = TermsAre::rounded;
    std::map<std::string, TermsAre> terms_of{};    ///< of kinds of figures, where they differ
    std::map<std::string, std::string> aliases{};  ///< other names of portfolios
};

namespace detail {

template <class Place>
[[nodiscard]] Money published_amount(const MoneyCell& cell, Place at, MoneyUnit unit, Problems& problems) {
    Money read;
    if (const double* number = std::get_if<double>(&cell)) {
        if (std::isinf(*number)) problems.add(at() + "found an infinite number; accepted: an amount");
        else if (!std::isnan(*number)) {
            read.amount = decimal::difference(*number, 0.0);
            read.decimals = decimal::decimals_of(*number);
        }
        return read;
    }
    const std::string* text = std::get_if<std::string>(&cell);
    constexpr std::string_view dash = "-";  // which may be 0
    if (text == nullptr || (says_nothing(*text) && !plain_text(*text).starts_with(dash))) return read;
    try {
        read = read_money(*text, unit);
        if (read.fund)
            problems.add(at() + "found " + std::string(word(*read.fund)) +
                         " in place of an amount; accepted: figures of one fund, because funds are never netted");
    } catch (const Error& error) {
        problems.add(at(), error);
    }
    return read;
}

/// Whether a cell is a number alone, typed or as text, that does not tell how it was printed.
[[nodiscard]] inline bool is_bare_number(const MoneyCell& cell) {
    const std::string* text = std::get_if<std::string>(&cell);
    if (text == nullptr) return std::holds_alternative<double>(cell);
    return plain_text(*text).find_first_not_of("0123456789.,-+() ") == std::string::npos;
}

/// How many decimals the figure of a cell shows in its unit: "£450k" is 0.45 of a million, and shows 2.
[[nodiscard]] inline int decimals_shown(const MoneyCell& cell, const Money& figure) {
    const std::string* text = std::get_if<std::string>(&cell);
    return text && text->find('.') != std::string::npos ? figure.decimals : decimal::decimals_of(*figure.amount);
}

/// Whether a name is that of all portfolios together, whatever the figures say.
[[nodiscard]] inline bool is_name_of_all(std::string_view name) {
    constexpr std::array<std::string_view, 9> names{"all",     "overall",         "all portfolios",
                                                    "whole",   "all programmes",  "overall programme",
                                                    "sum",     "whole programme", "all directorates"};
    return is_total(name) || is_one_of(folded(name), names);
}

/// The first row of each key of five numbers, in a table of so many rows.
class FirstRows {
public:
    using Key = std::array<std::uint32_t, 5>;  // small: a table of all rows is filled

    explicit FirstRows(std::size_t rows) : slots_(std::bit_ceil(2 * rows + 1), none) { keys_.reserve(rows); }

    /// The row that had the key first, this one where none had. Rows come in order, each once.
    [[nodiscard]] std::size_t first_of(const Key& key, std::size_t row) {
        std::size_t slot = hash(key) & (slots_.size() - 1);
        while (slots_[slot] != none && keys_[slots_[slot]].first != key) slot = (slot + 1) & (slots_.size() - 1);
        if (slots_[slot] != none) return keys_[slots_[slot]].second;
        slots_[slot] = static_cast<std::uint32_t>(keys_.size());
        keys_.emplace_back(key, static_cast<std::uint32_t>(row));
        return row;
    }

private:
    static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

    [[nodiscard]] static std::size_t hash(const Key& key) noexcept {
        std::uint64_t mixed = 0;
        for (const std::uint32_t part : key) {
            mixed = (mixed ^ part) * 0x9E3779B97F4A7C15u;
            mixed ^= mixed >> 32;
        }
        return static_cast<std::size_t>(mixed);
    }

    std::vector<std::uint32_t> slots_;
    std::vector<std::pair<Key, std::uint32_t>> keys_{};
};

/// Rows that have been read, and the versions that they make.
class VersionsReading {
public:
    VersionsReading(const VersionColumns& columns, const VersionRule& rule,
                    const std::optional<std::vector<plan::Document>>& documents)
        : columns_(columns), rule_(rule), documents_(documents), rows_(columns.document.size()) {}

    [[nodiscard]] std::vector<PublishedVersion> read() {
        for (const auto& [figure, are] : rule_.terms_of) terms_of_.insert({folded(figure), are});
        for (const auto& [other, name] : rule_.aliases) aliases_.insert({folded(other), name});
        name_portfolios();
        amounts_.resize(columns_.amounts.cells.size());
        for (std::size_t row = 0; row < columns_.document.size(); ++row) read_row(row);
        for (const auto& [figure, are] : rule_.terms_of)
            if (std::none_of(figure_.plain.begin(), figure_.plain.end(),
                             [&figure = figure](const std::string& each) { return folded(each) == folded(figure); })) {
                std::vector<std::string> figures;
                for (std::size_t row = 0; row < columns_.figure.size(); ++row) figures.push_back(figure_.of(row));
                problems_.add("terms_of: found " + headway::quoted(figure) + ", of which there is no figure" +
                              plan::detail::or_nearest(figure, figures));
            }
        if (rule_.unit == MoneyUnit::pounds)
            refuse_doubtful_scales(
                columns_.amounts.size(),
                [&](std::size_t row) -> const MoneyCell& { return columns_.amounts.of(row); },
                [&](std::size_t row) { return at(row, columns_.amount); }, problems_);
        share_decimals();
        for (std::size_t version = 0; version < versions_.size(); ++version) find_the_whole(version);
        problems_.raise_if_any();
        std::stable_sort(versions_.begin(), versions_.end(), [](const auto& one, const auto& other) {
            return one.as_at.end() < other.as_at.end();
        });
        return std::move(versions_);
    }

private:
    /// A column whose texts are each made plain, numbered and read as a period once. The last text is that of no row.
    struct Texts {
        explicit Texts(const plan::TextColumn& of) : column(of) {
            for (const std::string& text : of.rows) plain.push_back(plain_text(text));
            plain.emplace_back();
            std::unordered_map<std::string, std::size_t> numbers;
            for (const std::string& text : plain)
                number.push_back(numbers.try_emplace(folded(text), numbers.size()).first->second);
            periods.resize(plain.size());
        }
        [[nodiscard]] const std::string& of(std::size_t row) const { return plain[column.text_of(row)]; }
        [[nodiscard]] std::size_t number_of(std::size_t row) const { return number[column.text_of(row)]; }

        const plan::TextColumn& column;
        std::vector<std::string> plain{};
        std::vector<std::size_t> number{};  ///< one of each text, whatever its letter case and spaces
        std::vector<std::optional<std::optional<Period>>> periods{};  ///< of each text that has been read
    };

    [[nodiscard]] static std::string at(std::size_t row, const std::string& column) {
        return plan::detail::at_row(row, {.name = column});
    }

    /// Portfolios by the names of the caller's, that of all none.
    void name_portfolios() {
        std::unordered_map<std::string, std::size_t> numbers;
        for (std::size_t text = 0; text < portfolio_.plain.size(); ++text) {
            std::string& name = portfolio_.plain[text];
            if (const auto other = aliases_.find(folded(name)); other != aliases_.end()) name = other->second;
            if (is_name_of_totals(name)) name.clear();
            portfolio_.number[text] = numbers.try_emplace(folded(name), numbers.size()).first->second;
        }
    }

    [[nodiscard]] std::optional<Period> period(std::size_t row, Texts& texts) {
        const std::size_t text = texts.column.text_of(row);
        if (const auto& known = texts.periods[text]) return *known;
        return plan::detail::read_or_note(row, texts.column, problems_, [&]() -> std::optional<Period> {
            const std::string& label = texts.plain[text];
            const auto read = label.empty() ? std::nullopt : std::optional(Period::parse(label, rule_.calendar));
            return texts.periods[text].emplace(read);
        });
    }

    /// Reads the amount of a row, each cell once where it is one.
    void read_amount(std::size_t row, Money& amount) {
        const std::size_t cell = columns_.amounts.cell_of(row);
        if (const std::optional<Money>& known = amounts_.at(cell); known) {
            amount = *known;
            return;
        }
        const std::size_t before = problems_.count();
        amount = published_amount(columns_.amounts.of(row), [&] { return at(row, columns_.amount); }, rule_.unit,
                                  problems_);
        if (problems_.count() == before) amounts_[cell] = amount;
    }

    /// The place of the version of a row, made where there is none yet; none where the row does not say which.
    [[nodiscard]] std::optional<std::size_t> version_of(std::size_t row) {
        const std::pair said{document_.column.text_of(row), as_at_.column.text_of(row)};
        if (before_ && before_->first == said) return before_->second;  // a version's rows mostly stand together
        if (const auto known = said_.find(said); known != said_.end()) {
            before_ = *known;
            return known->second;
        }
        const std::optional<std::size_t> place = new_version_of(row, document_.of(row));
        if (place) before_ = *said_.emplace(said, *place).first;
        return place;
    }

    [[nodiscard]] std::optional<std::size_t> new_version_of(std::size_t row, const std::string& name) {
        PublishedVersion read{.document = name, .title = name};
        std::optional<Period> as_at = period(row, as_at_);
        if (name.empty()) {
            problems_.add(at(row, columns_.document.name) + "found nothing; accepted: the name of a document");
            return std::nullopt;
        }
        if (documents_) {
            try {
                const plan::Document& document = (*documents_)[plan::document_of(*documents_, name)];
                read.document = document.name;
                read.title = document.called();
                if (!as_at) as_at = document.date;
            } catch (const Error& error) {
                problems_.add(at(row, columns_.document.name), error);
                return std::nullopt;
            }
        }
        if (!as_at) {
            if (as_at_.of(row).empty())  // else it has been refused
                problems_.add(at(row, documents_ ? columns_.document.name : columns_.as_at.name) +
                              "found no date of " + headway::quoted(name) + "; accepted: a day or a period");
            return std::nullopt;
        }
        read.as_at = *as_at;
        const std::string key = folded(read.title) + "\n" + plan::detail::text_of_time(*as_at);
        const auto [place, is_new] = places_.insert({key, versions_.size()});
        if (is_new) {
            const std::size_t of_one = rows_of_.empty() ? 0 : rows_of_.back().size();  // most versions are as long
            versions_.push_back(std::move(read));
            versions_.back().figures.reserve(of_one);
            rows_of_.emplace_back().reserve(of_one);
        }
        return place->second;
    }

    /// A number of each year, however it is written.
    [[nodiscard]] std::size_t number_of_year(std::size_t row, const std::optional<Period>& year) {
        std::optional<std::size_t>& number = years_[year_.column.text_of(row)];
        if (!number) {
            const std::string text = year ? plan::detail::text_of_time(*year) : std::string();
            number = year_numbers_.try_emplace(text, year_numbers_.size()).first->second;
        }
        return *number;
    }

    void read_row(std::size_t row) {
        const std::size_t before = problems_.count();
        const std::optional<std::size_t> of = version_of(row);
        PublishedFigure refused;
        PublishedFigure& read = of ? versions_[*of].figures.emplace_back() : refused;  // where it stays
        read.figure = figure_.of(row);
        read.year = period(row, year_);
        read.portfolio = portfolio_.of(row);
        read.scheme = scheme_.of(row);
        read_amount(row, read.amount);
        read.terms_are = rule_.terms_are;
        if (!terms_of_.empty())
            if (const auto own = terms_of_.find(folded(read.figure)); own != terms_of_.end())
                read.terms_are = own->second;
        if (read.portfolio.empty() && !read.scheme.empty())
            problems_.add(at(row, columns_.scheme.name) + "found " + headway::quoted(read.scheme) +
                          " without a portfolio; accepted: the portfolio of the scheme");
        if (problems_.count() > before || !of) {
            if (of) versions_[*of].figures.pop_back();
            return;
        }
        const auto small = [](std::size_t number) { return static_cast<std::uint32_t>(number); };
        const std::size_t first =
            rows_.first_of({small(*of), small(figure_.number_of(row)), small(number_of_year(row, read.year)),
                            small(portfolio_.number_of(row)), small(scheme_.number_of(row))},
                           row);
        if (first != row) {
            const std::string what = !read.scheme.empty()    ? headway::quoted(read.scheme)
                                   : read.portfolio.empty() ? std::string("the total")
                                                            : headway::quoted(read.portfolio);
            problems_.add(at(row, columns_.amount) + "found " + what + (read.figure.empty() ? "" : " of ") +
                          read.figure + " in " + versions_[*of].label() + ", which row " +
                          std::to_string(first) + " has already; accepted: one version of a title and date");
        }
        rows_of_[*of].push_back(row);
    }

    /// Bare numbers have the decimals of the figure of the column that shows the most.
    void share_decimals() {
        const auto each_exact = [&](auto what) {
            for (std::size_t version = 0; version < versions_.size(); ++version)
                for (std::size_t i = 0; i < rows_of_[version].size(); ++i)
                    if (Money& figure = versions_[version].figures[i].amount; figure.amount && !figure.approximate)
                        what(columns_.amounts.cell_of(rows_of_[version][i]), figure);
        };
        // Decimals that a cell shows, and whether it is bare.
        std::vector<std::optional<std::pair<int, bool>>> of_cell(columns_.amounts.cells.size());
        const auto cell_of = [&](std::size_t cell, const Money& figure) {
            const MoneyCell& held = columns_.amounts.cells[cell];
            if (!of_cell[cell]) of_cell[cell] = {decimals_shown(held, figure), is_bare_number(held)};
            return *of_cell[cell];
        };
        int most = 0;
        each_exact([&](std::size_t cell, const Money& figure) { most = std::max(most, cell_of(cell, figure).first); });
        each_exact([&](std::size_t cell, Money& figure) {
            if (cell_of(cell, figure).second) figure.decimals = std::max(figure.decimals, most);
        });
    }

    /// Portfolios of a version that are called as all of them may be, and are the whole by their figures.
    void find_the_whole(std::size_t version) {
        std::vector<PublishedFigure>& figures = versions_[version].figures;
        std::vector<std::size_t> called;
        for (std::size_t i = 0; i < figures.size(); ++i)
            if (!figures[i].portfolio.empty() && figures[i].scheme.empty() && may_be_all(figures[i].portfolio))
                called.push_back(i);
        if (called.empty()) return;
        for (const PublishedLine& line : lines_of(versions_[version]))
            for (const std::size_t i : called)
                if (key_of(line.figure, line.year) == key_of(figures[i].figure, figures[i].year))
                    decide_whether_whole(version, i, line);
    }

    void decide_whether_whole(std::size_t version, std::size_t place, const PublishedLine& line) {
        PublishedFigure& figure = versions_[version].figures[place];
        const bool by_name = is_name_of_all(figure.portfolio);
        std::vector<Money> others;
        for (const PublishedPortfolio& portfolio : line.portfolios)
            if (folded(portfolio.name) != folded(figure.portfolio)) others.push_back(portfolio.amount());
        const PublishedRest rest = rest_of(figure.amount, others, line.terms_are);
        const bool adds_up = by_name ? rest.by_rounding() == true : rest.amount == 0.0 && others.size() > 1;
        const bool is_whole = others.empty() ? by_name : adds_up;
        if (!is_whole && !by_name) return;
        if (is_whole && !line.printed) figure.portfolio.clear();
        else
            problems_.add(at(rows_of_[version][place], columns_.portfolio.name) + "found " +
                          headway::quoted(figure.portfolio) +
                          (is_whole ? " beside a total; accepted: the total once"
                                    : ", which the other portfolios do not add up to; accepted: \"Total\" of the "
                                      "whole, or another name of a part"));
    }

    const VersionColumns& columns_;
    const VersionRule& rule_;
    const std::optional<std::vector<plan::Document>>& documents_;
    Texts document_{columns_.document}, as_at_{columns_.as_at}, figure_{columns_.figure}, year_{columns_.year},
        portfolio_{columns_.portfolio}, scheme_{columns_.scheme};
    std::map<std::string, TermsAre> terms_of_{};
    std::map<std::string, std::string> aliases_{};  ///< by other names, folded
    std::map<std::string, std::size_t> places_{};
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> said_{};
    std::optional<std::pair<std::pair<std::size_t, std::size_t>, std::size_t>> before_{};  ///< of the row before
    std::vector<std::optional<Money>> amounts_{};  ///< of each cell that has been read
    std::vector<std::optional<std::size_t>> years_ = std::vector<std::optional<std::size_t>>(year_.plain.size());
    std::unordered_map<std::string, std::size_t> year_numbers_{};
    std::vector<std::vector<std::size_t>> rows_of_{};  ///< of each version, in the order of its figures
    FirstRows rows_;
    std::vector<PublishedVersion> versions_{};
    Problems problems_{};
};

}  // namespace detail

/// Versions, the earliest first. @throws Error: see the head of this file.
[[nodiscard]] inline std::vector<PublishedVersion> read_versions(
    const VersionColumns& columns, const VersionRule& rule = {},
    const std::optional<std::vector<plan::Document>>& documents = std::nullopt) {
    return detail::VersionsReading(columns, rule, documents).read();
}

/// Where a version stands, by its label, its title or the name of its document. @throws Error for a name of none (the
/// nearest is named) or of several.
[[nodiscard]] inline std::size_t version_of(std::span<const PublishedVersion> versions, std::string_view name) {
    const std::string wanted = folded(name);
    std::vector<std::string> labels;
    std::optional<std::size_t> found;
    std::string several;
    for (std::size_t i = 0; i < versions.size(); ++i) {
        labels.push_back(versions[i].label());
        if (folded(labels.back()) == wanted) return i;
        if (folded(versions[i].title) != wanted && folded(versions[i].document) != wanted) continue;
        several += (several.empty() ? "" : "; ") + labels.back();
        if (found) continue;
        found = i;
    }
    if (found && several == labels[*found]) return *found;
    if (found) throw Error("found " + headway::quoted(name) + ", which is several versions; accepted: " + several);
    throw Error("found no version " + headway::quoted(name) + plan::detail::or_nearest(name, labels));
}

}  // namespace headway
