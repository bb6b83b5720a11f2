// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversationlistmodel.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace tabletalk {

namespace {

bool isNewer(const Conversation &a, const Conversation &b)
{
    return a.changedMs != b.changedMs ? a.changedMs > b.changedMs : a.id > b.id;
}

} // namespace

int ConversationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ConversationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row();
    const Conversation &conversation = m_rows.at(row);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return conversation.title.isEmpty() ? tr("New conversation") : conversation.title;
    case Qt::EditRole:
        return conversation.title;
    case IdRole:
        return conversation.id.value;
    case SectionRole:
        return sectionOf(conversation);
    case StartsSectionRole:
        return row == 0 || sectionOf(m_rows.at(row - 1)) != sectionOf(conversation);
    case BusyRole:
        return m_busy.contains(conversation.id);
    default:
        return {};
    }
}

Qt::ItemFlags ConversationListModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractListModel::flags(index);
    return index.isValid() ? usual | Qt::ItemIsEditable : usual;
}

void ConversationListModel::reset(QList<Conversation> conversations)
{
    beginResetModel();
    m_rows = std::move(conversations);
    std::ranges::sort(m_rows, isNewer);
    endResetModel();
}

void ConversationListModel::put(const Conversation &conversation)
{
    const int from = rowOf(conversation.id);
    if (from >= 0 && m_rows.at(from) == conversation)
        return;
    const auto place = std::ranges::find_if(m_rows, [&conversation](const Conversation &other) {
        return other.id != conversation.id && !isNewer(other, conversation);
    });
    const int to = int(place - m_rows.begin());
    if (from < 0) {
        beginInsertRows({}, to, to);
        m_rows.insert(to, conversation);
        endInsertRows();
    } else if (to == from || to == from + 1) {
        m_rows[from] = conversation;
    } else {
        beginMoveRows({}, from, from, {}, to);
        m_rows.move(from, to > from ? to - 1 : to);
        endMoveRows();
        m_rows[rowOf(conversation.id)] = conversation;
    }
    refreshSections();
}

void ConversationListModel::remove(ConversationId id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    refreshSections();
}

void ConversationListModel::setBusy(ConversationId id, bool busy)
{
    if (m_busy.contains(id) == busy)
        return;
    if (busy)
        m_busy.append(id);
    else
        m_busy.removeAll(id);
    if (const int row = rowOf(id); row >= 0)
        emit dataChanged(index(row), index(row), {BusyRole});
}

void ConversationListModel::setToday(QDate today)
{
    if (m_today == today)
        return;
    m_today = today;
    refreshSections();
}

int ConversationListModel::rowOf(ConversationId id) const
{
    const auto found = std::ranges::find(m_rows, id, &Conversation::id);
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

QString ConversationListModel::sectionOf(const Conversation &conversation) const
{
    const QDate date = QDateTime::fromMSecsSinceEpoch(conversation.changedMs).date();
    const qint64 days = date.daysTo(m_today);
    if (days <= 0)
        return tr("Today");
    if (days == 1)
        return tr("Yesterday");
    if (days <= 7)
        return tr("Previous 7 days");
    if (days <= 30)
        return tr("Previous 30 days");
    return QLocale().toString(date, QStringLiteral("MMMM yyyy"));
}

void ConversationListModel::refreshSections()
{
    if (!m_rows.isEmpty())
        emit dataChanged(index(0), index(int(m_rows.size()) - 1));
}

} // namespace tabletalk
