// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "revealedkey.h"

#include <QFontDatabase>
#include <QPainter>

namespace tabletalk {

RevealedKey::RevealedKey(QWidget *parent)
    : QWidget(parent)
{
    constexpr std::chrono::seconds kShownFor{15};
    setAccessibleName(tr("The key is shown on the screen"));
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_timer.setSingleShot(true);
    m_timer.setInterval(kShownFor);
    connect(&m_timer, &QTimer::timeout, this, &RevealedKey::clear);
    hide();
}

void RevealedKey::show(const Secret &key)
{
    m_key = key;
    m_timer.start();
    QWidget::show();
    update();
}

void RevealedKey::clear()
{
    m_key = {};
    m_timer.stop();
    hide();
}

QSize RevealedKey::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 40, fontMetrics().lineSpacing() * 2};
}

void RevealedKey::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::AlternateBase));
    painter.setPen(palette().color(QPalette::Text));
    const int margin = fontMetrics().averageCharWidth();
    painter.drawText(rect().adjusted(margin, 0, -margin, 0), Qt::AlignVCenter | Qt::TextWrapAnywhere,
                     QString::fromLatin1(m_key.reveal()));
}

void RevealedKey::hideEvent(QHideEvent *event)
{
    m_key = {};
    m_timer.stop();
    QWidget::hideEvent(event);
}

} // namespace tabletalk
