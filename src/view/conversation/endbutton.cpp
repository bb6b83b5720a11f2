// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/endbutton.h"

#include "conversation/conversationpalette.h"

#include <QFontInfo>
#include <QPainter>

namespace tabletalk {

EndButton::EndButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("endButton"));
    setAccessibleName(tr("To the newest"));
    setToolTip(tr("To the newest (Ctrl+End)"));
    setFocusPolicy(Qt::NoFocus); // Ctrl+End does the same from the keyboard
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    hide();
}

QSize EndButton::sizeHint() const
{
    const int side = QFontInfo(font()).pixelSize() * 5 / 2;
    return {side, side};
}

void EndButton::paintEvent(QPaintEvent *)
{
    const ConversationPalette colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.line);
    painter.setBrush(underMouse() ? colours.buttonHovered : colours.page);
    painter.drawEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
    const double reach = width() * 0.16;
    const QPointF tip = QRectF(rect()).center() + QPointF(0, reach * 1.3);
    painter.setPen(QPen(colours.text, 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(tip, tip - QPointF(0, reach * 2.6));
    painter.drawLine(tip, tip + QPointF(-reach, -reach));
    painter.drawLine(tip, tip + QPointF(reach, -reach));
}

} // namespace tabletalk
