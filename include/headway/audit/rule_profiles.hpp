/// @file
/// A profile over years, and what sentences say of its years.
///
/// | rule               | says                                                                                      |
/// |--------------------|-------------------------------------------------------------------------------------------|
/// | `target and profile` | a total that a sentence wants in a year is what the running total of that year comes to  |
/// | `profile elsewhere`  | savings of a year in one document are the running total of that year in another          |
/// | `years of a profile` | a programme "over three years" has a profile of as many                                  |
/// | `text against table` | a target of savings is the total that the document's table expects                       |
/// | `run rate and cash` | a sum over years is the running totals added up, and a year's saving is one of them     |
/// | `bridge`           | over-achievement is the last running total less what is expected and not rated red         |
///
/// A profile is a table whose columns are financial years and which has a row of running totals.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/items.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// The running totals of a document's profile, in millions where its head says so.
struct YearProfile {
    std::size_t document = 0, table = 0;
    std::vector<const Item*> totals{};  ///< by year, in order
    double whole = 0.0;                 ///< the total that another table of the document expects, in the same unit
    const Item* whole_item = nullptr;
    const Item* red = nullptr;  ///< the total of it that has little confidence

    [[nodiscard]] const Item* of_year(int year) const {
        const auto found =
            std::find_if(totals.begin(), totals.end(), [&](const Item* item) { return item->when.year == year; });
        return found == totals.end() ? nullptr : *found;
    }
};

/// The profiles of all documents: one a document, the last.
[[nodiscard]] inline std::vector<YearProfile> profiles_of(const Items& items) {
    std::vector<YearProfile> profiles;
    for (const Item& item : items.all()) {
        const bool running = item.label.find("cumulative") != std::string::npos;
        const bool yearly = item.when.year != 0 && item.when.month == 0 && item.when.quarter == 0;
        const bool savings = share_word(item.head, {"sav", "saving"}) || share_word(item.words, {"sav", "saving"});
        if (!(running || item.label.find("run rate") != std::string::npos) || !yearly || !savings) continue;
        if (profiles.empty() || profiles.back().document != item.document || profiles.back().table != item.table)
            profiles.push_back({.document = item.document, .table = item.table});
        profiles.back().totals.push_back(&item);
    }
    for (YearProfile& profile : profiles)
        for (const Item& item : items.all())
            if (item.document == profile.document && item.total && item.of_columns == 1 &&
                item.number.unit == StatedUnit::pounds && item.number.scale == 6 &&
                item.number.value / 1e6 > profile.whole) {
                profile.whole = item.number.value / 1e6;
                profile.whole_item = &item;
            }
    for (YearProfile& profile : profiles)
        for (const Item& item : items.all())
            if (item.document == profile.document && item.total && item.number.unit == StatedUnit::pounds &&
                item.number.scale == 6 && share_word(item.head, {"red"}))
                profile.red = &item;
    return profiles;
}

/// Holds what a sentence says of years against profiles over years.
class ProfileReader {
public:
    ProfileReader(Context& context, const std::vector<YearProfile>& profiles)
        : context_(context), sentence_(context.sentence), profiles_(profiles) {}

    void read() {
        if (profiles_.empty()) return;
        check_wanted_year();
        check_elsewhere();
        check_years();
        check_cash();
        check_bridge();
        check_target();
    }

private:
    [[nodiscard]] bool says(std::initializer_list<std::string_view> words) const {
        return std::any_of(sentence_.tokens.begin(), sentence_.tokens.end(), [&](const Token& token) {
            return token.is == Token::Is::word && std::find(words.begin(), words.end(), token.text) != words.end();
        });
    }

    [[nodiscard]] const YearProfile* own() const {
        for (const YearProfile& profile : profiles_)
            if (profile.document == context_.reading.document) return &profile;
        return nullptr;
    }

    /// "The overall savings target required to close the deficit for 2025/26."
    void check_wanted_year() {
        const YearProfile* profile = own();
        if (profile == nullptr || profile->whole_item == nullptr || !says({"target"}) || !says({"savings", "saving"}) ||
            !says({"deficit", "gap", "overall"}))
            return;
        for (const When& when : sentence_.whens) {
            const Item* year = profile->of_year(when.year);
            if (year == nullptr || when.month != 0 || when.first == 0 ||
                (sentence_.word(when.first - 1) != "for" && sentence_.word(when.first - 1) != "by" &&
                 sentence_.word(when.first - 1) != "in"))
                continue;
            const double gap = decimal::difference(year->number.value, profile->whole);
            Judgement judgement{.rule = "target and profile",
                                .verdict = gap < -year->number.half() ? Verdict::contradiction : Verdict::holds,
                                .stated = plain_number(profile->whole),
                                .computed = plain_number(year->number.value),
                                .why = "the running total of that year is " + plain_number(year->number.value) +
                                       " of " + plain_number(profile->whole) + ": " + plain_number(gap),
                                .severity = Severity::high,
                                .against = context_.ledger.quote(year->document, year->span)};
            context_.claim(context_.back(when.first, 9), when.last, ClaimKind::comparison, std::move(judgement));
            return;
        }
    }

