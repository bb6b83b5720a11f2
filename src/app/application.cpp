// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"

#include "appearancecontroller.h"
#include "attachmentmaker.h"
#include "contactlog.h"
#include "democredentials.h"
#include "demomodels.h"
#include "demorouter.h"
#include "desktopnotifier.h"
#include "filetransfer.h"
#include "formulabook.h"
#include "keychainstore.h"
#include "logging.h"
#include "mainwindow.h"
#include "queryrunner.h"
#include "routercompletionservice.h"
#include "routerinfoclient.h"
#include "routerthread.h"
#include "spending.h"
#include "sqlitehistory.h"
#include "tablebook.h"
#include "tablereader.h"
#include "tabletools.h"
#include "titlemaker.h"
#include "whenfinished.h"
#include "workerpool.h"

#include <QApplication>
#include <QDateTime>
#include <QDir>
#include <QEvent>
#include <QLocale>
#include <QProcess>
#include <QTimer>

#include <sys/prctl.h>

namespace tabletalk {

namespace {

std::optional<EnvironmentKey> environmentKeyFor(const Secret &key, const CurrentEndpoint &endpoint)
{
    if (key.isEmpty())
        return std::nullopt;
    return EnvironmentKey{key, endpoint.endpoint().origin()};
}

QString pathIn(const CommandLine &commandLine, const QString &file)
{
    return QDir(commandLine.dataDir).filePath(file);
}

} // namespace

Application::Application(const CommandLine &commandLine, const QString &folderProblem,
                         const Secret &environmentKey)
    : m_commandLine(commandLine)
    , m_folderProblem(folderProblem)
    , m_settings(pathIn(commandLine, QStringLiteral("settings.ini")))
    , m_history(std::make_unique<SqliteHistory>(commandLine.dataDir))
    , m_workers(std::make_unique<WorkerPool>(WorkerPool::installedProgram()))
    , m_formulas(std::make_unique<FormulaBook>(*m_workers))
    , m_attachments(
          std::make_unique<AttachmentMaker>(pathIn(commandLine, QStringLiteral("attachments")), *m_workers))
    , m_tables(std::make_unique<TableReader>(*m_workers))
    , m_queries(std::make_unique<QueryRunner>(*m_workers))
    , m_tableBook(std::make_unique<TableBook>(*m_attachments, *m_tables))
    , m_tools(std::make_unique<TableTools>(*m_tableBook, *m_queries, m_settings))
    , m_routerThread(std::make_shared<RouterThread>())
    , m_completions(std::make_unique<RouterCompletionService>(m_routerThread))
    , m_router(std::make_unique<RouterInfoClient>(m_routerThread))
    , m_channel(commandLine.dataDir)
{
    // Dialogs that a desktop portal shows may fail then, so it is an option.
    if (m_settings.value(settings::notDumpable))
        ::prctl(PR_SET_DUMPABLE, 0);
    if (m_commandLine.isDemo) {
        m_demo = std::make_unique<DemoRouter>();
        m_commandLine.endpoint = m_demo->start();
        m_store = std::make_unique<DemoCredentials>();
    } else {
        m_store = std::make_unique<KeychainStore>();
    }
    m_endpoint = std::make_unique<CurrentEndpoint>(m_settings, m_commandLine.endpoint);
    m_keys = std::make_unique<ApiKeys>(*m_store, m_settings, environmentKeyFor(environmentKey, *m_endpoint));
    if (m_demo)
        m_keys->keepForSession(m_endpoint->endpoint(), m_demo->key());
    m_contacts = std::make_unique<ContactLog>(*m_completions, *m_router, m_settings);
    m_models = std::make_unique<ModelCatalog>(*m_contacts, *m_keys, *m_endpoint, m_settings,
                                              pathIn(m_commandLine, QStringLiteral("models.json")));
    // Nobody should have to choose among invented models before the first word. A choice made since stays.
    if (m_demo && m_models->defaultModel().isEmpty())
        m_models->noteUsed(demoModels().first().id);
    m_spending = std::make_unique<Spending>(*m_history, *m_models, m_settings);
    ChatServices services{*m_history, *m_contacts, *m_keys, *m_endpoint, m_attachments.get(), m_models.get()};
    services.spending = m_spending.get();
    services.tools = m_tools.get();
    m_conversations = std::make_unique<Conversations>(services, m_settings);
    m_titles = std::make_unique<TitleMaker>(*m_conversations, services, m_settings);
    m_transfer = std::make_unique<FileTransfer>(
        *m_history, *m_attachments, [this](const QByteArray &bytes) { return m_attachments->keep(bytes); },
        [this] { return m_history->nextTurnId().value; });
}

Application::~Application()
{
    for (const QPointer<MainWindow> &open : std::as_const(m_windows))
        delete open;
}

MainWindow *Application::makeWindow()
{
    auto *made = new MainWindow(
        ViewServices{*m_conversations, *m_history, *m_history, *m_history, *m_history, *m_transfer, *m_keys,
                     *m_endpoint, *m_models, *m_contacts, *m_contacts, m_settings, m_commandLine.isDemo,
                     m_attachments.get(), m_formulas.get(), m_tables.get(), m_completions.get()});
    made->setAttribute(Qt::WA_DeleteOnClose);
    connect(made, &MainWindow::demoRequested, this, &Application::openDemoWindow);
    connect(made, &MainWindow::newWindowRequested, this, &Application::openWindow);
    m_windows.removeAll(nullptr);
    m_windows.append(made);
    return made;
}

MainWindow *Application::window() const
{
    MainWindow *last = nullptr;
    for (const QPointer<MainWindow> &open : m_windows) {
        if (open && open->isActiveWindow())
            return open;
        if (open)
            last = open;
    }
    return last;
}

void Application::openWindow(ConversationId id)
{
    const MainWindow *before = window();
    MainWindow *made = makeWindow();
    if (before) {
        constexpr QPoint kBeside(32, 32);
        made->resize(before->size());
        made->move(before->pos() + kBeside);
    }
    made->startConversation({});
    if (id.isValid())
        made->openConversation(id);
    made->show();
}

void Application::start()
{
    m_appearance = std::make_unique<AppearanceController>(m_settings);
    MainWindow *first = makeWindow();
    connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, m_conversations.get(),
            &Conversations::flush);
    connect(m_conversations.get(), &Conversations::answered, this, &Application::tellOfAnswer);
    connect(m_conversations.get(), &Conversations::startedOver, m_spending.get(), &Spending::forget);
    connect(&m_channel, &InstanceChannel::called, this, &Application::takeCall);
    // As if every window had been closed, which keeps drafts and asks about what could not be saved.
    connect(&m_termination, &TerminationSignals::asked, QCoreApplication::instance(),
            &QCoreApplication::quit);
    // A person who asked for a model, or brought files, wants a new conversation.
    const bool wantsNew = !m_commandLine.model.isEmpty() || !m_commandLine.files.isEmpty();
    first->startConversation(m_commandLine.model);
    if (!wantsNew) {
        connect(m_conversations.get(), &Conversations::loaded, first, &MainWindow::openLast,
                Qt::SingleShotConnection);
    }
    first->installEventFilter(this);
    first->show();
}

