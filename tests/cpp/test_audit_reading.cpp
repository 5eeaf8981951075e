#include <string>
#include <vector>

#include "headway/audit/block.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/audit/table.hpp"
#include "headway/audit/token.hpp"
#include "testing.hpp"

namespace test_audit_reading {

using namespace headway;
using namespace headway::auditing;

std::vector<Token> tokens(const std::string& text) { return tokens_of(text, Span{0, text.size()}); }

Sentence sentence(const std::string& text) {
    static const Lexicon lexicon;
    std::vector<Sentence> all = sentences_of(tokens(text), lexicon);
    REQUIRE(all.size() == 1);
    return all.front();
}

NumberUse use_of(const std::string& text) {
    const Sentence read = sentence(text);
    for (std::size_t i = 0; i < read.uses.size(); ++i)
        if (read.uses[i] != NumberUse::none) return read.uses[i];
    return NumberUse::none;
}

TEST_CASE("a line in lower case goes on from the page before, and blocks are places in the text", "[audit]") {
    const std::string text = "1. Housing:\n\nThe rate is above the target\n\ntrajectory of 280.\n\n- one\n- two\n";
    const Layout layout = layout_of(text);
    REQUIRE(layout.blocks.size() == 4);
    CHECK(layout.blocks[0].kind == BlockKind::heading);
    REQUIRE(layout.blocks[1].spans.size() == 2);
    CHECK(text.substr(layout.blocks[1].spans[1].begin, 10) == "trajectory");
    CHECK(layout.blocks[3].kind == BlockKind::item);
}

TEST_CASE("tables are cells between tabs or pipes, or lines that end in an amount", "[audit]") {
    for (const std::string text : {"Name\tSaving\nAdults\t\xC2\xA3"
                                   "2m\nTotal\t\xC2\xA3"
                                   "2m\n",
                                   "| Name | Saving |\n|---|---|\n| Adults | \xC2\xA3"
                                   "2m |\n| Total | \xC2\xA3"
                                   "2m |\n",
                                   "Name Saving\nAdults \xC2\xA3"
                                   "2m\nTotal \xC2\xA3"
                                   "2m\n"}) {
        const Layout layout = layout_of(text);
        const std::vector<Table> tables = tables_of(text, layout);
        REQUIRE(tables.size() == 1);
        REQUIRE(tables[0].rows.size() == 2);
        CHECK(tables[0].rows[0].cells[1].number.value == 2e6);
    }
}

TEST_CASE("a number takes its sign, scale and unit with it", "[audit]") {
    const auto number = [](const std::string& text) { return tokens(text).front().number; };
    CHECK(number("\xC2\xA3"
                 "1.2m")
              .value == 1.2e6);
    CHECK(number("32.6 million").value == 32.6e6);
    CHECK(number("1,046").value == 1046.0);
    CHECK(number("12.5 per cent").unit == StatedUnit::per_cent);
    CHECK(number("1.1 percentage points").unit == StatedUnit::points);
    CHECK(number("twenty-two").value == 22.0);
    CHECK_FALSE(number("01483").known());  // a code
}

TEST_CASE("numbers that are no claims are told apart", "[audit]") {
    CHECK(use_of("It was so in 2023/24") == NumberUse::period);
    CHECK(use_of("seen within four hours of arrival") == NumberUse::duration);
    CHECK(use_of("offences per 1,000 people") == NumberUse::denominator);
    CHECK(use_of("young people aged 19 to study") == NumberUse::age);
    CHECK(use_of("at Key Stage 4 this spring") == NumberUse::name);
    CHECK(use_of("amber (within 10% of target)") == NumberUse::threshold);
    CHECK(use_of("We received 110 complaints") == NumberUse::figure);
}

TEST_CASE("the role of a figure is that of the nearest cue before it", "[audit]") {
    const Sentence read =
        sentence("It fell to 53.2% in Q2 from 53.5% in Q1, below the national average of 93.5% and our 57.4% target.");
    REQUIRE(read.figures.size() == 4);
    CHECK(read.figures[0].role == Role::later);
    CHECK(read.figures[1].role == Role::earlier);
    CHECK(read.figures[2].role == Role::national);
    CHECK(read.figures[3].role == Role::target);
    REQUIRE(read.figures[0].when >= 0);
    CHECK(read.whens[static_cast<std::size_t>(read.figures[0].when)].quarter == 2);
}

TEST_CASE("abbreviations end no sentence", "[audit]") {
    static const Lexicon lexicon;
    CHECK(sentences_of(tokens("It costs approx. 4 pounds vs. 5 before. It rose."), lexicon).size() == 2);
}

}  // namespace test_audit_reading
