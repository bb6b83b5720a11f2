// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "emptypage.h"

#include <QLabel>
#include <QVBoxLayout>

namespace tabletalk {

EmptyPage::EmptyPage(QWidget *parent)
    : QWidget(parent)
    , m_hint(new QLabel(this))
{
    auto *title = new QLabel(tr("What would you like to know?"), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    title->setFont(large);
    title->setAlignment(Qt::AlignCenter);
    title->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(title);
    layout->addWidget(m_hint);
    layout->addStretch(3);
    updateHint();
}

void EmptyPage::setDemo(bool isDemo)
{
    m_isDemo = isDemo;
    updateHint();
}

void EmptyPage::setModelName(const QString &name)
{
    m_modelName = name;
    updateHint();
}

void EmptyPage::updateHint()
{
    QString hint = m_modelName.isEmpty() ? tr("Choose a model above, then write a message below.")
                                         : tr("Write a message below; %1 answers.").arg(m_modelName);
    if (m_isDemo)
        hint +=
            u'\n'
            + tr("This is the demonstration: a small Router on this computer answers, no model is asked.");
    m_hint->setText(hint);
}

} // namespace tabletalk
