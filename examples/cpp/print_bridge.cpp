// Prints the bridge of a savings plan, from what was expected to what is forecast, and checks that it closes.

#include <headway/appraisal/discount.hpp>
#include <headway/savings/assemble_plan.hpp>
#include <headway/savings/bridge.hpp>

#include <cstdio>
#include <string>
#include <vector>

using namespace headway;

int main() {
    // This city's transformation programme of 2024, in millions of pounds; money as the report printed it.
    const PlanRows rows{
        .confidence = {{.portfolio = "Adult Social Care & Health",
                        .expected = "£14.65m",
                        .levels = {"£12.75m", "£1.9m", "0"}},
                       {.portfolio = "Children's Services", .expected = "£7.9m",
                        .levels = {"£6.2m", "£1.47m", "£0.23m"}},
                       {.portfolio = "Customer & Community", .expected = "£1m", .levels = {"£0.76m", "£0.24m", "£0"}},
                       {.portfolio = "Enabling Excellence", .expected = "£4m", .levels = {"£0", "£1.97m", "£2.03m"}},
                       {.portfolio = "Growth & Prosperity", .expected = "£2m", .levels = {"£0", "£0.39m", "£1.61m"}},
                       {.portfolio = "Resident Services", .expected = "£11.3m*",
                        .levels = {"£1.57m", "£5.93m", "£3.8m"}},
                       {.portfolio = "Schools & SEND", .expected = "£1.8m*", .levels = {"£1.8m", "£0", "£0"}}},
        .profile = [] {
            struct Line {
                const char* portfolio;
                double run_rate[5];
            };
            std::vector<ProfileRow> profile;
            for (const Line& line : {Line{"Adult Social Care & Health", {2.24, 13.90, 17.00, 17.00, 17.00}},
                                     Line{"Children's Services", {2.70, 6.55, 9.17, 9.17, 9.17}},
                                     Line{"Schools & SEND", {1.32, 2.56, 3.21, 3.67, 3.67}},
                                     Line{"Growth & Prosperity", {0.00, 0.39, 0.39, 0.39, 0.39}},
                                     Line{"Resident Services", {0.64, 5.94, 6.63, 8.00, 8.39}},
                                     Line{"Customer & Community", {0.30, 0.76, 1.00, 1.00, 1.01}},
                                     Line{"Enabling Services", {0.10, 1.94, 1.97, 1.97, 1.97}}})
                for (int year = 0; year < 5; ++year)
                    profile.push_back({.portfolio = line.portfolio,
                                       .year = Period::year(2024 + year).label(),
                                       .run_rate = line.run_rate[year]});
            return profile;
        }()};
    // The report calls one portfolio by two names.
    const SavingsPlan plan = assemble_plan(rows, {.aliases = {{"Enabling Services", "Enabling Excellence"}}});

    std::printf("%-28s %9s %14s %17s %9s\n", "£m", "expected", "not validated", "over-achievement", "forecast");
    for (const BridgeRow& row : bridge(plan, {.printed = 41.60})) {
        std::printf("%-27s %9.2f %14.2f %+17.2f %9.2f\n", row.portfolio.c_str(), row.expected, -row.not_validated,
                    row.over_achievement, row.forecast);
        if (row.portfolio == "Total")
            std::printf(row.unexplained == 0.0 ? "it closes\n" : "it misses the printed forecast by %.2f\n",
                        row.unexplained);
    }
    std::printf("cash %.2f, worth %.2f in 2024/25 at the Green Book's rates\n", cash(plan),
                present_value(total(plan).run_rate, green_book()));
    for (const std::string& note : plan.notes) std::printf("%s\n", note.c_str());
}
