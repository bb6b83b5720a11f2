// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "queryengine.h"
#include "querysample.h"
#include "sqlrewriter.h"

#include <QTest>

using namespace tabletalk;

class TestSqlRewriter : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void rewrites_data();
    void rewrites();
    void leavesAlone_data();
    void leavesAlone();
    void runsIdioms_data();
    void runsIdioms();
    void runsAsManyAsPromised();
    void endsForAnyNesting();

private:
    QueryWatch m_watch;
    ServedTables m_tables;
    std::unique_ptr<QueryEngine> m_engine;
};

namespace {

//! How ordinary analysis is written in other dialects. What it gives, or what the refusal says.
struct Idiom {
    const char *name;
    const char *sql;
    const char *rows = nullptr; //!< nullptr: any
    const char *hint = nullptr;
};

constexpr Idiom kIdioms[] = {
    {"cast to a day", "SELECT '2024-05-17 10:00:00'::date", "2024-05-17"},
    {"cast to a number", "SELECT '3.5'::numeric * 2, '7'::int / 2.0", "7|3.5"},
    {"cast to a rounded number", "SELECT CAST('3.14159' AS DECIMAL(10, 2))", "3.14"},
    {"cast to text", "SELECT 5::varchar(10) || 'a'", "5a"},
    {"cast a day the standard way", "SELECT CAST('2024-05-17 10:00' AS DATE)", "2024-05-17"},
    {"try to cast", "SELECT TRY_CAST('x' AS DATE) IS NULL", "1"},
    {"cast to a truth", "SELECT 'yes'::boolean, CAST('f' AS BOOLEAN)", "1|0"},
    {"ILIKE", "SELECT 'Abc' ILIKE 'aB%'", "1"},
    {"EXTRACT", "SELECT EXTRACT(year FROM DATE '2024-05-17'), EXTRACT(dow FROM '2024-05-19')", "2024|0"},
    {"date literals",
     "SELECT count(*) FROM sales WHERE day >= DATE '2022-01-01' AND at < TIMESTAMP '2030-01-01'", "600"},
    {"add an interval", "SELECT DATE '2024-01-31' + INTERVAL '1 month'", "2024-02-29"},
    {"subtract an interval", "SELECT '2024-03-01'::date - INTERVAL 1 DAY", "2024-02-29"},
    {"an interval with its unit behind", "SELECT DATE '2024-01-01' + INTERVAL '3' MONTH", "2024-04-01"},
    {"an interval by a cast", "SELECT DATE '2024-01-01' - '1 week'::interval", "2023-12-25"},
    {"two intervals", "SELECT DATE '2024-01-31' + INTERVAL '1 month' - INTERVAL '1 day'", "2024-02-28"},
    {"MySQL's DATE_ADD", "SELECT DATE_ADD('2024-01-01', INTERVAL 10 DAY)", "2024-01-11"},
    {"the last days", "SELECT count(*) >= 0 FROM sales WHERE day > CURRENT_DATE - INTERVAL '30 days'", "1"},
    {"match by a sign", "SELECT 'abc' ~ '^a', 'abc' !~ '^a', 'ABC' ~* '^a', 'ABC' !~* '^a'", "1|0|1|0"},
    {"SIMILAR TO", "SELECT 'abc' SIMILAR TO 'a%'", nullptr, "REGEXP"},
    {"LEFT and RIGHT", "SELECT LEFT('abcdef', 2), RIGHT('abcdef', 3), LEFT('abc', -1)", "ab|def|ab"},
    {"FETCH FIRST", "SELECT id FROM sales ORDER BY id FETCH FIRST 2 ROWS ONLY", "1\n2"},
    {"OFFSET and FETCH", "SELECT id FROM sales ORDER BY id OFFSET 3 ROWS FETCH NEXT 2 ROWS ONLY", "4\n5"},
    {"OFFSET before LIMIT", "SELECT id FROM sales ORDER BY id OFFSET 1 LIMIT 1", "2"},
    {"TOP", "SELECT TOP 2 id FROM sales ORDER BY id", "1\n2"},
    {"TOP in a subquery", "SELECT count(*) FROM (SELECT TOP 3 id FROM sales ORDER BY id) t", "3"},
    {"a percentile within a group",
     "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY value) FROM generate_series(1, 4)", "2.5"},
    {"a percentile from above",
     "SELECT PERCENTILE_DISC(0.25) WITHIN GROUP (ORDER BY value DESC) FROM generate_series(1, 4)", "3"},
    {"MODE within a group", "SELECT MODE() WITHIN GROUP (ORDER BY v) FROM (SELECT 2 AS v UNION ALL SELECT 2)",
     "2"},
    {"GROUP BY ALL", "SELECT status, count(*) FROM sales GROUP BY ALL ORDER BY ALL"},
    {"GROUP BY a number", "SELECT status, count(*) FROM sales GROUP BY 1 ORDER BY 2 DESC"},
    {"GROUP BY an alias", "SELECT substr(day, 1, 7) AS month, sum(price) FROM sales GROUP BY month"},
    {"DESCRIBE", "DESCRIBE regions", "country|text|0|10|-|-|-\nregion|text|0|4|-|-|-"},
    {"SUMMARIZE", "SUMMARIZE sales"},
    {"all columns but one", "SELECT * EXCLUDE (region) FROM regions LIMIT 1", "Germany"},
    {"all columns EXCEPT", "SELECT * EXCEPT (country) FROM regions LIMIT 1", "Europe"},
    {"date_trunc",
     "SELECT date_trunc('quarter', DATE '2024-05-17'), date_trunc('hour', '2024-05-17 10:20:30')",
     "2024-04-01|2024-05-17 10:00:00"},
    {"DATEDIFF with a bare unit", "SELECT DATEDIFF(day, '2024-01-01', '2024-02-01')", "31"},
    {"MySQL's DATEDIFF", "SELECT DATEDIFF('2024-02-01', '2024-01-01')", "31"},
    {"subtract days", "SELECT max(day - '2022-01-01'::date) > 900 FROM sales", "1"},
    {"subtract columns", "SELECT max(at - day) < 1 FROM sales", "1"},
    {"add a number to a day", "SELECT day + 7 > day FROM sales LIMIT 1", "1"},
    {"to_char", "SELECT to_char(DATE '2024-05-17', 'YYYY-MM')", "2024-05"},
    {"DATE_FORMAT", "SELECT DATE_FORMAT('2024-05-17', '%Y/%m')", "2024/05"},
    {"strftime with the day first", "SELECT strftime(DATE '2024-05-17', '%Y')", "2024"},
    {"strptime", "SELECT strptime('17/05/2024', '%d/%m/%Y')", "2024-05-17 00:00:00"},
    {"year and month", "SELECT YEAR(day) AS y, MONTH(day) AS m, count(*) FROM sales GROUP BY y, m"},
    {"now", "SELECT now() > '2020-01-01', GETDATE() > '2020', CURDATE() > '2020'", "1|1|1"},
    {"string_agg in an order", "SELECT string_agg(value, '-' ORDER BY value DESC) FROM generate_series(1, 3)",
     "3-2-1"},
    {"GROUP_CONCAT with a separator", "SELECT GROUP_CONCAT(value SEPARATOR '/') FROM generate_series(1, 3)",
     "1/2/3"},
    {"array_agg", "SELECT array_agg(value) FROM generate_series(1, 3)", "[1,2,3]"},
    {"median and stddev", "SELECT MEDIAN(price), STDDEV(price), VAR_POP(price) FROM sales"},
    {"corr", "SELECT round(corr(value, value * 3), 6) FROM generate_series(1, 5)", "1"},
    {"count_if", "SELECT COUNT_IF(quantity > 50) = count(*) FILTER (WHERE quantity > 50) FROM sales", "1"},
    {"bool_or", "SELECT bool_or(paid), bool_and(id > 0) FROM sales", "1|1"},
    {"IF", "SELECT IF(1 > 2, 'a', 'b')", "b"},
    {"GREATEST and LEAST", "SELECT GREATEST(1, NULL, 3), LEAST(2, 1)", "3|1"},
    {"NVL and ISNULL", "SELECT NVL(NULL, 1), ISNULL(NULL, 2)", "1|2"},
    {"CONCAT", "SELECT CONCAT('a', NULL, 'b'), CONCAT_WS('-', 'a', NULL, 'b')", "ab|a-b"},
    {"SUBSTRING FROM", "SELECT SUBSTRING('abcdef' FROM 2 FOR 3), POSITION('c' IN 'abc')", "bcd|3"},
    {"TRIM FROM", "SELECT TRIM(BOTH 'x' FROM 'xax'), TRIM(LEADING '0' FROM '007')", "a|7"},
    {"regexp_replace", "SELECT regexp_replace('a1b2', '[0-9]', '', 'g')", "ab"},
    {"power", "SELECT 2 ^ 10, 3 ** 2", "1024|9"},
    {"a series", "SELECT count(*) FROM generate_series(1, 10)", "10"},
    {"safe_divide", "SELECT SAFE_DIVIDE(1, 0) IS NULL", "1"},
    {"the first of each group",
     "SELECT * FROM (SELECT id, country, row_number() OVER (PARTITION BY country ORDER BY "
     "price DESC) AS n FROM sales) WHERE n = 1"},
    {"a running sum", "SELECT id, sum(price) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) FROM sales"},
    {"a share of all",
     "SELECT country, sum(price) * 100.0 / sum(sum(price)) OVER () FROM sales GROUP BY country"},
    {"QUALIFY", "SELECT id FROM sales QUALIFY row_number() OVER (ORDER BY id) = 1", nullptr, "subquery"},
    {"ROLLUP", "SELECT country, sum(price) FROM sales GROUP BY ROLLUP(country)", nullptr, "UNION ALL"},
    {"PIVOT", "SELECT * FROM sales PIVOT (sum(price) FOR status IN ('open'))", nullptr, "FILTER"},
    {"DISTINCT ON", "SELECT DISTINCT ON (country) * FROM sales", nullptr, "row_number"},
    {"UNNEST", "SELECT * FROM UNNEST([1, 2])", nullptr, "json_each"},
};

} // namespace

