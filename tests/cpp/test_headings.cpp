// What the heading of a column of money says: its unit, and its year.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headway/money/unit_in_heading.hpp"
#include "headway/savings/year_in_heading.hpp"
#include "testing.hpp"

namespace test_headings {

using namespace headway;
using namespace headway::test;

namespace {

std::string unit(const char* heading) {
    const std::optional<MoneyUnit> found = unit_in_heading(heading);
    return found ? std::string(word(*found)) : "none";
}

std::string year(const char* heading) {
    const std::optional<Period> found = year_in_heading(heading);
    return found ? found->label() : "none";
}

using Cases = std::vector<std::pair<const char*, const char*>>;

}  // namespace

TEST_CASE("a heading says its unit beside a pound sign, in brackets or in a word") {
    const Cases cases{{"Saving 24/25 (\u00A3k)", "thousands"}, {"\u00A3K", "thousands"},
                      {"\u00A3000s", "thousands"},             {"\u00A3'000 2024/25", "thousands"},
                      {"\u00A3000's 24/25", "thousands"},      {"(000s)", "thousands"},
                      {"[k]", "thousands"},                    {"\u00A3k/yr", "thousands"},
                      {"Saving in thousands", "thousands"},    {"\u00A3 thousand", "thousands"},
                      {"\u00A3m 2024-25", "millions"},         {"expected_saving_gbp_m", "millions"},
                      {"in millions of pounds", "millions"},   {"2025/26 \u00A3M", "millions"},
                      {"(\u00A3 million)", "millions"},        {"\u00A3bn", "billions"},
                      {"Saving (\u00A3)", "pounds"},           {"Saving GBP", "pounds"},
                      {"\u00C2\u00A3k", "thousands"}};
    for (const auto& [heading, expected] : cases) {
        INFO(heading);
        CHECK(unit(heading) == expected);
    }
}

TEST_CASE("what may be something else says no unit") {
    for (const char* heading : {"Saving", "", "Month", "m", "k", "M 3", "Target of \u00A32m", "\u00A3kpa", "\u00A3 saved",
                                "Forecast \u00A32024/25", "Kent", "Million Homes"})
        CHECK(unit(heading) == "none");
    CHECK(says(refusal([] { (void)unit_in_heading("\u00A3k or \u00A3m"); }), "thousands and millions; accepted: one"));
}

TEST_CASE("a heading says its year, however the two halves are joined") {
    const Cases cases{{"Saving 24/25 (\u00A3k)", "2024/25"}, {"2024-25", "2024/25"},    {"FY2024/25", "2024/25"},
                      {"2024/2025 \u00A3m", "2024/25"},      {"24-25", "2024/25"},      {"24 / 25", "2024/25"},
                      {"2024_25", "2024/25"},                {"202425", "2024/25"},     {"2001-02", "2001/02"},
                      {"1999/00", "1999/00"},                {"\u00A3000 24/25", "2024/25"},
                      {"2024\u201325", "2024/25"},           {"Saving 2024", "2024"},   {"24/25 and 2024-25", "2024/25"},
                      {"2099/2100", "2099/00"}};
    for (const auto& [heading, expected] : cases) {
        INFO(heading);
        CHECK(year(heading) == expected);
    }
}

TEST_CASE("what does not say when a year begins says none") {
    for (const char* heading : {"FY25", "Year 1", "25", "10-12", "2024/26", "Saving", "", "1,200", "123456", "1066"})
        CHECK(year(heading) == "none");
    CHECK(says(refusal([] { (void)year_in_heading("24/25 to 26/27"); }), "2024/25 and 2026/27; accepted: one"));
}

TEST_CASE("twelve months that a heading names in words are the year that they are") {
    const Cases cases{{"Year to March 2025 \u00A3k", "2024/25"},   {"y/e March 2025", "2024/25"},
                      {"Year ended 31 March 2025", "2024/25"},     {"April 2024 to March 2025 (\u00A3k)", "2024/25"},
                      {"Apr-24 to Mar-25", "2024/25"},             {"Year to December 2024", "2024"},
                      {"Calendar year 2025", "2025"},              {"Financial year 2024/25", "2024/25"},
                      {"Academic year 2024/25", "2024/25 (from September)"},
                      {"Full year effect 24/25", "2024/25"}};
    for (const auto& [heading, expected] : cases) {
        INFO(heading);
        CHECK(year(heading) == expected);
    }
}

TEST_CASE("a part of a year and a year of two meanings are refused with what to write") {
    const Cases cases{{"24/25 Q2 \u00A3k", "part of a year (2024/25 - Q2)"},
                      {"Q2 forecast 24/25", "part of a year (Q2)"},
                      {"P6 24/25 \u00A3k", "part of a year (P6); accepted: columns of whole years, or {\"P6 24/25"},
                      {"24/25-P6", "part of a year (P6)"},
                      {"Period 6 2024/25", "part of a year (Period 6)"},
                      {"M6 2024/25", "part of a year (September 2024)"},
                      {"H1 24/25", "part of a year (2024/25 - H1)"},
                      {"First half 24/25", "part of a year (half)"},
                      {"Saving at March 2025", "part of a year (March 2025); accepted: columns of whole years, or "
                                               "{\"Saving at March 2025\": \"2024/25\"} where"},
                      {"31/03/2025", "part of a year (2025-03-31)"},
                      {"FY2025 \u00A3k", "may be 2024/25 or 2025/26; accepted: either, written so, or {\"FY2025"},
                      {"FY 2025", "may be 2024/25 or 2025/26"},
                      {"Year to 2025", "may be 2024/25 or 2025/26"}};
    for (const auto& [heading, expected] : cases) {
        INFO(heading);
        CHECK(says(refusal([&, of = heading] { (void)year_in_heading(of); }), expected));
    }
    CHECK(year_in_heading("FY2025", calendar_year) == Period::parse("2025"));
}

}  // namespace test_headings
