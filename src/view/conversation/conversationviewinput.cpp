// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What ConversationView does with the pointer and the keyboard.

#include "conversation/accessibleconversation.h"
#include "conversation/attachmentlink.h"
#include "conversation/conversationview.h"
#include "conversation/figuremarks.h"
#include "conversation/picturebook.h"
#include "conversation/turnlabels.h"
#include "conversation/turnmenu.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tabletalk {

namespace {

constexpr int kCopiedMs = 1500;
constexpr int kEdgeIntervalMs = 30;

} // namespace

bool ConversationView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        // While the keyboard is here, these keys mean the conversation, whatever the window does with them.
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)
            || (key->key() == Qt::Key_Escape && m_isCaretShown)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

bool ConversationView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        setHovered({-1, -1});
    } else if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = toolTipOf(spotAt(help->pos()), help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else // never as rich text: it may be a message's words
            QToolTip::showText(help->globalPos(), text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")),
                               viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

ConversationView::Spot ConversationView::spotAt(QPoint point) const
{
    for (const auto &turn : m_layout.visibleTurns()) {
        const QPoint inTurn = point - QPoint(m_layout.columnLeft(), turn.y);
        if (inTurn.y() < 0 || inTurn.y() >= turn.layout->height())
            continue;
        return {turn.row, turn.layout->hotSpotAt(inTurn)};
    }
    return {};
}

QString ConversationView::linkLabel(const QString &target)
{
    if (isAttachmentTarget(target))
        return tr("Show, open or save this attachment");
    return PictureBook::isCarried(target) ? tr("Copy or save this picture") : target.left(500);
}

QString ConversationView::toolTipOf(const Spot &spot, QPoint point) const
{
    switch (spot.spot.kind) {
    case HotSpot::Kind::Link:
        return linkLabel(spot.spot.target);
    case HotSpot::Kind::Figure:
        return figureTrace(spot.spot.target).sentence;
    case HotSpot::Kind::Action:
        return actionLabel(TurnAction(spot.spot.step));
    case HotSpot::Kind::SortColumn:
        return tr("Sort by this column");
    case HotSpot::Kind::None:
        break;
    default:
        return {};
    }
    const auto *turn = m_layout.visibleTurn(spot.row);
    if (!turn || !turn->layout->isFurniture(point.y() - turn->y))
        return {};
    const Turn &shown = m_model->turn(spot.row);
    return detailsLabel(shown, m_layout.modelName(shown.model));
}

void ConversationView::setHovered(QPoint point)
{
    m_pointer = point;
    const bool isInside = viewport()->rect().contains(point);
    const Spot spot = isInside ? spotAt(point) : Spot();
    if (spot.row != m_hoveredRow) {
        updateRow(m_hoveredRow);
        m_hoveredRow = spot.row;
        updateRow(m_hoveredRow);
    }
    const bool isPressable = spot.spot.kind != HotSpot::Kind::None;
    viewport()->setCursor(isPressable ? Qt::PointingHandCursor : Qt::IBeamCursor);
    const bool isFigure = spot.spot.kind == HotSpot::Kind::Figure;
    const bool leadsOn = isFigure || spot.spot.kind == HotSpot::Kind::Link;
    const QString link = leadsOn ? spot.spot.target : QString();
    if (link != m_hoveredLink) {
        m_hoveredLink = link;
        emit linkHovered(isFigure ? figureTrace(link).sentence : linkLabel(link));
    }
    const Spot button = leadsOn ? Spot() : spot;
    if (button == m_hovered)
        return;
    for (const Spot &changed : {m_hovered, button}) {
        if (const auto *turn = m_layout.visibleTurn(changed.row))
            viewport()->update(changed.spot.rect.translated(m_layout.columnLeft(), turn->y));
    }
    m_hovered = button;
}

void ConversationView::showCopied(const Spot &spot)
{
    updateRow(m_copied.row);
    m_copied = spot;
    updateRow(m_copied.row);
    m_copiedTimer.start(kCopiedMs, this);
}

void ConversationView::startSelection(QMouseEvent *event, TextUnit unit)
{
    const TextPosition position = m_layout.positionAt(event->pos());
    const auto *turn = m_layout.visibleTurn(position.row);
    if (!turn)
        return;
    m_unit = unit;
    m_isSelecting = true;
    Selection selection = m_selection;
    const TextRange range = unitAt(position, unit, turn->layout->content());
    if (event->modifiers() & Qt::ShiftModifier && selection.hasBegun())
        selection.extendTo(range);
    else
        selection.begin(range);
    setSelection(selection);
}

void ConversationView::extendSelection(QPoint point)
{
    const TextPosition position = m_layout.positionAt(point);
    const auto *turn = m_layout.visibleTurn(position.row);
    if (!turn)
        return;
    Selection selection = m_selection;
    selection.extendTo(unitAt(position, m_unit, turn->layout->content()));
    setSelection(selection);
}

TextUnit ConversationView::countPress(QEvent::Type type)
{
    // Qt tells which press is a second one; of what follows it, a third and a fourth are told here.
    const int before = m_pressTimer.isActive() ? m_presses : 0;
    if (type == QEvent::MouseButtonDblClick)
        m_presses = before == 3 ? 4 : 2;
    else
        m_presses = before == 2 ? 3 : 1;
    m_pressTimer.start(QApplication::doubleClickInterval(), this);
    constexpr TextUnit kUnits[]{TextUnit::Caret, TextUnit::Word, TextUnit::Block, TextUnit::Turn};
    return kUnits[m_presses - 1];
}

void ConversationView::mousePressEvent(QMouseEvent *event)
{
    setHovered(event->pos());
    if (event->button() != Qt::LeftButton)
        return;
    hideCaret();
    m_caretX = -1;
    const Spot spot = spotAt(event->pos());
    const bool isShift = event->modifiers() & Qt::ShiftModifier;
    if (spot.spot.kind != HotSpot::Kind::None && !isShift) {
        m_pressed = spot;
        if (spot.spot.isButton())
            return;
    }
    // Two clicks on a header sort twice; they do not select a word.
    const bool sorts = spot.spot.kind == HotSpot::Kind::SortColumn && !isShift;
    const TextUnit unit = sorts ? TextUnit::Caret : countPress(event->type());
    m_pressedAt = event->pos();
    m_mayDrag = unit == TextUnit::Caret && !isShift && !m_selection.isEmpty()
                && m_selection.contains(m_layout.positionAt(event->pos()));
    if (!m_mayDrag)
        startSelection(event, unit);
}

void ConversationView::mouseDoubleClickEvent(QMouseEvent *event)
{
    mousePressEvent(event); // presses are counted there
}

void ConversationView::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(event->pos());
    if (m_mayDrag && (event->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
        m_mayDrag = false;
        m_pressed = {};
        dragSelection();
        return;
    }
    if (!m_isSelecting)
        return;
    extendSelection(event->pos());
    const bool isOutside = event->pos().y() < 0 || event->pos().y() >= viewport()->height();
    if (!isOutside)
        m_edgeTimer.stop();
    else if (!m_edgeTimer.isActive())
        m_edgeTimer.start(kEdgeIntervalMs, this);
}

void ConversationView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_edgeTimer.stop();
    m_isSelecting = false;
    if (std::exchange(m_mayDrag, false))
        startSelection(event, TextUnit::Caret); // it was a click after all
    m_isSelecting = false;
    const Spot pressed = std::exchange(m_pressed, {});
    if (pressed.row >= 0 && (m_selection.isEmpty() || pressed.spot.isButton())
        && spotAt(event->pos()) == pressed)
        press(pressed);
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (clipboard->supportsSelection() && !m_selection.isEmpty())
        clipboard->setText(selectedText(), QClipboard::Selection);
}

void ConversationView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_edgeTimer.timerId()) {
        const int beyond = m_pointer.y() < 0 ? m_pointer.y() : m_pointer.y() - viewport()->height() + 1;
        verticalScrollBar()->setValue(verticalScrollBar()->value() + std::clamp(beyond, -80, 80) / 2
                                      + (beyond < 0 ? -1 : 1));
        extendSelection({m_pointer.x(), std::clamp(m_pointer.y(), 0, viewport()->height() - 1)});
    } else if (event->timerId() == m_pressTimer.timerId()) {
        m_pressTimer.stop();
    } else if (event->timerId() == m_copiedTimer.timerId()) {
        m_copiedTimer.stop();
        updateRow(m_copied.row);
        m_copied = {};
    } else if (event->timerId() == m_clockTimer.timerId()) {
        if (!isOnScreen())
            m_clockTimer.stop();
        for (const auto &turn : m_layout.visibleTurns())
            viewport()->update(turn.layout->clockRect().translated(m_layout.columnLeft(), turn.y));
    } else {
        QAbstractScrollArea::timerEvent(event);
    }
}

