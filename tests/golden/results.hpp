/// @file
/// What a program finds, number by number, beside what another found before it: how golden results are kept and
/// compared.
///
/// A line of the stored file is a name, its promise and what was found, with tabs between them: a number as hexadecimal
/// (every bit of it), and in decimal for readers; a word as it is. `exact` promises every bit on every processor, with
/// every compiler and any number of threads; `near` a relative difference of 1e-12 at most, for what goes through
/// functions of the C library or of Boost, which are not the same everywhere.
#pragma once

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace headway::golden {

inline constexpr double nearest = 1e-12;

enum class Promise : std::uint8_t { exact, near };

struct Found {
    std::string name{};
    Promise promise = Promise::exact;
    std::string text{};  ///< hexadecimal, or a word
    double number = 0.0;
    bool is_number = false;
};

/// As to_chars writes it: the C library has no part in it.
inline std::string hexadecimal(double x) {
    if (std::isnan(x)) return "nan";  // whatever its sign
    char text[64];
    return {text, std::to_chars(text, text + sizeof text, x, std::chars_format::hex).ptr};
}

inline std::string decimal_of(double x) {
    char text[64];
    return {text, std::to_chars(text, text + sizeof text, x).ptr};
}

inline double from_hexadecimal(const std::string& text) {
    if (text == "nan") return std::nan("");
    const bool negative = text.starts_with('-');
    const std::string digits = "0x" + text.substr(negative ? 1 : 0);
    char* end = nullptr;
    const double x = std::strtod(digits.c_str(), &end);  // not from_chars, which not every library has for doubles
    if (end != digits.c_str() + digits.size()) throw std::runtime_error("no number: " + text);
    return negative ? -x : x;
}

/// What is found, in its order; a name is "group/which".
class Results {
public:
    void exact(const std::string& name, double x) { all_.push_back({name, Promise::exact, hexadecimal(x), x, true}); }
    void near(const std::string& name, double x) { all_.push_back({name, Promise::near, hexadecimal(x), x, true}); }
    void word(const std::string& name, std::string_view text) {
        all_.push_back({name, Promise::exact, std::string(text), 0.0, false});
    }

    void print() const {
        for (const Found& each : all_) {
            std::string line = each.name + (each.promise == Promise::exact ? "\texact\t" : "\tnear\t") + each.text;
            if (each.is_number) line += '\t' + decimal_of(each.number);
            std::printf("%s\n", line.c_str());
        }
    }

    /// Whether all hold; says of each group how many do, and names the first of those that do not.
    [[nodiscard]] bool compare(const std::string& file) const;

private:
    std::vector<Found> all_{};
};

namespace detail {

struct Stored {
    std::string promise{}, text{};
};

inline std::map<std::string, Stored> stored(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::map<std::string, Stored> kept;
    for (std::string line; std::getline(file, line);) {
        while (!line.empty() && line.back() == '\r') line.pop_back();
        const std::size_t name = line.find('\t'), promise = line.find('\t', name + 1);
        if (promise == std::string::npos) throw std::runtime_error("no golden line: " + line);
        kept[line.substr(0, name)] = {line.substr(name + 1, promise - name - 1),
                                      line.substr(promise + 1, line.find('\t', promise + 1) - promise - 1)};
    }
    return kept;
}

struct Group {
    std::size_t exact = 0, near = 0, same = 0, wrong = 0;
    double furthest = 0.0;  ///< relative, of those that are near
};

}  // namespace detail

inline bool Results::compare(const std::string& file) const {
    std::map<std::string, detail::Stored> kept = detail::stored(file);
    std::map<std::string, detail::Group> groups;
    bool held = true;
    for (const Found& each : all_) {
        detail::Group& group = groups[each.name.substr(0, each.name.find('/'))];
        ++(each.promise == Promise::exact ? group.exact : group.near);
        const auto was = kept.find(each.name);
        const std::string before = was == kept.end() ? "nothing" : was->second.text;
        if (before == each.text) {
            ++group.same;
        } else {
            double off = std::numeric_limits<double>::infinity();
            if (was != kept.end() && each.is_number) {
                const double other = from_hexadecimal(before);
                off = std::fabs(each.number - other) / std::max(std::fabs(each.number), std::fabs(other));
            }
            const bool holds = each.promise == Promise::near && off <= nearest;
            if (each.promise == Promise::near && holds) group.furthest = std::max(group.furthest, off);
            if (!holds && ++group.wrong <= 5)
                std::printf("  %s: found %s, stored %s (off by %.3g, promised %s)\n", each.name.c_str(),
                            each.text.c_str(), before.c_str(), off,
                            each.promise == Promise::exact ? "to the last bit" : "to 1e-12");
            held = held && holds;
        }
        if (was != kept.end()) kept.erase(was);
    }
    for (const auto& [name, group] : groups)
        std::printf("%-12s %5zu to the last bit, %4zu to 1e-12: %5zu have the same bits, furthest off %.1e, %zu wrong\n",
                    name.c_str(), group.exact, group.near, group.same, group.furthest, group.wrong);
    for (const auto& [name, was] : kept) std::printf("  %s: stored, and not found\n", name.c_str());
    return held && kept.empty();
}

}  // namespace headway::golden
