// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table/jobbar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace tabletalk {

JobBar::JobBar(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    setObjectName(QStringLiteral("jobBar"));
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("cancelJobButton"));
    cancel->setAutoDefault(false);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(fontMetrics().height() / 2);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_label);
    layout->addWidget(m_progress, 1);
    layout->addWidget(cancel);
    hide();

    constexpr std::chrono::milliseconds kPatience{500};
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] { setVisible(m_watcher.isRunning()); });
    connect(&m_watcher, &QFutureWatcherBase::progressRangeChanged, m_progress, &QProgressBar::setRange);
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, m_progress, &QProgressBar::setValue);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        m_patience.stop();
        hide();
    });
    connect(cancel, &QPushButton::clicked, &m_watcher, &QFutureWatcherBase::cancel);
}

void JobBar::follow(const QFuture<void> &job, const QString &sentence)
{
    m_label->setText(sentence);
    m_progress->setAccessibleName(sentence);
    m_progress->setRange(0, 0); // until it says how far it is
    m_watcher.setFuture(job);
    m_patience.start();
}

} // namespace tabletalk
