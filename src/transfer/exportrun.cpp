// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exportrun.h"

#include "htmldocument.h"
#include "pagepainter.h"
#include "titlefilename.h"
#include "whenfinished.h"

#include <QDir>
#include <QFileInfo>
#include <QPageLayout>
#include <QPdfWriter>
#include <QSaveFile>
#include <QtConcurrent>

namespace tabletalk {

namespace {

constexpr qreal kMarginMm = 18;

Error notWritten(const QString &path, const QString &reason)
{
    return Error{.kind = ErrorKind::StorageFailed,
                 .source = ErrorSource::Storage,
                 .userText = ExportRun::tr("%1 could not be written: %2. Choose another place.")
                                 .arg(QDir::toNativeSeparators(path), reason)};
}

Result<Done> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return notWritten(path, file.errorString());
    return Done{};
}

Result<Done> writePdf(const QString &path, const QString &title, const QString &html,
                      const std::function<bool()> &isCancelled)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(path, file.errorString());
    {
        QPdfWriter writer(&file);
        constexpr int kDpi = 300;
        writer.setResolution(kDpi);
        writer.setTitle(title);
        writer.setCreator(QStringLiteral("Tabletalk"));
        writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm), QPageLayout::Millimeter);
        const Result<Done> painted = paintPages(html, writer, isCancelled);
        if (!painted)
            return painted;
    }
    if (!file.commit())
        return notWritten(path, file.errorString());
    return Done{};
}

Result<Done> writeOne(const ConversationTree &tree, const AttachmentBytes &attachments, ExportFormat format,
                      const QString &path, const std::function<bool()> &isCancelled)
{
    switch (format) {
    case ExportFormat::Markdown:
        return writeFile(path, exportMarkdown(tree).toUtf8());
    case ExportFormat::Html:
        return writeFile(path, exportHtml(tree, attachments).toUtf8());
    case ExportFormat::Pdf:
        return writePdf(path, tree.conversation.title, exportHtml(tree, attachments, HtmlFor::Paper),
                        isCancelled);
    case ExportFormat::Json:
        break; // all into one, not here
    }
    return Done{};
}

QString endingOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Markdown:
        return QStringLiteral(".md");
    case ExportFormat::Html:
        return QStringLiteral(".html");
    case ExportFormat::Pdf:
        return QStringLiteral(".pdf");
    case ExportFormat::Json:
        return QStringLiteral(".json");
    }
    return {};
}

QString nameOf(const QString &title)
{
    return title.isEmpty() ? ExportRun::tr("Untitled") : title;
}

} // namespace

ExportRun::ExportRun(const ExportOrder &order, HistoryStore &history, AttachmentService &attachments,
                     QThreadPool &threads, QObject *parent)
    : QObject(parent)
    , m_order(order)
    , m_history(history)
    , m_attachments(attachments)
    , m_threads(threads)
    , m_promise(std::make_shared<QPromise<Result<ExportReport>>>())
{
}

ExportRun::~ExportRun()
{
    m_promise->future().cancel(); // of the program's end: the job that runs shall not last
}

QFuture<Result<ExportReport>> ExportRun::start()
{
    m_promise->start();
    m_promise->setProgressRange(0, int(m_order.conversations.size()));
    QFuture<Result<ExportReport>> future = m_promise->future();
    if (m_order.format == ExportFormat::Json) {
        m_file = std::make_shared<QSaveFile>(m_order.path);
        if (!m_file->open(QIODevice::WriteOnly)) {
            finish(notWritten(m_order.path, m_file->errorString()));
            return future;
        }
        whenFinished(m_history.folders(), this, [this](const Result<QList<Folder>> &folders) {
            if (folders)
                begin(*folders);
            else
                finish(folders.error());
        });
        return future;
    }
    next();
    return future;
}

void ExportRun::begin(const QList<Folder> &folders)
{
    m_json = std::make_shared<JsonExport>(*m_file, folders);
    next();
}

