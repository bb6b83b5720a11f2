// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "routerworker.h"

#include <QThread>

namespace tabletalk {

//! The one thread in which requests run. It costs nothing until the first one; its last owner ends it,
//! which closes every connection. Window thread.
class RouterThread {
public:
    RouterThread();
    //! Waits a moment, never for a server.
    ~RouterThread();
    Q_DISABLE_COPY_MOVE(RouterThread)

    //! Calls `work` in the router thread, after what was given before it.
    void run(std::function<void(RouterWorker &)> work);

    quint64 nextNumber() { return ++m_lastNumber; }

private:
    std::unique_ptr<QThread> m_thread;
    RouterWorker *m_worker = nullptr; // lives in, and is deleted by, the thread
    quint64 m_lastNumber = 0;
};

} // namespace tabletalk
