// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historybackups.h"
#include "ids.h"

#include <QList>
#include <QString>

namespace tabletalk {

//! How the names of copies begin; a time and `.sqlite` follow.
namespace copynames {
constexpr char kDaily[] = "history-daily-";
constexpr char kBeforeMigration[] = "history-before-migration-";
constexpr char kBeforeRestore[] = "history-before-restore-";
constexpr char kDamaged[] = "history-damaged-";
} // namespace copynames

//! The time of now as the names have it.
QString copyTime();

//! Where a data folder keeps its copies; those set aside lie in the folder itself.
QString backupFolder(const QString &folder);

//! The copies of the history in a data folder, newest first.
QList<Backup> copiesIn(const QString &folder);

//! The path of a copy. Empty when the name is not one of copiesIn(), whatever it says.
QString copyPath(const QString &folder, const QString &name);

//! Whether a day has passed since the newest daily copy. One from the future does not count.
bool isDailyCopyDue(const QList<Backup> &copies, qint64 nowMs);

//! The daily copies that newer ones make superfluous: the five newest stay, and of those before one per week
//! for four weeks.
QStringList superfluousCopies(const QList<Backup> &copies);

//! Removes copies. Errors: StorageFailed when one is none of ours or cannot be removed; the others are gone.
Result<Done> removeCopies(const QString &folder, const QStringList &names);

//! The bytes in a data folder; without the counts.
DataSizes sizesOf(const QString &folder);

//! The names of the copies that hold one of these conversations; those that cannot be read are among them,
//! since what they hold is not known. Takes as long as opening each takes.
QStringList copiesHolding(const QString &folder, const QList<ConversationId> &ids);

} // namespace tabletalk
