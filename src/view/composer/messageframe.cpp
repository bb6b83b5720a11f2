// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "composer/messageframe.h"

#include <QApplication>
#include <QPainter>

namespace tabletalk {

namespace {

constexpr int kRadius = 10;

} // namespace

MessageFrame::MessageFrame(QWidget *parent)
    : QFrame(parent)
{
    connect(qApp, &QApplication::focusChanged, this, qOverload<>(&QWidget::update));
}

void MessageFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isFocused = focusProxy() && focusProxy()->hasFocus();
    painter.setPen(QPen(palette().color(isFocused ? QPalette::Highlight : QPalette::Mid), 1));
    painter.setBrush(palette().base());
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
}

void MessageFrame::mousePressEvent(QMouseEvent *)
{
    setFocus(Qt::MouseFocusReason);
}

} // namespace tabletalk
