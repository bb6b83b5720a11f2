// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workerpool.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace tabletalk;
using namespace std::chrono_literals;

namespace {

WorkerQuestion question(const QByteArray &message)
{
    WorkerQuestion question;
    question.role = QStringLiteral("attack");
    question.message = message;
    return question;
}

bool isAlive(const QByteArray &pid)
{
    return ::kill(pid.toInt(), 0) == 0;
}

} // namespace

#define WAIT_FOR(future) QTRY_VERIFY_WITH_TIMEOUT((future).isFinished(), 20000)

class TestWorkerPool : public QObject {
    Q_OBJECT
private slots:
    void refusesWhatItDoesNotNeed_data();
    void refusesWhatItDoesNotNeed();
    void carriesBytesBothWays();
    void endsWhatBreaksTheRules_data();
    void endsWhatBreaksTheRules();
    void killsAtTheDeadline();
    void killsWhatNobodyWaitsFor();
    void readsEachFileInAWorkerOfItsOwn();
    void keepsAWorkerThatMayBeReused();
    void sharesLargeBytesOnce();
    void keepsWhatItWasGivenFromOtherQuestions();
    void answersManyAtOnce();
    void saysThatThereIsNoWorker();
    void refusesAMessageThatIsTooLong();
    void tellsWhoWaitsWhenItGoes();

private:
    Result<WorkerAnswer> answerOf(WorkerPool &pool, const WorkerQuestion &asked);
};

Result<WorkerAnswer> TestWorkerPool::answerOf(WorkerPool &pool, const WorkerQuestion &asked)
{
    const QFuture<Result<WorkerAnswer>> future = pool.ask(asked);
    [&future] { WAIT_FOR(future); }();
    return future.isFinished() ? future.result() : Result<WorkerAnswer>(Error{});
}

void TestWorkerPool::refusesWhatItDoesNotNeed_data()
{
    QTest::addColumn<QByteArray>("attack");
    QProcess worker;
    worker.start(QStringLiteral(ATTACK_WORKER), {QStringLiteral("list")});
    QVERIFY(worker.waitForFinished());
    const QByteArrayList attacks = worker.readAllStandardOutput().trimmed().split('\n');
    QVERIFY(attacks.size() > 10);
    for (const QByteArray &attack : attacks)
        QTest::newRow(attack.constData()) << attack;
}

void TestWorkerPool::refusesWhatItDoesNotNeed()
{
#ifdef TABLETALK_SANITIZED
    QSKIP("The filter is off where a sanitizer is on.");
#endif
    QFETCH(QByteArray, attack);
    WorkerPool pool(QStringLiteral(ATTACK_WORKER));
    const Result<WorkerAnswer> answer = answerOf(pool, question(attack));
    QVERIFY(answer);
    QCOMPARE(answer->message, QByteArray("refused"));
}

