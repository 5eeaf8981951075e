/// @file
/// Counts held against the table of their section and against their total.
///
/// | rule                  | holds where                                                                             |
/// |-----------------------|-----------------------------------------------------------------------------------------|
/// | `counts by rating`    | the table has as many rows of that rating; a share of them is a share of its rows       |
/// | `counts by direction` | as many rows go that way                                                                |
/// | `counts and total`    | the counts come to no more than their total, and to all of it where all are counted     |
/// | `stale periods`       | rows that "are improving" are of periods that ended within a year of the latest         |
///
/// A total that fails takes the place of its parts: one claim, one verdict.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/ledger.hpp"
#include "headway/audit/read_counts.hpp"
#include "headway/audit/section_counts.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// What ratings are called, by their place in `Count`.
inline constexpr std::array<std::string_view, 4> rating_words{"green", "amber", "red", "blue"};
/// What directions are called, by their place in `Count`.
inline constexpr std::array<std::string_view, 3> direction_words{"improving", "worsening", "showing no change"};

/// Holds the counts of a group against the table of their section, and against their total.
class CountRule {
public:
    CountRule(Ledger& ledger, std::size_t document, const CountGroup& group, const SectionCounts* table)
        : ledger_(ledger), document_(document), group_(group), table_(table) {}

    void check() {
        check_twice();
        const Failed failed = check_sums();
        if (group_.total) check_total(failed);
        for (const Count& count : group_.counts)
            if (!(failed.ratings && part_of(count, Sum::ratings)) &&
                !(failed.directions && part_of(count, Sum::directions)))
                check_one(count);
    }

private:
    enum class Sum : std::uint8_t { ratings, directions };
    /// Which counts do not come to their total.
    struct Failed {
        bool ratings = false, directions = false;
    };

    /// Whether a reading of a count by rating gives a number, or leaves it open.
    struct Possible {
        bool is = false, may = false;
    };

    /// A colour is a colour of the table. "Missed" and "met" are also what the figures say, where those are printed;
    /// "missed" is amber and red together as well, and "within" may be of a margin that is not said.
    [[nodiscard]] Possible possible(const Count& count, std::size_t n) const {
        const auto& rated = table_->rated[count.which];
        const auto at = static_cast<std::size_t>(count.rating);
        if (!count.in_words || count.which != 0) {
            const std::size_t least = table_->printed[at];
            const bool assumed = count.which == 0 && at > 0 && table_->assumed > 0;
            return {rated[at] == n, assumed && n >= least && n <= least + table_->assumed};
        }
        const std::size_t printed = table_->printed[0] + table_->printed[1] + table_->printed[2];
        if (at == 1) return {rated[1] == n, printed == 0 || count.sized};
        if (count.sized) return {false, true};
        Possible found;
        if (printed > 0) found.is = rated[at] == n || (at == 2 && rated[1] + rated[2] == n);
        if (table_->valued == 0) return found;
        const std::size_t least = at == 2 ? table_->least_missed : table_->valued - table_->most_missed;
        const std::size_t most = at == 2 ? table_->most_missed : table_->valued - table_->least_missed;
        found.is = found.is || (least == most && n == least);
        found.may = (n >= least && n <= most) || n == (at == 2 ? table_->below : table_->above);
        return found;
    }

    [[nodiscard]] static bool part_of(const Count& count, Sum sum) {
        if (count.share.known()) return false;
        return sum == Sum::ratings ? (count.rating >= 0 && count.which == 0) || count.other : count.direction >= 0;
    }

    [[nodiscard]] std::vector<const Count*> parts(Sum sum) const {
        std::vector<const Count*> found;
        for (const Count& count : group_.counts)
            if (part_of(count, sum)) found.push_back(&count);
        return found;
    }

    [[nodiscard]] static std::string addition(const std::vector<const Count*>& counts, std::size_t& sum) {
        std::string text;
        sum = 0;
        for (const Count* count : counts) {
            text += (text.empty() ? "" : " + ") + std::to_string(count->value);
            sum += count->value;
        }
        return text + " = " + std::to_string(sum);
    }