void TestSqlRewriter::initTestCase()
{
    m_tables.push_back(std::make_unique<ServedTable>("sales", sample::sales(600), QStringList(), m_watch));
    m_engine = std::make_unique<QueryEngine>(QList{sample::queryTable("sales", sample::sales(600)),
                                                   sample::queryTable("regions", sample::regions())});
}

void TestSqlRewriter::rewrites_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("made");
    const auto row = [](const char *name, const char *sql, const char *made) {
        QTest::newRow(name) << QString::fromUtf8(sql) << QString::fromUtf8(made);
    };
    row("a cast of a call", "SELECT sum(a)::int", "SELECT CAST(sum(a) AS INTEGER)");
    row("a cast of a cast", "SELECT a::int::text", "SELECT CAST(CAST(a AS INTEGER) AS TEXT)");
    row("a cast of a qualified name", "SELECT t.\"a b\"::real+1", "SELECT CAST(t.\"a b\" AS REAL)+1");
    row("a cast of a window", "SELECT sum(a) OVER (PARTITION BY b)::int",
        "SELECT CAST(sum(a) OVER (PARTITION BY b) AS INTEGER)");
    row("a cast of a CASE", "SELECT CASE WHEN a THEN 1 END::int",
        "SELECT CAST(CASE WHEN a THEN 1 END AS INTEGER)");
    row("two words of a type", "SELECT a::double precision, b::timestamp with time zone",
        "SELECT CAST(a AS REAL), to_timestamp(b)");
    row("an interval of a column", "SELECT a + INTERVAL (b) day", "SELECT date_add(a, ((b) || ' day'))");
    row("a comment stays", "SELECT a /* :: */ ILIKE 'x' -- ~", "SELECT a /* :: */ LIKE 'x'");
    row("TOP in parentheses", "SELECT TOP (3) a FROM sales", "SELECT a FROM sales LIMIT (3)");
    row("= ANY of a subquery", "SELECT 1 WHERE 1 = ANY (SELECT 1)", "SELECT 1 WHERE 1 IN (SELECT 1)");
}

