/// @file
/// What holds claims against the row that their words are nearest to.
#pragma once

#include <cstddef>
#include <span>

#include "headway/audit/resolve_linked_counts.hpp"
#include "headway/audit/resolve_linked_figures.hpp"
#include "headway/audit/resolve_linked_ranks.hpp"
#include "headway/audit/resolve_linked_sizes.hpp"
#include "headway/audit/resolve_linked_text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds what the resolvers before it left open or did not read. `budget`: as of GridResolver.
inline void resolve_linked(Ledger& ledger, const ReadParagraph& paragraph, const FactMemory& memory,
                           std::span<const Grid* const> grids, std::size_t& budget) {
    const LinkedSentences found(ledger, paragraph, memory, grids, budget);
    LinkedCounts(ledger, paragraph, memory, grids, budget).resolve(found);
    LinkedRanks(ledger, paragraph, memory, grids, budget).resolve(found);
    LinkedFigures(ledger, paragraph, memory, grids, budget).resolve(found);
    LinkedSizes(ledger, paragraph, memory, grids, budget).resolve(found);
    LinkedText(ledger, paragraph, memory, grids, budget).resolve(found);
}

}  // namespace headway::inline HEADWAY_ABI::auditing
