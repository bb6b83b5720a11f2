// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"

#include <functional>
#include <mutex>

namespace tabletalk {

//! What the router thread hands to the window thread for one stream: events, merged while they wait, and
//! the outcome, last. Every function may be called from any thread.
class EventMailbox {
public:
    struct Mail {
        QList<CompletionEvent> events;
        bool keptAlive = false;
        std::optional<CompletionOutcome> outcome;
        bool wasFull = false; //!< the sender was told to wait; it must be told to go on

        bool isEmpty() const { return events.isEmpty() && !keptAlive && !outcome; }
    };

    //! `wake` is called when the sleeping box gets something, from the posting thread and under the box's
    //! lock: it may post an event to the receiver, which close() keeps alive meanwhile, and nothing else.
    explicit EventMailbox(std::function<void()> wake);

    //! False when so much waits that the sender should pause until the mail was taken.
    bool post(const QList<CompletionEvent> &events);
    void postKeepAlive();
    void postOutcome(const CompletionOutcome &outcome);

    //! All that waits. Who finds nothing is woken by the next post; who finds something looks again when it
    //! suits them, and is spared being woken until then.
    Mail take();
    //! The receiver is about to go: nothing is woken or kept any more.
    void close();

private:
    void wakeReceiver();

    std::mutex m_mutex;
    std::function<void()> m_wake;
    Mail m_mail;
    qsizetype m_waitingCharacters = 0;
    bool m_isAwake = false;
    bool m_isClosed = false;
};

} // namespace tabletalk
