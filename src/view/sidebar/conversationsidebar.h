// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"

#include <QWidget>

class QListView;
class QModelIndex;
class QPushButton;

namespace tabletalk {

class ConversationListModel;

//! The side bar: New conversation, the list by date, Settings. Says what is wanted and shows what is.
class ConversationSidebar : public QWidget {
    Q_OBJECT
public:
    //! `list` outlives it.
    explicit ConversationSidebar(ConversationListModel &list, QWidget *parent = nullptr);

    //! Shows which one is open without asking for it; none if the id is not listed.
    void setCurrent(ConversationId id);
    void renameCurrent();
    bool listHasFocus() const;

    QSize sizeHint() const override;

signals:
    void opened(tabletalk::ConversationId id);
    void newRequested();
    void settingsRequested();
    void renamed(tabletalk::ConversationId id, const QString &title);
    void deleteRequested(tabletalk::ConversationId id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    ConversationId idAt(const QModelIndex &index) const;
    void showContextMenu(const QPoint &position);

    ConversationListModel &m_list;
    QListView *m_view;
    ConversationId m_current;
};

} // namespace tabletalk
