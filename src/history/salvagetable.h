// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "salvagedrow.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <map>
#include <string>
#include <vector>

namespace tabletalk {

//! One table of a new file that takes the rows found of the old one. Its columns' types, which SQLite
//! enforces in our tables, tell its rows from those of others; a row may be of an earlier version and have
//! fewer columns. Throws SQLite::Exception.
class SalvageTable {
public:
    //! What `without` names is not taken over.
    SalvageTable(SQLite::Database &target, const std::string &name, const std::string &without = {});

    const std::string &name() const { return m_name; }
    bool holds(const SalvagedRow &row) const;
    //! Nothing happens when a row with this key is there. What is lost becomes NULL, nothing or an empty
    //! text.
    void put(const SalvagedRow &row);
    //! The place of a column in a row.
    size_t indexOf(const std::string &column) const;

private:
    struct Column {
        std::string name;
        SalvagedRow::Type type = SalvagedRow::Type::Null;
        bool isKey = false; //!< is the row's number, and stored as NULL
        bool isNullable = false;
        bool isOptional = false; //!< may be missing at the end of a row
    };
    SQLite::Statement &insertion(size_t columns);

    SQLite::Database &m_target;
    const std::string m_name;
    const std::string m_without;
    std::vector<Column> m_columns;
    std::map<size_t, SQLite::Statement> m_insertions; //!< by the number of columns that are stored
};

} // namespace tabletalk
