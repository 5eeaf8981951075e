// Initiatives: their transitions and counts by hand, from the corporate plan's end-of-year update for 2020/21.
#include <string>
#include <tuple>
#include <vector>

#include "headway/plan/initiative.hpp"
#include "headway/plan/initiative_counts.hpp"
#include "headway/plan/read_plan.hpp"
#include "testing.hpp"

namespace test_initiative {

using namespace headway;
using namespace headway::plan;
using namespace headway::test;

namespace {

constexpr auto green = InitiativeRating::green;
constexpr auto amber = InitiativeRating::amber;
constexpr auto red = InitiativeRating::red;
constexpr auto not_applicable = InitiativeRating::not_applicable;
constexpr std::optional<InitiativeRating> blank = std::nullopt;

Initiative rated(const std::vector<std::optional<InitiativeRating>>& ratings,
                 std::optional<DirectionOfTravel> direction = {}, const std::string& theme = "Place") {
    Initiative made{.theme = theme, .name = "Local plan", .direction = direction};
    for (std::size_t i = 0; i < ratings.size(); ++i)
        made.snapshots.push_back({Period::quarter(2020, 1 + static_cast<int>(i)), ratings[i]});
    return made;
}

using Rows = std::vector<std::string>;

std::vector<Initiative> read(const Rows& names, const Rows& q2, const Rows& q4, const Rows& direction = {},
                             const Rows& theme = {}) {
    return read_initiatives({"initiative", names}, {"theme", theme},
                            {{Period::parse("2020/21 - Q2"), {"rating_q2", q2}},
                             {Period::parse("2020/21 - Q4"), {"rating_q4", q4}}},
                            {"direction_of_travel", direction});
}

}  // namespace

TEST_CASE("every pair of ratings has its transition and its words") {
    using Case = std::tuple<std::optional<InitiativeRating>, std::optional<InitiativeRating>, Transition, const char*>;
    for (const auto& [from, to, made, words] : {Case{red, amber, Transition::improved, "red to amber"},
                                                Case{red, green, Transition::improved, "red to green"},
                                                Case{amber, green, Transition::improved, "amber to green"},
                                                Case{green, amber, Transition::worsened, "green to amber"},
                                                Case{green, red, Transition::worsened, "green to red"},
                                                Case{amber, red, Transition::worsened, "amber to red"},
                                                Case{green, green, Transition::unchanged, "still green"},
                                                Case{amber, amber, Transition::unchanged, "still amber"},
                                                Case{red, red, Transition::unchanged, "still red"},
                                                Case{blank, green, Transition::newly_rated, "not rated to green"},
                                                Case{not_applicable, red, Transition::newly_rated,
                                                     "not applicable to red"},
                                                Case{amber, blank, Transition::no_longer_rated, "amber to not rated"},
                                                Case{amber, not_applicable, Transition::no_longer_rated,
                                                     "amber to not applicable"},
                                                Case{blank, blank, Transition::not_rated, "still not rated"},
                                                Case{not_applicable, blank, Transition::not_rated,
                                                     "not applicable to not rated"},
                                                Case{not_applicable, not_applicable, Transition::not_rated,
                                                     "still not applicable"}}) {
        CHECK(transition(from, to) == made);
        CHECK(change_in_words(rated({from, to})) == words);
    }
}

TEST_CASE("of several snapshots the transition is first to last and the words name each step") {
    CHECK(change_in_words(rated({red, amber, amber, green})) == "red to amber to green");
    CHECK(transition(rated({red, amber, amber, green})) == Transition::improved);
    CHECK(change_in_words(rated({amber, red, amber})) == "amber to red to amber");
    CHECK(transition(rated({amber, red, amber})) == Transition::unchanged);
    CHECK(transition(rated({blank, amber, blank})) == Transition::not_rated);
}

TEST_CASE("a transition back is the opposite of the transition there") {
    const std::vector<std::optional<InitiativeRating>> all{green, amber, red, not_applicable, blank};
    for (const auto from : all)
        for (const auto to : all) {
            const Transition there = transition(from, to), back = transition(to, from);
            CHECK((there == Transition::improved) == (back == Transition::worsened));
            CHECK((there == Transition::newly_rated) == (back == Transition::no_longer_rated));
            CHECK((there == back) == (there == Transition::unchanged || there == Transition::not_rated));
        }
}

TEST_CASE("direction of travel agrees, disagrees, or has nothing to agree with") {
    constexpr auto improving = DirectionOfTravel::improving, stable = DirectionOfTravel::stable,
                   worsening = DirectionOfTravel::worsening;
    CHECK(agrees(improving, Transition::improved) == true);
    CHECK(agrees(stable, Transition::improved) == false);
    CHECK(agrees(worsening, Transition::worsened) == true);
    CHECK(agrees(improving, Transition::worsened) == false);
    for (const auto direction : {improving, stable, worsening})
        CHECK(agrees(direction, Transition::unchanged) == std::nullopt);  // green, and going to be less so
    for (const auto none : {Transition::newly_rated, Transition::no_longer_rated, Transition::not_rated})
        CHECK(agrees(improving, none) == std::nullopt);
    CHECK(agrees(std::nullopt, Transition::improved) == std::nullopt);
}

TEST_CASE("counts have their denominators, and themes their own") {
    const std::vector<Initiative> plan{rated({amber, green}, DirectionOfTravel::improving, "Green City"),
                                       rated({green, green}, DirectionOfTravel::worsening, "green city"),
                                       rated({blank, amber}, DirectionOfTravel::improving, "Wellbeing"),
                                       rated({red, blank}, DirectionOfTravel::stable, "Wellbeing"),
                                       rated({not_applicable, blank}, {}, "Wellbeing"),
                                       rated({green, amber}, {}, "Wellbeing")};
    const InitiativeCounts before = count_initiatives(plan, 0);
    CHECK(before.initiatives == 6);
    CHECK(before.rated == 4);
    CHECK(before.green == 2);
    CHECK(before.amber == 1);
    CHECK(before.red == 1);
    CHECK(before.not_applicable == 1);
    CHECK(before.not_rated == 1);
    const TransitionCounts moved = count_transitions(plan);
    CHECK(moved.initiatives == 6);
    CHECK(moved.compared == 3);
    CHECK(moved.improved == 1);
    CHECK(moved.worsened == 1);
    CHECK(moved.unchanged == 1);
    CHECK(moved.newly_rated == 1);
    CHECK(moved.no_longer_rated == 1);
    CHECK(moved.not_rated == 1);
    CHECK(moved.directed == 1);  // of the two that moved, one has no direction
    CHECK(moved.disagreeing == 0);
    CHECK(count_transitions(std::vector{plan[1]}).directed == 0);
    const Initiative denied = rated({amber, green}, DirectionOfTravel::worsening, "Green City");
    CHECK(count_transitions(std::vector{plan[0], denied}).disagreeing == 1);
    const auto themes = transitions_by_theme(plan);
    REQUIRE(themes.size() == 2);
    CHECK(themes[0].theme == "Green City");
    CHECK(themes[0].counts.initiatives == 2);
    CHECK(themes[1].counts.initiatives == 4);
    CHECK(theme_places(plan) == std::vector<std::size_t>{0, 0, 1, 1, 1, 1});
    CHECK(initiatives_by_theme(plan, 1)[1].counts.amber == 2);
    const auto table = steps(plan);
    REQUIRE(table.size() == 6);
    CHECK(table[3].from == red);
    CHECK(table[3].to == blank);
    CHECK(table[3].transition() == Transition::no_longer_rated);
    CHECK(table[3].initiatives == 1);
}

TEST_CASE("ratings read as colour, meaning or letter, whatever a converter made of them") {
    CHECK(read_rating<InitiativeRating>("green") == green);
    CHECK(read_rating<InitiativeRating>("At risk") == amber);
    CHECK(read_rating<InitiativeRating>(" Recovery\u00a0plan required ") == red);
    CHECK(read_rating<InitiativeRating>("N/A") == not_applicable);
    for (const char* letter : {"A", "a", "\u0410", "\u0391"}) CHECK(read_rating<InitiativeRating>(letter) == amber);
    for (const char* nothing : {"", " ", "\u00a0", "-", "TBC", "not set", "none", ".."}) {
        INFO(nothing);
        CHECK(read_rating<InitiativeRating>(nothing) == blank);
        CHECK(read_rating<ActionRating>(nothing) == std::nullopt);
        CHECK(plan::detail::read_direction(plain_text(nothing)) == std::nullopt);
    }
    CHECK(read_rating<ActionRating>("Complete") == ActionRating::blue);
    CHECK(read_rating<ActionRating>("\u0412") == ActionRating::blue);
    CHECK(read_rating<ActionRating>("not progressed") == ActionRating::red);
    CHECK(meaning(InitiativeRating::amber) == "at risk");
    CHECK(meaning(ActionRating::amber) == "delayed but progressing");
}

TEST_CASE("the words of one scheme are refused in the other") {
    const std::string initiative = refusal([] { (void)read_rating<InitiativeRating>("blue"); });
    CHECK(says(initiative, "found \"blue\", a word of the action rating (blue: complete), which is another scheme"));
    CHECK(says(initiative, "accepted as initiative rating: green (on track), amber (at risk)"));
    const std::string action = refusal([] { (void)read_rating<ActionRating>("at risk"); });
    CHECK(says(action, "found \"at risk\", a word of the initiative rating (amber: at risk)"));
    CHECK(says(refusal([] { (void)read_rating<ActionRating>("N/A"); }), "a word of the initiative rating"));
    CHECK(says(refusal([] { (void)read_rating<InitiativeRating>("gren"); }), "did you mean \"green\"?"));
}

TEST_CASE("initiatives are read from damaged columns, and names kept") {
    const auto plan = read({"St\u00a0Mark\u2019s school", "Hub"}, {"G", ""}, {"\u0410", " "},
                           {"Worsening", ""}, {"Well\u2013being", ""});
    CHECK(plan[0].name == "St Mark's school");
    CHECK(plan[0].theme == "Well-being");
    CHECK(plan[0].direction == DirectionOfTravel::worsening);
    CHECK(change_in_words(plan[0]) == "green to amber");
    CHECK(plan[1].direction == std::nullopt);
    CHECK(transition(plan[1]) == Transition::not_rated);
}

TEST_CASE("all problems of a plan are named at once, with row and column") {
    const std::string message = refusal([] {
        (void)read({"Parks", "Parks", "", "Air"}, {"blue", "G", "G", "G"}, {"G", "gren", "G", "G"},
                   {"stable", "stable", "stable", "stabel"}, {"City", "city", "City", "City"});
    });
    CHECK(says(message, "5 problems:"));
    CHECK(says(message, "row 0, column 'rating_q2': found \"blue\""));
    CHECK(says(message, "row 1, column 'rating_q4': found \"gren\""));
    CHECK(says(message, "row 1, column 'initiative': found \"Parks\", which row 0 has already"));
    CHECK(says(message, "row 2, column 'initiative': found no text"));
    CHECK(says(message, "row 3, column 'direction_of_travel': found \"stabel\""));
    CHECK(says(message, "improving, stable, worsening, or nothing; did you mean \"stable\"?"));
    CHECK(read({"Parks", "Parks"}, {"G", "G"}, {"G", "G"}, {}, {"City", "Place"}).size() == 2);
}

TEST_CASE("snapshots are two or more, each later than the one before") {
    const auto of = [](const char* one, const char* other) {
        return refusal([&] {
            (void)read_initiatives({"initiative", {"Parks"}}, {},
                                   {{Period::parse(one), {"a", {"G"}}}, {Period::parse(other), {"b", {"G"}}}}, {});
        });
    };
    CHECK(of("2020/21 - Q2", "2020/21 - Q4").empty());
    CHECK(says(of("2020/21 - Q4", "2020/21 - Q2"), "found '2020/21 - Q2' (column 'b') after '2020/21 - Q4'"));
    CHECK(says(of("2020/21 - Q4", "2020/21 - Q4"), "each later"));
    CHECK(says(refusal([] { (void)transition(rated({green})); }), "found 1 snapshots; accepted: two or more"));
    CHECK(says(refusal([] { (void)count_initiatives(std::vector{rated({green, red})}, 2); }), "found 2 snapshots"));
}

TEST_CASE("snapshots made by hand are checked for their order too") {
    Initiative made = rated({red, amber, green});
    CHECK(transition(made) == Transition::improved);
    std::swap(made.snapshots[1], made.snapshots[2]);
    CHECK(refusal([&] { (void)transition(made); }) ==
          "initiative \"Local plan\": found the snapshot '2020/21 - Q2' after '2020/21 - Q3'; accepted: each later "
          "than the one before");
    made.snapshots[2] = made.snapshots[1];
    CHECK(says(refusal([&] { (void)transition(made); }), "found the snapshot '2020/21 - Q3' after '2020/21 - Q3'"));
}

TEST_CASE("a text that only begins as a rating does is none") {
    for (const char* text : {"gree", "greenn", "g r", "on", "on track now"})
        CHECK_FALSE(refusal([&] { (void)read_rating<InitiativeRating>(text); }).empty());
}

}  // namespace test_initiative
