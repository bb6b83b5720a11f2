// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialer.h"

#include <QHostAddress>
#include <QSslSocket>

#include <algorithm>
#include <utility>

namespace tabletalk {

namespace {

constexpr std::chrono::milliseconds kHeadStart{300};
constexpr quint16 kHttpPort = 80;
constexpr quint16 kHttpsPort = 443;

//! The first of the system's that can carry any connection.
QNetworkProxy systemProxy(const QUrl &url)
{
    const auto proxies = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url));
    const auto found = std::ranges::find_if(proxies, [](const QNetworkProxy &proxy) {
        return proxy.type() == QNetworkProxy::NoProxy
               || proxy.capabilities().testFlag(QNetworkProxy::TunnelingCapability);
    });
    return found == proxies.end() ? QNetworkProxy(QNetworkProxy::NoProxy) : *found;
}

QNetworkProxy toNetworkProxy(const ProxyOptions &proxy, const QUrl &url)
{
    // Clear text is for this computer only, and a proxy would read it.
    if (url.scheme() != u"https")
        return QNetworkProxy(QNetworkProxy::NoProxy);
    switch (proxy.mode) {
    case ProxyOptions::Mode::System:
        return systemProxy(url);
    case ProxyOptions::Mode::None:
        return QNetworkProxy(QNetworkProxy::NoProxy);
    case ProxyOptions::Mode::Manual:
        return QNetworkProxy(QNetworkProxy::HttpProxy, proxy.host, proxy.port, proxy.user,
                             QString::fromUtf8(proxy.password.reveal()));
    }
    Q_UNREACHABLE();
}

} // namespace

Dialer::Dialer(const QUrl &url, const ProxyOptions &proxy, QObject *parent)
    : QObject(parent)
    , m_url(url)
    , m_options(proxy)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(kHeadStart);
    connect(&m_patience, &QTimer::timeout, this, [this] { dial(QAbstractSocket::IPv4Protocol); });
}

void Dialer::start()
{
    m_proxy = toNetworkProxy(std::exchange(m_options, {}), m_url);
    dial(QAbstractSocket::AnyIPProtocol);
}

void Dialer::stop()
{
    m_patience.stop();
    for (QTcpSocket *socket : std::exchange(m_attempts, {})) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

void Dialer::dial(QAbstractSocket::NetworkLayerProtocol protocol)
{
    const bool isEncrypted = m_url.scheme() == u"https";
    auto *socket = isEncrypted ? new QSslSocket(this) : new QTcpSocket(this);
    m_attempts.append(socket);
    socket->setProxy(m_proxy);
    connect(socket, &QTcpSocket::connected, this, [this, socket] { onConnected(socket); });
    connect(socket, &QTcpSocket::errorOccurred, this,
            [this, socket](QAbstractSocket::SocketError error) { onFailed(socket, error); });
    const QString host = m_url.host(QUrl::FullyEncoded);
    const bool mayHaveTwoWays = m_proxy.type() == QNetworkProxy::NoProxy && QHostAddress(host).isNull();
    if (mayHaveTwoWays && protocol == QAbstractSocket::AnyIPProtocol)
        connect(socket, &QTcpSocket::hostFound, &m_patience, qOverload<>(&QTimer::start));
    socket->connectToHost(host, quint16(m_url.port(isEncrypted ? kHttpsPort : kHttpPort)),
                          QIODevice::ReadWrite, protocol);
}

void Dialer::onConnected(QTcpSocket *socket)
{
    m_attempts.removeOne(socket);
    socket->disconnect(this);
    socket->disconnect(&m_patience);
    stop();
    emit connected(socket);
}

void Dialer::onFailed(QTcpSocket *socket, QAbstractSocket::SocketError error)
{
    m_attempts.removeOne(socket);
    socket->disconnect(this);
    socket->disconnect(&m_patience);
    socket->deleteLater();
    if (!m_attempts.isEmpty())
        return;
    m_patience.stop();
    emit failed(error, socket->errorString());
}

} // namespace tabletalk
