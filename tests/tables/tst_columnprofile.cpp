// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "tablewriter.h"

#include <QTest>

using namespace tabletalk;

class TestColumnProfile : public QObject {
    Q_OBJECT
private slots:
    void describesNumbers();
    void describesTexts();
    void estimatesManyDistinctValues();
    void describesNothing();
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
        column.appendValue(i % 1'100'000);
    const std::optional<Table> table = Table::open(writer.finish({}, {}, kRows, {}));
    QVERIFY(table);
    const ColumnProfile &profile = table->column(0).profile();
    QVERIFY(profile.isDistinctEstimated);
    QVERIFY2(std::abs(profile.distinct - 1'100'000) < 55'000, qPrintable(QString::number(profile.distinct)));
    QCOMPARE(profile.median, QStringLiteral("550000"));
}

void TestColumnProfile::describesNothing()
{
    TableWriter writer;
    writer.addColumn({.type = ColumnType::Real}).appendNull();
    const std::optional<Table> table = Table::open(writer.finish({}, {}, 1, {}));
    QVERIFY(table);
    QCOMPARE(table->column(0).profile(), ColumnProfile{.nulls = 1});
}

QTEST_GUILESS_MAIN(TestColumnProfile)
#include "tst_columnprofile.moc"
