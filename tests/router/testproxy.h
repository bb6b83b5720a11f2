// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTcpServer>
#include <QTcpSocket>

namespace tabletalk {

//! An HTTP proxy on loopback that knows CONNECT alone and leads every name to one port of this computer.
class TestProxy : public QObject {
    Q_OBJECT
public:
    //! `credentials` as "user:password"; empty: asks for none.
    explicit TestProxy(quint16 target, const QByteArray &credentials = {})
        : m_target(target)
        , m_credentials(credentials)
    {
        connect(&m_server, &QTcpServer::newConnection, this, &TestProxy::accept);
        m_server.listen(QHostAddress::LocalHost);
    }

    quint16 port() const { return m_server.serverPort(); }
    //! What it could read, which is all but what is encrypted.
    const QByteArray &heard() const { return m_heard; }
    int tunnelCount() const { return m_tunnels; }
    //! From now on nobody is answered.
    void fallSilent() { m_isSilent = true; }

private:
    void accept()
    {
        QTcpSocket *client = m_server.nextPendingConnection();
        client->setParent(this);
        connect(client, &QTcpSocket::readyRead, client, [this, client] { readHead(client); });
    }

    void readHead(QTcpSocket *client)
    {
        const QByteArray head = client->readAll();
        m_heard += head;
        if (m_isSilent || !head.contains("\r\n\r\n"))
            return;
        const QByteArray permit = "Proxy-Authorization: Basic " + m_credentials.toBase64() + "\r\n";
        if (!m_credentials.isEmpty() && !head.contains(permit)) {
            client->write("HTTP/1.1 407 Proxy Authentication Required\r\n"
                          "Proxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        ++m_tunnels;
        client->disconnect();
        auto *target = new QTcpSocket(client);
        connect(client, &QTcpSocket::readyRead, target,
                [client, target] { target->write(client->readAll()); });
        connect(target, &QTcpSocket::readyRead, client,
                [client, target] { client->write(target->readAll()); });
        connect(client, &QTcpSocket::disconnected, target, &QTcpSocket::disconnectFromHost);
        connect(target, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        target->connectToHost(QHostAddress::LocalHost, m_target);
        client->write("HTTP/1.1 200 Connection established\r\n\r\n");
    }

    QTcpServer m_server;
    quint16 m_target;
    QByteArray m_credentials;
    QByteArray m_heard;
    int m_tunnels = 0;
    bool m_isSilent = false;
};

} // namespace tabletalk
