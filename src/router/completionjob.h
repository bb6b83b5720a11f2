// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "answerreader.h"
#include "eventmailbox.h"
#include "httpexchange.h"
#include "routererrors.h"

#include <memory>

namespace tabletalk {

//! The router thread's half of one completion: sends the request, reads the answer into the mailbox, and
//! decides how it ended. The window thread's half is RouterCompletionStream. Router thread.
class CompletionJob : public QObject {
    Q_OBJECT
public:
    CompletionJob(const CompletionRequest &request, const WireLimits &limits,
                  std::shared_ptr<EventMailbox> mailbox, QObject *parent);

    void start();
    //! Closes the connection and reports Cancelled, unless the outcome is already known.
    void cancel();
    //! The mailbox has room again.
    void resume();

signals:
    //! The outcome is in the mailbox, and the job may go.
    void done();

private:
    void onBytes(const QByteArray &bytes);
    void onEnd(const HttpEnd &end);
    void deliver(const AnswerReader::Arrival &arrival);
    void conclude(const HttpEnd &end);
    void finish(CompletionOutcome::Ending ending, std::optional<Error> error);

    WireLimits m_limits;
    RouterErrors m_errors;
    Secret m_key; // to be left out of whatever a server says
    std::shared_ptr<EventMailbox> m_mailbox;
    HttpExchange m_exchange;
    AnswerReader m_reader;
    QByteArray m_errorBody; // of a reply that is no success
    CompletionOutcome m_outcome;
    bool m_isDone = false;
};

} // namespace tabletalk
