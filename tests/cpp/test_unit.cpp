// What units say of figures, as councils write them.
#include "testing.hpp"

#include <optional>
#include <string>
#include <string_view>

#include "headway/measure/unit.hpp"

namespace test_unit {

using namespace headway;

TEST_CASE("per cent has many names") {
    for (const std::string_view unit : {"%", " % ", "percent", "Per cent", "PER\u00A0CENT", "percentage", "pct", "\uFF05"}) {
        CAPTURE(unit);
        CHECK(is_per_cent(unit));
        CHECK(signs_of(unit) == UnitSigns{"", "%"});
        CHECK(scale_of_unit(unit) == 1.0);
    }
    for (const std::string_view unit : {"", "percentage points", "% of pupils", "per 100", "pc"}) CHECK_FALSE(is_per_cent(unit));
}

TEST_CASE("money stands around its figures, with its scale") {
    struct Case {
        std::string_view unit;
        std::string before, after;
        double scale;
    };
    const std::string pound = "\u00A3", euro = "\u20AC";
    for (const Case& one : {Case{"\u00A3", pound, "", 1}, {"\u00A3s", pound, "", 1}, {"\u00A3S", pound, "", 1},
                            {"GBP", pound, "", 1}, {"Pounds", pound, "", 1}, {"EUR", euro, "", 1}, {"usd", "$", "", 1},
                            {"\u00A3k", pound, "k", 1e3}, {"\u00A3K", pound, "K", 1e3}, {"\u00A3 k", pound, " k", 1e3},
                            {"\u00A3000", pound, "k", 1e3}, {"\u00A3000s", pound, "k", 1e3}, {"\u00A3'000", pound, "k", 1e3},
                            {"\u00A3\u2019000s", pound, "k", 1e3}, {"\u00A3000's", pound, "k", 1e3},
                            {"\u00A3 thousands", pound, "k", 1e3}, {"\u00A3thousand", pound, "thousand", 1e3},
                            {"\u00A3m", pound, "m", 1e6}, {"\u00A3 million", pound, " million", 1e6},
                            {"\u00A3\u00A0million", pound, " million", 1e6}, {"$bn", "$", "bn", 1e9},
                            {"\u20ACb", euro, "b", 1e9}, {"\u00A3tn", pound, "tn", 1e12}}) {
        CAPTURE(one.unit);
        CHECK(signs_of(one.unit) == UnitSigns{one.before, one.after});
        CHECK(scale_of_unit(one.unit) == one.scale);
    }
}

TEST_CASE("any other unit belongs to the label of its figures") {
    for (const std::string_view unit : {"", " ", "days", "m", "k", "per 10,000", "\u00A3 per head", "\u00A3kpa", "\u00A3  mile",
                                        "GBP m", "\u00A300", "\u00A3''000", "count"}) {
        CAPTURE(unit);
        CHECK(signs_of(unit) == std::nullopt);
        CHECK(scale_of_unit(unit) == 1.0);
    }
}

}  // namespace test_unit
