// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "queryengine.h"

#include "quickquery.h"
#include "resultwriter.h"
#include "sqladvice.h"
#include "sqlrewriter.h"
#include "sqltokens.h"
#include "tablemodule.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace tabletalk {

namespace {

constexpr int kLongestSql = 100'000;

//! What SQLite has itself and cannot do harm. Whatever is not named cannot be called.
constexpr auto kHarmless = std::to_array<std::string_view>({"abs",
                                                            "acos",
                                                            "acosh",
                                                            "asin",
                                                            "asinh",
                                                            "atan",
                                                            "atan2",
                                                            "atanh",
                                                            "avg",
                                                            "ceil",
                                                            "ceiling",
                                                            "char",
                                                            "coalesce",
                                                            "cos",
                                                            "cosh",
                                                            "count",
                                                            "cume_dist",
                                                            "current_date",
                                                            "current_time",
                                                            "current_timestamp",
                                                            "date",
                                                            "datetime",
                                                            "degrees",
                                                            "dense_rank",
                                                            "exp",
                                                            "first_value",
                                                            "floor",
                                                            "group_concat",
                                                            "hex",
                                                            "ifnull",
                                                            "iif",
                                                            "json",
                                                            "json_array",
                                                            "json_array_length",
                                                            "json_extract",
                                                            "json_group_array",
                                                            "json_group_object",
                                                            "json_insert",
                                                            "json_object",
                                                            "json_patch",
                                                            "json_quote",
                                                            "json_remove",
                                                            "json_replace",
                                                            "json_set",
                                                            "json_type",
                                                            "json_valid",
                                                            "->",
                                                            "->>",
                                                            "julianday",
                                                            "lag",
                                                            "last_value",
                                                            "lead",
                                                            "length",
                                                            "likelihood",
                                                            "likely",
                                                            "ln",
                                                            "log",
                                                            "log10",
                                                            "log2",
                                                            "max",
                                                            "min",
                                                            "mod",
                                                            "nth_value",
                                                            "ntile",
                                                            "nullif",
                                                            "percent_rank",
                                                            "pi",
                                                            "pow",
                                                            "power",
                                                            "quote",
                                                            "radians",
                                                            "random",
                                                            "rank",
                                                            "round",
                                                            "row_number",
                                                            "sign",
                                                            "sin",
                                                            "sinh",
                                                            "soundex",
                                                            "sqrt",
                                                            "strftime",
                                                            "substr",
                                                            "substring",
                                                            "sum",
                                                            "tan",
                                                            "tanh",
                                                            "time",
                                                            "total",
                                                            "trunc",
                                                            "typeof",
                                                            "unicode",
                                                            "unixepoch",
                                                            "unlikely"});

//! Tables that are none of ours, and are made of the arguments they get.
constexpr auto kMadeTables =
    std::to_array<std::string_view>({"json_each", "json_tree", "generate_series", "range"});

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8 ? utf8 : "");
}

bool hasRoom(const ResultWriter &rows, const QueryOrder &order)
{
    return rows.rowCount() < order.mostRows && rows.bytes() < order.mostBytes;
}

Error refusal(const std::string &sentence)
{
    return {.kind = ErrorKind::QueryRefused, .detail = QString::fromStdString(sentence)};
}

} // namespace

//! A prepared statement, which ends with this object.
struct QueryEngine::Statement {
    sqlite3_stmt *prepared = nullptr;

    Statement() = default;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    ~Statement() { sqlite3_finalize(prepared); }
};

QueryEngine::QueryEngine(const QList<QueryTable> &tables)
{
    for (const QueryTable &table : tables)
        m_tables.push_back(std::make_unique<ServedTable>(table.name.toStdString(), table.table,
                                                         table.privateColumns, m_watch));
    open();
}

QueryEngine::~QueryEngine()
{
    sqlite3_close(m_connection);
}

void QueryEngine::limitMemory(qint64 bytes)
{
    sqlite3_hard_heap_limit64(bytes);
}

