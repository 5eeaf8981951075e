// Labels of age bands, one a line.
#include <string>
#include <vector>

#include "headway/stats/age_band.hpp"
#include "targets.hpp"

namespace headway::fuzz {

void ages(Bytes bytes) {
    using stats::AgeBand;
    std::vector<std::string> labels;
    std::istringstream lines{std::string(bytes.rest())};
    for (std::string line; std::getline(lines, line) && labels.size() < 40;) labels.push_back(line);

    bool all_read = true;
    for (const std::string& text : labels) {
        const std::optional<AgeBand> band = stats::find_age_band(text);
        all_read = all_read && band;
        if (!band) continue;
        expect(0 <= band->start && band->start <= band->end, text, ": from ", band->start, " to ", band->end);
        expect(stats::find_age_band(stats::label(*band)) == band, text, ": does not read back from ",
               stats::label(*band));
    }
    const auto bands = unless_refused([&] { return stats::read_age_bands(labels); });
    expect(bands.has_value() == all_read, "one reader of labels refuses what the other reads");
    if (!bands) return;
    const auto joined = unless_refused([&] { return stats::joined_bands(*bands); });
    const auto turned = unless_refused([&] { return stats::joined_bands({bands->rbegin(), bands->rend()}); });
    expect(joined == turned, "joined bands depend on their order");
    if (!joined) return;
    for (std::size_t i = 1; i < joined->size(); ++i)
        expect((*joined)[i - 1].end + 1 == (*joined)[i].start, stats::label((*joined)[i]), " does not follow ",
               stats::label((*joined)[i - 1]));
    for (const AgeBand& band : *bands)
        expect(std::find(joined->begin(), joined->end(), band) != joined->end(), stats::label(band), " is lost");
}

}  // namespace headway::fuzz
