// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/displayformulalayout.h"

#include "conversation/paragraphlayout.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tabletalk {

const Span *displayFormulaAt(const Block &block, int start, int length)
{
    const auto found = std::partition_point(block.spans.begin(), block.spans.end(),
                                            [start](const Span &span) { return span.start < start; });
    const bool isFormula = found != block.spans.end() && found->start == start && found->length == length
                           && found->styles.testFlag(SpanStyle::Formula)
                           && found->styles.testFlag(SpanStyle::Display);
    return isFormula ? &*found : nullptr;
}

DisplayFormulaLayout::DisplayFormulaLayout(const ConversationStyle &style, const Block &block, int start,
                                           int length, int width, std::shared_ptr<const PlacedFormula> placed,
                                           const QColor &ink)
    : m_style(style)
    , m_start(start)
    , m_length(length)
    , m_indent(Indentation(style, block, width).left)
    , m_width(width - m_indent)
    , m_em(style.formulaEm(TextRole::Body))
    , m_placed(std::move(placed))
    , m_ink(ink)
{
}

int DisplayFormulaLayout::height() const
{
    return int(std::ceil((m_placed->height + m_placed->depth) * m_em)) + 2 * m_style.ems(0.5);
}

int DisplayFormulaLayout::formulaWidth() const
{
    return int(std::ceil(m_placed->width * m_em));
}

int DisplayFormulaLayout::maximumSideways() const
{
    return std::max(0, formulaWidth() - m_width);
}

int DisplayFormulaLayout::left(int sideways) const
{
    return m_indent + std::max(0, (m_width - formulaWidth()) / 2) - sideways;
}

void DisplayFormulaLayout::paint(QPainter &painter, const ItemPaint &context) const
{
    const QRect all(m_indent, 0, m_width, height());
    QColor ink = m_ink;
    painter.save();
    painter.setClipRect(all, Qt::IntersectClip);
    for (const TextMark &mark : context.marks) {
        if (mark.from >= m_start + m_length || mark.to <= m_start)
            continue;
        const ConversationPalette &colours = m_style.colours();
        const bool isSelected = mark.kind == TextMark::Kind::Selected;
        ink = isSelected ? colours.selectedText : colours.foundText;
        painter.fillRect(left(context.sideways), 0, formulaWidth(), height(),
                         isSelected                                  ? colours.selection
                         : mark.kind == TextMark::Kind::CurrentFound ? colours.currentFound
                                                                     : colours.found);
    }
    paintFormula(painter, m_style, *m_placed, m_em,
                 QPointF(left(context.sideways), m_style.ems(0.5) + std::ceil(m_placed->height * m_em)), ink);
    painter.restore();
    if (context.sideways < maximumSideways()) // it goes on over there
        painter.fillRect(all.right(), 0, 1, all.height(), m_style.colours().quoteBar);
}

int DisplayFormulaLayout::offsetAt(const Block &, QPoint point, int sideways) const
{
    const bool isBehind = point.y() >= height() || point.x() >= left(sideways) + formulaWidth() / 2;
    return isBehind && point.y() >= 0 ? m_start + m_length : m_start;
}

QRect DisplayFormulaLayout::caretRect(const Block &, int offset, int sideways) const
{
    return {left(sideways) + (offset > m_start ? formulaWidth() : 0), 0, 1, height()};
}

} // namespace tabletalk
