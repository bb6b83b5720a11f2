// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sidebar/conversationsidebar.h"

#include "conversationlistmodel.h"
#include "sidebar/conversationdelegate.h"

#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace tabletalk {

ConversationSidebar::ConversationSidebar(ConversationListModel &list, QWidget *parent)
    : QWidget(parent)
    , m_list(list)
    , m_view(new QListView(this))
{
    auto *create = new QPushButton(tr("New conversation"), this);
    create->setObjectName(QStringLiteral("newConversationButton"));
    create->setToolTip(tr("Begin a new conversation (Ctrl+N)"));
    auto *settings = new QPushButton(tr("Settings"), this);
    settings->setObjectName(QStringLiteral("settingsButton"));
    settings->setToolTip(tr("Keys, Router, chat and appearance (Ctrl+,)"));
    settings->setFlat(true);

    auto *delegate = new ConversationDelegate(m_view);
    m_view->setObjectName(QStringLiteral("conversationsList"));
    m_view->setAccessibleName(tr("Conversations"));
    m_view->setModel(&list);
    m_view->setItemDelegate(delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->installEventFilter(this);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(create);
    layout->addWidget(m_view, 1);
    layout->addWidget(settings);

    connect(create, &QPushButton::clicked, this, &ConversationSidebar::newRequested);
    connect(settings, &QPushButton::clicked, this, &ConversationSidebar::settingsRequested);
    connect(m_view, &QListView::clicked, this,
            [this](const QModelIndex &index) { emit opened(idAt(index)); });
    connect(m_view, &QListView::activated, this,
            [this](const QModelIndex &index) { emit opened(idAt(index)); });
    connect(m_view, &QWidget::customContextMenuRequested, this, &ConversationSidebar::showContextMenu);
    connect(delegate, &ConversationDelegate::renamed, this,
            [this](const QModelIndex &index, const QString &title) { emit renamed(idAt(index), title); });
    connect(&list, &QAbstractItemModel::rowsInserted, this, [this] { setCurrent(m_current); });
    connect(&list, &QAbstractItemModel::modelReset, this, [this] { setCurrent(m_current); });
}

QSize ConversationSidebar::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 34, 400};
}

void ConversationSidebar::setCurrent(ConversationId id)
{
    m_current = id;
    const int row = m_list.rowOf(id);
    if (row < 0) {
        m_view->setCurrentIndex({});
        m_view->clearSelection();
    } else if (m_view->currentIndex().row() != row) {
        m_view->setCurrentIndex(m_list.index(row));
    }
}

void ConversationSidebar::renameCurrent()
{
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

void ConversationSidebar::showContextMenu(const QPoint &position)
{
    const QModelIndex index = m_view->indexAt(position);
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Rename"), this, [this, row = QPersistentModelIndex(index)] { m_view->edit(row); });
    menu->addAction(tr("Delete"), this, [this, id = idAt(index)] { emit deleteRequested(id); });
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

bool ConversationSidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto *press = static_cast<QKeyEvent *>(event);
        const QModelIndex current = m_view->currentIndex();
        if (press->key() == Qt::Key_Delete && current.isValid()) {
            emit deleteRequested(idAt(current));
            return true;
        }
        if ((press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter) && current.isValid()) {
            emit opened(idAt(current));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tabletalk
