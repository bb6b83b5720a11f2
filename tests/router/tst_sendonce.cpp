// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scriptedserver.h"
#include "wireprobe.h"

using namespace tabletalk;

//! A completion is paid for by the copy: whatever a server does to the connection, it sees one.
class TestSendOnce : public QObject {
    Q_OBJECT
private slots:
    void sendsOneBody_data();
    void sendsOneBody();
};

void TestSendOnce::sendsOneBody_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<ErrorKind>("kind"); // what the failure may be called, where it is certain
    using script::Close;
    using script::Reset;
    using script::Send;
    const QByteArray head = responseHead(200, {{"Content-Type", "text/event-stream"}});
    const QByteArray chunked = responseHead(200, {{"Transfer-Encoding", "chunked"}});
    const QByteArray event = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
    QTest::newRow("FIN before the head") << Script{Close{}} << ErrorKind::ConnectionLost;
    QTest::newRow("RST before the head") << Script{Reset{}} << ErrorKind::ConnectionLost;
    QTest::newRow("FIN in the status line")
        << Script{Send{"HTTP/1.1 20"}, Close{}} << ErrorKind::ConnectionLost;
    QTest::newRow("FIN in the head") << Script{Send{head.first(30)}, Close{}} << ErrorKind::ConnectionLost;
    QTest::newRow("RST in the head") << Script{Send{head.first(30)}, Reset{}} << ErrorKind::ConnectionLost;
    QTest::newRow("FIN before the head's blank line")
        << Script{Send{head.chopped(2)}, Close{}} << ErrorKind::ConnectionLost;
    QTest::newRow("garbage for a head")
        << Script{Send{"\x16\x03\x01 what is this\r\n\r\n"}, Close{}} << ErrorKind::ConnectionLost;
    QTest::newRow("FIN after the head") << Script{Send{head}, Close{}} << ErrorKind::ConnectionLost;
    QTest::newRow("RST after the head") << Script{Send{head}, Reset{}} << ErrorKind::ConnectionLost;
    QTest::newRow("FIN after an event") << Script{Send{head}, Send{event}, Close{}} << ErrorKind::CutShort;
    QTest::newRow("FIN after a chunk")
        << Script{Send{chunked}, Send{chunk(event)}, Close{}} << ErrorKind::CutShort;
    QTest::newRow("FIN in a chunk") << Script{Send{chunked}, Send{chunk(event) + "40\r\nda"}, Close{}}
                                    << ErrorKind::CutShort;
    QTest::newRow("a chunk of no size")
        << Script{Send{chunked}, Send{chunk(event)}, Send{"zzzz\r\n"}, Close{}} << ErrorKind::CutShort;
    QTest::newRow("FIN before the promised length")
        << Script{Send{responseHead(200, {{"Content-Length", "9999"}})}, Send{event}, Close{}}
        << ErrorKind::CutShort;
    QTest::newRow("500") << Script{Send{response(500, "text/plain", "no")}} << ErrorKind::ServerFailed;
    QTest::newRow("503 and FIN") << Script{Send{response(503, "text/plain", "no", {{"Connection", "close"}})},
                                           Close{}}
                                 << ErrorKind::NoProvider;
    QTest::newRow("401 with NTLM") << Script{Send{
        response(401, "text/plain", "", {{"WWW-Authenticate", "NTLM"}})}}
                                   << ErrorKind::Unauthorized;
    QTest::newRow("401 with Basic") << Script{Send{
        response(401, "text/plain", "", {{"WWW-Authenticate", "Basic realm=\"x\""}})}}
                                    << ErrorKind::Unauthorized;
}

void TestSendOnce::sendsOneBody()
{
    QFETCH(Script, script);
    constexpr int kRepetitions = 5; // Qt's habits depend on which of two threads is faster
    for (int i = 0; i < kRepetitions; ++i) {
        ScriptedServer server;
        QVERIFY(server.listen());
        // Every further copy would be treated in the same way, and be seen.
        server.setHandler([&script](const ReceivedRequest &) { return script; });
        WireProbe probe(requestTo(server.url()));
        QVERIFY(probe.waitForEnd());
        QCOMPARE(server.requests().size(), 1);
        QVERIFY(probe.outcome().ending == CompletionOutcome::Ending::Failed
                || probe.outcome().ending == CompletionOutcome::Ending::Cut);
        QTEST(probe.errorKind(), "kind");
        QCOMPARE(probe.outcomes().size(), 1);
        QVERIFY(!probe.outcome().error->userText.contains(QString::fromLatin1(kTestKey)));
        QVERIFY(!probe.outcome().error->userText.contains(u"://"));
    }
}

QTEST_GUILESS_MAIN(TestSendOnce)
#include "tst_sendonce.moc"
