#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/batch/words.hpp"
#include "headway/error.hpp"
#include "parallel.hpp"

namespace headway::inline HEADWAY_ABI::batch {

namespace {

constexpr std::size_t chunk = 65536;  // rows, a whole number of bytes of their bits
constexpr std::size_t chunks_a_millisecond = 4;
constexpr std::size_t short_word = 32;
constexpr std::size_t longest_in_a_view = 12;

std::size_t chunks_of(std::size_t rows) noexcept { return (rows + chunk - 1) / chunk; }

}  // namespace

SpelledWords::SpelledWords(std::span<const std::uint8_t> codes, std::span<const std::optional<std::string>> words,
                           unsigned threads)
    : codes_(codes), words_(words), threads_(threads), before_(chunks_of(codes.size()) + 1, 0) {
    std::array<std::size_t, 256> letters{};
    for (std::size_t w = 0; w < std::min(words.size(), letters.size()); ++w)
        letters[w] = words[w] ? words[w]->size() : 0;
    std::vector<std::uint8_t> unknown(chunks_of(codes.size()), 0);
    parallel_for(unknown.size(), chunks_a_millisecond, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t c = first; c < last; ++c) {
            const auto rows = codes.subspan(c * chunk, std::min(chunk, codes.size() - c * chunk));
            std::uint8_t largest = 0;
            for (const std::uint8_t code : rows) largest = std::max(largest, code);
            unknown[c] = largest >= words.size() ? 1 : 0;
            std::size_t sum = 0;
            for (const std::uint8_t code : rows) sum += letters[code];
            before_[c + 1] = sum;
        }
    });
    if (std::find(unknown.begin(), unknown.end(), 1) != unknown.end())
        for (std::size_t i = 0; i < codes.size(); ++i)
            if (codes[i] >= words.size())
                throw Error("row " + std::to_string(i) + ": found code " + std::to_string(codes[i]) +
                            "; accepted: below " + std::to_string(words.size()));
    for (std::size_t c = 1; c < before_.size(); ++c) before_[c] += before_[c - 1];
}

void SpelledWords::write_valid(std::size_t first, std::size_t last, std::span<std::uint8_t> valid) const {
    std::array<std::uint8_t, 256> is_known{};
    for (std::size_t w = 0; w < std::min(words_.size(), is_known.size()); ++w) is_known[w] = words_[w] ? 1 : 0;
    for (std::size_t from = first; from < last; from += 8) {
        unsigned bits = 0;
        const std::size_t here = std::min<std::size_t>(8, last - from);
        for (std::size_t k = 0; k < here; ++k) bits |= static_cast<unsigned>(is_known[codes_[from + k]]) << k;
        valid[from / 8] = static_cast<std::uint8_t>(bits);
    }
}

void SpelledWords::write(std::span<std::int64_t> offsets, std::span<char> letters,
                         std::span<std::uint8_t> valid) const {
    struct Padded {
        std::array<char, short_word> letters{};
        std::size_t size = 0;
    };
    std::vector<Padded> padded(std::max<std::size_t>(words_.size(), 1));
    for (std::size_t w = 0; w < words_.size(); ++w) {
        if (!words_[w]) continue;
        padded[w].size = words_[w]->size();
        words_[w]->copy(padded[w].letters.data(), short_word);
    }
    offsets[0] = 0;
    parallel_for(chunks_of(codes_.size()), chunks_a_millisecond, threads_, [&](std::size_t from, std::size_t to) {
        for (std::size_t c = from; c < to; ++c) {
            const std::size_t first = c * chunk, last = std::min(codes_.size(), first + chunk);
            std::size_t at = before_[c];
            for (std::size_t i = first; i < last; ++i) {
                const Padded& word = padded[codes_[i]];
                // A short word is copied at a fixed length, which takes no loop; what it overruns is written next, but
                // at the end of a chunk, where it may be written already.
                if (word.size <= short_word && at + short_word <= before_[c + 1])
                    std::memcpy(letters.data() + at, word.letters.data(), short_word);
                else if (word.size > 0)
                    std::memcpy(letters.data() + at, words_[codes_[i]]->data(), word.size);
                at += word.size;
                offsets[i + 1] = static_cast<std::int64_t>(at);
            }
            if (!valid.empty()) write_valid(first, last, valid);
        }
    });
}

std::string SpelledWords::long_words() const {
    std::string all;
    for (const std::optional<std::string>& word : words_)
        if (word && word->size() > longest_in_a_view) all += *word;
    return all;
}

