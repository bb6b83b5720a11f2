// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workerprocess.h"

#include "elsewhere.h"
#include "sealedmemory.h"
#include "whenfinished.h"
#include "workersocket.h"

#include <QProcessEnvironment>

#include <fcntl.h>

namespace tabletalk {

namespace {

//! More than any answer of ours; what a worker sends beyond it is not read.
constexpr qint64 kLongestBulk = qint64{2048} * 1024 * 1024;

//! Nothing of ours, above all no key and no address of a session bus.
QProcessEnvironment bareEnvironment()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("LANG"), QStringLiteral("C.UTF-8"));
    return environment;
}

bool isShort(const FileDescriptor &file)
{
    const off_t size = ::lseek(file.get(), 0, SEEK_END);
    return size >= 0 && size <= kCopiedAtOnce;
}

} // namespace

WorkerProcess::WorkerProcess(const QString &program, const QString &role, QObject *parent)
    : QObject(parent)
    , m_role(role)
{
    WorkerSockets sockets = makeWorkerSockets();
    m_socket = std::move(sockets.program);
    m_process.setProgram(program);
    m_process.setArguments({role});
    m_process.setProcessEnvironment(bareEnvironment());
    m_process.setWorkingDirectory(QStringLiteral("/"));
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    // Between fork and exec: nothing but system calls.
    m_process.setChildProcessModifier([fd = sockets.worker.get()] {
        if (fd == kWorkerSocket)
            ::fcntl(fd, F_SETFD, 0);
        else
            ::dup2(fd, kWorkerSocket);
    });
    m_process.start();
    // Ours is the only other end: the worker's death closes the pair.
    sockets.worker.close();

    m_notifier = std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &WorkerProcess::receive);
}

WorkerProcess::~WorkerProcess()
{
    m_notifier.reset();
    m_process.kill();
    m_process.waitForFinished();
}

bool WorkerProcess::keep(const QByteArray &bytes, const FileDescriptor &file)
{
    m_kept.append(bytes);
    WorkerPacket packet;
    packet.kind = PacketKind::Kept;
    packet.bulk = FileDescriptor(::fcntl(file.get(), F_DUPFD_CLOEXEC, 0));
    return packet.bulk.isValid() && sendPacket(m_socket.get(), packet);
}

bool WorkerProcess::ask(const QByteArray &message, const QByteArray &bulk)
{
    WorkerPacket packet;
    packet.message = message;
    if (bulk.isEmpty())
        return sendPacket(m_socket.get(), packet);
    if (bulk.size() <= kCopiedAtOnce) {
        packet.bulk = sealedCopy(bulk);
        return packet.bulk.isValid() && sendPacket(m_socket.get(), packet);
    }
    whenFinished(elsewhere([bulk] { return std::make_shared<FileDescriptor>(sealedCopy(bulk)); }), this,
                 [this, message](const std::shared_ptr<FileDescriptor> &sealed) {
                     WorkerPacket large;
                     large.message = message;
                     large.bulk = std::move(*sealed);
                     if (!large.bulk.isValid() || !sendPacket(m_socket.get(), large))
                         emit ended();
                 });
    return true;
}

void WorkerProcess::receive()
{
    WorkerPacket packet;
    switch (receivePacket(m_socket.get(), packet, Waiting::No)) {
    case Receipt::Nothing:
        return;
    case Receipt::Packet: {
        if (!packet.bulk.isValid()) {
            emit answered({packet.message, {}});
            return;
        }
        if (isShort(packet.bulk)) {
            if (std::optional<QByteArray> bulk = readSealed(packet.bulk, kCopiedAtOnce)) {
                emit answered({packet.message, std::move(*bulk)});
                return;
            }
            break;
        }
        // What comes meanwhile, be it the worker's end, must not overtake the answer.
        m_notifier->setEnabled(false);
        const auto sealed = std::make_shared<FileDescriptor>(std::move(packet.bulk));
        whenFinished(elsewhere([sealed] { return readSealed(*sealed, kLongestBulk); }), this,
                     [this, message = packet.message](const std::optional<QByteArray> &bulk) {
                         if (!bulk) {
                             emit ended();
                             return;
                         }
                         m_notifier->setEnabled(true);
                         emit answered({message, *bulk});
                     });
        return;
    }
    case Receipt::Closed:
        break;
    }
    m_notifier->setEnabled(false);
    emit ended();
}

} // namespace tabletalk
