// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "serverscript.h"

#include <QObject>
#include <QTimer>

class QTcpSocket;

namespace tabletalk {

//! One connection to a ScriptedServer: reads requests one after the other and plays the script that it
//! is given for each.
class ServerConnection : public QObject {
    Q_OBJECT
public:
    //! Takes over the socket.
    ServerConnection(QTcpSocket *socket, int number, QObject *parent);

    //! The answer to the request that requestReceived() told of.
    void play(const Script &script);
    void proceed();

signals:
    void requestReceived(const tabletalk::ReceivedRequest &request);
    void closed();

private:
    void readRequest();
    void nextStep();
    void reset();

    QTcpSocket *m_socket;
    int m_number;
    QByteArray m_unread;
    Script m_script;
    qsizetype m_nextStep = 0;
    QTimer m_wait;
    bool m_isPlaying = false;
    bool m_isPaused = false;
};

} // namespace tabletalk
