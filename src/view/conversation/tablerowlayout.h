// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/itemlayout.h"
#include "conversation/leaflayout.h"

namespace tabletalk {

//! The columns that the rows of one table share. Learned from its first rows and then fixed, so that a
//! table of any length costs what its beginning costs.
class TableColumns {
public:
    static constexpr int kLearningRows = 32;
    static constexpr int kMostColumns = 200; //!< what is beyond is copied but not drawn

    //! Takes a row into account; true if a column became wider.
    bool learn(const ConversationStyle &style, const Block &row);
    void fit(const ConversationStyle &style, int available);

    int count() const { return int(m_widths.size()); }
    int width(int column) const { return m_widths[size_t(column)]; }
    int total() const { return m_total; }

private:
    std::vector<int> m_natural;
    std::vector<int> m_widths; // padding included
    int m_total = 0;
};

//! One row of a table. Its text is that of its cells, separated by tabs.
class TableRowLayout : public ItemLayout {
public:
    TableRowLayout(const ConversationStyle &style, const Block &block, const TableColumns &columns,
                   int width);
    static int estimatedHeight(const ConversationStyle &style);

    int height() const override { return m_height; }
    void paint(QPainter &painter, const ItemPaint &context) const override;
    int offsetAt(const Block &block, QPoint point, int sideways) const override;
    QRect caretRect(const Block &block, int offset, int sideways) const override;
    HotSpot hotSpotAt(const Block &block, QPoint point, int sideways) const override;
    int maximumSideways() const override { return std::max(0, m_total - m_width); }
    qsizetype bytes() const override;

private:
    struct Cell {
        int x = 0;
        int width = 0;
        int start = 0; // offset of its text in the row's
        int length = 0;
        LeafLayout leaf;
    };
    const Cell *cellAt(int x) const;
    QPoint textOrigin(const Cell &cell) const;

    const ConversationStyle &m_style;
    bool m_isHeader;
    int m_left;
    int m_width;
    int m_total;
    int m_height = 0;
    std::vector<Cell> m_cells;
};

} // namespace tabletalk
