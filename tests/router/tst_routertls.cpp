// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wireprobe.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>

using namespace tabletalk;

class TestRouterTls : public QObject {
    Q_OBJECT
private slots:
    void refusesACertificateThatNobodySigned();
    void refusesAServerThatSpeaksPlainly();

private:
    QTemporaryDir m_folder;
};

void TestRouterTls::refusesACertificateThatNobodySigned()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS here");
    const QString keyFile = m_folder.filePath(QStringLiteral("key.pem"));
    const QString certificateFile = m_folder.filePath(QStringLiteral("certificate.pem"));
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                   QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-days"),
                   QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=localhost"),
                   QStringLiteral("-keyout"), keyFile, QStringLiteral("-out"), certificateFile});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        QSKIP("no openssl to make a certificate with");
    QFile key(keyFile);
    QVERIFY(key.open(QIODevice::ReadOnly));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate::fromPath(certificateFile).value(0));
    configuration.setPrivateKey(QSslKey(&key, QSsl::Rsa));

    QSslServer server;
    server.setSslConfiguration(configuration);
    QByteArray received;
    connect(&server, &QSslServer::pendingConnectionAvailable, &server, [&server, &received] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket,
                [socket, &received] { received += socket->readAll(); });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost));

    WireProbe probe(requestTo(QStringLiteral("https://localhost:%1/api/v1").arg(server.serverPort())));
    QVERIFY(probe.waitForEnd());
    QCOMPARE(probe.errorKind(), ErrorKind::TlsRefused);
    QVERIFY(probe.outcome().error->userText.contains(u"certificate"));
    QCOMPARE(received, QByteArray());
}

void TestRouterTls::refusesAServerThatSpeaksPlainly()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS here");
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    using namespace std::chrono_literals;
    WireProbe probe(requestTo(QStringLiteral("https://localhost:%1/api/v1").arg(server.serverPort()),
                              {.connect = 250ms, .tls = 250ms}));
    QVERIFY(probe.waitForEnd());
    QVERIFY(probe.errorKind() == ErrorKind::TlsRefused || probe.errorKind() == ErrorKind::Timeout
            || probe.errorKind() == ErrorKind::ConnectionLost);
    QCOMPARE(probe.outcome().httpStatus, 0);
}

QTEST_GUILESS_MAIN(TestRouterTls)
#include "tst_routertls.moc"
