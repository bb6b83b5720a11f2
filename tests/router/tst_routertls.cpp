// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scriptedserver.h"
#include "testcertificates.h"
#include "transcripts.h"
#include "wireprobe.h"

#include <QProcess>
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
    void readsALongAnswerToItsLastByte_data();
    void readsALongAnswerToItsLastByte();
    void refusesEveryOtherCertificate_data();
    void refusesEveryOtherCertificate();
    void trustsThePinnedCertificateAlone_data();
    void trustsThePinnedCertificateAlone();
    void refusesAServerThatSpeaksPlainly();
    void givesUpOnASilentHandshake();
    void refusesAFileWithoutCertificates();
    void refusesOldProtocols_data();
    void refusesOldProtocols();
    void matchesTheCommonNameAsQtDoes();

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

void TestRouterTls::readsALongAnswerToItsLastByte_data()
{
    QTest::addColumn<bool>("isLengthKnown");
    QTest::newRow("until the connection ends") << false;
    QTest::newRow("by its length") << true;
}

//! Faster than the window takes it, so that much is still encrypted when the connection ends.
void TestRouterTls::readsALongAnswerToItsLastByte()
{
    QFETCH(const bool, isLengthKnown);
    constexpr int kEvents = 3000;
    const QByteArray word(2000, 'x');
    const QByteArray body =
        QByteArray(R"(data: {"choices":[{"index":0,"delta":{"content":")" + word + "\"}}]}\n\n")
            .repeated(kEvents)
        + "data: {\"choices\":[{\"delta\":{\"content\":\"end\"},\"finish_reason\":\"stop\"}]}\n\n";
    HeaderLines headers{{"Content-Type", "text/event-stream"}};
    if (isLengthKnown)
        headers.append({"Content-Length", QByteArray::number(body.size())});
    ScriptedServer server;
    server.useTls(m_certificates.server("localhost"));
    QVERIFY(server.listen());
    server.expect("POST", kPath,
                  {script::Send{responseHead(200, headers)}, script::Send{body}, script::Close{}});
    WireProbe probe(requestWith(server, m_certificates.caFile()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Complete);
    QCOMPARE(probe.text().size(), kEvents * word.size() + 3);
    QVERIFY(probe.text().endsWith(u"end"));
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

void TestRouterTls::refusesOldProtocols_data()
{
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("1.0") << QStringLiteral("-tls1") << true;
    QTest::newRow("1.1") << QStringLiteral("-tls1_1") << true;
    QTest::newRow("1.2") << QStringLiteral("-tls1_2") << false;
    QTest::newRow("1.3") << QStringLiteral("-tls1_3") << false;
}

//! By a server of OpenSSL's own, which still speaks them when the system's settings are left out.
void TestRouterTls::refusesOldProtocols()
{
    QFETCH(const QString, protocol);
    QFETCH(const bool, isRefused);
    m_certificates.server("localhost");
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("OPENSSL_CONF"), QStringLiteral("/dev/null"));
    const QString weak = QStringLiteral("ALL:@SECLEVEL=0");
    QProcess server;
    server.setProcessEnvironment(environment);
    server.start(QStringLiteral("openssl"),
                 {QStringLiteral("s_server"), QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0"),
                  QStringLiteral("-key"), m_certificates.keyFile(), QStringLiteral("-cert"),
                  m_certificates.certificateFile(), QStringLiteral("-www"), protocol,
                  QStringLiteral("-cipher"), weak});
    QByteArray said;
    const auto port = [&said] {
        const qsizetype at = said.indexOf("ACCEPT 127.0.0.1:");
        const qsizetype end = at < 0 ? -1 : said.indexOf('\n', at);
        return end < 0 ? QByteArray() : said.sliced(at + 17, end - at - 17);
    };
    QTRY_VERIFY2((said += server.readAllStandardOutput(), !port().isEmpty()),
                 server.readAllStandardError().constData());

    // A client that may speak it is served, so that a refusal is ours.
    QProcess client;
    client.setProcessEnvironment(environment);
    client.start(QStringLiteral("openssl"), {QStringLiteral("s_client"), QStringLiteral("-connect"),
                                             QStringLiteral("127.0.0.1:") + QString::fromLatin1(port()),
                                             protocol, QStringLiteral("-cipher"), weak});
    QByteArray seen;
    QTRY_VERIFY((seen += client.readAllStandardOutput(), seen.contains("Cipher is")));
    client.kill();
    client.waitForFinished();
    if (seen.contains("Cipher is (NONE)"))
        QSKIP("this OpenSSL does not serve the protocol any more");

    ConnectionOptions options;
    options.deadlines = {.connect = 2s, .tls = 2s, .firstByte = 500ms};
    options.caFile = m_certificates.caFile();
    WireProbe probe(requestTo(
        Endpoint::parse(QStringLiteral("https://localhost:%1/api/v1").arg(QString::fromLatin1(port())))
            ->withConnection(options)));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.errorKind() == ErrorKind::TlsRefused, isRefused);
    server.kill();
    server.waitForFinished();
}

//! A limit that is Qt's: it takes the common name where no alternative name matches. README says so.
void TestRouterTls::matchesTheCommonNameAsQtDoes()
{
    ScriptedServer server;
    server.useTls(m_certificates.server("example.org", 2, "localhost"));
    QVERIFY(server.listen());
    server.expect("POST", kPath, answer());
    WireProbe probe(requestWith(server, m_certificates.caFile()));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Complete);
}

QTEST_GUILESS_MAIN(TestRouterTls)
#include "tst_routertls.moc"
