/// @file
/// Periods, whole: what one is (period_class.hpp), how its label is printed (period_label.hpp) and read
/// (period_parse.hpp). The class stands by itself for those that define its label and its reader.
#pragma once

#include "headway/time/period_class.hpp"  // IWYU pragma: export
#include "headway/time/period_label.hpp"  // IWYU pragma: export
#include "headway/time/period_parse.hpp"  // IWYU pragma: export
