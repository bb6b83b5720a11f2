// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/accessibleturn.h"

#include "conversation/accessibleconversation.h"
#include "conversation/conversationview.h"
#include "conversation/turnlabels.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace tabletalk {

namespace {

//! In English: a screen reader's scripts go by it; what is spoken is localised.
QString nameOf(TurnAction action)
{
    switch (action) {
    case TurnAction::Copy:
        return QStringLiteral("Copy");
    case TurnAction::Edit:
        return QStringLiteral("Edit");
    case TurnAction::Regenerate:
        return QStringLiteral("Regenerate");
    case TurnAction::Branch:
        return QStringLiteral("Branch");
    case TurnAction::Delete:
        return QStringLiteral("Delete");
    case TurnAction::Continue:
        return QStringLiteral("Continue");
    case TurnAction::EarlierVersion:
        return QStringLiteral("Earlier version");
    case TurnAction::LaterVersion:
        return QStringLiteral("Later version");
    case TurnAction::More:
        return QStringLiteral("Menu");
    }
    return {};
}

constexpr std::array kActions{TurnAction::Copy,           TurnAction::Continue,     TurnAction::Edit,
                              TurnAction::Regenerate,     TurnAction::Branch,       TurnAction::Delete,
                              TurnAction::EarlierVersion, TurnAction::LaterVersion, TurnAction::More};

} // namespace

AccessibleTurn::AccessibleTurn(AccessibleConversation *list, TurnId turn)
    : m_list(list)
    , m_turn(turn)
{
}

AccessibleTurn::~AccessibleTurn()
{
    for (QAccessible::Id id : m_buttons)
        QAccessible::deleteAccessibleInterface(id);
}

ConversationView *AccessibleTurn::view() const
{
    return m_list->view();
}

int AccessibleTurn::row() const
{
    return view() && view()->model() ? view()->model()->rowOf(m_turn) : -1;
}

QWindow *AccessibleTurn::window() const
{
    return m_list->window();
}

QAccessibleInterface *AccessibleTurn::parent() const
{
    return m_list;
}

int AccessibleTurn::childCount() const
{
    const int at = row();
    if (at < 0)
        return 0;
    const std::optional<Error> &failure = view()->model()->turn(at).failure;
    return failure ? int(failure->nextSteps.size()) : 0;
}

QAccessibleInterface *AccessibleTurn::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    while (int(m_buttons.size()) <= index) {
        auto *button = new AccessibleTurnButton(const_cast<AccessibleTurn *>(this),
                                                int(m_buttons.size())); // the cache's
        m_buttons.push_back(QAccessible::registerAccessibleInterface(button));
    }
    return QAccessible::accessibleInterface(m_buttons[size_t(index)]);
}

int AccessibleTurn::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *button = dynamic_cast<const AccessibleTurnButton *>(child);
    return button && button->parent() == this ? button->index() : -1;
}

QAccessibleInterface *AccessibleTurn::childAt(int x, int y) const
{
    for (int i = 0; i < childCount(); ++i) {
        if (buttonRect(i).contains(x, y))
            return child(i);
    }
    return nullptr;
}

QString AccessibleTurn::buttonLabel(int index) const
{
    const int at = row();
    if (at < 0)
        return {};
    const std::optional<Error> &failure = view()->model()->turn(at).failure;
    if (!failure || index < 0 || index >= failure->nextSteps.size())
        return {};
    return nextStepLabel(failure->nextSteps.at(index), failure->retryAfter);
}

QRect AccessibleTurn::buttonRect(int index) const
{
    const auto *turn = row() >= 0 ? view()->conversationLayout().visibleTurn(row()) : nullptr;
    if (!turn)
        return {};
    const QRect rect = turn->layout->buttonRect(HotSpot::Kind::NextStep, index);
    if (rect.isEmpty())
        return {};
    const QPoint origin(view()->conversationLayout().columnLeft(), turn->y);
    return {view()->viewport()->mapToGlobal(rect.topLeft() + origin), rect.size()};
}

QString AccessibleTurn::text(QAccessible::Text kind) const
{
    const int at = row();
    if (at < 0)
        return {};
    const TurnSummary &summary = view()->model()->summary(at);
    if (kind == QAccessible::Name)
        return turnLabel(summary, view()->conversationLayout().modelName(summary.model));
    if (kind == QAccessible::Value)
        return m_list->textOf(m_turn).text();
    if (kind != QAccessible::Description)
        return {};
    const Turn &turn = view()->model()->turn(at);
    return turn.role == TurnRole::Answer ? endingLabel(turn) : QString();
}

QRect AccessibleTurn::rect() const
{
    if (row() < 0)
        return {};
    const QRect rect = view()->conversationLayout().rowRect(row());
    return {view()->viewport()->mapToGlobal(rect.topLeft()), rect.size()};
}

QAccessible::State AccessibleTurn::state() const
{
    QAccessible::State state;
    const int at = row();
    if (at < 0) {
        state.invalid = true;
        return state;
    }
    state.readOnly = true;
    state.multiLine = true;
    state.focusable = true;
    state.focused = view()->hasFocus() && view()->currentRow() == at;
    state.offscreen = !view()->conversationLayout().visibleTurn(at);
    state.busy = view()->model()->summary(at).progress == Progress::Open;
    return state;
}

