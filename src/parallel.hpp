/// @file
/// Splits a range of rows over threads. Chunks are cut by element count, so results do not depend on their number.
#pragma once

#include <algorithm>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace headway::inline HEADWAY_ABI::batch {

/// Calls `work(first, last)` on consecutive chunks of [0, rows). No thread starts for fewer than `at_least` rows,
/// which the caller sets to about a millisecond of work. What `work` throws, such as std::bad_alloc, is thrown here
/// when all are done.
template <class Work>
void parallel_for(std::size_t rows, std::size_t at_least, unsigned threads, Work work) {
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t workers = std::clamp<std::size_t>(rows / at_least, 1, threads);
    const std::size_t chunk = (rows + workers - 1) / workers;
    std::vector<std::exception_ptr> thrown(workers);
    {
        const auto run = [&](std::size_t i) {
            try {
                work(std::min(rows, i * chunk), std::min(rows, (i + 1) * chunk));
            } catch (...) {
                thrown[i] = std::current_exception();
            }
        };
        std::vector<std::jthread> others;
        others.reserve(workers - 1);
        for (std::size_t i = 1; i < workers; ++i) others.emplace_back([&run, i] { run(i); });
        run(0);
    }
    for (const std::exception_ptr& each : thrown)
        if (each) std::rethrow_exception(each);
}

}  // namespace headway::batch
