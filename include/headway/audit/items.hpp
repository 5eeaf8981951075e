/// @file
/// Numbers of all other tables, each with the words of its row and its column: amounts, counts, profiles.
///
/// The same label under the same head in two tables is the same figure; so are labels of which one shortens the other
/// ("ASC & Health", "Adult Social Care & Health"). A figure of the text is looked up among those of its heading first.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/table.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A number of a table that is not one of indicators, with what stands beside and above it.
struct Item {
    std::size_t document = 0, table = 0, row = 0, column = 0, major = 0;
    Span span{}, label_span{};
    Stated number{};
    std::string label{};               ///< folded
    std::vector<std::string> words{};  ///< of the label
    std::vector<std::string> head{};   ///< of the column's head
    When when{};                       ///< of the column's head
    bool total = false;
    std::string heading{};       ///< folded, of a total: what its table stands under
    bool negated = false;        ///< the head says "not"
    std::size_t of_columns = 0;  ///< how many columns of numbers the table has
};

/// Whether words turn round what they name: "not", "without", "non".
[[nodiscard]] inline bool says_not(const std::vector<Token>& tokens) {
    return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
        return token.is == Token::Is::word && (token.text == "not" || token.text == "without" || token.text == "non");
    });
}

/// The sum of all counts of a table that has no total, to find a text's total by.
inline void add_sums(const Reading& reading, std::size_t t, std::vector<Item>& items) {
    const Table& table = reading.tables[t];
    double sum = 0.0;
    std::size_t terms = 0;
    Span place{};
    for (const Item& item : items) {
        if (item.table != t || item.document != reading.document) continue;
        if (item.total || !item.number.is_count() || item.number.value < 0.0) return;
        sum += item.number.value;
        if (terms++ == 0) place = item.span;
    }
    constexpr std::size_t fewest = 4;
    if (terms < fewest) return;
    items.push_back({.document = reading.document,
                     .table = t,
                     .row = table.rows.size(),
                     .major = table.major,
                     .span = place,
                     .number = {.value = sum},
                     .label = "all of it"});
}

/// The numbers of all tables of a document that are not of indicators.
[[nodiscard]] inline std::vector<Item> items_of(const Reading& reading) {
    std::vector<Item> items;
    for (std::size_t t = 0; t < reading.tables.size(); ++t) {
        const Table& table = reading.tables[t];
        if (table.of_indicators()) continue;
        std::vector<std::size_t> numbers(table.columns.size());
        for (const TableRow& row : table.rows)
            for (std::size_t c = 1; c < row.cells.size() && c < numbers.size(); ++c)
                numbers[c] += row.cells[c].is_number() ? 1u : 0u;
        const auto of_columns = static_cast<std::size_t>(
            std::count_if(numbers.begin(), numbers.end(), [](std::size_t n) { return n > 0; }));
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            const TableRow& row = table.rows[r];
            if (row.cells.empty() || row.cells[0].is_number()) continue;
            const Span label = row.cells[0].span;
            const std::string name = folded(reading.text.substr(label.begin, label.end - label.begin));
            for (std::size_t c = 1; c < row.cells.size(); ++c) {
                if (!row.cells[c].is_number() || !whens_of(row.cells[c].tokens).empty()) continue;
                Item item{.document = reading.document,
                          .table = t,
                          .row = r,
                          .column = c,
                          .major = table.major,
                          .span = row.cells[c].span,
                          .label_span = label,
                          .number = row.cells[c].number,
                          .label = name,
                          .words = telling_words(row.cells[0].tokens),
                          .of_columns = of_columns};
                item.total = name.find("total") != std::string::npos || (name.empty() && r + 1 == table.rows.size());
                const Span above = reading.layout.headings[table.major].span;
                if (item.total && above.end - above.begin < 100)
                    item.heading = folded(reading.text.substr(above.begin, above.end - above.begin));
                for (const TableRow& head : table.head) {
                    // a cell of the head may span several columns: the nearest to the left that is filled
                    for (std::size_t k = std::min(c + 1, head.cells.size()); k-- > 0;) {
                        if (head.cells[k].span.empty()) continue;
                        if (k == 0 && c > 0 && head.cells.size() > c && head.cells.size() > 2) break;
                        for (std::string& word : telling_words(head.cells[k].tokens))
                            item.head.push_back(std::move(word));
                        item.negated = item.negated || says_not(head.cells[k].tokens);
                        const std::vector<When> whens = whens_of(head.cells[k].tokens);
                        if (!whens.empty() && k == c) item.when = whens.back();
                        break;
                    }
                }
                items.push_back(std::move(item));
            }
        }
    }
    for (std::size_t t = 0; t < reading.tables.size(); ++t) add_sums(reading, t, items);
    return items;
}

