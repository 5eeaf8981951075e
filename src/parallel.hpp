/// @file
/// Splits a range of rows over threads. Chunks are cut by element count, so results do not depend on their number.
#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace headway::batch {

/// Calls `work(first, last)` on consecutive chunks of [0, rows). No thread starts for fewer than `at_least` rows,
/// which the caller sets to about a millisecond of work. `work` must not throw.
template <class Work>
void parallel_for(std::size_t rows, std::size_t at_least, unsigned threads, Work work) {
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t workers = std::clamp<std::size_t>(rows / at_least, 1, threads);
    const std::size_t chunk = (rows + workers - 1) / workers;
    std::vector<std::jthread> others;
    others.reserve(workers - 1);
    for (std::size_t i = 1; i < workers; ++i)
        others.emplace_back([=] { work(std::min(rows, i * chunk), std::min(rows, (i + 1) * chunk)); });
    work(std::size_t{0}, std::min(rows, chunk));
}

}  // namespace headway::batch
