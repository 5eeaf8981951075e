// Money as printed: what is read, what is refused and what it says, and that nothing changes on the way.
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "headway/money/money.hpp"
#include "testing.hpp"

namespace test_money {

using namespace headway;
using namespace headway::test;

namespace {

Money millions(std::string_view text) { return read_money(text, MoneyUnit::millions); }

std::string refused(std::string_view text, MoneyUnit unit = MoneyUnit::millions) {
    return refusal([&] { (void)read_money(text, unit); });
}

Money of(double amount, int decimals, std::string note = {}) {
    return {.amount = amount, .decimals = decimals, .note = std::move(note)};
}

}  // namespace

TEST_CASE("amounts are read as the programme report prints them", "[money]") {
    CHECK(millions("£7.9m") == of(7.9, 1));
    CHECK(millions("£0.23m") == of(0.23, 2));
    CHECK(millions("£14.65m") == of(14.65, 2));
    CHECK(millions("£1m") == of(1, 0));
    CHECK(millions("£32.6 million") == of(32.6, 1));
    CHECK(millions("£12M") == of(12, 0));
    CHECK(millions("£ 7.9 m") == of(7.9, 1));
    CHECK(millions("£4bn") == of(4000, -3));
    CHECK(millions("£4 billion") == of(4000, -3));
    CHECK(millions("£4mn") == of(4, 0));
    CHECK(millions("£230k") == of(0.23, 3));
    CHECK(millions("£230 thousand") == of(0.23, 3));
    CHECK(millions("0") == of(0, 0));
    CHECK(millions("£0") == of(0, 0));
    CHECK(millions("0.00") == of(0, 2));
    CHECK(millions("Nil") == of(0, 0));
}

TEST_CASE("a bare number is in the unit of its column", "[money]") {
    CHECK(millions("7.45") == of(7.45, 2));
    CHECK(millions("1,200") == of(1200, 0));
    CHECK(millions("7.9m") == of(7.9, 1));
    CHECK(read_money("7.45", MoneyUnit::thousands) == of(7.45, 2));
    CHECK(read_money("1,234,567.89", MoneyUnit::pounds) == of(1234567.89, 2));
}

TEST_CASE("a cell of digits alone reads as it does with a space before it", "[money]") {
    for (const char* text : {"0", "0.00", "7", "1,234", "12,345,678.90", "999.5", "1234", "0.05", "1,23", "1.2.3", "007",
                             "12,34", ",5", ".5", "5.", "1234567890123456", "1,234,567,890,123,456", ""})
        for (const MoneyUnit unit : {MoneyUnit::pounds, MoneyUnit::thousands, MoneyUnit::millions}) {
            CAPTURE(text);
            const auto read = [&](const std::string& cell) {
                std::optional<Money> money;
                const std::string why = refusal([&] { money = read_exact_money(cell, unit); });
                return std::pair{money, why.empty()};
            };
            CHECK(read(text) == read(' ' + std::string(text)));
        }
    CHECK(read_money("12,345.60", MoneyUnit::thousands).amount == 12345.6);
    CHECK(read_money("12,345.60", MoneyUnit::thousands).decimals == 2);
}

TEST_CASE("the scale moves in decimal", "[money]") {
    CHECK(millions("£1,234,567") == of(1.234567, 6));
    CHECK(millions("£7,900,000") == of(7.9, 6));
    CHECK(millions("£1,234,567.89") == of(1.23456789, 8));
    CHECK(read_money("£7.9m", MoneyUnit::pounds) == of(7900000, -5));
    CHECK(read_money("£14.65", MoneyUnit::pounds) == of(14.65, 2));
    CHECK(read_money("£32k", MoneyUnit::thousands) == of(32, 0));
    CHECK(read_money("£112k", MoneyUnit::pounds) == of(112000, -3));
    CHECK(read_money("£0.07bn", MoneyUnit::thousands) == of(70000, -4));
    // where scaling by multiplication would be off in the last bit
    CHECK(read_money("£1.005m", MoneyUnit::thousands).amount == 1005.0);
    CHECK(read_money("£8.29m", MoneyUnit::pounds).amount == 8290000.0);
    CHECK(read_money("£0.57k", MoneyUnit::billions).amount == 0.00000057);
}

TEST_CASE("signs and the accountant's brackets", "[money]") {
    for (const char* text :
         {"-£0.5m", "£-0.5m", "(£0.5m)", "( £0.5m )", "- £0.5m", "\u2212£0.5m", "\u2013£0.5m", "(0.5)", "-0.5"}) {
        INFO(text);
        CHECK(millions(text) == of(-0.5, 1));
    }
    CHECK(millions("+£0.5m") == of(0.5, 1));
    CHECK(!std::signbit(*millions("-0").amount));
    for (const char* text : {"(-£0.5m)", "--0.5", "0.5-", "+-0.5", "-£-0.5m", "(£0.5m", "£0.5m)", "()"}) {
        INFO(text);
        CHECK(!refused(text).empty());
    }
}

TEST_CASE("not applicable and another fund are no amount", "[money]") {
    for (const char* text : {"n/a", "N/A", "N.A.", "not applicable", "Not\u00A0applicable", " n/a "}) {
        INFO(text);
        CHECK(millions(text) == Money{});
    }
    CHECK(millions("DSG") == Money{.fund = Fund::dedicated_schools_grant});
    CHECK(millions("HRA") == Money{.fund = Fund::housing_revenue_account});
    CHECK(millions("housing revenue account") == Money{.fund = Fund::housing_revenue_account});
    CHECK(millions("DSG*") == Money{.fund = Fund::dedicated_schools_grant, .note = "*"});
    CHECK(says(refused("GF/HRA"), "which mixes general fund and housing revenue account: funds are never netted"));
    CHECK(says(refused("£2m HRA"), "an amount and a fund"));
    CHECK(says(refused("HRA reserve"), "which is no amount"));
}

TEST_CASE("footnote marks are kept as the note", "[money]") {
    CHECK(millions("£11.3m*") == of(11.3, 1, "*"));
    CHECK(millions("£1.8m *") == of(1.8, 1, "*"));
    CHECK(millions("£4m**") == of(4, 0, "**"));
    CHECK(millions("£4m\u2020") == of(4, 0, "\u2020"));
    CHECK(millions("£4m [1]") == of(4, 0, "[1]"));
    CHECK(millions("£4m[r]") == of(4, 0, "[r]"));
    CHECK(millions("£4m(12)") == of(4, 0, "(12)"));
    CHECK(millions("£4m\u00B9\u00B2") == of(4, 0, "\u00B9\u00B2"));
    CHECK(millions("(£4m) (1)") == of(-4, 0, "(1)"));
    CHECK(millions("n/a*") == Money{.note = "*"});
    CHECK(millions("(1)") == of(-1, 0));  // brackets that are all there is are the accountant's
    // brackets that may hold a scale or another amount are no footnote
    for (const char* text : {"£4 (m)", "£4 (r)", "£4[m]", "£4[K]", "£4 [b]", "£4m (0.5)", "£4m (2023)", "*", "[1]"}) {
        INFO(text);
        CHECK(!refused(text, MoneyUnit::pounds).empty());
    }
}

TEST_CASE("damage that means one thing is undone", "[money]") {
    CHECK(millions("\xA3"
                   "7.9m") == of(7.9, 1));  // Latin-1
    CHECK(millions("\u00C2\u00A3"
                   "7.9m") == of(7.9, 1));                       // UTF-8 taken for Latin-1
    CHECK(millions("\uFFE1\uFF17.\uFF19\uFF4D") == of(7.9, 1));  // fullwidth
    CHECK(millions("£7.9\u043C") == of(7.9, 1));                 // Cyrillic em
    CHECK(millions("£7.9\u041C") == of(7.9, 1));                 // and its capital
    CHECK(millions("£\u00A07.9\u00A0m\u00A0") == of(7.9, 1));    // no-break spaces
    CHECK(millions("£\u200B7.9m") == of(7.9, 1));                // zero width
    CHECK(millions("\uFEFF£7.9m") == of(7.9, 1));                // byte order mark
}

TEST_CASE("what cannot be read safely says what was found, why, and what was meant", "[money]") {
    struct Case {
        const char* text;
        const char* why;
        const char* meant;  // empty: no suggestion
    };
    for (const Case& bad : {
             Case{"£.4.0m", "cannot be read safely", "\"£4.0m\""},
             Case{"£.4m", "cannot be read safely", "\"£0.4m\""},
             Case{"£4..0m", "cannot be read safely", ""},
             Case{"£14.65", "may be pounds or millions", ""},
             Case{"£7", "may be pounds or millions", ""},
             Case{"£230,000", "may be pounds or millions", ""},  // a suggestion would say £230,000 million
             Case{"£1,23m", "cannot be read safely", "\"£1.23m\""},
             Case{"£12,34,567", "cannot be read safely", ""},
             Case{"£1,2345", "cannot be read safely", ""},
             Case{"£0,123m", "cannot be read safely", "\"£0.123m\""},
             Case{"£4-5m", "could be read in two ways", ""},
             Case{"£5m-£4m", "could be read in two ways", ""},
             Case{"4/5", "two amounts", ""},
             Case{"£2m and £3m", "two amounts", ""},
             Case{"4.0.0", "cannot be read safely", ""},
             Case{"$4m", "not in pounds", ""},
             Case{"\u20AC"
                  "4m",
                  "not in pounds", ""},
             Case{"£4 m n", "cannot be read safely", "\"£4 mn\""},
             Case{"4%", "percentage", ""},
             Case{"4 per cent", "percentage", ""},
             Case{"1e6", "scientific notation", ""},
             Case{"1E+06", "scientific notation", ""},
             Case{"-", "nothing, not applicable or not known", ""},
             Case{"\u2014", "nothing, not applicable or not known", ""},
             Case{"TBC", "leave it blank", ""},
             Case{"", "is empty", ""},
             Case{"  ", "is empty", ""},
             Case{"£", "is no amount", ""},
             Case{"m", "is no amount", ""},
             Case{"£4m.", "cannot be read safely", "\"£4m\""},
             Case{"£04.0m", "cannot be read safely", ""},
             Case{"7 900 000", "cannot be read safely", ""},
             Case{"7 900", "cannot be read safely", ""},
             Case{"£7.9mm", "cannot be read safely", "\"£7.9m\""},
             Case{"£180kk", "cannot be read safely", "\"£180k\""},
             Case{"££5m", "cannot be read safely", "\"£5m\""},
             Case{"5 £m", "cannot be read safely", "\"£5m\""},
             Case{"1.2 milion", "cannot be read safely", "\"1.2 million\""},
             Case{"£180km", "cannot be read safely", ""},
             Case{"£180 apples", "cannot be read safely", ""},
             Case{"£7.9b", "cannot be read safely", ""},
             Case{"\uFFFD"
                  "7.9m",
                  "cannot be read safely", "\"£7.9m\""},
             Case{"1234567890.123456", "more digits", ""},
             Case{"inf", "is no amount", ""},
             Case{"0x10", "cannot be read safely", ""},
         }) {
        const std::string message = refused(bad.text);
        INFO(bad.text << " -> " << message);
        CHECK(says(message, "money: found \""));
        CHECK(says(message, bad.why));
        CHECK(says(message, "accepted: an amount such as"));
        if (*bad.meant)
            CHECK(says(message, std::string("did you mean ") + bad.meant + "?"));
        else
            CHECK(!says(message, "did you mean"));
    }
    CHECK(refused("£.4.0m") ==
          "money: found \"£.4.0m\", which cannot be read safely; accepted: an amount such as \"£7.9m\", \"£230k\" or "
          "7.9 (in millions), 0, \"n/a\", or the fund that bears it (\"DSG\"); did you mean \"£4.0m\"?");
}

TEST_CASE("a pound sign without a scale is read only where one reading is possible", "[money]") {
    CHECK(says(refused("£999,999"), "may be pounds or millions"));
    CHECK(millions("£1,000,000") == of(1, 6));                      // as millions: a million million pounds
    CHECK(says(refused("£1000000"), "may be pounds or millions"));  // not written in full with separators
    CHECK(says(refused("£1,234,567", MoneyUnit::thousands), "may be pounds or thousands"));
    CHECK(read_money("£1,000,000,000", MoneyUnit::thousands) == of(1e6, 3));
    CHECK(read_money("£1,000", MoneyUnit::billions) == of(1e-6, 9));
    CHECK(says(refused("£999", MoneyUnit::billions), "may be pounds or billions"));
}

TEST_CASE("what is printed is read back as the same double, in every form and unit", "[money][property]") {
    std::mt19937_64 random(20240401);
    const std::array<const char*, 4> scales{"", "k", "m", "bn"};
    for (int round = 0; round < 20'000; ++round) {
        const int places = static_cast<int>(random() % 7);
        const auto digits = static_cast<long long>(random() % 1'000'000'000ULL) >> (random() % 30);
        char plain[40];
        std::snprintf(plain, sizeof plain, "%.*f", places, static_cast<double>(digits) / std::pow(10.0, places));
        const auto printed_unit = static_cast<MoneyUnit>(random() % 4);
        const auto asked = static_cast<MoneyUnit>(random() % 4);
        const int power = 3 * (static_cast<int>(printed_unit) - static_cast<int>(asked));

        const bool negative = digits != 0 && random() % 2;
        const bool bare = printed_unit == MoneyUnit::pounds;
        std::string text(negative ? "-" : "");
        if (!bare) text += "£";
        text += plain;
        text += scales[static_cast<std::size_t>(printed_unit)];
        const MoneyUnit unit = bare ? MoneyUnit::pounds : asked;
        const int shift = bare ? 0 : power;
        // the C library reads the decimal with its exponent: an independent way to the nearest double
        const double expected = std::strtod((std::string(plain) + "e" + std::to_string(shift)).c_str(), nullptr);

        INFO(text);
        const Money money = read_money(text, unit);
        CHECK(money.amount == (negative ? -expected : expected));
        CHECK(money.decimals == (digits == 0 ? places : places - shift));
    }
}

TEST_CASE("no bytes crash the reader, and whatever it reads has the digits of the text", "[money][property]") {
    std::mt19937_64 random(7);
    const std::vector<std::string> pieces{
        "£", "\xA3",   "\u00C2", "-",    "(",      ")",   ".",  ",", "0",      "1",
        "7", "9",      "23",     "000",  "m",      "k",   " ",  "*", "[",      "1]",
        "%", "DSG",    "to",     "\xFF", "\u00A0", "n/a", "bn", "e", "\u2020", std::string(1, '\0'),
        "c", "million"};
    const auto digits_of = [](const std::string& text) {
        std::string digits;
        for (const char c : text)
            if (c >= '0' && c <= '9') digits += c;
        digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
        while (digits.ends_with('0')) digits.pop_back();
        return digits;
    };
    int read = 0, with_amount = 0;
    for (int round = 0; round < 100'000; ++round) {
        std::string text;
        const std::size_t length = random() % 8;
        for (std::size_t i = 0; i < length; ++i)
            text += round % 4 == 0 ? std::string(1, static_cast<char>(random())) : pieces[random() % pieces.size()];
        const auto unit = static_cast<MoneyUnit>(random() % 4);
        try {
            const Money money = read_money(text, unit);
            ++read;
            INFO(text);
            REQUIRE(!(money.amount && money.fund));
            if (!money.amount) continue;
            ++with_amount;
            REQUIRE(std::isfinite(*money.amount));
            char printed[60];
            std::snprintf(printed, sizeof printed, "%.14e", *money.amount);
            std::string mantissa(printed);
            mantissa.resize(mantissa.find('e'));
            const std::string body = headway::detail::money_text(text);
            REQUIRE(body.ends_with(money.note));
            REQUIRE(digits_of(body.substr(0, body.size() - money.note.size())) == digits_of(mantissa));
        } catch (const Error&) {
        }
    }
    CHECK(read > 500);  // the generator makes both kinds
    CHECK(with_amount > 500);
}

TEST_CASE("as many digits are read as a double gives back, and no more", "[money]") {
    CHECK(read_money("123456789012345", MoneyUnit::pounds).amount == 123456789012345.0);  // fifteen
    CHECK(read_money("0.00123456789012345", MoneyUnit::millions).amount == 0.00123456789012345);
    CHECK(says(refusal([] { (void)read_money("1234567890123456", MoneyUnit::pounds); }),
               "more digits than can be kept"));
    CHECK(says(refusal([] { (void)read_money("1.234567890123456", MoneyUnit::millions); }), "more digits"));
    CHECK(read_money("1.200000000000000", MoneyUnit::millions).amount == 1.2);  // zeros at the end are no digits
}

TEST_CASE("a text of marks alone is read within its ends", "[money]") {
    for (const char* text : {"*", " *", "* *", "[1]", " [1]", "\u00B9", " \u00B9 ", "**"})
        CHECK_FALSE(refusal([&] { (void)read_money(text, MoneyUnit::millions); }).empty());
}

TEST_CASE("every word that makes an amount uncertain is told by itself", "[money]") {
    const auto why = [](const char* text, const char* part) {
        INFO(text << " -> " << refused(text));
        CHECK(says(refused(text), part));
    };
    for (const char* text : {"-", "--", "---"}) why(text, "which may mean nothing, not applicable or not known");
    for (const char* text : {"tbc", "TBD", "tba", "to be confirmed", "To be determined", "unknown", "not known", "?"})
        why(text, "which is not known yet: leave it blank");
    for (const char* text : {"4%", "4 per cent", "4 percent"}) why(text, "which is a percentage");
    for (const char* text : {"$4", "\u20AC4", "\u00A5" "4", "4 USD", "eur 4"}) why(text, "which is not in pounds");
    for (const char* text : {"4/5", "4 and 5", "4&5"}) why(text, "which is two amounts, or a range");
    for (const char* text : {"4e5", "1.5E+3", "2e-3"})
        if (std::string(text) != "2e-3") why(text, "which is scientific notation");
    for (const char* text : {"1234,567", "1,23", "1,2345,678", ",123", "01", "00.5"})
        CHECK_FALSE(refused(text).empty());
    CHECK(millions("0.5") == of(0.5, 1));
    for (const char* text : {"4e", "4 e5", "4ex", "cost 4", "4.", "4.m", "£4 to go", "4-"})
        why(text, "which cannot be read safely");
}

TEST_CASE("marks are one or two digits in brackets, or a letter in square ones that is no scale", "[money]") {
    for (const char* mark : {"(1)", "(99)", "[1]", "[99]", "[a]", "[z]", "[A]", "[Z]", "*", "\u2217", "\u2020",
                             "\u2021", "\u00A7", "\u00B6", "\u00B9", "\u00B2", "\u00B3", "\u2070", "\u2074",
                             "\u2079"}) {
        INFO(mark);
        CHECK(millions(std::string("4 ") + mark) == of(4, 0, mark));
    }
    for (const char* mark : {"(100)", "[100]", "[ab]", "[k]", "[M]", "[b]", "(a)", "()", "[]", "[`]", "[{]", "1)",
                             "1]"}) {
        INFO(mark);
        CHECK(!refused(std::string("4 ") + mark).empty());
    }
}

TEST_CASE("amounts that are approximate and bounds are read as what they are, and never added up", "[money]") {
    const auto added_up = [](const char* text) {
        return refusal([&] { (void)read_exact_money(text, MoneyUnit::millions); });
    };
    for (const char* text : {"c£4m", "c 4", "c.4", "c. 4", "ca 4", "ca. 4", "circa 4", "approx 4", "approx. £4m",
                             "about 4", "around 4", "~4", "nearly 4", "almost 4", "some 4", "\u2248" "4", "est 4",
                             "est. £4m", "c4"}) {
        INFO(text);
        CHECK(millions(text) == Money{.amount = 4, .decimals = 0, .approximate = true});
        CHECK(says(added_up(text), "which is approximate or a bound, not an exact amount"));
    }
    struct Bound {
        const char* text;
        std::optional<double> lower, upper;
        bool open;
    };
    for (const Bound& bound : {Bound{"over 4", 4, {}, true}, Bound{"more than £4m", 4, {}, true},
                               Bound{">4", 4, {}, true},
                               Bound{"at least 4", 4, {}, false}, Bound{"\u2265" "4", 4, {}, false},
                               Bound{"£4m+", 4, {}, false}, Bound{"under 4", {}, 4, true}, Bound{"<£4m", {}, 4, true},
                               Bound{"less than 4", {}, 4, true}, Bound{"up to 4", {}, 4, false},
                               Bound{"at most 4", {}, 4, false}, Bound{"\u2264" "4", {}, 4, false},
                               Bound{"£4m-£5m", 4, 5, false}, Bound{"4\u20135", 4, 5, false},
                               Bound{"£4m to £5m", 4, 5, false}, Bound{"between 4 and 5", 4, 5, false}}) {
        INFO(bound.text);
        const Money money = millions(bound.text);
        CHECK(!money.amount);
        CHECK(money.lower == bound.lower);
        CHECK(money.upper == bound.upper);
        CHECK((money.lower_open || money.upper_open) == bound.open);
        CHECK(says(added_up(bound.text), "which is approximate or a bound, not an exact amount"));
    }
    CHECK(millions("over £230k") == Money{.decimals = 3, .lower = 0.23, .lower_open = true});
    CHECK(says(refused("over £14.65"), "may be pounds or millions"));
    CHECK(says(refused("over 4%"), "percentage"));
    CHECK(read_exact_money("£4m", MoneyUnit::millions) == of(4, 0));
}

}  // namespace test_money
