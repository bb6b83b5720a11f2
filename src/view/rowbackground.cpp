// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rowbackground.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace tabletalk {

void drawRowBackground(QPainter &painter, const QStyleOptionViewItem &option, const QRect &row,
                       const QColor &selected)
{
    constexpr qreal kRadius = 6;
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isSelected ? selected : option.palette.color(QPalette::Midlight));
        painter.drawRoundedRect(row, kRadius, kRadius);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && !isSelected) {
        painter.setPen(option.palette.color(QPalette::Highlight));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    }
}

} // namespace tabletalk
