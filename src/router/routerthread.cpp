// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routerthread.h"

#include "logging.h"

#include <QDeadlineTimer>

#include <chrono>

namespace tabletalk {

RouterThread::RouterThread() = default;

RouterThread::~RouterThread()
{
    if (!m_thread)
        return;
    m_thread->quit();
    // The system may take its time to name a proxy, and is asked in that thread. The process is about to end
    // then, and a thread left behind does less harm than a window that does not close.
    constexpr auto kPatience = std::chrono::seconds(2);
    if (!m_thread->wait(QDeadlineTimer(kPatience))) {
        qCWarning(lcRouter) << "the router thread did not end in time and is left behind";
        static_cast<void>(m_thread.release());
    }
}

void RouterThread::run(std::function<void(RouterWorker &)> work)
{
    if (!m_thread) {
        m_thread = std::make_unique<QThread>();
        m_thread->setObjectName(QStringLiteral("router"));
        m_worker = new RouterWorker; // owned by the thread from here on
        m_worker->moveToThread(m_thread.get());
        QObject::connect(m_thread.get(), &QThread::finished, m_worker, &QObject::deleteLater);
        m_thread->start();
    }
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, work = std::move(work)] { work(*worker); }, Qt::QueuedConnection);
}

} // namespace tabletalk
