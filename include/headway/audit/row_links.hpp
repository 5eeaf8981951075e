/// @file
/// Which row of a table a place of a sentence is about: the one whose words stand nearest to it.
///
/// Each word of a row's name counts by its rarity among the rows, and by how near it is said: a comma, a bracket,
/// "and", another figure or a word that opens a clause ("while", "but") between the two takes away a part of it. A
/// figure of the sentence that only one row has speaks for that row. Columns are rows where the rows are times.
///
///     score = sum(weight of word * nearness of word) / sum(weight of word)
///
/// The best row is taken where it is well above the second. Where the sentence names none, it goes on about the row of
/// the one before, and that is said (`carried`). Where two rows are named as well as each other it cannot tell.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/asked_rows.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/quantities.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Links places of sentences to rows, and writes what became of the claims there.
class RowLinks : protected AskedRows {
protected:
    using AskedRows::AskedRows;

    /// A row, or a column of one whose rows are times.
    struct Link {
        const Grid* grid = nullptr;
        const GridLine* line = nullptr;
        bool column = false;
        double score = 0.0;
        bool full = false;     ///< all telling words of its name are said near by
        bool carried = false;  ///< the sentence names none: of the one before

        [[nodiscard]] Named named() const { return {grid, line, full, column}; }
    };

    /// A word of a sentence, and how near it is.
    struct NearWord {
        std::string word;
        double near = 0.0;
    };

    /// The words of a sentence around some tokens of it.
    [[nodiscard]] std::vector<NearWord> near_words(std::size_t s, std::size_t first, std::size_t last) const {
        const Sentence& sentence = sentences_[s];
        const std::size_t n = sentence.tokens.size();
        std::vector<double> near(n + 1, 1.0);
        double w = 1.0;
        constexpr double away = 0.985, behind = 0.9;  // of each token, of what stands behind
        for (std::size_t i = std::min(first, n); i-- > 0;) near[i] = w *= away * passing(s, i);
        w = behind;
        for (std::size_t i = last; i < n; ++i) near[i] = w *= away * passing(s, i);
        std::vector<NearWord> words;
        for (std::size_t i = 0; i < n; ++i)
            for (std::string& told : is_other(s, i) ? std::vector<std::string>{"other"}
                                                    : words_between(s, i, std::min(i + (is_other(s, i + 1) ? 1
                                                                                        : 2), n)))
                words.push_back({std::move(told), near[i]});
        for (std::size_t i = 1; i < n; ++i)  // "category 2" is C2
            if (sentence.uses[i] == NumberUse::name && !word(s, i - 1).empty())
                words.push_back({word(s, i - 1)[0] + plain_number(sentence.tokens[i].number.value), near[i]});
        for (std::size_t i = 0; i < n; ++i)  // "calls to 101"
            if (is_dialled(s, i)) words.push_back({plain_number(sentence.tokens[i].number.value), near[i]});
        return words;
    }

    /// How near a word is said; 0 where it is not.
    [[nodiscard]] static double nearness(const std::vector<NearWord>& words, std::string_view word) {
        double most = 0.0;
        for (const NearWord& told : words)
            if (told.near > most && same_word(told.word, word)) most = told.near;
        return most;
    }

    /// How near a line is named: 0 to 1.
    [[nodiscard]] static double score_of(const GridLine& line, const std::vector<NearWord>& words) {
        const std::vector<std::string> label = label_words(line);
        constexpr double general = 0.15;
        double said = 0.0, all = 0.0;
        for (std::size_t w = 0; w < line.words.size(); ++w) {
            const bool telling = label.empty() || std::find(label.begin(), label.end(), line.words[w]) != label.end();
            const double weight = (w < line.weights.size() ? line.weights[w] : 1.0) * (telling ? 1.0 : general);
            all += weight;
            said += weight * nearness(words, line.words[w]);
        }
        return all > 0.0 ? said / all : 0.0;
    }

    [[nodiscard]] static bool is_full(const GridLine& line, const std::vector<NearWord>& words) {
        constexpr double near_by = 0.25;
        const std::vector<std::string> label = label_words(line);
        const auto is_unit = [](const std::string& word) {  // "Hedges cut (km)"
            return word.size() <= 2 && !headway::detail::is_digit(word.back());
        };
        return !label.empty() && std::all_of(label.begin(), label.end(), [&](const std::string& word) {
            return (is_unit(word) && label.size() > 1) || nearness(words, word) >= near_by;
        });
    }

    /// The row that some tokens are about.
    [[nodiscard]] Link link(std::size_t s, std::size_t first, std::size_t last) {
        constexpr double least = 0.22, apart = 1.2, few = 0.12;
        Link best;
        double second = 0.0;
        const std::vector<NearWord> words = near_words(s, first, last);
        for (const Grid* grid : grids_) {
            if (!pay_for(*grid, budget_)) break;
            each_line(*grid, [&](const GridLine& line, bool column) {
                const double score = score_of(line, words) + (has_telling(s, line, first) ? 0.5 : 0.0);
                if (score <= best.score) {
                    second = std::max(second, score);
                    return;
                }
                second = best.score;
                best = {grid, &line, column, score, is_full(line, words), false};
            });
            if (best.score >= least) break;  // the nearest table that has it
        }
        if (best.line != nullptr && best.score >= least && best.score >= apart * second) return best;
        if (best.score >= few || s == 0) return {};
        Link before = s - 1 < whole_.size() ? whole_[s - 1] : Link{};
        before.carried = true;
        before.full = false;
        return before;
    }

