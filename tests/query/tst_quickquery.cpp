// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "querysample.h"
#include "quickquery.h"

#include <QTest>

using namespace tabletalk;

//! Which statements are taken from SQLite; that both answer the same is shown by tst_querydifferential.
class TestQuickQuery : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void takes_data();
    void takes();
    void leaves_data();
    void leaves();
    void leavesSumsThatOverflow();

private:
    QueryWatch m_watch;
    ServedTables m_tables;
};

void TestQuickQuery::initTestCase()
{
    m_tables.push_back(std::make_unique<ServedTable>("sales", sample::sales(600), QStringList(), m_watch));
    m_watch.start(std::chrono::minutes(1));
}

void TestQuickQuery::takes_data()
{
    QTest::addColumn<QString>("sql");
    for (const char *sql :
         {"SELECT count(*) FROM sales",
          "SELECT country, sum(price) AS s FROM sales GROUP BY country ORDER BY s DESC",
          "SELECT category, status, count(*) FROM sales GROUP BY 1, 2 ORDER BY category LIMIT 3;",
          "SELECT substr(at, 1, 7) AS m, avg(price) FROM sales GROUP BY m",
          "SELECT substr(day, 1, 4), min(day), max(at) FROM sales GROUP BY substr(day, 1, 4)",
          "SELECT count(DISTINCT customer), median(price) FROM sales",
          "SELECT count(*) FROM sales WHERE country = 'Peru' AND quantity BETWEEN 3 AND 9 AND price >= -1.5",
          "SELECT max(weight) FROM sales WHERE note LIKE '%12%' AND discount IS NOT NULL",
          "SELECT customer, count(*) FROM sales WHERE at >= '2023-01-01' GROUP BY customer"})
        QTest::newRow(sql) << QString::fromUtf8(sql);
}

void TestQuickQuery::takes()
{
    QFETCH(QString, sql);
    const std::optional<QuickPlan> plan = quickPlan(sql.toStdString(), m_tables);
    QVERIFY(plan);
    QuickQuery query(*plan);
    QVERIFY(query.run());
    QVERIFY(query.rowCount() > 0);
}

void TestQuickQuery::leaves_data()
{
    QTest::addColumn<QString>("sql");
    for (const char *sql : {"SELECT price FROM sales",
                            "SELECT DISTINCT country FROM sales",
                            "SELECT country FROM sales ORDER BY 1",
                            "SELECT price, count(*) FROM sales GROUP BY country",
                            "SELECT sum(price + 1) FROM sales",
                            "SELECT sum(note) FROM sales",
                            "SELECT count(*) FROM sales s",
                            "SELECT count(*) FROM sales, sales",
                            "SELECT count(*) FROM sales WHERE quantity = '5'",
                            "SELECT count(*) FROM sales WHERE note > 5",
                            "SELECT count(*) FROM sales WHERE status = 'open' OR paid = 1",
                            "SELECT count(*) FROM sales WHERE NOT paid = 1",
                            "SELECT count(*) FROM sales WHERE at < '2023'",
                            "SELECT country, count(*) FROM sales GROUP BY country HAVING count(*) > 1",
                            "SELECT country, count(*) FROM sales GROUP BY country LIMIT 1",
                            "SELECT count(*) AS price, price FROM sales GROUP BY price",
                            "SELECT count(*) OVER () FROM sales",
                            "SELECT count(*) FILTER (WHERE paid) FROM sales",
                            "SELECT country, count(*) FROM sales GROUP BY country ORDER BY 2 NULLS LAST",
                            "SELECT count(*) FROM sales UNION SELECT 1",
                            "SELECT count(*) FROM sales LIMIT 1 OFFSET 1",
                            "SELECT min(note) FROM sales",
                            "SELECT weight, count(*) FROM sales GROUP BY weight"})
        QTest::newRow(sql) << QString::fromUtf8(sql);
}

void TestQuickQuery::leaves()
{
    QFETCH(QString, sql);
    QVERIFY(!quickPlan(sql.toStdString(), m_tables));
}

void TestQuickQuery::leavesSumsThatOverflow()
{
    TableWriter writer;
    ColumnWriter &column = writer.addColumn({.type = ColumnType::Integer});
    column.appendValue(std::numeric_limits<qint64>::max());
    column.appendValue(1);
    ServedTables tables;
    tables.push_back(std::make_unique<ServedTable>(
        "t", Table::open(writer.finish({}, {QStringLiteral("a")}, 2, {})).value(), QStringList(), m_watch));
    const std::optional<QuickPlan> sum = quickPlan("SELECT sum(a) FROM t", tables);
    QVERIFY(sum);
    QVERIFY(!QuickQuery(*sum).run());
    // Of such numbers, different ones are one double.
    const std::optional<QuickPlan> filtered = quickPlan("SELECT count(*) FROM t WHERE a > 5.5", tables);
    QVERIFY(filtered);
    QVERIFY(!QuickQuery(*filtered).run());
}

QTEST_GUILESS_MAIN(TestQuickQuery)
#include "tst_quickquery.moc"
