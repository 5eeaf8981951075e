/// @file
/// A table as a grid: rows and columns of numbers with the words, the times and the scale that their heads say.
///
/// Tables of any shape are evidence for the sentences about them: measures by year, years by measure, things with a
/// result and a target. A line is a row or a column; its points stand in the order of their times where they have some.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/evidence.hpp"
#include "headway/audit/good_way.hpp"
#include "headway/audit/table.hpp"
#include "headway/audit/wanted_side.hpp"
#include "headway/audit/when.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A number of a grid.
struct GridPoint {
    Stated number{};
    Stated beside{};  ///< the share in brackets behind it: "41 (68%)"
    When when{};
    Span span{};
    std::size_t row = 0, column = 0;
};

/// A row or a column of a grid.
struct GridLine {
    std::vector<std::string> words{};
    std::vector<double> weights{};  ///< of its words, by rarity among the lines beside it
    std::vector<GridPoint> points{};
    When when{};
    Role role = Role::own;               ///< whose figures a column has: results, or a target
    bool total = false;                  ///< of all
    bool of_all = false;                 ///< its name begins with "All"
    std::optional<Polarity> polarity{};  ///< of a row, where the register or its ratings say it
    std::optional<Rating> rating{};      ///< of a row of which one cell alone is a colour
    bool most = false;                   ///< "(maximum)": less is good
    bool has_signs = false;              ///< of a column: a plus or a number below nothing says that signs are printed

    [[nodiscard]] const GridPoint* at(std::size_t row, std::size_t column) const {
        for (const GridPoint& point : points)
            if (point.row == row && point.column == column) return &point;
        return nullptr;
    }
    [[nodiscard]] bool is_share() const {
        return !points.empty() && points.front().number.unit == StatedUnit::per_cent;
    }
};

/// A table of any shape as numbers with what their rows and columns say of them.
struct Grid {
    std::size_t major = 0, first_block = 0;
    std::size_t table = 0;                     ///< its number among those of the document
    std::vector<GridLine> rows{}, columns{};   ///< by the table's own numbers; lines without numbers are empty
    std::vector<GridLine> timelines{};         ///< rows through time, one of each measure: "Visits 2022", "Loans 2022"
    std::vector<std::string> heading_words{};  ///< of the heading that it stands under
    std::vector<std::string> label_words{};    ///< what the head over their names calls the rows: "station"
    bool named_twice = false;                  ///< another column of words stands beside their names
    bool times_in_columns = false, times_in_rows = false;
    std::size_t cells = 0;  ///< how many numbers it has

    /// The lines that go through time.
    [[nodiscard]] const std::vector<GridLine>* series() const {
        return times_in_columns ? timelines.empty() ? &rows : &timelines : times_in_rows ? &columns : nullptr;
    }
};

/// Which way of a line is good: by a register or its ratings, else by its words.
[[nodiscard]] inline std::optional<Polarity> known_way(const GridLine& line) {
    if (line.polarity) return line.polarity;
    return line.most ? std::optional(Polarity::low_is_good) : way_in_words(line.words, line.is_share());
}

/// Whether a column has changes or gaps, and no results.
[[nodiscard]] inline bool is_of_change(const GridLine& column) {
    constexpr std::array<std::string_view, 6> heads{"change",   "variance", "difference",
                                                    "movement", "gap",      "numeric"};
    return std::any_of(column.words.begin(), column.words.end(), [&](const std::string& told) {
        return headway::detail::is_one_of(std::string_view(told), heads);
    });
}

/// Whether of two times that stand beside one another the first is the later: "April | March", "Q2 | Q1".
[[nodiscard]] inline bool is_later_first(const When& first, const When& second) {
    constexpr int half_a_year = 6;
    if (first.year != 0 && second.year != 0 && first.year != second.year) return first.year > second.year;
    if (first.month != 0 && second.month != 0) return (second.month - first.month + 12) % 12 > half_a_year;
    if (first.quarter != 0 && second.quarter != 0) return first.quarter > second.quarter;
    return first.period != 0 && second.period != 0 && first.period > second.period;
}

