// The column kernel agrees with the headers row by row, bit for bit, and refuses what it cannot assess.
#include "testing.hpp"

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "headway/batch.hpp"

namespace test_batch {

using namespace headway;
using namespace headway::test;

namespace {

std::uint8_t code(Polarity polarity) { return static_cast<std::uint8_t>(polarity); }

struct Columns {
    std::vector<double> latest, previous, target, lower, upper, national;
    std::vector<std::uint8_t> polarity, accrual;
    std::vector<double> change, target_gap, national_gap;
    std::vector<std::uint8_t> direction, target_rating, target_reason, target_present, national_rating, national_reason,
        national_present;

    explicit Columns(std::size_t rows)
        : latest(rows, 1), previous(rows, 1), target(rows, 1), lower(rows, missing), upper(rows, missing), national(rows, 1),
          polarity(rows, code(Polarity::high_is_good)), accrual(rows, 0), change(rows), target_gap(rows), national_gap(rows),
          direction(rows), target_rating(rows), target_reason(rows), target_present(rows), national_rating(rows),
          national_reason(rows), national_present(rows) {}

    [[nodiscard]] batch::Table table() const {
        return {.latest = latest, .previous = previous, .polarity = polarity, .accrual = accrual,
                .comparators = {{.name = "target", .value = target, .bounds = {lower, upper}},
                                {.name = "national", .value = national}}};
    }

    [[nodiscard]] batch::AssessedTable assessed() {
        return {.change = change, .direction = direction,
                .comparators = {{target_rating, target_reason, target_gap, target_present},
                                {national_rating, national_reason, national_gap, national_present}}};
    }

    void run(const RatingRule& rule = {}, const DirectionRule& direction_rule = {}, unsigned threads = 0) {
        batch::assess(table(), rule, direction_rule, assessed(), threads);
    }
};

/// Printed numbers, many on an edge, with every kind of missing value and polarity.
Columns any_columns(std::size_t rows, std::uint64_t seed) {
    Columns c(rows);
    std::mt19937_64 random(seed);
    const auto any = [&](int most) { return std::uniform_int_distribution<int>(-most, most)(random); };
    const auto sometimes = [&](double value) { return random() % 8 == 0 ? missing : value; };
    for (std::size_t i = 0; i < rows; ++i) {
        const double target = any(999) / 10.0;
        c.target[i] = sometimes(target);
        c.latest[i] = sometimes(random() % 3 ? target + any(20) * std::fabs(target) / 100.0 : any(99999) / 100.0);
        c.previous[i] = sometimes(random() % 4 ? any(99999) / 100.0 : c.latest[i]);
        c.national[i] = sometimes(any(9) / 10.0);
        const double width = random() % 4 ? any(100) / 10.0 : 0.0;
        c.lower[i] = sometimes(target - std::fabs(width));
        c.upper[i] = sometimes(target + std::fabs(width));
        const auto p = random() % 5;
        c.polarity[i] = p == 4 ? batch::no_polarity : static_cast<std::uint8_t>(p);
        c.accrual[i] = static_cast<std::uint8_t>(random() % Vocabulary<Accrual>::words.size());
    }
    return c;
}

/// Rows in which a column disagrees with a loop over the headers, by the words of the documentation.
std::size_t disagreements(const Columns& c, const RatingRule& rule, const DirectionRule& direction_rule) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < c.latest.size(); ++i) {
        const bool stated = c.polarity[i] != batch::no_polarity;
        RatingRule own = rule;
        own.polarity = stated ? static_cast<Polarity>(c.polarity[i]) : Polarity::neutral;
        const bool bounds = (own.polarity == Polarity::in_range || std::isnan(c.target[i])) &&
                            !(std::isnan(c.lower[i]) && std::isnan(c.upper[i]));
        const Range target = bounds ? Range{c.lower[i], c.upper[i]} : Range{c.target[i], c.target[i]};
        const Assessment on_target = assess(c.latest[i], target, own);
        const Assessment on_national = assess(c.latest[i], c.national[i], own);
        Direction moved = Direction::unknown;
        if (stated && has_direction(static_cast<Accrual>(c.accrual[i])))
            moved = direction(c.latest[i], c.previous[i], own.polarity, target, direction_rule);
        const auto agrees = [&](const Assessment& a, std::uint8_t rating, std::uint8_t reason, double gap, std::uint8_t present) {
            return rating == static_cast<std::uint8_t>(a.rating) &&
                   reason == static_cast<std::uint8_t>(stated ? a.reason : Reason::no_polarity) && same(gap, a.gap) &&
                   present == (a.has_comparator() ? 1 : 0);
        };
        count += !same(c.change[i], change_since(c.latest[i], c.previous[i])) || c.direction[i] != static_cast<std::uint8_t>(moved) ||
                 !agrees(on_target, c.target_rating[i], c.target_reason[i], c.target_gap[i], c.target_present[i]) ||
                 !agrees(on_national, c.national_rating[i], c.national_reason[i], c.national_gap[i], c.national_present[i]);
    }
    return count;
}

