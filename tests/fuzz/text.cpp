// Text made plain, quoted and compared; words of polarity; cells of figures. One text a line: all of them are cells,
// and the first is looked for among the others.
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "headway/measure/figure.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/read_polarity.hpp"
#include "headway/measure/read_share.hpp"
#include "headway/measure/read_target.hpp"
#include "headway/text.hpp"
#include "headway/uncertainty/risk.hpp"
#include "targets.hpp"

namespace headway::fuzz {

namespace {

[[nodiscard]] bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const headway::detail::Character character = headway::detail::first_character(text);
        if (character.damaged) return false;
        text.remove_prefix(character.length);
    }
    return true;
}

void check_plain(std::string_view text) {
    const std::string plain = plain_text(text);
    expect(!plain.starts_with(' ') && !plain.ends_with(' '), quoted(text), " is not trimmed");
    expect(plain.find("  ") == std::string::npos, quoted(text), " keeps two spaces");
    if (!is_utf8(text)) return;
    expect(plain_text(plain) == plain, quoted(text), " is plainer the second time");
    expect(folded(folded(text)) == folded(text), quoted(text), " folds twice");
}

void check_quoted(std::string_view text) {
    constexpr std::size_t longest = 60 * 10 + 8;  // each character escaped
    const std::string shown = quoted(text);
    expect(shown.size() >= 2 && shown.front() == '"' && shown.back() == '"', shown, " is not in quotation marks");
    expect(shown.size() <= longest, shown, " is long");
    expect(is_utf8(shown), "quoted text is damaged");
    for (const char c : shown)
        expect(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F, "a control character in ", shown);
}

void check_nearest(const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    const std::vector<std::string> names(lines.begin() + 1, lines.end());
    const std::string near = nearest(lines[0], names);
    expect(near.empty() || std::find(names.begin(), names.end(), near) != names.end(), quoted(near), " is no name");
    for (const std::string& name : names) {
        const std::size_t apart = headway::detail::edit_distance(lines[0], name);
        expect(apart == headway::detail::edit_distance(name, lines[0]), quoted(name), ": another way back");
        expect(apart <= std::max(lines[0].size(), name.size()), quoted(name), ": too far");
        if (!name.empty() && name == lines[0])
            expect(!near.empty() && headway::detail::edit_distance(near, name) == 0, quoted(name),
                   " is nearest to itself");
    }
}

void check_polarity(const std::string& text) {
    std::optional<Polarity> said;
    try {
        said = read_polarity(text);
    } catch (const Error& error) {
        const std::string_view message = error.what();
        constexpr std::string_view asks = "did you mean \"";
        const std::size_t at = message.rfind(asks);
        if (at == std::string_view::npos || message.find(asks) != at) return;
        const std::string_view near = message.substr(at + asks.size());
        const auto read = unless_refused([&] { return read_polarity(near.substr(0, near.find('"'))); });
        expect(read && *read, quoted(text), ": the nearest is not read: ", message);
        return;
    }
    std::string loud = text;
    for (char& c : loud)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    for (const std::string& other : {"  " + text + " ", loud}) {
        const auto again = unless_refused([&] { return read_polarity(other); });
        expect(again && *again == said, quoted(text), " is read otherwise as ", quoted(other));
    }
    if (said) expect(read_polarity(word(*said)) == said && from_word<Polarity>(text) == *said, quoted(text));
}

/// The same number, printed again.
void check_value(const Figure& figure, std::string_view text) {
    if (std::fabs(*figure.value) >= 1e15) return;
    std::array<char, 400> printed{};
    char* const end =
        std::to_chars(printed.data(), printed.data() + printed.size(), *figure.value, std::chars_format::fixed).ptr;
    const std::string again(printed.data(), end);
    const Figure read = read_figure(again);
    expect(read.value == figure.value, quoted(text), " is ", *figure.value, ", which printed as ", again, " is not");
}

void check_figure(const std::string& text) {
    const Figure figure = read_figure(text);
    const bool value = figure.status == FigureStatus::value, bound = figure.status == FigureStatus::bound;
    expect(figure.value.has_value() == value, quoted(text), " is ", word(figure.status));
    expect((figure.lower || figure.upper) == bound, quoted(text), " is ", word(figure.status));
    expect(figure.why.empty() == (figure.status != FigureStatus::unread), quoted(text), ": ", figure.why);
    expect((!figure.lower_open || figure.lower) && (!figure.upper_open || figure.upper), quoted(text),
           ": an open bound that is not there");
    if (figure.lower && figure.upper) expect(*figure.lower <= *figure.upper, quoted(text), ": bounds out of order");
    for (const std::optional<double>& each : {figure.value, figure.lower, figure.upper})
        expect(!each || std::isfinite(*each), quoted(text), " is not finite");
    if (value) check_value(figure, text);
    const Figure spaced = read_figure(" " + text + "  ");
    expect(spaced.status == figure.status && spaced.value == figure.value && spaced.lower == figure.lower &&
               spaced.upper == figure.upper && spaced.marks == figure.marks,
           quoted(text), " is read otherwise with spaces about it");
}

/// Targets, shares and levels of risks: what is read is read again with spaces about it, and is what it may be.
void check_target(const std::string& text) {
    const TargetContext context{.baseline = Baseline{Period::parse("2024/25 - Q2"), 539.0},
                                .polarity = Polarity::low_is_good};
    const auto target = unless_refused([&] { return read_target(text, context); });
    const auto spaced = unless_refused([&] { return read_target("  " + text + " ", context); });
    expect(target.has_value() == spaced.has_value(), quoted(text), " is a target with spaces about it, or without");
    if (target) {
        const Range value = target->target.value;
        expect(value.given(), quoted(text), " is a target without a value");
        expect(same_ends(value, spaced->target.value), quoted(text), " is another target with spaces about it");
        if (target->relative)
            expect(year_end(*target->relative) == value.lower, quoted(text), " is not what it is made of");
        if (target->target.by)
            expect(context.baseline->period.last_month() < target->target.by->last_month(), quoted(text),
                   " is to be reached before now");
    }
    (void)unless_refused([&] { return read_share(text); });
    const auto level = unless_refused([&] { return read_risk_level(text, {"Low", "2", "High"}); });
    expect(!level || (*level >= 0 && *level <= 3), quoted(text), " is a level off the scale");
}

}  // namespace

void text(Bytes bytes) {
    std::vector<std::string> lines;
    std::istringstream all{std::string(bytes.rest())};
    for (std::string line; std::getline(all, line) && lines.size() < 20;) lines.push_back(line);
    for (const std::string& line : lines) {
        check_plain(line);
        check_quoted(line);
        check_polarity(line);
        check_figure(line);
        check_target(line);
    }
    check_nearest(lines);
}

}  // namespace headway::fuzz