/// The points of a line that are results of a time, the latest last, in one unit, without those of a row of all.
[[nodiscard]] inline std::vector<const GridPoint*> results_of(const Grid& grid, const GridLine& line) {
    std::vector<const GridPoint*> points;
    for (const GridPoint& point : line.points) {
        if (!point.when.said() || grid.columns[point.column].role != Role::own) continue;
        if (!points.empty() && points.front()->number.unit != point.number.unit) continue;
        if (grid.times_in_rows && grid.rows[point.row].total) continue;
        points.push_back(&point);
    }
    bool backwards = points.size() > 1;
    for (std::size_t p = 1; p < points.size(); ++p)
        backwards = backwards && is_later_first(points[p - 1]->when, points[p]->when);
    if (backwards) std::reverse(points.begin(), points.end());
    return points;
}

/// Reads a table as a grid.
class GridReader {
public:
    /// `heading`: that it stands under.
    GridReader(std::string_view text, const Table& table, std::string_view heading = {})
        : text_(text), table_(table), heading_(heading) {}

    [[nodiscard]] Grid read() const {
        Grid grid{.major = table_.major, .first_block = table_.first_block};
        constexpr std::size_t longest = 400, widest = 40;
        if (table_.rows.size() > longest || table_.columns.size() > widest) return grid;
        const int whole = std::max(scale_of_head(0), scale_of_heading());
        grid.columns.resize(table_.columns.size());
        std::vector<int> scales(table_.columns.size(), whole);
        std::vector<int> counted(table_.columns.size(), 0);  // 6 of "Journeys (million)"
        std::vector<char> shares(table_.columns.size(), is_of_shares() ? 1 : 0);
        std::size_t timed = 0, timed_shares = 0;
        for (std::size_t c = 1; c < table_.columns.size(); ++c) {
            GridLine& column = grid.columns[c];
            for (const TableRow& head : table_.head)
                if (c < head.cells.size()) {
                    const std::vector<When> whens = whens_of(head.cells[c].tokens);
                    if (!whens.empty()) column.when = whens.back();
                    for (std::string& word : telling_words(head.cells[c].tokens))
                        column.words.push_back(std::move(word));
                    const std::string plain = folded(raw(head.cells[c].span));
                    shares[c] = shares[c] != 0 || plain.starts_with("%") || plain.ends_with("%") ||
                                plain.find("(%)") != std::string::npos || plain.find("percent") != std::string::npos;
                }
            const bool own_time = column.when.said();
            // "2021 | %": a column without a time of its own is of the one before it
            if (!column.when.said() && c > 1 && shares[c] != 0) column.when = grid.columns[c - 1].when;
            column.role = role_of_head(column.words);
            if (const int own = scale_of_head(c); own >= 0) scales[c] = own;
            for (const TableRow& head : table_.head)
                if (c < head.cells.size())
                    counted[c] = std::max(counted[c], scale_of_counts(folded(raw(head.cells[c].span))));
            if (column.when.said() && column.role == Role::own && (shares[c] == 0 || own_time))
                ++(shares[c] == 0 ? timed : timed_shares);
        }
        grid.times_in_columns = (timed > 0 ? timed : timed_shares) >= 2 && says_two_times(grid);
        std::size_t timed_rows = 0;
        const std::size_t named = table_.has(Column::label) ? table_.column(Column::label) : 0;  // behind a reference
        for (std::size_t r = 0; r < table_.rows.size(); ++r) {
            const TableRow& source = table_.rows[r];
            GridLine row;
            bool share_row = false;
            if (named < source.cells.size()) {
                const std::vector<When> whens = whens_of(source.cells[named].tokens);
                if (!whens.empty()) row.when = whens.back();
                row.words = telling_words(source.cells[named].tokens);
                const std::vector<Token>& name = source.cells[named].tokens;
                for (std::size_t i = 1; i < name.size(); ++i)  // "Category 1": the number tells it apart
                    if (name[i].is == Token::Is::number && name[i].number.is_count() && name[i].number.value < 20.0 &&
                        name[i - 1].is == Token::Is::word && name[i - 1].capital)
                        row.words.push_back(stem(name[i - 1].text) + plain_number(name[i].number.value));
                for (std::size_t i = 0; i + 1 < name.size(); ++i)  // "62-day"
                    if (name[i].is == Token::Is::number && name[i].number.is_count() &&
                        name[i + 1].is == Token::Is::sign && i + 2 < name.size() && name[i + 1].is_sign('-') &&
                        name[i + 2].is == Token::Is::word)
                        row.words.push_back(plain_number(name[i].number.value) + stem(name[i + 2].text));
                for (std::size_t i = 1; i < name.size() && row.words.empty(); ++i)  // "Rate per 10,000"
                    if (name[i].is == Token::Is::number && name[i].number.is_count() && name[i].number.value >= 100.0)
                        row.words.push_back(plain_number(name[i].number.value));
                const std::string label = folded(raw(source.cells[named].span));
                row.total = label.find("total") != std::string::npos;
                row.of_all = label == "all" || label.starts_with("all ");
                if (name.size() > 1 && name[0].is == Token::Is::number && name[0].number.is_count() &&
                    name[0].number.value >= 100.0 && name[0].number.value < 1000.0 &&
                    name[1].is == Token::Is::word)  // "101 calls": a number that is dialled
                    row.words.push_back(plain_number(name[0].number.value));
                row.most = label.find("maximum") != std::string::npos || says_less_is_good(label);
                share_row = label.find("(%") != std::string::npos || label.starts_with("%") ||
                            label.find("percentage") != std::string::npos;
                timed_rows += row.when.said() ? 1u : 0u;
            }
            row.rating = rating_alone(source, named);
            const int of_row = named < source.cells.size() ? scale_of(folded(raw(source.cells[named].span))) : -1;
            const int of_counts = of_row < 0 && named < source.cells.size()
                                      ? scale_of_counts(folded(raw(source.cells[named].span)))
                                      : 0;
            for (std::size_t c = named + 1; c < source.cells.size() && c < grid.columns.size(); ++c) {
                GridPoint point =
                    point_of(source.cells[c], of_row >= 0 ? of_row : scales[c], share_row || shares[c] != 0);
                if (!point.number.known()) continue;
                const int thousands = std::max(of_counts, of_row < 0 ? counted[c] : 0);
                if (thousands > 0 && point.number.unit == StatedUnit::none) {
                    point.number.scale += thousands;
                    point.number.value *= decimal::detail::power_of_ten[thousands];
                }
                point.row = r;
                point.column = c;
                point.when = grid.times_in_columns ? grid.columns[c].when : row.when;
                if (source.cells[c].way) row.polarity = source.cells[c].way;
                if (point.number.value < 0.0 || raw(point.span).find('+') != std::string_view::npos)
                    grid.columns[c].has_signs = true;
                ++grid.cells;
                row.points.push_back(point);
                grid.columns[c].points.push_back(point);
            }
            grid.rows.push_back(std::move(row));
        }
        for (const TableRow& head : table_.head)
            if (named < head.cells.size())
                for (std::string& word : telling_words(head.cells[named].tokens))
                    grid.label_words.push_back(std::move(word));
        grid.named_twice = has_more_words(named);
        find_total(grid);
        if (grid.times_in_columns) part_measures(grid);
        weigh(grid.rows);
        weigh(grid.columns);
        weigh(grid.timelines);
        grid.times_in_rows = !grid.times_in_columns && timed_rows >= 2 && 2 * timed_rows > table_.rows.size();
        return grid;
    }

private:
    [[nodiscard]] std::string_view raw(Span span) const { return text_.substr(span.begin, span.end - span.begin); }

