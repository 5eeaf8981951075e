// Delays through dependants by hand, gates that savings wait for, and programmes by what they have in common.
#include <string>
#include <vector>

#include "headway/savings/delayed.hpp"
#include "headway/savings/dependencies.hpp"
#include "headway/savings/gated.hpp"
#include "headway/savings/programme_groups.hpp"
#include "testing.hpp"

namespace test_delayed {

using namespace headway;
using namespace headway::test;

namespace {

Period month(int months) { return Period::month(2024, 4).shifted(months); }

SavingsPlan plan_of(std::vector<Programme> programmes, std::vector<Workstream> workstreams = {}) {
    SavingsPlan plan;
    plan.years = {Period::year(2024), Period::year(2025)};
    plan.programmes = std::move(programmes);
    plan.workstreams = std::move(workstreams);
    return plan;
}

/// HR is ready in April; system starts in June, service in October, training in November and needs both.
SavingsPlan chain() {
    return plan_of({{.name = "System", .expected = 12.0, .start = month(2), .depends_on = {"HR"}},
                    {.name = "Service", .expected = 2.4, .start = month(6), .depends_on = {"System"}},
                    {.name = "Training", .expected = 1.2, .start = month(7), .depends_on = {"service", "System"}},
                    {.name = "Alone", .expected = 5.0, .start = month(0)}},
                   {{.name = "HR", .ready = month(0)}, {.name = "Procurement"}});
}

}  // namespace

TEST_CASE("a delay passes through three dependants, less slack") {
    // HR 9 late: System has 2 months of slack and is 7 late, Service 4 and is 3, Training 1 after Service and is 2,
    // and 5 after System, by which it would be 2 as well
    const DelayedPlan late = delayed(chain(), {{"HR", 9}});
    REQUIRE(late.programmes.size() == 3);
    CHECK(late.programmes[0].late.months == 7);
    CHECK(late.programmes[0].late.because == 4);
    CHECK(late.programmes[1].late.months == 3);
    CHECK(late.programmes[1].late.because == 0);
    CHECK(late.programmes[2].late.months == 2);
    CHECK(late.programmes[2].late.because == 1);
    CHECK(late.programmes[0].start == month(9));
    // System: 12 a year from June is 10 of the first year; from January 3, so 7 short; all of the second
    CHECK(late.programmes[0].years[0].planned == 10.0);
    CHECK(late.programmes[0].years[0].forecast == 3.0);
    CHECK(late.programmes[0].years[0].timing == 7.0);
    CHECK(late.programmes[0].years[1].shortfall == 0.0);
    // Service: 2.4 from October is 1.2, from January 0.6; Training: 1.2 from November is 0.5, from January 0.3
    CHECK(within(late.years[0].shortfall, 7.0 + 0.6 + 0.2));
    CHECK(within(late.years[0].planned, 10.0 + 1.2 + 0.5));
    CHECK(late.years[1].shortfall == 0.0);
}

TEST_CASE("a pure delay loses nothing for ever, in the last year of the plan too") {
    // 12 a year from October of the last year: 6 in it, 3 from January on, and 12 in every later year either way
    SavingsPlan plan = plan_of({{.name = "Late", .expected = 12.0, .start = month(18)},
                                {.name = "Once", .expected = 5.0, .start = month(23)}});
    plan.programmes[1].recurrence = Recurrence::one_off;
    const DelayedPlan late = delayed(plan, {{"Late", 3}, {"Once", 1}});
    const Slippage& last = late.programmes[0].years[1];
    CHECK(last.planned == 6.0);
    CHECK(last.shortfall == 3.0);
    CHECK(last.timing == 3.0);
    CHECK(last.permanent == 0.0);
    CHECK(late.programmes[1].years[1].timing == 5.0);  // it comes in April after the plan
    CHECK(late.years[1].permanent == 0.0);
    const std::vector<plan::Gate> gates{{.programme = "Late",
                                         .stage = BusinessCase::full,
                                         .planned = plan::GateDate{month(17)},
                                         .forecast = plan::GateDate{month(21)}}};
    const auto waiting = gated(plan, gates, month(16));
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].years[1].timing == 3.0);
    CHECK(waiting[0].years[1].permanent == 0.0);
}

