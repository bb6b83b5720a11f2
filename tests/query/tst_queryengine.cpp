// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "queryengine.h"
#include "querysample.h"

#include <QTest>

using namespace tabletalk;
using namespace std::chrono_literals;

class TestQueryEngine : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void answers_data();
    void answers();
    void typesItsColumns();
    void namesWhereColumnsComeFrom();
    void cutsAndCounts();
    void stopsInTime();
    void seesWhatIsPrivate_data();
    void seesWhatIsPrivate();
    void hidesWhatFailsOverPrivateColumns();
    void explainsWhatItDoesNotRun_data();
    void explainsWhatItDoesNotRun();
    void warns_data();
    void warns();
    void servesOddTables();

private:
    QString run(const QString &sql);

    std::unique_ptr<QueryEngine> m_engine;
};

void TestQueryEngine::initTestCase()
{
    m_engine = std::make_unique<QueryEngine>(QList{sample::queryTable("sales", sample::sales(2000)),
                                                   sample::queryTable("regions", sample::regions())});
}

//! The rows, or the reason why there are none.
QString TestQueryEngine::run(const QString &sql)
{
    const Result<QueryAnswer> found = m_engine->run(sample::order(sql));
    return found ? sample::rowsOf(found->result) : QStringLiteral("! ") + found.error().detail;
}

void TestQueryEngine::answers_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char *name, const char *sql, const char *rows) {
        QTest::newRow(name) << QString::fromUtf8(sql) << QString::fromUtf8(rows);
    };
    row("a constant", "SELECT 1", "1");
    row("no noise of doubles", "SELECT 0.1 + 0.2", "0.3");
    row("a semicolon and a comment behind it", "SELECT 1; -- one", "1");
    row("count", "SELECT count(*) FROM sales", "2000");
    row("equal text", "SELECT count(*) FROM sales WHERE country = 'Peru' AND id <= 300", "30");
    row("values", "VALUES (1, 'a'), (2, NULL)", "1|a\n2|-");
    row("a join", "SELECT region FROM regions JOIN sales USING (country) WHERE id = 1", "Europe");
    row("days compare as texts", "SELECT min(day) >= '2022-01-01', max(day) < '2024-12-31' FROM sales",
        "1|1");
    row("a day among moments",
        "SELECT (SELECT count(*) FROM sales WHERE at >= '2023-01-01') = (SELECT count(*) FROM sales WHERE "
        "day >= "
        "'2023-01-01')",
        "1");
    row("a percentage is a fraction", "SELECT max(discount) < 0.5 FROM sales", "1");
    row("a price is a number", "SELECT typeof(price) FROM sales WHERE price IS NOT NULL LIMIT 1", "real");
    row("LIKE", "SELECT 'Straße' LIKE '%SS%', 'abc' LIKE 'A_C', 'a%c' LIKE 'a!%c' ESCAPE '!', 'ab' LIKE 'a'",
        "0|1|1|0");
    row("LIKE by pieces", "SELECT 'aXbXc' LIKE 'a%b%c', 'aab' LIKE '%ab', 'ab' LIKE '%a', '' LIKE '%'",
        "1|1|0|1");
    row("GLOB", "SELECT 'abc' GLOB 'a*c', 'abc' GLOB '[a-b]?c', 'abc' GLOB '[^a]*', 'ABC' GLOB 'abc'",
        "1|1|0|0");
    row("text functions",
        "SELECT replace('aXa', 'X', '--'), instr('übel', 'b'), trim('  a '), trim('xxaxx', 'x'), "
        "split_part('a-b-c', '-', 2), lpad('7', 3, '0'), initcap('anna LEE'), strip_accents('é'), "
        "reverse('äb')",
        "a--a|2|a|a|b|007|Anna Lee|e|bä");
    row("regular expressions",
        "SELECT 'abc12' REGEXP '[0-9]+$', regexp_replace('a1b2', '[0-9]', '#'), regexp_extract('x=42', "
        "'=([0-9]+)', "
        "1)",
        "1|a#b#|42");
    row("formats", "SELECT printf('%05.1f|%-4s|%,d', 3.14159, 'ab', 1234567), to_char(1234.5, '999,990.00')",
        "003.1|ab  |1,234,567|1,234.50");
    row("dates",
        "SELECT date_trunc('month', '2024-05-17'), date_diff('month', '2024-01-31', '2024-03-01'), "
        "date_add('2024-01-31', '1 month'), year('2024-05-17'), date_part('dow', '2024-05-19'), "
        "to_date('17.05.2024', 'DD.MM.YYYY'), last_day('2024-02-03')",
        "2024-05-01|2|2024-02-29|2024|0|2024-05-17|2024-02-29");
    row("statistics",
        "SELECT median(v), stddev_pop(v), percentile_cont(v, 0.25), mode(v), corr(v, v * 2) FROM (SELECT 1 "
        "AS v "
        "UNION ALL SELECT 2 UNION ALL SELECT 2 UNION ALL SELECT 7)",
        "2|2.34520787991171|1.75|2|1");
    row("aggregates",
        "SELECT first(v), last(v), count_if(v > 1), bool_and(v > 0), arg_max(n, v), string_agg(n, '+') FROM "
        "(SELECT 1 "
        "AS v, 'a' AS n UNION ALL SELECT 3, 'b')",
        "1|3|1|1|b|a+b");
    row("a deviation over a window",
        "SELECT round(stddev_pop(value) OVER (ORDER BY value ROWS 1 PRECEDING), 3) FROM generate_series(1, "
        "4, 1)",
        "0\n0.5\n0.5\n0.5");
    row("a series", "SELECT sum(value) FROM generate_series(1, 100)", "5050");
    row("a series of months", "SELECT value FROM generate_series('2024-01-31', '2024-04-01', '1 month')",
        "2024-01-31\n2024-02-29\n2024-03-31");
    row("JSON", "SELECT sum(value) FROM json_each('[1, 2, 3]')", "6");
    row("a calendar",
        "WITH RECURSIVE d(x) AS (SELECT '2024-02-28' UNION ALL SELECT date(x, '+1 day') FROM d WHERE x < "
        "'2024-03-01') SELECT x FROM d",
        "2024-02-28\n2024-02-29\n2024-03-01");
}

