/// @file
/// Columns of millions: the same arithmetic as the headers, compiled once, over whole columns and several threads.
///
/// Link `headway::batch`. There is one formula: these functions call those of the headers row by row or series by
/// series, so a column agrees with a loop over the header to the last bit, whatever the number of threads; but for the
/// intervals and chances of `project_year_end`, where series with few past years borrow the errors of similar ones of
/// the same call (batch/outlook.hpp). Each header of batch/ declares a kernel, or a family of them, and may be included
/// alone.
#pragma once

#include "headway/batch/assess.hpp"
#include "headway/batch/compare.hpp"
#include "headway/batch/control_charts.hpp"
#include "headway/batch/count.hpp"
#include "headway/batch/funnel.hpp"
#include "headway/batch/grouped_statistics.hpp"
#include "headway/batch/interruption.hpp"
#include "headway/batch/no_polarity.hpp"
#include "headway/batch/outlook.hpp"
#include "headway/batch/simulate.hpp"
#include "headway/batch/standardise.hpp"
#include "headway/batch/statistic_columns.hpp"
#include "headway/batch/statistics.hpp"
#include "headway/batch/trend.hpp"
#include "headway/batch/two_samples.hpp"
#include "headway/batch/unlike_units.hpp"
#include "headway/batch/words.hpp"
