// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/accessibleconversation.h"

#include "conversation/accessibleturn.h"
#include "conversation/conversationview.h"

#include <QCoreApplication>

#include <algorithm>

namespace tabletalk {

namespace {

QAccessibleInterface *make(const QString &, QObject *object)
{
    if (auto *view = qobject_cast<ConversationView *>(object))
        return new AccessibleConversation(view); // owned by QAccessible's cache
    return nullptr;
}

//! Qt drops it when nobody listens.
void send(ConversationView *view, QAccessible::Event type, int row)
{
    QAccessibleEvent event(view, type);
    event.setChild(row);
    QAccessible::updateAccessibility(&event);
}

//! Grows with what has arrived, so that a remembered text is known to be old.
qsizetype sizeOf(const Turn &turn)
{
    qsizetype size = qsizetype(turn.progress);
    for (const Step &step : turn.steps) {
        if (const auto *text = std::get_if<TextStep>(&step.content))
            size += text->text.size() + 10;
    }
    return size;
}

} // namespace

void AccessibleConversation::install()
{
    static const bool kInstalled = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    Q_UNUSED(kInstalled)
}

void AccessibleConversation::rowsReset(ConversationView *view)
{
    QAccessibleEvent event(view, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

void AccessibleConversation::rowsInserted(ConversationView *view, int first, int last)
{
    // A bounded number: whoever wants more asks.
    for (int row = std::max(first, last - kMostChildren / 2); row <= last; ++row)
        send(view, QAccessible::ObjectCreated, row);
}

void AccessibleConversation::rowsAboutToBeRemoved(ConversationView *view, int first, int last)
{
    for (int row = std::max(first, last - kMostChildren / 2); row <= last; ++row)
        send(view, QAccessible::ObjectDestroyed, row);
}

void AccessibleConversation::currentChanged(ConversationView *view, int row)
{
    send(view, QAccessible::Focus, row);
}

void AccessibleConversation::caretMoved(ConversationView *view)
{
    if (!QAccessible::isActive())
        return;
    const TextPosition caret = view->caret();
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(view);
    QAccessibleInterface *item = list ? list->child(caret.row) : nullptr;
    if (!item || !item->textInterface())
        return;
    QAccessibleTextCursorEvent event(item, item->textInterface()->cursorPosition());
    QAccessible::updateAccessibility(&event);
}

void AccessibleConversation::sentencesArrived(ConversationView *view, int row, const QString &sentences)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    Q_UNUSED(row)
    QAccessibleAnnouncementEvent event(view, sentences);
    QAccessible::updateAccessibility(&event);
#else
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(view);
    QAccessibleInterface *item = list ? list->child(row) : nullptr;
    if (!item || !item->textInterface())
        return;
    const int end = item->textInterface()->characterCount();
    QAccessibleTextInsertEvent event(item, std::max(0, end - int(sentences.size())), sentences);
    QAccessible::updateAccessibility(&event);
#endif
}

void AccessibleConversation::answerEnded(ConversationView *view, int row)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    const bool isComplete = view->model()->summary(row).progress == Progress::Complete;
    QAccessibleAnnouncementEvent event(
        view, isComplete ? QCoreApplication::translate("Conversation", "Answer complete")
                         : QCoreApplication::translate("Conversation", "Answer ended"));
    QAccessible::updateAccessibility(&event);
#else
    send(view, QAccessible::DescriptionChanged, row);
#endif
}

AccessibleConversation::AccessibleConversation(ConversationView *view)
    : QAccessibleWidget(view, QAccessible::List, view->accessibleName())
{
}

AccessibleConversation::~AccessibleConversation()
{
    for (const Child &child : m_children)
        QAccessible::deleteAccessibleInterface(child.id);
}

ConversationView *AccessibleConversation::view() const
{
    return qobject_cast<ConversationView *>(object());
}

int AccessibleConversation::childCount() const
{
    const ConversationView *shown = view();
    return shown && shown->model() ? shown->model()->rowCount() : 0;
}

QAccessibleInterface *AccessibleConversation::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    const TurnId turn = view()->model()->summary(index).id;
    const auto found = std::find_if(m_children.begin(), m_children.end(),
                                    [turn](const Child &child) { return child.turn == turn; });
    if (found != m_children.end()) {
        m_children.splice(m_children.begin(), m_children, found);
        return QAccessible::accessibleInterface(m_children.front().id);
    }
    auto *item = new AccessibleTurn(const_cast<AccessibleConversation *>(this), turn); // owned by the cache
    m_children.push_front({turn, QAccessible::registerAccessibleInterface(item)});
    if (keptChildren() > kMostChildren) {
        const QAccessible::Id oldest = m_children.back().id;
        m_children.pop_back();
        QAccessible::deleteAccessibleInterface(oldest);
    }
    return item;
}

QAccessibleInterface *AccessibleConversation::childAt(int x, int y) const
{
    const ConversationView *shown = view();
    if (!shown)
        return nullptr;
    const QPoint point = shown->viewport()->mapFromGlobal(QPoint(x, y));
    for (const auto &turn : shown->conversationLayout().visibleTurns()) {
        if (point.y() >= turn.y && point.y() < turn.y + turn.layout->height())
            return child(turn.row);
    }
    return nullptr;
}

QAccessibleInterface *AccessibleConversation::focusChild() const
{
    const ConversationView *shown = view();
    return shown && shown->hasFocus() ? child(shown->currentRow()) : nullptr;
}

int AccessibleConversation::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *turn = dynamic_cast<const AccessibleTurn *>(child);
    return turn && view() && view()->model() ? view()->model()->rowOf(turn->turn()) : -1;
}

const TurnText &AccessibleConversation::textOf(TurnId id) const
{
    static const TurnText kNone;
    const int row = view() && view()->model() ? view()->model()->rowOf(id) : -1;
    if (row < 0)
        return kNone;
    const Turn &turn = view()->model()->turn(row);
    if (m_textTurn != id || m_textSize != sizeOf(turn)) {
        m_textTurn = id;
        m_textSize = sizeOf(turn);
        std::optional<TurnContent> own;
        m_text = TurnText(view()->conversationLayout().contentOf(row, own));
    }
    return m_text;
}

} // namespace tabletalk
