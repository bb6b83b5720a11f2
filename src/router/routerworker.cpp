// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routerworker.h"

#include "completionjob.h"

namespace tabletalk {

void RouterWorker::startCompletion(quint64 number, const CompletionRequest &request, const WireLimits &limits,
                                   std::shared_ptr<EventMailbox> mailbox)
{
    auto *job = new CompletionJob(request, limits, std::move(mailbox), this);
    m_completions.insert(number, job);
    connect(job, &CompletionJob::done, this, [this, number, job] {
        m_completions.remove(number);
        job->deleteLater();
    });
    job->start();
}

void RouterWorker::cancelCompletion(quint64 number)
{
    if (CompletionJob *job = m_completions.value(number))
        job->cancel();
}

void RouterWorker::resumeCompletion(quint64 number)
{
    if (CompletionJob *job = m_completions.value(number))
        job->resume();
}

void RouterWorker::ask(const HttpRequest &request, const WireLimits &limits,
                       std::function<void(const HttpReply &)> answer)
{
    auto *exchange = new HttpExchange(request, limits, limits.longestInfo, this);
    auto reply = std::make_shared<HttpReply>();
    connect(exchange, &HttpExchange::bytesArrived, this,
            [reply](const QByteArray &bytes) { reply->body += bytes; });
    connect(exchange, &HttpExchange::ended, this,
            [exchange, reply, answer = std::move(answer)](const HttpEnd &end) {
                reply->head = exchange->head();
                reply->end = end;
                answer(*reply);
                exchange->deleteLater();
            });
    exchange->start();
}

} // namespace tabletalk
