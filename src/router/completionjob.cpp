// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "completionjob.h"

#include "requestjson.h"

#include <QDateTime>

namespace tabletalk {

namespace {

using Ending = CompletionOutcome::Ending;

HttpRequest toHttp(const CompletionRequest &request)
{
    HttpRequest http{.verb = HttpRequest::Verb::Post,
                     .url = request.endpoint.url(u"chat/completions"),
                     .key = request.key,
                     .body = requestBody(request),
                     .accept = request.stream ? "text/event-stream, application/json" : "application/json",
                     .connection = request.endpoint.connection(),
                     .isStreamed = request.stream};
    if (!request.stream) {
        // Nothing need come before the whole answer does.
        Deadlines &deadlines = http.connection.deadlines;
        deadlines.firstByte = deadlines.idle = deadlines.wholeReply;
    }
    return http;
}

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

} // namespace

CompletionJob::CompletionJob(const CompletionRequest &request, const WireLimits &limits,
                             std::shared_ptr<EventMailbox> mailbox, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_errors(request.endpoint)
    , m_key(request.key)
    , m_mailbox(std::move(mailbox))
    , m_exchange(toHttp(request), limits, limits.longestAnswer, this)
    , m_reader(limits)
{
    connect(&m_exchange, &HttpExchange::bytesArrived, this, &CompletionJob::onBytes);
    connect(&m_exchange, &HttpExchange::ended, this, &CompletionJob::onEnd);
}

void CompletionJob::start()
{
    m_outcome.startedMs = QDateTime::currentMSecsSinceEpoch();
    m_exchange.start();
}

void CompletionJob::cancel()
{
    finish(Ending::Cancelled, std::nullopt);
}

void CompletionJob::resume()
{
    m_exchange.setPaused(false);
}

void CompletionJob::onBytes(const QByteArray &bytes)
{
    if (!isSuccess(m_exchange.head().status)) {
        m_errorBody += bytes;
        return;
    }
    const bool wasComplete = m_reader.isComplete();
    deliver(m_reader.feed(bytes));
    // What follows [DONE], an error or nonsense is not waited for.
    if (m_reader.isOver())
        conclude({});
    else if (!wasComplete && m_reader.isComplete())
        m_exchange.setIdleDeadline(m_limits.afterFinish);
}

void CompletionJob::onEnd(const HttpEnd &end)
{
    const int status = m_exchange.head().status;
    if (status == 0) {
        finish(Ending::Failed, m_errors.fromEnd(end, false));
    } else if (!isSuccess(status)) {
        // The status was told; how the rest of such a reply ended changes nothing.
        finish(Ending::Failed, m_errors.fromReply(m_exchange.head(), m_errorBody));
    } else {
        deliver(m_reader.finish());
        conclude(end);
    }
}

void CompletionJob::deliver(const AnswerReader::Arrival &arrival)
{
    if (m_outcome.firstTokenMs == 0 && m_reader.reply().hasAnything())
        m_outcome.firstTokenMs = QDateTime::currentMSecsSinceEpoch();
    if (arrival.keptAlive)
        m_mailbox->postKeepAlive();
    if (!m_mailbox->post(arrival.events))
        m_exchange.setPaused(true);
}

void CompletionJob::conclude(const HttpEnd &end)
{
    const ChunkReader &reply = m_reader.reply();
    const Ending broken = reply.hasAnything() ? Ending::Cut : Ending::Failed;
    // Qt tells a whole body from a cut one too rarely for that to count.
    const bool hasEnded = end.cause == HttpEnd::Cause::Closed || end.cause == HttpEnd::Cause::NetworkFailed;

    if (reply.error())
        finish(Ending::Failed, m_errors.fromAnswer(*reply.error()));
    else if (end.cause == HttpEnd::Cause::TooLong || m_reader.overflowed())
        finish(broken, m_errors.replyTooLarge());
    else if (m_reader.isComplete() && reply.hasAnswer())
        finish(Ending::Complete, std::nullopt);
    else if (m_reader.isComplete())
        finish(Ending::Failed, m_errors.emptyAnswer(reply.finishReason()));
    else if (m_reader.shape() == AnswerReader::Shape::Foreign && hasEnded)
        finish(Ending::Failed, m_errors.notTheRouter());
    else if (m_reader.isMalformed() && hasEnded)
        finish(broken, m_errors.malformedReply());
    else
        finish(broken, m_errors.fromEnd(end, reply.hasAnything()));
}

void CompletionJob::finish(Ending ending, std::optional<Error> error)
{
    if (std::exchange(m_isDone, true))
        return;
    m_exchange.stop();
    const ChunkReader &reply = m_reader.reply();
    m_outcome.ending = ending;
    if (error) {
        m_outcome.error = withoutKey(*std::move(error), m_key);
        if (!m_outcome.error->detail.isEmpty())
            m_outcome.error->nextSteps.append(NextStep::ShowDetails);
    }
    m_key = {};
    m_outcome.finishReason = reply.finishReason();
    m_outcome.servedModel = reply.servedModel();
    m_outcome.generationId = reply.generationId();
    m_outcome.usage = reply.usage();
    m_outcome.httpStatus = m_exchange.head().status;
    m_outcome.finishedMs = QDateTime::currentMSecsSinceEpoch();
    m_mailbox->postOutcome(m_outcome);
    emit done();
}

} // namespace tabletalk