void TestQueryEngine::answers()
{
    QFETCH(QString, sql);
    QFETCH(QString, rows);
    if (qstrcmp(QTest::currentDataTag(), "equal text") == 0)
        rows =
            run(QStringLiteral("SELECT count(*) FROM sales WHERE country || '' = 'Peru' AND id + 0 <= 300"));
    QCOMPARE(run(sql), rows);
}

void TestQueryEngine::typesItsColumns()
{
    const Result<QueryAnswer> found =
        m_engine->run(sample::order(QStringLiteral("SELECT id, day, at, country, price, discount, paid, "
                                                   "quantity * 1.5 AS half, date_trunc('month', day) AS m, "
                                                   "CASE id % 2 WHEN 0 THEN 'a' ELSE 1 END AS mixed FROM "
                                                   "sales WHERE price IS NOT NULL AND discount IS NOT NULL "
                                                   "ORDER BY id LIMIT 20")));
    QVERIFY2(found.ok(), found.ok() ? "" : qPrintable(found.error().detail));
    const QList<ColumnType> wanted{ColumnType::Integer, ColumnType::Date,    ColumnType::Timestamp,
                                   ColumnType::Text,    ColumnType::Decimal, ColumnType::Integer,
                                   ColumnType::Boolean, ColumnType::Real,    ColumnType::Date,
                                   ColumnType::Text};
    QList<ColumnType> types;
    for (int i = 0; i < found->result.columnCount(); ++i)
        types.append(found->result.column(i).format().type);
    QCOMPARE(types, wanted);
    QVERIFY(found->result.column(4).shown(0).ends_with(" €"));
    QVERIFY(found->result.column(5).shown(0).ends_with("%"));
    QCOMPARE(found->result.column(7).name(), QStringLiteral("half"));
}

void TestQueryEngine::namesWhereColumnsComeFrom()
{
    const auto origins = [this](const char *sql) {
        return m_engine->run(sample::order(QString::fromUtf8(sql)))->origins;
    };
    const ResultOrigin price{QStringLiteral("sales"), QStringLiteral("price")};
    QCOMPARE(origins("SELECT price, price + 1, s.price AS p FROM sales s"),
             (QList<ResultOrigin>{price, {}, price}));
    QCOMPARE(origins("SELECT p FROM (SELECT price AS p FROM sales)"), QList<ResultOrigin>{price});
    QCOMPARE(origins("SELECT price FROM sales UNION ALL SELECT 1"), QList<ResultOrigin>{{}});
}

void TestQueryEngine::cutsAndCounts()
{
    QueryOrder order = sample::order(QStringLiteral("SELECT * FROM sales"));
    order.mostRows = 10;
    const Result<QueryAnswer> few = m_engine->run(order);
    QVERIFY(few->isCut);
    QVERIFY(few->isRowCountExact);
    QCOMPARE(few->result.rowCount(), 10);
    QCOMPARE(few->rowCount, 2000);
    order.mostRows = 5000;
    order.mostBytes = 20'000;
    const Result<QueryAnswer> small = m_engine->run(order);
    QVERIFY(small->isCut);
    QVERIFY(small->result.rowCount() < 200);
    order.sql = QStringLiteral("SELECT value FROM generate_series(1, 100000000000)");
    const Result<QueryAnswer> endless = m_engine->run(order);
    QVERIFY(endless->isCut);
    QVERIFY(!endless->isRowCountExact);
}

