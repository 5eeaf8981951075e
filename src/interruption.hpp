/// @file
/// Who is asked whether a kernel is to stop, and by which thread.
#pragma once

#include <atomic>
#include <chrono>

#include "headway/batch/interruption.hpp"

namespace headway::inline HEADWAY_ABI::batch {

inline constexpr std::chrono::milliseconds between_questions{50};

/// Shared by the threads of a kernel: one asks, all see the answer.
struct Watch {
    bool (*wants_stop)() = nullptr;
    std::atomic<bool> stopped{false};
    std::chrono::steady_clock::time_point next{};
};

/// What a thread has of a watch.
struct Watched {
    Watch* watch = nullptr;  ///< null: nobody is asked
    bool asks = false;       ///< whether it is this thread that asks
};

/// Of this thread.
[[nodiscard]] Watched watched_here() noexcept;

/// Asks at most every 50 ms, or looks at what another thread was told. Costs a nanosecond where nobody is asked, so a
/// kernel may call it within one long element. @throws Interrupted where it is to stop.
void stop_if_wanted();

/// Makes this thread one that looks at the answers of another.
class Following {
public:
    explicit Following(Watch* watch) noexcept;
    ~Following();
    Following(const Following&) = delete;
    Following& operator=(const Following&) = delete;
};

}  // namespace headway::batch
