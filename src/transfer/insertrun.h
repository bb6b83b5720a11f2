// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historystore.h"
#include "importedconversations.h"

#include <QObject>
#include <QPromise>

#include <functional>

namespace tabletalk {

//! Keeps the bytes of an attachment and gives their SHA-256.
using KeepBytes = std::function<QFuture<Result<QByteArray>>(const QByteArray &bytes)>;

//! Adds what was read to the history: the attachments, then the folders that are missing, then one
//! conversation after the other. Deletes itself when it is done or was cancelled.
class InsertRun : public QObject {
    Q_OBJECT
public:
    //! `history` outlives it.
    InsertRun(const ImportedConversations &report, HistoryStore &history, KeepBytes keep, QObject *parent);

    QFuture<Result<Done>> start();

private:
    void keepNext();
    void findFolders();
    //! Files what was in the folder, which is made when `known` has none of its name.
    void fileInto(const QString &name, const QList<Folder> &known);
    void insertNext();
    void finish(const Result<Done> &result);

    ImportedConversations m_report;
    QList<QByteArray> m_bytes;
    HistoryStore &m_history;
    KeepBytes m_keep;
    QPromise<Result<Done>> m_promise;
    int m_at = 0;
};

} // namespace tabletalk
