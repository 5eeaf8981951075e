// Actions in their windows, by hand: the timeframes of the peer challenge's action plan, as at the end of a month, and
// days.
#include <string>
#include <vector>

#include "headway/plan/action.hpp"
#include "headway/plan/coverage.hpp"
#include "headway/plan/read_plan.hpp"
#include "headway/plan/timeline.hpp"
#include "testing.hpp"

namespace test_action {

using namespace headway;
using namespace headway::plan;
using namespace headway::test;

namespace {

const Window short_term{.first = Period::month(2025, 4), .last = Period::month(2025, 7)};
const Window longer_term{.first = Period::month(2026, 1)};

Action action(std::optional<Window> window, std::optional<ActionRating> rating = {}) {
    return {.theme = "Place", .name = "Strategy", .owner = "Director", .window = window, .rating = rating};
}

Standing at(const Action& one, int year, int month) { return standing(one, Period::month(year, month)); }

}  // namespace

TEST_CASE("before, within and after a window, both ends included") {
    CHECK(at(action(short_term), 2025, 3).state == ActionState::before_window);
    CHECK(at(action(short_term), 2025, 4).state == ActionState::in_window);
    CHECK(at(action(short_term), 2025, 7).state == ActionState::in_window);
    CHECK(at(action(short_term), 2025, 8).state == ActionState::overdue);
}

TEST_CASE("over-running says that the work goes on, overdue that nobody says so") {
    using enum ActionRating;
    CHECK(at(action(short_term, green), 2025, 10).state == ActionState::over_running);
    CHECK(at(action(short_term, green), 2025, 10).reason == ActionReason::on_track);
    CHECK(at(action(short_term, amber), 2025, 10).state == ActionState::over_running);
    CHECK(at(action(short_term, amber), 2025, 10).reason == ActionReason::delayed);
    CHECK(at(action(short_term, red), 2025, 10).state == ActionState::overdue);
    CHECK(at(action(short_term, red), 2025, 10).reason == ActionReason::not_progressed);
    CHECK(at(action(short_term), 2025, 10).state == ActionState::overdue);
    CHECK(at(action(short_term), 2025, 10).reason == ActionReason::no_status);
    for (const auto month : {1, 6, 12}) {
        CHECK(at(action(short_term, blue), 2025, month).state == ActionState::complete);
        CHECK(at(action(short_term, blue), 2025, month).months_over == std::nullopt);
    }
    for (const auto rating : {green, amber, red}) {
        CHECK(at(action(short_term, rating), 2025, 3).state == ActionState::before_window);
        CHECK(at(action(short_term, rating), 2025, 5).state == ActionState::in_window);
    }
}

TEST_CASE("months over are those begun since the window ended") {
    CHECK(at(action(short_term), 2025, 7).months_over == std::nullopt);
    CHECK(at(action(short_term), 2025, 8).months_over == 1);
    CHECK(at(action(short_term), 2025, 10).months_over == 3);
    CHECK(at(action(short_term, ActionRating::green), 2026, 7).months_over == 12);
    CHECK(standing(action(short_term), Period::parse("2025/26 - Q3")).months_over == 5);  // read at its end, December
}

TEST_CASE("an open window is never over, and no window is a state of its own") {
    CHECK(at(action(longer_term), 2025, 12).state == ActionState::before_window);
    CHECK(at(action(longer_term), 2026, 1).state == ActionState::in_window);
    CHECK(at(action(longer_term), 2199, 12).reason == ActionReason::open);
    CHECK(at(action(longer_term, ActionRating::red), 2199, 12).state == ActionState::in_window);
    CHECK(at(action({}), 2025, 10).state == ActionState::no_window);
    CHECK(at(action({}, ActionRating::blue), 2025, 10).state == ActionState::complete);
}

TEST_CASE("windows of longer periods begin with their first month and end with their last") {
    const Window year{.first = Period::parse("2025/26 - Q1"), .last = Period::parse("2025/26 - Q2")};
    CHECK(at(action(year), 2025, 4).state == ActionState::in_window);
    CHECK(at(action(year), 2025, 9).state == ActionState::in_window);
    CHECK(at(action(year), 2025, 10).months_over == 1);
    const Window quarter{.first = Period::parse("2025/26 - Q1"), .last = Period::parse("May 2025")};
    CHECK(at(action(quarter), 2025, 6).months_over == 1);  // it begins before the quarter's end: no error
}

TEST_CASE("once an action is late it stays late, by a month more each month") {
    for (int month = 8; month <= 12; ++month) {
        const Standing stands = at(action(short_term, ActionRating::amber), 2025, month);
        CHECK(stands.state == ActionState::over_running);
        CHECK(stands.months_over == month - 7);
    }
}

TEST_CASE("counts of actions have their denominators") {
    std::vector<Action> plan{action(short_term), action(short_term, ActionRating::blue),
                             action(short_term, ActionRating::red), action(short_term, ActionRating::amber),
                             action(longer_term, ActionRating::green), action({})};
    plan[4].theme = "Housing";
    const ActionCounts all = count_actions(plan, Period::month(2025, 10));
    CHECK(all.actions == 6);
    CHECK(all.with_status == 4);
    CHECK(all.complete == 1);
    CHECK(all.over_running == 1);
    CHECK(all.overdue == 2);
    CHECK(all.overdue_without_status == 1);
    CHECK(all.before_window == 1);
    CHECK(all.in_window == 0);
    CHECK(all.no_window == 1);
    CHECK(all.blue == 1);
    CHECK(all.green == 1);
    CHECK(all.amber == 1);
    CHECK(all.red == 1);
    const auto themes = actions_by_theme(plan, Period::month(2026, 1));
    REQUIRE(themes.size() == 2);
    CHECK(themes[1].counts.actions == 1);
    CHECK(themes[1].counts.in_window == 1);
}

TEST_CASE("a withdrawn action is never late, has no window over and is counted once") {
    const auto withdrawn = ActionRating::withdrawn;
    for (const auto& window : {std::optional(short_term), std::optional(longer_term), std::optional<Window>{}})
        for (const auto month : {1, 5, 12}) {
            const Standing stands = at(action(window, withdrawn), 2025, month);
            CHECK(stands.state == ActionState::withdrawn);
            CHECK(stands.reason == ActionReason::withdrawn);
            CHECK(!stands.months_over);
            CHECK(!stands.days_over);
        }
    std::vector<Action> plan{action(short_term, withdrawn), action(short_term), action(short_term, ActionRating::blue)};
    const ActionCounts all = count_actions(plan, Period::month(2025, 10));
    CHECK(all.actions == 3);
    CHECK(all.withdrawn == 1);
    CHECK(all.overdue == 1);
    CHECK(all.complete == 1);
    CHECK(all.with_status == 2);
}

TEST_CASE("what is not pursued is read in the words in use, and is no word of initiatives") {
    for (const auto* words : {"Withdrawn", "CANCELLED", "canceled", "Superseded", "Not proceeding", "No longer pursued",
                              "no longer  being pursued", "abandoned"})
        CHECK(read_rating<ActionRating>(words) == ActionRating::withdrawn);
    CHECK(says(refusal([] { (void)read_rating<ActionRating>("Cancelld"); }), "did you mean \"cancelled\"?"));
    CHECK(says(refusal([] { (void)read_rating<InitiativeRating>("cancelled"); }), "another scheme"));
}

TEST_CASE("a withdrawn action answers no recommendation") {
    Action dropped = action(short_term, ActionRating::withdrawn), kept = action(short_term);
    dropped.recommendations = {"1"};
    kept.recommendations = {"2"};
    const std::vector<Recommendation> asked{{"Place", "1", ""}, {"Place", "2", ""}};
    const auto answered = coverage(std::vector{dropped, kept}, asked);
    REQUIRE(answered.size() == 2);
    CHECK(answered[0].status == Coverage::no_action);
    CHECK(answered[1].status == Coverage::covered);
    CHECK(coverage_by_theme(std::vector{dropped, kept}, asked)[0].actions == 1);
    dropped.recommendations = {};
    dropped.theme = "Parks";
    CHECK(coverage(std::vector{dropped}, {}).empty());
    CHECK(coverage_by_theme(std::vector{dropped}, {}).empty());
}

TEST_CASE("a window that ends before it begins is refused, wherever it is met") {
    const Window wrong{.first = Period::month(2025, 8), .last = Period::month(2025, 7)};
    CHECK(says(refusal([&] { (void)at(action(wrong), 2025, 10); }), "from 'August 2025' to 'July 2025'"));
    CHECK(says(refusal([&] { (void)timeline(std::vector{action(wrong)}, Period::month(2025, 10)); }), "accepted"));
    const std::string table = refusal([] {
        (void)read_timeframes({"timeframe", {"short term"}}, {"first_month", {"2025-08"}}, {"last_month", {"2025-07"}});
    });
    CHECK(says(table, "row 0, column 'last_month': found a window from '2025-08' to '2025-07'"));
}

TEST_CASE("timeframes are read by name, damaged or not") {
    const auto timeframes = read_timeframes({"timeframe", {"short term", "longer term"}},
                                            {"first_month", {"2025-04", "2026-01"}}, {"last_month", {"2025-07", ""}});
    const auto plan = read_actions({.name = {"action", {"A", "B", "C"}},
                                    .rating = {"rating", {"Complete", "", "On track"}},
                                    .recommendations = {"answers", {"4; 7,4", "", ""}},
                                    .timeframe = {"timeframe", {"Short\u00a0term", " longer term ", ""}}},
                                   timeframes);
    CHECK(plan[0].window->last == Period::month(2025, 7));
    CHECK(plan[0].rating == ActionRating::blue);
    CHECK(plan[0].recommendations == std::vector<std::string>{"4", "7"});
    CHECK(plan[1].window->first == Period::month(2026, 1));
    CHECK(!plan[1].window->last);
    CHECK(plan[1].recommendations.empty());
    CHECK(!plan[2].window);
}

TEST_CASE("what actions and timeframes cannot be read from is named") {
    const auto timeframes = read_timeframes({"timeframe", {"short term"}}, {"first_month", {"2025-04"}}, {});
    const std::string message = refusal([&] {
        (void)read_actions({.name = {"action", {"A", "B"}},
                            .rating = {"rating", {"at risk", "compleet"}},
                            .timeframe = {"timeframe", {"shirt term", "someday"}}},
                           timeframes);
    });
    CHECK(says(message, "4 problems:"));
    CHECK(says(message, "row 0, column 'timeframe': found \"shirt term\"; accepted: short term, or nothing; "
                        "did you mean \"short term\"?"));
    CHECK(says(message, "row 0, column 'rating': found \"at risk\", a word of the initiative rating"));
    CHECK(says(message, "row 1, column 'timeframe': found \"someday\""));
    CHECK(says(message, "row 1, column 'rating': found \"compleet\""));
    CHECK(says(message, "did you mean \"complete\"?"));
    const std::string months = refusal([] {
        (void)read_actions({.name = {"action", {"A", "B"}},
                            .first = {"first_month", {"Aprl 2025", ""}},
                            .last = {"last_month", {"", "2025-07"}}},
                           std::nullopt);
    });
    CHECK(says(months, "row 0, column 'first_month': period \"Aprl 2025\""));
    CHECK(!says(months, "row 1"));  // it is due, whenever it begins
    const std::string due = refusal([] { (void)read_timeframes({"timeframe", {"short term"}}, {"first_month", {""}},
                                                               {"last_month", {"2025-07"}}); });
    CHECK(says(due, "row 0, column 'first_month': found no first month"));
    const std::string twice = refusal([] {
        (void)read_timeframes({"timeframe", {"short term", "Short term", "none"}},
                              {"first_month", {"2025-04", "2025-05", ""}}, {});
    });
    CHECK(says(twice, "row 1, column 'timeframe': found \"Short term\" again"));
    CHECK(says(twice, "row 2, column 'first_month': found no first month"));
}

TEST_CASE("an action stands once under its theme, or it would be counted twice") {
    const auto read = [](std::vector<std::string> themes, std::vector<std::string> names) {
        return read_actions({.name = {"action", std::move(names)}, .theme = {"theme", std::move(themes)}}, {});
    };
    const std::string twice =
        refusal([&] { (void)read({"Place", "People", "PLACE"}, {"Strategy", "Strategy", " strategy"}); });
    CHECK(says(twice, "row 2, column 'action': found \"strategy\", which row 0 has already; accepted: an action once "
                      "under its theme, with all that it answers in one row"));
    CHECK(read({"Place", "People"}, {"Strategy", "Strategy"}).size() == 2);
    CHECK(says(refusal([&] { (void)read({}, {"Strategy", "Strategy"}); }), "row 1, column 'action'"));
    const std::string missing = refusal([&] { (void)read({}, {"", ""}); });
    CHECK(says(missing, "rows 0 and 1, column 'action': found no text"));  // and none repeats the other
    CHECK(!says(missing, "already"));
}

TEST_CASE("bars stand on one axis of months") {
    const Window medium_term{.first = Period::month(2025, 8), .last = Period::month(2025, 12)};
    const std::vector<Action> plan{action(short_term), action(medium_term), action(longer_term), action({})};
    const Timeline drawn = timeline(plan, Period::month(2025, 10));
    CHECK(drawn.first == Period::month(2025, 4));
    CHECK(drawn.months == 12);  // to March: three months of the open one
    CHECK(drawn.as_at == 7);    // the end of the seventh month
    REQUIRE(drawn.bars.size() == 4);
    CHECK(drawn.bars[0]->from == 0);
    CHECK(drawn.bars[0]->to == 4);
    CHECK(drawn.bars[1]->from == 4);
    CHECK(drawn.bars[1]->to == 9);
    CHECK(drawn.bars[2]->from == 9);
    CHECK(drawn.bars[2]->to == 12);
    CHECK(drawn.bars[2]->open);
    CHECK(!drawn.bars[1]->open);
    CHECK(!drawn.bars[3]);
}

TEST_CASE("an action is due on its day") {
    using enum ActionRating;
    const Window due{.first = Period::day(2024, 4, 15), .last = Period::parse("15 October 2024")};
    const auto on = [&](std::string_view day, std::optional<ActionRating> rating = {}) {
        return standing(action(due, rating), Period::parse(day));
    };
    CHECK(on("14 April 2024").state == ActionState::before_window);
    CHECK(on("15 April 2024").state == ActionState::in_window);
    CHECK(on("15 October 2024").state == ActionState::in_window);
    CHECK(on("16 October 2024").state == ActionState::overdue);
    CHECK(on("16 October 2024").days_over == 1);
    CHECK(on("20 October 2024", amber).state == ActionState::over_running);
    CHECK(on("20 October 2024", amber).days_over == 5);
    CHECK(on("20 October 2024").months_over == std::nullopt);
    CHECK(on("20 October 2024", blue).days_over == std::nullopt);
    CHECK(on("October 2024").days_over == 16);  // read at its end
    CHECK(on("April 2024").state == ActionState::in_window);
    CHECK(by_day(std::vector{action(short_term), action(due)}));
    CHECK_FALSE(by_day(std::vector{action(short_term), action({})}));
}

TEST_CASE("a window of months is over after the last day of its last") {
    CHECK(standing(action(short_term), Period::parse("31 July 2025")).state == ActionState::in_window);
    const Standing over = standing(action(short_term), Period::parse("1 August 2025"));
    CHECK(over.state == ActionState::overdue);
    CHECK(over.days_over == 1);
    CHECK(over.months_over == 1);
    CHECK(standing(action(short_term), Period::parse("31 March 2025")).state == ActionState::before_window);
    CHECK(standing(action(short_term), Period::parse("October 2025")).days_over == 92);  // August to October
}

TEST_CASE("an action that is only due is in its window until then") {
    const Window due{.last = Period::parse("15 October 2024")};
    CHECK(standing(action(due), Period::day(2020, 1, 1)).reason == ActionReason::due);
    CHECK(standing(action(due), Period::day(2024, 10, 15)).state == ActionState::in_window);
    CHECK(standing(action(due), Period::day(2024, 10, 20)).days_over == 5);
    const Timeline drawn = timeline(std::vector{action(due)}, Period::day(2024, 11, 15));
    CHECK(drawn.first == Period::month(2024, 10));
    CHECK(drawn.bars[0]->only_due);
    CHECK(drawn.bars[0]->from == 0.0);
    CHECK(drawn.bars[0]->to == 15.0 / 31);
    CHECK(drawn.as_at == 1.5);
}

TEST_CASE("the date belongs to the axis, before all windows and after") {
    const Timeline before = timeline(std::vector{action(short_term)}, Period::month(2025, 1));
    CHECK(before.first == Period::month(2025, 1));
    CHECK(before.as_at == 1);
    CHECK(before.bars[0]->from == 3);
    const Timeline after = timeline(std::vector{action(short_term)}, Period::month(2025, 12));
    CHECK(after.months == 9);
    CHECK(after.as_at == 9);
    CHECK(timeline({}, Period::month(2025, 10)).months == 1);
}

TEST_CASE("a timeframe without a name is one problem, however many there are") {
    const std::string message = refusal([] {
        (void)read_timeframes({"timeframe", {"", "", "Year 1", "year 1", "Year 1"}},
                              {"from", {"2024-04", "2024-04", "2024-04", "2024-04", "2024-04"}},
                              {"to", {"2025-03", "2025-03", "2025-03", "2025-03", "2025-03"}});
    });
    CHECK(says(message, "3 problems:"));
    CHECK(says(message, "rows 0 and 1, column 'timeframe': found no"));
    CHECK(says(message, "row 3, column 'timeframe': found \"year 1\" again; accepted: a timeframe once"));
    CHECK(says(message, "row 4, column 'timeframe': found \"Year 1\" again; accepted: a timeframe once"));
}

}  // namespace test_action
