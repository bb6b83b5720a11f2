// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "apikey.h"

#include <QTest>

using namespace tabletalk;

class TestApiKey : public QObject {
    Q_OBJECT
private slots:
    void takesAKeyWithoutItsSurroundings();
    void refusesWithAReason_data();
    void refusesWithAReason();
    void hintsAtAKeyWithoutShowingIt();
};

void TestApiKey::takesAKeyWithoutItsSurroundings()
{
    const auto key = parseApiKey(QStringLiteral("  sk-or-v1-0123456789abcdef\n"));
    QVERIFY(key.ok());
    QCOMPARE(key->reveal(), QByteArrayLiteral("sk-or-v1-0123456789abcdef"));
}

void TestApiKey::refusesWithAReason_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<int>("kind");
    const int invalid = int(ErrorKind::InvalidKey);
    const int family = int(ErrorKind::WrongKeyFamily);
    QTest::newRow("nothing") << " \n" << invalid;
    QTest::newRow("line break inside") << "sk-abc\r\nX-Evil: 1" << invalid;
    QTest::newRow("space inside") << "sk-abc def" << invalid;
    QTest::newRow("non-ASCII") << QString::fromUtf8("sk-abcdé") << invalid;
    QTest::newRow("zero-width space") << QString::fromUtf8("sk-abc\u200bdef") << invalid;
    QTest::newRow("NUL") << QString::fromLatin1("sk-a\0b", 6) << invalid;
    QTest::newRow("a whole page") << QString(2000, u'k') << invalid;
    QTest::newRow("public key") << "pk-lf-1234" << family;
    QTest::newRow("project secret") << "sk-lf-1234" << family;
    QTest::newRow("pair") << "pk-1234:sk-5678" << family;
}

void TestApiKey::refusesWithAReason()
{
    QFETCH(QString, pasted);
    QFETCH(int, kind);
    const auto key = parseApiKey(pasted);
    QVERIFY(!key.ok());
    QCOMPARE(int(key.error().kind), kind);
    QVERIFY(!key.error().userText.isEmpty());
    QVERIFY2(!key.error().userText.contains(u"1234"), "a refused key must not be repeated");
}

void TestApiKey::hintsAtAKeyWithoutShowingIt()
{
    QCOMPARE(Secret("sk-0123456789abcdef").hint(), QString::fromUtf8("…cdef"));
    QCOMPARE(Secret("sk-short").hint(), QString::fromUtf8("…"));
}

QTEST_GUILESS_MAIN(TestApiKey)
#include "tst_apikey.moc"