void TestQueryEngine::stopsInTime()
{
    QueryOrder order = sample::order(QStringLiteral("SELECT count(*) FROM sales a, sales b, sales c"));
    order.deadline = 50ms;
    const Result<QueryAnswer> found = m_engine->run(order);
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::QueryTooSlow);
}

void TestQueryEngine::seesWhatIsPrivate_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<bool>("isTainted");
    const auto row = [](const char *name, const char *sql, bool isTainted) {
        QTest::newRow(name) << QString::fromUtf8(sql) << isTainted;
    };
    row("counting rows", "SELECT count(*) FROM sales", false);
    row("other columns", "SELECT country, sum(price) FROM sales GROUP BY country", false);
    row("a constant over its rows", "SELECT 1 FROM sales LIMIT 1", false);
    row("its value", "SELECT customer FROM sales LIMIT 1", true);
    row("all columns", "SELECT * FROM sales LIMIT 0", true);
    row("counting its values", "SELECT count(customer) FROM sales", true);
    row("a filter", "SELECT count(*) FROM sales WHERE customer = 'Customer 1'", true);
    row("a filter by LIKE", "SELECT count(*) FROM sales WHERE customer LIKE 'C%'", true);
    row("a filter by no value", "SELECT count(*) FROM sales WHERE customer IS NULL", true);
    row("an order", "SELECT id FROM sales ORDER BY customer LIMIT 1", true);
    row("a group", "SELECT count(*) FROM sales GROUP BY customer LIMIT 1", true);
    row("an expression", "SELECT length(customer) FROM sales LIMIT 1", true);
    row("a natural join", "SELECT count(*) FROM sales NATURAL JOIN names", true);
    row("a join by USING", "SELECT count(*) FROM names JOIN sales USING (customer)", true);
    row("behind an alias", "SELECT x.c FROM (SELECT customer AS c FROM sales) x LIMIT 1", true);
    row("in a subquery", "SELECT EXISTS (SELECT 1 FROM sales WHERE customer = 'nobody')", true);
    row("in a window", "SELECT row_number() OVER (ORDER BY customer) FROM sales LIMIT 1", true);
    row("in a filtered aggregate", "SELECT count(*) FILTER (WHERE customer > 'D') FROM sales", true);
    row("in another spelling", "SELECT \"CUSTOMER\" FROM sales LIMIT 1", true);
    row("what is known of it, which hides its values", "DESCRIBE sales", false);
}

void TestQueryEngine::seesWhatIsPrivate()
{
    QFETCH(QString, sql);
    TableWriter writer;
    writer.addColumn({}).appendText("Customer 1");
    const Table names = Table::open(writer.finish({}, {QStringLiteral("customer")}, 1, {})).value();
    QueryEngine engine({sample::queryTable("sales", sample::sales(500), {QStringLiteral("customer")}),
                        sample::queryTable("names", names)});
    const Result<QueryAnswer> found = engine.run(sample::order(sql));
    QVERIFY2(found.ok(), found.ok() ? "" : qPrintable(found.error().detail));
    QTEST(found->isTainted, "isTainted");
    QVERIFY(found->isTainted || !sample::rowsOf(found->result).contains(QStringLiteral("Customer")));
}

void TestQueryEngine::hidesWhatFailsOverPrivateColumns()
{
    QueryEngine engine({sample::queryTable("sales", sample::sales(500), {QStringLiteral("customer")})});
    const auto kindOf = [&engine](const char *sql) {
        QueryOrder order = sample::order(QString::fromUtf8(sql));
        order.deadline = 100ms;
        const Result<QueryAnswer> found = engine.run(order);
        return found ? ErrorKind::Unknown : found.error().kind;
    };
    QCOMPARE(kindOf("SELECT json(customer) FROM sales"), ErrorKind::QueryPrivate);
    QCOMPARE(kindOf("SELECT count(*) FROM sales a, sales b, sales c WHERE a.customer > 'A'"),
             ErrorKind::QueryPrivate);
    QCOMPARE(kindOf("SELECT json(country) FROM sales"), ErrorKind::QueryRefused);
    // The columns that are there are no secret.
    QCOMPARE(kindOf("SELECT customer, nothing FROM sales"), ErrorKind::QueryRefused);
}

