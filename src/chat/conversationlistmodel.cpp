// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversationlistmodel.h"

#include "conversationdrag.h"

#include <QDateTime>
#include <QLocale>
#include <QMimeData>

#include <algorithm>

namespace tabletalk {

namespace {

// Sections, in the order they are shown; an older one is numbered by its month.
constexpr int kPinned = -2;
constexpr int kUnnamed = -1;

} // namespace

ConversationListModel::ConversationListModel(const ConversationIndex &index, QObject *parent)
    : QAbstractListModel(parent)
    , m_index(index)
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_collator.setNumericMode(true);
    setToday(QDate::currentDate());
    connect(&index, &ConversationIndex::wasReset, this, &ConversationListModel::rebuild);
    connect(&index, &ConversationIndex::changed, this, &ConversationListModel::take);
    connect(&index, &ConversationIndex::removed, this, [this](ConversationId id) {
        if (const int row = rowOf(id); row >= 0)
            drop(row);
    });
    rebuild();
}

int ConversationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ConversationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    const Conversation &conversation = *row.conversation;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return conversation.title.isEmpty() ? tr("New conversation") : conversation.title;
    case Qt::EditRole:
        return conversation.title;
    case Qt::AccessibleDescriptionRole:
        return stateOf(conversation);
    case IdRole:
        return conversation.id.value;
    case SectionRole:
        return sectionName(row.section);
    case StartsSectionRole:
        return startsSection(index.row());
    case BusyRole:
        return m_index.isBusy(conversation.id);
    case UnreadRole:
        return conversation.filing.isUnread;
    case PinnedRole:
        return conversation.filing.isPinned;
    default:
        return {};
    }
}

Qt::ItemFlags ConversationListModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractListModel::flags(index);
    return index.isValid() ? usual | Qt::ItemIsEditable | Qt::ItemIsDragEnabled : usual;
}

QStringList ConversationListModel::mimeTypes() const
{
    return {conversationDragType()};
}

QMimeData *ConversationListModel::mimeData(const QModelIndexList &indexes) const
{
    QList<ConversationId> ids;
    for (const QModelIndex &index : indexes)
        ids.append(idAt(index.row()));
    return draggedConversations(ids).release();
}

void ConversationListModel::setFilter(const ConversationFilter &filter)
{
    m_filter = filter;
    rebuild();
}

void ConversationListModel::setSort(ConversationSort sort)
{
    if (m_sort == sort)
        return;
    m_sort = sort;
    rebuild();
}

void ConversationListModel::setToday(QDate today)
{
    if (m_today == today)
        return;
    m_today = today;
    m_daysMs.clear();
    for (const int days : {0, 1, 7, 30})
        m_daysMs.append(today.addDays(-days).startOfDay().toMSecsSinceEpoch());
    for (Row &row : m_rows)
        row.section = sectionOf(*row.conversation);
    refresh(0, int(m_rows.size()) - 1);
}

