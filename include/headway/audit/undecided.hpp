/// @file
/// Which claims that nothing decided were not read in full.
///
/// *Not checkable* says that the document holds nothing that bears on a claim. Where it prints figures that may well be
/// what the claim is held against, and no rule told which, that would not be true: such a claim is left unread, with
/// its words and what may bear on it.
///
/// | a claim                               | is left unread where there stands near by                                |
/// |---------------------------------------|--------------------------------------------------------------------------|
/// | a size, a movement                    | what it names ("the target", "the 24 days"), or two figures of its thing |
/// | a comparison in words                 | a figure of what it is compared with                                     |
/// | an amount, a time, a number           | a figure of its thing and of its kind                                    |
/// | a share, a fraction                   | a share of its thing, or two numbers of it                               |
/// | "two of the four", a small number, a rank | a table of as many rows; a row or a column that is named             |
/// | what is better or worse               | both figures: which way is good is what nothing says                     |
///
/// Near by are the tables of the section, and the sentences up to six before and three behind. A figure is of a claim's
/// thing where the words before it, its noun, the name of its row or the head of its column is a word of the claim:
/// those around its figure, else those of its part of the sentence, else of its sentence. Its kind is what it is
/// counted in: per cent, money, time, or neither. The caller's own rows count as a table.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/asked.hpp"
#include "headway/audit/asked_rows.hpp"
#include "headway/audit/given_near.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/quantities.hpp"
#include "headway/audit/read_comparisons.hpp"
#include "headway/audit/resolve_made.hpp"
#include "headway/audit/same_subject.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Leaves claims of a paragraph unread that figures near by may bear on.
class Undecided : private GivenNear {
public:
    using GivenNear::GivenNear;

    void tell() {
        const std::vector<Open> all = open_claims(true);
        if (!all.empty()) take_quantities();
        for (std::size_t s = 0; s < sentences_.size() && !all.empty(); ++s) {
            constexpr std::size_t longest = 40;  // quantities: more are no prose
            if (quantities_[s].size() > longest) continue;
            asked_ = AskReader(sentences_[s], quantities_[s]).read();
            std::vector<std::pair<const Open*, std::string>> open;
            for (const Open& claim : all)
                if (claim.sentence == s) open.emplace_back(&claim, what_bears_on(claim));
            for (auto& [claim, why] : open) {  // the same words, read as two claims, are read or are not
                for (const auto& [other, because] : open)
                    if (why.empty() && !because.empty() && is_same_words(*claim, *other)) why = because;
                if (!why.empty()) ledger_.leave_unread(claim->claim, why);
            }
        }
    }

private:
    enum class Kind : std::uint8_t { number, money, time, share };

    /// Figures that may bear on a claim: how many, and the first of them.
    struct Bearing {
        std::size_t found = 0;
        std::string first{};

        void take(const std::string& number) {
            if (found == 0)
                first = number;
            else if (number == first)
                return;
            ++found;
        }
    };

    /// Whether two claims have a token in common, or stand in what one of them asks.
    [[nodiscard]] bool is_same_words(const Open& one, const Open& other) const {
        std::size_t first = other.first, last = other.last;
        if (const AskedSize* asked = asked_of(other); asked != nullptr) {
            first = std::min(first, asked->first);
            last = std::max(last, asked->last);
        }
        return one.first < last && first < one.last;
    }