    /// "Statement (% agreeing)" over the names of the rows: all numbers are shares.
    [[nodiscard]] bool is_of_shares() const {
        return std::any_of(table_.head.begin(), table_.head.end(), [&](const TableRow& head) {
            return !head.cells.empty() && folded(raw(head.cells[0].span)).find("(%") != std::string::npos;
        });
    }

    /// Two heads that are one time are a name: "From POLAR Q1", "Q1 share".
    [[nodiscard]] static bool says_two_times(const Grid& grid) {
        const When* first = nullptr;
        for (const GridLine& column : grid.columns) {
            if (!column.when.said() || column.role != Role::own) continue;
            if (first != nullptr && !column.when.may_be(*first)) return true;
            if (first == nullptr) first = &column.when;
        }
        return false;
    }

    /// The row of all, whatever its name: the last, where the rows above it come to it in a column of counts or amounts
    /// and every other column of it is a sum or a mean of theirs; or one that begins with "All", where nothing of a
    /// column is larger.
    static void find_total(Grid& grid) {
        constexpr std::size_t fewest = 3;
        const auto none_said = [&] {
            return std::none_of(grid.rows.begin(), grid.rows.end(), [](const GridLine& row) { return row.total; });
        };
        if (grid.rows.size() < fewest + 1 || !none_said()) return;
        for (std::size_t r = 0; r < grid.rows.size(); ++r) {
            GridLine& row = grid.rows[r];
            const bool last = r + 1 == grid.rows.size();
            if (!row.points.empty() && (last || row.of_all) && is_of_all(grid, row, fewest, row.of_all)) {
                row.total = true;
                return;
            }
        }
    }

