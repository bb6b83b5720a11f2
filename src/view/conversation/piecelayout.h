// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/conversationstyle.h"
#include "conversation/itemlayout.h"

namespace tabletalk {

//! A formula that stands apart from the text, or a picture that the message carries or that is attached to
//! it: a piece of its own wherever it stands in a block.
bool standsApart(const Span &span);
//! The span that a piece of a block is, if it is one that stands apart and nothing else; else null.
const Span *pieceApart(const Block &block, int start, int length);

//! A piece of a block that is seen as one thing in the middle of its line, selected as a whole and known to
//! the text by its source. What is too wide scrolls.
class PieceLayout : public ItemLayout {
public:
    int height() const override;
    int offsetAt(const Block &block, QPoint point, int sideways) const override;
    QRect caretRect(const Block &block, int offset, int sideways) const override;
    int maximumSideways() const override;
    void paint(QPainter &painter, const ItemPaint &context) const override;

protected:
    PieceLayout(const ConversationStyle &style, const Block &block, int start, int length, int width);

    virtual QSize contentSize() const = 0;
    //! Within `rect`, which is as large as the content; the mark that lies on all of it, if any does.
    virtual void paintContent(QPainter &painter, const QRect &rect, const TextMark *mark) const = 0;
    int roomWidth() const { return m_width; }
    const ConversationStyle &style() const { return m_style; }
    //! Behind what is marked so.
    QColor ground(const TextMark &mark) const;
    //! Where the content is painted.
    QRect contentRect(int sideways) const;
    //! The run of the block that this is.
    const Span *span(const Block &block) const { return pieceApart(block, m_start, m_length); }

private:
    int padding() const { return m_style.ems(0.5); }

    const ConversationStyle &m_style;
    int m_start;
    int m_length;
    int m_indent;
    int m_width;
};

} // namespace tabletalk