    [[nodiscard]] std::string what_bears_on(const Open& open) {
        const Claim& claim = ledger_.audit.claims[open.claim];
        if (claim.why.ends_with("which way is good is not known")) return claim.why;
        if (claim.kind == ClaimKind::change && claim.why.find(" = ") != std::string::npos)
            return claim.why + "; whether that is near enough was not told";
        constexpr std::array others{ClaimKind::date_window,  ClaimKind::coverage,        ClaimKind::legend,
                                    ClaimKind::name,         ClaimKind::heading,         ClaimKind::rating,
                                    ClaimKind::significance, ClaimKind::relative_target, ClaimKind::extrapolation};
        if (std::find(others.begin(), others.end(), claim.kind) != others.end()) return {};
        if (names_what_is_missing(open, claim.why)) return {};
        std::string why = bears_by_topic(open);
        if (why.empty() && goes_on_about_others(open)) {
            topic_ = naming(open.sentence, 0, sentences_[open.sentence].tokens.size());
            if (open.figure == nullptr || is_derived(open)) topic_.clear();
            why = may_be_of(of_topic(open, open.figure != nullptr ? std::optional(kind_of(open)) : std::nullopt),
                            is_derived(open) ? 2 : 1);
        }
        if (why.empty() && open.figure != nullptr) why = given_by_two(open);
        if (why.empty() && open.figure != nullptr) why = given_near(open);
        return why;
    }

    /// Reasons that say what the document lacks: what is not so yet, the number of a time that is said.
    [[nodiscard]] static bool names_what_is_missing(const Open& open, std::string_view why) {
        const bool timed =
            open.figure != nullptr &&
            (open.figure->when >= 0 || open.figure->role == Role::year_before || open.figure->role == Role::previous);
        return why == "it is not said to be so yet" || why == "of most of several" ||
               why == "the value of the time that it is compared with is not printed" ||
               (timed && why.find("this is of another time") != std::string_view::npos);
    }

    [[nodiscard]] std::string bears_by_topic(const Open& open) {
        const Claim& claim = ledger_.audit.claims[open.claim];
        take_topic(open);
        if (claim.kind == ClaimKind::share && open.figure != nullptr && open.figure->stated.is_count())
            if (std::string rows = of_rows(open); !rows.empty()) return rows;
        const AskedSize* asked = asked_of(open);
        if (asked != nullptr) return of_size(open, *asked);
        if (claim.kind == ClaimKind::comparison) return of_comparison(open);
        if (claim.kind == ClaimKind::trend) return of_movement(open, std::nullopt);
        if (claim.kind == ClaimKind::rank) return of_rows(open);
        if (open.figure == nullptr)
            return claim.kind == ClaimKind::change ? of_movement(open, std::nullopt) : of_rows(open);
        if (open.figure->role == Role::size || open.figure->stated.unit == StatedUnit::points)
            return of_movement(open, kind_of(open));
        if (std::string rows = of_rows(open); !rows.empty()) return rows;
        return of_value(open);
    }

    /// Words that make a figure of others: "in total", "therefore", "leaving".
    [[nodiscard]] bool is_derived(const Open& open) const {
        constexpr std::array<std::string_view, 26> words{
            "therefore", "thus",       "hence",      "so",      "means",     "leaves",   "leaving",
            "remaining", "rest",       "remainder",  "total",   "totalling", "totalled", "combined",
            "together",  "altogether", "overall",    "all",     "sum",       "between",  "giving",
            "gives",     "further",    "equivalent", "equates", "gap"};
        const Sentence& sentence = sentences_[open.sentence];
        constexpr std::size_t far = 6;
        const std::size_t first = open.first > far ? open.first - far : 0,
                          last = std::min(open.last + 4, sentence.tokens.size());
        for (std::size_t i = first; i < last; ++i)
            if (headway::detail::is_one_of(word(open.sentence, i), words)) return true;
        const std::string_view start = word(open.sentence, 0);  // "That is around 588", "This means"
        return (start == "this" || start == "that") &&
               (word(open.sentence, 1) == "is" || word(open.sentence, 1) == "was");
    }

    /// "And by 15%", "of 3.3 points", "(89.5%)", "a combined": what it is of was said before.
    [[nodiscard]] bool goes_on_about_others(const Open& open) const {
        if (is_derived(open)) return true;
        if (open.figure == nullptr) return false;
        const std::string_view last = open.figure->bound > 0 ? word(open.sentence, open.figure->bound - 1) : "";
        return last == "by" || open.figure->in_brackets || open.figure->role == Role::size;
    }

