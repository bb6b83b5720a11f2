// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/turntext.h"
#include "ids.h"

#include <QAccessibleWidget>

#include <list>
#include <memory>

namespace tabletalk {

class AccessibleTurn;
class ConversationView;

//! The conversation as a screen reader sees it: a list whose items are the turns. Items are made when
//! they are asked for; only the most recently asked are kept. Counting costs nothing.
class AccessibleConversation : public QAccessibleWidget {
public:
    static constexpr int kMostChildren = 256;

    //! Lets Qt make one for every ConversationView. Any number of calls.
    static void install();
    // What the view tells assistive programs, if there are any.
    static void rowsReset(ConversationView *view);
    static void rowsInserted(ConversationView *view, int first, int last);
    static void rowsAboutToBeRemoved(ConversationView *view, int first, int last);
    static void currentChanged(ConversationView *view, int row);
    static void caretMoved(ConversationView *view);
    //! Whole sentences of an answer have arrived.
    static void sentencesArrived(ConversationView *view, int row, const QString &sentences);
    static void answerEnded(ConversationView *view, int row);

    explicit AccessibleConversation(ConversationView *view);
    ~AccessibleConversation() override;

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;

    ConversationView *view() const;
    //! The text of a turn; that of the last one asked for is remembered.
    const TurnText &textOf(TurnId turn) const;
    int keptChildren() const { return int(m_children.size()); }

private:
    struct Child {
        TurnId turn;
        QAccessible::Id id = 0;
    };
    mutable std::list<Child> m_children; // the most recently asked first
    mutable TurnId m_textTurn;
    mutable qsizetype m_textSize = -1;
    mutable TurnText m_text;
};

} // namespace tabletalk
