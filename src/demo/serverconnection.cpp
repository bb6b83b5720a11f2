// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "serverconnection.h"

#include <QTcpSocket>

#include <sys/socket.h>

namespace tabletalk {

ServerConnection::ServerConnection(QTcpSocket *socket, int number, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_number(number)
{
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_wait.setSingleShot(true);
    m_wait.setTimerType(Qt::PreciseTimer);
    connect(&m_wait, &QTimer::timeout, this, &ServerConnection::nextStep);
    connect(socket, &QTcpSocket::readyRead, this, &ServerConnection::readRequest);
    connect(socket, &QTcpSocket::disconnected, this, &ServerConnection::closed);
}

void ServerConnection::readRequest()
{
    m_unread += m_socket->readAll();
    if (m_isPlaying)
        return;
    const QByteArray blankLine = "\r\n\r\n";
    const qsizetype headEnd = m_unread.indexOf(blankLine);
    if (headEnd < 0)
        return;
    ReceivedRequest request{.head = m_unread.first(headEnd), .connection = m_number};
    const qsizetype bodyStart = headEnd + blankLine.size();
    const qsizetype bodySize = request.header("Content-Length").toLongLong();
    if (m_unread.size() - bodyStart < bodySize)
        return;
    request.body = m_unread.sliced(bodyStart, bodySize);
    m_unread.remove(0, bodyStart + bodySize);
    const QList<QByteArray> words = request.head.first(request.head.indexOf("\r\n")).split(' ');
    request.method = words.value(0);
    request.path = words.value(1);
    m_isPlaying = true;
    emit requestReceived(request);
}

void ServerConnection::play(const Script &script)
{
    m_script = script;
    m_nextStep = 0;
    nextStep();
}

void ServerConnection::proceed()
{
    if (std::exchange(m_isPaused, false))
        nextStep();
}

void ServerConnection::nextStep()
{
    while (m_nextStep < m_script.size()) {
        if (m_socket->state() != QAbstractSocket::ConnectedState)
            return;
        const script::Step step = m_script.at(m_nextStep++);
        if (const auto *send = std::get_if<script::Send>(&step)) {
            m_socket->write(send->bytes);
            m_socket->flush();
        } else if (const auto *wait = std::get_if<script::Wait>(&step)) {
            m_wait.start(wait->duration);
            return;
        } else if (std::holds_alternative<script::Pause>(step)) {
            m_isPaused = true;
            return;
        } else if (std::holds_alternative<script::Close>(step)) {
            m_socket->disconnectFromHost();
            return;
        } else {
            reset();
            return;
        }
    }
    m_isPlaying = m_script.isEmpty(); // the empty script never answers
    if (!m_isPlaying)
        readRequest();
}

void ServerConnection::reset()
{
    const linger atOnce{.l_onoff = 1, .l_linger = 0};
    setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    m_socket->abort();
}

} // namespace tabletalk
