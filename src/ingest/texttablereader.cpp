// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "texttablereader.h"

#include "spaces.h"

#include <algorithm>
#include <string>
#include <vector>

namespace tabletalk {

namespace {

constexpr std::string_view kBar = "│";
constexpr int kLinesLookedAt = 20;

std::string_view takeLine(std::string_view &text)
{
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

//! Whether a line holds nothing but what rules are drawn with, and divides something.
bool isRule(std::string_view line, bool isMarkdown)
{
    line = trimmed(line);
    size_t dashes = 0;
    size_t joints = 0;
    while (!line.empty()) {
        const char c = line.front();
        if (c == '-' || c == '=') {
            ++dashes;
            line.remove_prefix(1);
        } else if (c == '|' || (c == '+' && !isMarkdown)) {
            ++joints;
            line.remove_prefix(1);
        } else if (c == ' ' || (c == ':' && isMarkdown)) {
            line.remove_prefix(1);
        } else if (!isMarkdown && line.size() >= 3 && line.substr(0, 2) == "\xe2\x94") {
            // The box-drawing characters U+2500 to U+253F.
            const auto last = (unsigned char)line[2];
            if (last == 0x82) // the upright bar stands between cells
                return false;
            (last == 0x80 || last == 0x81 ? dashes : joints) += 1;
            line.remove_prefix(3);
        } else if (!isMarkdown && line.size() >= 3 && line.substr(0, 2) == "\xe2\x95") {
            ++joints;
            ++dashes;
            line.remove_prefix(3);
        } else {
            return false;
        }
    }
    return dashes >= (isMarkdown ? 1u : 2u) && joints >= 1;
}

bool isRow(std::string_view line)
{
    return line.find('|') != std::string_view::npos || line.find(kBar) != std::string_view::npos;
}

//! "(3 rows)", "2 rows in set (0.00 sec)"
bool isCount(std::string_view line)
{
    line = trimmed(line);
    if (line.starts_with('('))
        line.remove_prefix(1);
    const size_t digits = line.find_first_not_of("0123456789");
    return digits > 0 && digits != std::string_view::npos && line.substr(digits).starts_with(" row");
}

//! Cuts at bars; a backslash before one, in Markdown, makes it a character.
void split(std::string_view line, bool isMarkdown, std::vector<std::string> &texts)
{
    texts.clear();
    line = trimmed(line);
    std::string cell;
    const auto close = [&texts, &cell] {
        texts.emplace_back(trimmed(cell));
        cell.clear();
    };
    bool isFirst = true;
    bool isOpen = true;
    while (!line.empty()) {
        const size_t bar = line.front() == '|' ? 1 : !isMarkdown && line.starts_with(kBar) ? kBar.size() : 0;
        if (bar > 0) {
            if (!isFirst)
                close();
            isOpen = false;
            line.remove_prefix(bar);
        } else if (isMarkdown && line.starts_with("\\|")) {
            cell += '|';
            line.remove_prefix(2);
            isOpen = true;
        } else {
            cell += line.front();
            line.remove_prefix(1);
            isOpen = true;
        }
        isFirst = false;
    }
    // Without a bar at the end there is one more cell.
    if (isOpen)
        close();
}

} // namespace

TextTableReader::TextTableReader(std::string_view text, bool isMarkdown)
    : m_text(text)
    , m_isMarkdown(isMarkdown)
{
}

void TextTableReader::read(RowSink &sink)
{
    m_notes.clear();
    std::string_view rest = m_text;
    std::vector<std::string> texts;
    std::vector<Cell> cells;
    qint64 rules = 0;
    std::string outside;
    qint64 outsideLines = 0;
    bool wantsMore = true;
    while (wantsMore && !rest.empty()) {
        const std::string_view line = takeLine(rest);
        if (isRule(line, m_isMarkdown)) {
            ++rules;
        } else if (isRow(line) && !isCount(line)) {
            split(line, m_isMarkdown, texts);
            cells.resize(texts.size());
            for (size_t i = 0; i < texts.size(); ++i)
                cells[i].text = texts[i];
            wantsMore = sink.takeRow(cells);
        } else if (!trimmed(line).empty()) {
            constexpr size_t kLongestSample = 200;
            ++outsideLines;
            if (outside.size() < kLongestSample)
                outside += (outside.empty() ? "" : " / ") + std::string(trimmed(line));
        }
    }
    if (rules > 0)
        m_notes.append({ImportEvent::RulesSkipped, rules});
    if (outsideLines > 0)
        m_notes.append({ImportEvent::RowsAfter, outsideLines, -1, {}, QString::fromStdString(outside)});
}

bool TextTableReader::isMarkdown(std::string_view text)
{
    std::string_view before;
    for (int i = 0; i < kLinesLookedAt && !text.empty(); ++i) {
        const std::string_view line = takeLine(text);
        if (isRule(line, true) && isRow(before))
            return true;
        before = line;
    }
    return false;
}

bool TextTableReader::isAsciiArt(std::string_view text)
{
    bool hasRow = false;
    bool hasRule = false;
    for (int i = 0; i < kLinesLookedAt && !text.empty(); ++i) {
        const std::string_view line = takeLine(text);
        if (isRule(line, false))
            hasRule = true;
        else
            hasRow = hasRow || isRow(line);
    }
    return hasRow && hasRule;
}

} // namespace tabletalk
