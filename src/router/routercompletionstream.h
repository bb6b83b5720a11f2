// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"
#include "eventmailbox.h"
#include "routerthread.h"

#include <QTimer>

namespace tabletalk {

//! The window thread's half of one completion: takes what CompletionJob put into the mailbox and emits
//! it, at most once per frame.
class RouterCompletionStream : public CompletionStream {
    Q_OBJECT
public:
    RouterCompletionStream(const CompletionRequest &request, const WireLimits &limits,
                           std::shared_ptr<RouterThread> thread);
    ~RouterCompletionStream() override;

    void cancel() override;

private:
    void deliver();

    std::shared_ptr<RouterThread> m_thread;
    std::shared_ptr<EventMailbox> m_mailbox;
    quint64 m_number;
    QTimer m_frame; // runs while a frame has been used up, not while nothing arrives
    bool m_isRunning = true; // in the router thread, as far as we know
};

} // namespace tabletalk