void TestSqlRewriter::rewrites()
{
    QFETCH(QString, sql);
    const RewrittenSql made = rewrittenSql(sql.toStdString(), m_tables);
    QCOMPARE(made.refusal, std::string());
    QTEST(QString::fromStdString(made.sql), "made");
}

void TestSqlRewriter::leavesAlone_data()
{
    QTest::addColumn<QString>("sql");
    for (const char *sql : {"SELECT '::int ILIKE ~ INTERVAL'", "SELECT \"a::b\", [left(]", "SELECT ~5, -1",
                            "SELECT count(*) * 2", "SELECT a.date, a.top FROM a LEFT JOIN b USING (x)",
                            "SELECT x AS \"GROUP BY ALL\"", "SELECT id  ,\n\tprice /* both */ FROM sales",
                            "SELECT json_extract(a, '$.b[0]')", "SELECT CAST(a AS INTEGER)",
                            "SELECT * FROM a EXCEPT SELECT * FROM b", "SELECT x'00', 1e5, 0x1F"})
        QTest::newRow(sql) << QString::fromUtf8(sql);
}

void TestSqlRewriter::leavesAlone()
{
    QFETCH(QString, sql);
    const RewrittenSql made = rewrittenSql(sql.toStdString(), m_tables);
    QCOMPARE(made.refusal, std::string());
    QCOMPARE(QString::fromStdString(made.sql), sql);
}