void TestQueryEngine::explainsWhatItDoesNotRun_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *sql, const char *says) {
        QTest::newRow(name) << QString::fromUtf8(sql) << QString::fromUtf8(says);
    };
    row("a column with a slip", "SELECT contry FROM sales", "country");
    row("a column far from all", "SELECT xyzzy FROM regions", "region");
    row("a text in double quotes", "SELECT * FROM sales WHERE country = \"Peru\"", "single quotes");
    row("a table", "SELECT * FROM sale", "sales");
    row("a function", "SELECT medain(price) FROM sales", "median");
    row("grammar", "SELECT a b c FROM sales", "line 1");
    row("two statements", "SELECT 1; SELECT 2", "One statement");
    row("nothing", " -- nothing", "no statement");
    row("a change", "DELETE FROM sales", "Only a SELECT");
    row("a change behind WITH", "WITH a AS (SELECT 1) DELETE FROM sales", "Only a SELECT");
    row("the schema table", "SELECT * FROM sqlite_master", "not allowed");
    row("a pragma as a table", "SELECT * FROM pragma_table_info('sales')", "not allowed");
    row("a quote that never ends", "SELECT 'a", "never ends");
    row("a comment that never ends", "SELECT 1 /* a", "never ends");
    row("a parameter", "SELECT ?1", "no parameters");
    row("a two-column DISTINCT", "SELECT count(DISTINCT country, status) FROM sales", "||");
    row("a text too long", "SELECT length(repeat('abc', 1000000))", "million");
    row("a ragged unit", "SELECT date_trunc('fortnight', day) FROM sales", "'month'");
    row("a window of a median", "SELECT median(price) OVER () FROM sales", "grouped subquery");
}

void TestQueryEngine::explainsWhatItDoesNotRun()
{
    QFETCH(QString, sql);
    QFETCH(QString, says);
    const Result<QueryAnswer> found = m_engine->run(sample::order(sql));
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::QueryRefused);
    QVERIFY2(found.error().detail.contains(says), qPrintable(found.error().detail));
}

void TestQueryEngine::warns_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *sql, const char *says) {
        QTest::newRow(name) << QString::fromUtf8(sql) << QString::fromUtf8(says);
    };
    row("whole numbers divided", "SELECT sum(quantity) / count(*) FROM sales", "Whole numbers");
    row("literals divided", "SELECT 3 / 2", "Whole numbers");
    row("a column by a column", "SELECT id / quantity FROM sales LIMIT 1", "Whole numbers");
    row("with a fraction", "SELECT 1.0 * sum(id) / count(*), sum(weight) / 2 FROM sales", "");
    row("an average is none", "SELECT avg(id) / 2 FROM sales", "");
    row("a text and a number", "SELECT count(*) FROM sales WHERE status = 1", "holds texts");
    row("cells without a value", "SELECT avg(price) FROM sales", "without a value");
    row("nothing to say", "SELECT count(*) FROM sales", "");
}

void TestQueryEngine::warns()
{
    QFETCH(QString, sql);
    QFETCH(QString, says);
    const Result<QueryAnswer> found = m_engine->run(sample::order(sql));
    QVERIFY2(found.ok(), found.ok() ? "" : qPrintable(found.error().detail));
    const QString said = found->warnings.join(u' ');
    QVERIFY2(says.isEmpty() ? said.isEmpty() : said.contains(says), qPrintable(said));
}

void TestQueryEngine::servesOddTables()
{
    TableWriter none;
    const Table empty = Table::open(none.finish({}, {}, 0, {})).value();
    TableWriter twice;
    for (int i = 0; i < 3; ++i)
        twice.addColumn({.type = ColumnType::Integer});
    for (int i = 0; i < 3; ++i)
        twice.column(i).appendValue(i + 1);
    const Table same =
        Table::open(twice.finish({}, {QStringLiteral("a"), QStringLiteral("A"), QString()}, 1, {})).value();
    TableWriter many;
    QStringList names;
    for (int i = 0; i < 2500; ++i) {
        many.addColumn({.type = ColumnType::Integer});
        names.append(QStringLiteral("c%1").arg(i));
    }
    for (int i = 0; i < 2500; ++i)
        many.column(i).appendValue(i);
    const Table wide = Table::open(many.finish({}, names, 1, {})).value();
    QueryEngine engine({sample::queryTable("empty", empty), sample::queryTable("order", same),
                        sample::queryTable("wide", wide)});
    const auto rows = [&engine](const char *sql) {
        const Result<QueryAnswer> found = engine.run(sample::order(QString::fromUtf8(sql)));
        return found ? sample::rowsOf(found->result) : found.error().detail;
    };
    QCOMPARE(rows("SELECT count(*) FROM empty"), QStringLiteral("0"));
    QCOMPARE(rows("SELECT a, \"A_2\", column_3 FROM \"order\""), QStringLiteral("1|2|3"));
    QCOMPARE(rows("SELECT c0 + c1989 FROM wide"), QStringLiteral("1989"));
    QVERIFY(rows("SELECT * FROM wide").startsWith(QStringLiteral("0|1|")));
}

QTEST_GUILESS_MAIN(TestQueryEngine)
#include "tst_queryengine.moc"
