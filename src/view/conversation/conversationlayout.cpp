// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/conversationlayout.h"

#include "turnlistmodel.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tabletalk {

namespace {

constexpr qsizetype kCacheBytes = qsizetype{8} * 1024 * 1024;
//! Measuring one turn may change another measure (a table's columns): placed again until it is quiet.
constexpr int kMostRounds = 4;

} // namespace

ConversationLayout::ConversationLayout(const QFont &font, const QPalette &palette)
    : m_style(std::make_unique<ConversationStyle>(font, palette))
    , m_cache(kCacheBytes)
{
}

void ConversationLayout::setModel(const TurnListModel *model)
{
    m_model = model;
    rowsReset();
}

void ConversationLayout::setModelNames(ModelNames names)
{
    m_names = std::move(names);
    relayout();
}

void ConversationLayout::setCommands(TurnCommands commands)
{
    m_commands = commands;
    relayout();
}

void ConversationLayout::setWrapsCode(bool wraps)
{
    m_style->setWrapsCode(wraps);
    relayout();
}

QString ConversationLayout::modelName(const QString &id) const
{
    return m_names ? m_names(id) : id;
}

void ConversationLayout::setAppearance(const QFont &font, const QPalette &palette)
{
    const double before = m_style->em();
    m_cache.clear(); // its layouts refer to the style
    m_visible.clear();
    const std::unique_ptr<ConversationStyle> old =
        std::exchange(m_style, std::make_unique<ConversationStyle>(font, palette));
    m_style->setWrapsCode(old->wrapsCode());
    m_style->setFormulas(old->formulas());
    m_style->setPictures(old->pictures());
    const double growth = m_style->em() / before;
    if (growth != 1)
        m_heights.rescale(growth * growth);
    relayout();
}

void ConversationLayout::setViewport(QSize size)
{
    const int before = columnWidth();
    m_viewport = size;
    const int width = columnWidth();
    if (width == before)
        return;
    if (m_visible.empty()) {
        m_cache.clear();
        m_heights.clear();
        if (m_model)
            rowsInserted(0, m_model->rowCount() - 1);
        return;
    }

    keepLine([this, before, width] {
        m_heights.rescale(double(before) / width);
        // Those in view keep their contents; the others are made anew when they come into view.
        m_cache.keepOnly(int(m_visible.size()));
        for (const VisibleTurn &visible : m_visible) {
            visible.layout->setWidth(width);
            measured(visible.row, *visible.layout);
        }
    });
}

void ConversationLayout::keepLine(const std::function<void()> &change)
{
    // The line, not the pixel: it is at another height within its turn afterwards.
    const int row = rowOfAnchor();
    TurnLayout &layout = layoutOf(row);
    const int edge = layout.itemTop(m_anchor.item) + m_anchor.offset;
    const BlockPosition line = layout.positionAt({0, edge});
    const int intoLine = edge - layout.caretRect(line).top();
    change();
    if (m_anchor.atEnd)
        return;
    layout.prepareVisible(layout.itemTop(m_anchor.item), layout.itemTop(m_anchor.item));
    if (layout.itemOf(line) == m_anchor.item)
        m_anchor.offset =
            std::max(0, layout.caretRect(line).top() + intoLine - layout.itemTop(m_anchor.item));
}

void ConversationLayout::setSingleDollar(SingleDollar dollar)
{
    m_dollar = dollar;
    relayout();
}

void ConversationLayout::setFormulas(FormulaBook *formulas)
{
    m_style->setFormulas(formulas);
    relayout();
}

void ConversationLayout::setPictures(PictureBook *pictures)
{
    m_style->setPictures(pictures);
    relayout();
}

void ConversationLayout::contentArrived()
{
    if (m_visible.empty())
        return;
    keepLine([this] {
        m_cache.forEach([this](TurnId turn, TurnLayout &layout) {
            layout.reshapeArrived();
            if (const int row = m_model->rowOf(turn); row >= 0)
                measured(row, layout);
        });
    });
}

void ConversationLayout::relayout()
{
    m_cache.clear();
    m_visible.clear();
}

void ConversationLayout::rowsReset()
{
    relayout();
    m_heights.clear();
    m_displays.clear();
    m_anchor = {};
    m_top = 0;
    if (m_model)
        rowsInserted(0, m_model->rowCount() - 1);
}

void ConversationLayout::rowsInserted(int first, int last)
{
    std::vector<int> estimates;
    estimates.reserve(size_t(std::max(0, last - first + 1)));
    for (int row = first; row <= last; ++row)
        estimates.push_back(estimate(row));
    m_heights.insert(first, estimates);
    // What was the last turn may offer other things now.
    if (first > 0 && last == m_model->rowCount() - 1 && m_cache.peek(m_model->summary(first - 1).id))
        rowChanged(first - 1);
}

