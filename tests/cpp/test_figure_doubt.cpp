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
    return scale_doubts(figures, unit);
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
    CHECK(doubts({82.0, 0.9, 5.0}, "%").empty());  // the least beside it is 5
    CHECK(doubts({82.0, 0.9, 0.5}, "%") == Doubts{doubted(FigureDoubt::share_of_one, 1), doubted(FigureDoubt::share_of_one, 2)});
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
    CHECK(doubts({7.9e6, 8.0}, "\u00A3").empty());
    CHECK(doubts({7.9e6}, "\u00A3m").empty());
    CHECK(doubts({1200.0, 1000.0}, "\u00A3k").empty());
    CHECK(doubts({1200.0, 35.9}, "\u00A3k") == Doubts{doubted(FigureDoubt::unscaled, 0)});  // below 30 times 1.2
    CHECK(doubts({1200.0, 36.0}, "\u00A3k").empty());
    CHECK(doubts({999.0, 1.0}, "\u00A3k").empty());  // below its scale
    CHECK(doubts({1e6, 5.0}, "\u00A3k").empty());    // a thousand millions of pounds are no slip of thousands
    CHECK(doubts({999'999.0, 5.0}, "\u00A3k") == Doubts{doubted(FigureDoubt::unscaled, 0)});
}

TEST_CASE("a history that has another figure for the period of a result") {
    const Period august = Period::month(2024, 8), september = Period::month(2024, 9);
    const std::vector<HistoryPoint> history{{august, 89.0}, {september, 90.0}};
    const auto found = [&](double latest, Period period) { return history_doubts(latest, period, history); };
    CHECK(found(61.0, september) == std::vector<std::size_t>{1});
    CHECK(found(67.5, september).empty());  // a quarter of 90 off, and no more
    CHECK(found(67.4, september) == std::vector<std::size_t>{1});
    CHECK(found(120.0, september).empty());
    CHECK(found(120.1, september) == std::vector<std::size_t>{1});
    CHECK(found(61.0, Period::quarter(2024, 2)).empty());
    CHECK(found(missing, september).empty());
    CHECK(history_doubts(61.0, september, {}).empty());
    CHECK(history_doubts(0.0, september, std::vector<HistoryPoint>{{september, 0.0}}).empty());
}

}  // namespace test_figure_doubt
