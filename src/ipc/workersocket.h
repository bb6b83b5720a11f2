// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "filedescriptor.h"

#include <QByteArray>

namespace tabletalk {

//! Where a worker finds its end of the socket.
inline constexpr int kWorkerSocket = 3;

//! The two ends of what the program and a worker speak through: a SOCK_SEQPACKET pair, so that a message
//! arrives whole or not at all. Neither end survives an exec.
struct WorkerSockets {
    FileDescriptor program;
    FileDescriptor worker;
};
WorkerSockets makeWorkerSockets();

//! One message: its length, its bytes, and beside it at most one file in sealed memory.
struct WorkerPacket {
    QByteArray message;
    FileDescriptor bulk;
};

//! False when it could not be sent at once and whole: it is longer than kLongestWorkerMessage, the other
//! side is gone, or does not read.
bool sendPacket(int socket, const WorkerPacket &packet);

enum class Receipt {
    Packet,
    Nothing, //!< not yet; only where it does not wait
    Closed, //!< the other side is gone, or sent what is no packet: nothing more will come
};
enum class Waiting { No, Yes };

Receipt receivePacket(int socket, WorkerPacket &packet, Waiting waiting);

} // namespace tabletalk
