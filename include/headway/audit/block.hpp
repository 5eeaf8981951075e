/// @file
/// A document's text as blocks: headings, paragraphs, items of lists and rows of tables.
///
/// | a block     | is                                                                                            |
/// |-------------|-----------------------------------------------------------------------------------------------|
/// | `heading`   | a short line by itself: numbered, bold, marked (#, <h1>), or ending in a colon                |
/// | `item`      | a line behind a bullet or a number in a list                                                  |
/// | `row`       | cells between tabs or pipes, or set in columns (aligned.hpp)                                  |
/// | `paragraph` | all other lines, joined until a blank one; one that starts in lower case goes on from before  |
///
/// A block is places in the text and never a copy: what it quotes is what stands there. Pages end in the middle of
/// sentences, tags stand among words, lists lose their bullets: nothing here is refused, and nothing throws. Time and
/// memory are linear in the text.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/aligned.hpp"
#include "headway/audit/span.hpp"
#include "headway/printed_number.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// What a block is: a heading, a paragraph, an item of a list or a row of a table.
enum class BlockKind : std::uint8_t { heading, paragraph, item, row };

/// A piece of a document that is read by itself, and what it stands under.
struct Block {
    BlockKind kind = BlockKind::paragraph;
    std::vector<Span> spans{};    ///< its lines; the cells of a row
    std::size_t section = 0;      ///< the numbered heading that it stands under, where headings are numbered
    std::size_t major = 0;        ///< the heading that it stands under, as an index of headings; 0 for none
    std::size_t minor = 0;        ///< the one ending in a colon below that
    std::size_t after_blank = 0;  ///< blank lines before it
    bool headed = false;          ///< a row under which a line of Markdown parts the head from the table
    std::size_t of_row = 0;       ///< the row that it is a cell of, as an index of blocks; 0 for none
};

/// A heading, or the beginning of the document before any.
struct Heading {
    Span span{};
    bool numbered = false;
};

/// A document's blocks in their order, and the headings that they stand under.
struct Layout {
    std::vector<Block> blocks{};
    std::vector<Heading> headings{{}};
};

/// Whether a byte is a Latin letter, or part of a character beyond ASCII.
[[nodiscard]] constexpr bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// The length of a tag at the front of a text ("<p>", "</td>", "<ul style=...>"); 0 where there is none.
[[nodiscard]] inline std::size_t tag_length(std::string_view text) noexcept {
    constexpr std::size_t longest = 300;
    if (text.size() < 3 || text[0] != '<') return 0;
    if (!is_letter(text[1]) && text[1] != '/' && text[1] != '!') return 0;
    const std::size_t end = text.substr(0, longest).find('>');
    return end == std::string_view::npos ? 0 : end + 1;
}

/// Whether a tag parts paragraphs.
[[nodiscard]] inline bool parts_paragraphs(std::string_view tag) noexcept {
    tag.remove_prefix(1);
    if (tag.starts_with('/')) tag.remove_prefix(1);
    const std::string_view name = tag.substr(0, tag.find_first_of(" >/"));
    constexpr std::array<std::string_view, 16> few{"p",  "li",    "br", "ul", "ol", "div", "td", "tr",
                                                   "th", "table", "h1", "h2", "h3", "h4",  "h5", "h6"};
    return headway::detail::is_one_of(name, few);
}

/// Splits one document. See the head of this file.
class BlockReader {
public:
    explicit BlockReader(std::string_view text) : text_(text) {}

    [[nodiscard]] Layout read() {
        std::vector<Span> lines;
        for (std::size_t at = 0; at < text_.size();) {
            const std::size_t end = std::min(text_.find_first_of("\n\f", at), text_.size());
            lines.push_back({at, end});
            at = end + 1;
        }
        const AlignedTables aligned(text_, lines);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            bare_ = is_of_bare_table(lines, i);
            if (const std::vector<Span>& cells = aligned.cells(i); !cells.empty()) {
                take_aligned(cells);
                continue;
            }
            const bool alone =
                (i == 0 || trim(lines[i - 1]).empty()) && (i + 1 == lines.size() || trim(lines[i + 1]).empty());
            take_line(lines[i], alone);
        }
        flush();
        name_sections();
        return std::move(layout_);
    }

