// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workersocket.h"

#include "workerservice.h"

#include <QtEndian>

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace tabletalk {

namespace {

struct Head {
    quint32 kind = 0;
    quint32 length = 0;
};

//! Room for the one descriptor that may travel with a message.
union Control {
    cmsghdr alignment;
    std::array<char, CMSG_SPACE(sizeof(int))> bytes;
};

FileDescriptor takeDescriptor(msghdr &header)
{
    FileDescriptor found;
    for (cmsghdr *part = CMSG_FIRSTHDR(&header); part; part = CMSG_NXTHDR(&header, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
            continue;
        int fd = -1;
        std::memcpy(&fd, CMSG_DATA(part), sizeof(fd));
        found = FileDescriptor(fd);
    }
    return found;
}

} // namespace

WorkerSockets makeWorkerSockets()
{
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return {};
    return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

bool sendPacket(int socket, const WorkerPacket &packet)
{
    if (packet.message.size() > kLongestWorkerMessage)
        return false;
    Head head{qToLittleEndian(quint32(packet.kind)), qToLittleEndian(quint32(packet.message.size()))};
    std::array<iovec, 2> pieces{
        {{&head, sizeof(head)},
         {const_cast<char *>(packet.message.constData()), size_t(packet.message.size())}}};
    msghdr header{};
    header.msg_iov = pieces.data();
    header.msg_iovlen = pieces.size();
    Control control{};
    if (packet.bulk.isValid()) {
        const int fd = packet.bulk.get();
        header.msg_control = control.bytes.data();
        header.msg_controllen = control.bytes.size();
        cmsghdr *part = CMSG_FIRSTHDR(&header);
        part->cmsg_level = SOL_SOCKET;
        part->cmsg_type = SCM_RIGHTS;
        part->cmsg_len = CMSG_LEN(sizeof(fd));
        std::memcpy(CMSG_DATA(part), &fd, sizeof(fd));
    }
    ssize_t sent = 0;
    do {
        sent = ::sendmsg(socket, &header, MSG_DONTWAIT | MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent == ssize_t(sizeof(head)) + packet.message.size();
}

Receipt receivePacket(int socket, WorkerPacket &packet, Waiting waiting)
{
    Head head;
    QByteArray message(kLongestWorkerMessage, Qt::Uninitialized);
    std::array<iovec, 2> pieces{{{&head, sizeof(head)}, {message.data(), size_t(message.size())}}};
    Control control{};
    msghdr header{};
    header.msg_iov = pieces.data();
    header.msg_iovlen = pieces.size();
    header.msg_control = control.bytes.data();
    header.msg_controllen = control.bytes.size();
    ssize_t received = 0;
    do {
        received = ::recvmsg(socket, &header, MSG_CMSG_CLOEXEC | (waiting == Waiting::No ? MSG_DONTWAIT : 0));
    } while (received < 0 && errno == EINTR);
    if (received < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return Receipt::Nothing;
    if (received <= 0)
        return Receipt::Closed;

    FileDescriptor bulk = takeDescriptor(header);
    const qint64 announced = qFromLittleEndian(head.length);
    const quint32 kind = qFromLittleEndian(head.kind);
    if ((header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) || received != qint64(sizeof(head)) + announced
        || kind > quint32(PacketKind::Kept))
        return Receipt::Closed;
    message.truncate(announced);
    packet = {std::move(message), std::move(bulk), PacketKind(kind)};
    return Receipt::Packet;
}

} // namespace tabletalk
