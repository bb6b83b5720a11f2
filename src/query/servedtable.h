// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "columnindex.h"
#include "querywatch.h"
#include "table.h"

#include <QStringList>

#include <memory>
#include <string>
#include <vector>

namespace tabletalk {

//! A table as SQL sees it: columns under names that SQL can tell apart, and what each may be asked.
struct ServedTable {
    struct Served {
        std::string name;
        bool isPrivate = false;
        double unit = 1; //!< what a decimal's raw value, or a percentage's, is divided by
        bool isOrderly = true; //!< the texts of its days sort as the days do: years of four digits
        //! How many values a row can have, no value included, where they are few and numbered; else 0.
        qint64 codes = 0;
        qint64 firstCode = 0; //!< the lowest raw value, which has the number 1
        std::unique_ptr<ColumnIndex> index; //!< made when it is first worth it
        int searches = 0;
    };

    ServedTable(std::string tableName, Table served, const QStringList &privateColumns,
                QueryWatch &queryWatch);

    //! For sqlite3_declare_vtab().
    std::string declaration() const;

    //! Columns that SQLite can have; a wider table shows these alone.
    static constexpr int kMostServedColumns = 1990;

    std::string name;
    Table table;
    std::vector<Served> columns;
    QueryWatch *watch;
};

using ServedTables = std::vector<std::unique_ptr<ServedTable>>;

//! Whether SQL sees a value of the type as a text.
inline bool isTextInSql(ColumnType type)
{
    return type == ColumnType::Text || type == ColumnType::Date || type == ColumnType::Time
           || type == ColumnType::Timestamp;
}

} // namespace tabletalk
