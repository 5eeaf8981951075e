// Document text made plain, text in error messages, and the nearest accepted name.
#include "testing.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "headway/text.hpp"

namespace test_text {

using namespace headway;
using namespace headway::test;
using namespace std::string_literals;

TEST_CASE("spaces of every kind become one ASCII space and are trimmed", "[text]") {
    CHECK(plain_text("") == "");
    CHECK(plain_text(" \t\r\n ") == "");
    CHECK(plain_text("  September \t 2024\n") == "September 2024");
    CHECK(plain_text("a  b") == "a b");
    CHECK(plain_text("a b ") == "a b");
    CHECK(plain_text(" a b") == "a b");
    CHECK(plain_text(" ") == "");
    CHECK(plain_text("2018\u00A0-\u00A020") == "2018 - 20");
    CHECK(plain_text("2018\u202F-\u200720") == "2018 - 20");
    CHECK(plain_text("1\u2009000\u3000000") == "1 000 000");
    CHECK(plain_text("\u00A0\u00A0On track\u00A0") == "On track");
    CHECK(plain_text("Q2\xA0") == "Q2");                // a Latin-1 byte at the end
    CHECK(plain_text("Q2\xA0of\xA0" "2024") == "Q2 of 2024");
}

TEST_CASE("what has no width is removed", "[text]") {
    CHECK(plain_text("\uFEFF2024") == "2024");
    CHECK(plain_text("Sep\u00ADtem\u00ADber") == "September");
    CHECK(plain_text("20\u200B24") == "2024");
    CHECK(plain_text("\u200E2024\u200F") == "2024");
    CHECK(plain_text("a \u200B b") == "a b");  // the two spaces meet and are one
    CHECK(plain_text("\u200B \u200B") == "");
}

TEST_CASE("every dash is a hyphen", "[text]") {
    for (const char* dash : {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\u0096", "\u0097",
                             "\x96", "\x97", "\uFF0D"}) {
        CHECK(plain_text("2018 "s + dash + " 20") == "2018 - 20");
    }
}

TEST_CASE("every apostrophe and quotation mark is straight", "[text]") {
    for (const char* mark : {"\u2018", "\u2019", "\u201B", "\u2032", "\u00B4", "`", "\x91", "\x92", "\u0091", "\u0092",
                             "\uFF07", "\xB4"}) {
        CHECK(plain_text("Sept"s + mark + "23") == "Sept'23");
    }
    for (const char* mark : {"\u201C", "\u201D", "\u201E", "\u2033", "\x93", "\x94", "\u0093", "\u0094", "\""}) {
        CHECK(plain_text(mark + "go live"s) == "\"go live");
    }
}

TEST_CASE("letters that only look Latin are Latin", "[text]") {
    // As found in a published corporate plan: a status of Cyrillic A, another of Greek Alpha.
    CHECK(plain_text("\u0410") == "A");
    CHECK(plain_text("\u0391") == "A");
    CHECK(plain_text("\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0425") == "ABEKMHOPCTX");
    CHECK(plain_text("\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0458\u0455") == "aeopcyxijs");
    CHECK(plain_text("\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7") ==
          "ABEZHIKMNOPTYX");
    CHECK(plain_text("Am\u03BFber") == "Amober");
    CHECK(plain_text("\uFF31\uFF12\u3000\uFF12\uFF10\uFF12\uFF14") == "Q2 2024");
    CHECK(plain_text("2022\u204423") == "2022/23");
}

TEST_CASE("everything else passes through unchanged", "[text]") {
    CHECK(plain_text("\u00A365.0m caf\u00E9 \u25B2 \U0001F7E2 \u03B1 = 0.05") ==
          "\u00A365.0m caf\u00E9 \u25B2 \U0001F7E2 \u03B1 = 0.05");
    CHECK(plain_text("a\0z"s) == "a\0z"s);
    CHECK(plain_text("\u0416") == "\u0416");  // a Cyrillic letter that looks like no Latin one
}

TEST_CASE("damaged text is neither refused nor read past its end", "[text]") {
    CHECK(plain_text("\xE2\x80") == "\xE2\x80");                   // an en dash cut short
    CHECK(plain_text("\xF0\x9F\x9F") == "\xF0\x9F\x9F");
    CHECK(plain_text("\xC0\x80\xED\xA0\x80") == "\xC0\x80\xED \x80");  // overlong; a surrogate, whose A0 is a space
    CHECK(plain_text("\xE0\x82\xA0z") == "\xE0\x82 z");  // an overlong no-break space is three bytes, not one space
    CHECK(plain_text("\xF0\x80\x82\xA0z") == "\xF0\x80\x82 z");
    CHECK(plain_text("\xF5\x80\xFF") == "\xF5\x80\xFF");
    // every text of two bytes, in a buffer of exactly two, for the sanitiser to watch
    for (int a = 0; a < 256; ++a) {
        for (int b = 0; b < 256; ++b) {
            const std::vector<char> bytes{static_cast<char>(a), static_cast<char>(b)};
            const std::string_view text(bytes.data(), bytes.size());
            const std::string plain = plain_text(text);
            if (plain_text(plain) != plain) FAIL("plain text is not plain: " << a << " " << b);
            const std::string shown = headway::quoted(text);
            for (std::string_view rest = shown; !rest.empty();) {
                const headway::detail::Character character = headway::detail::first_character(rest);
                if (character.damaged) FAIL("the shown text is not UTF-8: " << a << " " << b);
                rest.remove_prefix(character.length);
            }
        }
    }
}

TEST_CASE("text is shown in quotes, on one line and not too long", "[text]") {
    CHECK(headway::quoted("") == "\"\"");
    CHECK(headway::quoted("2022/24") == "\"2022/24\"");
    CHECK(headway::quoted("a\tb\nc\r\x01\x7F") == "\"a\\tb\\nc\\r\\x01\\x7f\"");
    CHECK(headway::quoted("2018 \x96 20") == "\"2018 \\x96 20\"");
    CHECK(headway::quoted("2018 \u0096 20") == "\"2018 \\u0096 20\"");
    CHECK(headway::quoted("say \"so\"") == "\"say \\\"so\\\"\"");
    CHECK(headway::quoted("a\\x") == "\"a\\\\x\"");
    CHECK(headway::quoted("\u00A35m") == "\"\u00A35m\"");

    const std::string sixty(60, 'x');
    CHECK(headway::quoted(sixty) == '"' + sixty + '"');
    CHECK(headway::quoted(sixty + "y") == '"' + sixty + "...\"");
    std::string pounds;
    for (int i = 0; i < 60; ++i) pounds += "\u00A3";
    CHECK(headway::quoted(pounds + "\u00A3") == '"' + pounds + "...\"");
}

TEST_CASE("no name is offered that drops a denial", "[text]") {
    const std::array<std::string_view, 4> words{"cumulative", "snapshot", "non-cashable", "number of visits"};
    for (const char* text : {"Not cumulative", "Non-cumulative", "non cumulative", "not a snapshot", "never snapshot"}) {
        INFO(text);
        CHECK(nearest(text, words).empty());
    }
    CHECK(nearest("non-cashble", words) == "non-cashable");
    CHECK(nearest("cumulativ", words) == "cumulative");
    CHECK(nearest("No. of visits", words) == "number of visits");  // short for number
}

TEST_CASE("the nearest accepted name is offered only where it is near", "[text]") {
    const std::array<std::string_view, 4> polarities{"high_is_good", "low_is_good", "in_range", "neutral"};
    CHECK(nearest("high_is_god", polarities) == "high_is_good");
    CHECK(nearest("Low is good", polarities) == "low_is_good");
    CHECK(nearest("NEUTRAL", polarities) == "neutral");
    CHECK(nearest("hgih_is_good", polarities) == "high_is_good");
    CHECK(nearest("bigger", polarities) == "");
    CHECK(nearest("nuetrxl", polarities) == "neutral");  // two of seven letters
    CHECK(nearest("nxxtrxl", polarities) == "");         // three of seven
    CHECK(nearest("bat", std::vector<std::string>{"cat", "hat"}) == "cat");
    CHECK(nearest("", polarities) == "");
    CHECK(nearest(std::string(100'000, 'x'), polarities) == "");

    CHECK(nearest("Smarch", std::vector<std::string>{"May", "March", "Mars"}) == "March");
    CHECK(nearest("ab", std::vector<std::string>{"ba"}) == "ba");  // one swap, not two substitutions
    CHECK(nearest("x", std::vector<std::string>{}) == "");
}

TEST_CASE("where no name is near by letters, the one that shares most words is offered", "[text]") {
    const std::array<std::string_view, 7> portfolios{
        "Adult Social Care & Health", "Children's Services", "Customer & Community", "Enabling Excellence",
        "Growth & Prosperity",        "Resident Services",   "Schools & SEND"};
    // as the programme report and the productivity plan call them
    CHECK(nearest("Enabling Services", portfolios) == "Enabling Excellence");  // two others end in "Services"
    CHECK(nearest("ASC & Health", portfolios) == "Adult Social Care & Health");
    CHECK(nearest("Children's services", portfolios) == "Children's Services");
    CHECK(nearest("SEND", portfolios) == "Schools & SEND");
    CHECK(nearest("the community", portfolios) == "Customer & Community");
    CHECK(nearest("Services for the resident of the city", portfolios) == "Resident Services");  // two words beat one

    CHECK(nearest("&", portfolios) == "");
    CHECK(nearest("this and that", portfolios) == "");
    CHECK(nearest("this and that", std::vector<std::string>{"Community and safety"}) == "");  // joining is no likeness
    CHECK(nearest("Housing", portfolios) == "");
    // each word counts once; of equals the longer common beginning, then the first
    CHECK(nearest("Health health HEALTH of nations",
                  std::vector<std::string>{"Wealth of nations today", "Public health"}) == "Wealth of nations today");
    CHECK(nearest("Parks services", std::vector<std::string>{"All the services", "Past services of the city"}) ==
          "Past services of the city");
    CHECK(nearest("Services", std::vector<std::string>{"Customer services", "Resident services"}) ==
          "Customer services");
}

TEST_CASE("near by letters comes before shared words", "[text]") {
    CHECK(nearest("Resident Servces", std::vector<std::string>{"Resident parking", "Resident Services"}) ==
          "Resident Services");
    CHECK(nearest("Healt services", std::vector<std::string>{"Public services", "Health servces"}) == "Health servces");
}

TEST_CASE("numbers are shown as a reader writes them") {
    CHECK(headway::shown(0.4) == "0.4");
    CHECK(headway::shown(0.7 + 0.2) == "0.9");
    CHECK(headway::shown(1200000) == "1200000");
    CHECK(headway::shown(-infinity) == "-inf");
    CHECK(headway::shown(-1.7976931348623157e308) == "-1.79769313486e+308");
}

TEST_CASE("a third of the longer of two names may differ, and nothing is near to no text", "[text]") {
    CHECK(nearest("abxde", std::vector<std::string>{"abcdef"}) == "abcdef");  // two edits, of six letters
    CHECK(nearest("abcdef", std::vector<std::string>{"abxde"}) == "abxde");
    CHECK(nearest("abxxe", std::vector<std::string>{"abcde"}) == "");  // two of five
    CHECK(nearest("", std::vector<std::string>{"a"}) == "");
    CHECK(nearest("a", std::vector<std::string>{""}) == "");
    CHECK(nearest("b", std::vector<std::string>{"a"}) == "a");  // one letter may always differ
}

TEST_CASE("a misspelling is of every word of a phrase, and turns no meaning", "[text]") {
    const std::vector<std::string_view> accepted{"complete", "on track", "delayed but progressing", "red"};
    const auto near = [&](std::string_view found) { return headway::misspelling_of(found, accepted); };
    CHECK(near("Complte") == "complete");
    CHECK(near("on-trakc") == "on track");
    CHECK(near("Delayed but  progresing") == "delayed but progressing");
    CHECK(near("RED") == "red");
    for (const std::string_view other : {"off track", "of track", "on hold", "incomplete", "not complete", "delayed",
                                         "track on", "rad", "", " ", "-"}) {
        CAPTURE(std::string(other));
        CHECK(near(other).empty());
    }
}

TEST_CASE("the first and last character of each length of UTF-8 are whole, their neighbours damaged", "[text]") {
    for (const char* whole : {"\u00A0", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFF", "\U00010000", "\U0010FFFF"})
        CHECK(headway::quoted(whole) == "\""s + whole + "\"");
    CHECK(headway::quoted("\xC1\xBF") == "\"\\xc1\\xbf\"");                  // U+007F in two bytes
    CHECK(headway::quoted("\xE0\x9F\xBF") == "\"\\xe0\\x9f\\xbf\"");          // U+07FF in three
    CHECK(headway::quoted("\xF0\x8F\xBF\xBF") == "\"\\xf0\\x8f\\xbf\\xbf\"");  // U+FFFF in four
    CHECK(headway::quoted("\xED\xA0\x80") == "\"\\xed\\xa0\\x80\"");          // the first surrogate
    CHECK(headway::quoted("\xED\xBF\xBF") == "\"\\xed\\xbf\\xbf\"");          // the last
    CHECK(headway::quoted("\xF4\x90\x80\x80") == "\"\\xf4\\x90\\x80\\x80\"");  // beyond U+10FFFF
    CHECK(headway::quoted("\xF5\x80\x80\x80") == "\"\\xf5\\x80\\x80\\x80\"");
}

}  // namespace test_text
