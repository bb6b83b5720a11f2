// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/inlineformula.h"
#include "conversation/itemlayout.h"

namespace tabletalk {

//! The formula that a piece of a block is, if it is nothing but a formula that stands apart; else null.
const Span *displayFormulaAt(const Block &block, int start, int length);

//! A formula that stands apart from the text, in the middle of its line; one that is too wide scrolls.
class DisplayFormulaLayout : public ItemLayout {
public:
    //! Of the piece of the block from `start` on, which displayFormulaAt() knows.
    DisplayFormulaLayout(const ConversationStyle &style, const Block &block, int start, int length, int width,
                         std::shared_ptr<const PlacedFormula> placed, const QColor &ink);

    int height() const override;
    void paint(QPainter &painter, const ItemPaint &context) const override;
    int offsetAt(const Block &block, QPoint point, int sideways) const override;
    QRect caretRect(const Block &block, int offset, int sideways) const override;
    int maximumSideways() const override;
    qsizetype bytes() const override { return 300; }

private:
    int formulaWidth() const;
    //! Of the formula's left edge.
    int left(int sideways) const;

    const ConversationStyle &m_style;
    int m_start;
    int m_length;
    int m_indent;
    int m_width;
    double m_em;
    std::shared_ptr<const PlacedFormula> m_placed;
    QColor m_ink;
};

} // namespace tabletalk
