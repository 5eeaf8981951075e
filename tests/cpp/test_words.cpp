// Words for codes as Arrow lays text out, and codes for words.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "headway/batch/words.hpp"
#include "testing.hpp"

namespace test_words {

using namespace headway;
using namespace headway::test;

namespace {

using Words = std::vector<std::optional<std::string>>;

const Words some{"green", "", std::nullopt, "a word of more than twelve letters", "twelve or so",
                 "one of so many letters that it is longer than what is copied at once", "another of some length"};

std::vector<std::uint8_t> codes(std::size_t rows) {
    std::mt19937_64 random(3);
    std::vector<std::uint8_t> made(rows);
    for (std::uint8_t& each : made) each = static_cast<std::uint8_t>(random() % some.size());
    return made;
}

}  // namespace

TEST_CASE("the text of a column of codes is the word of each row, whatever its length and the number of threads") {
    for (const std::size_t rows : {0u, 1u, 7u, 8u, 65'536u, 65'537u, 600'001u}) {
        const std::vector<std::uint8_t> column = codes(rows);
        std::string expected;
        for (const std::uint8_t code : column) expected += some[code].value_or("");
        for (const unsigned threads : {1u, 2u, 3u, 8u, 64u}) {
            const batch::SpelledWords spelled(column, some, threads);
            REQUIRE(spelled.letters() == expected.size());
            std::vector<std::int64_t> offsets(rows + 1, -1);
            std::string letters(expected.size(), '?');
            std::vector<std::uint8_t> valid((rows + 7) / 8, 255);
            spelled.write(offsets, letters, valid);
            CHECK(letters == expected);
            std::vector<batch::TextView> views(rows);
            std::vector<std::uint8_t> valid_views(valid.size());
            spelled.write(views, valid_views);
            const std::string long_words = spelled.long_words();
            bool right = offsets[0] == 0, right_views = true, right_bits = valid == valid_views;
            for (std::size_t i = 0; i < rows; ++i) {
                const std::string word = some[column[i]].value_or("");
                right = right && offsets[i + 1] - offsets[i] == static_cast<std::int64_t>(word.size());
                std::uint32_t size = 0, at = 0;
                const char* const bytes = reinterpret_cast<const char*>(views[i].data());
                std::memcpy(&size, bytes, 4);
                std::memcpy(&at, bytes + 12, 4);
                const bool inside = size <= 12;
                right_views = right_views && size == word.size() &&
                              (inside ? word == std::string(bytes + 4, size)
                                      : word == long_words.substr(at, size) &&
                                            word.substr(0, 4) == std::string(bytes + 4, 4));
                right_bits = right_bits && (valid[i / 8] >> (i % 8) & 1) == (some[column[i]] ? 1 : 0);
            }
            CHECK(right);
            CHECK(right_views);
            CHECK(right_bits);
        }
    }
}

TEST_CASE("a code that stands for no word is refused by its row") {
    const std::vector<std::uint8_t> column{0, 6, 7, 255};
    CHECK(refusal([&] { (void)batch::SpelledWords(column, some); }) == "row 2: found code 7; accepted: below 7");
}

TEST_CASE("texts are codes in the order of their first rows, null none") {
    std::mt19937_64 random(4);
    for (const std::size_t distinct : {1u, 3u, 500u, 20'000u}) {
        std::vector<std::string> texts, known;
        std::vector<std::int32_t> expected, offsets{0};
        std::vector<std::int64_t> large{0}, first_rows;
        std::string letters;
        std::vector<std::uint8_t> valid(30'000 / 8 + 1, 0);
        for (std::size_t row = 0; row < 30'000; ++row) {
            // of lengths about eight, that begin and end alike
            const std::string text = "part " + std::to_string(random() % distinct) + std::string(random() % 2, 's');
            const bool null = random() % 10 == 0;
            if (!null) valid[row / 8] = static_cast<std::uint8_t>(valid[row / 8] | 1U << (row % 8));
            letters += text;
            offsets.push_back(static_cast<std::int32_t>(letters.size()));
            large.push_back(static_cast<std::int64_t>(letters.size()));
            const auto at = std::find(known.begin(), known.end(), text);
            expected.push_back(null ? -1 : static_cast<std::int32_t>(at - known.begin()));
            if (!null && at == known.end()) {
                known.push_back(text);
                first_rows.push_back(static_cast<std::int64_t>(row));
            }
        }
        const batch::CodedTexts found =
            batch::coded_texts({.offsets = offsets, .letters = letters.data(), .valid = valid});
        CHECK(found.codes == expected);
        CHECK(found.first_rows == first_rows);
        const batch::CodedTexts found_large =
            batch::coded_texts(batch::Texts<std::int64_t>{.offsets = large, .letters = letters.data(), .valid = valid});
        CHECK(found_large.codes == expected);
        // From the ninth row on, whose bit is the second of a byte.
        const batch::CodedTexts later = batch::coded_texts({.offsets = std::span<const std::int32_t>(offsets).subspan(9),
                                                            .letters = letters.data(),
                                                            .valid = valid,
                                                            .first_bit = 9});
        CHECK(later.codes.size() == expected.size() - 9);
        for (std::size_t i = 0; i < later.codes.size(); ++i) {
            const bool null = later.codes[i] < 0;
            if (null != (expected[i + 9] < 0)) FAIL("row " << i);
        }
    }
    CHECK(batch::coded_texts(batch::Texts<std::int32_t>{}).codes.empty());
}

}  // namespace test_words