/// Whether one label is the other, or shortens it: a word that is the first letters of several stands for them.
[[nodiscard]] inline bool same_label(std::string_view one, std::string_view other) {
    if (one == other) return true;
    if (one.find("increment") != std::string_view::npos && other.find("increment") != std::string_view::npos)
        return true;
    const auto split = [](std::string_view text) {
        std::vector<std::string> words;
        std::string word;
        for (const char c : text) {
            if (is_letter(c) || headway::detail::is_digit(c))
                word += c;
            else if (!word.empty())
                words.push_back(std::exchange(word, {}));
        }
        if (!word.empty()) words.push_back(word);
        std::erase(words, "and");
        return words;
    };
    const std::vector<std::string> a = split(one), b = split(other);
    const auto shortens = [](const std::vector<std::string>& shorter, const std::vector<std::string>& longer) {
        std::size_t at = 0;
        for (const std::string& word : shorter) {
            if (at < longer.size() && word == longer[at]) {
                ++at;
                continue;
            }
            std::string initials;
            std::size_t taken = 0;
            while (at + taken < longer.size() && taken < word.size()) initials += longer[at + taken++][0];
            if (initials != word || word.size() < 2) return false;
            at += taken;
        }
        return at == longer.size();
    };
    return a == b || shortens(a, b) || shortens(b, a);
}

/// Whether two lists of words have one in common.
[[nodiscard]] inline bool share_word(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](const std::string& word) { return std::find(b.begin(), b.end(), word) != b.end(); });
}

/// Whether two items are the same figure by what stands beside and above them.
[[nodiscard]] inline bool same_figure(const Item& one, const Item& other) {
    if (one.document == other.document && one.table == other.table) return false;
    if ((one.number.unit == StatedUnit::per_cent) != (other.number.unit == StatedUnit::per_cent)) return false;
    if (one.when.said() != other.when.said() || one.negated != other.negated) return false;
    if (one.when.said() && (one.when.year != other.when.year || one.when.month != other.when.month ||
                            one.when.quarter != other.when.quarter))
        return false;
    const bool heads = share_word(one.head, other.head) || (one.head.empty() && other.head.empty()) || one.when.said();
    if (!heads) return false;
    if (one.total && other.total) return true;
    return same_label(one.label, other.label) && !one.label.empty();
}

/// Pounds and plain numbers of money columns as one: "14.65" under "(£m)" is not scaled, so sizes must be comparable.
[[nodiscard]] inline bool comparable(const Item& one, const Item& other) {
    return one.number.unit == other.number.unit &&
           (one.number.scale == other.number.scale || one.number.scale * other.number.scale > 0);
}

/// Numbers of tables by what they are of; and where the text's figures are found.
class Items {
public:
    void add(std::vector<Item> items) {
        for (Item& item : items) {
            by_major_[key(item.document, item.major)].push_back(all_.size());
            by_value_[bucket(item.number.value)].push_back(all_.size());
            all_.push_back(std::move(item));
        }
    }

    [[nodiscard]] const std::vector<Item>& all() const noexcept { return all_; }