void ExportRun::next()
{
    m_promise->setProgressValue(m_at);
    if (m_promise->isCanceled()) {
        finish(Error{.kind = ErrorKind::Cancelled});
        return;
    }
    if (m_at == m_order.conversations.size()) {
        if (m_json) {
            m_json->finish();
            if (!m_file->commit()) {
                finish(notWritten(m_order.path, m_file->errorString()));
                return;
            }
        }
        finish(m_report);
        return;
    }
    whenFinished(m_history.tree(m_order.conversations.at(m_at++)), this,
                 [this](const Result<ConversationTree> &tree) {
                     if (tree) {
                         gather(*tree);
                         return;
                     }
                     m_report.problems.append(tree.error().userText);
                     next();
                 });
}

void ExportRun::gather(const ConversationTree &tree)
{
    QHash<QByteArray, Attachment> wanted;
    for (const Attachment &attachment : attachmentsOf(tree.turns)) {
        if (m_order.format == ExportFormat::Json
            || (m_order.format != ExportFormat::Markdown && attachment.isPicture()))
            wanted.insert(attachment.sha256, attachment);
    }
    if (wanted.isEmpty()) {
        write(tree, {});
        return;
    }
    // Each by itself: one that is gone must not take the others along.
    QList<QFuture<Bytes>> asked;
    for (const Attachment &attachment : std::as_const(wanted))
        asked.append(m_attachments.bytes({attachment}));
    whenFinished(QtFuture::whenAll(asked.begin(), asked.end()), this,
                 [this, tree, wanted](const QList<QFuture<Bytes>> &answers) {
                     AttachmentBytes bytes;
                     for (const QFuture<Bytes> &answer : answers) {
                         if (answer.resultCount() > 0 && answer.result())
                             bytes.insert(answer.result().value());
                     }
                     for (const Attachment &attachment : wanted) {
                         if (!bytes.contains(attachment.sha256))
                             m_report.problems.append(
                                 tr("%1: the content of \"%2\" is missing or damaged in the data folder.")
                                     .arg(nameOf(tree.conversation.title), attachment.name));
                     }
                     write(tree, bytes);
                 });
}

void ExportRun::write(const ConversationTree &tree, const AttachmentBytes &attachments)
{
    const QString title = nameOf(tree.conversation.title);
    QFuture<Result<Done>> written;
    if (m_json) {
        written = QtConcurrent::run(&m_threads, [=, json = m_json, file = m_file, path = m_order.path] {
            json->add(tree, attachments);
            return file->error() == QFileDevice::NoError
                       ? Result<Done>(Done{})
                       : Result<Done>(notWritten(path, file->errorString()));
        });
    } else {
        written = QtConcurrent::run(
            &m_threads, [=, promise = m_promise, format = m_order.format, path = pathFor(tree)] {
                return writeOne(tree, attachments, format, path, [promise] { return promise->isCanceled(); });
            });
    }
    whenFinished(written, this, [this, title](const Result<Done> &result) { take(result, title); });
}

void ExportRun::take(const Result<Done> &written, const QString &title)
{
    if (written) {
        ++m_report.conversations;
        next();
    } else if (m_order.conversations.size() == 1 || m_json) {
        finish(written.error());
    } else {
        m_report.problems.append(tr("%1: %2").arg(title, written.error().userText));
        next();
    }
}

void ExportRun::finish(const Result<ExportReport> &result)
{
    m_promise->addResult(result);
    m_promise->finish();
    deleteLater();
}

QString ExportRun::pathFor(const ConversationTree &tree)
{
    if (!QFileInfo(m_order.path).isDir())
        return m_order.path;
    const QString start = m_order.path + u'/' + fileNameForTitle(tree.conversation.title);
    const QString ending = endingOf(m_order.format);
    QString path = start + ending;
    for (int number = 2; m_paths.contains(path) || QFileInfo::exists(path); ++number)
        path = start + QStringLiteral(" (%1)").arg(number) + ending;
    m_paths.insert(path);
    return path;
}

} // namespace tabletalk
