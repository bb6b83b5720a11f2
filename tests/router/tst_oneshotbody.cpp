// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "oneshotbody.h"

#include <QTest>

using namespace tabletalk;

class TestOneShotBody : public QObject {
    Q_OBJECT
private slots:
    void isReadOnce();
    void cannotBeRewound();
    void mayBeRewoundBeforeTheFirstByte();
};

void TestOneShotBody::isReadOnce()
{
    OneShotBody body("abcdef");
    QVERIFY(!body.isSequential());
    QCOMPARE(body.size(), 6);
    QCOMPARE(body.read(4), "abcd");
    QCOMPARE(body.read(4), "ef");
    QCOMPARE(body.read(4), "");
    QVERIFY(body.atEnd());
}

void TestOneShotBody::cannotBeRewound()
{
    OneShotBody body("abcdef");
    QCOMPARE(body.read(3), "abc");
    QVERIFY(!body.seek(0));
    QVERIFY(!body.reset());
    QVERIFY(body.seek(3));
    QCOMPARE(body.readAll(), "def");
    QVERIFY(!body.reset());
    QCOMPARE(body.readAll(), "");
}

void TestOneShotBody::mayBeRewoundBeforeTheFirstByte()
{
    OneShotBody body("abc");
    QVERIFY(body.reset());
    QCOMPARE(body.readAll(), "abc");
}

QTEST_APPLESS_MAIN(TestOneShotBody)
#include "tst_oneshotbody.moc"
