// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "block.h"
#include "conversation/conversationstyle.h"
#include "conversation/inlineformula.h"
#include "conversation/textmark.h"

#include <QRect>
#include <QTextLayout>

#include <memory>
#include <vector>

namespace tabletalk {

//! Text with spans, broken into lines of a fixed pitch. While text grows at the end, only the last few
//! lines are shaped again: earlier ones are frozen as chunks of their own, which greedy line breaking
//! allows. Formulas that are typeset stand in the line, each as one character that is as wide. Holds a copy
//! of its text.
class LeafLayout {
public:
    //! Without an alignment its lines begin where they are read from.
    LeafLayout(const ConversationStyle &style, TextRole role, int width, Qt::Alignment alignment = {});
    //! `spans` may be those of a longer text of which `text` starts at `spanOffset`.
    void setText(QStringView text, const QList<Span> &spans, int spanOffset);
    //! The first `unchanged` characters and their spans are what they were. Returns the first y that differs.
    int grow(QStringView text, const QList<Span> &spans, int spanOffset, int unchanged);

    int height() const;
    int naturalWidth() const; //!< of the longest line
    int firstBaseline() const;
    bool isRightToLeft() const { return m_direction == Qt::RightToLeft; }
    bool isInChunks() const { return m_chunks.size() > 1; }
    int characterCount() const;

    //! `marks` count from `offset` characters before this text's first.
    void paint(QPainter &painter, QPoint at, const QRect &clip, const TextMarks &marks, int offset) const;

    int offsetAt(QPoint point) const;
    //! The character under a point, -1 beside the text.
    int characterAt(QPoint point) const;
    QRect caretRect(int offset) const;

private:
    struct Chunk {
        int start = 0;
        int length = 0;
        int top = 0;
        int height = 0;
        std::unique_ptr<QTextLayout> layout;
        std::vector<InlineFormula> formulas; // in order
        std::vector<int> heights; // of the lines, where formulas make them differ
    };

    Chunk shaped(QStringView text, const QList<Span> &spans, int spanOffset, int start, int top) const;
    //! The first y at which two shapes of the same beginning differ.
    int firstDifference(const QTextLayout &before, const Chunk &after, int unchanged) const;
    //! Where a line of that chunk has its top, if it is placed at `top`; notes its height.
    int placeLine(Chunk &chunk, QTextLine &line, int top) const;
    TextMarks widened(const TextMarks &marks, const Chunk &chunk, int offset) const;
    void paintFormulas(QPainter &painter, const Chunk &chunk, QPointF at, const TextMarks &marks,
                       int offset) const;
    const Chunk &chunkAt(int y) const;
    QTextLine lineAt(const Chunk &chunk, int y) const;
    int lineHeight(const Chunk &chunk, int line) const;

    const ConversationStyle *m_style;
    TextRole m_role;
    int m_width;
    Qt::Alignment m_alignment;
    Qt::LayoutDirection m_direction = Qt::LeftToRight;
    std::vector<Chunk> m_chunks;
};

} // namespace tabletalk
