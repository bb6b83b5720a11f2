// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "numberformat.h"

#include <QTest>

using namespace tabletalk;

class TestNumberFormat : public QObject {
    Q_OBJECT
private slots:
    void writesNumbers_data();
    void writesNumbers();
    void writesMoments_data();
    void writesMoments();
    void keepsDoubles();
};

namespace {

QString text(const std::optional<std::string> &shown)
{
    return shown ? QString::fromStdString(*shown) : QStringLiteral("(raw)");
}

} // namespace

void TestNumberFormat::writesNumbers_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *code, const char *number, const char *shown) {
        QTest::addRow("%s of %s", code, number)
            << QString::fromUtf8(code) << QString::fromUtf8(number) << QString::fromUtf8(shown);
    };
    row("General", "1.0253680000000001", "1.025368");
    row("", "-3", "-3");
    row("0", "2.5", "3");
    row("0", "0.4", "0");
    row("0", "-0.4", "0");
    row("0.00", "1.005", "1.01");
    row("0.00", "9.999", "10.00");
    row("0.00", "0.001", "0.00");
    row("0.0#", "1.5", "1.5");
    row("#.##", "0.25", ".25");
    row("#,##0", "1234567", "1,234,567");
    row("#,##0", "999.5", "1,000");
    row("000", "7", "007");
    row("0.0%", "0.12345", "12.3%");
    row("0%", "1e-3", "0%");
    row("#,##0.00 [$\u20ac-407]", "1234567.891", "1,234,567.89 \u20ac");
    row("\"$\"#,##0.00_);(\"$\"#,##0.00)", "-12.5", "($12.50)");
    row("\"$\"#,##0.00_);(\"$\"#,##0.00)", "12.5", "$12.50");
    row("0;-0;\"none\"", "0", "(raw)");
    row("#,##0\\ \"kg\"", "1500", "1,500 kg");
    row("0.00E+00", "12345", "(raw)");
    row("# ?/?", "0.5", "(raw)");
    row("#,##0,", "1234567", "(raw)");
    row("[>100]0;0.00", "5", "(raw)");
    row("yyyy-mm-dd", "45322", "(raw)");
    row("0", "nan", "(raw)");
    row("0", "1e300", "(long)");
}

void TestNumberFormat::writesNumbers()
{
    QFETCH(const QString, code);
    QFETCH(const QString, number);
    QFETCH(const QString, shown);
    const auto written = NumberFormat(code.toStdString()).shownNumber(number.toStdString());
    if (shown == QLatin1String("(long)"))
        QCOMPARE(text(written).size(), 301);
    else
        QCOMPARE(text(written), shown);
}

void TestNumberFormat::writesMoments_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("iso");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *code, const char *iso, const char *shown) {
        QTest::addRow("%s of %s", code, iso)
            << QString::fromUtf8(code) << QString::fromUtf8(iso) << QString::fromUtf8(shown);
    };
    row("DD.MM.YYYY", "2024-01-31", "31.01.2024");
    row("m/d/yy", "2024-01-05", "1/5/24");
    row("d-mmm-yy", "2024-03-05", "5-Mar-24");
    row("[$-409]d\\. mmmm yyyy;@", "2024-03-05", "5. March 2024");
    row("yyyy-mm-dd hh:mm", "2024-01-31 14:05:00", "2024-01-31 14:05");
    row("h:mm AM/PM", "00:05:00", "12:05 AM");
    row("h:mm:ss AM/PM", "13:05:09", "1:05:09 PM");
    row("mm:ss", "00:05:09", "05:09");
    row("dddd", "2024-01-31", "(raw)");
    row("[h]:mm", "10:00:00", "(raw)");
    row("0.00", "2024-01-31", "(raw)");
}

void TestNumberFormat::writesMoments()
{
    QFETCH(const QString, code);
    QFETCH(const QString, iso);
    QTEST(text(NumberFormat(code.toStdString()).shownMoment(iso.toStdString())), "shown");
}

void TestNumberFormat::keepsDoubles()
{
    QCOMPARE(shortestNumber("0.30000000000000004"), std::string("0.30000000000000004"));
    QCOMPARE(shortestNumber("0.10000000000000001"), std::string("0.1"));
    QCOMPARE(shortestNumber("12.50"), std::string("12.50"));
    QCOMPARE(shortestNumber("a text of some length"), std::string("a text of some length"));
}

QTEST_APPLESS_MAIN(TestNumberFormat)
#include "tst_numberformat.moc"
