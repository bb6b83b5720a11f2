// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jobthread.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <future>
#include <vector>

using namespace tabletalk;

class TestJobThread : public QObject {
    Q_OBJECT
private slots:
    void runsJobsInOrder();
    void finishRunsWhatIsQueued();
    void finishWithoutJobsReturns();
    void takesJobsFromManyThreads();
    void handsJobsOnToAnotherThread();
    void runsALaterJobWhenItIsDue();
};

void TestJobThread::runsJobsInOrder()
{
    std::vector<int> seen; // read after the join
    JobThread thread;
    for (int i = 0; i < 1000; ++i)
        thread.post([&seen, i] { seen.push_back(i); });
    thread.finish();
    QCOMPARE(seen.size(), size_t(1000));
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(seen[size_t(i)], i);
}

void TestJobThread::finishRunsWhatIsQueued()
{
    int done = 0;
    std::atomic<bool> allPosted = false;
    {
        JobThread thread;
        thread.post([&allPosted] { allPosted.wait(false); });
        for (int i = 0; i < 10; ++i)
            thread.post([&done] { ++done; });
        allPosted = true;
        allPosted.notify_all();
    }
    QCOMPARE(done, 10);
}

void TestJobThread::finishWithoutJobsReturns()
{
    JobThread thread;
    thread.finish();
    thread.finish();
}

void TestJobThread::takesJobsFromManyThreads()
{
    int done = 0; // touched by the job thread alone
    JobThread thread;
    std::vector<std::thread> posters;
    posters.reserve(4);
    for (int poster = 0; poster < 4; ++poster) {
        posters.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                thread.post([&done] { ++done; });
        });
    }
    for (std::thread &poster : posters)
        poster.join();
    thread.finish();
    QCOMPARE(done, 2000);
}

void TestJobThread::handsJobsOnToAnotherThread()
{
    std::vector<int> written;
    std::vector<size_t> sizesRead;
    JobThread reader;
    JobThread writer;
    for (int i = 0; i < 200; ++i) {
        writer.post([&, i] {
            written.push_back(i);
            reader.post([&sizesRead, size = written.size()] { sizesRead.push_back(size); });
        });
    }
    writer.finish();
    reader.finish();
    QCOMPARE(sizesRead.size(), size_t(200));
    QCOMPARE(sizesRead.front(), size_t(1));
    QCOMPARE(sizesRead.back(), size_t(200));
}

void TestJobThread::runsALaterJobWhenItIsDue()
{
    using namespace std::chrono;
    std::promise<steady_clock::time_point> ran;
    JobThread thread;
    const auto before = steady_clock::now();
    constexpr milliseconds kDelay(30);
    thread.postAfter(kDelay, [&ran] { ran.set_value(steady_clock::now()); });
    QVERIFY(ran.get_future().get() - before >= kDelay);

    bool wasRun = false;
    thread.postAfter(hours(1), [&wasRun] { wasRun = true; });
    thread.post([] {});
    thread.finish(); // does not wait for it
    QVERIFY(!wasRun);
}

QTEST_GUILESS_MAIN(TestJobThread)
#include "tst_jobthread.moc"
