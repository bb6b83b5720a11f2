// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "windowactions.h"

#include "appearancecontroller.h"
#include "conversation/conversationview.h"
#include "conversationpage.h"
#include "settings.h"

#include <QAction>
#include <QApplication>
#include <QMenu>

#include <algorithm>

namespace tabletalk {

// Of modifiers and keys, which that of our own flags hides; clang-tidy does not see operators at work.
using ::operator|; // NOLINT(misc-unused-using-decls)

WindowActions::WindowActions(QWidget &window, ConversationPage &page, Settings &settings)
    : QObject(&window)
    , m_window(window)
    , m_page(page)
    , m_settings(settings)
{
}

QAction *WindowActions::add(const QString &text, std::initializer_list<QKeySequence> keys,
                            std::function<void()> command)
{
    auto *action = new QAction(text, &m_window);
    action->setShortcuts(QList<QKeySequence>(keys));
    connect(action, &QAction::triggered, this, std::move(command));
    m_window.addAction(action);
    m_actions.append(action);
    return action;
}

void WindowActions::addForConversation()
{
    add(tr("Choose model"), {Qt::CTRL | Qt::SHIFT | Qt::Key_M}, [this] { m_page.openModelPicker(); });
    add(tr("Edit the last message"), {}, [this] { m_page.editLastQuestion(); });
    add(tr("Ask another model again"), {}, [this] { m_page.regenerateWith(); });
    add(tr("Bring back the deleted message"), {QKeySequence::Undo}, [this] { m_page.restoreRemoved(); });
    add(tr("Earlier version"), {Qt::ALT | Qt::Key_Left}, [this] { m_page.showOtherVersion(-1); });
    add(tr("Later version"), {Qt::ALT | Qt::Key_Right}, [this] { m_page.showOtherVersion(1); });
    add(tr("Copy last answer"), {Qt::CTRL | Qt::SHIFT | Qt::Key_C},
        [this] { m_page.view().copyLastAnswer(); });
    // Shift turns the semicolon key into a colon on most layouts; both spellings reach the action.
    add(tr("Copy last code block"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_Semicolon, Qt::CTRL | Qt::SHIFT | Qt::Key_Colon},
        [this] { m_page.view().copyLastCodeBlock(); });
}

void WindowActions::addForReading()
{
    add(tr("Find in conversation"), {Qt::CTRL | Qt::Key_F}, [this] { m_page.openFind(); });
    add(tr("Next match"), {Qt::Key_F3}, [this] { m_page.findNext(); });
    add(tr("Previous match"), {Qt::SHIFT | Qt::Key_F3}, [this] { m_page.findPrevious(); });
    add(tr("Go to the newest"), {Qt::CTRL | Qt::Key_End}, [this] { m_page.view().scrollToEnd(); });
    add(tr("Write a message"), {Qt::SHIFT | Qt::Key_Escape}, [this] { m_page.focusComposer(); });
    add(tr("Stop or close"), {Qt::Key_Escape}, [this] {
        if (!m_page.escape())
            m_page.focusComposer();
    });
}

void WindowActions::addForTextSize()
{
    add(tr("Larger text"), {Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal}, [this] { zoomBy(1); });
    add(tr("Smaller text"), {Qt::CTRL | Qt::Key_Minus}, [this] { zoomBy(-1); });
    add(tr("Normal text size"), {Qt::CTRL | Qt::Key_0},
        [this] { m_settings.set(settings::fontPointSize, 0); });
}

void WindowActions::addLast()
{
    auto *wrap = new QAction(tr("Wrap long lines of code"), &m_window);
    wrap->setCheckable(true);
    wrap->setChecked(m_settings.value(settings::wrapCode));
    connect(wrap, &QAction::toggled, this, [this](bool isOn) { m_settings.set(settings::wrapCode, isOn); });
    m_actions.append(wrap);
    add(tr("Quit"), {Qt::CTRL | Qt::Key_Q}, &QApplication::closeAllWindows);
}

void WindowActions::fill(QMenu &menu) const
{
    menu.addActions(m_actions);
}

void WindowActions::zoomBy(int points)
{
    const int size = QApplication::font().pointSize() + points;
    m_settings.set(settings::fontPointSize, std::clamp(size, kSmallestFont, kLargestFont));
}

} // namespace tabletalk
