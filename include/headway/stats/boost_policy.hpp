/// @file
/// How Boost.Math is called, everywhere: in double precision, because the last digits of a probability are not worth
/// extended precision; without exceptions of its own, because arguments are checked before (what is never asked comes
/// out NaN or infinite). One policy for all functions is also what compiles fastest.
#pragma once

#include <boost/math/policies/policy.hpp>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats::detail {

using Quiet = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::pole_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
    boost::math::policies::promote_double<false>>;

}  // namespace headway::stats::detail
