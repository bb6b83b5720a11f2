// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"
#include "table.h"

#include <QFuture>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>

namespace tabletalk {

//! A table as a query sees it.
struct QueryTable {
    QString name; //!< in the SQL, as an identifier; of upper and lower case alike
    Table table;
    QStringList privateColumns; //!< whose touch makes the answer private
};

//! One statement that reads, in SQLite's language or near it, and what it may use up.
struct QueryOrder {
    QString sql;
    QList<QueryTable> tables; //!< all of the conversation, rather than those the SQL names
    qint64 mostRows = 10'000; //!< that are kept of the result
    qint64 mostBytes = qint64{16} * 1024 * 1024; //!< of their cells
    std::chrono::milliseconds deadline{5'000};
};

//! The column of a table whose cells a result column shows as they are. Empty where it is computed.
struct ResultOrigin {
    QString table; //!< QueryTable::name
    QString column;
    bool operator==(const ResultOrigin &) const = default;
};

//! What one statement found.
struct QueryAnswer {
    Table result; //!< typed and named columns; formatted as their origin where they have one
    qint64 rowCount = 0; //!< of the whole result, also of what was not kept
    bool isRowCountExact = true; //!< false: there are at least so many; counting them all took too long
    bool isCut = false; //!< `result` has fewer rows than were found
    //! It touched a private column: it is for the person, and a model gets no value, no count, no warning
    //! and no time of it.
    bool isTainted = false;
    QString ranSql; //!< what was run, after what we rewrote
    //! What whoever wrote the SQL should know, such as an integer division. English: they are said to
    //! models as well, like the SQL they are about.
    QStringList warnings;
    std::chrono::microseconds elapsed{0};
    QList<ResultOrigin> origins; //!< one for each column of `result`
};

//! Runs SQL over tables, in the helper process. Window thread; a cancelled future's query is ended at once.
//! Errors, whose `userText` is for people and whose `detail` is what the engine says to whoever wrote the
//! SQL (position, nearest names, the supported spelling; English):
//! QueryRefused (cannot be run as it is written, or failed at a value), QueryTooSlow, QueryTooLarge, Worker….
//! QueryPrivate stands for every failure of a statement that touched a private column, or that may have:
//! a model is told the same as of a tainted answer, and not that it failed.
class QueryService {
public:
    virtual ~QueryService() = default;
    virtual QFuture<Result<QueryAnswer>> run(const QueryOrder &order) = 0;
};

} // namespace tabletalk
