// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/tablerowlayout.h"

#include "conversation/paragraphlayout.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <numeric>

namespace tabletalk {

namespace {

//! More of a cell is copied but not drawn: a row is laid out whole when it is seen.
constexpr int kLongestCell = 2000;

int padding(const ConversationStyle &style)
{
    return style.ems(0.7);
}

int barHeight(const ConversationStyle &style)
{
    return buttonSize(style, {}).height() + style.ems(0.1);
}

Qt::Alignment alignmentOf(CellAlignment alignment)
{
    switch (alignment) {
    case CellAlignment::Centre:
        return Qt::AlignHCenter;
    case CellAlignment::Right:
        return Qt::AlignRight;
    case CellAlignment::Left:
        return Qt::AlignLeft;
    case CellAlignment::Default:
        break;
    }
    return {};
}

LeafLayout leafOf(const ConversationStyle &style, const Block &row, const TableCell &cell, int width)
{
    LeafLayout leaf(style, row.isTableHeader ? TextRole::Strong : TextRole::Body, width,
                    alignmentOf(cell.alignment));
    leaf.setText(QStringView(cell.text).left(kLongestCell), cell.spans, 0);
    return leaf;
}

} // namespace

bool TableColumns::learn(const ConversationStyle &style, const Block &row)
{
    const int widest = style.ems(26);
    const int step = std::max(8, style.em()); // in steps, so that a growing cell seldom changes its column
    const size_t columns = std::min<size_t>(size_t(row.cells.size()), kMostColumns);
    bool isWider = false;
    if (m_natural.size() < columns) {
        m_natural.resize(columns, style.ems(2));
        isWider = true;
    }
    for (size_t i = 0; i < columns; ++i) {
        const TableCell &cell = row.cells[qsizetype(i)];
        const int natural = leafOf(style, row, cell, widest).naturalWidth() + 1;
        const int stepped = std::min(widest, (natural + step - 1) / step * step);
        if (stepped > m_natural[i]) {
            m_natural[i] = stepped;
            isWider = true;
        }
    }
    return isWider;
}

void TableColumns::fit(const ConversationStyle &style, int available)
{
    const int around = 2 * padding(style);
    const int room = std::max(0, available - around * int(m_natural.size()));
    const auto sumCapped = [this](int cap) {
        return std::accumulate(m_natural.begin(), m_natural.end(), 0,
                               [cap](int sum, int natural) { return sum + std::min(natural, cap); });
    };
    // The widest columns give way first, down to a width that can still be read; then the table scrolls.
    int low = style.ems(8);
    int cap = style.ems(26);
    if (sumCapped(cap) > room) {
        while (low + 1 < cap) {
            const int middle = (low + cap) / 2;
            (sumCapped(middle) <= room ? low : cap) = middle;
        }
        cap = low;
    }
    m_widths.clear();
    m_total = 0;
    for (int natural : m_natural) {
        m_widths.push_back(std::min(natural, cap) + around);
        m_total += m_widths.back();
    }
}

TableRowLayout::TableRowLayout(const ConversationStyle &style, const Block &block,
                               const TableColumns &columns, const Header &header, int width)
    : m_style(style)
    , m_isHeader(block.isTableHeader)
    , m_header(header)
    , m_top(m_isHeader ? barHeight(style) : 0)
    , m_left(Indentation(style, block, width).left)
    , m_width(width - m_left)
    , m_total(columns.total())
{
    int x = 0;
    int start = 0;
    int tallest = style.pitch(TextRole::Body);
    const int count = std::min(columns.count(), int(block.cells.size()));
    m_cells.reserve(size_t(count));
    for (int i = 0; i < count; ++i) {
        const TableCell &cell = block.cells[i];
        LeafLayout leaf = leafOf(style, block, cell, columns.width(i) - 2 * padding(style));
        tallest = std::max(tallest, leaf.height());
        m_cells.push_back({x, columns.width(i), start,
                           int(std::min<qsizetype>(cell.text.size(), kLongestCell)), std::move(leaf)});
        x += columns.width(i);
        start += int(cell.text.size()) + 1;
    }
    m_height = m_top + tallest + style.ems(0.6) + 1;
}

int TableRowLayout::estimatedHeight(const ConversationStyle &style, bool isHeader)
{
    return style.pitch(TextRole::Body) + style.ems(0.6) + 1 + (isHeader ? barHeight(style) : 0);
}

QPoint TableRowLayout::textOrigin(const Cell &cell) const
{
    return {m_left + cell.x + padding(m_style), m_top + m_style.ems(0.3)};
}

QRect TableRowLayout::cellRect(const Cell &cell, int sideways) const
{
    return QRect(m_left + cell.x - sideways, m_top, cell.width, m_height - m_top)
        .intersected(QRect(m_left, m_top, m_width, m_height - m_top));
}

void TableRowLayout::paint(QPainter &painter, const ItemPaint &context) const
{
    const ConversationPalette &colours = m_style.colours();
    const int width = std::min(m_total, m_width);
    if (m_isHeader)
        paintBar(painter, context);
    painter.save();
    painter.setClipRect(QRect(m_left, m_top, width, m_height - m_top), Qt::IntersectClip);
    const QRect visible = context.clip.intersected(QRect(m_left, m_top, width, m_height - m_top));
    for (const Cell &cell : m_cells) {
        const QPoint at = textOrigin(cell) - QPoint(context.sideways, 0);
        if (at.x() > visible.right() || at.x() + cell.width < visible.left())
            continue;
        const int column = int(&cell - m_cells.data());
        const bool isHovered =
            m_header.canSort && context.hovered == HotSpot::Kind::SortColumn && context.hoveredStep == column;
        if (isHovered)
            painter.fillRect(cellRect(cell, context.sideways), colours.buttonHovered);
        cell.leaf.paint(painter, at, visible, context.marks, cell.start);
        if (m_header.sort && m_header.sort->column == column)
            paintSort(painter, cell, context.sideways);
    }
    painter.restore();
    painter.fillRect(m_left, m_height - 1, width, 1, m_isHeader ? colours.quoteBar : colours.line);
    if (context.sideways < maximumSideways()) // it goes on over there
        painter.fillRect(m_left + width - 1, m_top, 1, m_height - m_top, colours.quoteBar);
}

void TableRowLayout::paintBar(QPainter &painter, const ItemPaint &context) const
{
    const QString labels[]{copyButtonLabel(context.isCopied),
                           QCoreApplication::translate("Conversation", "Save as CSV")};
    for (const auto &[kind, label] :
         {std::pair(HotSpot::Kind::CopyTable, labels[0]), std::pair(HotSpot::Kind::SaveTable, labels[1])})
        paintButton(painter, m_style, buttonRect(kind, -1), label, context.hovered == kind, false);
}

void TableRowLayout::paintSort(QPainter &painter, const Cell &cell, int sideways) const
{
    const QRect rect = cellRect(cell, sideways);
    const double side = m_style.ems(0.4);
    const double turn = m_header.sort->isDescending ? 1 : -1;
    const QPointF middle(rect.right() - padding(m_style) / 2.0, rect.center().y() + 0.5);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_style.colours().secondary);
    painter.drawPolygon(QPolygonF{middle + QPointF(-side / 2, -turn * side / 3),
                                  middle + QPointF(side / 2, -turn * side / 3),
                                  middle + QPointF(0, turn * side / 2)});
    painter.setRenderHint(QPainter::Antialiasing, false);
}

