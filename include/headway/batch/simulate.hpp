/// @file
/// A plan of uncertain savings simulated on several threads: uncertainty/simulation.hpp, chunk by chunk.
#pragma once

#include <cstdint>
#include <vector>

#include "headway/uncertainty/simulated_totals.hpp"
#include "headway/uncertainty/uncertain_saving.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// Simulates a plan of savings, chunks of draws over threads: the same to the last bit as `headway::simulate`.
/// @throws Error as `headway::simulate`.
[[nodiscard]] Simulation simulate(const std::vector<UncertainSaving>& savings, const SimulationRule& rule,
                                  unsigned threads = 0);

/// Makes the normal draws of a simulation and nothing else, to measure it by: those of `savings` streams, none kept.
/// Returns a sum of some of them, so that they are made.
double make_normals(std::uint64_t seed, std::uint32_t savings, std::uint64_t draws, unsigned threads = 0);

}  // namespace headway::batch