bool Application::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        QTimer::singleShot(0, this, &Application::beginAfterFirstPaint);
    }
    return QObject::eventFilter(watched, event);
}

void Application::beginAfterFirstPaint()
{
    whenFinished(m_history->start(), this, [this](const Result<Done> &opened) {
        if (!m_folderProblem.isEmpty())
            reportFolder();
        else if (!opened && opened.error().kind == ErrorKind::StorageDamaged)
            offerBackup(opened.error());
        else if (!opened)
            showError(opened.error());
    });
    m_models->refresh();
    constexpr std::chrono::minutes kQuietAfter{1};
    QTimer::singleShot(kQuietAfter, this, [this] {
        whenFinished(m_history->checkWhole(), this, [this](const Result<Done> &checked) {
            if (!checked)
                showError(checked.error());
        });
    });
    if (m_folderProblem.isEmpty()) {
        m_conversations->load();
        m_channel.listen();
        connect(
            m_conversations.get(), &Conversations::loaded, this,
            [this] { m_attachments->removeUnused(*m_history); }, Qt::SingleShotConnection);
    }
    if (m_commandLine.isDemo && !m_commandLine.endpoint) {
        showError({.kind = ErrorKind::ConnectionRefused,
                   .source = ErrorSource::Program,
                   .userText = tr("The demo Router cannot listen on this computer's loopback address, so "
                                  "nothing can answer. Close other programs and start the demo again.")});
    }
    if (!m_commandLine.files.isEmpty())
        takeCall(m_commandLine.model, m_commandLine.files);
}

