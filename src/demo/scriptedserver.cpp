// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scriptedserver.h"

#include "serverconnection.h"

#include <QSslServer>
#include <QTcpSocket>

namespace tabletalk {

namespace {

QByteArray scriptKey(const QByteArray &method, const QByteArray &path)
{
    return method + ' ' + path;
}

} // namespace

ScriptedServer::ScriptedServer(QObject *parent)
    : QObject(parent)
{
    useServer(new QTcpServer(this));
}

void ScriptedServer::useTls(const QSslConfiguration &configuration)
{
    auto *server = new QSslServer(this);
    server->setSslConfiguration(configuration);
    m_isEncrypted = true;
    useServer(server);
}

void ScriptedServer::useServer(QTcpServer *server)
{
    delete m_server;
    m_server = server;
    // Told once the connection can be used, which is after the handshake where there is one.
    connect(server, &QTcpServer::pendingConnectionAvailable, this, &ScriptedServer::accept);
}

bool ScriptedServer::listen()
{
    return m_server->listen(QHostAddress::LocalHost);
}

QString ScriptedServer::url(QLatin1String path) const
{
    const QLatin1String base(m_isEncrypted ? "https://localhost" : "http://127.0.0.1");
    return QStringLiteral("%1:%2%3").arg(base, QString::number(port()), path);
}

void ScriptedServer::expect(const QByteArray &method, const QByteArray &path, const Script &script)
{
    m_scripts[scriptKey(method, path)].append(script);
}

void ScriptedServer::proceed()
{
    const QList<ServerConnection *> open = m_open; // a script that goes on may close its connection
    for (ServerConnection *connection : open)
        connection->proceed();
}

void ScriptedServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        auto *connection = new ServerConnection(socket, ++m_connectionCount, this);
        m_open.append(connection);
        connect(connection, &ServerConnection::requestReceived, this,
                [this, connection](const ReceivedRequest &request) { answer(connection, request); });
        connect(connection, &ServerConnection::closed, this, [this, connection] {
            m_open.removeOne(connection);
            connection->deleteLater();
            emit connectionClosed();
        });
    }
}

void ScriptedServer::answer(ServerConnection *connection, const ReceivedRequest &request)
{
    m_requests.append(request);
    emit requestReceived();
    const auto scripts = m_scripts.find(scriptKey(request.method, request.path));
    if (scripts != m_scripts.end() && !scripts->isEmpty())
        connection->play(scripts->takeFirst());
    else
        connection->play(m_handler ? m_handler(request) : Script());
}

} // namespace tabletalk