    /// "Savings of £34.5m are assumed in 2025/26": in another document than the one that has the profile.
    void check_elsewhere() {
        if (!says({"savings", "saving"}) || !says({"transformation", "programme"}) || own() != nullptr) return;
        for (Figure& figure : sentence_.figures) {
            if (figure.stated.unit != StatedUnit::pounds || figure.stated.scale != 6 || is_comparator(figure.role))
                continue;
            const int year = year_of(figure);
            for (const YearProfile& profile : profiles_) {
                const Item* total = profile.of_year(year);
                if (total == nullptr || total->number.unit == StatedUnit::pounds) continue;
                Stated stated = figure.stated;
                stated.value /= 1e6;
                stated.scale = 0;
                const Verdict verdict = agreement(stated, behind(total->number));
                Judgement judgement{.rule = "profile elsewhere",
                                    .verdict = verdict,
                                    .stated = shown_stated(figure.stated),
                                    .computed = plain_number(total->number.value),
                                    .why = "the running total of that year in the other document is " +
                                           plain_number(total->number.value) + "; stated " +
                                           shown_stated(figure.stated),
                                    .in_class = FindingClass::between_documents,
                                    .severity = Severity::high,
                                    .against = context_.ledger.quote(total->document, total->span)};
                figure.taken = true;
                context_.claim(context_.back(figure.bound, 5), context_.end_of(figure), ClaimKind::same_figure,
                               std::move(judgement));
                break;
            }
        }
    }

    /// The year of a figure: in brackets behind it, or the last that the paragraph says where it speaks of the period's
    /// end.
    [[nodiscard]] int year_of(const Figure& figure) const {
        const std::size_t until = next_figure(figure);
        for (const When& when : sentence_.whens)
            if (when.first > figure.token && when.first < until && when.year != 0 && when.month == 0) return when.year;
        bool end = false;
        for (std::size_t i = figure.token; i + 2 < std::min(until, sentence_.tokens.size()); ++i)
            end = end || (sentence_.word(i) == "end" && sentence_.word(i + 1) == "of");
        return end ? context_.last_year : 0;
    }

    [[nodiscard]] std::size_t next_figure(const Figure& figure) const {
        for (const Figure& next : sentence_.figures)
            if (next.token > figure.token) return next.token;
        return sentence_.tokens.size();
    }

    /// "Our programme over a three-year period", where the profile has five years.
    void check_years() {
        const YearProfile* profile = own();
        if (profile == nullptr) return;
        const std::size_t years = profile->totals.size();
        for (std::size_t i = 0; i + 1 < sentence_.tokens.size(); ++i) {
            if (sentence_.uses[i] != NumberUse::duration || !sentence_.word(i + 1).starts_with("year")) continue;
            bool programme = false;
            for (std::size_t k = i > 5 ? i - 5 : 0; k < std::min(i + 4, sentence_.tokens.size()); ++k)
                programme = programme || sentence_.word(k) == "programme";
            const auto stated = static_cast<std::size_t>(sentence_.tokens[i].number.value);
            if (!programme || stated == years || stated < 2) continue;
            sentence_.uses[i] = NumberUse::name;  // read, and no window of its own
            std::size_t last = i + 2;
            while (last < std::min(i + 4, sentence_.tokens.size()) && sentence_.word(last - 1) != "programme" &&
                   sentence_.word(last - 1) != "period")
                ++last;
            context_.claim(context_.back(i, 6), last, ClaimKind::date_window,
                           {.rule = "years of a profile",
                            .verdict = Verdict::contradiction,
                            .stated = std::to_string(stated) + " years",
                            .computed = std::to_string(years) + " years",
                            .why = "the profile has " + std::to_string(years) + " years",
                            .in_class = FindingClass::definition,
                            .severity = Severity::medium,
                            .against = context_.ledger.quote(profile->document, profile->totals.front()->span)});
        }
    }

