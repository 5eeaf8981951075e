/// @file
/// Wholes whose parts stand in a list, or in one sentence: "71,240 households were owed a duty" above items that begin
/// with 33,610 and 37,630; "2,562 complaints", and "702, 655, 611 and 594".
///
/// A number of three digits and more that neighbouring items of its heading come to, or three and more figures of one
/// sentence, holds. Nothing is contradicted: parts may be of another whole.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/audit/block.hpp"
#include "headway/audit/claim.hpp"
#include "headway/audit/figure.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/resolve_made.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/audit/stated.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Remembers the parts of a document and its numbers that are still open, and holds these at its end.
class ListSums {
public:
    /// Takes a block: its claims begin at `first_claim` in the ledger.
    void take(const Ledger& ledger, const Block& block, const std::vector<Sentence>& sentences,
              std::size_t first_claim) {
        if (block.kind != BlockKind::item || block.major != major_) items_.clear();
        major_ = block.major;
        for (std::size_t s = 0; s < sentences.size(); ++s) take_sentence(sentences[s], block, s == 0);
        for (std::size_t c = first_claim; c < ledger.audit.claims.size(); ++c) {
            const Claim& claim = ledger.audit.claims[c];
            const bool open = claim.verdict == Verdict::not_checkable &&
                              (claim.kind == ClaimKind::value || claim.kind == ClaimKind::total);
            for (const Sentence& sentence : sentences)
                for (const Figure& figure : sentence.figures) {
                    const Token& token = sentence.tokens[figure.token];
                    if (open && is_part(figure) && claim.at.begin <= token.begin && token.end <= claim.at.end)
                        open_.push_back({c, block.major, figure.stated});
                }
        }
    }

    /// Holds what is open, and forgets all.
    void hold(Ledger& ledger) {
        for (const OpenWhole& whole : open_) {
            if (ledger.audit.claims[whole.claim].verdict != Verdict::not_checkable) continue;
            const auto sums = sums_.find(whole.major);
            if (sums == sums_.end()) continue;
            const auto found = sums->second.find(whole.stated.value);
            if (found == sums->second.end()) continue;
            const std::string is = plain_number(whole.stated.value);
            ledger.replace(whole.claim, ClaimKind::total,
                           {.rule = "parts and whole",
                            .verdict = Verdict::holds,
                            .stated = shown_stated(whole.stated),
                            .computed = is,
                            .why = found->second + " = " + is});
        }
        *this = {};
    }

private:
    struct OpenWhole {
        std::size_t claim = 0, major = 0;
        Stated stated{};
    };

    [[nodiscard]] static bool is_part(const Figure& figure) {
        constexpr int fewest = 3;
        return figure.stated.is_count() && figure.stated.bound == Bound::exact &&
               telling_digits(figure.stated) >= fewest && figure.role != Role::size && !is_comparator(figure.role);
    }

    void add(std::size_t major, const std::vector<double>& parts, std::size_t fewest) {
        constexpr std::size_t most = 8;
        double sum = parts.back();
        std::string text = plain_number(parts.back());
        for (std::size_t n = 2; n <= std::min(parts.size(), most); ++n) {
            sum += parts[parts.size() - n];
            text = plain_number(parts[parts.size() - n]) + " + " + text;
            if (n >= fewest) sums_[major].emplace(sum, text);
        }
    }

    void take_sentence(const Sentence& sentence, const Block& block, bool first) {
        std::vector<double> run;
        for (const Figure& figure : sentence.figures) {
            const bool counts = figure.stated.is_count() && figure.stated.bound == Bound::exact &&
                                figure.role != Role::size && figure.stated.value > 0.0;
            if (!counts) {
                run.clear();
                continue;
            }
            if (first && block.kind == BlockKind::item && run.empty() && &figure == &sentence.figures.front()) {
                items_.push_back(figure.stated.value);
                if (items_.size() >= 2) add(block.major, items_, 2);
            }
            run.push_back(figure.stated.value);
            if (run.size() >= 3) add(block.major, run, 3);
        }
    }

    std::size_t major_ = 0;
    std::vector<double> items_{};  ///< the first figure of each item of the list so far
    std::vector<OpenWhole> open_{};
    std::unordered_map<std::size_t, std::unordered_map<double, std::string>> sums_{};  ///< by heading
};

}  // namespace headway::inline HEADWAY_ABI::auditing
