// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "noticebar.h"

#include "symbolicicon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace tabletalk {

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_label(new QLabel(this))
    , m_body(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_buttons(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_dismiss(new QToolButton(this))
{
    setObjectName(QStringLiteral("noticeBar"));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_buttons->setSpacing(6);

    m_dismiss->setIcon(symbolicIcon(QStringLiteral("close"), QPalette::ToolTipText));
    m_dismiss->setAutoRaise(true);
    m_dismiss->setFocusPolicy(Qt::StrongFocus);
    m_dismiss->setToolTip(tr("Dismiss"));
    m_dismiss->setAccessibleName(tr("Dismiss"));
    connect(m_dismiss, &QToolButton::clicked, this, &QWidget::hide);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 6);
    m_body->addWidget(m_label, 1);
    m_body->addLayout(m_buttons);
    layout->addLayout(m_body, 1);
    layout->addWidget(m_dismiss, 0, Qt::AlignTop);
    hide();
}

void NoticeBar::showNotice(const QString &text, const QList<Action> &actions)
{
    m_label->setText(text);
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater(); // one of them may be what is calling us
        delete item;
    }
    m_buttons->addStretch();
    for (const Action &action : actions) {
        auto *button = new QPushButton(action.label, this);
        connect(button, &QPushButton::clicked, this, [this, trigger = action.trigger] {
            hide();
            trigger();
        });
        m_buttons->addWidget(button);
    }
    placeButtons();
    show();
    emit noticeShown(text);
}

QString NoticeBar::text() const
{
    return isHidden() ? QString() : m_label->text();
}

void NoticeBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    placeButtons();
}

//! Beside the text where all fits on one line, else below it, and there below each other where they must: a
//! narrow column of text would be tall.
void NoticeBar::placeButtons()
{
    const QMargins margins = layout()->contentsMargins();
    const int room =
        width() - margins.left() - margins.right() - layout()->spacing() - m_dismiss->sizeHint().width();
    int buttons = 0;
    for (int i = 0; i < m_buttons->count(); ++i)
        buttons += m_buttons->itemAt(i)->sizeHint().width() + m_buttons->spacing();
    const int text = m_label->fontMetrics().horizontalAdvance(m_label->text());
    m_body->setDirection(text + m_body->spacing() + buttons <= room ? QBoxLayout::LeftToRight
                                                                    : QBoxLayout::TopToBottom);
    m_buttons->setDirection(buttons <= room ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().toolTipBase());
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace tabletalk