void SpelledWords::write(std::span<TextView> views, std::span<std::uint8_t> valid) const {
    std::array<TextView, 256> of_code{};
    std::uint32_t before = 0;
    for (std::size_t w = 0; w < std::min(words_.size(), of_code.size()); ++w) {
        if (!words_[w]) continue;
        const std::string& word = *words_[w];
        const auto size = static_cast<std::uint32_t>(word.size());
        std::array<char, sizeof(TextView)> bytes{};
        std::memcpy(bytes.data(), &size, sizeof size);
        if (size <= longest_in_a_view) {
            word.copy(bytes.data() + 4, size);
        } else {
            word.copy(bytes.data() + 4, 4);
            std::memcpy(bytes.data() + 12, &before, sizeof before);
            before += size;
        }
        of_code[w] = std::bit_cast<TextView>(bytes);
    }
    parallel_for(chunks_of(codes_.size()), chunks_a_millisecond, threads_, [&](std::size_t from, std::size_t to) {
        for (std::size_t c = from; c < to; ++c) {
            const std::size_t first = c * chunk, last = std::min(codes_.size(), first + chunk);
            for (std::size_t i = first; i < last; ++i) views[i] = of_code[codes_[i]];
            if (!valid.empty()) write_valid(first, last, valid);
        }
    });
}

namespace {

/// Texts and the codes that they have: of those that were met last a look at their place, of the others in a table.
class Codes {
public:
    explicit Codes(std::size_t rows) : met_(std::bit_ceil(std::clamp<std::size_t>(rows, 16, most_places))) {}

    std::int32_t of(std::string_view text, std::size_t row) {
        Met& met = met_[place(text)];
        if (met.code >= 0 && met.text == text) return met.code;
        met = {text, code_of(text)};
        const bool is_new = static_cast<std::size_t>(met.code) == first_rows.size();
        if (is_new) first_rows.push_back(static_cast<std::int64_t>(row));
        return met.code;
    }

    std::vector<std::int64_t> first_rows{};

private:
    struct Met {
        std::string_view text{};
        std::int32_t code = -1;
    };
    static constexpr std::size_t most_places = 4096;

    /// By the first and the last eight letters and the length.
    [[nodiscard]] std::size_t place(std::string_view text) const noexcept {
        std::uint64_t first = 0, last = 0;
        const std::size_t some = std::min<std::size_t>(text.size(), sizeof first);
        if (some == sizeof first) {
            std::memcpy(&first, text.data(), sizeof first);
            std::memcpy(&last, text.data() + text.size() - sizeof last, sizeof last);
        } else {
            for (std::size_t i = 0; i < some; ++i) first = first << 8U | static_cast<unsigned char>(text[i]);
        }
        const std::uint64_t mixed = (first * 0x9E3779B97F4A7C15U ^ last) * 0xC2B2AE3D27D4EB4FU + text.size();
        return static_cast<std::size_t>((mixed ^ mixed >> 29U) * 0x9E3779B97F4A7C15U >> 52U) & (met_.size() - 1);
    }

    /// The code of a text, the next one where it has none. The table is at most half full; a text that is not at its
    /// place is at one of the next.
    [[nodiscard]] std::int32_t code_of(std::string_view text) {
        const std::size_t hash = std::hash<std::string_view>{}(text);
        std::size_t at = hash & (table_.size() - 1);
        for (; table_[at] >= 0; at = (at + 1) & (table_.size() - 1)) {
            const Known& known = all_[static_cast<std::size_t>(table_[at])];
            if (known.hash == hash && known.text == text) return table_[at];
        }
        const auto code = table_[at] = static_cast<std::int32_t>(all_.size());
        all_.push_back({text, hash});
        if (2 * all_.size() > table_.size()) grow();
        return code;
    }

    void grow() {
        table_.assign(4 * table_.size(), -1);
        for (std::size_t code = 0; code < all_.size(); ++code) {
            std::size_t at = all_[code].hash & (table_.size() - 1);
            while (table_[at] >= 0) at = (at + 1) & (table_.size() - 1);
            table_[at] = static_cast<std::int32_t>(code);
        }
    }

    struct Known {
        std::string_view text{};
        std::size_t hash = 0;
    };
    static constexpr std::size_t places_at_first = 64;

    std::vector<Met> met_;  // as many places as rows, within bounds: a short column fills no large table
    std::vector<Known> all_{};  // in the order of their codes
    std::vector<std::int32_t> table_ = std::vector<std::int32_t>(places_at_first, -1);
};

template <class Offset>
CodedTexts coded(const Texts<Offset>& texts) {
    const std::size_t rows = texts.offsets.empty() ? 0 : texts.offsets.size() - 1;
    CodedTexts found{.codes = std::vector<std::int32_t>(rows)};
    Codes codes(rows);
    std::string_view before{};
    std::int32_t code_before = -1;
    for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t bit = texts.first_bit + i;
        if (!texts.valid.empty() && (texts.valid[bit / 8] >> (bit % 8) & 1U) == 0) {
            found.codes[i] = -1;
            continue;
        }
        const std::string_view text(texts.letters + texts.offsets[i],
                                    static_cast<std::size_t>(texts.offsets[i + 1] - texts.offsets[i]));
        if (code_before < 0 || text != before) {
            code_before = codes.of(text, i);
            before = text;
        }
        found.codes[i] = code_before;
    }
    found.first_rows = std::move(codes.first_rows);
    return found;
}

}  // namespace

CodedTexts coded_texts(const Texts<std::int32_t>& texts) { return coded(texts); }

CodedTexts coded_texts(const Texts<std::int64_t>& texts) { return coded(texts); }

}  // namespace headway::batch
