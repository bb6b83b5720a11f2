// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What ConversationView does with selected text: copying it, dragging it out, moving its ends by key.

#include "conversation/accessibleconversation.h"
#include "conversation/conversationview.h"
#include "conversation/copiedtext.h"

#include <QApplication>
#include <QClipboard>
#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>

#include <algorithm>

namespace tabletalk {

TextRange ConversationView::wholeTurn(int row) const
{
    return {{row, BlockPosition::begin()}, {row, BlockPosition::end()}};
}

CopiedText ConversationView::gathered(const TextRange &range) const
{
    CopiedText copied;
    Selection selection;
    selection.begin(range);
    for (int row = range.from.row; m_model && row <= std::min(range.to.row, m_model->rowCount() - 1); ++row) {
        const auto part = selection.inRow(row);
        if (!part)
            continue;
        std::optional<TurnContent> own;
        const TurnContent &content = m_layout.contentOf(row, own);
        copied.add(m_model->turn(row), content, *part);
    }
    return copied;
}
QString ConversationView::selectedText() const
{
    return m_selection.isEmpty() ? QString() : gathered(m_selection.range()).plain();
}

void ConversationView::copyToClipboard(const CopiedText &text)
{
    QGuiApplication::clipboard()->setMimeData(text.toMimeData().release()); // the clipboard takes it
}

void ConversationView::copySelection()
{
    if (!m_selection.isEmpty())
        copyToClipboard(gathered(m_selection.range()));
}

void ConversationView::copyTurn(int row)
{
    copyToClipboard(gathered(wholeTurn(row)));
}

void ConversationView::copyLastAnswer()
{
    for (int row = m_model ? m_model->rowCount() - 1 : -1; row >= 0; --row) {
        if (m_model->summary(row).role == TurnRole::Answer) {
            copyTurn(row);
            return;
        }
    }
}

void ConversationView::copyLastCodeBlock()
{
    for (int row = m_model ? m_model->rowCount() - 1 : -1; row >= 0; --row) {
        if (m_model->summary(row).role != TurnRole::Answer)
            continue;
        const TurnContent content(m_model->turn(row));
        for (int block = content.blockCount() - 1; block >= 0; --block) {
            if (content.block(block).kind == BlockKind::Code) {
                QGuiApplication::clipboard()->setText(content.block(block).text);
                return;
            }
        }
    }
}

void ConversationView::selectAll()
{
    if (!m_model || m_model->rowCount() == 0)
        return;
    Selection all;
    all.begin({{0, BlockPosition::begin()}, {m_model->rowCount() - 1, BlockPosition::end()}});
    setSelection(all);
}

void ConversationView::setSelection(const Selection &selection)
{
    if (selection.range() == m_selection.range()) {
        m_selection = selection;
        return;
    }
    const bool hadAny = !m_selection.isEmpty();
    const TextRange before = m_selection.range();
    m_selection = selection;
    if (hadAny)
        updateRows(before);
    if (!m_selection.isEmpty())
        updateRows(m_selection.range());
    emit selectionChanged();
}
void ConversationView::copyTable(int row, int header)
{
    std::optional<TurnContent> own;
    const int end = m_layout.contentOf(row, own).tableEnd(header);
    copyToClipboard(gathered({{row, {header, 0}}, {row, {end, 0}}}));
}

void ConversationView::selectTurn(int row)
{
    Selection whole;
    whole.begin(wholeTurn(row));
    setSelection(whole);
}

void ConversationView::select(const TextRange &range)
{
    Selection selection;
    selection.begin({range.from, range.from});
    selection.extendTo({range.to, range.to});
    setSelection(selection);
    m_layout.showPosition(range.to);
    refresh();
}

void ConversationView::dragSelection()
{
    auto *drag = new QDrag(this); // Qt deletes it when it is done
    drag->setMimeData(gathered(m_selection.range()).toMimeData().release());
    // The one call that has a loop of its own: the desktop's drag and drop knows no other way.
    drag->exec(Qt::CopyAction);
}

void ConversationView::hideCaret()
{
    if (!m_isCaretShown)
        return;
    m_isCaretShown = false;
    updateRow(m_selection.head().row);
}

void ConversationView::moveCaretTo(const TextPosition &position, bool extends)
{
    updateRow(m_selection.head().row);
    Selection selection = m_selection;
    if (extends)
        selection.extendTo({position, position});
    else
        selection.begin({position, position});
    m_isCaretShown = true;
    setSelection(selection);
    m_layout.showPosition(position);
    refresh();
    AccessibleConversation::caretMoved(this);
}

std::optional<TextPosition> ConversationView::steppedFrom(const TextPosition &from, CaretStep step,
                                                          bool isForward) const
{
    std::optional<TurnContent> own;
    if (const auto within = stepped(m_layout.contentOf(from.row, own), from.at, step, isForward))
        return TextPosition{from.row, *within};
    for (int row = from.row + (isForward ? 1 : -1); row >= 0 && row < m_model->rowCount();
         row += isForward ? 1 : -1) {
        std::optional<TurnContent> ownNext;
        const TurnContent &content = m_layout.contentOf(row, ownNext);
        if (content.blockCount() == 0)
            continue; // an answer without a word
        const int last = content.blockCount() - 1;
        if (isForward)
            return TextPosition{row, {}};
        return TextPosition{
            row, {last, step == CaretStep::Block ? 0 : int(content.block(last).plainText().size())}};
    }
    return std::nullopt;
}

TextPosition ConversationView::lineFrom(const TextPosition &from, bool isForward)
{
    m_layout.showPosition(from);
    m_layout.settle();
    QRect caret = m_layout.caretRect(from);
    if (m_caretX < 0)
        m_caretX = caret.left();
    const int step = std::max(1, m_layout.style().em() / 2) * (isForward ? 1 : -1);
    int y = isForward ? caret.bottom() : caret.top();
    constexpr int kMostSteps = 1000; // over what lies between two texts
    for (int i = 0; i < kMostSteps; ++i) {
        y += step;
        if (y < 0 || y >= viewport()->height()) {
            const qint64 top = m_layout.top();
            m_layout.scrollBy(4 * step);
            m_layout.settle();
            const int moved = int(m_layout.top() - top);
            if (moved == 0)
                break;
            y -= moved;
            caret.translate(0, -moved);
        }
        const TextPosition there = m_layout.positionAt({m_caretX, y});
        const bool isFurther = isForward ? there > from : there < from;
        const QRect found = m_layout.caretRect(there);
        if (isFurther && (isForward ? found.top() > caret.top() : found.top() < caret.top()))
            return there;
    }
    return from;
}

TextPosition ConversationView::lineEnd(const TextPosition &from, bool isForward)
{
    m_layout.showPosition(from);
    m_layout.settle();
    const QRect caret = m_layout.caretRect(from);
    return m_layout.positionAt({isForward ? viewport()->width() : 0, caret.center().y()});
}

bool ConversationView::moveCaret(QKeyEvent *event)
{
    const bool isControl = event->modifiers() & Qt::ControlModifier;
    const bool isShift = event->modifiers() & Qt::ShiftModifier;
    const bool isAlt = event->modifiers() & Qt::AltModifier;
    const bool isVertical = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    const bool isForward = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down
                           || event->key() == Qt::Key_End || event->key() == Qt::Key_PageDown;
    TextPosition from = m_selection.head();
    if (!m_selection.hasBegun()) {
        // Where reading is: the current turn, else what is at the top.
        from = m_current >= 0 ? TextPosition{m_current, {}} : m_layout.positionAt({m_layout.columnLeft(), 0});
        Selection selection;
        selection.begin({from, from});
        setSelection(selection);
    }
    if (!isVertical)
        m_caretX = -1;

    std::optional<TextPosition> to;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        to = steppedFrom(from, isControl ? CaretStep::Word : CaretStep::Character, isForward);
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (isAlt) { // by turns
            const int row = from.row + (isForward || from.at > BlockPosition::begin() ? 0 : -1);
            to = isForward ? TextPosition{from.row, BlockPosition::end()}
                           : TextPosition{std::max(0, row), BlockPosition::begin()};
            if (isForward && from.at == BlockPosition::end() && from.row + 1 < m_model->rowCount())
                to = TextPosition{from.row + 1, BlockPosition::end()};
        } else if (isControl) {
            to = steppedFrom(from, CaretStep::Block, isForward);
        } else {
            to = lineFrom(from, isForward);
        }
        break;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
        m_layout.showPosition(from);
        m_layout.settle();
        const QRect caret = m_layout.caretRect(from);
        m_layout.scrollBy((isForward ? 1 : -1) * viewport()->height());
        m_layout.settle();
        to = m_layout.positionAt({caret.left(), caret.center().y()});
        break;
    }
    case Qt::Key_Home:
    case Qt::Key_End:
        if (!isControl)
            to = lineEnd(from, isForward);
        else
            to = isForward ? TextPosition{m_model->rowCount() - 1, BlockPosition::end()} : TextPosition{};
        break;
    default:
        return false;
    }
    if (to)
        moveCaretTo(*to, isShift);
    return true;
}

bool ConversationView::selectByKey(QKeyEvent *event)
{
    if (!m_model || m_model->rowCount() == 0)
        return false;
    const bool isShift = event->modifiers() & Qt::ShiftModifier;
    const bool isAlt = event->modifiers() & Qt::AltModifier;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        return !isAlt && moveCaret(event);
    case Qt::Key_Up:
    case Qt::Key_Down:
        // Without a caret these keys go from turn to turn.
        return (isShift || (m_isCaretShown && !isAlt)) && moveCaret(event);
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        return isShift && moveCaret(event);
    default:
        return false;
    }
}

} // namespace tabletalk
