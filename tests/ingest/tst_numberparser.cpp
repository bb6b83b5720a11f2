// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "numberparser.h"

#include <QRandomGenerator>
#include <QTest>

using namespace tabletalk;

class TestNumberParser : public QObject {
    Q_OBJECT
private slots:
    void readsNumbers_data();
    void readsNumbers();
    void leavesNamesAlone_data();
    void leavesNamesAlone();
    void readsBackEveryInteger();
    void keepsDecimalsExact();
    void movesScalesWithoutLoss();
};

void TestNumberParser::readsNumbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<char>("sign");
    QTest::addColumn<qint64>("digits");
    QTest::addColumn<int>("scale");
    QTest::newRow("integer") << QByteArray("42") << '.' << qint64(42) << 0;
    QTest::newRow("minus") << QByteArray("-42") << '.' << qint64(-42) << 0;
    QTest::newRow("true minus") << QByteArray("−42") << '.' << qint64(-42) << 0;
    QTest::newRow("zero") << QByteArray("0") << '.' << qint64(0) << 0;
    QTest::newRow("decimal") << QByteArray("0.50") << '.' << qint64(50) << 2;
    QTest::newRow("comma") << QByteArray("1.234,56") << ',' << qint64(123456) << 2;
    QTest::newRow("groups") << QByteArray("1,234,567.8") << '.' << qint64(12345678) << 1;
    QTest::newRow("thin spaces") << QByteArray("1\u202f234\u202f567") << '.' << qint64(1234567) << 0;
    QTest::newRow("no-break spaces") << QByteArray("12\u00a0345,5") << ',' << qint64(123455) << 1;
    QTest::newRow("apostrophes") << QByteArray("1'234'567.00") << '.' << qint64(123456700) << 2;
    QTest::newRow("parentheses") << QByteArray("(1,234.50)") << '.' << qint64(-123450) << 2;
    QTest::newRow("currency before") << QByteArray("$1,234.50") << '.' << qint64(123450) << 2;
    QTest::newRow("minus before currency") << QByteArray("-$5") << '.' << qint64(-5) << 0;
    QTest::newRow("minus behind currency") << QByteArray("€ -5,00") << ',' << qint64(-500) << 2;
    QTest::newRow("currency behind") << QByteArray("1.234,57 EUR") << ',' << qint64(123457) << 2;
    QTest::newRow("percent") << QByteArray("12.3%") << '.' << qint64(123) << 1;
    QTest::newRow("leading point") << QByteArray(".5") << '.' << qint64(5) << 1;
    QTest::newRow("spaces around") << QByteArray("  7 ") << '.' << qint64(7) << 0;
    QTest::newRow("fifteen digits") << QByteArray("123456789012345") << '.' << qint64(123456789012345) << 0;
    QTest::newRow("seventeen digits")
        << QByteArray("1.0253680000000001") << '.' << qint64(10253680000000001) << 16;
}

void TestNumberParser::readsNumbers()
{
    QFETCH(QByteArray, text);
    QFETCH(char, sign);
    const std::optional<ParsedNumber> number = parseNumber(text.toStdString(), sign);
    QVERIFY(number);
    QVERIFY(number->isExact);
    QTEST(number->digits, "digits");
    QTEST(number->scale, "scale");
}

void TestNumberParser::leavesNamesAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             "-",
                             "007",
                             "1234567890123456",
                             "+4912345678",
                             "1,23,456",
                             "12,34",
                             "1.2.3",
                             "1e5",
                             "0x1F",
                             "12 kg",
                             "1,234 567",
                             "€",
                             "--5",
                             "(-5)x",
                             "5 %%",
                             "1..2",
                             "NaN",
                             "inf",
                             "1 2",
                             "1234,567",
                             ",123"})
        QTest::newRow(text) << QByteArray(text);
}

void TestNumberParser::leavesNamesAlone()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseNumber(text.toStdString(), '.'));
}

void TestNumberParser::readsBackEveryInteger()
{
    QRandomGenerator random(2);
    for (int round = 0; round < 50'000; ++round) {
        const qint64 value = qint64(random.generate64() >> random.bounded(14, 64)) * (round % 2 ? 1 : -1);
        const std::string text = std::to_string(value);
        const std::optional<ParsedNumber> number = parseNumber(text, '.');
        if (std::abs(value) > 999'999'999'999'999) {
            QVERIFY(!number);
            continue;
        }
        QVERIFY(number);
        QCOMPARE(number->digits, value);
        QVERIFY(number->isPlain);
    }
}

void TestNumberParser::keepsDecimalsExact()
{
    // Any digits there are, with any number of them behind the point, come back as they were.
    QRandomGenerator random(3);
    for (int round = 0; round < 50'000; ++round) {
        const auto digits = qint64(random.generate64() % 1'000'000'000'000ull);
        const int scale = int(random.bounded(1, 10));
        std::string text = std::to_string(digits);
        if (text.size() <= size_t(scale))
            text = std::string(size_t(scale) + 1 - text.size(), '0') + text;
        text = text.substr(0, text.size() - size_t(scale)) + '.' + text.substr(text.size() - size_t(scale));
        const std::optional<ParsedNumber> number = parseNumber(text, '.');
        QVERIFY2(number, text.c_str());
        QCOMPARE(number->digits, digits);
        QCOMPARE(number->scale, scale);
        QCOMPARE(number->real, std::stod(text));
    }
}

void TestNumberParser::movesScalesWithoutLoss()
{
    const std::optional<ParsedNumber> number = parseNumber("1.50", '.');
    QVERIFY(number);
    QCOMPARE(digitsAtScale(*number, 4), std::optional<qint64>(15000));
    QCOMPARE(digitsAtScale(*number, 1), std::optional<qint64>(15));
    QCOMPARE(digitsAtScale(*number, 0), std::nullopt);
    QCOMPARE(digitsAtScale(*number, 18), std::optional<qint64>(1'500'000'000'000'000'000));
    QCOMPARE(digitsAtScale(*parseNumber("123456", '.'), 18), std::nullopt);
}

QTEST_GUILESS_MAIN(TestNumberParser)
#include "tst_numberparser.moc"
