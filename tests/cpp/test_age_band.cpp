// Labels of age bands as publications write them, bands that do not join up, and standard populations matched by age.
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "headway/stats/age_band.hpp"
#include "headway/stats/standard_population.hpp"
#include "testing.hpp"

namespace test_age_band {

using namespace headway;
using namespace headway::stats;
using namespace headway::test;

namespace {

std::vector<AgeBand> bands(const std::vector<std::string>& labels) { return read_age_bands(labels); }

std::vector<double> european(const std::vector<std::string>& labels) {
    return matched_to(bands(labels), european_standard_population_2013);
}

}  // namespace

TEST_CASE("labels are read as publications write them") {
    const auto read_as = [](AgeBand expected, const std::vector<std::string>& labels) {
        for (const std::string& text : labels) {
            CAPTURE(text);
            CHECK(find_age_band(text) == expected);
        }
    };
    read_as({0, 4}, {"0-4", "00-04", "0 to 4", "0 \xE2\x80\x93 4", "Aged 0-4", "0-4 years", "Under 5", "< 5"});
    read_as({10, 14}, {"10 - 14", "Ages 10 to 14 years", "10-14 yrs"});
    read_as({0, 0}, {"0", "Under 1", "<1", "less than 1 year"});
    read_as({15, 15}, {" 15 ", "Age 15", "15 years"});
    read_as({100, 104}, {"100-104"});
    read_as({90, AgeBand::open}, {"90+", "90 +", "90 and over", "90 & OVER", "90 or older", "90 years and above",
                                  "90 plus", ">=90", "\xE2\x89\xA5 90", "aged 90 and over"});
}

TEST_CASE("what is no age band is none") {
    for (const std::string text : {"", "All ages", "Total", "over 90", "Year 6", "Years 10-11", "4-0", "15-24+", "0-", "-4", "0 4", "0 and 4",
                                   "<0", "2019/20", "2019", "0-1000", "0.5", "90 to", "Under", "1-4-9", "male"}) {
        CAPTURE(text);
        CHECK_FALSE(find_age_band(text));
    }
    const std::string message = refusal([] { (void)bands({"0-4", "All ages", "5+", "n/k"}); });
    CHECK(says(message, "2 problems"));
    CHECK(says(message, "found \"All ages\", a total that would count everyone twice"));
    for (const auto& [text, band] : {std::pair{"4-Jan", "1-4"}, {"Oct-14", "10-14"}, {"05-SEP", "5-9"}}) {
        CAPTURE(text);
        CHECK(says(refused_age_band(text), "of the band \"" + std::string(band) + "\""));
    }
    CHECK(refused_age_band("5-9").empty());
    for (const char* other : {"Jan", "4-Jan-24", "Jan-Feb", "4-4-Jan", "Mar-2014"}) {
        CAPTURE(other);
        CHECK_FALSE(says(refused_age_band(other), "spreadsheet"));
    }
    CHECK(says(message, "found \"n/k\""));
    CHECK(says(message, "\"95 and over\""));
}

TEST_CASE("a band prints as it reads") {
    for (const std::string text : {"0-4", "0", "15", "90+", "100-104"}) CHECK(label(*find_age_band(text)) == text);
    CHECK(label(*find_age_band("Under 1")) == "0");
    CHECK(label(*find_age_band("95 and over")) == "95+");
}

TEST_CASE("bands in any order join up, each once; they need neither begin at birth nor end open") {
    CHECK(joined_bands(bands({"5-9", "0 to 4", "0-4", "10+"})) == bands({"0-4", "5-9", "10+"}));
    CHECK(joined_bands(bands({"65-74", "16-64"})) == bands({"16-64", "65-74"}));
    CHECK(joined_bands({}).empty());
    CHECK(joined_bands(bands({"90+"})) == bands({"90+"}));
}

TEST_CASE("bands that overlap or leave one out are refused by name") {
    const std::string overlap = refusal([] { (void)joined_bands(bands({"0-4", "0", "5-9"})); });
    CHECK(says(overlap, "age bands 0 and 0-4 overlap"));
    CHECK(says(refusal([] { (void)joined_bands(bands({"80+", "85-89"})); }), "age bands 80+ and 85-89 overlap"));
    CHECK(says(refusal([] { (void)joined_bands(bands({"80+", "85+"})); }), "age bands 80+ and 85+ overlap"));
    // one that spans several overlaps each of them, and hides no gap
    const std::string spanning = refusal([] { (void)joined_bands(bands({"0-14", "0-4", "5-9", "20+"})); });
    CHECK(says(spanning, "3 problems"));
    CHECK(says(spanning, "age bands 0-14 and 5-9 overlap"));
    CHECK(says(spanning, "age band 15-19 is missing between 0-14 and 20+"));
    CHECK(says(refusal([] { (void)joined_bands(bands({"0-4", "10-14"})); }),
               "age band 5-9 is missing between 0-4 and 10-14"));
}

TEST_CASE("the European standard population has 100,000 people in 19 bands of five years") {
    // Eurostat 2013, page 118, in the 19 bands of official tables
    std::vector<std::string> labels;
    for (const AgeBand band : usual_age_bands) labels.push_back(label(band));
    CHECK(labels.front() == "0-4");
    CHECK(labels[17] == "85-89");
    CHECK(labels.back() == "90+");
    CHECK(european(labels) == std::vector<double>{5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000,
                                                  6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000});
    double all = 0.0;
    std::vector<AgeBand> ages;
    for (const BandAmount& each : european_standard_population_2013) {
        all += each.amount;
        ages.push_back(each.band);
    }
    CHECK(all == 100'000.0);
    CHECK(joined_bands(ages) == ages);
}

TEST_CASE("bands are matched by age, whatever their order, and broad ones get the sum") {
    CHECK(european({"90+", "0", "1-4", "85-89"}) == std::vector<double>{1000, 1000, 4000, 1500});
    CHECK(european({"0-14", "15-64", "65+"}) == std::vector<double>{16000, 64500, 19500});
    CHECK(european({"85+", "90-94", "95 and over"}) == std::vector<double>{2500, 800, 200});
    CHECK(european({"0-74"}) == std::vector<double>{91000});
    CHECK(european({"0+"}) == std::vector<double>{100'000});
}

TEST_CASE("a band that the standard does not have is refused by name") {
    const std::string message = refusal([] { (void)european({"0-4", "5-12", "0-3", "100+", "7"}); });
    CHECK(says(message, "4 problems"));
    CHECK(says(message, "age band 5-12 is not made of whole bands of the standard; accepted: 0, 1-4, 5-9"));
    CHECK(says(message, "age band 100+ is not"));
}

TEST_CASE("a standard that contradicts itself is refused by name") {
    const auto with = [](std::vector<BandAmount> standard) {
        return refusal([&] { (void)matched_to(std::vector<AgeBand>{{0, 4}}, standard, "reference_count"); });
    };
    CHECK(with({{{0, 4}, 5.0}, {{5, AgeBand::open}, 0.0}}).empty());
    CHECK(says(with({{{0, 4}, 5.0}, {{0, 4}, 5.0}}), "reference_count, age band 0-4: found twice"));
    CHECK(says(with({{{0, 4}, -1.0}}), "reference_count, age band 0-4: found -1"));
    CHECK(says(with({{{0, 4}, missing}}), "found nan"));
    CHECK(says(with({{{0, 4}, 5.0}, {{3, 9}, 5.0}}), "overlap"));
    CHECK(says(with({}), "reference_count: found no age bands; accepted: one or more"));
}

}  // namespace test_age_band
