// The test runner of Catch2 version 2, where no library brings one.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
