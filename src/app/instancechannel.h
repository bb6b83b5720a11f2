// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>

class QLocalServer;

namespace tabletalk {

//! How a second start reaches the first one on the same data folder: a local socket of this user's,
//! named after the folder. It carries what the second was started with and nothing secret.
class InstanceChannel : public QObject {
    Q_OBJECT
public:
    explicit InstanceChannel(const QString &dataDir, QObject *parent = nullptr);

    //! In the owner: take calls from later starts.
    void listen();
    //! In a later start: hands over and waits, at most two seconds, for the owner to confirm. Blocks; for
    //! before the event loop only.
    bool handOver(const QString &model, const QStringList &files) const;

signals:
    void called(const QString &model, const QStringList &files);

private:
    void takeConnection();

    QString m_name;
    QLocalServer *m_server = nullptr;
};

} // namespace tabletalk
