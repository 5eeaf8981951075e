// Reasons, word for word: why this method, where an interval is from, what marks say.
#include "headway/outlook/reason.hpp"

#include <string>
#include <vector>

#include "headway/outlook/projection.hpp"
#include "histories.hpp"
#include "testing.hpp"

namespace test_reason {

using namespace headway;
using namespace headway::outlook;
using namespace headway::test;

namespace {

std::string why(Method asked, Method chosen, int years, int known) {
    const Points p(std::vector<double>(static_cast<std::size_t>(12 * years + known), 1.0), known);
    return outlook::detail::why_this_method(asked, chosen, p.history());
}

Series marked(std::vector<FigureMark> marks) {
    std::vector<Flags<FigureMark>> flags(6);
    for (std::size_t i = 0; i < marks.size(); ++i) flags[6 - marks.size() + i].set(marks[i]);
    return {{1, 2, 3, 4, 5, 6}, Period::parse("2024-04"), Accrual::flow, Frequency::month, financial_calendar, flags};
}

std::string marks_say(const Series& series) {
    return outlook::detail::what_marks_say(series, Observed(series));
}

}  // namespace

TEST_CASE("why a method: how many past years, how many points, and what a run rate takes for granted") {
    CHECK(why(Method::ses, Method::ses, 2, 3) == "ses, as asked.");
    CHECK(why(Method::automatic, Method::combination, 2, 3) ==
          "auto chose combination: 2 past years, 3 of 12 points of this year.");
    CHECK(why(Method::automatic, Method::shrunk_season, 1, 3) ==
          "auto chose shrunk_season: 1 past year, 3 of 12 points of this year.");
    CHECK(why(Method::automatic, Method::run_rate, 0, 3) ==
          "auto chose run_rate: no complete past year, 3 of 12 points of this year. It takes the points to come to be "
          "like those so far.");
}

TEST_CASE("one is one, and none are several") {
    CHECK(outlook::detail::count_of(0, "point", "points") == "0 points");
    CHECK(outlook::detail::count_of(1, "point", "points") == "1 point");
    CHECK(outlook::detail::count_of(2, "point", "points") == "2 points");
}

TEST_CASE("which errors, of every evidence") {
    using outlook::detail::which_errors;
    CHECK(which_errors(Evidence::combination, false, Method::combination, 3, 0) ==
          "the errors of the same combination at every earlier point");
    CHECK(which_errors(Evidence::past_years, false, Method::ses, 1, 0) ==
          "the method's errors at this point of 1 past year");
    CHECK(which_errors(Evidence::earlier_points, false, Method::ses, 0, 0) ==
          "the method's errors at earlier points of this year");
    CHECK(which_errors(Evidence::earlier_points, false, Method::shrunk_season, 2, 0) ==
          "the method's errors at this point of 2 past years and at earlier points of last year and this");
    CHECK(which_errors(Evidence::similar_series, false, Method::ses, 0, 9) == "the errors of 9 similar series");
    CHECK(which_errors(Evidence::similar_series, true, Method::shrunk_season, 1, 9) ==
          "the errors of 9 similar series and of 1 past year and its own at earlier points of last year and this");
    CHECK(which_errors(Evidence::none, false, Method::ses, 0, 0).empty());
}

TEST_CASE("where an interval is from, of points that are all 0 and of some that are") {
    using outlook::detail::where_the_interval_is_from;
    const Points none({0, 0, 0}, 3), some({0, 5, 0}, 3);
    const auto of = [](const outlook::detail::Judgement& judged, const Points& points) {
        return where_the_interval_is_from(judged, Method::run_rate, points.history(), 0, 0);
    };
    CHECK(of({}, none) == "No interval: nothing has ever been other than 0.");
    CHECK(of({}, some) == "No interval: one point says nothing of how far points lie apart.");
    const std::string counts = "Interval from the counts so far (negative binomial): ";
    CHECK(of({.evidence = Evidence::counts}, none) ==
          counts + "that nothing has happened yet is no proof that nothing will.");
    CHECK(of({.evidence = Evidence::counts}, some) == counts + "there is nothing else to judge by.");
    CHECK(of({.evidence = Evidence::counts, .exceeds = Evidence::earlier_points}, some) ==
          counts + "by chance they vary more than the method's errors at earlier points of this year say.");
    CHECK(of({.evidence = Evidence::earlier_points, .never_off = true}, some) ==
          "Interval from the method's errors at earlier points of this year. It was never off, which is no proof: a "
          "little is left open.");
}

TEST_CASE("what a projection is held near, of each method") {
    using outlook::detail::what_it_is_held_near;
    CHECK(what_it_is_held_near(Method::combination).find("between half the lowest and 1.5 times") != std::string::npos);
    CHECK(what_it_is_held_near(Method::shrunk_season).find("near that of this year") != std::string::npos);
}

TEST_CASE("marks of the last points are counted, those of earlier ones are not") {
    constexpr FigureMark provisional = FigureMark::provisional, none = FigureMark::revised;
    CHECK(marks_say(marked({provisional})) == " The last point is provisional.");
    CHECK(marks_say(marked({provisional, provisional})) == " The last 2 points are provisional.");
    CHECK(marks_say(marked({provisional, none})).empty());
    CHECK(marks_say(marked(std::vector<FigureMark>(6, provisional))) == " The last 6 points are provisional.");
    CHECK(marks_say(marked({FigureMark::forecast})) == " The last point is a forecast.");
    CHECK(marks_say(marked({FigureMark::forecast, FigureMark::forecast})) == " The last 2 points are forecasts.");
    CHECK(marks_say(marked({FigureMark::break_in_series, none, none})) == " The series has a break at 2024-07.");
}

}  // namespace test_reason
