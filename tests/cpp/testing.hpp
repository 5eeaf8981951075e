/// @file
/// Catch2, whichever there is: version 3 where it is installed, else the single header of version 2; and what was said
/// where something was refused.
#pragma once

#include <string>
#include <string_view>

#include "headway/error.hpp"

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif

namespace headway::test {

/// The message of the error that `action` throws; empty where it throws none.
template <class Action>
std::string refusal(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

inline bool says(const std::string& message, std::string_view part) { return message.find(part) != std::string::npos; }

}  // namespace headway::test
