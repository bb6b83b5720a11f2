// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "filetransfer.h"

#include "exportrun.h"
#include "htmldocument.h"
#include "importfile.h"
#include "pagepainter.h"
#include "whenfinished.h"

#include <QFile>
#include <QFileInfo>
#include <QtConcurrent>

namespace tabletalk {

FileTransfer::FileTransfer(HistoryStore &history, AttachmentService &attachments, KeepBytes keep,
                           NextId nextId, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_attachments(attachments)
    , m_keep(std::move(keep))
    , m_nextId(std::move(nextId))
{
    m_threads.setMaxThreadCount(1);
}

FileTransfer::~FileTransfer()
{
    qDeleteAll(findChildren<ExportRun *>(Qt::FindDirectChildrenOnly)); // they end their jobs
    m_threads.waitForDone();
}

QFuture<Result<ExportReport>> FileTransfer::exportTo(const ExportOrder &order)
{
    return (new ExportRun(order, m_history, m_attachments, m_threads, this))->start();
}

QFuture<Result<Done>> FileTransfer::print(ConversationId conversation,
                                          std::shared_ptr<QPagedPaintDevice> device)
{
    auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    whenFinished(m_history.tree(conversation), this,
                 [this, promise, device = std::move(device)](const Result<ConversationTree> &tree) {
                     if (!tree) {
                         promise->addResult(Result<Done>(tree.error()));
                         promise->finish();
                         return;
                     }
                     m_threads.start([promise, device, tree = *tree] {
                         promise->addResult(paintPages(exportHtml(tree, {}, HtmlFor::Paper), *device,
                                                       [&promise] { return promise->isCanceled(); }));
                         promise->finish();
                     });
                 });
    return promise->future();
}

QFuture<Result<ImportedConversations>> FileTransfer::read(const QString &path)
{
    return QtConcurrent::run(
        &m_threads, [path, nextId = m_nextId](QPromise<Result<ImportedConversations>> &promise) {
            QFile file(path);
            if (file.open(QIODevice::ReadOnly)) {
                readImportFile(file, nextId, promise);
                return;
            }
            promise.addResult(Result<ImportedConversations>(Error{
                .kind = ErrorKind::BadRequest,
                .source = ErrorSource::Program,
                .userText = tr("%1 could not be opened: %2. Check the file's permissions, or choose another.")
                                .arg(QFileInfo(path).fileName(), file.errorString())}));
        });
}

QFuture<Result<Done>> FileTransfer::insert(const ImportedConversations &report)
{
    return (new InsertRun(report, m_history, m_keep, this))->start();
}

} // namespace tabletalk