void TestWorkerPool::carriesBytesBothWays()
{
    WorkerPool pool(QStringLiteral(ATTACK_WORKER));
    WorkerQuestion asked = question("reverse");
    asked.bulk = QByteArray(700'000, '\0') + "end";
    const Result<WorkerAnswer> answer = answerOf(pool, asked);
    QVERIFY(answer);
    QCOMPARE(answer->message, QByteArray("reversed"));
    QCOMPARE(answer->bulk, QByteArray("dne") + QByteArray(700'000, '\0'));
    asked.bulk.clear();
    QCOMPARE(answerOf(pool, asked).value(), (WorkerAnswer{"reversed", {}}));
}

void TestWorkerPool::endsWhatBreaksTheRules_data()
{
    QTest::addColumn<bool>("bySanitizerToo");
    QTest::newRow("take memory") << false;
    QTest::newRow("answer at length") << true;
    QTest::newRow("crash") << true;
    QTest::newRow("send what can change") << true;
    QTest::newRow("speak nonsense") << true;
}

void TestWorkerPool::endsWhatBreaksTheRules()
{
    QFETCH(bool, bySanitizerToo);
#ifdef TABLETALK_SANITIZED
    if (!bySanitizerToo)
        QSKIP("The limit on memory is off where a sanitizer is on.");
#else
    Q_UNUSED(bySanitizerToo);
#endif
    WorkerPool pool(QStringLiteral(ATTACK_WORKER));
    WorkerQuestion asked = question(QTest::currentDataTag());
    asked.mayReuse = true;
    const Result<WorkerAnswer> answer = answerOf(pool, asked);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::WorkerFailed);
    // And the next question finds a worker that is well.
    QVERIFY(answerOf(pool, question("who")));
}

void TestWorkerPool::killsAtTheDeadline()
{
    WorkerPool pool(QStringLiteral(ATTACK_WORKER));
    WorkerQuestion who = question("who");
    who.mayReuse = true;
    const QByteArray pid = answerOf(pool, who)->message;
    WorkerQuestion asked = question("hang");
    asked.deadline = 100ms;
    const Result<WorkerAnswer> answer = answerOf(pool, asked);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::WorkerTooSlow);
    QTRY_VERIFY(!isAlive(pid));
}

void TestWorkerPool::killsWhatNobodyWaitsFor()
{
    WorkerPool pool(QStringLiteral(ATTACK_WORKER));
    WorkerQuestion who = question("who");
    who.mayReuse = true;
    const QByteArray pid = answerOf(pool, who)->message;
    QFuture<Result<WorkerAnswer>> hanging = pool.ask(question("hang"));
    QVERIFY(isAlive(pid));
    hanging.cancel();
    QTRY_VERIFY(!isAlive(pid));
    QVERIFY(answerOf(pool, who));
}

void TestWorkerPool::readsEachFileInAWorkerOfItsOwn()
{
    WorkerPool pool(QStringLiteral(ATTACK_WORKER));
    const QByteArray first = answerOf(pool, question("who"))->message;
    const QByteArray second = answerOf(pool, question("who"))->message;
    QVERIFY(first != second);
    QTRY_VERIFY(!isAlive(first));
}

void TestWorkerPool::keepsAWorkerThatMayBeReused()
{
    WorkerPool pool(QStringLiteral(ATTACK_WORKER));
    WorkerQuestion asked = question("who");
    asked.mayReuse = true;
    const QByteArray first = answerOf(pool, asked)->message;
    QCOMPARE(answerOf(pool, asked)->message, first);
}

void TestWorkerPool::sharesLargeBytesOnce()
{
    WorkerPool pool(QStringLiteral(ATTACK_WORKER));
    WorkerQuestion asked = question("what is kept");
    asked.mayReuse = true;
    asked.kept = {QByteArray(3'000'000, 'a'), "b", {}};
    const Result<WorkerAnswer> first = answerOf(pool, asked);
    QVERIFY(first);
    QCOMPARE(first->bulk, "aaa3000000 b1 0 ");
    const Result<WorkerAnswer> again = answerOf(pool, asked);
    QCOMPARE(*again, *first);
    asked.kept.append("later");
    const Result<WorkerAnswer> more = answerOf(pool, asked);
    QCOMPARE(more->message, first->message);
    QCOMPARE(more->bulk, "aaa3000000 b1 0 lat5 ");
}

void TestWorkerPool::keepsWhatItWasGivenFromOtherQuestions()
{
    WorkerPool pool(QStringLiteral(ATTACK_WORKER));
    WorkerQuestion asked = question("what is kept");
    asked.mayReuse = true;
    asked.kept = {"one", "two"};
    const QByteArray first = answerOf(pool, asked)->message;
    asked.kept = {"two"};
    const Result<WorkerAnswer> other = answerOf(pool, asked);
    QVERIFY(other->message != first);
    QCOMPARE(other->bulk, "two3 ");
    QTRY_VERIFY(!isAlive(first));
}

void TestWorkerPool::answersManyAtOnce()
{
    WorkerPool pool(QStringLiteral(ATTACK_WORKER));
    QList<QFuture<Result<WorkerAnswer>>> futures;
    for (int i = 0; i < 12; ++i) {
        WorkerQuestion asked = question("reverse");
        asked.bulk = QByteArray::number(i + 10);
        asked.mayReuse = i % 2 == 0;
        futures.append(pool.ask(asked));
    }
    for (int i = 0; i < futures.size(); ++i) {
        WAIT_FOR(futures[i]);
        const Result<WorkerAnswer> answer = futures[i].result();
        QVERIFY(answer);
        QCOMPARE(answer->bulk, QByteArray::number(i % 10) + QByteArray::number(i / 10 + 1));
    }
}

void TestWorkerPool::saysThatThereIsNoWorker()
{
    WorkerPool pool(QStringLiteral("/nowhere/tabletalk-worker"));
    const Result<WorkerAnswer> answer = answerOf(pool, question("who"));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::WorkerFailed);
}

void TestWorkerPool::refusesAMessageThatIsTooLong()
{
    WorkerPool pool(QStringLiteral(ATTACK_WORKER));
    const Result<WorkerAnswer> answer = answerOf(pool, question(QByteArray(kLongestWorkerMessage + 1, 'x')));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::WorkerFailed);
}

void TestWorkerPool::tellsWhoWaitsWhenItGoes()
{
    QFuture<Result<WorkerAnswer>> future;
    {
        WorkerPool pool(QStringLiteral(ATTACK_WORKER));
        future = pool.ask(question("hang"));
    }
    QVERIFY(future.isFinished());
    QVERIFY(!future.result());
}

QTEST_GUILESS_MAIN(TestWorkerPool)
#include "tst_workerpool.moc"
