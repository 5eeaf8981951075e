// Rates three indicators of a council's report against their targets, from the headers alone. It names the two headers
// that it needs, which compile in a third of the time of headway/headway.hpp.

#include <headway/report/scorecard.hpp>
#include <headway/time/period.hpp>

#include <cstdio>
#include <string>
#include <vector>

using namespace headway;

int main() {
    const std::vector<Indicator> indicators{
        {.id = "cla", .name = "Looked-after children", .unit = "per 10,000", .polarity = Polarity::low_is_good},
        {.id = "homes", .name = "Decent homes", .unit = "%", .polarity = Polarity::high_is_good},
        {.id = "contacts", .name = "Contacts received", .unit = "", .polarity = Polarity::neutral},
    };
    const std::vector<Result> results{
        {"Children", "cla", "September 2024", 94.26, 94.86, {{86.6, 86.6}}},
        {"Housing", "homes", "2024/25 - Q2", 53.5, 53.2, {{57.4, 57.4}}},
        {"Adults", "contacts", "September 2024", 706, 351, {{}}},
    };

    const Scorecard card = scorecard(indicators, results, {"target"});
    for (const ScorecardRow& row : card.rows) {
        const Assessment& against_target = row.assessments.front();
        const bool rated = against_target.reason == Reason::rated;
        const std::string verdict{rated ? word(against_target.rating) : word(against_target.reason)};
        const std::string direction{word(row.direction)};
        std::printf("%-22s %-15s %7.2f %+8.2f  %-10s %s\n", row.indicator.name.c_str(),
                    Period::parse(row.result.period).label().c_str(), row.result.latest, row.change,
                    direction.c_str(), verdict.c_str());
    }
}
