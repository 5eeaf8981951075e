// Simulated plans: no total beyond what its parts can come to.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "headway/uncertainty/simulation.hpp"
#include "targets.hpp"

namespace headway::fuzz {

namespace {

[[nodiscard]] double a_share(Bytes& bytes) { return bytes.flag() ? bytes.byte() / 100.0 : bytes.number(); }

[[nodiscard]] Delivery a_delivery(Bytes& bytes) {
    const std::size_t shape = bytes.below(5);
    double a = a_share(bytes), b = a_share(bytes), c = a_share(bytes);
    if (bytes.flag()) {  // as somebody would say it
        if (a > b) std::swap(a, b);
        if (b > c) std::swap(b, c);
        if (a > b) std::swap(a, b);
    }
    switch (shape) {
        case 0: return Delivery::certain(a);
        case 1: return Delivery::bernoulli(a, b);
        case 2: return Delivery::triangular(a, b, c);
        case 3: return Delivery::pert(a, b, c);
        default: return Delivery::beta(a + 0.01, b + 0.01, 0.0, c);
    }
}

[[nodiscard]] Delay a_delay(Bytes& bytes) {
    const std::size_t shape = bytes.below(8);
    const double a = static_cast<double>(bytes.below(24)), b = static_cast<double>(bytes.below(24)),
                 c = static_cast<double>(bytes.below(24));
    switch (shape) {
        case 0: return Delay::fixed(static_cast<int>(a));
        case 1: return Delay::triangular(a / 2.0, a / 2.0 + b / 4.0, a / 2.0 + b / 4.0 + c);
        case 2: return Delay::pert(a / 2.0, a / 2.0 + b / 4.0, a / 2.0 + b / 4.0 + c);
        case 3: return Delay::months({{static_cast<int>(a), 0.25}, {static_cast<int>(a + b) + 1, 0.75}});
        case 4: return Delay::triangular(bytes.number(), b, c);
        default: return Delay::none();
    }
}

[[nodiscard]] std::vector<UncertainSaving> some_savings(Bytes& bytes) {
    const std::size_t count = bytes.below(4), years = bytes.below(6) + 1;
    std::vector<UncertainSaving> savings;
    for (std::size_t s = 0; s < count; ++s) {
        std::vector<double> amounts(years);
        for (double& amount : amounts) amount = bytes.flag() ? bytes.byte() / 10.0 : bytes.number();
        const Delivery delivery = a_delivery(bytes);
        savings.push_back(uncertain_saving("saving " + std::to_string(s), amounts, delivery, a_delay(bytes)));
    }
    return savings;
}

/// The least and the most that a saving can come to in a year.
void add_possible(const UncertainSaving& saving, std::size_t year, double& least, double& most) {
    double smallest = infinite, largest = -infinite;
    for (const std::vector<double>& amounts : saving.profiles) {
        smallest = std::min(smallest, amounts[year]);
        largest = std::max(largest, amounts[year]);
    }
    const Delivery& delivery = saving.delivery;
    const bool all = delivery.shape == DeliveryShape::certain;
    const double low = all ? delivery.high : delivery.shape == DeliveryShape::bernoulli ? 0.0 : delivery.low;
    least += std::min(low * smallest, delivery.high * smallest);
    most += std::max(low * largest, delivery.high * largest);
}

void check(const Simulation& simulation, const std::vector<UncertainSaving>& savings) {
    for (std::size_t year = 0; year < simulation.years(); ++year) {
        double least = 0.0, most = 0.0;
        for (const UncertainSaving& saving : savings) add_possible(saving, year, least, most);
        if (!std::isfinite(least) || !std::isfinite(most)) continue;
        const double rounding = 1e-9 * std::fmax(std::fabs(least), std::fabs(most)) + simulation.rounding[year];
        if (!std::isfinite(rounding)) continue;
        for (const double total : simulation.totals[year])
            expect(least - rounding <= total && total <= most + rounding, "year ", year, ": ", total, " of ", least,
                   " to ", most);
        expect(least - rounding <= simulation.mean[year] && simulation.mean[year] <= most + rounding, "mean ",
               simulation.mean[year], " of ", least, " to ", most);
        expect(simulation.standard_deviation[year] >= 0.0, "a deviation of ", simulation.standard_deviation[year]);
        const std::vector<double> levels{0.0, 0.1, 0.5, 0.9, 1.0};
        const FanOfYear fan = simulation.fan(year, levels);
        expect(std::is_sorted(fan.quantiles.begin(), fan.quantiles.end()), "quantiles out of order");
        expect(simulation.probability(year, fan.quantiles.front()) == 1.0, "the least is not always reached");
        expect(fan.prudent == simulation.prudent(year) && simulation.probability(year, fan.prudent) >= 0.8 - 1e-9,
               "the prudent figure is reached with ", simulation.probability(year, fan.prudent));
        for (const std::vector<double>& share : {simulation.saving_deviation[0], simulation.saving_mean[0]})
            expect(std::isfinite(share[year]), "a saving's mean or deviation is ", share[year]);
    }
}

}  // namespace

void simulation(Bytes bytes) {
    SimulationRule rule{.draws = 2 + bytes.below(200), .seed = bytes.byte()};
    const double correlation = (bytes.byte() - 128) / 128.0;
    const auto savings = unless_refused([&] { return some_savings(bytes); });
    if (!savings) return;
    if (correlation != -1.0) {
        const auto alike = unless_refused([&] { return stats::Correlation::equal(savings->size(), correlation); });
        if (alike) rule.correlation = *alike;
    }
    const auto simulation = unless_refused([&] { return simulate(*savings, rule); });
    if (!simulation) return;
    check(*simulation, *savings);
    expect(simulate(*savings, rule).totals == simulation->totals || !std::isfinite(simulation->mean[0]),
           "the same seed gives other draws");
}

}  // namespace headway::fuzz
