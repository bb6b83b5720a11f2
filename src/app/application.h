// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "apikeys.h"
#include "commandline.h"
#include "conversations.h"
#include "currentendpoint.h"
#include "instancechannel.h"
#include "modelcatalog.h"
#include "settings.h"
#include "terminationsignals.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace tabletalk {

class AppearanceController;
class AttachmentMaker;
class ContactLog;
class DemoRouter;
class DesktopNotifier;
class FileTransfer;
class FormulaBook;
class MainWindow;
class QueryRunner;
class RouterCompletionService;
class RouterThread;
class Spending;
class SqliteHistory;
class TableBook;
class TableReader;
class TableTools;
class TitleMaker;
class WorkerPool;

//! The program put together: every long-lived object, in the order they need each other, and nothing that
//! any of them could do itself. What the first window does not need is begun after its first paint.
class Application : public QObject {
    Q_OBJECT
public:
    //! `folderProblem` is why the data folder cannot be used, or empty. `environmentKey` may be empty.
    Application(const CommandLine &commandLine, const QString &folderProblem, const Secret &environmentKey);
    ~Application() override;

    //! Makes and shows the window.
    void start();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    MainWindow *makeWindow();
    //! The one that is used, or was made last.
    MainWindow *window() const;
    void openWindow(ConversationId id);
    void beginAfterFirstPaint();
    void showError(const Error &error);
    //! Tells of a damaged history, and of the newest backup, which can be put in its place.
    void offerBackup(const Error &damage);
    void restoreBackup(const QString &name);
    void reportFolder();
    void takeCall(const QString &model, const QStringList &files);
    void openDemoWindow();
    void tellOfAnswer(ConversationId id);

    CommandLine m_commandLine;
    QString m_folderProblem;
    Settings m_settings;
    std::unique_ptr<DemoRouter> m_demo;
    std::unique_ptr<CredentialStore> m_store;
    std::unique_ptr<SqliteHistory> m_history;
    std::unique_ptr<WorkerPool> m_workers;
    std::unique_ptr<FormulaBook> m_formulas;
    std::unique_ptr<AttachmentMaker> m_attachments;
    std::unique_ptr<TableReader> m_tables;
    std::unique_ptr<QueryRunner> m_queries;
    std::unique_ptr<TableBook> m_tableBook;
    std::unique_ptr<TableTools> m_tools;
    std::shared_ptr<RouterThread> m_routerThread;
    std::unique_ptr<RouterCompletionService> m_completions;
    std::unique_ptr<RouterInfo> m_router;
    std::unique_ptr<ContactLog> m_contacts; //!< in front of these two
    std::unique_ptr<CurrentEndpoint> m_endpoint;
    std::unique_ptr<ApiKeys> m_keys;
    std::unique_ptr<ModelCatalog> m_models;
    std::unique_ptr<Spending> m_spending;
    std::unique_ptr<Conversations> m_conversations;
    std::unique_ptr<TitleMaker> m_titles;
    std::unique_ptr<FileTransfer> m_transfer;
    std::unique_ptr<AppearanceController> m_appearance;
    QList<QPointer<MainWindow>> m_windows; //!< each is deleted when it is closed
    std::unique_ptr<DesktopNotifier> m_notifier; //!< made with the first thing to tell
    ConversationId m_toldOf; //!< to the desktop, last
    InstanceChannel m_channel;
    TerminationSignals m_termination;
};

} // namespace tabletalk
