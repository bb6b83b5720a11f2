// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "title.h"

#include <QTest>

using namespace tabletalk;

class TestTitle : public QObject {
    Q_OBJECT
private slots:
    void isTheFirstLineThatSaysSomething_data();
    void isTheFirstLineThatSaysSomething();
    void isTheNameOfAFileWhereNothingElseIsSaid();
};

void TestTitle::isTheFirstLineThatSaysSomething_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("title");
    QTest::newRow("short") << "Hello there"
                           << "Hello there";
    QTest::newRow("blank lines and marks") << "\n\n## Sales by **region**\nrows"
                                           << "Sales by **region";
    QTest::newRow("only marks") << "---\n***"
                                << "";
    QTest::newRow("cut between words") << "Please tell me how many of the orders in this table were late"
                                       << QString::fromUtf8("Please tell me how many of the orders in this…");
    QTest::newRow("one long word") << QString(200, u'x') << QString(49, u'x') + QString::fromUtf8("…");
    QTest::newRow("emoji at the cut")
        << QString(48, u'x') + QString::fromUtf8("😀😀😀") << QString(48, u'x') + QString::fromUtf8("…");
    QTest::newRow("a pasted table") << "a\tb\tc\n1\t2\t3"
                                    << "a b c";
}

void TestTitle::isTheFirstLineThatSaysSomething()
{
    QFETCH(QString, message);
    QTEST(titleFromMessage(message), "title");
}

void TestTitle::isTheNameOfAFileWhereNothingElseIsSaid()
{
    const QList<Attachment> files{{.name = QStringLiteral("sales.csv")}, {.name = QStringLiteral("b.csv")}};
    QCOMPARE(titleFromMessage(QStringLiteral(" \n"), files), QStringLiteral("sales.csv"));
    QCOMPARE(titleFromMessage(QStringLiteral("Sum this"), files), QStringLiteral("Sum this"));
    QCOMPARE(titleFromMessage(QStringLiteral("Sum this"), {}), QStringLiteral("Sum this"));
}

QTEST_GUILESS_MAIN(TestTitle)
#include "tst_title.moc"
