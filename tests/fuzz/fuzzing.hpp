/// @file
/// What the fuzz targets share: values taken from bytes, and what must hold of what is made of them.
///
/// A target takes any bytes and asserts what a result means, not only that there is one. What does not hold is printed
/// and ends the process, in builds without assertions too; so does any exception but `headway::Error`.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "headway/error.hpp"

namespace headway::fuzz {

inline constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinite = std::numeric_limits<double>::infinity();

/// Says what was found, in the words given, where it does not hold.
template <class... Words>
void expect(bool holds, const Words&... words) {
    if (holds) return;
    std::ostringstream found;
    found.precision(17);
    (found << ... << words);
    std::fprintf(stderr, "does not hold: %s\n", found.str().c_str());
    std::abort();
}

/// What an action gives; empty where it is refused, which takes a message.
template <class Action>
[[nodiscard]] auto unless_refused(Action action) -> std::optional<decltype(action())> {
    try {
        return action();
    } catch (const Error& error) {
        expect(*error.what() != '\0', "refused without a word");
        return std::nullopt;
    }
}

/// The same number, or both missing.
[[nodiscard]] inline bool same(double a, double b) noexcept { return a == b || (std::isnan(a) && std::isnan(b)); }

/// Bytes, and what is taken off their front. Where none is left every value is 0, and every text empty.
struct Bytes {
    const std::uint8_t* at = nullptr;
    std::size_t left = 0;

    std::uint8_t byte() {
        if (left == 0) return 0;
        --left;
        return *at++;
    }
    bool flag() { return byte() % 2 == 1; }

    /// A number below `count`, at most 256.
    std::size_t below(std::size_t count) { return byte() % count; }

    template <class T>
    T raw() {
        T value{};
        const std::size_t taken = std::min(left, sizeof value);
        if (taken > 0) std::memcpy(&value, at, taken);
        at += taken;
        left -= taken;
        return value;
    }

    /// Mostly what tables hold: counts, decimals, missing values; now and then any double.
    double number() {
        static constexpr double special[] = {nothing,   0.0,     -0.0,   infinite, -infinite, 1.0,   0.1,     0.5,
                                             1e300,     -1e300,  5e-324, 1e-308,   1e16,      1e6,   1.7e308, 100.0,
                                             nothing,   nothing, 1e12,   -1.0,     1e154,     1e-160};
        switch (byte() % 8) {
            case 0:
            case 1: return byte();
            case 2: return raw<std::int16_t>();
            case 3: return raw<std::uint16_t>() / 100.0;
            case 4: return raw<std::int32_t>() / 1000.0;
            case 5: return special[below(std::size(special))];
            case 6: {
                const double mantissa = byte();
                return mantissa * std::pow(10.0, raw<std::int8_t>() / 4);
            }
            default: return raw<double>();
        }
    }

    /// At most so many; how many, the first byte says.
    std::vector<double> numbers(std::size_t most) {
        std::vector<double> all(below(most + 1));
        for (double& each : all) each = number();
        return all;
    }

    /// At most so many characters; how many, the first byte says.
    std::string text(std::size_t most) {
        const std::size_t length = std::min(below(most + 1), left);
        std::string taken(reinterpret_cast<const char*>(at), length);
        at += length;
        left -= length;
        return taken;
    }

    /// One of a few, or some text of its own.
    template <std::size_t count>
    std::string one_of(const std::string_view (&few)[count]) {
        const std::size_t which = below(count + 1);
        return which < count ? std::string(few[which]) : text(12);
    }

    /// All that is left, at most so much.
    std::string_view rest(std::size_t most = 512) const {
        return {reinterpret_cast<const char*>(at), std::min(left, most)};
    }
};

/// The order 0, 1, 2, ... shuffled by bytes.
[[nodiscard]] inline std::vector<std::size_t> shuffled(std::size_t count, Bytes& bytes) {
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i) order[i] = i;
    for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[bytes.byte() % i]);
    return order;
}

template <class T>
[[nodiscard]] std::vector<T> in_order(const std::vector<T>& rows, const std::vector<std::size_t>& order) {
    std::vector<T> moved;
    for (const std::size_t row : order) moved.push_back(rows[row]);
    return moved;
}

}  // namespace headway::fuzz
