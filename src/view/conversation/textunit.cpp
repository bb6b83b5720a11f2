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

BlockRange lineAround(const QString &text, BlockPosition at)
{
    const int from = at.offset > 0 ? int(text.lastIndexOf(u'\n', at.offset - 1)) + 1 : 0;
    const int to = int(text.indexOf(u'\n', at.offset));
    return {{at.block, from}, {at.block, to < 0 ? int(text.size()) : to}};
}

} // namespace

TextRange unitAt(const TextPosition &position, TextUnit unit, const TurnContent &content)
{
    if (unit == TextUnit::Caret || position.at.block >= content.blockCount())
        return {position, position};
    const Block &block = content.block(position.at.block);
    const QString text = block.plainText();
    BlockPosition at = position.at;
    at.offset = std::clamp(at.offset, 0, int(text.size()));
    // What a person wrote is one block: there, too, a line is the useful unit.
    const BlockRange range = unit == TextUnit::Word ? wordAround(text, at) : lineAround(text, at);
    return {{position.row, range.from}, {position.row, range.to}};
}

} // namespace tabletalk