void ConversationLayout::rowsAboutToBeRemoved(int first, int last)
{
    m_visible.clear();
    for (int row = first; row <= last; ++row) {
        const TurnId turn = m_model->summary(row).id;
        m_cache.remove(turn);
        m_displays.erase(turn);
        if (turn == m_anchor.turn && !m_anchor.atEnd) {
            // What was read is gone: what followed it takes its place.
            const bool isLast = last + 1 >= m_model->rowCount();
            m_anchor = isLast ? ScrollAnchor() : ScrollAnchor{m_model->summary(last + 1).id, 0, 0, false};
        }
    }
}

void ConversationLayout::rowsRemoved(int first, int last)
{
    m_heights.remove(first, last - first + 1);
}

int ConversationLayout::estimate(int row) const
{
    const TurnSummary &summary = m_model->summary(row);
    const double perLine = std::max(10.0, columnWidth() / m_style->advance(TextRole::Body));
    const double lines = summary.characterCount / perLine + summary.lineCount * 0.75;
    const double furniture = summary.role == TurnRole::User ? 3.2 : 4.0;
    constexpr double kMost = 1e8; // far below what a total in int can hold
    return int(std::min(kMost, (lines + furniture) * m_style->pitch(TextRole::Body)));
}

TurnLayout &ConversationLayout::layoutOf(int row)
{
    const TurnId turn = m_model->summary(row).id;
    if (TurnLayout *layout = m_cache.find(turn))
        return *layout;
    TurnLayout *layout =
        m_cache.insert(turn, std::make_unique<TurnLayout>(*m_style, m_model->turn(row), furnitureOf(row),
                                                          columnWidth(), display(row)));
    measured(row, *layout);
    return *layout;
}

void ConversationLayout::measured(int row, const TurnLayout &layout)
{
    m_heights.set(row, layout.height(), RowHeights::State::Measured);
}

int ConversationLayout::rowChanged(int row)
{
    const TurnId turn = m_model->summary(row).id;
    TurnLayout *layout = m_cache.find(turn);
    if (!layout) {
        m_heights.set(row, estimate(row), RowHeights::State::Estimated);
        return -1;
    }
    if (m_model->summary(row).progress != Progress::Open) // while it is open it offers nothing new
        layout->setFurniture(furnitureOf(row));
    const int changed = layout->update(m_model->turn(row));
    measured(row, *layout);
    return changed;
}

TurnCommands ConversationLayout::actionsOf(int row) const
{
    return actionsFor(m_model->turn(row), m_model->summary(row), row == m_model->rowCount() - 1, m_commands);
}

TurnFurniture ConversationLayout::furnitureOf(int row) const
{
    const TurnSummary &summary = m_model->summary(row);
    return {modelName(m_model->turn(row).model), actionsOf(row), summary.versionIndex, summary.versionCount};
}

TurnDisplay ConversationLayout::display(int row) const
{
    const auto found = m_displays.find(m_model->summary(row).id);
    TurnDisplay display = found == m_displays.end() ? TurnDisplay() : found->second;
    display.dollar = m_dollar;
    if (row > 0 && hasQueries(m_model->turn(row)))
        display.question = m_model->turn(row - 1).text();
    return display;
}

const TurnContent &ConversationLayout::contentOf(int row, std::optional<TurnContent> &own) const
{
    // A layout that fell behind while nobody looked is made good by whoever owns this.
    if (const TurnLayout *layout = m_cache.peek(m_model->summary(row).id))
        return layout->content();
    return own.emplace(m_model->turn(row), display(row));
}

int ConversationLayout::itemOf(const TurnLayout &layout, const BlockKey &pressed)
{
    if (pressed.block < 0)
        return layout.itemOfFold(pressed.step);
    return layout.itemOf({layout.content().blockOf(pressed), 0});
}

