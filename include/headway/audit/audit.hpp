/// @file
/// The audit: do the words agree with the numbers?
///
/// Documents are read to blocks, tables and sentences; sentences to claims, by families of phrases; claims are held
/// against tables, against the caller's rows, against each other and against their own arithmetic. Every claim has one
/// verdict: it holds, it holds within rounding, it is contradicted, or it cannot be checked, for nothing that is
/// printed bears on it. What holds a figure and was not read is listed; so is what figures near by may bear on, where
/// no rule told which (undecided.hpp). Nothing is guessed: which way is good comes from the caller's register, or from
/// the printed ratings. Time and memory are linear in the text; nothing throws for what a text holds.
///
///     const Audit found = audit({{"report", text}}, register_rows);
///
/// Sources of the habit: Nuijten and others (2016), statcheck; Brown and Heathers (2017), GRIM; XBRL Calculations 1.1
/// (2023), which holds printed numbers against intervals.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "headway/audit/claim.hpp"
#include "headway/audit/context.hpp"
#include "headway/audit/corrected.hpp"
#include "headway/audit/evidence.hpp"
#include "headway/audit/given.hpp"
#include "headway/audit/heading_counts.hpp"
#include "headway/audit/headings.hpp"
#include "headway/audit/items.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/link.hpp"
#include "headway/audit/list_sums.hpp"
#include "headway/audit/mentions.hpp"
#include "headway/audit/near_tables.hpp"
#include "headway/audit/paragraph.hpp"
#include "headway/audit/read_averages.hpp"
#include "headway/audit/read_changes.hpp"
#include "headway/audit/read_comparisons.hpp"
#include "headway/audit/read_counts.hpp"
#include "headway/audit/read_fractions.hpp"
#include "headway/audit/read_money.hpp"
#include "headway/audit/read_multiples.hpp"
#include "headway/audit/read_others.hpp"
#include "headway/audit/read_row_counts.hpp"
#include "headway/audit/read_shares.hpp"
#include "headway/audit/read_significance.hpp"
#include "headway/audit/read_status_counts.hpp"
#include "headway/audit/read_targets.hpp"
#include "headway/audit/read_totals.hpp"
#include "headway/audit/read_trends.hpp"
#include "headway/audit/read_values.hpp"
#include "headway/audit/read_within.hpp"
#include "headway/audit/resolvers.hpp"
#include "headway/audit/rule_absent.hpp"
#include "headway/audit/rule_columns.hpp"
#include "headway/audit/rule_counts.hpp"
#include "headway/audit/rule_lists.hpp"
#include "headway/audit/rule_names.hpp"
#include "headway/audit/rule_overlaps.hpp"
#include "headway/audit/rule_parents.hpp"
#include "headway/audit/rule_profiles.hpp"
#include "headway/audit/rule_repeated.hpp"
#include "headway/audit/rule_results.hpp"
#include "headway/audit/rule_rows.hpp"
#include "headway/audit/rule_status.hpp"
#include "headway/audit/rule_table_shares.hpp"
#include "headway/audit/rule_tables.hpp"
#include "headway/audit/rule_windows.hpp"
#include "headway/audit/section_counts.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

namespace auditing {

/// Reads the documents one by one, and then what stands between them.
class Auditor {
public:
    Auditor(const std::vector<Document>& documents, std::span<const RegisterRow> rows,
            std::span<const RegisterAmount> amounts, std::span<const OwnPhrase> phrases)
        : documents_(documents), ledger_(documents), given_(rows), amounts_(amounts) {
        for (const OwnPhrase& phrase : phrases) lexicon_.add(folded(phrase.words), phrase.means);
        for (const RegisterRow& row : rows) register_.emplace(folded(row.label), &row);
    }

