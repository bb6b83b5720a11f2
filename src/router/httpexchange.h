// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "httpvalues.h"
#include "wirelimits.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QSslError>
#include <QTimer>

namespace tabletalk {

//! One HTTP request, sent at most once, and the bytes of its reply. Qt alone would repeat a POST, follow
//! redirections with the key, wait for ever and read without end: this class exists so that nothing else
//! has to know. Each has a network manager of its own, for one shared by several can wedge or repeat.
//! The handshake has no signal of its own to begin with, so its deadline and the connection's are one sum.
//! It judges nothing: a truncated body ends like a whole one. Router thread.
class HttpExchange : public QObject {
    Q_OBJECT
public:
    //! `longestBody`: of a success, in bytes.
    HttpExchange(HttpRequest request, const WireLimits &limits, qint64 longestBody, QObject *parent);

    void start();
    //! Closes the connection at once; nothing is emitted any more.
    void stop();
    //! While paused nothing is read, and no deadline runs.
    void setPaused(bool isPaused);
    //! What counts as silence from now on.
    void setIdleDeadline(std::chrono::milliseconds idle);

    const HttpHead &head() const { return m_head; }

signals:
    void bytesArrived(const QByteArray &bytes);
    //! Once, last.
    void ended(const tabletalk::HttpEnd &end);

private:
    bool trust(QNetworkRequest &network);
    void connectReply();
    void judgeCertificate(const QList<QSslError> &errors);
    bool isPinned(const QSslCertificate &certificate) const;
    void readHead();
    void readBody();
    void finish();
    void end(HttpEnd::Cause cause);
    void onDeadline();

    HttpRequest m_request;
    WireLimits m_limits;
    qint64 m_longestBody;
    QNetworkAccessManager *m_network = nullptr;
    QNetworkReply *m_reply = nullptr;
    QTimer m_deadline; // of the phase
    QTimer m_wholeDeadline;
    HttpEnd::Cause m_deadlineMeans = HttpEnd::Cause::ConnectTimedOut;
    HttpHead m_head;
    QString m_tlsText;
    qint64 m_received = 0;
    bool m_isPaused = false;
    bool m_isOver = false;
};

} // namespace tabletalk
