// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "money.h"

#include <QTest>

using namespace tabletalk;

class TestMoney : public QObject {
    Q_OBJECT
private slots:
    void readsDecimals_data();
    void readsDecimals();
    void refusesWhatIsNoAmount_data();
    void refusesWhatIsNoAmount();
    void showsFewDigits_data();
    void showsFewDigits();
    void multipliesWithoutOverflow();
};

void TestMoney::readsDecimals_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("pico");
    QTest::addColumn<QString>("decimal");
    QTest::newRow("zero") << "0" << qint64(0) << "0";
    QTest::newRow("price per token") << "0.0000025" << qint64(2'500'000) << "0.0000025";
    QTest::newRow("exponent") << "2.5e-6" << qint64(2'500'000) << "0.0000025";
    QTest::newRow("capital exponent with plus") << "1E+2" << qint64(100'000'000'000'000) << "100";
    QTest::newRow("no leading digit") << ".5" << qint64(500'000'000'000) << "0.5";
    QTest::newRow("smallest") << "1e-12" << qint64(1) << "0.000000000001";
    QTest::newRow("rounds half up") << "0.0000000000005" << qint64(1) << "0.000000000001";
    QTest::newRow("rounds down") << "0.0000000000004" << qint64(0) << "0";
    QTest::newRow("far below") << "1e-300" << qint64(0) << "0";
    QTest::newRow("a double's tail") << "0.00003000000000000001" << qint64(30'000'000) << "0.00003";
}

void TestMoney::readsDecimals()
{
    QFETCH(QString, text);
    QFETCH(qint64, pico);
    QFETCH(QString, decimal);
    const auto money = Money::fromDecimal(text);
    QVERIFY(money.has_value());
    QCOMPARE(money->picoUsd, pico);
    QCOMPARE(money->toDecimal(), decimal);
}

void TestMoney::refusesWhatIsNoAmount_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "abc", "-1", "1.2.3", "1e", "1e999", "1,5", "99999999999999", "0x10", "NaN"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestMoney::refusesWhatIsNoAmount()
{
    QFETCH(QString, text);
    QVERIFY(!Money::fromDecimal(text).has_value());
}

void TestMoney::showsFewDigits_data()
{
    QTest::addColumn<QString>("decimal");
    QTest::addColumn<QString>("shown");
    QTest::newRow("zero") << "0"
                          << "$0.00";
    QTest::newRow("dust") << "0.00003"
                          << "< $0.0001";
    QTest::newRow("part of a cent") << "0.0042"
                                    << "$0.0042";
    QTest::newRow("dollars") << "12.345"
                             << "$12.35";
}

void TestMoney::showsFewDigits()
{
    QFETCH(QString, decimal);
    QFETCH(QString, shown);
    QCOMPARE(Money::fromDecimal(decimal)->toDisplay(), shown);
}

void TestMoney::multipliesWithoutOverflow()
{
    QCOMPARE(Money{3}.times(4), std::optional(Money{12}));
    QVERIFY(!Money{qint64(1) << 60}.times(1000).has_value());
}

QTEST_GUILESS_MAIN(TestMoney)
#include "tst_money.moc"
