// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "streamscanner.h"

#include "blockbuilder.h"

#include <algorithm>
#include <utility>

namespace tabletalk {

namespace {

QByteArrayView withoutLineFeed(QByteArrayView line)
{
    return line.endsWith('\n') ? line.chopped(1) : line;
}

//! Cheap test that spares nearly all lines the parse that decides.
bool mayBeDelimiterRow(QByteArrayView line)
{
    static constexpr QByteArrayView kCharacters = "|-: \t";
    return line.contains('-')
           && std::all_of(line.begin(), line.end(), [](char c) { return kCharacters.contains(c); });
}

//! md4c 0.4.8 wants three characters per column in a delimiter row where GFM is content with one dash.
std::vector<Amendment> widenedColumns(QByteArrayView source, qsizetype start, qsizetype end)
{
    constexpr qsizetype kMinDashes = 3;
    std::vector<Amendment> amendments;
    qsizetype dashes = 0;
    for (qsizetype at = start; at < end; ++at) {
        dashes = source[at] == '-' ? dashes + 1 : 0;
        const bool isEndOfRun = dashes > 0 && (at + 1 == end || source[at + 1] != '-');
        if (isEndOfRun && dashes < kMinDashes)
            amendments.push_back({at, '-', kMinDashes - dashes});
    }
    return amendments;
}

bool startsTable(const BlockSource &headAndDelimiter)
{
    const std::vector<Block> blocks = BlockBuilder::build(headAndDelimiter);
    return !blocks.empty() && blocks.front().kind == BlockKind::TableRow;
}

} // namespace

void StreamScanner::addLine(QByteArrayView source, qsizetype start, qsizetype end)
{
    const QByteArrayView text = withoutLineFeed(source.sliced(start, end - start));
    const SourceLine line = SourceLine::classify(text);
    switch (m_mode) {
    case Mode::Between:
        begin(line, start, end);
        break;
    case Mode::Paragraph:
        goOnWithParagraph(line, source, start, end);
        break;
    case Mode::Quote:
        if (line.kind == SourceLine::Kind::Blank)
            close(end);
        else if (line.kind != SourceLine::Kind::Quote && line.interruptsParagraph())
            begin(line, start, end);
        break;
    case Mode::List:
        goOnWithList(line, start, end);
        break;
    case Mode::Indented:
        if (line.kind != SourceLine::Kind::Indented && line.kind != SourceLine::Kind::Blank)
            begin(line, start, end);
        break;
    case Mode::Table:
        goOnWithTable(line, start, end);
        break;
    case Mode::Fence:
        if (closesFence(text, m_fence.mark, m_fence.fenceLength))
            close(end);
        break;
    }
}

std::vector<SourceRange> StreamScanner::takeClosedParagraphs()
{
    return std::exchange(m_closedParagraphs, {});
}

//! Everything before the line is closed, and the line starts something new.
void StreamScanner::begin(const SourceLine &line, qsizetype start, qsizetype end)
{
    close(start);
    switch (line.kind) {
    case SourceLine::Kind::Blank:
    case SourceLine::Kind::Heading:
    case SourceLine::Kind::Rule:
        close(end);
        break;
    case SourceLine::Kind::Fence:
        m_mode = Mode::Fence;
        m_fence = line;
        break;
    case SourceLine::Kind::Quote:
        m_mode = Mode::Quote;
        break;
    case SourceLine::Kind::Item:
        m_mode = Mode::List;
        m_item = line;
        m_isAfterBlank = false;
        break;
    case SourceLine::Kind::Indented:
        m_mode = Mode::Indented;
        break;
    case SourceLine::Kind::Text:
        m_mode = Mode::Paragraph;
        m_paragraphHead = {start, end};
        m_paragraphLines = 1;
        break;
    }
}

void StreamScanner::close(qsizetype end)
{
    if (m_mode == Mode::Paragraph)
        m_closedParagraphs.push_back({m_paragraphHead.start, end});
    m_mode = Mode::Between;
    m_closedEnd = end;
    m_context = {};
}

void StreamScanner::goOnWithParagraph(const SourceLine &line, QByteArrayView source, qsizetype start,
                                      qsizetype end)
{
    if (line.kind == SourceLine::Kind::Blank || line.underlinesHeading) {
        close(end);
        return;
    }
    if (line.interruptsParagraph()) {
        begin(line, start, end);
        return;
    }
    const bool isSecondLine = m_paragraphLines++ == 1;
    if (!isSecondLine || !mayBeDelimiterRow(withoutLineFeed(source.sliced(start, end - start))))
        return;
    const qsizetype headStart = m_paragraphHead.start;
    const QByteArrayView head = source.sliced(headStart, end - headStart);
    const std::vector<Amendment> amendments = widenedColumns(head, start - headStart, head.size());
    if (!startsTable({.text = head, .amendments = amendments}))
        return;
    for (Amendment amendment : amendments) {
        amendment.offset += headStart;
        m_amendments.push_back(amendment);
    }
    m_mode = Mode::Table;
    m_closedEnd = end;
    m_context.tableHead = SourceRange{headStart, end};
}

void StreamScanner::goOnWithTable(const SourceLine &line, qsizetype start, qsizetype end)
{
    switch (line.kind) {
    case SourceLine::Kind::Blank:
        close(end);
        break;
    case SourceLine::Kind::Heading:
    case SourceLine::Kind::Fence:
        // md4c 0.4.8 takes them for rows, unless a blank line comes between.
        m_amendments.push_back({start, '\n', 1});
        begin(line, start, end);
        break;
    case SourceLine::Kind::Rule:
    case SourceLine::Kind::Quote:
    case SourceLine::Kind::Item:
        begin(line, start, end);
        break;
    case SourceLine::Kind::Indented:
    case SourceLine::Kind::Text:
        m_closedEnd = end;
        break;
    }
}

void StreamScanner::goOnWithList(const SourceLine &line, qsizetype start, qsizetype end)
{
    const bool isAfterBlank = std::exchange(m_isAfterBlank, line.kind == SourceLine::Kind::Blank);
    if (line.kind == SourceLine::Kind::Blank || line.indent >= m_item.contentIndent)
        return;
    if (line.kind == SourceLine::Kind::Item && line.mark == m_item.mark) {
        SourceLine next = line;
        next.number = m_item.number + 1;
        m_item = next;
        m_closedEnd = start;
        m_context.ordinal = next.number;
    } else if (isAfterBlank || line.kind == SourceLine::Kind::Item || line.interruptsParagraph()) {
        begin(line, start, end);
    }
    // Else the line goes on with the item's paragraph, lazily.
}

} // namespace tabletalk
