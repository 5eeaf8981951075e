// Cells of a table of figures, as people write them. The cases that anyone can add to are tests/data/figures.csv, which
// the tests of Python read; here are the rules behind them, and text that nobody writes.
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

#include "headway/measure/doubtful_scale.hpp"
#include "headway/measure/figure.hpp"
#include "headway/measure/figure_counts.hpp"
#include "testing.hpp"

namespace test_figure {

using namespace headway;
using namespace headway::test;

TEST_CASE("a cell gives its number, and says what was undone", "[figure]") {
    const Figure money = read_figure("\u00A0£1.2m ");
    CHECK(money.status == FigureStatus::value);
    CHECK(money.value == 1'200'000.0);
    CHECK(money.unit == FigureUnit::pounds);
    CHECK(money.changes.has(FigureChange::pound_sign));
    CHECK(money.changes.has(FigureChange::scale));
    CHECK(money.changes.has(FigureChange::stray_character));
    CHECK_FALSE(money.changes.has(FigureChange::thousands_separator));
    CHECK(read_figure("7012").changes == Flags<FigureChange>{});
    CHECK(read_figure("TO BE CONFIRMED").status == FigureStatus::to_be_confirmed);
    CHECK(read_figure("OVER 50").changes == Flags<FigureChange>{});
    CHECK(read_figure("1\u00A0234").changes.bits == Flags<FigureChange>::bit(FigureChange::thousands_separator));
    CHECK(read_figure("(350)").changes.bits == Flags<FigureChange>::bit(FigureChange::bracketed_negative));
    CHECK(read_figure("\u22123.5").changes.bits == Flags<FigureChange>::bit(FigureChange::stray_character));
}

TEST_CASE("a bound is no value, and says whether it may be reached", "[figure]") {
    const Figure under = read_figure("<5");
    CHECK(under.status == FigureStatus::bound);
    CHECK(!under.value);
    CHECK(!under.lower);  // though it may be a count: nothing is guessed
    CHECK(under.upper == 5.0);
    CHECK(under.upper_open);
    const Figure least = read_figure(">=95%");
    CHECK(least.lower == 95.0);
    CHECK_FALSE(least.lower_open);
    const Figure range = read_figure("between £3m and £5m");
    CHECK(range.lower == 3e6);
    CHECK(range.upper == 5e6);
    CHECK_FALSE((range.lower_open || range.upper_open));
}

TEST_CASE("what is not understood says why", "[figure]") {
    const auto why = [](const char* text, const char* part) {
        const Figure figure = read_figure(text);
        INFO(text << " -> " << figure.why);
        CHECK(figure.status == FigureStatus::unread);
        CHECK(!figure.value);
        CHECK(says(figure.why, part));
    };
    why("see note", "holds no figure");
    why("12 [c]", "a mark that says there is none");
    why("€5", "is not in pounds");
    why("1e3", "scientific notation");
    why("12,34", "do not group by three");
    why("1.234.567", "do not group by three");
    why("2018-20", "two figures");
    why("5m", "metres, minutes or millions");
    why("1234567890123456", "more digits than can be kept");
    why("1\x01", "control characters");
    why("1\x7F", "control characters");
    why("12 bins", "words or signs stand beside the figure: write the number alone");
    why("10\u00B3", "a power, or a footnote: write 1000, or 10 [1]");
    why("2:1", "a ratio: write one number");
    why("16 : 1", "a ratio");
    why("1 in 5", "a ratio");
    why("3 out of 4", "a ratio");
    why("1h 20m", "a time in two units: write one number, 80 minutes");
    why("2 days 4 hours", "a time in two units");
    why("5 p.a.", "says what it is per: write the number alone");
    why("5 [4, 6]", "a figure and its interval: write the limits in columns of their own");
    why("5 (4 to 6)", "a figure and its interval");
    why("#REF!", "an error of the spreadsheet: mend its formula");
    why("#NAME?", "an error of the spreadsheet");
    why("c", "a mark is written [c]");
    why("low", "a mark is written [low]");
    why("1 234", "write 1234 or 1,234");
    why("007", "begins with 0");
    why(".5", "write 0.5");
    why("5.", "behind the point");
    why("5-", "write -5");
    why("\u00BD", "a fraction: write its decimals");
    why("1\u00BD", "a fraction: write its decimals");
}

TEST_CASE("numbers formatted in several ways come back as the same double", "[figure][property]") {
    std::mt19937_64 random(20241128);
    const std::array<const char*, 4> separators{"", ",", "\u00A0", "\u2009"};
    for (int round = 0; round < 20'000; ++round) {
        const int places = static_cast<int>(random() % 5);
        const auto digits = static_cast<long long>(random() % 10'000'000'000ULL) >> (random() % 33);
        char plain[40];
        std::snprintf(plain, sizeof plain, "%.*f", places, static_cast<double>(digits) / std::pow(10.0, places));
        const double expected = std::strtod(plain, nullptr);
        std::string text(plain);
        const std::string separator = separators[random() % separators.size()];
        const std::size_t point = std::min(text.find('.'), text.size());
        for (std::size_t at = point; at > 3; at -= 3) text.insert(at - 3, separator);
        const auto sign = random() % 4;
        if (sign == 1) text = "-" + text;
        if (sign == 2) text = "(" + text + ")";
        if (sign == 3) text = "\u2212" + text;
        if (random() % 2) text += sign == 2 ? "" : "%";
        if (random() % 3 == 0) text = "  " + text + "\u00A0";
        if (random() % 3 == 0) text += " [p]";
        INFO(text);
        const Figure figure = read_figure(text);
        REQUIRE(figure.status == FigureStatus::value);
        REQUIRE(figure.value == (sign == 0 || expected == 0.0 ? expected : -expected));
    }
}

TEST_CASE("any bytes are read or unread, and what is read is finite", "[figure][property]") {
    std::mt19937_64 random(11);
    const std::vector<std::string> pieces{"£",  "\xA3",  "-",      "(",  ")", ".",  ",",    "0",   "1",   "23",  "000",
                                          "m",  "k",     " ",      "*",  "[", "p]", "[c]",  "%",   "to",  "<",   ">=",
                                          "c.", "\u00A0", "\xFF",  "bn", "e", "n/a", "over", "and", "\x1F", "+"};
    int read = 0;
    for (int round = 0; round < 100'000; ++round) {
        std::string text;
        const std::size_t length = random() % 8;
        for (std::size_t i = 0; i < length; ++i)
            text += round % 4 == 0 ? std::string(1, static_cast<char>(random())) : pieces[random() % pieces.size()];
        const Figure figure = read_figure(text);
        INFO(text);
        REQUIRE(figure.why.empty() == (figure.status != FigureStatus::unread));
        REQUIRE(figure.value.has_value() == (figure.status == FigureStatus::value));
        REQUIRE((figure.lower || figure.upper) == (figure.status == FigureStatus::bound));
        for (const auto& number : {figure.value, figure.lower, figure.upper})
            if (number) REQUIRE(std::isfinite(*number));
        read += figure.value || figure.lower || figure.upper ? 1 : 0;
    }
    CHECK(read > 500);  // the generator makes both kinds
    for (const char* piece : {"1", "[p]", "(", ",", "\u00A0", "*", "c", "-"}) {
        std::string lengthy;
        while (lengthy.size() < 10'000) lengthy += piece;
        CHECK_FALSE(read_figure(lengthy).value);
        CHECK_FALSE(read_figure("<5" + lengthy).lower);
    }
}

TEST_CASE("counts of a column", "[figure]") {
    std::vector<Figure> figures;
    for (const char* text : {"7,012", "£3.4m", "n/a", "[c]", "12 [p]", "<5%", "green"})
        figures.push_back(read_figure(text));
    const FigureCounts counts = figure_counts(figures);
    CHECK(counts.read() == 4);
    CHECK(counts.status[static_cast<std::size_t>(FigureStatus::missing)] == 1);
    CHECK(counts.status[static_cast<std::size_t>(FigureStatus::unread)] == 1);
    CHECK(counts.marks[static_cast<std::size_t>(FigureMark::provisional)] == 1);
    CHECK(counts.units == std::array<std::size_t, 20>{2, 1, 1});
    CHECK(counts.changes[static_cast<std::size_t>(FigureChange::thousands_separator)] == 1);
}

TEST_CASE("a scale may have been left out where another amount of the column has one", "[figure]") {
    const auto doubtful = [](std::initializer_list<const char*> cells) {
        std::vector<Figure> column;
        for (const char* cell : cells) column.push_back(read_figure(cell));
        std::string rows;
        for (const auto& [row, beside] : doubtful_scales(column))
            rows += std::to_string(row) + " beside " + std::to_string(beside) + ";";
        return rows + (is_money_alone(column) ? " money" : "");
    };
    CHECK(doubtful({"£14.65m", "£14.65", "£7.9m"}) == "1 beside 0; money");
    CHECK(doubtful({"£14.65", "£7.9"}) == " money");
    CHECK(doubtful({"£7.9m", "£950,000", "£1.2m"}) == " money");  // in millions it would be beyond any
    CHECK(doubtful({"£7.9m", "over £50", "£0", "TBC"}) == "1 beside 0; money");
    CHECK(doubtful({"£230k", "£450"}) == "1 beside 0; money");
    CHECK(doubtful({"£3.4m", "£14.65", "7,012", "12.5%", "<5"}) == "1 beside 0;");
    CHECK(doubtful({"5 million", "12", "£3"}).empty());
    CHECK(doubtful({}) == " money");
}

}  // namespace test_figure
