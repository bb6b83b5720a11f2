// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "querywatch.h"
#include "sqlvalue.h"

#include <QtGlobal>

#include <new>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tabletalk {

//! The longest text a query may make, in bytes.
inline constexpr qint64 kLongestSqlText = 1'000'000;

//! One call of a function of ours: what it got, and where its answer goes. Without an answer it is NULL.
class SqlCall {
public:
    SqlCall(sqlite3_context *context, int count, sqlite3_value **values)
        : m_context(context)
        , m_count(count)
        , m_values(values)
    {
    }

    int count() const { return m_count; }
    sqlite3_value *value(int at) const { return m_values[at]; }
    bool isNull(int at) const { return at >= m_count || tabletalk::isNull(m_values[at]); }
    bool hasNull() const
    {
        for (int i = 0; i < m_count; ++i) {
            if (isNull(i))
                return true;
        }
        return false;
    }
    bool isNumber(int at) const
    {
        const int type = sqlite3_value_type(m_values[at]);
        return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
    }
    //! Empty where there is no such argument.
    std::string_view text(int at) const { return at < m_count ? textOf(m_values[at]) : std::string_view(); }
    double real(int at) const { return sqlite3_value_double(m_values[at]); }
    qint64 integer(int at) const { return sqlite3_value_int64(m_values[at]); }

    void give(std::string_view text) const
    {
        sqlite3_result_text64(m_context, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8);
    }
    void give(double number) const { sqlite3_result_double(m_context, number); }
    void give(qint64 number) const { sqlite3_result_int64(m_context, number); }
    void give(bool isSo) const { sqlite3_result_int(m_context, isSo ? 1 : 0); }
    void give(sqlite3_value *value) const { sqlite3_result_value(m_context, value); }
    //! A sentence for whoever wrote the SQL.
    void fail(const std::string &sentence) const
    {
        sqlite3_result_error(m_context, sentence.data(), int(sentence.size()));
    }
    void failTooLong() const { sqlite3_result_error_toobig(m_context); }

    QueryWatch &watch() const { return *static_cast<QueryWatch *>(sqlite3_user_data(m_context)); }
    //! Whether the query's time is over; it is told so.
    bool isLate() const
    {
        if (!watch().isPast())
            return false;
        sqlite3_result_error_code(m_context, SQLITE_INTERRUPT);
        return true;
    }
    sqlite3_context *context() const { return m_context; }

private:
    sqlite3_context *m_context;
    int m_count;
    sqlite3_value **m_values;
};

//! The functions a query may call, as they are added to a connection; names in lower case.
class FunctionRegistry {
public:
    FunctionRegistry(sqlite3 *connection, QueryWatch &watch)
        : m_connection(connection)
        , m_watch(watch)
    {
    }

    sqlite3 *connection() const { return m_connection; }
    QueryWatch &watch() const { return m_watch; }
    const std::set<std::string, std::less<>> &names() const { return m_names; }
    //! SQLite's own, which we let pass.
    void allow(std::string_view name) { m_names.emplace(name); }

    //! `count` arguments; -1: any number.
    template <auto Function>
    void add(const char *name, int count)
    {
        constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
        sqlite3_create_function_v2(m_connection, name, count, kFlags, &m_watch, &call<Function>, nullptr,
                                   nullptr, nullptr);
        m_names.emplace(name);
    }

    //! State is default-constructed, told `add(call)` of each row and asked `give(call)` at the end.
    template <class State>
    void addAggregate(const char *name, int count)
    {
        sqlite3_create_function_v2(m_connection, name, count, SQLITE_UTF8 | SQLITE_INNOCUOUS, &m_watch,
                                   nullptr, &step<State>, &finish<State>, nullptr);
        m_names.emplace(name);
    }

    //! The same for states that can also `remove(call)` a row, over windows.
    template <class State>
    void addWindow(const char *name, int count)
    {
        sqlite3_create_window_function(m_connection, name, count, SQLITE_UTF8 | SQLITE_INNOCUOUS, &m_watch,
                                       &step<State>, &finish<State>, &peek<State>, &unstep<State>, nullptr);
        m_names.emplace(name);
    }

private:
    //! An exception must not cross SQLite.
    template <class Work>
    static void guard(sqlite3_context *context, Work work)
    {
        try {
            work();
        } catch (const std::bad_alloc &) {
            sqlite3_result_error_nomem(context);
        } catch (const std::length_error &) {
            sqlite3_result_error_nomem(context);
        }
    }

    template <auto Function>
    static void call(sqlite3_context *context, int count, sqlite3_value **values)
    {
        guard(context, [&] { Function(SqlCall(context, count, values)); });
    }

    template <class State>
    static State *stateOf(sqlite3_context *context, bool makes)
    {
        auto **place = static_cast<State **>(sqlite3_aggregate_context(context, makes ? sizeof(State *) : 0));
        if (place && !*place && makes)
            *place = new State();
        return place ? *place : nullptr;
    }
    template <class State>
    static void step(sqlite3_context *context, int count, sqlite3_value **values)
    {
        guard(context, [&] {
            if (State *state = stateOf<State>(context, true))
                state->add(SqlCall(context, count, values));
        });
    }
    template <class State>
    static void unstep(sqlite3_context *context, int count, sqlite3_value **values)
    {
        guard(context, [&] {
            if (State *state = stateOf<State>(context, false))
                state->remove(SqlCall(context, count, values));
        });
    }
    template <class State>
    static void peek(sqlite3_context *context)
    {
        guard(context, [&] {
            State none;
            State *state = stateOf<State>(context, false);
            (state ? state : &none)->give(SqlCall(context, 0, nullptr));
        });
    }
    template <class State>
    static void finish(sqlite3_context *context)
    {
        peek<State>(context);
        auto **place = static_cast<State **>(sqlite3_aggregate_context(context, 0));
        if (place)
            delete std::exchange(*place, nullptr);
    }

    sqlite3 *m_connection;
    QueryWatch &m_watch;
    std::set<std::string, std::less<>> m_names;
};

void addTextFunctions(FunctionRegistry &functions);
void addPatternFunctions(FunctionRegistry &functions);
void addFormatFunctions(FunctionRegistry &functions);
void addDateFunctions(FunctionRegistry &functions);
void addValueFunctions(FunctionRegistry &functions);
void addStatistics(FunctionRegistry &functions);
void addAggregates(FunctionRegistry &functions);
//! generate_series(start, stop, step) and range(): a table of numbers or days.
void addSeries(FunctionRegistry &functions);

} // namespace tabletalk