    /// The item that a figure is: of its heading, or with words of the sentence, or unlike any other.
    [[nodiscard]] const Item* find(std::size_t document, std::size_t major, const Stated& stated,
                                   const std::vector<std::string>& words,
                                   const std::vector<std::string>& heading) const {
        const Item* best = nullptr;
        double most = 0.9;
        for (const long at :
             {bucket(stated.value), bucket(stated.value + stated.half()), bucket(stated.value - stated.half())}) {
            const auto found = by_value_.find(at);
            if (found == by_value_.end()) continue;
            std::size_t looked = 0;
            for (const std::size_t i : found->second) {
                if (++looked > 200) break;
                const Item& item = all_[i];
                if ((item.document != document && item.document != no_document) || item.number.unit != stated.unit)
                    continue;
                if (agreement({.value = stated.value,
                               .decimals = stated.decimals,
                               .scale = stated.scale,
                               .unit = stated.unit},
                              exactly(item.number.value)) != Verdict::holds)
                    continue;
                double score = item.major == major ? 1.0 : 0.0;
                score += 0.6 * shared(item.words, words) + 0.4 * shared(item.head, words) +
                         (shared(item.words, heading) > 0.0 ? 0.7 : 0.0);
                if (item.total &&
                    (std::find(words.begin(), words.end(), "overall") != words.end() || item.words.empty()))
                    score += 0.2;
                if (score > most) most = score, best = &item;
            }
        }
        return best;
    }

    /// The total of the heading's table, where a sentence speaks of all and of what the table counts.
    [[nodiscard]] const Item* total_of(std::size_t document, std::size_t major,
                                       const std::vector<std::string>& words) const {
        const bool overall =
            std::any_of(words.begin(), words.end(), [](const std::string& word) { return word == "overall"; });
        const auto found = by_major_.find(key(document, major));
        if (!overall || found == by_major_.end()) return nullptr;
        for (const std::size_t i : found->second)
            if (all_[i].total && all_[i].of_columns == 1 && shared(all_[i].head, words) >= 1.0) return &all_[i];
        return nullptr;
    }

    [[nodiscard]] static double shared(const std::vector<std::string>& a, const std::vector<std::string>& b) {
        double both = 0.0;
        for (const std::string& word : a) both += std::find(b.begin(), b.end(), word) != b.end() ? 1.0 : 0.0;
        return both;
    }

private:
    [[nodiscard]] static std::size_t key(std::size_t document, std::size_t major) {
        return document * 1000003u + major;
    }
    [[nodiscard]] static long bucket(double value) {
        // by two leading digits: what rounds to another is in the next
        if (!(std::fabs(value) >= 1e-9) || std::fabs(value) > 1e15) return 0;
        const double power = std::floor(std::log10(std::fabs(value)));
        return static_cast<long>(power) * 1000 +
               std::lround(std::floor(std::fabs(value) / std::pow(10.0, power - 1.0)));
    }

    std::vector<Item> all_{};
    std::unordered_map<std::size_t, std::vector<std::size_t>> by_major_{};
    std::unordered_map<long, std::vector<std::size_t>> by_value_{};
};

