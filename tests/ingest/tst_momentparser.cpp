// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "momentparser.h"

#include <QDate>
#include <QTest>

using namespace tabletalk;

class TestMomentParser : public QObject {
    Q_OBJECT
private slots:
    void readsMoments_data();
    void readsMoments();
    void leavesTheRestAlone_data();
    void leavesTheRestAlone();
    void agreesWithTheCalendar();
};

void TestMomentParser::readsMoments_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("hasDate");
    QTest::addColumn<qint64>("micros");
    QTest::newRow("date") << QByteArray("2024-02-29") << true << qint64(-1);
    QTest::newRow("slashes") << QByteArray("2024/2/9") << true << qint64(-1);
    QTest::newRow("German") << QByteArray("31.01.2024") << true << qint64(-1);
    QTest::newRow("American") << QByteArray("1/31/2024") << true << qint64(-1);
    QTest::newRow("time") << QByteArray("14:05") << false << qint64(50'700'000'000);
    QTest::newRow("fraction") << QByteArray("00:00:01.5") << false << qint64(1'500'000);
    QTest::newRow("both") << QByteArray("2024-01-31 00:00:02") << true << qint64(2'000'000);
    QTest::newRow("zone") << QByteArray("2024-01-31T00:00:02.000001Z") << true << qint64(2'000'001);
    QTest::newRow("offset") << QByteArray("2024-01-31T00:00:02+05:30") << true << qint64(2'000'000);
}

void TestMomentParser::readsMoments()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, micros);
    const std::optional<ParsedMoment> moment = parseMoment(text.toStdString());
    QVERIFY(moment);
    QTEST(moment->hasDate, "hasDate");
    QCOMPARE(moment->hasTime, micros >= 0);
    if (micros >= 0)
        QCOMPARE(moment->micros, micros);
}

void TestMomentParser::leavesTheRestAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "2023-02-29", "2024-13-01", "31.31.2024", "1/2/24", "2024-01", "24:00", "12:60", "1:30",
          "12:30:61", "2024-01-31x", "2024-01-31T", "2024-01-31 12", "2024-1/31", "192.168.0.1",
          "2024-01-31 12:00:00+99:00", "20240131", "12:30 pm", "1.234"})
        QTest::newRow(text) << QByteArray(text);
}

void TestMomentParser::leavesTheRestAlone()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseMoment(text.toStdString()));
}

void TestMomentParser::agreesWithTheCalendar()
{
    for (int year = 1896; year <= 2004; year += 4) {
        for (int month = 0; month <= 13; ++month) {
            for (int day = 0; day <= 32; ++day) {
                const QByteArray text = QStringLiteral("%1-%2-%3")
                                            .arg(year)
                                            .arg(month, 2, 10, QLatin1Char('0'))
                                            .arg(day, 2, 10, QLatin1Char('0'))
                                            .toLatin1();
                QCOMPARE(parseMoment(text.toStdString()).has_value(), QDate::isValid(year, month, day));
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestMomentParser)
#include "tst_momentparser.moc"
