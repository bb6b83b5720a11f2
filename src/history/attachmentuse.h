// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ids.h"
#include "result.h"

#include <SQLiteCpp/Database.h>

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace tabletalk {

//! The SHA-256 of every attachment that a turn or a draft names in the history of a data folder or in one of
//! its copies, those set aside included. Fails where one cannot be read: what it needs is not known then.
//! Takes as long as opening each takes.
Result<QSet<QByteArray>> attachmentsNamedIn(const QString &folder);

//! Those that the turns and drafts of these conversations name. Throws SQLite::Exception.
QSet<QByteArray> attachmentsNamedBy(SQLite::Database &database, const QList<ConversationId> &ids);

//! Those that the copies of these names hold; of a copy that cannot be read, none.
QSet<QByteArray> attachmentsNamedInCopies(const QString &folder, const QStringList &copies);

//! Removes the bytes of those of `candidates` that neither the history nor any copy of it names any more.
//! Where that cannot be told, everything stays.
void removeUnnamed(const QString &folder, const QSet<QByteArray> &candidates);

} // namespace tabletalk
