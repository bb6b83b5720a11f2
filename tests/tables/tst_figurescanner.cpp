// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figurescanner.h"

#include <QTest>

using namespace tabletalk;

class TestFigureScanner : public QObject {
    Q_OBJECT
private slots:
    void readsNumbers_data();
    void readsNumbers();
    void leavesOutWhatIsNoFigure_data();
    void leavesOutWhatIsNoFigure();
    void skipsWhatItIsTold();
    void knowsBothMeaningsOfASign();
};

void TestFigureScanner::readsNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("figure");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("unit");
    QTest::addColumn<int>("significant");
    QTest::newRow("plain") << "It is 1234 in all."
                           << "1234" << 1234.0 << 1.0 << 4;
    QTest::newRow("grouped") << "It is 1,234,567."
                             << "1,234,567" << 1234567.0 << 1.0 << 7;
    QTest::newRow("decimals") << "It is 1,234.50 in all"
                              << "1,234.50" << 1234.5 << 0.01 << 6;
    QTest::newRow("German") << "Es sind 1.234,5 Tonnen"
                            << "1.234,5" << 1234.5 << 0.1 << 5;
    QTest::newRow("Swiss") << "Es sind 1'234'567.8"
                           << "1'234'567.8" << 1234567.8 << 0.1 << 8;
    QTest::newRow("thin space") << QStringLiteral("Soit 1\u202F234,5") << QStringLiteral("1\u202F234,5")
                                << 1234.5 << 0.1 << 5;
    QTest::newRow("percent") << "up 12.5 % since"
                             << "12.5 %" << 12.5 << 0.1 << 3;
    QTest::newRow("percent word") << "up 12.5 percent"
                                  << "12.5 percent" << 12.5 << 0.1 << 3;
    QTest::newRow("currency") << "costs $1,250 now"
                              << "$1,250" << 1250.0 << 1.0 << 4;
    QTest::newRow("currency behind") << QStringLiteral("kostet 12,50 €.") << QStringLiteral("12,50 €") << 12.5
                                     << 0.01 << 4;
    QTest::newRow("million") << "about 3.42 million people"
                             << "3.42 million" << 3.42e6 << 1e4 << 3;
    QTest::newRow("k") << "about 450k users"
                       << "450k" << 450e3 << 1e3 << 3;
    QTest::newRow("bn") << "about $1.25bn"
                        << "$1.25bn" << 1.25e9 << 1e7 << 3;
    QTest::newRow("negative") << "a result of -42.5 points"
                              << "-42.5" << -42.5 << 0.1 << 3;
    QTest::newRow("minus sign") << QStringLiteral("a result of −42.5") << QStringLiteral("−42.5") << -42.5
                                << 0.1 << 3;
    QTest::newRow("plus") << "+4.25% on it"
                          << "+4.25%" << 4.25 << 0.01 << 3;
    QTest::newRow("zeros in front") << "it is 0.0125"
                                    << "0.0125" << 0.0125 << 0.0001 << 3;
    QTest::newRow("bracket") << "(1,234)"
                             << "1,234" << 1234.0 << 1.0 << 4;
    QTest::newRow("end") << "1,234."
                         << "1,234" << 1234.0 << 1.0 << 4;
}

void TestFigureScanner::readsNumbers()
{
    QFETCH(QString, text);
    QFETCH(QString, figure);
    QFETCH(double, value);
    QFETCH(double, unit);
    QFETCH(int, significant);
    const QList<WrittenFigure> found = writtenFigures(text);
    QCOMPARE(found.size(), 1);
    QCOMPARE(text.mid(found[0].from, found[0].to - found[0].from), figure);
    QCOMPARE(found[0].readings[0].value, value);
    QCOMPARE(found[0].readings[0].unit, unit);
    QCOMPARE(found[0].significant, significant);
}

void TestFigureScanner::leavesOutWhatIsNoFigure_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"on 2024-01-31",
                             "on 2024-01-31T14:30:00Z",
                             "on 31.01.2024",
                             "at 14:30",
                             "on 1/31/2024",
                             "at 9 am",
                             "in January 2024",
                             "on 5 May",
                             "on May 5, 2024",
                             "the 3rd one",
                             "Step 4 is",
                             "see [12]",
                             "issue #123",
                             "1. The first",
                             "2) The second",
                             "version 2.1.4",
                             "GPT-4 says",
                             "in Q3",
                             "a 3D plot",
                             "row_12 has",
                             "https://example.org/page/123",
                             "me123@example.org",
                             "the 1990s",
                             "2019-2021",
                             "2019/20",
                             "the top 5",
                             "the last 30 days",
                             "7 days",
                             "in 3 steps",
                             "24/7",
                             "1920x1080",
                             "SHA256",
                             "sections 2 and 3"})
        QTest::newRow(text) << text;
}

void TestFigureScanner::leavesOutWhatIsNoFigure()
{
    QFETCH(QString, text);
    QStringList found;
    for (const WrittenFigure &figure : writtenFigures(text))
        found.append(text.mid(figure.from, figure.to - figure.from));
    QCOMPARE(found, QStringList());
}

void TestFigureScanner::skipsWhatItIsTold()
{
    const QString text = QStringLiteral("use LIMIT 500 for 1,234 rows");
    const QList<WrittenFigure> found = writtenFigures(text, {{4, 13}});
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].readings[0].value, 1234.0);
    QCOMPARE(found[0].noun.toString(), QStringLiteral("rows"));
}

void TestFigureScanner::knowsBothMeaningsOfASign()
{
    const QList<WrittenFigure> comma = writtenFigures(u"1,234");
    QCOMPARE(comma[0].readings.size(), 2);
    QCOMPARE(comma[0].readings[1].value, 1.234);
    const QList<WrittenFigure> point = writtenFigures(u"1.234");
    QCOMPARE(point[0].readings.size(), 2);
    QCOMPARE(point[0].readings[0].value, 1.234);
    QCOMPARE(point[0].readings[1].value, 1234.0);
}

QTEST_GUILESS_MAIN(TestFigureScanner)
#include "tst_figurescanner.moc"