template <class T>
std::span<T> shorter(std::vector<T>& column) { return {column.data(), column.size() - 1}; }

}  // namespace

TEST_CASE("columns agree with the headers, whatever their length and the number of threads") {
    for (const std::size_t rows : {0u, 1u, 2u, 7u, 99'999u, 100'000u, 100'001u, 199'999u, 200'000u, 200'001u, 300'007u}) {
        Columns c = any_columns(rows, rows);
        for (const unsigned threads : {0u, 1u, 2u, 3u, 8u}) {
            CAPTURE(rows, threads);
            for (auto* column : {&c.direction, &c.target_rating, &c.target_reason, &c.target_present, &c.national_rating})
                std::fill(column->begin(), column->end(), std::uint8_t{77});  // every row must be written
            std::fill(c.change.begin(), c.change.end(), 77.0);
            c.run({}, {}, threads);
            CHECK(disagreements(c, {}, {}) == 0);
        }
    }
}

TEST_CASE("columns agree with the headers under every rule") {
    for (const Basis basis : {Basis::relative, Basis::absolute, Basis::percentage_points, Basis::ratio})
        for (const bool inclusive : {true, false})
            for (const ZeroRule zero : {ZeroRule::red, ZeroRule::not_rated}) {
                const RatingRule rule{.tolerance = 0.3, .basis = basis, .green_inclusive = inclusive,
                                      .amber_inclusive = !inclusive, .zero = zero};
                const DirectionRule direction_rule{.dead_band = inclusive ? 0.0 : 12.5};
                CAPTURE(word(basis), inclusive, word(zero));
                Columns c = any_columns(20'000, 1);
                c.run(rule, direction_rule);
                CHECK(disagreements(c, rule, direction_rule) == 0);
            }
}

/// A number on an edge, or beside it by a few units of the last place, or of the 14th digit where decimals end.
double about(double edge, std::mt19937_64& random) {
    const auto any = [&](int most) { return std::uniform_int_distribution<int>(-most, most)(random); };
    switch (random() % 4) {
        case 0: return edge;
        case 1: {
            double beside = edge;
            for (int step = any(4); step != 0; step += step > 0 ? -1 : 1)
                beside = std::nextafter(beside, step > 0 ? infinity : -infinity);
            return beside;
        }
        case 2: return edge * (1.0 + any(30) * 1e-14);
        default: return std::round(edge * 1e4) / 1e4 + any(2) * 1e-4;
    }
}

TEST_CASE("plain rows are decided as the header does, about every edge, with every rule and of every size") {
    constexpr std::size_t rows = 200'000;
    for (const RatingRule& rule : {RatingRule{}, RatingRule{.tolerance = 0.0}, RatingRule{.tolerance = 0.05},
                                   RatingRule{.green_inclusive = false, .amber_inclusive = false},
                                   RatingRule{.tolerance = 5.0, .basis = Basis::absolute},
                                   RatingRule{.tolerance = 1e12, .basis = Basis::absolute, .green_inclusive = false},
                                   RatingRule{.tolerance = 5.0, .basis = Basis::percentage_points},
                                   RatingRule{.tolerance = 0.2, .basis = Basis::ratio},
                                   RatingRule{.zero = ZeroRule::not_rated}}) {
        std::mt19937_64 random(17);
        std::vector<double> latest(rows), previous(rows), target(rows), change(rows), gap(rows);
        std::vector<std::uint8_t> polarity(rows), direction_of(rows), rating(rows), reason(rows), present(rows);
        std::vector<std::uint8_t> why(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            const auto any = [&](int most) { return std::uniform_int_distribution<int>(-most, most)(random); };
            const double size = random() % 8 == 0 ? std::pow(10.0, any(17)) : 1.0;
            target[i] = random() % 16 == 0 ? 0.0 : any(99'999) / 100.0 * size;
            const double allowance = is_amount(rule.basis) ? rule.tolerance : rule.tolerance * std::fabs(target[i]);
            latest[i] = random() % 3 == 0 ? about(target[i], random)
                                          : about(target[i] + (any(1) * allowance), random);
            previous[i] = random() % 3 == 0 ? about(latest[i], random) : any(99'999) / 100.0;
            for (double* const each : {&latest[i], &previous[i], &target[i]})
                if (random() % 16 == 0) *each = random() % 2 == 0 ? missing : -0.0;
            const auto p = random() % 5;
            polarity[i] = p == 4 ? batch::no_polarity : static_cast<std::uint8_t>(p);
        }
        const DirectionRule direction_rule{.dead_band = rule.tolerance > 0.1 ? 0.5 : 0.0};
        const batch::Table table{.latest = latest, .previous = previous, .polarity = polarity,
                                 .comparators = {{.name = "target", .value = target}}};
        batch::assess(table, rule, direction_rule,
                      {.change = change, .direction = direction_of, .direction_reason = why,
                       .comparators = {{rating, reason, gap, present}}});
        std::vector<std::uint8_t> alone(rows);  // where nothing else is asked for
        batch::assess(table, rule, direction_rule, {.comparators = {{alone}}});
        CHECK(alone == rating);
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < rows; ++i) {
            RatingRule own = rule;
            if (polarity[i] == batch::no_polarity) own.polarity.reset();
            else own.polarity = static_cast<Polarity>(polarity[i]);
            const Range good{target[i], target[i]};
            const Assessment one = assess(latest[i], good, own);
            const Travel moved = travel(latest[i], previous[i], own.polarity, good, direction_rule);
            const bool agrees = rating[i] == static_cast<std::uint8_t>(one.rating) &&
                                reason[i] == static_cast<std::uint8_t>(one.reason) && same(gap[i], one.gap) &&
                                present[i] == (one.has_comparator() ? 1 : 0) &&
                                same(change[i], change_since(latest[i], previous[i])) &&
                                direction_of[i] == static_cast<std::uint8_t>(moved.direction) &&
                                why[i] == static_cast<std::uint8_t>(moved.reason);
            if (!agrees && ++wrong == 1) {
                CAPTURE(latest[i], previous[i], target[i], int{polarity[i]}, int{rating[i]}, int{reason[i]}, gap[i],
                        one.gap, word(one.rating), word(one.reason), change[i], int{direction_of[i]}, int{why[i]},
                        word(moved.direction), word(moved.reason));
                CHECK(agrees);
            }
        }
        CAPTURE(rule.tolerance, word(rule.basis));
        CHECK(wrong == 0);
    }
}

TEST_CASE("absent columns are missing data") {
    Columns c = any_columns(1'000, 1);
    batch::Table table = c.table();
    table.previous = {};
    table.accrual = {};
    table.comparators[0].bounds = {};
    batch::assess(table, {}, {}, c.assessed());
    std::fill(c.previous.begin(), c.previous.end(), missing);
    std::fill(c.lower.begin(), c.lower.end(), missing);
    std::fill(c.upper.begin(), c.upper.end(), missing);
    CHECK(disagreements(c, {}, {}) == 0);
    table.comparators.clear();
    batch::AssessedTable assessed = c.assessed();
    assessed.comparators.clear();
    CHECK_NOTHROW(batch::assess(table, {}, {}, assessed));
}

TEST_CASE("rows that are bounds are rated and compared as the header does, open ones too") {
    const auto of = [](auto word) { return static_cast<std::uint8_t>(word); };
    Columns c(5);
    c.latest = {missing, missing, missing, missing, 50};
    c.previous = {50, 5, missing, 5, 49};
    c.polarity = {code(Polarity::high_is_good), code(Polarity::low_is_good), code(Polarity::low_is_good),
                  code(Polarity::low_is_good), code(Polarity::high_is_good)};
    c.target = {50, 5, 5, 4, missing};
    c.lower[4] = 50;
    const std::vector<double> lower{50, missing, missing, missing, missing}, upper{missing, 5, missing, 5, missing};
    const std::vector<std::uint8_t> lower_open{1, 0, 0, 0, 0}, upper_open{0, 1, 0, 0, 0}, target_open{0, 0, 0, 0, 1};
    batch::Table table = c.table();
    table.comparators[0].bounds.lower_open = target_open;
    table.latest_bounds = {lower, upper, lower_open, upper_open};
    batch::assess(table, {}, {}, c.assessed());
    for (std::size_t i = 0; i < 5; ++i) {
        const Polarity polarity{c.polarity[i]};
        const Range value = bounds_or_number(table.latest_bounds.of_row(i), c.latest[i]);
        const Range target = bounds_or_number(table.comparators[0].bounds.of_row(i), c.target[i]);
        const Assessment rated = assess(value, target, {.polarity = polarity});
        CHECK(c.target_rating[i] == of(rated.rating));
        CHECK(c.target_reason[i] == of(rated.reason));
        CHECK(c.direction[i] == of(travel(value, {c.previous[i], c.previous[i]}, polarity).direction));
    }
    CHECK(c.target_rating == std::vector<std::uint8_t>{of(Rating::green), of(Rating::green),
                                                       of(Rating::not_rated), of(Rating::not_rated),
                                                       of(Rating::amber)});
    CHECK(std::isnan(c.change[0]));
}

TEST_CASE("an indicator in a range goes by its bounds, one of which is not enough") {
    Columns c(5);
    std::fill(c.polarity.begin(), c.polarity.end(), code(Polarity::in_range));
    c.latest = {16.2, 16.19, 19, 19, 105};
    c.previous = {15, 17, 18, 25, 104};
    c.target = {missing, missing, missing, 20, 100};
    c.lower = {18, 18, 18, 18, missing};
    c.upper = {21, 21, 21, missing, missing};
    c.run();
    const std::vector<std::uint8_t> ratings{1, 2, 0, 3, 1};  // amber, red, green, not rated, amber
    CHECK(c.target_rating == ratings);
    CHECK(c.target_reason[3] == static_cast<std::uint8_t>(Reason::no_range));
    const std::vector<std::uint8_t> present{1, 1, 1, 0, 1};
    CHECK(c.target_present == present);
    const std::vector<std::uint8_t> directions{0, 1, 2, 5, 1};  // improving, worsening, no change, unknown, worsening
    CHECK(c.direction == directions);
}

TEST_CASE("columns of other lengths are refused by name, in and out, and nothing is written") {
    Columns c(10);
    std::fill(c.change.begin(), c.change.end(), 77.0);
    const auto refused = [&](auto change_table, auto change_assessed) {
        batch::Table table = c.table();
        batch::AssessedTable assessed = c.assessed();
        change_table(table);
        change_assessed(assessed);
        return refusal([&] { batch::assess(table, {}, {}, assessed); });
    };
    const auto same_in = [](batch::Table&) {};
    const auto same_out = [](batch::AssessedTable&) {};
    const auto in = [&](auto edit) { return refused(edit, same_out); };
    const auto out = [&](auto edit) { return refused(same_in, edit); };
    CHECK(says(in([&](auto& t) { t.previous = shorter(c.previous); }), "previous"));
    CHECK(says(in([&](auto& t) { t.polarity = shorter(c.polarity); }), "polarity"));
    CHECK(says(in([&](auto& t) { t.polarity = {}; }), "polarity"));
    CHECK(says(in([&](auto& t) { t.accrual = shorter(c.accrual); }), "accrual"));
    CHECK(says(in([&](auto& t) { t.comparators[0].value = shorter(c.target); }), "target"));
    CHECK(says(in([&](auto& t) { t.comparators[0].bounds.lower = shorter(c.lower); }), "target_lower"));
    CHECK(says(in([&](auto& t) { t.comparators[0].bounds.upper = shorter(c.upper); }), "target_upper"));
    CHECK(says(in([&](auto& t) { t.comparators[0].bounds.upper = {}; }), "target_upper"));
    CHECK(says(in([&](auto& t) { t.comparators[1].value = {}; }), "national"));
    CHECK(says(out([&](auto& a) { a.change = shorter(c.change); }), "change"));
    CHECK(says(out([&](auto& a) { a.direction = {}; }), "direction"));
    CHECK(says(out([&](auto& a) { a.comparators[0].rating = shorter(c.target_rating); }), "target.rating"));
    CHECK(says(out([&](auto& a) { a.comparators[0].reason = shorter(c.target_reason); }), "target.reason"));
    CHECK(says(out([&](auto& a) { a.comparators[1].gap = shorter(c.national_gap); }), "national.gap"));
    CHECK(says(out([&](auto& a) { a.comparators[1].present = shorter(c.national_present); }), "national.present"));
    CHECK(says(out([&](auto& a) { a.comparators.pop_back(); }), "comparator"));
    CHECK(c.change == std::vector<double>(10, 77.0));
}

TEST_CASE("an upper bound without a lower one is not ignored") {
    Columns c(10);
    batch::Table table = c.table();
    table.comparators[0].bounds.lower = {};
    CHECK_THROWS_AS(batch::assess(table, {}, {}, c.assessed()), Error);
}

TEST_CASE("infinite numbers are refused by row and column, one line a column and all counted") {
    Columns c(300'000);
    c.latest[299'999] = infinity;
    CHECK(says(refusal([&] { c.run(); }), "row 299999, column 'latest'"));
    c.latest[299'999] = 1;
    c.previous[3] = -infinity;
    CHECK(says(refusal([&] { c.run(); }), "row 3, column 'previous': found -infinity"));
    c.target[123'456] = infinity;
    const std::string two = refusal([&] { c.run({}, {}, 3); });
    CHECK(says(two, "2 problems"));
    CHECK(says(two, "row 3, column 'previous'"));
    CHECK(says(two, "row 123456, column 'target'"));
    c.lower[5] = c.upper[5] = c.national[5] = infinity;
    const std::string more = refusal([&] { c.run(); });
    for (const std::string part : {"5 problems", "'target_lower'", "'target_upper'", "'national'"}) {
        CAPTURE(more, part);
        CHECK(says(more, part));
    }
    std::fill(c.latest.begin(), c.latest.begin() + 20, infinity);
    const std::string many = refusal([&] { c.run(); });
    for (const std::string part : {"6 problems", "rows 0, 1, 2 and 17 more, column 'latest'", "row 3, column 'previous'"}) {
        CAPTURE(many, part);
        CHECK(says(many, part));
    }

    Columns named(1);
    named.latest[0] = infinity;
    batch::Table table = named.table();
    table.latest_name = "q2_result";
    CHECK(says(refusal([&] { batch::assess(table, {}, {}, named.assessed()); }), "'q2_result'"));
}

TEST_CASE("an infinite number is found in any thread's rows") {
    constexpr std::size_t rows = 2'000'001;
    std::vector<double> latest(rows, 1), change(rows);
    const std::vector<std::uint8_t> polarity(rows, code(Polarity::high_is_good));
    std::vector<std::uint8_t> moved(rows);
    latest[rows - 1] = infinity;
    const batch::Table table{.latest = latest, .polarity = polarity};
    CHECK(says(refusal([&] { batch::assess(table, {}, {}, {.change = change, .direction = moved}, 2); }), "row 2000000, "));
}

TEST_CASE("bounds in the wrong order and codes of no word are refused by row") {
    Columns c(10);
    c.lower[4] = 21;
    c.upper[4] = 18;
    CHECK(says(refusal([&] { c.run(); }), "row 4, "));
    c.lower[4] = 18;
    CHECK_NOTHROW(c.run());
    c.polarity[6] = 4;
    CHECK(says(refusal([&] { c.run(); }), "row 6, "));
    c.polarity[6] = 254;
    CHECK(says(refusal([&] { c.run(); }), "254"));
}

TEST_CASE("a code of no accrual is refused") {
    Columns c(10);
    c.accrual[6] = 5;
    CHECK(says(refusal([&] { c.run(); }), "row 6, "));
}

TEST_CASE("rules that cannot rate are refused") {
    Columns c(1);
    CHECK_THROWS_AS(c.run(RatingRule{.tolerance = -0.1}), Error);
    CHECK_THROWS_AS(c.run(RatingRule{.tolerance = missing}), Error);
    CHECK_THROWS_AS(c.run(RatingRule{.basis = Basis::band}), Error);
    CHECK_THROWS_AS(c.run(RatingRule{.tolerance = 1, .basis = Basis::ratio}), Error);
    CHECK_THROWS_AS(c.run({}, DirectionRule{.dead_band = -1}), Error);
    CHECK_NOTHROW(c.run(RatingRule{.basis = Basis::band, .amber_limit = 0.5}));
}

TEST_CASE("a band is refused for a row in a range, as it is for one value") {
    Columns c(3);
    c.polarity[1] = code(Polarity::in_range);
    c.latest[1] = 10;
    c.lower[1] = 18;
    c.upper[1] = 21;
    CHECK_THROWS_AS(rate(10, Range{18, 21}, {.polarity = Polarity::in_range, .basis = Basis::band, .amber_limit = 22}), Error);
    CHECK_THROWS_AS(c.run(RatingRule{.basis = Basis::band, .amber_limit = 22}), Error);
}

TEST_CASE("ratings and directions are counted by section, each with its denominator") {
    const std::vector<std::int32_t> section{1, 0, 1, 1, 0};
    const std::vector<std::uint8_t> rating{0, 1, 2, 3, 3}, has{1, 1, 1, 1, 0};
    const auto ratings = batch::count_ratings(section, 3, rating, has);
    REQUIRE(ratings.size() == 3);
    const RatingCounts first{.kpis = 2, .with_comparator = 1, .green = 0, .amber = 1, .red = 0, .not_rated = 1};
    const RatingCounts second{.kpis = 3, .with_comparator = 3, .green = 1, .amber = 0, .red = 1, .not_rated = 1};
    CHECK(ratings[0] == first);
    CHECK(ratings[1] == second);
    CHECK(ratings[2] == RatingCounts{});
    const std::vector<std::uint8_t> direction{0, 5, 1, 2, 3};
    const auto directions = batch::count_directions(section, 2, direction);
    REQUIRE(directions.size() == 2);
    const DirectionCounts moved{.kpis = 2, .compared = 1, .increasing = 1, .unknown = 1};
    const DirectionCounts all{.kpis = 3, .compared = 3, .improving = 1, .worsening = 1, .no_change = 1};
    CHECK(directions[0] == moved);
    CHECK(directions[1] == all);
    CHECK(batch::count_ratings({}, 0, {}, {}).empty());
}

TEST_CASE("counts refuse codes out of range and columns of other lengths") {
    const std::vector<std::uint8_t> zeros{0, 0}, bad_rating{0, 4}, bad_direction{6, 0}, one{0};
    const std::vector<std::int32_t> section{0, 1}, negative{0, -1};
    CHECK_THROWS_AS(batch::count_ratings(section, 1, zeros, zeros), Error);
    CHECK_THROWS_AS(batch::count_ratings(negative, 2, zeros, zeros), Error);
    CHECK_THROWS_AS(batch::count_ratings(section, 2, one, zeros), Error);
    CHECK_THROWS_AS(batch::count_ratings(section, 2, zeros, one), Error);
    CHECK(says(refusal([&] { (void)batch::count_ratings(section, 2, bad_rating, zeros); }), "row 1"));
    CHECK(says(refusal([&] { (void)batch::count_directions(section, 2, bad_direction); }), "row 0"));
    CHECK_THROWS_AS(batch::count_directions(negative, 2, zeros), Error);
    CHECK_THROWS_AS(batch::count_directions(section, 2, one), Error);
}

// --- many series to the end of their years -------------------------------------------------------------------------

namespace {

/// Series of several lengths, accruals and calendars, many of them too short to have errors of their own.
std::vector<Series> any_series(std::size_t count, std::uint64_t seed) {
    std::vector<Series> series;
    std::mt19937_64 random(seed);
    for (std::size_t s = 0; s < count; ++s) {
        std::vector<double> values;
        const std::size_t points = 6 + 12 * (random() % 5);
        for (std::size_t i = 0; i < points; ++i) {
            const double value = 50.0 + static_cast<double>(random() % 1000) / 37.0;
            values.push_back(random() % 200 == 0 ? missing : value);
        }
        series.emplace_back(std::move(values), Period::month(2018, 4), s % 2 == 0 ? Accrual::flow : Accrual::snapshot);
    }
    return series;
}

bool same_projection(const Projection& a, const Projection& b) {
    return a.outcome == b.outcome && same(a.value, b.value) && same(a.lower, b.lower) && same(a.upper, b.upper) &&
           same(a.probability, b.probability) && same(a.past_error, b.past_error) && a.method == b.method && a.reason == b.reason &&
           a.path == b.path;
}

}  // namespace

TEST_CASE("projections are the same for any number of threads, every time, and in any order") {
    const std::vector<Series> series = any_series(300, 4);
    const std::vector<ProjectionRule> rules{{.target = 700, .polarity = Polarity::low_is_good}};
    const std::vector<Projection> one = batch::project_year_end(series, rules, 1);
    for (const unsigned threads : {0U, 1U, 2U, 7U, 64U}) {
        const std::vector<Projection> many = batch::project_year_end(series, rules, threads);
        for (std::size_t i = 0; i < series.size(); ++i) CHECK(same_projection(one[i], many[i]));
    }
    const std::vector<Series> backwards(series.rbegin(), series.rend());
    const std::vector<Projection> turned = batch::project_year_end(backwards, rules);
    for (std::size_t i = 0; i < series.size(); ++i) CHECK(same_projection(one[i], turned[series.size() - 1 - i]));
}

TEST_CASE("a series among others is projected as by itself; only its interval may be theirs") {
    const std::vector<Series> series = any_series(200, 9);
    const std::vector<Projection> all = batch::project_year_end(series, std::vector<ProjectionRule>(1));
    std::size_t lent = 0;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const Projection alone = project_year_end(series[i]);
        if (all[i].predictive.basis == IntervalBasis::portfolio) {
            ++lent;
            CHECK(alone.predictive.basis == IntervalBasis::back_test);
            CHECK(all[i].value == alone.value);
            CHECK(all[i].rule.portfolio.series >= 5);
            CHECK(all[i].lower < all[i].value);
        } else {
            CHECK(same_projection(all[i], alone));
        }
    }
    CHECK(lent > 20);
}

TEST_CASE("four series lend nothing, five do, and only to their like") {
    const auto with = [](std::size_t lenders, Series borrower) {
        std::vector<Series> series;
        std::mt19937_64 random(5);
        while (series.size() < lenders) {
            std::vector<double> values;
            for (int i = 0; i < 42; ++i) values.push_back(10.5 + static_cast<double>(random() % 100) / 10.0);
            series.emplace_back(std::move(values), Period::month(2018, 4), Accrual::flow);
        }
        series.push_back(std::move(borrower));
        return batch::project_year_end(series, std::vector<ProjectionRule>(1)).back().predictive.basis;
    };
    const std::vector<double> six{1.5, 2.5, 1.5, 2.5, 1.5, 2.5}, seven{1.5, 2.5, 1.5, 2.5, 1.5, 2.5, 1.5};
    const Period april = Period::month(2021, 4);
    CHECK(with(4, {six, april, Accrual::flow}) == IntervalBasis::back_test);
    CHECK(with(5, {six, april, Accrual::flow}) == IntervalBasis::portfolio);
    CHECK(with(5, {seven, april, Accrual::flow}) == IntervalBasis::back_test);  // another point of the year
    CHECK(with(5, {six, april, Accrual::cumulative}) != IntervalBasis::portfolio);  // which falls, and is of another kind
    CHECK(with(5, {six, april, Accrual::snapshot}) == IntervalBasis::back_test);
    CHECK(with(5, {{1.5, 2.5}, april, Accrual::flow, Frequency::quarter}) == IntervalBasis::back_test);
}

TEST_CASE("one rule for all, or one a series; mistakes by the number of the series") {
    const std::vector<Series> series = any_series(3, 1);
    CHECK(batch::project_year_end({}, std::vector<ProjectionRule>(1)).empty());
    CHECK(batch::project_year_end({}, {}).empty());
    CHECK_THROWS_AS(batch::project_year_end(series, std::vector<ProjectionRule>(2)), Error);
    std::vector<ProjectionRule> rules(3);
    rules[1].method = Method::run_rate;
    CHECK(batch::project_year_end(series, rules)[1].rule.method == Method::run_rate);
    rules[0].level = 2;
    rules[2].target = infinity;
    std::string message;
    try {
        (void)batch::project_year_end(series, rules);
    } catch (const Error& error) {
        message = error.what();
    }
    CAPTURE(message);
    for (const char* part : {"2 problems", "series 0: level", "series 2: target"}) CHECK(message.find(part) != std::string::npos);
}

TEST_CASE("rows of a table are projected by what they say, and by the rule where they say nothing") {
    const std::vector<std::int32_t> series{0, 0, 0, 1, 1, 1}, period{2, 0, 1, 0, 1, 2};
    const std::vector<double> value{16, 18, 17, 4, 5, 6}, target{100, 999, 999, 7, 7, 70};
    const std::vector<std::uint8_t> accrual(6, static_cast<std::uint8_t>(Accrual::flow));
    const std::vector<std::string> names{"older", "younger"};
    const std::vector<Period> periods{Period::month(2024, 4), Period::month(2024, 5), Period::month(2024, 6)};
    batch::ProjectionTable table{
        .rows = {.series = series, .period = period, .value = value, .accrual = accrual, .names = names, .periods = periods},
        .target = target};
    const ProjectionRule rule{.polarity = Polarity::low_is_good};
    const std::vector<Projection> made = batch::project_year_end(table, financial_calendar, rule);
    REQUIRE(made.size() == 2);
    CHECK(made[0].value == 204);
    CHECK(made[0].rule.target == 100);  // of its last period, which stands in its first row
    CHECK(made[1].value == 60);
    CHECK(made[1].rule.target == 70);
    CHECK(made[1].rule.polarity == Polarity::low_is_good);
    constexpr std::uint8_t none = batch::no_polarity, high = static_cast<std::uint8_t>(Polarity::high_is_good);
    const std::vector<std::uint8_t> nobody{high, high, high, none, none, none};
    table.polarity = nobody;
    CHECK_FALSE(batch::project_year_end(table, financial_calendar, rule)[1].rule.polarity);
    const std::vector<std::uint8_t> two{high, 1, high, high, high, none};
    table.polarity = two;
    CHECK(says(refusal([&] { (void)batch::project_year_end(table, financial_calendar, rule); }),
               "row 1, series 'older', column 'polarity': found low_is_good, but high_is_good in row 0"));
    const std::vector<double> lost{missing, 999, 999, 7, 7, 70};
    const batch::ProjectionTable without{.rows = table.rows, .target = lost};
    CHECK(says(refusal([&] { (void)batch::project_year_end(without, financial_calendar, rule); }),
               "row 0, series 'older', column 'target': found no target in its latest row, but 999 in row 1"));
    const std::vector<std::uint8_t> polarity{high, high, high, high, high, none};
    table.polarity = polarity;
    CHECK(batch::project_year_end(table, financial_calendar, rule)[1].rule.polarity == Polarity::high_is_good);
    CHECK(says(refusal([&] { (void)batch::project_year_end(table, financial_calendar, {.bounds = {0, 17}}); }),
               "series 'older': bounds: point 0"));
    const std::vector<double> short_column(5, 1.0);
    table.event = short_column;
    CHECK(says(refusal([&] { (void)batch::project_year_end(table, financial_calendar, rule); }), "'event' has 5 rows"));
    const std::vector<double> event{1, missing, 1, 1, 1, missing};
    table.event = event;
    CHECK(batch::project_year_end(table, financial_calendar, rule)[1].rule.event == 1);
}

TEST_CASE("a point of an average without a row has no denominator either") {
    const std::vector<std::int32_t> series{0, 0, 0, 0}, period{0, 1, 2, 3};
    const std::vector<double> value{0.5, 0.4, 0.6, 0.3}, denominator{10, 40, 20, 30};
    const std::vector<std::uint8_t> accrual(4, static_cast<std::uint8_t>(Accrual::average));
    const std::vector<std::string> names{"share"};
    const std::vector<Period> periods{Period::month(2024, 4), Period::month(2024, 5), Period::month(2024, 7),
                                      Period::month(2024, 8)};
    const batch::ProjectionTable table{
        .rows = {.series = series, .period = period, .value = value, .accrual = accrual, .names = names,
                 .periods = periods},
        .denominator = denominator};
    const Projection found = batch::project_year_end(table, financial_calendar, {.method = Method::last_value})[0];
    const Projection one = project_year_end(
        Series({0.5, 0.4, missing, 0.6, 0.3}, Period::month(2024, 4), Accrual::average),
        {.method = Method::last_value, .denominators = {10, 40, missing, 20, 30}});
    CHECK(same_projection(found, one));
    REQUIRE(found.rule.denominators.size() == 5);
    CHECK(std::isnan(found.rule.denominators[2]));
    CHECK(found.rule.denominators[3] == 20);
}

TEST_CASE("a code of no polarity is refused in a table of series, and counts begin at none") {
    const std::vector<std::int32_t> series{0, 0}, period{0, 1};
    const std::vector<double> value{1, 2};
    const std::vector<std::uint8_t> accrual(2, static_cast<std::uint8_t>(Accrual::flow)), bad{0, 4}, earlier{4, 0}, good{3, batch::no_polarity};
    const std::vector<std::string> names{"a"};
    const std::vector<Period> periods{Period::month(2024, 4), Period::month(2024, 5)};
    batch::ProjectionTable table{
        .rows = {.series = series, .period = period, .value = value, .accrual = accrual, .names = names,
                 .periods = periods},
        .polarity = bad};
    CHECK(says(refusal([&] { (void)batch::project_year_end(table, financial_calendar, {}); }),
               "found code 4; accepted: 0 to 3"));
    table.polarity = earlier;
    CHECK(says(refusal([&] { (void)batch::project_year_end(table, financial_calendar, {}); }),
               "found code 4; accepted: 0 to 3"));
    table.polarity = good;
    CHECK(batch::project_year_end(table, financial_calendar, {})[0].rule.polarity == Polarity::neutral);
    const DirectionCounts none{};
    for (const std::size_t count : {none.kpis, none.compared, none.improving, none.worsening, none.no_change,
                                    none.increasing, none.decreasing, none.unknown})
        CHECK(count == 0);
    const RatingCounts nothing{};
    for (const std::size_t count : {nothing.kpis, nothing.with_comparator, nothing.green, nothing.amber, nothing.red,
                                    nothing.not_rated})
        CHECK(count == 0);
}

}  // namespace test_batch