    /// "5 are improving, 3 are improving and 2 show no change", of 10: one state twice among counts that come to the
    /// whole.
    void check_twice() {
        for (std::size_t j = 1; j < group_.counts.size(); ++j)
            for (std::size_t i = 0; i < j; ++i) {
                const Count &one = group_.counts[i], &other = group_.counts[j];
                const bool rating = one.rating >= 0 && one.rating == other.rating && one.which == other.which &&
                                    one.in_words == other.in_words;
                const bool way =
                    one.rating < 0 && other.rating < 0 && one.direction >= 0 && one.direction == other.direction;
                if ((!rating && !way) || one.share.known() || other.share.known()) continue;
                std::size_t sum = 0;
                for (const Count& count : group_.counts)
                    if (rating ? count.rating >= 0 && count.which == one.which
                               : count.rating < 0 && count.direction >= 0)
                        sum += count.value;
                const std::optional<Count>& total = rating ? group_.total : group_.largest;
                bool whole = total && total->value == sum && one.which == 0;
                if (rating && table_ != nullptr) {
                    const auto& rated = table_->rated[one.which];
                    whole = whole || rated[0] + rated[1] + rated[2] == sum;
                }
                if (!whole) continue;
                const std::string state(rating ? rating_words[static_cast<std::size_t>(one.rating)]
                                               : direction_words[static_cast<std::size_t>(one.direction)]);
                ledger_.claim(document_, other.span,
                              rating ? ClaimKind::count_by_rating : ClaimKind::count_by_direction, "a state",
                              {.rule = "counts and total",
                               .verdict = Verdict::contradiction,
                               .stated = state,
                               .computed = "once",
                               .why = "\"" + state + "\" stands twice among counts that come to " + std::to_string(sum),
                               .severity = Severity::high,
                               .against = one.at});
                return;
            }
    }

    Failed check_sums() {
        Failed failed;
        for (const Sum sum : {Sum::ratings, Sum::directions}) {
            const std::vector<const Count*> counts = parts(sum);
            const std::optional<Count>& total = sum == Sum::ratings ? group_.total : group_.largest;
            if (counts.size() < 2 || !total || (sum == Sum::directions && total->with_targets)) continue;
            // "two of the three that are off track": a whole that is less than each of two others is none of theirs
            const auto larger = [&](const Count* count) { return count->value > total->value; };
            if (std::count_if(counts.begin(), counts.end(), larger) > 1) continue;
            std::size_t added = 0;
            const std::string text = addition(counts, added);
            const bool agreed_by_table =
                sum == Sum::ratings && table_ != nullptr && table_->are_rated(0) && counts_agree(counts);
            std::array<bool, 4> seen{};
            for (const Count* count : counts)
                if (count->rating >= 0) seen[static_cast<std::size_t>(count->rating)] = true;
            const bool all_three = sum == Sum::ratings && seen[0] && seen[1] && seen[2];
            std::array<bool, 3> ways{};
            for (const Count* count : counts)
                if (count->direction >= 0) ways[static_cast<std::size_t>(count->direction)] = true;
            const bool all_ways =
                sum == Sum::directions && table_ == nullptr && counts.size() == 3 && ways[0] && ways[1] && ways[2];
            const bool all_counted = (all_three && total->with_targets) || all_ways;
            if (added <= total->value && !(added < total->value && all_counted && !total->others)) continue;
            if (agreed_by_table || counted_twice(counts) || rated_come_to(counts, total->value)) continue;
            if (come_to_another(counts, added)) continue;
            const Span whole{counts.front()->span.begin, counts.back()->span.end};
            ledger_.claim(document_, whole,
                          sum == Sum::ratings ? ClaimKind::count_by_rating : ClaimKind::count_by_direction,
                          "counts of " + std::to_string(total->value),
                          {.rule = "counts and total",
                           .verdict = Verdict::contradiction,
                           .stated = std::to_string(total->value),
                           .computed = std::to_string(added),
                           .why = text + ", of " + std::to_string(total->value),
                           .severity = Severity::high,
                           .against = total->at});
            (sum == Sum::ratings ? failed.ratings : failed.directions) = true;
        }
        return failed;
    }

    /// Whether one rating or direction stands there twice: then these are two runs of counts, each of its own whole.
    [[nodiscard]] static bool counted_twice(const std::vector<const Count*>& counts) {
        for (std::size_t i = 0; i < counts.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                const bool same_rating = counts[i]->rating >= 0 && counts[i]->rating == counts[j]->rating;
                const bool same_way = counts[i]->direction >= 0 && counts[i]->direction == counts[j]->direction;
                // "two are off target; one of them is amber"
                const auto is_inside = [](const Count& one, const Count& other) {
                    return one.rating == 1 && !one.in_words && other.rating == 2 && other.in_words;
                };
                const bool inside = is_inside(*counts[i], *counts[j]) || is_inside(*counts[j], *counts[i]);
                if (same_rating || inside || (counts[i]->rating < 0 && same_way)) return true;
            }
        return false;
    }

    /// "Of the seven red measures, two are improving, one is unchanged and four are worsening": parts of a count
    /// that is not the whole.
    [[nodiscard]] bool come_to_another(const std::vector<const Count*>& counts, std::size_t added) const {
        return std::any_of(group_.counts.begin(), group_.counts.end(), [&](const Count& count) {
            return count.value == added && std::find(counts.begin(), counts.end(), &count) == counts.end();
        });
    }

