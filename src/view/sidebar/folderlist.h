// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "folderlistmodel.h"

#include <QListView>

namespace tabletalk {

//! The places of the side bar: all conversations, the folders, the archive. Shows one; takes conversations
//! that are dropped on it. As high as its rows, up to a limit.
class FolderList : public QListView {
    Q_OBJECT
public:
    //! `folders` outlives it.
    explicit FolderList(FolderListModel &folders, QWidget *parent = nullptr);

    //! Adds a folder whose name is then edited in place; gives its id.
    FolderId addFolder();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void placeChanged(const tabletalk::ConversationFilter &filter);
    void removeRequested(tabletalk::FolderId id);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void keepPlace();

    FolderListModel &m_folders;
    FolderId m_shown;
};

} // namespace tabletalk
