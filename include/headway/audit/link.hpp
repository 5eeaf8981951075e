/// @file
/// From a sentence to the row of a table that it is about.
///
/// A row gains 1 for each figure of the sentence that rounds to one of its numbers (less where the figure is a small
/// whole number, which many rows have), and up to 2.5 for the words of its label, by rarity: the share of its label's
/// weight that the sentence says. The paragraph counts for half, the row of the sentence before a little. The row must
/// lead, and by words or by two numbers; a sentence that does not reach that is linked to none. Rows of the sentence's
/// own section go first. Words alone link a paragraph whose figure is wrong: that is how a wrong figure is found.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/audit/evidence.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Stands for no row.
inline constexpr std::size_t no_row = static_cast<std::size_t>(-1);

/// A row that a text is about, and how surely.
struct Link {
    std::size_t row = no_row;
    double score = 0.0;
    double cover = 0.0;  ///< the share of its label's weight that is said
    double numbers = 0.0;
    bool alone = false;  ///< no other row has figures of the paragraph

    [[nodiscard]] explicit operator bool() const noexcept { return row != no_row; }
    /// Whether a figure that does not fit may be held against the row.
    [[nodiscard]] bool sure() const noexcept {
        return row != no_row && (cover >= 0.45 || (cover >= 0.2 && (numbers >= 1.9 || (alone && numbers >= 0.9))));
    }
    /// Whether a comparator that does not fit may be: where a figure is no other row's, few words of the label do.
    [[nodiscard]] bool likely() const noexcept { return sure() || (row != no_row && alone && numbers >= 0.9); }
};

/// Whether a number as stated is a printed one, rounded.
[[nodiscard]] inline bool rounds_to(const Stated& stated, const PrintedValue& value) {
    if (!value.known() || stated.unit == StatedUnit::points) return false;
    Stated plain = stated;
    if (plain.bound == Bound::nearly || plain.bound == Bound::just_over || plain.bound == Bound::about)
        return agreement(plain, exactly(value.number.value)) == Verdict::holds;
    plain.bound = Bound::exact;
    return agreement(plain, exactly(value.number.value)) == Verdict::holds;
}

/// Whether a figure is one of the numbers of a row.
[[nodiscard]] inline bool fits(const EvidenceRow& row, const Figure& figure) {
    if (is_comparator(figure.role)) {
        const PrintedValue* value = row.of(figure.role);
        if (value != nullptr && value->known()) return rounds_to(figure.stated, *value);
        return false;
    }
    return rounds_to(figure.stated, row.latest) || rounds_to(figure.stated, row.previous) ||
           (figure.role == Role::compared &&
            (rounds_to(figure.stated, row.target) || rounds_to(figure.stated, row.national) ||
             rounds_to(figure.stated, row.peer)));
}

/// How much a figure says of which row is meant: a small count little, a decimal most.
[[nodiscard]] inline double weight_of(const Figure& figure) noexcept {
    const bool small = figure.stated.is_count() && std::fabs(figure.stated.value) < 100.0;
    return small ? 0.35 : figure.stated.decimals == 0 && std::fabs(figure.stated.value) <= 100.0 ? 0.5 : 1.0;
}

