// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sidebar/conversationsidebar.h"

#include "conversations.h"
#include "settings.h"
#include "sidebar/conversationdelegate.h"
#include "sidebar/folderlist.h"

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <functional>
#include <utility>

namespace tabletalk {

namespace {

//! Says when a drag is over: the press that began it has marked a row that is not the open one.
class DraggingList : public QListView {
public:
    DraggingList(std::function<void()> dragEnded, QWidget *parent)
        : QListView(parent)
        , m_dragEnded(std::move(dragEnded))
    {
    }

protected:
    void startDrag(Qt::DropActions actions) override
    {
        QListView::startDrag(actions);
        m_dragEnded();
    }

private:
    std::function<void()> m_dragEnded;
};

} // namespace

ConversationSidebar::ConversationSidebar(Conversations &conversations, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_conversations(conversations)
    , m_settings(settings)
    , m_list(new ConversationListModel(conversations.index(), this))
    , m_folders(new FolderList(conversations.folders(), this))
    , m_view(new DraggingList([this] { setCurrent(m_current); }, this))
{
    auto *create = new QPushButton(tr("New conversation"), this);
    create->setObjectName(QStringLiteral("newConversationButton"));
    create->setToolTip(tr("Begin a new conversation (Ctrl+N)"));
    auto *search = new QPushButton(tr("Search"), this);
    search->setObjectName(QStringLiteral("searchButton"));
    search->setToolTip(tr("Search all conversations (Ctrl+K)"));
    auto *settingsButton = new QPushButton(tr("Settings"), this);
    settingsButton->setObjectName(QStringLiteral("settingsButton"));
    settingsButton->setToolTip(tr("Keys, Router, chat, data and appearance (Ctrl+,)"));
    settingsButton->setFlat(true);

    m_list->setSort(ConversationSort(settings.value(settings::conversationSort)));
    auto *delegate = new ConversationDelegate(m_view);
    m_view->setObjectName(QStringLiteral("conversationsList"));
    m_view->setAccessibleName(tr("Conversations"));
    m_view->setModel(m_list);
    m_view->setItemDelegate(delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setDragEnabled(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);

    auto *tools = new QHBoxLayout;
    tools->addWidget(search, 1);
    tools->addWidget(makeOptionsButton());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(create);
    layout->addLayout(tools);
    layout->addWidget(m_folders);
    layout->addWidget(m_view, 1);
    layout->addWidget(settingsButton);

    connect(create, &QPushButton::clicked, this, &ConversationSidebar::newRequested);
    connect(search, &QPushButton::clicked, this, &ConversationSidebar::searchRequested);
    connect(settingsButton, &QPushButton::clicked, this, &ConversationSidebar::settingsRequested);
    connect(m_folders, &FolderList::placeChanged, this,
            [this](const ConversationFilter &filter) { m_list->setFilter(filter); });
    connect(m_folders, &FolderList::removeRequested, this, &ConversationSidebar::removeFolder);
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex &index) {
        // With a modifier the click selects.
        if (QGuiApplication::keyboardModifiers() == Qt::NoModifier)
            emit opened(idAt(index));
    });
    connect(delegate, &ConversationDelegate::renamed, this,
            [this](const QModelIndex &index, const QString &title) {
                m_conversations.rename(idAt(index), title);
            });
    // A press beside the rows would leave the open conversation without its mark. Later: while rows are being
    // removed, those that will go are still there.
    connect(
        m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this] {
            if (!m_view->selectionModel()->hasSelection())
                setCurrent(m_current);
        },
        Qt::QueuedConnection);
    connect(m_list, &QAbstractItemModel::rowsInserted, this, [this] { setCurrent(m_current); });
    connect(m_list, &QAbstractItemModel::modelReset, this, [this] { setCurrent(m_current); });
}

QToolButton *ConversationSidebar::makeOptionsButton()
{
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("listOptionsButton"));
    button->setText(QStringLiteral("⋯"));
    button->setAccessibleName(tr("List options"));
    button->setToolTip(tr("Sort, folders and the trash"));
    button->setFocusPolicy(Qt::StrongFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    auto *menu = new QMenu(button);
    auto *group = new QActionGroup(menu);
    const auto addSort = [&](const QString &text, ConversationSort sort) {
        QAction *action = menu->addAction(text, this, [this, sort] {
            m_list->setSort(sort);
            m_settings.set(settings::conversationSort, int(sort));
        });
        action->setCheckable(true);
        action->setChecked(m_list->sort() == sort);
        group->addAction(action);
    };
    addSort(tr("Sort by last change"), ConversationSort::ByChange);
    addSort(tr("Sort by beginning"), ConversationSort::ByCreation);
    addSort(tr("Sort by title"), ConversationSort::ByTitle);
    menu->addSeparator();
    menu->addAction(tr("New folder"), m_folders, &FolderList::addFolder);
    menu->addAction(tr("Trash…"), this, &ConversationSidebar::trashRequested);
    button->setMenu(menu);
    return button;
}

QSize ConversationSidebar::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 34, 400};
}