void QueryEngine::open()
{
    constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(":memory:", &m_connection, kFlags, nullptr) != SQLITE_OK)
        return;
    for (const auto &[option, value] :
         {std::pair(SQLITE_DBCONFIG_DEFENSIVE, 1), std::pair(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
          std::pair(SQLITE_DBCONFIG_DQS_DML, 0), std::pair(SQLITE_DBCONFIG_DQS_DDL, 0)})
        sqlite3_db_config(m_connection, option, value, nullptr);
    sqlite3_exec(m_connection, "PRAGMA temp_store = MEMORY", nullptr, nullptr, nullptr);

    m_functions.emplace(m_connection, m_watch);
    for (const std::string_view name : kHarmless)
        m_functions->allow(name);
    addTextFunctions(*m_functions);
    addPatternFunctions(*m_functions);
    addFormatFunctions(*m_functions);
    addDateFunctions(*m_functions);
    addValueFunctions(*m_functions);
    addStatistics(*m_functions);
    addAggregates(*m_functions);
    addSeries(*m_functions);

    m_isOpen = true;
    std::vector<std::string> names(kMadeTables.begin(), kMadeTables.end());
    for (const auto &table : m_tables) {
        m_isOpen = serveTable(m_connection, *table) == SQLITE_OK && m_isOpen;
        names.push_back(table->name);
    }
    // A table's declaration is made at its first use, which the authorizer would refuse.
    m_watch.start(std::chrono::minutes(1));
    for (const std::string &name : names) {
        Statement first;
        const std::string sql = "SELECT 1 FROM " + quotedName(name);
        m_isOpen = sqlite3_prepare_v2(m_connection, sql.c_str(), -1, &first.prepared, nullptr) == SQLITE_OK
                   && m_isOpen;
    }
    setLimits();
    sqlite3_set_authorizer(m_connection, &authorize, this);
    constexpr int kLookEvery = 1000;
    sqlite3_progress_handler(m_connection, kLookEvery, &isLate, this);
}

void QueryEngine::setLimits()
{
    int widest = 0;
    for (const auto &table : m_tables)
        widest = std::max(widest, int(table->columns.size()));
    constexpr int kMostResultColumns = 200;
    const auto limits = std::to_array<std::pair<int, int>>({
        {SQLITE_LIMIT_LENGTH, int(kLongestSqlText)},
        {SQLITE_LIMIT_SQL_LENGTH, 4 * kLongestSql},
        {SQLITE_LIMIT_COLUMN, std::max(widest + 10, kMostResultColumns)},
        {SQLITE_LIMIT_EXPR_DEPTH, 200},
        {SQLITE_LIMIT_COMPOUND_SELECT, 100},
        {SQLITE_LIMIT_VDBE_OP, 250'000},
        {SQLITE_LIMIT_FUNCTION_ARG, 100},
        {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 5000},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 0},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
        {SQLITE_LIMIT_WORKER_THREADS, 0},
    });
    for (const auto &[limit, most] : limits)
        sqlite3_limit(m_connection, limit, most);
}

int QueryEngine::authorize(void *context, int action, const char *first, const char *second, const char *,
                           const char *)
{
    auto *engine = static_cast<QueryEngine *>(context);
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION: {
        std::string name(second ? second : "");
        std::transform(name.begin(), name.end(), name.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
        return engine->m_functions->names().count(name) > 0 ? SQLITE_OK : SQLITE_DENY;
    }
    case SQLITE_READ: {
        const std::string_view table(first ? first : "");
        if (const ServedTable *served = engine->tableNamed(table)) {
            const std::string_view column(second ? second : "");
            for (const ServedTable::Served &one : served->columns) {
                if (one.isPrivate && equalsIgnoringCase(one.name, column))
                    engine->m_watch.taint();
            }
            return SQLITE_OK;
        }
        const bool isMade =
            std::any_of(kMadeTables.begin(), kMadeTables.end(),
                        [table](std::string_view made) { return equalsIgnoringCase(made, table); });
        return isMade ? SQLITE_OK : SQLITE_DENY;
    }
    default:
        return SQLITE_DENY;
    }
}

int QueryEngine::isLate(void *engine)
{
    return static_cast<QueryEngine *>(engine)->m_watch.isPast() ? 1 : 0;
}

const ServedTable *QueryEngine::tableNamed(std::string_view name) const
{
    for (const auto &table : m_tables) {
        if (equalsIgnoringCase(table->name, name))
            return table.get();
    }
    return nullptr;
}

Result<QueryAnswer> QueryEngine::run(const QueryOrder &order)
{
    m_watch.start(order.deadline);
    const std::string sql = order.sql.toStdString();
    if (!m_isOpen)
        return Error{.kind = ErrorKind::QueryTooLarge,
                     .detail = QStringLiteral("The tables cannot be opened for queries.")};
    if (sql.size() > kLongestSql)
        return refusal("The statement is longer than 100,000 bytes.");
    Result<QueryAnswer> found = Error{};
    try {
        found = answer(order, sql);
    } catch (const std::bad_alloc &) {
        found = failure(SQLITE_NOMEM, sql);
    } catch (const std::length_error &) {
        found = failure(SQLITE_NOMEM, sql);
    }
    // Whatever goes wrong once private cells may have been looked at says something about them.
    if (!found && m_watch.isTainted()) {
        Error kept = found.error();
        kept.kind = ErrorKind::QueryPrivate;
        return kept;
    }
    return found;
}