QRect TableRowLayout::buttonRect(HotSpot::Kind kind, int) const
{
    if (!m_isHeader)
        return {};
    const QSize copy = buttonSize(m_style, copyButtonLabel(true));
    const QSize save = buttonSize(m_style, QCoreApplication::translate("Conversation", "Save as CSV"));
    // Over the table's own right end, or the edge where it is wider.
    const int right = m_left + std::clamp(m_total, std::min(m_width, copy.width() + save.width()), m_width);
    if (kind == HotSpot::Kind::CopyTable)
        return {{right - copy.width(), 0}, copy};
    if (kind == HotSpot::Kind::SaveTable)
        return {{right - copy.width() - save.width(), 0}, save};
    return {};
}

const TableRowLayout::Cell *TableRowLayout::cellAt(int x) const
{
    if (m_cells.empty())
        return nullptr;
    const auto after = std::partition_point(m_cells.begin() + 1, m_cells.end(),
                                            [x](const Cell &cell) { return cell.x <= x; });
    return &*(after - 1);
}

int TableRowLayout::offsetAt(const Block &, QPoint point, int sideways) const
{
    const Cell *cell = cellAt(point.x() - m_left + sideways);
    if (!cell)
        return 0;
    return cell->start + cell->leaf.offsetAt(point + QPoint(sideways, 0) - textOrigin(*cell));
}

QRect TableRowLayout::caretRect(const Block &, int offset, int sideways) const
{
    const auto after = std::partition_point(m_cells.begin(), m_cells.end(),
                                            [offset](const Cell &cell) { return cell.start <= offset; });
    if (after == m_cells.begin())
        return {m_left, 0, 1, m_height};
    const Cell &cell = *(after - 1);
    return cell.leaf.caretRect(std::min(offset - cell.start, cell.length))
        .translated(textOrigin(cell) - QPoint(sideways, 0));
}

HotSpot TableRowLayout::hotSpotAt(const Block &block, QPoint point, int sideways) const
{
    for (const HotSpot::Kind kind : {HotSpot::Kind::CopyTable, HotSpot::Kind::SaveTable}) {
        if (const QRect rect = buttonRect(kind, -1); rect.contains(point))
            return {.kind = kind, .rect = rect};
    }
    const Cell *cell = cellAt(point.x() - m_left + sideways);
    if (!cell || !cellRect(*cell, sideways).contains(point))
        return {};
    const int column = int(cell - m_cells.data());
    const int character = cell->leaf.characterAt(point + QPoint(sideways, 0) - textOrigin(*cell));
    for (const Span &span : block.cells[column].spans) {
        const HotSpot spot = hotSpotOf(span);
        if (character >= span.start && character < span.start + span.length
            && spot.kind != HotSpot::Kind::None)
            return spot;
    }
    if (!m_header.canSort)
        return {};
    return {.kind = HotSpot::Kind::SortColumn, .rect = cellRect(*cell, sideways), .step = column};
}

qsizetype TableRowLayout::bytes() const
{
    qsizetype sum = 200;
    for (const Cell &cell : m_cells)
        sum += 500 + 40 * cell.length;
    return sum;
}

} // namespace tabletalk
