// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/itemlayout.h"
#include "conversation/leaflayout.h"
#include "conversation/turndisplay.h"

#include <optional>

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

//! One row of a table. Its text is that of its cells, separated by tabs. Above a header lies a bar with what
//! can be done with the table; the header's cells sort it once it is complete.
class TableRowLayout : public ItemLayout {
public:
    struct Header {
        bool canSort = false;
        std::optional<TableSort> sort;
    };

    TableRowLayout(const ConversationStyle &style, const Block &block, const TableColumns &columns,
                   const Header &header, int width);
    static int estimatedHeight(const ConversationStyle &style, bool isHeader);

    int height() const override { return m_height; }
    void paint(QPainter &painter, const ItemPaint &context) const override;
    int offsetAt(const Block &block, QPoint point, int sideways) const override;
    QRect caretRect(const Block &block, int offset, int sideways) const override;
    HotSpot hotSpotAt(const Block &block, QPoint point, int sideways) const override;
    QRect buttonRect(HotSpot::Kind kind, int step) const override;
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
    QRect cellRect(const Cell &cell, int sideways) const;
    void paintBar(QPainter &painter, const ItemPaint &context) const;
    void paintSort(QPainter &painter, const Cell &cell, int sideways) const;

    const ConversationStyle &m_style;
    bool m_isHeader;
    Header m_header;
    int m_top; // of the cells
    int m_left;
    int m_width;
    int m_total;
    int m_height = 0;
    std::vector<Cell> m_cells;
};

} // namespace tabletalk
