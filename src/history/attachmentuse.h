// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <QByteArray>
#include <QSet>
#include <QString>

namespace tabletalk {

//! The SHA-256 of every attachment that a turn or a draft names in the history of a data folder or in one of
//! its copies, those set aside included. Fails where one cannot be read: what it needs is not known then.
//! Takes as long as opening each takes.
Result<QSet<QByteArray>> attachmentsNamedIn(const QString &folder);

} // namespace tabletalk
