// Text of decimals, read the same in every locale: what to_chars writes is the oracle.
#include "testing.hpp"

#include <charconv>
#include <clocale>
#include <cmath>
#include <string>

#include "headway/decimal_text.hpp"
#include "headway/measure/printed_figure.hpp"

namespace test_decimal_text {

using namespace headway;

namespace {

/// A locale whose point is a comma, where the system has one, until the end of a test.
class Comma {
public:
    Comma() {
        for (const char* const name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "fr_FR.utf8", "German_Germany.1252"})
            if (std::setlocale(LC_NUMERIC, name) != nullptr) return;
    }
    Comma(const Comma&) = delete;
    Comma& operator=(const Comma&) = delete;
    ~Comma() { std::setlocale(LC_NUMERIC, "C"); }
};

}  // namespace

TEST_CASE("decimals are read as to_chars writes them, in any locale") {
    const Comma comma;
    CHECK(decimal::of_digits("5166", -2) == 51.66);
    CHECK(decimal::of_digits("-1234", 3) == -1234000.0);
    CHECK(decimal::read("86.6") == 86.6);
    CHECK(decimal::read("-3") == -3.0);
    CHECK(decimal::read("1.25e-05") == 0.0000125);
    CHECK(decimal::read("-1e+300") == -1e300);
    CHECK(std::isinf(decimal::read("inf")));
    CHECK(std::isnan(decimal::read("nan")));
    double number = 5e-324;
    for (int i = 0; i < 2100; ++i, number *= 2.0471) {  // through every power of ten that a double has
        if (!std::isfinite(number)) break;
        char text[40];
        const std::string written(text, std::to_chars(text, text + sizeof text, number).ptr);
        CHECK(decimal::read(written) == number);
    }
    CHECK(number > 1e300);
}

TEST_CASE("figures that differ do not print alike in a locale with a comma") {
    const Comma comma;
    const double beside[] = {90.0};
    CHECK(places_to_tell_apart(89.996, beside, 0.0, 2) == 3);
}

}  // namespace test_decimal_text