void ConversationSidebar::setCurrent(ConversationId id)
{
    m_current = id;
    const int row = m_list->rowOf(id);
    if (row < 0) {
        m_view->setCurrentIndex({});
        m_view->clearSelection();
    } else if (m_view->currentIndex().row() != row
               || !m_view->selectionModel()->isSelected(m_list->index(row))) {
        m_view->setCurrentIndex(m_list->index(row));
    }
}

void ConversationSidebar::renameCurrent()
{
    if (m_folders->hasFocus() && m_folders->currentIndex().flags().testFlag(Qt::ItemIsEditable)) {
        m_folders->edit(m_folders->currentIndex());
        return;
    }
    // In the list it is the focused row that is meant, else the open conversation.
    if (!listHasFocus())
        setCurrent(m_current);
    if (m_view->currentIndex().isValid())
        m_view->edit(m_view->currentIndex());
}

bool ConversationSidebar::listHasFocus() const
{
    return m_view->hasFocus();
}

ConversationId ConversationSidebar::idAt(const QModelIndex &index) const
{
    return {index.data(ConversationListModel::IdRole).toLongLong()};
}

QList<ConversationId> ConversationSidebar::selected() const
{
    QList<ConversationId> ids;
    const QModelIndexList indexes = m_view->selectionModel()->selectedIndexes();
    for (const QModelIndex &index : indexes)
        ids.append(idAt(index));
    return ids;
}

void ConversationSidebar::removeFolder(FolderId id)
{
    const int row = m_conversations.folders().rowOf(id);
    const QString name = m_conversations.folders().index(row).data().toString();
    QList<ConversationId> inside;
    for (const ConversationIndex::Entry &conversation : m_conversations.index().all()) {
        if (conversation->filing.folder == id)
            inside.append(conversation->id);
    }
    m_conversations.folders().remove(id);
    emit undoable(tr("The folder “%1” was deleted. Its conversations are still there.").arg(name),
                  [this, name, inside] {
                      m_conversations.file(inside, {.folder = m_conversations.folders().add(name)});
                  });
}

void ConversationSidebar::showContextMenu(const QPoint &globalPosition)
{
    const QList<ConversationId> ids = selected();
    if (ids.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (ids.size() == 1) {
        menu->addAction(tr("Open"), this, [this, id = ids.first()] { emit opened(id); });
        menu->addAction(tr("Open in new window"), this,
                        [this, id = ids.first()] { emit openedInNewWindow(id); });
        menu->addAction(tr("Rename"), QKeySequence(Qt::Key_F2), m_view,
                        [this, row = QPersistentModelIndex(m_view->currentIndex())] { m_view->edit(row); });
        menu->addSeparator();
    }
    addFilingActions(menu, ids);
    menu->addSeparator();
    menu->addAction(tr("Export…"), this, [this, ids] { emit exportRequested(ids); });
    menu->addAction(tr("Delete"), QKeySequence(Qt::Key_Delete), this,
                    [this, ids] { emit deleteRequested(ids); });
    menu->popup(globalPosition);
}

void ConversationSidebar::addFilingActions(QMenu *menu, const QList<ConversationId> &ids)
{
    // What the first is, all become the opposite of.
    const Conversation *first = m_conversations.index().find(ids.first());
    const Filing filing = first ? first->filing : Filing();
    const auto add = [&](const QString &text, const FilingChange &change) {
        menu->addAction(text, this, [this, ids, change] { m_conversations.file(ids, change); });
    };
    add(filing.isPinned ? tr("Unpin") : tr("Pin"), {.isPinned = !filing.isPinned});
    add(filing.isArchived ? tr("Take out of the archive") : tr("Archive"),
        {.isArchived = !filing.isArchived});
    add(filing.isUnread ? tr("Mark as read") : tr("Mark as unread"), {.isUnread = !filing.isUnread});

    QMenu *folders = menu->addMenu(tr("Move to folder"));
    const auto addFolder = [&](const QString &name, FolderId id) {
        QAction *action = folders->addAction(QString(name).replace(u'&', QStringLiteral("&&")), this,
                                             [this, ids, id] { m_conversations.file(ids, {.folder = id}); });
        action->setCheckable(true);
        action->setChecked(filing.folder == id);
    };
    addFolder(tr("No folder"), {});
    for (const Folder &folder : m_conversations.folders().folders())
        addFolder(folder.name, folder.id);
    folders->addSeparator();
    folders->addAction(tr("New folder"), this,
                       [this, ids] { m_conversations.file(ids, {.folder = m_folders->addFolder()}); });
}

bool ConversationSidebar::takeKey(int key)
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid())
        return false;
    if (key == Qt::Key_Delete) {
        const QList<ConversationId> ids = selected();
        emit deleteRequested(ids.isEmpty() ? QList{idAt(current)} : ids);
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        emit opened(idAt(current));
        return true;
    }
    return false;
}

bool ConversationSidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress
        && takeKey(static_cast<const QKeyEvent *>(event)->key()))
        return true;
    if (event->type() == QEvent::ContextMenu) {
        const auto *menu = static_cast<const QContextMenuEvent *>(event);
        const QRect row = m_view->visualRect(m_view->currentIndex());
        showContextMenu(menu->reason() == QContextMenuEvent::Mouse
                            ? menu->globalPos()
                            : m_view->viewport()->mapToGlobal(row.center()));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tabletalk