int ConversationListModel::rowOf(ConversationId id) const
{
    const auto found =
        std::ranges::find_if(m_rows, [id](const Row &row) { return row.conversation->id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

void ConversationListModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    for (const ConversationIndex::Entry &conversation : m_index.all()) {
        if (passes(*conversation))
            m_rows.append({conversation, 0});
    }
    std::ranges::sort(
        m_rows, [this](const Row &a, const Row &b) { return isBefore(*a.conversation, *b.conversation); });
    for (Row &row : m_rows)
        row.section = sectionOf(*row.conversation);
    endResetModel();
}

void ConversationListModel::take(ConversationId id)
{
    const ConversationIndex::Entry entry = m_index.all().value(id);
    const Conversation &conversation = *entry;
    const int from = rowOf(id);
    if (!passes(conversation)) {
        if (from >= 0)
            drop(from);
        return;
    }
    const Row row{entry, sectionOf(conversation)};
    const auto isBeforeIt = [&](const Row &other) {
        return other.conversation->id != id && isBefore(*other.conversation, conversation);
    };
    // Without the row itself, whose old place says nothing, the rows are in order.
    const int to = int(std::ranges::count_if(m_rows, isBeforeIt));
    if (from < 0) {
        beginInsertRows({}, to, to);
        m_rows.insert(to, row);
        endInsertRows();
    } else if (to == from) {
        m_rows[from] = row;
    } else {
        beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
        m_rows.move(from, to);
        m_rows[to] = row;
        endMoveRows();
        refresh(from, from + 1);
    }
    refresh(to, to + 1);
}

void ConversationListModel::drop(int row)
{
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    refresh(row, row);
}

bool ConversationListModel::passes(const Conversation &conversation) const
{
    const Filing &filing = conversation.filing;
    return filing.isArchived == m_filter.archived && (!m_filter.folder || filing.folder == *m_filter.folder);
}

bool ConversationListModel::isBefore(const Conversation &a, const Conversation &b) const
{
    if (a.filing.isPinned != b.filing.isPinned)
        return a.filing.isPinned;
    if (m_sort == ConversationSort::ByTitle) {
        if (const int order = m_collator.compare(a.title, b.title); order != 0)
            return order < 0;
    }
    const bool isByCreation = m_sort == ConversationSort::ByCreation;
    const qint64 timeA = isByCreation ? a.createdMs : a.changedMs;
    const qint64 timeB = isByCreation ? b.createdMs : b.changedMs;
    return timeA != timeB ? timeA > timeB : a.id > b.id;
}

int ConversationListModel::sectionOf(const Conversation &conversation)
{
    if (conversation.filing.isPinned)
        return kPinned;
    if (m_sort == ConversationSort::ByTitle)
        return kUnnamed;
    const qint64 time =
        m_sort == ConversationSort::ByCreation ? conversation.createdMs : conversation.changedMs;
    for (int section = 0; section < m_daysMs.size(); ++section) {
        if (time >= m_daysMs.at(section))
            return section;
    }
    return monthOf(time);
}

int ConversationListModel::monthOf(qint64 timeMs)
{
    if (timeMs < m_month.fromMs || timeMs >= m_month.untilMs) {
        const QDate date = QDateTime::fromMSecsSinceEpoch(timeMs).date();
        const QDate first(date.year(), date.month(), 1);
        m_month = {first.startOfDay().toMSecsSinceEpoch(),
                   first.addMonths(1).startOfDay().toMSecsSinceEpoch(), date.year() * 12 + date.month() - 1};
    }
    return m_month.section;
}

QString ConversationListModel::sectionName(int section) const
{
    switch (section) {
    case kPinned:
        return tr("Pinned");
    case kUnnamed:
        return {};
    case 0:
        return tr("Today");
    case 1:
        return tr("Yesterday");
    case 2:
        return tr("Previous 7 days");
    case 3:
        return tr("Previous 30 days");
    default:
        return QLocale().toString(QDate(section / 12, section % 12 + 1, 1), QStringLiteral("MMMM yyyy"));
    }
}

bool ConversationListModel::startsSection(int row) const
{
    const int section = m_rows.at(row).section;
    return section != kUnnamed && (row == 0 || m_rows.at(row - 1).section != section);
}

QString ConversationListModel::stateOf(const Conversation &conversation) const
{
    QStringList states;
    if (m_index.isBusy(conversation.id))
        states.append(tr("an answer is arriving"));
    if (conversation.filing.isUnread)
        states.append(tr("unread"));
    if (conversation.filing.isPinned)
        states.append(tr("pinned"));
    return states.join(QStringLiteral(", "));
}

void ConversationListModel::refresh(int first, int last)
{
    first = std::max(first, 0);
    last = std::min(last, int(m_rows.size()) - 1);
    if (first <= last)
        emit dataChanged(index(first), index(last));
}

} // namespace tabletalk
