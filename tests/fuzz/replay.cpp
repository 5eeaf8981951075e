// Runs stored inputs through the fuzz targets, with any compiler:
//
//     headway_replay              every file of corpus/<target>/, and a line of the tables in tests/data/ at a time
//     headway_replay TARGET FILE  one input, for example a new finding
//
// What does not hold ends it; the input at hand is named first.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "targets.hpp"

namespace {

namespace fs = std::filesystem;
using headway::fuzz::Target;

std::string at_hand;  // what runs now

void name_input(int signal) {
    std::fprintf(stderr, "found with %s\n", at_hand.c_str());
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void run(const Target& target, const std::string& input, const std::string& from) {
    at_hand = std::string(target.name) + " " + from;
    target.explore({reinterpret_cast<const std::uint8_t*>(input.data()), input.size()});
}

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The first cell of a line of a table, without its quotation marks; most of the tables' texts.
std::string first_cell(const std::string& line) {
    if (!line.starts_with('"')) return line.substr(0, line.find(','));
    std::string cell;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] == '"' && (i + 1 == line.size() || line[++i] != '"')) break;
        cell += line[i];
    }
    return cell;
}

/// Every line of the tables, for every target that reads text. The headings are text too.
std::size_t run_tables(const fs::path& data) {
    std::size_t count = 0;
    for (const char* const table : {"labels.csv", "figures.csv", "money.csv", "polarities.csv"}) {
        std::ifstream file(data / table);
        for (std::string line; std::getline(file, line);)
            for (const char* const name : {"ages", "money", "periods", "text"}) {
                run(*headway::fuzz::target_of(name), first_cell(line), std::string(table) + ", " + line);
                ++count;
            }
    }
    return count;
}

std::size_t run_corpora(const fs::path& corpora) {
    std::size_t count = 0;
    for (const Target& target : headway::fuzz::targets) {
        std::vector<fs::path> inputs;
        for (const auto& entry : fs::directory_iterator(corpora / target.name)) inputs.push_back(entry.path());
        std::sort(inputs.begin(), inputs.end());
        for (const fs::path& input : inputs) run(target, read(input), input.string());
        count += inputs.size();
    }
    return count;
}

}  // namespace

int main(int argc, char** argv) try {
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE}) std::signal(signal, name_input);
    if (argc == 3) {
        const Target* const target = headway::fuzz::target_of(argv[1]);
        if (target == nullptr) throw std::runtime_error("there is no target " + std::string(argv[1]));
        run(*target, read(argv[2]), argv[2]);
        std::printf("%s holds\n", argv[2]);
        return 0;
    }
    const fs::path here = HEADWAY_FUZZ_SOURCES;
    const std::size_t stored = run_corpora(here / "corpus"), lines = run_tables(here / "../data");
    std::printf("%zu stored inputs and %zu of the tables hold\n", stored, lines);
    return stored > 0 && lines > 0 ? 0 : 1;
} catch (const std::exception& error) {
    std::fprintf(stderr, "found with %s: %s\n", at_hand.c_str(), error.what());
    return 1;
}