Result<QueryAnswer> QueryEngine::answer(const QueryOrder &order, const std::string &sql)
{
    const RewrittenSql rewritten = rewrittenSql(sql, m_tables);
    if (!rewritten.refusal.empty())
        return refusal(rewritten.refusal);
    const std::string &ran = rewritten.sql;

    Statement statement;
    const int prepared =
        sqlite3_prepare_v3(m_connection, ran.c_str(), int(ran.size()), 0, &statement.prepared, nullptr);
    if (prepared != SQLITE_OK) {
        // A name that does not exist, or bad grammar, says nothing about any cell.
        Error error = failure(prepared, ran);
        if (error.kind == ErrorKind::QueryRefused)
            m_watch.start(order.deadline);
        return error;
    }
    const int columns = sqlite3_column_count(statement.prepared);
    if (!statement.prepared || columns == 0 || sqlite3_stmt_readonly(statement.prepared) == 0
        || sqlite3_stmt_isexplain(statement.prepared) != 0)
        return refusal("Only a SELECT can be run, WITH … SELECT and VALUES among them.");

    QueryAnswer found;
    ResultWriter rows;
    for (const ResultOrigin &origin : originsOf(statement.prepared, ran)) {
        rows.addColumn(text(sqlite3_column_name(statement.prepared, int(found.origins.size()))),
                       formatOf(origin));
        found.origins.append(origin);
    }
    if (const std::optional<QuickPlan> plan = quickPlan(ran, m_tables)) {
        QuickQuery quick(*plan);
        if (quick.run()) {
            found.rowCount = quick.rowCount();
            while (rows.rowCount() < found.rowCount && hasRoom(rows, order))
                rows.addRow(quick.row(rows.rowCount()));
            found.isCut = rows.rowCount() < found.rowCount;
            complete(found, rows, ran);
            return found;
        }
    }
    constexpr std::chrono::milliseconds kCounting{300};
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(statement.prepared)) == SQLITE_ROW) {
        ++found.rowCount;
        if (found.isCut)
            continue;
        if (!hasRoom(rows, order)) {
            found.isCut = true;
            m_watch.endAt(QueryWatch::Clock::now() + kCounting);
            continue;
        }
        rows.addRow(statement.prepared);
    }
    if (step != SQLITE_DONE) {
        // The rows that are kept are whole; only counting the others took too long.
        if (step != SQLITE_INTERRUPT || !found.isCut)
            return failure(step, ran);
        found.isRowCountExact = false;
    }
    complete(found, rows, ran);
    return found;
}

void QueryEngine::complete(QueryAnswer &found, const ResultWriter &rows, const std::string &sql) const
{
    found.isTainted = m_watch.isTainted();
    found.result = rows.table();
    found.ranSql = QString::fromStdString(sql);
    for (const std::string &warning : warningsFor(sql, m_tables))
        found.warnings.append(QString::fromStdString(warning));
    found.elapsed = m_watch.elapsed();
}

Error QueryEngine::failure(int code, const std::string &sql) const
{
    switch (code & 0xff) {
    case SQLITE_INTERRUPT:
        return {.kind = ErrorKind::QueryTooSlow,
                .detail = QStringLiteral("The query took too long and was stopped. Filter or aggregate "
                                         "earlier, or join on columns that are equal.")};
    case SQLITE_NOMEM:
        return {.kind = ErrorKind::QueryTooLarge,
                .detail = QStringLiteral("The query took more memory than it may. Aggregate, or sort and "
                                         "join fewer rows.")};
    default:
        break;
    }
    const char *message = sqlite3_errmsg(m_connection);
    int offset = -1;
#if SQLITE_VERSION_NUMBER >= 3038000
    offset = sqlite3_error_offset(m_connection);
#endif
    return refusal(explainedError(message ? message : "", offset, sql, m_tables, m_functions->names()));
}

std::vector<ResultOrigin> QueryEngine::originsOf(sqlite3_stmt *statement, const std::string &sql) const
{
    std::vector<ResultOrigin> origins(size_t(sqlite3_column_count(statement)));
    // Of a compound SELECT, SQLite names the origins of its first part.
    for (const SqlToken &token : sqlTokens(sql)) {
        if (token.is("UNION") || token.is("EXCEPT") || token.is("INTERSECT"))
            return origins;
    }
    for (size_t i = 0; i < origins.size(); ++i) {
        const char *name = sqlite3_column_table_name(statement, int(i));
        const char *column = sqlite3_column_origin_name(statement, int(i));
        const ServedTable *table = name && column ? tableNamed(name) : nullptr;
        for (size_t j = 0; table && j < table->columns.size(); ++j) {
            if (equalsIgnoringCase(table->columns[j].name, column))
                origins[i] = {QString::fromStdString(table->name), table->table.column(int(j)).name()};
        }
    }
    return origins;
}

std::optional<ColumnFormat> QueryEngine::formatOf(const ResultOrigin &origin) const
{
    const ServedTable *table = tableNamed(origin.table.toStdString());
    for (int i = 0; table && i < int(table->columns.size()); ++i) {
        if (table->table.column(i).name() == origin.column)
            return table->table.column(i).format();
    }
    return std::nullopt;
}

} // namespace tabletalk
