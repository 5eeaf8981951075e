/// @file
/// The standard normal distribution: its quantile, its distribution function and draws from it.
///
///     normal_quantile(p)      = z with Phi(z) = p; relative error below 1e-15
///     normal_distribution(z)  = Phi(z), the probability of at most z
///
/// The quantile is Wichura's AS241 (PPND16): rational functions of z's own scale in the middle (|p - 1/2| <= 0.425) and
/// of sqrt(-log(p)) in the tails. It uses + - * / and the square root alone, which IEEE 754 fixes to the last bit, and
/// a logarithm of its own made of the same, so draws do not depend on a machine's mathematics library. The logarithm
/// splits its argument into 2^e m with m between sqrt(1/2) and sqrt(2), and takes 2 artanh((m - 1) / (m + 1)) as a
/// series: relative error below 4e-16.
///
/// `normals` makes a block of draws (see random.hpp). Most of a block is in the middle and goes through wide vectors;
/// the rest, 15%, is set aside and goes through the tails together. Each draw is the quantile of its uniform number, to
/// the last bit, whichever way it went.
///
/// Edge cases: p = 0 and 1 give minus and plus infinity; NaN and what is no probability give NaN.
///
/// Sources: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37
/// (1988). The distribution function is std::erfc, which is as exact as
/// that of Boost.Math (below 2 units of the last place) and costs a program that only rates nothing to compile.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <span>

#include "headway/processor.hpp"
#include "headway/stats/random.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

namespace detail {

/// A polynomial by Horner's rule, the coefficient of the highest power first.
template <std::size_t N>
[[nodiscard]] constexpr double polynomial(const std::array<double, N>& coefficients, double x) noexcept {
    double sum = coefficients[0];
    for (std::size_t i = 1; i < N; ++i) sum = sum * x + coefficients[i];
    return sum;
}

/// The natural logarithm of a normal number, the same bits on every machine.
[[nodiscard]] constexpr double portable_log(double x) noexcept {
    // Taking off the bits of sqrt(1/2) makes the exponent change there instead of at 1.
    constexpr std::uint64_t lowest = 0x3FE6A09E667F3BCD, mantissa = 0x000FFFFFFFFFFFFF;
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x) - lowest;
    // The exponent as a double, without a conversion that vectors lack: 2^52 + (e + 2048), less 2^52 + 2048.
    const double exponent =
        std::bit_cast<double>((((bits >> 52) + 2048) & 0xFFF) | 0x4330000000000000) - (0x1p52 + 2048.0);
    const double m = std::bit_cast<double>((bits & mantissa) + lowest);
    const double t = (m - 1.0) / (m + 1.0);
    const double s = t * t;  // below 0.0295
    constexpr std::array<double, 10> series{2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13,
                                            2.0 / 11, 2.0 / 9,  2.0 / 7,  2.0 / 5,  2.0 / 3};
    constexpr double ln2_high = 0x1.62e42fefa3800p-1, ln2_low = 0x1.ef35793c76730p-45;  // the first ends in zeros
    return exponent * ln2_high + (2.0 * t + (t * s * polynomial(series, s) + exponent * ln2_low));
}

/// AS241 where |q| <= 0.425, q = p - 1/2.
[[nodiscard]] constexpr double quantile_in_the_middle(double q) noexcept {
    constexpr std::array<double, 8> over{2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
                                         4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
                                         1.3314166789178437745e+2, 3.3871328727963666080e+0};
    constexpr std::array<double, 8> under{5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4,
                                          2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2,
                                          4.2313330701600911252e+1, 1.0};
    const double r = 0.180625 - q * q;
    return q * polynomial(over, r) / polynomial(under, r);
}

/// AS241 where p is at most 0.075: how far below 0 its quantile is.
[[nodiscard]] inline double quantile_in_the_tail(double p) noexcept {
    constexpr std::array<double, 8> near_over{7.74545014278341407640e-4, 2.27238449892691845833e-2,
                                              2.41780725177450611770e-1, 1.27045825245236838258e+0,
                                              3.64784832476320460504e+0, 5.76949722146069140550e+0,
                                              4.63033784615654529590e+0, 1.42343711074968357734e+0};
    constexpr std::array<double, 8> near_under{1.05075007164441684324e-9, 5.47593808499534494600e-4,
                                               1.51986665636164571966e-2, 1.48103976427480074590e-1,
                                               6.89767334985100004550e-1, 1.67638483018380384940e+0,
                                               2.05319162663775882187e+0, 1.0};
    constexpr std::array<double, 8> far_over{2.01033439929228813265e-7, 2.71155556874348757815e-5,
                                             1.24266094738807843860e-3, 2.65321895265761230930e-2,
                                             2.96560571828504891230e-1, 1.78482653991729133580e+0,
                                             5.46378491116411436990e+0, 6.65790464350110377720e+0};
    constexpr std::array<double, 8> far_under{2.04426310338993978564e-15, 1.42151175831644588870e-7,
                                              1.84631831751005468180e-5,  7.86869131145613259100e-4,
                                              1.48753612908506148525e-2,  1.36929880922735805310e-1,
                                              5.99832206555887937690e-1,  1.0};
    const double r = std::sqrt(-portable_log(p));
    // Beyond 5, p is below 1.4e-11: taking both sides costs less than asking in a loop of vectors, but not in one call.
    if (r > 5.0) return polynomial(far_over, r - 5.0) / polynomial(far_under, r - 5.0);
    return polynomial(near_over, r - 1.6) / polynomial(near_under, r - 1.6);
}

inline constexpr double middle = 0.425;

}  // namespace detail

/// See the head of this file.
[[nodiscard]] inline double normal_quantile(double p) noexcept {
    if (!(p > 0.0 && p < 1.0)) {
        if (p == 0.0) return -std::numeric_limits<double>::infinity();
        return p == 1.0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    }
    const double q = p - 0.5;
    if (std::fabs(q) <= detail::middle) return detail::quantile_in_the_middle(q);
    return std::copysign(detail::quantile_in_the_tail(q < 0.0 ? p : 1.0 - p), q);
}

/// See the head of this file.
[[nodiscard]] inline double normal_distribution(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

/// Normal draws from block x `draws_a_block` on: the quantiles of `uniforms`.
HEADWAY_FOR_EACH_PROCESSOR inline void normals(const Stream& stream, std::uint64_t block,
                                               std::span<double, draws_a_block> out) noexcept {
    uniforms(stream, block, out);
    std::array<double, draws_a_block> tail;
    std::array<std::uint32_t, draws_a_block> where;
    std::size_t tails = 0;
    for (std::uint32_t i = 0; i < draws_a_block; ++i) {
        where[tails] = i;
        tails += std::fabs(out[i] - 0.5) > detail::middle ? 1u : 0u;
    }
    for (std::size_t i = 0; i < tails; ++i) tail[i] = out[where[i]];
    for (double& p : out) p = detail::quantile_in_the_middle(p - 0.5);
    for (std::size_t i = 0; i < tails; ++i) {
        const double p = tail[i];
        const double size = detail::quantile_in_the_tail(p < 0.5 ? p : 1.0 - p);
        tail[i] = p < 0.5 ? -size : size;
    }
    for (std::size_t i = 0; i < tails; ++i) out[where[i]] = tail[i];
}

}  // namespace headway::stats
