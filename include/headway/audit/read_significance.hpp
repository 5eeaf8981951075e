/// @file
/// "The differences are not statistically significant": whether that depends on how it is worked out.
///
/// The row's share is of a sample whose size its paragraph says. Against the national and the peers' figure, taken as
/// exact, it is significant at 95%
///
/// | by the method | where                                                                   |
/// |---------------|-------------------------------------------------------------------------|
/// | Wald          | |p - c| > z sqrt(p (1 - p) / n)                                         |
/// | Wilson        | c is outside the score interval of p (see stats/proportion.hpp)          |
///
/// What all say of every figure holds or is contradicted; where they differ the words depend on the method, a finding
/// of the class `definition`. The weights of a survey are not printed: with them all intervals are wider.
/// Source: Newcombe, Statistics in Medicine 17 (1998), on how far the two are apart.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "headway/audit/context.hpp"
#include "headway/stats/normal.hpp"
#include "headway/stats/proportion.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Whether a share of a sample differs from an exact one, by each method; all as shares of 1.
struct Significance {
    bool wald = false, wilson = false;
};

/// Whether a share of a sample differs from an exact one, by two tests at 95%.
[[nodiscard]] inline Significance significance_of(double share, double sample, double exact) {
    const double z = stats::normal_quantile(0.975);
    const stats::Interval limits = stats::wilson(share * sample, sample, z);
    return {.wald = std::fabs(share - exact) > z * std::sqrt(share * (1.0 - share) / sample),
            .wilson = exact < limits.lower || exact > limits.upper};
}

/// Reads what a sentence says is statistically significant, as claims.
inline void read_significance(Context& context) {
    const Sentence& sentence = context.sentence;
    for (std::size_t i = 1; i < sentence.tokens.size(); ++i) {
        if (sentence.word(i) != "significant" || sentence.word(i - 1) != "statistically") continue;
        bool negated = false;
        for (std::size_t by = 2; by <= 4 && by <= i; ++by)
            negated = negated || sentence.word(i - by) == "not" || sentence.word(i - by) == "no";
        Judgement judgement{.rule = "significance",
                            .stated = negated ? "not significant" : "significant",
                            .why = "the size of the sample is not printed",
                            .in_class = FindingClass::definition,
                            .severity = Severity::medium};
        const EvidenceRow* row = context.row();
        if (row != nullptr && row->sample > 0.0 && row->latest.known()) {
            const double share = row->latest.number.value / 100.0;
            std::size_t agreeing = 0, tried = 0;
            std::string text;
            for (const auto& [value, name] : {std::pair{&row->national, "national"}, std::pair{&row->peer, "peer"}}) {
                if (!value->known() || share <= 0.0 || share >= 1.0) continue;
                const Significance is = significance_of(share, row->sample, value->number.value / 100.0);
                agreeing += (is.wald != negated ? 1u : 0u) + (is.wilson != negated ? 1u : 0u);
                tried += 2;
                text += (text.empty() ? "" : "; ") + std::string(name) + " " + plain_number(value->number.value) +
                        ": " +
                        (is.wald == is.wilson ? (is.wald ? "significant by both methods" : "not significant by either")
                                              : (is.wilson ? "significant by Wilson's interval, not by Wald's"
                                                           : "significant by Wald's interval, not by Wilson's"));
            }
            if (tried > 0) {
                judgement.verdict = agreeing == tried ? Verdict::holds : Verdict::contradiction;
                judgement.computed = agreeing == tried ? judgement.stated
                                     : agreeing == 0   ? (negated ? "significant" : "not significant")
                                                       : "depends on the method";
                judgement.why = plain_number(row->latest.number.value) + "% of " + plain_number(row->sample) +
                                " against " + text + "; weights are not printed";
                judgement.against = context.ledger.quote(row->document, row->latest.span);
            }
        }
        context.claim(context.back(i - 1, 5), i + 1, ClaimKind::significance, std::move(judgement));
        return;
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
