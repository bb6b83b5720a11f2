// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "connectionoptions.h"

#include <QList>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

namespace tabletalk {

//! Gets one TCP connection to where a URL leads, through the proxy that is due. A computer may have IPv6
//! that leads nowhere: where the first attempt takes long, a second one over IPv4 runs beside it, and the
//! first to come through is used. Nothing is sent on either. It has no deadline. Router thread.
class Dialer : public QObject {
    Q_OBJECT
public:
    Dialer(const QUrl &url, const ProxyOptions &proxy, QObject *parent);

    void start();
    //! Gives up; nothing is emitted any more.
    void stop();

signals:
    //! Once, or `failed`. The socket is the receiver's; a QSslSocket where the URL is https, not yet
    //! encrypted.
    void connected(QTcpSocket *socket);
    void failed(QAbstractSocket::SocketError error, const QString &text);

private:
    void dial(QAbstractSocket::NetworkLayerProtocol protocol);
    void onConnected(QTcpSocket *socket);
    void onFailed(QTcpSocket *socket, QAbstractSocket::SocketError error);

    QUrl m_url;
    ProxyOptions m_options;
    QNetworkProxy m_proxy;
    QTimer m_patience; // with the first attempt alone
    QList<QTcpSocket *> m_attempts;
};

} // namespace tabletalk
