// Draft sentences: their templates, hand-worked sentences, and every number of a sentence among its figures.
#include "testing.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "headway/report/comparison.hpp"
#include "headway/report/wording.hpp"
#include "headway/report/wording/of_comparison.hpp"

namespace test_wording {

using namespace headway;
using namespace headway::test;
using headway::wording::fill;

namespace {

std::string said(const std::string& pattern, double n) {
    return fill(pattern, {{"n", wording::figure("n", n, figure_text(n, 0))}, {"name", wording::text("{n}")}}).text;
}

/// Every number that a text prints, as printed: digits with the commas and points between them.
std::vector<std::string> numbers_in(const std::string& text) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < text.size();) {
        if (!std::isdigit(static_cast<unsigned char>(text[i]))) {
            ++i;
            continue;
        }
        std::size_t end = i;
        const auto digit = [&](std::size_t at) { return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])); };
        while (digit(end) || ((text[end] == ',' || text[end] == '.') && digit(end + 1))) ++end;
        found.push_back(text.substr(i, end - i));
        i = end;
    }
    return found;
}

std::vector<Sentence> of_kind(const std::vector<Sentence>& sentences, const std::string& kind) {
    std::vector<Sentence> found;
    for (const Sentence& one : sentences)
        if (one.kind == kind) found.push_back(one);
    return found;
}

std::string only(const std::vector<Sentence>& sentences, const std::string& kind) {
    const auto found = of_kind(sentences, kind);
    return found.size() == 1 ? found.front().text : std::to_string(found.size()) + " sentences";
}

const std::vector<Indicator> three{
    {.id = "e-scooter trips", .unit = "%", .polarity = Polarity::high_is_good},
    {.id = "Voids <b>", .unit = "days", .polarity = Polarity::low_is_good},
    {.id = "Rate of {care}", .unit = "per 10,000", .polarity = Polarity::low_is_good},
};

Result result(const std::string& indicator, double previous, double latest, double target) {
    return {.section = "Housing", .indicator = indicator, .period = "September 2024", .previous = previous,
            .latest = latest, .comparators = {{target, target}}, .when = Period::month(2024, 9)};
}

}  // namespace

TEST_CASE("templates choose by number, leave out what is not there, and read no name as a template") {
    CHECK(said("{n} {n|row is|rows are}", 1) == "1 row is");
    CHECK(said("{n} {n|row is|rows are}", 0) == "0 rows are");
    CHECK(said("{n|none|one|{n} of them}", 0) == "none");
    CHECK(said("{n|none|one|{n} of them}", 1) == "one");
    CHECK(said("{n|none|one|{n} of them}", 1200) == "1,200 of them");
    CHECK(said("{name} a{missing? and {missing}}", 3) == "{n} a");
    CHECK(said("{n?{name?both}}", 3) == "both");
    const auto words = fill("{n}, {n|one|more} and {n}", {{"n", wording::count("n", 3)}});
    CHECK(words.figures == std::vector<SentenceFigure>{{"n", 3, "3"}, {"n", 3, "3"}});  // as often as printed
}

TEST_CASE("a template that cannot be filled is refused with what it may name") {
    using wording::with_templates;
    const auto refused = [](const std::string& name, const std::string& text) {
        return refusal([&] { (void)with_templates(wording::english(), {{name, text}}); });
    };
    CHECK(says(refused("size", "{indicator} rows"), "found {indicator}; accepted: indicators, sections"));
    CHECK(says(refused("size", "{indicators|{row}|rows}"), "found {row}"));
    CHECK(says(refused("size", "{indicators"), "'{' that is not closed"));
    CHECK(says(refused("size", "a} b"), "'}' that closes nothing"));
    CHECK(says(refused("size", "{sections|a|b|c|d}"), "4 choices"));
    CHECK(says(refused("sise", "a"), "accepted: 'size'"));
    CHECK(with_templates(wording::english(), {{"size", "{sections}"}}).at("size") == "{sections}");
}

TEST_CASE("the language has every template, within its parts, and no other") {
    const wording::Language english = wording::english();
    CHECK(english.size() == wording::kinds.size());
    for (const wording::Kind& kind : wording::kinds) {
        CAPTURE(kind.name);
        REQUIRE(english.contains(kind.name));
        CHECK(refusal([&] { (void)wording::with_templates(english, {{std::string(kind.name), english.find(kind.name)->second}}); }).empty());
    }
}