    /// "£161.5m saved over the five years" is cash: the running totals of all years added up. "£41.6m a year" is a run
    /// rate: the last of them. Each in the place of the other is found; what is neither is left.
    void check_cash() {
        const YearProfile* profile = own() != nullptr ? own() : profiles_.size() == 1 ? &profiles_.front() : nullptr;
        if (profile == nullptr || profile->totals.size() < 2 ||
            !says({"savings", "saving", "saved", "saves", "save", "benefits", "delivered", "deliver"}))
            return;
        Interval cash = exactly(0.0);
        for (const Item* total : profile->totals) cash = cash + in_millions(*total);
        const Item& last = *profile->totals.back();
        for (Figure& figure : sentence_.figures) {
            if (figure.taken || figure.stated.unit != StatedUnit::pounds || figure.stated.scale < 6 ||
                is_comparator(figure.role))
                continue;
            const bool over = is_over_years(figure), yearly = is_yearly(figure);
            if (over == yearly) continue;
            Stated stated = figure.stated;
            stated.value /= 1e6;
            stated.scale -= 6;
            stated.bound = Bound::exact;
            const bool is_cash = agreement(stated, cash) != Verdict::contradiction;
            const Item* rate = nullptr;
            for (const Item* total : profile->totals)
                if (agreement(stated, in_millions(*total)) != Verdict::contradiction) rate = total;
            const bool is_last = rate == &last;
            const bool holds = over ? is_cash : rate != nullptr;
            if (!holds && !(over ? is_last && is_summed(figure) : is_cash)) continue;
            const std::string sum = plain_number(cash.middle) + " over " + std::to_string(profile->totals.size()) +
                                    " years, " + plain_number(in_millions(last).middle) + " in the last";
            figure.taken = true;
            context_.claim(context_.back(figure.bound, 4), context_.end_of(figure), ClaimKind::total,
                           {.rule = "run rate and cash",
                            .verdict = holds ? Verdict::holds : Verdict::contradiction,
                            .stated = shown_stated(figure.stated),
                            .computed = plain_number(over ? cash.middle : in_millions(last).middle),
                            .why = "the running totals of savings come to " + sum + "; stated " +
                                   shown_stated(figure.stated) + (over ? " over the years" : " a year"),
                            .in_class = FindingClass::definition,
                            .severity = Severity::high,
                            .against = context_.ledger.quote(last.document, last.span),
                            .suggested = plain_number(over ? cash.middle : in_millions(last).middle)});
        }
    }

    /// "Over the five years", "across the period", "between 2024/25 and 2028/29", "cumulatively", behind or before it.
    [[nodiscard]] bool is_over_years(const Figure& figure) const {
        constexpr std::size_t far = 14;
        const std::size_t first = figure.token > far ? figure.token - far : 0,
                          end = std::min(figure.token + far, sentence_.tokens.size());
        for (std::size_t i = first; i + 1 < end; ++i) {
            const std::string_view now = sentence_.word(i);
            if (now == "cumulatively") return true;
            if (now != "over" && now != "across" && now != "during" && now != "between" && now != "throughout")
                continue;
            for (std::size_t k = i + 1; k < std::min(i + 6, end); ++k) {
                const std::string_view word = sentence_.word(k);
                if (word == "years" || word == "period" || word == "programme" || word == "lifetime" || word == "life")
                    return true;
                if (word == "year" && sentence_.uses[k - 1] == NumberUse::duration) return true;
                if (now == "between" && says({"total", "altogether", "cash"}) &&
                    std::any_of(sentence_.whens.begin(), sentence_.whens.end(),
                                [&](const When& when) { return when.first == k && when.year != 0; }))
                    return true;
            }
        }
        return false;
    }

    /// "Will save £39.4m over the three years", and not "savings rise to £39.4m over the three years".
    [[nodiscard]] bool is_summed(const Figure& figure) const {
        constexpr std::array<std::string_view, 12> reaching{"to",    "by",     "rise",  "rises",   "grow",     "grows",
                                                            "build", "builds", "reach", "reaches", "reaching", "rate"};
        constexpr std::array<std::string_view, 9> sums{"save",      "saves",      "saved",        "total", "totals",
                                                       "totalling", "altogether", "cumulatively", "saving"};
        bool summed = false;
        const std::size_t first = figure.token > 8 ? figure.token - 8 : 0;
        for (std::size_t i = first; i < std::min(figure.token + 10, sentence_.tokens.size()); ++i) {
            const std::string_view now = sentence_.word(i);
            if (headway::detail::is_one_of(now, reaching) && !(now == "to" && sentence_.word(i + 1) == "save"))
                return false;
            summed = summed || (i < figure.token && headway::detail::is_one_of(now, sums));
        }
        return summed;
    }

