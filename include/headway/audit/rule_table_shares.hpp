/// @file
/// Shares that a table prints beside its numbers: "16,118 | 37.63" of the column's total, "41 (68%)" of another row,
/// "204 (30% reduction)" from another column.
///
/// What a share is of is not said: it is the whole that gives most shares of the table. The only share that
/// fails is contradicted where it is near what it should be and no other number of its row or column gives it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/grid.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds the shares of a table against their parts and wholes.
class TableShares {
public:
    TableShares(Ledger& ledger, const Reading& reading, const Grid& grid)
        : ledger_(ledger), reading_(reading), grid_(grid), places_(grid.rows.size() * grid.columns.size(), nullptr) {
        for (const GridLine& row : grid.rows)
            for (const GridPoint& point : row.points) places_[point.row * grid.columns.size() + point.column] = &point;
    }

    void check() {
        for (std::size_t c = 2; c < grid_.columns.size(); ++c) check_column(c);
        check_beside();
    }

private:
    struct Share {
        Stated stated{};
        double part = 0.0, whole = 0.0;
        Span place{}, of{};
        const GridPoint* at = nullptr;  ///< the part
        Verdict verdict = Verdict::not_checkable;
    };

    [[nodiscard]] const GridPoint* at(std::size_t row, std::size_t column) const {
        return places_[row * grid_.columns.size() + column];
    }

    [[nodiscard]] static std::size_t agreed(const std::vector<Share>& shares) {
        return static_cast<std::size_t>(std::count_if(shares.begin(), shares.end(), [](const Share& share) {
            return share.verdict == Verdict::holds || share.verdict == Verdict::rounding;
        }));
    }

    /// The whole of a column of counts: its row called total, else the sum of its rows.
    [[nodiscard]] std::optional<GridPoint> whole_of(const GridLine& column) const {
        double sum = 0.0;
        for (const GridPoint& point : column.points) {
            if (grid_.rows[point.row].total) return point;
            if (point.number.unit == StatedUnit::per_cent) return std::nullopt;
            sum += point.number.value;
        }
        if (column.points.size() < 2) return std::nullopt;
        GridPoint all = column.points.front();
        all.number.value = sum;
        return all;
    }

    /// A column of shares of the column of numbers to its left.
    void check_column(std::size_t c) {
        const GridLine &column = grid_.columns[c], *counts = nullptr;
        if (!column.is_share() || column.role != Role::own) return;
        for (std::size_t k = c; k-- > 1 && counts == nullptr;)
            if (!grid_.columns[k].points.empty() && !grid_.columns[k].is_share()) counts = &grid_.columns[k];
        if (counts == nullptr) return;
        const auto whole = whole_of(*counts);
        if (!whole || whole->number.value <= 0.0) return;
        std::vector<Share> shares;
        std::set<double> values;
        for (const GridPoint& point : column.points) {
            const GridPoint* part = at(point.row, static_cast<std::size_t>(counts - grid_.columns.data()));
            if (part == nullptr || grid_.rows[point.row].total) continue;
            values.insert(part->number.value);
            shares.push_back(held(point.number, part->number.value, whole->number.value, point.span, part->span));
            shares.back().at = part;
        }
        tell(shares, values.size() >= 2 && shares.size() >= 2);
    }

    [[nodiscard]] static Share held(const Stated& stated, double part, double whole, Span place, Span of) {
        Share share{.stated = stated, .part = part, .whole = whole, .place = place, .of = of};
        Stated plain = stated;
        plain.unit = StatedUnit::per_cent;
        plain.value = std::fabs(plain.value);
        share.verdict = part >= 0.0 && whole > 0.0 ? share_agrees(plain, part, whole) : Verdict::not_checkable;
        return share;
    }

    void tell(const std::vector<Share>& shares, bool enough) {
        const std::size_t right = agreed(shares);
        if (!enough || right < 2 || 5 * right < 3 * shares.size()) return;
        const std::size_t failed = shares.size() - right;
        for (const Share& share : shares) {
            const double is = 100.0 * share.part / share.whole;
            Judgement judgement{.rule = "shares of a column",
                                .verdict = share.verdict,
                                .stated = shown_stated(share.stated),
                                .computed = plain_number(is) + "%",
                                .severity = Severity::high,
                                .against = ledger_.quote(reading_.document, share.of)};
            judgement.why = plain_number(share.part) + " / " + plain_number(share.whole) + " = " + judgement.computed +
                            "; so in " + std::to_string(right) + " of " + std::to_string(shares.size()) + " rows";
            if (judgement.verdict == Verdict::contradiction &&
                (failed > 1 || right < 3 || has_another_whole(share, is)))
                judgement.verdict = Verdict::not_checkable;
            ledger_.claim(reading_.document, share.place, ClaimKind::share, "share of a column", std::move(judgement));
        }
    }

