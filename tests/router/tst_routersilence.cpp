// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routerinfoclient.h"
#include "scriptedserver.h"
#include "transcripts.h"
#include "wireprobe.h"

#include <QLoggingCategory>
#include <QMutex>
#include <QTcpServer>
#include <QTcpSocket>

using namespace tabletalk;
using namespace std::chrono_literals;
using Ending = CompletionOutcome::Ending;

namespace {

const QByteArray kPath = "/api/v1/chat/completions";
const HeaderLines kEventStream{{"Content-Type", "text/event-stream"}};
const QByteArray kEvent = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
const QByteArray kMessage = "a-message-that-nobody-else-may-read";
const QByteArray kHeader = "a-header-that-nobody-else-may-read";

QByteArray g_log;
QMutex g_logMutex;

void keepLog(QtMsgType, const QMessageLogContext &context, const QString &message)
{
    const QMutexLocker lock(&g_logMutex);
    g_log += QByteArray(context.category) + ' ' + message.toUtf8() + '\n';
}

} // namespace

//! What ends although the server does not, and what is not told.
class TestRouterSilence : public QObject {
    Q_OBJECT
private slots:
    void endsAHeadThatNeverEnds();
    void endsAHeadThatComesTooFast();
    void endsAWholeReplyThatTrickles();
    void waitsForAWholeReply();
    void survivesGoingAwayInAnyPhase_data();
    void survivesGoingAwayInAnyPhase();
    void logsNoSecretAtAnyLevel();
    void sendsTheExtraHeadersAndNoCookie();
    void quotesNoKeyThatAServerSendsBack();
};

void TestRouterSilence::endsAHeadThatNeverEnds()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    Script endless{script::Send{"HTTP/1.1 200 OK\r\n"}};
    for (int i = 0; i < 1000; ++i)
        endless += {script::Send{"X-More: " + QByteArray(1000, 'x') + "\r\n"}, script::Wait{5ms}};
    server.expect("POST", kPath, endless);
    WireProbe probe(requestTo(server.url(), {.firstByte = 300ms}));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.errorKind(), ErrorKind::Timeout);
    QTRY_COMPARE(server.openConnectionCount(), 0);
}

//! Read without a limit it would keep the router thread, and every other answer, for as long as it comes.
void TestRouterSilence::endsAHeadThatComesTooFast()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    const QByteArray line = "X-More: " + QByteArray(1000, 'x') + "\r\n";
    server.expect("POST", kPath, {script::Send{"HTTP/1.1 200 OK\r\n"}, script::Send{line.repeated(20'000)}});
    server.expect(
        "POST", kPath,
        {script::Send{responseHead(200, kEventStream)}, script::Send{transcripts::plain}, script::Close{}});
    const auto thread = std::make_shared<RouterThread>();
    WireProbe endless(requestTo(server.url(), {.firstByte = 1h}), shortLimits(), thread);
    QVERIFY(endless.waitForEnd());
    QCOMPARE(endless.errorKind(), ErrorKind::ReplyTooLarge);
    QTRY_COMPARE(server.openConnectionCount(), 0);
    WireProbe next(requestTo(server.url()), shortLimits(), thread);
    QVERIFY(next.waitForEnd());
    QCOMPARE(next.outcome().ending, Ending::Complete);
}

void TestRouterSilence::endsAWholeReplyThatTrickles()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    Script trickle{script::Send{responseHead(200, {{"Content-Type", "application/json"}})}};
    for (int i = 0; i < 1000; ++i)
        trickle += {script::Send{" "}, script::Wait{20ms}};
    server.expect("POST", kPath, trickle);
    CompletionRequest request = requestTo(server.url(), {.wholeReply = 400ms});
    request.stream = false;
    WireProbe probe(request);
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.errorKind(), ErrorKind::Timeout);
}

void TestRouterSilence::waitsForAWholeReply()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    const QByteArray body = R"({"choices":[{"message":{"content":"all"},"finish_reason":"stop"}]})";
    server.expect("POST", kPath,
                  {script::Wait{500ms}, script::Send{response(200, "application/json", body)}});
    // A reply that is not streamed is silent until it is there: neither of the two counts.
    CompletionRequest request =
        requestTo(server.url(), {.firstByte = 100ms, .idle = 100ms, .wholeReply = 10s});
    request.stream = false;
    WireProbe probe(request);
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Complete);
    QCOMPARE(probe.text(), QStringLiteral("all"));
}