    [[nodiscard]] Audit audit() {
        for (std::size_t d = 0; d < documents_.size(); ++d) take_tables(d);
        items_.add(given_items(amounts_));
        profiles_ = profiles_of(items_);
        for (Reading& reading : readings_) {
            read_text(reading);
            check_document(reading);
        }
        check_same_figures(ledger_, items_);
        check_heading_totals(ledger_, items_);
        mentions_.check(ledger_);
        names_.tell(ledger_);
        ledger_.close();
        name_sections(ledger_.audit, readings_);
        const auto by_place = [](const auto& a, const auto& b) {
            return std::pair(a.at.document, a.at.begin) < std::pair(b.at.document, b.at.begin);
        };
        std::stable_sort(ledger_.audit.claims.begin(), ledger_.audit.claims.end(), by_place);
        std::stable_sort(ledger_.audit.findings.begin(), ledger_.audit.findings.end(), by_place);
        std::stable_sort(ledger_.audit.unread.begin(), ledger_.audit.unread.end(), by_place);
        return std::move(ledger_.audit);
    }

private:
    void take_tables(std::size_t d) {
        Reading reading{.document = d, .text = documents_[d].text};
        reading.layout = layout_of(reading.text);
        reading.tables = tables_of(reading.text, reading.layout);
        const double tolerance = tolerance_said(reading.text).value_or(default_tolerance);
        for (std::size_t t = 0; t < reading.tables.size(); ++t)
            for (EvidenceRow& row : rows_of(reading.text, reading.tables[t], t)) {
                row.document = d;
                const auto known = register_.find(folded(row.label));
                if (known != register_.end()) row.polarity = known->second->polarity;
                infer_polarity(row, tolerance);
                reading.rows.push_back(std::move(row));
            }
        take_given(reading, given_);
        items_.add(items_of(reading));
        names_.add(reading);
        readings_.push_back(std::move(reading));
    }

    void read_text(Reading& reading) {
        const Linker linker(reading.rows);
        const Countables countables(reading);
        sections_.clear();
        const std::optional<double> tolerance = tolerance_said(reading.text);
        for (const auto& [section, rows] : rows_by_section(reading))
            sections_.emplace(section, counts_of(rows, tolerance));
        group_ = {};
        memory_ = {};
        constexpr std::size_t least = 1000000, of_a_byte = 6;
        looks_ = std::max(least, of_a_byte * reading.text.size());
        near_ = NearTables(reading, lexicon_);
        row_carried_ = no_row;
        std::unordered_set<std::size_t> as_table;  // paragraphs whose lines were read as rows
        for (const Table& table : reading.tables)
            if (table.first_block == table.last_block) as_table.insert(table.first_block);
        for (std::size_t b = 0; b < reading.layout.blocks.size(); ++b) {
            if (reading.layout.blocks[b].kind == BlockKind::row) continue;
            if (!as_table.contains(b)) read_block(reading, linker, countables, b);
        }
        close_group(reading);
        close_shares();
        list_sums_.hold(ledger_);
    }

