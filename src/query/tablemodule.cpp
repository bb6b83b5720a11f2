// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tablemodule.h"

#include "rowfilter.h"
#include "servedtable.h"
#include "sqlmoment.h"
#include "sqlvalue.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <new>
#include <numeric>

namespace tabletalk {

namespace {

struct ServedVtab : sqlite3_vtab {
    ServedTable *table = nullptr;
};

//! One condition or one column to group by, as the plan hands them from xBestIndex to xFilter.
struct Condition {
    int column = 0;
    Comparison comparison{};
};
struct Plan {
    std::vector<Condition> conditions; //!< one for each argument, and those without a value
    std::vector<int> groups;
};

std::string text(const Plan &plan)
{
    std::string written;
    for (const Condition &condition : plan.conditions)
        written += std::to_string(condition.column) + ' ' + std::to_string(int(condition.comparison)) + ' ';
    written += "| ";
    for (const int column : plan.groups)
        written += std::to_string(column) + ' ';
    return written;
}

Plan planFrom(const char *text)
{
    Plan plan;
    char *at = const_cast<char *>(text);
    while (*at != '|') {
        const int column = int(std::strtol(at, &at, 10));
        plan.conditions.push_back({column, Comparison(std::strtol(at, &at, 10))});
        ++at;
    }
    at += 2;
    while (*at != '\0') {
        plan.groups.push_back(int(std::strtol(at, &at, 10)));
        ++at;
    }
    return plan;
}

bool needsNoValue(Comparison comparison)
{
    return comparison == Comparison::IsNull || comparison == Comparison::NotNull;
}

struct ServedCursor : sqlite3_vtab_cursor {
    explicit ServedCursor(ServedTable &served)
        : sqlite3_vtab_cursor()
        , table(&served)
        , filter(served)
    {
    }

    //! On to the next segment that has rows.
    void advance();
    bool searchIndex(const Plan &plan, sqlite3_value **values);
    void group(const std::vector<int> &columns);