/// The same figure in two tables, of one document or of two. Tables must have three labels in common, for one label may
/// stand in tables of two things.
inline void check_same_figures(Ledger& ledger, const Items& items) {
    std::unordered_map<std::string, std::vector<std::size_t>> by_word;  // by the last telling word of the label
    std::vector<std::pair<std::size_t, std::size_t>> pairs;             // the earlier and the later
    std::unordered_map<std::size_t, std::unordered_map<std::size_t, std::size_t>> common;  // labels, by pair of tables
    const auto table_of = [](const Item& item) { return item.document * 100003u + item.table; };
    for (std::size_t i = 0; i < items.all().size(); ++i) {
        const Item& item = items.all()[i];
        const bool increment = item.label.find("increment") != std::string::npos;
        if (item.words.empty() && !item.total) continue;
        auto& others = by_word[item.total && !increment ? "total" : increment ? "increment" : item.words.back()];
        std::size_t looked = 0;
        for (std::size_t o = others.size(); o-- > 0 && looked++ < 60;) {
            const Item& first = items.all()[others[o]];
            if (!same_figure(first, item) || !comparable(first, item)) continue;
            pairs.emplace_back(others[o], i);
            ++common[table_of(first)][table_of(item)];
        }
        others.push_back(i);
    }
    std::unordered_map<std::size_t, std::unordered_map<std::size_t, std::size_t>> agreeing;
    for (const auto& [one, other] : pairs)
        if (!differs(items.all()[other].number, items.all()[one].number))
            ++agreeing[table_of(items.all()[one])][table_of(items.all()[other])];
    // of several the one that is printed most finely
    std::stable_sort(pairs.begin(), pairs.end(), [&](const auto& a, const auto& b) {
        const auto fineness = [&](const auto& pair) {
            return items.all()[pair.first].number.decimals - items.all()[pair.first].number.scale;
        };
        return std::pair(a.second, -fineness(a)) < std::pair(b.second, -fineness(b));
    });
    std::vector<char> done(items.all().size());
    for (const auto& [one, other] : pairs) {
        const Item &first = items.all()[one], &item = items.all()[other];
        if (common[table_of(first)][table_of(item)] < 3 || done[other] != 0) continue;
        const bool between = first.document != item.document, differ = differs(item.number, first.number);
        // a table that is printed again agrees in most: another table of the same rows is not the same figure
        const std::size_t agreed = agreeing[table_of(first)][table_of(item)],
                          of = common[table_of(first)][table_of(item)];
        if (agreed < 3 || 10 * agreed < 6 * of) continue;
        done[other] = 1;
        const std::string name = item.label.empty() ? "total" : item.label;
        ledger.claim(item.document, item.span, ClaimKind::same_figure, name,
                     {.rule = "same figure",
                      .verdict = differ ? Verdict::contradiction : Verdict::holds,
                      .stated = shown_stated(item.number),
                      .computed = shown_stated(first.number),
                      .why = "\"" + name + "\" has " + shown_stated(first.number) + " and " + shown_stated(item.number),
                      .in_class = between ? FindingClass::between_documents : FindingClass::contradiction,
                      .severity = Severity::high,
                      .against = ledger.quote(first.document, first.span)});
        if (between || std::exchange(done[one], char{1}) != 0) continue;
        ledger.claim(first.document, first.span, ClaimKind::same_figure, name,
                     {.rule = "same figure",
                      .verdict = differ ? Verdict::not_checkable : Verdict::holds,
                      .stated = shown_stated(first.number),
                      .computed = shown_stated(item.number),
                      .why = "again in another table: " + shown_stated(item.number)});
    }
}

/// The total of a table that stands under a heading, and the row of that name in a table of all: "Resident Services".
inline void check_heading_totals(Ledger& ledger, const Items& items) {
    std::unordered_map<std::string, std::vector<std::size_t>> rows;  // of amounts, by the first word of their label
    const auto first_word = [](std::string_view label) { return std::string(label.substr(0, label.find(' '))); };
    for (std::size_t i = 0; i < items.all().size(); ++i) {
        const Item& item = items.all()[i];
        if (!item.total && item.number.unit == StatedUnit::pounds && item.words.size() >= 2)
            rows[first_word(item.label)].push_back(i);
    }
    for (const Item& total : items.all()) {
        if (!total.total || total.of_columns != 1 || total.number.unit != StatedUnit::pounds || total.heading.empty())
            continue;
        const auto found = rows.find(first_word(total.heading));
        if (found == rows.end() || found->second.size() > 60) continue;
        const Item* row = nullptr;
        for (const std::size_t i : found->second) {
            const Item& item = items.all()[i];
            if (item.document != total.document || item.table == total.table ||
                !same_label(item.label, total.heading) || !share_word(item.head, total.head) ||
                item.number.scale != total.number.scale)
                continue;
            if (row == nullptr || item.number.decimals > row->number.decimals) row = &item;
        }
        if (row == nullptr) continue;
        const bool differ = differs(total.number, row->number) && differs(row->number, total.number);
        ledger.claim(total.document, total.span, ClaimKind::same_figure, total.heading,
                     {.rule = "same figure",
                      .verdict = differ ? Verdict::contradiction : Verdict::holds,
                      .stated = shown_stated(total.number),
                      .computed = shown_stated(row->number),
                      .why = "the table of all has " + shown_stated(row->number) + " for \"" + total.heading + "\"",
                      .severity = Severity::high,
                      .against = ledger.quote(row->document, row->span)});
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
