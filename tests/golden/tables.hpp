/// @file
/// The example tables, as a program without a reader of CSV takes them.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace headway::golden {

using Row = std::map<std::string, std::string>;

/// The cells of a line; a cell within quotation marks keeps its commas, and no cell of these tables has a line break.
inline std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> found(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            found.back() += line[++i];
        } else if (line[i] == '"') {
            quoted = !quoted;
        } else if (line[i] == ',' && !quoted) {
            found.emplace_back();
        } else if (line[i] != '\r') {
            found.back() += line[i];
        }
    }
    return found;
}

inline std::vector<Row> table(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::string line;
    std::getline(file, line);
    const std::vector<std::string> names = cells(line);
    std::vector<Row> rows;
    while (std::getline(file, line)) {
        const std::vector<std::string> of_line = cells(line);
        Row row;
        for (std::size_t i = 0; i < names.size() && i < of_line.size(); ++i) row[names[i]] = of_line[i];
        rows.push_back(std::move(row));
    }
    return rows;
}

inline double number(const std::string& text) {
    return text.empty() ? std::numeric_limits<double>::quiet_NaN() : std::strtod(text.c_str(), nullptr);
}

}  // namespace headway::golden
