// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mainwindow.h"

#include "composer/attachmentbar.h"
#include "conversation/conversationview.h"
#include "conversationbar.h"
#include "conversationpage.h"
#include "conversations.h"
#include "dropoverlay.h"
#include "modelcatalog.h"
#include "search/searchdialog.h"
#include "shortcutsdialog.h"
#include "sidebar/conversationsidebar.h"
#include "sidebar/trashdialog.h"
#include "transfer/transferactions.h"
#include "whenfinished.h"
#include "windowactions.h"

#include <QCloseEvent>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>

namespace tabletalk {

// Of modifiers and keys, which that of our own flags hides; clang-tidy does not see operators at work.
using ::operator|; // NOLINT(misc-unused-using-decls)

namespace {

QToolButton *makeBarButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setText(text);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(name);
    return button;
}

} // namespace

MainWindow::MainWindow(const ViewServices &services, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_splitter(new QSplitter(this))
    , m_sidebar(new ConversationSidebar(services.conversations, services.settings, m_splitter))
    , m_page(new ConversationPage(services, m_splitter))
    , m_dropOverlay(new DropOverlay(this))
    , m_transfer(new TransferActions(services, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->setStretchFactor(1, 1);
    setCentralWidget(m_splitter);
    setMinimumSize(360, 320);
    setAcceptDrops(true);
    createActions();

    connect(m_sidebar, &ConversationSidebar::newRequested, this, &MainWindow::newConversation);
    connect(m_sidebar, &ConversationSidebar::settingsRequested, this, &MainWindow::openSettings);
    connect(m_sidebar, &ConversationSidebar::opened, this, &MainWindow::openConversation);
    connect(m_sidebar, &ConversationSidebar::searchRequested, this, &MainWindow::openSearch);
    connect(m_sidebar, &ConversationSidebar::openedInNewWindow, this, &MainWindow::newWindowRequested);
    connect(m_sidebar, &ConversationSidebar::trashRequested, this, &MainWindow::openTrash);
    connect(m_sidebar, &ConversationSidebar::exportRequested, m_transfer,
            &TransferActions::exportConversations);
    connect(m_transfer, &TransferActions::failed, this, &MainWindow::showError);
    connect(m_sidebar, &ConversationSidebar::deleteRequested, this, &MainWindow::removeConversations);
    connect(m_sidebar, &ConversationSidebar::undoable, this,
            [this](const QString &text, const std::function<void()> &undo) {
                m_page->showNotice(text, tr("Undo"), undo);
            });
    connect(&services.conversations, &Conversations::removed, this, &MainWindow::leave);
    connect(&services.conversations, &Conversations::startedOver, this, &MainWindow::newConversation);
    connect(m_page, &ConversationPage::branchRequested, this, &MainWindow::branch);
    connect(m_page, &ConversationPage::settingsRequested, this, &MainWindow::openSettingsPage);
    connect(m_page, &ConversationPage::demoRequested, this, &MainWindow::demoRequested);
    connect(m_page, &ConversationPage::sessionStateChanged, this, &MainWindow::takePageState);
    restorePlace();
}

MainWindow::~MainWindow() = default;

void MainWindow::createActions()
{
    auto *actions = new WindowActions(*this, *m_page, m_services.settings);
    actions->add(tr("New conversation"), {Qt::CTRL | Qt::Key_N, Qt::CTRL | Qt::SHIFT | Qt::Key_O},
                 [this] { startConversation({}); });
    actions->add(tr("New temporary conversation"),
                 {Qt::CTRL | Qt::SHIFT | Qt::Key_Apostrophe, Qt::CTRL | Qt::SHIFT | Qt::Key_QuoteDbl},
                 [this] { newTemporaryConversation(); });
    actions->add(tr("New conversation from here"), {}, [this] { branchHere(); });
    actions->add(tr("New window"), {Qt::CTRL | Qt::SHIFT | Qt::Key_N},
                 [this] { emit newWindowRequested({}); });
    actions->add(tr("Search everything"), {Qt::CTRL | Qt::Key_K}, [this] { openSearch(); });
    actions->add(tr("Rename conversation"), {Qt::Key_F2}, [this] { renameConversation(); });
    actions->addForConversation();
    actions->addForReading();
    actions->add(tr("Side bar"), {Qt::CTRL | Qt::Key_B}, [this] { toggleSideBar(); });
    actions->addForTextSize();
    actions->add(tr("Import…"), {}, [this] { m_transfer->importFiles(); });
    actions->add(tr("Export…"), {}, [this] { exportConversation(); });
    actions->add(tr("Print…"), {Qt::CTRL | Qt::Key_P}, [this] { printConversation(); });
    actions->add(tr("Trash"), {}, [this] { openTrash(); });
    actions->add(tr("Settings"), {Qt::CTRL | Qt::Key_Comma}, [this] { openSettings(); });
    actions->add(tr("Keyboard shortcuts"), {Qt::Key_F1, Qt::CTRL | Qt::Key_Slash},
                 [this] { showShortcuts(); });
    actions->addLast();

    QToolButton *sideBarButton = makeBarButton(QStringLiteral("☰"), tr("Side bar"), m_page);
    sideBarButton->setToolTip(tr("Show or hide the conversations (Ctrl+B)"));
    connect(sideBarButton, &QToolButton::clicked, this, &MainWindow::toggleSideBar);
    m_page->bar().addLeadingButton(sideBarButton);

    QToolButton *menuButton = makeBarButton(QStringLiteral("⋮"), tr("Menu"), m_page);
    menuButton->setToolTip(tr("All commands"));
    menuButton->setObjectName(QStringLiteral("menuButton"));
    auto *menu = new QMenu(menuButton);
    actions->fill(*menu);
    menuButton->setMenu(menu);
    menuButton->setPopupMode(QToolButton::InstantPopup);
    menuButton->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    m_page->bar().addTrailingButton(menuButton);
}

void MainWindow::startConversation(const QString &model)
{
    ChatSession *session = m_services.conversations.create(
        model.isEmpty() ? m_services.models.defaultModel() : model, m_sidebar->shownFolder());
    showSession(*session);
    m_page->focusWhereToBegin();
}

//! Nothing lists a temporary conversation: whoever leaves one is shown the way back.
void MainWindow::showSession(ChatSession &session)
{
    const ConversationId left = m_page->session() ? m_page->session()->conversation().id : ConversationId{};
    const bool leavesTemporary = left != session.conversation().id
                                 && m_services.conversations.isTemporary(left)
                                 && m_services.conversations.session(left) && !m_page->session()->isEmpty();
    m_page->setSession(session);
    if (leavesTemporary) {
        m_page->showNotice(tr("The temporary conversation is still in memory."),
                           {{tr("Go back"), [this, left] { openConversation(left); }},
                            {tr("Keep it"), [this, left] { m_services.conversations.keep(left); }}});
    }
}

void MainWindow::openLast()
{
    const ConversationId last{m_services.settings.value(settings::lastConversation)};
    if (ChatSession *session = m_services.conversations.session(last)) {
        m_page->setSession(*session);
        m_page->focusWhereToBegin();
        return;
    }
    startConversation({});
}

void MainWindow::newConversation()
{
    startConversation({});
}

void MainWindow::openConversation(ConversationId id)
{
    ChatSession *session = m_services.conversations.session(id);
    if (!session)
        return;
    showSession(*session);
}

void MainWindow::newTemporaryConversation()
{
    // Beside the conversation at hand: the same model answers.
    const QString model = m_page->session() ? m_page->session()->conversation().model : QString();
    showSession(*m_services.conversations.createTemporary(model.isEmpty() ? m_services.models.defaultModel()
                                                                          : model));
    m_page->focusWhereToBegin();
}

void MainWindow::branch(TurnId last)
{
    whenFinished(m_services.conversations.branch(m_page->session()->conversation().id, last), this,
                 [this](const Result<ConversationId> &made) {
                     if (made)
                         openConversation(*made);
                     else
                         showError(made.error());
                 });
}

void MainWindow::branchHere()
{
    TurnListModel &turns = m_page->session()->turns();
    const int current = m_page->view().currentRow();
    const int row = current >= 0 && current < turns.rowCount() ? current : turns.rowCount() - 1;
    if (row >= 0)
        branch(turns.summary(row).id);
}

void MainWindow::removeConversations(const QList<ConversationId> &ids)
{
    const ConversationId shown = m_page->session()->conversation().id;
    m_services.conversations.remove(ids);
    const QString text = ids.size() == 1 ? tr("The conversation was deleted.")
                                         : tr("%n conversations were deleted.", nullptr, int(ids.size()));
    m_page->showNotice(text, tr("Undo"), [this, ids, shown] {
        if (!m_services.conversations.canRestore(ids)) {
            showError(
                Error{.userText = tr("There is nothing to undo any more: what was deleted is back, or was "
                                     "deleted for good.")});
            return;
        }
        m_services.conversations.restore(ids);
        openConversation(ids.contains(shown) ? shown : ids.first());
    });
}

void MainWindow::leave(ConversationId id)
{
    if (m_page->session() && m_page->session()->conversation().id == id)
        startConversation({});
}

void MainWindow::openSearch()
{
    if (!m_searchDialog) {
        m_searchDialog =
            new SearchDialog(m_services.search, m_services.conversations.index(), m_services.models, this);
        connect(m_searchDialog, &SearchDialog::chosen, this, &MainWindow::openHit);
    }
    m_searchDialog->begin();
}

void MainWindow::openHit(ConversationId id, TurnId turn, const FindQuery &marked)
{
    openConversation(id);
    if (turn.isValid() && m_page->session()->conversation().id == id)
        m_page->showTurn(turn, marked);
}

void MainWindow::exportConversation()
{
    const ChatSession &session = *m_page->session();
    m_transfer->exportConversations(session.isEmpty() ? QList<ConversationId>()
                                                      : QList{session.conversation().id});
}

void MainWindow::printConversation()
{
    const ChatSession &session = *m_page->session();
    if (session.isEmpty())
        showError(Error{.userText = tr("Nothing was said in this conversation that could be printed.")});
    else
        m_transfer->print(session.conversation().id, session.conversation().title);
}

void MainWindow::openTrash()
{
    if (!m_trashDialog)
        m_trashDialog =
            new TrashDialog(m_services.conversations, m_services.history, m_services.backups, this);
    m_trashDialog->show();
    m_trashDialog->raise();
    m_trashDialog->activateWindow();
}

void MainWindow::renameConversation()
{
    if (m_sidebar->isHidden())
        toggleSideBar();
    m_sidebar->renameCurrent();
}

void MainWindow::toggleSideBar()
{
    m_sidebar->setVisible(m_sidebar->isHidden());
    m_services.settings.set(settings::sideBarShown, !m_sidebar->isHidden());
}

void MainWindow::openSettings()
{
    openSettingsPage(SettingsDialog::Page::Keys);
}

void MainWindow::openSettingsPage(SettingsDialog::Page page)
{
    if (!m_settingsDialog) {
        m_settingsDialog =
            new SettingsDialog({m_services.settings, m_services.endpoint, m_services.keys, m_services.router,
                                m_services.completions, m_services.models, m_services.conversations,
                                m_services.backups, m_services.usage},
                               this);
    }
    m_settingsDialog->open(page);
}

void MainWindow::showShortcuts()
{
    auto *dialog = new ShortcutsDialog(actions(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showError(const Error &error)
{
    m_page->showError(error);
}

void MainWindow::showNotice(const QString &text, const QList<NoticeBar::Action> &actions)
{
    m_page->showNotice(text, actions);
}

void MainWindow::attachFiles(const QStringList &paths)
{
    if (!paths.isEmpty())
        m_page->attachFiles(paths);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!m_services.attachments || !AttachmentBar::canTake(*event->mimeData()))
        return;
    event->acceptProposedAction();
    m_dropOverlay->cover();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dropOverlay->hide();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_dropOverlay->hide();
    event->acceptProposedAction();
    m_page->attach(*event->mimeData());
}

void MainWindow::bringToFront()
{
    if (isMinimized())
        showNormal();
    raise();
    activateWindow();
}

void MainWindow::restorePlace()
{
    if (!restoreGeometry(m_services.settings.value(settings::windowGeometry)))
        resize(1100, 760);
    m_sidebar->setVisible(m_services.settings.value(settings::sideBarShown));
    const int width = m_services.settings.value(settings::sideBarWidth);
    m_splitter->setSizes({width > 0 ? width : m_sidebar->sizeHint().width(), 800});
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_services.conversations.isUnsaved() && !m_mayLose) {
        event->ignore();
        askBeforeLosing();
        return;
    }
    m_services.settings.set(settings::windowGeometry, saveGeometry());
    if (!m_sidebar->isHidden())
        m_services.settings.set(settings::sideBarWidth, m_sidebar->width());
    m_page->keepPlace();
    QMainWindow::closeEvent(event);
}

void MainWindow::askBeforeLosing()
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Not everything is saved"),
                                tr("Some messages could not be saved yet. Close the window anyway?"),
                                QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("unsavedMessageBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        tr("They are in memory alone and are tried once more when the program ends; if that "
           "fails, they are lost."));
    QPushButton *closeButton = box->addButton(tr("Close anyway"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(tr("Keep it open"), QMessageBox::RejectRole));
    connect(closeButton, &QPushButton::clicked, this, [this] {
        m_mayLose = true;
        close();
    });
    box->open();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::ActivationChange)
        return;
    if (isActiveWindow())
        m_sidebar->setToday(QDate::currentDate());
    watch();
}

void MainWindow::watch()
{
    // A window behind others is looked at by nobody, as far as we know.
    const ChatSession *session = m_page->session();
    m_services.conversations.watch(this, session && isActiveWindow() ? session->conversation().id
                                                                     : ConversationId{});
}

void MainWindow::takePageState()
{
    const ChatSession *session = m_page->session();
    const bool isTemporary = m_services.conversations.isTemporary(session->conversation().id);
    // At once, not at closing: a killed window is found again, too. An unused conversation is not on disk.
    if (session->isOnDisk() && !isTemporary)
        m_services.settings.set(settings::lastConversation, session->conversation().id.value);
    m_sidebar->setCurrent(session->conversation().id);
    watch();
    QString title = m_services.isDemo ? tr("Tabletalk (demo)") : QStringLiteral("Tabletalk");
    if (!session->conversation().title.isEmpty())
        title += QStringLiteral(" – ") + session->conversation().title;
    setWindowTitle(title);
}

} // namespace tabletalk
