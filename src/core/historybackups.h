// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <QFuture>
#include <QList>
#include <QStringList>

#include <optional>

namespace tabletalk {

//! A copy of the whole history that lies in the data folder.
struct Backup {
    enum class Kind {
        Daily, //!< made by itself, or asked for; the oldest are removed by and by
        BeforeMigration, //!< as a newer version of the program found it
        BeforeRestore, //!< what was in use when another copy was restored
        Damaged, //!< was set aside; not all of it can be read
    };

    QString name; //!< of the file, without folder: its identity
    Kind kind = Kind::Daily;
    qint64 madeMs = 0; //!< Unix milliseconds
    qint64 bytes = 0;

    bool operator==(const Backup &) const = default;
};

//! The newest that is a whole history; none when there is none. `backups` are sorted, newest first.
inline std::optional<Backup> newestWhole(const QList<Backup> &backups)
{
    for (const Backup &backup : backups) {
        if (backup.kind != Backup::Kind::Damaged)
            return backup;
    }
    return std::nullopt;
}

//! What lies in the data folder, in bytes.
struct DataSizes {
    QString folder;
    qint64 history = 0;
    qint64 attachments = 0;
    qint64 backups = 0; //!< all kinds
    qint64 conversations = 0; //!< a count, the trash included
    qint64 turns = 0; //!< a count

    bool operator==(const DataSizes &) const = default;
};

//! Copies of the history: kept while it is in use, brought back, deleted. Called from the window thread.
//! Errors: the Storage… kinds; then nothing has changed.
class HistoryBackups {
public:
    virtual ~HistoryBackups() = default;

    //! Newest first.
    virtual QFuture<Result<QList<Backup>>> backups() = 0;
    //! Makes one now. Writes go on meanwhile.
    virtual QFuture<Result<Backup>> backUp() = 0;
    //! Puts the copy in the history's place, which itself becomes a copy of kind BeforeRestore. Afterwards
    //! everything that was read before is void: read the lists anew.
    virtual QFuture<Result<Done>> restoreBackup(const QString &name) = 0;
    virtual QFuture<Result<Done>> deleteBackups(const QStringList &names) = 0;
    virtual QFuture<Result<DataSizes>> sizes() = 0;
};

} // namespace tabletalk