    void read_block(Reading& reading, const Linker& linker, const Countables& countables, std::size_t b) {
        const Block& block = reading.layout.blocks[b];
        std::vector<Token> tokens = tokens_of(reading.text, block.spans);
        if (tokens.empty()) return;
        const bool goes_on = block.kind == BlockKind::item && group_.section == block.section;
        if (!goes_on) close_group(reading);
        if (block.kind != BlockKind::item) {
            close_shares();
            list_.clear();
        }
        group_.section = block.section;
        group_by_table_ = !near_.tables(block, b).empty();
        std::vector<std::string> paragraph_words = telling_words(tokens);
        add_ages(paragraph_words, tokens);
        paragraph_ = std::make_shared<const std::vector<std::string>>(paragraph_words);
        const bool in_key = is_key(tokens);
        std::vector<Sentence> sentences = sentences_of(std::move(tokens), lexicon_, in_key);
        std::vector<Figure> all_figures;
        std::vector<std::size_t> first_figure;  // of each sentence
        for (const Sentence& sentence : sentences) {
            first_figure.push_back(all_figures.size());
            all_figures.insert(all_figures.end(), sentence.figures.begin(), sentence.figures.end());
        }
        first_figure.push_back(all_figures.size());
        for (const Figure& figure : all_figures)
            if (figure.stated.is_count() && figure.stated.value > 0.0) shares_.counts.push_back(figure.stated.value);
        if (std::exchange(measures_of_, block.major) != block.major) measures_.clear();
        note_measures(measures_, sentences);
        shares_.measures = measures_;
        std::vector<double> values;
        for (const Figure& figure : all_figures) values.push_back(figure.stated.value);
        figures_ = std::make_shared<const std::vector<double>>(std::move(values));
        const Span label = label_of(sentences.front());
        std::vector<std::size_t> rows;
        std::size_t row_before = no_row;
        Main main;
        WholeSoFar whole;
        int last_year = 0, moved = 0;
        ReadParagraph paragraph{.sentences = sentences, .document = reading.document};
        for (std::size_t s = 0; s < sentences.size(); ++s) {
            Sentence& sentence = sentences[s];
            paragraph.first_claim.push_back(ledger_.audit.claims.size());
            // of a paragraph without end, the sentences near by
            const std::size_t from = first_figure[s > near_sentences ? s - near_sentences : 0];
            const std::size_t until = first_figure[std::min(s + near_sentences, sentences.size())];
            const std::span<const Figure> figures = std::span(all_figures).subspan(from, until - from);
            const std::vector<std::string> words = telling_words(sentence.tokens);
            Context context{.ledger = ledger_,
                            .reading = reading,
                            .linker = linker,
                            .block = block,
                            .sentence = sentence,
                            .before = main,
                            .paragraph = figures,
                            .paragraph_words = paragraph_words,
                            .list = list_,
                            .status = status_of(reading, block),
                            .last_year = last_year,
                            .moved = moved,
                            .shares = &shares_};
            ++shares_.sentence;
            context.link = linker.link(block.section, words, sentence.figures, paragraph_words, figures, row_before,
                                       sentence.whens);
            if (s == 0 && context.link.row != row_carried_ && goes_on_about(reading, row_carried_, block, sentence))
                context.link = {.row = row_carried_, .score = 1.0, .cover = 0.5};
            if (context.link) {
                context.said = linker.cover(context.link.row, words);
                context.sure_sentence = s == 0 && !label.empty();
                context.goes_on = row_before == context.link.row;
                row_before = context.link.row;
                row_carried_ = row_before;
                note(rows, context.link.row);
                for (const Figure& figure : sentence.figures)
                    if (const std::size_t other =
                            fits(*context.row(), figure) ? no_row : other_row(context, figure, words);
                        other != no_row)
                        note(rows, other);
            }
            if (!in_key) {
                const bool announces = s + 2 == sentences.size() && points_back(sentences.back());
                read_sentence(context, countables, b, s + 1 == sentences.size(), announces, words, whole);
            }
            for (const When& when : sentence.whens)
                last_year = when.year != 0 && when.month == 0 ? when.year : last_year;
            moved = context.moved;
            paragraph.of_row.push_back(context.link ? 1 : 0);
            const Main next = main_before(context, sentence.tokens.size());
            if (next.stated.known()) main = next;
        }
        paragraph.first_claim.push_back(ledger_.audit.claims.size());
        for (std::size_t p = shares_.pairs.size(); p-- > 0 && shares_.pairs[p].claim >= paragraph.first_claim.front();)
            paragraph.pending.push_back(shares_.pairs[p].claim);
        std::sort(paragraph.pending.begin(), paragraph.pending.end());
        if (!in_key) resolve(paragraph, block, b);
        if (!in_key) list_sums_.take(ledger_, block, sentences, paragraph.first_claim.front());
        constexpr std::size_t most_of_list = 24;
        for (const Figure& figure : all_figures)
            if (block.kind == BlockKind::item && list_.size() < most_of_list) list_.push_back(figure.stated);
        if (!label.empty() && block.minor != 0 && block.kind != BlockKind::heading) {
            const HeadingSays says = heading_says(tokens_of(reading.text, reading.layout.headings[block.minor].span));
            check_heading(ledger_, reading, label, says, rows);
            if (says == HeadingSays::good && rows.empty())
                check_pairs_under_heading(ledger_, reading.document, sentences);
        }
    }

    /// Holds what the sentences of a paragraph left open against what stands near by.
    void resolve(const ReadParagraph& paragraph, const Block& block, std::size_t b) {
        constexpr std::size_t kept = 6;
        if (std::exchange(memory_.section, block.major) != block.major) memory_.facts.clear();
        memory_.forget(memory_.sentences > kept ? memory_.sentences - kept : 0);
        for (std::size_t s = 0; s < paragraph.sentences.size(); ++s)
            for (Fact& fact : FactReader(paragraph.sentences[s], memory_.sentences + s).read())
                memory_.facts.push_back(std::move(fact));
        std::vector<const Grid*> grids = near_.tables_and_lists(block, b);
        const std::size_t near = grids.size();
        near_.add_others(grids);
        resolve_paragraph(ledger_, paragraph, memory_, grids, near, looks_);
        memory_.sentences += paragraph.sentences.size();
    }