TEST_CASE("sentences of a small board, worked by hand") {
    const Scorecard card = scorecard(three, {result("e-scooter trips", 60, 65, 69), result("Voids <b>", 20, 18.5, 25),
                                             result("Rate of {care}", missing, missing, 86.6)}, {"target"});
    BesideSentences beside{.rows = std::vector<RowSaid>(3), .outlooks = {}};
    beside.rows[0] = {.denominator = 3425, .counted = "pupils"};
    beside.rows[2].status = "suppressed";
    beside.outlooks["Voids <b>"] = {.year = "2024/25", .value = 19.3, .lower = 17, .upper = 22, .level = 0.8, .probability = 0.996, .target = {25, 25}};
    beside.outlooks["e-scooter trips"] = {.year = "2024/25", .value = 66, .probability = 0.243, .target = {69, 69}};
    const auto sentences = draft_sentences(card, beside);
    CHECK(only(sentences, "size") == "The scorecard has 3 indicators in 1 section.");
    CHECK(only(sentences, "ratings") == "Of the 3 indicators with a target, 1 is green, 1 amber and 0 red; 1 of all 3 is not rated against it.");
    CHECK(only(sentences, "on_track") == "On or better than target: Voids <b> (18.5 against 25.0).");
    CHECK(of_kind(sentences, "off_track").empty());
    CHECK(only(sentences, "furthest") == "Furthest from target, as a share of it: e-scooter trips (65% against 69%, 4 percentage points below).");
    CHECK(only(sentences, "directions") == "Of the 2 indicators with a direction, 2 are improving, 0 worsening and 0 unchanged; 1 of all 3 has no direction.");
    CHECK(only(sentences, "missing") == "1 of 3 indicators has no latest figure: Rate of {care} (suppressed).");
    CHECK(only(sentences, "outlook_at_risk") == "Of the 2 indicators with a chance of meeting a year-end target, 1 is less likely than not to: e-scooter trips (24%).");
    CHECK(only(sentences, "equivalent") == "The 4 percentage points by which e-scooter trips misses its target are about 137 of 3,425 pupils.");
    CHECK(only(sentences, "result_missing") == "Rate of {care} (September 2024): no latest figure (suppressed).");
    const auto results = of_kind(sentences, "result");
    REQUIRE(results.size() == 2);
    CHECK(results[0].text == "e-scooter trips (September 2024): 65%, which is 4 percentage points below the target of 69% and amber.");
    CHECK(results[1].text == "Voids <b> (September 2024): 18.5 days, which is 6.5 below the target of 25.0 and green.");
    const auto changes = of_kind(sentences, "change");
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].text == "e-scooter trips rose by 5 percentage points, from 60%, which is better.");
    CHECK(changes[1].text == "Voids <b> fell by 1.5, from 20.0, which is better.");
    const auto outlooks = of_kind(sentences, "outlook");
    REQUIRE(outlooks.size() == 2);
    CHECK(outlooks[0].text == "e-scooter trips is projected to end 2024/25 at 66%, against a target of 69%; the chance of meeting it is 24%.");
    CHECK(outlooks[1].text == "Voids <b> is projected to end 2024/25 at 19.3 days (80% likely: 17.0 to 22.0), against a target of 25.0; the chance of meeting it is over 99%.");
    CHECK(outlooks[0].figures.front() == SentenceFigure{"year end", 66, "66%"});
}

TEST_CASE("all, one and none") {
    const auto board = [](const std::vector<double>& latest, double target) {
        std::vector<Indicator> indicators;
        std::vector<Result> results;
        for (std::size_t i = 0; i < latest.size(); ++i) {
            const std::string name(1, static_cast<char>('A' + i));
            indicators.push_back({.id = name, .polarity = Polarity::high_is_good});
            results.push_back(result(name, missing, latest[i], target));
        }
        return draft_sentences(scorecard(indicators, results, {"target"}));
    };
    CHECK(only(board({95}, 90), "ratings_all") == "The 1 indicator with a target is green.");
    CHECK(only(board({95, 96, 97}, 90), "ratings_all") == "All 3 indicators with a target are green.");
    CHECK(only(board({95, 96}, missing), "ratings_none") == "None of the 2 indicators has a target.");
    CHECK(only(board({95}, missing), "ratings_none") == "The 1 indicator has no target.");
    CHECK(only(board({95}, missing), "directions_none") == "The 1 indicator has no direction yet.");
    CHECK(only(board({91, 92, 93, 94}, 90), "on_track") == "On or better than target: A (91 against 90), B (92 against 90), C (93 against 90) and D (94 against 90).");
    CHECK(only(board({91, 92, 93, 94, 95}, 90), "on_track") == "On or better than target: A (91 against 90), B (92 against 90), C (93 against 90) and 2 more.");
    // the fourth ties with the third, and the fifth does not
    CHECK(only(board({60, 70, 80, 80, 81}, 90), "furthest") == "Furthest from target, as a share of it: A (60 against 90, 30 below), B (70 against 90, 20 below), C (80 against 90, 10 below) and D (80 against 90, 10 below).");
    CHECK(of_kind(board({-5, -6}, 0), "furthest").empty());  // no share of 0
    CHECK(only(draft_sentences(Scorecard{}), "size") == "The scorecard has 0 indicators in 0 sections.");
}

