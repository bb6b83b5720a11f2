// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scriptedserver.h"
#include "testcertificates.h"
#include "wireprobe.h"

#include <QSslSocket>

#include <algorithm>
#include <vector>

using namespace tabletalk;

//! A completion is paid for by the copy: whatever a server does to the connection, it sees one.
//! TABLETALK_MATRIX is the number of requests per row, 20 unless it says otherwise.
class TestSendOnce : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_hasCertificates = QSslSocket::supportsSsl() && m_certificates.make(); }
    void sendsOneBody_data() { addRows(); }
    void sendsOneBody() { sendAll(false); }
    void sendsOneBodyEncrypted_data() { addRows(); }
    void sendsOneBodyEncrypted()
    {
        if (!m_hasCertificates)
            QSKIP("no openssl to make certificates with");
        sendAll(true);
    }

private:
    static void addRows();
    void sendAll(bool isEncrypted);

    TestCertificates m_certificates;
    bool m_hasCertificates = false;
};

void TestSendOnce::addRows()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<ErrorKind>("kind");
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
        << Script{Send{"\x16\x03\x01 what is this\r\n\r\n"}, Close{}} << ErrorKind::NotTheRouter;
    QTest::newRow("an interim head and FIN")
        << Script{Send{"HTTP/1.1 103 Early Hints\r\n\r\n"}, Close{}} << ErrorKind::ConnectionLost;
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

void TestSendOnce::sendAll(bool isEncrypted)
{
    QFETCH(Script, script);
    QFETCH(ErrorKind, kind);
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue("TABLETALK_MATRIX", &isSet);
    const int repetitions = isSet ? std::max(asked, 1) : 20;
    constexpr int kAtOnce = 10;

    ScriptedServer server;
    if (isEncrypted)
        server.useTls(m_certificates.server("localhost"));
    QVERIFY(server.listen());
    // Every further copy would be treated in the same way, and be seen.
    server.setHandler([&script](const ReceivedRequest &) { return script; });
    ConnectionOptions options;
    options.deadlines = shortDeadlines();
    options.caFile = isEncrypted ? m_certificates.caFile() : QString();
    const CompletionRequest request = requestTo(Endpoint::parse(server.url())->withConnection(options));
    const auto thread = std::make_shared<RouterThread>();

    for (int sent = 0; sent < repetitions; sent += kAtOnce) {
        std::vector<std::unique_ptr<WireProbe>> probes;
        for (int i = sent; i < std::min(sent + kAtOnce, repetitions); ++i)
            probes.push_back(std::make_unique<WireProbe>(request, shortLimits(), thread));
        for (const auto &probe : probes) {
            QVERIFY(probe->waitForEnd());
            QVERIFY(probe->outcome().ending == CompletionOutcome::Ending::Failed
                    || probe->outcome().ending == CompletionOutcome::Ending::Cut);
            QCOMPARE(probe->errorKind(), kind);
            QCOMPARE(probe->outcomes().size(), 1);
            QVERIFY(!probe->outcome().error->userText.contains(QString::fromLatin1(kTestKey)));
            QVERIFY(!probe->outcome().error->userText.contains(u"://"));
        }
    }
    QCOMPARE(server.requests().size(), repetitions);
}

QTEST_GUILESS_MAIN(TestSendOnce)
#include "tst_sendonce.moc"
