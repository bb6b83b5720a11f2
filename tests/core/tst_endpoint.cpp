// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "endpoint.h"

#include <QTest>

using namespace tabletalk;

class TestEndpoint : public QObject {
    Q_OBJECT
private slots:
    void acceptsAndNormalises_data();
    void acceptsAndNormalises();
    void refusesWithAReason_data();
    void refusesWithAReason();
    void appendsPaths();
    void reachesThisComputerWithoutAProxy();
};

void TestEndpoint::acceptsAndNormalises_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("origin");
    QTest::newRow("the Router") << " https://app.interactive.ai/api/v1/ "
                                << "https://app.interactive.ai/api/v1"
                                << "https://app.interactive.ai:443";
    QTest::newRow("local model") << "http://localhost:11434/v1"
                                 << "http://localhost:11434/v1"
                                 << "http://localhost:11434";
    QTest::newRow("loopback") << "http://127.0.0.1:8080//"
                              << "http://127.0.0.1:8080"
                              << "http://127.0.0.1:8080";
    QTest::newRow("IPv6 loopback") << "http://[::1]:80/v1"
                                   << "http://[::1]:80/v1"
                                   << "http://[::1]:80";
}

void TestEndpoint::acceptsAndNormalises()
{
    QFETCH(QString, text);
    const auto endpoint = Endpoint::parse(text);
    QVERIFY(endpoint.ok());
    QTEST(endpoint->toString(), "url");
    QTEST(endpoint->origin(), "origin");
}

void TestEndpoint::refusesWithAReason_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    const int invalid = int(ErrorKind::InvalidUrl);
    const int insecure = int(ErrorKind::InsecureUrl);
    QTest::newRow("nothing") << "" << invalid;
    QTest::newRow("no scheme") << "app.interactive.ai/api/v1" << invalid;
    QTest::newRow("no host") << "https:///api" << invalid;
    QTest::newRow("ftp") << "ftp://example.org" << invalid;
    QTest::newRow("file") << "file:///etc/passwd" << invalid;
    QTest::newRow("user info") << "https://user:pw@example.org/v1" << invalid;
    QTest::newRow("query") << "https://example.org/v1?key=1" << invalid;
    QTest::newRow("http elsewhere") << "http://example.org/v1" << insecure;
    QTest::newRow("looks like loopback") << "http://127.0.0.1.example.org/v1" << insecure;
    QTest::newRow("localhost as a prefix") << "http://localhost.example.org" << insecure;
    QTest::newRow("private network") << "http://192.168.1.4/v1" << insecure;
}

void TestEndpoint::refusesWithAReason()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    const auto endpoint = Endpoint::parse(text);
    QVERIFY(!endpoint.ok());
    QCOMPARE(int(endpoint.error().kind), kind);
    QVERIFY(!endpoint.error().userText.isEmpty());
}

void TestEndpoint::appendsPaths()
{
    QCOMPARE(Endpoint::routerDefault().url(u"chat/completions").toString(),
             QStringLiteral("https://app.interactive.ai/api/v1/chat/completions"));
}

void TestEndpoint::reachesThisComputerWithoutAProxy()
{
    ConnectionOptions options;
    options.proxy = {
        .mode = ProxyOptions::Mode::Manual, .host = QStringLiteral("proxy.example.org"), .port = 1};
    const Endpoint away = Endpoint::routerDefault().withConnection(options);
    QCOMPARE(away.connection(), options);
    const Endpoint here = Endpoint::parse(QStringLiteral("http://127.0.0.1:8080"))->withConnection(options);
    QCOMPARE(here.connection().proxy, ProxyOptions{.mode = ProxyOptions::Mode::None});
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
