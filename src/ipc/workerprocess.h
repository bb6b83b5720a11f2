// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "filedescriptor.h"
#include "workerservice.h"

#include <QObject>
#include <QProcess>
#include <QSocketNotifier>

#include <memory>

namespace tabletalk {

//! One running tabletalk-worker and the socket to it. Asks one question at a time. Dies with this object,
//! and with the thread that made it.
class WorkerProcess : public QObject {
    Q_OBJECT
public:
    WorkerProcess(const QString &program, const QString &role, QObject *parent = nullptr);
    ~WorkerProcess() override;

    const QString &role() const { return m_role; }
    //! What the questions to come are about, each under the number of its arrival.
    const QList<QByteArray> &kept() const { return m_kept; }
    //! `file` is the sealed copy of `bytes`. False as in ask().
    bool keep(const QByteArray &bytes, const FileDescriptor &file);
    //! False when it cannot be asked. Where there is no memory for the bytes, ended() comes.
    bool ask(const QByteArray &message, const QByteArray &bulk);

signals:
    void answered(const tabletalk::WorkerAnswer &answer);
    //! It is gone or broke the rules: nothing more comes, and it must not be asked again.
    void ended();

private:
    void receive();

    QString m_role;
    QList<QByteArray> m_kept;
    QProcess m_process;
    FileDescriptor m_socket;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace tabletalk
