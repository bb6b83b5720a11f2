// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversationindex.h"
#include "historystore.h"

#include <QAbstractListModel>
#include <QCollator>
#include <QDate>
#include <QList>

namespace tabletalk {

enum class ConversationSort { ByChange = 0, ByCreation = 1, ByTitle = 2 };

//! One window's list of conversations: those of the index that pass its filter, the pinned ones first, then
//! sorted; grouped by date where they are sorted by one. Rows can be dragged. Window thread.
class ConversationListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1, //!< ConversationId::value, qint64
        SectionRole, //!< QString: "Pinned", "Today", "March 2026"; empty while sorted by title
        StartsSectionRole, //!< bool: the row above is of another section
        BusyRole, //!< bool: an answer is arriving
        UnreadRole, //!< bool: an answer ended while nobody looked
        PinnedRole, //!< bool
    };

    //! `index` outlives it.
    explicit ConversationListModel(const ConversationIndex &index, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override; //!< a row's title can be edited in place
    QStringList mimeTypes() const override;
    Qt::DropActions supportedDragActions() const override { return Qt::MoveAction; }
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

    void setFilter(const ConversationFilter &filter);
    const ConversationFilter &filter() const { return m_filter; }
    void setSort(ConversationSort sort);
    ConversationSort sort() const { return m_sort; }
    //! Sections are relative to it. Call when the day has changed.
    void setToday(QDate today);

    int rowOf(ConversationId id) const; //!< -1 if it is not listed
    const Conversation &at(int row) const { return *m_rows.at(row).conversation; }
    ConversationId idAt(int row) const { return at(row).id; }

private:
    struct Row {
        ConversationIndex::Entry conversation;
        int section = 0;
    };
    //! The month that was looked up last: rows beside each other are mostly of one, and a calendar is slow.
    struct Month {
        qint64 fromMs = 0;
        qint64 untilMs = 0;
        int section = 0;
    };

    void rebuild();
    void take(ConversationId id);
    void drop(int row);
    bool passes(const Conversation &conversation) const;
    bool isBefore(const Conversation &a, const Conversation &b) const;
    int sectionOf(const Conversation &conversation);
    int monthOf(qint64 timeMs);
    QString sectionName(int section) const;
    bool startsSection(int row) const;
    QString stateOf(const Conversation &conversation) const;
    void refresh(int first, int last);

    const ConversationIndex &m_index;
    ConversationFilter m_filter;
    ConversationSort m_sort = ConversationSort::ByChange;
    QCollator m_collator;
    QList<Row> m_rows;
    QDate m_today;
    Month m_month;
    QList<qint64> m_daysMs; //!< beginnings of today, yesterday, the week and the month before
};

} // namespace tabletalk
