// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/itemlayout.h"
#include "conversation/leaflayout.h"

namespace tabletalk {

//! How far a block's text stands in, and where its quote bars are.
struct Indentation {
    Indentation(const ConversationStyle &style, const Block &block, int width);
    int left = 0;
    int quoteDepth = 0;
    int quoteStep = 0;
    int quotes = 0; //!< the part of it that is for quote bars
};

//! Draws the bars of a quote beside an item of that height.
void paintQuoteBars(QPainter &painter, const ConversationStyle &style, const Indentation &indentation,
                    int top, int height);

//! A paragraph, a heading or a list item's text, or a piece of one that is very long.
class ParagraphLayout : public ItemLayout {
public:
    ParagraphLayout(const ConversationStyle &style, const Block &block, int start, int length, int width,
                    bool isMuted);

    //! The piece has another length now; follow with grow().
    void setLength(int length) { m_length = length; }
    bool isInChunks() const { return m_leaf.isInChunks(); }

    int height() const override { return m_leaf.height(); }
    void paint(QPainter &painter, const ItemPaint &context) const override;
    int grow(const Block &block, qsizetype unchanged) override;
    int offsetAt(const Block &block, QPoint point, int sideways) const override;
    QRect caretRect(const Block &block, int offset, int sideways) const override;
    HotSpot hotSpotAt(const Block &block, QPoint point, int sideways) const override;
    qsizetype bytes() const override { return 40 * m_leaf.characterCount() + 200; }

private:
    void paintMarker(QPainter &painter) const;
    //! Text that runs from right to left has its list's indentation, and marker, on the right.
    int textLeft() const { return m_leaf.isRightToLeft() ? m_indentation.quotes : m_indentation.left; }
    //! Where something of that width stands beside the text as a marker.
    int markerLeft(int width) const;

    const ConversationStyle &m_style;
    Indentation m_indentation;
    int m_textWidth;
    int m_start;
    int m_length;
    QString m_marker;
    TaskState m_task = TaskState::None;
    LeafLayout m_leaf;
};

} // namespace tabletalk
