// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "tablewriter.h"

#include <QRandomGenerator>
#include <QTest>

#include <bit>
#include <cmath>
#include <numeric>

using namespace tabletalk;

class TestColumnProfile : public QObject {
    Q_OBJECT
private slots:
    void describesNumbers();
    void describesTexts();
    void estimatesManyDistinctValues();
    void describesNothing();
    void agreesWithTheReference_data();
    void agreesWithTheReference();
};

void TestColumnProfile::describesNumbers()
{
    TableWriter writer;
    ColumnWriter &column = writer.addColumn({.type = ColumnType::Decimal, .scale = 1});
    for (int i = 0; i <= 100; ++i)
        column.appendValue(i * 10 + 5);
    column.appendNull();
    column.appendNull();
    column.spellLast("many", true);
    const std::optional<Table> table = Table::open(writer.finish({}, {}, 103, {}));
    QVERIFY(table);
    const ColumnProfile &profile = table->column(0).profile();
    QCOMPARE(profile.nulls, 2);
    QCOMPARE(profile.misfits, 1);
    QCOMPARE(profile.distinct, 101);
    QVERIFY(!profile.isDistinctEstimated);
    QCOMPARE(profile.min, QStringLiteral("0.5"));
    QCOMPARE(profile.lowerQuartile, QStringLiteral("25.5"));
    QCOMPARE(profile.median, QStringLiteral("50.5"));
    QCOMPARE(profile.upperQuartile, QStringLiteral("75.5"));
    QCOMPARE(profile.max, QStringLiteral("100.5"));
    QCOMPARE(profile.mean, QStringLiteral("50.5"));
    QVERIFY(profile.top.isEmpty());
    QCOMPARE(profile.histogram.size(), kHistogramSteps);
    QCOMPARE(std::accumulate(profile.histogram.begin(), profile.histogram.end(), qint64(0)), 101);
}

void TestColumnProfile::describesTexts()
{
    TableWriter writer;
    ColumnWriter &column = writer.addColumn({});
    for (int i = 0; i < 100; ++i)
        column.appendText(i % 4 == 0 ? "Berlin" : i % 4 == 1 ? "Rome" : "Paris");
    const std::optional<Table> table = Table::open(writer.finish({}, {}, 100, {}));
    QVERIFY(table);
    const ColumnProfile &profile = table->column(0).profile();
    QCOMPARE(profile.distinct, 3);
    const QList<ValueCount> expected{
        {QStringLiteral("Paris"), 50}, {QStringLiteral("Berlin"), 25}, {QStringLiteral("Rome"), 25}};
    QCOMPARE(profile.top, expected);
    QVERIFY(profile.min.isEmpty());
}

void TestColumnProfile::estimatesManyDistinctValues()
{
    constexpr int kRows = 2'200'000;
    TableWriter writer;
    ColumnWriter &column = writer.addColumn({.type = ColumnType::Integer});
    for (int i = 0; i < kRows; ++i)
        column.appendValue(i % 1'100'000 * qint64(1000));
    const std::optional<Table> table = Table::open(writer.finish({}, {}, kRows, {}));
    QVERIFY(table);
    const ColumnProfile &profile = table->column(0).profile();
    QVERIFY(profile.isDistinctEstimated);
    QVERIFY2(std::abs(profile.distinct - 1'100'000) < 55'000, qPrintable(QString::number(profile.distinct)));
    QCOMPARE(profile.median, QStringLiteral("550000000"));
}

void TestColumnProfile::describesNothing()
{
    TableWriter writer;
    writer.addColumn({.type = ColumnType::Real}).appendNull();
    const std::optional<Table> table = Table::open(writer.finish({}, {}, 1, {}));
    QVERIFY(table);
    QCOMPARE(table->column(0).profile(), ColumnProfile{.nulls = 1});
}

void TestColumnProfile::agreesWithTheReference_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<qint64>("span");
    QTest::addColumn<bool>("isReal");
    QTest::newRow("one value") << 1 << qint64(1) << false;
    QTest::newRow("few different") << 100'000 << qint64(300) << false;
    QTest::newRow("sorted") << 70'000 << qint64(1) * 1'000'000'000'000 << false;
    QTest::newRow("selected") << 2'300'000 << qint64(1) * 1'000'000'000'000 << false;
    QTest::newRow("doubles") << 70'000 << qint64(1'000'000) << true;
    QTest::newRow("many doubles") << 2'300'000 << qint64(1'000'000'000) << true;
}

void TestColumnProfile::agreesWithTheReference()
{
    QFETCH(int, rows);
    QFETCH(qint64, span);
    QFETCH(bool, isReal);
    TableWriter writer;
    ColumnWriter &column = writer.addColumn({.type = isReal ? ColumnType::Real : ColumnType::Integer});
    QRandomGenerator random(3);
    std::vector<double> values;
    for (int i = 0; i < rows; ++i) {
        const qint64 value = qint64(random.generate64() % quint64(span)) - span / 3;
        if (i % 13 == 5) {
            column.appendNull();
        } else {
            values.push_back(isReal ? double(value) / 7 : double(value));
            column.appendValue(isReal ? std::bit_cast<qint64>(values.back()) : value);
        }
    }
    const std::optional<Table> table = Table::open(writer.finish({}, {}, rows, {}));
    QVERIFY(table);
    const ColumnProfile &profile = table->column(0).profile();
    std::sort(values.begin(), values.end());
    const auto at = [&values](double part) {
        return values[size_t(std::llround(part * double(values.size() - 1)))];
    };
    QCOMPARE(profile.nulls, rows - qint64(values.size()));
    QCOMPARE(profile.min.toDouble(), values.front());
    QCOMPARE(profile.lowerQuartile.toDouble(), at(0.25));
    QCOMPARE(profile.median.toDouble(), at(0.5));
    QCOMPARE(profile.upperQuartile.toDouble(), at(0.75));
    QCOMPARE(profile.max.toDouble(), values.back());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
    QVERIFY(std::abs(profile.mean.toDouble() - mean) <= 1e-6 * std::max(std::abs(mean), 1.0));
    QCOMPARE(std::accumulate(profile.histogram.begin(), profile.histogram.end(), qint64(0)),
             qint64(values.size()));
    const auto different = qint64(std::unique(values.begin(), values.end()) - values.begin());
    if (profile.isDistinctEstimated)
        QVERIFY(std::abs(profile.distinct - different) * 20 < different);
    else
        QCOMPARE(profile.distinct, different);
}

QTEST_GUILESS_MAIN(TestColumnProfile)
#include "tst_columnprofile.moc"
