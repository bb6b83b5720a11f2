// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "queryservice.h"
#include "querywatch.h"
#include "servedtable.h"
#include "sqlfunctions.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace tabletalk {

class ResultWriter;

//! Runs SQL over tables, within limits: it reads the tables it was given and nothing else, in bounded memory
//! and, as far as it is in a thread's hands, in bounded time. One thread.
class QueryEngine {
public:
    explicit QueryEngine(const QList<QueryTable> &tables);
    ~QueryEngine();
    QueryEngine(const QueryEngine &) = delete;
    QueryEngine &operator=(const QueryEngine &) = delete;

    //! Over the engine's tables, whichever the order names. Errors as of QueryService, without a sentence
    //! for people.
    Result<QueryAnswer> run(const QueryOrder &order);

    //! Memory that all engines of a process may take together. Before the first one.
    static void limitMemory(qint64 bytes);

private:
    struct Statement;

    void open();
    void setLimits();
    Result<QueryAnswer> answer(const QueryOrder &order, const std::string &sql);
    void complete(QueryAnswer &found, const ResultWriter &rows, const std::string &sql) const;
    Error failure(int code, const std::string &sql) const;
    std::vector<ResultOrigin> originsOf(sqlite3_stmt *statement, const std::string &sql) const;
    std::optional<ColumnFormat> formatOf(const ResultOrigin &origin) const;
    const ServedTable *tableNamed(std::string_view name) const;

    static int authorize(void *engine, int action, const char *first, const char *second, const char *,
                         const char *);
    static int isLate(void *engine);

    QueryWatch m_watch;
    sqlite3 *m_connection = nullptr;
    ServedTables m_tables;
    std::optional<FunctionRegistry> m_functions;
    bool m_isOpen = false;
};

} // namespace tabletalk