    /// All words of a table: of its rows, its heads and what stands over it.
    [[nodiscard]] static std::vector<std::string> words_of(const Grid& grid) {
        std::vector<std::string> words;
        for (const std::vector<GridLine>* lines : {&grid.rows, &grid.columns})
            for (const GridLine& line : *lines) words.insert(words.end(), line.words.begin(), line.words.end());
        words.insert(words.end(), grid.heading_words.begin(), grid.heading_words.end());
        words.insert(words.end(), grid.label_words.begin(), grid.label_words.end());
        return words;
    }

    /// Whether all words of some tokens that name something are words of a table: "visits by children" are not all
    /// visits, and "nationally" is no word of a table of districts.
    [[nodiscard]] bool knows_all(std::size_t s, std::size_t first, std::size_t last, const Grid& grid) const {
        constexpr std::array<std::string_view, 57> plain{
            "score",     "scored",   "record", "busier",    "quieter", "larger",  "smaller",   "longer",  "shorter",
            "go",       "goes",      "going", "wait",     "stood",    "stand",   "number",    "took",    "only",
            "just",     "some",      "around", "about",   "whole",    "overall", "averag",    "average", "nearly",
            "almost",   "caller",    "whereas", "while",  "meanwhile", "measure", "indicator", "area",    "category",
            "question", "target",    "both",  "each",     "every",    "all",     "none",      "neither", "half",
            "service",  "perform",   "list",  "do",       "came",     "come",    "more",      "fewer",   "less",
            "higher",   "lower",     "greater"};
        const std::vector<std::string> few = words_of(grid);
        const auto is_known = [&](const Mark& mark) {
            return std::find(narrowing.begin(), narrowing.end(), mark.cue) == narrowing.end() ||
                   (is_comparator(role_of(mark.cue)) &&
                    std::any_of(grid.columns.begin(), grid.columns.end(),
                                [&](const GridLine& column) { return column.role == role_of(mark.cue); }));
        };
        const Sentence& sentence = sentences_[s];
        for (std::size_t i = first; i < std::min(last, sentence.tokens.size()); ++i) {
            if (sentence.tokens[i].is != Token::Is::word) continue;
            const bool marked = std::any_of(sentence.marks.begin(), sentence.marks.end(), [&](const Mark& mark) {
                return mark.first <= i && i < mark.last && is_known(mark);
            });
            const bool timed = std::any_of(sentence.whens.begin(), sentence.whens.end(), [&](const When& when) {
                return when.first <= i && i < when.last;
            });
            if (marked || timed || is_span_of_time(word(s, i)) || headway::detail::is_one_of(word(s, i), plain))
                continue;
            for (const std::string& told : telling_words(std::span(sentence.tokens).subspan(i, 1)))
                if (!says(few, told) && !names_nothing(told) &&
                    !headway::detail::is_one_of(std::string_view(told), plain))
                    return false;
        }
        return true;
    }

    /// Takes the quantities and links of all sentences from where they were found.
    void use(const RowLinks& found) {
        quantities_ = found.quantities_;
        whole_ = found.whole_;
    }

    /// Links every sentence as a whole, in their order, so that one that names nothing goes on about the one before.
    void link_sentences() {
        whole_.clear();
        for (std::size_t s = 0; s < sentences_.size(); ++s)
            whole_.push_back(link(s, 0, std::min<std::size_t>(1, sentences_[s].tokens.size())));
    }

    /// The rows of a grid that have a name, or its columns where the rows are times.
    template <typename Take>
    static void each_line(const Grid& grid, const Take& take) {
        for (const GridLine& row : grid.rows)
            if (!row.points.empty() && !row.words.empty() && !(grid.times_in_rows && row.when.said())) take(row, false);
        if (!grid.times_in_rows) return;
        for (const GridLine& column : grid.columns)
            if (!column.points.empty() && !column.words.empty()) take(column, true);
    }

    /// Whether a line has a figure of a sentence near a place that tells it apart.
    [[nodiscard]] bool has_telling(std::size_t s, const GridLine& line, std::size_t first) const {
        return has_figure(line, s, first, quantities_[s]);
    }

    enum class State : unsigned char { free, open, decided };

