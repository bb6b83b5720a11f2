// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tablereader.h"

#include "whenfinished.h"
#include "workerservice.h"

#include <QFutureWatcher>
#include <QJsonDocument>
#include <QPromise>

namespace tabletalk {

namespace {

Error refusal(ErrorKind kind, const QString &text)
{
    return {.kind = kind, .source = ErrorSource::Program, .userText = text};
}

Error problemError(const QString &problem, const QString &name)
{
    QString text;
    if (problem == QLatin1String("empty"))
        text = TableReader::tr("%1 holds no rows.").arg(name);
    else if (problem == QLatin1String("tooWide"))
        text = TableReader::tr("%1 has more than %2 columns, more than a table can have.")
                   .arg(name)
                   .arg(kMostColumns);
    else if (problem == QLatin1String("tooLong"))
        text = TableReader::tr("%1 has more rows than a table can have.").arg(name);
    else if (problem == QLatin1String("notText"))
        text =
            TableReader::tr("%1 holds bytes that are no text, so there is no table to read in it.").arg(name);
    else if (problem == QLatin1String("noTable"))
        text = TableReader::tr("There is no table in %1.").arg(name);
    else if (problem == QLatin1String("unknownEncoding"))
        text = TableReader::tr("%1 cannot be read in the encoding that was chosen.").arg(name);
    else if (problem == QLatin1String("damaged"))
        text =
            TableReader::tr("%1 is damaged: it ends in the middle, or is not what it says it is.").arg(name);
    else if (problem == QLatin1String("locked"))
        text = TableReader::tr("%1 is protected by a password. Save it without one first.").arg(name);
    else if (problem == QLatin1String("tooLarge"))
        text = TableReader::tr("%1 grows beyond measure when it is unpacked, so it was not read.").arg(name);
    else
        text = TableReader::tr("%1 is of a kind that cannot be read as a table. Save it as CSV first.")
                   .arg(name);
    return refusal(ErrorKind::AttachmentUnreadable, text);
}

Result<Table> tableFrom(const Result<WorkerAnswer> &answer, const QString &name)
{
    if (!answer)
        return answer.error();
    const QJsonDocument said = QJsonDocument::fromJson(answer->message);
    if (const QString problem = said[u"problem"].toString(); !problem.isEmpty())
        return problemError(problem, name);
    if (std::optional<Table> table = Table::open(answer->bulk))
        return *table;
    return refusal(
        ErrorKind::WorkerFailed,
        TableReader::tr("Tabletalk's helper process gave an answer for %1 that is no table.").arg(name));
}

} // namespace

TableReader::TableReader(WorkerService &workers, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
{
}

QFuture<Result<Table>> TableReader::read(const TableOrder &order, const QByteArray &bytes, qint64 mostRows)
{
    constexpr std::chrono::minutes kPatience{2};
    TableOrder sent = order;
    sent.path.clear(); // the helper has no files
    QJsonObject message = toJson(sent);
    if (mostRows > 0)
        message.insert(QStringLiteral("rows"), mostRows);
    WorkerQuestion question;
    question.role = QStringLiteral("ingest");
    question.message = QJsonDocument(message).toJson(QJsonDocument::Compact);
    question.bulk = bytes;
    question.deadline = kPatience;
    QFuture<Result<WorkerAnswer>> asked = m_workers.ask(question);

    auto promise = std::make_shared<QPromise<Result<Table>>>();
    promise->start();
    // Who gives the table up gives up the reading; the watcher ends with the answer.
    auto *watcher = new QFutureWatcher<Result<Table>>(this);
    connect(watcher, &QFutureWatcherBase::canceled, this, [asked]() mutable { asked.cancel(); });
    watcher->setFuture(promise->future());
    whenFinished(asked, this, [promise, watcher, name = order.name](const Result<WorkerAnswer> &answer) {
        watcher->deleteLater();
        promise->addResult(tableFrom(answer, name));
        promise->finish();
    });
    return promise->future();
}

} // namespace tabletalk
