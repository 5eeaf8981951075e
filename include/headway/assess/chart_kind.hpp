/// @file
/// Every kind of control chart by its name.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "headway/assess/attribute_chart.hpp"
#include "headway/assess/control_chart.hpp"
#include "headway/assess/subgroup_chart.hpp"
#include "headway/vocabulary.hpp"

namespace headway {

enum class ChartKind : std::uint8_t {
    xmr,   ///< single values
    p,     ///< shares
    u,     ///< rates
    c,     ///< counts
    t,     ///< times between events
    g,     ///< cases between events
    xbar,  ///< means of subgroups
    s,     ///< standard deviations of subgroups
};

template <>
struct Vocabulary<ChartKind> {
    static constexpr std::string_view name = "chart kind";
    static constexpr std::array<std::string_view, 8> words{"xmr", "p", "u", "c", "t", "g", "xbar", "s"};
};

/// The method of a chart as a result names it.
[[nodiscard]] constexpr std::string_view chart_method(ChartKind kind, const ChartRule& rule) noexcept {
    switch (kind) {
        case ChartKind::xmr: return xmr_method(rule);
        case ChartKind::p: return p_method(rule);
        case ChartKind::u: return u_method(rule);
        case ChartKind::c: return c_method;
        case ChartKind::t: return t_method;
        case ChartKind::g: return g_method;
        case ChartKind::xbar: return xbar_method;
        default: return s_method;
    }
}

/// A chart of that kind into points that the caller has; of a valid series with the columns that the kind needs.
inline ChartSummary draw_chart(ChartKind kind, const ChartSeries& series, const ChartRule& rule,
                               std::span<ChartPoint> points) {
    switch (kind) {
        case ChartKind::xmr: return detail::xmr(series, rule, points);
        case ChartKind::p: return detail::p_chart(series, rule, points);
        case ChartKind::u: return detail::u_chart(series, rule, points);
        case ChartKind::c: return detail::c_chart(series, rule, points);
        case ChartKind::t: return detail::t_chart(series, rule, points);
        case ChartKind::g: return detail::g_chart(series, rule, points);
        case ChartKind::xbar: return detail::xbar_chart(series, rule, points);
        default: return detail::s_chart(series, rule, points);
    }
}

}  // namespace headway
