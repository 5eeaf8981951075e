// Funds: their names, their abbreviations, and text that names two.
#include "headway/money/fund.hpp"
#include "testing.hpp"

namespace test_fund {

using namespace headway;
using namespace headway::test;

TEST_CASE("a fund is found by its name and by its abbreviation, in any letter case", "[fund]") {
    CHECK(find_fund("general fund") == Fund::general_fund);
    CHECK(find_fund("General Fund") == Fund::general_fund);
    CHECK(find_fund("GF") == Fund::general_fund);
    CHECK(find_fund("the general fund (GF)") == Fund::general_fund);  // one fund, named twice
    CHECK(find_fund("housing revenue account") == Fund::housing_revenue_account);
    CHECK(find_fund("hra") == Fund::housing_revenue_account);
    CHECK(find_fund("Dedicated Schools Grant") == Fund::dedicated_schools_grant);
    CHECK(find_fund("Dedicated School's Grant") == Fund::dedicated_schools_grant);
    CHECK(find_fund("\u00A0DSG ") == Fund::dedicated_schools_grant);
    CHECK(find_fund("D\u0405G") == Fund::dedicated_schools_grant);  // a Cyrillic letter
    CHECK(find_fund("PHG") == Fund::public_health_grant);
    for (std::size_t i = 0; i < Vocabulary<Fund>::words.size(); ++i)
        CHECK(find_fund(Vocabulary<Fund>::words[i]) == static_cast<Fund>(i));
}

TEST_CASE("text that says something else is no fund", "[fund]") {
    CHECK(!find_fund(""));
    CHECK(!find_fund("and"));
    CHECK(!find_fund("capital"));
    CHECK(!find_fund("general fund reserve"));
    CHECK(!find_fund("generalfund"));
    CHECK(!find_fund("GFS"));
    CHECK(!find_fund("\xFF\xA3 DSG"));
    const std::string message = refusal([] { (void)read_fund("Public Heath Grant"); });
    CHECK(says(message, "found \"Public Heath Grant\""));
    CHECK(says(message, "did you mean \"public health grant\"?"));
    CHECK(says(message, "general fund, housing revenue account, dedicated schools grant, public health grant"));
    CHECK(read_fund("HRA") == Fund::housing_revenue_account);
}

TEST_CASE("two funds in one text are refused, because they are never netted", "[fund]") {
    for (const char* mixed : {"general fund and HRA", "GF/HRA", "general fund; dedicated schools grant",
                              "HRA & General Fund capital", "DSG, PHG"}) {
        INFO(mixed);
        const std::string message = refusal([&] { (void)find_fund(mixed); });
        CHECK(says(message, "which mixes"));
        CHECK(says(message, "split the row"));
    }
}

TEST_CASE("what is neither a letter nor a digit parts words", "[fund]") {
    // the neighbours of 'A', 'Z', 'a', 'z', '0' and '9' in ASCII
    for (const char c : {'@', '[', '{', '|', '}', '~', '/', ':', '(', '-', '.'}) {
        INFO(c);
        CHECK(find_fund(std::string(1, c) + "DSG" + c) == Fund::dedicated_schools_grant);
        CHECK(find_fund(std::string("general") + c + "fund") == Fund::general_fund);
    }
    for (const char c : {'A', 'Z', 'a', 'z', '0', '9'}) CHECK(!find_fund(std::string("DSG") + c));
    CHECK(find_fund("dSg") == Fund::dedicated_schools_grant);
}

}  // namespace test_fund