void *AccessibleTurn::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TextInterface)
        return static_cast<QAccessibleTextInterface *>(this);
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

TextPosition AccessibleTurn::positionOf(int offset) const
{
    return {row(), m_list->textOf(m_turn).positionOf(offset)};
}

void AccessibleTurn::selection(int index, int *start, int *end) const
{
    *start = 0;
    *end = 0;
    if (index != 0 || selectionCount() == 0)
        return;
    const TextRange range = view()->selectedRange();
    const TurnText &text = m_list->textOf(m_turn);
    *start = range.from.row < row() ? 0 : text.offsetOf(range.from.at);
    *end = range.to.row > row() ? int(text.text().size()) : text.offsetOf(range.to.at);
}

int AccessibleTurn::selectionCount() const
{
    if (row() < 0 || !view()->hasSelection())
        return 0;
    const TextRange range = view()->selectedRange();
    return range.from.row <= row() && range.to.row >= row() ? 1 : 0;
}

void AccessibleTurn::addSelection(int start, int end)
{
    if (row() >= 0)
        view()->select({positionOf(std::min(start, end)), positionOf(std::max(start, end))});
}

void AccessibleTurn::removeSelection(int index)
{
    if (index == 0 && selectionCount() > 0)
        setCursorPosition(cursorPosition());
}

void AccessibleTurn::setSelection(int index, int start, int end)
{
    if (index == 0)
        addSelection(start, end);
}

int AccessibleTurn::cursorPosition() const
{
    if (row() < 0 || view()->caret().row != row())
        return 0;
    return m_list->textOf(m_turn).offsetOf(view()->caret().at);
}

void AccessibleTurn::setCursorPosition(int position)
{
    if (row() >= 0)
        view()->select({positionOf(position), positionOf(position)});
}

QString AccessibleTurn::text(int start, int end) const
{
    const QString &text = m_list->textOf(m_turn).text();
    const int from = std::clamp(start, 0, int(text.size()));
    const int to = end < 0 ? int(text.size()) : std::clamp(end, from, int(text.size()));
    return text.sliced(from, to - from);
}

int AccessibleTurn::characterCount() const
{
    return int(m_list->textOf(m_turn).text().size());
}

QRect AccessibleTurn::characterRect(int offset) const
{
    const auto *turn = row() >= 0 ? view()->conversationLayout().visibleTurn(row()) : nullptr;
    if (!turn)
        return {};
    const TurnText &text = m_list->textOf(m_turn);
    const QRect here = turn->layout->caretRect(text.positionOf(offset));
    const QRect next = turn->layout->caretRect(text.positionOf(offset + 1));
    const int width = next.top() == here.top() ? std::max(1, next.left() - here.left())
                                               : view()->conversationLayout().style().em() / 2;
    const QPoint origin(view()->conversationLayout().columnLeft(), turn->y);
    return {view()->viewport()->mapToGlobal(here.topLeft() + origin), QSize(width, here.height())};
}

int AccessibleTurn::offsetAtPoint(const QPoint &point) const
{
    if (row() < 0)
        return -1;
    const TextPosition position =
        view()->conversationLayout().positionAt(view()->viewport()->mapFromGlobal(point));
    return position.row == row() ? m_list->textOf(m_turn).offsetOf(position.at) : -1;
}

void AccessibleTurn::scrollToSubstring(int, int)
{
    if (row() >= 0)
        view()->showRow(row());
}

QString AccessibleTurn::attributes(int, int *start, int *end) const
{
    *start = 0;
    *end = characterCount();
    return {};
}

QStringList AccessibleTurn::actionNames() const
{
    QStringList names;
    const TurnCommands offered = row() >= 0 ? view()->actionsOf(row()) : TurnCommands();
    for (const TurnAction action : kActions) {
        if (offered & action)
            names.append(nameOf(action));
    }
    return names << setFocusAction();
}

QString AccessibleTurn::localizedActionName(const QString &name) const
{
    for (const TurnAction action : kActions) {
        if (name == nameOf(action))
            return actionLabel(action);
    }
    return QAccessibleActionInterface::localizedActionName(name);
}

void AccessibleTurn::doAction(const QString &name)
{
    if (row() < 0)
        return;
    if (name == setFocusAction()) {
        view()->setFocus();
        view()->setCurrentRow(row());
    }
    for (const TurnAction action : kActions) {
        if (name == nameOf(action)) {
            view()->perform(row(), action);
            return;
        }
    }
}

QStringList AccessibleTurn::keyBindingsForAction(const QString &) const
{
    return {};
}

QString AccessibleTurnButton::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Name ? m_turn->buttonLabel(m_index) : QString();
}

void *AccessibleTurnButton::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
}

void AccessibleTurnButton::doAction(const QString &name)
{
    if (name == pressAction() && m_turn->isValid())
        m_turn->view()->pressNextStep(m_turn->row(), m_index);
}

} // namespace tabletalk