void ConversationView::wheelEvent(QWheelEvent *event)
{
    const QPoint angle = event->angleDelta();
    const bool isSideways =
        event->modifiers() & Qt::ShiftModifier || std::abs(angle.x()) > std::abs(angle.y());
    if (!isSideways) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    const int amount = angle.x() != 0 ? angle.x() : angle.y();
    const QPoint point = event->position().toPoint();
    for (const auto &turn : m_layout.visibleTurns()) {
        if (turn.layout->scrollSideways(point - QPoint(m_layout.columnLeft(), turn.y), -amount / 2))
            updateRow(turn.row);
    }
    event->accept();
}

void ConversationView::setCurrentRow(int row)
{
    if (!m_model || row < 0 || row >= m_model->rowCount() || row == m_current)
        return;
    viewport()->update();
    m_current = row;
    m_layout.showRow(row);
    refresh();
    AccessibleConversation::currentChanged(this, row);
}

void ConversationView::keyPressEvent(QKeyEvent *event)
{
    const auto scroll = [this](QAbstractSlider::SliderAction action) {
        verticalScrollBar()->triggerAction(action);
    };
    const bool isControl = event->modifiers() & Qt::ControlModifier;
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return;
    }
    if (selectByKey(event))
        return;
    switch (event->key()) {
    case Qt::Key_Escape:
        if (m_isCaretShown) {
            hideCaret();
            return;
        }
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveCurrent(event->key() == Qt::Key_Up, isControl);
        return;
    case Qt::Key_Delete:
        if (m_current >= 0) {
            perform(m_current, TurnAction::Delete);
            return;
        }
        break;
    case Qt::Key_PageUp:
        scroll(QAbstractSlider::SliderPageStepSub);
        return;
    case Qt::Key_PageDown:
    case Qt::Key_Space:
        scroll(QAbstractSlider::SliderPageStepAdd);
        return;
    case Qt::Key_Home:
        scroll(QAbstractSlider::SliderToMinimum);
        return;
    case Qt::Key_End:
        scrollToEnd();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Menu:
        if (m_current >= 0 && !isControl) {
            const QRect row = m_layout.rowRect(m_current);
            const QPoint at(row.left(),
                            std::clamp(row.top() + m_layout.style().ems(3), 0, viewport()->height() - 1));
            showMenu(m_current, {}, viewport()->mapToGlobal(at));
            return;
        }
        break;
    default:
        break;
    }
    event->ignore(); // not QAbstractScrollArea's: what it would do with keys is above
}

