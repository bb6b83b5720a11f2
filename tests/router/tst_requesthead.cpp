// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requesthead.h"

#include <QTest>

using namespace tabletalk;

//! Every byte that goes before a body.
class TestRequestHead : public QObject {
    Q_OBJECT
private slots:
    void writesAPost();
    void writesAGet();
    void writesTheHost_data();
    void writesTheHost();
    void addsTheHeadersOfAnEndpoint();
};

void TestRequestHead::writesAPost()
{
    const HttpRequest request{.verb = HttpRequest::Verb::Post,
                              .url = QUrl(QStringLiteral("https://router.example/api/v1/chat/completions")),
                              .key = Secret("sk-1"),
                              .body = "{\"ü\":1}",
                              .accept = "text/event-stream"};
    QCOMPARE(requestHead(request), "POST /api/v1/chat/completions HTTP/1.1\r\n"
                                   "Host: router.example\r\n"
                                   "Connection: close\r\n"
                                   "Accept: text/event-stream\r\n"
                                   "Accept-Encoding: identity\r\n"
                                   "User-Agent: Tabletalk/" TABLETALK_VERSION "\r\n"
                                   "Authorization: Bearer sk-1\r\n"
                                   "Content-Type: application/json\r\n"
                                   "Content-Length: 8\r\n\r\n");
}

void TestRequestHead::writesAGet()
{
    const QByteArray head = requestHead({.url = QUrl(QStringLiteral("http://localhost:8080/v1/models"))});
    QVERIFY(head.startsWith("GET /v1/models HTTP/1.1\r\nHost: localhost:8080\r\n"));
    QVERIFY(head.endsWith("\r\n\r\n"));
    for (const char *name : {"Authorization", "Content-Length", "Content-Type", "Cookie"})
        QVERIFY2(!head.contains(name), name);
}

void TestRequestHead::writesTheHost_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("IPv6") << QStringLiteral("http://[::1]:81/a")
                          << QByteArray("GET /a HTTP/1.1\r\nHost: [::1]:81\r\n");
    QTest::newRow("no ASCII") << QStringLiteral("https://bücher.example/é b")
                              << QByteArray("GET /%C3%A9%20b HTTP/1.1\r\nHost: xn--bcher-kva.example\r\n");
}

void TestRequestHead::writesTheHost()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, start);
    const QByteArray head = requestHead({.url = QUrl(url)});
    QVERIFY2(head.startsWith(start), head.constData());
}

void TestRequestHead::addsTheHeadersOfAnEndpoint()
{
    HttpRequest request{.url = QUrl(QStringLiteral("https://router.example/v1"))};
    request.connection.headers = {*HeaderLine::parse(QStringLiteral("X-Team: data")),
                                  *HeaderLine::parse(QStringLiteral("user-agent: mine"))};
    const QByteArray head = requestHead(request);
    QVERIFY(head.contains("\r\nX-Team: data\r\n"));
    QVERIFY(head.contains("\r\nuser-agent: mine\r\n"));
    QVERIFY(!head.contains("Tabletalk"));
}

QTEST_APPLESS_MAIN(TestRequestHead)
#include "tst_requesthead.moc"
