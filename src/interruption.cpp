#include "interruption.hpp"

#include <atomic>
#include <chrono>

namespace headway::inline HEADWAY_ABI::batch {

namespace {

thread_local Watched here;

}  // namespace

Watched watched_here() noexcept { return here; }

void stop_if_wanted() {
    Watch* const watch = here.watch;
    if (watch == nullptr) return;
    if (here.asks) {
        const auto now = std::chrono::steady_clock::now();
        if (now >= watch->next) {
            watch->next = now + between_questions;
            if (watch->wants_stop()) watch->stopped.store(true, std::memory_order_relaxed);
        }
    }
    if (watch->stopped.load(std::memory_order_relaxed)) throw Interrupted();
}

Following::Following(Watch* watch) noexcept { here = {.watch = watch, .asks = false}; }

Following::~Following() { here = {}; }

Interruptible::Interruptible(bool (*wants_stop)())
    : watch_(new Watch{.wants_stop = wants_stop, .next = std::chrono::steady_clock::now() + between_questions}),
      before_(here.watch),
      asked_before_(here.asks) {
    here = {.watch = watch_, .asks = true};
}

Interruptible::~Interruptible() {
    here = {.watch = before_, .asks = asked_before_};
    delete watch_;
}

}  // namespace headway::batch
