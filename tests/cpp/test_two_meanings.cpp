// Labels that alone may have two meanings: none of them is missed, and those of one meaning are not asked about.
#include "testing.hpp"

#include <string>
#include <string_view>

#include "headway/text.hpp"
#include "headway/time/two_meanings.hpp"
#include "headway/time/year_text.hpp"

namespace test_two_meanings {

using namespace headway;

TEST_CASE("labels whose column says what they mean", "[two_meanings]") {
    for (const std::string_view text :
         {"01/10/2024", " 30/09/24", "30.9.2024", "1-2-2024", "24/09/30", "30/09/2024 00:00", "11/12", "08-09",
          "15 - 16", "15/16 [p]", "Apr 22", "MAY22", "Sept. 24", "april 22 to june 22", "Jan-Mar 22", "2010-11",
          "2005-06 (p)", "2010-2012", "1999-00", "2010\xE2\x80\x93" "12", "\xD9\xA1/\xD9\xA2/2024", "01/10\x1C/2024"}) {
        CAPTURE(text);
        CHECK(may_mean_two(text));
    }
}

TEST_CASE("labels that have one meaning", "[two_meanings]") {
    for (const std::string_view text :
         {"", "TBC", "2024-05-01", "2024-05-01 00:00:00", "2024-09", "2024-13", "2024/25", "2024/25 - Q2", "2024",
          "September 2024", "Sep-24", "Sept'24", "15 June 2024", "15th June 2024", "by the end of Q3",
          "2026 onwards", "202409", "Programme 007", "H1 2023/24"}) {
        CAPTURE(text);
        CHECK_FALSE(may_mean_two(text));
    }
}

TEST_CASE("years that are pooled are as many as a label of two digits holds", "[two_meanings]") {
    const auto years_from_2010 = [](int more) { return "2010-" + std::to_string(2010 + more); };
    CHECK_FALSE(may_mean_two(years_from_2010(0)));
    CHECK(may_mean_two(years_from_2010(detail::most_years_ending_in_two_digits - 1)));
    CHECK_FALSE(may_mean_two(years_from_2010(detail::most_years_ending_in_two_digits)));
}

TEST_CASE("text that is plain but for what stands between is made plain", "[two_meanings]") {
    CHECK(plain_text("  Housing`s   \xE2\x80\x98" "plan\xE2\x80\x99\xC2\xA0\xE2\x80\x93 caf\xC3\xA9 ") ==
          "Housing's 'plan' - caf\xC3\xA9");
    CHECK(plain_text("a\x7F" "b\tc") == "a\x7F" "b c");
    CHECK(plain_text(" \t ") == "");
    CHECK(plain_text("x ") == "x");
}

}  // namespace test_two_meanings
