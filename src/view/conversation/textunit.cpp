// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/textunit.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace tabletalk {

namespace {

//! No word is looked for further away than this.
constexpr int kAround = 200;

BlockRange wordAround(const QString &text, BlockPosition at)
{
    const int start = std::max(0, at.offset - kAround);
    const QString near = text.mid(start, 2 * kAround);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, near);
    finder.setPosition(at.offset - start);
    if (!finder.isAtBoundary() || !(finder.boundaryReasons() & QTextBoundaryFinder::StartOfItem))
        finder.toPreviousBoundary();
    const int from = std::max(0, int(finder.position()));
    finder.toNextBoundary();
    const int to = finder.position() < 0 ? int(near.size()) : int(finder.position());
    return {{at.block, start + from}, {at.block, start + to}};
}

//! The formula around a place, which is one character to whoever moves through the text. With `isInside`
//! not the ones that only end or begin there.
std::optional<BlockRange> formulaAt(const Block &block, BlockPosition at, bool isInside)
{
    for (const Span &span : block.spans) {
        const int end = span.start + span.length;
        if (span.styles.testFlag(SpanStyle::Formula) && at.offset < end
            && (isInside ? span.start < at.offset : span.start <= at.offset))
            return BlockRange{{at.block, span.start}, {at.block, end}};
    }
    return std::nullopt;
}

BlockRange lineAround(const QString &text, BlockPosition at)
{
    const int from = at.offset > 0 ? int(text.lastIndexOf(u'\n', at.offset - 1)) + 1 : 0;
    const int to = int(text.indexOf(u'\n', at.offset));
    return {{at.block, from}, {at.block, to < 0 ? int(text.size()) : to}};
}

} // namespace

TextRange unitAt(const TextPosition &position, TextUnit unit, const TurnContent &content)
{
    if (unit == TextUnit::Turn)
        return {{position.row, BlockPosition::begin()}, {position.row, BlockPosition::end()}};
    if (unit == TextUnit::Caret || position.at.block >= content.blockCount())
        return {position, position};
    const Block &block = content.block(position.at.block);
    const QString text = block.plainText();
    BlockPosition at = position.at;
    at.offset = std::clamp(at.offset, 0, int(text.size()));
    // What a person wrote is one block: there, too, a line is the useful unit.
    const BlockRange range = unit == TextUnit::Word
                                 ? formulaAt(block, at, false).value_or(wordAround(text, at))
                                 : lineAround(text, at);
    return {{position.row, range.from}, {position.row, range.to}};
}

std::optional<BlockPosition> stepped(const TurnContent &content, BlockPosition from, CaretStep step,
                                     bool isForward)
{
    const int count = content.blockCount();
    if (count == 0)
        return std::nullopt;
    const auto lengthOf = [&content](int block) { return int(content.block(block).plainText().size()); };
    if (from.block >= count)
        from = {count - 1, lengthOf(count - 1)};
    const QString text = content.block(from.block).plainText();
    const int offset = std::clamp(from.offset, 0, int(text.size()));

    if (step == CaretStep::Block && !isForward && offset > 0)
        return BlockPosition{from.block, 0};
    if (step == CaretStep::Block || (isForward ? offset == text.size() : offset == 0)) {
        const int next = from.block + (isForward ? 1 : -1);
        if (next >= 0 && next < count)
            return BlockPosition{next, isForward || step == CaretStep::Block ? 0 : lengthOf(next)};
        if (step == CaretStep::Block && isForward && offset < text.size())
            return BlockPosition{from.block, int(text.size())};
        return std::nullopt;
    }
    const auto kind = step == CaretStep::Word ? QTextBoundaryFinder::Word : QTextBoundaryFinder::Grapheme;
    const int start = std::max(0, offset - kAround);
    const QString near = text.mid(start, 2 * kAround);
    QTextBoundaryFinder finder(kind, near);
    finder.setPosition(offset - start);
    qsizetype to = isForward ? finder.toNextBoundary() : finder.toPreviousBoundary();
    // Words begin where there is something to read.
    while (step == CaretStep::Word && to > 0 && to < near.size() && near[to].isSpace())
        to = isForward ? finder.toNextBoundary() : finder.toPreviousBoundary();
    if (to < 0)
        to = isForward ? near.size() : 0;
    const BlockPosition place{from.block, start + int(to)};
    if (const auto formula = formulaAt(content.block(from.block), place, true))
        return isForward ? formula->to : formula->from;
    return place;
}

} // namespace tabletalk