    /// "1 is green, 6 amber and 5 red; 1 of all 13 is not rated": those that are rated are the whole of 12, and what is
    /// not rated is of another.
    [[nodiscard]] static bool rated_come_to(const std::vector<const Count*>& counts, std::size_t total) {
        std::size_t rated = 0;
        for (const Count* count : counts) rated += count->other ? 0 : count->value;
        return rated == total;
    }

    [[nodiscard]] bool counts_agree(const std::vector<const Count*>& counts) const {
        return std::all_of(counts.begin(), counts.end(), [&](const Count* count) {
            return count->rating > 2 || count->other ||
                   count->value == table_->rated[0][static_cast<std::size_t>(count->rating)];
        });
    }

    /// Whether the table has less than half as many rows as the text speaks of, or more than twice as many: a table of
    /// exceptions, or of other things.
    [[nodiscard]] bool shows_others() const {
        if (table_ == nullptr || !group_.total) return false;
        return group_.total->value > 2 * table_->rows || 2 * group_.total->value < table_->rows;
    }

    void check_total(const Failed& failed) {
        const Count& total = *group_.total;
        Judgement judgement{.rule = "counts and total",
                            .stated = std::to_string(total.value),
                            .why = "nothing to count is printed",
                            .severity = Severity::high};
        const auto by_rating = parts(Sum::ratings);
        std::size_t added = 0;
        const std::string text = addition(by_rating, added);
        ClaimKind kind = ClaimKind::total;
        if (table_ != nullptr && total.indicators) {
            const std::size_t counted = total.with_targets ? table_->with_target : table_->rows;
            judgement.computed = std::to_string(counted);
            judgement.why = "the table has " + std::to_string(table_->rows) + " rows, " +
                            std::to_string(table_->with_target) + " with a target; stated " + judgement.stated;
            judgement.against = ledger_.quote(document_, table_->place);
            const bool either = total.value == table_->rows || total.value == table_->with_target;
            judgement.verdict =
                counted == total.value || (!total.with_targets && either) ? Verdict::holds : Verdict::contradiction;
            if (judgement.verdict == Verdict::contradiction && shows_others()) {
                judgement.verdict = Verdict::not_checkable;
                judgement.why += "; the table may show some of them, or others";
            }
            if (total.with_targets) kind = ClaimKind::coverage;
            judgement.suggested = judgement.computed;
        } else if (by_rating.size() >= 2 && !failed.ratings) {
            judgement.computed = std::to_string(added);
            judgement.why = text;
            judgement.verdict = added == total.value ? Verdict::holds : Verdict::not_checkable;
        } else if (const auto directions = parts(Sum::directions); directions.size() >= 2 && !failed.directions) {
            judgement.why = addition(directions, added);
            judgement.computed = std::to_string(added);
            judgement.verdict = added == total.value ? Verdict::holds : Verdict::not_checkable;
        }
        if ((failed.ratings || failed.directions) && judgement.verdict == Verdict::contradiction)
            judgement.verdict = Verdict::not_checkable;
        ledger_.claim(document_, total.span, kind, "how many there are", std::move(judgement));
    }

    void check_share(const Count& count) {
        Judgement judgement{.rule = "counts by rating",
                            .stated = shown_stated(count.share),
                            .why = "no table of these is printed",
                            .severity = Severity::high};
        if (table_ != nullptr && count.rating >= 0 && count.rating <= 2 && table_->are_rated(count.which)) {
            const auto counted =
                static_cast<double>(table_->rated[count.which][static_cast<std::size_t>(count.rating)]);
            const auto of = static_cast<double>(table_->rows), with = static_cast<double>(table_->with_target);
            const Verdict by_rows = agreement(count.share, exactly(100.0 * counted / of));
            const Verdict by_targets = with > 0.0 ? agreement(count.share, exactly(100.0 * counted / with)) : by_rows;
            judgement.verdict = by_rows == Verdict::holds ? by_rows : by_targets;
            for (std::size_t n = 0; n <= table_->rows && judgement.verdict == Verdict::contradiction; ++n) {
                const Possible found = possible(count, n);
                if (!found.is && !found.may) continue;
                const auto share = static_cast<double>(n) * 100.0;
                if (agreement(count.share, exactly(share / of)) != Verdict::contradiction ||
                    (with > 0.0 && agreement(count.share, exactly(share / with)) != Verdict::contradiction))
                    judgement.verdict = found.is ? Verdict::holds : Verdict::not_checkable;
            }
            judgement.computed = plain_number(100.0 * counted / of) + "%";
            judgement.why = plain_number(counted) + " / " + plain_number(of) + " = " + judgement.computed;
            judgement.against = ledger_.quote(document_, table_->place);
        }
        ledger_.claim(document_, count.span, ClaimKind::share, "indicators by rating", std::move(judgement));
    }