    /// "A year", "per year", "annually", "each year", "recurring", "a run rate of".
    [[nodiscard]] bool is_yearly(const Figure& figure) const {
        constexpr std::size_t far = 7;
        const std::size_t first = figure.token > far ? figure.token - far : 0,
                          end = std::min(figure.token + far, sentence_.tokens.size());
        for (std::size_t i = first; i < end; ++i) {
            const std::string_view now = sentence_.word(i), next = sentence_.word(i + 1);
            if (now == "annually" || now == "annum" || now == "recurring" || now == "recurrent") return true;
            if (now == "run" && next == "rate") return true;
            if (i > figure.token && next == "year" && (now == "a" || now == "per" || now == "each" || now == "every"))
                return true;
            if (i < figure.token && now == "annual" && (next == "saving" || next == "savings")) return true;
        }
        return false;
    }

    /// "To exceed the £42.65m target": the whole that the document's own table expects.
    void check_target() {
        const YearProfile* profile = own();
        if (profile == nullptr || profile->whole_item == nullptr) return;
        const Item& whole = *profile->whole_item;
        for (Figure& figure : sentence_.figures) {
            const bool fine = figure.stated.unit == StatedUnit::pounds && figure.stated.scale == 6 &&
                              figure.stated.decimals > 0 && figure.stated.bound == Bound::exact;
            const bool total = figure.bound >= 2 && sentence_.word(figure.bound - 1) == "of" &&
                               sentence_.word(figure.bound - 2) == "total" && says({"savings", "saving"});
            if (figure.taken || !(figure.role == Role::target || total) || !fine) continue;
            const double ratio = figure.stated.value / whole.number.value;
            if (ratio < 0.5 || ratio > 2.0) continue;
            figure.taken = true;
            context_.claim(context_.back(figure.bound, 4), context_.end_of(figure), ClaimKind::value,
                           {.rule = "text against table",
                            .verdict = differs(figure.stated, whole.number) ? Verdict::contradiction : Verdict::holds,
                            .stated = shown_stated(figure.stated),
                            .computed = shown_stated(whole.number),
                            .why = "the table expects " + shown_stated(whole.number) + " in all; stated " +
                                   shown_stated(figure.stated),
                            .severity = Severity::high,
                            .against = context_.ledger.quote(whole.document, whole.span),
                            .suggested = shown_stated(whole.number)});
        }
    }

    [[nodiscard]] static Interval in_millions(const Item& item) {
        const Interval value = behind(item.number);
        return item.number.unit == StatedUnit::pounds ? value * 1e-6 : value;
    }

    /// "The forecast of this over-achievement is £6.62m", "all 'Red' rated savings, totalling £7.67m".
    void check_bridge() {
        const YearProfile* profile = own();
        if (profile == nullptr || profile->red == nullptr || profile->whole_item == nullptr) return;
        for (Figure& figure : sentence_.figures) {
            if (figure.taken || figure.stated.unit != StatedUnit::pounds || figure.stated.scale != 6) continue;
            bool over = false, red = false;
            for (std::size_t i = figure.token > 10 ? figure.token - 10 : 0; i < figure.token; ++i) {
                over = over || (sentence_.word(i) == "over" && sentence_.word(i + 1).starts_with("achieve"));
                red = red || sentence_.word(i) == "red";
            }
            if (over == red) continue;
            const Item &whole = *profile->whole_item, &last = *profile->totals.back();
            const Interval without = in_millions(whole) - in_millions(*profile->red);
            const Interval is = red ? in_millions(*profile->red) : in_millions(last) - without;
            Stated stated = figure.stated;
            stated.value /= 1e6;
            stated.scale = 0;
            Judgement judgement{.rule = "bridge",
                                .verdict = agreement(stated, is),
                                .stated = shown_stated(figure.stated),
                                .computed = plain_number(is.middle),
                                .why = "the table's total is " + plain_number(is.middle),
                                .severity = Severity::high,
                                .against = context_.ledger.quote(red ? profile->red->document : last.document,
                                                                 red ? profile->red->span : last.span)};
            if (over)
                judgement.why = plain_number(last.number.value) + " - (" + plain_number(profile->whole) + " - " +
                                plain_number(in_millions(*profile->red).middle) + ") = " + judgement.computed;
            judgement.suggested = judgement.computed;
            figure.taken = true;
            context_.claim(context_.back(figure.bound, 4), context_.end_of(figure), ClaimKind::total,
                           std::move(judgement));
        }
    }

    Context& context_;
    Sentence& sentence_;
    const std::vector<YearProfile>& profiles_;
};

/// Reads what a sentence says of a profile over years, as claims.
inline void read_profiles(Context& context, const std::vector<YearProfile>& profiles) {
    ProfileReader(context, profiles).read();
}

}  // namespace headway::inline HEADWAY_ABI::auditing
