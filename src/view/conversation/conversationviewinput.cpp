// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What ConversationView does with the pointer and the keyboard.

#include "conversation/accessibleconversation.h"
#include "conversation/conversationview.h"
#include "conversation/copiedtext.h"
#include "conversation/turnlabels.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QUrl>

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
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
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
        const Spot spot = spotAt(help->pos());
        if (spot.spot.kind == HotSpot::Kind::Link)
            QToolTip::showText(help->globalPos(), spot.spot.target.left(500).toHtmlEscaped(), viewport());
        else
            QToolTip::hideText();
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
    const Spot button = spot.spot.isButton() ? spot : Spot();
    if (button == m_hovered)
        return;
    for (const Spot &changed : {m_hovered, button}) {
        if (const auto *turn = m_layout.visibleTurn(changed.row))
            viewport()->update(changed.spot.rect.translated(m_layout.columnLeft(), turn->y));
    }
    m_hovered = button;
}

bool ConversationView::isAllowed(const QUrl &url)
{
    static const QStringList kSchemes{QStringLiteral("http"), QStringLiteral("https"),
                                      QStringLiteral("mailto")};
    return url.isValid() && kSchemes.contains(url.scheme().toLower());
}

void ConversationView::press(const Spot &spot)
{
    switch (spot.spot.kind) {
    case HotSpot::Kind::None:
        break;
    case HotSpot::Kind::Link:
        if (const QUrl url(spot.spot.target, QUrl::StrictMode); isAllowed(url))
            emit linkActivated(url);
        break;
    case HotSpot::Kind::CopyCode:
        if (const auto *turn = m_layout.visibleTurn(spot.row)) {
            QGuiApplication::clipboard()->setText(turn->layout->content().block(spot.spot.block).text);
            showCopied(spot);
        }
        break;
    case HotSpot::Kind::CopyTurn:
        copyTurn(spot.row);
        showCopied(spot);
        break;
    case HotSpot::Kind::ToggleReasoning:
        if (m_selection.inRow(spot.row)) // its blocks are about to be counted anew
            setSelection({});
        m_layout.toggleReasoning(spot.row, spot.spot.step);
        refresh();
        break;
    case HotSpot::Kind::NextStep:
        pressNextStep(spot.row, spot.spot.step);
        break;
    }
}

void ConversationView::pressNextStep(int row, int index)
{
    const Turn &turn = m_model->turn(row);
    if (turn.failure && index >= 0 && index < turn.failure->nextSteps.size())
        emit nextStepRequested(turn.id, turn.failure->nextSteps.at(index));
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

void ConversationView::mousePressEvent(QMouseEvent *event)
{
    setHovered(event->pos());
    if (event->button() != Qt::LeftButton)
        return;
    const Spot spot = spotAt(event->pos());
    if (spot.spot.kind != HotSpot::Kind::None && !(event->modifiers() & Qt::ShiftModifier)) {
        m_pressed = spot;
        if (spot.spot.isButton())
            return;
    }
    const bool isTriple = m_tripleTimer.isActive();
    m_tripleTimer.stop();
    startSelection(event, isTriple ? TextUnit::Block : TextUnit::Caret);
}

void ConversationView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (spotAt(event->pos()).spot.isButton()) {
        mousePressEvent(event); // two presses in a row
        return;
    }
    startSelection(event, TextUnit::Word);
    m_tripleTimer.start(QApplication::doubleClickInterval(), this);
}

void ConversationView::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(event->pos());
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
    } else if (event->timerId() == m_tripleTimer.timerId()) {
        m_tripleTimer.stop();
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
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const bool isUp = event->key() == Qt::Key_Up;
        if (!isControl) {
            scroll(isUp ? QAbstractSlider::SliderSingleStepSub : QAbstractSlider::SliderSingleStepAdd);
        } else if (m_current < 0) {
            const auto &turns = m_layout.visibleTurns();
            setCurrentRow(turns.empty() ? -1 : isUp ? turns.back().row : turns.front().row);
        } else {
            setCurrentRow(m_current + (isUp ? -1 : 1));
        }
        return;
    }
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
            turnMenu(m_current, {})->popup(viewport()->mapToGlobal(at));
            return;
        }
        break;
    default:
        break;
    }
    event->ignore(); // not QAbstractScrollArea's: what it would do with keys is above
}

QMenu *ConversationView::turnMenu(int row, const QString &link)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("turnMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!m_selection.isEmpty())
        menu->addAction(tr("&Copy"), this, &ConversationView::copySelection);
    if (row >= 0) {
        const TurnId turn = m_model->summary(row).id;
        menu->addAction(tr("Copy &turn"), this, [this, turn] {
            if (const int now = m_model ? m_model->rowOf(turn) : -1; now >= 0)
                copyTurn(now);
        });
        if (const std::optional<Error> &failure = m_model->turn(row).failure) {
            for (NextStep step : failure->nextSteps) {
                menu->addAction(nextStepLabel(step, failure->retryAfter), this,
                                [this, turn, step] { emit nextStepRequested(turn, step); });
            }
        }
    }
    if (!link.isEmpty())
        menu->addAction(tr("Copy &link"), this, [link] { QGuiApplication::clipboard()->setText(link); });
    menu->addSeparator();
    menu->addAction(tr("Select &all"), this, &ConversationView::selectAll);
    return menu;
}

void ConversationView::contextMenuEvent(QContextMenuEvent *event)
{
    const Spot spot = spotAt(event->pos());
    turnMenu(spot.row, spot.spot.target)->popup(event->globalPos());
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
