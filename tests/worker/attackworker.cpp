// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "role.h"
#include "serve.h"
#include "workersocket.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace tabletalk;

namespace {

struct Attack {
    std::string_view name;
    long (*attempt)();
};

long tryExec()
{
    std::array<char *, 1> none{nullptr};
    return ::execve("/bin/true", none.data(), none.data());
}

long tryOverwriteCode()
{
    void *page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return ::mprotect(page, 4096, PROT_READ | PROT_EXEC);
}

//! What code that took a worker over would try. Each must fail.
constexpr auto kAttacks = std::to_array<Attack>({
    {"open a file", [] { return long(::open("/etc/passwd", O_RDONLY)); }},
    {"make a file", [] { return long(::open("/tmp/tabletalk-attack", O_CREAT | O_WRONLY, 0600)); }},
    {"look at a file",
     [] {
         struct stat found { };
         return long(::stat("/etc/passwd", &found));
     }},
    {"remove a file", [] { return long(::unlink("/tmp/tabletalk-attack")); }},
    {"reach the network", [] { return long(::socket(AF_INET, SOCK_STREAM, 0)); }},
    {"reach a local service", [] { return long(::socket(AF_UNIX, SOCK_STREAM, 0)); }},
    {"use another socket",
     [] {
         char byte = 0;
         iovec piece{&byte, 1};
         msghdr header{};
         header.msg_iov = &piece;
         header.msg_iovlen = 1;
         return long(::sendmsg(0, &header, 0));
     }},
    {"start a program", tryExec},
    {"start a process", [] { return long(::fork()); }},
    {"start a thread",
     [] { return ::syscall(SYS_clone, CLONE_VM | CLONE_THREAD | CLONE_SIGHAND, 0, 0, 0, 0); }},
    {"signal the program", [] { return long(::kill(::getppid(), SIGTERM)); }},
    {"read another's memory", [] { return ::syscall(SYS_process_vm_readv, ::getppid(), 0, 0, 0, 0, 0); }},
    {"make code", tryOverwriteCode},
    {"lift a limit", [] { return ::syscall(SYS_prlimit64, 0, 0, 0, 0); }},
});

//! Does what the question names, which a role of ours would not.
class AttackRole final : public Role {
public:
    SandboxLimits limits() const override
    {
        SandboxLimits limits;
        limits.memory = 512ull * 1024 * 1024;
        limits.answer = 1024 * 1024;
        return limits;
    }

    void keep(const QByteArray &bytes) override { m_kept.append(bytes); }

    WorkerAnswer answer(const QByteArray &message, const QByteArray &bulk) override
    {
        for (const Attack &attack : kAttacks) {
            if (message != QByteArrayView(attack.name.data(), qsizetype(attack.name.size())))
                continue;
            errno = 0;
            return {attack.attempt() < 0 && errno == EPERM ? "refused" : "done", {}};
        }
        if (message == "who")
            return {QByteArray::number(::getpid()), {}};
        if (message == "what is kept") {
            QByteArray ends;
            for (const QByteArray &bytes : m_kept)
                ends += bytes.left(3) + QByteArray::number(bytes.size()) + ' ';
            return {QByteArray::number(::getpid()), ends};
        }
        if (message == "reverse") {
            QByteArray reversed = bulk;
            std::reverse(reversed.begin(), reversed.end());
            return {"reversed", reversed};
        }
        if (message == "take memory")
            return {QByteArray(qsizetype(600) * 1024 * 1024, 'x').right(1), {}};
        if (message == "answer at length")
            return {"long", QByteArray(2 * 1024 * 1024, 'x')};
        if (message == "crash")
            std::abort();
        if (message == "send what can change") {
            const int file = ::memfd_create("open", MFD_ALLOW_SEALING);
            if (::write(file, "changing", 8) == 8)
                sendPacket(kWorkerSocket, {"not sealed", FileDescriptor(file)});
        }
        if (message == "speak nonsense" && ::write(kWorkerSocket, "\xff\xff\xff\xffx", 5) < 0)
            std::abort();
        // And never an answer: "hang".
        for (volatile bool hangs = true; hangs;) { }
        return {};
    }

private:
    QList<QByteArray> m_kept;
};

} // namespace

//! Started by the tests in place of tabletalk-worker. Told "list" it prints the attacks it knows.
int main(int argc, char *argv[])
{
    if (argc == 2 && std::string_view(argv[1]) == "list") {
        for (const Attack &attack : kAttacks) {
            const std::string line = std::string(attack.name) + "\n";
            if (::write(STDOUT_FILENO, line.data(), line.size()) < 0)
                return EXIT_FAILURE;
        }
        return EXIT_SUCCESS;
    }
    AttackRole role;
    return serve(role);
}
