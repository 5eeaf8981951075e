// Figures that look as if they were in another unit than those beside them, by hand.
#include "testing.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

#include "headway/report/figure_doubt.hpp"

namespace test_figure_doubt {

using namespace headway;
using namespace headway::test;

namespace {

std::vector<DoubtedFigure> doubts(const std::vector<double>& figures, std::string_view unit) {
    std::vector<ResultFigure> of_result;
    for (const double figure : figures) of_result.push_back({figure});
    return scale_doubts(of_result, unit);
}

DoubtedFigure doubted(FigureDoubt doubt, std::size_t figure) { return {doubt, figure}; }

using Doubts = std::vector<DoubtedFigure>;

}  // namespace

TEST_CASE("a share of 1 among percentages") {
    const Doubts second{doubted(FigureDoubt::share_of_one, 1)};
    CHECK(doubts({82.0, 0.9}, "%") == second);
    CHECK(doubts({82.0, -0.9}, "per cent") == second);
    CHECK(doubts({20.1, 1.0}, "%") == second);  // above 20 times
    CHECK(doubts({20.0, 1.0}, "%").empty());
    CHECK(doubts({82.0, 1.01}, "%").empty());
    CHECK(doubts({0.4, 2.0}, "%").empty());
    CHECK(doubts({82.0, 0.9, 5.0}, "%") == Doubts{doubted(FigureDoubt::another_unit, 1)});  // the least beside it is 5
    CHECK(doubts({75.0, 0.735}, "% of cases") == second);
    CHECK(doubts({82.0, 0.9, 0.5}, "%") ==
          Doubts{doubted(FigureDoubt::share_of_one, 1), doubted(FigureDoubt::share_of_one, 2)});
    CHECK(doubts({82.0, 0.9}, "days").empty());
    CHECK(doubts({82.0, 0.0}, "%").empty());  // none at all is a percentage too
    CHECK(doubts({82.0, missing}, "%").empty());
}

TEST_CASE("figures that are all shares where percentages are meant") {
    CHECK(doubts({0.912, 0.9}, "%") == Doubts{doubted(FigureDoubt::all_shares, 0)});
    CHECK(doubts({1.0, missing, -1.0}, "%") == Doubts{doubted(FigureDoubt::all_shares, 0)});
    CHECK(doubts({0.912}, "%").empty());
    CHECK(doubts({0.912, 0.0}, "%").empty());
    CHECK(doubts({0.912, 0.9}, "").empty());
    CHECK(doubts({}, "%").empty());
}

TEST_CASE("single pounds where thousands or millions are meant") {
    CHECK(doubts({7.9e6, 8.0}, "\u00A3m") == Doubts{doubted(FigureDoubt::unscaled, 0)});
    CHECK(doubts({7.9, 8e6, 7.5}, "\u00A3 million") == Doubts{doubted(FigureDoubt::unscaled, 1)});
    CHECK(doubts({7.9e6, 8.0}, "\u00A3") == Doubts{doubted(FigureDoubt::another_unit, 1)});
    CHECK(doubts({7.9e6}, "\u00A3m").empty());
    CHECK(doubts({1200.0, 1000.0}, "\u00A3k").empty());
    CHECK(doubts({1200.0, 35.9}, "\u00A3k") == Doubts{doubted(FigureDoubt::unscaled, 0)});  // below 30 times 1.2
    CHECK(doubts({1200.0, 36.0}, "\u00A3k").empty());
    CHECK(doubts({999.0, 3.4}, "\u00A3k").empty());  // below its scale, and below 300 times
    CHECK(doubts({999.0, 1.0}, "\u00A3k") == Doubts{doubted(FigureDoubt::another_unit, 1)});
    CHECK(doubts({1.25e6, 1100.0}, "\u00A3k") == Doubts{doubted(FigureDoubt::unscaled, 0)});
    CHECK(doubts({1.25, 1.1e6}, "\u00A3") == Doubts{doubted(FigureDoubt::another_unit, 0)});
    CHECK(doubts({999'999.0, 5.0}, "\u00A3k") == Doubts{doubted(FigureDoubt::unscaled, 0)});
}

TEST_CASE("figures of which nobody says a unit") {
    CHECK(doubts({75.0, 0.735}, "") == Doubts{doubted(FigureDoubt::another_unit, 1)});
    CHECK(doubts({75.0, 0.3}, "").empty());  // 30 is below half of 75
    CHECK(doubts({75.0, 1.0}, "").empty());  // a count
    CHECK(doubts({750.0, 0.735}, "").empty());
}

TEST_CASE("a figure whose own cell says its unit is in no doubt, and a year end is judged and does not judge") {
    const std::vector<ResultFigure> said{{75.0, true}, {0.735, true}};
    CHECK(scale_doubts(said, "%").empty());
    const std::vector<ResultFigure> beside{{0.735}, {75.0}, {5.23, false, false}};
    CHECK(scale_doubts(beside, "%") == Doubts{doubted(FigureDoubt::share_of_one, 0)});
    const std::vector<ResultFigure> year_end{{73.5}, {75.0}, {0.72, false, false}};
    CHECK(scale_doubts(year_end, "%") == Doubts{doubted(FigureDoubt::share_of_one, 2)});
}

TEST_CASE("a history that has another figure for the period of a result") {
    const Period august = Period::month(2024, 8), september = Period::month(2024, 9);
    const std::vector<HistoryPoint> history{{august, 89.0}, {september, 90.0}};
    const auto found = [&](double latest, Period period) { return history_doubts(latest, period, history); };
    CHECK(found(61.0, september) == std::vector<std::size_t>{1});
    CHECK(found(90.4, september).empty());  // it may have been rounded
    CHECK(found(90.6, september) == std::vector<std::size_t>{1});
    CHECK(found(90.0 + 1e-11, september).empty());
    CHECK(found(120.0, september) == std::vector<std::size_t>{1});
    CHECK(found(61.0, Period::quarter(2024, 2)).empty());
    CHECK(found(missing, september).empty());
    CHECK(history_doubts(61.0, september, {}).empty());
    CHECK(history_doubts(0.0, september, std::vector<HistoryPoint>{{september, 0.0}}).empty());
}

}  // namespace test_figure_doubt