    /// Whether a row is a sum of the others or a mean of them in each column, and a sum in two, or in all that are no
    /// shares; of one that is called so the largest is enough.
    [[nodiscard]] static bool is_of_all(const Grid& grid, const GridLine& row, std::size_t fewest, bool called) {
        std::size_t sums = 0, means = 0, shares = 0;
        for (const GridPoint& whole : row.points) {
            Interval sum = exactly(0.0);
            double least = whole.number.value, most = whole.number.value;
            std::size_t terms = 0;
            for (const GridPoint& point : grid.columns[whole.column].points) {
                if (point.row == whole.row) continue;
                if (point.number.unit != whole.number.unit) return false;
                sum = sum + behind(point.number);
                least = terms == 0 ? point.number.value : std::min(least, point.number.value);
                most = terms == 0 ? point.number.value : std::max(most, point.number.value);
                ++terms;
            }
            if (terms < fewest) return false;
            const bool mean = whole.number.value >= least && whole.number.value <= most;
            const bool share = whole.number.unit == StatedUnit::per_cent;
            if (least < 0.0 && agreement(whole.number, sum) == Verdict::contradiction) continue;  // changes
            if (!share && agreement(whole.number, sum) != Verdict::contradiction)
                ++sums;
            else if (share)
                ++shares;
            else if (mean || (called && whole.number.value >= most))
                ++means;
            else
                return false;
        }
        return sums > 1 || (sums == 1 && means == 0) || (called && sums + means + shares > 0);
    }

    /// Parts the columns of times by what else their heads say, where that makes lines of two times and more.
    void part_measures(Grid& grid) const {
        constexpr std::array<std::string_view, 22> general{
            "actual", "outturn",  "result",      "year",  "quarter",     "latest",  "previou", "current",
            "value",  "position", "performance", "end",   "month",       "revised", "total",   "number",
            "to",     "period",   "ending",      "ended", "provisional", "score"};
        std::vector<std::vector<std::string>> names(grid.columns.size());
        std::vector<std::vector<std::string>> measures;
        for (std::size_t c = 1; c < grid.columns.size(); ++c) {
            if (!grid.columns[c].when.said() || grid.columns[c].role != Role::own) continue;
            for (const TableRow& head : table_.head) {
                if (c >= head.cells.size()) continue;
                const std::vector<When> whens = whens_of(head.cells[c].tokens);
                for (std::size_t i = 0; i < head.cells[c].tokens.size(); ++i) {
                    if (std::any_of(whens.begin(), whens.end(),
                                    [&](const When& when) { return when.first <= i && i < when.last; }))
                        continue;
                    for (std::string& word : telling_words(std::span(head.cells[c].tokens).subspan(i, 1)))
                        if (!headway::detail::is_one_of(std::string_view(word), general))
                            names[c].push_back(std::move(word));
                }
            }
            std::sort(names[c].begin(), names[c].end());
            if (std::find(measures.begin(), measures.end(), names[c]) == measures.end()) measures.push_back(names[c]);
        }
        if (measures.size() < 2) return;
        bool long_enough = false;
        for (const GridLine& row : grid.rows)
            for (const std::vector<std::string>& measure : measures) {
                GridLine line = row;
                std::erase_if(line.points, [&](const GridPoint& point) {
                    const GridLine& column = grid.columns[point.column];
                    return column.when.said() && column.role == Role::own && names[point.column] != measure;
                });
                std::size_t times = 0;
                for (const GridPoint& point : line.points)
                    times += grid.columns[point.column].when.said() && grid.columns[point.column].role == Role::own;
                line.words.insert(line.words.end(), measure.begin(), measure.end());
                long_enough = long_enough || times >= 2;
                grid.timelines.push_back(std::move(line));
            }
        if (!long_enough) grid.timelines.clear();
    }

