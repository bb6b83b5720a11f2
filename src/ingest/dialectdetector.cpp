// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialectdetector.h"

#include "cellvalue.h"
#include "momentparser.h"
#include "spaces.h"
#include "tokeniser.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

namespace tabletalk {

namespace {

constexpr size_t kSampleBytes = 64 * 1024;
constexpr size_t kMostSampleRows = 500;
//! Titles and notes above a table.
constexpr size_t kMostPreamble = 20;

struct Candidate {
    char delimiter;
    bool isExotic; //!< common in prose, so that it must divide evenly
};
constexpr auto kCandidates = std::to_array<Candidate>({{',', false},
                                                       {'\t', false},
                                                       {';', false},
                                                       {'|', false},
                                                       {':', true},
                                                       {'^', true},
                                                       {'~', true},
                                                       {'#', true},
                                                       {'&', true},
                                                       {'\x1f', false},
                                                       {' ', true}});

//! The text's beginning, up to the last line that is whole.
std::string_view sampleOf(std::string_view text)
{
    if (text.size() <= kSampleBytes)
        return text;
    text = text.substr(0, kSampleBytes);
    const size_t end = text.find_last_of("\r\n");
    return end == std::string_view::npos ? text : text.substr(0, end + 1);
}

struct Quoting {
    size_t opening = 0; //!< quotes that a delimiter or a line's beginning precedes
    size_t closing = 0; //!< and such that one follows
    size_t escaped = 0;
    size_t doubled = 0;
};

Quoting countQuotes(std::string_view text, char delimiter, char quote)
{
    Quoting found;
    const auto isBorder = [delimiter](char c) { return c == delimiter || c == '\n' || c == '\r'; };
    for (size_t i = text.find(quote); i != std::string_view::npos; i = text.find(quote, i + 1)) {
        const bool isFirst = i == 0 || isBorder(text[i - 1]);
        const bool isLast = i + 1 == text.size() || isBorder(text[i + 1]);
        found.opening += isFirst && !isLast ? 1 : 0;
        found.closing += isLast && !isFirst ? 1 : 0;
        found.escaped += i > 0 && text[i - 1] == '\\' ? 1 : 0;
        found.doubled += !isFirst && !isLast && text[i + 1] == quote ? 1 : 0;
    }
    return found;
}

Dialect withQuotes(std::string_view sample, char delimiter)
{
    Dialect dialect;
    dialect.delimiter = delimiter;
    const Quoting twice = countQuotes(sample, delimiter, '"');
    const Quoting once = countQuotes(sample, delimiter, '\'');
    // An apostrophe at a word's border is common; only many pairs of them are quotes.
    const size_t pairs = std::min(once.opening, once.closing);
    const bool isOnce = std::min(twice.opening, twice.closing) == 0 && pairs >= 2
                        && once.opening <= 2 * once.closing && once.closing <= 2 * once.opening;
    dialect.quote = isOnce ? '\'' : '"';
    const Quoting &chosen = isOnce ? once : twice;
    if (chosen.escaped > chosen.doubled && chosen.opening > 0)
        dialect.escape = '\\';
    return dialect;
}

bool isValue(std::string_view cell)
{
    return parseNumber(cell, '.') || parseNumber(cell, ',') || parseMoment(cell);
}

//! Whether a cell that is no value is what cells are: a few words without a sign that divides elsewhere.
bool isOrderly(std::string_view cell)
{
    if (cell.empty() || isNullWord(cell))
        return true;
    constexpr size_t kLongest = 120;
    constexpr std::string_view kDividers = ",;\t|\"{}<>=~^\x1f";
    return cell.size() <= kLongest && cell.find_first_of(kDividers) == std::string_view::npos;
}

struct Score {
    double value = 0;
    double evenness = 0; //!< the part of the rows that have the most common width
    size_t width = 0;
    size_t rows = 0;
    size_t values = 0; //!< cells that are numbers, dates or times
};

Score scoreOf(std::string_view sample, const Dialect &dialect)
{
    Tokeniser tokeniser(sample, dialect);
    Score score;
    std::vector<std::string_view> cells;
    std::map<size_t, size_t> widths;
    size_t rows = 0;
    size_t narrow = 0; //!< rows at the top that hold one cell
    size_t orderly = 0;
    size_t all = 0;
    while (rows < kMostSampleRows && tokeniser.nextRow(cells)) {
        if (cells.size() == 1 && trimmed(cells[0]).empty())
            continue;
        if (cells.size() == 1 && widths.empty() && narrow < kMostPreamble) {
            ++narrow;
            continue;
        }
        ++rows;
        ++widths[cells.size()];
        for (const std::string_view cell : cells) {
            const std::string_view content = trimmed(cell);
            const bool hasValue = isValue(content);
            score.values += hasValue ? 1 : 0;
            orderly += hasValue || isOrderly(content) ? 1 : 0;
            ++all;
        }
    }
    if (rows == 0)
        return score;
    const auto common = std::max_element(widths.begin(), widths.end(),
                                         [](const auto &a, const auto &b) { return a.second < b.second; });
    score.width = common->first;
    score.rows = rows;
    score.evenness = double(common->second) / double(rows + narrow / 2);
    if (score.width < 2)
        return score;
    const double order = double(orderly) / double(all);
    // More columns say more, but ever less so.
    score.value = score.evenness * (0.1 + 0.9 * order * order) * (1 - 1 / (double(score.width) + 1));
    return score;
}

} // namespace

Dialect detectDialect(std::string_view text, char delimiter)
{
    return withQuotes(sampleOf(text), delimiter);
}

Dialect detectDialect(std::string_view text)
{
    constexpr double kEvenForExotic = 0.8;
    constexpr double kExoticWorth = 0.6;
    const std::string_view sample = sampleOf(text);
    Dialect best = withQuotes(sample, ',');
    double bestValue = 0;
    for (const Candidate &candidate : kCandidates) {
        if (sample.find(candidate.delimiter) == std::string_view::npos)
            continue;
        const Dialect dialect = withQuotes(sample, candidate.delimiter);
        const Score score = scoreOf(sample, dialect);
        double value = score.value;
        if (candidate.isExotic)
            value = score.evenness < kEvenForExotic || score.rows < 2 ? 0 : value * kExoticWorth;
        // Names have two words, too.
        if (candidate.delimiter == ' ' && score.values < score.rows)
            value = 0;
        // A clear lead: the candidates come in the order of how common they are.
        if (value > bestValue * 1.02) {
            bestValue = value;
            best = dialect;
        }
    }
    return best;
}

double tableLikeness(std::string_view text)
{
    const std::string_view sample = sampleOf(text);
    const Dialect dialect = detectDialect(sample);
    const Score score = scoreOf(sample, dialect);
    constexpr size_t kFewestRows = 3;
    if (score.width < 2 || score.rows < kFewestRows
        || (dialect.delimiter != ',' && dialect.delimiter != '\t' && dialect.delimiter != ';'
            && dialect.delimiter != '|'))
        return 0;
    // Source code and prose have commas, too, but neither even rows nor short cells.
    return score.evenness >= 0.9 ? score.value / (1 - 1 / (double(score.width) + 1)) : 0;
}

} // namespace tabletalk
