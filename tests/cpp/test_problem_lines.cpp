// Problems as a message lists them: one cause once, with its rows, elements or series, and none within another.
#include <string>
#include <vector>

#include "headway/error.hpp"
#include "headway/problem_lines.hpp"
#include "headway/problems.hpp"
#include "testing.hpp"

namespace test_problem_lines {

using namespace headway;
using namespace headway::test;

using Lines = std::vector<std::string>;

namespace {

Lines of_rows(int count, const std::string& behind) {
    Lines problems;
    for (int row = 1; row <= count; ++row) problems.push_back("row " + std::to_string(row) + behind);
    return problems;
}

}  // namespace

TEST_CASE("one cause is one line, with the rows that it concerns") {
    CHECK(problem_lines(of_rows(1, ", column 'x': bad")) == Lines{"row 1, column 'x': bad"});
    CHECK(problem_lines(of_rows(2, ", column 'x': bad")) == Lines{"rows 1 and 2, column 'x': bad"});
    CHECK(problem_lines(of_rows(5, ": bad")) == Lines{"rows 1, 2, 3, 4 and 5: bad"});
    CHECK(problem_lines(of_rows(43, ": bad")) == Lines{"rows 1, 2, 3 and 40 more: bad"});
    CHECK(problem_lines(Lines{"history, row 3, column 'x': bad", "history, row 4, column 'x': bad"}) ==
          Lines{"history, rows 3 and 4, column 'x': bad"});
    CHECK(problem_lines(Lines{"w[3]: bad", "w[4]: bad", "v[3]: bad"}) == Lines{"w[3] and w[4]: bad", "v[3]: bad"});
    CHECK(problem_lines(Lines{"series 'it's', target: bad", "series 'b', target: bad"}) ==
          Lines{"series 'it's' and 'b', target: bad"});
}

TEST_CASE("what is another cause, or the same twice, stays apart") {
    CHECK(problem_lines(Lines{"row 1, column 'x': bad", "row 1, column 'y': bad"}).size() == 2);
    CHECK(problem_lines(Lines{"row 1: bad", "row 1: bad"}) == Lines{"row 1: bad"});
    CHECK(problem_lines(Lines{"years: bad", "years: bad"}) == Lines{"years: bad"});
    // a row within a cell is no place
    CHECK(problem_lines(Lines{"unit: found 'row 1'; bad", "unit: found 'row 2'; bad"}).size() == 2);
    CHECK(problem_lines(Lines{"rows 3 and 4: twice", "row 5: twice"}).size() == 2);
}

TEST_CASE("a column whose every cell is bad in its own way does not hide the others") {
    Lines problems;
    for (int row = 0; row < 30; ++row)
        problems.push_back("row " + std::to_string(row) + ", column 'due': found 'a" + std::to_string(row) +
                           "'; accepted: a day");
    CHECK(problem_lines(std::span(problems).first(10)).size() == 10);
    problems.push_back("row 3, column 'lead': found none");
    CHECK(problem_lines(problems) ==
          Lines{"rows 0, 1, 2 and 27 more, column 'due': found 'a0', 'a1', 'a2' and others; accepted: a day",
                "row 3, column 'lead': found none"});
}

TEST_CASE("what another refused is listed problem by problem, never a list in a list") {
    Problems inner, outer;
    for (const std::string& problem : of_rows(12, ", value: bad")) inner.add(problem);
    inner.add("unit: none");
    outer.add("row 7: bad");
    try {
        inner.raise_if_any();
    } catch (const Error& error) {
        CHECK(error.problems().size() == 13);
        outer.add("history, ", error);
    }
    CHECK(outer.count() == 14);
    CHECK(refusal([&] { outer.raise_if_any(); }) ==
          "3 problems:\n  row 7: bad\n  history, rows 1, 2, 3 and 9 more, value: bad\n  history, unit: none");
    try {
        throw Error("alone");
    } catch (const Error& error) {
        Problems one;
        one.add("row 1: ", error);
        CHECK(refusal([&] { one.raise_if_any(); }) == "row 1: alone");
    }
}

TEST_CASE("problems beyond those that are kept are counted") {
    Problems many;
    for (std::size_t i = 0; i < Problems::kept + 5; ++i) many.add("problem " + std::to_string(i));
    const std::string message = refusal([&] { many.raise_if_any(); });
    CHECK(says(message, "10005 problems:"));
    CHECK(says(message, "and 9995 more"));
}

}  // namespace test_problem_lines