    ServedTable *table;
    RowFilter filter;
    std::vector<quint32> rows;
    size_t at = 0;
    size_t nextSegment = 0;
    size_t segmentCount = 0;
};

size_t segmentsOf(const ServedTable &table)
{
    return size_t((table.table.rowCount() + kSegmentRows - 1) / kSegmentRows);
}

void ServedCursor::advance()
{
    at = 0;
    rows.clear();
    while (rows.empty() && nextSegment < segmentCount && !table->watch->isPast())
        filter.select(nextSegment++, rows);
}

bool ServedCursor::searchIndex(const Plan &plan, sqlite3_value **values)
{
    constexpr qint64 kFewRows = 64;
    constexpr int kWorthIt = 4;
    if (table->table.rowCount() < kFewRows)
        return false;
    int argument = 0;
    for (const Condition &condition : plan.conditions) {
        sqlite3_value *value = needsNoValue(condition.comparison) ? nullptr : values[argument++];
        if (condition.comparison != Comparison::Equal)
            continue;
        const Column &column = table->table.column(condition.column);
        const bool isText = column.format().type == ColumnType::Text;
        const std::optional<qint64> raw = exactRaw(*table, condition.column, literalOf(value));
        if (!raw && !(isText && sqlite3_value_type(value) == SQLITE_TEXT))
            continue;
        ServedTable::Served &served = table->columns[size_t(condition.column)];
        if (!served.index && ++served.searches <= kWorthIt)
            continue;
        if (!served.index)
            served.index = std::make_unique<ColumnIndex>(column);
        if (raw)
            served.index->find(*raw, rows);
        else
            served.index->find(textOf(value), rows);
        const auto misses = [this](quint32 row) { return !filter.accepts(row); };
        rows.erase(std::remove_if(rows.begin(), rows.end(), misses), rows.end());
        return true;
    }
    return false;
}

//! All rows, those that are alike in the columns beside one another: a counting sort.
void ServedCursor::group(const std::vector<int> &columns)
{
    std::vector<quint32> all;
    std::vector<quint32> keys;
    size_t keyCount = 1;
    for (const int column : columns)
        keyCount *= size_t(table->columns[size_t(column)].codes);
    for (size_t segment = 0; segment < segmentCount; ++segment) {
        if (table->watch->isPast())
            break;
        filter.select(segment, rows);
        for (const quint32 row : rows) {
            size_t key = 0;
            for (const int index : columns) {
                const Column &column = table->table.column(index);
                const ServedTable::Served &served = table->columns[size_t(index)];
                const qint64 code = column.isNull(row) ? 0 : column.raw(row) - served.firstCode + 1;
                key = key * size_t(served.codes) + size_t(std::clamp<qint64>(code, 0, served.codes - 1));
            }
            keys.push_back(quint32(key));
        }
        all.insert(all.end(), rows.begin(), rows.end());
    }
    std::vector<quint32> ends(keyCount + 1, 0);
    for (const quint32 key : keys)
        ++ends[key + 1];
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    rows.resize(all.size());
    for (size_t i = 0; i < all.size(); ++i)
        rows[ends[keys[i]]++] = all[i];
    at = 0;
    nextSegment = segmentCount;
}

//! Memory is the only thing that can run out, and an exception must not cross SQLite.
template <class Work>
int guarded(Work work)
{
    try {
        return work();
    } catch (const std::bad_alloc &) {
        return SQLITE_NOMEM;
    } catch (const std::length_error &) {
        return SQLITE_NOMEM;
    }
}

ServedTable &tableOf(sqlite3_vtab *vtab)
{
    return *static_cast<ServedVtab *>(vtab)->table;
}

int connectTable(sqlite3 *connection, void *context, int, const char *const *, sqlite3_vtab **made, char **)
{
    return guarded([&] {
        auto *table = static_cast<ServedTable *>(context);
        const int code = sqlite3_declare_vtab(connection, table->declaration().c_str());
        if (code != SQLITE_OK)
            return code;
        auto vtab = std::make_unique<ServedVtab>();
        vtab->table = table;
        *made = vtab.release();
        return SQLITE_OK;
    });
}

int disconnectTable(sqlite3_vtab *vtab)
{
    delete static_cast<ServedVtab *>(vtab);
    return SQLITE_OK;
}

std::optional<Comparison> comparisonOf(unsigned char op)
{
    switch (op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
        return Comparison::Equal;
    case SQLITE_INDEX_CONSTRAINT_LT:
        return Comparison::Less;
    case SQLITE_INDEX_CONSTRAINT_LE:
        return Comparison::LessEqual;
    case SQLITE_INDEX_CONSTRAINT_GT:
        return Comparison::Greater;
    case SQLITE_INDEX_CONSTRAINT_GE:
        return Comparison::GreaterEqual;
    case SQLITE_INDEX_CONSTRAINT_LIKE:
        return Comparison::Like;
    case SQLITE_INDEX_CONSTRAINT_ISNULL:
        return Comparison::IsNull;
    case SQLITE_INDEX_CONSTRAINT_ISNOTNULL:
        return Comparison::NotNull;
    default:
        return std::nullopt;
    }
}

void taintFor(const ServedTable &table, int column)
{
    if (column >= 0 && size_t(column) < table.columns.size() && table.columns[size_t(column)].isPrivate)
        table.watch->taint();
}

void taintFor(const ServedTable &table, const sqlite3_index_info &info)
{
    constexpr int kLastBit = 63; // which stands for all columns from there on
    for (size_t i = 0; i < table.columns.size(); ++i) {
        if (info.colUsed >> std::min<size_t>(i, kLastBit) & 1)
            taintFor(table, int(i));
    }
    for (int i = 0; i < info.nConstraint; ++i)
        taintFor(table, info.aConstraint[i].iColumn);
    for (int i = 0; i < info.nOrderBy; ++i)
        taintFor(table, info.aOrderBy[i].iColumn);
}

//! How many rows of one are left, as a guess.
double share(const ServedTable &table, const Condition &condition)
{
    constexpr double kRange = 0.3;
    constexpr double kFew = 0.1;
    switch (condition.comparison) {
    case Comparison::Equal: {
        const qint64 distinct = table.table.column(condition.column).profile().distinct;
        return distinct > 0 ? 1.0 / double(distinct) : kFew;
    }
    case Comparison::Less:
    case Comparison::LessEqual:
    case Comparison::Greater:
    case Comparison::GreaterEqual:
        return kRange;
    case Comparison::Like:
    case Comparison::IsNull:
        return kFew;
    case Comparison::NotNull:
        return 1;
    }
    Q_UNREACHABLE();
}

//! The columns to group by, if rows can be handed over so and need not be sorted.
std::vector<int> groupsFor(const ServedTable &table, sqlite3_index_info *info)
{
    std::vector<int> groups;
#if SQLITE_VERSION_NUMBER >= 3038000
    constexpr int kGrouped = 1;
    constexpr int kDistinct = 2; // and 3 is DISTINCT in an order that has to be kept
    if (sqlite3_libversion_number() < 3038000)
        return groups;
    const int wanted = sqlite3_vtab_distinct(info);
    if (info->nOrderBy == 0 || (wanted != kGrouped && wanted != kDistinct))
        return groups;
    constexpr qint64 kMostKeys = 1'000'000;
    qint64 keys = 1;
    for (int i = 0; i < info->nOrderBy; ++i) {
        const int column = info->aOrderBy[i].iColumn;
        const qint64 codes = column < 0 ? 0 : table.columns[size_t(column)].codes;
        if (codes == 0 || keys > kMostKeys / codes)
            return {};
        keys *= codes;
        groups.push_back(column);
    }
#endif
    return groups;
}

int planTable(sqlite3_vtab *vtab, sqlite3_index_info *info)
{
    return guarded([&] {
        const ServedTable &table = tableOf(vtab);
        taintFor(table, *info);
        if (table.columns.empty())
            return SQLITE_OK;
        constexpr double kRowCost = 0.02; // of a row that is passed over, against one that is handed out
        const auto rows = double(std::max<qint64>(1, table.table.rowCount()));
        double left = rows;
        Plan plan;
        int arguments = 0;
        for (int i = 0; i < info->nConstraint; ++i) {
            const auto &constraint = info->aConstraint[i];
            const std::optional<Comparison> comparison = comparisonOf(constraint.op);
            if (!constraint.usable || constraint.iColumn < 0 || !comparison
                || std::strcmp(sqlite3_vtab_collation(info, i), "BINARY") != 0)
                continue;
            const Condition condition{constraint.iColumn, *comparison};
            left *= share(table, condition);
            plan.conditions.push_back(condition);
            if (!needsNoValue(*comparison))
                info->aConstraintUsage[i].argvIndex = ++arguments;
        }
        plan.groups = groupsFor(table, info);
        const std::string written = text(plan);
        info->idxStr = sqlite3_mprintf("%s", written.c_str());
        if (!info->idxStr)
            return SQLITE_NOMEM;
        info->needToFreeIdxStr = 1;
        info->orderByConsumed = plan.groups.empty() ? 0 : 1;
        info->estimatedRows = sqlite3_int64(std::max(1.0, left));
        info->estimatedCost = 1 + rows * kRowCost + left;
        return SQLITE_OK;
    });
}

int openCursor(sqlite3_vtab *vtab, sqlite3_vtab_cursor **made)
{
    return guarded([&] {
        *made = std::make_unique<ServedCursor>(tableOf(vtab)).release();
        return SQLITE_OK;
    });
}

ServedCursor &cursorOf(sqlite3_vtab_cursor *cursor)
{
    return *static_cast<ServedCursor *>(cursor);
}

int closeCursor(sqlite3_vtab_cursor *cursor)
{
    delete &cursorOf(cursor);
    return SQLITE_OK;
}

int codeOf(const ServedCursor &cursor)
{
    return cursor.table->watch->isPast() ? SQLITE_INTERRUPT : SQLITE_OK;
}

int filterRows(sqlite3_vtab_cursor *base, int, const char *planText, int, sqlite3_value **values)
{
    return guarded([&] {
        ServedCursor &cursor = cursorOf(base);
        cursor.filter = RowFilter(*cursor.table);
        cursor.rows.clear();
        cursor.at = 0;
        cursor.segmentCount = segmentsOf(*cursor.table);
        cursor.nextSegment = cursor.segmentCount;
        if (!planText)
            return SQLITE_OK;
        const Plan plan = planFrom(planText);
        int argument = 0;
        for (const Condition &condition : plan.conditions) {
            sqlite3_value *value = needsNoValue(condition.comparison) ? nullptr : values[argument++];
            // A blob is more than any text, and SQLite compares it.
            if (!value || sqlite3_value_type(value) != SQLITE_BLOB)
                cursor.filter.add(condition.column, condition.comparison,
                                  value ? literalOf(value) : SqlLiteral());
        }
        if (cursor.filter.isImpossible())
            return SQLITE_OK;
        if (!plan.groups.empty()) {
            cursor.group(plan.groups);
        } else if (!cursor.searchIndex(plan, values)) {
            cursor.nextSegment = 0;
            cursor.advance();
        }
        return codeOf(cursor);
    });
}

int nextRow(sqlite3_vtab_cursor *base)
{
    ServedCursor &cursor = cursorOf(base);
    if (++cursor.at < cursor.rows.size())
        return SQLITE_OK;
    return guarded([&] {
        cursor.advance();
        return codeOf(cursor);
    });
}

int isAtEnd(sqlite3_vtab_cursor *base)
{
    const ServedCursor &cursor = cursorOf(base);
    return cursor.at >= cursor.rows.size();
}

int readCell(sqlite3_vtab_cursor *base, sqlite3_context *context, int index)
{
    const ServedCursor &cursor = cursorOf(base);
    ServedTable &table = *cursor.table;
    const ServedTable::Served &served = table.columns[size_t(index)];
    if (served.isPrivate)
        table.watch->taint();
    const Column &column = table.table.column(index);
    const qint64 row = cursor.rows[cursor.at];
    if (column.isNull(row))
        return SQLITE_OK;
    const ColumnType type = column.format().type;
    switch (type) {
    case ColumnType::Text: {
        const std::string_view cell = column.text(row);
        sqlite3_result_text64(context, cell.data() ? cell.data() : "", cell.size(), SQLITE_STATIC,
                              SQLITE_UTF8);
        return SQLITE_OK;
    }
    case ColumnType::Integer:
    case ColumnType::Boolean:
    case ColumnType::Decimal: {
        const qint64 raw = column.raw(row);
        if (served.unit == 1 && type != ColumnType::Decimal)
            sqlite3_result_int64(context, raw);
        else
            sqlite3_result_double(context, double(raw) / served.unit);
        return SQLITE_OK;
    }
    case ColumnType::Real:
        sqlite3_result_double(context, std::bit_cast<double>(column.raw(row)) / served.unit);
        return SQLITE_OK;
    case ColumnType::Date:
    case ColumnType::Time:
    case ColumnType::Timestamp: {
        const MomentText moment = momentText(type, column.raw(row));
        sqlite3_result_text(context, moment.text.data(), int(moment.size), SQLITE_TRANSIENT);
        return SQLITE_OK;
    }
    }
    return SQLITE_OK;
}

int readRowId(sqlite3_vtab_cursor *base, sqlite3_int64 *id)
{
    const ServedCursor &cursor = cursorOf(base);
    *id = qint64(cursor.rows[cursor.at]) + 1;
    return SQLITE_OK;
}

constexpr sqlite3_module makeModule()
{
    sqlite3_module module{};
    // No xCreate: the table is there by its name and cannot be made.
    module.xConnect = connectTable;
    module.xBestIndex = planTable;
    module.xDisconnect = disconnectTable;
    module.xDestroy = disconnectTable;
    module.xOpen = openCursor;
    module.xClose = closeCursor;
    module.xFilter = filterRows;
    module.xNext = nextRow;
    module.xEof = isAtEnd;
    module.xColumn = readCell;
    module.xRowid = readRowId;
    return module;
}

} // namespace

int serveTable(sqlite3 *connection, ServedTable &table)
{
    static const sqlite3_module kModule = makeModule();
    return sqlite3_create_module_v2(connection, table.name.c_str(), &kModule, &table, nullptr);
}

} // namespace tabletalk
