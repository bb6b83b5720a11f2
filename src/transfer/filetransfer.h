// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachmentservice.h"
#include "conversationtransfer.h"
#include "historystore.h"
#include "insertrun.h"
#include "treejson.h"

#include <QObject>
#include <QThreadPool>

namespace tabletalk {

//! ConversationTransfer between files and the history; reads and writes on a thread of its own.
class FileTransfer final : public QObject, public ConversationTransfer {
    Q_OBJECT
public:
    //! Both services outlive it; `nextId` may be called in any thread, `keep` keeps the bytes of an
    //! attachment that is imported.
    FileTransfer(HistoryStore &history, AttachmentService &attachments, KeepBytes keep, NextId nextId,
                 QObject *parent = nullptr);
    ~FileTransfer() override;

    QFuture<Result<ExportReport>> exportTo(const ExportOrder &order) override;
    QFuture<Result<Done>> print(ConversationId conversation,
                                std::shared_ptr<QPagedPaintDevice> device) override;
    QFuture<Result<ImportedConversations>> read(const QString &path) override;
    QFuture<Result<Done>> insert(const ImportedConversations &report) override;

private:
    HistoryStore &m_history;
    AttachmentService &m_attachments;
    KeepBytes m_keep;
    NextId m_nextId;
    QThreadPool m_threads;
};

} // namespace tabletalk
