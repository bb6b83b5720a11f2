// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/conversationview.h"

#include "conversation/accessibleconversation.h"
#include "conversation/copiedtext.h"
#include "conversation/endbutton.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QMimeData>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <limits>

namespace tabletalk {

ConversationView::ConversationView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_layout(font(), palette())
    , m_endButton(new EndButton(this))
{
    AccessibleConversation::install();
    setObjectName(QStringLiteral("conversationView"));
    setAccessibleName(tr("Conversation"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Never hidden: the width of the text must not depend on how much of it there is.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setCursor(Qt::IBeamCursor);
    connect(m_endButton, &QAbstractButton::clicked, this, &ConversationView::scrollToEnd);
}

ConversationView::~ConversationView() = default;

void ConversationView::setModel(TurnListModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (model) {
        connect(model, &TurnListModel::textAppended, this, [this](int row) { onTurnChanged(row, true); });
        connect(model, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &from, const QModelIndex &to) {
                    for (int row = from.row(); row <= to.row(); ++row)
                        onTurnChanged(row, false);
                });
        connect(model, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) { onRowsInserted(first, last); });
        connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
                [this](const QModelIndex &, int first, int last) { onRowsAboutToBeRemoved(first, last); });
        connect(model, &QAbstractItemModel::rowsRemoved, this,
                [this](const QModelIndex &, int first, int last) { onRowsRemoved(first, last); });
        connect(model, &QAbstractItemModel::modelReset, this, &ConversationView::onReset);
        connect(model, &QObject::destroyed, this, [this] { setModel(nullptr); });
    }
    onReset();
}

void ConversationView::setModelNames(ConversationLayout::ModelNames names)
{
    m_layout.setModelNames(std::move(names));
    refresh();
}

void ConversationView::setBaseFont(const QFont &font)
{
    setFont(font); // changeEvent() does the rest
}

void ConversationView::setScrollAnchor(const ScrollAnchor &anchor)
{
    m_layout.setAnchor(anchor);
    refresh();
}

void ConversationView::onReset()
{
    m_behind.clear();
    m_open.clear();
    m_current = -1;
    m_hovered = {};
    m_hoveredRow = -1;
    m_pressed = {};
    m_copied = {};
    m_isSelecting = false;
    m_selection.clear();
    m_layout.setModel(m_model);
    refresh();
    AccessibleConversation::rowsReset(this);
}

void ConversationView::onRowsInserted(int first, int last)
{
    if (last < m_model->rowCount() - 1)
        m_selection.clear(); // it counts rows
    m_layout.rowsInserted(first, last);
    for (int row = first; row <= last; ++row)
        noteProgress(row);
    refresh();
    AccessibleConversation::rowsInserted(this, first, last);
}

void ConversationView::onRowsAboutToBeRemoved(int first, int last)
{
    AccessibleConversation::rowsAboutToBeRemoved(this, first, last);
    m_layout.rowsAboutToBeRemoved(first, last);
    m_selection.dropRowsFrom(first);
    if (m_current >= first)
        m_current = first - 1;
    m_hovered = {};
    m_hoveredRow = -1;
    m_pressed = {};
    m_copied = {};
}

void ConversationView::onRowsRemoved(int first, int last)
{
    m_layout.rowsRemoved(first, last);
    refresh();
}

void ConversationView::noteProgress(int row)
{
    const TurnSummary &summary = m_model->summary(row);
    if (summary.progress == Progress::Open)
        m_open.insert(summary.id);
    else if (m_open.remove(summary.id))
        AccessibleConversation::answerEnded(this, row);
}

bool ConversationView::isOnScreen() const
{
    return isVisible() && !window()->isMinimized();
}

void ConversationView::onTurnChanged(int row, bool isOnlyText)
{
    if (!isOnlyText)
        noteProgress(row);
    if (!isOnScreen()) {
        m_behind.insert(m_model->summary(row).id);
        return;
    }
    applyChange(row, m_layout.rowChanged(row));
}

void ConversationView::catchUp()
{
    if (m_behind.isEmpty() || !m_model)
        return;
    const QSet<TurnId> behind = std::exchange(m_behind, {});
    for (TurnId turn : behind) {
        if (const int row = m_model->rowOf(turn); row >= 0)
            m_layout.rowChanged(row);
    }
    refresh();
}

void ConversationView::applyChange(int row, int changed)
{
    const std::vector<ConversationLayout::VisibleTurn> before = m_layout.visibleTurns();
    const qint64 topBefore = m_layout.top();
    m_layout.settle();
    afterSettling();

    const auto *turn = m_layout.visibleTurn(row);
    const auto wasAt =
        std::find_if(before.begin(), before.end(), [row](const auto &seen) { return seen.row == row; });
    const qint64 moved = m_layout.top() - topBefore;
    if (!turn || wasAt == before.end() || turn->y != wasAt->y - moved || moved < 0
        || moved >= viewport()->height() || row == m_current || changed < 0) {
        if (turn || wasAt != before.end() || moved != 0)
            viewport()->update();
        return;
    }
    if (moved > 0)
        movePixels(-int(moved));
    const int top = std::max(0, turn->y + changed);
    const int side = m_layout.style().ems(1.5); // boxes stand out of the column
    viewport()->update(m_layout.columnLeft() - side, top, m_layout.columnWidth() + 2 * side,
                       viewport()->height() - top);
}