private:
    [[nodiscard]] std::string_view of(Span span) const { return text_.substr(span.begin, span.end - span.begin); }

    /// "Measure | Target" above "---|---": a table of Markdown whose lines neither begin nor end with a pipe.
    [[nodiscard]] bool is_of_bare_table(const std::vector<Span>& lines, std::size_t i) const {
        if (of(lines[i]).find('|') == std::string_view::npos) return false;
        const auto is_rule_at = [&](std::size_t at) {
            return at < lines.size() && of(lines[at]).find('|') != std::string_view::npos &&
                   of(lines[at]).find('-') != std::string_view::npos && is_rule(of(lines[at]));
        };
        return bare_ || is_rule_at(i) || is_rule_at(i + 1);
    }

    [[nodiscard]] Span trim(Span span) const {
        const auto blank = [&](std::size_t at) {
            return text_[at] == ' ' || text_[at] == '\t' || text_[at] == '\r' || text_[at] == '\v';
        };
        while (span.begin < span.end && blank(span.begin)) ++span.begin;
        while (span.begin < span.end && blank(span.end - 1)) --span.end;
        return span;
    }

    /// The section of a block: the last numbered heading, or the last of any kind where few are numbered.
    void name_sections() {
        constexpr std::size_t few = 3;
        const auto numbered = std::count_if(layout_.headings.begin(), layout_.headings.end(),
                                            [](const Heading& heading) { return heading.numbered; });
        std::vector<std::size_t> section(layout_.headings.size());
        for (std::size_t i = 1; i < section.size(); ++i) section[i] = layout_.headings[i].numbered ? i : section[i - 1];
        for (Block& block : layout_.blocks)
            block.section = numbered >= static_cast<std::ptrdiff_t>(few) ? section[block.major] : block.major;
    }

    void flush() {
        if (!open_.spans.empty()) push(std::move(open_));
        open_ = {};
    }

    void push(Block block) {
        block.major = major_;
        block.minor = minor_;
        block.after_blank = blanks_at_start_;
        block.of_row = row_;
        layout_.blocks.push_back(std::move(block));
    }

    /// The cells of a line of a table; none where it is no such line.
    [[nodiscard]] std::vector<Span> cells_of(Span line) const {
        const std::string_view whole = of(line);
        std::vector<Span> cells;
        const bool framed = of(trim(line)).starts_with('|'), pipes = framed || bare_;
        if (framed && !bare_ && std::count(whole.begin(), whole.end(), '|') < 2) return cells;
        if (!pipes && whole.find('\t') == std::string_view::npos) return cells;
        const Span inner = pipes ? trim(line) : line;
        std::size_t at = inner.begin + (framed ? 1 : 0);
        for (const char parting = pipes ? '|' : '\t'; at <= inner.end;) {
            const std::size_t end = std::min(text_.find(parting, at), inner.end);
            cells.push_back(trim({at, end}));
            at = end + 1;
        }
        if (pipes && cells.back().empty()) cells.pop_back();
        return cells;
    }

    /// "4.", "(ii)", "a)", a bullet: what stands before the text of a list or a numbered paragraph.
    [[nodiscard]] static bool is_marker(std::string_view text) {
        if (text.empty() || text.size() > 7) return false;
        constexpr std::array<std::string_view, 9> bullets{"-",      "*", "\u2022", "\u2013", "\u25CF",
                                                          "\u00B7", "o", "\u25AA", "\uF0B7"};
        if (headway::detail::is_one_of(text, bullets)) return true;
        const bool closed = text.ends_with('.') || text.ends_with(')');
        if (!closed) return false;
        if (text.starts_with('(')) text.remove_prefix(1);
        text.remove_suffix(1);
        return !text.empty() &&
               (std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; }) ||
                std::all_of(text.begin(), text.end(), [](char c) { return c == 'i' || c == 'v' || c == 'x'; }) ||
                (text.size() == 1 && is_letter(text[0])));
    }

    [[nodiscard]] static std::size_t count_words(std::string_view text) {
        std::size_t words = 0;
        bool inside = false;
        for (const char c : text) {
            const bool letter = c != ' ' && c != '\t';
            words += letter && !inside ? 1u : 0u;
            inside = letter;
        }
        return words;
    }

    /// Whether a table's row holds only text that belongs to no table: one cell, perhaps behind a marker.
    [[nodiscard]] bool is_prose(const std::vector<Span>& cells, Span& prose) const {
        std::size_t filled = 0;
        std::size_t empty_before = 0;
        for (const Span& cell : cells) {
            if (filled == 0 && cell.empty()) ++empty_before;
            if (cell.empty() || (filled == 0 && is_marker(of(cell)))) continue;
            if (++filled > 1) return false;
            prose = cell;
        }
        if (empty_before >= 2) return false;  // a row that goes on with the one above
        return filled == 1 && count_words(of(prose)) > 5;
    }

    void take_line(Span line, bool alone) {
        const Span content = trim(line);
        if (content.empty()) {
            ++blanks_;
            flush();
            return;
        }
        blanks_at_start_ = std::exchange(blanks_, 0);
        const std::vector<Span> cells = cells_of(line);
        Span prose;
        if (!cells.empty() && !is_prose(cells, prose)) {
            flush();
            if (is_rule(of(content))) {
                const bool parts = of(content).find('|') != std::string_view::npos;
                if (parts && row_before_ < layout_.blocks.size()) layout_.blocks[row_before_].headed = true;
                return;
            }
            push({.kind = BlockKind::row, .spans = cells});
            row_ = row_before_ = layout_.blocks.size() - 1;
            for (const Span& cell : cells) {
                if (holds_prose(of(cell))) take_prose(cell, BlockKind::paragraph);
                flush();
            }
            row_ = 0;
            return;
        }
        if (!cells.empty()) {
            flush();
            take_prose(prose, BlockKind::paragraph);
            flush();
            return;
        }
        take_text(content, alone);
    }

    void take_aligned(const std::vector<Span>& cells) {
        flush();
        blanks_at_start_ = std::exchange(blanks_, 0);
        push({.kind = BlockKind::row, .spans = cells});
    }

    /// Whether a cell holds sentences, and not a name.
    [[nodiscard]] static bool holds_prose(std::string_view cell) {
        return count_words(cell) >= words_of_prose &&
               (cell.ends_with('.') || cell.find(". ") != std::string_view::npos ||
                cell.find("<p>") != std::string_view::npos || count_words(cell) >= 3 * words_of_prose);
    }

    /// The line that parts a head from a table in Markdown.
    [[nodiscard]] static bool is_rule(std::string_view text) {
        return text.find_first_not_of("-|:=_ \t") == std::string_view::npos;
    }

    void take_text(Span content, bool alone) {
        const std::string_view text = of(content);
        const std::size_t space = std::min(text.find(' '), text.size());
        const std::string_view first = text.substr(0, space);
        const bool marked = space < text.size() && is_marker(first);
        const bool bullet = marked && !headway::detail::is_digit(first[0]) && first[0] != '(';
        const bool lower_case = text[0] >= 'a' && text[0] <= 'z';
        if (lower_case && open_.spans.empty() && goes_on()) {  // a page ended inside a sentence
            open_ = std::move(layout_.blocks.back());
            layout_.blocks.pop_back();
            open_.spans.push_back(content);
            return;
        }
        if (lower_case && open_.spans.empty() && unhead(content)) return;
        if (!bullet && is_heading(content, alone)) {
            flush();
            take_heading(content, marked && headway::detail::is_digit(first[0]));
            return;
        }
        if (marked) {
            flush();
            const Span rest = trim({content.begin + space, content.end});
            open_.kind = BlockKind::item;
            take_prose(rest, BlockKind::item);
            return;
        }
        if (text.find('<') != std::string_view::npos) {
            take_prose(content, BlockKind::paragraph);
            return;
        }
        open_.spans.push_back(content);
    }

    /// A line by itself that a line in lower case goes on from was no heading.
    bool unhead(Span content) {
        if (layout_.blocks.empty() || layout_.blocks.back().kind != BlockKind::heading || !plain_heading_) return false;
        open_.spans = {layout_.blocks.back().spans[0], content};
        layout_.blocks.pop_back();
        layout_.headings.pop_back();
        major_ = major_before_;
        minor_ = minor_before_;
        plain_heading_ = false;
        return true;
    }

    /// Whether the last block may be gone on with by a line in lower case: its text has no end.
    [[nodiscard]] bool goes_on() const {
        if (layout_.blocks.empty()) return false;
        const Block& last = layout_.blocks.back();
        if (last.kind == BlockKind::row || last.kind == BlockKind::heading || last.spans.empty()) return false;
        const std::string_view text = of(last.spans.back());
        return !text.empty() && std::string_view(".!?:;").find(text.back()) == std::string_view::npos;
    }

    /// Text with tags in it, split where they part paragraphs.
    void take_prose(Span span, BlockKind kind) {
        std::size_t begin = span.begin;
        const auto end_at = [&](std::size_t end) {
            const Span part = trim({begin, end});
            if (!part.empty()) {
                open_.kind = kind;
                open_.spans.push_back(part);
            }
        };
        for (std::size_t at = span.begin; at < span.end;) {
            const std::size_t length = tag_length(text_.substr(at, span.end - at));
            if (length > 0 && parts_paragraphs(text_.substr(at, length))) {
                end_at(at);
                flush();
                begin = at + length;
            }
            at += std::max<std::size_t>(length, 1);
        }
        end_at(span.end);
        if (kind == BlockKind::paragraph && span.begin != begin) flush();
        if (begin == span.begin && kind == BlockKind::paragraph && !open_.spans.empty()) flush();
    }

    [[nodiscard]] bool is_heading(Span content, bool alone) const {
        constexpr std::size_t longest = 120, most_words = 14;
        std::string_view text = of(content);
        if (text.starts_with("# ") || text.starts_with("##")) return true;
        if (text.size() > longest || count_words(text) > most_words) return false;
        const bool bold = (text.starts_with("**") && text.ends_with("**")) || text.starts_with("<u>") ||
                          text.starts_with("<b>") || text.starts_with("<h") || text.starts_with("<strong>");
        while (!text.empty() && (text.back() == '*' || text.back() == ' ')) text.remove_suffix(1);
        if (text.empty() || std::string_view(".,;!?").find(text.back()) != std::string_view::npos) return false;
        if (bold) return true;
        const std::size_t digits = text.find_first_not_of("0123456789.");
        const bool numbered = digits != std::string_view::npos && digits > 0 && digits < 7 && text[digits] == ' ' &&
                              text.substr(0, digits).find('.') != std::string_view::npos;
        const std::string_view title =
            numbered ? text.substr(std::min(text.find_first_not_of(" *", digits), text.size())) : text;
        if (title.empty() || title[0] < 'A' || title[0] > 'Z') return false;
        if (text.ends_with(':')) return count_words(text) <= 11;
        if (text.find(": ") != std::string_view::npos && !numbered) return false;
        return (numbered || alone) && count_words(text) <= 12;
    }

    void take_heading(Span content, bool numbered) {
        std::string_view text = of(content);
        while (!text.empty() && (text.back() == '*' || text.back() == ' ' || text.back() == '>')) text.remove_suffix(1);
        const bool colon = text.ends_with(':') || text.ends_with(":</u></p") || text.ends_with(":</u");
        plain_heading_ = !colon && !numbered && is_letter(of(content)[0]);
        major_before_ = major_;
        minor_before_ = minor_;
        const std::size_t name = std::min(text.find_first_not_of("# "), text.size());
        const Span shown{content.begin + name, content.end};  // without the marks of Markdown
        layout_.headings.push_back({shown, numbered});
        if (colon && !numbered && !of(content).starts_with('#') && !of(content).starts_with("**")) {
            minor_ = layout_.headings.size() - 1;
        } else {
            major_ = layout_.headings.size() - 1;
            minor_ = 0;
        }
        push({.kind = BlockKind::heading, .spans = {shown}});
    }

    static constexpr std::size_t words_of_prose = 9;

    std::string_view text_;
    Layout layout_{};
    Block open_{};
    bool bare_ = false;           ///< the line is of a table whose lines begin with no pipe
    bool plain_heading_ = false;  ///< the last heading is one only for standing alone
    std::size_t major_before_ = 0, minor_before_ = 0;
    std::size_t major_ = 0, minor_ = 0, blanks_ = 0, blanks_at_start_ = 0, row_ = 0;
    std::size_t row_before_ = static_cast<std::size_t>(-1);  ///< the last row of a table
};

/// A document cut into blocks.
[[nodiscard]] inline Layout layout_of(std::string_view text) { return BlockReader(text).read(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
