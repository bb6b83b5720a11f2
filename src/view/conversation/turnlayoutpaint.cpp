// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The half of TurnLayout that only reads what was laid out: what is where, and painting it.

#include "conversation/turnlayout.h"

#include "conversation/paragraphlayout.h"

#include <QPainter>

#include <algorithm>
#include <limits>

namespace tabletalk {

BlockPosition TurnLayout::positionAt(QPoint point) const
{
    if (point.y() < 0)
        return BlockPosition::begin();
    if (point.y() >= height())
        return BlockPosition::end();
    const int index = itemAt(point.y());
    const Item &item = m_items[size_t(index)];
    if (item.kind != ItemKind::Text)
        return {item.block, 0};
    if (!item.layout)
        return {item.block, item.start};
    return {item.block, item.layout->offsetAt(blockOf(item), point - origin(index), sidewaysOf(item))};
}

QRect TurnLayout::caretRect(BlockPosition position) const
{
    const int index = itemOf(position);
    const Item &item = m_items[size_t(index)];
    if (item.kind != ItemKind::Text || !item.layout)
        return {0, itemTop(index), 1, itemHeight(index)};
    return item.layout->caretRect(blockOf(item), position.offset, sidewaysOf(item)).translated(origin(index));
}

HotSpot TurnLayout::hotSpotAt(QPoint point) const
{
    if (point.y() < 0 || point.y() >= height())
        return {};
    const int index = itemAt(point.y());
    const Item &item = m_items[size_t(index)];
    if (!item.layout)
        return {};
    HotSpot spot = item.layout->hotSpotAt(blockOf(item), point - origin(index), sidewaysOf(item));
    spot.rect.translate(origin(index));
    if (item.kind == ItemKind::Text)
        spot.block = item.block;
    if (spot.kind == HotSpot::Kind::ToggleFold)
        spot.step = item.step;
    return spot;
}

QRect TurnLayout::buttonRect(HotSpot::Kind kind, int step) const
{
    for (int i = itemCount() - 1; i >= 0; --i) {
        const Item &item = m_items[size_t(i)];
        if (item.kind == ItemKind::Text || !item.layout
            || (kind == HotSpot::Kind::ToggleFold && item.step != step))
            continue;
        const QRect rect = item.layout->buttonRect(kind, step);
        if (!rect.isEmpty())
            return rect.translated(origin(i));
    }
    return {};
}

bool TurnLayout::isFurniture(int y) const
{
    if (y < 0 || y >= height())
        return false;
    const ItemKind kind = m_items[size_t(itemAt(y))].kind;
    return kind == ItemKind::Header || kind == ItemKind::Footer;
}

QRect TurnLayout::blockButtonRect(HotSpot::Kind kind, int block, int step) const
{
    const int index = itemOf({block, 0});
    const Item &item = m_items[size_t(index)];
    if (item.kind != ItemKind::Text || item.block != block || !item.layout)
        return {};
    const QRect rect = item.layout->buttonRect(kind, step);
    return rect.isEmpty() ? rect : rect.translated(origin(index));
}

bool TurnLayout::scrollSideways(QPoint point, int pixels)
{
    if (point.y() < 0 || point.y() >= height())
        return false;
    const Item &item = m_items[size_t(itemAt(point.y()))];
    if (item.kind != ItemKind::Text || !item.layout || item.layout->maximumSideways() == 0)
        return false;
    int &sideways = m_sideways[sidewaysKey(item)];
    const int before = sideways;
    sideways = std::clamp(before + pixels, 0, item.layout->maximumSideways());
    return sideways != before;
}

void TurnLayout::revealSideways(BlockPosition position)
{
    const int index = itemOf(position);
    const Item &item = m_items[size_t(index)];
    if (item.kind != ItemKind::Text || !item.layout || item.layout->maximumSideways() == 0)
        return;
    const int x = caretRect(position).left() - origin(index).x();
    const int margin = m_style.ems(3);
    int &sideways = m_sideways[sidewaysKey(item)];
    if (x < margin)
        sideways += x - margin;
    else if (x > widthOf(item) - margin)
        sideways += x - (widthOf(item) - margin);
    sideways = std::clamp(sideways, 0, item.layout->maximumSideways());
}

QRect TurnLayout::clockRect() const
{
    for (int i = 0; i < itemCount(); ++i) {
        const Item &item = m_items[size_t(i)];
        if (item.kind == ItemKind::Status
            && (item.step < 0 || m_folds.at(item.step).kind == StatusLayout::Kind::Thinking))
            return {0, itemTop(i), m_width, itemHeight(i)};
        if (item.kind == ItemKind::Text && !item.isMuted)
            break;
    }
    return {};
}

QRect TurnLayout::box() const
{
    const int side = m_style.ems(1.1);
    const int top = m_items.front().space - m_style.ems(m_isUser ? 0.9 : 0.5);
    return {-side, top, m_width + 2 * side, height() - top};
}

void TurnLayout::paint(QPainter &painter, const TurnPaint &context) const
{
    paintBackground(painter, context);
    for (int i = std::max(0, itemAt(context.clip.top()));
         i < itemCount() && itemTop(i) <= context.clip.bottom(); ++i)
        paintItem(painter, context, i);
}

void TurnLayout::paintBackground(QPainter &painter, const TurnPaint &context) const
{
    if (!m_isUser && !context.isCurrent)
        return;
    paintRoundedBox(painter, box(), context.clip, m_style.ems(0.7),
                    context.isCurrent ? QPen(m_style.colours().focus, 1.5) : QPen(Qt::NoPen),
                    m_isUser ? QBrush(m_style.colours().userBox) : QBrush(Qt::NoBrush));
}

TextMarks TurnLayout::marksOf(const Item &item, const TurnPaint &context) const
{
    TextMarks marks;
    const auto first =
        std::partition_point(context.found.begin(), context.found.end(), [&item](const FoundText &found) {
            return found.at < BlockPosition{item.block, 0};
        });
    for (auto found = first; found != context.found.end() && found->at.block == item.block; ++found) {
        const bool isCurrent = context.currentFound == *found;
        marks.push_back({found->at.offset, found->at.offset + found->length,
                         isCurrent ? TextMark::Kind::CurrentFound : TextMark::Kind::Found});
    }
    if (context.selection && item.block >= context.selection->from.block
        && item.block <= context.selection->to.block) {
        const BlockRange &selected = *context.selection;
        marks.push_back(
            {selected.from.block < item.block ? 0 : selected.from.offset,
             selected.to.block > item.block ? std::numeric_limits<int>::max() : selected.to.offset,
             TextMark::Kind::Selected});
    }
    return marks;
}

void TurnLayout::paintItem(QPainter &painter, const TurnPaint &context, int index) const
{
    const Item &item = m_items[size_t(index)];
    if (!item.layout)
        return;
    const QPoint at = origin(index);
    const int right = inset(item);
    painter.translate(at);
    if (item.isMuted)
        painter.fillRect(-right + m_style.ems(0.2), -item.space, std::max(2, m_style.ems(0.12)),
                         itemHeight(index), m_style.colours().line);

    ItemPaint itemContext{.clip = context.clip.translated(-at),
                          .sideways = sidewaysOf(item),
                          .areActionsShown = context.areActionsShown,
                          .nowMs = context.nowMs};
    const auto isHere = [&](const HotSpot &spot) {
        return spot.kind != HotSpot::Kind::None
               && QRect(0, itemTop(index), m_width, itemHeight(index)).contains(spot.rect.center());
    };
    if (isHere(context.hovered)) {
        itemContext.hovered = context.hovered.kind;
        itemContext.hoveredStep = context.hovered.step;
    }
    itemContext.isCopied = isHere(context.copied);
    if (item.kind == ItemKind::Text) {
        const Block &block = blockOf(item);
        itemContext.marks = marksOf(item, context);
        if (block.quoteDepth > 0) {
            const Item &above = m_items[size_t(index - 1)];
            const bool goesOn = above.kind == ItemKind::Text && m_content.block(above.block).quoteDepth > 0;
            const int extra = goesOn ? item.space : 0;
            paintQuoteBars(painter, m_style, Indentation(m_style, block, widthOf(item)), -extra,
                           itemHeight(index) - item.space + extra);
        }
    }
    item.layout->paint(painter, itemContext);
    painter.translate(-at);
}

} // namespace tabletalk
