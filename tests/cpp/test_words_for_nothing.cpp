// Words for nothing are the same for every reader, and names have places whatever their letter case.
#include <string>
#include <utility>
#include <vector>

#include "headway/measure/figure.hpp"
#include "headway/places_by_name.hpp"
#include "headway/plan/read_parts.hpp"
#include "headway/problems.hpp"
#include "headway/uncertainty/risk.hpp"
#include "headway/words_for_nothing.hpp"
#include "testing.hpp"

namespace test_words_for_nothing {

using namespace headway;
using namespace headway::test;

TEST_CASE("every word for nothing is one of figures, of levels and of percentages") {
    for (const auto& [word, why] : headway::detail::words_for_nothing) {
        INFO(word);
        CHECK(says_nothing(word));
        CHECK(!read_figure(word).value);
        CHECK(read_figure(word).status != FigureStatus::unread);
        CHECK(read_risk_level(word, {"Low", "High"}) == 0);
        const plan::NumberColumn column{"done", {std::string(word)}};
        Problems problems;
        CHECK(!plan::detail::number_in(column, 0, "a percentage", problems));
        CHECK(problems.count() == 0);
    }
    CHECK(says_nothing(" To Be Confirmed "));
    CHECK(says_nothing("None"));
    CHECK_FALSE(says_nothing("nil"));  // which is 0
    CHECK(read_figure("nil").value == 0.0);
}

TEST_CASE("no target is said in several ways, each with what it says of one to come") {
    for (const auto& [words, says] : std::vector<std::pair<const char*, FigureStatus>>{
             {"No target", FigureStatus::missing}, {"No target.", FigureStatus::missing},
             {"target not set", FigureStatus::missing}, {"None set", FigureStatus::missing},
             {"Not yet set", FigureStatus::to_be_confirmed}, {"no target yet", FigureStatus::to_be_confirmed},
             {"To be agreed", FigureStatus::to_be_confirmed}, {"TBC.", FigureStatus::to_be_confirmed},
             {"..", FigureStatus::not_available}, {"n.a.", FigureStatus::missing},
             {"None", FigureStatus::unread}, {"No target of 5", FigureStatus::unread},
             {"-5%", FigureStatus::value}}) {
        INFO(words);
        CHECK(read_figure(words).status == says);
    }
    CHECK(read_figure("-5%").value == -5.0);  // a column of values may hold a change rate
}

TEST_CASE("a name of two places has both, and one that is not there none") {
    PlacesByName by_name;
    for (const char* name : {"Fleet", "Lights", " FLEET"}) by_name.add(name);
    CHECK(by_name.of("fleet") == std::vector<std::size_t>{0, 2});
    CHECK(by_name.of("Lights") == std::vector<std::size_t>{1});
    CHECK(by_name.of("Roads").empty());
    CHECK(by_name.names() == std::vector<std::string>{"Fleet", "Lights", " FLEET"});
}

TEST_CASE("a column of coded texts says what the same texts say row by row") {
    const plan::TextColumn rows{"due", {"May 2024", "", "June 2024", "May 2024"}};
    const plan::TextColumn coded{"due", {"May 2024", "June 2024"}, {0, -1, 1, 0}};
    CHECK(coded.size() == rows.size());
    for (std::size_t row = 0; row < 5; ++row) CHECK(coded.plain(row) == rows.plain(row));
}

}  // namespace test_words_for_nothing
