// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/itemlayout.h"

#include "conversation/conversationstyle.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace tabletalk {

void ItemLayout::prepare(const Block &, int, int) { }

int ItemLayout::grow(const Block &, qsizetype)
{
    return -1;
}

int ItemLayout::offsetAt(const Block &, QPoint, int) const
{
    return 0;
}

QRect ItemLayout::caretRect(const Block &, int, int) const
{
    return {0, 0, 1, height()};
}

HotSpot ItemLayout::hotSpotAt(const Block &, QPoint, int) const
{
    return {};
}

QRect ItemLayout::buttonRect(HotSpot::Kind, int) const
{
    return {};
}

HotSpot hotSpotOf(const Span &span)
{
    if (span.styles & (SpanStyle::Link | SpanStyle::Image))
        return {.kind = HotSpot::Kind::Link, .target = span.target};
    if (span.styles & (SpanStyle::Figure | SpanStyle::Unfound))
        return {.kind = HotSpot::Kind::Figure, .target = span.target};
    return {};
}

void paintButton(QPainter &painter, const ConversationStyle &style, const QRect &rect, const QString &label,
                 bool isHovered, bool hasFace)
{
    const ConversationPalette &colours = style.colours();
    if (isHovered || hasFace) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFace ? QPen(colours.line) : QPen(Qt::NoPen));
        painter.setBrush(isHovered ? colours.buttonHovered : colours.button);
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), style.ems(0.35),
                                style.ems(0.35));
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    painter.setFont(style.font(TextRole::Small));
    painter.setPen(isHovered || hasFace ? colours.text : colours.secondary);
    painter.drawText(rect, Qt::AlignCenter, label);
}

QString copyButtonLabel(bool isCopied)
{
    return isCopied ? QCoreApplication::translate("Conversation", "Copied")
                    : QCoreApplication::translate("Conversation", "Copy");
}

void paintRoundedBox(QPainter &painter, const QRect &box, const QRect &clip, int radius, const QPen &pen,
                     const QBrush &brush)
{
    // Ends that are cut off here are rounded, too, but out of sight.
    const QRect shown = box.intersected(clip.adjusted(-3 * radius, -3 * radius, 3 * radius, 3 * radius));
    if (shown.isEmpty())
        return;
    const bool isInside = pen.style() == Qt::NoPen && clip.top() >= box.top() + radius
                          && clip.bottom() <= box.bottom() - radius;
    if (isInside) {
        painter.fillRect(shown.intersected(clip), brush);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.setBrush(brush);
    const double inset = pen.style() == Qt::NoPen ? 0 : pen.widthF() / 2;
    painter.drawRoundedRect(QRectF(shown).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

QSize buttonSize(const ConversationStyle &style, const QString &label)
{
    const QFontMetrics metrics(style.font(TextRole::Small));
    return {metrics.horizontalAdvance(label) + style.ems(1.2), metrics.height() + style.ems(0.5)};
}

} // namespace tabletalk
