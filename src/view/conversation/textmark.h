// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/textposition.h"

#include <QList>
#include <QTextLayout>

#include <vector>

class QPainter;

namespace tabletalk {

class ConversationStyle;

//! A part of a block that is painted on a ground of its own: what was found, what is selected.
struct TextMark {
    enum class Kind : quint8 { Found, CurrentFound, Selected };
    int from = 0; //!< offsets into the block's text, or of whatever part of it is painted
    int to = 0;
    Kind kind = Kind::Selected;

    bool operator==(const TextMark &) const = default;
};
//! In painting order: later ones lie above.
using TextMarks = std::vector<TextMark>;

//! A match of a search: a part of one block of one turn.
struct FoundText {
    int row = 0;
    BlockPosition at;
    int length = 0;

    auto operator<=>(const FoundText &) const = default;
    TextRange range() const { return {{row, at}, {row, {at.block, at.offset + length}}}; }
};

//! Fills the grounds of what is marked in a line of text and returns the formats its glyphs are drawn
//! with. `marks` count from the layout's first character plus `offset`; the line stands at `at` and its
//! ground reaches from `top` for `height` pixels.
QList<QTextLayout::FormatRange> paintMarks(QPainter &painter, const ConversationStyle &style,
                                           const TextMarks &marks, int offset, const QTextLine &line,
                                           double left, int top, int height);

} // namespace tabletalk