    /// Whether another number of the table is the whole of a share, or the share is far from what it would be: a row
    /// below may be of those of the row above it ("passed with merit, of those who passed").
    [[nodiscard]] bool has_another_whole(const Share& share, double is) const {
        constexpr double near = 0.25;
        const double stated = std::fabs(share.stated.value);
        if (std::fabs(stated - is) > near * is + 2.0 * share.stated.half()) return true;
        Stated plain = share.stated;
        plain.unit = StatedUnit::per_cent;
        plain.value = stated;
        for (const GridLine& row : grid_.rows)
            for (const GridPoint& point : row.points)
                if (point.number.value > 0.0 && point.number.unit != StatedUnit::per_cent &&
                    (point.row == share.at->row || point.column == share.at->column) &&
                    point.span.begin != share.of.begin && point.number.value != share.whole &&
                    agreement_of(plain, share.part, point.number.value))
                    return true;
        return false;
    }

    [[nodiscard]] static bool agreement_of(const Stated& stated, double part, double whole) {
        return share_agrees(stated, part, whole) != Verdict::contradiction;
    }

    /// "41 (68%)": of the first row, of the total, or of a column before it.
    void check_beside() {
        std::vector<const GridPoint*> points;
        for (const GridLine& row : grid_.rows)
            for (const GridPoint& point : row.points)
                if (point.beside.known() && point.beside.unit == StatedUnit::per_cent) points.push_back(&point);
        if (points.size() < 2) return;
        std::vector<Share> best;
        std::string by;
        for (std::size_t r = 0; r < grid_.rows.size(); ++r) {  // of one row of its column
            std::vector<Share> shares;
            for (const GridPoint* point : points) {
                const GridPoint* whole = at(r, point->column);
                if (whole == nullptr || whole == point || point->row == r) continue;
                shares.push_back(
                    held(point->beside, point->number.value, whole->number.value, point->span, whole->span));
                shares.back().at = point;
            }
            if (shares.size() == points.size() && agreed(shares) > agreed(best)) best = std::move(shares);
        }
        if (best.size() >= 2 && agreed(best) >= 2 && 5 * agreed(best) >= 3 * best.size()) return tell(best, true);
        for (std::size_t c = 1; c < grid_.columns.size(); ++c) {  // a change from one column of its row
            std::vector<Share> shares;
            for (const GridPoint* point : points) {
                const GridPoint* base = at(point->row, c);
                if (base == nullptr || point->column == c) continue;
                shares.push_back(held_change(*point, *base));
            }
            if (shares.size() == points.size() && agreed(shares) > agreed(best)) best = std::move(shares);
        }
        if (best.size() < 3 || 5 * agreed(best) < 3 * best.size()) return;
        const std::size_t right = agreed(best);
        for (const Share& share : best) {
            const double factor = 1.0 - std::fabs(share.stated.value) / 100.0;
            Judgement judgement{.rule = "relative target",
                                .verdict = share.verdict,
                                .stated = shown_stated(share.stated),
                                .computed = plain_number(share.whole * factor),
                                .in_class = FindingClass::definition,
                                .severity = Severity::medium,
                                .against = ledger_.quote(reading_.document, share.of)};
            judgement.why = plain_number(share.whole) + " x " + plain_number(factor) + " = " + judgement.computed +
                            "; printed " + plain_number(share.part);
            const double off = std::fabs(share.part - share.whole * factor);
            if (judgement.verdict == Verdict::contradiction &&
                (right + 1 < best.size() || right < 3 || off > 0.25 * share.part))
                judgement.verdict = Verdict::not_checkable;
            ledger_.claim(reading_.document, share.place, ClaimKind::relative_target, "change from a column",
                          std::move(judgement));
        }
    }

    /// "204 (30% reduction)" from 292: 292 x 0.7 rounds to it.
    [[nodiscard]] static Share held_change(const GridPoint& point, const GridPoint& base) {
        Share share{.stated = point.beside,
                    .part = point.number.value,
                    .whole = base.number.value,
                    .place = point.span,
                    .of = base.span};
        const double factor = 1.0 - std::fabs(point.beside.value) / 100.0;
        share.verdict = base.number.value > 0.0 ? agreement(point.number, exactly(base.number.value * factor))
                                                : Verdict::not_checkable;
        return share;
    }

    Ledger& ledger_;
    const Reading& reading_;
    const Grid& grid_;
    std::vector<const GridPoint*> places_;  ///< by row and column
};

}  // namespace headway::inline HEADWAY_ABI::auditing
