// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "queryservice.h"
#include "sqlvalue.h"

#include <string>
#include <vector>

namespace tabletalk {

//! Collects the rows of a statement and makes a table of them: a column gets the narrowest type that holds
//! all its values exactly.
class ResultWriter {
public:
    //! `format` is that of the column it shows, if it shows one.
    void addColumn(const QString &name, const std::optional<ColumnFormat> &format);
    //! The row the statement stands at.
    void addRow(sqlite3_stmt *statement);
    void addRow(const std::vector<SqlLiteral> &cells);

    qint64 rowCount() const { return m_rows; }
    //! What the cells take.
    qint64 bytes() const { return m_bytes; }

    Table table() const;

private:
    enum class Kind : quint8 { Null, Integer, Real, Text };
    struct Cell {
        Kind kind{};
        qint64 raw = 0; //!< of a text, where it begins
        qint64 size = 0;
    };
    struct ResultColumn {
        QString name;
        std::optional<ColumnFormat> format;
        std::vector<Cell> cells;
        std::string texts;
    };
    class ColumnShape;

    void addCell(ResultColumn &column, const SqlLiteral &value);

    qint64 m_rows = 0;
    qint64 m_bytes = 0;
    std::vector<ResultColumn> m_columns;
};

} // namespace tabletalk