    [[nodiscard]] const AskedSize* asked_of(const Open& open) const {
        for (const AskedSize& asked : asked_)
            if (asked.quantity->token >= open.first && asked.quantity->token < open.last) return &asked;
        return nullptr;
    }

    /// The words that name what a claim is of, around its figure, of its part, of its sentence: the first that are any.
    void take_topic(const Open& open) {
        const Sentence& sentence = sentences_[open.sentence];
        std::size_t first = open.first, last = open.last;
        while (first > 0 && sentence.parts[first - 1] == sentence.parts[open.first]) --first;
        while (last < sentence.tokens.size() && sentence.parts[last] == sentence.parts[last - 1]) ++last;
        topic_.clear();
        if (open.figure != nullptr) {
            std::size_t from = first, until = last;
            for (const Figure& figure : sentence.figures) {
                if (figure.token < open.figure->bound) from = std::max(from, figure.token + 1);
                if (figure.token > open.figure->token) until = std::min(until, figure.bound);
            }
            topic_ = naming(open.sentence, from, std::max(from, until));
        }
        if (topic_.empty()) topic_ = naming(open.sentence, first, last);
        if (topic_.empty()) topic_ = naming(open.sentence, 0, sentence.tokens.size());
        if (topic_.empty() && open.sentence > 0)
            topic_ = naming(open.sentence - 1, 0, sentences_[open.sentence - 1].tokens.size());
        if (topic_.empty()) topic_.emplace_back("?");  // it names nothing: nothing is of it
    }

    [[nodiscard]] std::vector<std::string> naming(std::size_t s, std::size_t first, std::size_t last) const {
        constexpr std::array<std::string_view, 52> general{
            "receiv",  "record", "report",   "deliver", "mak",    "made",  "tak",     "took",    "came",    "come",
            "average", "averag", "combin",   "overall", "total",  "time",  "service", "people",  "nearly",  "almost",
            "around",  "about",  "just",     "some",    "across", "every", "each",    "year",    "month",   "quarter",
            "point",   "cent",   "us",       "when",    "sinc",   "since", "alone",   "million", "further", "result",
            "extra",   "taken",  "together", "met",     "also",   "hav",   "now"};
        const Sentence& sentence = sentences_[s];
        std::vector<std::string> words = words_between(s, first, last);
        std::erase_if(words, [&](const std::string& word) {
            return word.size() < 2 || names_nothing(word) || is_span_of_time(word) || seconds_of(word) > 0.0 ||
                   headway::detail::is_one_of(std::string_view(word), general);
        });
        for (std::size_t i = first; i + 1 < last; ++i)  // "four hour" is "4-hour"
            if (sentence.tokens[i].is == Token::Is::number && sentence.tokens[i].number.is_count() &&
                seconds_of(sentence.word(i + 1)) > 0.0)
                words.push_back(plain_number(sentence.tokens[i].number.value) + stem(sentence.word(i + 1)));
        for (std::size_t i = first; i < last; ++i) {  // what moves and what is compared names nothing
            if (sentence.mark_at(i, moving) == nullptr) continue;
            for (const std::string& word : telling_words(std::span(sentence.tokens).subspan(i, 1)))
                std::erase(words, word);
        }
        return words;
    }

    static constexpr std::array moving{
        Cue::rose,        Cue::fell,        Cue::rising,     Cue::falling, Cue::a_rise, Cue::a_fall,    Cue::above,
        Cue::below,       Cue::better_than, Cue::worse_than, Cue::meets,   Cue::misses, Cue::exceeds,   Cue::previous,
        Cue::year_before, Cue::about,       Cue::over,       Cue::under,   Cue::nearly, Cue::just_over, Cue::better,
        Cue::worse,       Cue::a_gain,      Cue::a_loss,     Cue::target,  Cue::budget, Cue::national,  Cue::peer};

