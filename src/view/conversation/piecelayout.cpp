// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/piecelayout.h"

#include "conversation/attachmentlink.h"
#include "conversation/paragraphlayout.h"
#include "conversation/picturebook.h"

#include <QPainter>

#include <algorithm>

namespace tabletalk {

bool standsApart(const Span &span)
{
    return span.styles.testFlag(SpanStyle::Display)
           || (span.styles.testFlag(SpanStyle::Image)
               && (PictureBook::isCarried(span.target) || attachedPicture(span.target)));
}

const Span *pieceApart(const Block &block, int start, int length)
{
    const auto found = std::partition_point(block.spans.begin(), block.spans.end(),
                                            [start](const Span &span) { return span.start < start; });
    const bool isPiece =
        found != block.spans.end() && found->start == start && found->length == length && standsApart(*found);
    return isPiece ? &*found : nullptr;
}

PieceLayout::PieceLayout(const ConversationStyle &style, const Block &block, int start, int length, int width)
    : m_style(style)
    , m_start(start)
    , m_length(length)
    , m_indent(Indentation(style, block, width).left)
    , m_width(width - m_indent)
{
}

int PieceLayout::height() const
{
    return contentSize().height() + 2 * padding();
}

int PieceLayout::maximumSideways() const
{
    return std::max(0, contentSize().width() - m_width);
}

QRect PieceLayout::contentRect(int sideways) const
{
    const QSize size = contentSize();
    return {QPoint(m_indent + std::max(0, (m_width - size.width()) / 2) - sideways, padding()), size};
}

QColor PieceLayout::ground(const TextMark &mark) const
{
    const ConversationPalette &colours = m_style.colours();
    return mark.kind == TextMark::Kind::Selected       ? colours.selection
           : mark.kind == TextMark::Kind::CurrentFound ? colours.currentFound
                                                       : colours.found;
}

void PieceLayout::paint(QPainter &painter, const ItemPaint &context) const
{
    const QRect all(m_indent, 0, m_width, height());
    const TextMark *mark = nullptr;
    for (const TextMark &candidate : context.marks) {
        if (candidate.from < m_start + m_length && candidate.to > m_start)
            mark = &candidate;
    }
    painter.save();
    painter.setClipRect(all, Qt::IntersectClip);
    paintContent(painter, contentRect(context.sideways), mark);
    painter.restore();
    if (context.sideways < maximumSideways()) // it goes on over there
        painter.fillRect(all.right(), 0, 1, all.height(), m_style.colours().quoteBar);
}

int PieceLayout::offsetAt(const Block &, QPoint point, int sideways) const
{
    const bool isBehind = point.y() >= height() || point.x() >= contentRect(sideways).center().x();
    return isBehind && point.y() >= 0 ? m_start + m_length : m_start;
}

QRect PieceLayout::caretRect(const Block &, int offset, int sideways) const
{
    const QRect rect = contentRect(sideways);
    return {offset > m_start ? rect.left() + rect.width() : rect.left(), 0, 1, height()};
}

} // namespace tabletalk
