/// @file
/// Long kernels that may be stopped: by a key, a deadline, whatever the caller asks.
///
/// While an `Interruptible` lives, every kernel that its thread calls asks now and then whether to stop: between pieces
/// of about a millisecond, at most every 50 ms, and only on that thread. Where the answer is yes all threads of the
/// kernel stop at their next piece and it throws `Interrupted`; what it had written by then is of no use. A kernel of
/// one piece does not ask. Without an `Interruptible` nothing is asked, and pieces are as large as they can be: results
/// are the same to the last bit.
#pragma once

#include <exception>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// A kernel has been stopped because its caller wanted it.
struct Interrupted : std::exception {
    [[nodiscard]] const char* what() const noexcept override { return "interrupted"; }
};

struct Watch;

/// Lets the kernels of this thread ask. One in the life of another takes its place for that time.
class Interruptible {
public:
    /// @param wants_stop called on this thread alone; must not throw
    explicit Interruptible(bool (*wants_stop)());
    ~Interruptible();
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

private:
    Watch* watch_;
    Watch* before_;
    bool asked_before_;
};

}  // namespace headway::batch
