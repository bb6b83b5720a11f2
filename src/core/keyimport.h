// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"
#include "secret.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace tabletalk {

//! A key that lies in clear in a file.
struct PlainKey {
    QString file; //!< path
    QString name; //!< what stands before it there, "OPENAI_API_KEY"; may be empty
    Secret key;
};

//! The keys in a text as .env files and configurations (INI, JSON, YAML, TOML) hold them; those that
//! parseApiKey() refuses, project keys among them, are left out. Each key once.
QList<PlainKey> plainKeysIn(const QString &text, const QString &file);
//! Of one file. Errors: AttachmentUnreadable; AttachmentTooLarge beyond a megabyte.
Result<QList<PlainKey>> plainKeysInFile(const QString &file);
//! Where programs that speak the same language are known to keep a key in clear, below `home`; only files
//! that exist.
QStringList filesWithPlainKeys(const QString &home);
//! Takes these keys out of their files: an empty value stays in their place, and everything else as it is.
//! Files that have changed in the meantime keep what is not found any more. Errors: StorageFailed, naming the
//! files that could not be written.
Result<Done> removePlainKeys(const QList<PlainKey> &keys);

} // namespace tabletalk
