// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/picturelayout.h"

#include <QGuiApplication>
#include <QPainter>

namespace tabletalk {

PictureLayout::PictureLayout(const ConversationStyle &style, const Block &block, int start, int length,
                             int width, const QImage &picture)
    : PieceLayout(style, block, start, length, width)
    , m_size(picture.size())
{
    const QSize room(std::max(1, roomWidth()), style.ems(30));
    if (m_size.width() > room.width() || m_size.height() > room.height())
        m_size = m_size.scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1});
    const double ratio = qGuiApp->devicePixelRatio();
    m_scaled = picture.scaled(m_size * ratio, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

HotSpot PictureLayout::hotSpotAt(const Block &block, QPoint point, int sideways) const
{
    const Span *picture = span(block);
    if (!picture || !contentRect(sideways).contains(point))
        return {};
    return {.target = picture->target};
}

void PictureLayout::paintContent(QPainter &painter, const QRect &rect, const TextMark *mark) const
{
    painter.drawImage(rect, m_scaled);
    if (!mark)
        return;
    const int line = std::max(2, style().ems(0.2));
    painter.setPen(QPen(ground(*mark), line));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(line / 2, line / 2, -line, -line));
}

} // namespace tabletalk