    [[nodiscard]] Kind kind_of(const Open& open) const {
        for (const Quantity& quantity : quantities_[open.sentence])
            if (quantity.token == open.figure->token && (quantity.is_time() || quantity.points))
                return quantity.points ? Kind::share : Kind::time;
        const Stated& stated = open.figure->stated;
        return stated.unit == StatedUnit::time                                            ? Kind::time
               : stated.unit == StatedUnit::pounds                                        ? Kind::money
               : stated.unit == StatedUnit::per_cent || stated.unit == StatedUnit::points ? Kind::share
                                                                                          : Kind::number;
    }

    [[nodiscard]] static Kind kind_of(const Fact& fact) {
        if (fact.stated.unit == StatedUnit::time || seconds_of(fact.noun) > 0.0) return Kind::time;
        return fact.stated.unit == StatedUnit::pounds     ? Kind::money
               : fact.stated.unit == StatedUnit::per_cent ? Kind::share
                                                          : Kind::number;
    }

    [[nodiscard]] static Kind kind_of(const Grid& grid, const GridPoint& point) {
        if (point.number.unit == StatedUnit::time) return Kind::time;
        if (point.number.unit == StatedUnit::per_cent) return Kind::share;
        if (point.number.unit == StatedUnit::pounds) return Kind::money;
        for (const GridLine* line : {&grid.rows[point.row], &grid.columns[point.column]})
            for (const std::string& word : line->words)
                if (seconds_of(word) > 0.0) return Kind::time;
        return Kind::number;
    }

    [[nodiscard]] bool is_of_topic(const GridLine& line) const {
        const std::vector<std::string> words = label_words(line);
        return topic_.empty() ||
               std::any_of(words.begin(), words.end(), [&](const std::string& word) { return says(topic_, word); });
    }

