// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"
#include "money.h"

#include <SQLiteCpp/Statement.h>

#include <QString>

#include <concepts>
#include <optional>
#include <type_traits>

namespace tabletalk {

//! One execution of a prepared statement: binds the values in order, steps, reads columns in order. Its
//! end resets the statement, so that no read lock and no copy of a long text outlives it. Invalid ids and
//! empty optionals are NULL. Throws SQLite::Exception.
class Query {
public:
    template <class... Values>
    explicit Query(SQLite::Statement &statement, const Values &...values)
        : m_statement(statement)
    {
        (bind(values), ...);
    }
    ~Query()
    {
        m_statement.tryReset();
        m_statement.clearBindings();
    }
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    //! For statements without a result; the number of rows changed.
    int run() { return m_statement.exec(); }

    //! Goes to the next row; false when there is none.
    bool next() { return m_statement.executeStep(); }

    //! Reads the first columns of the row; for one row at a time, all of it at once.
    template <class... Values>
    void read(Values &...values)
    {
        int column = 0;
        (take(m_statement.getColumn(column++), values), ...);
    }

private:
    template <std::integral Number>
    void bind(Number value)
    {
        m_statement.bind(m_next++, static_cast<int64_t>(value));
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void bind(Enum value) { bind(static_cast<std::underlying_type_t<Enum>>(value)); }
    void bind(double value) { m_statement.bind(m_next++, value); }
    void bind(Money value) { bind(value.picoUsd); }
    void bind(const QString &value) { m_statement.bind(m_next++, value.toStdString()); }
    template <class Tag>
    void bind(Id<Tag> id)
    {
        id.isValid() ? bind(id.value) : bindNull();
    }
    template <class Value>
    void bind(const std::optional<Value> &value)
    {
        value ? bind(*value) : bindNull();
    }
    void bindNull() { m_statement.bind(m_next++); }

    template <std::integral Number>
    static void take(const SQLite::Column &column, Number &value)
    {
        value = static_cast<Number>(column.getInt64());
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    static void take(const SQLite::Column &column, Enum &value)
    {
        value = static_cast<Enum>(column.getInt());
    }
    static void take(const SQLite::Column &column, double &value) { value = column.getDouble(); }
    static void take(const SQLite::Column &column, Money &value) { value.picoUsd = column.getInt64(); }
    static void take(const SQLite::Column &column, QString &value)
    {
        // getText() measured by getBytes() keeps what follows a NUL; SQLite wants them in this order.
        const char *text = column.getText();
        value = QString::fromUtf8(text, column.getBytes());
    }
    template <class Tag>
    static void take(const SQLite::Column &column, Id<Tag> &id)
    {
        id.value = column.getInt64();
    }
    template <class Value>
    static void take(const SQLite::Column &column, std::optional<Value> &value)
    {
        if (column.isNull())
            value.reset();
        else
            take(column, value.emplace());
    }

    SQLite::Statement &m_statement;
    int m_next = 1;
};

} // namespace tabletalk
