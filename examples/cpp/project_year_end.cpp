// Projects a year-to-date rate to the end of its year, with its interval, its chance of the target and its two ratings.

#include <headway/outlook/backtest.hpp>
#include <headway/outlook/projection.hpp>
#include <headway/outlook/required_run_rate.hpp>
#include <headway/report/outlook_ratings.hpp>

#include <cstdio>
#include <string>
#include <vector>

using namespace headway;

int main() {
    // Admissions to care homes, April to September 2024, reconstructed from printed rates; population 34,647.
    const double per_event = 100'000 / 34'647.0;
    std::vector<double> year_to_date;
    double events = 0;
    for (const int admissions : {18, 17, 16, 16, 19, 15}) year_to_date.push_back((events += admissions) * per_event);

    const Series rate_per_100_000(year_to_date, Period::parse("2024-04"), Accrual::cumulative);
    const Profile profile{.shape = ProfileShape::linear, .target = {560.8, 560.8}};
    const Projection outlook =
        project_year_end(rate_per_100_000, {.target = 560.8, .polarity = Polarity::low_is_good, .event = per_event});
    const OutlookRatings ratings = outlook_ratings(outlook, profile, {.polarity = Polarity::low_is_good});
    const Projection as_published = project_year_end(rate_per_100_000, {.method = Method::ols_cumulative});

    std::printf("%s: %.1f (%.1f to %.1f at %.0f%%), %.0f%% chance of 560.8\n", outlook.year->label().c_str(),
                outlook.value, outlook.lower, outlook.upper, 100 * outlook.rule.level, 100 * outlook.probability);
    std::printf("today %s, at year end %s\n", std::string(word(ratings.in_year.rating)).c_str(),
                std::string(word(ratings.year_end.rating)).c_str());
    std::printf("to land on target each month must bring %.1f\n", required_run_rate(rate_per_100_000, 560.8));
    std::printf("by the line that the report drew: %.1f\n", as_published.value);
    std::printf("%s\n", outlook.reason.c_str());

    // Four steady years, and a fifth that began higher.
    std::vector<double> calls;
    for (int year = 0; year < 4; ++year)
        for (const int quarter : {30, 21, 12, 22}) calls.push_back(quarter + 2 * year % 3);
    calls.insert(calls.end(), {35.0, 24.0});
    const Series quarters(calls, Period::parse("2020/21 - Q1"), Accrual::flow, Frequency::quarter);
    for (const Replay& past : backtest(quarters))
        std::printf("%s: projected %.1f (%.1f to %.1f), %.1f in the end\n", past.year.label().c_str(), past.projected,
                    past.lower, past.upper, past.actual);
}
