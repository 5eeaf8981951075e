/// @file
/// Splits a range of rows over threads. Chunks are cut by element count, so results do not depend on their number.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "interruption.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// How many threads are still at work, for one that waits for them and asks meanwhile.
class StillAtWork {
public:
    explicit StillAtWork(std::size_t threads) : left_(threads) {}

    void one_is_done() {
        const std::scoped_lock lock(one_at_a_time_);
        --left_;
        done_.notify_one();
    }

    /// @throws Interrupted where the caller wants to stop.
    void wait() {
        for (;;) {
            {
                std::unique_lock lock(one_at_a_time_);
                if (done_.wait_for(lock, between_questions, [&] { return left_ == 0; })) return;
            }
            stop_if_wanted();
        }
    }

private:
    std::mutex one_at_a_time_{};
    std::condition_variable done_{};
    std::size_t left_;
};

/// A thread that is waited for: std::jthread, which not every standard library has.
class Joined {
public:
    template <class Work>
    explicit Joined(Work work) : thread_(std::move(work)) {}
    Joined(Joined&&) = default;
    ~Joined() {
        if (thread_.joinable()) thread_.join();
    }

private:
    std::thread thread_;
};

/// Calls `work(first, last)` on consecutive chunks of [0, rows). No thread starts for fewer than `at_least` rows,
/// which the caller sets to about a millisecond of work. What `work` throws, such as std::bad_alloc, is thrown here
/// when all are done.
///
/// Where the calling thread is watched (interruption.hpp), chunks are cut again into pieces of `at_least` rows, between
/// which it asks and the others look whether to stop. @throws Interrupted where it is to.
template <class Work>
void parallel_for(std::size_t rows, std::size_t at_least, unsigned threads, Work work) {
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t workers = std::clamp<std::size_t>(rows / at_least, 1, threads);
    const std::size_t chunk = (rows + workers - 1) / workers;
    Watch* const watch = watched_here().watch;
    std::vector<std::exception_ptr> thrown(workers);
    StillAtWork others_at_work(workers - 1);
    {
        const auto run = [&](std::size_t i) {
            try {
                const std::size_t last = std::min(rows, (i + 1) * chunk);
                std::size_t first = std::min(rows, i * chunk);
                do {
                    const std::size_t end = watch == nullptr ? last : std::min(last, first + at_least);
                    work(first, end);
                    first = end;
                    if (first < last) stop_if_wanted();
                } while (first < last);
                if (i == 0 && watch != nullptr) others_at_work.wait();
            } catch (...) {
                thrown[i] = std::current_exception();
            }
        };
        const auto run_beside = [&](std::size_t i) {
            {
                const Following watched(watch);
                run(i);
            }
            others_at_work.one_is_done();
        };
        std::vector<Joined> others;
        others.reserve(workers - 1);
        for (std::size_t i = 1; i < workers; ++i) others.emplace_back([&run_beside, i] { run_beside(i); });
        run(0);
    }
    for (const std::exception_ptr& each : thrown)
        if (each) std::rethrow_exception(each);
}

}  // namespace headway::batch
