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

Error tooLarge(const QString &name, qint64 size, qint64 most)
{
    const QLocale locale;
    const QString text =
        most == kLongestTable
            ? AttachmentMaker::tr(
                "%1 is too large: it has %2, and a table can have %3. Export the part of it "
                "that the question is about.")
            : AttachmentMaker::tr("%1 is too large: it has %2, and at most %3 can be attached.");
    return refusal(ErrorKind::AttachmentTooLarge,
                   text.arg(name, locale.formattedDataSize(size), locale.formattedDataSize(most)));
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
bool isSpreadsheet(QByteArrayView head, const QString &name)
{
    const QString suffix = name.section(u'.', -1).toLower();
    const bool isNamedSo =
        suffix == QLatin1String("xlsx") || suffix == QLatin1String("xlsm") || suffix == QLatin1String("ods");
    return isNamedSo || head.startsWith("SQLite format 3\0")
           || (isTableName(name) && head.startsWith("\x1f\x8b"));
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
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refusal(ErrorKind::AttachmentUnreadable,
                       AttachmentMaker::tr("%1 cannot be read: %2.").arg(name, file.errorString()));
    constexpr qint64 kHead = 64;
    const qint64 most =
        isTableName(name) || isSpreadsheet(file.peek(kHead), name) ? kLongestTable : kLongestAttachment;
    if (info.size() > most)
        return tooLarge(name, info.size(), most);
    QByteArray bytes = file.read(most + 1);
    if (bytes.isEmpty())
        return refusal(ErrorKind::AttachmentUnreadable, AttachmentMaker::tr("%1 is empty.").arg(name));
    if (bytes.size() > most)
        return tooLarge(name, bytes.size(), most);
    return bytes;
}

//! Of a table, by its name; what was pasted has none.
QString mediaTypeOf(const QString &name)
{
    const QMimeType type = QMimeDatabase().mimeTypeForFile(name, QMimeDatabase::MatchExtension);
    return type.isDefault() ? QStringLiteral("text/csv") : type.name();
}

//! What an attachment was made of, from a file that may be another one by now.
Result<QByteArray> sameBytes(const Attachment &attachment, const QString &path)
{
    Result<QByteArray> bytes = readFile(path);
    if (bytes && attachmentHash(*bytes) != attachment.sha256)
        return refusal(
            ErrorKind::AttachmentUnreadable,
            AttachmentMaker::tr("%1 is not the file that was attached: its content differs.").arg(path));
    return bytes;
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

AttachmentMaker::Promise AttachmentMaker::begin(Keeping keeping, const QString &path)
{
    Promise promise = std::make_shared<Making>();
    promise->keeping = keeping;
    promise->path = path;
    promise->promise.start();
    return promise;
}

QFuture<Result<Attachment>> AttachmentMaker::addFile(const QString &path, Keeping keeping)
{
    const Promise promise = begin(keeping, QFileInfo(path).absoluteFilePath());
    whenFinished(QtConcurrent::run(&m_threads, [path] { return readFile(path); }), this,
                 [this, promise, name = QFileInfo(path).fileName()](const Result<QByteArray> &bytes) {
                     if (bytes)
                         take(name, bytes.value(), promise);
                     else
                         finish(promise, bytes.error());
                 });
    return promise->promise.future();
}

QFuture<Result<Attachment>> AttachmentMaker::addBytes(const QString &name, const QByteArray &bytes,
                                                      Keeping keeping)
{
    const Promise promise = begin(keeping);
    QFuture<Result<Attachment>> future = promise->promise.future();
    if (bytes.size() > kLongestAttachment)
        finish(promise, tooLarge(name, bytes.size(), kLongestAttachment));
    else
        take(name, bytes, promise);
    return future;
}

void AttachmentMaker::take(const QString &name, const QByteArray &bytes, const Promise &promise)
{
    // A long file is read where it is, unless somebody wants a copy.
    const TableOrder order{.name = name,
                           .path = promise->path,
                           .keepsCopy = promise->path.isEmpty() || bytes.size() <= kLongestCopiedTable};
    if (promise->promise.isCanceled())
        promise->promise.finish();
    else if (looksLikePicture(bytes))
        takePicture(name, bytes, promise);
    else if (isSpreadsheet(bytes, name))
        takeTable(order, bytes, promise, [promise](const Error &error) { finish(promise, error); });
    else if (isTableName(name))
        takeTable(order, bytes, promise, [this, name, bytes, promise](const Error &error) {
            if (bytes.size() > kLongestAttachment)
                finish(promise, error);
            else
                takeDocument(name, bytes, promise);
        });
    else
        takeDocument(name, bytes, promise);
}

QFuture<Result<Attachment>> AttachmentMaker::addTable(const TableOrder &order, const QByteArray &bytes,
                                                      Keeping keeping)
{
    const Promise promise = begin(keeping, order.path);
    QFuture<Result<Attachment>> future = promise->promise.future();
    if (bytes.size() > kLongestTable)
        finish(promise, tooLarge(order.name, bytes.size(), kLongestTable));
    else
        takeTable(order, bytes, promise, [promise](const Error &error) { finish(promise, error); });
    return future;
}

void AttachmentMaker::takeTable(const TableOrder &order, const QByteArray &bytes, const Promise &promise,
                                std::function<void(const Error &)> refused)
{
    QFuture<Result<Table>> reading = m_tables.read(order, bytes);
    // Who gives the attachment up gives up the reading; the watcher ends with it.
    auto *watcher = new QFutureWatcher<Result<Attachment>>(this);
    connect(watcher, &QFutureWatcherBase::canceled, this, [reading]() mutable { reading.cancel(); });
    watcher->setFuture(promise->promise.future());
    const auto write = [order](const Table &table) {
        const TablePrompt prompt = tablePrompt(table, order);
        Attachment attachment;
        attachment.name = order.name;
        attachment.mediaType = order.mediaType.isEmpty() ? mediaTypeOf(order.name) : order.mediaType;
        attachment.text = prompt.text;
        attachment.table = {table.rowCount(), table.columnCount(), prompt.form, order};
        return attachment;
    };
    whenFinished(
        reading, this,
        [this, bytes, promise, watcher, write, refused = std::move(refused)](const Result<Table> &table) {
            watcher->deleteLater();
            if (!table) {
                refused(table.error());
                return;
            }
            whenFinished(
                QtConcurrent::run(&m_threads, [write, table = *table] { return write(table); }), this,
                [this, bytes, promise](const Attachment &attachment) { keep(attachment, bytes, promise); });
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
    if (promise->promise.isCanceled()) {
        promise->promise.finish();
        return;
    }
    const bool isInMemory = promise->keeping == Keeping::InMemory;
    const bool staysWhereItIs = attachment.table && !attachment.table->order.keepsCopy;
    const QFuture<Result<QByteArray>> kept =
        isInMemory || staysWhereItIs
            ? QtConcurrent::run(&m_threads, [bytes] { return Result<QByteArray>(attachmentHash(bytes)); })
            : keep(bytes);
    whenFinished(
        kept, this,
        [this, promise, attachment, bytes, isInMemory, staysWhereItIs](const Result<QByteArray> &sha256) {
            if (!sha256) {
                finish(promise, sha256.error());
                return;
            }
            if (isInMemory && !staysWhereItIs)
                m_memory.insert(*sha256, bytes);
            Attachment made = attachment;
            made.sha256 = *sha256;
            made.size = bytes.size();
            finish(promise, made);
        });
}

QFuture<Result<QByteArray>> AttachmentMaker::keep(const QByteArray &bytes)
{
    return QtConcurrent::run(&m_threads, [folder = m_folder, bytes] { return folder.keep(bytes); });
}

QFuture<Result<QHash<QByteArray, QByteArray>>> AttachmentMaker::bytes(const QList<Attachment> &attachments)
{
    QHash<QByteArray, QByteArray> held;
    for (const Attachment &attachment : attachments) {
        if (const auto found = m_memory.constFind(attachment.sha256); found != m_memory.constEnd())
            held.insert(attachment.sha256, *found);
    }
    return QtConcurrent::run(&m_threads, [folder = m_folder, attachments, held] {
        QHash<QByteArray, QByteArray> all = held;
        for (const Attachment &attachment : attachments) {
            if (all.contains(attachment.sha256))
                continue;
            Result<QByteArray> bytes = folder.bytes(attachment.sha256);
            if (!bytes && attachment.table && !attachment.table->order.keepsCopy)
                bytes = sameBytes(attachment, attachment.table->order.path);
            if (!bytes)
                return Result<QHash<QByteArray, QByteArray>>(bytes.error());
            all.insert(attachment.sha256, std::move(bytes).value());
        }
        return Result<QHash<QByteArray, QByteArray>>(std::move(all));
    });
}

QFuture<Result<Done>> AttachmentMaker::locate(const Attachment &attachment, const QString &path)
{
    return QtConcurrent::run(&m_threads, [folder = m_folder, attachment, path] {
        const Result<QByteArray> bytes = sameBytes(attachment, path);
        if (!bytes)
            return Result<Done>(bytes.error());
        const Result<QByteArray> kept = folder.keep(*bytes);
        return kept ? Result<Done>(Done{}) : Result<Done>(kept.error());
    });
}

QFuture<Result<Done>> AttachmentMaker::keepOnDisk(const QList<Attachment> &attachments)
{
    QList<QByteArray> held;
    for (const Attachment &attachment : attachments) {
        if (const auto found = m_memory.constFind(attachment.sha256); found != m_memory.constEnd())
            held.append(*found);
    }
    return QtConcurrent::run(&m_threads, [folder = m_folder, held] {
        for (const QByteArray &bytes : held) {
            if (const Result<QByteArray> kept = folder.keep(bytes); !kept)
                return Result<Done>(kept.error());
        }
        return Result<Done>(Done{});
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
    promise->promise.addResult(result);
    promise->promise.finish();
}

} // namespace tabletalk
