// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scriptedserver.h"
#include "testcertificates.h"
#include "testproxy.h"
#include "transcripts.h"
#include "wireprobe.h"

#include <QSslSocket>

using namespace tabletalk;
using namespace std::chrono_literals;
using Ending = CompletionOutcome::Ending;

//! Through a proxy to a Router that only the proxy can find.
class TestRouterProxy : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void reachesTheRouter();
    void provesWhoItIs();
    void saysThatTheProxyWantsAPassword_data();
    void saysThatTheProxyWantsAPassword();
    void sendsOnceThroughIt();
    void givesUpOnASilentProxy();
    void namesADeadProxy();
    void takesTheSystemsProxyUnlessToldNotTo();
    void neverAsksAProxyForThisComputer();

private:
    CompletionRequest requestThrough(const ProxyOptions &proxy, const Deadlines &deadlines = shortDeadlines())
    {
        ConnectionOptions options;
        options.deadlines = deadlines;
        options.caFile = m_certificates.caFile();
        options.proxy = proxy;
        return requestTo(
            Endpoint::parse(QStringLiteral("https://router.invalid/api/v1"))->withConnection(options));
    }
    static ProxyOptions manual(const TestProxy &proxy, const QString &user = {},
                               const QByteArray &password = {})
    {
        return {.mode = ProxyOptions::Mode::Manual,
                .host = QStringLiteral("127.0.0.1"),
                .port = proxy.port(),
                .user = user,
                .password = Secret(password)};
    }

    TestCertificates m_certificates;
    std::unique_ptr<ScriptedServer> m_server;
};

void TestRouterProxy::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS here");
    if (!m_certificates.make())
        QSKIP("no openssl to make certificates with");
}

void TestRouterProxy::init()
{
    m_server = std::make_unique<ScriptedServer>();
    m_server->useTls(m_certificates.server("router.invalid"));
    QVERIFY(m_server->listen());
    m_server->setHandler([](const ReceivedRequest &) {
        return Script{script::Send{responseHead(200, {{"Content-Type", "text/event-stream"}})},
                      script::Send{transcripts::plain}, script::Close{}};
    });
}

void TestRouterProxy::reachesTheRouter()
{
    TestProxy proxy(m_server->port());
    WireProbe probe(requestThrough(manual(proxy)));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Complete);
    QCOMPARE(m_server->requests().size(), 1);
    QVERIFY(proxy.heard().startsWith("CONNECT router.invalid:443 "));
    QVERIFY(!proxy.heard().contains(kTestKey));
    QVERIFY(!proxy.heard().contains("Hello"));
}

void TestRouterProxy::provesWhoItIs()
{
    TestProxy proxy(m_server->port(), "me:secret word");
    WireProbe probe(requestThrough(manual(proxy, QStringLiteral("me"), "secret word")));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.outcome().ending, Ending::Complete);
    QCOMPARE(m_server->requests().size(), 1);
    QVERIFY(m_server->requests().first().header("Proxy-Authorization").isEmpty());
}

void TestRouterProxy::saysThatTheProxyWantsAPassword_data()
{
    QTest::addColumn<QString>("user");
    QTest::newRow("none given") << QString();
    QTest::newRow("a wrong one") << QStringLiteral("somebody");
}

void TestRouterProxy::saysThatTheProxyWantsAPassword()
{
    QFETCH(QString, user);
    TestProxy proxy(m_server->port(), "me:secret word");
    WireProbe probe(requestThrough(manual(proxy, user, user.toUtf8())));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.errorKind(), ErrorKind::ProxyUnauthorized);
    QCOMPARE(probe.outcome().error->source, ErrorSource::Proxy);
    QCOMPARE(proxy.tunnelCount(), 0);
    QVERIFY(!proxy.heard().contains(kTestKey));
}

void TestRouterProxy::sendsOnceThroughIt()
{
    m_server->setHandler([](const ReceivedRequest &) { return Script{script::Close{}}; });
    TestProxy proxy(m_server->port());
    WireProbe probe(requestThrough(manual(proxy)));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.errorKind(), ErrorKind::ConnectionLost);
    QCOMPARE(m_server->requests().size(), 1);
}

void TestRouterProxy::givesUpOnASilentProxy()
{
    TestProxy proxy(m_server->port());
    proxy.fallSilent();
    WireProbe probe(requestThrough(manual(proxy), {.connect = 200ms, .tls = 200ms}));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.errorKind(), ErrorKind::Timeout);
}

void TestRouterProxy::namesADeadProxy()
{
    ProxyOptions dead;
    {
        TestProxy proxy(m_server->port());
        dead = manual(proxy);
    }
    WireProbe probe(requestThrough(dead));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.errorKind(), ErrorKind::ProxyRefused);
    QCOMPARE(probe.outcome().error->source, ErrorSource::Proxy);
}

void TestRouterProxy::takesTheSystemsProxyUnlessToldNotTo()
{
    TestProxy proxy(m_server->port());
    const QByteArray before = qgetenv("https_proxy");
    qputenv("https_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.port()));
    WireProbe through(requestThrough({.mode = ProxyOptions::Mode::System}));
    QVERIFY(through.waitForEnd());
    WireProbe direct(requestThrough({.mode = ProxyOptions::Mode::None}));
    QVERIFY(direct.waitForEnd());
    qputenv("https_proxy", before);
    QCOMPARE(direct.errorKind(), ErrorKind::HostNotFound);
    QCOMPARE(proxy.tunnelCount(), through.outcome().ending == Ending::Complete ? 1 : 0);
    if (proxy.tunnelCount() == 0)
        QSKIP("this Qt does not read the environment's proxies");
}

void TestRouterProxy::neverAsksAProxyForThisComputer()
{
    ScriptedServer local;
    QVERIFY(local.listen());
    local.setHandler([](const ReceivedRequest &) { return Script{script::Close{}}; });
    TestProxy proxy(local.port());
    ConnectionOptions options;
    options.deadlines = shortDeadlines();
    options.proxy = manual(proxy);
    WireProbe probe(requestTo(Endpoint::parse(local.url())->withConnection(options)));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(local.requests().size(), 1);
    QCOMPARE(proxy.heard(), QByteArray()); // it would have read the key
}

QTEST_GUILESS_MAIN(TestRouterProxy)
#include "tst_routerproxy.moc"
