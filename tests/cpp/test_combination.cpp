// The combination: exact where a series repeats itself, scales, shifts, and is refused where years are too few.
#include "headway/outlook/combination.hpp"
#include "histories.hpp"
#include "testing.hpp"

using namespace headway;
using namespace headway::decimal;
using namespace headway::outlook;
using namespace headway::test;

namespace {

double year(const Points& p) { return p.history().year_value(combine(p.history())->path); }

std::vector<double> with(std::vector<double> values, double factor, double shift) {
    for (double& value : values) value = value * factor + shift;
    return values;
}

}  // namespace

TEST_CASE("a sum needs two complete past years") {
    for (const int per_year : {12, 4, 3}) {
        const auto n = static_cast<std::size_t>(2 * per_year);
        CHECK(combine(Points(seasonal(n + 1, 1, per_year), 1, per_year).history()).has_value());
        CHECK_FALSE(combine(Points(seasonal(n, 1, per_year), 1, per_year).history()).has_value());
        CHECK_FALSE(combine(Points(seasonal(1, 1, per_year), 1, per_year).history()).has_value());
    }
}

TEST_CASE("a level needs as many points to judge by as there are to come, and has no season before two years") {
    for (const YearIs is : {YearIs::last, YearIs::mean})
        for (const int per_year : {12, 4, 3})
            for (int n = 1; n < 2 * per_year; ++n) {
                const int known = n % per_year;
                if (known == 0) continue;
                const Points p(seasonal(static_cast<std::size_t>(n), 2, per_year), known, per_year, is);
                const auto ahead = static_cast<std::size_t>(per_year - known);
                const std::size_t first =
                    std::clamp<std::size_t>(static_cast<std::size_t>(n) / 3, 2,
                                            std::max<std::size_t>(2, static_cast<std::size_t>(per_year) / 2));
                const auto origins = static_cast<std::ptrdiff_t>(n) - static_cast<std::ptrdiff_t>(first + ahead);
                const std::optional<Combination> c = combine(p.history());
                CAPTURE(per_year, n);
                CHECK(c.has_value() == (origins >= static_cast<std::ptrdiff_t>(ahead)));
                if (!c) continue;
                CHECK(std::isfinite(c->error.scale));
                CHECK(c->error.degrees_of_freedom >= 1.0);
                CHECK(c->error.degrees_of_freedom <= 8.0);
            }
}

TEST_CASE("a series that repeats itself is carried on exactly, with no width") {
    for (const YearIs is : {YearIs::sum, YearIs::last, YearIs::mean})
        for (const int per_year : {12, 4, 3})
            for (int years = 2; years <= 6; ++years)
                for (int known = 1; known < per_year; ++known) {
                    const std::vector<double> one = seasonal(static_cast<std::size_t>(per_year), 3, per_year);
                    std::vector<double> values;
                    for (int y = 0; y < years; ++y) values.insert(values.end(), one.begin(), one.end());
                    values.insert(values.end(), one.begin(), one.begin() + known);
                    const Points p(values, known, per_year, is);
                    const Combination c = *combine(p.history());
                    CAPTURE(per_year, years, known);
                    for (std::size_t h = 0; h < c.path.size(); ++h)
                        CHECK(near(c.path[h], one[static_cast<std::size_t>(known) + h]));
                    CHECK(c.error.scale < 1e-9 * sum(one));
                    CHECK(c.error.degrees_of_freedom == std::min(8.0, years + 1.0));
                }
}

TEST_CASE("scaling scales, shifting a level shifts, and order does not tire") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        for (const int per_year : {12, 4, 3}) {
            const int known = 1 + static_cast<int>(seed) % (per_year - 1);
            const std::vector<double> values = seasonal(static_cast<std::size_t>(4 * per_year + known), seed, per_year);
            for (const YearIs is : {YearIs::sum, YearIs::last, YearIs::mean}) {
                const Points p(values, known, per_year, is), scaled(with(values, 4, 0), known, per_year, is);
                CHECK(near(4 * year(p), year(scaled)));
                CHECK(near(4 * combine(p.history())->error.scale, combine(scaled.history())->error.scale));
                CHECK(combine(p.history())->path == combine(p.history())->path);
                if (is == YearIs::sum) continue;
                const Points shifted(with(values, 1, 500), known, per_year, is);
                CHECK(near(500 + year(p), year(shifted)));
                CHECK(near(combine(p.history())->error.scale, combine(shifted.history())->error.scale, 1e-8));
            }
        }
}

TEST_CASE("amounts of nothing are carried on as nothing") {
    const Points p(std::vector<double>(30, 0.0), 6);
    const Combination c = *combine(p.history());
    CHECK(c.path == std::vector<double>(6, 0.0));
    CHECK(c.error.scale == 0.0);
}

TEST_CASE("a lone outlier is not believed, a shift is") {
    std::vector<double> values(54, 100.0);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] += static_cast<double>(i % 3);  // so that there is a usual error
    std::vector<double> outlier = values, shift = values;
    outlier.back() = 1000.0;
    for (std::size_t i = values.size() - 5; i < values.size(); ++i) shift[i] += 200.0;
    const auto next = [](const std::vector<double>& v) {
        return combine(Points(v, 6, 12, YearIs::last).history())->path.back();
    };
    CHECK(next(outlier) < 115);
    CHECK(next(shift) > 250);
}

TEST_CASE("every slot of the year, short and long, gives finite numbers") {
    for (const int per_year : {12, 4, 3})
        for (int n = 2 * per_year + 1; n < 8 * per_year; ++n) {
            const int known = n % per_year;
            if (known == 0) continue;
            for (const YearIs is : {YearIs::sum, YearIs::last, YearIs::mean}) {
                const Combination c =
                    *combine(Points(seasonal(static_cast<std::size_t>(n), 8, per_year), known, per_year, is).history());
                CHECK(std::isfinite(c.error.scale));
                CHECK(c.path.size() == static_cast<std::size_t>(per_year - known));
                for (const double point : c.path) CHECK(std::isfinite(point));
            }
        }
}
