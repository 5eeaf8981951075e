// The city's programme as three documents printed it, and bridges between versions by hand.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "headway/savings/read_versions.hpp"
#include "headway/savings/version_bars.hpp"
#include "headway/savings/version_bridge.hpp"
#include "testing.hpp"

namespace test_versions {

using namespace headway;
using namespace headway::test;

namespace {

struct Row {
    const char* document;
    const char* as_at;
    const char* figure;
    const char* year;
    const char* portfolio;
    const char* scheme;
    MoneyCell amount;
};

VersionColumns columns_of(const std::vector<Row>& rows) {
    VersionColumns columns{.document = {"document", {}},
                           .as_at = {"as_at", {}},
                           .figure = {"figure", {}},
                           .year = {"year", {}},
                           .portfolio = {"portfolio", {}},
                           .scheme = {"scheme", {}},
                           .amount = "amount"};
    for (const Row& row : rows) {
        columns.document.rows.emplace_back(row.document);
        columns.as_at.rows.emplace_back(row.as_at);
        columns.figure.rows.emplace_back(row.figure);
        columns.year.rows.emplace_back(row.year);
        columns.portfolio.rows.emplace_back(row.portfolio);
        columns.scheme.rows.emplace_back(row.scheme);
        columns.amounts.cells.push_back(row.amount);
    }
    return columns;
}

const char* const expected = "expected saving";
const char* const run_rate = "run rate";

/// Portfolios and totals as printed in 2024, and the two sentences of 2025.
std::vector<Row> published() {
    std::vector<Row> rows;
    const std::vector<std::pair<const char*, const char*>> portfolios{
        {"Adult Social Care & Health", "£14.65m"},
        {"Children's Services", "£7.9m"},
        {"Customer & Community", "£1.0m"},
        {"Enabling Excellence", "£4.0m"},
        {"Growth & Prosperity", "£2.0m"},
        {"Resident Services", "£11.3m*"},
        {"Schools & SEND", "£1.8m*"}};
    for (const auto& [name, amount] : portfolios)
        rows.push_back({"Transformation programme", "July 2024", expected, "", name, "", std::string(amount)});
    rows.push_back({"Transformation programme", "July 2024", expected, "", "", "", std::string("£42.65m")});
    rows.push_back({"Transformation programme", "July 2024", run_rate, "2025/26", "", "", 32.05});
    rows.push_back({"Transformation programme", "July 2024", run_rate, "2028/29", "Total", "", 41.6});
    for (const auto& [name, amount] : portfolios)
        rows.push_back({"Productivity plan", "30/09/2024", expected, "", name, "", std::string(amount)});
    rows.push_back({"Productivity plan", "30/09/2024", expected, "", "", "", std::string("£42.64m")});
    rows.push_back({"Progress report", "October 2025", run_rate, "2025/26", "", "", std::string("£34.5m")});
    rows.push_back({"Progress report", "October 2025", run_rate, "2028/29", "", "", std::string("over £50m")});
    return rows;
}

std::vector<PublishedVersion> read(const std::vector<Row>& rows, const VersionRule& rule = {}) {
    return read_versions(columns_of(rows), rule);
}

std::string refused(const std::vector<Row>& rows, const VersionRule& rule = {}) {
    return refusal([&] { (void)read(rows, rule); });
}

}  // namespace

TEST_CASE("the city's programme in three documents, and what is unexplained between them") {
    const auto versions = read(published(), {.terms_of = {{"Expected saving", TermsAre::set}}});
    REQUIRE(versions.size() == 3);
    CHECK(versions[2].label() == "Progress report, October 2025");

    const VersionsCompared to_plan = compare(versions[0], versions[1]);
    REQUIRE(to_plan.bridges.size() == 1);
    const VersionBridge& restated = to_plan.bridges[0];
    CHECK(restated.before.amount == 42.65);
    CHECK(restated.after.amount == 42.64);
    CHECK(restated.change.amount == -0.01);
    CHECK(restated.steps.size() == 8);
    for (std::size_t i = 0; i < 7; ++i) CHECK(restated.steps[i].kind == VersionStepKind::unchanged);
    CHECK(restated.steps.back().kind == VersionStepKind::unexplained);
    CHECK(restated.steps.back().change.amount == -0.01);
    CHECK(restated.steps.back().explained_by_rounding == false);  // seven amounts that were set add up to 42.65
    CHECK(to_plan.in_one.size() == 2);
    CHECK(to_plan.in_one[0].before);

    const VersionsCompared to_report = compare(versions[0], versions[2]);
    REQUIRE(to_report.bridges.size() == 2);
    CHECK(to_report.bridges[0].year == Period::year(2025));
    CHECK(to_report.bridges[0].change.amount == 2.45);
    CHECK(to_report.bridges[0].consistency == Consistency::contradicted);
    CHECK(to_report.bridges[0].steps.size() == 1);
    CHECK(to_report.bridges[0].steps[0].change.amount == 2.45);
    CHECK(to_report.bridges[0].steps[0].explained_by_rounding == false);
    const VersionBridge& by_2028 = to_report.bridges[1];
    CHECK(by_2028.before.amount == 41.6);
    CHECK(by_2028.after.lower == 50.0);
    CHECK(by_2028.change.lower == 8.4);
    CHECK(by_2028.change.lower_open);
    CHECK(by_2028.consistency == Consistency::contradicted);
    CHECK(by_2028.steps[0].change.lower == 8.4);
    CHECK(!by_2028.steps[0].explained_by_rounding);

    CHECK(compare(versions[1], versions[2]).bridges.empty());  // nothing that both print
    CHECK(compare(versions[1], versions[2]).in_one.size() == 3);
}

TEST_CASE("figures as codes make the versions that they make row by row") {
    VersionColumns rows = columns_of(published()), coded = rows;
    for (plan::TextColumn* const column : {&coded.document, &coded.as_at, &coded.figure, &coded.year,
                                           &coded.portfolio, &coded.scheme}) {
        std::vector<std::string> texts;
        for (const std::string& text : column->rows) {
            const auto found = std::find(texts.begin(), texts.end(), text);
            column->codes.push_back(text.empty() ? -1 : static_cast<std::int32_t>(found - texts.begin()));
            if (!text.empty() && found == texts.end()) texts.push_back(text);
        }
        column->rows = texts;
    }
    for (std::size_t row = 0; row < rows.amounts.size(); ++row)
        coded.amounts.codes.push_back(static_cast<std::int32_t>(rows.amounts.size() - 1 - row));
    std::reverse(coded.amounts.cells.begin(), coded.amounts.cells.end());
    const auto one = read_versions(rows), other = read_versions(coded);
    REQUIRE(one.size() == other.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        CHECK(one[i].label() == other[i].label());
        REQUIRE(one[i].figures.size() == other[i].figures.size());
        for (std::size_t f = 0; f < one[i].figures.size(); ++f) {
            CHECK(one[i].figures[f].portfolio == other[i].figures[f].portfolio);
            CHECK(one[i].figures[f].amount == other[i].figures[f].amount);
        }
    }
}

TEST_CASE("terms that were rounded for print explain what terms that were set do not") {
    const auto versions = read(published());
    CHECK(compare(versions[0], versions[1]).bridges[0].steps.back().explained_by_rounding == true);
}

TEST_CASE("portfolios that appear, disappear and change, and the rest: 10 + 1 - 3 + 4 + 0.5 is 12.5") {
    const auto versions = read({{"Report", "2024-04", "", "", "Adults", "", 5.0},
                                {"Report", "2024-04", "", "", "Enabling Services", "", 3.0},
                                {"Report", "2024-04", "", "", "Place", "", 2.0},
                                {"Report", "2024-04", "", "", "Total", "", 10.0},
                                {"Report", "2025-04", "", "", " adults ", "", 6.0},
                                {"Report", "2025-04", "", "", "Enabling Excellence", "", 4.0},
                                {"Report", "2025-04", "", "", "Place", "", 2.0},
                                {"Report", "2025-04", "", "", "", "", 12.5}},
                               {.terms_are = TermsAre::set});
    const VersionBridge bridge = compare(versions[0], versions[1]).bridges[0];
    REQUIRE(bridge.steps.size() == 5);
    CHECK(bridge.steps[0].kind == VersionStepKind::changed);
    CHECK(bridge.steps[0].change.amount == 1.0);
    CHECK(bridge.steps[1].kind == VersionStepKind::disappears);
    CHECK(bridge.steps[1].change.amount == -3.0);
    CHECK(bridge.steps[1].nearest == "Enabling Excellence");
    CHECK(bridge.steps[2].kind == VersionStepKind::unchanged);
    CHECK(bridge.steps[3].kind == VersionStepKind::appears);
    CHECK(bridge.steps[3].nearest == "Enabling Services");
    CHECK(bridge.steps[4].kind == VersionStepKind::unexplained);
    CHECK(bridge.steps[4].change.amount == 0.5);
    CHECK(bridge.steps[4].explained_by_rounding == false);
    double sum = 10.0;
    for (const VersionStep& step : bridge.steps) sum = decimal::difference(sum, -step.change.amount.value());
    CHECK(sum == 12.5);

    const auto named = read({{"A", "2024-04", "", "", "Enabling Services", "", 3.0},
                             {"B", "2025-04", "", "", "Enabling Excellence", "", 4.0}},
                            {.aliases = {{"Enabling Services", "Enabling Excellence"}}});
    const VersionBridge one = compare(named[0], named[1]).bridges[0];
    CHECK(one.steps[0].kind == VersionStepKind::changed);
    CHECK(one.before.amount == 3.0);  // no total was printed: its parts are all that there is
    CHECK(one.steps.back().change.amount == 0.0);
}

TEST_CASE("schemes where both print them, and what they leave of their portfolio") {
    const auto versions = read({{"A", "2024-04", "", "", "Place", "Parking", 1.0},
                                {"A", "2024-04", "", "", "Place", "Lights", 2.0},
                                {"A", "2024-04", "", "", "Adults", "Telecare", 5.0},
                                {"A", "2024-04", "", "", "Place", "", 3.0},
                                {"B", "2025-04", "", "", "Place", "Parking", 1.5},
                                {"B", "2025-04", "", "", "Place", "Trees", 0.2},
                                {"B", "2025-04", "", "", "Place", "", 2.0},
                                {"B", "2025-04", "", "", "Adults", "", 5.5}});
    const VersionBridge bridge = compare(versions[0], versions[1]).bridges[0];
    REQUIRE(bridge.steps.size() == 6);
    CHECK(bridge.steps[0].scheme == "Parking");
    CHECK(bridge.steps[0].portfolio == "Place");
    CHECK(bridge.steps[0].change.amount == 0.5);
    CHECK(bridge.steps[1].kind == VersionStepKind::disappears);
    CHECK(bridge.steps[2].scheme == "Trees");
    CHECK(bridge.steps[3].kind == VersionStepKind::unexplained);  // 2.0 of schemes of 1.7
    CHECK(bridge.steps[3].portfolio == "Place");
    CHECK(bridge.steps[3].change.amount == 0.3);
    CHECK(bridge.steps[3].explained_by_rounding == false);  // to one decimal, as the column shows: within 0.15
    CHECK(bridge.steps[4].portfolio == "Adults");  // schemes in one version alone: by portfolio
    CHECK(bridge.steps[4].scheme.empty());
    CHECK(bridge.steps[4].change.amount == 0.5);
    CHECK(bridge.steps[5].change.amount == 0.0);
}

TEST_CASE("what a total has that its parts do not account for") {
    const auto of = [](std::initializer_list<const char*> texts) {
        std::vector<Money> amounts;
        for (const char* text : texts) amounts.push_back(read_money(text, MoneyUnit::millions));
        return amounts;
    };
    const auto parts = of({"13.9", "6.55", "2.56", "0.39", "5.94", "0.76", "1.94"});
    const Money total = read_money("32.05", MoneyUnit::millions);
    CHECK(rest_of(total, parts, TermsAre::rounded).amount == 0.01);
    CHECK(rest_of(total, parts, TermsAre::rounded).by_rounding() == true);
    CHECK(rest_of(total, parts, TermsAre::set).by_rounding() == false);
    CHECK(!rest_of(read_money("over £50m", MoneyUnit::millions), parts, TermsAre::set).by_rounding());
}

TEST_CASE("verdicts do not depend on whether a number was typed or is text") {
    const auto between = [](MoneyCell before, MoneyCell after) {
        const auto versions = read({{"A", "2024-04", "", "", "", "", std::move(before)},
                                    {"B", "2025-04", "", "", "", "", std::move(after)}});
        return compare(versions[0], versions[1]).bridges[0].consistency;
    };
    CHECK(between(41.60, 41.64) == Consistency::contradicted);
    CHECK(between(std::string("41.60"), std::string("41.64")) == Consistency::contradicted);
    CHECK(between(std::string("41.6"), 41.64) == Consistency::contradicted);
    CHECK(between(42.00, 42.41) == Consistency::contradicted);
    CHECK(between(std::string("42"), std::string("42.41")) == Consistency::contradicted);
    CHECK(between(42.0, std::string("£42.65m")) == Consistency::contradicted);
    CHECK(between(std::string("£42m"), std::string("£42.41m")) == Consistency::satisfied);  // printed in words
    CHECK(between(42.0, std::string("c£40m")) == Consistency::satisfied);
    CHECK(between(0.4, std::string("£450k")) == Consistency::contradicted);  // 0.45 shows two decimals
}

TEST_CASE("a row of all beside the portfolios is the whole, and counted once") {
    const auto of = [](const char* all, MoneyCell amount, bool beside_total = false, double second = 3.0) {
        std::vector<Row> rows{{"A", "2024-04", "", "", "Adults", "", 2.0},
                              {"A", "2024-04", "", "", "Place", "", second},
                              {"A", "2024-04", "", "", all, "", std::move(amount)}};
        if (beside_total) rows.push_back({"A", "2024-04", "", "", "", "", 5.0});
        return rows;
    };
    for (const char* all : {"All", "Overall", "Whole council", "Programme total"}) {
        const PublishedLine line = lines_of(read(of(all, 5.0))[0])[0];
        CHECK(line.portfolios.size() == 2);
        CHECK(line.total().amount == 5.0);
    }
    CHECK(lines_of(read(of("Whole family working", 4.0))[0])[0].total().amount == 9.0);  // a portfolio like others
    CHECK(says(refused(of("All", 4.25)), "row 2, column 'portfolio': found \"All\", which the other portfolios do not "
                                        "add up to; accepted: \"Total\" of the whole, or another name of a part"));
    CHECK(says(refused(of("All", 5.0, true)), "found \"All\" beside a total; accepted: the total once"));
    CHECK(lines_of(read(of("All", 5.05, false, 3.04))[0])[0].portfolios.size() == 2);  // by rounding
    const auto alone = read({{"A", "2024-04", "", "", "Overall", "", 5.0}});
    CHECK(lines_of(alone[0])[0].portfolios.empty());
}

TEST_CASE("a blank amount is a figure of which nothing is known, and aliases are found in any letter case") {
    const auto versions = read({{"A", "2024-04", "", "", "enabling services ", "", std::monostate{}},
                                {"A", "2024-04", "", "", "", "", std::string(" ")}},
                               {.aliases = {{"Enabling  Services", "Enabling Excellence"}}});
    const PublishedLine line = lines_of(versions[0])[0];
    CHECK(line.portfolios[0].name == "Enabling Excellence");
    CHECK(bound_in_words(line.total()) == "not known");
    CHECK(bound_in_words(line.portfolios[0].amount()) == "not known");
}

TEST_CASE("figures that make no versions are refused, all at once") {
    const std::string said = refused({{"A", "2024-04", "saving", "", "", "", 1.0},
                                      {"A", "April 2024", "Saving", "", "Total", "", 2.0},
                                      {"", "2024-04", "saving", "", "", "", 1.0},
                                      {"B", "", "saving", "", "", "", 1.0},
                                      {"B", "soon", "saving", "", "", "", 1.0},
                                      {"C", "2024-04", "saving", "next", "", "", 1.0},
                                      {"D", "2024-04", "saving", "", "", "Parking", 1.0},
                                      {"D", "2024-04", "saving", "", "", "", std::string("DSG")},
                                      {"E", "2024-04", "saving", "", "", "", std::string("£.4m")}},
                                     {.terms_of = {{"savin", TermsAre::set}}});
    CHECK(says(said, "9 problems:"));
    CHECK(says(said, "row 1, column 'amount': found the total of Saving in A, 2024-04, which row 0 has already; "
                     "accepted: one version of a title and date"));
    CHECK(says(said, "row 2, column 'document': found nothing"));
    CHECK(says(said, "row 3, column 'as_at': found no date of \"B\""));
    CHECK(says(said, "row 4, column 'as_at': period \"soon\""));
    CHECK(says(said, "row 5, column 'year': period \"next\""));
    CHECK(says(said, "row 6, column 'scheme': found \"Parking\" without a portfolio"));
    CHECK(says(said, "row 7, column 'amount': found dedicated schools grant in place of an amount"));
    CHECK(says(said, "did you mean \"£0.4m\"?"));
    CHECK(says(said, "terms_of: found \"savin\", of which there is no figure; did you mean \"saving\"?"));
}

TEST_CASE("documents of a register name and date their figures") {
    const std::vector<plan::Document> documents{
        {.name = "S2", .title = "Transformation programme", .date = Period::month(2024, 7)},
        {.name = "S4", .title = "Progress report"}};
    const auto versions = read_versions(columns_of({{"s2", "", "", "", "", "", 42.65}}), {}, documents);
    CHECK(versions[0].document == "S2");
    CHECK(versions[0].label() == "Transformation programme, July 2024");
    CHECK(version_of(versions, "S2") == 0);
    CHECK(version_of(versions, "transformation programme") == 0);
    const std::string said = refusal([&] {
        (void)read_versions(columns_of({{"S22", "", "", "", "", "", 1.0}, {"S4", "", "", "", "", "", 1.0}}), {},
                            documents);
    });
    CHECK(says(said, "row 0, column 'document': found no document \"S22\"; did you mean \"S2\"?"));
    CHECK(says(said, "row 1, column 'document': found no date of \"S4\""));
}

TEST_CASE("bars stand upon one another, the largest change first, and smaller ones are pooled") {
    const auto versions = read({{"A", "2024-04", "", "", "Adults", "", 5.0},
                                {"A", "2024-04", "", "", "Place", "", 2.0},
                                {"A", "2024-04", "", "", "Roads", "", 1.0},
                                {"A", "2024-04", "", "", "", "", 8.0},
                                {"B", "2025-04", "", "", "Adults", "", 5.5},
                                {"B", "2025-04", "", "", "Place", "", 0.5},
                                {"B", "2025-04", "", "", "Roads", "", 1.25},
                                {"B", "2025-04", "", "", "", "", std::string("over £9m")}});
    const VersionBridge bridge = compare(versions[0], versions[1]).bridges[0];
    const auto bars = bars_of(bridge, 12);
    REQUIRE(bars.size() == 6);
    CHECK(bars[0].kind == "before");
    CHECK(bars[0].end == 8.0);
    CHECK(bars[1].portfolio == "Place");
    CHECK(bars[1].start == 8.0);
    CHECK(bars[1].end == 6.5);
    CHECK(bars[2].end == 7.0);
    CHECK(bars[3].end == 7.25);
    CHECK(bars[4].kind == "unexplained");
    CHECK(bound_in_words(bars[4].amount) == "over 1.75");
    CHECK(bars[4].end == 9.0);
    CHECK(bars[5].start == 0.0);
    CHECK(bars[5].end == 9.0);
    const auto few = bars_of(bridge, 5);
    REQUIRE(few.size() == 5);
    CHECK(few[2].together == 2);
    CHECK(few[2].amount.amount == 0.75);
    CHECK(few[2].end == 7.25);
    CHECK(says(refusal([&] { (void)bars_of(bridge, 3); }), "accepted: 4 or more"));
    const auto unknown =
        read({{"A", "2024-04", "", "", "", "", 8.0}, {"B", "2025-04", "", "", "", "", std::string("n/a")}});
    const auto none = bars_of(compare(unknown[0], unknown[1]).bridges[0], 12);
    CHECK(std::isnan(none.back().start));
    CHECK(std::isnan(none.back().end));
    CHECK(bound_in_words(none.back().amount) == "not known");
}

TEST_CASE("a version is found by its label, its title or its document") {
    const auto versions = read({{"A", "2024-04", "", "", "", "", 1.0}, {"A", "2025-04", "", "", "", "", 1.0}});
    CHECK(version_of(versions, "A, 2025-04") == 1);
    CHECK(refusal([&] { (void)version_of(versions, "a"); }) ==
          "found \"a\", which is several versions; accepted: A, 2024-04; A, 2025-04");
    CHECK(says(refusal([&] { (void)version_of(versions, "A, 2025-05"); }), "did you mean \"A, 2025-04\"?"));
}

}  // namespace test_versions
