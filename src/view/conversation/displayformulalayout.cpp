// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/displayformulalayout.h"

#include "conversation/inlineformula.h"

#include <QPainter>

#include <cmath>

namespace tabletalk {

DisplayFormulaLayout::DisplayFormulaLayout(const ConversationStyle &style, const Block &block, int start,
                                           int length, int width, std::shared_ptr<const PlacedFormula> placed,
                                           const QColor &ink)
    : PieceLayout(style, block, start, length, width)
    , m_em(style.formulaEm(TextRole::Body))
    , m_placed(std::move(placed))
    , m_ink(ink)
{
}

QSize DisplayFormulaLayout::contentSize() const
{
    return {int(std::ceil(m_placed->width * m_em)),
            int(std::ceil((m_placed->height + m_placed->depth) * m_em))};
}

void DisplayFormulaLayout::paintContent(QPainter &painter, const QRect &rect, const TextMark *mark) const
{
    QColor ink = m_ink;
    if (mark) {
        painter.fillRect(rect, ground(*mark));
        ink = mark->kind == TextMark::Kind::Selected ? style().colours().selectedText
                                                     : style().colours().foundText;
    }
    paintFormula(painter, style(), *m_placed, m_em,
                 QPointF(rect.left(), rect.top() + std::ceil(m_placed->height * m_em)), ink);
}

} // namespace tabletalk
