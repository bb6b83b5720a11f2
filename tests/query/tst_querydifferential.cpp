// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "queryengine.h"
#include "querysample.h"

#include <QTest>

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <variant>

using namespace tabletalk;

namespace {

//! A cell as SQL has it.
using Cell = std::variant<std::monostate, double, std::string>;
using Row = std::vector<Cell>;

bool isSame(const Cell &one, const Cell &other)
{
    constexpr double kRounding = 1e-12;
    if (one.index() != other.index())
        return false;
    if (one.index() != 1)
        return one == other;
    const double a = std::get<double>(one);
    const double b = std::get<double>(other);
    return a == b || std::abs(a - b) <= kRounding * std::max(std::abs(a), std::abs(b));
}

Row rowOf(const Table &table, qint64 row)
{
    Row cells;
    for (int i = 0; i < table.columnCount(); ++i) {
        const Column &column = table.column(i);
        const ColumnFormat &format = column.format();
        if (column.isNull(row))
            cells.emplace_back();
        else if (format.isNumber() || format.type == ColumnType::Boolean)
            cells.emplace_back(asDouble(format, column.raw(row)));
        else
            cells.emplace_back(column.plain(row));
    }
    return cells;
}

//! The same rows in a table of SQLite's own.
class Native {
public:
    Native() { sqlite3_open(":memory:", &m_connection); }
    ~Native() { sqlite3_close(m_connection); }
    Native(const Native &) = delete;
    Native &operator=(const Native &) = delete;

    void add(const char *name, const Table &table)
    {
        std::string columns;
        std::string places;
        for (int i = 0; i < table.columnCount(); ++i) {
            const ColumnFormat &format = table.column(i).format();
            const bool isReal =
                format.type == ColumnType::Decimal || format.type == ColumnType::Real || format.isPercent();
            columns += (i > 0 ? ", " : "") + table.column(i).name().toStdString()
                       + (isReal                                                    ? " REAL"
                          : format.isNumber() || format.type == ColumnType::Boolean ? " INTEGER"
                                                                                    : " TEXT");
            places += i > 0 ? ", ?" : "?";
        }
        const std::string create = std::string("CREATE TABLE ") + name + "(" + columns + ")";
        sqlite3_exec(m_connection, create.c_str(), nullptr, nullptr, nullptr);
        sqlite3_stmt *insert = nullptr;
        const std::string sql = std::string("INSERT INTO ") + name + " VALUES (" + places + ")";
        sqlite3_prepare_v2(m_connection, sql.c_str(), -1, &insert, nullptr);
        for (qint64 row = 0; row < table.rowCount(); ++row) {
            for (int i = 0; i < table.columnCount(); ++i)
                bind(insert, i + 1, table.column(i), row);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
    }

    std::optional<std::vector<Row>> rows(const std::string &sql)
    {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_connection, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
            return std::nullopt;
        std::vector<Row> found;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            Row cells;
            for (int i = 0; i < sqlite3_column_count(statement); ++i) {
                const int type = sqlite3_column_type(statement, i);
                if (type == SQLITE_NULL)
                    cells.emplace_back();
                else if (type == SQLITE_TEXT)
                    cells.emplace_back(reinterpret_cast<const char *>(sqlite3_column_text(statement, i)));
                else
                    cells.emplace_back(sqlite3_column_double(statement, i));
            }
            found.push_back(std::move(cells));
        }
        sqlite3_finalize(statement);
        return found;
    }

private:
    static void bind(sqlite3_stmt *insert, int at, const Column &column, qint64 row)
    {
        const ColumnFormat &format = column.format();
        if (column.isNull(row)) {
            sqlite3_bind_null(insert, at);
        } else if (format.type == ColumnType::Boolean
                   || (format.type == ColumnType::Integer && !format.isPercent())) {
            sqlite3_bind_int64(insert, at, column.raw(row));
        } else if (format.isNumber()) {
            sqlite3_bind_double(insert, at, asDouble(format, column.raw(row)));
        } else {
            const std::string text = column.plain(row);
            sqlite3_bind_text(insert, at, text.data(), int(text.size()), SQLITE_TRANSIENT);
        }
    }

    sqlite3 *m_connection = nullptr;
};

//! Statements of all the shapes that a plan may take a short cut for.
class Statements {
public:
    explicit Statements(quint64 seed)
        : m_dice(seed)
    {
    }

    //! Whether the rows have to be in the same order, too.
    bool isOrdered() const { return m_isOrdered; }

