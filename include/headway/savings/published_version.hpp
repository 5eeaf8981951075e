/// @file
/// A programme's figures as documents published them, version by version: totals alone, by portfolio or by scheme.
///
/// A version is what one document of one date says. Its figures are of one kind ("expected saving", "run rate") and,
/// where that is said, of one year; figures of other kinds or years are never held against one another. Each is of the
/// whole programme, of a portfolio, or of a scheme of one. A figure may be a bound ("over £50m") or approximate
/// ("c£40m"): see published_figure.hpp.
///
/// What a portfolio comes to is what was printed of it, or else the sum of its schemes; the whole is the printed total,
/// or else the sum of portfolios. `rest` of a total is what its parts do not account for:
///
///     rest = printed total - sum of parts
///
/// Rounding explains it within half a unit of the total and, where the parts were rounded for print and not set, of
/// each part (reconciliation.hpp). Where no part or no total is printed, or a figure is a bound, there is none.
/// Source: this city, Transformation programme (2024) and Productivity plan (2024), which print £42.65m and £42.64m
/// over the same seven portfolios.
#pragma once

#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/money/published_figure.hpp"
#include "headway/money/reconciliation.hpp"
#include "headway/plan/document.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// One figure as a document printed it.
struct PublishedFigure {
    std::string figure{};          ///< what it is of; empty: of the one kind that there is
    std::optional<Period> year{};  ///< empty: of none
    std::string portfolio{};       ///< empty: of the whole programme
    std::string scheme{};          ///< empty: of the whole portfolio
    Money amount{};
    TermsAre terms_are = TermsAre::rounded;
};

/// What one document printed of the savings.
struct PublishedVersion {
    std::string document{};  ///< the name by which figures refer to it
    std::string title{};
    Period as_at{};
    std::vector<PublishedFigure> figures{};

    [[nodiscard]] std::string label() const { return title + ", " + as_at.label(); }
};

/// A figure of a portfolio, and those of its schemes.
struct PublishedPortfolio {
    std::string name{};
    std::optional<Money> printed{};
    std::vector<std::pair<std::string, Money>> schemes{};

    [[nodiscard]] Money amount() const {
        if (printed) return *printed;
        return sum_of(schemes, [](const auto& scheme) -> const Money& { return scheme.second; });
    }
};

/// All figures of one kind and year in a version.
struct PublishedLine {
    std::string figure{};
    std::optional<Period> year{};
    TermsAre terms_are = TermsAre::rounded;
    std::optional<Money> printed{};  ///< of the whole programme
    std::vector<PublishedPortfolio> portfolios{};

    [[nodiscard]] std::vector<Money> parts() const {
        std::vector<Money> amounts;
        amounts.reserve(portfolios.size());
        for (const PublishedPortfolio& portfolio : portfolios) amounts.push_back(portfolio.amount());
        return amounts;
    }
    [[nodiscard]] Money total() const { return printed ? *printed : sum_of(parts()); }
};

/// What a total has that its parts do not account for; empty where either is a bound.
struct PublishedRest {
    std::optional<double> amount{};
    double envelope = 0.0;

    [[nodiscard]] std::optional<bool> by_rounding() const {
        if (!amount) return std::nullopt;
        return decimal::within(std::fabs(*amount), envelope, true);
    }
};

/// What a printed total has beyond its printed parts, and how much of it rounding can be.
[[nodiscard]] inline PublishedRest rest_of(const Money& total, std::span<const Money> parts, TermsAre are) {
    PublishedRest rest{.amount = change(sum_of(parts), total).amount, .envelope = rounding_of(total)};
    if (are == TermsAre::rounded)
        for (const Money& part : parts) rest.envelope = decimal::difference(rest.envelope, -rounding_of(part));
    return rest;
}

/// By what two figures are of one kind: names without regard to letter case and spaces.
struct LineKey {
    std::string figure{};
    std::string year{};

    auto operator<=>(const LineKey&) const = default;
};

/// What tells lines of two versions apart: the kind of figure and its year.
[[nodiscard]] inline LineKey key_of(const std::string& figure, const std::optional<Period>& year) {
    return {folded(figure), year ? plan::detail::text_of_time(*year) : std::string()};
}

/// The figures of a version by kind and year, and within by portfolio, in the order in which they came.
[[nodiscard]] inline std::vector<PublishedLine> lines_of(const PublishedVersion& of) {
    std::vector<PublishedLine> lines;
    std::map<LineKey, std::size_t> met;
    std::map<std::pair<std::size_t, std::string>, std::size_t> met_in_line;
    std::map<std::pair<std::size_t, std::string_view>, std::size_t> spelled;  // the same, as they stand
    const PublishedFigure* before = nullptr;  // whose line the next is often of
    std::size_t at_line = 0;
    for (const PublishedFigure& each : of.figures) {
        if (before == nullptr || before->figure != each.figure || before->year != each.year) {
            const auto [line_at, is_new] = met.insert({key_of(each.figure, each.year), lines.size()});
            if (is_new) lines.push_back({.figure = each.figure, .year = each.year, .terms_are = each.terms_are});
            at_line = line_at->second;
        }
        before = &each;
        PublishedLine& line = lines[at_line];
        if (each.portfolio.empty()) {
            line.printed = each.amount;
            continue;
        }
        const auto [as_it_stands, is_new] = spelled.try_emplace({at_line, each.portfolio}, line.portfolios.size());
        if (is_new) {
            const auto [at, is_first] =
                met_in_line.insert({{at_line, folded(each.portfolio)}, line.portfolios.size()});
            if (is_first) line.portfolios.push_back({.name = each.portfolio});
            as_it_stands->second = at->second;
        }
        PublishedPortfolio& portfolio = line.portfolios[as_it_stands->second];
        if (each.scheme.empty()) portfolio.printed = each.amount;
        else portfolio.schemes.emplace_back(each.scheme, each.amount);
    }
    return lines;
}

}  // namespace headway
