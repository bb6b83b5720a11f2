// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "instancechannel.h"

#include "logging.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTimer>

namespace tabletalk {

namespace {

constexpr int kPatienceMs = 2000;
constexpr qint64 kLongestCall = 1 << 20;

} // namespace

InstanceChannel::InstanceChannel(const QString &dataDir, QObject *parent)
    : QObject(parent)
{
    const QString canonical = QDir(dataDir).canonicalPath();
    const QByteArray hash = QCryptographicHash::hash(canonical.toUtf8(), QCryptographicHash::Sha256).toHex();
    m_name = QStringLiteral("tabletalk-") + QString::fromLatin1(hash.first(24));
    // Not /tmp where another user could be first.
    if (const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR"); !runtime.isEmpty())
        m_name = runtime + u'/' + m_name;
}

void InstanceChannel::listen()
{
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    // The lock says that we own the folder: a socket under this name was left by a process that is gone.
    QLocalServer::removeServer(m_name);
    connect(m_server, &QLocalServer::newConnection, this, &InstanceChannel::takeConnection);
    if (!m_server->listen(m_name))
        qCWarning(lcApp) << "later starts cannot reach this one:" << m_server->errorString();
}

void InstanceChannel::takeConnection()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        QTimer::singleShot(kPatienceMs, socket, &QLocalSocket::abort);
        const auto take = [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() > kLongestCall)
                    socket->abort();
                return;
            }
            const QJsonObject call = QJsonDocument::fromJson(socket->readLine()).object();
            QStringList files;
            for (const QJsonValue &file : call.value(u"files").toArray())
                files.append(file.toString());
            socket->write("ok\n");
            socket->disconnectFromServer();
            emit called(call.value(u"model").toString(), files);
        };
        connect(socket, &QLocalSocket::readyRead, this, take);
        take();
    }
}

bool InstanceChannel::handOver(const QString &model, const QStringList &files) const
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(kPatienceMs))
        return false;
    const QJsonObject call{{QStringLiteral("model"), model},
                           {QStringLiteral("files"), QJsonArray::fromStringList(files)}};
    socket.write(QJsonDocument(call).toJson(QJsonDocument::Compact) + '\n');
    return socket.waitForBytesWritten(kPatienceMs) && socket.waitForReadyRead(kPatienceMs)
           && socket.readLine() == "ok\n";
}

} // namespace tabletalk
