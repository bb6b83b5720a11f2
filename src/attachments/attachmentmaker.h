// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachmentfolder.h"
#include "attachmentservice.h"
#include "tablereader.h"

#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace tabletalk {

class HistoryStore;
class WorkerService;

//! AttachmentService on a folder, and in memory for what must not be written: files are read and pictures
//! made to fit on threads of its own, documents are read by the helper process.
class AttachmentMaker final : public QObject, public AttachmentService {
    Q_OBJECT
public:
    //! `workers` outlives it.
    AttachmentMaker(const QString &folder, WorkerService &workers, QObject *parent = nullptr);
    ~AttachmentMaker() override;

    QFuture<Result<Attachment>> addFile(const QString &path, Keeping keeping = Keeping::OnDisk) override;
    QFuture<Result<Attachment>> addBytes(const QString &name, const QByteArray &bytes,
                                         Keeping keeping = Keeping::OnDisk) override;
    //! Keeps bytes as they are, for an attachment that was made elsewhere. Gives their SHA-256.
    QFuture<Result<QByteArray>> keep(const QByteArray &bytes);
    QFuture<Result<Attachment>> addTable(const TableOrder &order, const QByteArray &bytes,
                                         Keeping keeping = Keeping::OnDisk) override;
    QFuture<Result<QHash<QByteArray, QByteArray>>> bytes(const QList<Attachment> &attachments) override;
    QFuture<Result<Done>> locate(const Attachment &attachment, const QString &path) override;
    QFuture<Result<Done>> keepOnDisk(const QList<Attachment> &attachments) override;

    //! Removes, by and by, the files that nothing in the history needs. What was kept within the last day
    //! stays: what it belongs to may not be written yet. Where the history cannot say, everything stays.
    //! `history` outlives it. How many were removed.
    QFuture<int> removeUnused(HistoryStore &history);

private:
    //! One attachment on its way.
    struct Making {
        QPromise<Result<Attachment>> promise;
        Keeping keeping = Keeping::OnDisk;
        QString path; //!< of a file
    };
    using Promise = std::shared_ptr<Making>;

    static Promise begin(Keeping keeping, const QString &path = {});
    void take(const QString &name, const QByteArray &bytes, const Promise &promise);
    void takePicture(const QString &name, const QByteArray &bytes, const Promise &promise);
    //! `refused` is told why it is no table.
    void takeTable(const TableOrder &order, const QByteArray &bytes, const Promise &promise,
                   std::function<void(const Error &)> refused);
    void takeDocument(const QString &name, const QByteArray &bytes, const Promise &promise);
    void keep(const Attachment &attachment, const QByteArray &bytes, const Promise &promise);
    static void finish(const Promise &promise, const Result<Attachment> &result);

    AttachmentFolder m_folder;
    QHash<QByteArray, QByteArray> m_memory; //!< bytes of temporary conversations, by their SHA-256
    WorkerService &m_workers;
    TableReader m_tables;
    QThreadPool m_threads;
};

} // namespace tabletalk