void TestSqlRewriter::runsIdioms_data()
{
    QTest::addColumn<const Idiom *>("idiom");
    for (const Idiom &idiom : kIdioms)
        QTest::newRow(idiom.name) << &idiom;
}

void TestSqlRewriter::runsIdioms()
{
    QFETCH(const Idiom *, idiom);
    const Result<QueryAnswer> found = m_engine->run(sample::order(QString::fromUtf8(idiom->sql)));
    if (idiom->hint) {
        QVERIFY(!found);
        QVERIFY2(found.error().detail.contains(QString::fromUtf8(idiom->hint)),
                 qPrintable(found.error().detail));
        return;
    }
    QVERIFY2(found.ok(), found.ok() ? "" : qPrintable(found.error().detail));
    QVERIFY(found->rowCount > 0);
    if (idiom->rows)
        QCOMPARE(sample::rowsOf(found->result), QString::fromUtf8(idiom->rows));
}

void TestSqlRewriter::runsAsManyAsPromised()
{
    QCOMPARE(std::size(kIdioms), size_t(72));
    const auto run =
        std::count_if(std::begin(kIdioms), std::end(kIdioms), [](const Idiom &idiom) { return !idiom.hint; });
    QVERIFY(run >= 60);
}

void TestSqlRewriter::endsForAnyNesting()
{
    // An ORDER with nothing behind it.
    for (const char *sql :
         {"SELECT string_agg(a, ',' ORDER)", "SELECT mode() WITHIN GROUP (ORDER BY)",
          "SELECT group_concat(a ORDER BY DESC SEPARATOR)", "SELECT percentile_cont(ORDER DESC)"})
        rewrittenSql(sql, m_tables);
    for (const std::string &piece :
         {std::string("("), std::string("a::int"), std::string("CASE "), std::string("- "),
          std::string("CAST("), std::string("left("), std::string("x + INTERVAL '1 day' "),
          std::string("TOP 3 "), std::string("* EXCLUDE (id) ")}) {
        std::string sql = "SELECT ";
        for (int i = 0; i < 3000; ++i)
            sql += piece;
        rewrittenSql(sql, m_tables);
    }
}

QTEST_GUILESS_MAIN(TestSqlRewriter)
#include "tst_sqlrewriter.moc"
