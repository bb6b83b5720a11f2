// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "temporarybar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace tabletalk {

TemporaryBar::TemporaryBar(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("temporaryBar"));
    auto *label =
        new QLabel(tr("Temporary conversation: it stays in memory and is gone when Tabletalk closes."), this);
    label->setWordWrap(true);
    auto *keep = new QPushButton(tr("Keep"), this);
    keep->setObjectName(QStringLiteral("keepButton"));
    keep->setToolTip(tr("Make it an ordinary conversation, saved like the others"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 8, 4);
    layout->addWidget(label, 1);
    layout->addWidget(keep);
    connect(keep, &QPushButton::clicked, this, &TemporaryBar::keepRequested);
    hide();
}

void TemporaryBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor tint = palette().color(QPalette::Highlight);
    tint.setAlphaF(0.25F);
    painter.fillRect(rect(), tint);
}

} // namespace tabletalk
