// Gates of business cases by hand: how they stand, how far they slipped, and savings that start before them.
#include <string>
#include <vector>

#include "headway/plan/gate.hpp"
#include "headway/plan/gate_windows.hpp"
#include "headway/plan/read_gates.hpp"
#include "headway/plan/timeline.hpp"
#include "testing.hpp"

namespace test_gate {

using namespace headway;
using namespace headway::plan;
using namespace headway::test;

namespace {

const Period october = Period::month(2024, 10);

std::optional<GateDate> on(const char* text) { return read_gate_date(text, std::nullopt); }

Gate gate(std::optional<GateDate> planned, std::optional<GateDate> forecast = {}, std::optional<GateDate> actual = {}) {
    return {.programme = "Telecare",
            .stage = BusinessCase::full,
            .planned = planned,
            .forecast = forecast,
            .actual = actual};
}

GateStanding of(const Gate& one) { return standing(one, october, true); }

}  // namespace

TEST_CASE("a gate stands by its actual date, else its forecast, else its plan") {
    CHECK(of(gate(on("Q2 2024/25"))).state == GateState::overdue);
    CHECK(of(gate(on("Q2 2024/25"))).days_over == 31);
    CHECK(of(gate(on("Q2 2024/25"), on("December 2024"))).state == GateState::due_later);
    CHECK(of(gate(on("Q2 2024/25"), {}, on("30/09/2024"))).state == GateState::passed);
    CHECK(of(gate(on("31/10/2024"))).state == GateState::due_later);  // due on the last day
    CHECK(of(gate(on("30/10/2024"))).days_over == 1);
    CHECK(of(gate({})).state == GateState::no_date);
    CHECK(of(gate(on("2024 onwards"))).state == GateState::due_later);
}

TEST_CASE("slip goes from the planned date to the expected one") {
    const GateStanding later = of(gate(on("by the end of Q3 2024/25"), on("28 February 2025")));
    CHECK(later.slip.days == 59);
    CHECK(!later.slip.months);  // to and from days
    const GateStanding months = of(gate(on("December 2024"), on("Q4 2024/25")));
    CHECK(months.slip.months == 3);
    CHECK(months.slip.days == 90);
    CHECK(of(gate(on("December 2024"), {}, on("October 2024"))).slip.months == -2);
    CHECK(!of(gate(on("December 2024"))).slip.days);
    const GateStanding onwards = of(gate(on("December 2024"), on("2026 onwards")));
    CHECK(onwards.slip.months == 13);
    CHECK(onwards.slip.at_least);
    CHECK(!of(gate(on("2026 onwards"), on("March 2027"))).slip.days);
}

TEST_CASE("of what is expected onwards from before its planned date no slip can be said") {
    const GateStanding either = of(gate(on("March 2026"), on("2026 onwards")));  // not before January: either way
    CHECK(!either.slip.days);
    CHECK(!either.slip.months);
    CHECK(!either.slip.at_least);
    CHECK(of(gate(on("31/12/2025"), on("2026 onwards"))).slip.days == 1);
    CHECK(of(gate(on("01/01/2026"), on("2026 onwards"))).slip.days == 0);
    CHECK(of(gate(on("01/01/2026"), on("2026 onwards"))).slip.at_least);
}

TEST_CASE("forecasts out of the order of their stages are told") {
    std::vector<Gate> gates{gate(on("June 2024"), on("March 2025")), gate(on("September 2024"), on("December 2024")),
                            gate(on("October 2024"))};
    gates[0].stage = BusinessCase::outline;
    gates[2].stage = BusinessCase::delivery;
    const auto stand = standings(gates, october);
    CHECK(stand[0].expected_after == BusinessCase::full);
    CHECK(stand[1].expected_after == BusinessCase::delivery);
    CHECK(!stand[2].expected_after);
    CHECK(count_gates(stand).out_of_order == 2);
    gates[1].forecast = on("December 2024 onwards");  // it may be in March too
    gates[2].planned = on("March 2025");
    CHECK(count_gates(standings(gates, october)).out_of_order == 0);
}

TEST_CASE("a saving that starts before its gate is told, by months") {
    Gate slipped = gate(on("September 2024"), on("January 2025"));
    slipped.saving_start = Period::month(2024, 10);
    CHECK(of(slipped).early == 3);
    CHECK(!standing(slipped, october, false).early);  // a later stage is its gate
    slipped.forecast = on("31 October 2024");
    CHECK(!of(slipped).early);
    slipped.forecast = on("2025 onwards");
    CHECK(of(slipped).early == 3);
    CHECK(of(slipped).early_at_least);
    const std::vector<GateStanding> all{of(slipped), of(gate({})), of(gate(on("May 2024"), {}, on("June 2024")))};
    const GateCounts counts = count_gates(all);
    CHECK(counts.gates == 3);
    CHECK(counts.passed == 1);
    CHECK(counts.due_later == 1);
    CHECK(counts.no_date == 1);
    CHECK(counts.later == 2);
    CHECK(counts.early_savings == 1);
}

TEST_CASE("a gate stands on a timeline from when it was planned to when it is expected") {
    const auto window = [](const Gate& one) { return window_of(one).value_or(Window{}); };
    const Window slipped = window(gate(on("Q3 2024/25"), on("January 2025")));
    CHECK(slipped.first == Period::day(2025, 1, 1));
    CHECK(slipped.last == Period::month(2025, 1));
    const Window sooner = window(gate(on("Q3 2024/25"), {}, on("November 2024")));
    CHECK(sooner.first == Period::day(2024, 12, 1));
    CHECK(sooner.last == Period::quarter(2024, 3));
    CHECK(!window(gate(on("Q3 2024/25"), {}, on("31 December 2024"))).first);
    CHECK(window(gate(on("Q3 2024/25"), on("2026 onwards"))).first == Period::day(2025, 1, 1));
    CHECK(!window(gate(on("Q3 2024/25"), on("2026 onwards"))).last);
    CHECK(window(gate(on("March 2026"), on("2026 onwards"))).first == Period::year(2026, calendar_year));
    CHECK(window(gate(on("2026 onwards"))).first == Period::year(2026, calendar_year));
    CHECK(!window_of(gate({})));
    const std::vector<Gate> gates{gate(on("Q3 2024/25"), on("January 2025"))};
    CHECK(!by_day(gates));
    CHECK(by_day(std::vector{gate(on("31/12/2024"))}));
    const Timeline drawn = timeline(as_windows(gates), october);
    CHECK(drawn.bars[0]->to - drawn.bars[0]->from == 1.0);
}

TEST_CASE("dates and stages are read as people write them") {
    CHECK(on("2026 onwards")->label() == "2026 onwards");
    CHECK(on("from January 2026 onwards")->period == Period::month(2026, 1));
    const Period year = Period::year(2024);
    CHECK(read_gate_date("by the end of Q3", year).period == Period::day(2024, 12, 31));
    CHECK(read_gate_date("Q3", year).period == Period::quarter(2024, 3));
    CHECK(read_gate_date("November", year).period == Period::month(2024, 11));
    CHECK(read_gate_date("by February", year).period == Period::month(2025, 2));
    CHECK(read_gate_date("March 2026", year).period == Period::month(2026, 3));
    CHECK(says(refusal([&] { (void)read_gate_date("Q3", std::nullopt); }), "needs its year"));
    CHECK(says(refusal([&] { (void)read_gate_date("soon", year); }), "which is no date, nor one of 2024/25"));
    CHECK(read_stage("Outline Business Case") == BusinessCase::outline);
    CHECK(read_stage("FBC") == BusinessCase::full);
    CHECK(read_stage("in delivery") == BusinessCase::delivery);
    CHECK(read_stage("Strategic Case") == BusinessCase::strategic);
    CHECK(says(refusal([] { (void)read_stage(" "); }), "found nothing; accepted as stage of a business case: strategic"));
    CHECK(says(refusal([] { (void)read_stage("outlin"); }), "did you mean \"outline\"?"));
}

TEST_CASE("gates that cannot be are refused, all at once") {
    const auto read = [](std::vector<std::string> stages, std::vector<std::string> planned,
                         std::vector<std::string> actual, std::vector<std::string> start) {
        const std::vector<std::string> programmes(stages.size(), "Telecare");
        return standings(read_gates({.programme = {"programme", programmes},
                                     .stage = {"stage", std::move(stages)},
                                     .planned = {"planned", std::move(planned)},
                                     .actual = {"actual", std::move(actual)},
                                     .saving_start = {"start", std::move(start)}},
                                    std::nullopt),
                         october);
    };
    const auto good = read({"OBC", "FBC"}, {"June 2024", "September 2024"}, {"July 2024", ""}, {"2024-10", "2024-10"});
    CHECK(good[0].slip.months == 1);
    CHECK(!good[1].early);
    const std::string said = refusal([&] {
        (void)read({"OBC", "FBC", "outline", "delivery"}, {"December 2024", "September 2024", "", "December 2024"},
                   {"", "", "November 2024", ""}, {"", "", "", "2024-10"});
    });
    CHECK(says(said, "4 problems:"));
    CHECK(says(said, "row 1: found the full gate of \"Telecare\" planned for 'September 2024', before that of the "
                     "outline case in 'December 2024'; accepted: stages in their order"));
    CHECK(says(said, "row 2: found the outline gate of \"Telecare\", which row 0 has already"));
    CHECK(says(said, "row 2: found the outline gate of \"Telecare\" passed in 'November 2024', after 'October 2024'"));
    CHECK(says(said, "row 3: found the delivery gate of \"Telecare\" planned for 'December 2024', after its saving "
                     "starts in '2024-10'; accepted: a saving that starts when its gate is passed"));
    const std::string unread = refusal([&] { (void)read({"x", "FBC"}, {"soon", ""}, {"", "2024 onwards"}, {}); });
    CHECK(says(unread, "row 0, column 'stage': found \"x\""));
    CHECK(says(unread, "row 0, column 'planned': period \"soon\""));
    CHECK(says(unread, "row 1, column 'actual': found '2024 onwards'"));
}

}  // namespace test_gate
