/// @file
/// The figures of a row as sentences print them: in the decimals of the row, with its unit, and by the words of a
/// language. A range is "18 to 21", a share "24%" ("under 1%" and "over 99%" where it is not certain), a change of
/// percentages in percentage points.
///
/// Decimals: as many as the results of the row use, a comparator as many as it uses, and more where two that differ
/// would read alike (measure/printed_figure.hpp).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/assess/rating.hpp"
#include "headway/measure/printed_figure.hpp"
#include "headway/measure/range.hpp"
#include "headway/measure/unit.hpp"
#include "headway/report/scorecard.hpp"
#include "headway/report/wording/kinds.hpp"
#include "headway/report/wording/template.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::wording {

/// A language at work: fills its templates and names what figures are.
class Writer {
public:
    explicit Writer(const Language& language) : language_(language) {}

    [[nodiscard]] Words operator()(std::string_view kind, const Parts& parts = {}) const {
        return fill(language_.find(kind)->second, parts);
    }

    [[nodiscard]] std::string word(std::string_view kind) const { return language_.find(kind)->second; }

    [[nodiscard]] std::string rating(Rating rating) const { return word("word_" + std::string(headway::word(rating))); }

    /// What a row is rated against: "target", "national value".
    [[nodiscard]] std::string comparator(std::string_view name) const {
        std::string said = plain_text(name);
        std::replace(said.begin(), said.end(), '_', ' ');
        return said == "target" ? said : (*this)("comparator_value", {{"name", text(said)}}).text;
    }

    /// The same with its article.
    [[nodiscard]] std::string a_comparator(std::string_view name) const {
        const std::string said = comparator(name);
        const bool vowel = said.find_first_of("aeiouAEIOU") == 0;
        return (*this)(vowel ? "an_comparator" : "a_comparator", {{"name", text(said)}}).text;
    }

    /// Items one after another: three of them where there are more than four.
    [[nodiscard]] Part list(const std::vector<Words>& items, std::size_t most = 3) const {
        Words made;
        const std::size_t shown = items.size() <= most + 1 ? items.size() : most;
        for (std::size_t i = 0; i < shown; ++i) {
            if (i > 0) made.text += word(i + 1 == items.size() ? "list_last" : "list_comma");
            made.text += items[i].text;
            made.figures.insert(made.figures.end(), items[i].figures.begin(), items[i].figures.end());
        }
        if (shown < items.size()) {
            const Words more = (*this)("list_more", {{"more", count("more", items.size() - shown)}});
            made.text += more.text;
            made.figures.insert(made.figures.end(), more.figures.begin(), more.figures.end());
        }
        return {.words = std::move(made), .number = static_cast<double>(items.size())};
    }

    /// A range as one part: a number, or its ends. Nothing where neither is there.
    [[nodiscard]] Part range(const std::string& name, Range range, int places, std::string_view unit) const {
        if (!range.given()) return {};
        if (range.lower == range.upper) return figure(name, range.lower, figure_text(range.lower, places, unit));
        Parts ends;
        if (!std::isnan(range.lower))
            ends["lower"] = figure(name + " lower", range.lower, figure_text(range.lower, places, unit));
        if (!std::isnan(range.upper))
            ends["upper"] = figure(name + " upper", range.upper, figure_text(range.upper, places, unit));
        const bool both = ends.size() == 2;
        Words words = (*this)(both                     ? "range"
                              : ends.contains("lower") ? (range.lower_open ? "over" : "at_least")
                                                       : (range.upper_open ? "under" : "at_most"),
                              ends);
        return {.words = std::move(words), .number = some_end(range)};
    }

    /// A share or a chance in whole per cent.
    [[nodiscard]] Part share(const std::string& name, double share) const {
        if (share > 0.0 && share < 0.01) return figure(name, share, word("word_under_1"));
        if (share > 0.99 && share < 1.0) return figure(name, share, word("word_over_99"));
        return figure(name, share, figure_text(100.0 * share, 0, "%"));
    }

private:
    const Language& language_;
};

/// The figures of one row in its own decimals.
class RowFigures {
public:
    explicit RowFigures(const ScorecardRow& row) : row_(row) {
        std::vector<double> beside{row.result.previous};
        for (const Range& range : row.result.comparators) beside.insert(beside.end(), {range.lower, range.upper});
        most_ = places_to_tell_apart(row.result.latest, beside, row.change);
        const std::array<double, 2> results{row.result.previous, row.result.latest};
        places_ = decimals_used(results, most_);
    }

    [[nodiscard]] const std::string& unit() const noexcept { return row_.indicator.unit; }

    [[nodiscard]] int places() const noexcept { return places_; }

    /// The decimals of a comparator, which has those of the row at the least.
    [[nodiscard]] int places_of(Range range) const {
        const std::array<double, 2> ends{range.lower, range.upper};
        return std::max(places_, decimals_used(ends, most_));
    }

    /// The latest figure; of one known by its bounds alone, those.
    [[nodiscard]] Part latest(const Writer& write, const std::string& name = "latest") const {
        const Result& result = row_.result;
        if (std::isnan(result.latest)) return write.range(name, result.latest_interval, places_, unit());
        return figure(name, result.latest, figure_text(result.latest, places_, unit()));
    }

    [[nodiscard]] Part number(const std::string& name, double value) const {
        return figure(name, value, figure_text(value, places_, unit()));
    }

    /// A distance, without a sign: of percentages in points.
    [[nodiscard]] Part distance(const Writer& write, const std::string& name, double signed_, int places) const {
        const double value = std::fabs(signed_);
        return figure(name, value, change_text(value, places, unit(), false, write.word("word_points")));
    }

    [[nodiscard]] Part comparator(const Writer& write, const std::string& name, Range range) const {
        return write.range(name, range, places_of(range), unit());
    }

    /// What the unit adds behind a figure: nothing where it stands beside it, is a plain count, or is in the name.
    [[nodiscard]] std::string label() const {
        const std::string label = unit_label(unit());
        return folded(row_.result.indicator).find(folded(label)) == std::string::npos ? label : std::string();
    }

private:
    const ScorecardRow& row_;
    int most_ = most_decimals;
    int places_ = 0;
};

}  // namespace headway::inline HEADWAY_ABI::wording
