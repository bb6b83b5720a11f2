// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox.h"

#include "workersocket.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <vector>

namespace tabletalk {

namespace {

#ifndef TABLETALK_SANITIZED // whose run time needs more calls and more memory

#if defined(__x86_64__)
constexpr quint32 kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr quint32 kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "Name this architecture for the worker's system call filter."
#endif

//! What computing and ending takes, and what sealed memory takes: none of it names a file.
constexpr auto kAllowed = std::to_array<quint32>({
    SYS_read,         SYS_write,          SYS_munmap,     SYS_mremap,        SYS_madvise,      SYS_brk,
    SYS_futex,        SYS_exit,           SYS_exit_group, SYS_clock_gettime, SYS_gettimeofday, SYS_getpid,
    SYS_rt_sigreturn, SYS_rt_sigprocmask, SYS_getrandom,  SYS_sched_yield,   SYS_lseek,        SYS_close,
    SYS_fcntl,        SYS_memfd_create,   SYS_ftruncate,
#ifdef SYS_poll
    SYS_poll,
#endif
    SYS_ppoll,
});

using Program = std::vector<sock_filter>;

constexpr quint32 kAllow = SECCOMP_RET_ALLOW;
constexpr quint32 kRefuse = SECCOMP_RET_ERRNO | EPERM;

void load(Program &program, size_t offset)
{
    program.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, quint32(offset)));
}

void end(Program &program, quint32 verdict)
{
    program.push_back(BPF_STMT(BPF_RET | BPF_K, verdict));
}

//! Skips the next `count` instructions unless the loaded word equals `value`.
void unlessEqualSkip(Program &program, quint32 value, quint8 count)
{
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, count));
}

//! The low half of a call's argument; both architectures are little-endian.
size_t argument(size_t index)
{
    return offsetof(seccomp_data, args) + index * sizeof(quint64);
}

Program filter()
{
    Program program;
    load(program, offsetof(seccomp_data, arch));
    unlessEqualSkip(program, kArchitecture, 1);
    program.push_back(BPF_STMT(BPF_JMP | BPF_JA, 1));
    end(program, SECCOMP_RET_KILL_PROCESS);

    load(program, offsetof(seccomp_data, nr));
    for (const quint32 call : kAllowed) {
        unlessEqualSkip(program, call, 1);
        end(program, kAllow);
    }
    // The worker's own socket, and no other.
    for (const quint32 call : {quint32(SYS_sendmsg), quint32(SYS_recvmsg)}) {
        unlessEqualSkip(program, call, 4);
        load(program, argument(0));
        unlessEqualSkip(program, kWorkerSocket, 1);
        end(program, kAllow);
        end(program, kRefuse);
    }
    // Memory, but no code in it.
    for (const quint32 call : {quint32(SYS_mmap), quint32(SYS_mprotect)}) {
        unlessEqualSkip(program, call, 4);
        load(program, argument(2));
        program.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 1, 0));
        end(program, kAllow);
        end(program, kRefuse);
    }
    end(program, kRefuse);
    return program;
}

bool closeFilter()
{
    Program program = filter();
    sock_fprog description{static_cast<unsigned short>(program.size()), program.data()};
    // For every thread there is: one that was made before must not be the way out.
    return ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &description) == 0;
}
#endif

template <class Resource>
bool limit(Resource resource, quint64 most)
{
    const rlimit both{most, most};
    return ::setrlimit(resource, &both) == 0;
}

} // namespace

bool enterSandbox(const SandboxLimits &limits)
{
    // To the call, not to the library: 2.33 and older have no close_range().
    if (::syscall(SYS_close_range, kWorkerSocket + 1, ~0u, 0) != 0)
        return false;
    constexpr quint64 kMostDescriptors = 16;
    bool ok = limit(RLIMIT_CORE, 1) // one rather than zero: it also skips handlers that dumps are piped to
              && limit(RLIMIT_NOFILE, kMostDescriptors) && limit(RLIMIT_FSIZE, limits.answer)
              && ::prctl(PR_SET_DUMPABLE, 0) == 0 && ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0
              && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
#ifndef TABLETALK_SANITIZED
    if (limits.writable > 0)
        ok = ok && limit(RLIMIT_DATA, limits.writable);
#endif
    if (limits.cpu.count() > 0)
        ok = ok && limit(RLIMIT_CPU, quint64(limits.cpu.count()));
#ifndef TABLETALK_SANITIZED
    ok = ok && limit(RLIMIT_AS, limits.memory) && closeFilter();
#endif
    return ok;
}

} // namespace tabletalk
