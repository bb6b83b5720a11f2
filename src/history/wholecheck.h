// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <QString>

#include <functional>

namespace tabletalk {

//! Up to this size, in bytes, a history file is looked at whole at each start.
inline constexpr qint64 kCheckedAtStart = 8 * 1024 * 1024;

//! Whether every page of a data folder's history file should be looked at: it is too large for that at each
//! start, and a week has gone by since it was.
bool isWholeCheckDue(const QString &folder);

//! Looks at every page, through a connection of its own, and notes that it was done; for a thread that has
//! time: it takes seconds for a gigabyte, and lets every other thread go first from then on. Ends early and
//! without a word when `isOver` says so; asked about every millisecond. Errors: StorageDamaged, and the
//! others that reading has.
Result<Done> checkWholeFile(const QString &folder, const std::function<bool()> &isOver);

} // namespace tabletalk
