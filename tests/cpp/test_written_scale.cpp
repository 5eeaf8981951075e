// Long amounts in thousands, millions and billions.
#include "testing.hpp"

#include <limits>
#include <string>
#include <vector>

#include "headway/measure/written_scale.hpp"

namespace test_written_scale {

using namespace headway;

TEST_CASE("amounts of six digits are written in the largest scale that they reach") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::string pound = "\u00A3";
    struct Case {
        std::vector<double> amounts;
        std::string unit, written;
        double per;
    };
    for (const Case& one : {Case{{59'364'311, 61'000'000, nan}, "GBP", pound + "m", 1e6},
                            {{99'999}, pound, pound, 1},
                            {{99'999.6}, pound, pound + "k", 1e3},
                            {{-2.5e9}, pound, pound + "bn", 1e9},
                            {{42.65}, pound + "m", pound + "m", 1},
                            {{250'000}, pound + "k", pound + "m", 1e3},
                            {{120'000}, pound + "m", pound + "bn", 1e3},
                            {{2e6}, pound + "bn", pound + "bn", 1},
                            {{2e6}, "days", "days", 1},
                            {{2e6}, "%", "%", 1},
                            {{}, pound, pound, 1}}) {
        CAPTURE(one.unit, one.amounts);
        CHECK(written_scale(one.amounts, one.unit) == WrittenScale{one.written, one.per});
    }
    CHECK(written(59'364'311, {.unit = pound + "m", .per = 1e6}) == 59.364311);
}

}  // namespace test_written_scale
