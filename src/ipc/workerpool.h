// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workerservice.h"

#include <QObject>
#include <QTimer>

#include <list>
#include <memory>

namespace tabletalk {

class WorkerProcess;

//! The workers that are running: at most two of a role that are busy, and one that waits warm for the next
//! question of the role last asked, for a minute. Questions beyond that wait in order. What a question is
//! about is copied for the workers once, in another thread where it is large, and forgotten when nobody else
//! has it any more.
class WorkerPool final : public QObject, public WorkerService {
    Q_OBJECT
public:
    //! `program` is tabletalk-worker. Nothing is started before the first question.
    explicit WorkerPool(const QString &program, QObject *parent = nullptr);
    ~WorkerPool() override;

    QFuture<Result<WorkerAnswer>> ask(const WorkerQuestion &question) override;

    //! tabletalk-worker of this installation, or of this build.
    static QString installedProgram();

private:
    struct Job;
    struct Shared;

    //! The sealed copy of bytes that a question is about. Nothing as long as it is being made.
    const Shared *shared(const QByteArray &bytes);
    void forgetUnused();
    void startWaiting();
    void begin(std::unique_ptr<Job> job);
    void end(Job &job, const Result<WorkerAnswer> &result, bool isHealthy);
    void warm(const QString &role);

    QString m_program;
    std::list<Shared> m_shared;
    std::list<std::unique_ptr<Job>> m_waiting;
    std::list<std::unique_ptr<Job>> m_busy;
    std::unique_ptr<WorkerProcess> m_spare;
    QTimer m_spareTimer;
};

} // namespace tabletalk
