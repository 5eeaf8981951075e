/// @file
/// Whether numbers near by may give the figure of a claim that no rule held.
///
/// | a figure                              | may be given by                                                      |
/// |---------------------------------------|----------------------------------------------------------------------|
/// | of three digits and more, or decimals | the same number in a table near by                                   |
/// | any of two digits and more            | two numbers of a row, of neighbouring rows or of a sentence          |
/// | a size of change                      | how far two numbers of a row are apart, or by which share            |
/// | a share, a fraction                   | a share that is printed, a number over that of all, or over the next |
///
/// What is given may be given by chance: it decides nothing, and says only that a reader may look there.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>

#include "headway/audit/asked_rows.hpp"
#include "headway/audit/resolve_made.hpp"
#include "headway/audit/size_held.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Looks for numbers that may give what is open.
class GivenNear : protected AskedRows {
protected:
    using AskedRows::AskedRows;

    template <typename Take>
    void each_row(const Take& take) {
        for (const Grid* grid : grids_) {
            if (!pay_for(*grid, budget_)) return;
            for (const GridLine& row : grid->rows)
                if (!row.points.empty()) take(*grid, row);
        }
    }

    /// Whether two numbers of a row, of neighbouring rows or of a sentence make a figure: their sum, what is left of
    /// one, or one over the other. Of three digits and more: fewer are made by chance.
    [[nodiscard]] std::string given_by_two(const Open& open) {
        const Stated& stated = open.figure->stated;
        if (telling_digits(stated) < 2 || stated.bound != Bound::exact || stated.unit == StatedUnit::time) return {};
        const bool many = telling_digits(stated) >= 3;
        std::string found;
        const auto attempt = [&](const Stated& a, const Stated& b) {
            if (!found.empty() || a.unit == StatedUnit::time || b.unit != a.unit) return;
            const Interval one = behind(a), other = behind(b);
            const bool alike = a.unit == stated.unit ||
                               (stated.unit == StatedUnit::points && a.unit == StatedUnit::per_cent) ||
                               (stated.unit == StatedUnit::pounds && a.unit == StatedUnit::none);
            const auto gives = [&](const Interval& is) { return agreement(stated, is) == Verdict::holds; };
            bool given = alike && (gives(one - other) || gives(other - one) || (many && gives(one + other)));
            if (stated.unit == StatedUnit::per_cent && a.unit != StatedUnit::per_cent)
                given = given || (b.value > a.value && gives(one / other * 100.0));
            if (stated.unit != StatedUnit::per_cent && many) given = given || gives(one / other) || gives(other / one);
            if (given) found = plain_number(a.value) + " and " + plain_number(b.value) + " make it, perhaps by chance";
        };
        each_row([&](const Grid& grid, const GridLine& row) {
            constexpr std::size_t widest = 8;
            if (row.points.size() > widest) return;
            for (const GridPoint& a : row.points) {
                for (const GridPoint& b : row.points)
                    if (&a != &b) attempt(a.number, b.number);
                if (!many) continue;
                if (const GridPoint* below = grid.columns[a.column].at(a.row + 1, a.column))
                    attempt(a.number, below->number);
            }
        });
        const std::size_t here = number_of(open.sentence);
        const std::span<const Fact> facts = near(here, 1, 0);
        constexpr std::size_t most = 12;
        if (facts.size() <= most)
            for (const Fact& a : facts)
                for (const Fact& b : facts)
                    if (&a != &b && !is_of(open, a) && !is_of(open, b) && a.stated.bound == Bound::exact &&
                        (many || a.sentence == b.sentence))
                        attempt(a.stated, b.stated);
        return found;
    }

    /// A number of a table that is the figure, or that two of one row make.
    [[nodiscard]] std::string given_near(const Open& open) {
        const Stated& stated = open.figure->stated;
        const ClaimKind kind = ledger_.audit.claims[open.claim].kind;
        const bool share = stated.unit == StatedUnit::per_cent || stated.unit == StatedUnit::points;
        std::string found;
        each_row([&](const Grid& grid, const GridLine& row) {
            constexpr std::size_t widest = 12;
            if (!found.empty() || row.points.size() > widest) return;
            for (const GridPoint& point : row.points) {
                if (found.empty()) found = is_printed(stated, point.number);
                if (found.empty() && share && kind != ClaimKind::change) found = share_of_all(stated, grid, point);
            }
            if (kind == ClaimKind::change || kind == ClaimKind::trend || open.figure->role == Role::size)
                for (const GridPoint& later : row.points)
                    for (const GridPoint& earlier : row.points)
                        if (found.empty() && &later != &earlier) found = moved(stated, later.number, earlier.number);
        });
        return found;
    }

private:
    /// A share that is printed, or the same number of three digits or with decimals.
    [[nodiscard]] static std::string is_printed(const Stated& stated, const Stated& number) {
        constexpr double telling = 100.0;
        const bool share = stated.unit == StatedUnit::per_cent && number.unit == StatedUnit::per_cent;
        if (stated.unit != number.unit && number.unit != StatedUnit::none) return {};
        if (stated.unit == StatedUnit::points || stated.unit == StatedUnit::time) return {};
        if (!share && stated.decimals == 0 && stated.value < telling) return {};
        if (agreement(stated, behind(number)) != Verdict::holds) return {};
        return plain_number(number.value) + " is printed near by; whether it is that was not told";
    }

    /// A number over that of all, over the sum of its column, or over the one above it.
    [[nodiscard]] static std::string share_of_all(const Stated& stated, const Grid& grid, const GridPoint& part) {
        if (part.number.unit == StatedUnit::per_cent || stated.unit == StatedUnit::points) return {};
        const Interval one = behind(part.number);
        Interval sum = exactly(0.0);
        for (const GridPoint& term : grid.columns[part.column].points)
            if (term.number.unit == part.number.unit && !grid.rows[term.row].total) sum = sum + behind(term.number);
        if (sum.middle > part.number.value && agreement(stated, one / sum * 100.0) == Verdict::holds)
            return plain_number(part.number.value) + " of " + plain_number(sum.middle) + " make it, perhaps by chance";
        for (const GridPoint& whole : grid.columns[part.column].points) {
            const bool of_all = grid.rows[whole.row].total || whole.row + 1 == part.row;
            if (!of_all || whole.number.unit != part.number.unit || !(whole.number.value > part.number.value)) continue;
            if (agreement(stated, one / behind(whole.number) * 100.0) == Verdict::holds)
                return plain_number(part.number.value) + " of " + plain_number(whole.number.value) +
                       " make it, perhaps by chance";
        }
        return {};
    }

protected:
    /// Two numbers that are so far apart, or by such a share.
    [[nodiscard]] static std::string moved(const Stated& stated, const Stated& later, const Stated& earlier) {
        const bool points = stated.unit == StatedUnit::none && later.unit == StatedUnit::per_cent;  // "up three"
        const bool alike = later.unit == earlier.unit && later.unit != StatedUnit::time &&
                           (can_end(stated, later) || later.unit == StatedUnit::none || points);
        if (!alike || earlier.value == 0.0 || later.value == earlier.value) return {};
        Stated size = stated;
        size.value = std::fabs(size.value);
        if (size.unit == StatedUnit::points && later.unit == StatedUnit::none) size.unit = StatedUnit::none;
        if (points) size.unit = StatedUnit::points;
        Judgement judgement{};
        hold_size(judgement, size, behind(later), behind(earlier), later.unit == StatedUnit::per_cent);
        if (judgement.verdict != Verdict::holds) return {};
        return plain_number(later.value) + " and " + plain_number(earlier.value) + " make it, perhaps by chance";
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
