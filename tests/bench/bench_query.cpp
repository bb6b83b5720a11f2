// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "civildate.h"
#include "queryengine.h"
#include "queryrunner.h"
#include "querysample.h"
#include "tablewriter.h"
#include "workerpool.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFutureWatcher>

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace tabletalk;

namespace {

double cpuSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

//! Ten columns as ordinary sales have them, a third of the customers different.
Table sales(qint64 rows)
{
    constexpr const char *kCountries[] = {"Germany", "France", "Italy", "Spain", "Poland", "Norway",
                                          "Sweden",  "Peru",   "Chile", "Japan", "Kenya",  "Oman"};
    constexpr const char *kStatus[] = {"open", "paid", "late"};
    sample::Dice dice(7);
    TableWriter writer;
    ColumnWriter &id = writer.addColumn({.type = ColumnType::Integer});
    ColumnWriter &at = writer.addColumn({.type = ColumnType::Timestamp});
    ColumnWriter &customer = writer.addColumn({});
    ColumnWriter &country = writer.addColumn({});
    ColumnWriter &category = writer.addColumn({});
    ColumnWriter &quantity = writer.addColumn({.type = ColumnType::Integer});
    ColumnWriter &price = writer.addColumn({.type = ColumnType::Decimal, .scale = 2});
    ColumnWriter &discount = writer.addColumn({.type = ColumnType::Decimal, .scale = 2});
    ColumnWriter &status = writer.addColumn({});
    ColumnWriter &comment = writer.addColumn({});
    const qint64 first = daysFromCivil({2020, 1, 1}) * kMicrosPerDay;
    for (qint64 row = 0; row < rows; ++row) {
        id.appendValue(row);
        at.appendValue(first + qint64(dice.below(157'000'000)) * kMicrosPerSecond);
        customer.appendText("Customer " + std::to_string(dice.below(quint64(rows) * 2 / 5 + 1)));
        country.appendText(kCountries[dice.below(12)]);
        category.appendText("Category " + std::to_string(dice.below(40)));
        quantity.appendValue(qint64(dice.below(100)));
        price.appendValue(qint64(dice.below(100'000)));
        if (dice.chance(75))
            discount.appendNull();
        else
            discount.appendValue(qint64(dice.below(5000)));
        status.appendText(kStatus[dice.below(3)]);
        comment.appendText(dice.chance(6) ? "size " + std::to_string(dice.below(20)) + ", \"red\"\nfragile"
                                          : "none");
    }
    QStringList names;
    for (const char *name : {"id", "at", "customer", "country", "category", "quantity", "price", "discount",
                             "status", "comment"})
        names.append(QString::fromLatin1(name));
    return Table::open(writer.finish({}, names, rows, {})).value();
}

struct Query {
    const char *name;
    const char *sql;
    bool isNative = true; //!< SQLite has the functions for it
};

constexpr Query kQueries[] = {
    {"Q1 count", "SELECT count(*) FROM sales"},
    {"Q2 global stats",
     "SELECT count(*), sum(quantity), avg(price), min(price), max(price), avg(discount) FROM sales"},
    {"Q3 by country", "SELECT country, count(*), sum(price), avg(quantity) FROM sales GROUP BY country"},
    {"Q4 by category, status",
     "SELECT category, status, count(*), sum(price) FROM sales GROUP BY category, status"},
    {"Q5 by month", "SELECT substr(at, 1, 7) AS m, sum(price) FROM sales GROUP BY m"},
    {"Q6 top ten rows", "SELECT id, customer, price FROM sales ORDER BY price DESC, id LIMIT 10"},
    {"Q7 sum by customer",
     "SELECT customer, sum(price) AS s FROM sales GROUP BY customer ORDER BY s DESC LIMIT 10"},
    {"Q8 filtered", "SELECT count(*), sum(price) FROM sales WHERE country = 'Peru' AND quantity > 90"},
    {"Q9 median", "SELECT median(price) FROM sales", false},
    {"Q10 correlations", "SELECT corr(price, quantity), corr(price, discount) FROM sales", false},
    {"Q11 distinct customers", "SELECT count(DISTINCT customer) FROM sales"},
    {"Q12 join", "SELECT region, sum(price) FROM sales JOIN regions USING (country) GROUP BY region"},
    {"Q13 LIKE", "SELECT count(*) FROM sales WHERE comment LIKE '%size 12%'"},
};

void load(sqlite3 *connection, const char *name, const Table &table)
{
    std::string columns;
    std::string places;
    for (int i = 0; i < table.columnCount(); ++i) {
        columns += (i > 0 ? ", " : "") + table.column(i).name().toStdString();
        places += i > 0 ? ", ?" : "?";
    }
    sqlite3_exec(connection, (std::string("CREATE TABLE ") + name + "(" + columns + ")").c_str(), nullptr,
                 nullptr, nullptr);
    sqlite3_stmt *insert = nullptr;
    sqlite3_prepare_v2(connection, (std::string("INSERT INTO ") + name + " VALUES (" + places + ")").c_str(),
                       -1, &insert, nullptr);
    sqlite3_exec(connection, "BEGIN", nullptr, nullptr, nullptr);
    for (qint64 row = 0; row < table.rowCount(); ++row) {
        for (int i = 0; i < table.columnCount(); ++i) {
            const Column &column = table.column(i);
            if (column.isNull(row)) {
                sqlite3_bind_null(insert, i + 1);
            } else if (column.format().type == ColumnType::Integer) {
                sqlite3_bind_int64(insert, i + 1, column.raw(row));
            } else if (column.format().type == ColumnType::Decimal) {
                sqlite3_bind_double(insert, i + 1, asDouble(column.format(), column.raw(row)));
            } else {
                const std::string text = column.plain(row);
                sqlite3_bind_text(insert, i + 1, text.data(), int(text.size()), SQLITE_TRANSIENT);
            }
        }
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_exec(connection, "COMMIT", nullptr, nullptr, nullptr);
    sqlite3_finalize(insert);
}

double nativeSeconds(sqlite3 *connection, const char *sql)
{
    const double begin = cpuSeconds();
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(connection, sql, -1, &statement, nullptr);
    while (sqlite3_step(statement) == SQLITE_ROW) { }
    sqlite3_finalize(statement);
    return cpuSeconds() - begin;
}

bool await(const QFuture<Result<QueryAnswer>> &future)
{
    QEventLoop loop;
    QFutureWatcher<Result<QueryAnswer>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    return future.resultCount() > 0 && future.result().ok();
}

void measureQueries(const QueryOrder &asked, bool hasNative)
{
    QElapsedTimer timer;
    timer.start();
    QueryEngine engine(asked.tables);
    std::printf("engine over the tables        %8.3f ms\n", double(timer.nsecsElapsed()) * 1e-6);
    sqlite3 *native = nullptr;
    if (hasNative) {
        sqlite3_open(":memory:", &native);
        for (const QueryTable &table : asked.tables)
            load(native, table.name.toUtf8().constData(), table.table);
    }
    double sum = 0;
    double nativeSum = 0;
    for (const Query &query : kQueries) {
        QueryOrder order = asked;
        order.sql = QString::fromUtf8(query.sql);
        order.deadline = std::chrono::minutes(5);
        const double begin = cpuSeconds();
        const Result<QueryAnswer> found = engine.run(order);
        const double seconds = cpuSeconds() - begin;
        sum += seconds;
        std::printf("%-26s %10.1f ms CPU", query.name, seconds * 1e3);
        if (!found)
            std::printf("  FAILED: %s", qPrintable(found.error().detail));
        if (native && query.isNative) {
            const double beside = nativeSeconds(native, query.sql);
            nativeSum += beside;
            std::printf("   SQLite's own table %10.1f ms   %.1fx", beside * 1e3, beside / seconds);
        }
        std::printf("\n");
    }
    std::printf("%-26s %10.1f ms CPU", "all", sum * 1e3);
    if (native)
        std::printf("   SQLite's own table %10.1f ms (without Q9 and Q10)", nativeSum * 1e3);
    std::printf("\n");
    sqlite3_close(native);
}

void measureWorker(const QueryOrder &asked)
{
    WorkerPool pool(QStringLiteral(TABLETALK_WORKER));
    QueryRunner runner(pool);
    QueryOrder order = asked;
    order.sql = QStringLiteral("SELECT 1");
    QElapsedTimer timer;
    timer.start();
    if (!await(runner.run(order)))
        std::printf("THERE IS NO ANSWER\n");
    std::printf("first answer: tables shared, worker started   %8.3f ms\n",
                double(timer.nsecsElapsed()) * 1e-6);
    constexpr int kTimes = 500;
    timer.start();
    for (int i = 0; i < kTimes; ++i)
        await(runner.run(order));
    std::printf("round trip                                    %8.3f ms\n",
                double(timer.nsecsElapsed()) * 1e-6 / kTimes);
    double sum = 0;
    constexpr int kKills = 20;
    for (int i = 0; i < kKills; ++i) {
        QueryOrder endless = order;
        endless.sql = QStringLiteral("SELECT count(*) FROM sales a, sales b, sales c");
        QFuture<Result<QueryAnswer>> future = runner.run(endless);
        timer.start();
        future.cancel();
        await(runner.run(order));
        sum += double(timer.nsecsElapsed()) * 1e-6;
    }
    std::printf("killed, replaced and answered                 %8.3f ms\n", sum / kKills);
}

} // namespace

//! bench_query [rows] [--native]: the queries of ordinary analysis, and what the helper process adds.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    constexpr qint64 kUsual = 100'000;
    const qint64 rows = argc > 1 ? std::atoll(argv[1]) : kUsual;
    const bool hasNative = argc > 2 ? QByteArray(argv[2]) == "--native" : rows <= kUsual;
    const double begin = cpuSeconds();
    const Table table = sales(rows);
    std::printf("%lld rows, %.1f MB, made in %.1f s\n", static_cast<long long>(rows),
                double(table.block().size()) / 1e6, cpuSeconds() - begin);
    QueryOrder order;
    order.tables = {sample::queryTable("sales", table), sample::queryTable("regions", sample::regions())};
    measureQueries(order, hasNative);
    measureWorker(order);
    return EXIT_SUCCESS;
}
