// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "filedescriptor.h"
#include "sandbox.h"
#include "workerservice.h"

namespace tabletalk {

//! What a worker does. One per process, used by its only thread.
class Role {
public:
    virtual ~Role() = default;

    virtual SandboxLimits limits() const = 0;
    //! Before the sandbox closes and before any input: the last moment to read a file or start a thread.
    virtual void prepare() { }
    //! Memory that questions are about, under the number of its arrival; it stays until the process ends.
    virtual void keep(const QByteArray &bytes) { Q_UNUSED(bytes) }
    //! May throw std::bad_alloc, which ends the worker.
    //! `bulk` is gone after the call, unless keepsBulk() says that it is kept.
    virtual WorkerAnswer answer(const QByteArray &message, const QByteArray &bulk) = 0;
    //! Whether what a question brought is used after its answer; else it is read where it is.
    virtual bool keepsBulk() const { return true; }
    //! The bulk of the last answer, where the role has written it into sealed memory itself.
    virtual FileDescriptor takeSealed() { return {}; }
};

} // namespace tabletalk
