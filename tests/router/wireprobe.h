// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"
#include "routercompletionservice.h"
#include "routerthread.h"

#include <QSignalSpy>
#include <QTest>

//! What the tests against a server share: a service with short deadlines, and a record of one stream.

namespace tabletalk {

inline const QByteArray kTestKey = "sk-test-0123456789abcdef";

inline WireLimits shortLimits()
{
    return {.afterFinish = std::chrono::seconds(1)};
}

inline Deadlines shortDeadlines()
{
    using namespace std::chrono_literals;
    return {.connect = 5s, .tls = 5s, .firstByte = 5s, .idle = 5s, .wholeReply = 10s};
}

inline Endpoint endpointAt(const QString &baseUrl, const Deadlines &deadlines = shortDeadlines())
{
    ConnectionOptions options;
    options.deadlines = deadlines;
    return Endpoint::parse(baseUrl)->withConnection(options);
}

inline CompletionRequest requestTo(const Endpoint &endpoint)
{
    CompletionRequest request;
    request.endpoint = endpoint;
    request.key = Secret(kTestKey);
    request.model = QStringLiteral("openai/gpt-4o");
    request.messages = {{WireRole::User, QStringLiteral("Hello"), {}}};
    return request;
}

inline CompletionRequest requestTo(const QString &baseUrl, const Deadlines &deadlines = shortDeadlines())
{
    return requestTo(endpointAt(baseUrl, deadlines));
}

//! Starts a completion and records all that its stream emits.
class WireProbe : public QObject {
    Q_OBJECT
public:
    explicit WireProbe(const CompletionRequest &request, const WireLimits &limits = shortLimits(),
                       std::shared_ptr<RouterThread> thread = std::make_shared<RouterThread>())
        : m_thread(std::move(thread))
        , m_stream(RouterCompletionService(m_thread, limits).start(request))
    {
        connect(m_stream.get(), &CompletionStream::received, this,
                [this](const QList<CompletionEvent> &events) {
                    m_eventsAfterEnd = m_eventsAfterEnd || !m_outcomes.isEmpty();
                    m_events += events;
                    emit received();
                });
        connect(m_stream.get(), &CompletionStream::keptAlive, this, [this] { ++m_keepAlives; });
        connect(m_stream.get(), &CompletionStream::finished, this, [this](const CompletionOutcome &outcome) {
            m_outcomes.append(outcome);
            emit finished();
        });
    }

    CompletionStream *stream() { return m_stream.get(); }
    std::unique_ptr<CompletionStream> takeStream() { return std::move(m_stream); }

    //! Fails the caller's test by returning false when no end comes.
    bool waitForEnd()
    {
        QSignalSpy spy(this, &WireProbe::finished);
        return !m_outcomes.isEmpty() || spy.wait(20'000);
    }

    const QList<CompletionOutcome> &outcomes() const { return m_outcomes; }
    const CompletionOutcome &outcome() const { return m_outcomes.first(); }
    ErrorKind errorKind() const { return outcome().error ? outcome().error->kind : ErrorKind::Unknown; }
    int keepAlives() const { return m_keepAlives; }
    bool hadEventsAfterEnd() const { return m_eventsAfterEnd; }
    QString text() const
    {
        QString all;
        for (const CompletionEvent &event : m_events) {
            if (const auto *delta = std::get_if<TextDelta>(&event))
                all += delta->text;
        }
        return all;
    }
    QString reasoning() const
    {
        QString all;
        for (const CompletionEvent &event : m_events) {
            if (const auto *delta = std::get_if<ReasoningDelta>(&event))
                all += delta->text;
        }
        return all;
    }

signals:
    void received();
    void finished();

private:
    std::shared_ptr<RouterThread> m_thread;
    std::unique_ptr<CompletionStream> m_stream;
    QList<CompletionEvent> m_events;
    QList<CompletionOutcome> m_outcomes;
    int m_keepAlives = 0;
    bool m_eventsAfterEnd = false;
};

} // namespace tabletalk
