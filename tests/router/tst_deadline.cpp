// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deadline.h"

#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;
using namespace std::chrono_literals;

class TestDeadline : public QObject {
    Q_OBJECT
private slots:
    void passesOnceAndNotEarly();
    void isPostponed();
    void passesNoMoreWhenStopped();
    void startsAnew();
};

void TestDeadline::passesOnceAndNotEarly()
{
    Deadline deadline;
    QSignalSpy passed(&deadline, &Deadline::passed);
    QElapsedTimer clock;
    clock.start();
    deadline.start(100ms);
    QVERIFY(passed.wait());
    QVERIFY(clock.elapsed() >= 100);
    QVERIFY(!passed.wait(150));
    QCOMPARE(passed.size(), 1);
}

void TestDeadline::isPostponed()
{
    Deadline deadline;
    QSignalSpy passed(&deadline, &Deadline::passed);
    QTimer life;
    connect(&life, &QTimer::timeout, &deadline, &Deadline::postpone);
    life.start(20);
    deadline.start(400ms);
    QVERIFY(!passed.wait(1000));
    life.stop();
    QVERIFY(passed.wait(1000));
}

void TestDeadline::passesNoMoreWhenStopped()
{
    Deadline deadline;
    QSignalSpy passed(&deadline, &Deadline::passed);
    deadline.start(20ms);
    deadline.stop();
    deadline.postpone();
    QVERIFY(!passed.wait(100));
}

void TestDeadline::startsAnew()
{
    Deadline deadline;
    QSignalSpy passed(&deadline, &Deadline::passed);
    deadline.start(1h);
    deadline.start(20ms);
    QVERIFY(passed.wait());
}

QTEST_GUILESS_MAIN(TestDeadline)
#include "tst_deadline.moc"
