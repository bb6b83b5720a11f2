// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historystore.h"

#include <QAbstractListModel>

namespace tabletalk {

//! The places conversations are in: all of them, each folder, the archive; shared by all windows. Folders
//! are added, renamed and removed through it, and conversations dropped on a row are filed there. Window
//! thread.
class FolderListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        FolderRole = Qt::UserRole + 1, //!< FolderId::value, qint64; 0 for what is no folder
    };

    //! `history` outlives it. Nothing is read before load().
    explicit FolderListModel(HistoryStore &history, QObject *parent = nullptr);

    void load();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }

    const QList<Folder> &folders() const { return m_folders; }
    int archiveRow() const { return int(m_folders.size()) + 1; }
    int rowOf(FolderId id) const; //!< that of all conversations if there is no such folder
    FolderId folderAt(int row) const; //!< none for what is no folder
    //! What the place shows.
    ConversationFilter filterOf(int row) const;

    //! Adds a folder with this name and gives its id.
    FolderId add(const QString &name);
    void rename(FolderId id, const QString &name);
    //! Its conversations stay.
    void remove(FolderId id);

signals:
    void removed(tabletalk::FolderId id);
    //! Conversations were dropped on a place.
    void dropped(const QList<tabletalk::ConversationId> &ids, const tabletalk::FilingChange &change);
    void storageFailed(const tabletalk::Error &error);

private:
    void report(const QFuture<Result<Done>> &written);

    HistoryStore &m_history;
    QList<Folder> m_folders;
};

} // namespace tabletalk