    [[nodiscard]] bool is_of_topic(const Fact& fact) const {
        const auto any = [&](const std::vector<std::string>& words) {
            return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return says(topic_, word); });
        };
        return topic_.empty() || any(fact.behind) || (fact.naming != nullptr && any(*fact.naming)) ||
               (fact.after != nullptr && any(*fact.after));
    }

    /// Facts near by that are not figures of the claim itself.
    template <typename Take>
    void each_fact(const Open& open, const Take& take) const {
        constexpr std::size_t back = 6, ahead = 3;
        constexpr std::size_t most = 200;
        const std::size_t here = number_of(open.sentence);
        const std::span<const Fact> facts = near(here, back, ahead);
        if (facts.size() > most) return;
        for (const Fact& fact : facts) {
            if (fact.role == Role::size || fact.stated.unit == StatedUnit::points) continue;
            if (fact.sentence == here && fact.token >= open.first && fact.token < open.last) continue;
            take(fact);
        }
    }

    /// Figures of the claim's thing, of a kind; of a share that is asked for, others of which two make one.
    [[nodiscard]] Bearing of_topic(const Open& open, std::optional<Kind> kind) {
        Bearing alike, others;
        const auto take = [&](Kind is, const Stated& number) {
            if (open.figure != nullptr && kind && is != Kind::share && !is_of_size(open, number)) return;
            if (!kind || is == *kind || (*kind == Kind::money && is == Kind::number && number.decimals > 0))
                alike.take(plain_number(number.value));
            else if (*kind == Kind::share)
                others.take(plain_number(number.value));
        };
        each_fact(open, [&](const Fact& fact) {
            if (is_of_topic(fact)) take(kind_of(fact), fact.stated);
        });
        each_row([&](const Grid& grid, const GridLine& row) {
            const bool named = is_of_topic(row);
            for (const GridPoint& point : row.points)
                if (named || is_of_topic(grid.columns[point.column])) take(kind_of(grid, point), point.number);
        });
        return others.found > 1 && others.found > alike.found ? others : alike;
    }

    /// Whether a number can be what a figure is made of: neither far from it in size, nor a fraction of a whole thing;
    /// an average is of what is much more.
    [[nodiscard]] bool is_of_size(const Open& open, const Stated& number) const {
        const Stated& stated = open.figure->stated;
        const double a = std::fabs(stated.value), b = std::fabs(number.value);
        if (stated.unit == StatedUnit::per_cent || stated.unit == StatedUnit::points) return b >= 2.0;
        if (stated.is_count() && (number.decimals > 0 && number.scale == 0) && number.unit != StatedUnit::time)
            return false;
        const double far = is_derived(open) ? 1000.0 : 50.0;
        constexpr double farthest = 1e7;
        bool each = false;
        for (std::size_t i = open.first; i < open.last + 4; ++i)
            each = each || word(open.sentence, i) == "per" || word(open.sentence, i) == "each" ||
                   word(open.sentence, i) == "every" || word(open.sentence, i) == "average";
        const double printed = a / decimal::detail::power_of_ten[std::clamp(stated.scale, 0, 22)];
        const auto is_near = [&](double value) { return b <= far * value && value <= far * b; };
        return each ? b < farthest * a : is_near(a) || is_near(printed);  // "2.8 million" in a table of millions
    }

    [[nodiscard]] static std::string may_be_of(const Bearing& bearing, std::size_t least) {
        if (bearing.found < least) return {};
        return bearing.first + (bearing.found > 1 ? " and others" : "") + " near by may be what it is held against";
    }

    [[nodiscard]] std::string of_value(const Open& open) {
        const Role role = open.figure->role;
        const Kind kind = kind_of(open);
        if (is_comparator(role)) return of_role(open, role, kind);
        const Bearing bearing = of_topic(open, kind);
        return may_be_of(bearing, kind == Kind::number && open.figure->stated.decimals > 0 ? 2 : 1);
    }

    [[nodiscard]] std::string of_movement(const Open& open, std::optional<Kind> kind) {
        return may_be_of(of_topic(open, kind == Kind::share ? std::nullopt : kind), 2);
    }

    /// A figure of a comparator: in the text, or in a row of a table that is named.
    [[nodiscard]] std::string of_role(const Open& open, Role role, std::optional<Kind> kind) {
        Bearing bearing;
        const bool wanted = role == Role::target || role == Role::budget;
        each_fact(open, [&](const Fact& fact) {
            const bool same = fact.role == role || (wanted && (fact.role == Role::target || fact.role == Role::budget));
            if (same && (!kind || kind_of(fact) == *kind)) bearing.take(plain_number(fact.stated.value));
        });
        bool any_named = false;
        each_row([&](const Grid&, const GridLine& row) { any_named = any_named || is_of_topic(row); });
        each_row([&](const Grid& grid, const GridLine& row) {
            if (any_named && !is_of_topic(row)) return;
            for (const GridPoint& point : row.points)
                if (is_of_role(grid.columns[point.column], role)) bearing.take(plain_number(point.number.value));
        });
        constexpr std::array<std::string_view, 5> averages{"average", "averag", "baseline", "benchmark", "county"};
        each_row([&](const Grid&, const GridLine& row) {  // a row of what others are compared with
            if (!wanted && (row.total || std::any_of(row.words.begin(), row.words.end(), [&](const std::string& told) {
                                return headway::detail::is_one_of(std::string_view(told), averages);
                            })))
                bearing.take(plain_number(row.points.front().number.value));
        });
        return may_be_of(bearing, 1);
    }

    [[nodiscard]] std::string of_size(const Open& open, const AskedSize& asked) {
        constexpr double few = 12.0;  // "one fewer than the year before": of the rows that were counted
        if (asked.quantity->stated.is_count() && asked.quantity->stated.value <= few && !asked.quantity->is_time() &&
            says_count_of_rows(open.sentence))
            return "which rows of the table near by it counts was not told";
        if (asked.from.quantity != nullptr) return "which two figures it is between was not told";
        std::optional<Kind> kind;
        if (asked.quantity->is_time()) kind = Kind::time;
        if (asked.quantity->stated.unit == StatedUnit::pounds) kind = Kind::money;
        if (asked.from.role != Role::own) return of_role(open, asked.from.role, std::nullopt);
        return may_be_of(of_topic(open, kind), 2);
    }

    [[nodiscard]] bool says_count_of_rows(std::size_t s) const {
        constexpr double fewest = 3.0;
        for (std::size_t i = 0; i + 2 < sentences_[s].tokens.size(); ++i) {
            if (word(s, i) != "of" || (word(s, i + 1) != "the" && word(s, i + 1) != "our")) continue;
            const Token& whole = sentences_[s].tokens[i + 2];
            for (const Grid* grid : grids_)
                if (whole.is == Token::Is::number && whole.number.value >= fewest &&
                    whole.number.value <= static_cast<double>(grid->rows.size()))
                    return true;
        }
        return false;
    }

    [[nodiscard]] std::string of_comparison(const Open& open) {
        const Sentence& sentence = sentences_[open.sentence];
        if (open.figure != nullptr && !is_comparator(open.figure->role)) {  // "above its 2019 level of 17.9 million"
            Bearing bearing;
            each_fact(open, [&](const Fact& fact) {
                if (kind_of(fact) == kind_of(open) && fact.is_result() && is_of_size(open, fact.stated))
                    bearing.take(plain_number(fact.stated.value));
            });
            if (std::string why = may_be_of(bearing, 1); !why.empty()) return why;
        }
        for (std::size_t i = open.first; i < open.last; ++i)
            if (const Mark* mark = sentence.mark_at(i, compared_roles)) {
                const Role role = role_of(mark->cue);
                if (!is_comparator(role)) break;
                if (std::string why = of_role(open, role, std::nullopt); !why.empty()) return why;
                Bearing bearing;  // "91.3% started in time, ahead of the 90% standard"
                each_fact(open, [&](const Fact& fact) {
                    if (fact.sentence == number_of(open.sentence) && open.figure != nullptr &&
                        kind_of(fact) == kind_of(open))
                        bearing.take(plain_number(fact.stated.value));
                });
                return may_be_of(bearing, 1);
            }
        return of_movement(open, std::nullopt);
    }

    /// "Two of the four", "on two", a rank: rows of a table that may be counted.
    [[nodiscard]] std::string of_rows(const Open& open) {
        const Claim& claim = ledger_.audit.claims[open.claim];
        const Sentence& sentence = sentences_[open.sentence];
        std::optional<double> whole, part;
        for (std::size_t i = open.first; i < open.last; ++i)
            if (sentence.tokens[i].is == Token::Is::number && sentence.tokens[i].number.is_count()) {
                if (!part) part = sentence.tokens[i].number.value;
                whole = sentence.tokens[i].number.value;
            }
        constexpr double most = 60.0;
        const bool counts = (whole && *whole <= most && (open.figure == nullptr || open.figure->stated.is_count())) ||
                            claim.kind == ClaimKind::rank;
        if (!counts) return {};
        for (const Grid* grid : grids_) {
            const auto rows =
                static_cast<double>(std::count_if(grid->rows.begin(), grid->rows.end(), [](const GridLine& row) {
                    return !row.total && !row.points.empty();
                }));
            const auto lines = static_cast<double>(std::count_if(
                grid->rows.begin(), grid->rows.end(), [](const GridLine& row) { return !row.points.empty(); }));
            const auto columns =
                static_cast<double>(std::count_if(grid->columns.begin(), grid->columns.end(),
                                                  [](const GridLine& column) { return !column.points.empty(); }));
            const bool all = whole && *whole >= 2.0 &&
                             (*whole == rows || *whole == columns || *whole == lines || *whole + 1.0 == lines);
            bool named = false;
            for (const GridLine& row : grid->rows) named = named || (!row.points.empty() && is_of_topic(row));
            for (const GridLine& column : grid->columns) named = named || is_of_topic(column);
            const bool some = part && *part <= rows && (!whole || *whole <= rows) && named;
            if (all || some || (claim.kind == ClaimKind::rank && named && !whole))
                return "which rows of the table near by it counts was not told";
        }
        return {};
    }

    std::vector<AskedSize> asked_{};
    std::vector<std::string> topic_{};  ///< of the claim that is looked at
};

}  // namespace headway::inline HEADWAY_ABI::auditing
