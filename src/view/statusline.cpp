// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "statusline.h"

#include <QEvent>

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
    const QString line = text.simplified();
    if (line == this->text())
        return;
    setText(line);
    setCursorPosition(0);
    setToolTip(line);
    setAccessibleDescription(line);
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
