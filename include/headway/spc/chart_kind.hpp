/// @file
/// Every kind of control chart by its name.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "headway/spc/attribute_chart.hpp"
#include "headway/spc/control_chart.hpp"
#include "headway/spc/subgroup_chart.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Which control chart it is.
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

}  // namespace headway

namespace headway::inline HEADWAY_ABI::spc {

/// The method of a chart as a result names it: what is drawn, whether ranges are screened, and whose rules are read.
[[nodiscard]] inline std::string chart_method(ChartKind kind, const ChartRule& rule) {
    struct Named {
        std::string_view name, source;
        bool by_ranges = false;
    };
    const auto named = [&]() -> Named {
        switch (kind) {
            case ChartKind::xmr: return {"XmR chart", "NHS England", true};
            case ChartKind::p:
                return rule.laney ? Named{"p' chart", "Laney 2002", true} : Named{"p chart", "Montgomery 2009"};
            case ChartKind::u:
                return rule.laney ? Named{"u' chart", "Laney 2002", true} : Named{"u chart", "Montgomery 2009"};
            case ChartKind::c: return {"c chart", "Montgomery 2009"};
            case ChartKind::t: return {"t chart", "Nelson 1994; Montgomery 2009", true};
            case ChartKind::g: return {"g chart", "Benneyan 2001; Provost and Murray 2011"};
            case ChartKind::xbar: return {"xbar chart by standard deviations", "Montgomery 2009"};
            default: return {"s chart", "Montgomery 2009"};
        }
    }();
    const bool screened = named.by_ranges && rule.screen_ranges;
    return std::string(named.name) + (screened ? " with screened ranges" : "") + ", version 1 (" +
           std::string(named.source) + "; rules of Making Data Count " + std::string(word(rule.two_of_three)) +
           (screened ? "; Nelson 1982" : "") + ")";
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

}  // namespace headway::spc
