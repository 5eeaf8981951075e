// A register of documents: a line of versions by hand, and every way in which it can be none.
#include <string>
#include <vector>

#include "headway/plan/document.hpp"
#include "headway/plan/read_documents.hpp"
#include "testing.hpp"

namespace test_document {

using namespace headway;
using namespace headway::plan;
using namespace headway::test;

namespace {

std::vector<Document> line() {
    return {{.name = "S2", .title = "Transformation programme", .date = Period::day(2024, 7, 16)},
            {.name = "S3", .title = "Productivity plan", .date = Period::month(2024, 7)},
            {.name = "S2b",
             .title = "Transformation programme",
             .date = Period::month(2025, 7),
             .status = DocumentStatus::final,
             .supersedes = {"s2"}},
            {.name = "S2c", .date = Period::month(2026, 7), .status = DocumentStatus::draft, .supersedes = {"S2b"}}};
}

std::string refused(const std::vector<Document>& documents) {
    return refusal([&] { (void)standings(documents); });
}

}  // namespace

TEST_CASE("a final version supersedes, and a draft of the next one does not") {
    const std::vector<Document> documents = line();
    const auto stand = standings(documents);
    CHECK(stand[0].state == DocumentState::superseded);
    CHECK(stand[0].superseded_by == std::vector<std::size_t>{2});
    CHECK(stand[1].state == DocumentState::current);
    CHECK(stand[2].state == DocumentState::current);  // S2c is a draft
    CHECK(stand[2].superseded_by == std::vector<std::size_t>{3});
    CHECK(stand[2].version == 2);
    CHECK(stand[3].state == DocumentState::draft);
    CHECK(stand[3].version == 3);
    CHECK(document_of(documents, " s2B") == 2);
}

TEST_CASE("a version without a status supersedes too: only a draft does not") {
    const std::vector<Document> documents{{.name = "1"}, {.name = "2", .supersedes = {"1"}}};
    CHECK(standings(documents)[0].state == DocumentState::superseded);
    CHECK(standings(documents)[1].state == DocumentState::current);
}

TEST_CASE("what is reported superseded is, by none in the list too") {
    const std::vector<Document> documents{{.name = "Old", .status = DocumentStatus::superseded}};
    CHECK(standings(documents)[0].state == DocumentState::superseded);
    CHECK(standings(documents)[0].superseded_by.empty());
}

TEST_CASE("documents that make no register are refused, all at once") {
    std::vector<Document> documents = line();
    documents.push_back({.name = "S5", .title = "Productivity Plan", .date = Period::month(2024, 7)});
    documents.push_back({.name = "s3", .title = "Another"});
    documents.push_back({.name = "S6", .title = "Early", .date = Period::month(2023, 1), .supersedes = {"S2", "S33"}});
    documents.push_back({.name = "", .title = "Nameless"});
    const std::string said = refused(documents);
    CHECK(says(said, "5 problems:"));
    CHECK(says(said, "row 4: found \"Productivity Plan\" of July 2024, which row 1 has already; accepted: one version "
                     "of a title and date"));
    CHECK(says(said, "row 5: found document \"s3\", which row 1 has already"));
    CHECK(says(said, "row 6: document \"S6\" of January 2023 supersedes \"S2\" of 16 July 2024; accepted: one that is "
                     "not later"));
    CHECK(says(said, "supersedes \"S33\", which is not in the register; did you mean \"S3\"?"));
    CHECK(says(said, "row 7: found a document without a name"));
    CHECK(says(refusal([] { (void)document_of(line(), "S9"); }), "found no document \"S9\"; did you mean \"S2\"?"));
    CHECK(refused(line()).empty());
}

TEST_CASE("a circle is refused by its names alone") {
    const std::vector<Document> documents{{.name = "A", .supersedes = {"B"}},
                                          {.name = "B", .supersedes = {"C"}},
                                          {.name = "C", .supersedes = {"B"}}};
    CHECK(refused(documents) == "documents: found a circle: 'B' supersedes 'C' supersedes 'B'; accepted: an order in "
                                "which each comes after what it needs");
    CHECK(says(refused({{.name = "A", .supersedes = {"A"}}}), "a circle: 'A' supersedes 'A'"));
}

TEST_CASE("no status and nothing superseded are read as people write them, and commas and undated twins are told") {
    const auto read = read_documents({.name = {"document", {"a", "b", "c", "d"}},
                                      .status = {"status", {"n/a", "-", "Final draft", "\u2013"}},
                                      .supersedes = {"supersedes", {"n/a", "-", "None", "a; b"}}});
    CHECK(!read[0].status);
    CHECK(!read[1].status);
    CHECK(read[2].status == DocumentStatus::draft);
    CHECK(read[0].supersedes.empty());
    CHECK(read[2].supersedes.empty());
    CHECK(read[3].supersedes.size() == 2);
    CHECK(refused({{.name = "1", .title = "Plan"}, {.name = "2", .title = "plan"}}) ==
          "row 1: found \"plan\" without a date, which row 0 has already, without one too; accepted: dates that tell "
          "the two apart, or two titles");
    CHECK(says(refused({{.name = "a"}, {.name = "b"}, {.name = "c", .supersedes = {"a, B"}}}),
               "supersedes \"a, B\", which is not in the register; accepted: several documents separated by "
               "semicolons"));
}

TEST_CASE("documents are read as people write them") {
    const auto read = read_documents({.name = {"document", {"S2", "S3", "S4"}},
                                      .title = {"title", {"Programme", "", "Progress"}},
                                      .date = {"date", {"16/07/2024", "July 2024", ""}},
                                      .status = {"status", {"Published", "DRAFT (pre-consultation)", ""}},
                                      .supersedes = {"supersedes", {"", "", "S2; S3;"}}});
    CHECK(read[0].date == Period::day(2024, 7, 16));
    CHECK(read[0].status == DocumentStatus::final);
    CHECK(read[1].called() == "S3");
    CHECK(read[1].status == DocumentStatus::draft);
    CHECK(!read[2].status);
    CHECK(!read[2].date);
    CHECK(read[2].supersedes == std::vector<std::string>{"S2", "S3"});
    const std::string said = refusal([] {
        (void)read_documents({.name = {"document", {"S2", "S3"}},
                              .date = {"date", {"soon", ""}},
                              .status = {"status", {"finl", ""}},
                              .supersedes = {"supersedes", {"S33", ""}}});
    });
    CHECK(says(said, "row 0, column 'date': period \"soon\""));
    CHECK(says(said, "row 0, column 'status': found \"finl\"; accepted as status of a document: draft, final, "
                     "superseded, or nothing; did you mean \"final\"?"));
    CHECK(says(said, "did you mean \"S3\"?"));
}

}  // namespace test_document
