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

enum class PacketKind : quint32 {
    Message = 0, //!< a question or an answer
    Kept = 1, //!< memory that the questions to come are about; not answered
};

//! One message: its kind and length, its bytes, and beside it at most one file in sealed memory.
struct WorkerPacket {
    QByteArray message;
    FileDescriptor bulk;
    PacketKind kind = PacketKind::Message;
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