    static void note(std::vector<std::size_t>& rows, std::size_t row) {
        if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
    }

    void read_sentence(Context& context, const Countables& countables, std::size_t block, bool last, bool announces,
                       const std::vector<std::string>& words, WholeSoFar& whole) {
        Sentence& sentence = context.sentence;
        const std::size_t first_claim = ledger_.audit.claims.size();
        const bool before = begins_before(sentence);
        if (!before) StatusCounter(context, near_.tables(context.block, block)).read();
        if (!before && !is_rated(context.block.section))
            RowCounter(context, near_.tables(context.block, block), looks_).read();
        check_all_statuses(context);
        check_overlaps(context);
        names_.look(sentence, context.reading.document);
        check_announced(context, countables, block, last || announces, announces);
        read_profiles(context, profiles_);
        read_totals(context, whole);
        take_counts(context);
        read_targets(context);
        read_multiples(context);
        read_changes(context);
        read_fractions(context);
        read_significance(context);
        read_shares(context);
        read_money(context);
        read_averages(context);
        read_within_target(context);
        read_others(context);
        for (Figure& figure : sentence.figures) {
            if (figure.taken) continue;
            if (!context.link && find_item(context, items_, figure, words)) continue;
            const bool telling = context.link || figure.stated.unit != StatedUnit::none || figure.stated.decimals > 0 ||
                                 figure.role != Role::own ||
                                 figure.stated.value >= (sentence.tokens[figure.token].in_words ? 13.0 : 10.0);
            if (telling)
                read_value(context, figure, words);
            else
                ledger_.audit.unread.push_back(
                    {context.quote(context.span(context.back(figure.bound, 3), figure.token + 3))});
        }
        read_comparisons(context);
        read_within(context);
        read_trends(context);
        note_mentions(context, mentions_, first_claim, paragraph_, figures_);
    }

    void take_counts(Context& context) {
        if (begins_before(context.sentence)) return;
        for (Count& count : CountReader(context).read(group_.total.has_value() || !group_.counts.empty())) {
            if (count.of_all) {
                if (group_.total) {  // a new whole: what was counted is of the one before
                    const auto largest = group_.largest;
                    check_group(context.reading);
                    group_.counts.clear();
                    group_.largest = largest;
                }
                group_.total = count;
                if (count.own || !group_.largest || count.value > group_.largest->value) group_.largest = count;
            } else {
                group_.counts.push_back(std::move(count));
            }
        }
    }

    /// Whether the rows of a section have ratings or directions: then its counts are held against those.
    [[nodiscard]] bool is_rated(std::size_t section) const {
        const auto own = sections_.find(section);
        return own != sections_.end() && (own->second.are_rated(0) || own->second.without_direction < own->second.rows);
    }

    /// The section's own table, or the last one before whose rows are as many as is said.
    [[nodiscard]] const SectionCounts* table_of(std::size_t section) const {
        const auto own = sections_.find(section);
        if (own != sections_.end()) return &own->second;
        if (!group_.total) return nullptr;
        const SectionCounts* agreed = nullptr;
        for (const auto& [at, counts] : sections_)
            if (at < section && at + 2 >= section &&
                group_.total->value == (group_.total->with_targets ? counts.with_target : counts.rows))
                agreed = &counts;
        return agreed;
    }

    void check_group(const Reading& reading) {
        const SectionCounts* table = table_of(group_.section);
        const std::size_t first = ledger_.audit.claims.size();
        CountRule(ledger_, reading.document, group_, table).check();
        for (std::size_t c = first; c < ledger_.audit.claims.size(); ++c) {
            if (table == nullptr && ledger_.audit.claims[c].verdict == Verdict::not_checkable)
                hold_under_heading(ledger_, reading, c);
            if (group_by_table_ && !is_rated(group_.section))
                ledger_.leave_unread(c, "which rows of the table near by it counts was not told");
            else if (ledger_.audit.claims[c].why.find(" = ") != std::string::npos)
                ledger_.leave_unread(c, ledger_.audit.claims[c].why + "; whether that is all of them was not told");
            else if (near_.has_lists())
                ledger_.leave_unread(c, "which items of the lists near by it counts was not told");
        }
        if (table != nullptr)
            for (const Count& count : group_.counts) check_stale(ledger_, reading, count, *table);
    }

