// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation.h"

#include <QAbstractListModel>
#include <QDate>
#include <QList>

namespace tabletalk {

//! The conversations of the side bar, most recently changed first. Window thread.
class ConversationListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1, //!< ConversationId::value, qint64
        SectionRole, //!< QString: "Today", "Previous 7 days", "March 2026"
        StartsSectionRole, //!< bool: the row above is of another section
        BusyRole, //!< bool: an answer is arriving
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override; //!< a row's title can be edited in place

    void reset(QList<Conversation> conversations);
    //! Adds it or takes over what changed; moves the row where it belongs.
    void put(const Conversation &conversation);
    void remove(ConversationId id);
    void setBusy(ConversationId id, bool busy);
    //! Sections are relative to it. Call when the day has changed.
    void setToday(QDate today);

    int rowOf(ConversationId id) const; //!< -1 if it is not listed
    const Conversation &at(int row) const { return m_rows.at(row); }

private:
    QString sectionOf(const Conversation &conversation) const;
    void refreshSections();

    QList<Conversation> m_rows;
    QList<ConversationId> m_busy;
    QDate m_today = QDate::currentDate();
};

} // namespace tabletalk
