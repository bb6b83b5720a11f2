// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/textposition.h"
#include "conversation/turncommands.h"
#include "ids.h"

#include <QAccessible>

#include <vector>

namespace tabletalk {

class AccessibleConversation;
class AccessibleTurnButton;
class ConversationView;

//! One turn as a screen reader sees it: a list item with a name, its text as Copy gives it, what can be
//! done with it as actions, and the buttons of a failed turn as children. Knows its turn by id; becomes
//! invalid when that is gone.
class AccessibleTurn : public QAccessibleInterface,
                       public QAccessibleTextInterface,
                       public QAccessibleActionInterface {
public:
    AccessibleTurn(AccessibleConversation *list, TurnId turn);
    ~AccessibleTurn() override;

    TurnId turn() const { return m_turn; }
    int row() const; //!< -1 when it is gone
    ConversationView *view() const;
    QString buttonLabel(int index) const;
    QRect buttonRect(int index) const;

    bool isValid() const override { return row() >= 0; }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override;
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int index) const override;
    int childCount() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    void selection(int index, int *start, int *end) const override;
    int selectionCount() const override;
    void addSelection(int start, int end) override;
    void removeSelection(int index) override;
    void setSelection(int index, int start, int end) override;
    int cursorPosition() const override;
    void setCursorPosition(int position) override;
    QString text(int start, int end) const override;
    int characterCount() const override;
    QRect characterRect(int offset) const override;
    int offsetAtPoint(const QPoint &point) const override;
    void scrollToSubstring(int start, int end) override;
    QString attributes(int offset, int *start, int *end) const override;

    QStringList actionNames() const override;
    QString localizedActionName(const QString &name) const override;
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &name) const override;

private:
    AccessibleConversation *m_list; // outlives its items: it deletes them
    TurnId m_turn;
    TextPosition positionOf(int offset) const;

    mutable std::vector<QAccessible::Id> m_buttons;
};

//! A next step that a failed turn offers.
class AccessibleTurnButton : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    AccessibleTurnButton(AccessibleTurn *turn, int index)
        : m_turn(turn)
        , m_index(index)
    {
    }
    int index() const { return m_index; }

    bool isValid() const override { return m_turn->isValid() && !text(QAccessible::Name).isEmpty(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_turn->window(); }
    QAccessibleInterface *parent() const override { return m_turn; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override { return m_turn->buttonRect(m_index); }
    QAccessible::Role role() const override { return QAccessible::PushButton; }
    QAccessible::State state() const override { return m_turn->state(); }
    void *interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    AccessibleTurn *m_turn;
    int m_index;
};

} // namespace tabletalk
