// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scriptedserver.h"
#include "testcertificates.h"
#include "transcripts.h"
#include "wireprobe.h"

#include <QSslSocket>

using namespace tabletalk;
using namespace std::chrono_literals;
using Ending = CompletionOutcome::Ending;

namespace {

const QByteArray kPath = "/api/v1/chat/completions";

Script answer()
{
    return {script::Send{responseHead(200, {{"Content-Type", "text/event-stream"}})},
            script::Send{transcripts::plain}, script::Close{}};
}

CompletionRequest requestWith(const ScriptedServer &server, const QString &caFile, const QByteArray &pin = {})
{
    ConnectionOptions options;
    options.deadlines = shortDeadlines();
    options.caFile = caFile;
    options.pinnedFingerprint = pin;
    return requestTo(Endpoint::parse(server.url())->withConnection(options));
}

} // namespace

//! Who is trusted, and that nobody else is sent a byte of the request.
class TestRouterTls : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void trustsAnAuthorityOfOnesOwn();
    void refusesEveryOtherCertificate_data();
    void refusesEveryOtherCertificate();
    void trustsThePinnedCertificateAlone_data();
    void trustsThePinnedCertificateAlone();
    void refusesAServerThatSpeaksPlainly();
    void givesUpOnASilentHandshake();
    void refusesAFileWithoutCertificates();

private:
    TestCertificates m_certificates;
};

void TestRouterTls::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS here");
    if (!m_certificates.make())
        QSKIP("no openssl to make certificates with");
}

void TestRouterTls::trustsAnAuthorityOfOnesOwn()
{
    ScriptedServer server;
    server.useTls(m_certificates.server("localhost"));
    QVERIFY(server.listen());
    server.expect("POST", kPath, answer());
    WireProbe probe(requestWith(server, m_certificates.caFile()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Complete);
    QCOMPARE(probe.text(), QString::fromUtf8(transcripts::plainText));
    QCOMPARE(server.requests().first().header("Authorization"), "Bearer " + kTestKey);
}

void TestRouterTls::refusesEveryOtherCertificate_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("days");
    QTest::addColumn<bool>("isAuthorityKnown");
    QTest::newRow("nobody knows who signed it") << QByteArray("localhost") << 2 << false;
    QTest::newRow("for another host") << QByteArray("example.org") << 2 << true;
    QTest::newRow("expired") << QByteArray("localhost") << -1 << true;
}

void TestRouterTls::refusesEveryOtherCertificate()
{
    QFETCH(QByteArray, host);
    QFETCH(int, days);
    QFETCH(bool, isAuthorityKnown);
    ScriptedServer server;
    server.useTls(m_certificates.server(host, days));
    QVERIFY(server.listen());
    WireProbe probe(requestWith(server, isAuthorityKnown ? m_certificates.caFile() : QString()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.errorKind(), ErrorKind::TlsRefused);
    QVERIFY(probe.outcome().error->userText.contains(u"certificate"));
    QCOMPARE(server.requests().size(), 0);
}

void TestRouterTls::trustsThePinnedCertificateAlone_data()
{
    QTest::addColumn<bool>("isPinRight");
    QTest::addColumn<bool>("isAuthorityKnown");
    QTest::addColumn<int>("days");
    QTest::newRow("right, and nobody knows who signed it") << true << false << 2;
    QTest::newRow("right, and expired") << true << false << -1;
    QTest::newRow("right, and otherwise trusted") << true << true << 2;
    QTest::newRow("wrong") << false << false << 2;
    // The key must not go to a server that anybody else vouches for.
    QTest::newRow("wrong, and otherwise trusted") << false << true << 2;
}

void TestRouterTls::trustsThePinnedCertificateAlone()
{
    QFETCH(bool, isPinRight);
    QFETCH(bool, isAuthorityKnown);
    QFETCH(int, days);
    const QSslConfiguration configuration = m_certificates.server("localhost", days);
    const QByteArray fingerprint = configuration.localCertificate().digest(QCryptographicHash::Sha256);
    ScriptedServer server;
    server.useTls(configuration);
    QVERIFY(server.listen());
    server.expect("POST", kPath, answer());
    WireProbe probe(requestWith(server, isAuthorityKnown ? m_certificates.caFile() : QString(),
                                isPinRight ? fingerprint : QByteArray(32, 'x')));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, isPinRight ? Ending::Complete : Ending::Failed);
    QCOMPARE(server.requests().size(), isPinRight ? 1 : 0);
    if (!isPinRight)
        QCOMPARE(probe.errorKind(), ErrorKind::TlsRefused);
}

void TestRouterTls::refusesAServerThatSpeaksPlainly()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    WireProbe probe(requestTo(QStringLiteral("https://localhost:%1/api/v1").arg(server.serverPort()),
                              {.connect = 250ms, .tls = 250ms}));
    QVERIFY(probe.waitForEnd());
    QVERIFY(probe.errorKind() == ErrorKind::TlsRefused || probe.errorKind() == ErrorKind::Timeout
            || probe.errorKind() == ErrorKind::ConnectionLost);
    QCOMPARE(probe.outcome().httpStatus, 0);
}

void TestRouterTls::givesUpOnASilentHandshake()
{
    QTcpServer server; // takes the connection and never says a word
    QVERIFY(server.listen(QHostAddress::LocalHost));
    WireProbe probe(requestTo(QStringLiteral("https://localhost:%1/api/v1").arg(server.serverPort()),
                              {.connect = 200ms, .tls = 200ms}));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.errorKind(), ErrorKind::Timeout);
}

void TestRouterTls::refusesAFileWithoutCertificates()
{
    ScriptedServer server;
    QVERIFY(server.listen());
    WireProbe probe(requestWith(server, QStringLiteral("/nonexistent/ca.pem")));
    QVERIFY(probe.outcomes().isEmpty());
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.errorKind(), ErrorKind::InvalidCaFile);
    QCOMPARE(server.connectionCount(), 0);
}

QTEST_GUILESS_MAIN(TestRouterTls)
#include "tst_routertls.moc"
