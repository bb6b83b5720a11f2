// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "deadline.h"
#include "dialer.h"
#include "httpreplyparser.h"
#include "wirelimits.h"

#include <QObject>
#include <QSslCertificate>
#include <QSslError>
#include <QSslSocket>
#include <QTimer>

namespace tabletalk {

//! One HTTP request and the bytes of its reply, over a connection of their own. It is written once and never
//! again, follows nothing, keeps nothing, and has an end to every wait and every length: Qt's own manager of
//! requests repeats a POST, follows redirections with the key in hand, and reads a head without end. It
//! judges nothing: a cut body ends like a whole one. Router thread.
class HttpExchange : public QObject {
    Q_OBJECT
public:
    //! `longestBody`: of a success, in bytes.
    HttpExchange(HttpRequest request, const WireLimits &limits, qint64 longestBody, QObject *parent);
    ~HttpExchange() override;
    Q_DISABLE_COPY_MOVE(HttpExchange)

    void start();
    //! Closes the connection at once; nothing is emitted any more.
    void stop();
    //! While paused nothing is read, and no deadline runs.
    void setPaused(bool isPaused);
    //! What counts as silence from now on.
    void setIdleDeadline(std::chrono::milliseconds idle);

    const HttpHead &head() const { return m_reply.head(); }

signals:
    void bytesArrived(const QByteArray &bytes);
    //! Once, last.
    void ended(const tabletalk::HttpEnd &end);

private:
    bool loadAuthorities();
    void onConnected(QTcpSocket *socket);
    void encrypt(QSslSocket *socket);
    void judgeCertificate(QSslSocket *socket, const QList<QSslError> &errors);
    bool isPinned(const QSslCertificate &certificate) const;
    void send();
    void read();
    void take(const QByteArray &bytes);
    void readHead();
    void expect(HttpEnd::Cause otherwise, std::chrono::milliseconds patience);
    void onError(QAbstractSocket::SocketError error);
    void fail(QAbstractSocket::SocketError error, const QString &text);
    void end(HttpEnd::Cause cause);
    void endAsTheReplyDid();

    HttpRequest m_request;
    WireLimits m_limits;
    qint64 m_longestBody;
    QList<QSslCertificate> m_authorities; // beside the system's
    Dialer m_dialer;
    QTcpSocket *m_socket = nullptr; // once connected
    HttpReplyParser m_reply;
    Deadline m_deadline; // of the phase
    HttpEnd::Cause m_deadlineMeans = HttpEnd::Cause::ConnectTimedOut;
    QTimer m_wholeDeadline;
    HttpEnd m_end; // what is known of it
    qint64 m_received = 0; // of the body
    bool m_isSent = false;
    bool m_hasClosed = false; // the server; what came before may still wait to be read
    bool m_isPaused = false;
    bool m_isOver = false;
};

} // namespace tabletalk
