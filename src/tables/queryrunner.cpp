// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "queryrunner.h"

#include "querymessage.h"
#include "whenfinished.h"
#include "workerservice.h"

#include <QFutureWatcher>
#include <QPromise>

#include <algorithm>

namespace tabletalk {

namespace {

//! How long a worker may take to notice that its time is over, before it is killed.
constexpr std::chrono::milliseconds kGrace{250};

QString sentence(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::QueryTooSlow:
        return QueryRunner::tr("The query took too long and was stopped.");
    case ErrorKind::QueryTooLarge:
        return QueryRunner::tr("The query took more memory than it may and was stopped.");
    case ErrorKind::QueryPrivate:
        return QueryRunner::tr("The query failed, and it looked at private columns, so the model is not told "
                               "how.");
    default:
        return QueryRunner::tr("The query cannot be run as it is written.");
    }
}

Error failureOf(Error error, bool hasPrivate)
{
    if (error.kind == ErrorKind::WorkerTooSlow) {
        error.kind = ErrorKind::QueryTooSlow;
        error.detail = QStringLiteral("The query took too long and was stopped.");
        error.userText = sentence(error.kind);
    }
    // Of a worker that was killed, nobody knows what it had looked at.
    const bool mayTell = error.kind == ErrorKind::QueryRefused || error.kind == ErrorKind::QueryPrivate;
    if (hasPrivate && !mayTell)
        error.kind = ErrorKind::QueryPrivate;
    if (error.userText.isEmpty())
        error.userText = sentence(error.kind);
    return error;
}

Result<QueryAnswer> resultOf(const Result<WorkerAnswer> &answer, bool hasPrivate)
{
    if (!answer)
        return failureOf(answer.error(), hasPrivate);
    const std::optional<Result<QueryAnswer>> said = queryAnswerFrom(answer->bulk);
    if (!said)
        return failureOf({.kind = ErrorKind::WorkerFailed,
                          .userText = QueryRunner::tr(
                              "Tabletalk's helper process gave an answer to the query that is none.")},
                         hasPrivate);
    if (!*said)
        return failureOf(said->error(), false);
    return *said;
}

} // namespace

QueryRunner::QueryRunner(WorkerService &workers, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
{
}

QFuture<Result<QueryAnswer>> QueryRunner::run(const QueryOrder &order)
{
    WorkerQuestion question;
    question.role = QStringLiteral("query");
    question.bulk = toMessage(order);
    question.deadline = order.deadline + kGrace;
    question.mayReuse = true;
    for (const QueryTable &table : order.tables)
        question.kept.append(table.table.block());
    const bool hasPrivate =
        std::any_of(order.tables.begin(), order.tables.end(),
                    [](const QueryTable &table) { return !table.privateColumns.isEmpty(); });
    QFuture<Result<WorkerAnswer>> asked = m_workers.ask(question);

    auto promise = std::make_shared<QPromise<Result<QueryAnswer>>>();
    promise->start();
    // Who gives the answer up ends the query; the watcher ends with the answer.
    auto *watcher = new QFutureWatcher<Result<QueryAnswer>>(this);
    connect(watcher, &QFutureWatcherBase::canceled, this, [asked]() mutable { asked.cancel(); });
    watcher->setFuture(promise->future());
    whenFinished(asked, this, [promise, watcher, hasPrivate](const Result<WorkerAnswer> &answer) {
        watcher->deleteLater();
        promise->addResult(resultOf(answer, hasPrivate));
        promise->finish();
    });
    return promise->future();
}

} // namespace tabletalk
