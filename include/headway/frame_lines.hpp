/// @file
/// The line to write in a message where a frame is to be changed, in the words of the library that the frame is of.
///
/// | kind     | without a row                                | without rows that have nothing             |
/// |----------|----------------------------------------------|--------------------------------------------|
/// | `pandas` | `frame.drop(frame.index[3])`                 | `frame.dropna(subset=['Scheme'])`          |
/// | `polars` | `frame.filter(pl.int_range(pl.len()) != 3)`  | `frame.drop_nulls('Scheme')`               |
/// | `arrow`  | `pa.concat_tables([table[:3], table[4:]])`   | `table.filter(table['Scheme'].is_valid())` |
/// | `other`  | none: rows of a query, which have no numbers | none                                       |
///
/// Columns stand in quotation marks, as Python writes them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// The library of a frame; `other` where no line is known.
enum class FrameKind : std::uint8_t { pandas, polars, arrow, other };

template <>
struct Vocabulary<FrameKind> {
    static constexpr std::string_view name = "kind of frame";
    static constexpr std::array<std::string_view, 4> words{"pandas", "polars", "arrow", "other"};
};

/// Rows without the one of that number; empty where no line is known.
[[nodiscard]] inline std::string line_without_row(FrameKind kind, std::size_t row) {
    const std::string at = std::to_string(row);
    switch (kind) {
        case FrameKind::pandas: return "frame.drop(frame.index[" + at + "])";
        case FrameKind::polars: return "frame.filter(pl.int_range(pl.len()) != " + at + ")";
        case FrameKind::arrow:
            return "pa.concat_tables([table[:" + at + "], table[" + std::to_string(row + 1) + ":]])";
        case FrameKind::other: break;
    }
    return {};
}

/// Rows without those that have nothing in a column.
[[nodiscard]] inline std::string line_without_nothing(FrameKind kind, std::string_view column) {
    const std::string name(column);
    switch (kind) {
        case FrameKind::pandas: return "frame.dropna(subset=[" + name + "])";
        case FrameKind::polars: return "frame.drop_nulls(" + name + ")";
        case FrameKind::arrow: return "table.filter(table[" + name + "].is_valid())";
        case FrameKind::other: break;
    }
    return {};
}

/// Rows without those that have nothing, or no more than spaces, in a column of text.
[[nodiscard]] inline std::string line_without_blank(FrameKind kind, std::string_view column) {
    const std::string name(column);
    switch (kind) {
        case FrameKind::pandas: return "frame[frame[" + name + "].fillna('').str.strip() != '']";
        case FrameKind::polars: return "frame.filter(pl.col(" + name + ").str.strip_chars() != '')";
        case FrameKind::arrow: return "table.filter(pc.not_equal(pc.utf8_trim_whitespace(table[" + name + "]), ''))";
        case FrameKind::other: break;
    }
    return {};
}

/// A column whose empty cells have what stands above them.
[[nodiscard]] inline std::string line_filled_down(FrameKind kind, std::string_view column) {
    const std::string name(column);
    switch (kind) {
        case FrameKind::pandas: return "frame[" + name + "] = frame[" + name + "].ffill()";
        case FrameKind::polars: return "frame = frame.with_columns(pl.col(" + name + ").forward_fill())";
        case FrameKind::arrow:
            return "table = table.set_column(table.column_names.index(" + name + "), " + name +
                   ", pc.fill_null_forward(table[" + name + "]))";
        case FrameKind::other: break;
    }
    return {};
}

/// A line in brackets, as it stands behind what it does; nothing where there is none.
[[nodiscard]] inline std::string in_brackets(std::string line) { return line.empty() ? line : " (" + line + ")"; }

}  // namespace headway
