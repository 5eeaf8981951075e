/// @file
/// The one way to call a kernel: without the interpreter lock, so that other threads of Python run, and stopped by what
/// Python wants done meanwhile, such as a keyboard interrupt.
///
/// Signals are Python's own: on its main thread their handlers run now and then while the kernel does, and what they
/// raise is raised by the call. On any other thread Python has none to run.
#pragma once

#include <pybind11/pybind11.h>

#include "headway/batch/interruption.hpp"

namespace headway::python {

/// Whether a handler of a signal has raised something. It stays set, for the call to raise.
inline bool raised_meanwhile() {
    const pybind11::gil_scoped_acquire locked;
    return PyErr_CheckSignals() != 0;
}

/// While it lives the interpreter lock is released and kernels may be interrupted.
class Released {
public:
    Released() : interruptible_(&raised_meanwhile) {}

private:
    pybind11::gil_scoped_release lock_{};
    batch::Interruptible interruptible_;
};

}  // namespace headway::python
