// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How ConversationPage goes to a turn, and what it does with its find bar.

#include "conversationpage.h"

#include "conversation/conversationview.h"
#include "conversation/findbar.h"

#include <QStackedWidget>

namespace tabletalk {

void ConversationPage::connectFindBar()
{
    connect(m_findBar, &FindBar::queryChanged, m_view, &ConversationView::find);
    connect(m_findBar, &FindBar::nextRequested, m_view, &ConversationView::findNext);
    connect(m_findBar, &FindBar::previousRequested, m_view, &ConversationView::findPrevious);
    connect(m_findBar, &FindBar::closed, this, [this] {
        m_view->find({});
        m_view->setFocus();
    });
    connect(m_view, &ConversationView::foundChanged, this, [this] {
        const ConversationFinder &finder = m_view->finder();
        m_findBar->showResult(m_view->foundOrdinal(), finder.count(), finder.isSearching(), finder.mistake());
    });
}

void ConversationPage::showTurn(TurnId turn, const FindQuery &marked)
{
    m_markedWhenShown = marked;
    m_session->showTurn(turn);
}

void ConversationPage::takeShownTurn(TurnId turn)
{
    const FindQuery marked = std::exchange(m_markedWhenShown, {});
    const int row = m_session->turns().rowOf(turn);
    if (row < 0)
        return;
    m_view->setCurrentRow(row);
    m_view->showRow(row);
    if (marked.text.isEmpty())
        return;
    m_findBar->show(marked);
    m_view->findInRow(marked, row);
    m_view->setFocus();
}

void ConversationPage::openFind()
{
    if (m_body->currentWidget() != m_view)
        return; // nothing has been said yet
    const QString selected = m_view->selectedText();
    constexpr qsizetype kLongest = 100;
    const bool isUseful = selected.size() <= kLongest && !selected.contains(u'\n');
    m_findBar->open(isUseful ? selected : QString());
}

void ConversationPage::findNext()
{
    if (m_findBar->isHidden())
        openFind();
    else
        m_view->findNext();
}

void ConversationPage::findPrevious()
{
    if (m_findBar->isHidden())
        openFind();
    else
        m_view->findPrevious();
}

} // namespace tabletalk
