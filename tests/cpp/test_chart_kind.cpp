// Every kind of chart by its name and its method.
#include <cstddef>
#include <string>
#include <string_view>

#include "headway/spc/chart_kind.hpp"
#include "testing.hpp"

namespace test_chart_kind {

using namespace headway;
using namespace headway::spc;
using namespace headway::test;

TEST_CASE("a result names the method of its own kind") {
    struct Row {
        ChartKind kind;
        std::string_view word, method;
    };
    for (const Row& row : {Row{ChartKind::xmr, "xmr", "XmR chart"}, Row{ChartKind::p, "p", "p chart"},
                           Row{ChartKind::u, "u", "u chart"}, Row{ChartKind::c, "c", "c chart"},
                           Row{ChartKind::t, "t", "t chart"}, Row{ChartKind::g, "g", "g chart"},
                           Row{ChartKind::xbar, "xbar", "xbar chart"}, Row{ChartKind::s, "s", "s chart"}}) {
        CHECK(word(row.kind) == row.word);
        CHECK(std::string(chart_method(row.kind, {})).rfind(row.method, 0) == 0);
    }
    CHECK(std::string(chart_method(ChartKind::p, {.laney = true})).rfind("p' chart", 0) == 0);
    CHECK(std::string(chart_method(ChartKind::u, {.laney = true})).rfind("u' chart", 0) == 0);
    CHECK(chart_method(ChartKind::c, {.laney = true}) == chart_method(ChartKind::c, {}));
    CHECK(says(std::string(chart_method(ChartKind::xmr, {.screen_ranges = true})), "screened ranges"));
}

}  // namespace test_chart_kind