void Application::showError(const Error &error)
{
    if (MainWindow *shown = window())
        shown->showError(error);
}

void Application::offerBackup(const Error &damage)
{
    whenFinished(m_history->backups(), this, [this, damage](const Result<QList<Backup>> &backups) {
        const std::optional<Backup> newest = backups ? newestWhole(*backups) : std::nullopt;
        MainWindow *shown = window();
        if (!shown)
            return;
        if (!newest) {
            shown->showError(damage);
            return;
        }
        const QString date =
            QLocale().toString(QDateTime::fromMSecsSinceEpoch(newest->madeMs), QLocale::ShortFormat);
        shown->showNotice(
            tr("%1 The last backup is of %2.").arg(damage.userText, date),
            {{tr("Restore the backup of %1").arg(date), [this, name = newest->name] { restoreBackup(name); }},
             {tr("Keep what was recovered"), [] {}}});
    });
}

void Application::restoreBackup(const QString &name)
{
    m_conversations->flush();
    if (MainWindow *shown = window())
        shown->showNotice(tr("The backup is being restored…"), {});
    whenFinished(m_history->restoreBackup(name), this, [this](const Result<Done> &restored) {
        if (!restored) {
            showError(restored.error());
            return;
        }
        m_conversations->startOver();
        if (MainWindow *shown = window())
            shown->showNotice(tr("The backup was restored. What had been recovered is a backup itself now."),
                              {});
    });
}

void Application::reportFolder()
{
    showError({.kind = ErrorKind::StorageFailed,
               .source = ErrorSource::Storage,
               .userText = tr("The data folder %1 cannot be used (%2). You can chat, but nothing will be "
                              "kept. Mend the folder, or start with another: --data-dir DIR.")
                               .arg(m_commandLine.dataDir, m_folderProblem)});
}

void Application::takeCall(const QString &model, const QStringList &files)
{
    MainWindow *called = window();
    if (!called)
        return; // closing
    called->bringToFront();
    if (!model.isEmpty() || !files.isEmpty())
        called->startConversation(model);
    called->attachFiles(files);
}

void Application::tellOfAnswer(ConversationId id)
{
    if (QGuiApplication::applicationState() == Qt::ApplicationActive
        || !m_settings.value(settings::notifyInBackground))
        return;
    m_toldOf = id;
    if (!m_notifier) {
        m_notifier = std::make_unique<DesktopNotifier>();
        connect(m_notifier.get(), &DesktopNotifier::activated, this, [this] {
            if (MainWindow *shown = window()) {
                shown->openConversation(m_toldOf);
                shown->bringToFront();
            }
        });
    }
    m_notifier->notify(tr("Tabletalk"), tr("An answer has ended."));
}

void Application::openDemoWindow()
{
    // A process of its own: the demo has its own folder and key, and shares nothing with this one.
    if (QProcess::startDetached(QCoreApplication::applicationFilePath(), {QStringLiteral("--demo")}))
        QApplication::closeAllWindows();
}

} // namespace tabletalk
