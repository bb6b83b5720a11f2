// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historybackups.h"
#include "result.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>

#include <QString>

#include <memory>
#include <optional>

namespace tabletalk {

//! A copy of the history in the making: some pages at a time, while the same connection goes on writing;
//! what it writes meanwhile is in the copy. Until it is complete it lies beside under another name, and is
//! removed if that never happens. Throws SQLite::Exception.
class BackupRun {
public:
    //! Begins a copy named after the present time in the folder's `backups/`; see `copynames`.
    //! Errors: the Storage… kinds.
    static Result<std::unique_ptr<BackupRun>> begin(SQLite::Database &source, const QString &folder,
                                                    const char *prefix);
    ~BackupRun();
    BackupRun(const BackupRun &) = delete;
    BackupRun &operator=(const BackupRun &) = delete;

    //! False when nothing is left: then finish().
    bool copySome();
    //! Gives the copy its name. Errors: StorageFailed.
    Result<Backup> finish();

private:
    BackupRun(SQLite::Database &source, const QString &path, const QString &unfinished);

    const QString m_path;
    const QString m_unfinished;
    std::unique_ptr<SQLite::Database> m_target;
    std::optional<SQLite::Backup> m_backup;
};

//! A whole copy at once.
Result<Backup> copyNow(SQLite::Database &source, const QString &folder, const char *prefix);

} // namespace tabletalk
