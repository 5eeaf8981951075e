/// @file
/// Shares of one whole, over the sentences of a paragraph or the items of a list: "64 are complete (55%)", "49 (43%)".
///
/// The whole is a number that the run states, or the sum of the parts that stand together. A share that a whole gives
/// holds. One that none gives is contradicted where a whole gives at least two others of its run and most of them, or
/// where its sentence names the whole; else it is not checkable.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headway/audit/ledger.hpp"
#include "headway/audit/stated.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A part with its share, and the claim that says so.
struct SharePair {
    Stated part{}, share{};
    std::size_t claim = 0;
    std::size_t sentence = 0;       ///< of the run
    std::optional<double> named{};  ///< the whole that its sentence names
    bool strong = false;            ///< it is what the parts of the sentence come to
};

/// The pairs and the counts of a run of sentences.
struct ShareGroup {
    std::vector<SharePair> pairs{};
    std::vector<double> counts{};
    std::vector<double> measures{};  ///< how many measures the section has spoken of: "the thirty targets"
    std::size_t sentence = 0;

    [[nodiscard]] static bool gives(const SharePair& pair, double whole) {
        if (whole < pair.part.value || whole <= 0.0) return false;
        const Verdict agrees = share_agrees(pair.share, pair.part.value, whole);
        return agrees == Verdict::holds || agrees == Verdict::rounding;
    }

    [[nodiscard]] std::size_t given_by(double whole) const {
        return static_cast<std::size_t>(
            std::count_if(pairs.begin(), pairs.end(), [&](const SharePair& pair) { return gives(pair, whole); }));
    }

    void resolve(Ledger& ledger) {
        constexpr std::size_t most = 400;
        if (pairs.empty() || pairs.size() > most || counts.size() > most) return;
        std::vector<double> wholes(counts);
        wholes.insert(wholes.end(), measures.begin(), measures.end());
        double all = 0.0;
        for (const SharePair& pair : pairs) all += pair.part.value;
        wholes.push_back(all);
        for (std::size_t s = 0; s <= sentence; ++s) {
            double sum = 0.0;
            for (const SharePair& pair : pairs) sum += pair.sentence == s ? pair.part.value : 0.0;
            if (sum > 0.0) wholes.push_back(sum);
        }
        std::sort(wholes.begin(), wholes.end());
        wholes.erase(std::unique(wholes.begin(), wholes.end()), wholes.end());
        double best = 0.0;
        std::size_t most_given = 0;
        for (const double whole : wholes)
            if (const std::size_t given = given_by(whole); given > most_given) most_given = given, best = whole;
        name_wholes();
        const auto [common, but] = common_whole();
        for (std::size_t p = 0; p < pairs.size(); ++p)
            if (!judge(ledger, pairs[p], wholes, best, most_given) && common > 0.0)
                judge_common(ledger, pairs[p], common, p == but);
    }

private:
    /// "114 were due. 64 (56%) are complete and 50 (44%) are not": parts that come to a number that is stated are of
    /// it.
    void name_wholes() {
        for (SharePair& pair : pairs) {
            double sum = 0.0;
            std::size_t parts = 0;
            for (const SharePair& other : pairs)
                if (other.sentence == pair.sentence) sum += other.part.value, ++parts;
            if (parts >= 2 && !pair.named && std::find(counts.begin(), counts.end(), sum) != counts.end())
                pair.named = sum;
        }
    }

    /// A whole that is not printed and gives all shares of the run ("36%, 27", "12%, 9", "11%, 8" are of 75), or all
    /// but one of five and more; 0 where there is none. And which that one is.
    [[nodiscard]] std::pair<double, std::size_t> common_whole() const {
        constexpr std::size_t fewest = 3, of_many = 5;
        if (pairs.size() < fewest) return {0.0, pairs.size()};
        std::size_t most = 0, but = pairs.size();
        double found = 0.0;
        const SharePair* largest = &pairs.front();
        for (const SharePair& pair : pairs)
            if (pair.part.value > largest->part.value) largest = &pair;
        if (largest->share.value <= largest->share.half()) return {0.0, pairs.size()};
        const double low = 100.0 * largest->part.value / (largest->share.value + largest->share.half()),
                     high = 100.0 * largest->part.value / (largest->share.value - largest->share.half());
        if (high - low > 200.0) return {0.0, pairs.size()};
        for (double whole = std::ceil(low); whole <= high; ++whole) {
            const std::size_t given = given_by(whole);
            if (given > most) most = given, found = whole;
        }
        for (std::size_t p = 0; p < pairs.size(); ++p)
            if (most + 1 == pairs.size() && !gives(pairs[p], found)) but = p;
        const bool all = most == pairs.size(), nearly = most + 1 == pairs.size() && pairs.size() >= of_many;
        return {all || nearly ? found : 0.0, but};
    }

    void judge_common(Ledger& ledger, const SharePair& pair, double whole, bool odd) const {
        const double is = 100.0 * pair.part.value / whole;
        Judgement judgement{.rule = "share",
                            .verdict = odd ? Verdict::contradiction : Verdict::holds,
                            .stated = shown_stated(pair.share),
                            .computed = plain_number(is) + "%",
                            .severity = Severity::medium};
        judgement.why = plain_number(pair.part.value) + " / " + plain_number(whole) + " = " + judgement.computed +
                        "; a whole that gives the shares beside it";
        ledger.replace(pair.claim, ClaimKind::share, std::move(judgement));
    }

    bool judge(Ledger& ledger, const SharePair& pair, const std::vector<double>& wholes, double best,
               std::size_t most_given) const {
        std::optional<double> whole;
        for (const double candidate : wholes) {
            if (pair.strong && pair.named && candidate != *pair.named) continue;
            if (!gives(pair, candidate) || (candidate == pair.part.value && pair.share.value < 99.0)) continue;
            if (!whole || given_by(candidate) > given_by(*whole)) whole = candidate;
        }
        Judgement judgement{.rule = "share", .stated = shown_stated(pair.share), .severity = Severity::high};
        const auto compute = [&](double of) {
            const double is = 100.0 * pair.part.value / of;
            judgement.computed = plain_number(is) + "%";
            judgement.why = plain_number(pair.part.value) + " / " + plain_number(of) + " = " + judgement.computed;
            if (std::floor(is) == pair.share.value && is - pair.share.value > 0.5)
                judgement.why += "; cut off, not rounded";
        };
        if (whole) {
            compute(*whole);
            judgement.verdict = share_agrees(pair.share, pair.part.value, *whole);
        } else if (most_given >= 2 && 2 * most_given >= pairs.size() && best >= pair.part.value) {
            compute(best);
            judgement.why += "; " + std::to_string(most_given) + " other shares are of this whole";
            judgement.verdict = Verdict::contradiction;
        } else if (pair.named && *pair.named >= pair.part.value) {
            compute(*pair.named);
            judgement.verdict = Verdict::contradiction;
        } else {
            return false;
        }
        ledger.replace(pair.claim, ClaimKind::share, std::move(judgement));
        return true;
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