void ConversationLayout::setDisplay(int row, const TurnDisplay &display, const BlockKey &pressed)
{
    const TurnId turn = m_model->summary(row).id;
    if (display.isDefault())
        m_displays.erase(turn);
    else
        m_displays[turn] = display;
    TurnLayout &layout = layoutOf(row);
    const qint64 before = m_heights.top(row) + layout.itemTop(itemOf(layout, pressed)) - m_top;
    if (before < 0 || before >= m_viewport.height()) {
        // Out of sight: what is read stays where it is, though its items are counted anew.
        const bool isRead = m_anchor.turn == turn;
        const int item = std::clamp(m_anchor.item, 0, layout.itemCount() - 1);
        const BlockPosition place = layout.beginOf(item);
        const BlockKey key = layout.content().keyOf(place.block);
        layout.setDisplay(m_model->turn(row), display);
        measured(row, layout);
        if (const int block = layout.content().blockOf(key); isRead && block >= 0)
            m_anchor.item = layout.itemOf({block, place.offset});
        return;
    }
    // What was pressed stays under the pointer, even at the end.
    layout.setDisplay(m_model->turn(row), display);
    measured(row, layout);
    m_anchor.atEnd = false;
    anchorAt(std::max<qint64>(0, m_heights.top(row) + layout.itemTop(itemOf(layout, pressed)) - before));
}

int ConversationLayout::endSpace() const
{
    return m_style->ems(1.8);
}

qint64 ConversationLayout::maximumTop() const
{
    return std::max<qint64>(0, m_heights.total() + endSpace() - m_viewport.height());
}

int ConversationLayout::columnWidth() const
{
    const int margins = 2 * m_style->ems(2);
    return std::max(1, std::min(m_style->maximumColumn(), m_viewport.width() - margins));
}

int ConversationLayout::columnLeft() const
{
    return (m_viewport.width() - columnWidth()) / 2;
}

int ConversationLayout::rowOfAnchor() const
{
    return std::max(0, m_model->rowOf(m_anchor.turn));
}

void ConversationLayout::settle()
{
    m_visible.clear();
    if (m_heights.count() == 0 || m_viewport.isEmpty()) {
        m_top = 0;
        m_anchor = {};
        return;
    }
    for (int round = 0; round < kMostRounds; ++round) {
        place();
        const qint64 total = m_heights.total();
        for (const VisibleTurn &visible : m_visible) {
            visible.layout->prepareVisible(-visible.y, m_viewport.height() - visible.y);
            measured(visible.row, *visible.layout);
        }
        if (m_heights.total() == total)
            break;
    }
    m_cache.trim(int(m_visible.size()) + 2);
}

void ConversationLayout::place()
{
    if (!m_anchor.atEnd) {
        placeFromAnchor(rowOfAnchor());
        if (m_top < maximumTop())
            return;
    }
    placeFromEnd();
}

void ConversationLayout::placeFromAnchor(int row)
{
    coverBelow(m_viewport.height());
    TurnLayout &layout = layoutOf(row);
    m_anchor.item = std::clamp(m_anchor.item, 0, layout.itemCount() - 1);
    const bool isLast = m_anchor.item == layout.itemCount() - 1; // the space below belongs to it
    const int height =
        isLast ? layout.height() - layout.itemTop(m_anchor.item) : layout.itemHeight(m_anchor.item);
    m_anchor.offset = std::clamp(m_anchor.offset, 0, std::max(0, height - 1));
    anchorAt(m_heights.top(row) + layout.itemTop(m_anchor.item) + m_anchor.offset);
}

void ConversationLayout::placeFromEnd()
{
    int covered = endSpace();
    for (int row = m_heights.count() - 1; row >= 0 && covered < m_viewport.height(); --row) {
        TurnLayout &layout = layoutOf(row);
        covered += layout.prepareUp(layout.itemCount(), m_viewport.height() - covered);
        measured(row, layout);
    }
    anchorAt(maximumTop());
    m_anchor.atEnd = true;
}

void ConversationLayout::coverBelow(int pixels)
{
    int row = rowOfAnchor();
    TurnLayout &layout = layoutOf(row);
    const int item = std::clamp(m_anchor.item, 0, layout.itemCount() - 1);
    int covered = layout.prepareDown(item, pixels + m_anchor.offset) - m_anchor.offset;
    measured(row, layout);
    for (++row; row < m_heights.count() && covered < pixels; ++row) {
        TurnLayout &next = layoutOf(row);
        covered += next.prepareDown(0, pixels - covered);
        measured(row, next);
    }
}

void ConversationLayout::coverAbove(int pixels)
{
    int row = rowOfAnchor();
    TurnLayout &layout = layoutOf(row);
    int covered =
        m_anchor.offset + layout.prepareUp(std::clamp(m_anchor.item, 0, layout.itemCount() - 1), pixels);
    measured(row, layout);
    for (--row; row >= 0 && covered < pixels; --row) {
        TurnLayout &above = layoutOf(row);
        covered += above.prepareUp(above.itemCount(), pixels - covered);
        measured(row, above);
    }
}

