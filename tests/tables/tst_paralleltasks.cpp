// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "paralleltasks.h"

#include <QTest>

#include <atomic>
#include <stdexcept>

using namespace tabletalk;

class TestParallelTasks : public QObject {
    Q_OBJECT
private slots:
    void doesEachTaskOnce_data();
    void doesEachTaskOnce();
    void worksWhileTheOwnerDoesSomethingElse();
    void throwsWhatATaskThrows_data() { doesEachTaskOnce_data(); }
    void throwsWhatATaskThrows();
    void abandonsWhatHasNotBegun();
};

void TestParallelTasks::doesEachTaskOnce_data()
{
    QTest::addColumn<int>("threads");
    QTest::newRow("alone") << 0;
    QTest::newRow("one") << 1;
    QTest::newRow("three") << 3;
}

void TestParallelTasks::doesEachTaskOnce()
{
    QFETCH(int, threads);
    ParallelTasks tasks(threads);
    for (const size_t count : {size_t(0), size_t(1), size_t(1000)}) {
        std::vector<std::atomic<int>> done(count);
        tasks.run(count, [&done](size_t i) { ++done[i]; });
        for (const std::atomic<int> &times : done)
            QCOMPARE(times.load(), 1);
    }
}

void TestParallelTasks::worksWhileTheOwnerDoesSomethingElse()
{
    ParallelTasks tasks(1);
    std::atomic<int> done = 0;
    tasks.begin(10, [&done](size_t) { ++done; });
    QTRY_COMPARE(done.load(), 10);
    tasks.finish();
    QCOMPARE(done.load(), 10);
}

void TestParallelTasks::throwsWhatATaskThrows()
{
    QFETCH(int, threads);
    ParallelTasks tasks(threads);
    const auto fail = [](size_t i) {
        if (i == 3)
            throw std::runtime_error("three");
    };
    QVERIFY_EXCEPTION_THROWN(tasks.run(100, fail), std::runtime_error);
    std::atomic<int> done = 0;
    tasks.run(5, [&done](size_t) { ++done; });
    QCOMPARE(done.load(), 5);
}

void TestParallelTasks::abandonsWhatHasNotBegun()
{
    ParallelTasks tasks;
    int done = 0;
    tasks.begin(5, [&done](size_t) { ++done; });
    tasks.abandon();
    tasks.finish();
    QCOMPARE(done, 0);
}

QTEST_GUILESS_MAIN(TestParallelTasks)
#include "tst_paralleltasks.moc"