    /// What became of the claims that stand on a token, and the open one.
    [[nodiscard]] std::pair<State, std::size_t> state_of(std::size_t s, std::size_t token, bool words = false) const {
        const Token& at = sentences_[s].tokens[token];
        const std::string number =
            at.is == Token::Is::number && !at.in_words ? plain_number(std::fabs(at.number.value)) : std::string();
        std::pair<State, std::size_t> found{State::free, 0};
        each_claim(s, [&](std::size_t c) {
            const Claim& claim = ledger_.audit.claims[c];
            if (found.first == State::decided || claim.at.document != paragraph_.document ||
                claim.at.begin > at.begin || claim.at.end < at.end)
                return;
            const bool of_words = claim.kind == ClaimKind::comparison || claim.kind == ClaimKind::trend;
            if (claim.verdict != Verdict::not_checkable) {
                // "27 more than in June and 76 more": a size that stands behind another's is none of its
                const bool of_other = claim.kind == ClaimKind::change && claim.at.end == at.end && !number.empty() &&
                                      claim.stated.find(number) == std::string::npos;
                if (!of_other && (words || !of_words)) found = {State::decided, c};
                return;
            }
            if (found.first == State::free || !of_words) found = {State::open, c};
        });
        return found;
    }

    /// Replaces the open claim that stands on a token, or adds one of some tokens.
    void write(std::size_t s, std::size_t token, std::size_t first, std::size_t last, ClaimKind kind,
               Judgement judgement) {
        const auto [state, claim] = state_of(s, token, true);
        if (state == State::decided) return;
        if (state == State::open) return ledger_.replace(claim, kind, std::move(judgement));
        const std::vector<Token>& tokens = sentences_[s].tokens;
        ledger_.claim(paragraph_.document, {tokens[first].begin, tokens[std::min(last, tokens.size()) - 1].end}, kind,
                      "", std::move(judgement));
    }

    /// The same of what a table of the heading contradicts: not one of another, and where the readers linked the
    /// sentence to a row of their own only what is `told`, its row and both its ends.
    void contradict(const Grid& grid, std::size_t s, std::size_t token, std::size_t first, std::size_t last,
                    ClaimKind kind, Judgement judgement, bool told = false) {
        if (grid.major == memory_.section && (told || paragraph_.of_row[s] == 0))
            write(s, token, first, last, kind, std::move(judgement));
    }

    /// Goes through the sentences that have quantities, few enough of them to be prose, and reads what these ask for.
    template <typename Take>
    void each_prose(const Take& take) {
        constexpr std::size_t most = 40;
        for (std::size_t s = 0; s < sentences_.size(); ++s) {
            if (quantities_[s].empty() || quantities_[s].size() > most) continue;
            asked_ = AskReader(sentences_[s], quantities_[s]).read();
            take(s);
        }
    }

    /// Goes through the quantities that nothing has decided.
    template <typename Take>
    void each_open(const Take& take) {
        each_prose([&](std::size_t s) {
            for (const Quantity& quantity : quantities_[s])
                if (!quantity.multiple && state_of(s, quantity.token).first != State::decided) take(s, quantity);
        });
    }

    /// What a quantity of the sentence that is gone through is a size of; null where it is none.
    [[nodiscard]] const AskedSize* asked_of(const Quantity& quantity) const {
        for (const AskedSize& asked : asked_)
            if (asked.quantity == &quantity) return &asked;
        return nullptr;
    }

    std::vector<Link> whole_{};       ///< of each sentence
    std::vector<AskedSize> asked_{};  ///< of the sentence that is gone through

private:
    /// What is left of nearness behind a token that is passed.
    [[nodiscard]] double passing(std::size_t s, std::size_t i) const {
        const Sentence& sentence = sentences_[s];
        constexpr std::array<std::string_view, 7> opening{"while",    "whereas", "whilst", "but",
                                                          "although", "though",  "however"};
        if (headway::detail::is_one_of(word(s, i), opening)) return 0.4;
        if (word(s, i) == "and" || word(s, i) == "or") return 0.85;
        const Token& token = sentence.tokens[i];
        if (token.is_sign(';') || token.is_sign(':') || token.is == Token::Is::stop) return 0.5;
        if (token.is_sign(',') || token.is_sign('(') || token.is_sign(')')) return 0.75;
        if (token.is_sign('-') && token.spaced) return 0.7;
        for (const Figure& figure : sentence.figures)
            if (figure.token == i) return 0.85;
        return 1.0;
    }

    /// "Non-teaching": of others, and not of what is named.
    [[nodiscard]] bool is_other(std::size_t s, std::size_t i) const {
        if (word(s, i) == "non") return true;
        return i > 0 && (word(s, i - 1) == "non" || (sentences_[s].sign(i - 1, '-') && i > 1 &&
                                                     word(s, i - 2) == "non"));
    }

    [[nodiscard]] bool is_dialled(std::size_t s, std::size_t i) const {
        const Token& token = sentences_[s].tokens[i];
        return token.is == Token::Is::number && token.number.is_count() && token.number.value >= 100.0 &&
               sentences_[s].uses[i] != NumberUse::period;
    }
};

/// The quantities of all sentences of a paragraph, and the rows that these are about: found once.
class LinkedSentences : public RowLinks {
public:
    LinkedSentences(Ledger& ledger, const ReadParagraph& paragraph, const FactMemory& memory,
                    std::span<const Grid* const> grids, std::size_t& budget)
        : RowLinks(ledger, paragraph, memory, grids, budget) {
        take_quantities();
        link_sentences();
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
