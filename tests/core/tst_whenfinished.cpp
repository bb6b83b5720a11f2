// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "whenfinished.h"

#include <QPromise>
#include <QTest>

using namespace tabletalk;

class TestWhenFinished : public QObject {
    Q_OBJECT
private slots:
    void callsBackLater();
    void servesSeveral();
    void forgetsADeadReceiver();
    void ignoresAFutureWithoutValue();
};

void TestWhenFinished::callsBackLater()
{
    int got = 0;
    whenFinished(QtFuture::makeReadyFuture(7), this, [&got](int value) { got = value; });
    QCOMPARE(got, 0);
    QTRY_COMPARE(got, 7);
}

void TestWhenFinished::servesSeveral()
{
    int sum = 0;
    QPromise<int> promise;
    promise.start();
    for (int i = 0; i < 2; ++i)
        whenFinished(promise.future(), this, [&sum](int value) { sum += value; });
    promise.addResult(5);
    promise.finish();
    QTRY_COMPARE(sum, 10);
}

void TestWhenFinished::forgetsADeadReceiver()
{
    bool called = false;
    QPromise<int> promise;
    promise.start();
    auto receiver = std::make_unique<QObject>();
    whenFinished(promise.future(), receiver.get(), [&called](int) { called = true; });
    receiver.reset();
    promise.addResult(1);
    promise.finish();
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void TestWhenFinished::ignoresAFutureWithoutValue()
{
    bool called = false;
    {
        QPromise<int> promise;
        promise.start();
        whenFinished(promise.future(), this, [&called](int) { called = true; });
    }
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(TestWhenFinished)
#include "tst_whenfinished.moc"