TEST_CASE("a figure of a year ago is stale, and a bound is no number") {
    std::vector<Result> results{result("e-scooter trips", 60, 65, 69), result("Voids <b>", 20, 18, 25)};
    results[1].period = "2022/23";
    results[1].when = Period::year(2022);
    results[0].latest = missing;
    results[0].latest_interval = {.upper = 5};
    results[0].period = "March 2024";
    results[0].when = Period::month(2024, 3);
    const auto not_yet = draft_sentences(scorecard(three, results, {"target"}));
    CHECK(of_kind(not_yet, "stale").empty());  // twelve months to the day
    CHECK(of_kind(not_yet, "missing").empty());
    CHECK(only(not_yet, "result_unrated") == "e-scooter trips (March 2024): at most 5%.");
    results[0].when = Period::month(2024, 4);
    results[0].period = "April 2024";
    CHECK(only(draft_sentences(scorecard(three, results, {"target"})), "stale") == "1 of 2 indicators is more than a year older than the newest, of April 2024: Voids <b> (2022/23).");
}

TEST_CASE("sentences of two scorecards, worked by hand") {
    const Scorecard before = scorecard(three, {result("e-scooter trips", 60, 60, 69), result("Voids <b>", 20, 18.5, 25)}, {"target"});
    const Scorecard after = scorecard(three, {result("e-scooter trips", 60, 65, 69), result("Rate of {care}", 80, 90, 86.6)}, {"target"});
    const auto sentences = draft_sentences(before, after, compare(before, after));
    CHECK(only(sentences, "compared") == "1 result is in both scorecards, 1 is new and 1 is no longer there.");
    CHECK(only(sentences, "moved_count") == "Of the 1 result in both, 1 has another rating against target: 1 better, 0 worse.");
    CHECK(only(sentences, "moved") == "e-scooter trips went from red to amber against target, because its value went from 60% to 65%.");
    CHECK(only(sentences, "new") == "New: Rate of {care}.");
    CHECK(only(sentences, "dropped") == "No longer there: Voids <b>.");
    CHECK(only(sentences, "revised") == "e-scooter trips: the figure for September 2024 was 60% and is now 65%.");
    CHECK(of_kind(sentences, "reconciles").size() == 3);
    CHECK(of_kind(sentences, "reconciles")[0].text == "Green against target: 1 before, less 1 dropped and 0 moved out, plus 0 moved in and 0 new, is 0 now.");
}

TEST_CASE("few people, and chances at their ends") {
    const auto said = [](double denominator, double chance) {
        const Scorecard card = scorecard(three, {result("e-scooter trips", 60, 65, 69)}, {"target"});
        BesideSentences beside{.rows = {{.denominator = denominator}}, .outlooks = {}};
        beside.outlooks["e-scooter trips"] = {.year = "2024/25", .value = 66, .probability = chance, .target = {69, 69}};
        return draft_sentences(card, beside);
    };
    CHECK(says(only(said(9, 1.0), "equivalent"), "are less than 1 of 9."));  // 0.36
    CHECK(says(only(said(13, 1.0), "equivalent"), "are about 1 of 13."));    // 0.52
    CHECK(says(only(said(9, 1.0), "outlook"), "meeting it is 100%."));
    CHECK(says(only(said(9, 0.0), "outlook"), "meeting it is 0%."));
    CHECK(says(only(said(9, 0.004), "outlook"), "meeting it is under 1%."));
    CHECK(of_kind(said(0, 1.0), "equivalent").empty());
    CHECK(of_kind(said(infinity, 1.0), "equivalent").empty());
}