void TestRouterSilence::survivesGoingAwayInAnyPhase_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<int>("requests"); // to be awaited before it goes
    const script::Send head{responseHead(200, kEventStream)};
    const script::Pause pause;
    QTest::newRow("before anything") << Script{} << 0;
    QTest::newRow("waiting for the head") << Script{} << 1;
    QTest::newRow("in the head") << Script{script::Send{"HTTP/1.1 200 OK\r\nX: "}, pause} << 1;
    QTest::newRow("after the head") << Script{head, pause} << 1;
    QTest::newRow("in an event") << Script{head, script::Send{kEvent.chopped(5)}, pause} << 1;
    QTest::newRow("between events") << Script{head, script::Send{kEvent}, pause} << 1;
    QTest::newRow("while much waits") << Script{head, script::Send{kEvent.repeated(100'000)}, pause} << 1;
    QTest::newRow("at the end") << Script{head, script::Send{transcripts::plain}, script::Close{}} << 1;
}

void TestRouterSilence::survivesGoingAwayInAnyPhase()
{
    QFETCH(Script, script);
    QFETCH(int, requests);
    for (const bool goesWithTheProgram : {false, true}) {
        ScriptedServer server;
        QVERIFY(server.listen());
        server.expect("POST", kPath, script);
        auto thread = std::make_shared<RouterThread>();
        auto probe = std::make_unique<WireProbe>(requestTo(server.url()), shortLimits(), thread);
        QTRY_COMPARE(server.requests().size(), requests);
        if (goesWithTheProgram) {
            thread.reset();
            probe.reset(); // takes the router thread along
        } else {
            probe.reset();
            // The thread goes on: the next request is answered as if nothing had been.
            server.expect("POST", kPath,
                          {script::Send{responseHead(200, kEventStream)}, script::Send{transcripts::plain},
                           script::Close{}});
            if (requests == 0)
                server.expect("POST", kPath,
                              {script::Send{responseHead(200, kEventStream)},
                               script::Send{transcripts::plain}, script::Close{}});
            WireProbe next(requestTo(server.url()), shortLimits(), thread);
            QVERIFY(next.waitForEnd());
        }
        QTRY_COMPARE(server.openConnectionCount(), 0);
    }
}

void TestRouterSilence::logsNoSecretAtAnyLevel()
{
    QLoggingCategory::setFilterRules(QStringLiteral("*=true"));
    const QtMessageHandler before = qInstallMessageHandler(keepLog);
    {
        ScriptedServer server;
        QVERIFY(server.listen());
        server.expect("POST", kPath,
                      {script::Send{responseHead(200, kEventStream)}, script::Send{transcripts::plain},
                       script::Close{}});
        server.expect("POST", kPath, {script::Send{response(401, "text/plain", kTestKey)}});
        server.expect("POST", kPath, {script::Close{}});
        ConnectionOptions options;
        options.deadlines = shortDeadlines();
        options.headers = {*HeaderLine::parse(QStringLiteral("X-Team: ") + QString::fromLatin1(kHeader))};
        CompletionRequest request = requestTo(Endpoint::parse(server.url())->withConnection(options));
        request.messages.first().text = QString::fromLatin1(kMessage);
        for (int i = 0; i < 3; ++i) {
            WireProbe probe(request);
            QVERIFY(probe.waitForEnd());
        }
        QCOMPARE(server.requests().size(), 3);
        QVERIFY(server.requests().first().body.contains(kMessage));
        QCOMPARE(server.requests().first().header("X-Team"), kHeader);
    }
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    const QMutexLocker lock(&g_logMutex);
    QVERIFY(g_log.contains("tabletalk.router")); // or nothing was listened to
    QVERIFY(!g_log.contains(kTestKey));
    QVERIFY(!g_log.contains(kMessage));
    QVERIFY(!g_log.contains(kHeader));
    QVERIFY(!g_log.contains(transcripts::plainText));
}

void TestRouterSilence::sendsTheExtraHeadersAndNoCookie()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.setHandler([](const ReceivedRequest &) {
        return Script{script::Send{responseHead(
                          200, {{"Content-Type", "text/event-stream"}, {"Set-Cookie", "a=b; Path=/"}})},
                      script::Send{transcripts::plain}, script::Close{}};
    });
    ConnectionOptions options;
    options.headers = {*HeaderLine::parse(QStringLiteral("User-Agent: mine")),
                       *HeaderLine::parse(QStringLiteral("X-Team: data"))};
    const auto thread = std::make_shared<RouterThread>();
    const CompletionRequest request = requestTo(Endpoint::parse(server.url())->withConnection(options));
    for (int i = 0; i < 2; ++i) {
        WireProbe probe(request, shortLimits(), thread);
        QVERIFY(probe.waitForEnd());
    }
    QCOMPARE(server.requests().size(), 2);
    for (const ReceivedRequest &received : server.requests()) {
        QVERIFY(received.header("Cookie").isEmpty());
        QCOMPARE(received.header("X-Team"), "data");
        QCOMPARE(received.header("Authorization"), "Bearer " + kTestKey);
    }
}

void TestRouterSilence::quotesNoKeyThatAServerSendsBack()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    server.expect(
        "POST", kPath,
        {script::Send{response(401, "application/json",
                               R"({"error":{"message":"Incorrect API key: )" + kTestKey + "\"}}")}});
    WireProbe probe(requestTo(server.url()));
    QVERIFY(probe.waitForEnd());
    const Error &error = *probe.outcome().error;
    QCOMPARE(error.kind, ErrorKind::Unauthorized);
    QVERIFY(error.userText.contains(u"Incorrect API key"));
    QVERIFY(!error.userText.contains(QString::fromLatin1(kTestKey)));
    QVERIFY(!error.detail.contains(QString::fromLatin1(kTestKey)));
    QVERIFY(error.nextSteps.contains(NextStep::ShowDetails));
}

QTEST_GUILESS_MAIN(TestRouterSilence)
#include "tst_routersilence.moc"