    static void weigh(std::vector<GridLine>& lines) {
        std::unordered_map<std::string, std::size_t> in_lines;
        for (const GridLine& line : lines)
            for (const std::string& word : line.words) ++in_lines[word];
        for (GridLine& line : lines)
            for (const std::string& word : line.words)
                line.weights.push_back(
                    std::log(1.0 + static_cast<double>(lines.size()) / static_cast<double>(in_lines[word])));
    }

    /// 3 of "£'000", 6 of "£m", 0 of "£"; -1 where the head says none.
    [[nodiscard]] int scale_of_head(std::size_t column) const {
        for (const TableRow& head : table_.head) {
            if (column >= head.cells.size()) continue;
            if (const int scale = scale_of(folded(raw(head.cells[column].span))); scale >= 0) return scale;
        }
        return -1;
    }

    /// The same of the heading over a table, in brackets or behind a comma: "Spend (£000)".
    [[nodiscard]] int scale_of_heading() const {
        const std::string plain = folded(heading_);
        const std::size_t at = plain.find("\xC2\xA3");
        if (at == std::string::npos || at < 2) return -1;
        const bool apart = plain[at - 1] == '(' || (plain[at - 1] == ' ' && plain[at - 2] == ',');
        const std::size_t end = plain.find_first_of("), ", at + 3);
        const bool short_one = end == std::string::npos || end - at <= 7;
        const int scale = scale_of(plain);
        const bool amount = scale <= 0 && at + 2 < plain.size() && headway::detail::is_digit(plain[at + 2]);
        return apart && short_one && !amount ? scale : -1;
    }

    /// The same of a head, or of a row's name.
    [[nodiscard]] static int scale_of(const std::string& plain) {
        const std::size_t at = plain.find("\xC2\xA3");
        if (at == std::string::npos) return -1;
        const std::string_view behind_it = std::string_view(plain).substr(at + 2);
        if (behind_it.starts_with("000") || behind_it.starts_with("'000") || behind_it.starts_with("k")) return 3;
        return behind_it.starts_with("m") || behind_it.starts_with(" m") ? 6 : 0;
    }

    /// Whether another column than that of the names has words in most rows: "Service | What is counted".
    [[nodiscard]] bool has_more_words(std::size_t named) const {
        for (std::size_t c = 0; c < table_.columns.size(); ++c) {
            if (c == named) continue;
            const auto words = std::count_if(table_.rows.begin(), table_.rows.end(), [&](const TableRow& row) {
                return c < row.cells.size() && !row.cells[c].is_number() && row.cells[c].mark == CellMark::none &&
                       !row.cells[c].tokens.empty() && row.cells[c].tokens.front().is == Token::Is::word;
            });
            if (2 * static_cast<std::size_t>(words) > table_.rows.size()) return true;
        }
        return false;
    }

    /// The colour of the only cell of a row that is one.
    [[nodiscard]] std::optional<Rating> rating_alone(const TableRow& row, std::size_t named) const {
        std::optional<Rating> found;
        for (std::size_t c = named + 1; c < row.cells.size(); ++c) {
            if (row.cells[c].is_number()) continue;
            std::optional<Rating> is = row.cells[c].tokens.empty() ? rating_of(row.cells[c].mark) : std::nullopt;
            const std::string plain = folded(plain_text(raw(row.cells[c].span)));
            if (plain == "green") is = Rating::green;
            if (plain == "amber") is = Rating::amber;
            if (plain == "red") is = Rating::red;
            if (is && found) return std::nullopt;
            if (is) found = is;
        }
        return found;
    }

