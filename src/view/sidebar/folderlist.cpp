// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sidebar/folderlist.h"

#include "rowbackground.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr int kMostRows = 8;
constexpr int kPadding = 4;
constexpr int kInset = 4;
constexpr int kIndent = 12;

//! Paints a place as the rows below it, but strong only while it has the keyboard: one row of the side bar
//! says what is open. Renames through the model's own method, and names the editor for assistive tools.
class FolderDelegate : public QStyledItemDelegate {
public:
    FolderDelegate(FolderListModel &folders, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_folders(folders)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const QRect row = option.rect.adjusted(kInset, 0, -kInset, 0);
        const bool isStrong = option.state.testFlag(QStyle::State_HasFocus);
        const auto color = [&option](QPalette::ColorRole role) { return option.palette.color(role); };
        drawRowBackground(*painter, option, row, color(isStrong ? QPalette::Highlight : QPalette::Midlight));
        const bool isInverse = isStrong && option.state.testFlag(QStyle::State_Selected);
        painter->setPen(color(isInverse ? QPalette::HighlightedText : QPalette::Text));
        const QRect text = row.adjusted(kIndent, 0, -kInset, 0);
        painter->drawText(
            text, Qt::AlignLeft | Qt::AlignVCenter,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, option.fontMetrics.height() + 2 * kPadding};
    }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        auto *editor = new QLineEdit(parent);
        editor->setAccessibleName(FolderList::tr("Folder name"));
        editor->setMaxLength(100);
        return editor;
    }

    void setModelData(QWidget *editor, QAbstractItemModel *, const QModelIndex &index) const override
    {
        m_folders.rename(m_folders.folderAt(index.row()), qobject_cast<QLineEdit *>(editor)->text());
    }

private:
    FolderListModel &m_folders;
};

} // namespace

FolderList::FolderList(FolderListModel &folders, QWidget *parent)
    : QListView(parent)
    , m_folders(folders)
{
    setObjectName(QStringLiteral("foldersList"));
    setAccessibleName(tr("Folders"));
    setModel(&folders);
    setItemDelegate(new FolderDelegate(folders, this));
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::EditKeyPressed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setDragDropMode(QAbstractItemView::DropOnly);
    setDropIndicatorShown(true);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    connect(&folders, &QAbstractItemModel::modelReset, this, &FolderList::keepPlace);
    connect(&folders, &QAbstractItemModel::rowsInserted, this, &FolderList::updateGeometry);
    connect(&folders, &QAbstractItemModel::rowsRemoved, this, &FolderList::updateGeometry);
    setCurrentIndex(folders.index(0));
}

QSize FolderList::sizeHint() const
{
    const int row = fontMetrics().height() + 2 * kPadding;
    return {QListView::sizeHint().width(),
            row * std::min(m_folders.rowCount(), kMostRows) + 2 * frameWidth()};
}

QSize FolderList::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

FolderId FolderList::addFolder()
{
    const FolderId id = m_folders.add(tr("New folder"));
    const QModelIndex index = m_folders.index(m_folders.rowOf(id));
    scrollTo(index);
    edit(index);
    return id;
}

void FolderList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!current.isValid())
        return;
    m_shown = m_folders.folderAt(current.row());
    emit placeChanged(m_folders.filterOf(current.row()));
}

void FolderList::keepPlace()
{
    updateGeometry();
    setCurrentIndex(m_folders.index(m_folders.rowOf(m_shown)));
}

void FolderList::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isMouse = event->reason() == QContextMenuEvent::Mouse;
    const QModelIndex index = isMouse ? indexAt(event->pos()) : currentIndex();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const FolderId folder = m_folders.folderAt(index.row()); folder.isValid()) {
        menu->addAction(tr("Rename folder"), QKeySequence(Qt::Key_F2), this,
                        [this, row = QPersistentModelIndex(index)] { edit(row); });
        menu->addAction(tr("Delete folder"), QKeySequence(Qt::Key_Delete), this,
                        [this, folder] { emit removeRequested(folder); });
        menu->addSeparator();
    }
    menu->addAction(tr("New folder"), this, &FolderList::addFolder);
    menu->popup(isMouse ? event->globalPos() : viewport()->mapToGlobal(visualRect(index).center()));
}

void FolderList::keyPressEvent(QKeyEvent *event)
{
    const FolderId folder = m_folders.folderAt(currentIndex().row());
    if (event->key() == Qt::Key_Delete && folder.isValid())
        emit removeRequested(folder);
    else
        QListView::keyPressEvent(event);
}

} // namespace tabletalk
