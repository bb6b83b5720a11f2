// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "statusline.h"

#include <QEvent>
#include <QPainter>

namespace tabletalk {

StatusLine::StatusLine(QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(QStringLiteral("statusLine"));
    setAccessibleName(tr("Status"));
    setReadOnly(true);
    setFrame(false);
    setFocusPolicy(Qt::ClickFocus);
    fadeInk();
}

void StatusLine::showStatus(const QString &text)
{
    m_status = text.simplified();
    if (!m_isPassing)
        showLine(m_status);
}

void StatusLine::showPassing(const QString &text)
{
    m_isPassing = !text.isEmpty();
    showLine(m_isPassing ? text.simplified().left(500) : m_status);
}

void StatusLine::showLine(const QString &line)
{
    if (line == text())
        return;
    setText(line);
    setCursorPosition(0);
    setToolTip(line);
    setAccessibleDescription(line);
}

void StatusLine::paintEvent(QPaintEvent *event)
{
    const QRect room = contentsRect().adjusted(2, 0, -2, 0); // the line edit's own margin
    if (hasFocus() || fontMetrics().horizontalAdvance(text()) <= room.width()) {
        QLineEdit::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeading,
                     fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

void StatusLine::fadeInk()
{
    QPalette faded = parentWidget() ? parentWidget()->palette() : palette();
    faded.setColor(QPalette::Base, Qt::transparent);
    faded.setColor(QPalette::Text, faded.color(QPalette::PlaceholderText));
    if (faded != palette())
        setPalette(faded);
}

void StatusLine::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fadeInk();
}

} // namespace tabletalk
