// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

#include <functional>
#include <initializer_list>

class QAction;
class QMenu;
class QWidget;

namespace tabletalk {

class ConversationPage;
class Settings;

//! A window's actions with their keys, in the order of its menu. Those that are about what the page or the
//! settings do by themselves it makes on its own; what else a window can do, the window adds.
class WindowActions : public QObject {
    Q_OBJECT
public:
    //! All of them outlive it. The actions belong to the window, so that their keys work all over it.
    WindowActions(QWidget &window, ConversationPage &page, Settings &settings);

    QAction *add(const QString &text, std::initializer_list<QKeySequence> keys,
                 std::function<void()> command);
    //! What is done to the conversation on screen and its messages.
    void addForConversation();
    //! Finding in it, and moving about.
    void addForReading();
    void addForTextSize();
    //! What ends the menu: the wrapping of code, and leaving.
    void addLast();

    void fill(QMenu &menu) const;

private:
    void zoomBy(int points);

    QWidget &m_window;
    ConversationPage &m_page;
    Settings &m_settings;
    QList<QAction *> m_actions;
};

} // namespace tabletalk