    void check_one(const Count& count) {
        if (count.share.known()) return check_share(count);
        if (count.other) {
            ledger_.claim(document_, count.span, ClaimKind::count_by_rating, "in another state",
                          {.stated = std::to_string(count.value), .why = "no table of these is printed"});
            return;
        }
        const bool rating = count.rating >= 0;
        const std::string_view state = rating ? rating_words[static_cast<std::size_t>(count.rating)]
                                              : direction_words[static_cast<std::size_t>(count.direction)];
        Judgement judgement{.rule = rating ? "counts by rating" : "counts by direction",
                            .stated = std::to_string(count.value),
                            .why = "no table of these is printed",
                            .severity = Severity::high};
        if (table_ != nullptr && count.rating <= 2) {
            const bool complete = rating ? table_->are_rated(count.which) : table_->without_direction < table_->rows;
            const std::size_t counted = rating ? table_->rated[count.which][static_cast<std::size_t>(count.rating)]
                                               : table_->directions[static_cast<std::size_t>(count.direction)];
            judgement.computed = std::to_string(counted);
            judgement.against = ledger_.quote(document_, table_->place);
            if (rating) {
                const auto& all = table_->rated[count.which];
                judgement.why = "against " + std::string(comparator_words[count.which]) + " the table has " +
                                std::to_string(all[0]) + " green, " + std::to_string(all[1]) + " amber, " +
                                std::to_string(all[2]) + " red";
            } else {
                judgement.why = "the table has " + std::to_string(table_->directions[0]) + " improving, " +
                                std::to_string(table_->directions[1]) + " worsening, " +
                                std::to_string(table_->directions[2]) + " with no change" +
                                (table_->without_direction > 0 ? ", " + std::to_string(table_->without_direction) +
                                                                     " whose direction is not known"
                                                               : "");
            }
            const std::size_t unknown = rating ? 0 : table_->without_direction;
            const Possible found = rating ? possible(count, count.value)
                                          : Possible{counted == count.value && !count.sized, count.sized};
            if (rating && count.in_words && count.which == 0 && table_->valued > 0)
                judgement.why += "; by their figures " + std::to_string(table_->least_missed) +
                                 (table_->most_missed > table_->least_missed
                                      ? " to " + std::to_string(table_->most_missed)
                                      : "") +
                                 " missed it";
            if (found.is && (complete || !count.in_words))
                judgement.verdict = Verdict::holds;
            else if (complete && !found.may && !shows_others() &&
                     (count.in_words || count.value < counted || count.value > counted + unknown))
                judgement.verdict = Verdict::contradiction;
            judgement.suggested = judgement.computed;
        } else if (!rating && group_.largest && !group_.largest->with_targets) {
            const auto counts = parts(Sum::directions);
            std::size_t added = 0;
            const std::string text = addition(counts, added);
            judgement.why = text;
            judgement.computed = std::to_string(added);
            if (added == group_.largest->value) judgement.verdict = Verdict::holds;
        }
        ledger_.claim(document_, count.span, rating ? ClaimKind::count_by_rating : ClaimKind::count_by_direction,
                      "indicators " + std::string(state), std::move(judgement));
    }

    Ledger& ledger_;
    std::size_t document_;
    const CountGroup& group_;
    const SectionCounts* table_;
};

/// "9 are moving in the right direction": of rows whose period ended long before the others'. See the class
/// `definition`.
inline void check_stale(Ledger& ledger, const Reading& reading, const Count& count, const SectionCounts& table) {
    if (count.direction != 0 || table.improving.empty()) return;
    int now = 0;
    for (const EvidenceRow& row : reading.rows) now = std::max(now, row.period.year * 12 + row.period.month);
    std::size_t stale = 0;
    for (const EvidenceRow* row : table.improving) {
        int end = row->period.year * 12 + (row->period.month > 0 ? row->period.month : 12);
        if (row->period.month == 0 && row->period.quarter > 0) end = now;
        if (row->period.year != 0 && row->period.month == 0 && row->period.last - row->period.first == 3)
            end = row->period.year * 12 + 15;  // "2022/23" ends in the March after
        stale += row->period.year != 0 && now - end > 12 ? 1u : 0u;
    }
    if (stale * 3 < table.improving.size() || stale < 2) return;
    ledger.claim(reading.document, count.span, ClaimKind::date_window, "periods behind \"improving\"",
                 {.rule = "stale periods",
                  .verdict = Verdict::contradiction,
                  .stated = std::to_string(count.value),
                  .computed = std::to_string(count.value - std::min(stale, count.value)),
                  .why = std::to_string(stale) + " of the " + std::to_string(table.improving.size()) +
                         " improving rows are of periods that ended more than a year before the latest in the tables",
                  .in_class = FindingClass::definition,
                  .severity = Severity::medium,
                  .against = ledger.quote(reading.document, table.improving.front()->label_span)});
}

}  // namespace headway::inline HEADWAY_ABI::auditing
