/// @file
/// Catch2, whichever there is: version 3 where it is installed, else the single header of version 2.
#pragma once

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif
