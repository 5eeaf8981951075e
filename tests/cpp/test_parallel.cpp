// How rows are cut over threads: every row once, whatever the numbers; few rows in one piece; what a thread throws.
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "../../src/parallel.hpp"
#include "testing.hpp"

namespace test_parallel {

using namespace headway;

namespace {

using Chunks = std::vector<std::pair<std::size_t, std::size_t>>;

/// What each thread was given, in order of rows.
Chunks chunks_of(std::size_t rows, std::size_t at_least, unsigned threads) {
    Chunks chunks;
    std::mutex one_at_a_time;
    batch::parallel_for(rows, at_least, threads, [&](std::size_t first, std::size_t last) {
        const std::scoped_lock lock(one_at_a_time);
        chunks.emplace_back(first, last);
    });
    std::ranges::sort(chunks);
    return chunks;
}

}  // namespace

TEST_CASE("rows are cut into pieces of one size, the last of what is left") {
    CHECK(chunks_of(12, 4, 3) == Chunks{{0, 4}, {4, 8}, {8, 12}});
    CHECK(chunks_of(10, 1, 4) == Chunks{{0, 3}, {3, 6}, {6, 9}, {9, 10}});
    CHECK(chunks_of(5, 1, 4) == Chunks{{0, 2}, {2, 4}, {4, 5}, {5, 5}});  // the fourth has none
    for (std::size_t rows = 0; rows < 60; ++rows)
        for (unsigned threads = 1; threads < 9; ++threads) {
            std::size_t next = 0;
            for (const auto& [first, last] : chunks_of(rows, 1, threads)) {
                CHECK(first == next);
                CHECK(last >= first);
                next = last;
            }
            CHECK(next == rows);
        }
}

TEST_CASE("no thread starts for fewer rows than pay for it") {
    CHECK(chunks_of(0, 100, 4) == Chunks{{0, 0}});
    CHECK(chunks_of(199, 100, 4) == Chunks{{0, 199}});
    CHECK(chunks_of(200, 100, 4) == Chunks{{0, 100}, {100, 200}});
    CHECK(chunks_of(1000, 100, 2) == Chunks{{0, 500}, {500, 1000}});
    CHECK(chunks_of(1000, 100, 1).size() == 1);
    CHECK_FALSE(chunks_of(1000, 100, 0).empty());  // as many as there are processors
}

TEST_CASE("what any thread throws is thrown when all are done") {
    for (const std::size_t thrower : {0U, 1U, 2U}) {
        std::vector<int> done(3, 0);
        std::string said;
        try {
            batch::parallel_for(3, 1, 3, [&](std::size_t first, std::size_t) {
                if (first == thrower) throw std::runtime_error("of row " + std::to_string(first));
                done[first] = 1;
            });
        } catch (const std::runtime_error& error) {
            said = error.what();
        }
        CHECK(said == "of row " + std::to_string(thrower));
        CHECK(std::ranges::count(done, 1) == 2);
    }
}

TEST_CASE("a kernel that is watched asks its own thread, and stops all threads where the answer is yes") {
    static std::thread::id asked_on;
    static int questions = 0;
    questions = 0;
    for (const unsigned threads : {1U, 2U, 4U}) {
        asked_on = {};
        std::atomic<std::size_t> done = 0;
        bool stopped = false;
        // Pieces without end: only the answer can end them.
        const std::size_t endless = std::numeric_limits<std::size_t>::max() / 2;
        try {
            const batch::Interruptible watched([] {
                asked_on = std::this_thread::get_id();
                return ++questions % 2 == 0;
            });
            batch::parallel_for(endless, 1, threads, [&](std::size_t first, std::size_t last) { done += last - first; });
        } catch (const batch::Interrupted&) {
            stopped = true;
        }
        CHECK(stopped);
        CHECK(asked_on == std::this_thread::get_id());
        CHECK(done > 0);
    }
    CHECK(questions == 6);
}

TEST_CASE("one who has done its own share still asks while it waits for the others") {
    static std::atomic<bool> wanted;
    wanted = false;
    bool stopped = false;
    try {
        const batch::Interruptible watched([] { return wanted.load(); });
        // Two rows, two threads: the first is done at once, the second when it has been asked to stop.
        batch::parallel_for(2, 1, 2, [&](std::size_t first, std::size_t) {
            if (first == 0) wanted = true;
            else for (;;) batch::stop_if_wanted();
        });
    } catch (const batch::Interrupted&) {
        stopped = true;
    }
    CHECK(stopped);
}

TEST_CASE("one that is not to stop comes to the same, in pieces of the least size") {
    const batch::Interruptible watched([] { return false; });
    std::vector<int> touched(1000, 0);
    batch::parallel_for(touched.size(), 7, 3, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) ++touched[i];
    });
    CHECK(std::ranges::count(touched, 1) == 1000);
    CHECK(chunks_of(10, 100, 4) == Chunks{{0, 10}});  // of one piece
    CHECK(chunks_of(0, 100, 4) == Chunks{{0, 0}});
}

}  // namespace test_parallel
