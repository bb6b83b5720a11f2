// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/conversationview.h"

#include "conversation/accessibleconversation.h"
#include "conversation/endbutton.h"
#include "conversation/picturebook.h"
#include "formulabook.h"

#include <QAccessible>
#include <QDateTime>
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
    , m_pictures(new PictureBook(this))
    , m_finder([this](int row, const std::function<void(const TurnContent &)> &use) {
        std::optional<TurnContent> own;
        use(m_layout.contentOf(row, own));
    })
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
    m_layout.setPictures(m_pictures);
    connect(m_pictures, &PictureBook::changed, this, &ConversationView::showArrived);
    connect(&m_finder, &ConversationFinder::changed, this, &ConversationView::takeFound);
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

void ConversationView::setCommands(TurnCommands commands)
{
    m_layout.setCommands(commands);
    refresh();
}

void ConversationView::setWrapsCode(bool wraps)
{
    m_layout.setWrapsCode(wraps);
    refresh();
}

void ConversationView::showArrived()
{
    m_layout.contentArrived();
    refresh();
}

void ConversationView::setSingleDollar(SingleDollar dollar)
{
    m_layout.setSingleDollar(dollar);
    refresh();
}

void ConversationView::setFormulas(FormulaBook *formulas)
{
    m_layout.setFormulas(formulas);
    connect(formulas, &FormulaBook::changed, this, &ConversationView::showArrived);
    refresh();
}

void ConversationView::setAttachments(AttachmentService *attachments)
{
    m_pictures->setAttachments(attachments);
    refresh();
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
    m_isCaretShown = false;
    m_found.reset();
    m_layout.setModel(m_model);
    refresh();
    if (m_finder.isActive())
        find(m_finder.query());
    AccessibleConversation::rowsReset(this);
}

void ConversationView::onRowsInserted(int first, int last)
{
    m_selection.rowsInserted(first, last);
    if (m_current >= first)
        m_current += last - first + 1;
    m_finder.rowsInserted(first, last);
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
    m_selection.rowsRemoved(first, last);
    m_isCaretShown = false;
    if (m_current > last)
        m_current -= last - first + 1;
    else if (m_current >= first)
        m_current = first - 1;
    m_hovered = {};
    m_hoveredRow = -1;
    m_pressed = {};
    m_copied = {};
}

void ConversationView::onRowsRemoved(int first, int last)
{
    m_layout.rowsRemoved(first, last);
    m_finder.rowsRemoved(first, last);
    refresh();
}

void ConversationView::noteProgress(int row)
{
    const TurnSummary &summary = m_model->summary(row);
    if (summary.progress == Progress::Open) {
        m_open.insert(summary.id, m_open.value(summary.id));
    } else if (m_open.contains(summary.id)) {
        readAloud(row);
        m_open.remove(summary.id);
        AccessibleConversation::answerEnded(this, row);
    }
}

void ConversationView::readAloud(int row)
{
    const auto reader = m_open.find(m_model->summary(row).id);
    if (reader == m_open.end() || !QAccessible::isActive())
        return;
    const Turn &turn = m_model->turn(row);
    const auto *text = turn.steps.isEmpty() ? nullptr : std::get_if<TextStep>(&turn.steps.last().content);
    const QString sentences = text ? reader->take(text->text, turn.progress != Progress::Open) : QString();
    if (!sentences.isEmpty())
        AccessibleConversation::sentencesArrived(this, row, sentences);
}

bool ConversationView::isOnScreen() const
{
    return isVisible() && !window()->isMinimized();
}

void ConversationView::onTurnChanged(int row, bool isOnlyText)
{
    if (!isOnlyText)
        noteProgress(row);
    else
        readAloud(row);
    m_finder.rowChanged(row);
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
                          .found = m_finder.inRow(turn.row),
                          .currentFound = m_found,
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
    if (m_isCaretShown && hasFocus()) {
        const QRect caret = m_layout.caretRect(m_selection.head());
        painter.fillRect(caret.left(), caret.top(), std::max(2, m_layout.style().ems(0.12)), caret.height(),
                         m_layout.style().colours().text);
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
