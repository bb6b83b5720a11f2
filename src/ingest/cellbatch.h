// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cell.h"

#include <QtGlobal>

#include <memory>
#include <vector>

namespace tabletalk {

//! A cell of a batch, in sixteen bytes.
class CellRef {
public:
    CellRef() = default;
    //! What is meant is nothing, the text itself, or stands right behind the text.
    explicit CellRef(const Cell &cell)
        : m_text(cell.text.data())
        , m_textSize(quint32(cell.text.size()))
        , m_kind(quint32(cell.kind))
        , m_isMeant(cell.meant.data() == cell.text.data() ? 1 : 0)
        , m_meantSize(quint32(cell.meant.size()))
    {
    }

    bool isEmpty() const { return m_textSize == 0; }
    std::string_view text() const { return {m_text, m_textSize}; }
    CellKind kind() const { return CellKind(m_kind); }
    bool isTextMeant() const { return m_isMeant != 0; }
    Cell cell() const
    {
        return {text(), {m_isMeant ? m_text : m_text + m_textSize, m_meantSize}, CellKind(m_kind)};
    }

private:
    const char *m_text = "";
    quint32 m_textSize = 0;
    quint32 m_kind : 3 = 0;
    quint32 m_isMeant : 1 = 0;
    quint32 m_meantSize : 28 = 0;
};

//! Some thousand rows, column by column: what is cut by one thread and read by others.
class CellBatch {
public:
    //! Adds a cell to the row at hand. Its text outlives the batch.
    void refer(std::string_view text) { add(CellRef(Cell{text, {}, CellKind::Unknown})); }
    //! The same, of a cell that goes away.
    void copy(const Cell &cell);

    //! Cells of the row at hand, those that are not kept included.
    size_t width() const { return m_width; }
    const CellRef &cell(size_t column) const { return m_columns[column][m_rows]; }
    bool isBlankRow() const;
    //! The row at hand ends.
    void keepRow();
    void dropRow();

    size_t rowCount() const { return m_rows; }
    //! Of whole rows; shorter than that where the last ones have no such cell.
    std::span<const CellRef> cells(size_t column) const
    {
        return column < m_columns.size() ? std::span<const CellRef>(m_columns[column])
                                         : std::span<const CellRef>();
    }
    //! No further row should be added.
    bool isFull() const
    {
        return m_rows >= kMostRows || m_cells >= kMostCells || m_copiedBytes >= kMostCopiedBytes;
    }
    void clear();

private:
    static constexpr size_t kMostRows = 8192; // of which a segment is a multiple
    static constexpr size_t kMostCells = size_t{1} << 20;
    static constexpr size_t kMostCopiedBytes = size_t{8} * 1024 * 1024;

    void add(const CellRef &cell);

    std::vector<std::vector<CellRef>> m_columns;
    size_t m_rows = 0;
    size_t m_width = 0;
    size_t m_cells = 0;
    size_t m_copiedBytes = 0;
    std::vector<std::unique_ptr<char[]>> m_pieces; //!< of copied texts
    char *m_room = nullptr;
    size_t m_roomBytes = 0;
};

//! Takes batches of rows, the header among them.
class BatchSink {
public:
    virtual ~BatchSink() = default;
    //! Where the cells of the next row go.
    virtual CellBatch &batch() = 0;
    //! Ends the row; from now on there may be another batch. False: no more is wanted.
    virtual bool closeRow() = 0;
};

} // namespace tabletalk
