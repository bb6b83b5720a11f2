// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialer.h"

#include <QHostInfo>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>

#include <sys/socket.h>

using namespace tabletalk;

namespace {

QUrl urlOf(const QString &host, quint16 port, const QString &scheme = QStringLiteral("http"))
{
    QUrl url;
    url.setScheme(scheme);
    url.setHost(host);
    url.setPort(port);
    return url;
}

//! What a Dialer said.
struct Call {
    explicit Call(const QUrl &url)
        : dialer(url, {.mode = ProxyOptions::Mode::None}, nullptr)
        , connected(&dialer, &Dialer::connected)
        , failed(&dialer, &Dialer::failed)
    {
        dialer.start();
    }
    QTcpSocket *socket() { return connected.first().first().value<QTcpSocket *>(); }

    Dialer dialer;
    QSignalSpy connected;
    QSignalSpy failed;
};

} // namespace

class TestDialer : public QObject {
    Q_OBJECT
private slots:
    void connectsOnce_data();
    void connectsOnce();
    void saysWhyItCannot_data();
    void saysWhyItCannot();
    void goesAroundAnIpv6ThatLeadsNowhere();
    void saysNothingAfterItWasStopped();
};

void TestDialer::connectsOnce_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("host");
    QTest::newRow("by number") << "http"
                               << "127.0.0.1";
    QTest::newRow("by name") << "http"
                             << "localhost";
    QTest::newRow("to be encrypted") << "https"
                                     << "localhost";
}

void TestDialer::connectsOnce()
{
    QFETCH(const QString, scheme);
    QFETCH(const QString, host);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Call call(urlOf(host, server.serverPort(), scheme));
    QTRY_COMPARE(call.connected.size(), 1);
    QCOMPARE(call.failed.size(), 0);
    QCOMPARE(call.socket()->state(), QAbstractSocket::ConnectedState);
    QCOMPARE(qobject_cast<QSslSocket *>(call.socket()) != nullptr, scheme == u"https");
    QTRY_VERIFY(server.hasPendingConnections());
    server.nextPendingConnection();
    QVERIFY(!server.hasPendingConnections());
}

void TestDialer::saysWhyItCannot_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QAbstractSocket::SocketError>("error");
    QTest::newRow("nobody listens") << "127.0.0.1" << QAbstractSocket::ConnectionRefusedError;
    QTest::newRow("no such name") << "router.invalid" << QAbstractSocket::HostNotFoundError;
}

void TestDialer::saysWhyItCannot()
{
    QFETCH(const QString, host);
    quint16 port = 0;
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        port = server.serverPort();
    }
    Call call(urlOf(host, port));
    QTRY_COMPARE_WITH_TIMEOUT(call.failed.size(), 1, 20'000);
    QTEST(call.failed.first().first().value<QAbstractSocket::SocketError>(), "error");
    QCOMPARE(call.connected.size(), 0);
}

void TestDialer::goesAroundAnIpv6ThatLeadsNowhere()
{
    QList<QHostAddress> addresses;
    QHostInfo::lookupHost(QStringLiteral("localhost"), this,
                          [&addresses](const QHostInfo &info) { addresses = info.addresses(); });
    QTRY_VERIFY(!addresses.isEmpty());
    if (addresses.first() != QHostAddress(QHostAddress::LocalHostIPv6))
        QSKIP("localhost does not lead to IPv6 first here");
    // A server that takes nobody in: once its queue is full, the system answers no further attempt.
    QTcpServer full;
    QVERIFY(full.listen(QHostAddress::LocalHostIPv6));
    QCOMPARE(::listen(int(full.socketDescriptor()), 0), 0);
    full.pauseAccepting();
    std::vector<std::unique_ptr<QTcpSocket>> crowd;
    constexpr int kEnough = 4;
    for (int i = 0; i < kEnough; ++i) {
        crowd.push_back(std::make_unique<QTcpSocket>());
        crowd.back()->connectToHost(QHostAddress(QHostAddress::LocalHostIPv6), full.serverPort());
    }
    QTRY_COMPARE(crowd.front()->state(), QAbstractSocket::ConnectedState);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, full.serverPort()));

    Call call(urlOf(QStringLiteral("localhost"), full.serverPort()));
    QTRY_COMPARE(call.connected.size(), 1);
    QCOMPARE(call.socket()->peerAddress(), QHostAddress(QHostAddress::LocalHost));
}

void TestDialer::saysNothingAfterItWasStopped()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Call call(urlOf(QStringLiteral("localhost"), server.serverPort()));
    call.dialer.stop();
    QVERIFY(!call.connected.wait(500));
    QCOMPARE(call.failed.size(), 0);
}

QTEST_GUILESS_MAIN(TestDialer)
#include "tst_dialer.moc"
