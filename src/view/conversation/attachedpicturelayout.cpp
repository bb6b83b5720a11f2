// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/attachedpicturelayout.h"

#include "conversation/attachmentlink.h"

#include <QFontMetrics>
#include <QGuiApplication>
#include <QPainter>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr double kWidestEms = 16;
constexpr double kTallestEms = 10;

QSize sizeIn(const ConversationStyle &style, QSize pixels, int room)
{
    const QSize most(std::min(room, style.ems(kWidestEms)), style.ems(kTallestEms));
    if (pixels.width() <= most.width() && pixels.height() <= most.height())
        return pixels;
    return pixels.scaled(most, Qt::KeepAspectRatio).expandedTo({1, 1});
}

int captionHeight(const ConversationStyle &style)
{
    return style.pitch(TextRole::Small);
}

} // namespace

AttachedPictureLayout::AttachedPictureLayout(const ConversationStyle &style, const Block &block, int start,
                                             int length, int width, const QImage &picture)
    : PieceLayout(style, block, start, length, width)
{
    if (const Span *span = pieceApart(block, start, length))
        m_target = span->target;
    const int room = std::max(1, roomWidth());
    const auto attached = attachedPicture(m_target);
    m_size = sizeIn(style, attached ? attached->pixels : QSize(1, 1), room);
    if (!picture.isNull()) {
        m_scaled = picture.scaled(m_size * qGuiApp->devicePixelRatio(), Qt::IgnoreAspectRatio,
                                  Qt::SmoothTransformation);
    }
    m_caption = QFontMetrics(style.font(TextRole::Small))
                    .elidedText(block.text.mid(start, length), Qt::ElideMiddle, room);
}

int AttachedPictureLayout::estimatedHeight(const ConversationStyle &style, QSize pixels)
{
    return sizeIn(style, pixels, style.maximumColumn()).height() + captionHeight(style) + style.em();
}

QSize AttachedPictureLayout::contentSize() const
{
    // All of the width: it stands where the text begins.
    return {std::max(1, roomWidth()), m_size.height() + captionHeight(style())};
}

HotSpot AttachedPictureLayout::hotSpotAt(const Block &, QPoint point, int sideways) const
{
    const QRect all = contentRect(sideways);
    const QRect picture(all.topLeft(), m_size);
    const int captionWidth = QFontMetrics(style().font(TextRole::Small)).horizontalAdvance(m_caption);
    const QRect caption(all.left(), picture.bottom() + 1, captionWidth, captionHeight(style()));
    for (const QRect &rect : {picture, caption}) {
        if (rect.contains(point))
            return {.kind = HotSpot::Kind::Link, .rect = rect, .target = m_target};
    }
    return {};
}

void AttachedPictureLayout::paintContent(QPainter &painter, const QRect &rect, const TextMark *mark) const
{
    const ConversationPalette &colours = style().colours();
    const QRect picture(rect.topLeft(), m_size);
    const QRect caption(rect.left(), picture.bottom() + 1, rect.width(), captionHeight(style()));
    if (m_scaled.isNull())
        painter.fillRect(picture, colours.codeBackground);
    else
        painter.drawImage(picture, m_scaled);
    const int line = mark ? std::max(2, style().ems(0.2)) : 1;
    painter.setPen(QPen(mark ? ground(*mark) : colours.line, line));
    painter.setBrush(Qt::NoBrush);
    const double half = line / 2.0;
    painter.drawRect(QRectF(picture).adjusted(half, half, -half, -half));
    if (mark)
        painter.fillRect(caption, ground(*mark));
    painter.setFont(style().font(TextRole::Small));
    painter.setPen(!mark                                    ? colours.link
                   : mark->kind == TextMark::Kind::Selected ? colours.selectedText
                                                            : colours.foundText);
    painter.drawText(caption, Qt::AlignVCenter | Qt::AlignLeft, m_caption);
}

} // namespace tabletalk
