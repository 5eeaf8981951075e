/// @file
/// Claims and findings as data: what a document says, where, and what became of it.
///
/// One claim has one verdict. A finding is a claim that is contradicted, or a remark on how something is presented,
/// with both places in the documents' own words and the arithmetic in full.
///
/// | class               | a finding of it says                                                        |
/// |---------------------|-----------------------------------------------------------------------------|
/// | `contradiction`     | words and numbers of one document cannot both be right                      |
/// | `definition`        | a figure rests on a base, a denominator or a method that is not what it says |
/// | `between_documents` | two documents differ                                                        |
/// | `presentation`      | marks, icons, letters: possibly what text conversion did                    |
/// | `note`              | worth a look                                                                |
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/stated.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What sort of thing a document says.
enum class ClaimKind : std::uint8_t {
    value,
    rating,
    change,
    comparison,
    trend,
    total,
    share,
    count_by_rating,
    count_by_direction,
    heading,
    relative_target,
    equivalent_number,
    extrapolation,
    significance,
    coverage,
    date_window,
    name,
    same_figure,
    legend,
    rank,
    money,
};

template <>
struct Vocabulary<ClaimKind> {
    static constexpr std::string_view name = "kind of claim";
    static constexpr std::array<std::string_view, 21> words{"value",
                                                            "rating",
                                                            "change",
                                                            "comparison",
                                                            "trend",
                                                            "total",
                                                            "share",
                                                            "count by rating",
                                                            "count by direction",
                                                            "heading",
                                                            "relative target",
                                                            "equivalent number",
                                                            "extrapolation",
                                                            "significance",
                                                            "coverage",
                                                            "date window",
                                                            "name",
                                                            "same figure elsewhere",
                                                            "legend",
                                                            "rank",
                                                            "money"};
};

/// What it is that cannot be so, or is worth a look.
enum class FindingClass : std::uint8_t { contradiction, definition, between_documents, presentation, note };

template <>
struct Vocabulary<FindingClass> {
    static constexpr std::string_view name = "class of finding";
    static constexpr std::array<std::string_view, 5> words{"contradiction", "definition", "between_documents",
                                                           "presentation", "note"};
};

/// How much a finding would matter to a reader.
enum class Severity : std::uint8_t { high, medium, low };

template <>
struct Vocabulary<Severity> {
    static constexpr std::string_view name = "severity";
    static constexpr std::array<std::string_view, 3> words{"high", "medium", "low"};
};

/// A document as it comes: a name, and text in UTF-8 (damaged bytes are taken as they are).
struct Document {
    std::string name{};
    std::string text{};
};

/// A place in a document, and the words that stand there.
struct Quote {
    std::size_t document = 0;
    std::size_t line = 0;   ///< from 1; 0 where there is no place
    std::size_t begin = 0;  ///< bytes of the document's text
    std::size_t end = 0;
    std::string words{};
    std::string section{};  ///< the heading that it stands under; empty above the first
};

/// One thing that a document says, where, and what became of it.
struct Claim {
    Quote at{};
    ClaimKind kind = ClaimKind::value;
    std::string subject{};
    std::string stated{};
    std::string computed{};
    Verdict verdict = Verdict::not_checkable;
    std::string why{};
};

/// What contradicts, or a remark, with both places and the arithmetic.
struct Finding {
    std::string rule{};
    FindingClass in_class = FindingClass::contradiction;
    Severity severity = Severity::medium;
    Quote at{};       ///< what is contradicted
    Quote against{};  ///< by what; line 0 where it stands nowhere
    std::string claimed{};
    std::string computed{};
    std::string arithmetic{};
    bool explained_by_rounding = false;
    std::string suggested{};
};

/// Words that hold a figure and were not read; or not in full, and why.
struct Unread {
    Quote at{};
    std::string why{};
};

/// How often a rule was applied, and how often it held.
struct RuleCount {
    std::string rule{};
    std::size_t checked = 0;
    std::size_t passed = 0;
};

/// All that an audit found.
struct Audit {
    std::vector<Claim> claims{};
    std::vector<Finding> findings{};
    std::vector<Unread> unread{};
    std::vector<RuleCount> passed{};
};

}  // namespace headway::inline HEADWAY_ABI