    std::string next()
    {
        const bool joins = m_dice.chance(15);
        m_prefix = joins ? "s." : "";
        std::string from = " FROM sales";
        if (joins)
            from += " s " + pick({"JOIN", "LEFT JOIN"}) + " regions r ON s.country = r.country";
        std::string sql;
        size_t outputs = 0;
        if (m_dice.chance(50)) {
            std::string groups;
            const size_t keys = m_dice.below(3);
            for (size_t i = 0; i < keys; ++i)
                groups += (i > 0 ? ", " : "") + key();
            std::string list = groups;
            const size_t aggregates = 1 + m_dice.below(3);
            for (size_t i = 0; i < aggregates; ++i)
                list += (list.empty() ? "" : ", ") + aggregate();
            outputs = keys + aggregates;
            sql = "SELECT " + list + from + where();
            if (keys > 0)
                sql += " GROUP BY " + groups;
            if (keys > 0 && m_dice.chance(20))
                sql += " HAVING count(*) > " + std::to_string(m_dice.below(20));
        } else {
            outputs = 1 + m_dice.below(3);
            std::string list;
            for (size_t i = 0; i < outputs; ++i)
                list += (i > 0 ? ", " : "") + (m_dice.chance(70) ? column() : expression());
            sql = std::string("SELECT ") + (m_dice.chance(40) ? "DISTINCT " : "") + list + from + where();
        }
        m_isOrdered = m_dice.chance(50);
        if (m_isOrdered) {
            sql += " ORDER BY ";
            for (size_t i = 0; i < outputs; ++i)
                sql += (i > 0 ? ", " : "") + std::to_string(i + 1) + pick({"", " DESC", ""});
            if (m_dice.chance(40))
                sql += " LIMIT " + std::to_string(m_dice.below(30));
        }
        return sql;
    }

private:
    std::string pick(std::initializer_list<const char *> among)
    {
        return *(among.begin() + std::ptrdiff_t(m_dice.below(among.size())));
    }
    std::string column()
    {
        return m_prefix
               + pick({"id", "day", "at", "customer", "country", "category", "quantity", "price", "discount",
                       "weight", "paid", "status", "note"});
    }
    std::string number()
    {
        return m_prefix + pick({"id", "quantity", "price", "discount", "weight", "paid"});
    }
    std::string key()
    {
        if (m_dice.chance(20))
            return "substr(" + m_prefix + "day, 1, 7)";
        return m_prefix
               + pick({"country", "category", "status", "note", "paid", "quantity", "day", "discount",
                       "customer"});
    }
    std::string expression()
    {
        switch (m_dice.below(6)) {
        case 0:
            return number() + pick({" + ", " * ", " - "}) + number();
        case 1:
            return "coalesce(" + column() + ", 'none')";
        case 2:
            return "length(" + column() + ")";
        case 3:
            return "CASE WHEN " + condition() + " THEN " + column() + " ELSE " + column() + " END";
        case 4:
            return "round(" + number() + ", 1)";
        default:
            return column() + " || " + column();
        }
    }
    std::string aggregate()
    {
        switch (m_dice.below(7)) {
        case 0:
            return "count(*)";
        case 1:
            return "count(" + column() + ")";
        case 2:
            return "count(DISTINCT " + column() + ")";
        case 3:
            return pick({"min(", "max("}) + column() + ")";
        case 4:
            return pick({"sum(", "avg(", "total("}) + number() + ") FILTER (WHERE " + condition() + ")";
        default:
            return pick({"sum(", "avg(", "total("}) + number() + ")";
        }
    }
    std::string condition()
    {
        const std::string compare = pick({" = ", " < ", " <= ", " > ", " >= ", " <> "});
        const std::string value = std::to_string(qint64(m_dice.below(140)) - 15);
        switch (m_dice.below(13)) {
        case 0:
            return m_prefix + "quantity" + compare + value;
        case 1:
            return m_prefix + "price" + compare + std::to_string(m_dice.below(1000)) + "."
                   + std::to_string(m_dice.below(100));
        case 2:
            return m_prefix + "discount" + compare + "0." + std::to_string(m_dice.below(60));
        case 3:
            return m_prefix + "country" + compare
                   + pick({"'Peru'", "'Germany'", "'Österreich'", "'M'", "''", "5"});
        case 4:
            return m_prefix + pick({"note", "customer", "status", "day"}) + pick({" LIKE ", " NOT LIKE "})
                   + pick({"'%12%'", "'a_b'", "'%e%n%'", "'2023-0%'", "'C%1'", "'none'", "'%'", "'_A%'"});
        case 5:
            return column() + pick({" IS NULL", " IS NOT NULL"});
        case 6:
            return m_prefix + pick({"day", "at"}) + compare
                   + pick({"'2023-05-17'", "'2022-11'", "'2023-02-03 12:00:00'", "'2024'", "'x'",
                           "'2023-02-30'"});
        case 7:
            return m_prefix + "category IN ('Category 1', 'Category 7', 'nothing')";
        case 8:
            return m_prefix + "id BETWEEN " + value + " AND " + std::to_string(m_dice.below(400));
        case 9:
            return m_prefix + "quantity" + compare + pick({"'50'", "12.5", "NULL", "'a'", "1e18", "-1e30"});
        case 10:
            return m_prefix + "weight" + compare + std::to_string(m_dice.below(14'000));
        case 11:
            return m_prefix + "paid" + compare + pick({"0", "1", "0.5"});
        default:
            return "(" + m_prefix + "status = 'open' OR " + m_prefix + "id < " + value + ")";
        }
    }
    std::string where()
    {
        const size_t count = m_dice.below(4);
        std::string sql;
        for (size_t i = 0; i < count; ++i)
            sql += (i == 0 ? " WHERE " : pick({" AND ", " AND ", " OR "})) + condition();
        return sql;
    }

    sample::Dice m_dice;
    std::string m_prefix;
    bool m_isOrdered = false;
};

//! A column of texts and numbers is one of texts.
void writeAsTexts(std::vector<Row> &rows, const Table &like)
{
    for (Row &row : rows) {
        for (size_t i = 0; i < row.size(); ++i) {
            const auto *number = std::get_if<double>(&row[i]);
            if (!number || like.column(int(i)).format().type != ColumnType::Text)
                continue;
            std::string text;
            appendPlain(text, {.type = ColumnType::Real}, std::bit_cast<qint64>(*number));
            row[i] = std::move(text);
        }
    }
}

void sort(std::vector<Row> &rows)
{
    // By what does not depend on rounding first: a sum may differ in its last digit.
    const auto order = [](const Row &one, const Row &other) {
        for (const size_t kind : {size_t(0), size_t(2), size_t(1)}) {
            for (size_t i = 0; i < one.size(); ++i) {
                const bool isEither = one[i].index() == kind || other[i].index() == kind;
                if (isEither && !isSame(one[i], other[i]))
                    return one[i] < other[i];
            }
        }
        return false;
    };
    std::sort(rows.begin(), rows.end(), order);
}

} // namespace

//! The engine answers as SQLite does over a table of its own.
class TestQueryDifferential : public QObject {
    Q_OBJECT
private slots:
    void answersAsSqliteDoes();
};

void TestQueryDifferential::answersAsSqliteDoes()
{
#ifdef TABLETALK_SANITIZED
    constexpr int kUsual = 2'000;
#else
    constexpr int kUsual = 20'000;
#endif
    constexpr int kPerTable = 1'000;
    bool isSet = false;
    const int wanted = qEnvironmentVariableIntValue("TABLETALK_QUERIES", &isSet);
    const int count = isSet ? wanted : kUsual;
    const quint64 seed = qEnvironmentVariableIntValue("TABLETALK_SEED") + 1;
    Statements statements(seed);
    std::unique_ptr<Native> native;
    std::unique_ptr<QueryEngine> engine;
    int rowsSeen = 0;
    for (int i = 0; i < count; ++i) {
        if (i % kPerTable == 0) {
            // Also none at all, and more than one segment, which LIKE the others must not be too slow for.
            const auto table = quint64(i / kPerTable);
            const Table sales = sample::sales(table == 0 ? 0 : 40 + qint64(table % 5) * 60, seed + table);
            native = std::make_unique<Native>();
            native->add("sales", sales);
            native->add("regions", sample::regions());
            engine = std::make_unique<QueryEngine>(
                QList{sample::queryTable("sales", sales), sample::queryTable("regions", sample::regions())});
        }
        const std::string sql = statements.next();
        const Result<QueryAnswer> found = engine->run(sample::order(QString::fromStdString(sql)));
        std::optional<std::vector<Row>> wantedRows = native->rows(sql);
        QVERIFY2(found.ok() && wantedRows,
                 (sql + ": " + (found ? "no native" : found.error().detail.toStdString())).c_str());
        std::vector<Row> rows;
        for (qint64 row = 0; row < found->result.rowCount(); ++row)
            rows.push_back(rowOf(found->result, row));
        rowsSeen += int(rows.size());
        QVERIFY2(rows.size() == wantedRows->size(), sql.c_str());
        writeAsTexts(*wantedRows, found->result);
        if (!statements.isOrdered()) {
            sort(rows);
            sort(*wantedRows);
        }
        for (size_t row = 0; row < rows.size(); ++row) {
            const Row &other = (*wantedRows)[row];
            QVERIFY2(std::equal(rows[row].begin(), rows[row].end(), other.begin(), other.end(), isSame),
                     (sql + " in row " + std::to_string(row)).c_str());
        }
    }
    QVERIFY(count < kUsual || rowsSeen > count);
}

QTEST_GUILESS_MAIN(TestQueryDifferential)
#include "tst_querydifferential.moc"
