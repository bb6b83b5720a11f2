// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"
#include "eventmailbox.h"
#include "httpvalues.h"
#include "wirelimits.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>

namespace tabletalk {

class CompletionJob;

//! A reply read to its end, for the questions that are not streamed.
struct HttpReply {
    HttpHead head;
    QByteArray body;
    HttpEnd end;
};

//! Owns all that runs in the router thread. Nobody outside holds a pointer into that thread: a
//! completion is named by the number its stream was given.
class RouterWorker : public QObject {
    Q_OBJECT
public:
    void startCompletion(quint64 number, const CompletionRequest &request, const WireLimits &limits,
                         std::shared_ptr<EventMailbox> mailbox);
    //! Nothing happens when it has already ended.
    void cancelCompletion(quint64 number);
    void resumeCompletion(quint64 number);

    //! `answer` is called once, in the router thread, or never if the thread ends first.
    void ask(const HttpRequest &request, const WireLimits &limits,
             std::function<void(const HttpReply &)> answer);

private:
    QHash<quint64, CompletionJob *> m_completions;
};

} // namespace tabletalk
