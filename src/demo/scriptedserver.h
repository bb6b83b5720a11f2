// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "serverscript.h"

#include <QHash>
#include <QSslConfiguration>
#include <QTcpServer>

#include <functional>

namespace tabletalk {

class ServerConnection;

//! An HTTP/1.1 server on loopback whose every byte is scripted: it can answer, fall silent, lie about
//! lengths, cut and reset. Scripts are given per method and path and used up in order; what has none goes
//! to the handler, and what that does not exist for is never answered. It lives in the thread that
//! created it, or in one it was moved to before listen().
class ScriptedServer : public QObject {
    Q_OBJECT
public:
    using Handler = std::function<Script(const ReceivedRequest &)>;

    explicit ScriptedServer(QObject *parent = nullptr);

    //! Speaks TLS from listen() on, with the certificate and key of `configuration`.
    void useTls(const QSslConfiguration &configuration);
    //! On 127.0.0.1, on a port that the system chooses. False when it cannot.
    bool listen();
    quint16 port() const { return m_server->serverPort(); }
    //! "http://127.0.0.1:<port>", or "https://localhost:<port>", and `path` after it.
    QString url(QLatin1String path = QLatin1String("/api/v1")) const;

    void expect(const QByteArray &method, const QByteArray &path, const Script &script);
    void setHandler(Handler handler) { m_handler = std::move(handler); }
    //! Goes on wherever a script pauses.
    void proceed();

    //! Complete ones, bodies included.
    const QList<ReceivedRequest> &requests() const { return m_requests; }
    int connectionCount() const { return m_connectionCount; }
    int openConnectionCount() const { return int(m_open.size()); }

signals:
    void requestReceived();
    void connectionClosed();

private:
    void useServer(QTcpServer *server);
    void accept();
    void answer(ServerConnection *connection, const ReceivedRequest &request);

    QTcpServer *m_server = nullptr;
    bool m_isEncrypted = false;
    QHash<QByteArray, QList<Script>> m_scripts; // by "METHOD path"
    Handler m_handler;
    QList<ReceivedRequest> m_requests;
    QList<ServerConnection *> m_open;
    int m_connectionCount = 0;
};

} // namespace tabletalk