void ConversationView::moveCurrent(bool isUp, bool isAtOnce)
{
    if (m_current < 0) {
        const auto &turns = m_layout.visibleTurns();
        setCurrentRow(turns.empty() ? -1 : isUp ? turns.back().row : turns.front().row);
        return;
    }
    // A turn that goes on beyond the edge is read on first.
    const QRect row = m_layout.rowRect(m_current);
    const bool goesOn = isUp ? row.top() < 0 : row.bottom() > viewport()->height();
    if (goesOn && !isAtOnce && m_layout.visibleTurn(m_current)) {
        verticalScrollBar()->triggerAction(isUp ? QAbstractSlider::SliderSingleStepSub
                                                : QAbstractSlider::SliderSingleStepAdd);
        return;
    }
    setCurrentRow(m_current + (isUp ? -1 : 1));
}

void ConversationView::showMenu(int row, const HotSpot &spot, QPoint global)
{
    makeTurnMenu(*this, row, spot)->popup(global);
}

void ConversationView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard) {
        event->ignore(); // keyPressEvent() knows which turn is meant
        return;
    }
    Spot spot = spotAt(event->pos());
    // Over code or a table, too, where nothing can be pressed.
    if (spot.row >= 0 && spot.spot.block < 0) {
        const TextPosition place = m_layout.positionAt(event->pos());
        const Block *block =
            place.row == spot.row
                    && place.at.block < m_layout.visibleTurn(spot.row)->layout->content().blockCount()
                ? &m_layout.visibleTurn(spot.row)->layout->content().block(place.at.block)
                : nullptr;
        if (block && (block->kind == BlockKind::Code || block->kind == BlockKind::TableRow))
            spot.spot.block = place.at.block;
    }
    showMenu(spot.row, spot.spot, event->globalPos());
}

void ConversationView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    updateRow(m_current);
}

void ConversationView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    updateRow(m_current);
}

} // namespace tabletalk