    void close_shares() {
        shares_.resolve(ledger_);
        shares_ = {};
    }

    void close_group(const Reading& reading) {
        if (group_.total || !group_.counts.empty()) check_group(reading);
        group_ = {};
    }

    void check_document(const Reading& reading) {
        std::unordered_map<std::size_t, std::vector<const EvidenceRow*>> by_table;
        for (const EvidenceRow& row : reading.rows)
            if (row.document != no_document) by_table[row.table].push_back(&row);
        std::unordered_map<std::size_t, CellMark> nothings;
        for (const auto& [table, rows] : by_table) nothings[table] = mark_of_nothing(rows);
        const std::optional<double> tolerance = tolerance_said(reading.text);
        for (const EvidenceRow& row : reading.rows) {
            if (row.document == no_document) continue;
            const CellMark nothing = nothings[row.table];
            check_change(ledger_, row);
            for (std::size_t which = 0; which < 3; ++which)
                if (row.comparators()[which]->known() || row.comparators()[which]->mark != nothing)
                    check_rating(ledger_, row, which, tolerance);
            check_marks(ledger_, row, nothing);
            check_cumulative(ledger_, row);
            check_whole(ledger_, row);
        }
        check_twins(ledger_, reading.rows);
        for (std::size_t t = 0; t < reading.tables.size(); ++t) {
            const Table& table = reading.tables[t];
            TableRules(ledger_, reading, table).check();
            check_columns(ledger_, reading, table);
            TableShares(ledger_, reading, near_.grid(t)).check();
            check_statuses(ledger_, reading, table);
            const auto rows = by_table.find(t);
            if (rows != by_table.end()) check_results(ledger_, reading, rows->second);
            if (rows != by_table.end()) check_marks_above(ledger_, reading, table, counts_of(rows->second));
        }
        check_letters(ledger_, reading);
        check_stray_keys(ledger_, reading);
        check_footnotes(ledger_, reading);
        check_names(ledger_, reading);
        check_windows(ledger_, reading);
        check_absent(ledger_, reading);
        check_parents(ledger_, reading);
        check_answers(ledger_, reading);
    }

    static constexpr std::size_t near_sentences = 12;

    const std::vector<Document>& documents_;
    Ledger ledger_;
    Lexicon lexicon_{};
    std::span<const RegisterRow> given_;
    std::span<const RegisterAmount> amounts_;
    std::unordered_map<std::string, const RegisterRow*> register_{};
    std::vector<Reading> readings_{};
    Items items_{};
    Mentions mentions_{};
    NameForms names_{};
    std::vector<YearProfile> profiles_{};
    std::shared_ptr<const std::vector<std::string>> paragraph_{};  ///< the telling words of the one that is read
    std::shared_ptr<const std::vector<double>> figures_{};         ///< its figures
    std::vector<double> measures_{};                               ///< how many the section has spoken of
    std::size_t measures_of_ = 0;                                  ///< its heading
    std::vector<Stated> list_{};                                   ///< figures of the items so far, of a list
    std::unordered_map<std::size_t, SectionCounts> sections_{};
    CountGroup group_{};
    bool group_by_table_ = false;  ///< a table stands near its sentences
    FactMemory memory_{};
    NearTables near_{};          ///< of the document that is read
    std::size_t looks_ = 0;      ///< how many of their numbers may still be looked at for open claims
    ShareGroup shares_{};
    ListSums list_sums_{};
    std::size_t row_carried_ = no_row;  ///< of the paragraph before
};

}  // namespace auditing

/// Audits documents, with the caller's rows as evidence, and phrases beside those of the lexicon.
[[nodiscard]] inline Audit audit(const std::vector<Document>& documents, std::span<const RegisterRow> rows = {},
                                 std::span<const RegisterAmount> amounts = {},
                                 std::span<const OwnPhrase> phrases = {}) {
    return auditing::Auditor(documents, rows, amounts, phrases).audit();
}

}  // namespace headway::inline HEADWAY_ABI
