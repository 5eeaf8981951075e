/// @file
/// The tables and the lists of a document as grids, and which of them stand near a block.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/grid.hpp"
#include "headway/audit/lexicon.hpp"
#include "headway/audit/list_tables.hpp"
#include "headway/audit/table.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Grids of a document, by where they stand.
class NearTables {
public:
    NearTables() = default;
    NearTables(const Reading& reading, const Lexicon& lexicon) {
        for (const Table& table : reading.tables) {
            const Span heading = table.major != 0 ? reading.layout.headings[table.major].span : Span{};
            const std::string_view over = reading.text.substr(heading.begin, heading.end - heading.begin);
            grids_.push_back(GridReader(reading.text, table, over).read());
            grids_.back().table = grids_.size() - 1;
            if (table.major != 0) grids_.back().heading_words = telling_words(tokens_of(reading.text, heading));
        }
        for (const EvidenceRow& row : reading.rows)
            if (row.polarity && row.document == reading.document && row.table < grids_.size() &&
                row.row < grids_[row.table].rows.size())
                grids_[row.table].rows[row.row].polarity = row.polarity;
        for (const Table& list : ListTableReader(reading.text, reading.layout, lexicon).read()) {
            lists_.push_back({list.last_block, GridReader(reading.text, list).read()});
            lists_.back().grid.table = no_row;
        }
    }

    /// The grid of a table, by its number.
    [[nodiscard]] const Grid& grid(std::size_t table) const { return grids_[table]; }
    [[nodiscard]] bool has_lists() const noexcept { return !lists_.empty(); }

    /// The tables of a block's heading that stand near it, the nearest before it first; under a heading without one
    /// those of a document that has few, for a page with one table speaks of it under all its headings.
    [[nodiscard]] std::vector<const Grid*> tables(const Block& block, std::size_t b) const {
        constexpr std::ptrdiff_t before = 4, behind_it = 2;
        const auto next = std::lower_bound(grids_.begin(), grids_.end(), b,
                                           [](const Grid& grid, std::size_t at) { return grid.first_block < at; });
        std::vector<const Grid*> near;
        for (auto grid = next; grid != grids_.begin() && next - grid < before;)
            if ((--grid)->major == block.major) near.push_back(&*grid);
        for (auto grid = next; grid != grids_.end() && grid - next < behind_it; ++grid)
            if (grid->major == block.major) near.push_back(&*grid);
        constexpr std::size_t few = 2;
        if (!near.empty() || grids_.size() > few) return near;
        for (auto grid = next; grid != grids_.begin();) near.push_back(&*--grid);
        for (auto grid = next; grid != grids_.end(); ++grid) near.push_back(&*grid);
        return near;
    }

    /// The same, and behind them the lists that are tables and stand near, whatever their heading, the nearest first:
    /// not the one that the block is of, for an item is no evidence of itself.
    [[nodiscard]] std::vector<const Grid*> tables_and_lists(const Block& block, std::size_t b) const {
        constexpr std::size_t far = 24, most = 4;
        std::vector<const Grid*> near = tables(block, b);
        const auto next = std::lower_bound(lists_.begin(), lists_.end(), b,
                                           [](const List& list, std::size_t at) { return list.last_block < at; });
        std::size_t taken = 0;
        for (auto list = next; list != lists_.begin() && taken < most; ++taken)
            if ((--list)->last_block + far >= b) near.push_back(&list->grid);
        if (next != lists_.end() && next->grid.first_block > b && next->grid.first_block <= b + far)
            near.push_back(&next->grid);
        return near;
    }

    /// The other tables of a page that has few: it may speak of them under all its headings, or not.
    void add_others(std::vector<const Grid*>& near) const {
        constexpr std::size_t few = 4;
        if (grids_.size() > few) return;
        for (const Grid& grid : grids_)
            if (std::find(near.begin(), near.end(), &grid) == near.end()) near.push_back(&grid);
    }

private:
    struct List {
        std::size_t last_block = 0;
        Grid grid{};
    };

    std::vector<Grid> grids_{};
    std::vector<List> lists_{};
};

}  // namespace headway::inline HEADWAY_ABI::auditing
