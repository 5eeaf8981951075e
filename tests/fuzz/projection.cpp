// Projections to the end of a year.
#include <array>
#include <cmath>
#include <vector>

#include "headway/outlook/projection.hpp"
#include "targets.hpp"

namespace headway::fuzz {

namespace {

[[nodiscard]] std::optional<Series> a_series(Bytes& bytes) {
    const auto accrual = static_cast<Accrual>(bytes.below(5));
    const auto frequency = static_cast<Frequency>(bytes.below(4));
    const Period start = Period::month(2018, static_cast<int>(bytes.below(12)) + 1);
    const Calendar calendar = bytes.flag() ? calendar_year : financial_calendar;
    std::vector<double> values(bytes.below(50));
    const bool alike = bytes.flag();  // what tables hold: counts about one another
    for (double& value : values) value = alike ? 100.0 + bytes.byte() % 40 : bytes.number();
    return unless_refused([&] { return Series(values, start, accrual, frequency, calendar); });
}

[[nodiscard]] ProjectionRule a_rule(const Series& series, Bytes& bytes) {
    ProjectionRule rule{.method = static_cast<Method>(bytes.below(Vocabulary<Method>::words.size()))};
    const std::uint8_t options = bytes.byte();
    if (options & 1) rule.target = bytes.number();
    if (options & 2) rule.polarity = static_cast<Polarity>(bytes.below(4));
    if (options & 4) rule.level = bytes.byte() / 255.0;
    if (options & 8) rule.sides = static_cast<Sides>(bytes.below(3));
    if (options & 16) rule.bounds = {bytes.number(), bytes.number()};
    if (options & 32) rule.event = bytes.number();
    if (options & 64) rule.target_range = {bytes.number(), bytes.number()};
    if (options & 128 && series.accrual() == Accrual::average)
        for (std::size_t i = 0; i < series.size(); ++i) rule.denominators.push_back(bytes.number());
    return rule;
}

void check(const Projection& projection, const Series& series) {
    const bool found = projection.outcome == Outcome::projected || projection.outcome == Outcome::complete;
    expect(!projection.reason.empty(), "no reason for ", word(projection.outcome));
    expect(std::isfinite(projection.value) == found, word(projection.outcome), " with the value ", projection.value);
    expect(projection.method.has_value() == (projection.outcome == Outcome::projected), word(projection.outcome),
           " by a method, or without one");
    if (projection.rule.sides == Sides::both || projection.rule.level >= 0.5) {
        expect(!(projection.lower > projection.value), projection.value, " is below ", projection.lower, " (",
               projection.reason, ")");
        expect(!(projection.value > projection.upper), projection.value, " is above ", projection.upper, " (",
               projection.reason, ")");
    }
    expect(found || (std::isnan(projection.lower) && std::isnan(projection.upper)), "an interval without a value");
    expect(std::isnan(projection.probability) || (0.0 <= projection.probability && projection.probability <= 1.0),
           "a chance of ", projection.probability);
    expect(std::isnan(projection.past_error) || projection.past_error >= 0.0, "an error of ", projection.past_error);
    expect(projection.known >= 0 && projection.remaining >= 0, "points below 0");
    if (projection.outcome == Outcome::projected)
        expect(projection.path.size() == static_cast<std::size_t>(projection.remaining), projection.path.size(),
               " points to come for ", projection.remaining);
    for (const double point : projection.path) expect(std::isfinite(point), "a point to come is ", point);
    if (projection.outcome == Outcome::complete)
        for (const double end : {projection.lower, projection.upper})
            expect(end == projection.value || (std::isnan(end) && projection.rule.sides != Sides::both),
                   "a fact has an interval: ", projection.value, ", and ", end);
    if (projection.year && projection.as_at)
        expect(projection.year->contains(*projection.as_at), projection.year->label(), " without ",
               projection.as_at->label());
    const bool adds_up = series.accrual() == Accrual::flow && projection.rule.bounds.lower >= 0.0;
    if (found && adds_up && std::isfinite(projection.reached))
        expect(projection.value >= projection.reached * (1.0 - 1e-9), "a total falls from ", projection.reached, " to ",
               projection.value);
}

}  // namespace

void projection(Bytes bytes) {
    const std::optional<Series> series = a_series(bytes);
    if (!series) return;
    const ProjectionRule rule = a_rule(*series, bytes);
    const auto projection = unless_refused([&] { return project_year_end(*series, rule); });
    if (!projection) return;
    check(*projection, *series);
    const Projection again = project_year_end(*series, rule);
    expect(same(projection->value, again.value) && same(projection->lower, again.lower) &&
               same(projection->probability, again.probability),
           "the same series is projected in two ways");
}

}  // namespace headway::fuzz