/// The rows of one document, by their words.
class Linker {
public:
    explicit Linker(std::span<const EvidenceRow> rows) : rows_(rows) {
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            by_section_[rows_[r].section].push_back(r);
            for (const std::string& word : rows_[r].words) by_word_[word].push_back(r);
            for (const PrintedValue* value : {&rows_[r].latest, &rows_[r].previous})
                if (value->known()) by_whole_[std::lround(std::clamp(value->number.value, -1e9, 1e9))].push_back(r);
        }
        whole_.resize(rows_.size());
        for (std::size_t r = 0; r < rows_.size(); ++r)
            for (const std::string& word : rows_[r].words) whole_[r] += rarity(word);
    }

    [[nodiscard]] double rarity(const std::string& word) const {
        const auto found = by_word_.find(word);
        const double rows = static_cast<double>(rows_.size());
        return found == by_word_.end() ? 0.0 : std::log(1.0 + rows / static_cast<double>(found->second.size()));
    }

    /// The share of a label's weight that is among some words.
    [[nodiscard]] double cover(std::size_t row, std::span<const std::string> words) const {
        double said = 0.0;
        for (const std::string& word : rows_[row].words)
            if (std::find(words.begin(), words.end(), word) != words.end()) said += rarity(word);
        return whole_[row] > 0.0 ? said / whole_[row] : 0.0;
    }

    /// The rows that words or figures point at: of the section, or else of the document.
    [[nodiscard]] std::vector<std::size_t> candidates(std::size_t section, std::span<const std::string> words,
                                                      std::span<const Figure> figures) const {
        constexpr std::size_t common = 60, most = 200;
        const auto own = by_section_.find(section);
        if (own != by_section_.end() && own->second.size() <= most) return own->second;
        std::vector<std::size_t> found;
        const auto add = [&](const std::vector<std::size_t>& rows) {
            if (rows.size() > common) return;
            for (const std::size_t row : rows)
                if (found.size() < most && std::find(found.begin(), found.end(), row) == found.end())
                    found.push_back(row);
        };
        for (const std::string& word : words)
            if (const auto at = by_word_.find(word); at != by_word_.end()) add(at->second);
        for (const Figure& figure : figures) {
            const auto at = by_whole_.find(std::lround(std::clamp(figure.stated.value, -1e9, 1e9)));
            if (at != by_whole_.end()) add(at->second);
        }
        return found;
    }

    /// The row of a sentence within its paragraph.
    [[nodiscard]] Link link(std::size_t section, std::span<const std::string> sentence_words,
                            std::span<const Figure> sentence_figures, std::span<const std::string> paragraph_words,
                            std::span<const Figure> paragraph_figures, std::size_t row_before,
                            std::span<const When> whens) const {
        Link best, second, before;
        std::size_t with_numbers = 0;
        for (const std::size_t row : candidates(section, paragraph_words, paragraph_figures)) {
            const double said = cover(row, sentence_words), around = cover(row, paragraph_words);
            const double numbers = fitting(row, sentence_figures), numbers_around = fitting(row, paragraph_figures);
            Link now{.row = row, .cover = std::max(said, around), .numbers = std::max(numbers, numbers_around)};
            double beside = 0.0;  // words of its brackets
            for (const std::string& word : rows_[row].in_brackets) {
                if (std::find(paragraph_words.begin(), paragraph_words.end(), word) == paragraph_words.end()) continue;
                beside += 0.3;
                if (headway::detail::is_digit(word[0])) now.cover += 0.12;  // an age tells rows apart
            }
            // of rows that are alike the one of the period that the sentence names
            const When& period = rows_[row].period;
            if (period.month != 0 && period.year != 0 && std::any_of(whens.begin(), whens.end(), [&](const When& when) {
                    return when.month == period.month && when.year == period.year;
                }))
                beside += 0.3;
            now.score =
                beside + 2.5 * said + numbers + 0.5 * (2.5 * around + numbers_around) + (row == row_before ? 0.6 : 0.0);
            with_numbers += now.numbers >= 0.9 ? 1u : 0u;
            if (row == row_before) before = now;
            if (now.score > best.score)
                second = std::exchange(best, now);
            else if (now.score > second.score)
                second = now;
        }
        if (!best) return {};
        // a paragraph goes on about its row until a sentence says another one, by words or by a figure
        constexpr double few_words = 0.4;
        if (before && best.row != row_before && cover(best.row, sentence_words) < few_words &&
            fitting(best.row, sentence_figures) < 0.9) {
            before.alone = with_numbers == 1 && before.numbers >= 0.9;
            return before;
        }
        const bool enough =
            best.score >= 1.5 && (best.numbers >= 0.9 ? best.cover >= 0.12 || best.numbers >= 1.9 : best.cover >= 0.45);
        const bool twin = second && rows_[second.row].label == rows_[best.row].label;
        if (!enough || (best.score - second.score < 0.12 && !twin)) return {};
        best.alone = with_numbers == 1 && best.numbers >= 0.9;
        return best;
    }

    /// The rows of a section that differ in their brackets alone ("Life expectancy (males)", "(females)") and whose
    /// label is said in full; the longest of such labels. None: fewer than two.
    [[nodiscard]] std::vector<std::size_t> twins(std::size_t section, std::span<const std::string> words) const {
        std::vector<std::size_t> found;
        for (const std::size_t row : candidates(section, words, {})) {
            if (rows_[row].in_brackets.empty() || rows_[row].words.size() < 2 || cover(row, words) < 0.99) continue;
            if (!found.empty() && rows_[found[0]].words.size() < rows_[row].words.size()) found.clear();
            if (found.empty() || rows_[found[0]].words == rows_[row].words) found.push_back(row);
        }
        if (found.size() < 2) found.clear();
        return found;
    }

    [[nodiscard]] double fitting(std::size_t row, std::span<const Figure> figures) const {
        double sum = 0.0;
        for (const Figure& figure : figures)
            if (fits(rows_[row], figure)) sum += weight_of(figure);
        return std::min(sum, 4.0);
    }

private:
    std::span<const EvidenceRow> rows_;
    std::unordered_map<std::size_t, std::vector<std::size_t>> by_section_{};
    std::unordered_map<std::string, std::vector<std::size_t>> by_word_{};
    std::unordered_map<long, std::vector<std::size_t>> by_whole_{};
    std::vector<double> whole_{};
};

}  // namespace headway::inline HEADWAY_ABI::auditing
