/// @file
/// Columns of text: words for codes, laid out as Arrow lays text out, and codes for words.
///
/// Text of Arrow is offsets and letters: row i is letters `offsets[i]` to `offsets[i + 1]`. Views are sixteen bytes
/// a row: the length, then the word itself where it has at most twelve letters, else its first four, the number of a
/// buffer (0) and where in it the word begins. Rows that are null are without letters, and their bit is 0.
///
/// Errors: a code that stands for no word, by its row.
/// Source: Apache Arrow columnar format 1.4, variable-size binary layout and its view.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// The sixteen bytes of one view.
using TextView = std::array<std::uint64_t, 2>;

/// Words for a column of codes; a word that is empty is null.
class SpelledWords {
public:
    /// Views of both, which must outlive it. @throws Error for a code that stands for no word.
    SpelledWords(std::span<const std::uint8_t> codes, std::span<const std::optional<std::string>> words,
                 unsigned threads = 0);

    /// The letters of all rows.
    [[nodiscard]] std::size_t letters() const noexcept { return before_.empty() ? 0 : before_.back(); }

    /// `offsets` one more than rows, `letters` as many as there are, `valid` empty or a bit a row, in whole bytes.
    void write(std::span<std::int64_t> offsets, std::span<char> letters, std::span<std::uint8_t> valid) const;

    /// The same as views into `long_words`, the words of more than twelve letters one after the other.
    void write(std::span<TextView> views, std::span<std::uint8_t> valid) const;
    [[nodiscard]] std::string long_words() const;

private:
    void write_valid(std::size_t first, std::size_t last, std::span<std::uint8_t> valid) const;

    std::span<const std::uint8_t> codes_;
    std::span<const std::optional<std::string>> words_;
    unsigned threads_;
    std::vector<std::size_t> before_{};  // letters before each chunk of rows, and of all
};

/// Texts as Arrow has them; `valid` is empty where none is null, else a bit a row that begins with bit `first_bit`.
template <class Offset>
struct Texts {
    std::span<const Offset> offsets{};  ///< one more than rows
    const char* letters = nullptr;
    std::span<const std::uint8_t> valid{};
    std::size_t first_bit = 0;
};

/// The texts of a column as codes in the order of their first rows, null as -1, and the first row of each.
struct CodedTexts {
    std::vector<std::int32_t> codes{};
    std::vector<std::int64_t> first_rows{};
};
/// The codes of a column of small text, and where each text stands first.
[[nodiscard]] CodedTexts coded_texts(const Texts<std::int32_t>& texts);
/// The same of large text.
[[nodiscard]] CodedTexts coded_texts(const Texts<std::int64_t>& texts);

}  // namespace headway::batch