TEST_CASE("a change that all have alike is one sentence, and one of some is one each") {
    const std::vector<Result> results{result("e-scooter trips", 60, 65, 69), result("Voids <b>", 20, 18.5, 25)};
    const Scorecard before = scorecard(three, results, {"target"}), after = scorecard(three, results, {"target"}, {.tolerance = 0.2});
    const auto all = draft_sentences(before, after, compare(before, after));
    CHECK(only(all, "changed_all") == "The tolerance of all was 0.1 and is now 0.2.");
    CHECK(of_kind(all, "changed_all")[0].figures == std::vector<SentenceFigure>{{"before", 0.1, "0.1"}, {"after", 0.2, "0.2"}});
    CHECK(of_kind(all, "changed").empty());
    Scorecard some = before;
    some.rows[1] = after.rows[1];
    const auto each = draft_sentences(before, some, compare(before, some));
    CHECK(only(each, "changed") == "Voids <b>: the tolerance was 0.1 and is now 0.2.");
    CHECK(of_kind(each, "changed_all").empty());
}

TEST_CASE("sentences of moves stand in the order of the moves, against several comparators too") {
    const auto card = [](double first, double second) {
        std::vector<Result> results{result("e-scooter trips", missing, first, 69), result("Voids <b>", missing, second, 25)};
        for (Result& one : results) one.comparators.push_back(one.comparators.front());
        return scorecard(three, results, {"target", "national"});
    };
    const Scorecard before = card(70, 20), after = card(60, 90);
    const Comparison found = compare(before, after);
    const auto moved = of_kind(draft_sentences(before, after, found), "moved");
    REQUIRE(moved.size() == 4);
    for (std::size_t i = 0; i < moved.size(); ++i) {
        CHECK(moved[i].indicator == after.rows[found.moved[i].after].result.indicator);
        CHECK(says(moved[i].text, "against " + std::string(found.moved[i].comparator == 0 ? "target" : "national value")));
        CHECK(moved[i].figures.back().value == after.rows[found.moved[i].after].result.latest);
    }
}

TEST_CASE("every number of every sentence is among its figures as printed, over generated boards") {
    std::mt19937 random(11);
    const auto number = [&] { return random() % 7 == 0 ? missing : static_cast<double>(random() % 20000) / (random() % 2 ? 100.0 : 1.0) - 20.0; };
    const std::vector<std::string> names{"a", "Kept {n} <i>", "b&c", "Z\xC3\xA9ro", "plain", "x"};
    const std::vector<std::string> units{"%", "days", "\xC2\xA3m", ""};
    for (int round = 0; round < 200; ++round) {
        std::vector<Indicator> indicators;
        BesideSentences beside;
        for (const std::string& name : names) {
            indicators.push_back({.id = name, .unit = units[random() % units.size()], .polarity = static_cast<Polarity>(random() % 4)});
            if (random() % 2) beside.outlooks[name] = {.year = "this year", .value = number(), .lower = number(), .upper = number(), .level = 0.8, .probability = static_cast<double>(random() % 1001) / 1000.0, .target = {number(), missing}};
        }
        const auto made = [&] {
            std::vector<Result> results;
            for (const std::string& name : names) {
                if (random() % 5 == 0) continue;
                const double target = number();
                results.push_back({.section = random() % 2 ? "One" : "Two", .indicator = name, .period = "now", .previous = number(), .latest = number(), .comparators = {{target, target}, {number(), missing}}});
            }
            return scorecard(indicators, results, {"target", "national"}, {.tolerance = random() % 2 ? 0.1 : 0.25});
        };
        const Scorecard card = made(), next = made();
        for (std::size_t i = 0; i < card.rows.size(); ++i) beside.rows.push_back({.denominator = number() + 30});
        std::vector<Sentence> sentences = draft_sentences(card, beside);
        const auto more = draft_sentences(card, next, compare(card, next));
        sentences.insert(sentences.end(), more.begin(), more.end());
        for (const Sentence& sentence : sentences) {
            std::vector<std::string> printed;
            for (const SentenceFigure& figure : sentence.figures)
                for (const std::string& one : numbers_in(figure.printed)) printed.push_back(one);
            CAPTURE(sentence.text);
            CHECK(numbers_in(sentence.text) == printed);  // in their order, each as often as it stands there
            CHECK(sentence.text.find("nan") == std::string::npos);
            CHECK(sentence.text.back() == '.');
        }
    }
}

}  // namespace test_wording
