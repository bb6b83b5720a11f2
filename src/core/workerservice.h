// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QString>

#include <chrono>

namespace tabletalk {

//! A question for one role of tabletalk-worker.
struct WorkerQuestion {
    QString role; //!< "document", …
    QByteArray message; //!< what is wanted, in the role's own form; at most kLongestWorkerMessage bytes
    QByteArray bulk; //!< the bytes it is about; may be empty
    //! Larger bytes it is about, in an order the role knows. They are shared with each worker once, however
    //! many questions are about them, and a worker is reused only for questions about all it was given.
    //! Equal only if they are the same memory: copies of one QByteArray.
    QList<QByteArray> kept;
    std::chrono::milliseconds deadline{20'000}; //!< from the moment a worker has it
    //! The worker may answer another question after this one. Not for files from outside: what took a
    //! worker over must not see the next file.
    bool mayReuse = false;
};

struct WorkerAnswer {
    QByteArray message;
    QByteArray bulk;
    bool operator==(const WorkerAnswer &) const = default;
};

inline constexpr qsizetype kLongestWorkerMessage = qsizetype{64} * 1024;

//! Asks the helper process that reads what comes from outside: it has no files, no network and bounded
//! memory, and is killed at the deadline. Window thread. A cancelled future kills the worker that is busy
//! with it. What the worker answers is as untrusted as what it read.
//! Errors: WorkerFailed (it cannot be started, died, or answered nonsense), WorkerTooSlow.
class WorkerService {
public:
    virtual ~WorkerService() = default;
    virtual QFuture<Result<WorkerAnswer>> ask(const WorkerQuestion &question) = 0;
};

} // namespace tabletalk
