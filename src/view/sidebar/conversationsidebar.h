// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversationlistmodel.h"

#include <QWidget>

#include <functional>

class QContextMenuEvent;
class QListView;
class QMenu;
class QToolButton;

namespace tabletalk {

class Conversations;
class FolderList;
class Settings;

//! The side bar: New conversation and Search, the places, the conversations of the place that is shown, and
//! Settings. Files, renames and marks conversations itself; says by signal what concerns the window.
class ConversationSidebar : public QWidget {
    Q_OBJECT
public:
    //! Both outlive it.
    ConversationSidebar(Conversations &conversations, Settings &settings, QWidget *parent = nullptr);

    //! Shows which one is open without asking for it; none if the id is not listed.
    void setCurrent(ConversationId id);
    void renameCurrent();
    bool listHasFocus() const;
    void setToday(QDate today) { m_list->setToday(today); }
    //! The folder that is shown, where a new conversation goes; none if it is no folder.
    FolderId shownFolder() const { return m_list->filter().folder.value_or(FolderId{}); }

    QSize sizeHint() const override;

signals:
    void opened(tabletalk::ConversationId id);
    void openedInNewWindow(tabletalk::ConversationId id);
    void newRequested();
    void searchRequested();
    void trashRequested();
    void settingsRequested();
    void exportRequested(const QList<tabletalk::ConversationId> &ids);
    void deleteRequested(const QList<tabletalk::ConversationId> &ids);
    //! Something was done that `undo` takes back.
    void undoable(const QString &text, const std::function<void()> &undo);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *makeOptionsButton();
    void removeFolder(FolderId id);
    ConversationId idAt(const QModelIndex &index) const;
    QList<ConversationId> selected() const;
    void showContextMenu(const QPoint &globalPosition);
    void addFilingActions(QMenu *menu, const QList<ConversationId> &ids);
    bool takeKey(int key);

    Conversations &m_conversations;
    Settings &m_settings;
    ConversationListModel *m_list;
    FolderList *m_folders;
    QListView *m_view;
    ConversationId m_current;
};

} // namespace tabletalk
