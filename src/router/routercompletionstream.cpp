// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routercompletionstream.h"

#include "apikey.h"
#include "routererrors.h"

#include <QDateTime>
#include <QPointer>

#include <utility>

namespace tabletalk {

namespace {

constexpr std::chrono::milliseconds kFrame{33};

//! Puts the checked key into the request, or says why it cannot be sent.
std::optional<Error> prepare(CompletionRequest &request)
{
    const RouterErrors errors(request.endpoint);
    if (request.model.isEmpty())
        return errors.noModel();
    if (request.key.isEmpty()) {
        // A model server on this computer asks for none.
        return request.endpoint.isLoopback() ? std::nullopt : std::optional(errors.noKey());
    }
    Result<Secret> key = parseApiKey(QString::fromUtf8(request.key.reveal()));
    if (!key)
        return key.error();
    request.key = std::move(key).value();
    return std::nullopt;
}

} // namespace

RouterCompletionStream::RouterCompletionStream(const CompletionRequest &request, const WireLimits &limits,
                                               std::shared_ptr<RouterThread> thread)
    : m_thread(std::move(thread))
    , m_mailbox(std::make_shared<EventMailbox>([this] {
        QMetaObject::invokeMethod(this, &RouterCompletionStream::deliver, Qt::QueuedConnection);
    }))
    , m_number(m_thread->nextNumber())
{
    m_frame.setSingleShot(true);
    m_frame.setTimerType(Qt::PreciseTimer);
    m_frame.setInterval(kFrame);
    connect(&m_frame, &QTimer::timeout, this, &RouterCompletionStream::deliver);

    CompletionRequest prepared = request;
    if (const std::optional<Error> error = prepare(prepared)) {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        m_mailbox->postOutcome({.ending = CompletionOutcome::Ending::Failed,
                                .error = error,
                                .startedMs = now,
                                .finishedMs = now});
        m_isRunning = false;
        return;
    }
    m_thread->run([number = m_number, prepared, limits, mailbox = m_mailbox](RouterWorker &worker) {
        worker.startCompletion(number, prepared, limits, mailbox);
    });
}

RouterCompletionStream::~RouterCompletionStream()
{
    // After this nothing in the router thread knows this object any more.
    m_mailbox->close();
    cancel();
}

void RouterCompletionStream::cancel()
{
    if (std::exchange(m_isRunning, false))
        m_thread->run([number = m_number](RouterWorker &worker) { worker.cancelCompletion(number); });
}

void RouterCompletionStream::deliver()
{
    const EventMailbox::Mail mail = m_mailbox->take();
    if (mail.isEmpty())
        return;
    m_frame.start();
    if (mail.wasFull)
        m_thread->run([number = m_number](RouterWorker &worker) { worker.resumeCompletion(number); });

    // Whoever listens may delete this object.
    const QPointer<RouterCompletionStream> self(this);
    if (mail.keptAlive)
        emit keptAlive();
    if (self && !mail.events.isEmpty())
        emit received(mail.events);
    if (self && mail.outcome) {
        m_isRunning = false;
        m_frame.stop();
        emit finished(*mail.outcome);
    }
}

} // namespace tabletalk
