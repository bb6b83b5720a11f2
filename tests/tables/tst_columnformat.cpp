// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "civildate.h"
#include "columnformat.h"

#include <QDate>
#include <QTest>

#include <bit>
#include <limits>

using namespace tabletalk;

class TestColumnFormat : public QObject {
    Q_OBJECT
private slots:
    void writesValuesAsShownAndPlainly_data();
    void writesValuesAsShownAndPlainly();
    void countsDaysAsQtDoes();
};

void TestColumnFormat::writesValuesAsShownAndPlainly_data()
{
    QTest::addColumn<ColumnFormat>("format");
    QTest::addColumn<qint64>("raw");
    QTest::addColumn<QByteArray>("shown");
    QTest::addColumn<QByteArray>("plain");

    constexpr qint64 kLeast = std::numeric_limits<qint64>::min();
    ColumnFormat integer{.type = ColumnType::Integer};
    QTest::newRow("integer") << integer << qint64(-42) << QByteArray("-42") << QByteArray("-42");
    QTest::newRow("least") << integer << kLeast << QByteArray("-9223372036854775808")
                           << QByteArray("-9223372036854775808");
    ColumnFormat euro{
        .type = ColumnType::Decimal, .scale = 2, .decimalSign = ",", .groupSign = ".", .suffix = " €"};
    QTest::newRow("euro") << euro << qint64(123456) << QByteArray("1.234,56 €") << QByteArray("1234.56");
    QTest::newRow("small") << euro << qint64(-5) << QByteArray("-0,05 €") << QByteArray("-0.05");
    QTest::newRow("million") << euro << qint64(100000000) << QByteArray("1.000.000,00 €")
                             << QByteArray("1000000.00");
    ColumnFormat free{.type = ColumnType::Decimal, .scale = 3, .isFixed = false};
    QTest::newRow("shortened") << free << qint64(1500) << QByteArray("1.5") << QByteArray("1.5");
    QTest::newRow("whole") << free << qint64(2000) << QByteArray("2") << QByteArray("2");
    ColumnFormat percent{.type = ColumnType::Decimal, .scale = 3, .decimalSign = ",", .suffix = " %"};
    QTest::newRow("percent") << percent << qint64(12345) << QByteArray("12,345 %") << QByteArray("12.345%");
    ColumnFormat real{.type = ColumnType::Real};
    QTest::newRow("real") << real << std::bit_cast<qint64>(0.1) << QByteArray("0.1") << QByteArray("0.1");
    ColumnFormat german{.type = ColumnType::Date, .order = DateOrder::DayMonthYear, .dateSeparator = '.'};
    QTest::newRow("date") << german << qint64(19753) << QByteArray("31.01.2024") << QByteArray("2024-01-31");
    ColumnFormat loose{
        .type = ColumnType::Date, .order = DateOrder::MonthDayYear, .dateSeparator = '/', .isPadded = false};
    QTest::newRow("loose date") << loose << qint64(19753) << QByteArray("1/31/2024")
                                << QByteArray("2024-01-31");
    ColumnFormat stamp{.type = ColumnType::Timestamp, .scale = 3, .joint = 'T', .isUtc = true};
    QTest::newRow("before 1970") << stamp << qint64(-1000) << QByteArray("1969-12-31T23:59:59.999Z")
                                 << QByteArray("1969-12-31 23:59:59.999Z");
    ColumnFormat time{.type = ColumnType::Time, .hasSeconds = false};
    QTest::newRow("time") << time << qint64(50'700'000'000) << QByteArray("14:05") << QByteArray("14:05");
    QTest::newRow("no time") << time << kLeast << QByteArray("00:00") << QByteArray("00:00");
    ColumnFormat yes{.type = ColumnType::Boolean, .trueText = "JA", .falseText = "NEIN"};
    QTest::newRow("boolean") << yes << qint64(1) << QByteArray("JA") << QByteArray("true");
}

void TestColumnFormat::writesValuesAsShownAndPlainly()
{
    QFETCH(ColumnFormat, format);
    QFETCH(qint64, raw);
    std::string shown;
    appendShown(shown, format, raw);
    std::string plain;
    appendPlain(plain, format, raw);
    QTEST(QByteArray::fromStdString(shown), "shown");
    QTEST(QByteArray::fromStdString(plain), "plain");
}

void TestColumnFormat::countsDaysAsQtDoes()
{
    const QDate epoch(1970, 1, 1);
    for (qint64 days = -800'000; days < 800'000; days += 97) {
        const QDate expected = epoch.addDays(days);
        const CivilDate found = civilFromDays(days);
        // Qt has no year zero.
        const qint64 year = found.year <= 0 ? found.year - 1 : found.year;
        QCOMPARE(QDate(int(year), found.month, found.day), expected);
        QCOMPARE(daysFromCivil(found), days);
    }
}

QTEST_GUILESS_MAIN(TestColumnFormat)
#include "tst_columnformat.moc"
