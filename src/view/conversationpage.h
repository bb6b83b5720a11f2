// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "chatsession.h"
#include "conversation/conversationfinder.h"
#include "noticebar.h"
#include "settings/settingsdialog.h"
#include "viewservices.h"

#include <QWidget>

#include <memory>

class QMimeData;
class QStackedWidget;

namespace tabletalk {

class Composer;
class ConversationBar;
class ConversationView;
class CredentialGuard;
class EditBox;
class EmptyPage;
class FindBar;
class FirstStartPage;
class NextRequest;
class RequestLine;
class StatusLine;
class TemporaryBar;
class TurnActions;

//! One conversation on screen: the bar with its title and model, its turns (or the page that helps to
//! begin), and the composer. Shows whichever session it is given and turns what people do into calls on it.
class ConversationPage : public QWidget {
    Q_OBJECT
public:
    explicit ConversationPage(const ViewServices &services, QWidget *parent = nullptr);
    ~ConversationPage() override;

    void setSession(ChatSession &session);
    //! Scrolls to a turn, on whichever branch it is, and marks in the conversation what is found.
    void showTurn(TurnId turn, const FindQuery &marked);
    //! Notes where the conversation was read; call before the window goes.
    void keepPlace();
    //! Begins to edit the last own message.
    void editLastQuestion();
    //! Brings back the message that was deleted last.
    void restoreRemoved();
    //! Asks for a model, and that for another answer: to the turn the keyboard is on, else the last.
    void regenerateWith();
    ChatSession *session() const { return m_session; }
    ConversationView &view() { return *m_view; }
    ConversationBar &bar() { return *m_bar; }

    void focusComposer();
    void attachFiles(const QStringList &paths);
    void attach(const QMimeData &mime);
    //! To the key where one is needed, else to the composer.
    void focusWhereToBegin();
    void openModelPicker();
    //! The version `by` further of the turn that the keyboard is on, else of the last that has several.
    void showOtherVersion(int by);
    //! For the selected text, if there is any.
    void openFind();
    void findNext();
    void findPrevious();
    //! Closes what is open, else stops the answer. False if there was nothing to do.
    bool escape();
    void showError(const Error &error);
    void showNotice(const QString &text, const QString &actionLabel, std::function<void()> action);
    void showNotice(const QString &text, const QList<NoticeBar::Action> &actions);

signals:
    void settingsRequested(tabletalk::SettingsDialog::Page page);
    void demoRequested();
    //! A new conversation from the beginning of this one.
    void branchRequested(tabletalk::TurnId last);
    //! The shown session, or something about it, is another now.
    void sessionStateChanged();

private:
    void connectWidgets();
    void connectTurnActions();
    void takeChosenModel(const QString &id);
    void takeSessionState();
    void chooseBody();
    void send(const QString &text);
    void sendChecked(const QString &text);
    void showQueued();
    void takeNextStep(TurnId turn, NextStep step);
    void showDetails(TurnId turn);
    void showAnswerStatus(TurnId answer);
    void connectFindBar();
    void takeShownTurn(TurnId turn);
    void showKeyStatus();
    void showParameters();
    void readDollarSetting();
    void connectRequestLine();
    void showRequest();
    QString modelName(const QString &id) const;

    ViewServices m_services;
    ChatSession *m_session = nullptr;
    std::unique_ptr<QObject> m_sessionContext; //!< connections to the shown session die with it

    ConversationBar *m_bar;
    TemporaryBar *m_temporaryBar;
    FindBar *m_findBar;
    QStackedWidget *m_body;
    ConversationView *m_view;
    EmptyPage *m_emptyPage;
    FirstStartPage *m_firstStartPage = nullptr; //!< made when it is first needed
    NoticeBar *m_notice;
    Composer *m_composer;
    EditBox *m_editBox;
    StatusLine *m_status;
    NextRequest *m_next;
    RequestLine *m_requestLine;
    CredentialGuard *m_guard;
    TurnActions *m_turnActions;
    TurnId m_regenerateTurn; //!< once a model for it was chosen
    FindQuery m_markedWhenShown; //!< of the turn that is gone to
    bool m_sendWhenModelChosen = false;
    bool m_storageReported = false;
    QString m_undoNotice; //!< shown until what it tells of is undone
    QString m_storageNotice; //!< shown until what it tells of is saved
};

} // namespace tabletalk
