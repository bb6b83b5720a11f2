// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "filewriter.h"
#include "result.h"
#include "schema.h"

#include <QString>

#include <memory>
#include <optional>
#include <span>

namespace tabletalk {

//! The history file of a data folder after it was opened.
struct HistoryFile {
    QString path;
    std::unique_ptr<FileWriter> writer; //!< none when the file may only be read
    std::optional<Error> notice; //!< what the person should be told once, see SqliteHistory::start()
    qint64 highestId = 0; //!< the largest id in it of any kind
    bool isForeign = false; //!< another program's: nothing was done to it; only while it is being opened
};

//! Where the file of a data folder is.
QString historyPath(const QString &folder);

//! A file that is there when reading met damage: the next start looks at the whole history before it uses it.
QString suspicionPath(const QString &folder);

//! Creates folder and file if they are missing, sets a damaged or foreign file aside and begins a new one, of
//! what can be read of a damaged one, migrates an older one (a copy goes to `backups/` first), refuses to
//! write a newer one, and closes the turns that a killed program left open. Takes as long as the disk takes.
//! Errors: the Storage… kinds; the file is then as it was.
Result<HistoryFile> openHistoryFile(const QString &folder, std::span<const Migration> steps = migrations());

} // namespace tabletalk
