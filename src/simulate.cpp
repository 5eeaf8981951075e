#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "headway/batch/simulate.hpp"
#include "headway/stats/normal.hpp"
#include "headway/uncertainty/plan_of_draws.hpp"
#include "headway/uncertainty/simulation.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

using headway::detail::PlanOfDraws;

constexpr std::size_t normals_per_millisecond = 100'000;

}  // namespace

Simulation simulate(const std::vector<UncertainSaving>& savings, const SimulationRule& rule, unsigned threads) {
    validate(savings, rule);
    const PlanOfDraws plan(savings, rule);
    std::vector<std::vector<double>> totals = plan.room_for_totals();
    std::vector<PlanOfDraws::Sums> sums_of(plan.chunks());
    // A saving's draw takes about 20 ns.
    const std::size_t chunks_per_millisecond = 1 + 50'000 / (savings.size() * PlanOfDraws::draws_a_chunk);
    parallel_for(plan.chunks(), chunks_per_millisecond, threads, [&](std::size_t first, std::size_t last) {
        PlanOfDraws::Workspace work = plan.workspace();
        for (std::size_t chunk = first; chunk < last; ++chunk)
            sums_of[chunk] = plan.run(chunk, work, totals, stop_if_wanted);
    });
    PlanOfDraws::Sums sums;
    for (const PlanOfDraws::Sums& of_chunk : sums_of) headway::detail::add(sums, of_chunk);
    return plan.result(std::move(totals), sums);
}

double make_normals(std::uint64_t seed, std::uint32_t savings, std::uint64_t draws, unsigned threads) {
    const std::size_t blocks = (draws + stats::draws_a_block - 1) / stats::draws_a_block;
    std::vector<double> sums(blocks, 0.0);
    parallel_for(blocks, 1 + normals_per_millisecond / (stats::draws_a_block * (1 + savings)), threads,
                 [&](std::size_t first, std::size_t last) {
                     std::vector<double> out(stats::draws_a_block);
                     for (std::size_t block = first; block < last; ++block)
                         for (std::uint32_t index = 0; index < savings; ++index) {
                             stats::normals({.seed = seed, .index = index}, block,
                                            std::span<double, stats::draws_a_block>(out.data(), stats::draws_a_block));
                             sums[block] += out[index % stats::draws_a_block];
                         }
                 });
    double sum = 0.0;
    for (const double of_block : sums) sum += of_block;
    return sum;
}

}  // namespace headway::batch