TEST_CASE("what slack absorbs goes no further, and an own delay counts where it is more") {
    CHECK(delayed(chain(), {{"HR", 2}}).programmes.empty());
    const DelayedPlan own = delayed(chain(), {{"HR", 9}, {"Service", 6}});
    CHECK(own.programmes[1].late.months == 6);
    CHECK(!own.programmes[1].late.because);
    CHECK(own.programmes[2].late.months == 5);
    const DelayedPlan unknown =
        delayed(plan_of({{.name = "a"}, {.name = "b", .start = month(5), .depends_on = {"a"}}}), {{"a", 3}});
    CHECK(unknown.programmes[1].late.months == 3);  // no start of a is known: no slack
    CHECK(unknown.programmes[0].years.empty());
    CHECK(!unknown.programmes[0].start);
    const DelayedPlan early = delayed(
        plan_of({{.name = "a", .start = month(5)}, {.name = "b", .start = month(1), .depends_on = {"a"}}}), {{"a", 3}});
    CHECK(early.programmes[1].late.months == 3);  // it started before what it needs: no slack
}

TEST_CASE("an order in which programmes and workstreams can come, and what starts before what it needs") {
    const DependencyGraph graph = dependency_graph({{.name = "last", .depends_on = {"middle", "ICT"}},
                                                    {.name = "middle", .start = month(1), .depends_on = {"first"}},
                                                    {.name = "first", .start = month(3)}},
                                                   {{.name = "ICT", .ready = month(9)}});
    CHECK(graph.order == std::vector<std::size_t>{2, 1, 3, 0});
    CHECK(graph.names[3] == "ICT");
    const auto early = too_early(graph);
    REQUIRE(early.size() == 1);
    CHECK(early[0].months == 2);
    const auto waits = too_early(dependency_graph({{.name = "a", .start = month(1), .depends_on = {"ICT"}}},
                                                  {{.name = "ICT", .ready = month(9)}}));
    CHECK(waits[0].needs == 1);
    CHECK(waits[0].months == 8);
    CHECK(refusal([] {
              (void)dependency_graph({{.name = "d", .depends_on = {"a"}},
                                      {.name = "a", .depends_on = {"b"}},
                                      {.name = "b", .depends_on = {"c"}},
                                      {.name = "c", .depends_on = {"a"}}});
          }) ==
          "dependencies: found a circle: 'a' needs 'b' needs 'c' needs 'a'; accepted: an order in which each comes "
          "after what it needs");
    CHECK(
        says(refusal([] { (void)dependency_graph({{.name = "HR"}}, {{.name = "hr"}}); }), "which is the name of two"));
}

TEST_CASE("a thousand dependencies over a hundred programmes have an order") {
    std::vector<Programme> programmes;
    for (int i = 0; i < 100; ++i) {
        programmes.push_back({.name = "p" + std::to_string(i), .expected = 1.0, .start = month(0)});
        for (int back = 1; back <= 10 && back <= i; ++back)
            programmes.back().depends_on.push_back("p" + std::to_string(i - back));
    }
    const DependencyGraph graph = dependency_graph(programmes);
    std::vector<std::size_t> place(100);
    for (std::size_t i = 0; i < 100; ++i) place[graph.order[i]] = i;
    for (std::size_t i = 0; i < 100; ++i)
        for (const std::size_t need : graph.needs[i]) CHECK(place[need] < place[i]);
    CHECK(delayed(plan_of(programmes), {{"p0", 24}}).programmes.size() == 100);
}

TEST_CASE("delays that cannot be are refused, all at once") {
    const std::string said = refusal([] {
        (void)delayed(chain(), {{"Sistem", 3}, {"HR", -1}, {"Alone", 2}, {"alone", 3}});
    });
    CHECK(says(said, "3 problems:"));
    CHECK(says(said, "delay of \"Sistem\": found no such programme or workstream; did you mean \"System\"?"));
    CHECK(says(said, "delay of \"HR\": found -1 months; accepted: 0 to 1200"));
    CHECK(says(said, "delay of \"alone\": found two; accepted: one each"));
}