void ConversationView::refresh()
{
    m_layout.settle();
    afterSettling();
    viewport()->update();
}

void ConversationView::afterSettling()
{
    syncScrollBar();
    const bool isAtEnd = m_layout.isAtEnd();
    m_endButton->setVisible(!isAtEnd);
    if (isAtEnd != m_wasAtEnd) {
        m_wasAtEnd = isAtEnd;
        emit atEndChanged(isAtEnd);
    }
    const auto &turns = m_layout.visibleTurns();
    const bool hasClock = isOnScreen() && std::any_of(turns.begin(), turns.end(), [](const auto &turn) {
                              return !turn.layout->clockRect().isEmpty();
                          });
    if (!hasClock)
        m_clockTimer.stop();
    else if (!m_clockTimer.isActive())
        m_clockTimer.start(1000, this);
}

void ConversationView::syncScrollBar()
{
    const auto bounded = [](qint64 value) {
        return int(std::min<qint64>(value, std::numeric_limits<int>::max()));
    };
    m_isSyncing = true;
    QScrollBar *bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(m_layout.style().ems(3));
    bar->setRange(0, bounded(m_layout.maximumTop()));
    bar->setValue(bounded(m_layout.top()));
    m_isSyncing = false;
}

void ConversationView::scrollContentsBy(int, int)
{
    if (m_isSyncing)
        return;
    const qint64 before = m_layout.top();
    const auto turnsBefore = m_layout.visibleTurns();
    const qint64 wanted = verticalScrollBar()->value();
    const int height = viewport()->height();
    if (std::abs(wanted - before) <= 2 * height)
        m_layout.scrollBy(int(wanted - before));
    else
        m_layout.scrollTo(wanted);
    m_layout.settle();
    afterSettling();

    // What was there has moved as a whole if one turn that was and is visible has; it need not be painted.
    for (const auto &turn : turnsBefore) {
        const auto *now = m_layout.visibleTurn(turn.row);
        if (!now)
            continue;
        const int moved = turn.y - now->y;
        if (std::abs(moved) < height / 2) {
            movePixels(-moved);
            setHovered(m_pointer);
            return;
        }
        break;
    }
    viewport()->update();
    setHovered(m_pointer);
}

void ConversationView::movePixels(int by)
{
    // Qt repaints all of an area that a sibling covers: leave out the strip with the button.
    const QRect all = viewport()->rect();
    const int free = m_endButton->isVisible() ? m_endButton->y() - viewport()->y() : all.height();
    viewport()->scroll(0, by, QRect(0, 0, all.width(), free));
    viewport()->update(0, free, all.width(), all.height() - free);
}

void ConversationView::scrollToEnd()
{
    m_layout.scrollToEnd();
    refresh();
}

void ConversationView::showRow(int row)
{
    m_layout.showRow(row);
    refresh();
}

void ConversationView::paintEvent(QPaintEvent *event)
{
    if (!m_behind.isEmpty()) // shown again without a show event, as after minimising
        QMetaObject::invokeMethod(this, &ConversationView::catchUp, Qt::QueuedConnection);

    QPainter painter(viewport());
    const QRect area = event->rect();
    painter.fillRect(area, m_layout.style().colours().page);
    for (const ConversationLayout::VisibleTurn &turn : m_layout.visibleTurns()) {
        const QPoint origin(m_layout.columnLeft(), turn.y);
        if (turn.y > area.bottom() || turn.y + turn.layout->height() < area.top())
            continue;
        const bool isCurrent = turn.row == m_current && hasFocus();
        TurnPaint context{.clip = area.translated(-origin),
                          .selection = m_selection.inRow(turn.row),
                          .areActionsShown = isCurrent || turn.row == m_hoveredRow,
                          .isCurrent = isCurrent,
                          .nowMs = QDateTime::currentMSecsSinceEpoch()};
        if (m_hovered.row == turn.row)
            context.hovered = m_hovered.spot;
        if (m_copied.row == turn.row)
            context.copied = m_copied.spot;
        painter.translate(origin);
        turn.layout->paint(painter, context);
        painter.translate(-origin);
    }
}

void ConversationView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_layout.setViewport(viewport()->size());
    const QSize size = m_endButton->sizeHint();
    m_endButton->setGeometry(QRect(QPoint((viewport()->width() - size.width()) / 2,
                                          viewport()->height() - size.height() - m_layout.style().em()),
                                   size));
    refresh();
}

void ConversationView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    catchUp();
    afterSettling();
}

void ConversationView::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    m_clockTimer.stop();
}

void ConversationView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        m_layout.setAppearance(font(), palette());
        refresh();
    }
}

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
        const auto *visible = m_layout.visibleTurn(row);
        const Turn &turn = m_model->turn(row);
        if (visible)
            copied.add(turn, visible->layout->content(), *part);
        else
            copied.add(turn, TurnContent(turn), *part);
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

void ConversationView::updateRows(const TextRange &range)
{
    for (const auto &turn : m_layout.visibleTurns()) {
        if (turn.row >= range.from.row && turn.row <= range.to.row)
            updateRow(turn.row);
    }
}

void ConversationView::updateRow(int row)
{
    if (const auto *turn = m_layout.visibleTurn(row))
        viewport()->update(0, turn->y, viewport()->width(), turn->layout->height());
}

} // namespace tabletalk
