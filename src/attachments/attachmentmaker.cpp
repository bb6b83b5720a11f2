// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attachmentmaker.h"

#include "historystore.h"
#include "picture.h"
#include "tableprompt.h"
#include "whenfinished.h"
#include "workerservice.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QMimeDatabase>
#include <QtConcurrent>

namespace tabletalk {

namespace {

const QString kPdf = QStringLiteral("application/pdf");

Error refusal(ErrorKind kind, const QString &text)
{
    return {.kind = kind, .source = ErrorSource::Program, .userText = text};
}

Error tooLarge(const QString &name, qint64 size)
{
    const QLocale locale;
    return refusal(
        ErrorKind::AttachmentTooLarge,
        AttachmentMaker::tr("%1 is too large: it has %2, and at most %3 can be attached.")
            .arg(name, locale.formattedDataSize(size), locale.formattedDataSize(kLongestAttachment)));
}

//! Everything that can be wrong with a file before its content is looked at.
Result<QByteArray> readFile(const QString &path)
{
    const QFileInfo info(path);
    const QString name = info.fileName();
    if (!info.exists())
        return refusal(ErrorKind::AttachmentUnreadable,
                       AttachmentMaker::tr("There is no file %1.").arg(path));
    if (info.isDir())
        return refusal(ErrorKind::AttachmentUnreadable,
                       AttachmentMaker::tr("%1 is a folder. Attach the files in it.").arg(name));
    // A pipe or a device might never end.
    if (!info.isFile())
        return refusal(ErrorKind::AttachmentUnreadable, AttachmentMaker::tr("%1 is not a file.").arg(name));
    if (info.size() > kLongestAttachment)
        return tooLarge(name, info.size());
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refusal(ErrorKind::AttachmentUnreadable,
                       AttachmentMaker::tr("%1 cannot be read: %2.").arg(name, file.errorString()));
    QByteArray bytes = file.read(kLongestAttachment + 1);
    if (bytes.isEmpty())
        return refusal(ErrorKind::AttachmentUnreadable, AttachmentMaker::tr("%1 is empty.").arg(name));
    if (bytes.size() > kLongestAttachment)
        return tooLarge(name, bytes.size());
    return bytes;
}

//! Files that are tables by name. Others, such as .txt, are texts until somebody says otherwise.
bool isTableName(const QString &name)
{
    QString lower = name.toLower();
    if (lower.endsWith(QLatin1String(".gz")))
        lower.chop(3);
    const QString suffix = lower.section(u'.', -1);
    // A .json is mostly settings or a message; records come one on each line.
    return suffix == QLatin1String("csv") || suffix == QLatin1String("tsv") || suffix == QLatin1String("tab")
           || suffix == QLatin1String("jsonl") || suffix == QLatin1String("ndjson");
}

//! Tables that are no text: where they cannot be read, nothing can be done with them.
bool isSpreadsheet(const QByteArray &bytes, const QString &name)
{
    const bool isNamedSo = name.endsWith(QLatin1String(".xlsx"), Qt::CaseInsensitive)
                           || name.endsWith(QLatin1String(".xlsm"), Qt::CaseInsensitive)
                           || name.endsWith(QLatin1String(".ods"), Qt::CaseInsensitive);
    return isNamedSo || (isTableName(name) && bytes.startsWith("\x1f\x8b"));
}

//! Of a table, by its name; what was pasted has none.
QString mediaTypeOf(const QString &name)
{
    const QMimeType type = QMimeDatabase().mimeTypeForFile(name, QMimeDatabase::MatchExtension);
    return type.isDefault() ? QStringLiteral("text/csv") : type.name();
}

Error problem(const QString &problem, const QString &name)
{
    if (problem == QLatin1String("locked")) {
        return refusal(
            ErrorKind::AttachmentUnreadable,
            AttachmentMaker::tr("%1 is protected by a password. Save it without one first.").arg(name));
    }
    if (problem == QLatin1String("damaged"))
        return refusal(ErrorKind::AttachmentUnreadable,
                       AttachmentMaker::tr("%1 is damaged and cannot be read.").arg(name));
    if (problem == QLatin1String("tooLong"))
        return refusal(ErrorKind::AttachmentTooLarge,
                       AttachmentMaker::tr("%1 holds more text than any model reads at once.").arg(name));
    return refusal(
        ErrorKind::AttachmentUnsupported,
        AttachmentMaker::tr("%1 is of a kind that cannot be attached. Pictures (PNG, JPEG, WebP, GIF), "
                            "PDF documents, tables and text files can.")
            .arg(name));
}

} // namespace

AttachmentMaker::AttachmentMaker(const QString &folder, WorkerService &workers, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
    , m_workers(workers)
    , m_tables(workers)
{
    m_threads.setMaxThreadCount(2);
}

AttachmentMaker::~AttachmentMaker()
{
    m_threads.waitForDone();
}

QFuture<Result<Attachment>> AttachmentMaker::addFile(const QString &path)
{
    const Promise promise = std::make_shared<QPromise<Result<Attachment>>>();
    promise->start();
    whenFinished(QtConcurrent::run(&m_threads, [path] { return readFile(path); }), this,
                 [this, promise, name = QFileInfo(path).fileName()](const Result<QByteArray> &bytes) {
                     if (bytes)
                         take(name, bytes.value(), promise);
                     else
                         finish(promise, bytes.error());
                 });
    return promise->future();
}

QFuture<Result<Attachment>> AttachmentMaker::addBytes(const QString &name, const QByteArray &bytes)
{
    const Promise promise = std::make_shared<QPromise<Result<Attachment>>>();
    promise->start();
    QFuture<Result<Attachment>> future = promise->future();
    if (bytes.size() > kLongestAttachment)
        finish(promise, tooLarge(name, bytes.size()));
    else
        take(name, bytes, promise);
    return future;
}

void AttachmentMaker::take(const QString &name, const QByteArray &bytes, const Promise &promise)
{
    if (promise->isCanceled())
        promise->finish();
    else if (looksLikePicture(bytes))
        takePicture(name, bytes, promise);
    else if (isSpreadsheet(bytes, name))
        takeTable({.name = name}, bytes, promise, [promise](const Error &error) { finish(promise, error); });
    else if (isTableName(name))
        takeTable({.name = name}, bytes, promise,
                  [this, name, bytes, promise](const Error &) { takeDocument(name, bytes, promise); });
    else
        takeDocument(name, bytes, promise);
}

QFuture<Result<Attachment>> AttachmentMaker::addTable(const TableOrder &order, const QByteArray &bytes)
{
    const Promise promise = std::make_shared<QPromise<Result<Attachment>>>();
    promise->start();
    QFuture<Result<Attachment>> future = promise->future();
    if (bytes.size() > kLongestAttachment)
        finish(promise, tooLarge(order.name, bytes.size()));
    else
        takeTable(order, bytes, promise, [promise](const Error &error) { finish(promise, error); });
    return future;
}

void AttachmentMaker::takeTable(const TableOrder &order, const QByteArray &bytes, const Promise &promise,
                                std::function<void(const Error &)> refused)
{
    whenFinished(m_tables.read(order, bytes), this,
                 [this, order, bytes, promise, refused = std::move(refused)](const Result<Table> &table) {
                     if (!table) {
                         refused(table.error());
                         return;
                     }
                     const TablePrompt prompt = tablePrompt(*table, order);
                     Attachment attachment;
                     attachment.name = order.name;
                     attachment.mediaType =
                         order.mediaType.isEmpty() ? mediaTypeOf(order.name) : order.mediaType;
                     attachment.text = prompt.text;
                     attachment.table = {table->rowCount(), table->columnCount(), prompt.form, order};
                     keep(attachment, bytes, promise);
                 });
}

void AttachmentMaker::takePicture(const QString &name, const QByteArray &bytes, const Promise &promise)
{
    whenFinished(QtConcurrent::run(&m_threads, [bytes] { return makePicture(bytes); }), this,
                 [this, promise, name](const Result<Picture> &picture) {
                     if (!picture) {
                         finish(promise, picture.error());
                         return;
                     }
                     Attachment attachment;
                     attachment.name = name;
                     attachment.mediaType = picture->mediaType;
                     attachment.pixels = picture->pixels;
                     keep(attachment, picture->bytes, promise);
                 });
}

void AttachmentMaker::takeDocument(const QString &name, const QByteArray &bytes, const Promise &promise)
{
    Attachment asked;
    asked.name = name;
    // Its head may lie a little behind what a mail program or a printer put before it.
    constexpr qsizetype kFarthestHead = 1024;
    if (bytes.first(std::min(bytes.size(), kFarthestHead)).contains("%PDF-")) {
        asked.mediaType = kPdf;
    } else {
        const QMimeType type = QMimeDatabase().mimeTypeForFile(name, QMimeDatabase::MatchExtension);
        asked.mediaType =
            type.inherits(QStringLiteral("text/plain")) ? type.name() : QStringLiteral("text/plain");
    }
    WorkerQuestion question;
    question.role = QStringLiteral("document");
    question.message = QJsonDocument(QJsonObject{{QStringLiteral("mediaType"), asked.mediaType}}).toJson();
    question.bulk = bytes;
    whenFinished(
        m_workers.ask(question), this, [this, promise, asked, bytes](const Result<WorkerAnswer> &answer) {
            Attachment attachment = asked;
            if (!answer) {
                finish(promise, answer.error());
                return;
            }
            const QJsonDocument said = QJsonDocument::fromJson(answer->message);
            if (const QString why = said[u"problem"].toString(); !why.isEmpty()) {
                finish(promise, problem(why, attachment.name));
                return;
            }
            attachment.pages = std::max(0, said[u"pages"].toInt());
            const QString text = QString::fromUtf8(answer->bulk);
            if (!text.trimmed().isEmpty()) {
                attachment.text = text;
            } else if (attachment.mediaType != kPdf) {
                finish(promise,
                       refusal(ErrorKind::AttachmentUnreadable, tr("%1 is empty.").arg(attachment.name)));
                return;
            }
            keep(attachment, bytes, promise);
        });
}

void AttachmentMaker::keep(const Attachment &attachment, const QByteArray &bytes, const Promise &promise)
{
    if (promise->isCanceled()) {
        promise->finish();
        return;
    }
    whenFinished(keep(bytes), this,
                 [promise, attachment, size = bytes.size()](const Result<QByteArray> &kept) {
                     if (!kept) {
                         finish(promise, kept.error());
                         return;
                     }
                     Attachment made = attachment;
                     made.sha256 = kept.value();
                     made.size = size;
                     finish(promise, made);
                 });
}

QFuture<Result<QByteArray>> AttachmentMaker::keep(const QByteArray &bytes)
{
    return QtConcurrent::run(&m_threads, [folder = m_folder, bytes] { return folder.keep(bytes); });
}

QFuture<Result<QHash<QByteArray, QByteArray>>> AttachmentMaker::bytes(const QList<Attachment> &attachments)
{
    return QtConcurrent::run(&m_threads, [folder = m_folder, attachments] {
        QHash<QByteArray, QByteArray> all;
        for (const Attachment &attachment : attachments) {
            Result<QByteArray> bytes = folder.bytes(attachment.sha256);
            if (!bytes)
                return Result<QHash<QByteArray, QByteArray>>(bytes.error());
            all.insert(attachment.sha256, std::move(bytes).value());
        }
        return Result<QHash<QByteArray, QByteArray>>(std::move(all));
    });
}

QFuture<int> AttachmentMaker::removeUnused(HistoryStore &history)
{
    auto promise = std::make_shared<QPromise<int>>();
    promise->start();
    const auto end = [promise](int removed) {
        promise->addResult(removed);
        promise->finish();
    };
    const QDateTime then = QDateTime::currentDateTime().addDays(-1);
    whenFinished(QtConcurrent::run(&m_threads, [folder = m_folder, then] { return folder.keptBefore(then); }),
                 this, [this, end, then, &history](const QStringList &old) {
                     if (old.isEmpty()) { // and no copy needs to be opened
                         end(0);
                         return;
                     }
                     whenFinished(history.attachmentsInUse(), this,
                                  [this, end, then, old](const Result<QSet<QByteArray>> &used) {
                                      if (!used) {
                                          end(0);
                                          return;
                                      }
                                      QStringList unused = old;
                                      unused.removeIf([&used](const QString &name) {
                                          return used->contains(name.toLatin1());
                                      });
                                      whenFinished(QtConcurrent::run(&m_threads,
                                                                     [folder = m_folder, unused, then] {
                                                                         return folder.remove(unused, then);
                                                                     }),
                                                   this, end);
                                  });
                 });
    return promise->future();
}

void AttachmentMaker::finish(const Promise &promise, const Result<Attachment> &result)
{
    promise->addResult(result);
    promise->finish();
}

} // namespace tabletalk
