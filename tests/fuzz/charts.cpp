// Control charts of every kind, and run charts.
#include <cmath>
#include <vector>

#include "headway/spc/chart_kind.hpp"
#include "headway/spc/run_chart.hpp"
#include "targets.hpp"

namespace headway::fuzz {

namespace {

using spc::ChartPoint;
using spc::ControlChart;

/// A series with the columns that it is made of.
struct Columns {
    std::vector<double> values{}, denominators{}, deviations{}, target{};
    std::vector<std::size_t> rebase{};
    std::size_t baseline = 0;

    [[nodiscard]] spc::ChartSeries series() const {
        return {.values = values, .denominators = denominators, .deviations = deviations, .target = target,
                .rebase = rebase, .baseline = baseline};
    }
};

[[nodiscard]] double a_value(ChartKind kind, bool alike, Bytes& bytes) {
    if (!alike) return bytes.number();
    return kind == ChartKind::xmr ? 50.0 + bytes.byte() % 30 / 10.0 : bytes.byte() % 30;
}

[[nodiscard]] Columns some_columns(ChartKind kind, Bytes& bytes) {
    Columns columns;
    columns.values.resize(bytes.below(50));
    const bool alike = bytes.flag();
    for (double& value : columns.values) value = a_value(kind, alike, bytes);
    if (kind == ChartKind::p || kind == ChartKind::u || kind == ChartKind::xbar || kind == ChartKind::s)
        for (std::size_t i = 0; i < columns.values.size(); ++i)
            columns.denominators.push_back(alike ? 2.0 + bytes.byte() : bytes.number());
    if (kind == ChartKind::xbar)
        for (std::size_t i = 0; i < columns.values.size(); ++i)
            columns.deviations.push_back(alike ? bytes.byte() / 10.0 : bytes.number());
    if (bytes.flag()) columns.target.push_back(bytes.number());
    if (bytes.flag()) columns.rebase.push_back(bytes.below(50));
    if (bytes.flag()) columns.baseline = bytes.below(30);
    return columns;
}

[[nodiscard]] ControlChart draw(ChartKind kind, const Columns& columns, const spc::ChartRule& rule) {
    const spc::ChartSeries series = columns.series();
    switch (kind) {
        case ChartKind::xmr: return spc::xmr(series, rule);
        case ChartKind::p: return spc::p_chart(series, rule);
        case ChartKind::u: return spc::u_chart(series, rule);
        case ChartKind::c: return spc::c_chart(series, rule);
        case ChartKind::t: return spc::t_chart(series, rule);
        case ChartKind::g: return spc::g_chart(series, rule);
        case ChartKind::xbar: return spc::xbar_chart(series, rule);
        default: return spc::s_chart(series, rule);
    }
}

void check_point(const ChartPoint& point, double given, ChartKind kind, std::size_t i) {
    const auto at = [&](const char* what) {
        return std::string(word(kind)) + " chart, point " + std::to_string(i) + ": " + what + " ";
    };
    expect(!std::isinf(point.mean) && !std::isinf(point.lower) && !std::isinf(point.upper), at("not finite"));
    expect(std::isnan(point.lower) == std::isnan(point.upper), at("one limit"));
    expect(!(point.lower > point.upper), at("limits"), point.lower, " and ", point.upper);
    if (!std::isnan(point.lower) && kind != ChartKind::t && kind != ChartKind::g) {
        const double rounding = 1e-9 * std::fmax(std::fabs(point.lower), std::fabs(point.upper));
        expect(point.lower <= point.mean + rounding && point.mean <= point.upper + rounding, at("mean"), point.mean,
               " in ", point.lower, " to ", point.upper);
    }
    const bool of_one = kind == ChartKind::s && point.status == StatisticStatus::too_few_points;  // has no deviation
    if (std::isnan(given))
        expect(point.status == StatisticStatus::missing || of_one, at("missing, but"), word(point.status));
    if (point.status == StatisticStatus::estimated) expect(std::isfinite(point.value), at("value"), point.value);
    if (std::isnan(point.value))
        expect(point.cause.rule == SpecialCause::none, at("a cause of nothing"));
    expect((point.point_type == PointType::common) == (point.cause.rule == SpecialCause::none),
           at("a type without a cause"));
}

/// What turns when low is good instead of high.
[[nodiscard]] PointType turned(PointType type) noexcept {
    if (type == PointType::improvement) return PointType::concern;
    return type == PointType::concern ? PointType::improvement : type;
}

void check_run_chart(const std::vector<double>& values) {
    const spc::RunChart chart = spc::run_chart(values);
    const auto count = static_cast<std::int64_t>(values.size());
    expect(0 <= chart.useful && chart.useful <= count && chart.longest_run <= chart.useful, "runs of ",
           chart.longest_run, " in ", chart.useful);
    expect(chart.crossings < std::max<std::int64_t>(chart.useful, 1), chart.crossings, " crossings of ", chart.useful);
    double least = infinite, most = -infinite;
    for (const double value : values)
        if (std::isfinite(value)) least = std::min(least, value), most = std::max(most, value);
    expect(std::isnan(chart.median) == (least > most), "median ", chart.median);
    if (least <= most) expect(least <= chart.median && chart.median <= most, "median ", chart.median);
    if (chart.useful == 0) expect(!chart.signal, "a signal of nothing");
}

}  // namespace

void charts(Bytes bytes) {
    const auto kind = static_cast<ChartKind>(bytes.below(8));
    spc::ChartRule rule{.polarity = Polarity::high_is_good,
                        .two_of_three = static_cast<TwoOfThree>(bytes.below(2)),
                        .screen_ranges = bytes.flag(),
                        .laney = bytes.flag()};
    if (bytes.flag()) rule.multiplier = bytes.number();
    const Columns columns = some_columns(kind, bytes);
    check_run_chart(columns.values);
    const auto chart = unless_refused([&] { return draw(kind, columns, rule); });
    if (!chart) return;
    expect(chart->points.size() == columns.values.size(), "points are lost");
    for (std::size_t i = 0; i < chart->points.size(); ++i) {
        check_point(chart->points[i], columns.values[i], kind, i);
        if (i > 0) expect(chart->points[i].phase - chart->points[i - 1].phase <= 1, "phases out of order");
    }
    rule.polarity = Polarity::low_is_good;
    const ControlChart other = draw(kind, columns, rule);
    for (std::size_t i = 0; i < chart->points.size(); ++i)
        expect(other.points[i].point_type == turned(chart->points[i].point_type), "point ", i,
               " does not turn with polarity");
}

}  // namespace headway::fuzz
