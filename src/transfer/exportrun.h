// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachmentservice.h"
#include "conversationtransfer.h"
#include "exporter.h"
#include "historystore.h"

#include <QObject>
#include <QPromise>
#include <QSet>
#include <QThreadPool>

#include <memory>

class QSaveFile;

namespace tabletalk {

//! One export: asks for a conversation, writes it on another thread, asks for the next. Deletes itself when
//! it is done or was cancelled.
class ExportRun : public QObject {
    Q_OBJECT
public:
    //! All outlive it, `threads` its jobs.
    ExportRun(const ExportOrder &order, HistoryStore &history, AttachmentService &attachments,
              QThreadPool &threads, QObject *parent);
    ~ExportRun() override;

    QFuture<Result<ExportReport>> start();

private:
    using Bytes = Result<AttachmentBytes>;

    void begin(const QList<Folder> &folders);
    void next();
    void gather(const ConversationTree &tree);
    void write(const ConversationTree &tree, const AttachmentBytes &attachments);
    void take(const Result<Done> &written, const QString &title);
    void finish(const Result<ExportReport> &result);
    QString pathFor(const ConversationTree &tree);

    ExportOrder m_order;
    HistoryStore &m_history;
    AttachmentService &m_attachments;
    QThreadPool &m_threads;
    //! Shared with the job that runs, which asks it whether to go on.
    std::shared_ptr<QPromise<Result<ExportReport>>> m_promise;
    std::shared_ptr<QSaveFile> m_file; //!< of JSON, where all go into one
    std::shared_ptr<JsonExport> m_json;
    QSet<QString> m_paths; //!< that were given out
    ExportReport m_report;
    int m_at = 0;
};

} // namespace tabletalk