void ConversationLayout::anchorAt(qint64 top)
{
    const int row = m_heights.rowAt(top);
    TurnLayout &layout = layoutOf(row);
    const int inside = int(std::min<qint64>(top - m_heights.top(row), layout.height()));
    m_anchor.turn = m_model->summary(row).id;
    m_anchor.item = layout.itemAt(inside);
    m_anchor.offset = inside - layout.itemTop(m_anchor.item);
    m_top = m_heights.top(row) + inside;

    m_visible.clear();
    for (int i = row; i < m_heights.count() && m_heights.top(i) < m_top + m_viewport.height(); ++i)
        m_visible.push_back({i, int(m_heights.top(i) - m_top), &layoutOf(i)});
}

void ConversationLayout::scrollBy(int pixels)
{
    if (m_heights.count() == 0 || pixels == 0)
        return;
    // Everything between here and there is measured first, so that the content moves by exactly that.
    if (pixels < 0)
        coverAbove(-pixels);
    else
        coverBelow(m_viewport.height() + pixels);
    TurnLayout &layout = layoutOf(rowOfAnchor());
    const qint64 here = m_heights.top(rowOfAnchor()) + layout.itemTop(m_anchor.item) + m_anchor.offset;
    const qint64 there = std::clamp<qint64>(here + pixels, 0, maximumTop());
    m_anchor.atEnd = there >= maximumTop();
    anchorAt(there);
}

void ConversationLayout::scrollTo(qint64 top)
{
    if (m_heights.count() == 0)
        return;
    // Nothing here was measured: keep the relative place within a turn when its height turns out another.
    top = std::clamp<qint64>(top, 0, maximumTop());
    m_anchor.atEnd = top >= maximumTop();
    const int row = m_heights.rowAt(top);
    const double share = double(top - m_heights.top(row)) / std::max(1, m_heights.height(row));
    const TurnLayout &layout = layoutOf(row);
    anchorAt(m_heights.top(row) + qint64(share * layout.height()));
}

void ConversationLayout::scrollToEnd()
{
    m_anchor.atEnd = true;
}

void ConversationLayout::showRow(int row)
{
    const VisibleTurn *visible = visibleTurn(row);
    if (visible && visible->y >= 0
        && visible->y + std::min(visible->layout->height(), m_viewport.height() / 2) <= m_viewport.height())
        return;
    m_anchor = {m_model->summary(row).id, 0, 0, false};
}

void ConversationLayout::showPosition(const TextPosition &position)
{
    const int margin = std::min(m_style->ems(3), m_viewport.height() / 4);
    if (visibleTurn(position.row)) {
        const QRect caret = caretRect(position);
        if (caret.top() >= margin && caret.bottom() < m_viewport.height() - margin) {
            layoutOf(position.row).revealSideways(position.at);
            return;
        }
    }
    TurnLayout &layout = layoutOf(position.row);
    const int item = layout.itemOf(position.at);
    layout.prepareVisible(layout.itemTop(item), layout.itemTop(item));
    layout.revealSideways(position.at);
    measured(position.row, layout);
    const int offset = layout.caretRect(position.at).top() - layout.itemTop(item);
    m_anchor = {m_model->summary(position.row).id, item, std::max(0, offset), false};
    scrollBy(-m_viewport.height() / 3);
}

QRect ConversationLayout::caretRect(const TextPosition &position) const
{
    const VisibleTurn *turn = visibleTurn(position.row);
    return turn ? turn->layout->caretRect(position.at).translated(columnLeft(), turn->y) : QRect();
}

void ConversationLayout::setAnchor(const ScrollAnchor &anchor)
{
    m_anchor = anchor;
    if (m_model->rowOf(anchor.turn) < 0)
        m_anchor = {};
}

const ConversationLayout::VisibleTurn *ConversationLayout::visibleTurn(int row) const
{
    if (m_visible.empty() || row < m_visible.front().row || row > m_visible.back().row)
        return nullptr;
    return &m_visible[size_t(row - m_visible.front().row)];
}

TextPosition ConversationLayout::positionAt(QPoint point) const
{
    if (m_visible.empty())
        return {};
    const auto after = std::partition_point(m_visible.begin() + 1, m_visible.end(),
                                            [point](const VisibleTurn &turn) { return turn.y <= point.y(); });
    const VisibleTurn &turn = *(after - 1);
    return {turn.row, turn.layout->positionAt(point - QPoint(columnLeft(), turn.y))};
}

QRect ConversationLayout::rowRect(int row) const
{
    return {columnLeft(), int(std::clamp<qint64>(m_heights.top(row) - m_top, -1'000'000, 1'000'000)),
            columnWidth(), m_heights.height(row)};
}

} // namespace tabletalk
