// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workerservice.h"

#include <QList>
#include <QPromise>

namespace tabletalk {

//! Answers every question at once with what it was told to.
class FakeWorkerService : public WorkerService {
public:
    QList<WorkerQuestion> questions;
    Result<WorkerAnswer> answer = WorkerAnswer{R"({"pages":0,"encoding":"UTF-8"})", "text"};

    QFuture<Result<WorkerAnswer>> ask(const WorkerQuestion &question) override
    {
        questions.append(question);
        QPromise<Result<WorkerAnswer>> promise;
        promise.start();
        promise.addResult(answer);
        promise.finish();
        return promise.future();
    }
};

} // namespace tabletalk
