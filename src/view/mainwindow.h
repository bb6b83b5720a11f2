// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"
#include "noticebar.h"
#include "settings/settingsdialog.h"
#include "viewservices.h"

#include <QMainWindow>

class QSplitter;

namespace tabletalk {

class ChatSession;
class ConversationPage;
class ConversationSidebar;
class DropOverlay;
class SearchDialog;
class TransferActions;
class TrashDialog;
struct Error;
struct FindQuery;

//! The window: side bar and conversation page, and what belongs to the window alone (its place, its dialogs,
//! which conversation it shows).
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(const ViewServices &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    //! Opens a new conversation; with `model` unless it is empty.
    void startConversation(const QString &model);
    void openConversation(ConversationId id);
    //! Shows the conversation that was open last, or a new one.
    void openLast();
    void showError(const Error &error);
    void showNotice(const QString &text, const QList<NoticeBar::Action> &actions);
    //! To the message that is being written in the shown conversation.
    void attachFiles(const QStringList &paths);
    //! For a second start: to the front, wherever it was.
    void bringToFront();

signals:
    void demoRequested();
    //! Another window, with this conversation or, if it is none, a new one.
    void newWindowRequested(tabletalk::ConversationId id);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void createActions();
    void showSession(ChatSession &session);
    void newConversation();
    void newTemporaryConversation();
    void branch(TurnId last);
    void branchHere();
    void removeConversations(const QList<ConversationId> &ids);
    void leave(ConversationId id);
    void openSearch();
    void openHit(ConversationId id, TurnId turn, const FindQuery &marked);
    void exportConversation();
    void printConversation();
    void openTrash();
    void watch();
    void renameConversation();
    void toggleSideBar();
    void openSettings();
    void openSettingsPage(SettingsDialog::Page page);
    void showShortcuts();
    void restorePlace();
    void askBeforeLosing();
    void takePageState();

    ViewServices m_services;
    QSplitter *m_splitter;
    ConversationSidebar *m_sidebar;
    ConversationPage *m_page;
    DropOverlay *m_dropOverlay;
    TransferActions *m_transfer;
    SettingsDialog *m_settingsDialog = nullptr; //!< made when first opened
    SearchDialog *m_searchDialog = nullptr; //!< made when first opened
    TrashDialog *m_trashDialog = nullptr; //!< made when first opened
    bool m_mayLose = false; //!< the person said so
};

} // namespace tabletalk
