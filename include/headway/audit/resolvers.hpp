/// @file
/// All that holds what the sentences of a paragraph left open, in its order: by what is printed nearest first, by what
/// has to be made of several numbers after that. What none of them decides, and figures near by may bear on, is left
/// unread at the end.
#pragma once

#include <cstddef>
#include <span>

#include "headway/audit/resolve.hpp"
#include "headway/audit/resolve_alone.hpp"
#include "headway/audit/resolve_asked.hpp"
#include "headway/audit/resolve_derived.hpp"
#include "headway/audit/resolve_doubted.hpp"
#include "headway/audit/resolve_given.hpp"
#include "headway/audit/resolve_grid.hpp"
#include "headway/audit/resolve_linked.hpp"
#include "headway/audit/resolve_made.hpp"
#include "headway/audit/resolve_near.hpp"
#include "headway/audit/resolve_ranks.hpp"
#include "headway/audit/resolve_rated.hpp"
#include "headway/audit/resolve_rows.hpp"
#include "headway/audit/resolve_runs.hpp"
#include "headway/audit/resolve_totals.hpp"
#include "headway/audit/undecided.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds the open claims of a paragraph against the facts and the tables near it. Behind the first `own` of the grids
/// stand the other tables of a document that has few: they confirm what is linked to them, and contradict nothing.
/// `budget`: as of GridResolver.
inline void resolve_paragraph(Ledger& ledger, const ReadParagraph& paragraph, const FactMemory& memory,
                              std::span<const Grid* const> grids, std::size_t own, std::size_t& budget) {
    const std::span<const Grid* const> near = grids.first(own);
    GridResolver(ledger, paragraph, memory, near, budget).resolve();
    RowResolver(ledger, paragraph, memory, near, budget).resolve();
    RankResolver(ledger, paragraph, memory, near, budget).resolve();
    Resolver(ledger, paragraph, memory).resolve();
    TotalResolver(ledger, paragraph, memory).resolve();
    AskedResolver(ledger, paragraph, memory, near, budget).resolve();
    NearResolver(ledger, paragraph, memory).resolve();
    DerivedResolver(ledger, paragraph, memory, near, budget).resolve();
    MadeResolver(ledger, paragraph, memory, near, budget).resolve();
    RunResolver(ledger, paragraph, memory, near, budget).resolve();
    RatedResolver(ledger, paragraph, memory, near, budget).resolve();
    AloneResolver(ledger, paragraph, memory, near, budget).resolve();
    GivenResolver(ledger, paragraph, memory, near, budget).resolve();
    resolve_linked(ledger, paragraph, memory, grids, budget);
    Doubted(ledger, paragraph, memory, grids, budget).withdraw();
    Undecided(ledger, paragraph, memory, grids, budget).tell();
}

}  // namespace headway::inline HEADWAY_ABI::auditing
