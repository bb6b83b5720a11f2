// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/paragraphlayout.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace tabletalk {

namespace {

TextRole roleOf(const Block &block, bool isMuted)
{
    if (block.kind == BlockKind::Heading)
        return ConversationStyle::headingRole(block.headingLevel);
    return isMuted || block.quoteDepth > 0 ? TextRole::Muted : TextRole::Body;
}

} // namespace

Indentation::Indentation(const ConversationStyle &style, const Block &block, int width)
    : quoteDepth(std::min(block.quoteDepth, 8))
    , quoteStep(style.ems(1.1))
{
    // However deep it is nested, half of the width is left to the text.
    left = std::min(quoteDepth * quoteStep + block.listDepth * style.ems(1.75), width / 2);
    quotes = std::min(quoteDepth * quoteStep, left);
}

void paintQuoteBars(QPainter &painter, const ConversationStyle &style, const Indentation &indentation,
                    int top, int height)
{
    for (int i = 0; i < indentation.quoteDepth; ++i) {
        const int x = i * indentation.quoteStep;
        if (x < indentation.left)
            painter.fillRect(x, top, std::max(2, style.ems(0.18)), height, style.colours().quoteBar);
    }
}

ParagraphLayout::ParagraphLayout(const ConversationStyle &style, const Block &block, int start, int length,
                                 int width, bool isMuted)
    : m_style(style)
    , m_indentation(style, block, width)
    , m_textWidth(width - m_indentation.left)
    , m_start(start)
    , m_length(length)
    , m_marker(start == 0 ? block.marker : QString())
    , m_task(start == 0 ? block.task : TaskState::None)
    , m_leaf(style, roleOf(block, isMuted), m_textWidth)
{
    m_leaf.setText(QStringView(block.text).sliced(start, length), block.spans, start);
}

void ParagraphLayout::paint(QPainter &painter, const ItemPaint &context) const
{
    if (!m_marker.isEmpty() || m_task != TaskState::None)
        paintMarker(painter);
    m_leaf.paint(painter, {textLeft(), 0}, context.clip, context.marks, m_start);
}

int ParagraphLayout::markerLeft(int width) const
{
    const int gap = m_style.ems(0.5);
    return m_leaf.isRightToLeft() ? textLeft() + m_textWidth + gap : std::max(0, textLeft() - gap - width);
}

void ParagraphLayout::paintMarker(QPainter &painter) const
{
    const ConversationPalette &colours = m_style.colours();
    if (m_task == TaskState::None) {
        painter.setFont(m_style.font(TextRole::Body));
        painter.setPen(colours.secondary);
        const int width = QFontMetrics(m_style.font(TextRole::Body)).horizontalAdvance(m_marker);
        const Qt::LayoutDirection before = painter.layoutDirection();
        painter.setLayoutDirection(m_leaf.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
        painter.drawText(markerLeft(width), m_leaf.firstBaseline(), m_marker);
        painter.setLayoutDirection(before);
        return;
    }
    const int side = m_style.ems(0.9);
    const QRectF box(markerLeft(side) + 0.5, m_leaf.firstBaseline() - side + 1.5, side - 1, side - 1);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_task == TaskState::Done ? colours.focus : colours.secondary, 1.2));
    painter.setBrush(m_task == TaskState::Done ? QBrush(colours.focus) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, 3, 3);
    if (m_task == TaskState::Done) {
        QPainterPath tick(box.topLeft() + QPointF(side * 0.2, side * 0.5));
        tick.lineTo(box.topLeft() + QPointF(side * 0.4, side * 0.7));
        tick.lineTo(box.topLeft() + QPointF(side * 0.75, side * 0.25));
        painter.setPen(QPen(colours.selectedText, 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(tick);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

int ParagraphLayout::grow(const Block &block, qsizetype unchanged)
{
    const int kept = int(std::clamp<qsizetype>(unchanged - m_start, 0, m_length));
    return m_leaf.grow(QStringView(block.text).sliced(m_start, m_length), block.spans, m_start, kept);
}

int ParagraphLayout::offsetAt(const Block &, QPoint point, int) const
{
    return m_start + m_leaf.offsetAt(point - QPoint(textLeft(), 0));
}

QRect ParagraphLayout::caretRect(const Block &, int offset, int) const
{
    return m_leaf.caretRect(std::max(0, offset - m_start)).translated(textLeft(), 0);
}

HotSpot ParagraphLayout::hotSpotAt(const Block &block, QPoint point, int) const
{
    const int character = m_leaf.characterAt(point - QPoint(textLeft(), 0));
    if (character < 0)
        return {};
    for (const Span &span : block.spans) {
        const int within = m_start + character - span.start;
        if (within >= 0 && within < span.length)
            return hotSpotOf(span);
    }
    return {};
}

} // namespace tabletalk