    /// 3 of "Visits (000s)", 6 of "Journeys (million)", 0 of others.
    [[nodiscard]] static int scale_of_counts(const std::string& plain) {
        for (const std::string_view says : {"(000)", "(000s)", "('000)", "('000s)", "(thousand)", "(thousands)"})
            if (plain.find(says) != std::string::npos) return 3;
        for (const std::string_view says : {"(million)", "(millions)"})
            if (plain.find(says) != std::string::npos) return 6;
        return 0;
    }

    [[nodiscard]] static Role role_of_head(const std::vector<std::string>& words) {
        constexpr std::array<std::string_view, 12> wanted{"target",  "standard",   "aim",      "goal",
                                                          "budget",  "plan",       "programm", "expected",
                                                          "planned", "commitment", "ambition", "threshold"};
        constexpr std::array<std::string_view, 9> national{"national", "england",  "english", "wale",   "welsh",
                                                           "scottish", "scotland", "uk",      "ireland"};
        constexpr std::array<std::string_view, 8> peer{"peer",   "neighbour", "comparator", "benchmark",
                                                       "sector", "regional",  "cipfa",      "region"};
        constexpr std::array<std::string_view, 18> against{
            "seen",   "met",      "achiev", "below",  "above",   "against", "gap",       "rated", "complet",
            "answer", "answered", "paid",   "resolv", "process", "decid",   "completed", "clos",  "treat"};
        for (const std::string& word : words)  // "seen within target": how many, and no target
            if (headway::detail::is_one_of(std::string_view(word), against)) return Role::own;
        for (const std::string& word : words) {
            if (headway::detail::is_one_of(std::string_view(word), wanted)) return Role::target;
            if (headway::detail::is_one_of(std::string_view(word), national)) return Role::national;
            if (headway::detail::is_one_of(std::string_view(word), peer)) return Role::peer;
        }
        return Role::own;
    }

    /// The number of a cell; the first of "41 (68%)".
    [[nodiscard]] static GridPoint point_of(const Cell& cell, int scale, bool share) {
        GridPoint point{.span = cell.span};
        if (cell.is_number()) {
            if (!whens_of(cell.tokens).empty()) return point;
            point.number = cell.number;
        } else if (cell.tokens.size() >= 4 && cell.tokens[0].is == Token::Is::number && cell.tokens[1].is_sign('(') &&
                   cell.tokens[2].is == Token::Is::number && cell.tokens.back().is_sign(')')) {
            point.number = cell.tokens[0].number;
            point.beside = cell.tokens[2].number;
        }
        if (!point.number.known()) return point;
        if (share && point.number.unit == StatedUnit::none) point.number.unit = StatedUnit::per_cent;
        if (scale >= 0 && point.number.unit == StatedUnit::none && !share) {
            point.number.unit = StatedUnit::pounds;
            point.number.scale = scale;
            point.number.value *= decimal::detail::power_of_ten[scale];
        }
        return point;
    }

    std::string_view text_;
    const Table& table_;
    std::string_view heading_;
};

/// Takes a look at a grid from what may still be looked at; false where too little is left.
[[nodiscard]] inline bool pay_for(const Grid& grid, std::size_t& budget) {
    if (budget < grid.cells) return false;
    budget -= grid.cells;
    return true;
}

/// How much of a line's words some words say: 0 to 1.
[[nodiscard]] inline double said_of(const GridLine& line, std::span<const std::string> words) {
    double said = 0.0, all = 0.0;
    for (std::size_t w = 0; w < line.words.size(); ++w) {
        all += line.weights[w];
        if (std::find(words.begin(), words.end(), line.words[w]) != words.end()) said += line.weights[w];
    }
    return all > 0.0 ? said / all : 0.0;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
