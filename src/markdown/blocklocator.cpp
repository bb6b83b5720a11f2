// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "blocklocator.h"

#include "sourceline.h"

#include <algorithm>

namespace tabletalk {

namespace {

QByteArrayView lineAt(QByteArrayView text, qsizetype start)
{
    const QByteArrayView line = text.sliced(start, nextLine(text, start) - start);
    return line.endsWith('\n') ? line.chopped(1) : line;
}

//! Blank, or nothing but the marks of a quote.
bool isEmptyLine(QByteArrayView line)
{
    return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t' || c == '>'; });
}

constexpr int kMaxContainers = 64; // deeper marks are left in the line

//! The line without the quote marks, list marks and indentation it starts with.
QByteArrayView withoutContainers(QByteArrayView line)
{
    for (int depth = 0; depth < kMaxContainers; ++depth) {
        const QByteArrayView rest = line.sliced(leadingBlanks(line));
        const SourceLine seen = SourceLine::classify(rest);
        if (seen.kind == SourceLine::Kind::Quote)
            line = rest.sliced(1);
        else if (seen.kind == SourceLine::Kind::Item)
            line = rest.sliced(rest.indexOf(seen.mark) + 1);
        else
            return rest;
    }
    return line;
}

SourceLine::Kind innerKind(QByteArrayView line)
{
    return SourceLine::classify(withoutContainers(line)).kind;
}

} // namespace

BlockLocator::BlockLocator(QByteArrayView text, qsizetype cursor)
    : m_text(text)
    , m_cursor(cursor)
{
}

template <typename Predicate>
qsizetype BlockLocator::findLine(Predicate matches) const
{
    qsizetype start = m_cursor;
    while (start < m_text.size() && !matches(lineAt(m_text, start)))
        start = nextLine(m_text, start);
    return start;
}

qsizetype BlockLocator::startOf(const Block &block, const BlockTrace &trace) const
{
    if (trace.firstText >= 0) {
        qsizetype start = lineStart(m_text, trace.firstText);
        const qsizetype linesAbove = trace.codeLinesBeforeText + (trace.fenceCharacter ? 1 : 0);
        for (qsizetype i = 0; i < linesAbove && start > m_cursor; ++i)
            start = lineStart(m_text, start - 1);
        return start;
    }
    switch (block.kind) {
    case BlockKind::Code:
        return findLine([](QByteArrayView line) { return innerKind(line) == SourceLine::Kind::Fence; });
    case BlockKind::Heading:
        return findLine([](QByteArrayView line) { return innerKind(line) == SourceLine::Kind::Heading; });
    case BlockKind::Rule:
        return findLine([](QByteArrayView line) { return innerKind(line) == SourceLine::Kind::Rule; });
    case BlockKind::Paragraph:
    case BlockKind::TableRow:
        break;
    }
    return findLine([](QByteArrayView line) { return !isEmptyLine(line); });
}

qsizetype BlockLocator::endOf(const Block &block, const BlockTrace &trace) const
{
    qsizetype end = nextLine(m_text, block.sourceStart);
    switch (block.kind) {
    case BlockKind::Code: {
        const qsizetype linesBelow = trace.fenceCharacter ? trace.codeLines : trace.codeLines - 1;
        for (qsizetype i = 0; i < linesBelow; ++i)
            end = nextLine(m_text, end);
        if (trace.fenceCharacter && end < m_text.size()
            && closesFence(withoutContainers(lineAt(m_text, end)), trace.fenceCharacter, 3)) {
            end = nextLine(m_text, end);
        }
        break;
    }
    case BlockKind::TableRow:
        if (block.isTableHeader)
            end = nextLine(m_text, end);
        break;
    case BlockKind::Heading:
        if (trace.lastText >= 0 && innerKind(lineAt(m_text, block.sourceStart)) != SourceLine::Kind::Heading)
            end = nextLine(m_text, nextLine(m_text, trace.lastText - 1));
        break;
    case BlockKind::Paragraph:
        if (trace.lastText >= 0)
            end = nextLine(m_text, trace.lastText - 1);
        break;
    case BlockKind::Rule:
        break;
    }
    return end;
}

void BlockLocator::extend(Block &paragraph, qsizetype limit) const
{
    // The destination or title of a link may go on below the last line that has text.
    while (paragraph.sourceEnd < limit && !isEmptyLine(lineAt(m_text, paragraph.sourceEnd)))
        paragraph.sourceEnd = nextLine(m_text, paragraph.sourceEnd);
}

void BlockLocator::place(Block &block, const BlockTrace &trace, Block *previous)
{
    block.sourceStart = startOf(block, trace);
    if (previous) {
        if (previous->kind == BlockKind::Paragraph)
            extend(*previous, block.sourceStart);
        previous->sourceEnd = std::clamp(previous->sourceEnd, previous->sourceStart,
                                         std::max(previous->sourceStart, block.sourceStart));
        m_cursor = std::max(m_cursor, previous->sourceEnd);
    }
    block.sourceEnd = endOf(block, trace);
    if (block.kind == BlockKind::Paragraph) {
        // Its first lines may be a picture without a description, which has no text.
        while (block.sourceStart > m_cursor) {
            const qsizetype above = lineStart(m_text, block.sourceStart - 1);
            if (above < m_cursor || isEmptyLine(lineAt(m_text, above)))
                break;
            block.sourceStart = above;
        }
    }
    m_cursor = std::max(m_cursor, block.sourceEnd);
}

void BlockLocator::finish(Block *last)
{
    if (last && last->kind == BlockKind::Paragraph)
        extend(*last, m_text.size());
}

} // namespace tabletalk
