// Actions in parts, by hand: progress, weights, what parts say of a status, and steps against their window.
#include <string>
#include <vector>

#include "headway/plan/next_step.hpp"
#include "headway/plan/read_parts.hpp"
#include "headway/plan/sub_action.hpp"
#include "testing.hpp"

namespace test_sub_action {

using namespace headway;
using namespace headway::plan;
using namespace headway::test;
using enum ActionRating;

namespace {

const Window medium_term{.first = Period::month(2025, 8), .last = Period::month(2025, 12)};
const Period october = Period::month(2025, 10), february = Period::month(2026, 2);

Action action(std::optional<ActionRating> rating = {}) {
    return {.name = "Housing", .window = medium_term, .rating = rating};
}
SubAction part(std::optional<ActionRating> rating, std::optional<double> percentage = {},
               std::optional<double> weight = {}) {
    return {.name = "part", .rating = rating, .percentage = percentage, .weight = weight};
}

}  // namespace

TEST_CASE("progress is the share of parts complete, and by weight where weights are given") {
    const auto plain = progress(action(), std::vector{part(blue), part(green), part({}, 50.0), part({})}, october);
    CHECK(plain.progress == 0.375);  // 1, 0, a half and nothing, of four
    CHECK(plain.parts == 4);
    CHECK(plain.complete == 1);
    CHECK(plain.not_known == 1);
    const auto weighted = progress(action(), std::vector{part(blue, {}, 3.0), part(amber, {}, 1.0)}, october);
    CHECK(weighted.progress == 0.75);
    const auto without = progress(action(), std::vector{part(blue), part(withdrawn), part(red)}, october);
    CHECK(without.progress == 0.5);
    CHECK(without.withdrawn == 1);
    CHECK(without.without_evidence == 1);
    SubAction shown = part(blue);
    shown.evidence = "Cabinet, 4 November";
    CHECK(progress(action(), std::vector{shown, part({}, 100.0), part(green)}, october).without_evidence == 1);
    CHECK(!progress(action(), std::vector<SubAction>{}, october).progress);
    CHECK(!progress(action(), std::vector{part(withdrawn)}, october).progress);
}

TEST_CASE("what the parts say of the status, each rule once") {
    const auto said = [](std::vector<SubAction> parts, Period as_at) {
        return progress(action(green), parts, as_at);
    };
    CHECK(said({}, october).reason == ProgressReason::no_parts);
    CHECK(said({part({}), part({})}, october).reason == ProgressReason::nothing_known);
    CHECK(!said({part({})}, october).derived);
    CHECK(said({part(blue), part({}, 100.0)}, october).derived == blue);
    CHECK(said({part(blue), part(green)}, february).reason == ProgressReason::late_progressing);
    CHECK(said({part(blue), part(green)}, february).derived == amber);
    CHECK(said({part(red), part({}, 0.0)}, february).reason == ProgressReason::late);
    CHECK(said({part(red), part({}, 0.0)}, february).derived == red);
    CHECK(said({part(blue), part({})}, february).reason == ProgressReason::late_not_known);
    CHECK(!said({part(blue), part({})}, february).derived);  // nobody says that it is late
    CHECK(said({part(green), part({})}, february).derived == amber);  // one is reported, and late
    CHECK(said({part(blue), part(red)}, october).derived == green);
    CHECK(said({part({}, 10.0)}, october).reason == ProgressReason::progressing);
    CHECK(said({part({}, 0.0)}, Period::month(2025, 4)).reason == ProgressReason::not_begun);
    CHECK(said({part(red)}, october).reason == ProgressReason::not_progressed);
    CHECK(said({part(red)}, october).derived == red);
    SubAction early = part(amber);
    early.window = Window{.last = Period::day(2025, 9, 21)};
    CHECK(said({early}, october).reason == ProgressReason::late_progressing);  // its own window, not its action's
}

TEST_CASE("a status that is given and one that is derived stand side by side") {
    CHECK(progress(action(green), std::vector{part(blue), part(green)}, october).agrees == true);
    CHECK(progress(action(blue), std::vector{part(blue), part(green)}, october).agrees == false);
    CHECK(!progress(action(), std::vector{part(blue)}, october).agrees);
    CHECK(!progress(action(green), std::vector{part({})}, october).agrees);
    CHECK(standing(part(green, 100.0), action(), october).agrees == false);
    CHECK(standing(part(blue, 80.0), action(), october).agrees == false);
    CHECK(standing(part(blue, 100.0), action(), october).agrees == true);
    CHECK(standing(part(amber, 80.0), action(), october).agrees == true);
    CHECK(!standing(part(amber), action(), october).agrees);
    CHECK(standing(part({}, 100.0), action(), october).stands.state == ActionState::complete);
}

TEST_CASE("a part that is called complete at 50% is not counted complete, and is told at its action") {
    const auto half = progress(action(), std::vector{part(blue, 50.0), part(blue)}, october);
    CHECK(half.complete == 1);
    CHECK(half.differing == 1);
    CHECK(half.without_evidence == 1);
    CHECK(half.progress == 0.75);
    CHECK(half.derived == green);
    CHECK(progress(action(), std::vector{part(blue, 50.0)}, february).reason == ProgressReason::late_progressing);
    const auto green_at_all = progress(action(), std::vector{part(green, 100.0)}, october);
    CHECK(green_at_all.complete == 0);
    CHECK(green_at_all.differing == 1);
    CHECK(progress(action(), std::vector{part(blue, 100.0), part(amber, 5.0), part({})}, october).differing == 0);
}

TEST_CASE("weights of all parts or of none, and percentages of a hundred") {
    CHECK(refusal([] { (void)progress(action(), std::vector{part(blue, {}, 1.0), part(red)}, october); }) ==
          "action \"Housing\": found weights of 1 of 2 parts; accepted: of all, or of none");
    CHECK(says(refusal([] { (void)progress(action(), std::vector{part(blue, {}, 0.0)}, october); }), "add up to 0"));
    CHECK(says(refusal([] { (void)standing(part({}, 101.0), action(), october); }), "accepted: a percentage"));
    CHECK(says(refusal([] { (void)standing(part({}, {}, -1.0), action(), october); }), "accepted: 0 or more"));
}

TEST_CASE("a step in February 2026 of an action that ends in December 2025 is told") {
    const auto fit = [](std::optional<Period> due, Action of = action()) {
        return standing(NextStep{.name = "Approval", .due = due}, of, october);
    };
    const StepStanding beyond = fit(february);
    CHECK(beyond.fit == StepFit::beyond);
    CHECK(beyond.months_beyond == 2);
    CHECK(beyond.days_beyond == 59);  // 31 January days and 28 of February
    CHECK(beyond.stands.state == ActionState::in_window);
    CHECK(fit(Period::month(2025, 12)).fit == StepFit::within);
    CHECK(fit(Period::day(2025, 12, 31)).fit == StepFit::within);
    CHECK(fit(Period::day(2026, 1, 1)).days_beyond == 1);
    CHECK(!fit(Period::day(2026, 1, 1)).months_beyond);
    CHECK(fit(Period::month(2025, 8)).fit == StepFit::within);
    CHECK(fit(Period::month(2025, 7)).fit == StepFit::before);
    CHECK(fit(Period::month(2025, 7)).stands.state == ActionState::overdue);
    CHECK(fit(Period::year(2025)).fit == StepFit::beyond);  // due on its last day
    CHECK(fit(std::nullopt).fit == StepFit::no_date);
    CHECK(fit(february, {.name = "Housing"}).fit == StepFit::no_window);
    CHECK(fit(february, {.window = Window{.first = Period::month(2026, 1)}}).fit == StepFit::within);
    CHECK(standing(NextStep{.due = Period::month(2025, 9), .rating = blue}, action(), october).stands.state ==
          ActionState::complete);
}

TEST_CASE("a step in November and the same in February are two steps") {
    const std::vector<Action> actions{{.name = "Housing"}};
    const auto read = [&](std::vector<std::string> due) {
        return read_next_steps({.action = {"action", {"Housing", "Housing"}},
                                .name = {"step", {"Report to Cabinet", "report to Cabinet"}},
                                .last = {"due", std::move(due)}},
                               actions);
    };
    CHECK(read({"November 2025", "February 2026"}).size() == 2);
    CHECK(read({"November 2025", ""}).size() == 2);
    CHECK(says(refusal([&] { (void)read({"November 2025", "2025-11"}); }), "which row 0 has already of that date"));
    CHECK(says(refusal([&] { (void)read({"", ""}); }), "which row 0 has already; accepted: a part once"));
}

TEST_CASE("parts are read as people write them, and all that is wrong is said at once") {
    const std::vector<Action> actions{{.theme = "Council", .name = "Housing", .owner = "Director of Housing; Finance"},
                                      {.theme = "Place", .name = "Strategy"},
                                      {.theme = "People", .name = "Strategy"}};
    const PartColumns columns{.action = {"action", {"housing", "Strategy"}},
                              .theme = {"theme", {"", "people"}},
                              .name = {"part", {"a", "a"}},
                              .owners = {"owner", {"Director of Housing; Chief Executive", ""}},
                              .rating = {"status", {"Complete", ""}},
                              .last = {"due", {"21 September 2025", ""}},
                              .percentage = {"percentage", {std::string("100%"), 40.0}},
                              .weight = {"weight", {2.0, std::string("1")}}};
    const auto parts = read_sub_actions(columns, actions);
    CHECK(parts[0].action == 0);
    CHECK(parts[1].action == 2);
    CHECK(parts[0].owners.size() == 2);
    CHECK(parts[0].window->last == Period::day(2025, 9, 21));
    CHECK(parts[0].percentage == 100.0);
    CHECK(parts[1].percentage == 40.0);
    CHECK(parts[1].weight == 1.0);
    CHECK(progress(actions, parts, october)[2].progress == 0.4);
    const auto owners = actions_by_owner(actions, october);
    REQUIRE(owners.size() == 3);
    CHECK(owners[1].theme == "Finance");
    CHECK(owners[2].counts.actions == 2);

    const PartColumns bad{.action = {"action", {"Housng", "Strategy", "Housing", "Housing", "Housing"}},
                          .theme = {"theme", {"", "", "", "", ""}},
                          .name = {"part", {"a", "b", "c", "C", ""}},
                          .rating = {"status", {"", "", "Done", "", ""}},
                          .last = {"due", {"", "", "", "soon", ""}},
                          .percentage = {"percentage", {120.0, std::string("most"), std::monostate{}, 5.0, 5.0}},
                          .weight = {"weight", {-1.0, 1.0, 1.0, 1.0, 1.0}}};
    const std::string said = refusal([&] { (void)read_sub_actions(bad, actions); });
    CHECK(says(said, "row 0, column 'action': found \"Housng\", which is no action of the plan; did you mean "
                     "\"Housing\"?"));
    CHECK(says(said, "row 1, column 'action': found \"Strategy\" under several themes; accepted: the theme of the "
                     "action, Place, People"));
    CHECK(says(said, "row 3, column 'part': found \"C\", which row 2 has already"));
    CHECK(says(said, "row 4, column 'part': found no text"));
    CHECK(says(said, "row 2, column 'status': found \"Done\""));
    CHECK(says(said, "row 3, column 'due': period \"soon\""));
    CHECK(says(said, "row 0, column 'percentage': found 120"));
    CHECK(says(said, "row 1, column 'percentage': found \"most\""));
    CHECK(says(said, "row 0, column 'weight': found -1"));
    const PartColumns shares{.action = {"action", {"Housing", "Housing"}},
                             .name = {"part", {"a", "b"}},
                             .percentage = {"percentage", {0.5, 1.0}}};
    const auto of_shares = [&](std::vector<NumberCell> cells) {
        PartColumns of_cells = shares;
        of_cells.percentage.rows = std::move(cells);
        return refusal([&] { (void)read_sub_actions(of_cells, actions); });
    };
    CHECK(says(of_shares({0.5, 1.0}), "found numbers from 0 to 1 alone"));
    CHECK(says(of_shares({std::string("0.5"), std::string("1")}), "found numbers from 0 to 1 alone"));
    CHECK(says(of_shares({0.75, std::string("TBC")}), "found numbers from 0 to 1 alone"));
    CHECK(says(of_shares({0.75, std::string("80%")}), "found numbers from 0 to 1 alone"));
    CHECK(of_shares({std::string("0.5%"), std::string("1 %")}).empty());
    CHECK(of_shares({0.0, std::string("80%")}).empty());
    CHECK(of_shares({0.5, std::string("80")}).empty());
    CHECK(says(refusal([&] {
                   (void)read_next_steps({.action = {"action", {"Hosing"}}, .name = {"step", {"x"}}}, actions);
               }),
               "did you mean \"Housing\"?"));
}

}  // namespace test_sub_action
