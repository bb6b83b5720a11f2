// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>

namespace tabletalk {

//! What a worker may use up.
struct SandboxLimits {
    quint64 memory = 1024ull * 1024 * 1024; //!< bytes of address space
    quint64 writable = 0; //!< bytes that can be written to, where `memory` counts what is shared; 0: no limit
    quint64 answer = 64ull * 1024 * 1024; //!< bytes of one answer's bulk
    std::chrono::seconds cpu{0}; //!< over the life of the worker; 0: the deadline alone
};

//! Gives up, for good, everything a worker does not need: it can allocate, compute, speak through the
//! worker's socket and end. It cannot open a file or a socket, start a program, a process or a thread, make
//! memory executable, or outlive the program. Descriptors beyond the socket are closed. False if any of it
//! was refused; then nothing must be read.
//!
//! In a sanitizer build, whose run time needs more than that, the filter and the limit on memory are off.
bool enterSandbox(const SandboxLimits &limits);

} // namespace tabletalk
