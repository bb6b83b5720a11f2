// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "answerbuilder.h"
#include "chatservices.h"
#include "contextfit.h"
#include "conversation.h"
#include "requestrecord.h"
#include "sendingchoice.h"
#include "spending.h"
#include "turnlistmodel.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace tabletalk {

class RetryCountdown;
struct RequestPlan;
class ToolRound;

//! One answer in the making: gathers what its request needs, sends it, again where the countdown allows,
//! lets what arrives grow the turn in the model, and writes turn and request to disk as they grow. The last
//! word of the turn is left to whoever made the run, and so is everything about the conversation. One per
//! answer; ends exactly once, and does nothing after that. Window thread.
//!
//! An answer is as many requests as the model calls tools: each call is on disk before it runs, and its
//! result before the next request leaves.
class AnswerRun : public QObject {
    Q_OBJECT
public:
    //! The answer to be written is the last turn of `turns`, which holds it. `model` is asked for it. All
    //! that is passed by reference outlives the run.
    AnswerRun(const Conversation &conversation, const QString &model, const SendingChoice &choice,
              TurnListModel &turns, RetryCountdown &retry, const ChatServices &services,
              QObject *parent = nullptr);
    ~AnswerRun() override;

    TurnId answer() const { return m_answer; }

    //! Sends the request; what comes before the answer is on disk, or need not be.
    void start();
    //! Stops receiving; what has arrived stays. Ends the run now or a little later.
    void stop();
    //! The same at once: for quitting.
    void stopNow();
    //! Ends the run now; nothing was sent.
    void fail(const Error &error);

signals:
    void streaming(); //!< something arrived
    void retryChanged(); //!< a countdown began, or ended
    //! The turn holds everything, and is not written yet.
    void finished(const tabletalk::CompletionOutcome &outcome);
    void storageFailed(const tabletalk::Error &error);

private:
    //! Chooses what of the path goes along, reads what is attached to it, then sends.
    void startRequest(const KeyInUse &key, const QList<Turn> &path);
    Error doesNotFit(const ContextFit &fit) const;
    void noteDeparture();
    //! With what else a person could choose about this conversation.
    Error withOtherWays(Error error) const;
    void sendRequest(const KeyInUse &key, const RequestPlan &plan,
                     const QHash<QByteArray, QByteArray> &bytes);
    //! Sends it once what it may cost was allowed.
    void launch(const CompletionRequest &request, const QString &keyId);
    void takeEvents(const QList<CompletionEvent> &events);
    //! The stream has ended: the answer with it, unless its request is to be sent again.
    void endRequest(const CompletionOutcome &outcome);
    void closeRequest(const CompletionOutcome &outcome);
    //! Whether the model waits for the results of calls that can be run, which they are then.
    bool runTools(const CompletionOutcome &outcome);
    void noteResult(const ToolResultStep &result);
    //! Writes the turn, and goes on once it is written; where it cannot be, that is said and it goes on, too.
    void writeThen(std::function<void()> next);
    void finish(const CompletionOutcome &outcome);
    void write();
    //! Whether it is the path of the model: what could not be saved is missing on the disk.
    bool isShown(const QList<Turn> &path) const;
    QList<Turn> heldPath() const;
    Turn &turn() { return m_turns.heldTurn(m_answer); }

    ChatServices m_services;
    Conversation m_conversation; //!< as it is asked
    QString m_model;
    SendingChoice m_choice;
    SendingStep m_departure; //!< of the last request from the usual
    bool m_canLeaveOut = false;
    bool m_hasDocuments = false; //!< that could go along as text and as files
    TurnListModel &m_turns;
    RetryCountdown &m_retry;
    TurnId m_answer;
    AnswerBuilder m_builder;
    RequestRecord m_request;
    SpendingReservation m_reservation; //!< none without caps
    std::unique_ptr<CompletionStream> m_stream;
    QList<Attachment> m_attached; //!< to what was sent: what the model may query is among it
    std::unique_ptr<ToolRound> m_round;
    int m_rounds = 0;
    Usage m_usage; //!< of the requests before
    bool m_hasEnded = false;
    QTimer m_writeTimer; //!< runs only while there is unwritten text
};

} // namespace tabletalk
