// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "folderlistmodel.h"

#include "conversationdrag.h"
#include "whenfinished.h"

#include <QMimeData>

#include <algorithm>

namespace tabletalk {

FolderListModel::FolderListModel(HistoryStore &history, QObject *parent)
    : QAbstractListModel(parent)
    , m_history(history)
{
}

void FolderListModel::load()
{
    whenFinished(m_history.folders(), this, [this](const Result<QList<Folder>> &found) {
        if (!found) {
            emit storageFailed(found.error());
            return;
        }
        beginResetModel();
        m_folders = *found;
        endResetModel();
    });
}

int FolderListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_folders.size()) + 2;
}

QVariant FolderListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::EditRole:
        if (row == 0)
            return tr("All conversations");
        return row == archiveRow() ? tr("Archive") : m_folders.at(row - 1).name;
    case FolderRole:
        return folderAt(row).value;
    default:
        return {};
    }
}

Qt::ItemFlags FolderListModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractListModel::flags(index);
    if (index.isValid())
        flags |= Qt::ItemIsDropEnabled;
    if (folderAt(index.row()).isValid())
        flags |= Qt::ItemIsEditable;
    return flags;
}

QStringList FolderListModel::mimeTypes() const
{
    return {conversationDragType()};
}

bool FolderListModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int,
                                      const QModelIndex &parent) const
{
    return parent.isValid() && !conversationsIn(*data).isEmpty();
}

bool FolderListModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                   const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    FilingChange change;
    change.isArchived = parent.row() == archiveRow();
    if (!*change.isArchived)
        change.folder = folderAt(parent.row());
    emit dropped(conversationsIn(*data), change);
    // Nothing is to be removed where it was dragged from: the list follows by itself.
    return false;
}

int FolderListModel::rowOf(FolderId id) const
{
    const auto found = std::ranges::find(m_folders, id, &Folder::id);
    return found == m_folders.end() ? 0 : int(found - m_folders.begin()) + 1;
}

FolderId FolderListModel::folderAt(int row) const
{
    return row > 0 && row <= m_folders.size() ? m_folders.at(row - 1).id : FolderId{};
}

ConversationFilter FolderListModel::filterOf(int row) const
{
    ConversationFilter filter;
    filter.archived = row == archiveRow();
    if (const FolderId folder = folderAt(row); folder.isValid())
        filter.folder = folder;
    return filter;
}

FolderId FolderListModel::add(const QString &name)
{
    const Folder folder{m_history.nextFolderId(), name.simplified()};
    const int row = archiveRow();
    beginInsertRows({}, row, row);
    m_folders.append(folder);
    endInsertRows();
    report(m_history.save(folder));
    return folder.id;
}

void FolderListModel::rename(FolderId id, const QString &name)
{
    const int row = rowOf(id);
    const QString clean = name.simplified();
    if (row == 0 || clean.isEmpty() || m_folders.at(row - 1).name == clean)
        return;
    m_folders[row - 1].name = clean;
    emit dataChanged(index(row), index(row));
    report(m_history.save(m_folders.at(row - 1)));
}

void FolderListModel::remove(FolderId id)
{
    const int row = rowOf(id);
    if (row == 0)
        return;
    beginRemoveRows({}, row, row);
    m_folders.removeAt(row - 1);
    endRemoveRows();
    emit removed(id);
    report(m_history.removeFolder(id));
}

void FolderListModel::report(const QFuture<Result<Done>> &written)
{
    whenFinished(written, this, [this](const Result<Done> &result) {
        if (!result)
            emit storageFailed(result.error());
    });
}

} // namespace tabletalk
