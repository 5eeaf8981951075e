// What libFuzzer calls: one program for all targets, which `--target=NAME` chooses among.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "targets.hpp"

namespace {

const headway::fuzz::Target* chosen = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
    constexpr std::string_view option = "--target=";
    for (int i = 1; i < *count; ++i)
        if (const std::string_view argument = (*arguments)[i]; argument.starts_with(option))
            chosen = headway::fuzz::target_of(argument.substr(option.size()));
    if (chosen != nullptr) return 0;
    std::fputs("--target: accepted:", stderr);
    for (const headway::fuzz::Target& target : headway::fuzz::targets) std::fprintf(stderr, " %s", target.name.data());
    std::fputs("\n", stderr);
    std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    chosen->explore({data, size});
    return 0;
}