TEST_CASE("a saving that starts before its gate loses what comes before it") {
    const auto gate = [](const char* programme, BusinessCase stage, Period planned, std::optional<Period> forecast) {
        plan::Gate made{.programme = programme, .stage = stage, .planned = plan::GateDate{planned}};
        if (forecast) made.forecast = plan::GateDate{*forecast};
        return made;
    };
    const std::vector<plan::Gate> gates{gate("system", BusinessCase::outline, month(0), month(5)),
                                        gate("System", BusinessCase::full, month(1), month(6)),
                                        gate("Service", BusinessCase::full, month(6), {}),
                                        gate("Alone", BusinessCase::delivery, month(0), std::nullopt)};
    const auto waiting = gated(chain(), gates, month(4));
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].programme == 0);
    CHECK(waiting[0].gate == 1);
    CHECK(waiting[0].months == 4);  // June to October
    CHECK(waiting[0].years[0].planned == 10.0);
    CHECK(waiting[0].years[0].forecast == 6.0);
    CHECK(waiting[0].years[0].timing == 4.0);
    CHECK(!waiting[0].at_least);
    std::vector<plan::Gate> wrong = gates;
    wrong[0].programme = "Sistem";
    wrong[2].planned = plan::GateDate{month(7)};
    CHECK(says(refusal([&] { (void)gated(chain(), wrong, month(4)); }),
               "row 0: found \"Sistem\", which is no programme of the plan; did you mean \"System\"?"));
    wrong[0].programme = "System";
    CHECK(says(refusal([&] { (void)gated(chain(), wrong, month(4)); }),
               "planned for 'November 2024', after its saving starts"));
    wrong = gates;
    wrong[1].forecast = plan::GateDate{month(9), true};
    CHECK(gated(chain(), wrong, month(4))[0].at_least);
}

TEST_CASE("programmes by what they have in common, one of two themes once in the total") {
    SavingsPlan plan = plan_of({{.portfolio = "Place",
                                 .name = "a",
                                 .expected = 1.0,
                                 .board = "Place board",
                                 .themes = {"Growth", "Prevention", "growth"}},
                                {.portfolio = "Place",
                                 .name = "b",
                                 .expected = 2.5,
                                 .business_case = BusinessCase::full,
                                 .owner = "Director of Place; Leader",
                                 .board = "place board ",
                                 .themes = {"growth"}},
                                {.portfolio = "Adults",
                                 .name = "c",
                                 .fund = Fund::housing_revenue_account,
                                 .next_step = "in delivery",
                                 .board = "Adults board"},
                                {.portfolio = "Adults", .name = "d"}});
    const std::vector<Board> boards{
        {.name = "Place board", .chair = "Director of Place", .reports_to = "Programme board"},
        {.name = "Adults board", .chair = "Director of Adults", .reports_to = "Programme board"},
        {.name = "Programme board", .chair = "Chief Executive"}};
    const auto by = [&](ProgrammesBy what) { return group_programmes(plan, what, boards); };
    const ProgrammeGroups themes = by(ProgrammesBy::theme);
    REQUIRE(themes.groups.size() == 3);
    CHECK(themes.groups[0].name == "Growth");
    CHECK(themes.groups[0].counts.programmes == 2);
    CHECK(themes.groups[0].expected == 3.5);
    CHECK(themes.groups[1].expected == 1.0);
    CHECK(themes.groups[2].name.empty());
    CHECK(themes.groups[2].counts.programmes == 2);
    CHECK(themes.all.counts.programmes == 4);
    CHECK(themes.all.expected == 3.5);
    CHECK(themes.all.counts.of_another_fund == 1);
    CHECK(by(ProgrammesBy::board).groups[0].counts.programmes == 2);
    CHECK(by(ProgrammesBy::chair).groups[1].name == "Director of Adults");
    CHECK(by(ProgrammesBy::reports_to).groups[0].counts.programmes == 3);
    CHECK(by(ProgrammesBy::lead).groups.size() == 3);
    CHECK(by(ProgrammesBy::stage).groups[0].name == "full");
    CHECK(by(ProgrammesBy::fund).groups[1].counts.programmes == 1);
    CHECK(by(ProgrammesBy::next_step).groups[0].counts.programmes == 1);
    CHECK(by(ProgrammesBy::portfolio).groups[0].expected == 3.5);
    plan.programmes[0].board = "Plaice board";
    CHECK(says(refusal([&] { (void)by(ProgrammesBy::theme); }), "did you mean \"Place board\"?"));
    CHECK(says(refusal([&] { (void)group_programmes(plan, ProgrammesBy::chair); }), "boards: found none"));
    const std::vector<Board> bad{{.name = "A"}, {.name = "a"}, {.name = ""}, {.name = "C", .reports_to = "D"}};
    const std::string said = refusal([&] { (void)group_programmes(plan, ProgrammesBy::theme, bad); });
    CHECK(says(said, "boards, row 1: found \"a\" again"));
    CHECK(says(said, "boards, row 2: found a board without a name"));
    CHECK(says(said, "boards, row 3: found \"D\", to which it reports and which is no board"));
}

}  // namespace test_delayed
