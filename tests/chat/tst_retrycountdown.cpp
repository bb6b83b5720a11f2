// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "retrycountdown.h"

#include <QSignalSpy>
#include <QTest>

using namespace tabletalk;
using namespace std::chrono_literals;
using Ending = CompletionOutcome::Ending;

namespace {

CompletionOutcome failed(ErrorKind kind, std::optional<std::chrono::seconds> wait = {})
{
    return {.ending = Ending::Failed, .error = Error{.kind = kind, .retryAfter = wait}};
}

} // namespace

class TestRetryCountdown : public QObject {
    Q_OBJECT
private slots:
    void beginsOnlyWhereNothingWasPaid_data();
    void beginsOnlyWhereNothingWasPaid();
    void triesTwice();
    void countsDown();
    void canBeStopped();
};

void TestRetryCountdown::beginsOnlyWhereNothingWasPaid_data()
{
    QTest::addColumn<CompletionOutcome>("outcome");
    QTest::addColumn<bool>("begins");
    QTest::newRow("too many requests") << failed(ErrorKind::RateLimited) << true;
    QTest::newRow("refused") << failed(ErrorKind::ConnectionRefused) << true;
    QTest::newRow("a short wait") << failed(ErrorKind::RateLimited, 60s) << true;
    QTest::newRow("a long wait") << failed(ErrorKind::RateLimited, 61s) << false;
    CompletionOutcome begun = failed(ErrorKind::RateLimited);
    begun.firstTokenMs = 1;
    QTest::newRow("after the first token") << begun << false;
    begun.firstTokenMs = 0;
    begun.ending = Ending::Cut;
    QTest::newRow("cut") << begun << false;
    QTest::newRow("stopped") << CompletionOutcome{.ending = Ending::Cancelled} << false;
    QTest::newRow("complete") << CompletionOutcome{.ending = Ending::Complete} << false;
    for (const ErrorKind kind :
         {ErrorKind::ConnectionLost, ErrorKind::Timeout, ErrorKind::ServerFailed, ErrorKind::NoProvider,
          ErrorKind::ProviderFailed, ErrorKind::EmptyAnswer, ErrorKind::TlsRefused, ErrorKind::Unauthorized})
        QTest::addRow("kind %d", int(kind)) << failed(kind) << false;
}

void TestRetryCountdown::beginsOnlyWhereNothingWasPaid()
{
    QFETCH(CompletionOutcome, outcome);
    RetryCountdown countdown;
    QTEST(countdown.begin(outcome), "begins");
    QTEST(countdown.isRunning(), "begins");
}

void TestRetryCountdown::triesTwice()
{
    RetryCountdown countdown;
    QVERIFY(countdown.begin(failed(ErrorKind::RateLimited)));
    QCOMPARE(countdown.retry(), 1);
    QVERIFY(countdown.begin(failed(ErrorKind::RateLimited)));
    QCOMPARE(countdown.retry(), 2);
    QVERIFY(!countdown.begin(failed(ErrorKind::RateLimited)));
    QVERIFY(!countdown.isRunning());
    countdown.reset();
    QVERIFY(countdown.begin(failed(ErrorKind::RateLimited)));
}

void TestRetryCountdown::countsDown()
{
    RetryCountdown countdown;
    QSignalSpy ticked(&countdown, &RetryCountdown::ticked);
    QSignalSpy elapsed(&countdown, &RetryCountdown::elapsed);
    QVERIFY(countdown.begin(failed(ErrorKind::RateLimited, 2s)));
    QCOMPARE(countdown.secondsLeft(), 2);
    QVERIFY(elapsed.isEmpty());
    QVERIFY(ticked.wait(5000));
    QCOMPARE(countdown.secondsLeft(), 1);
    QVERIFY(elapsed.wait(5000));
    QVERIFY(!countdown.isRunning());
    QCOMPARE(ticked.size(), 1);
}

void TestRetryCountdown::canBeStopped()
{
    RetryCountdown countdown;
    QSignalSpy elapsed(&countdown, &RetryCountdown::elapsed);
    QVERIFY(countdown.begin(failed(ErrorKind::ConnectionRefused, 0s)));
    countdown.stop();
    QVERIFY(!elapsed.wait(50));
}

QTEST_GUILESS_MAIN(TestRetryCountdown)
#include "tst_retrycountdown.moc"
